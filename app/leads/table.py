"""What reading a lead file gives: a header and rows of equal width, with everything odd about them on record.

Owns: the shape of the rows in memory. Leaves to others: where they come from and what they mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from app.leads import sentences
from app.leads.records import Sentence
from app.leads.rows import CellRows, LineRows, Rows

# The last column of a file of rejected rows written here (`app/leads/rejected.py`).
REASONS_COLUMN: Final = "failed_reason"
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
_LOOKS_LIKE_NUMBER: Final = re.compile(r"\s*'?\+?[\d\s().-]{8,20}")


@dataclass
class Table:
    """Rows of a lead file.

    Attributes:
        rows: Every row has exactly `len(header)` cells.
        positions: The number of each row below the header as a person counts, or None for 1, 2, 3...
        cell_counts: Row index -> cells it had, where that was not the header's count.
        surplus: Row index -> the cells beyond the header.
        broken_quotes: Indices of rows whose columns cannot be told apart.
        may_need_quotes: False when no cell can hold a comma, a quotation mark or a line break.
    """

    header: list[str]
    rows: Rows
    has_header: bool = True
    positions: list[int] | None = None
    blank_rows: int = 0
    cell_counts: dict[int, int] = field(default_factory=dict)
    surplus: dict[int, list[str]] = field(default_factory=dict)
    broken_quotes: set[int] = field(default_factory=set)
    may_need_quotes: bool = True
    notes: list[Sentence] = field(default_factory=list)

    def number(self, index: int) -> int:
        """The row's number as a person counts it below the header."""
        return self.positions[index] if self.positions is not None else index + 1


def table_of_lines(lines: list[str], delimiter: str, notes: list[Sentence], *, has_odd_blanks: bool) -> Table | None:
    """A table of plain lines (`text_files.even_lines`), which it takes over; None where cells have to be looked at."""
    header, has_header = _header(lines[0].split(delimiter), notes)
    if header[-1] in ("", REASONS_COLUMN):
        return None
    if has_header:
        del lines[0]
    return Table(header, LineRows(lines, delimiter, has_odd_blanks=has_odd_blanks), has_header, notes=notes)


def _header(first: list[str], notes: list[Sentence]) -> tuple[list[str], bool]:
    """(column names, whether they stand in the file)."""
    header = [name.strip() for name in first]
    if not any(_looks_like_number(name) for name in header):
        return header, True
    notes.append(Sentence(sentences.NOTE_NO_HEADER))
    return [f"column {index}" for index in range(1, len(header) + 1)], False


def build_table(records: list[list[str]], broken: set[int], notes: list[Sentence]) -> Table | None:
    """A table of `records`, the first that holds anything being the header; None when all are blank.

    `broken` holds indices into `records`. Takes `records` over: it is changed in place.
    """
    start = next((index for index, record in enumerate(records) if any(record)), None)
    if start is None:
        return None
    header, has_header = _header(records[start], notes)
    if has_header:
        start += 1
    del records[:start]
    broken = {index - start for index in broken if index >= start}
    while header and not header[-1] and len(header) > 1 and not _used(records, len(header) - 1):
        header.pop()
    table = Table(header, CellRows(records), has_header, notes=notes)
    _leave_blank_rows_out(table, records, broken)
    _make_even(table, records)
    if header[-1] == REASONS_COLUMN:
        _undo_guards(table, records)
    if table.broken_quotes:
        notes.append(Sentence(sentences.NOTE_BROKEN_QUOTES, {"count": len(table.broken_quotes)}))
    return table


def _looks_like_number(cell: str) -> bool:
    return _LOOKS_LIKE_NUMBER.fullmatch(cell) is not None and sum(map(str.isdecimal, cell)) >= 8


def _used(records: list[list[str]], column: int) -> bool:
    return any(len(record) > column and record[column].strip() for record in records)


def _leave_blank_rows_out(table: Table, rows: list[list[str]], broken: set[int]) -> None:
    filled = list(map(any, rows))
    if False not in filled:
        table.broken_quotes = broken
        return
    table.positions = [index + 1 for index, any_cell in enumerate(filled) if any_cell]
    table.blank_rows = len(rows) - len(table.positions)
    places = {position - 1: index for index, position in enumerate(table.positions)}
    table.broken_quotes = {places[index] for index in broken if index in places}
    rows[:] = [rows[position - 1] for position in table.positions]


def _make_even(table: Table, rows: list[list[str]]) -> None:
    """Give every row the header's width; what was missing or over is kept on record."""
    width = len(table.header)
    if set(map(len, rows)) <= {width}:
        return
    for index, row in enumerate(rows):
        if len(row) == width:
            continue
        if len(row) < width:
            table.cell_counts[index] = len(row)
            rows[index] = [*row, *[""] * (width - len(row))]
        else:
            extra = row[width:]
            rows[index] = row[:width]
            if any(cell.strip() for cell in extra):
                table.cell_counts[index] = len(row)
                table.surplus[index] = extra


def unguarded(cell: str) -> str:
    """`cell` without the apostrophe that `guarded` (`rejected.py`) has put in front, if it has."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _undo_guards(table: Table, rows: list[list[str]]) -> None:
    """Take back the protection against formulas that `guarded` has put on."""
    for row in rows:
        for column, cell in enumerate(row):
            if cell.startswith("'"):
                row[column] = unguarded(cell)
    table.notes.append(Sentence(sentences.NOTE_ROUND_TRIP))
