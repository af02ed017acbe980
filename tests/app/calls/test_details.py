from __future__ import annotations

import pytest

from app.calls.details import CallDetails
from app.models import CallLog
from app.quota.priorities import Priority
from tests.app.calls.hand_clock import HandClock

pytestmark = pytest.mark.anyio


class Source:
    def __init__(self, **fields: object) -> None:
        self.fields = fields
        self.asked: list[str] = []

    async def call_log_details(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        self.asked.append(call_log_id)
        return CallLog(**({"id": "call_other", "status": "completed", "transcript": "Agent: hi"} | self.fields))  # type: ignore[arg-type]


ROW = CallLog(id="log_1", call_id="call_1", campaign_id="cmp_1", to_number="+919876543210", summary="said hi")


async def test_details_of_a_call_that_is_over_are_asked_for_once() -> None:
    source = Source()
    details = CallDetails(source)
    first = await details.read(ROW, Priority.INTERACTIVE)
    assert await details.read(ROW, Priority.INTERACTIVE) is first
    assert details.kept("log_1") is first
    assert source.asked == ["log_1"]


async def test_they_go_under_the_id_of_the_row_and_keep_what_only_the_row_says() -> None:
    found = await CallDetails(Source()).read(ROW, Priority.INTERACTIVE)
    assert (found.id, found.call_id, found.campaign_id, found.summary) == ("log_1", "call_1", "cmp_1", "said hi")


@pytest.mark.parametrize(
    "fields", [{"status": "sent"}, {"status": "completed", "duration_s": 30.0, "transcript": None}]
)
async def test_what_may_still_grow_is_asked_for_again(fields: dict[str, object]) -> None:
    source = Source(**fields)
    details = CallDetails(source)
    await details.read(ROW, Priority.INTERACTIVE)
    await details.read(ROW, Priority.INTERACTIVE)
    assert len(source.asked) == 2


async def test_the_ones_not_looked_at_for_longest_make_room() -> None:
    details = CallDetails(Source(transcript="x" * 10_000), most_characters=25_000)
    for number in range(4):
        await details.read(CallLog(id=str(number)), Priority.INTERACTIVE)
    assert [number for number in range(4) if details.kept(str(number))] == [2, 3]


async def test_they_are_read_again_when_that_is_wanted_and_know_their_age() -> None:
    source, clock = Source(), HandClock()
    details = CallDetails(source, clock=clock)
    assert details.age_s("log_1") == float("inf")
    await details.read(ROW, Priority.INTERACTIVE)
    clock.advance(90)
    assert details.age_s("log_1") == 90
    await details.read(ROW, Priority.INTERACTIVE, anew=True)
    assert details.age_s("log_1") == 0
    assert len(source.asked) == 2
