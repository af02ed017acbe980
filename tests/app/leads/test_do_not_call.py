"""The do-not-call list: kept, shared as a file, and kept to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import LeadFileError
from app.leads.do_not_call import DoNotCallError, DoNotCallList, Entry, Imported, read_numbers
from app.leads.mapping import first_plan
from app.leads.session import LeadSession
from tests.app.leads.making import StillClock, counts, mobile

pytestmark = pytest.mark.anyio
ONE, TWO, THREE = (f"+91{mobile(index)}" for index in range(3))


def make(folder: Path) -> DoNotCallList:
    return DoNotCallList(folder, StillClock(1_000.0), "Mumbai")


async def test_numbers_come_and_go(tmp_path: Path) -> None:
    numbers = make(tmp_path)
    assert await numbers.entries() == []
    assert not numbers.path.exists()
    told: list[int] = []
    numbers.subscribe(lambda: told.append(numbers.version))
    assert await numbers.add(ONE, "asked on the phone")
    assert not await numbers.add(ONE, "again")  # the first reason stays
    assert await numbers.add(TWO, "")
    assert await numbers.entry(ONE) == Entry(ONE, 1_000.0, "Mumbai", "asked on the phone")
    assert await numbers.entry(THREE) is None
    assert read_numbers(numbers.path) == {ONE, TWO}
    assert await numbers.remove([ONE, THREE]) == 1
    assert [entry.number for entry in await make(tmp_path).entries()] == [TWO]
    assert told == [1, 2, 3]


async def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        numbers = make(tmp_path)
        await numbers.add(ONE, "")
        modes = {entry.stat().st_mode & 0o777 for entry in os.scandir(tmp_path)}
    finally:
        os.umask(old)
    assert modes == {0o600}


async def test_out_and_in_again(tmp_path: Path) -> None:
    numbers = make(tmp_path)
    await numbers.add(ONE, "=HYPERLINK(1)")
    await numbers.add(TWO, "wrong person")
    path = tmp_path / "list.csv"
    assert await numbers.export_file(path) == 2
    assert "'=HYPERLINK(1)" in path.read_text("utf-8-sig")  # harmless in a spreadsheet
    (tmp_path / "other").mkdir()
    other = make(tmp_path / "other")
    assert await other.import_file(path, "IN") == Imported(2, 0, 0)
    assert await other.entries() == await numbers.entries()
    assert await other.import_file(path, "IN") == Imported(0, 2, 0)


async def test_any_lead_file_can_be_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "complaints.csv"
    path.write_text(f"Name;Mobile\nAsha;{mobile(0)}\nBina;\nChitra;{mobile(0)}\nDev;12\n")
    numbers = make(tmp_path)
    assert await numbers.import_file(path, "IN") == Imported(1, 0, 2)
    (entry,) = await numbers.entries()
    assert entry == Entry(ONE, 1_000.0, "Mumbai", "Imported from complaints.csv")
    path.write_text("a,b\nx,y\n")
    with pytest.raises(LeadFileError, match=r"No column of complaints\.csv"):
        await numbers.import_file(path, "IN")


async def test_a_list_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    numbers = make(tmp_path)
    numbers.path.write_bytes(b"no database at all, only text " * 100)
    with pytest.raises(DoNotCallError, match="nothing is sent"):
        await numbers.entries()
    path = tmp_path / "leads.csv"
    path.write_text(f"phone\n{mobile(0)}\n")
    session = await LeadSession.open(path)
    try:
        with pytest.raises(LeadFileError, match="do-not-call list cannot be used"):
            await session.check(first_plan(session.summary, do_not_call=str(numbers.path)))
    finally:
        await session.aclose()


async def test_the_check_sets_their_rows_aside(tmp_path: Path) -> None:
    numbers = make(tmp_path)
    await numbers.add(ONE, "")
    await numbers.add(THREE, "")
    session = await LeadSession.open_text(f"phone\tname\n{mobile(0)}\tAsha\n{mobile(1)}\tBina\n", "pasted rows")
    try:
        result = await session.check(first_plan(session.summary, do_not_call=str(numbers.path)))
        assert (result.to_send, counts(result)["on_do_not_call_list"]) == (1, 1)
        group = next(group for group in result.groups if group.key == "on_do_not_call_list")
        assert (group.title.text, group.hint.text) == ("On the do-not-call list", "local list, 2 numbers")
        (row,) = await session.rows("on_do_not_call_list", 0, 9)
        assert row.problems[0].sentence.text == "On the do-not-call list"
        payload = await session.payload()
        assert mobile(0).encode() not in payload.content
    finally:
        await session.aclose()
