"""Spreadsheets made by hand for the upload tests: XLSX through the export library, XLS byte by byte."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import xlsxwriter

Rows = Sequence[Sequence[str | float]]
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xlsx(rows: Rows) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return target.getvalue()


def xls(rows: Rows) -> bytes:
    """A BIFF8 workbook with one sheet, in the compound file that Excel 97 keeps it in."""
    return _compound_file(_workbook_stream(rows))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _workbook_stream(rows: Rows) -> bytes:
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    sheet_begin = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)
    name = b"Leads"
    end = _record(0x000A, b"")

    def globals_part(offset: int) -> bytes:
        bound = struct.pack("<IHBB", offset, 0, len(name), 0) + name
        return _record(0x0809, begin) + _record(0x0085, bound) + end

    widest = max(len(row) for row in rows)
    sheet = _record(0x0809, sheet_begin) + _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0))
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            head = struct.pack("<HHH", place, column, 0)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                sheet += _record(0x0204, head + struct.pack("<HB", len(cell), 1) + text)
            else:
                sheet += _record(0x0203, head + struct.pack("<d", cell))
    return globals_part(len(globals_part(0))) + sheet + end


def _compound_file(stream: bytes) -> bytes:
    stream = stream.ljust(4096, b"\0")  # shorter ones would live in the file's second, smaller sector table
    stream += b"\0" * (-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, sectors + 2), _END]
    table += [_FREE] * (128 - len(table))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b""),
        *(0, 1, 1, 0, 4096, _END, 0, _END, 0, 0),
    ) + struct.pack("<108I", *[_FREE] * 108)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0" if name else b""
        head = struct.pack("<64sHBBIII", text, len(text), kind, 1, _FREE, _FREE, child)
        return head + b"\0" * 36 + struct.pack("<IQ", start, size)

    root = entry("Root Entry", 5, 1, _END, 0)
    book = entry("Workbook", 2, _FREE, 2, len(stream))
    return header + struct.pack("<128I", *table) + root + book + entry("", 0, _FREE, 0, 0) * 2 + stream
