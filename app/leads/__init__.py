"""Lead files: reading, checking and sending them."""
