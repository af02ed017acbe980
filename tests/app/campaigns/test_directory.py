"""The shared list of campaigns, read from a server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.campaigns.directory import CampaignDirectory
from app.context import Context
from app.errors import AppError
from app.quota.priorities import Priority
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile

pytestmark = pytest.mark.anyio


@pytest.fixture
async def served(tmp_path: Path, anyio_backend: str) -> AsyncIterator[tuple[SandboxServer, Context]]:
    async with SandboxServer(limit=10_000, dialler_frozen=True, call_logs=20) as sandbox:
        context = await Context.open(Profile("test", "Test", sandbox.url), Secret(DEMO_KEY), tmp_path)
        yield sandbox, context
        await context.aclose()


async def test_reads_all_and_tells_everybody(served: tuple[SandboxServer, Context]) -> None:
    sandbox, context = served
    directory = context.campaigns
    told: list[int] = []
    leave = directory.subscribe(lambda: told.append(len(directory.records)))
    assert (directory.read_at, directory.records, directory.get("x"), directory.get(None)) == (None, [], None, None)
    await directory.refresh(Priority.INTERACTIVE)
    assert told == [len(directory.records)]
    assert told[0] > 10
    first = directory.records[0]
    assert directory.get(first.id) is first
    assert directory.seen_at(first.id) == directory.read_at
    leave()
    await directory.refresh(Priority.INTERACTIVE)
    assert len(told) == 1
    assert len([seen for seen in sandbox.control.requests() if seen.path == "/v1/campaigns"]) == 2


async def test_one_that_was_read_by_itself_takes_its_place(served: tuple[SandboxServer, Context]) -> None:
    _, context = served
    directory = context.campaigns
    await directory.refresh(Priority.INTERACTIVE)
    running = next(campaign for campaign in directory.records if campaign.is_dialling)
    order = [campaign.id for campaign in directory.records]
    directory.put(await context.api.change_campaign_status(running.id, "pause"))
    paused = directory.get(running.id)
    assert paused is not None
    assert paused.status == "paused"
    assert [campaign.id for campaign in directory.records] == order


async def test_a_failed_reading_leaves_what_was_known(served: tuple[SandboxServer, Context]) -> None:
    sandbox, context = served
    directory: CampaignDirectory = context.campaigns
    await directory.refresh(Priority.INTERACTIVE)
    known, read_at = directory.records, directory.read_at
    sandbox.control.order("status", status=500, times=0)
    with pytest.raises(AppError):
        await directory.refresh(Priority.INTERACTIVE)
    assert (directory.records, directory.read_at) == (known, read_at)


async def test_a_listener_that_fails_hurts_nobody_and_leaving_twice_is_harmless(
    served: tuple[SandboxServer, Context], caplog: pytest.LogCaptureFixture
) -> None:
    _, context = served
    told: list[str] = []

    def fail() -> None:
        told.append("failing")
        raise RuntimeError("the page is gone")

    leave = context.campaigns.subscribe(fail)
    context.campaigns.subscribe(lambda: told.append("second"))
    await context.campaigns.refresh(Priority.INTERACTIVE)
    assert told == ["failing", "second"]
    assert "the page is gone" in caplog.text
    leave()
    leave()
    await context.campaigns.refresh(Priority.INTERACTIVE)
    assert told == ["failing", "second", "second"]
