"""The Call logs tab."""
