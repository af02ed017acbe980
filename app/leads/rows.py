"""The rows of a lead file in memory.

Owns: two ways of holding them behind one face. Leaves to others: what the cells mean.

A plain file (no quotes, as many delimiters in every line) is kept as its lines, which take a fifth of the memory of
lists of cells and are there in a tenth of the time; a line is only split when its cells are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Final, Protocol

# Every blank that can stand inside of a line, but for the plain one.
_ODD_BLANKS: Final = tuple(chr(code) for code in range(0x3001) if chr(code).isspace() and chr(code) not in " \n\r")


class Rows(Protocol):
    """All rows have the same number of cells."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> list[str]:
        """The cells of one row; changing the list changes nothing."""
        ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def column(self, column: int) -> list[str]:
        """The cells of one column."""
        ...

    def cells(self, column: int, chosen: Iterable[int]) -> list[str]:
        """The cells of one column in these rows."""
        ...

    def put(self, column: int, chosen: Iterable[int], cells: Iterable[str]) -> None:
        """Write other cells into one column of these rows."""
        ...

    def maybe_with_empty_cells(self) -> Collection[int]:
        """Every row that has an empty or blank cell, and perhaps others."""
        ...

    def endings(self, chosen: Iterable[int]) -> list[str] | None:
        """Of each of these rows everything behind its first cell, as it would stand in a CSV file with commas.

        None where that is not at hand.
        """
        ...


class CellRows:
    """Rows as lists of cells."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> list[str]:
        return self._rows[index]

    def __iter__(self) -> Iterator[list[str]]:
        return iter(self._rows)

    def column(self, column: int) -> list[str]:
        """See `Rows.column`."""
        return [row[column] for row in self._rows]

    def cells(self, column: int, chosen: Iterable[int]) -> list[str]:
        """See `Rows.cells`."""
        rows = self._rows
        return [rows[index][column] for index in chosen]

    def put(self, column: int, chosen: Iterable[int], cells: Iterable[str]) -> None:
        """See `Rows.put`."""
        rows = self._rows
        for index, cell in zip(chosen, cells, strict=True):
            rows[index] = [*rows[index][:column], cell, *rows[index][column + 1 :]]

    def maybe_with_empty_cells(self) -> Collection[int]:
        """See `Rows.maybe_with_empty_cells`."""
        return [index for index, row in enumerate(self._rows) if not all(map(str.strip, row))]

    def endings(self, chosen: Iterable[int]) -> list[str] | None:
        """See `Rows.endings`."""
        return None


class LineRows:
    """Rows as lines without quotes.

    Args:
        lines: Without line ends, each with `columns - 1` delimiters.
        delimiter: One character.
        has_odd_blanks: Whether a cell can hold blanks other than the plain one (`has_odd_blanks`).
    """

    def __init__(self, lines: list[str], delimiter: str, *, has_odd_blanks: bool) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._has_odd_blanks = has_odd_blanks
        self._changed: dict[int, dict[int, str]] = {}  # column -> row -> cell

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, index: int) -> list[str]:
        row = self._lines[index].split(self._delimiter)
        for column, cells in self._changed.items():
            if index in cells:
                row[column] = cells[index]
        return row

    def __iter__(self) -> Iterator[list[str]]:
        return (self[index] for index in range(len(self._lines)))

    def column(self, column: int) -> list[str]:
        """See `Rows.column`."""
        if column == 0:
            parts: Iterable[Sequence[str]] = map(str.partition, self._lines, repeat(self._delimiter))
        else:
            parts = map(str.split, self._lines, repeat(self._delimiter), repeat(column + 1))
        cells = list(map(itemgetter(column), parts))
        for index, cell in self._changed.get(column, {}).items():
            cells[index] = cell
        return cells

    def cells(self, column: int, chosen: Iterable[int]) -> list[str]:
        """See `Rows.cells`."""
        lines, delimiter, splits = self._lines, self._delimiter, column + 1
        changed = self._changed.get(column)
        if not changed:
            return [lines[index].split(delimiter, splits)[column] for index in chosen]
        return [
            changed[index] if index in changed else lines[index].split(delimiter, splits)[column] for index in chosen
        ]

    def put(self, column: int, chosen: Iterable[int], cells: Iterable[str]) -> None:
        """See `Rows.put`."""
        self._changed.setdefault(column, {}).update(zip(chosen, cells, strict=True))

    def maybe_with_empty_cells(self) -> Collection[int]:
        """See `Rows.maybe_with_empty_cells`."""
        if self._has_odd_blanks:
            return [index for index, row in enumerate(self) if not all(map(str.strip, row))]
        # An empty cell lies between two delimiters or at an end of its line; a blank one ends in a blank.
        delimiter = self._delimiter
        empty, blank = delimiter * 2, " " + delimiter
        ends = (delimiter, " ")
        found = [
            index
            for index, line in enumerate(self._lines)
            if empty in line or blank in line or line[0] == delimiter or line[-1] in ends
        ]
        return {*found, *(index for cells in self._changed.values() for index in cells)} if self._changed else found

    def endings(self, chosen: Iterable[int]) -> list[str] | None:
        """See `Rows.endings`."""
        if self._delimiter != "," or self._changed:
            return None
        lines = self._lines
        return [(line := lines[index])[line.find(",") :] for index in chosen]


def has_odd_blanks(text: str, delimiter: str) -> bool:
    """Whether `text` holds blanks other than the plain one, line ends and its delimiter."""
    ascii_only = text.isascii()
    return any(blank in text for blank in _ODD_BLANKS if blank != delimiter and (blank.isascii() or not ascii_only))
