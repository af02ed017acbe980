"""A look-alike of the API, for trying the product and for testing it."""
