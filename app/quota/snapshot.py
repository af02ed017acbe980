"""What is known about the quota, frozen.

Owns: the one value that gauge, cooldown and client all read. Light on purpose: the window needs it at first paint.
"""

from __future__ import annotations

from typing import NamedTuple


class QuotaSnapshot(NamedTuple):
    """The quota of one API key at one moment. `None` means: the server has not said.

    Instants are of the monotonic clock.
    """

    limit: int | None = None
    remaining: int | None = None  # least seen in this window, requests in flight already taken off
    resets_at: float | None = None
    paused_until: float | None = None  # no request leaves before this
    pause_s: float | None = None  # how long the present pause is in all
    window_s: float | None = None  # observed length of a window
    in_flight: int = 0
    waiting: int = 0

    def blocked_until(self, now: float) -> float | None:
        """When a request may leave again, or None if one may leave now."""
        if self.paused_until is not None and self.paused_until > now:
            return self.paused_until
        if self.remaining is not None and self.remaining <= 0 and self.resets_at is not None and self.resets_at > now:
            return self.resets_at
        return None
