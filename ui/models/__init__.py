"""Item models that several screens share."""
