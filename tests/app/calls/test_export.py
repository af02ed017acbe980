"""Calls as files: whole, safe, and importable again."""

from __future__ import annotations

import asyncio
import csv
import json
import threading
import time
import tracemalloc
from pathlib import Path

import msgspec
import pytest
from python_calamine import CalamineWorkbook

from app.api.fields import read_instant
from app.calls import export
from app.calls.export import Columns, ExportError, Kind, export_calls
from app.calls.mirror import CallMirror
from app.calls.wanted import CallFilter, CallOrder, SortBy
from app.leads.mapping import find_phone_column
from app.leads.reading import read_file
from tests.app.calls.mirrors import call, opened

pytestmark = pytest.mark.anyio
HOSTILE = '=HYPERLINK("http://evil.example","click")'


async def filled(mirror: CallMirror, count: int = 40) -> None:
    rows = [call(number, summary=f"Number {number}", analysis={"day": number}) for number in range(count)]
    rows[3] = msgspec.structs.replace(rows[3], summary=HOSTILE, analysis={"day": "@SUM(1)", "more": [1, {"a": "b"}]})
    await mirror.store_rows(rows)
    await mirror.store_details(msgspec.structs.replace(rows[3], transcript="Agent: नमस्ते\nUser: call +919876512345"))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def leftovers(folder: Path) -> list[Path]:
    return list(folder.glob(".*"))


async def test_csv_is_whole_and_safe(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    columns = Columns(analysis=("day", "more"), transcripts=True, campaign_names={"cmp_0": "+Loans", "cmp_1": "EMI"})
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror)
        done: list[int] = []
        assert await export_calls(mirror, path, Kind.CSV, columns=columns, progress=done.append) == 40
    assert done[-1] == 40
    rows = read_csv(path)
    assert [row["call_log_id"] for row in rows] == [f"log_{number}" for number in range(39, -1, -1)]
    row = rows[-4]
    assert row["phone_number"] == "+919876500003"
    assert row["summary"] == "'" + HOSTILE
    assert row["analysis_day"] == "'@SUM(1)"
    assert row["analysis_more"] == '[1,{"a":"b"}]'
    assert row["campaign"] == "'+Loans"
    assert row["transcript"] == "Agent: नमस्ते\nUser: call +919876512345"
    assert leftovers(tmp_path) == []


async def test_the_file_can_be_imported_as_leads(tmp_path: Path) -> None:
    path = tmp_path / "again.csv"
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror)
        wanted = CallFilter(statuses=("no_answer",))
        assert await export_calls(mirror, path, Kind.CSV, wanted=wanted, each_number_once=True) == 10
    table = read_file(path).table
    column = find_phone_column(list(table.header), table.rows)
    assert column == 0
    assert {row[0] for row in table.rows} == {f"+9198765{number:05}" for number in range(2, 40, 4)}
    assert len(table.rows) == 10


async def test_a_number_once(tmp_path: Path) -> None:
    path = tmp_path / "once.jsonl"
    async with opened(tmp_path / "data") as mirror:
        await mirror.store_rows([call(number, to_number=f"+91987650000{number % 4}") for number in range(20)])
        assert await export_calls(mirror, path, Kind.JSON_LINES, each_number_once=True) == 4
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["call_log_id"] for row in rows] == ["log_19", "log_18", "log_17", "log_16"]


async def test_workbook_holds_texts_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror)
        order = CallOrder(SortBy.NUMBER, descending=False)
        assert await export_calls(mirror, path, Kind.XLSX, order=order, columns=Columns(transcripts=True)) == 40
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "phone_number"
    assert [row[0] for row in rows[1:]] == [f"+9198765{number:05}" for number in range(40)]
    named = dict(zip(rows[0], rows[4], strict=True))
    assert named["summary"] == HOSTILE
    assert named["duration_seconds"] == 8
    assert named["transcript"].startswith("Agent: नमस्ते")


async def test_masking_hides_numbers_everywhere(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror)
        for kind in Kind:
            path = tmp_path / f"out.{kind}"
            await export_calls(mirror, path, kind, columns=Columns(transcripts=True), masked=True)
            if kind is not Kind.XLSX:
                content = path.read_text("utf-8")
                assert "987650" not in content
                assert "9876512345" not in content
                assert "log_3" in content


async def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("what was there")
    loop = asyncio.get_running_loop()
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror, 3_000)
        task: asyncio.Task[int]

        def progress(done: int) -> None:
            loop.call_soon_threadsafe(task.cancel)

        task = asyncio.ensure_future(export_calls(mirror, path, Kind.CSV, progress=progress))
        with pytest.raises(asyncio.CancelledError):
            await task
        # The thread is free again, and has tidied up before that.
        assert await mirror.read(lambda database: 1, lane="export") == 1
    assert path.read_text() == "what was there"
    assert leftovers(tmp_path) == []


async def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror)
        with pytest.raises(ExportError):
            await export_calls(mirror, tmp_path / "missing" / "out.csv", Kind.CSV)


async def test_a_workbook_has_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_MOST_SHEET_ROWS", 10)
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror)
        with pytest.raises(ExportError, match="workbook"):
            await export_calls(mirror, tmp_path / "out.xlsx", Kind.XLSX)
        assert not (tmp_path / "out.xlsx").exists()


async def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as mirror:
        peaks = []
        for count in (2_000, 8_000):
            await mirror.store_rows([call(number, summary="x" * 500) for number in range(count)])
            tracemalloc.start()
            await export_calls(mirror, tmp_path / "out.csv", Kind.CSV)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5 + 200_000


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, kind: Kind) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror, 1_000)
        (tmp_path / "out").mkdir()
        path = tmp_path / "out" / f"calls.{kind}"

        def progress(done: int) -> None:
            # From here on no file may grow: a workbook is put together after its last row.
            resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, limits[1]))

        try:
            with pytest.raises(ExportError):
                await export_calls(mirror, path, kind, progress=progress)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert list(path.parent.iterdir()) == []


async def test_a_cancelled_workbook_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out" / "calls.xlsx"
    path.parent.mkdir()
    loop = asyncio.get_running_loop()
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror, 2_000)
        task: asyncio.Task[int]

        def progress(done: int) -> None:
            loop.call_soon_threadsafe(task.cancel)

        task = asyncio.ensure_future(export_calls(mirror, path, Kind.XLSX, progress=progress))
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await mirror.read(lambda database: 1, lane="export") == 1
    assert list(path.parent.iterdir()) == []


async def test_a_workbook_cancelled_while_it_is_packed_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out" / "calls.xlsx"
    path.parent.mkdir()
    path.write_text("what was there")
    loop = asyncio.get_running_loop()
    async with opened(tmp_path / "data") as mirror:
        await filled(mirror, 2_000)
        task: asyncio.Task[int]
        is_cancelled = threading.Event()

        def cancel() -> None:
            task.cancel()
            loop.call_soon(is_cancelled.set)

        def progress(done: int) -> None:
            if done == 2_000:  # after the last row
                loop.call_soon_threadsafe(cancel)
                is_cancelled.wait(10)

        task = asyncio.ensure_future(export_calls(mirror, path, Kind.XLSX, progress=progress))
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await mirror.read(lambda database: 1, lane="export") == 1
    assert path.read_text() == "what was there"
    assert list(path.parent.iterdir()) == [path]


async def test_the_first_and_the_last_day_that_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = [read_instant("0001-01-01T00:00:00Z"), read_instant("9999-12-31T23:59:59Z")]
    async with opened(tmp_path / "data") as mirror:
        await mirror.store_rows([call(number, created_at=at) for number, at in enumerate(ends)])
        for zone in ("Asia/Kolkata", "America/New_York"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            try:
                for kind in Kind:
                    assert await export_calls(mirror, tmp_path / f"out.{kind}", kind) == 2
            finally:
                monkeypatch.undo()
                time.tzset()


async def test_masking_hides_numbers_that_an_agent_noted_as_numbers(tmp_path: Path) -> None:
    noted = {"call_back": 919876543210, "also": 9876543210.0, "amount": 25000}
    async with opened(tmp_path / "data") as mirror:
        await mirror.store_rows([call(1, analysis=noted)])
        for kind in (Kind.CSV, Kind.JSON_LINES):
            path = tmp_path / f"out.{kind}"
            await export_calls(mirror, path, kind, columns=Columns(analysis=tuple(noted)), masked=True)
            content = path.read_text("utf-8")
            assert "98765432" not in content
            assert "25000" in content
