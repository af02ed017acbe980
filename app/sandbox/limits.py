"""The rate limit: a fixed window per key.

Owns: counting, the three headers and `Retry-After` (API page "rate limits"), and a forced pause for tests. Every answer
counts: 304, 4xx and 429 too. A window opens with a bucket's first request after the previous one ended.
Leaves to others: which bucket a request belongs to (`gate.py`).
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from app.sandbox.options import Options

Headers = list[tuple[bytes, bytes]]


@dataclass
class Window:
    """One bucket's window. `ends` is on the monotonic clock, `ends_unix` the same instant in Unix time."""

    ends: float
    ends_unix: float
    used: int = 0


@dataclass(frozen=True)
class Standing:
    """How a bucket stands after a request. `left_s` is seconds until the reset."""

    allowed: bool
    limit: int
    remaining: int
    reset_unix: float
    left_s: float


class FixedWindowLimiter:
    """Counts requests per bucket."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._windows: dict[str, Window] = {}
        self._blocked_until = 0.0

    def take(self, bucket: str) -> Standing:
        """Count one request and say whether it may pass."""
        now = time.monotonic()
        limit = self._options.limit
        if now < self._blocked_until:
            left = self._blocked_until - now
            return Standing(False, limit, 0, time.time() + left, left)
        window = self._windows.get(bucket)
        if window is None or now >= window.ends:
            length = self._options.window_s
            window = self._windows[bucket] = Window(now + length, time.time() + length)
        allowed = window.used < limit
        if allowed:
            window.used += 1
        return Standing(allowed, limit, max(0, limit - window.used), window.ends_unix, window.ends - now)

    def headers(self, standing: Standing) -> Headers:
        """The headers for an answer with this standing, as the options want them."""
        refused = not standing.allowed
        if refused and self._options.bare_429:
            headers: Headers = []
        else:
            unix = self._options.reset_style == "unix"
            reset = math.ceil(standing.reset_unix if unix else max(0.0, standing.left_s))
            headers = [
                (b"x-ratelimit-limit", b"%d" % standing.limit),
                (b"x-ratelimit-remaining", b"%d" % standing.remaining),
                (b"x-ratelimit-reset", b"%d" % reset),
            ]
        if refused and self._options.retry_after:
            headers.append((b"retry-after", b"%d" % max(1, math.ceil(standing.left_s))))
        return headers

    def storm(self, retry_after_s: float) -> Standing:
        """The standing to show with a 429 that a fault asks for."""
        return Standing(False, self._options.limit, 0, time.time() + retry_after_s, retry_after_s)

    def block(self, seconds: float) -> None:
        """Answer 429 to everyone for `seconds` from now."""
        self._blocked_until = time.monotonic() + seconds

    def spend(self, bucket: str, count: int) -> None:
        """Count `count` requests of somebody else who uses the same key."""
        for _ in range(count):
            self.take(bucket)

    def restart(self) -> None:
        """Forget all windows and any forced pause: everybody starts afresh."""
        self._windows.clear()
        self._blocked_until = 0.0
