"""Talking to the API over HTTP."""
