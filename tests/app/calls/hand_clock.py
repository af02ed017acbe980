"""A clock that stands still until it is moved."""

from __future__ import annotations

from app.clock import SystemClock


class HandClock(SystemClock):
    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds
