"""The pause that a 429 orders.

Owns: how long everyone of this key waits, and the lone probe afterwards. Leaves to others: the window (`window.py`).
Free of I/O; instants are passed in, seconds of the monotonic clock.

Source: API page "rate limits": wait at least Retry-After (missing: 1 s), doubled at each further 429 in a row. Our own
additions: doubling never makes a wait longer than five minutes, a wait is never shortened, several 429s of one burst
count once.
"""

from __future__ import annotations

from typing import Final

LONGEST_DOUBLED_S: Final = 300.0
"""Doubling stops here. A longer Retry-After is still kept: the server's word outweighs our ceiling."""

MISSING_S: Final = 1.0
_SHORTEST_S: Final = 0.25


class Pause:
    """Whether everyone has to wait, and until when."""

    __slots__ = ("_began_at", "_in_a_row", "duration_s", "until")

    def __init__(self) -> None:
        self.until: float | None = None  # None: there is no pause, or its probe has come back
        self.duration_s: float | None = None
        self._began_at = 0.0
        self._in_a_row = 0

    def is_burst(self, sent_at: float) -> bool:
        """Whether a request that left at `sent_at` did so before the latest 429 was known."""
        return self.until is not None and sent_at <= self._began_at

    def refuse(self, *, now: float, sent_at: float, retry_after_s: float | None, opens_at: float | None) -> None:
        """A 429 arrived.

        Args:
            now: When.
            sent_at: When its request left.
            retry_after_s: What the server asks for.
            opens_at: When the window is over, if known: without Retry-After nothing sooner would help.
        """
        is_burst = self.is_burst(sent_at)
        if self.until is None:
            self._in_a_row = 0
        elif not is_burst:
            self._in_a_row += 1
        if retry_after_s is not None:
            asked = max(_SHORTEST_S, retry_after_s)
        elif is_burst:
            asked = MISSING_S  # it says less than the one before
        else:
            asked = max(MISSING_S, 0.0 if opens_at is None else opens_at - now)
        # 2 ** 9 s are beyond the ceiling already
        doubled = min(LONGEST_DOUBLED_S, asked * 2.0 ** min(self._in_a_row, 9))
        until = now + max(asked, doubled)
        if not is_burst:
            self._began_at = now
        self.until = until if self.until is None else max(self.until, until)
        self.duration_s = self.until - self._began_at

    def go_on(self, *, now: float, until: float) -> None:
        """A pause that was ordered earlier, when somebody else kept the account of it."""
        self._began_at = now
        self.until = until
        self.duration_s = until - now

    def is_on(self, now: float) -> bool:
        """Whether nothing may leave now."""
        return self.until is not None and now < self.until

    def succeed(self, sent_at: float) -> bool:
        """An answer other than 429 arrived; if its request left after the pause, the pause is over for all."""
        if self.until is None or sent_at < self.until:
            return False
        self.until = None
        self.duration_s = None
        return True
