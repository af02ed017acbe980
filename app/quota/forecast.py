"""How long what is left will last.

Owns: measuring the pace, and what follows from it. Leaves to others: the words (`ui/quota/words.py`), the numbers that
the server told (`snapshot.py`). Pure; instants are of the monotonic clock.

The assumption: the pace of the last seconds, of this console and of others, goes on, and what waits in the queue
leaves as well. What is not known stays unknown.
"""

from __future__ import annotations

import enum
from collections import deque
from typing import Final, NamedTuple

from app.quota.snapshot import QuotaSnapshot

PACE_OVER_S: Final = 30.0
_LEAST_OVER_S: Final = 10.0  # less says nothing of a pace


class Pace(NamedTuple):
    """Requests a second, and over how many seconds that was measured."""

    own_per_s: float = 0.0
    others_per_s: float = 0.0
    over_s: float = PACE_OVER_S

    @property
    def per_s(self) -> float:
        """Everybody's."""
        return self.own_per_s + self.others_per_s


class PaceMeter:
    """Counts the requests of the last seconds.

    `span_s`: over how many.
    """

    def __init__(self, began_at: float, span_s: float = PACE_OVER_S) -> None:
        self._began_at = began_at
        self._span_s = span_s
        self._seen: deque[tuple[float, int, int]] = deque()

    def note(self, now: float, own: int, others: int) -> None:
        """So many requests became known now."""
        if own or others:
            self._seen.append((now, own, others))
        self._drop(now)

    def pace(self, now: float) -> Pace:
        """The pace now."""
        self._drop(now)
        over_s = min(self._span_s, max(_LEAST_OVER_S, now - self._began_at))
        own = sum(seen[1] for seen in self._seen)
        others = sum(seen[2] for seen in self._seen)
        return Pace(own / over_s, others / over_s, over_s)

    def _drop(self, now: float) -> None:
        while self._seen and self._seen[0][0] <= now - self._span_s:
            self._seen.popleft()


class Outcome(enum.Enum):
    """How it will go on until the reset."""

    UNKNOWN = "unknown"  # the server has told no limit, or not when it resets
    PAUSED = "paused"  # it has asked for a pause
    EMPTY = "empty"  # nothing is left
    IDLE = "idle"  # nothing is being sent
    LASTS = "lasts"
    RUNS_OUT = "runs out"


class Forecast(NamedTuple):
    """What will be, if all goes on as it does. `None`: not known, or not to be expected.

    Attributes:
        outcome: In one word.
        empty_in_s: Seconds until nothing is left.
        full_in_s: Seconds until the window resets, or the pause is over.
        left_over: Requests that will be left then.
        pace: What it assumes.
        waiting: Requests in the queue; they are taken to leave.
    """

    outcome: Outcome
    empty_in_s: float | None = None
    full_in_s: float | None = None
    left_over: int | None = None
    pace: Pace = Pace()
    waiting: int = 0


def forecast(snapshot: QuotaSnapshot, now: float, pace: Pace) -> Forecast:
    """What the present pace leads to.

    Args:
        snapshot: What is known of the quota.
        now: The instant.
        pace: As measured up to now.
    """
    known = Forecast(Outcome.UNKNOWN, pace=pace, waiting=snapshot.waiting)
    if snapshot.paused_until is not None and snapshot.paused_until > now:
        return known._replace(outcome=Outcome.PAUSED, full_in_s=snapshot.paused_until - now)
    remaining, resets_at = snapshot.remaining, snapshot.resets_at
    if remaining is None:
        return known
    full_in_s = resets_at - now if resets_at is not None and resets_at > now else None
    known = known._replace(full_in_s=full_in_s)
    if remaining <= 0:
        return known._replace(outcome=Outcome.EMPTY, empty_in_s=0.0)
    if pace.per_s <= 0 and not snapshot.waiting:
        return known._replace(outcome=Outcome.IDLE, left_over=remaining)
    left = remaining - snapshot.waiting
    empty_in_s = 0.0 if left <= 0 else left / pace.per_s if pace.per_s > 0 else None
    known = known._replace(empty_in_s=empty_in_s)
    if full_in_s is None:
        return known
    if empty_in_s is not None and empty_in_s < full_in_s:
        return known._replace(outcome=Outcome.RUNS_OUT)
    return known._replace(outcome=Outcome.LASTS, left_over=max(0, int(left - pace.per_s * full_in_s)))
