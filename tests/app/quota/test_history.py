"""Who spent what, over a real server, on a real file."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api.dialect import CallLogQuery
from app.api.request_log import LoggedRequest
from app.clock import Clock, SystemClock
from app.context import Context
from app.quota.governor import QuotaGovernor
from app.quota.headers import QuotaReading, Reset
from app.quota.history import QuotaHistory
from app.quota.history_store import FILE_NAME, KEPT_DAYS, HistoryStore
from app.quota.minutes import SERIES, Cost, Minute, cost_of_unchanged, total
from app.quota.priorities import Activity, Priority
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile
from tests.app.api.raw_server import RawServer, Seen, answer, raw_server
from tests.app.held_clock import HeldClock

pytestmark = pytest.mark.anyio
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes are a POSIX matter")
QUERY = CallLogQuery()
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def start() -> Iterator[Callable[..., SandboxServer]]:
    with ExitStack() as stack:

        def begin(**options: Any) -> SandboxServer:
            usual: dict[str, Any] = {"dialler_frozen": True, "limit": 1_000, "call_logs": 50}
            return stack.enter_context(SandboxServer(**{**usual, **options}))

        yield begin


async def opened(url: str, folder: Path) -> Context:
    return await Context.open(Profile("test", "Test", url), Secret(DEMO_KEY), folder)


def spent(history: QuotaHistory) -> dict[str, int]:
    whole = total(history.minutes.values())
    return {series: whole.count(series) for series in SERIES}


def on_disk(folder: Path) -> Minute:
    with sqlite3.connect(folder / "profiles" / "test" / FILE_NAME) as database:
        accounts = database.execute("select distinct account from minute").fetchall()
    database.close()
    store = HistoryStore(folder / "profiles" / "test", accounts[0][0] if accounts else "")
    return total(store.minutes(0, 1 << 40))


# ------------------------------------------------------------------ over a server


async def test_every_activity_has_its_own_account(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    context = await opened(start().url, tmp_path)
    await context.api.campaigns()
    await context.api.campaigns(priority=Priority.BACKGROUND)
    await context.api.call_logs(QUERY, priority=Priority.BACKGROUND)
    await context.api.voices()
    assert spent(context.history) == {"you": 1, "uploads": 0, "sync": 2, "reference": 1, "others": 0}
    whole = total(context.history.minutes.values())
    assert (whole.limit, whole.remaining, whole.most_used, whole.windows) == (1_000, 996, 4, 1)
    assert whole.own == context.history.pace().own_per_s * 10
    await context.aclose()


async def test_requests_of_somebody_else_with_the_key_are_seen(
    tmp_path: Path, start: Callable[..., SandboxServer]
) -> None:
    sandbox = start()
    context = await opened(sandbox.url, tmp_path / "one")
    other = await opened(sandbox.url, tmp_path / "two")
    await context.api.campaigns()
    assert context.history.others_per_minute() is None
    for _ in range(7):
        await other.api.campaigns()
    assert spent(context.history)["others"] == 0  # nothing has told us yet
    await context.api.campaigns()
    assert spent(context.history) == {"you": 2, "uploads": 0, "sync": 0, "reference": 0, "others": 7}
    # Seen within seconds, told as a pace over a minute at least.
    assert context.history.others_per_minute() == pytest.approx(7.0)
    assert context.history.pace().others_per_s > 0
    # The other one sees ours too: one that came before its first look counts as nobody's, one between is ours.
    await other.api.campaigns()
    assert spent(other.history)["others"] == 1
    await context.aclose()
    await other.aclose()


async def test_a_429_and_its_pause(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    sandbox = start()
    context = await opened(sandbox.url, tmp_path)
    await context.api.campaigns()
    sandbox.control.order("rate_limit", retry_after_s=1)
    began = time.time()
    await context.api.campaigns()
    (pause,) = context.history.cooldowns
    assert began <= pause.began_at <= time.time()
    assert pause.length_s == pytest.approx(1.0, abs=0.2)
    whole = total(context.history.minutes.values())
    assert (whole.limited, whole.you) == (1, 3)
    assert whole.waited_s == pytest.approx(whole.longest_wait_s) == pytest.approx(1.0, abs=0.5)
    await context.aclose()
    again = await opened(sandbox.url, tmp_path)
    assert again.history.cooldowns == [pause]
    await again.aclose()


async def test_a_304_of_a_server_that_charges_for_it(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    context = await opened(start().url, tmp_path)
    await context.api.call_logs(QUERY)
    assert cost_of_unchanged(total(context.history.minutes.values())) is Cost.UNKNOWN
    await context.api.campaigns()
    for _ in range(3):
        assert (await context.api.call_logs(QUERY)).not_modified
    whole = total(context.history.minutes.values())
    assert (whole.unchanged, whole.measured, whole.charged) == (3, 3, 3)
    assert cost_of_unchanged(whole) is Cost.CHARGED
    await context.aclose()


def free_of_charge(limit: int = 100) -> Callable[[Seen, asyncio.StreamWriter], Any]:
    """A server that does not charge for a 304."""
    spent = [0]
    ends = int(time.time()) + 3_000

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        tagged = seen.headers.get("if-none-match") == '"one"'
        spent[0] += not tagged
        told = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - spent[0]),
            "X-RateLimit-Reset": str(ends),
            "ETag": '"one"',
        }
        body = {"data": [], "meta": {"page": 1, "limit": 100, "total": 0, "totalPages": 0}}
        writer.write(answer(304, b"", told) if tagged else answer(200, body, told))

    return handle


async def test_a_304_of_a_server_that_does_not(tmp_path: Path) -> None:
    async with raw_server(free_of_charge()) as server:
        context = await opened(server.url, tmp_path)
        await context.api.call_logs(QUERY)
        assert (await context.api.call_logs(QUERY)).not_modified
        # One free answer, and nothing yet that shows the counter moving at all.
        assert cost_of_unchanged(total(context.history.minutes.values())) is Cost.UNKNOWN
        await context.api.campaigns()
        assert (await context.api.call_logs(QUERY)).not_modified
        whole = total(context.history.minutes.values())
        assert (whole.unchanged, whole.measured, whole.charged) == (2, 2, 0)
        assert cost_of_unchanged(whole) is Cost.FREE
        await context.aclose()


async def test_what_overlaps_with_another_request_measures_nothing(tmp_path: Path) -> None:
    async with raw_server(free_of_charge()) as server:
        context = await opened(server.url, tmp_path)
        await context.api.call_logs(QUERY)
        await context.api.campaigns()
        before = total(context.history.minutes.values())
        await asyncio.gather(
            context.api.call_logs(QUERY),
            context.api.campaigns(priority=Priority.BACKGROUND),
            context.api.agents(),
        )
        after = total(context.history.minutes.values())
        assert after.own == before.own + 3
        assert (after.measured, after.plain) == (before.measured, before.plain)
        await context.aclose()
        assert isinstance(server, RawServer)


# ------------------------------------------------------------------ on disk


async def test_a_restart_goes_on_where_the_last_run_ended(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    sandbox = start()
    for run_number in range(1, 4):
        context = await opened(sandbox.url, tmp_path)
        await context.api.campaigns()
        await context.api.voices()
        assert spent(context.history)["you"] == run_number
        await context.aclose()
    assert on_disk(tmp_path).own == 6


async def test_a_crash_loses_the_last_batch_and_no_more(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    sandbox = start()
    context = await opened(sandbox.url, tmp_path)
    await context.api.campaigns()
    await context.history.flush()
    await context.api.campaigns()
    assert spent(context.history)["you"] == 2
    # Never closed: what a killed process leaves behind is what is on disk now.
    again = await opened(sandbox.url, tmp_path)
    assert spent(again.history)["you"] == 1
    await again.aclose()
    await context.aclose()
    # And both add to the same minutes without taking anything from each other.
    assert on_disk(tmp_path).you == 2


KILLED = """
import asyncio, sys
from pathlib import Path
from app.clock import SystemClock
from app.quota.governor import QuotaGovernor
from app.quota.history import QuotaHistory
from tests.app.quota.test_history import entry

async def main():
    clock = SystemClock()
    history = await QuotaHistory.open(Path(sys.argv[1]), "a", QuotaGovernor(clock), clock)
    for _ in range(5):
        history.record(entry(clock))
    await history.flush()
    for _ in range(3):
        history.record(entry(clock))
    print("written", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@POSIX
async def test_a_killed_process_leaves_what_it_had_written(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"written\n"
    process.kill()
    await process.wait()
    clock = SystemClock()
    governor = QuotaGovernor(clock)
    history = await QuotaHistory.open(tmp_path, "a", governor, clock)
    assert (history.problem, spent(history)["you"]) == ("", 5)
    history.record(entry(clock))
    await history.aclose()
    assert total(HistoryStore(tmp_path, "a").minutes(0, 1 << 40)).you == 6
    await governor.aclose()


async def test_another_key_has_a_history_of_its_own(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    other_key = "another-key-id:another-secret-9999"
    sandbox = start(keys=[DEMO_KEY, other_key])
    context = await opened(sandbox.url, tmp_path)
    await context.api.campaigns()
    await context.aclose()
    other = await Context.open(Profile("test", "Test", sandbox.url), Secret(other_key), tmp_path)
    assert other.history.minutes == {}
    await other.aclose()
    content = (tmp_path / "profiles" / "test" / FILE_NAME).read_bytes()
    assert b"secret" not in content


@POSIX
async def test_the_file_is_private_whatever_the_umask(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    before = os.umask(0)
    try:
        context = await opened(start().url, tmp_path)
        await context.api.campaigns()
        await context.history.flush()
        files = list((tmp_path / "profiles" / "test").glob(f"{FILE_NAME}*"))
        assert files
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        await context.aclose()
    finally:
        os.umask(before)


async def test_a_damaged_file_is_set_aside(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    folder = tmp_path / "profiles" / "test"
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_bytes(b"no database at all" * 400)
    context = await opened(start().url, tmp_path)
    await context.api.campaigns()
    await context.aclose()
    assert context.history.problem == ""
    assert on_disk(tmp_path).you == 1
    assert (folder / f"{FILE_NAME}.broken").exists()


async def test_a_newer_file_is_left_alone(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    folder = tmp_path / "profiles" / "test"
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / FILE_NAME) as database:
        database.execute("pragma user_version = 99")
    database.close()
    before = (folder / FILE_NAME).read_bytes()
    context = await opened(start().url, tmp_path)
    await context.api.campaigns()
    assert "newer" in context.history.problem
    assert spent(context.history)["you"] == 1  # it still counts for this run
    assert await context.history.read(7) == ([*context.history.minutes.values()], [])
    await context.aclose()
    assert (folder / FILE_NAME).read_bytes() == before


async def test_what_could_not_be_written_is_written_later(tmp_path: Path, start: Callable[..., SandboxServer]) -> None:
    context = await opened(start().url, tmp_path)
    await context.api.campaigns()
    path = tmp_path / "profiles" / "test" / FILE_NAME
    away = path.with_name("away")
    path.rename(away)
    await context.history.flush()
    await context.api.campaigns()
    away.rename(path)
    await context.aclose()
    assert on_disk(tmp_path).you == 2


async def test_it_is_written_by_itself_after_some_seconds_and_forgotten_after_weeks(tmp_path: Path) -> None:
    clock = HeldClock()
    governor = QuotaGovernor(clock)
    store = HistoryStore(tmp_path, "a")
    history = await QuotaHistory.open(tmp_path, "a", governor, clock)
    history.record(entry(clock))
    await clock.advance(1)
    assert store.minutes(0, 1 << 40) == []
    await clock.advance(16)
    await until(lambda: len(store.minutes(0, 1 << 40)) == 1)
    await clock.advance((KEPT_DAYS + 1) * 86_400)
    history.record(entry(clock))
    await history.flush()
    # Of the day, nothing of what is older; on disk only what is kept.
    assert len(history.minutes) == 1
    assert [minute.at for minute in store.minutes(0, 1 << 40)] == [int(clock.time() // 60)]
    await history.aclose()
    await governor.aclose()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - a thread's work on a file
            await asyncio.sleep(0.002)


def entry(clock: Clock, status: int | str = 200, **fields: Any) -> LoggedRequest:
    usual: dict[str, Any] = {"priority": Priority.INTERACTIVE, "activity": Activity.YOU, "method": "GET"}
    usual |= {"path": "/campaigns", "waited_s": 0.0, "took_ms": 20.0, "remaining_after": None}
    return LoggedRequest(**{**usual, "at": clock.time(), "status": status, **fields})


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.sampled_from(list(Activity)), st.sampled_from([200, 304, 429, 500, "not sent"])),
        st.tuples(st.just("pass"), st.sampled_from([1, 7, 20, 61, 3_600]), st.just(0)),
        st.tuples(st.sampled_from(["write", "restart", "crash"]), st.just(0), st.just(0)),
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_nothing_written_is_lost_and_nothing_counts_twice(steps: list[tuple[str, Any, Any]]) -> None:
    """Whatever happens: on disk is what was sent, less what came after the last writing before a crash."""
    clock = HeldClock()

    async def main(folder: Path) -> None:
        governor = QuotaGovernor(clock)
        history = await QuotaHistory.open(folder, "a", governor, clock)
        sent: list[tuple[str, int]] = []  # (activity, minute), all that a reader may find
        at_least: list[tuple[str, int]] = []  # and what it must
        for kind, what, status in steps:
            if kind == "send":
                history.record(entry(clock, status, activity=what))
                if status != "not sent":
                    sent.append((str(what), int(clock.time() // 60)))
            elif kind == "pass":
                await clock.advance(what)
            elif kind == "write":
                await history.flush()
                at_least = list(sent)
            elif kind == "restart":
                await history.aclose()
                at_least = list(sent)
                history = await QuotaHistory.open(folder, "a", governor, clock)
            else:
                writer = history._writer
                history._is_closed = True
                if writer is not None:
                    writer.cancel()
                    await asyncio.gather(writer, return_exceptions=True)
                for thread in threading.enumerate():  # what it had begun to write is written or is not, but not later
                    if thread.name == "quota-history":
                        await asyncio.to_thread(thread.join)
                found = found_in(HistoryStore(folder, "a"))
                assert Counter(at_least) <= Counter(found) <= Counter(sent)
                sent, at_least = list(found), list(found)
                history = await QuotaHistory.open(folder, "a", governor, clock)
        await history.aclose()
        assert found_in(HistoryStore(folder, "a")) == sorted(sent)
        await governor.aclose()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(Path(folder)))


def found_in(store: HistoryStore) -> list[tuple[str, int]]:
    minutes = store.minutes(0, 1 << 40)
    return sorted((series, one.at) for one in minutes for series in SERIES for _ in range(one.count(series)))


# ------------------------------------------------------------------ windows


async def test_windows_are_counted_by_their_resets(tmp_path: Path) -> None:
    clock = HeldClock()
    governor = QuotaGovernor(clock)
    history = await QuotaHistory.open(tmp_path, "a", governor, clock)
    for number in range(6):  # three windows of a minute, two looks at each, the reset as seconds left, rounded
        left = 60 - 30 * (number % 2)
        reading = QuotaReading(limit=60, remaining=50 - number, reset=Reset(left, is_unix=False, is_whole=True))
        history.record(entry(clock, reading=reading))
        await clock.advance(30)
    whole = total(history.minutes.values())
    assert (whole.windows, whole.most_used) == (3, 15)
    await history.aclose()
    await governor.aclose()
