from __future__ import annotations

from app.calls.pace import AFTER_ERROR_S, CALM_S, check_interval_s
from app.quota.snapshot import QuotaSnapshot


def test_once_a_minute_while_nothing_is_known_or_enough_is_left() -> None:
    assert check_interval_s(QuotaSnapshot(), failed=False) == CALM_S
    assert check_interval_s(QuotaSnapshot(limit=60, remaining=50, window_s=60), failed=False) == CALM_S


def test_slower_when_little_is_left_or_the_limit_is_small() -> None:
    assert check_interval_s(QuotaSnapshot(limit=60, remaining=5, window_s=60), failed=False) > CALM_S
    assert check_interval_s(QuotaSnapshot(limit=2, remaining=2, window_s=60), failed=False) > CALM_S


def test_sooner_after_an_error() -> None:
    assert check_interval_s(QuotaSnapshot(), failed=True) == AFTER_ERROR_S
