"""The engine of a profile over a sandbox on a loopback socket."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any

import pytest

from app.context import Context
from app.models import Campaign
from app.quota.priorities import Priority
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile

Opened = Callable[[SandboxServer], Awaitable[Context]]


@pytest.fixture
def start() -> Iterator[Callable[..., SandboxServer]]:
    """Starts sandboxes; by default nobody is dialled and the limit is out of reach. No handler may have failed."""
    with ExitStack() as stack:

        def begin(**options: Any) -> SandboxServer:
            usual: dict[str, Any] = {"dialler_frozen": True, "limit": 100_000, "call_logs": 250}
            sandbox = stack.enter_context(SandboxServer(**{**usual, **options}))
            stack.callback(lambda: _check(sandbox))
            return sandbox

        yield begin


def _check(sandbox: SandboxServer) -> None:
    assert sandbox.control.failures == []


@pytest.fixture
def sandbox(start: Callable[..., SandboxServer]) -> SandboxServer:
    return start()


@pytest.fixture
async def open_engine(tmp_path: Path) -> AsyncIterator[Opened]:
    """Opens the engine on a sandbox, with the list read once."""
    async with AsyncExitStack() as stack:

        async def build(sandbox: SandboxServer) -> Context:
            profile = Profile("test", "Test", sandbox.url)
            context = await Context.open(profile, Secret(DEMO_KEY), tmp_path / str(time.monotonic_ns()))
            stack.push_async_callback(context.aclose)
            await context.campaigns.refresh(Priority.INTERACTIVE)
            return context

        yield build


@pytest.fixture
async def engine(open_engine: Opened, sandbox: SandboxServer) -> Context:
    return await open_engine(sandbox)


def in_state(context: Context, *statuses: str) -> list[Campaign]:
    """The campaigns in one of these states, as last read."""
    return [campaign for campaign in context.campaigns.records if campaign.status in statuses]


def changes_seen(sandbox: SandboxServer, after: int = 0) -> list[tuple[str, str]]:
    """Everything that was to change something, in order of arrival."""
    return [(seen.method, seen.path) for seen in sandbox.control.requests(after) if seen.method != "GET"]


def statuses_there(sandbox: SandboxServer) -> dict[str, str]:
    """The truth: status by campaign id."""
    return {one["id"]: one["status"] for one in sandbox.control.state()["campaigns"]}
