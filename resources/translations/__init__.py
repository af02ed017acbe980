"""Translations of the interface, and the tool that keeps them up to date."""
