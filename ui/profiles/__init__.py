"""Profiles and keys."""
