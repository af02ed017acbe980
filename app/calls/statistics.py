"""The figures that the charts are drawn from.

Owns: adding them up, from the tallies where those know all that is asked, else from the calls themselves. Leaves to
others: the tallies (`tallies.py`), drawing.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, NamedTuple

from app.calls import mirror_sql, words
from app.calls.tallies import LENGTHS_S
from app.calls.wanted import CallFilter
from app.store.database import Connection

_CLASS: Final = (
    "case when duration <= 0 then 0 "
    + " ".join(f"when duration < {after * 1000} then {number}" for number, after in enumerate(LENGTHS_S[1:], start=0))
    + f" else {len(LENGTHS_S) - 1} end"
)


class CampaignFigures(NamedTuple):
    """Calls of one campaign ("" for none) and how many of them were connected."""

    campaign_id: str
    calls: int
    connected: int


class Hour(NamedTuple):
    """Calls made in one hour of one day of the week (0 is Monday), local time, and how many were connected."""

    weekday: int
    hour: int
    calls: int
    connected: int


class CallStatistics(NamedTuple):
    """Figures of the matching calls.

    Attributes:
        calls: How many.
        connected: Of them, those that lasted longer than nothing.
        total_s: How long they lasted together.
        outcomes: (status, calls), most frequent first.
        sentiments: (sentiment, calls) of the connected calls, most frequent first; "" where none is told.
        hours: One entry for each of the 168 hours of the week, Monday 0 o'clock first. Calls without a time are left
            out.
        lengths: Connected calls by class of length; class n begins at `tallies.LENGTHS_S[n]` seconds, class 0 are
            calls that were not connected.
        campaigns: Most calls first.
    """

    calls: int
    connected: int
    total_s: float
    outcomes: tuple[tuple[str, int], ...]
    sentiments: tuple[tuple[str, int], ...]
    hours: tuple[Hour, ...]
    lengths: tuple[int, ...]
    campaigns: tuple[CampaignFigures, ...]

    @property
    def average_s(self) -> float | None:
        """Of the connected calls."""
        return self.total_s / self.connected if self.connected else None

    @staticmethod
    def is_prepared(wanted: CallFilter) -> bool:
        """Whether these figures are there at once; else every matching call is looked at."""
        return mirror_sql.is_prepared(wanted)


def read_statistics(database: Connection, wanted: CallFilter) -> CallStatistics:
    """The figures of the matching calls."""
    if wanted.is_impossible:
        rows: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    elif mirror_sql.is_prepared(wanted):
        rows = _from_tallies(database, wanted)
    else:
        rows = _from_calls(database, wanted)
    outcomes, hours, lengths = rows
    by_status: Counter[int] = Counter()
    by_sentiment: Counter[int] = Counter()
    by_campaign: dict[int, list[int]] = {}
    calls = connected = total_ms = 0
    for campaign, status, sentiment, count, answered, ms in outcomes:
        calls += count
        connected += answered
        total_ms += ms
        by_status[status] += count
        by_sentiment[sentiment] += answered
        figures = by_campaign.setdefault(campaign, [0, 0])
        figures[0] += count
        figures[1] += answered
    week = {(weekday, hour): [0, 0] for weekday in range(7) for hour in range(24)}
    for weekday, hour, count, answered in hours:
        if (cell := week.get((weekday, hour))) is not None:
            cell[0] += count
            cell[1] += answered
    classes = [0] * len(LENGTHS_S)
    for number, count in lengths:
        classes[number] += count
    text = words.texts(database, [*by_status, *by_sentiment, *by_campaign])
    return CallStatistics(
        calls,
        connected,
        total_ms / 1000,
        tuple((text[status], count) for status, count in by_status.most_common() if count),
        tuple((text[sentiment], count) for sentiment, count in by_sentiment.most_common() if count),
        tuple(Hour(weekday, hour, *cell) for (weekday, hour), cell in week.items()),
        tuple(classes),
        tuple(
            CampaignFigures(text[campaign], *figures)
            for campaign, figures in sorted(by_campaign.items(), key=lambda item: -item[1][0])
            if figures[0]
        ),
    )


def _from_tallies(database: Connection, wanted: CallFilter) -> tuple[list[Any], list[Any], list[Any]]:
    where = mirror_sql.tally_where(database, wanted)
    outcomes = database.execute(
        "select campaign, status, sentiment, sum(calls), sum(connected), sum(ms) from tally_outcome"
        f" where {where} group by campaign, status, sentiment"
    ).fetchall()
    # The first day of all (1) was a Monday.
    hours = database.execute(
        "select (day + 6) % 7, hour, sum(calls), sum(connected) from tally_hour"
        f" where hour >= 0 and {where} group by day, hour"
    ).fetchall()
    lengths = database.execute(f"select length, sum(calls) from tally_length where {where} group by 1").fetchall()
    return outcomes, hours, lengths


def _from_calls(database: Connection, wanted: CallFilter) -> tuple[list[Any], list[Any], list[Any]]:
    found = mirror_sql.conditions(database, wanted)
    if found.expression:
        where = found.where(lead=False, prefix="call.")
        table = "search cross join call on call.key = search.rowid"
        where, values = f"search match ? and {where}", (found.expression, *found.values)
    else:
        table, where, values = "call", found.where(lead=True), found.values
    rows = database.execute(
        f"select campaign, status, sentiment, slot, {_CLASS}, count(*), sum(duration > 0), sum(max(duration, 0))"
        f" from {table} where {where} group by 1, 2, 3, 4, 5",
        values,
    ).fetchall()
    outcomes = [(campaign, status, sentiment, *rest) for campaign, status, sentiment, _, _, *rest in rows]
    hours = [(slot // 24, slot % 24, count, connected) for _, _, _, slot, _, count, connected, _ in rows if slot >= 0]
    lengths = [(length, count) for _, _, _, _, length, count, _, _ in rows]
    return outcomes, hours, lengths
