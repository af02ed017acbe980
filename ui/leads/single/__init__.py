"""One lead at a time: adding, looking up, changing, removing."""
