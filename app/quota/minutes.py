"""What was spent, by the minute, and what that adds up to.

Owns: `Minute` and `Cooldown`, adding them up, cutting a stretch of time into bars, what an unchanged answer costs.
Leaves to others: noting them (`history.py`), keeping them (`history_store.py`), drawing them. Pure.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Final, NamedTuple

from app.quota.priorities import Activity

OTHERS: Final = "others"
SERIES: Final[tuple[str, ...]] = (*(str(activity) for activity in Activity), OTHERS)
"""Who can have spent a request; the last are other users of the same key."""

_MOST: Final = frozenset({"longest_wait_s", "most_used"})  # of two the larger counts
_LAST: Final = frozenset({"limit", "remaining"})  # of two the later counts, where it is known


@dataclass(slots=True)
class Minute:
    """One minute of one key. Counts are of requests.

    Attributes:
        at: Unix time divided by 60, whole.
        you, uploads, sync, reference: Sent from here, by activity.
        others: What others must have sent with the same key, as far as `remaining` shows it.
        unchanged: Answers 304.
        measured, charged: Of those, the ones whose cost the headers show, and how many of them cost a request.
        plain, plain_charged: The same for other answers: whether the headers show single requests at all.
        limited: Answers 429.
        waited_s, longest_wait_s: For a turn, in all and the longest.
        windows: Windows of the server that began.
        most_used: Most requests seen spent in one window.
        limit, remaining: What was last known of them in this minute.
    """

    at: int
    you: int = 0
    uploads: int = 0
    sync: int = 0
    reference: int = 0
    others: int = 0
    unchanged: int = 0
    measured: int = 0
    charged: int = 0
    plain: int = 0
    plain_charged: int = 0
    limited: int = 0
    waited_s: float = 0.0
    longest_wait_s: float = 0.0
    windows: int = 0
    most_used: int = 0
    limit: int | None = None
    remaining: int | None = None

    @property
    def own(self) -> int:
        """Requests sent from here."""
        return self.you + self.uploads + self.sync + self.reference

    @property
    def total(self) -> int:
        """Requests of everybody."""
        return self.own + self.others

    def count(self, series: str) -> int:
        """Requests of one of `SERIES`."""
        number: int = getattr(self, series)
        return number

    def add(self, later: Minute) -> None:
        """Take in what happened later in the same stretch of time."""
        for name in COLUMNS:
            mine, more = getattr(self, name), getattr(later, name)
            if name in _LAST:
                if more is not None:
                    setattr(self, name, more)
            elif name in _MOST:
                setattr(self, name, max(mine, more))
            else:
                setattr(self, name, mine + more)


COLUMNS: Final[tuple[str, ...]] = tuple(field.name for field in fields(Minute) if field.name != "at")
"""Everything of a minute but which one it is."""

SUMS: Final[tuple[str, ...]] = tuple(name for name in COLUMNS if name not in _MOST | _LAST)


class Cooldown(NamedTuple):
    """A pause that a 429 ordered. Unix times."""

    began_at: float
    ends_at: float

    @property
    def length_s(self) -> float:
        """How long it is in all."""
        return self.ends_at - self.began_at


class Bar(NamedTuple):
    """Some minutes in a row, as one bar of a chart."""

    first: int  # the minute it begins with
    minutes: int
    sum: Minute
    busiest: Minute | None  # None where nothing was sent


class Cost(enum.Enum):
    """What a 304 costs on this server, as far as its headers have shown."""

    UNKNOWN = "unknown"
    FREE = "free"
    CHARGED = "charged"  # a request, like every other answer
    MIXED = "mixed"


def total(minutes: Iterable[Minute]) -> Minute:
    """All of them together; `at` is 0. Later ones come later."""
    whole = Minute(0)
    for minute in minutes:
        whole.add(minute)
    return whole


def even_window_s(window_s: float) -> float:
    """The length of a window without the second that a server rounds its reset by: 59 or 61 s seen are 60."""
    even = 5.0 * round(window_s / 5)
    return even if window_s >= 10 and abs(window_s - even) <= 1.2 else window_s


def per_minute(limit: int | None, window_s: float | None, windows: int) -> float | None:
    """Requests a minute that a limit allows; None while that is not known.

    Args:
        limit: Requests a window allows.
        window_s: Its length as observed, which is too short as long as none was seen from its beginning.
        windows: How many have begun since we look.
    """
    if limit is None or not window_s:
        return None
    even = even_window_s(window_s)
    return limit * 60 / even if windows >= 2 or even == 60 else None


def of_unchanged(minutes: Iterable[Minute]) -> Minute:
    """As `total`, but only what `cost_of_unchanged` looks at: often asked for, and many minutes."""
    whole = Minute(0)
    for minute in minutes:
        whole.unchanged += minute.unchanged
        whole.measured += minute.measured
        whole.charged += minute.charged
        whole.plain += minute.plain
        whole.plain_charged += minute.plain_charged
    return whole


def bars(minutes: Mapping[int, Minute], first: int, last: int, each: int) -> list[Bar]:
    """Bars of `each` minutes from `first` to `last` (both inclusive), oldest first.

    They begin at multiples of `each`, so that a bar stays what it is while time goes on.
    """
    made = []
    for start in range(first - first % each, last + 1, each):
        found = [minutes[at] for at in range(start, start + each) if at in minutes]
        whole = total(found)
        whole.at = start
        busiest = max(found, key=lambda minute: minute.total, default=None)
        made.append(Bar(start, each, whole, busiest if busiest is not None and busiest.total else None))
    return made


def cost_of_unchanged(whole: Minute) -> Cost:
    """What a 304 costs: measured by what remained before and after a lone one, never assumed.

    Nothing is known either while no other answer was seen to cost a request: a counter that fills up again as fast as
    it is emptied shows no single request.
    """
    if not whole.measured or not whole.plain or 2 * whole.plain_charged < whole.plain:
        return Cost.UNKNOWN
    if whole.charged == 0:
        return Cost.FREE
    return Cost.CHARGED if whole.charged == whole.measured else Cost.MIXED
