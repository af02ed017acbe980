"""What the charts show, added up over the matching calls.

Owns: where the sums come from, by what costs least: the tallies where those know all that is asked, else the calls
themselves. Leaves to others: the tallies (`tallies.py`), what is made of the sums (`statistics.py`), conditions
(`mirror_sql.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from app.calls import mirror_sql
from app.calls.tallies import LENGTHS_S, NOT_CONNECTED, lengths_between
from app.calls.wanted import CallFilter
from app.store.database import Connection

_CLASS: Final = (
    f"case when duration <= 0 then {NOT_CONNECTED} "
    + " ".join(f"when duration < {after * 1000} then {number}" for number, after in enumerate(LENGTHS_S[1:], start=0))
    + f" else {len(LENGTHS_S) - 1} end"
)
_AT_ONCE: Final = 25_000
# Numbers become signs of a text, which has none from here on that stand alone (surrogates).
_MOST_SIGNS: Final = 0xD000
_SIGNS: Final = f"group_concat(char(campaign + 1, status + 1, sentiment + 1, slot + 2, {_CLASS} + 2), '')"
_FACTS: Final = "campaign, status, sentiment, slot, duration"


class Sums:
    """Numbers are words; a slot is weekday x 24 + hour.

    Attributes:
        statuses: Calls by status.
        sentiments: Connected calls by sentiment.
        campaigns: Calls by campaign.
        answered: Connected calls by campaign.
        slots: Calls by slot, -1 for calls without a time.
        answered_slots: Connected calls by slot.
        lengths: Calls by class of length; `NOT_CONNECTED` for calls that were not connected.
        ms: How long all of them lasted together.
    """

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.sentiments: Counter[int] = Counter()
        self.campaigns: Counter[int] = Counter()
        self.answered: Counter[int] = Counter()
        self.slots: Counter[int] = Counter()
        self.answered_slots: Counter[int] = Counter()
        self.lengths: Counter[int] = Counter()
        self.ms = 0

    def take_outcomes(self, rows: Iterable[tuple[int, int, int, int, int, int]]) -> None:
        """Add rows of campaign, status, sentiment, calls, connected calls, duration."""
        for campaign, status, sentiment, calls, connected, ms in rows:
            self.statuses[status] += calls
            self.sentiments[sentiment] += connected
            self.campaigns[campaign] += calls
            self.answered[campaign] += connected
            self.ms += ms

    def take_slots(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add rows of slot, calls, connected calls."""
        for slot, calls, connected in rows:
            self.slots[slot] += calls
            self.answered_slots[slot] += connected

    def take_lengths(self, rows: Iterable[tuple[int, int]]) -> None:
        """Add rows of class of length, calls."""
        for length, calls in rows:
            self.lengths[length] += calls

    def take_signs(self, signs: str, *, connected: bool) -> None:
        """Add calls, each as five signs; all of them connected, or none."""
        calls = 1
        for place, (first, counters) in enumerate(
            (
                (1, (self.campaigns, self.answered)),
                (1, (self.statuses, None)),
                (1, (None, self.sentiments)),
                (2, (self.slots, self.answered_slots)),
                (2, (self.lengths, None)),
            )
        ):
            column = signs[place::5]
            for sign in set(column):
                calls = column.count(sign)
                for counter, is_counted in zip(counters, (True, connected), strict=True):
                    if counter is not None and is_counted:
                        counter[ord(sign) - first] += calls


def is_prepared(wanted: CallFilter) -> bool:
    """Whether the sums are there at once; else every matching call is looked at."""
    return mirror_sql.is_prepared(wanted) or _is_of_weeks(wanted)


def sums(database: Connection, wanted: CallFilter) -> Sums:
    """The sums of the matching calls."""
    if wanted.is_impossible:
        return Sums()
    if mirror_sql.is_prepared(wanted):
        return _from_days(database, wanted)
    if _is_of_weeks(wanted):
        return _from_weeks(database, wanted)
    found = Sums()
    _add_calls(found, database, wanted)
    return found


def _from_days(database: Connection, wanted: CallFilter) -> Sums:
    found, where = Sums(), mirror_sql.tally_where(database, wanted)
    found.take_outcomes(
        database.execute(
            "select campaign, status, sentiment, sum(calls), sum(connected), sum(ms) from tally_outcome"
            f" where {where} group by campaign, status, sentiment"
        )
    )
    # The first day of all (1) was a Monday.
    found.take_slots(
        database.execute(
            "select (day + 6) % 7 * 24 + hour, sum(calls), sum(connected) from tally_hour"
            f" where hour >= 0 and {where} group by day, hour"
        )
    )
    found.take_lengths(database.execute(f"select length, sum(calls) from tally_length where {where} group by length"))
    return found


def _is_of_weeks(wanted: CallFilter) -> bool:
    """Whether `tally_week` knows: no single days, no words, and lengths as the charts part them."""
    return (
        wanted.first_day is None
        and wanted.last_day is None
        and not wanted.number.strip()
        and not wanted.text.strip()
        and lengths_between(wanted.duration_min_s, wanted.duration_max_s) is not None
    )


def _from_weeks(database: Connection, wanted: CallFilter) -> Sums:
    found = Sums()
    lengths = lengths_between(wanted.duration_min_s, wanted.duration_max_s)
    assert lengths is not None
    first = max(lengths.start, NOT_CONNECTED + 1) if wanted.unheard else lengths.start
    where = [mirror_sql.tally_where(database, wanted), f"length between {first} and {lengths.stop - 1}"]
    if wanted.hours:
        where.append(f"slot % 24 in ({', '.join(str(int(hour)) for hour in wanted.hours)})")
    if wanted.weekdays:
        where.append(f"slot / 24 in ({', '.join(str(int(day)) for day in wanted.weekdays)})")
    if wanted.hours or wanted.weekdays:
        where.append("slot >= 0")
    counts = f"sum(calls), sum(iif(length > {NOT_CONNECTED}, calls, 0))"
    table = f"tally_week where {' and '.join(where)}"
    found.take_outcomes(
        database.execute(
            f"select campaign, status, sentiment, {counts}, sum(ms) from {table} group by campaign, status, sentiment"
        )
    )
    found.take_slots(database.execute(f"select slot, {counts} from {table} group by slot"))
    found.take_lengths(database.execute(f"select length, sum(calls) from {table} group by length"))
    if wanted.unheard:
        # The heard ones are few: they are taken off.
        matching = mirror_sql.conditions(database, wanted._replace(unheard=False))
        source = (
            f"call indexed by call_heard where heard_at is not null and +duration > 0 and {matching.where(lead=False)}"
        )
        _add_grouped(found, database, source, matching.values, sign="-")
    return found


def _add_calls(found: Sums, database: Connection, wanted: CallFilter) -> None:
    """Look at every matching call.

    Grouping sorts all of them; a sign for each fact, in one long text, costs a fifth of that. The texts are short
    enough not to hold up the other threads while they are counted.
    """
    matching = mirror_sql.conditions(database, wanted)
    if matching.expression:
        where = matching.where(lead=False, prefix="call.").replace("call.key", "+call.key")
        source = f"search cross join call on call.key = search.rowid where search match ? and {where}"
        key, values = "search.rowid", (matching.expression, *matching.values)
    else:
        table = "call" if matching.lead is not None else "call not indexed"
        source, key, values = f"{table} where {matching.where(lead=True)}", "key", matching.values
    if database.execute("select max(id) from word").fetchone()[0] >= _MOST_SIGNS:
        _add_grouped(found, database, source, values)
        return
    after: int | None = -1
    while after is not None:
        count, after, ms, *signs = database.execute(
            f"select count(*), max(k), sum(max(duration, 0)), {_SIGNS} filter (where duration > 0), {_SIGNS} filter"
            f" (where duration <= 0) from (select {key} as k, {_FACTS} from {source} and {key} > ?"
            f" order by {key} limit {_AT_ONCE})",
            (*values, after),
        ).fetchone()
        found.ms += ms or 0
        for text, connected in zip(signs, (True, False), strict=True):
            found.take_signs(text or "", connected=connected)
        if count < _AT_ONCE:
            return


def _add_grouped(found: Sums, database: Connection, source: str, values: tuple[Any, ...], *, sign: str = "") -> None:
    """Look at every call of the source by way of sorting; with `sign` "-" they are taken off."""
    rows = database.execute(
        f"select campaign, status, sentiment, slot, {_CLASS}, {sign}count(*), {sign}sum(duration > 0),"
        f" {sign}sum(max(duration, 0)) from {source} group by 1, 2, 3, 4, 5",
        values,
    ).fetchall()
    found.take_outcomes((*row[:3], *row[5:]) for row in rows)
    found.take_slots((row[3], row[5], row[6]) for row in rows)
    found.take_lengths((row[4], row[5]) for row in rows)
