"""Files as they come from people, spreadsheets and broken programs: a different one for every seed.

Owns: their content, and what is known about it beforehand. Leaves to others: what has to be true of them
(`test_fuzz_files.py`).
"""

from __future__ import annotations

import csv
import io
import random
from typing import NamedTuple

from tests.app.leads.making import mobile, workbook

_NAMES = [
    "phone",
    "Phone Number",
    "mobile",
    "",
    "name",
    "Name",
    "city",
    "मोबाइल",
    "नाम",
    "amount",
    "phone",
    "failed_reason",
]
_CELLS = [
    "", " ", "Aarav", "José", "मीरा", "x,y", "a;b", 'say "hi"', "'quoted'", "=1+1", "-5", "@x", "a\tb", "line\nbreak",
    "cr\r\nlf", "\u2028", "\u00a0", "\ufeff", "9" * 40, "x" * 2_000, "NULL", "0", "1e5", "{}", "<b>", "%s {name}",
    "\x1a",
]  # fmt: skip
_PHONES = [
    "", " ", "n/a", "9.87654E+09", "9876543210.0", "9.876543210E+09", "+1 (212) 555-0123", "12125550123", "98", "+",
    "++91", "call 9800000001", "9800000001/9800000002", "०९८०००००००१", "\u202a+91 98000 00003\u202c", "+999 123",
    "9" * 300,
]  # fmt: skip


class Messy(NamedTuple):
    """A file.

    Attributes:
        rows: How many rows it holds, where it is whole and tells so beyond doubt; else None.
    """

    name: str
    content: bytes
    rows: int | None


def messy_file(seed: int) -> Messy:
    """The file of this seed."""
    source = random.Random(seed)
    kind = source.random()
    if kind < 0.06:
        return _binary(source)
    if kind < 0.16:
        return _workbook(source)
    if kind < 0.5:
        return _csv(source)
    return _text(source)


def _phone(source: random.Random) -> str:
    pick = source.random()
    if pick < 0.55:
        return mobile(source.randrange(30))
    if pick < 0.7:
        return f"+91 {mobile(source.randrange(30))}"
    return source.choice(_PHONES)


def _csv(source: random.Random) -> Messy:
    """Written as RFC 4180 has it: whole."""
    width = source.randrange(1, 6)
    header = ["phone", *(source.choice(["name", "city", "note", "नाम"]) + str(place) for place in range(1, width))]
    rows = [[_phone(source), *(source.choice(_CELLS) for _ in range(1, width))] for _ in range(source.randrange(1, 12))]
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=source.choice(",;\t|"), lineterminator=source.choice(["\n", "\r\n"]), quoting=csv.QUOTE_ALL
    )
    writer.writerow(header)
    writer.writerows(rows)
    encoding = source.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
    # Cells with line breaks may be taken for rows, and UTF-16 without its mark is known by likelihood only.
    broken = any(c in cell for row in rows for cell in row for c in "\r\n\x1a")
    plain = not broken and width > 1 and encoding != "utf-16-le"
    filled = sum(any(cell.replace("\0", "") for cell in row) for row in rows)
    return Messy("leads.csv", out.getvalue().encode(encoding, "replace"), filled if plain and filled else None)


def _text(source: random.Random) -> Messy:
    """Put together without any rule."""
    delimiter, end = source.choice([",", ";", "\t", "|", ", "]), source.choice(["\n", "\r\n", "\r", "\n\n", "\n\r"])
    lines = []
    if source.random() < 0.2:
        lines.append(source.choice(["sep=;", "", " ", "Exported on 2026-06-09", '"']))
    width = source.randrange(1, 7)
    lines.append(delimiter.join(source.choice(_NAMES) for _ in range(width)))
    for _ in range(source.randrange(0, 14)):
        cells = [
            _phone(source),
            *(source.choice(_CELLS) for _ in range(max(0, width - 1 + source.choice([0, 0, 0, -1, 1, 3])))),
        ]
        line = delimiter.join(f'"{cell}"' if source.random() < 0.1 else cell for cell in cells)
        if source.random() < 0.08:
            at = source.randrange(len(line) + 1)
            line = line[:at] + source.choice(['"', '""', "\0", "\\", "'", "\x0b", "\x85", "\r"]) + line[at:]
        lines.append(line)
    text = end.join(lines) + source.choice(["", end, "\x1a", end * 3, '"'])
    encoding = source.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "utf-16-be", "shift_jis", "cp1251"])
    content = text.encode(encoding, "replace")
    if source.random() < 0.1:
        content = content[: source.randrange(len(content) + 1)]
    if source.random() < 0.1 and content:
        at = source.randrange(len(content))
        content = content[:at] + bytes(source.randrange(256) for _ in range(source.randrange(1, 9))) + content[at:]
    return Messy(source.choice(["leads.csv", "leads.txt", "leads.tsv", "leads.xls", "leads"]), content, None)


def _workbook(source: random.Random) -> Messy:
    rows: list[list[object]] = [["phone", "name", source.choice(["city", "", "name"])]]
    for _ in range(source.randrange(0, 8)):
        phone: object = source.choice([_phone(source), float(mobile(source.randrange(30))), 9.87654e9, None, True])
        cells: list[object] = [phone, source.choice(_CELLS), source.choice(["x", 1.5, 3.0, None, "=1+1", 45_000])]
        rows.append(cells[: source.choice([3, 3, 3, 1, 2])])
    content = workbook({"Leads": rows})
    if source.random() < 0.3:
        content = content[: source.randrange(len(content))]
    if source.random() < 0.3 and content:
        changed = bytearray(content)
        for _ in range(source.randrange(1, 6)):
            changed[source.randrange(len(changed))] = source.randrange(256)
        content = bytes(changed)
    return Messy(source.choice(["leads.xlsx", "leads.xls", "leads.csv"]), content, None)


def _binary(source: random.Random) -> Messy:
    start = source.choice(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n"]
    )
    body = bytes(source.randrange(256) for _ in range(source.randrange(0, 200)))
    return Messy(source.choice(["leads.csv", "leads.xlsx", "leads.xls"]), start + body, None)
