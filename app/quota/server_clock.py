"""What time it is at the server.

Owns: the offset between Unix time at the server and our monotonic clock, learnt from `Date` headers.
Leaves to others: reading the header (`headers.py`). Free of I/O; every instant is passed in.

`Date` is a whole second rounded down, and some servers refresh it only once a second, so it may be two seconds old but
is never ahead of the server's clock. So `Date - received` is a sure lower bound of the offset, which gets closer with
every answer. Too low an offset makes a reset look later than it is: late, never early. This machine's own clock is
more exact where it is set at all, so it is used as long as the `Date` headers do not contradict it.
"""

from __future__ import annotations

from typing import Final

_STALE_S: Final = 1.2  # how old beyond its own second a Date may be (servers that format it once a second)
_JUMP_S: Final = 3.0  # a contradiction larger than this: the server's clock was set, or another server answers
_DRIFT: Final = 1e-4  # how much two unsynchronised clocks may drift apart, seconds per second


class ServerClock:
    """Converts Unix times of the server to our monotonic clock. All times in seconds."""

    __slots__ = ("_at", "_high", "_local", "_low", "_trusts_local")

    def __init__(self) -> None:
        self._low: float | None = None
        self._high = 0.0
        self._at = 0.0
        self._local = 0.0
        self._trusts_local = True

    def learn(self, date: float | None, *, sent_at: float, received_at: float, local_time: float) -> None:
        """Take in one answer.

        Args:
            date: Unix time of its `Date` header.
            sent_at: Monotonic instant the request left.
            received_at: Monotonic instant of the answer, now.
            local_time: Unix time by this machine, now.
        """
        self._local = local_time - received_at
        if date is None:
            return
        low, high = date - received_at, date + 1 - sent_at
        if self._low is None or low > self._high + _JUMP_S or high < self._low - _JUMP_S:
            self._low, self._high = low, high
        else:
            drift = _DRIFT * (received_at - self._at)
            self._low = max(low, self._low - drift)
            self._high = min(high, self._high + drift)
        self._at = received_at

    def distrust_local(self) -> None:
        """A window opened later than this machine's clock said: go by the `Date` headers alone from now on."""
        self._trusts_local = False

    def to_monotonic(self, unix_time: float) -> float:
        """The monotonic instant of a Unix time of the server; rather late than early."""
        return unix_time - self._offset()

    def surely_past(self, unix_time: float) -> float:
        """A monotonic instant at which that Unix time has passed for certain: up to a second later than it is.

        This machine's clock, which may be a little fast within what the `Date` headers allow, is not asked.
        """
        return unix_time - (self._local if self._low is None else self._low)

    def _offset(self) -> float:
        if self._low is None:
            return self._local
        if not self._trusts_local or self._local > self._high + _STALE_S:
            return self._low
        return max(self._low, self._local)
