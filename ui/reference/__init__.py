"""The reference data browser."""
