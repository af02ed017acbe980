"""Who goes first, and on whose account.

Owns: the order of priorities and the activities that requests are counted under.
"""

from __future__ import annotations

import enum


class Priority(enum.IntEnum):
    """Smaller goes first; within one, activities take turns."""

    EMERGENCY = 0  # Pause, Cancel, Stop everything
    INTERACTIVE = 1  # somebody is looking at the window and waiting
    UPLOAD = 2
    BACKGROUND = 3  # may only send while enough remains for the others


class Activity(enum.StrEnum):
    """What a request is counted under in the Quota tab."""

    YOU = "you"
    UPLOADS = "uploads"
    SYNC = "sync"
    REFERENCE = "reference"
