"""How often campaigns are read, and the pace that the readings tell."""

from __future__ import annotations

import pytest

from app.campaigns.watching import (
    FASTEST_S,
    IDLE_AFTER_S,
    IDLE_FACTOR,
    PACE_WINDOW_S,
    QUIET_S,
    SCARCE_FACTOR,
    Pace,
    refresh_interval_s,
)
from app.models import Campaign
from app.quota.snapshot import QuotaSnapshot


def reading(done: int | None, pending: int | None = 0) -> Campaign:
    return Campaign(id="c", status="running", completed_calls=done, pending_calls=pending)


@pytest.mark.parametrize(
    ("snapshot", "live", "seconds"),
    [
        (QuotaSnapshot(), True, FASTEST_S),
        (QuotaSnapshot(), False, QUIET_S),
        (QuotaSnapshot(limit=600, remaining=600, window_s=60), True, FASTEST_S),
        # 60 a minute: a tenth of it is one every 10 s. 10 a minute: one a minute.
        (QuotaSnapshot(limit=60, remaining=60, window_s=60), True, FASTEST_S),
        (QuotaSnapshot(limit=10, remaining=10, window_s=60), True, 60),
        (QuotaSnapshot(limit=60, remaining=14, window_s=60), True, FASTEST_S * SCARCE_FACTOR),
        (QuotaSnapshot(limit=60, remaining=0, window_s=60), False, QUIET_S * SCARCE_FACTOR),
        (QuotaSnapshot(limit=60, remaining=15, window_s=60), True, FASTEST_S),
    ],
)
def test_watching_takes_little_of_the_quota(snapshot: QuotaSnapshot, live: bool, seconds: float) -> None:
    assert refresh_interval_s(snapshot, any_live=live) == pytest.approx(seconds)


def test_a_window_that_nobody_works_with_asks_less() -> None:
    seldom = refresh_interval_s(QuotaSnapshot(), any_live=True, idle_s=IDLE_AFTER_S)
    assert seldom == FASTEST_S * IDLE_FACTOR
    assert refresh_interval_s(QuotaSnapshot(), any_live=True, idle_s=IDLE_AFTER_S - 1) == FASTEST_S


def test_pace_and_what_is_left() -> None:
    pace = Pace()
    assert pace.estimate(reading(0), 0) is None
    pace.observe(reading(10), 0)
    assert pace.estimate(reading(10), 0) is None  # one reading tells no pace
    pace.observe(reading(16), 120)
    estimate = pace.estimate(reading(16, pending=30), 120)
    assert estimate is not None
    assert estimate.calls_per_minute == pytest.approx(3)
    assert estimate.left_s == pytest.approx(600)
    assert estimate.observed_s == 120


def test_a_campaign_that_does_not_move_has_no_end_in_sight() -> None:
    pace = Pace()
    for at in (0, 60, 120):
        pace.observe(reading(10), at)
    estimate = pace.estimate(reading(10, pending=5), 120)
    assert estimate is not None
    assert (estimate.calls_per_minute, estimate.left_s) == (0, None)


def test_calls_by_the_minute() -> None:
    pace = Pace()
    for at, done in ((0, 5), (30, 7), (90, 8), (150, 8), (170, 12)):
        pace.observe(reading(done), at)
    # 2 calls 140 s ago, 1 call 80 s ago, 4 calls just now.
    assert pace.per_minute("c", 170, bars=4) == [0, 2, 1, 4]
    assert pace.per_minute("another", 170, bars=3) == [0, 0, 0]


def test_old_readings_are_forgotten_and_missing_counters_ignored() -> None:
    pace = Pace()
    pace.observe(reading(None), 0)
    pace.observe(reading(1), 1)
    pace.observe(reading(2), PACE_WINDOW_S + 2)
    assert pace.estimate(reading(2), PACE_WINDOW_S + 2) is None
    assert sum(pace.per_minute("c", PACE_WINDOW_S + 2)) == 0
