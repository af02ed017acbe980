"""The counts that the charts are drawn from, kept with every change.

Owns: what a call counts as (its local day and hour, its class of length), adding calls and taking them off, counting
everything anew. Leaves to others: the tables (`mirror_schema.py`), reading them (`statistics.py`).

Days and hours are those of this computer's time zone when the call was stored; where the zone has changed since, all
of it is counted anew (`derived.py`).
"""

from __future__ import annotations

import bisect
import time
from collections import Counter
from typing import Final, NamedTuple

from app.store.database import Connection

LENGTHS_S: Final = (0, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600)
"""Where each class of length begins; class 0 are calls that were not connected."""
_BEGIN_MS: Final = tuple(length * 1000 for length in LENGTHS_S)
NO_DAY: Final = 0
NO_SLOT: Final = -1
_QUARTER_S: Final = 900
_EPOCH_DAY: Final = 719_163  # `date(1970, 1, 1).toordinal()`

TABLES: Final = ("tally_outcome", "tally_hour", "tally_length", "tally_week")
NOT_CONNECTED: Final = -1
"""In `tally_week`, where class 0 has only calls that were connected."""


class Facts(NamedTuple):
    """What of a call is counted; numbers are words."""

    day: int
    campaign: int
    agent: int
    status: int
    sentiment: int
    end_reason: int
    slot: int
    duration: int

    @property
    def common(self) -> tuple[int, ...]:
        """What all tallies are kept by."""
        return self[:6]


class Calendar:
    """Local day (`date.toordinal`) and slot (weekday x 24 + hour, Monday first) of instants."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int]] = {}

    def place(self, at_ms: int | None) -> tuple[int, int]:
        """Of one instant."""
        if at_ms is None:
            return NO_DAY, NO_SLOT
        quarter = at_ms // 1000 // _QUARTER_S  # no zone's hours begin within a quarter of an hour
        found = self._known.get(quarter)
        if found is None:
            if len(self._known) > 50_000:
                self._known.clear()
            try:
                here = time.localtime(quarter * _QUARTER_S)
            except (OverflowError, OSError, ValueError):
                return NO_DAY, NO_SLOT
            day = _EPOCH_DAY + (quarter * _QUARTER_S + here.tm_gmtoff) // 86_400
            found = self._known[quarter] = (day, here.tm_wday * 24 + here.tm_hour)
        return found


class Tallies:
    """Collects what comes and goes, and writes it in one go."""

    def __init__(self) -> None:
        self._calls: Counter[Facts] = Counter()

    def add(self, facts: Facts) -> None:
        """One call more."""
        self._calls[facts] += 1

    def remove(self, facts: Facts) -> None:
        """One call less."""
        self._calls[facts] -= 1

    def write(self, database: Connection) -> None:
        """Add it to the tables."""
        outcomes: dict[tuple[int, ...], list[int]] = {}
        hours: dict[tuple[int, ...], list[int]] = {}
        lengths: Counter[tuple[int, ...]] = Counter()
        weeks: dict[tuple[int, ...], list[int]] = {}
        for facts, count in self._calls.items():
            if not count:
                continue
            common = facts.common
            connected = count if facts.duration > 0 else 0
            cell = outcomes.setdefault(common, [0, 0, 0])
            cell[0] += count
            cell[1] += connected
            cell[2] += count * max(facts.duration, 0)
            cell = hours.setdefault((*common, facts.slot % 24 if facts.slot >= 0 else -1), [0, 0])
            cell[0] += count
            cell[1] += connected
            length = length_class(facts.duration)
            lengths[(*common, length)] += count
            week_key = (facts.slot, length if connected else NOT_CONNECTED, *common[1:])
            cell = weeks.setdefault(week_key, [0, 0])
            cell[0] += count
            cell[1] += count * max(facts.duration, 0)
        self._calls.clear()
        database.executemany(
            "insert into tally_outcome values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set"
            " calls = calls + excluded.calls, connected = connected + excluded.connected, ms = ms + excluded.ms",
            ((*key, *cell) for key, cell in outcomes.items() if any(cell)),
        )
        database.executemany(
            "insert into tally_hour values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set"
            " calls = calls + excluded.calls, connected = connected + excluded.connected",
            ((*key, *cell) for key, cell in hours.items() if any(cell)),
        )
        database.executemany(
            "insert into tally_length values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set"
            " calls = calls + excluded.calls",
            ((*key, count) for key, count in lengths.items() if count),
        )
        database.executemany(
            "insert into tally_week values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set"
            " calls = calls + excluded.calls, ms = ms + excluded.ms",
            ((*key, *cell) for key, cell in weeks.items() if any(cell)),
        )


def sweep(database: Connection) -> None:
    """Drop the counts of nothing."""
    for table in TABLES:
        database.execute(f"delete from {table} where calls = 0")


def count_anew(database: Connection) -> None:
    """Give every call its local day and hour, and count everything. Within a transaction."""
    calendar, tallies = Calendar(), Tallies()
    for table in TABLES:
        database.execute(f"delete from {table}")
    after = -1
    while rows := database.execute(
        "select key, at, campaign, agent, status, sentiment, end_reason, duration from call where key > ?"
        " order by key limit 20000",
        (after,),
    ).fetchall():
        places = []
        for key, at, campaign, agent, status, sentiment, end_reason, duration in rows:
            day, slot = calendar.place(at)
            places.append((day, slot, key))
            tallies.add(Facts(day, campaign, agent, status, sentiment, end_reason, slot, duration))
        database.executemany("update call set day = ?, slot = ? where key = ?", places)
        tallies.write(database)
        after = rows[-1][0]


def length_class(duration_ms: int) -> int:
    """Which of `LENGTHS_S`; 0 for a call that was not connected."""
    return bisect.bisect_right(_BEGIN_MS, duration_ms) - 1 if duration_ms > 0 else 0


def lengths_between(least_s: float | None, most_s: float | None) -> range | None:
    """The classes of `tally_week` whose calls lasted so long, both bounds included; None where a class is cut."""
    least_ms = max(0, round((least_s or 0.0) * 1000))
    if least_ms <= 1:
        first = NOT_CONNECTED + least_ms
    elif least_ms in _BEGIN_MS:
        first = _BEGIN_MS.index(least_ms)
    else:
        return None
    if most_s is None:
        return range(first, len(_BEGIN_MS))
    after_ms = round(most_s * 1000) + 1
    if after_ms == 1:
        return range(first, NOT_CONNECTED + 1)
    return range(first, _BEGIN_MS.index(after_ms)) if after_ms in _BEGIN_MS[1:] else None


def zone() -> str:
    """Tells this computer's time zone from another."""
    year = time.localtime().tm_year
    offsets = [time.localtime(time.mktime((year, month, 1, 12, 0, 0, 0, 0, -1))).tm_gmtoff for month in range(1, 13)]
    return f"{time.tzname} {offsets}"
