"""The figures that the charts are drawn from.

Owns: the figures as plain data. Leaves to others: adding up (`sums.py`), drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from app.calls import words
from app.calls.sums import is_prepared, sums
from app.calls.tallies import LENGTHS_S
from app.calls.wanted import CallFilter
from app.store.database import Connection

_T = TypeVar("_T", bound="tuple[Any, ...]")


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
        return is_prepared(wanted)


def read_statistics(database: Connection, wanted: CallFilter) -> CallStatistics:
    """The figures of the matching calls."""
    found = sums(database, wanted)
    classes = [0] * len(LENGTHS_S)
    for length, count in found.lengths.items():
        classes[max(length, 0)] += count
    text = words.texts(database, {*found.statuses, *found.sentiments, *found.campaigns})
    return CallStatistics(
        found.statuses.total(),
        found.answered.total(),
        found.ms / 1000,
        tuple(_most_first((text[status], count) for status, count in found.statuses.items() if count)),
        tuple(_most_first((text[sentiment], count) for sentiment, count in found.sentiments.items() if count)),
        tuple(Hour(*divmod(slot, 24), found.slots[slot], found.answered_slots[slot]) for slot in range(7 * 24)),
        tuple(classes),
        tuple(
            _most_first(
                CampaignFigures(text[campaign], count, found.answered[campaign])
                for campaign, count in found.campaigns.items()
                if count
            )
        ),
    )


def _most_first(entries: Iterable[_T]) -> list[_T]:
    """Entries of a text and a count, equal ones in the order of the text."""
    return sorted(entries, key=lambda entry: (-entry[1], entry[0]))
