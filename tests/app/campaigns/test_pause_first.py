"""Pause while a sync of 5,000 calls saturates the quota: by the server's own record it is the next request."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import pytest

from app.api.dialect import CallLogQuery
from app.context import Context
from app.quota.priorities import Priority
from app.sandbox.server import SandboxServer
from tests.app.campaigns.conftest import Opened, in_state

pytestmark = pytest.mark.anyio

Start = Callable[..., SandboxServer]
PAGES = 50


async def sync(context: Context) -> None:
    """All 5,000 calls, in pages of 100, as many at once as the quota lets through."""
    async with asyncio.TaskGroup() as group:
        for page in range(1, PAGES + 1):
            group.create_task(context.api.call_logs(CallLogQuery(), page=page, limit=100, priority=Priority.BACKGROUND))


@pytest.mark.parametrize("after", [2, 9, 14, 30])
async def test_a_pause_leaves_next(start: Start, open_engine: Opened, after: int) -> None:
    sandbox = start(limit=18, window_s=2, latency_ms=15, call_logs=5_000)
    context = await open_engine(sandbox)
    campaign = in_state(context, "running")[0]
    syncing = asyncio.ensure_future(sync(context))
    try:
        await sandbox.control.until(lambda: sandbox.control.request_count >= after, 20)
        await asyncio.sleep(0)
        assert context.governor.snapshot.waiting > 0
        # What has left already may still arrive; nothing else may come before the pause.
        in_flight, last = context.governor.snapshot.in_flight, sandbox.control.request_count
        paused = await asyncio.wait_for(context.api.change_campaign_status(campaign.id, "pause"), 10)
        seen = sandbox.control.requests(last)
        place = next(place for place, one in enumerate(seen) if one.method == "PATCH" or one.path.endswith("/pause"))
        assert place <= in_flight, [(one.method, one.path) for one in seen]
        assert paused.status == "paused"
        assert all(one.status != 429 for one in sandbox.control.requests())
    finally:
        syncing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await syncing
