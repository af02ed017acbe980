"""Requests on their way, and requests that were announced.

Owns: these two records. Leaves to others: every decision (`core.py`).
"""

from __future__ import annotations

from app.quota.priorities import Activity, Priority


class Flight:
    """One request that was let go."""

    __slots__ = ("activity", "has_left", "is_answered", "is_probe", "meets_new_window", "priority", "sent_at")

    def __init__(self, priority: Priority, activity: Activity, sent_at: float) -> None:
        self.priority = priority
        self.activity = activity
        self.sent_at = sent_at  # when it was let go, until it is known when it left
        self.has_left = False  # known to have; before, it may still be waiting for its connection
        self.is_probe = False
        self.meets_new_window = False  # it left because the window was taken as over
        self.is_answered = False


class Announcement:
    """Requests that will come, one after the other."""

    __slots__ = ("count",)

    def __init__(self, count: int) -> None:
        self.count = count
