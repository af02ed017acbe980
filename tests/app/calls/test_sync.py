"""Rounds of the sync against a server that a test moves about."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.api.dialect import CallLogQuery
from app.calls.mirror import CallMirror
from app.calls.sync import CallSync
from app.clock import SystemClock
from app.errors import NetworkError, NotFoundError
from app.models import CallLog, Page
from app.quota.priorities import Priority
from app.quota.snapshot import QuotaSnapshot
from tests.app.calls.mirrors import call, ids, opened

pytestmark = pytest.mark.anyio


class Shelf:
    """A server of which a test moves the calls about; answers 304 as the client does: with the same items."""

    def __init__(self, records: list[CallLog]) -> None:
        self.records = records
        self.asked: list[int | str] = []
        self.after: dict[int, Callable[[], None]] = {}
        self.counts = True
        self.ignores_pages = False
        self.fails_at: int | None = None
        self._tagged: dict[int, tuple[CallLog, ...]] = {}

    async def call_logs(
        self, query: CallLogQuery, *, page: int = 1, limit: int = 100, priority: Priority = Priority.INTERACTIVE
    ) -> Page[CallLog]:
        assert priority is Priority.BACKGROUND
        self.asked.append(page)
        if page == self.fails_at:
            raise NetworkError
        shown = 1 if self.ignores_pages else page
        items = tuple(self.records[(shown - 1) * limit : shown * limit])
        is_known = self._tagged.get(page) == items
        items = self._tagged[page] if is_known else items
        self._tagged[page] = items
        total = len(self.records)
        counted: dict[str, Any] = {"total": total, "pages": -(-total // limit)} if self.counts else {}
        if page in self.after:
            self.after.pop(page)()
        return Page(items=items, page=page, limit=limit, not_modified=is_known, **counted)

    async def call_log(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        self.asked.append(call_log_id)
        for record in self.records:
            if record.id == call_log_id:
                return record
        raise NotFoundError(status=404)


class Quota:
    """Lets everything through and counts what is announced."""

    snapshot = QuotaSnapshot()

    def __init__(self) -> None:
        self.announced: list[int] = []

    def expect(self, priority: Priority, count: int) -> Callable[[], None]:
        self.announced.append(count)
        return lambda: None


def newest_first(first: int, last: int, **fields: Any) -> list[CallLog]:
    return [call(number, **fields) for number in range(first, last - 1, -1)]


@asynccontextmanager
async def syncing(folder: Path, shelf: Shelf) -> AsyncIterator[tuple[CallMirror, CallSync]]:
    async with opened(folder) as mirror:
        yield mirror, CallSync(mirror, shelf, Quota(), SystemClock())


def all_of(shelf: Shelf) -> list[str]:
    return [record.id for record in shelf.records]


async def test_first_fill_then_one_request_and_no_write(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(449, 0))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        told: list[Any] = []
        sync.subscribe(told.append)
        await sync.round()
        assert shelf.asked == [1, 2, 3, 4, 5]
        assert await ids(await mirror.view()) == all_of(shelf)
        assert (sync.progress.calls, sync.progress.total, sync.progress.is_filling) == (450, 450, False)
        assert [one.calls for one in told if one.is_filling][-1] == 400
        assert any(one.requests_left == 2 for one in told)
        changes: list[Any] = []
        mirror.subscribe(changes.append)
        before = await mirror._database.tidy(lambda database: database.total_changes)
        await sync.round()
        assert shelf.asked[5:] == [1]
        assert await mirror._database.tidy(lambda database: database.total_changes) == before
        assert changes == []


async def test_what_is_new_costs_the_newest_page(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(449, 0))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        shelf.records[:0] = newest_first(479, 450)
        shelf.asked.clear()
        await sync.round()
        assert shelf.asked == [1]
        assert sync.progress.new_calls == 30
        assert await ids(await mirror.view()) == all_of(shelf)


async def test_many_new_calls_are_fetched_down_to_what_is_known(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(449, 0))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        shelf.records[:0] = newest_first(799, 450)
        shelf.asked.clear()
        await sync.round()
        assert shelf.asked == [1, 2, 3, 4]
        assert await ids(await mirror.view()) == all_of(shelf)


async def test_pages_that_shift_under_the_reading(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(449, 0))
    shelf.after = {
        1: lambda: shelf.records.__setitem__(slice(0, 0), newest_first(459, 450)),
        3: lambda: shelf.records.__setitem__(slice(0, 0), newest_first(709, 460)),
    }
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        await sync.round()
        assert await ids(await mirror.view()) == all_of(shelf)


async def test_a_fill_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(999, 0))
    shelf.fails_at = 6
    async with syncing(tmp_path, shelf) as (_, sync):
        with pytest.raises(NetworkError):
            await sync.round()
        assert sync.progress.problem is not None
    shelf.fails_at = None
    shelf.records[:0] = newest_first(1029, 1000)
    shelf.asked.clear()
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        assert shelf.asked == [1, 6, 7, 8, 9, 10, 11]
        assert await ids(await mirror.view()) == all_of(shelf)


async def test_gaps_of_several_broken_rounds_are_closed(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(299, 0))
    for last in (299, 699, 1099):
        shelf.records = newest_first(last, 0)
        shelf.fails_at = 3
        async with syncing(tmp_path, shelf) as (_, sync):
            with pytest.raises(NetworkError):
                await sync.round()
    shelf.fails_at = None
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        assert await ids(await mirror.view()) == all_of(shelf)
        assert (await mirror.coverage()).is_whole


async def test_calls_that_were_not_over_are_looked_at_again(tmp_path: Path) -> None:
    shelf = Shelf([*newest_first(449, 300), *newest_first(299, 298, status="sent"), *newest_first(297, 0)])
    shelf.records[440] = call(9, status="created")
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        shelf.records = newest_first(449, 0)
        shelf.asked.clear()
        await sync.round()
        assert shelf.asked == [1], "not before their time"
        await mirror.write(lambda database: database.execute("update call set look_at = 1 where look_at is not null"))
        shelf.asked.clear()
        await sync.round()
        assert shelf.asked == [1, 2, "log_9"], "two on one page, and one alone"
        assert (await mirror.state()).not_final == 0
        kept = await mirror.call("log_9")
        assert kept is not None
        assert kept.record.status == shelf.records[440].status


async def test_a_call_that_is_gone_is_not_looked_for_for_ever(tmp_path: Path) -> None:
    shelf = Shelf([*newest_first(149, 1), call(0, status="created")])
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        await mirror.write(lambda database: database.execute("update call set look_at = 1 where look_at is not null"))
        del shelf.records[-1]
        await sync.round()
        await sync.round()
        assert shelf.asked.count("log_0") == 1


async def test_a_server_that_sends_one_page_for_ever(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(449, 0))
    shelf.ignores_pages = True
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        assert shelf.asked == [1, 2, 1, 2, 1, 2]
        assert sync.progress.serves_one_page
        assert (await mirror.state()).calls == 100
        await sync.round()
        assert shelf.asked == [1, 2, 1, 2, 1, 2, 1]


async def test_a_server_that_does_not_count(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(299, 0))
    shelf.counts = False
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        assert shelf.asked == [1, 2, 3, 4]
        assert await ids(await mirror.view()) == all_of(shelf)
        assert not sync.progress.is_filling


async def test_an_empty_server(tmp_path: Path) -> None:
    shelf = Shelf([])
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        await sync.round()
        assert shelf.asked == [1, 1]
        shelf.records = newest_first(9, 0)
        await sync.round()
        assert (await mirror.state()).calls == 10


async def test_calls_that_left_the_list_in_the_middle_of_a_fill(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(999, 0))
    shelf.fails_at = 6
    async with syncing(tmp_path, shelf) as (_, sync):
        with pytest.raises(NetworkError):
            await sync.round()
    shelf.fails_at = None
    del shelf.records[50:250]  # page 6 begins below the piece that is here
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        assert set(all_of(shelf)) <= set(await ids(await mirror.view()))


async def test_a_late_call_is_found_by_the_count(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(449, 0))
    late = shelf.records.pop(300)
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        shelf.records.insert(300, late)
        for _ in range(5):
            await sync.round()
        assert await ids(await mirror.view()) == all_of(shelf)
        shelf.asked.clear()
        await sync.round()
        assert shelf.asked == [1]


async def test_what_is_older_than_kept_is_not_fetched(tmp_path: Path) -> None:
    clock = SystemClock()
    example = call(0).created_at
    assert example is not None
    shelf = Shelf(
        [
            call(number, created_at=example.fromtimestamp(clock.time() - 3600 * (999 - number), example.tzinfo))
            for number in range(999, -1, -1)
        ]
    )
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await mirror.forget_old(10)
        await sync.round()
        assert shelf.asked == [1, 2, 3]
        assert (await mirror.state()).calls == 240
        await mirror.forget_old(0)
        await sync.round()
        assert (await mirror.state()).calls == 1000


async def test_after_clearing_everything_is_fetched_again(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(249, 0))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        await mirror.clear()
        await sync.round()
        assert await ids(await mirror.view()) == all_of(shelf)


async def test_a_call_tells_another_time(tmp_path: Path) -> None:
    shelf = Shelf(newest_first(149, 0))
    async with syncing(tmp_path, shelf) as (mirror, sync):
        await sync.round()
        moved = shelf.records.pop(20)
        shelf.records.insert(0, msgspec.structs.replace(moved, created_at=call(500).created_at))
        await sync.round()
        assert await ids(await mirror.view()) == all_of(shelf)
