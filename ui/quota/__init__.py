"""The Quota tab."""
