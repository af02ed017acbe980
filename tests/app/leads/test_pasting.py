"""Rows from the clipboard: read like a file, and never one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import LeadFileError
from app.leads.mapping import first_plan
from app.leads.records import LARGEST_TEXT_BYTES
from app.leads.session import LeadSession
from tests.app.leads.making import mobile

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("text", "delimiter", "header", "rows"),
    [
        (f"Mobile\tName\n{mobile(1)}\tAsha\n{mobile(2)}\tBina\n", "\t", ("Mobile", "Name"), 2),
        (f"Mobile,Name\r\n{mobile(1)},Asha\r\n", ",", ("Mobile", "Name"), 1),
        (f"{mobile(1)}\tAsha\n{mobile(2)}\tBina", "\t", ("column 1", "column 2"), 2),
        (f'Mobile\tAddress\n{mobile(1)}\t"12, MG Road\nPune"\n', "\t", ("Mobile", "Address"), 1),
        (f"{mobile(1)}\n{mobile(2)}\n", ",", ("column 1",), 2),
    ],
)
async def test_rows_of_any_shape(text: str, delimiter: str, header: tuple[str, ...], rows: int) -> None:
    session = await LeadSession.open_text(text, "pasted rows")
    try:
        summary = session.summary
        assert (summary.name, summary.kind, summary.header, summary.row_count) == (
            "pasted rows",
            "pasted",
            header,
            rows,
        )
        assert summary.delimiter == delimiter
        assert (await session.check(first_plan(summary))).to_send == rows
        payload = await session.payload()
        assert (payload.name, payload.source_name, payload.rows) == ("pasted_rows.csv", "pasted rows", rows)
    finally:
        await session.aclose()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The clipboard holds no rows"),
        (" \n\t\n", "The clipboard holds no rows"),
        ("Mobile\tName\n", "column names but no rows"),
        ("<html><body>x</body></html>", "holds a web page"),
        ('{"a": 1}', "holds a JSON file"),
        ("9" * (LARGEST_TEXT_BYTES + 1), "up to 40 MB can be pasted"),
    ],
)
async def test_what_is_no_rows_is_told(text: str, said: str) -> None:
    with pytest.raises(LeadFileError, match=said):
        await LeadSession.open_text(text, "pasted rows")


async def test_nothing_of_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    session = await LeadSession.open_text(f"phone\tname\n{mobile(1)}\tUnusualName\nx\tBad\n", "pasted rows")
    try:
        await session.check(first_plan(session.summary))
        assert os.listdir(tmp_path) == []
        held = [os.readlink(f"/proc/{session.pid}/fd/{fd}") for fd in os.listdir(f"/proc/{session.pid}/fd")]
        assert not [name for name in held if str(tmp_path) in name or "deleted" in name]
        # The rows that are set aside can still be saved: by the operator, where the operator says.
        assert await session.write_rejected(tmp_path / "rejected.csv") == 1
    finally:
        await session.aclose()


async def test_half_a_character_does_no_harm() -> None:
    session = await LeadSession.open_text(f"phone\tname\n{mobile(1)}\tA\ud83d\n", "pasted rows")
    try:
        assert (await session.check(first_plan(session.summary))).to_send == 1
    finally:
        await session.aclose()
