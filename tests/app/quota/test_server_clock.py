from __future__ import annotations

import math

import pytest

from app.quota.server_clock import ServerClock

OFFSET = 1_800_000_000.25  # server time less monotonic time


def learn(clock: ServerClock, at: float, *, skew_s: float, trip_s: float = 0.08, stale_s: float = 0.0) -> None:
    handled_at = at + trip_s / 2
    clock.learn(
        math.floor(handled_at + OFFSET - stale_s),
        sent_at=at,
        received_at=at + trip_s,
        local_time=at + trip_s + OFFSET + skew_s,
    )


def error(clock: ServerClock) -> float:
    """By how much an instant is taken to be later than it is."""
    return clock.to_monotonic(OFFSET + 5_000.0) - 5_000.0


@pytest.mark.parametrize("stale_s", [0.0, 0.9])
def test_a_clock_that_is_right_is_exact_from_the_first_answer(stale_s: float) -> None:
    clock = ServerClock()
    learn(clock, 100.7, skew_s=0.0, stale_s=stale_s)
    assert error(clock) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("skew_s", [-300, -30, -5, 5, 30, 300])
def test_a_clock_that_is_wrong_does_not_matter(skew_s: float) -> None:
    clock = ServerClock()
    learn(clock, 100.3, skew_s=skew_s)
    assert 0 <= error(clock) <= 1.1
    for index in range(40):
        learn(clock, 101 + index * 1.37, skew_s=skew_s)
    assert 0 <= error(clock) <= 0.15


def test_without_dates_the_local_clock_is_all_there_is() -> None:
    clock = ServerClock()
    clock.learn(None, sent_at=1.0, received_at=1.0, local_time=OFFSET + 1.0)
    assert error(clock) == pytest.approx(0.0, abs=1e-6)


def test_a_server_whose_clock_is_set_is_followed() -> None:
    clock = ServerClock()
    for index in range(20):
        learn(clock, 100 + index * 0.7, skew_s=1000)
    clock.learn(OFFSET + 120.0 - 50.0, sent_at=120.0, received_at=120.1, local_time=0.0)
    assert error(clock) == pytest.approx(50, abs=1.1)


def test_a_distrusted_local_clock_is_left_for_the_dates() -> None:
    clock = ServerClock()
    learn(clock, 100.3, skew_s=1.0)
    assert error(clock) < 0
    clock.distrust_local()
    assert 0 <= error(clock) <= 1.1
