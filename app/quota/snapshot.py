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
    resets_at: float | None = None  # as the server said; None once it has passed
    paused_until: float | None = None  # no request leaves before this
    pause_s: float | None = None  # how long the present pause is in all
    window_s: float | None = None  # observed length of a window
    in_flight: int = 0
    waiting: int = 0
    opens_at: float | None = None  # with nothing remaining: when a request may leave again (a touch after resets_at)

    def blocked_until(self, now: float) -> float | None:
        """When a request may leave again, or None if one may leave now."""
        if self.paused_until is not None and self.paused_until > now:
            return self.paused_until
        opens_at = self.resets_at if self.opens_at is None else self.opens_at
        if self.remaining is not None and self.remaining <= 0 and opens_at is not None and opens_at > now:
            return opens_at
        return None
