"""Call logs."""
