"""Lead files: read for real.

Owns: CSV, XLSX and XLS to rows, the rules of the file (API page "campaign-leads/upload"), the check of each number, and
the answer to failing rows. Works on bytes alone and touches no state, so that it can run beside the event loop.
Leaves to others: receiving the file and storing the leads (`routes_leads.py`).

What the documentation leaves open is decided here: CSV is UTF-8 (a byte order mark is fine) with commas; of a workbook
the first sheet is read; empty lines are nothing; a row without a number counts as skipped. If any row fails, nothing is
stored, and the 400 carries, beside the envelope,

    "errors": [{"failed_parsing_reason": "Invalid phone number", "count": 2,
                "rows": [{"position": 3, "phone_number": "12"}, ...]}, ...]

with `position` the row's place in the file, the header being row 1. The names are those of the dashboard's report.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.sandbox import numbers
from app.sandbox.errors import Refused
from app.sandbox.records import CallerNumber

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_VARIABLES: Final = 15
DUPLICATE: Final = "Duplicate phone number"


@dataclass
class Recipients:
    """What a file holds: `(E.164, variables)` in file order, and the rows without a number."""

    leads: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    skipped: int = 0


def read(data: bytes, file_name: str, caller: CallerNumber, known: set[str], duplicates: str) -> Recipients:
    """Read and check a whole file.

    Args:
        data: The file.
        file_name: Its name; the ending decides the format.
        caller: The campaign's caller number.
        known: Numbers the campaign has.
        duplicates: See `Options.duplicates`; repeats within the file count as well.

    Raises:
        Refused: 400 for a file or rows that break the rules.
    """
    rows = _rows(data, file_name)
    header = [cell.strip() for cell in next(iter(rows), [])]
    _check_header(header)
    column = header.index("phone_number")
    found = Recipients()
    errors: dict[str, list[dict[str, Any]]] = {}
    seen = set(known)
    for position, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        text = row[column].strip() if column < len(row) else ""
        if not text:
            found.skipped += 1
            continue
        try:
            number = numbers.read(text, caller)
            if duplicates != "accept" and number in seen:
                if duplicates == "skip":
                    found.skipped += 1
                    continue
                raise numbers.BadNumber(DUPLICATE)
        except numbers.BadNumber as problem:
            errors.setdefault(str(problem), []).append({"position": position, "phone_number": text[:40]})
            continue
        seen.add(number)
        values = {name: row[place] for place, name in enumerate(header) if place != column and place < len(row)}
        found.leads.append((number, values))
    if errors:
        raise _failing_rows(errors)
    return found


def _check_header(header: list[str]) -> None:
    if "phone_number" not in header:
        raise Refused(400, "File must contain a phone_number column")
    others = len(header) - 1
    if others > MAX_VARIABLES:
        raise Refused(
            400, f"A file may have at most {MAX_VARIABLES} columns besides phone_number, this one has {others}"
        )


def _failing_rows(errors: dict[str, list[dict[str, Any]]]) -> Refused:
    grouped = [{"failed_parsing_reason": reason, "count": len(rows), "rows": rows} for reason, rows in errors.items()]
    count = sum(len(rows) for rows in errors.values())
    word = "row" if count == 1 else "rows"
    return Refused(400, f"{count} {word} failed validation, no lead was created", {"errors": grouped})


def _rows(data: bytes, file_name: str) -> Sequence[list[str]]:
    ending = file_name.rpartition(".")[2].lower()
    if ending not in ("csv", "xlsx", "xls"):
        raise Refused(400, "File must be CSV, XLSX or XLS")
    if not data:
        raise Refused(400, "File is empty")
    return _csv_rows(data) if ending == "csv" else _sheet_rows(data)


def _csv_rows(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        if "\0" in text:
            raise ValueError
        return list(csv.reader(io.StringIO(text, newline="")))
    except (ValueError, csv.Error):
        raise Refused(400, "File could not be read as CSV") from None


def _sheet_rows(data: bytes) -> list[list[str]]:
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception:  # its errors for a broken file share no useful base
        raise Refused(400, "File could not be read as a workbook") from None
    return [_cells(row) for row in sheet]


def _cells(row: Iterable[Any]) -> list[str]:
    return [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in row]
