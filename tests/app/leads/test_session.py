"""The process that holds a file: it answers, it can be cancelled, killed and closed, and none is ever left behind."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from app.errors import LeadFileError
from app.leads.mapping import first_plan
from app.leads.session import LeadSession, SpareReader
from tests.app.leads.making import mobile, workbook
from tests.app.leads.test_reading import archive

Test = Callable[[Path], Coroutine[Any, Any, None]]


def on_a_loop(test: Test) -> Callable[[Path], None]:
    """Run a test on a loop of its own; it may not leave a process behind."""

    def inner(tmp_path: Path) -> None:
        before = children()
        asyncio.run(asyncio.wait_for(test(tmp_path), 30))
        assert children() <= before

    return inner


def children() -> set[int]:
    """The processes that this one has started and that have not been waited for."""
    found = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", str(os.getpid())], capture_output=True, text=True)
    return {int(line.split()[0]) for line in found.stdout.splitlines() if not line.endswith(" ps")}


def write(folder: Path, rows: int = 3, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_text("phone,name\n" + "".join(f"{mobile(index)},n{index}\n" for index in range(rows)))
    return path


async def fails(call: Awaitable[Any]) -> str:
    with pytest.raises(LeadFileError) as caught:
        await call
    return caught.value.user_message


@on_a_loop
async def test_a_file_is_opened_checked_looked_at_and_closed(tmp_path: Path) -> None:
    shares: list[float] = []
    path = write(tmp_path, 150_000)
    session = await LeadSession.open(path, on_progress=shares.append)
    assert session.summary.row_count == 150_000
    assert shares
    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] <= 1
    result = await session.check(first_plan(session.summary), on_progress=shares.append)
    assert (result.rows, result.to_send) == (150_000, 150_000)
    page = await session.rows("to_send", 149_990, 100)
    assert [row.number for row in page] == list(range(149_991, 150_001))
    payload = await session.payload()
    assert payload.rows == 150_000
    assert payload.content.count(b"\r\n") == 150_001
    await session.edit(0, 0, "half a \ud83d character")
    assert await session.drop("set_aside") == 1
    assert (await session.check(first_plan(session.summary))).set_aside == 1
    assert await session.write_rejected(tmp_path / "rejected.csv") == 1
    pid = session.pid
    started = time.monotonic()
    await session.aclose()
    assert time.monotonic() - started < 1
    assert pid is not None
    assert session.pid is None
    assert "was closed" in await fails(session.rows("all", 0, 1))
    await session.aclose()


@on_a_loop
async def test_rows_are_served_while_the_size_is_found_out(tmp_path: Path) -> None:
    session = await LeadSession.open(write(tmp_path, 150_000))
    assert (await session.check(first_plan(session.summary))).parts == 0
    measuring = [asyncio.ensure_future(session.measure()) for _ in range(3)]
    measuring[1].cancel()
    served = 0
    while not measuring[0].done():
        assert len(await session.rows("all", served * 100, 100)) == 100
        served += 1
    assert served > 3
    result = await measuring[2]
    assert (result.parts, result.payload_bytes) == (1, len((await session.payload()).content))
    await session.aclose()


@on_a_loop
async def test_a_spare_reader_takes_the_next_file(tmp_path: Path) -> None:
    spare = SpareReader()
    assert spare.pid is None
    spare.prepare()
    await spare.ready()
    waiting = spare.pid
    assert waiting is not None
    spare.prepare()
    assert spare.pid == waiting  # one is enough
    session = await LeadSession.open(write(tmp_path), spare=spare)
    assert session.pid == waiting
    assert spare.pid is None
    pasted = await LeadSession.open_text(f"phone\n{mobile(1)}\n", "pasted", spare=spare)
    assert pasted.pid != waiting
    await session.aclose()
    await pasted.aclose()


@on_a_loop
async def test_a_spare_reader_that_was_killed_or_dropped_is_replaced(tmp_path: Path) -> None:
    spare = SpareReader()
    spare.prepare()
    await spare.ready()
    assert spare.pid is not None
    os.kill(spare.pid, signal.SIGKILL)
    while spare.pid is not None:  # noqa: ASYNC110 (its end sets no event)
        await asyncio.sleep(0)
    session = await LeadSession.open(write(tmp_path), spare=spare)
    await session.aclose()
    spare.prepare()
    spare.drop()
    spare.drop()
    await nobody_left()


@on_a_loop
async def test_several_files_at_once(tmp_path: Path) -> None:
    paths = [write(tmp_path, rows, f"{rows}.csv") for rows in (1, 2, 3)]
    sessions = await asyncio.gather(*(LeadSession.open(path) for path in paths))
    assert [session.summary.row_count for session in sessions] == [1, 2, 3]
    assert len({session.pid for session in sessions}) == 3
    await asyncio.gather(*(session.aclose() for session in sessions))


@on_a_loop
async def test_a_bad_file_leaves_no_process(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(b"")
    assert await fails(LeadSession.open(path)) == (
        "leads.csv is empty. Drop a file with column names and at least one row."
    )
    assert "not there any more" in await fails(LeadSession.open(tmp_path / "gone.csv"))
    await nobody_left()


async def nobody_left() -> None:
    deadline = time.monotonic() + 5
    while children():
        assert time.monotonic() < deadline
        await asyncio.sleep(0)


@on_a_loop
async def test_a_killed_reader_becomes_a_sentence(tmp_path: Path) -> None:
    session = await LeadSession.open(write(tmp_path))
    assert session.pid is not None
    os.kill(session.pid, signal.SIGSTOP)
    waiting = asyncio.ensure_future(session.rows("all", 0, 1))
    await asyncio.sleep(0)
    os.kill(session.pid, signal.SIGKILL)
    assert "made the reader stop" in await fails(waiting)
    assert "was closed" in await fails(session.rows("all", 0, 1))
    await session.aclose()


@on_a_loop
async def test_a_reader_that_hangs_is_closed_within_a_second(tmp_path: Path) -> None:
    session = await LeadSession.open(write(tmp_path))
    assert session.pid is not None
    os.kill(session.pid, signal.SIGSTOP)
    waiting = asyncio.ensure_future(session.rows("all", 0, 1))
    await asyncio.sleep(0)
    started = time.monotonic()
    await session.aclose()
    assert time.monotonic() - started < 1
    assert "was closed" in await fails(waiting)


@on_a_loop
async def test_opening_can_be_cancelled_at_any_moment(tmp_path: Path) -> None:
    path = write(tmp_path, 600_000)
    for delay in (0.0, 0.001, 0.02, 0.05, 0.1):
        opening = asyncio.ensure_future(LeadSession.open(path))
        await asyncio.sleep(delay)
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening
    await nobody_left()


@on_a_loop
async def test_a_cancelled_check_is_given_up_and_the_file_stays(tmp_path: Path) -> None:
    path = write(tmp_path, 200_000)
    session = await LeadSession.open(path)
    plan = first_plan(session.summary)
    begun = asyncio.Event()
    checks = [asyncio.ensure_future(session.check(plan, on_progress=lambda share: begun.set())) for _ in range(20)]
    await begun.wait()
    started = time.monotonic()
    for check in checks:
        check.cancel()
    await asyncio.wait(checks)
    assert all(check.cancelled() for check in checks)
    assert len(await session.rows("all", 0, 5)) == 5
    once = time.monotonic() - started
    started = time.monotonic()
    await session.check(plan)
    assert once < 10 * max(time.monotonic() - started, 0.1)  # not twenty checks long
    await session.aclose()


@on_a_loop
async def test_a_workbook_made_to_fill_the_memory_becomes_a_sentence(tmp_path: Path) -> None:
    """One cell in the last corner: a reader that makes room for all cells between needs gigabytes."""
    source = workbook({"A": [["phone"], [mobile(1)]]})
    entries = {}
    with zipfile.ZipFile(io.BytesIO(source)) as book:
        for name in book.namelist():
            entries[name] = book.read(name)
    sheet = entries["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    entries["xl/worksheets/sheet1.xml"] = sheet
    path = tmp_path / "leads.xlsx"
    path.write_bytes(archive(entries))
    message = await fails(LeadSession.open(path))
    assert "made the reader stop" in message or "needs more memory" in message
    await nobody_left()


@on_a_loop
async def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    body = bytes(200_000_000)
    content = bytearray(archive({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": body}))
    size = len(body).to_bytes(4, "little")
    assert content.count(size) == 2
    path = tmp_path / "leads.xlsx"
    path.write_bytes(bytes(content).replace(size, (1000).to_bytes(4, "little")))
    assert "is damaged" in await fails(LeadSession.open(path))
    await nobody_left()


@on_a_loop
async def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/leads \xff.csv"))
    write(tmp_path, 1).rename(path)
    session = await LeadSession.open(path)
    assert session.summary.name == "leads ?.csv"
    await session.check(first_plan(session.summary))
    assert (await session.payload()).name == "leads.csv"
    await session.aclose()


PARENT = """
import asyncio, pathlib, sys
from app.leads.session import LeadSession, SpareReader

async def main():
    session = await LeadSession.open(pathlib.Path(sys.argv[1]))
    print(session.pid, flush=True)
    if sys.argv[2] == "wait":
        await asyncio.sleep(60)

asyncio.run(main())
"""


def gone(pid: int) -> bool:
    """Whether a process (not a child of this one) has ended."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.parametrize("end", ["kill", "return"])
def test_the_reader_ends_with_its_parent(tmp_path: Path, end: str) -> None:
    path = write(tmp_path, 50_000)
    arguments = [sys.executable, "-c", PARENT, str(path), "wait" if end == "kill" else "return"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        if end == "kill":
            assert not gone(pid)
            parent.kill()
        parent.wait(10)
    deadline = time.monotonic() + 3
    while not gone(pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_reader_ignores_ctrl_c(tmp_path: Path) -> None:
    async def main() -> None:
        session = await LeadSession.open(write(tmp_path))
        assert session.pid is not None
        os.kill(session.pid, signal.SIGINT)
        assert len(await session.rows("all", 0, 9)) == 3
        await session.aclose()

    asyncio.run(main())


def test_the_window_side_loads_nothing_heavy() -> None:
    heavy = ("phonenumbers", "python_calamine", "sqlite3", "httpx", "PySide6")
    code = f"import sys, app.leads.session, app.leads.mapping; print([m for m in {heavy} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
