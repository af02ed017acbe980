"""The rejected rows: harmless in a spreadsheet, and dropped again as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LeadFileError
from app.leads.reading import read_file
from app.leads.rejected import guarded
from app.leads.table import unguarded
from tests.app.leads.making import checked, mobile, opened

NASTY = f"""phone,name,note
{mobile(1)},good,x
12,=1+1,+1
13,'=1+1,''@x
+91 12,-5,"a
b"
+9112345678,@x,y
14,x,y,=surplus,
15,"फ़ोन ""q"" r",'plain
"""


def test_the_round_trip_gives_the_same_cells(tmp_path: Path) -> None:
    file = opened(tmp_path, NASTY)
    result = checked(file)
    target = tmp_path / "rejected.csv"
    assert file.write_rejected(target) == result.set_aside == 6
    again = read_file(target)
    assert again.summary.header == ("phone", "name", "note", "", "", "failed_reason")
    assert [use.keep for use in again.summary.uses] == [True, True, True, True, False, False]
    originals = [[*file.table.rows[index], *file.table.surplus.get(index, ["", ""])] for index in range(1, 7)]
    assert [row[:5] for row in again.table.rows] == originals
    assert again.table.rows[0][5] == "2 digits, India needs 10"
    assert again.summary.phone_column == 0
    assert "saved here before" in again.summary.notes[0].text


def test_a_second_round_has_one_column_of_reasons(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    file = opened(tmp_path, NASTY)
    checked(file)
    file.write_rejected(first)
    again = opened(tmp_path, first.read_bytes(), "again.csv")
    checked(again)
    again.write_rejected(second)
    assert read_file(second).summary.header.count("failed_reason") == 1
    assert list(read_file(second).table.rows) == list(read_file(first).table.rows)


def test_no_cell_begins_like_a_formula(tmp_path: Path) -> None:
    file = opened(tmp_path, NASTY)
    checked(file)
    file.write_rejected(tmp_path / "rejected.csv")
    text = (tmp_path / "rejected.csv").read_text("utf-8-sig")
    for cell in re.findall(r'(?:^|,)"?([=+\-@][^,"\n]*)', text, re.MULTILINE):
        assert re.fullmatch(r"\+[1-9]\d{6,14}", cell.strip())
    assert "+9112345678" in text


@given(st.text(max_size=20))
def test_protection_can_always_be_taken_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in ("=", "-", "@", "\t", "\r")
    assert not guarded(cell).startswith("+") or re.fullmatch(r"\+[1-9]\d{6,14}", guarded(cell), re.ASCII)


def test_the_lead_file_itself_is_never_overwritten(tmp_path: Path) -> None:
    file = opened(tmp_path, NASTY)
    checked(file)
    with pytest.raises(LeadFileError, match="never changed"):
        file.write_rejected(tmp_path / "leads.csv")
    assert (tmp_path / "leads.csv").read_text() == NASTY


@pytest.mark.parametrize("target", ["no/such/folder/x.csv", "."])
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, target: str) -> None:
    file = opened(tmp_path, NASTY)
    checked(file)
    with pytest.raises(LeadFileError, match="could not be saved"):
        file.write_rejected(tmp_path / target)
    assert [path.name for path in tmp_path.iterdir()] == ["leads.csv"]
