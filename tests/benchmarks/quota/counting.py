"""How a simulated server counts requests against a limit.

Owns: whether a request at a given moment is allowed, what is left, when that changes, and when a clairvoyant client
could have had a given number of requests allowed. Leaves to others: headers (`server.py`), time (it is passed in,
seconds after the start).
"""

from __future__ import annotations

import math
from collections import deque
from typing import Protocol


class Counting(Protocol):
    """One way of counting."""

    limit: int

    def take(self, now: float) -> bool:
        """One more request: is it allowed?"""
        ...

    def left(self, now: float) -> int:
        """Requests that would be allowed now."""
        ...

    def resets_at(self, now: float) -> float:
        """What the server calls the reset."""
        ...

    def opens_at(self, now: float) -> float:
        """With nothing left: when one more will be allowed."""
        ...

    def earliest(self, total: int) -> tuple[float, int]:
        """When request number `total` could be allowed at best, and how many could be in that same moment up to it."""
        ...


class FixedWindow:
    """So many requests in a window; the windows follow each other without a gap.

    Args:
        limit: Requests a window allows.
        window_s: Its length.
        first_end_s: End of the window in which the run starts, with all of its requests left.
        halved_at_s: From here on half as many are allowed, at once and in the window that is running.
        is_charged: A refused request counts against the next window.
    """

    def __init__(
        self,
        limit: int,
        window_s: float,
        first_end_s: float,
        *,
        halved_at_s: float = math.inf,
        is_charged: bool = False,
    ) -> None:
        self.limit = self._first_limit = limit
        self._window_s = window_s
        self._first_end_s = self._end = first_end_s
        self._halved_at_s = halved_at_s
        self._is_charged = is_charged
        self._used = 0
        self._owed = 0

    def _turn_page(self, now: float) -> None:
        if now >= self._halved_at_s:
            self.limit = self._first_limit // 2
        while now >= self._end:
            self._end += self._window_s
            self._used, self._owed = min(self._owed, self.limit // 2), 0

    def take(self, now: float) -> bool:
        """See `Counting`."""
        self._turn_page(now)
        if self._used >= self.limit:
            self._owed += self._is_charged
            return False
        self._used += 1
        return True

    def left(self, now: float) -> int:
        """See `Counting`."""
        self._turn_page(now)
        return max(0, self.limit - self._used)

    def resets_at(self, now: float) -> float:
        """See `Counting`."""
        self._turn_page(now)
        return self._end

    opens_at = resets_at

    def earliest(self, total: int) -> tuple[float, int]:
        """See `Counting`."""
        start, end, before = 0.0, self._first_end_s, 0
        while True:
            allowed = self._first_limit if start < self._halved_at_s else self._first_limit // 2
            if before + allowed >= total:
                return start, total - before
            before += allowed
            start, end = end, end + self._window_s


class SlidingWindow:
    """So many requests within any stretch of `window_s`.

    Args:
        limit: How many.
        window_s: The stretch.
        tells_next: The reset that it tells is when the oldest request falls out; else when all have.
        is_charged: A refused request counts too.
    """

    def __init__(self, limit: int, window_s: float, *, tells_next: bool = True, is_charged: bool = False) -> None:
        self.limit = limit
        self._window_s = window_s
        self._tells_next = tells_next
        self._is_charged = is_charged
        self._log: deque[float] = deque()

    def _forget(self, now: float) -> None:
        while self._log and self._log[0] <= now - self._window_s:
            self._log.popleft()

    def take(self, now: float) -> bool:
        """See `Counting`."""
        self._forget(now)
        is_allowed = len(self._log) < self.limit
        if is_allowed or self._is_charged:
            self._log.append(now)
        return is_allowed

    def left(self, now: float) -> int:
        """See `Counting`."""
        self._forget(now)
        return max(0, self.limit - len(self._log))

    def resets_at(self, now: float) -> float:
        """See `Counting`."""
        self._forget(now)
        if not self._log:
            return now
        return (self._log[0] if self._tells_next else self._log[-1]) + self._window_s

    def opens_at(self, now: float) -> float:
        """See `Counting`."""
        self._forget(now)
        return self._log[len(self._log) - self.limit] + self._window_s if len(self._log) >= self.limit else now

    def earliest(self, total: int) -> tuple[float, int]:
        """See `Counting`."""
        windows = (total - 1) // self.limit
        return windows * self._window_s, total - windows * self.limit


class TokenBucket:
    """A bucket of `limit` tokens that fills evenly, `limit` in `window_s`; the reset it tells is when it is full.

    Args:
        limit: Tokens when full, as at the start.
        window_s: How long it takes to fill.
    """

    def __init__(self, limit: int, window_s: float) -> None:
        self.limit = limit
        self._rate = limit / window_s
        self._tokens = float(limit)
        self._at = 0.0

    def _fill(self, now: float) -> None:
        self._tokens = min(float(self.limit), self._tokens + (now - self._at) * self._rate)
        self._at = now

    def take(self, now: float) -> bool:
        """See `Counting`."""
        self._fill(now)
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def left(self, now: float) -> int:
        """See `Counting`."""
        self._fill(now)
        return int(self._tokens)

    def resets_at(self, now: float) -> float:
        """See `Counting`."""
        self._fill(now)
        return now + (self.limit - self._tokens) / self._rate

    def opens_at(self, now: float) -> float:
        """See `Counting`."""
        self._fill(now)
        return now + max(0.0, 1 - self._tokens) / self._rate

    def earliest(self, total: int) -> tuple[float, int]:
        """See `Counting`."""
        return max(0.0, (total - self.limit) / self._rate), 1 if total > self.limit else total
