"""What the quota gauge says.

Owns: reading a quota snapshot at one moment into a state, numbers, shares and words. Pure: no widget.
Leaves to others: painting (`ui/widgets/gauge.py`), learning the quota (`app/quota`).
"""

from __future__ import annotations

import enum
import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from ui import texts

if TYPE_CHECKING:
    from datetime import datetime

    from app.quota.snapshot import QuotaSnapshot

translate = QCoreApplication.translate


class QuotaState(enum.Enum):
    """The five states of the gauge."""

    PLENTY = "plenty"
    LOW = "low"  # a quarter or less
    EMPTY = "empty"
    LIMITED = "limited"  # after a 429: nothing leaves before a deadline
    UNKNOWN = "unknown"


class QuotaView(NamedTuple):
    """What to show. Shares are 0 to 1; None means: not known, draw nothing."""

    state: QuotaState
    limit: int | None
    remaining: int | None
    seconds: int | None  # until the reset, or until the pause ends; rounded up
    time_share: float | None  # of the window, or of the pause, that is left
    until: str  # time of day of that moment, "" when not known

    @property
    def number(self) -> str:
        """The numeral in the gauge."""
        if self.state is QuotaState.LIMITED:
            return texts.number(self.seconds)
        return "?" if self.remaining is None else texts.number(self.remaining)

    @property
    def under(self) -> str:
        """The words under the numeral."""
        if self.state is QuotaState.LIMITED:
            return translate("Gauge", "seconds left")
        if self.state is QuotaState.UNKNOWN:
            return translate("Gauge", "unknown")
        return translate("Gauge", "of {limit} left").format(limit=texts.number(self.limit))

    @property
    def word(self) -> str:
        """The state in words."""
        match self.state:
            case QuotaState.PLENTY:
                return translate("Gauge", "Plenty")
            case QuotaState.LOW:
                return translate("Gauge", "Low")
            case QuotaState.EMPTY:
                return translate("Gauge", "Empty")
            case QuotaState.LIMITED:
                return translate("Gauge", "Rate limited")
        return translate("Gauge", "Not yet told")

    @property
    def headline(self) -> str:
        """First line beside the gauge in the header."""
        if self.state is QuotaState.LIMITED:
            return translate("Gauge", "Rate limited · {seconds} s").format(seconds=texts.number(self.seconds))
        if self.state is QuotaState.UNKNOWN:
            return translate("Gauge", "Quota unknown")
        return translate("Gauge", "{remaining} of {limit} requests left").format(
            remaining=texts.number(self.remaining), limit=texts.number(self.limit)
        )

    @property
    def detail(self) -> str:
        """Second line beside the gauge in the header."""
        if self.state is QuotaState.UNKNOWN:
            return translate("Gauge", "the server has not said")
        if self.state is QuotaState.LIMITED:
            if not self.until:
                return translate("Gauge", "requests go on by themselves")
            return translate("Gauge", "requests go on at {time}").format(time=self.until)
        if self.seconds is None:
            return translate("Gauge", "reset time not told")
        if self.state is QuotaState.LOW:
            return translate("Gauge", "low · resets in {seconds} s").format(seconds=texts.number(self.seconds))
        if self.state is QuotaState.EMPTY:
            return translate("Gauge", "empty · resets in {seconds} s").format(seconds=texts.number(self.seconds))
        if not self.until:
            return translate("Gauge", "resets in {seconds} s").format(seconds=texts.number(self.seconds))
        return translate("Gauge", "resets in {seconds} s · at {time}").format(
            seconds=texts.number(self.seconds), time=self.until
        )

    @property
    def spoken(self) -> str:
        """The whole of it for a screen reader."""
        if self.state is QuotaState.LIMITED:
            return translate("Gauge", "Rate limited, {left} left").format(left=texts.seconds(self.seconds or 0))
        if self.state is QuotaState.UNKNOWN:
            return translate("Gauge", "Quota unknown")
        if self.seconds is None:
            return self.headline
        return translate("Gauge", "{requests}, resets in {left}").format(
            requests=self.headline, left=texts.seconds(self.seconds)
        )


def read_quota(snapshot: QuotaSnapshot, now: float, wall_now: datetime | None = None) -> QuotaView:
    """Read a snapshot.

    Args:
        snapshot: Its instants are of the monotonic clock.
        now: The same clock, now.
        wall_now: The wall clock at the same moment, aware, for times of day; none are shown without it.
    """

    def at(moment: float) -> str:
        if wall_now is None:
            return ""
        from datetime import timedelta  # loaded already by whoever made wall_now

        return texts.clock(wall_now + timedelta(seconds=moment - now))

    if snapshot.paused_until is not None and snapshot.paused_until > now:
        left = snapshot.paused_until - now
        whole = snapshot.pause_s
        return QuotaView(
            QuotaState.LIMITED,
            snapshot.limit,
            snapshot.remaining,
            math.ceil(left),
            min(1.0, math.ceil(left) / whole) if whole else 1.0,
            at(snapshot.paused_until),
        )
    if snapshot.limit is None or snapshot.remaining is None:
        return QuotaView(QuotaState.UNKNOWN, None, None, None, None, "")
    remaining = max(0, snapshot.remaining)
    if remaining == 0:
        state = QuotaState.EMPTY
    elif remaining * 4 <= snapshot.limit:
        state = QuotaState.LOW
    else:
        state = QuotaState.PLENTY
    if snapshot.resets_at is None or snapshot.resets_at <= now:
        return QuotaView(state, snapshot.limit, remaining, None, None, "")
    left = snapshot.resets_at - now
    share = min(1.0, math.ceil(left) / snapshot.window_s) if snapshot.window_s else None
    return QuotaView(state, snapshot.limit, remaining, math.ceil(left), share, at(snapshot.resets_at))
