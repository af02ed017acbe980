"""The sandbox's calls and dialler behind the real client, without a socket and in simulated time.

Owns: a stand-in for the transport that answers from a sandbox workspace: pages, entity tags, a fixed window of
requests, broken connections, and a dialler that moves on with simulated time. Leaves to others: everything the client
does with the answers.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.messages import Request, Response
from app.api.transport import CalledBackError
from app.errors import NetworkError, Sent
from app.quota.governor import QuotaGovernor
from app.sandbox.answers import Paging, page_of_rows
from app.sandbox.dialler import Dialler
from app.sandbox.errors import Refused
from app.sandbox.options import Options
from app.sandbox.seed import fill
from app.sandbox.spelling import Speller
from app.sandbox.state import CallFilter, Workspace
from tests.app.fake_clock import EPOCH, FakeClock
from tests.app.quota.fixed_window import FixedWindowServer


class _Clock:
    """The sandbox's wall clock, in simulated time."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock

    def now_ms(self) -> int:
        return int(self._clock.server_time() * 1000)


class _Dialler(Dialler):
    """Moves when it is told to."""

    def __init__(self, workspace: Workspace, clock: FakeClock) -> None:
        self._simulated = clock
        super().__init__(workspace)

    @property
    def now(self) -> float:
        return (self._simulated.server_time() - EPOCH) * self._speed

    def move(self) -> None:
        while self._handle_due():
            pass


class PaperServer:
    """See the module.

    Args:
        clock: Simulated time.
        calls: There at the start.
        speed: Of the dialler.
        broken: Share of requests whose answer never comes.
        same_ms: Created times have a resolution of a second, so that many calls share one.
        window: Options of `FixedWindowServer`.
    """

    def __init__(
        self,
        clock: FakeClock,
        *,
        calls: int,
        speed: float = 1.0,
        spelling: str = "sample",
        broken: float = 0.0,
        whole_seconds: bool = False,
        seed: int = 0,
        **window: Any,
    ) -> None:
        self.base_url, self.host, self.account = "http://127.0.0.1/v1", "127.0.0.1", "paper"
        self._clock = clock
        self.workspace = Workspace(
            Options(call_logs=calls, seed=seed, now=EPOCH, speed=speed, spelling=spelling, concurrency=1000)
        )
        fill(self.workspace)
        self.workspace.clock = _Clock(clock)  # type: ignore[assignment]
        self.dialler = _Dialler(self.workspace, clock)
        self._speller = Speller(self.workspace.options)
        self.window = FixedWindowServer(clock, **window)
        self._dice = random.Random(seed)
        self.broken = broken
        self.whole_seconds = whole_seconds
        self.requests: list[str] = []
        self.answered: list[int] = []
        self.on_request: Callable[[], None] = lambda: None

    def rows(self) -> dict[str, bytes]:
        """Every call as the list tells it."""
        self.dialler.move()
        return {call.id: self._row(call) for call in self.workspace.find_calls(CallFilter())}

    def api(self, governor: QuotaGovernor, profile_id: str = "p") -> Api:
        return Api(self, governor, CampaignDialect(), self._clock, profile_id=profile_id)  # type: ignore[arg-type]

    async def open(self) -> None:
        return

    async def aclose(self) -> None:
        return

    async def send(
        self,
        request: Request,
        *,
        limit_s: float | None = None,
        may_leave: Callable[[], bool] | None = None,
        on_sent: Any = None,
        on_answer: Any = None,
    ) -> Response:
        await asyncio.sleep(0)  # a connection is made
        if may_leave is not None and not may_leave():
            raise CalledBackError
        self.requests.append(request.target)
        self.on_request()
        status, headers = await self.window.send()
        await asyncio.sleep(0)
        self.dialler.move()
        if status != 429 and self._dice.random() < self.broken:
            raise NetworkError("broken", sent=Sent.ALL)
        body = b"{}"
        if status != 429:
            status, more, body = self._answer(request)
            headers = {**headers, **more}
        self.answered.append(status)
        if on_answer is not None:
            on_answer(status, headers)
        return Response(status, headers, body, 0.01)

    def _answer(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        path, _, query = request.target.partition("?")
        given = dict(parse_qsl(query))
        parts = path.strip("/").split("/")
        assert parts[0] == "call-logs", request.target
        if len(parts) > 1:
            try:
                call = self.workspace.call(parts[1])
            except Refused as refused:
                return refused.status, {}, refused.body()
            if parts[2:] == ["details"]:
                return 200, {}, _json(self._speller.call_details(call))
            return 200, {}, self._row(call)
        paging = Paging(int(given["page"]), int(given["limit"]))
        calls = self.workspace.find_calls(CallFilter())
        body = page_of_rows([self._row(call) for call in paging.cut(calls)], paging, len(calls))
        tag = f'"{hashlib.blake2b(body + query.encode(), digest_size=12).hexdigest()}"'
        if request.headers.get("If-None-Match") == tag:
            return 304, {"etag": tag}, b""
        return 200, {"etag": tag}, body

    def _row(self, call: Any) -> bytes:
        row = self._speller.call_row(call)
        if self.whole_seconds:
            head, mark, rest = row.partition(b'"created_at":"')
            row = head + mark + rest[:20] + b"000Z" + rest[24:]
        return row


def _json(body: Any) -> bytes:
    import msgspec

    return msgspec.json.encode(body)
