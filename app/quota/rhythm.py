"""The quota of a server that says nothing of it, guessed from what it lets through and what it refuses.

Owns: how many requests a window seems to allow, how long it seems to last, when the present one began at the latest.
Leaves to others: acting on it (`core.py`). Free of I/O; instants are passed in, seconds of the monotonic clock.

A window is seen from its first request to the refusals that end it; where two follow each other, the distance of
their beginnings is the length. Without Retry-After a beginning is known only to lie between the last refused and the
first answered request; of all lengths that this leaves, a usual one is taken, the shortest first. A refusal that the
guess did not foresee tells when windows begin, or ends the guess; after some windows it is put to the test anyway.
"""

from __future__ import annotations

from typing import Final

from app.quota.headers import QuotaReading, Reset

_USUAL_S: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600)
_LATE_S: Final = 1.1  # Retry-After is rounded to seconds, and the request that follows takes a moment
_TRUSTED_WINDOWS: Final = 20


class Rhythm:
    """Follows one key on a server without rate-limit headers.

    Attributes:
        limit: Requests a window seems to allow; None while there is no guess.
        length_s: How long one seems to last.
    """

    __slots__ = (
        "_began",
        "_ends_at",
        "_longest_s",
        "_passed",
        "_refused_at",
        "_refused_first_at",
        "_shortest_s",
        "_trust",
        "length_s",
        "limit",
    )

    def __init__(self) -> None:
        self.limit: int | None = None
        self.length_s: float | None = None
        self._began: tuple[float, float] | None = None  # the present window: between these two instants
        self._passed = 0  # requests of it
        self._refused_first_at: float | None = None
        self._refused_at = 0.0
        self._ends_at: float | None = None  # of the refusing window, by its Retry-After
        self._shortest_s, self._longest_s = 0.0, float("inf")
        self._trust = 0

    def refuse(self, *, sent_at: float, now: float, retry_after_s: float | None) -> None:
        """A 429 without a word on the quota."""
        if self._refused_first_at is None:
            self._refused_first_at = now
        self._refused_at = max(self._refused_at, sent_at)
        if retry_after_s is not None:
            self._ends_at = max(self._ends_at or 0.0, now + retry_after_s)

    def answer(self, *, sent_at: float, now: float, ends_pause: bool, meets_new_window: bool) -> QuotaReading | None:
        """A request got through, without a word on the quota: what may be taken for its headers, if anything.

        Args:
            sent_at: When it left.
            now: When its answer came.
            ends_pause: It is the first after a pause.
            meets_new_window: It left because the window was taken as over.
        """
        if ends_pause and self._refused_first_at is not None:
            self._open(sent_at, now)
        elif meets_new_window and self.limit is not None:
            self._began = (sent_at, sent_at)
            self._passed = 0
            self._trust -= 1
            if self._trust <= 0:
                self.limit = None
        self._passed += 1
        if self.limit is None or self.length_s is None or self._began is None:
            return None
        left_s = self._began[1] + self.length_s - now
        return QuotaReading(
            limit=self.limit,
            remaining=max(0, self.limit - self._passed),
            reset=Reset(max(0.0, left_s), is_unix=False, is_whole=False),
        )

    def _open(self, sent_at: float, now: float) -> None:
        """The first request after refusals got through."""
        refused_first_at, self._refused_first_at = self._refused_first_at or now, None
        earliest = self._refused_at if self._ends_at is None else max(self._refused_at, self._ends_at - _LATE_S)
        began, self._began = self._began, (min(earliest, sent_at), sent_at)
        passed, self._passed = self._passed, 0
        self._ends_at = None
        if self.limit is not None and self.length_s is not None:
            if sent_at - refused_first_at < self.length_s / 2:
                return  # used up near its end: the guess was right but for when windows begin, which is clearer now
            self.limit = None
        if began is None or refused_first_at - began[1] > sent_at - refused_first_at:
            return  # it took long to be used up: perhaps that was not one window but several
        self._shortest_s = max(self._shortest_s, earliest - began[1])
        self._longest_s = min(self._longest_s, sent_at - began[0])
        if self._shortest_s >= self._longest_s:  # it has changed
            self._shortest_s, self._longest_s = max(0.0, earliest - began[1]), sent_at - began[0]
        usual = [length for length in _USUAL_S if self._shortest_s < length <= self._longest_s]
        self.length_s = float(usual[0]) if usual else self._longest_s
        self.limit = max(1, passed)
        self._trust = _TRUSTED_WINDOWS
