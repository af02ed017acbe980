"""What can go wrong with pausing a campaign for the time of an upload.

Owns: the sentences. Leaves to others: pausing (`ui/leads/upload_run.py`).
"""

from __future__ import annotations

from app.errors import AppError


class NotPausedError(AppError):
    """The server took the request to pause, but the campaign goes on."""

    template = "{campaign} could not be paused: the server still says {status}. No lead was sent."


class PauseCancelledError(AppError):
    """Pausing was cancelled under way."""

    template = "Cancelled while {campaign} was being paused. No lead was sent."
