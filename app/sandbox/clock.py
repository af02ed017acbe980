"""The sandbox's wall clock.

Owns: "now" for all data, which may start at a fixed instant so that everything is the same every time.
Leaves to others: the rate limit and the request record, which are always in the machine's own time.
"""

from __future__ import annotations

import time


class SandboxClock:
    """Runs on from `start` (Unix time), or is the present."""

    def __init__(self, start: float | None = None) -> None:
        self._offset = 0.0 if start is None else start - time.time()

    def now_ms(self) -> int:
        """Milliseconds of Unix time."""
        return int((time.time() + self._offset) * 1000)
