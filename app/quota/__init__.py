"""The request quota of one API key: learning it and sharing it out."""
