"""The server's process is killed in the middle of everything and started again on the same port."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from app.api.dialect import CallLogQuery
from app.context import Context
from app.errors import AppError, NetworkError, Sent
from app.models import UploadFile
from app.quota.priorities import Priority
from app.sandbox.options import DEMO_KEY
from app.secrets import Secret
from app.settings import Profile

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
KILLS = 6
BACK_LIMIT_S = 10.0
FILE = UploadFile(
    name="leads.csv",
    content=b"phone_number,note\n" + b"".join(b"98765%05d,%s\n" % (n, b"x" * 1500) for n in range(4_000)),
)


class Mortal:
    """The sandbox in a process that can be killed and come back on its port, knowing nothing of its former life."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self._process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> Mortal:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    async def start(self) -> None:
        """Return when it listens."""
        line = await asyncio.to_thread(self._spawn)
        assert json.loads(line)["port"] == self.port

    def _spawn(self) -> bytes:
        options = ["--limit=100000", "--call-logs=400", "--no-dialler", "--exit-with-stdin", f"--port={self.port}"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app.sandbox", *options], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        stdout = self._process.stdout
        assert stdout is not None
        return stdout.readline()

    def kill(self) -> None:
        """SIGKILL: no word to anybody."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()


async def open_context(server: Mortal, folder: Path) -> Context:
    return await Context.open(Profile("test", "Test", server.url), Secret(DEMO_KEY), folder)


async def eventually(ask: Callable[[], Awaitable[Any]]) -> float:
    """Ask until there is an answer; the seconds it took."""
    started = time.monotonic()
    async with asyncio.timeout(BACK_LIMIT_S):
        while True:
            try:
                await ask()
            except AppError:
                await asyncio.sleep(0.02)
            else:
                return time.monotonic() - started


async def test_each_question_in_the_middle_of_which_it_dies(tmp_path: Path) -> None:
    """An error that says so, at once; nothing else is harmed, and the same engine goes on when it is back."""
    async with Mortal() as server:
        context = await open_context(server, tmp_path)
        api = context.api
        states: list[str] = []
        api.subscribe_connection(states.append)
        campaigns = await api.all_campaigns()
        running = next(campaign for campaign in campaigns if campaign.status == "running")
        await api.call_logs(CallLogQuery())  # its ETag is kept
        assert api.connection == "connected"

        under_way = [
            asyncio.create_task(api.upload_leads(running.id, FILE)),
            asyncio.create_task(api.change_campaign_status(running.id, "pause")),
            asyncio.create_task(api.all_campaigns(priority=Priority.BACKGROUND)),
            *(asyncio.create_task(api.call_logs(CallLogQuery(), page=page)) for page in range(1, 5)),
            *(asyncio.create_task(api.call_log_details(f"log_{number}")) for number in range(40)),
        ]
        await asyncio.sleep(0.003)
        server.kill()
        started = time.monotonic()
        async with asyncio.timeout(BACK_LIMIT_S):
            results = await asyncio.gather(*under_way, return_exceptions=True)
        assert time.monotonic() - started < 5
        assert [one for one in results if isinstance(one, BaseException) and not isinstance(one, AppError)] == []
        upload = results[0]
        assert isinstance(upload, NetworkError)
        with pytest.raises(NetworkError) as caught:
            await api.change_campaign_status(running.id, "pause")
        assert caught.value.sent is Sent.NOTHING
        assert api.connection == "offline"

        await server.start()
        assert await eventually(lambda: context.campaigns.refresh(Priority.BACKGROUND)) < 2
        assert api.connection == "connected"
        assert len(context.campaigns.records) == len(campaigns)
        assert (await api.change_campaign_status(running.id, "pause")).status in ("paused", "running")
        assert (await api.call_logs(CallLogQuery())).items
        counts = await api.upload_leads(running.id, FILE)
        assert counts.created == 4_000
        assert states[0] == "connected"
        assert "offline" in states
        assert states[-1] == "connected"
        uploads = [entry for entry in api.request_log.entries if "upload-file" in entry.path]
        assert len(uploads) == 2  # the one that broke off, and the one asked for anew
        await context.aclose()


async def test_it_dies_again_and_again_under_load(tmp_path: Path) -> None:
    """Five workers that never stop, and kills at chance moments: only expected errors, no lost turn, no lost worker."""
    chance = random.Random(3)
    answers: Counter[str] = Counter()
    troubles: Counter[str] = Counter()
    async with Mortal() as server:
        context = await open_context(server, tmp_path)
        api = context.api
        campaign_id = (await api.all_campaigns())[0].id

        async def worker(name: str, ask: Callable[[], Awaitable[Any]]) -> None:
            while True:
                try:
                    await ask()
                except AppError as error:
                    troubles[type(error).__name__] += 1
                    await asyncio.sleep(0.01)
                else:
                    answers[name] += 1
                    await asyncio.sleep(0)

        workers = [
            asyncio.create_task(worker(name, ask))
            for name, ask in {
                "campaigns": lambda: context.campaigns.refresh(Priority.BACKGROUND),
                "campaign": lambda: api.campaign(campaign_id),
                "calls": context.sync.round,
                "agents": lambda: context.reference.agents(refresh=True),
                "status": lambda: api.change_campaign_status(campaign_id, "pause"),
            }.items()
        ]
        for _ in range(KILLS):
            before = Counter(answers)
            async with asyncio.timeout(BACK_LIMIT_S):
                while any(answers[name] < before[name] + 2 for name in ("campaigns", "campaign", "calls", "agents")):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            await asyncio.sleep(chance.uniform(0, 0.05))
            server.kill()
            await asyncio.sleep(chance.choice((0, 0.05, 0.3)))
            await server.start()
        assert await eventually(api.check) < 2
        assert not [one for one in workers if one.done()]
        for one in workers:
            one.cancel()
        await asyncio.wait(workers)
        # Every turn was given back: as many as may be under way at once are served right away.
        async with asyncio.timeout(5):
            await asyncio.gather(*(api.campaign(campaign_id, priority=Priority.BACKGROUND) for _ in range(30)))
        assert api.connection == "connected"
        assert set(troubles) <= {"NetworkError", "ConflictError", "ServerError"}
        # Most questions were asked again by themselves, and answered.
        failed = [entry for entry in api.request_log.entries if entry.status in ("broken off", "not sent")]
        assert len(failed) >= KILLS
        await context.aclose()
