"""Which calls of the mirror are wanted, and in which order.

Owns: the filters and orders that the mirror offers. Pure and light. Leaves to others: their SQL
(`app/calls/mirror_sql.py`), the words searched for (`app/calls/search.py`), widgets.
"""

from __future__ import annotations

import enum
from datetime import date, datetime, time, timedelta
from typing import NamedTuple


class CallFilter(NamedTuple):
    """What a call has to be. An empty tuple or None means: any. All parts have to hold together.

    Attributes:
        statuses: Canonical spellings (`app/statuses.py`), any of them; the same for the next three.
        sentiments: "" stands for a call without one.
        end_reasons: "" stands for a call without one.
        campaigns: Ids; "" stands for calls of no campaign.
        agents: Ids; "" stands for calls of no known agent.
        first_day: Calls of this day or later, in this computer's time zone.
        last_day: Calls of this day or earlier, in this computer's time zone.
        hours: Hours of the day (0 to 23) in this computer's time zone in which the call was made.
        weekdays: 0 is Monday; in this computer's time zone.
        duration_min_s: Lasted at least so long; a call that was never connected lasted 0 seconds.
        duration_max_s: Lasted at most so long.
        number: Digits that are in the number called or calling, however written ("98765 43210").
        text: Words as typed, see `app/calls/search.py`: `loan "not interested" -busy`.
        unheard: Only calls that were connected and that nobody has opened here.
    """

    statuses: tuple[str, ...] = ()
    sentiments: tuple[str, ...] = ()
    end_reasons: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    hours: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    duration_min_s: float | None = None
    duration_max_s: float | None = None
    number: str = ""
    text: str = ""
    unheard: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered out."""
        return self == CallFilter()

    @property
    def is_impossible(self) -> bool:
        """Whether the bounds contradict each other: no call can match."""
        days = self.first_day is not None and self.last_day is not None and self.first_day > self.last_day
        least, most = self.duration_min_s, self.duration_max_s
        return days or (least is not None and most is not None and least > most)

    @property
    def begins_at_ms(self) -> int | None:
        """The first instant that is wanted, in ms of Unix time."""
        return None if self.first_day is None else _midnight_ms(self.first_day)

    @property
    def ends_before_ms(self) -> int | None:
        """The first instant that is not wanted any more, in ms of Unix time."""
        if self.last_day is None or self.last_day == date.max:
            return None
        return _midnight_ms(self.last_day + timedelta(days=1))


class SortBy(enum.StrEnum):
    """The orders in which a page is found at once at any depth."""

    TIME = "time"
    DURATION = "duration"
    NUMBER = "number"  # the number called
    STATUS = "status"  # in the order of a call's life
    SENTIMENT = "sentiment"


class CallOrder(NamedTuple):
    """How calls are ordered; equal ones by time, in the same direction."""

    by: SortBy = SortBy.TIME
    descending: bool = True


EVERYTHING = CallFilter()
NEWEST_FIRST = CallOrder()


def _midnight_ms(day: date) -> int:
    """The beginning of a day here."""
    return int(datetime.combine(day, time()).astimezone().timestamp() * 1000)
