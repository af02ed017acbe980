"""The rows that are sent, as CSV, in parts that the server takes.

Owns: the form of an upload (UTF-8, RFC 4180, `phone_number` first, the header in every part) and where parts begin.
Leaves to others: which rows (`checking.py`), sending.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from app.leads.checking import Verdict
from app.leads.mapping import PHONE_NUMBER
from app.leads.table import Table

_CHUNK_ROWS: Final = 5_000


class Part(NamedTuple):
    """Places in the view of rows to send, and the size with a header."""

    start: int
    stop: int
    size: int


class UploadRows:
    """The rows to send of one check."""

    def __init__(self, table: Table, verdict: Verdict) -> None:
        self._table = table
        self._verdict = verdict
        self.rows: Sequence[int] = verdict.view("to_send")

    def header(self) -> bytes:
        """The first line of every part."""
        verdict = self._verdict
        return _written([[PHONE_NUMBER, *(verdict.plan.uses[column].name for column in verdict.kept)]])

    def find_parts(self, limit: int) -> Generator[float, None, list[Part]]:
        """Find out where the parts begin and end: as few as there can be with rows in order.

        Gives the share that is done after every step, so that others can be served between them. A part of one row
        may be larger than `limit`.
        """
        header = len(self.header())
        parts: list[Part] = []
        start = stop = 0
        size = header
        for first in range(0, len(self.rows), _CHUNK_ROWS):
            stop = min(first + _CHUNK_ROWS, len(self.rows))
            for begin, length in self._sizes(first, stop, limit - header):
                if size + length > limit and begin > start:
                    parts.append(Part(start, begin, size))
                    start, size = begin, header
                size += length
            yield stop / len(self.rows)
        if self.rows:
            parts.append(Part(start, stop, size))
        return parts

    def content(self, start: int = 0, stop: int | None = None) -> bytes:
        """The header and these rows."""
        stop = len(self.rows) if stop is None else stop
        chunks = (self._write(first, min(first + _CHUNK_ROWS, stop)) for first in range(start, stop, _CHUNK_ROWS))
        return self.header() + b"".join(chunks)

    def numbers(self, start: int = 0, stop: int | None = None) -> list[str]:
        """The numbers of these rows."""
        e164 = self._verdict.e164
        return [number for index in self.rows[start:stop] if (number := e164[index])]

    def _sizes(self, first: int, last: int, limit: int) -> Iterator[tuple[int, int]]:
        """(start, bytes) of runs of rows, small ones beside `limit`."""
        size = len(self._write(first, last))
        if size <= limit // 16 or last - first <= 1 or (last - first <= 16 and size <= limit):
            yield first, size
            return
        middle = (first + last) // 2
        yield from self._sizes(first, middle, limit)
        yield from self._sizes(middle, last, limit)

    def _write(self, start: int, stop: int) -> bytes:
        table, verdict = self._table, self._verdict
        chosen = self.rows[start:stop]
        rows, columns = table.rows, verdict.kept
        numbers = self.numbers(start, stop)
        if not columns:
            return "".join(f"{number}\r\n" for number in numbers).encode()
        if table.may_need_quotes or len(columns) == 1:
            return _written(
                [number, *(rows[index][column] for column in columns)]
                for number, index in zip(numbers, chosen, strict=True)
            )
        if columns == tuple(range(1, len(table.header))) and (endings := rows.endings(chosen)):
            lines = list(map(str.__add__, numbers, endings))
        else:
            cells, join = itemgetter(*columns), ",".join
            lines = [f"{number},{join(cells(rows[index]))}" for number, index in zip(numbers, chosen, strict=True)]
        lines.append("")
        return "\r\n".join(lines).encode("utf-8", "replace")


def _written(rows: Iterator[list[str]] | list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
