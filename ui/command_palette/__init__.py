"""The list of everything that can be done, by typing a part of its name."""
