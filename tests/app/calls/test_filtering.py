"""The second look at filtered call logs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.api.dialect import CallLogQuery
from app.calls.filtering import matches
from app.models import CallLog

LOG = CallLog(
    id="log_1",
    agent_id="agt_1",
    campaign_id="cmp_1",
    status="no_answer",
    sentiment="neutral",
    duration_s=42.0,
    created_at=datetime(2024, 3, 1, 23, 30, tzinfo=UTC),
)
BARE = CallLog(id="log_2")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (CallLogQuery(), True),
        (CallLogQuery(agent_id="agt_1"), True),
        (CallLogQuery(agent_id="agt_2"), False),
        (CallLogQuery(campaign_id="cmp_1"), True),
        (CallLogQuery(campaign_id="cmp_2"), False),
        (CallLogQuery(status="no_answer"), True),
        (CallLogQuery(status="no-answer"), True),
        (CallLogQuery(status="did_not_pick"), False),
        (CallLogQuery(sentiment="neutral"), True),
        (CallLogQuery(sentiment="positive"), False),
        (CallLogQuery(duration_min_s=42, duration_max_s=42), True),
        (CallLogQuery(duration_min_s=43), False),
        (CallLogQuery(duration_max_s=41), False),
        (CallLogQuery(start_date=date(2024, 3, 1), end_date=date(2024, 3, 1)), True),
        (CallLogQuery(start_date=date(2024, 3, 2)), False),
        (CallLogQuery(end_date=date(2024, 2, 29)), False),
    ],
)
def test_filters(query: CallLogQuery, expected: bool) -> None:
    assert matches(query, LOG) is expected


def test_what_the_server_does_not_tell_is_taken_as_right() -> None:
    query = CallLogQuery(
        agent_id="a", campaign_id="c", status="busy", sentiment="positive", start_date=date(2024, 1, 1)
    )
    assert matches(query, BARE)
    assert not matches(CallLogQuery(duration_min_s=1), BARE)


def test_one_word_for_calls_under_way() -> None:
    log = CallLog(id="log_3", status="in_progress")
    assert matches(CallLogQuery(status="sent"), log)
    assert not matches(CallLogQuery(status="completed"), log)
