"""Files as they should not be, each with the verdict that it has to get: rows to send, rows set aside and why.

How their cells are read is looked at in `test_reading.py`; here it is what becomes of the people in them.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from app.errors import LeadFileError
from tests.app.leads.making import checked, counts, mobile, opened, workbook

A, B, C, D = (mobile(n) for n in range(1, 5))


class Nasty(NamedTuple):
    """Expected: rows to send, rows set aside, the groups that matter (those of added country codes left out)."""

    content: bytes
    to_send: int
    set_aside: int
    groups: dict[str, int]
    name: str = "leads.csv"
    note: str = ""


def text(
    content: str, to_send: int, set_aside: int = 0, encoding: str = "utf-8", note: str = "", **groups: int
) -> Nasty:
    return Nasty(content.encode(encoding), to_send, set_aside, groups, note=note)


def excel(rows: list[list[object]], to_send: int, set_aside: int = 0, note: str = "", **groups: int) -> Nasty:
    return Nasty(workbook({"Leads": rows}), to_send, set_aside, groups, "leads.xlsx", note)


def hidden_rows(rows: list[list[object]], hidden: int) -> bytes:
    """A workbook in which a filter hides some rows."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Leads")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    sheet.set_row(hidden, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


NASTY: dict[str, Nasty] = {
    # Encodings
    "utf-8 with bom": text(f"\ufeffphone,name\n{A},x\n", 1),
    "utf-16 from Excel's Unicode text": text(f"phone\tname\r\n{A}\tआरव\r\n{B}\tमीरा\r\n", 2, encoding="utf-16"),
    "utf-16 without a bom": text(f"phone,name\n{A},x\n{B},y\n", 2, encoding="utf-16-le"),
    "utf-32": text(f"phone,name\n{A},x\n", 1, encoding="utf-32"),
    "windows-1252": text(f"phone,name\n{A},José €\n", 1, encoding="cp1252", note="which is a guess"),
    "bytes of no western text": Nasty(
        f"phone,name\n{A},".encode() + b"\x81\x8d\n", 1, 0, {}, note="which is a guess"
    ),
    "utf-8 cut in the middle of a character": Nasty(
        f"phone,name\n{A},x\n{B},आ".encode()[:-1], 2, 0, {}, note="a guess",
    ),
    "digits of another script": text("फ़ोन,नाम\n९८००००००१०,आरव\n", 1),
    # Delimiters
    "semicolons with decimal commas": text(f"phone;amount\n{A};1,5\n{B};2,5\n", 2),
    "tabs between quoted cells": text(f'"phone"\t"name"\n"{A}"\t"x"\n"{B}"\t"y"\n', 2),
    "a declared delimiter": text(f'sep=|\nphone|name\n{A}|"x|y"\n', 1),
    "delimiters only in the header": text(f"phone,name\n{A}\n{B}\n", 2, ragged_row=2, **{"empty_variable:1": 2}),
    "a column of numbers alone": text(f"{A}\n{B}\n{B}\n", 2, 1, note="kept as a lead", duplicate_in_file=1),
    # Quotes and line ends
    "line breaks in quotes": text(f'phone,name,x\n{A},"1 Road\r\nPune",1\r\n{B},"a\n\nb",2\r\n', 2),
    "a quote that is never closed": text(
        f'phone,name\n{A},"x\n{B},y\n{C},z\n', 2, 1, broken_quote=1, note="never closed",
    ),
    "a quote that is never closed in the header": text(f'phone,"name\n{A},x\n{B},y\n', 2),
    "two unclosed quotes that look like a pair": text(
        f'phone,name,c\n{A},"x,1\n{B},y,2"\n{C},z,3\n', 2, 1, broken_quote=1, note="never closed"
    ),
    "quotes inside of cells": text(f'phone,name\n{A},5" pipe\n{B},"Ann" Smith\n', 2),
    "every line end there is": text(f"phone,name\r\n{A},x\n{B},y\r{C},z\r\n", 3),
    "nothing but returns": text(f"phone,name\r{A},x\r{B},y\r", 2),
    # Shape
    "ragged rows": text(f"phone,name,city\n{A},x\n{B},x,y,z,q\n", 2, ragged_row=2, **{"empty_variable:2": 1}),
    "blank rows everywhere": text(f"\n\nphone,name\n\n{A},x\n,\n\n{B},y\n\n\n", 2),
    "rows of blanks": text(f"phone,name\n , \n{A},x\n", 1, 1, missing=1),
    "duplicate headers": text(f"phone,name,name,name\n{A},x,y,z\n", 1),
    "blank headers over data": text(f"phone,,\n{A},x,\n{B},,y\n", 2, **{"empty_variable:1": 1, "empty_variable:2": 1}),
    "trailing delimiters": text(f"phone,name,,\n{A},x,,\n{B},y,,\n", 2),
    "a phone column at the end": text(f"name,city,contact no.\nx,Pune,{A}\ny,Delhi,{B}\n", 2),
    "two phone columns": text(f"alternate phone,phone\n{A},{B}\n{C},{D}\n", 2),
    "a name column called contact": text(f"contact,mob\nAarav,{A}\n", 1),
    # Characters
    "nul": text(f"phone,name\n{A},x\0\0\n{B},y\n", 2, note="NUL characters left out: 2"),
    "the end mark of old programs": text(f"phone,name\n{A},x\n\x1a", 1),
    "a field of a megabyte": text(f"phone,name\n{A},{'x' * 1_000_000}\n", 1),
    "a quoted field of a megabyte": text(f'phone,name\n{A},"{"x" * 1_000_000}"\n', 1),
    "a number in bidi marks": text(f"phone,name\n\u202a+91 {A}\u202c,x\n", 1),
    "formulas": text(f"phone,name\n{A},=HYPERLINK(1)\n'+91{B},@x\n", 2),
    # Numbers
    "damaged by a spreadsheet": text(
        f"phone,name\n9.87654E+09,x\n{A}.0,y\n9.800000009E+09,z\n", 2, 1, damaged_by_excel=1,
    ),
    "spellings of one number": text(
        f"phone\n{A}\n+91 {A}\n0{A}\n91{A}\n0091{A}\n(+91) {A[:5]}-{A[5:]}\n", 1, 5, duplicate_in_file=5,
    ),
    "nothing that can be called": text("phone,name\n,a\nn/a,b\n12345,c\n+999 123,d\n", 0, 4, missing=1, impossible=3),
    "several numbers in a cell": text(f"phone,name\n{A} / {B},x\n", 0, 1, impossible=1),
    # Excel
    "numbers as floating point": excel([["phone", "n"], [float(A), 1.0], [9.8765e9, 2.5]], 2),
    "numbers as text beside floating point": excel(
        [["phone"], [float(A)], [A], [f"+91 {A}"]], 1, 2, duplicate_in_file=2,
    ),
    "dates and truths": excel([["phone", "due", "vip"], [A, datetime.date(2026, 6, 9), True]], 1),
    "a blank sheet with a title above": excel([[None, None], ["phone", "name"], [A, "x"], [None, None], [B, "y"]], 2),
    "text that was lost to floating point": excel(
        [["phone"], [9.87e15], [1e22]], 0, 2, impossible=1, damaged_by_excel=1,
    ),
    "hidden rows": Nasty(
        hidden_rows([["phone", "name"], [A, "x"], [B, "y"], [C, "z"]], 2), 3, 0, {}, "leads.xlsx",
        "Hidden rows are read too: 1",
    ),
    "several sheets, the first one empty": Nasty(
        workbook({"Read me": [], "June": [["phone"], [A]], "July": [["phone"], [B], [C]]}), 1, 0, {}, "leads.xlsx"
    ),
    "a workbook called csv": Nasty(workbook({"A": [["phone"], [A]]}), 1, 0, {}, "leads.csv"),
    "a text called xlsx": Nasty(f"phone\n{A}\n".encode(), 1, 0, {}, "leads.xlsx"),
}  # fmt: skip


@pytest.mark.parametrize("case", NASTY)
def test_each_gets_its_verdict(tmp_path: Path, case: str) -> None:
    nasty = NASTY[case]
    file = opened(tmp_path, nasty.content, nasty.name)
    result = checked(file)
    groups = {key: count for key, count in counts(result).items() if key != "country_added"}
    assert (result.to_send, result.set_aside, groups) == (nasty.to_send, nasty.set_aside, nasty.groups)
    assert result.rows == result.to_send + result.set_aside
    assert nasty.note in " ".join(note.text for note in file.file.summary.notes)


def bomb(declared: bool) -> bytes:
    """A workbook of a megabyte that unpacks to 900."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"<x/>")
        for number in range(9):
            file.writestr(f"xl/worksheets/sheet{number}.xml", bytes(100_000_000 if declared else 1))
    return out.getvalue()


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "0 bytes": ("leads.csv", b"", "is empty"),
    "a bom alone": ("leads.csv", b"\xef\xbb\xbf", "is empty"),
    "blanks alone": ("leads.csv", b" \r\n\t\n", "is empty"),
    "header alone": ("leads.csv", b"phone,name\r\n", "has column names but no rows"),
    "header and blank rows": ("leads.csv", b"phone,name\n,\n\n,\n", "has column names but no rows"),
    "an empty workbook": ("leads.xlsx", workbook({"A": []}), "no sheet with cells"),
    "half a workbook": ("leads.xlsx", workbook({"A": [["phone"], [A]]})[:-400], "is damaged"),
    "zeros": ("leads.csv", bytes(100_000), "binary data"),
    "a web page called xls": ("leads.xls", b"<html><body><table><tr><td>phone", "is a web page"),
    "json": ("leads.csv", b'{"leads": [{"phone": "9800000001"}]}', "is a JSON file"),
    "no encoding": ("leads.csv", b"\xff\xfep\x00h\x00\n", "cannot be read in any usual encoding"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_each_is_refused_in_one_sentence(tmp_path: Path, case: str) -> None:
    name, content, sentence = REFUSED[case]
    with pytest.raises(LeadFileError) as caught:
        opened(tmp_path, content, name)
    assert sentence in caught.value.user_message


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    with pytest.raises(LeadFileError, match="unpacks to 900 MB"):
        opened(tmp_path, bomb(declared=True), "leads.xlsx")


def test_there_are_enough_of_them() -> None:
    assert len(NASTY) + len(REFUSED) > 50
