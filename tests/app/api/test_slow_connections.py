"""Requests that have their turn and are still making their connection when a pause begins."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.clock import SystemClock
from app.models import UploadFile
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from app.secrets import Secret
from tests.app.api.conftest import KEY
from tests.app.api.raw_server import RawServer, Seen, answer, raw_server
from tests.ui.until import until

pytestmark = pytest.mark.anyio

CAMPAIGN = {"id": "cmp_1", "name": "One", "status": "running"}
CREATED = {"campaign_id": "cmp_1", "leads_created": 1, "leads_skipped": 0, "message": "ok"}
FILE = UploadFile(name="leads.csv", content=b"phone_number\r\n+919876543210\r\n")


class SlowNames:
    """Name look-ups that wait while they are held."""

    def __init__(self) -> None:
        self.asked = 0
        self._may_go = threading.Event()
        self._may_go.set()
        self._look_up = socket.getaddrinfo

    def __call__(self, *args: Any, **named: Any) -> Any:
        self.asked += 1
        self._may_go.wait(30)
        return self._look_up(*args, **named)

    def hold(self) -> None:
        self._may_go.clear()

    def let_go(self) -> None:
        self._may_go.set()


@pytest.fixture
async def names(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlowNames]:
    slow = SlowNames()
    monkeypatch.setattr(socket, "getaddrinfo", slow)
    yield slow
    slow.let_go()


OpenApi = Callable[[RawServer], Awaitable[tuple[Api, QuotaGovernor]]]


@pytest.fixture
async def open_api() -> AsyncIterator[OpenApi]:
    """Builds an Api to a server that is known by name, and its governor."""
    async with AsyncExitStack() as stack:

        async def build(server: RawServer) -> tuple[Api, QuotaGovernor]:
            clock = SystemClock()
            governor = QuotaGovernor(clock)
            transport = Transport(f"http://localhost:{server.port}/v1", Secret(KEY))
            await transport.open()
            api = Api(transport, governor, CampaignDialect(), clock, profile_id="profile")
            stack.push_async_callback(api.aclose)
            stack.push_async_callback(governor.aclose)
            return api, governor

        yield build


async def test_nothing_that_was_connecting_arrives_inside_a_retry_after(open_api: OpenApi, names: SlowNames) -> None:
    arrived: list[tuple[float, str]] = []
    refuse = asyncio.Event()
    refused_at = 0.0

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        nonlocal refused_at
        arrived.append((time.monotonic(), f"{seen.method} {seen.target}"))
        if seen.target.endswith("cmp_0") and not refused_at:
            await refuse.wait()
            refused_at = time.monotonic()
            writer.write(answer(429, {}, {"Retry-After": "1"}))
        else:
            writer.write(answer(201, CREATED) if seen.method == "POST" else answer(200, CAMPAIGN, quota))

    quota = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "59", "X-RateLimit-Reset": "50"}
    async with raw_server(handle) as server:
        api, governor = await open_api(server)
        await api.campaign("cmp_1")  # its connection stays open
        reading = asyncio.ensure_future(api.campaign("cmp_0"))
        await server.until_seen(2)
        names.hold()
        asked = names.asked
        uploads = [asyncio.ensure_future(api.upload_leads("cmp_1", FILE)) for _ in range(5)]
        others = [
            asyncio.ensure_future(api.campaign("cmp_2")),
            asyncio.ensure_future(api.campaign("cmp_3")),
            asyncio.ensure_future(api.change_campaign_status("cmp_4", "pause")),
        ]
        await until(lambda: names.asked == asked + 8)
        refuse.set()
        await until(lambda: governor.snapshot.paused_until is not None)
        names.let_go()
        await until(lambda: governor.snapshot.waiting >= 8)
        assert governor.snapshot.in_flight == 0
        await asyncio.gather(reading, *uploads, *others)
        inside = [what for at, what in arrived[2:] if at < refused_at + 1]
        assert inside == []
        assert sum(what.startswith("POST") and "leads" in what for _, what in arrived) == 5
        # The first after the pause is the one that asked with the highest priority, though it had asked last.
        assert "cmp_4" in arrived[2][1]
    log = api.request_log.entries
    assert [entry.status for entry in log].count(429) == 1
    assert "called back" not in {entry.status for entry in log}
    assert all(entry.waited_s > 0.5 for entry in log if entry.priority is Priority.UPLOAD)


async def test_being_called_back_uses_up_no_try(open_api: OpenApi, names: SlowNames) -> None:
    """A read of three tries that is called back four times still has them all."""

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if len(server.seen) < 3:
            writer.close()
        else:
            writer.write(answer(200, CAMPAIGN))

    async with raw_server(handle) as server:
        api, governor = await open_api(server)
        turns = [governor.turn(Priority.INTERACTIVE, Activity.YOU) for _ in range(5)]
        async with AsyncExitStack() as stack:
            async with turns[0]:
                turns[0].observe(200, {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "50"})
            for turn in turns[1:]:
                await stack.enter_async_context(turn)
            task = None
            for number, turn in enumerate(turns[1:], start=1):
                names.hold()
                task = task or asyncio.ensure_future(api.campaign("cmp_1"))
                await until(lambda number=number: names.asked == number)
                turn.observe(429, {"retry-after": "0.2"})
                names.let_go()
                await until(lambda: governor.snapshot.waiting == 1)
                assert server.seen == []
            assert task is not None
            assert (await task).id == "cmp_1"
    assert len(server.seen) == 3
