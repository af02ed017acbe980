"""What the sync calls complete is complete: whatever was let go of before, and whatever single calls are like."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.api.envelopes import read_page
from app.api.records import call_log
from app.calls.wanted import CallFilter
from app.clock import SystemClock
from app.errors import NetworkError, ServerError
from app.models import CallLog
from app.settings import DEFAULT_RETENTION_DAYS
from tests.app.calls.mirrors import call, ids, opened
from tests.app.calls.test_sync import Shelf, all_of, newest_first, syncing

pytestmark = pytest.mark.anyio

HOUR = 3_600.0


def hourly(count: int) -> list[CallLog]:
    """Calls of the last `count` hours, the newest first."""
    now, example = SystemClock().time(), call(0).created_at
    assert example is not None
    return [
        call(number, created_at=example.fromtimestamp(now - 60 - HOUR * (count - 1 - number), example.tzinfo))
        for number in range(count - 1, -1, -1)
    ]


async def test_a_burst_of_calls_after_there_were_none(tmp_path: Path) -> None:
    shelf = Shelf([])
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await mirror.forget_old(DEFAULT_RETENTION_DAYS)
        await sync.round()
        shelf.records = newest_first(349, 0)
        await sync.round()
        assert await ids(await mirror.view()) == all_of(shelf)


async def test_back_after_all_calls_here_have_grown_too_old(tmp_path: Path) -> None:
    calls = hourly(1000)
    shelf = Shelf(calls[700:])
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        assert await mirror.forget_old(25) == 300
        shelf.records = calls
        await sync.round()
        assert await ids(await mirror.view()) == [record.id for record in calls[:600]]


async def test_keeping_calls_for_longer_fetches_what_was_let_go_of(tmp_path: Path) -> None:
    shelf = Shelf(hourly(1000))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await mirror.forget_old(10)
        await sync.round()
        assert (await mirror.state()).calls == 240
        await mirror.forget_old(30)
        await sync.round()
        assert (await mirror.state()).calls == 720


async def test_letting_go_of_an_old_piece_does_not_close_the_gap_above_it(tmp_path: Path) -> None:
    calls = hourly(1000)
    shelf = Shelf(calls[800:])
    async with syncing(tmp_path, shelf) as (_, sync):
        await sync.round()
    shelf.records, shelf.fails_at = calls, 3
    async with syncing(tmp_path, shelf) as (mirror, sync):
        with pytest.raises(NetworkError):
            await sync.round()
        await mirror.forget_old(30)
        assert not (await mirror.coverage()).is_whole
        shelf.fails_at = None
        await sync.round()
        assert await ids(await mirror.view()) == [record.id for record in calls[:720]]


async def test_a_late_call_is_found_by_the_count_also_where_old_calls_are_not_kept(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(449, 0))
    late = shelf.records.pop(300)
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await mirror.forget_old(DEFAULT_RETENTION_DAYS)
        await sync.round()
        shelf.records.insert(300, late)
        for _ in range(5):
            await sync.round()
        assert await ids(await mirror.view()) == all_of(shelf)


async def test_a_count_that_is_never_right_costs_no_reading_at_every_start(tmp_path: Path) -> None:
    shelf = Lying(newest_first(449, 0))
    for _ in range(3):
        async with syncing(tmp_path, shelf) as (_, sync):
            for _ in range(5):
                await sync.round()
    assert len(shelf.asked) == 15 + 4 + 5, "one request a round, the first fill, and one reading of everything"


async def test_a_server_that_repeats_an_older_page_is_not_asked_for_ever(tmp_path: Path) -> None:
    shelf = Repeating(newest_first(449, 0))
    costs = []
    async with syncing(tmp_path, shelf) as (_, sync):
        for _ in range(6):
            before = len(shelf.asked)
            await sync.round()
            costs.append(len(shelf.asked) - before)
    assert max(costs) < 40
    assert all(cost <= 5 for cost in costs[2:]), costs


async def test_one_call_that_tells_a_wrong_time_does_not_end_the_fill(tmp_path: Path) -> None:
    shelf = Shelf(hourly(600))
    wrong = shelf.records[50]
    assert wrong.created_at is not None
    shelf.records[50] = msgspec.structs.replace(wrong, created_at=wrong.created_at.replace(year=1971))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await mirror.forget_old(DEFAULT_RETENTION_DAYS)
        await sync.round()
        assert await ids(await mirror.view()) == [
            record.id for record in shelf.records if record is not shelf.records[50]
        ]


async def test_calls_let_go_of_in_the_middle_of_a_fill(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(999, 0))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        shelf.fails_at = 6
        with pytest.raises(NetworkError):
            await sync.round()
        shelf.fails_at = None
        clearing: list[Any] = []

        def clear() -> None:

            clearing.append(asyncio.ensure_future(mirror.clear()))

        slow = shelf.call_logs

        async def call_logs(*arguments: Any, **options: Any) -> Any:
            page = await slow(*arguments, **options)
            if clearing and not clearing[0].done():
                await clearing[0]
            return page

        shelf.call_logs = call_logs  # type: ignore[method-assign]
        shelf.after = {8: clear}
        await sync.round()
        assert clearing
        assert await ids(await mirror.view()) == all_of(shelf)
        assert sync.progress.calls == 1000


async def test_one_call_that_the_server_cannot_tell_does_not_stand_before_the_others(tmp_path: Path) -> None:
    shelf = Broken(newest_first(449, 0))
    over = list(shelf.records)
    shelf.records[200] = call(249, status="created")
    shelf.records[449] = call(0, status="sent")
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        await mirror.write(
            lambda database: database.execute(
                "update call set look_at = iif(id = 'log_249', 1, 2) where look_at is not null"
            )
        )
        shelf.records, shelf.ids = over, {"log_249"}
        await sync.round()
        await sync.round()
        assert sync.progress.problem is None
        assert (shelf.asked.count("log_249"), shelf.asked.count("log_0")) == (1, 1)
        assert (await mirror.state()).not_final == 1


async def test_a_call_without_a_time_that_is_never_over_is_not_looked_at_all_the_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(1, created_at=None, status="something new")])
        found = await mirror.read(lambda database: database.execute("select look_at from call").fetchone()[0])
        assert found >= SystemClock().time() + 3_000


async def test_numbers_that_fit_nowhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(3, duration_s=1e300), call(7, duration_s=1.7e308), call(8, duration_s=60.0)])
        kept = await mirror.call("log_3")
        assert kept is not None
        assert kept.record.duration_s is None
        assert (await mirror.statistics()).total_s == 60.0


def test_a_full_page_with_a_row_that_cannot_be_read_is_still_a_full_page() -> None:
    rows = [{"id": f"log_{number}"} for number in range(9)] + [{"status": "completed"}]
    page = read_page({"data": rows}, lambda found: map(call_log, found), (), page=1, limit=10)
    assert len(page.items) == 9
    assert page.has_more
    assert not read_page({"data": rows[:9]}, lambda found: map(call_log, found), (), page=1, limit=10).has_more


async def test_a_transcript_is_not_lost_to_an_answer_without_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(3)])
        await mirror.store_details(call(3, transcript="Agent: the accordion is ready"))
        await mirror.store_details(call(3))
        assert await ids(await mirror.view(CallFilter(text="accordion"))) == ["log_3"]


async def test_after_clearing_filters_and_figures_are_of_the_new_calls(tmp_path: Path) -> None:
    wanted = CallFilter(campaigns=("cmp_1",))
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number) for number in range(30)])
        assert len(await ids(await mirror.view(wanted))) == 10
        assert (await mirror.statistics(wanted)).calls == 10
        await mirror.clear()
        assert (await mirror.statistics(CallFilter(hours=tuple(range(24))))).calls == 0
        await mirror.store_rows([call(number, agent_id="agt_2") for number in range(30)])
        assert len(await ids(await mirror.view(wanted))) == 10
        assert (await mirror.statistics(CallFilter(hours=tuple(range(24))))).calls == 30
        assert (await mirror.statistics(wanted)).calls == 10


class Lying(Shelf):
    """Counts three calls that it never sends."""

    async def call_logs(self, *arguments: Any, **options: Any) -> Any:
        page = await super().call_logs(*arguments, **options)
        return msgspec.structs.replace(page, total=len(self.records) + 3)


class Repeating(Shelf):
    """Sends its third page for every later one, and does not say how many there are."""

    async def call_logs(self, query: Any, *, page: int = 1, **options: Any) -> Any:
        self.counts = False
        answer = await super().call_logs(query, page=min(page, 3), **options)
        return msgspec.structs.replace(answer, page=page)


class Broken(Shelf):
    """Fails at single calls."""

    ids: frozenset[str] | set[str] = frozenset()

    async def call_log(self, call_log_id: str, **options: Any) -> CallLog:
        record = await super().call_log(call_log_id, **options)
        if call_log_id in self.ids:
            raise ServerError(status=500)
        return record


async def test_what_is_too_old_goes_also_while_the_server_cannot_be_reached(tmp_path: Path) -> None:
    shelf = Shelf([])
    shelf.fails_at = 1
    async with syncing(tmp_path, shelf) as (mirror, sync):
        now, example = SystemClock().time(), call(0).created_at
        assert example is not None
        old = example.fromtimestamp(now - 40 * 86_400, example.tzinfo)
        await mirror.store_rows([call(number, created_at=old) for number in range(4_000)])
        assert await mirror.forget_old(30) < 4_000
        running = asyncio.ensure_future(sync.run())
        try:
            async with asyncio.timeout(20):
                while (await mirror.state()).calls:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        finally:
            running.cancel()
