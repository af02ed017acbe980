from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from app.calls.selection import CallSelection
from app.models import CallLog


@pytest.fixture(params=["UTC", "Asia/Kolkata", "America/New_York"])
def _zone(request: pytest.FixtureRequest) -> Iterator[str]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def at(hour: int, minute: int = 0, *, day: int = 12, second: int = 0) -> datetime:
    """A time here."""
    return datetime(2026, 6, day, hour, minute, second).astimezone()


@pytest.mark.usefixtures("_zone")
def test_a_day_is_a_day_of_this_computer() -> None:
    chosen = CallSelection(first_day=date(2026, 6, 12), last_day=date(2026, 6, 12))
    inside = [at(0), at(12), at(23, 59, second=59)]
    outside = [at(23, 59, day=11, second=59), at(0, day=13)]
    for moment in inside + outside:
        accepted = chosen.accepts(CallLog(id="1", created_at=moment.astimezone(UTC)))
        assert accepted == (moment in inside)


@pytest.mark.usefixtures("_zone")
def test_the_server_is_asked_for_every_day_of_its_own_that_has_a_part_of_it() -> None:
    query = CallSelection(first_day=date(2026, 6, 12), last_day=date(2026, 6, 13)).query()
    first, last = at(0).astimezone(UTC), at(23, 59, day=13).astimezone(UTC)
    assert query.start_date is not None
    assert query.end_date is not None
    assert query.start_date <= first.date()
    assert query.end_date >= last.date()


def test_what_the_server_gives_too_much_of_is_left_out() -> None:
    chosen = CallSelection(status="busy", campaign_id="cmp_1")
    assert chosen.accepts(CallLog(id="1", status="busy", campaign_id="cmp_1"))
    assert not chosen.accepts(CallLog(id="1", status="failed", campaign_id="cmp_1"))
    assert not chosen.accepts(CallLog(id="1", status="busy", campaign_id="cmp_2"))


def test_what_a_record_does_not_tell_is_left_to_the_server() -> None:
    chosen = CallSelection(
        status="busy", sentiment="neutral", campaign_id="cmp_1", agent_id="agt_1", first_day=date(2026, 6, 12)
    )
    assert chosen.accepts(CallLog(id="1"))


def test_statuses_that_a_server_has_one_word_for() -> None:
    assert CallSelection(status="completed").accepts(CallLog(id="1", status="voicemail"))
    assert CallSelection(status="sent").accepts(CallLog(id="1", status="in_progress"))
    assert not CallSelection(status="busy").accepts(CallLog(id="1", status="in_progress"))


def test_days_in_the_wrong_order_are_impossible() -> None:
    assert CallSelection(first_day=date(2026, 6, 12), last_day=date(2026, 6, 11)).is_impossible
    assert not CallSelection(first_day=date(2026, 6, 12), last_day=date(2026, 6, 12)).is_impossible
    assert CallSelection().is_everything
