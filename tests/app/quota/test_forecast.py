"""How long what is left will last."""

from __future__ import annotations

import pytest

from app.quota.forecast import Forecast, Outcome, Pace, PaceMeter, forecast
from app.quota.snapshot import QuotaSnapshot

NOW = 1_000.0
WINDOW = QuotaSnapshot(limit=60, remaining=40, resets_at=NOW + 20, window_s=60.0)


def told(pace: Pace, **changes: object) -> Forecast:
    return forecast(WINDOW._replace(**changes), NOW, pace)  # type: ignore[arg-type]


def test_it_runs_out_before_the_reset() -> None:
    found = told(Pace(own_per_s=3.0, others_per_s=1.0))
    assert found.outcome is Outcome.RUNS_OUT
    assert found.empty_in_s == pytest.approx(10.0)
    assert found.full_in_s == pytest.approx(20.0)
    assert found.left_over is None


def test_it_lasts_and_says_what_will_be_left_over() -> None:
    found = told(Pace(own_per_s=0.5))
    assert found.outcome is Outcome.LASTS
    assert found.left_over == 30
    assert found.empty_in_s == pytest.approx(80.0)


def test_what_waits_leaves_as_well() -> None:
    assert told(Pace(own_per_s=1.9)).outcome is Outcome.LASTS
    assert told(Pace(own_per_s=1.9), waiting=10).outcome is Outcome.RUNS_OUT
    assert told(Pace(), waiting=50).empty_in_s == 0.0
    assert told(Pace(), waiting=5).left_over == 35


def test_nothing_is_being_sent() -> None:
    assert told(Pace()) == Forecast(Outcome.IDLE, full_in_s=20.0, left_over=40)


def test_unknown_is_told_as_unknown() -> None:
    assert forecast(QuotaSnapshot(), NOW, Pace(2.0)).outcome is Outcome.UNKNOWN
    # The limit is known, but not when it resets: when it is empty can be said, what is left over then cannot.
    found = told(Pace(own_per_s=4.0), resets_at=None)
    assert (found.outcome, found.empty_in_s, found.full_in_s, found.left_over) == (Outcome.UNKNOWN, 10.0, None, None)
    assert told(Pace(own_per_s=4.0), resets_at=NOW - 1).outcome is Outcome.UNKNOWN


def test_a_pause_and_an_empty_window() -> None:
    assert told(Pace(4.0), paused_until=NOW + 12).outcome is Outcome.PAUSED
    assert told(Pace(4.0), paused_until=NOW + 12).full_in_s == pytest.approx(12.0)
    assert told(Pace(4.0), paused_until=NOW - 1).outcome is Outcome.RUNS_OUT
    assert told(Pace(4.0), remaining=0).outcome is Outcome.EMPTY


def test_the_pace_is_that_of_the_last_seconds() -> None:
    meter = PaceMeter(NOW)
    for second in range(60):
        meter.note(NOW + second, 1, 0)
    meter.note(NOW + 59, 0, 6)
    pace = meter.pace(NOW + 59)
    assert pace.over_s == 30.0
    assert pace.own_per_s == pytest.approx(1.0)
    assert pace.others_per_s == pytest.approx(0.2)
    assert meter.pace(NOW + 120).per_s == 0.0


def test_two_requests_at_once_are_no_pace_of_two_a_millisecond() -> None:
    meter = PaceMeter(NOW)
    meter.note(NOW + 0.001, 2, 0)
    assert meter.pace(NOW + 0.001) == Pace(0.2, 0.0, 10.0)
