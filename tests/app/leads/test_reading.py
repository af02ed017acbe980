"""Every kind of file: read as meant, or refused in one sentence; no row is ever lost."""

from __future__ import annotations

import datetime
import io
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from app.errors import LeadFileError
from app.leads.reading import read_file
from tests.app.leads.making import mobile, opened, workbook

A, B, C = mobile(1), mobile(2), mobile(3)
HINDI = f"फ़ोन,नाम\n{A},आरव\n{B},मीरा\n"
NUMBERS = [[A, "x"], [B, "y"]]

HEADER = ["phone", "name"]
LONG = "x" * 300_000

# name: (content, header, rows, encoding, delimiter)
GOOD: dict[str, tuple[bytes, list[str], list[list[str]], str, str]] = {
    "plain": (f"phone,name\n{A},x\n{B},y\n".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "crlf": (f"phone,name\r\n{A},x\r\n{B},y\r\n".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "old mac": (f"phone,name\r{A},x\r{B},y\r".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "no last line end": (f"phone,name\n{A},x\n{B},y".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "mixed line ends": (f"phone,name\r\n{A},x\n{B},y\r".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "bom": (b"\xef\xbb\xbf" + f"phone,name\n{A},x\n{B},y\n".encode(), HEADER, NUMBERS, "UTF-8 with BOM", ","),
    "hindi": (HINDI.encode(), ["फ़ोन", "नाम"], [[A, "आरव"], [B, "मीरा"]], "UTF-8", ","),
    "utf-16": (HINDI.encode("utf-16"), ["फ़ोन", "नाम"], [[A, "आरव"], [B, "मीरा"]], "UTF-16", ","),
    "utf-16 be": (b"\xfe\xff" + HINDI.encode("utf-16-be"), ["फ़ोन", "नाम"], [[A, "आरव"], [B, "मीरा"]], "UTF-16", ","),
    "utf-16 le without bom": (
        f"phone,name\n{A},x\n{B},y\n".encode("utf-16-le"), HEADER, NUMBERS, "UTF-16", ",",
    ),
    "utf-16 be without bom": (
        f"phone,name\n{A},x\n{B},y\n".encode("utf-16-be"), HEADER, NUMBERS, "UTF-16", ",",
    ),
    "windows-1252": (f"phone,name\n{A},José €\n".encode("cp1252"), HEADER, [[A, "José €"]], "Windows-1252", ","),
    "semicolons": (f"phone;name\n{A};x,1\n{B};y,2\n".encode(), HEADER, [[A, "x,1"], [B, "y,2"]], "UTF-8", ";"),
    "tabs": (f"phone\tname\n{A}\tx\n{B}\ty\n".encode(), HEADER, NUMBERS, "UTF-8", "\t"),
    "pipes": (f"phone|name\n{A}|x\n{B}|y\n".encode(), HEADER, NUMBERS, "UTF-8", "|"),
    "sep line": (f"sep=;\r\nphone;name\r\n{A};x\r\n{B};y\r\n".encode(), HEADER, NUMBERS, "UTF-8", ";"),
    "single column": (f"phone\n{A}\n{B}\n".encode(), ["phone"], [[A], [B]], "UTF-8", ","),
    "quoted": (f'"phone","name"\n"{A}","x, y"\n'.encode(), HEADER, [[A, "x, y"]], "UTF-8", ","),
    "quoted quote": (f'phone,name\n{A},"x ""y"""\n'.encode(), HEADER, [[A, 'x "y"']], "UTF-8", ","),
    "quoted line break": (
        f'phone,name,city\n{A},"1 Main Road\nPune",x\n{B},y,z\n'.encode(), ["phone", "name", "city"],
        [[A, "1 Main Road\nPune", "x"], [B, "y", "z"]], "UTF-8", ",",
    ),
    "quote inside a cell": (
        f'phone,name\n{A},5" pipe\n{B},y\n'.encode(), HEADER, [[A, '5" pipe'], [B, "y"]], "UTF-8", ",",
    ),
    "quoted word first": (
        f'phone,name\n{A},"Ann" Smith\n{B},y\n'.encode(), HEADER, [[A, "Ann Smith"], [B, "y"]], "UTF-8", ",",
    ),
    "blank lines": (f"\n\nphone,name\n\n{A},x\n\n,\n{B},y\n\n".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "nul": (f"phone,name\n{A},x\0\n{B},y\n".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "ctrl z": (f"phone,name\n{A},x\n{B},y\n\x1a".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "line separator in a cell": (f"phone,name\n{A},x\u2028y\n".encode(), HEADER, [[A, "x\u2028y"]], "UTF-8", ","),
    "spaces round the header": (f" phone , name \n{A},x\n{B},y\n".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "trailing delimiters": (f"phone,name,,\n{A},x,,\n{B},y,,\n".encode(), HEADER, NUMBERS, "UTF-8", ","),
    "no header": (f"{A},x\n{B},y\n".encode(), ["column 1", "column 2"], NUMBERS, "UTF-8", ","),
    "long field": (f"phone,name\n{A},{LONG}\n".encode(), HEADER, [[A, LONG]], "UTF-8", ","),
    "long quoted field": (f'phone,name\n{A},"{LONG}"\n'.encode(), HEADER, [[A, LONG]], "UTF-8", ","),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_text_is_read_as_meant(tmp_path: Path, name: str) -> None:
    content, header, rows, encoding, delimiter = GOOD[name]
    file = opened(tmp_path, content)
    assert file.table.header == header
    assert list(file.table.rows) == rows
    assert file.file.summary.encoding == encoding
    assert file.file.summary.delimiter == delimiter
    assert file.file.summary.row_count == len(rows)
    assert not file.table.broken_quotes


def test_what_no_western_text_holds_is_asked_about_and_not_refused(tmp_path: Path) -> None:
    summary = opened(tmp_path, b"phone,name\n9876543210,\x81\x8d\x8f\n").file.summary
    assert not summary.encoding_sure
    assert len(summary.guesses) > 1
    assert "Windows-1252" not in {guess.label for guess in summary.guesses}  # these bytes mean nothing in it


def test_a_guessed_encoding_is_said(tmp_path: Path) -> None:
    summary = opened(tmp_path, f"phone,name\n{A},José\n".encode("cp1252")).file.summary
    assert not summary.encoding_sure
    assert "Windows-1252" in summary.notes[0].text


def test_what_was_left_out_is_said(tmp_path: Path) -> None:
    summary = opened(tmp_path, f"phone,name\n{A},x\0\0\n\n\n{B},y\n").file.summary
    assert [note.text for note in summary.notes] == ["Invisible NUL characters left out: 2."]
    assert summary.blank_rows == 2


def test_rows_are_counted_as_a_person_counts_them(tmp_path: Path) -> None:
    table = opened(tmp_path, f"phone\n{A}\n\n\n{B}\n").table
    assert [table.number(index) for index in range(2)] == [1, 4]


# name: (content, rows, indices of rows that are set aside for their quote)
BROKEN_QUOTES: dict[str, tuple[str, int, set[int]]] = {
    "never closed": (f'phone,name\n{A},"x\n{B},y\n{C},z\n', 3, {0}),
    "never closed in the last row": (f'phone,name\n{A},x\n{B},"y\n', 2, {1}),
    "closed by the next quoted cell": (f'phone,name\n{A},"x\n{B},"y, z"\n{C},z\n', 3, {0}),
    "closed by an empty quoted cell": (f'phone,name,c\n{A},"x,1\n{B},"",2\n{C},z,3\n', 3, {0}),
    "two that seem to be a pair": (f'phone,name\n{A},"x\n{B},y\n{C},z"\n', 3, {0}),
    "two halves on neighbours": (f'phone,name,c\n{A},"x,1\n{B},y,2"\n{C},z,3\n', 3, {0}),
    "many": ("phone,name\n" + "".join(f'{mobile(n)},"x\n' for n in range(50)), 50, set(range(0, 50))),
    "a single column": (f'phone\n{A}\n"{B}\n{C}\n', 3, {1}),
}


@pytest.mark.parametrize("name", BROKEN_QUOTES)
def test_an_unclosed_quote_swallows_no_row(tmp_path: Path, name: str) -> None:
    content, rows, broken = BROKEN_QUOTES[name]
    table = opened(tmp_path, content).table
    assert len(table.rows) == rows
    assert table.broken_quotes >= broken
    assert len(table.broken_quotes) <= len(broken) + 1  # the other half of a pair cannot be told from a broken one
    assert "quotation mark" in table.notes[0].text


def test_ragged_rows_keep_their_number_and_are_noted(tmp_path: Path) -> None:
    table = opened(tmp_path, f"phone,name,city\n{A},x\n{B},x,y,z,\n{C},x,y,,\n").table
    assert list(table.rows) == [[A, "x", ""], [B, "x", "y"], [C, "x", "y"]]
    assert table.cell_counts == {0: 2, 1: 5}
    assert table.surplus == {1: ["z", ""]}


def test_a_workbook_gives_what_a_person_typed(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["mobile", "name", "amount", "due", "vip", "share"],
        [9876543210.0, "Aarav", 250000, datetime.date(2026, 6, 9), True, 0.5],
        ["+91 98765 43211", "मीरा", 1.25, datetime.datetime(2026, 6, 9, 14, 30), False, ""],
    ]
    file = opened(tmp_path, workbook({"Leads": rows}), "leads.xlsx")
    assert list(file.table.rows) == [
        ["9876543210", "Aarav", "250000", "2026-06-09", "TRUE", "0.5"],
        ["+91 98765 43211", "मीरा", "1.25", "2026-06-09 14:30:00", "FALSE", ""],
    ]
    assert file.file.summary.kind == "xlsx"
    assert file.file.summary.phone_column == 0


def test_the_first_visible_sheet_with_anything_is_read_unless_one_is_named(tmp_path: Path) -> None:
    sheets = {"Empty": [], "Hidden": [["phone"], [C]], "June": [["phone"], [A]], "July": [["phone"], [B]]}
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(sheets, hidden=["Hidden"]))
    first = read_file(path)
    assert first.summary.sheets == ("Empty", "June", "July")
    assert (first.summary.sheet, list(first.table.rows)) == ("June", [[A]])
    assert list(read_file(path, sheet="July").table.rows) == [[B]]
    with pytest.raises(LeadFileError, match="no sheet called May"):
        read_file(path, sheet="May")


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    assert opened(tmp_path, workbook({"A": [["phone"], [A]]}), "leads.csv").file.summary.kind == "xlsx"
    assert opened(tmp_path, f"phone\n{A}\n", "leads.xls").file.summary.kind == "csv"


def png() -> bytes:
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + bytes(range(256)) * 4


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def encrypted() -> bytes:
    """The container of a workbook with a password: its directory names the encrypted stream."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(512)


BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("leads.csv", b"", "leads.csv is empty."),
    "only blanks": ("leads.csv", b"\xef\xbb\xbf \r\n\n", "leads.csv is empty."),
    "only delimiters": ("leads.csv", b",,,\n,,,\n", "leads.csv is empty."),
    "only nuls": ("leads.csv", bytes(5000), "not a text or Excel file but binary data"),
    "header only": ("leads.csv", b"phone,name\n", "leads.csv has column names but no rows."),
    "header and blank rows": ("leads.csv", b"phone,name\n,\n\n", "leads.csv has column names but no rows."),
    "picture": ("leads.csv", png(), "leads.csv is a picture, not a lead file."),
    "jpeg": ("leads.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 9, "is a picture"),
    "pdf": ("leads.csv", b"%PDF-1.7\n" + bytes(range(256)) * 9, "is a PDF document"),
    "pdf by name": ("leads.pdf", b"%PDF-1.7\n", "leads.pdf is not a lead file. Drop a CSV, XLSX or XLS file."),
    "program": ("leads.csv", b"\x7fELF\x02\x01\x01" + bytes(2000), "binary data"),
    "archive": ("leads.csv", archive({"a.txt": b"x"}), "is an archive"),
    "word": ("leads.xlsx", archive({"[Content_Types].xml": b"", "word/document.xml": b""}), "another kind of Office"),
    "web page": ("leads.xls", b"<html><table><tr><td>phone</td></tr></table></html>", "is a web page"),
    "json": ("leads.csv", b'[{"phone": "9876543210"}]', "is a JSON file"),
    "half utf-16": ("leads.csv", "phone\n98765".encode("utf-16") + b"\x00", "cannot be read in any usual encoding"),
    "encrypted": ("leads.xlsx", encrypted(), "is protected by a password"),
    "cut workbook": ("leads.xlsx", workbook({"A": [["phone"], [A]]})[:2000], "is damaged"),
    "garbled workbook": ("leads.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 9, "is damaged"),
    "binary workbook": ("leads.xlsx", bytes(range(256)) * 9, "is damaged"),
    "empty workbook": ("leads.xlsx", workbook({"A": []}), "no sheet with cells"),
    "workbook header only": ("leads.xlsx", workbook({"A": [["phone", "name"]]}), "column names but no rows"),
    "2000 columns": ("leads.csv", b"c," * 1999 + b"c\n" + b"x," * 1999 + b"x\n", "has 2000 columns"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_none_gets_one_sentence(tmp_path: Path, case: str) -> None:
    name, content, sentence = BAD[case]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(LeadFileError) as caught:
        read_file(path)
    message = caught.value.user_message
    assert sentence in message
    assert name in message
    assert message.endswith(".")
    assert "{" not in message


def test_a_folder_a_pipe_and_a_file_that_has_gone(tmp_path: Path) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    with pytest.raises(LeadFileError, match="is a folder"):
        read_file(folder)
    with pytest.raises(LeadFileError, match="not there any more"):
        read_file(tmp_path / "gone.csv")
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(LeadFileError, match="not an ordinary file"):
        read_file(pipe)


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("phone\n")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # the superuser may read everything
    try:
        with pytest.raises(LeadFileError, match="no permission"):
            read_file(path)
    finally:
        os.seteuid(user)


def test_a_file_too_big_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    with path.open("wb") as file:
        file.truncate(250_000_000)  # takes no room on the disk
    with pytest.raises(LeadFileError, match="has 250 MB; a lead file may have up to 200 MB"):
        read_file(path)


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    compressor = zlib.compressobj(9)
    body = b"".join(compressor.compress(bytes(1_000_000)) for _ in range(100)) + compressor.flush()
    assert len(body) < 200_000
    path = tmp_path / "leads.xlsx"
    path.write_bytes(archive({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(100_000_000)}))
    with pytest.raises(LeadFileError, match="unpacks to 100 MB"):
        read_file(path)


def test_the_file_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(GOOD["blank lines"][0])
    path.chmod(0o400)
    before = path.stat()
    read_file(path)
    assert path.read_bytes() == GOOD["blank lines"][0]
    assert path.stat().st_mtime_ns == before.st_mtime_ns
