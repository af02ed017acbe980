from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.calls.detail_queue import DetailQueue
from app.calls.details import CallDetails
from app.clock import SystemClock
from app.models import CallLog
from app.quota.priorities import Priority
from tests.app.calls.hand_clock import HandClock
from tests.app.calls.mirrors import opened

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


async def test_a_mirror_that_is_busy_writing_does_not_hold_up_a_click(tmp_path: Path) -> None:
    is_over = threading.Event()
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([ROW])
        writing = asyncio.ensure_future(mirror.write(lambda database: is_over.wait(30)))
        try:
            queue = DetailQueue(mirror, Source(), SystemClock(), budget=0)  # type: ignore[arg-type]
            details = CallDetails(Source(), mirror=mirror, count=queue.count)
            found = await asyncio.wait_for(details.read(ROW, Priority.INTERACTIVE), 10)
            assert found.transcript == "Agent: hi"
            assert not writing.done()
        finally:
            is_over.set()
        await writing
        await mirror.write(lambda database: None)
        kept = await mirror.call("log_1")
        assert kept is not None
        assert kept.record.transcript == "Agent: hi", "it is kept all the same"
        assert await mirror.read(lambda database: database.execute("select requests from spent").fetchone()[0]) == 1


async def test_what_cannot_be_kept_is_shown_all_the_same(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.write(
            lambda database: database.execute(
                "create trigger full before insert on call begin select raise(abort, 'database or disk is full'); end"
            )
        )
        found = await CallDetails(Source(), mirror=mirror).read(ROW, Priority.INTERACTIVE)
        assert found.transcript == "Agent: hi"


async def test_an_old_call_of_which_nothing_was_written_down_is_asked_for_once(tmp_path: Path) -> None:
    source = Source(duration_s=30.0, transcript=None)
    row = msgspec.structs.replace(ROW, created_at=datetime.now(UTC) - timedelta(days=3), duration_s=30.0)
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([row])
        for _ in range(3):
            await CallDetails(source, mirror=mirror).read(row, Priority.INTERACTIVE)
    assert source.asked == ["log_1"]
