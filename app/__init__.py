"""The engine: everything but the window. No Qt here."""
