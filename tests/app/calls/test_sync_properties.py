"""Whatever the dialler, the limits, broken connections and restarts do: in the end the mirror is what the server has.

The sandbox's own data and dialler answer, without a socket and in simulated time. `HYPOTHESIS_PROFILE=long` looks at
1,000 histories.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.api.call_log_rows import read_call_logs
from app.calls import tallies
from app.calls.mirror import CallMirror
from app.calls.mirror_reading import rows_of
from app.calls.sync import CallSync
from app.errors import AppError
from app.models import CallLog
from app.quota.governor import QuotaGovernor
from tests.app.calls.inline import InlineMirror
from tests.app.calls.paper_server import PaperServer
from tests.app.fake_clock import FakeClock, run

EXAMPLES = 1_000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 60
TOLD = (
    "id", "call_id", "agent_id", "campaign_id", "to_number", "from_number", "status", "sentiment", "duration_s",
    "end_reason", "summary", "analysis", "created_at",
)  # fmt: skip

steps = st.lists(
    st.one_of(
        st.tuples(st.just("round")),
        st.tuples(st.just("wait"), st.floats(1, 900)),
        st.tuples(st.just("restart")),
        st.tuples(st.just("break off"), st.integers(1, 12)),
        st.tuples(st.just("look"), st.integers(1, 12)),
    ),
    max_size=12,
)
servers = st.fixed_dictionaries(
    {
        "calls": st.integers(0, 900),
        "speed": st.sampled_from([1.0, 20.0, 200.0]),
        "spelling": st.sampled_from(["sample", "prose", "mixed"]),
        "broken": st.sampled_from([0.0, 0.0, 0.05, 0.3]),
        "whole_seconds": st.booleans(),
        "seed": st.integers(0, 50),
        "limit": st.integers(3, 20),
        "window_s": st.sampled_from([3.0, 10.0, 60.0]),
        "style": st.sampled_from(["unix", "seconds", "none"]),
        "retry_after": st.sampled_from(["seconds", "date", "none"]),
    }
)


class Console:
    """One run of the program after the other over the same mirror."""

    def __init__(self, server: PaperServer, clock: FakeClock, folder: Path) -> None:
        self.server, self.clock, self.folder = server, clock, folder
        self.governor: QuotaGovernor | None = None
        self.mirror: CallMirror | None = None

    async def start(self) -> None:
        await self.stop()
        self.server.window.forget()  # what an earlier run was told nobody knows any more
        self.governor = QuotaGovernor(self.clock)
        self.mirror = InlineMirror(self.folder, "account", self.clock)
        await self.mirror.open()
        self.sync = CallSync(self.mirror, self.server.api(self.governor), self.governor, self.clock)

    async def stop(self) -> None:
        if self.governor is not None and self.mirror is not None:
            await self.governor.aclose()
            await self.mirror.aclose()

    async def round(self) -> None:
        with contextlib.suppress(AppError):
            await self.sync.round()

    async def break_off(self, after: int) -> None:
        """The program ends as its so manieth request is under way."""
        task = asyncio.ensure_future(self.round())
        left = after

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                task.cancel()

        self.server.on_request = count
        with contextlib.suppress(asyncio.CancelledError):
            await task
        self.server.on_request = lambda: None
        await self.start()

    async def look(self, after: int) -> None:
        """Somebody looks at the newest calls as the so manieth request of a round is under way."""
        looks: list[asyncio.Task[None]] = []
        left = after

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                looks.append(asyncio.ensure_future(self.sync.look()))

        self.server.on_request = count
        await self.round()
        self.server.on_request = lambda: None
        for look in looks:
            with contextlib.suppress(AppError):
                await look


async def kept(mirror: CallMirror) -> dict[str, CallLog]:
    def work(database: Any) -> dict[str, CallLog]:
        keys = [key for (key,) in database.execute("select key from call")]
        rows = rows_of(database, keys)
        assert len(rows) == len(keys)
        return {row.record.id: row.record for row in rows.values()}

    return await mirror.read(work)


def told(records: dict[str, CallLog]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(getattr(record, name) for name in TOLD) for key, record in records.items()}


def on_server(server: PaperServer) -> dict[str, CallLog]:
    rows = [msgspec.json.decode(row) for row in server.rows().values()]
    return {record.id: record for record in read_call_logs(rows) if record is not None}


async def check_whole(mirror: CallMirror) -> None:
    """The index, the tallies and the coverage say what the calls say."""

    def work(database: Any) -> None:
        calls = database.execute("select count(*) from call").fetchone()[0]
        for table in tallies.TABLES:
            assert database.execute(f"select coalesce(sum(calls), 0) from {table}").fetchone()[0] == calls, table
        spans = database.execute("select top, bottom, calls from span").fetchall()
        assert len(spans) <= 1
        assert sum(span[2] for span in spans) == calls
        database.execute("insert into search (search) values ('integrity-check')")
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)

    await mirror._database.tidy(work)


async def live(server_options: dict[str, Any], history: list[tuple[Any, ...]], clock: FakeClock, folder: Path) -> None:
    server = PaperServer(clock, **server_options)
    console = Console(server, clock, folder)
    await console.start()
    for name, *arguments in history:
        if name == "round":
            await console.round()
        elif name == "wait":
            await clock.sleep(*arguments)
        elif name == "restart":
            await console.start()
        elif name == "look":
            await console.look(*arguments)
        else:
            await console.break_off(*arguments)
    server.broken = 0.0
    server.dialler.set_pace(speed=1e-9)
    for _ in range(60):
        await console.round()
        assert console.mirror is not None
        if told(await kept(console.mirror)) == told(on_server(server)):
            break
        await clock.sleep(120)
    assert console.mirror is not None
    assert told(await kept(console.mirror)) == told(on_server(server))
    assert server.window.trespasses == []
    await console.round()
    await check_whole(console.mirror)
    # What is here costs one request a round from now on, but for calls that are not over, and what was refused.
    await clock.sleep(61)
    before = sum(status != 429 for status in server.answered)
    await console.round()
    assert sum(status != 429 for status in server.answered) - before <= 21
    await console.stop()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 1_000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(servers, steps)
@example(
    # The answer of a page that a look overtook is older than what the look has brought.
    {
        "calls": 297,
        "speed": 20.0,
        "spelling": "sample",
        "broken": 0.3,
        "whole_seconds": False,
        "seed": 12,
        "limit": 4,
        "window_s": 10.0,
        "style": "unix",
        "retry_after": "seconds",
    },
    [("look", 8)],
)
@example(
    # Two hundred calls of one second: their keys do not tell which piece is above which.
    {
        "calls": 88, "speed": 20.0, "spelling": "sample", "broken": 0.3, "whole_seconds": True, "seed": 21,
        "limit": 3, "window_s": 3.0, "style": "unix", "retry_after": "seconds",
    },
    [("round",), ("wait", 1.0), ("wait", 206.0), ("break off", 3)],
)  # fmt: skip
def test_the_mirror_ends_as_what_the_server_has(server_options: dict[str, Any], history: list[tuple[Any, ...]]) -> None:
    clock = FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        run(live(server_options, history, clock, Path(folder)), clock)
