"""Icons, translations and sample files."""
