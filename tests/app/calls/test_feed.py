"""Reading calls page by page, from a server and from odd ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.dialect import CallDraft, CallLogQuery
from app.api.transport import Transport
from app.calls.feed import MOST_STALE_PAGES, CallFeed
from app.calls.selection import CallSelection
from app.clock import SystemClock
from app.models import CallLog, Page
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Priority
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret

pytestmark = pytest.mark.anyio
NOW = Priority.INTERACTIVE


def calls(first: int, last: int, **fields: Any) -> list[CallLog]:
    """Calls numbered down from `first` to `last`, a minute apart."""
    start = datetime(2026, 6, 12, tzinfo=UTC)
    return [
        CallLog(**({"id": str(n), "created_at": start + timedelta(minutes=n)} | fields))
        for n in range(first, last - 1, -1)
    ]


class Shelf:
    """A server of which a test moves the calls about."""

    def __init__(self, records: list[CallLog], *, counts: bool = True) -> None:
        self.records = records
        self.counts = counts
        self.asked: list[int] = []

    async def call_logs(
        self, query: CallLogQuery, *, page: int = 1, limit: int = 100, priority: Priority = NOW
    ) -> Page[CallLog]:
        self.asked.append(page)
        items = tuple(self.records[(page - 1) * limit : page * limit])
        total = len(self.records)
        counted = {"total": total, "pages": -(-total // limit)} if self.counts else {}
        return Page(items=items, page=page, limit=limit, **counted)


def feed_of(shelf: Any, selection: CallSelection | None = None) -> CallFeed:
    return CallFeed(shelf, selection or CallSelection(), SystemClock())


def ids(feed: CallFeed) -> list[int]:
    return [int(row.id) for row in feed.rows]


@pytest.mark.parametrize("counts", [True, False])
async def test_every_call_comes_once(counts: bool) -> None:
    shelf = Shelf(calls(250, 1), counts=counts)
    feed = feed_of(shelf)
    while feed.has_more:
        await feed.more(NOW)
    assert ids(feed) == list(range(250, 0, -1))
    assert shelf.asked == [1, 2, 3]


async def test_calls_that_came_meanwhile_push_none_out_and_bring_none_twice() -> None:
    shelf = Shelf(calls(250, 1))
    feed = feed_of(shelf)
    await feed.more(NOW)
    shelf.records = calls(290, 1)
    added = await feed.more(NOW)
    assert len(added) == 60
    while feed.has_more:
        await feed.more(NOW)
    assert ids(feed) == list(range(250, 0, -1))
    check = await feed.check(NOW)
    assert (check.moved, feed.new_count, feed.outcome) == (True, 40, "new")
    assert ids(feed) == list(range(290, 0, -1))


async def test_more_new_calls_than_a_page_are_caught_up_with() -> None:
    shelf = Shelf(calls(100, 1))
    feed = feed_of(shelf)
    await feed.more(NOW)
    shelf.records = calls(350, 1)
    await feed.check(NOW)
    assert ids(feed) == list(range(350, 0, -1))
    assert shelf.asked == [1, 1, 2, 3]


async def test_after_very_many_new_calls_the_list_begins_anew_without_a_hole() -> None:
    shelf = Shelf(calls(300, 1))
    feed = feed_of(shelf)
    await feed.more(NOW)
    shelf.records = calls(2_000, 1)
    await feed.check(NOW)
    assert ids(feed) == list(range(2_000, 1_500, -1))
    await feed.more(NOW)
    assert ids(feed) == list(range(2_000, 1_400, -1))


async def test_a_call_that_says_something_else_is_updated_in_its_place() -> None:
    shelf = Shelf(calls(100, 1, status="sent"))
    feed = feed_of(shelf)
    await feed.more(NOW)
    shelf.records = [*calls(100, 100, status="completed"), *shelf.records[1:]]
    check = await feed.check(NOW)
    assert (check.moved, [row.id for row in check.updated], feed.outcome) == (False, ["100"], "changed")
    assert feed.rows[0].status == "completed"
    assert (await feed.check(NOW)).updated == ()
    assert feed.outcome == "same"


async def test_a_call_that_no_longer_passes_the_filter_goes() -> None:
    shelf = Shelf(calls(50, 1, status="sent"))
    feed = feed_of(shelf, CallSelection(status="sent"))
    await feed.more(NOW)
    shelf.records = [*calls(50, 50, status="completed"), *shelf.records[1:]]
    assert (await feed.check(NOW)).moved
    assert ids(feed) == list(range(49, 0, -1))


async def test_an_empty_list_that_stays_empty_is_no_change() -> None:
    feed = feed_of(Shelf([]))
    await feed.more(NOW)
    assert not feed.has_more
    assert not (await feed.check(NOW)).moved


class Deaf(Shelf):
    """Ignores the page number."""

    async def call_logs(
        self, query: CallLogQuery, *, page: int = 1, limit: int = 100, priority: Priority = NOW
    ) -> Page[CallLog]:
        self.asked.append(page)
        return Page(items=tuple(self.records[:limit]), page=page, limit=limit)


async def test_a_server_that_always_sends_the_same_page_comes_to_an_end() -> None:
    deaf = Deaf(calls(100, 1))
    feed = feed_of(deaf)
    for _ in range(1 + MOST_STALE_PAGES):
        assert feed.has_more
        await feed.more(NOW)
    assert not feed.has_more
    assert ids(feed) == list(range(100, 0, -1))


async def test_reading_ends_where_everything_is_older_than_what_is_wanted() -> None:
    shelf = Shelf(calls(5_000, 1))
    feed = feed_of(shelf, CallSelection(first_day=date(2026, 6, 15), last_day=date(2026, 6, 15)))
    while feed.has_more:
        await feed.more(NOW)
    assert max(shelf.asked) < 50
    assert {row.created_at.astimezone().date() for row in feed.rows if row.created_at} == {date(2026, 6, 15)}
    assert len(feed.rows) == len({row.id for row in feed.rows}) > 0
    assert feed.total is None


@pytest.mark.parametrize("spelling", ["sample", "prose", "mixed"])
async def test_a_real_server_in_every_spelling(spelling: str) -> None:
    with SandboxServer(limit=10_000, dialler_frozen=True, call_logs=230, spelling=spelling) as sandbox:
        clock = SystemClock()
        governor = QuotaGovernor(clock)
        api = Api(Transport(sandbox.url, Secret(DEMO_KEY)), governor, CampaignDialect(), clock, profile_id="p")
        try:
            feed = CallFeed(api, CallSelection(), clock)
            while feed.has_more:
                await feed.more(NOW)
            assert len(feed.rows) == 230
            times = [row.created_at for row in feed.rows if row.created_at]
            assert times == sorted(times, reverse=True)
            assert not (await feed.check(NOW)).moved
            assert feed.outcome == "not modified"
            agent = feed.rows[0].agent_id
            assert agent is not None
            await api.place_call(CallDraft(agent_id=agent, to_phone_number="+919876543210"))
            assert (await feed.check(NOW)).moved
            assert (feed.outcome, feed.new_count, feed.total) == ("new", 1, 231)
        finally:
            await governor.aclose()
            await api.aclose()
