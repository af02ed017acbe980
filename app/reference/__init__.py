"""Reference data that rarely changes."""
