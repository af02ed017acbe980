"""Stop everything: who is paused, in which order requests leave, and what is said about each campaign."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.api.dialect import CallLogQuery, CampaignDraft
from app.campaigns.stopping import Fate, Stopping, may_call
from app.context import Context
from app.errors import AppError, ForbiddenError
from app.models import Campaign
from app.quota.priorities import Priority
from app.sandbox.server import SandboxServer
from tests.app.campaigns.conftest import Opened, changes_seen, in_state, statuses_there

pytestmark = pytest.mark.anyio

Start = Callable[..., SandboxServer]
NOW = datetime(2026, 6, 12, 6, 30, tzinfo=UTC)


def stopping(context: Context, on_change: Callable[[], None] = lambda: None) -> Stopping:
    return Stopping(context.api, context.campaigns, context.clock, on_change)


async def create(context: Context, name: str) -> Campaign:
    like = in_state(context, "running")[0]
    return await context.api.create_campaign(
        CampaignDraft(name=name, agent_id=like.agent_id or "", from_phone_number=like.from_phone_number or "")
    )


@pytest.mark.parametrize(
    ("status", "calls", "starts_in_h", "expected"),
    [
        ("running", 0, None, True),
        ("running", 0, 5, True),
        ("active", 3, None, True),
        ("active", 3, 5, True),
        ("active", 0, None, True),
        ("active", 0, -1, True),
        ("active", 0, 5, False),
        ("scheduled", 0, 5, False),
        ("scheduled", 0, -1, True),
        ("waiting", 0, None, True),
        ("hovering_v2", 0, None, True),
        ("draft", 0, None, False),
        ("paused", 7, None, False),
        ("completed", 7, None, False),
        ("cancelled", 7, None, False),
    ],
)
def test_who_may_call(status: str, calls: int, starts_in_h: int | None, expected: bool) -> None:
    scheduled = None if starts_in_h is None else NOW + timedelta(hours=starts_in_h)
    campaign = Campaign(id="c", status=status, completed_calls=calls, scheduled_at=scheduled)
    assert may_call(campaign, NOW.timestamp()) is expected


async def test_every_running_campaign_is_paused_and_nothing_else_is_touched(
    engine: Context, sandbox: SandboxServer
) -> None:
    running = {campaign.id for campaign in in_state(engine, "running")}
    before = statuses_there(sandbox)
    seen: list[list[Fate]] = []
    job = stopping(engine, lambda: seen.append([result.fate for result in job.results]))
    results = await job.run()
    assert len(running) == 4
    assert {result.campaign.id for result in results} == running
    assert {result.fate for result in results} == {Fate.PAUSED}
    assert all(result.campaign.status == "paused" and result.is_safe for result in results)
    assert statuses_there(sandbox) == before | dict.fromkeys(running, "paused")
    assert len(changes_seen(sandbox)) == 4
    assert job.is_over
    assert job.list_problem is None
    assert Fate.PAUSING in seen[0]
    assert {campaign.status for campaign in engine.campaigns.records if campaign.id in running} == {"paused"}


async def test_the_pauses_leave_together_before_anything_is_read(engine: Context, sandbox: SandboxServer) -> None:
    engine.campaigns.read_at = 0.0  # long ago: the list is read beside the pauses
    sandbox.control.order("delay", method="PATCH", times=0, delay_s=0.2)
    last = sandbox.control.requests()[-1].number
    await stopping(engine).run()
    seen = sandbox.control.requests(last)
    assert [one.method for one in seen[:5]] == ["PATCH"] * 4 + ["GET"]
    assert seen[4].path == "/v1/campaigns"
    # Together: the last one arrived before the first one was answered.
    assert seen[3].monotonic < seen[0].monotonic + (seen[0].answered_after_s or 0)


async def test_a_fresh_list_is_not_read_before_the_pauses_are_done(engine: Context, sandbox: SandboxServer) -> None:
    last = sandbox.control.requests()[-1].number
    await stopping(engine).run()
    lists = [one.number for one in sandbox.control.requests(last) if one.path == "/v1/campaigns"]
    pauses = [one.number for one in sandbox.control.requests(last) if one.method == "PATCH"]
    assert len(lists) == 1
    assert lists[0] > max(pauses)


async def test_a_campaign_that_nobody_knew_of_is_found_and_paused(engine: Context, sandbox: SandboxServer) -> None:
    new = await create(engine, "Begun elsewhere")
    assert engine.campaigns.get(new.id) is None
    results = await stopping(engine).run()
    assert next(result.fate for result in results if result.campaign.id == new.id) is Fate.PAUSED
    assert statuses_there(sandbox)[new.id] == "paused"
    assert len(results) == 5


async def test_without_any_list_everything_is_found_first(open_engine: Opened, sandbox: SandboxServer) -> None:
    context = await open_engine(sandbox)
    context.campaigns._records = {}
    context.campaigns.read_at = None
    results = await stopping(context).run()
    assert len(results) == 4
    assert all(result.is_safe for result in results)


async def test_one_that_fails_keeps_no_other_from_being_paused(engine: Context, sandbox: SandboxServer) -> None:
    unlucky = in_state(engine, "running")[1]
    sandbox.control.order("status", method="PATCH", path=f"/campaigns/{unlucky.id}/status", times=0, status=500)
    results = {result.campaign.id: result for result in await stopping(engine).run()}
    assert results[unlucky.id].fate is Fate.RUNNING
    assert isinstance(results[unlucky.id].problem, AppError)
    assert not results[unlucky.id].is_safe
    assert {result.fate for key, result in results.items() if key != unlucky.id} == {Fate.PAUSED}
    assert statuses_there(sandbox)[unlucky.id] == "running"


async def test_what_still_runs_is_tried_once_more(engine: Context, sandbox: SandboxServer) -> None:
    unlucky = in_state(engine, "running")[0]
    sandbox.control.order("status", method="PATCH", path=f"/campaigns/{unlucky.id}/status", status=503)
    results = {result.campaign.id: result for result in await stopping(engine).run()}
    assert results[unlucky.id].fate is Fate.PAUSED
    assert results[unlucky.id].problem is None
    tries = [path for _, path in changes_seen(sandbox) if unlucky.id in path]
    assert len(tries) == 2


async def test_a_pause_whose_answer_was_lost_is_told_by_the_list(engine: Context, sandbox: SandboxServer) -> None:
    unlucky = in_state(engine, "running")[0]
    sandbox.control.order("drop_after", method="PATCH", path=f"/campaigns/{unlucky.id}/status")
    sandbox.control.order("status", method="GET", path=f"/campaigns/{unlucky.id}", times=0, status=500)
    results = {result.campaign.id: result for result in await stopping(engine).run()}
    assert results[unlucky.id].fate is Fate.PAUSED
    assert len([path for _, path in changes_seen(sandbox) if unlucky.id in path]) == 1


async def test_without_the_list_at_the_end_it_says_what_is_not_known(engine: Context, sandbox: SandboxServer) -> None:
    unlucky = in_state(engine, "running")[0]
    sandbox.control.order("status", method="PATCH", path=f"/campaigns/{unlucky.id}/status", times=0, status=500)
    sandbox.control.order("status", method="GET", path=f"/campaigns/{unlucky.id}", times=0, status=500)
    sandbox.control.order("status", method="GET", path="/campaigns", times=0, status=500)
    job = stopping(engine)
    results = {result.campaign.id: result for result in await job.run()}
    assert results[unlucky.id].fate is Fate.UNKNOWN
    assert isinstance(job.list_problem, AppError)
    assert {result.fate for key, result in results.items() if key != unlucky.id} == {Fate.PAUSED}


async def test_a_key_that_may_not_is_not_tried_twice(start: Start, open_engine: Opened) -> None:
    sandbox = start(keys=["demo-key-0001:demo-secret-0001 calls:read+agents:read"])
    context = await open_engine(sandbox)
    results = await stopping(context).run()
    assert all(result.fate is Fate.RUNNING and isinstance(result.problem, ForbiddenError) for result in results)
    assert len(changes_seen(sandbox)) == 4


async def test_a_server_that_ignores_the_change_is_not_believed(start: Start, open_engine: Opened) -> None:
    sandbox = start(status_form="none")  # 404 for the route, the second form ignored silently
    context = await open_engine(sandbox)
    results = await stopping(context).run()
    assert len(results) == 4
    assert {result.fate for result in results} == {Fate.RUNNING}


async def test_nothing_running_is_said_after_looking(engine: Context, sandbox: SandboxServer) -> None:
    await stopping(engine).run()
    last = sandbox.control.requests()[-1].number
    assert await stopping(engine).run() == []
    assert [one.path for one in sandbox.control.requests(last)] == ["/v1/campaigns"]


async def test_cancelling_it_leaves_no_task_behind(engine: Context, sandbox: SandboxServer) -> None:
    sandbox.control.order("hang", method="PATCH", times=0)
    job = asyncio.create_task(stopping(engine).run())
    await sandbox.control.until(lambda: len(changes_seen(sandbox)) == 4, 5)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert [task for task in asyncio.all_tasks() if "_pause" in repr(task.get_coro())] == []


# --- ahead of all other requests


async def sync(context: Context, pages: int) -> list[asyncio.Task[object]]:
    """A sync of the call logs in the background: many pages at once, more than the quota has."""
    query = CallLogQuery()

    async def read(page: int) -> object:
        return await context.api.call_logs(query, page=page, limit=1, priority=Priority.BACKGROUND)

    return [asyncio.create_task(read(page)) for page in range(1, pages + 1)]


async def end(tasks: list[asyncio.Task[object]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_the_pauses_leave_first_while_a_sync_saturates_the_quota(start: Start, open_engine: Opened) -> None:
    sandbox = start(limit=60, window_s=60, latency_ms=20)
    context = await open_engine(sandbox)
    tasks = await sync(context, 300)
    try:
        # The sync takes all that it may and waits for more.
        await sandbox.control.until(lambda: sandbox.control.request_count >= 20, 10)
        assert context.governor.snapshot.waiting > 200
        in_flight = context.governor.snapshot.in_flight
        last = sandbox.control.request_count
        results = await asyncio.wait_for(stopping(context).run(), 10)
        seen = sandbox.control.requests(last)
        places = [place for place, one in enumerate(seen) if one.method == "PATCH"]
        assert len(places) == 4
        # Only what had left before the button was pressed may arrive before the last pause.
        others = [one for one in seen[: places[-1]] if one.method != "PATCH"]
        assert len(others) <= in_flight, [(one.method, one.path) for one in seen]
        assert {result.fate for result in results} == {Fate.PAUSED}
        assert all(one.status != 429 for one in sandbox.control.requests())
    finally:
        await end(tasks)


async def test_with_nothing_left_the_pauses_are_the_first_of_the_next_window(start: Start, open_engine: Opened) -> None:
    sandbox = start(limit=30, window_s=3, latency_ms=5)
    context = await open_engine(sandbox)
    sandbox.control.spend(29)
    tasks = await sync(context, 200)
    try:
        # The sync runs into the end of the quota and waits.
        await sandbox.control.until(lambda: any(one.status == 429 for one in sandbox.control.requests()), 5)
        last = sandbox.control.request_count
        await asyncio.wait_for(stopping(context).run(), 15)
        seen = [one for one in sandbox.control.requests(last) if one.status != 429]
        pauses = [one for one in seen if one.method == "PATCH"]
        sync_answers = [one.monotonic + (one.answered_after_s or 0) for one in seen if one.path == "/v1/call-logs"]
        assert seen[0].method == "PATCH"
        # What is let go together may overtake on the way; no pause waited for an answer to the sync.
        assert len(pauses) == 4
        assert pauses[-1].monotonic < min(sync_answers, default=math.inf)
        assert "running" not in statuses_there(sandbox).values()
    finally:
        await end(tasks)
