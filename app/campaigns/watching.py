"""How often the campaign list is read again, and what the readings tell about the pace.

Owns: the interval between background readings; the pace and the estimate from what was observed in this run.
Leaves to others: sending (the client) and the right to send (the governor).
"""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

from app.models import Campaign
from app.quota.snapshot import QuotaSnapshot

FASTEST_S: Final = 10.0
"""The API's advice for polling one call is every 5 to 10 s, growing; a list is never read faster than that."""
QUIET_S: Final = 60.0
SHARE_OF_QUOTA: Final = 0.1
SCARCE_SHARE: Final = 0.25
SCARCE_FACTOR: Final = 3.0
IDLE_AFTER_S: Final = 10 * 60.0
IDLE_FACTOR: Final = 3.0
PACE_WINDOW_S: Final = 30 * 60.0
ESTIMATE_WINDOW_S: Final = 15 * 60.0
LEAST_OBSERVED_S: Final = 10.0
"""One call more or less within a few seconds would move the finish by hours."""


def refresh_interval_s(snapshot: QuotaSnapshot, *, any_live: bool, idle_s: float = 0.0) -> float:
    """Seconds until the list is worth another request.

    At most a tenth of the quota goes into watching; with little left, three times as slow; with nothing running, once
    a minute. A window that has long not been in front is three times as slow too: whoever comes back to it gets a
    fresh list at once.

    Args:
        snapshot: The quota.
        any_live: Some campaign calls.
        idle_s: Since when the window has not been the one that is worked with; 0 while it is.
    """
    interval = FASTEST_S if any_live else QUIET_S
    if snapshot.limit and snapshot.window_s:
        interval = max(interval, snapshot.window_s / (snapshot.limit * SHARE_OF_QUOTA))
    if snapshot.limit and snapshot.remaining is not None and snapshot.remaining < snapshot.limit * SCARCE_SHARE:
        interval *= SCARCE_FACTOR
    if idle_s >= IDLE_AFTER_S:
        interval *= IDLE_FACTOR
    return interval


class Estimate(NamedTuple):
    """What was observed of one campaign.

    Attributes:
        calls_per_minute: Mean over the observed time.
        left_s: Seconds until nothing is pending at that pace; None when it does not move.
        observed_s: How long it was watched.
    """

    calls_per_minute: float
    left_s: float | None
    observed_s: float


class Pace:
    """Counter readings of the campaigns, kept for half an hour of this run."""

    def __init__(self) -> None:
        self._readings: dict[str, deque[tuple[float, int]]] = {}
        self._dialling_since: dict[str, float] = {}

    def observe(self, campaign: Campaign, now: float) -> None:
        """Take in a reading; `now` is the monotonic clock."""
        if campaign.is_dialling:
            self._dialling_since.setdefault(campaign.id, now)
        else:
            # The time in which it stood still says nothing about its pace.
            self._dialling_since.pop(campaign.id, None)
        if campaign.completed_calls is None:
            return
        readings = self._readings.setdefault(campaign.id, deque())
        readings.append((now, campaign.completed_calls))
        while readings and readings[0][0] < now - PACE_WINDOW_S:
            readings.popleft()

    def per_minute(self, campaign_id: str, now: float, bars: int = 30) -> list[float]:
        """Calls completed in each of the last `bars` minutes, oldest first; 0 where nothing was observed."""
        minutes = [0.0] * bars
        readings = self._readings.get(campaign_id, ())
        previous: tuple[float, int] | None = None
        for at, count in readings:
            if previous is not None and count > previous[1]:
                age = int((now - at) // 60)
                if age < bars:
                    minutes[bars - 1 - age] += count - previous[1]
            previous = (at, count)
        return minutes

    def estimate(self, campaign: Campaign, now: float) -> Estimate | None:
        """Pace and remaining time by the last quarter of an hour; None before two readings that far apart.

        Only the time since it last began to call counts.
        """
        start = max(now - ESTIMATE_WINDOW_S, self._dialling_since.get(campaign.id, now))
        readings = [reading for reading in self._readings.get(campaign.id, ()) if reading[0] >= start]
        if len(readings) < 2 or readings[-1][0] - readings[0][0] < LEAST_OBSERVED_S:
            return None
        observed = readings[-1][0] - readings[0][0]
        per_minute = (readings[-1][1] - readings[0][1]) / observed * 60
        left = (
            campaign.pending_calls / per_minute * 60 if campaign.pending_calls is not None and per_minute > 0 else None
        )
        return Estimate(per_minute, left, observed)
