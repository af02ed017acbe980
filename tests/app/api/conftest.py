"""An Api over real sockets: to a sandbox, or to a server of raw bytes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from typing import Any

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.clock import Clock, SystemClock
from app.quota.governor import QuotaGovernor
from app.sandbox.server import SandboxServer
from app.secrets import Secret

KEY = "sentinel-key-id:sentinel-key-secret"


class SkippingClock:
    """Does not wait: what is slept is added to the time. `slept` is how much that was in all."""

    def __init__(self) -> None:
        self.slept = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.slept

    def time(self) -> float:
        return time.time() + self.slept

    async def sleep(self, seconds: float) -> None:
        self.slept += max(seconds, 0.0)
        await asyncio.sleep(0)


Connect = Callable[..., Awaitable[Api]]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Builds Apis; all are closed at the end."""
    async with AsyncExitStack() as stack:

        async def build(
            url: str,
            *,
            key: str = KEY,
            clock: Clock | None = None,
            profile_id: str = "profile",
            patience: float = 1.0,
        ) -> Api:
            clock = clock or SystemClock()
            governor = QuotaGovernor(clock)
            transport = Transport(url, Secret(key))
            await transport.open()  # setting up the library is not part of what tests measure
            api = Api(transport, governor, CampaignDialect(), clock, profile_id=profile_id, patience=patience)
            stack.push_async_callback(api.aclose)
            stack.push_async_callback(governor.aclose)
            return api

        yield build


@pytest.fixture
def skipping() -> SkippingClock:
    return SkippingClock()


@pytest.fixture
def open_sandbox() -> Iterator[Callable[..., SandboxServer]]:
    """Starts sandboxes with options of choice; by default nobody is dialled and the limit is out of reach."""
    with ExitStack() as stack:

        def start(**options: Any) -> SandboxServer:
            usual: dict[str, Any] = {"dialler_frozen": True, "limit": 100_000, "call_logs": 250, "keys": [KEY]}
            return stack.enter_context(SandboxServer(**{**usual, **options}))

        yield start
