"""Servers that count some routes apart from others, each with a limit of its own.

Owns: noticing it, and which of the counts binds. Leaves to others: the window (`window.py`). Free of I/O; instants are
passed in, seconds of the monotonic clock.

Which count the next request will fall under is not known before its answer. So the scarcest one counts for all: slower
than could be, but nothing is refused. Counts are told apart by their limit; routes with the same limit look like one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from app.quota.headers import QuotaReading
from app.quota.server_clock import ServerClock

_CERTAIN_AFTER: Final = 2  # times that an older limit came back: one that has changed does not


class _Count(NamedTuple):
    reading: QuotaReading
    read_at: float
    ends_at: float


class Scopes:
    """The latest reading of every limit that is about."""

    __slots__ = ("_counts", "_returns")

    def __init__(self) -> None:
        self._counts: dict[int, _Count] = {}
        self._returns = 0

    @property
    def is_split(self) -> bool:
        """Whether there is more than one count."""
        return self._returns >= _CERTAIN_AFTER

    def binding(self, reading: QuotaReading, clock: ServerClock, *, sent_at: float, now: float) -> QuotaReading:
        """The reading to go by: this one, or that of a scarcer count.

        Args:
            reading: What the latest answer says.
            clock: Of the server.
            sent_at: When its request left.
            now: When it arrived.
        """
        limit, reset = reading.limit, reading.reset
        if limit is None or reading.remaining is None or reset is None:
            return reading
        counts = self._counts
        if len(counts) > 1 or limit not in counts:
            known = counts.get(limit)
            # Sent after another limit had been told, and still the old one: both are in force.
            if known is not None and any(other.read_at > known.read_at for other in counts.values()):
                newest = max(other.read_at for key, other in counts.items() if key != limit)
                self._returns += newest <= sent_at
            for key in [key for key, count in counts.items() if count.ends_at <= now]:
                del counts[key]
        ends_at = clock.to_monotonic(reset.value) if reset.is_unix else now + reset.value
        counts[limit] = _Count(reading, now, ends_at)
        if not self.is_split or len(counts) < 2:
            return reading
        scarcest = min(counts.values(), key=lambda count: (count.reading.remaining or 0, -count.ends_at))
        if scarcest.read_at == now:
            return scarcest.reading
        older, of_older = scarcest.reading, scarcest.reading.reset
        if of_older is not None and not of_older.is_unix:
            of_older = of_older._replace(value=scarcest.ends_at - now, is_whole=False)
        return older._replace(reset=of_older, date=None)
