"""Which transcripts are fetched, in which order, and what that may cost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.calls.detail_queue import DetailQueue, Reason
from app.calls.mirror import CallMirror
from app.clock import SystemClock
from app.errors import NetworkError, NotFoundError
from app.models import CallAttempt, CallLog
from app.quota.priorities import Priority
from tests.app.calls.mirrors import call, opened

pytestmark = pytest.mark.anyio


class Server:
    """Tells the details of every call."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Priority]] = []
        self.error: Exception | None = None
        self.fields: dict[str, Any] = {"transcript": "Agent: hello"}

    async def call_log_details(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        self.asked.append((call_log_id, priority))
        if self.error is not None:
            raise self.error
        number = int(call_log_id.removeprefix("log_"))
        return msgspec.structs.replace(call(number), recording_url="https://cdn.example/1.mp3", **self.fields)

    async def call_log_retries(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[CallAttempt, ...]:
        self.asked.append((f"{call_log_id} retries", priority))
        return (CallAttempt(attempt=1),)

    @property
    def ids(self) -> list[str]:
        return [call_id for call_id, _ in self.asked]


async def filled(mirror: CallMirror) -> None:
    await mirror.store_rows([call(number) for number in range(12)])  # 0, 3, 4, 7, 8, 11 were connected


async def test_what_is_worth_most_comes_first_within_the_budget(tmp_path: Path) -> None:
    server = Server()
    async with opened(tmp_path) as mirror:
        await filled(mirror)
        queue = DetailQueue(mirror, server, SystemClock(), budget=5)
        queue.watch(["cmp_0"])  # of 0 and 3
        await queue.want(["log_4", "log_1", "log_99"])
        await queue.want(["log_7"], Reason.OPENED)
        assert queue.progress.waiting == 3
        while await queue.step() is None:
            pass
        assert server.ids == ["log_7", "log_4", "log_1", "log_3", "log_0"]
        assert {priority for _, priority in server.asked} == {Priority.BACKGROUND}
        assert (queue.progress.spent_today, queue.progress.missing, queue.progress.waiting) == (5, 2, 0)
        queue.budget = 6
        await queue.step()
        assert server.ids[5:] == ["log_11"]


async def test_the_budget_of_the_day_outlives_the_program(tmp_path: Path) -> None:
    server = Server()
    async with opened(tmp_path) as mirror:
        await filled(mirror)
        assert await DetailQueue(mirror, server, SystemClock(), budget=1).step() is None
        assert await DetailQueue(mirror, server, SystemClock(), budget=1).step() is not None
        assert len(server.asked) == 1


async def test_what_is_opened_is_fetched_at_once_and_once(tmp_path: Path) -> None:
    server = Server()
    async with opened(tmp_path) as mirror:
        await filled(mirror)
        queue = DetailQueue(mirror, server, SystemClock(), budget=0)
        kept = await queue.open("log_8")
        assert kept.record.transcript == "Agent: hello"
        assert (await queue.open("log_8")).record.transcript == "Agent: hello"
        assert server.asked == [("log_8", Priority.INTERACTIVE)]
        assert queue.progress.spent_today == 1
        assert await queue.attempts("log_8") == (CallAttempt(attempt=1),)
        assert await queue.attempts("log_8") == (CallAttempt(attempt=1),)
        assert len(server.asked) == 2


async def test_a_link_is_fetched_anew_when_it_is_old(tmp_path: Path) -> None:
    server = Server()
    async with opened(tmp_path) as mirror:
        await filled(mirror)
        queue = DetailQueue(mirror, server, SystemClock(), budget=0)
        assert await queue.link("log_8") == "https://cdn.example/1.mp3"
        assert await queue.link("log_8") == "https://cdn.example/1.mp3"
        assert len(server.asked) == 1
        await mirror.write(lambda database: database.execute("update detail set recording_at = 1"))
        await queue.link("log_8")
        assert len(server.asked) == 2


async def test_a_call_that_the_server_does_not_know_is_not_asked_for_again(tmp_path: Path) -> None:
    server = Server()
    server.error = NotFoundError(status=404)
    async with opened(tmp_path) as mirror:
        await filled(mirror)
        queue = DetailQueue(mirror, server, SystemClock(), budget=100)
        while await queue.step() is None:
            pass
        assert sorted(server.ids) == sorted(f"log_{number}" for number in (0, 3, 4, 7, 8, 11))
        with pytest.raises(NotFoundError):
            await queue.open("log_1")


async def test_after_an_error_another_call_is_tried_later(tmp_path: Path) -> None:
    server = Server()
    server.error = NetworkError()
    async with opened(tmp_path) as mirror:
        await filled(mirror)
        queue = DetailQueue(mirror, server, SystemClock(), budget=100)
        assert await queue.step() is not None
        assert queue.progress.problem is not None
        assert await queue.step() is not None
        assert server.ids == ["log_11", "log_8"]


async def test_a_transcript_that_is_not_ready_is_asked_for_again(tmp_path: Path) -> None:
    server = Server()
    server.fields = {"transcript": None}
    async with opened(tmp_path) as mirror:
        now = SystemClock().time()
        young = call(0).created_at
        assert young is not None
        await mirror.store_rows([call(0, created_at=young.fromtimestamp(now - 60, young.tzinfo))])
        server.fields["created_at"] = young.fromtimestamp(now - 60, young.tzinfo)
        queue = DetailQueue(mirror, server, SystemClock(), budget=100)
        assert await queue.step() is None
        assert await queue.step() is not None, "not at once"
        assert queue.progress.missing == 1
        server.fields["transcript"] = "Agent: hello"
        assert (await queue.open("log_0")).record.transcript == "Agent: hello"
