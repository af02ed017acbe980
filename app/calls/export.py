"""The matching calls as a file: CSV, a workbook, or JSON lines.

Owns: columns, writing row by row in constant memory, progress, cancelling, what makes a file safe to open and fit to be
imported as leads. Leaves to others: which calls (`view.py`), where to (a dialog).

A file is written beside its place and moved there when it is whole. All of it shows one moment of the mirror, whatever
the sync does meanwhile. Cells that a spreadsheet would run as a formula get an apostrophe; numbers stay in E.164, in
the first column, under the name that the lead import knows.
"""

from __future__ import annotations

import asyncio
import contextlib
import csv
import enum
import io
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Final, NamedTuple, Protocol

import msgspec

from app.calls import mirror_sql
from app.calls.mirror import CallMirror
from app.calls.mirror_reading import CallRow, rows_of
from app.calls.view import listing
from app.calls.wanted import EVERYTHING, NEWEST_FIRST, CallFilter, CallOrder
from app.errors import AppError
from app.leads.rejected import guarded
from app.log import mask_numbers
from app.models import CallLog
from app.store.database import Connection

_AT_ONCE: Final = 500
_MOST_CELL: Final = 32_767  # of a workbook
_MOST_SHEET_ROWS: Final = 1_048_575
_PHONE_COLUMN: Final = "phone_number"


class Kind(enum.StrEnum):
    """The kinds of file; the values are their endings."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON_LINES = "jsonl"


class Columns(NamedTuple):
    """What is written beside what the list shows.

    Attributes:
        analysis: The agents' own fields, each a column `analysis_...`.
        transcripts: Where they were fetched.
        campaign_names: Names to write beside the ids, by id.
        agent_names: The same for agents.
    """

    analysis: tuple[str, ...] = ()
    transcripts: bool = False
    campaign_names: Mapping[str, str] = MappingProxyType({})
    agent_names: Mapping[str, str] = MappingProxyType({})


ROWS_ONLY: Final = Columns()


class ExportError(AppError):
    """The file could not be written."""

    template = "{name} could not be written ({reason})."


class ExportCancelledError(AppError):
    """Somebody has stopped it; there is no file."""

    template = "The export was stopped. Nothing was written."


class _Writer(Protocol):
    def row(self, values: dict[str, Any]) -> None:
        """Write one call."""
        ...


async def export_calls(
    mirror: CallMirror,
    path: Path,
    kind: Kind,
    *,
    wanted: CallFilter = EVERYTHING,
    order: CallOrder = NEWEST_FIRST,
    columns: Columns = ROWS_ONLY,
    masked: bool = False,
    each_number_once: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write the matching calls; returns how many rows there are. To cancel it, cancel the task.

    Args:
        mirror: Whose calls.
        path: Where to.
        kind: Which kind of file.
        wanted: Which calls.
        order: In which order.
        columns: What is written beside what the list shows.
        masked: Phone numbers show their last two digits only, those in texts too.
        each_number_once: One row a number called, the first in the order: for a list of people to call again.
        progress: Called in the exporting thread with the rows written so far.

    Raises:
        ExportError: It cannot be written there, or has more rows than a workbook takes.
        MirrorError: The mirror cannot be read.
    """
    stopped = threading.Event()

    def work(database: Connection) -> int:
        return _write(database, path, kind, wanted, order, columns, masked, each_number_once, progress, stopped.is_set)

    try:
        return await mirror.read(work, lane="export")
    except asyncio.CancelledError:
        stopped.set()
        raise


def _write(
    database: Connection,
    path: Path,
    kind: Kind,
    wanted: CallFilter,
    order: CallOrder,
    columns: Columns,
    masked: bool,
    each_number_once: bool,
    progress: Callable[[int], None],
    is_stopped: Callable[[], bool],
) -> int:
    place: tempfile.TemporaryDirectory[str] | None = None
    try:
        # A folder: a workbook has further files while it is written.
        place = tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=path.parent, ignore_cleanup_errors=True)
        handle, temporary = tempfile.mkstemp(dir=place.name)
        os.close(handle)
        done = 0
        with _opened(kind, Path(temporary), _names(columns), is_stopped) as writer:
            for row, transcript in _calls(database, wanted, order, columns.transcripts, each_number_once):
                if is_stopped():
                    raise ExportCancelledError
                if kind is Kind.XLSX and done == _MOST_SHEET_ROWS:
                    raise ExportError(
                        "{name} would have more rows than a workbook takes (1,048,575). Choose CSV, or fewer calls.",
                        name=path.name,
                    )
                writer.row(_values(row.record, transcript, columns, masked))
                done += 1
                if done % _AT_ONCE == 0:
                    progress(done)
        if is_stopped():  # a workbook takes its time to be closed
            raise ExportCancelledError
        os.replace(temporary, path)
        progress(done)
        return done
    except OSError as error:
        raise ExportError(name=path.name, reason=error.strerror or type(error).__name__) from None
    finally:
        if place is not None:
            place.cleanup()


def _calls(
    database: Connection, wanted: CallFilter, order: CallOrder, transcripts: bool, each_number_once: bool
) -> Iterator[tuple[CallRow, str | None]]:
    sql, values = listing(mirror_sql.conditions(database, wanted), order)
    cursor = database.execute(sql, values)
    met: set[int] = set()
    while some := [key for (key,) in cursor.fetchmany(_AT_ONCE)]:
        rows = rows_of(database, some)
        said: dict[int, str | None] = {}
        if transcripts:
            marks = ", ".join("?" * len(some))
            said = dict(database.execute(f"select key, transcript from text where key in ({marks})", some))
        for key in some:
            row = rows[key]
            if each_number_once:
                number = hash(row.record.to_number)
                if number in met:
                    continue
                met.add(number)
            yield row, said.get(key)


def _names(columns: Columns) -> list[str]:
    names = [
        _PHONE_COLUMN, "time", "status", "end_reason", "sentiment", "duration_seconds", "campaign", "campaign_id",
        "agent", "agent_id", "from_number", "summary",
    ]  # fmt: skip
    names += [f"analysis_{name}" for name in columns.analysis]
    if columns.transcripts:
        names.append("transcript")
    return [*names, "call_log_id", "call_id"]


def _values(record: CallLog, transcript: str | None, columns: Columns, masked: bool) -> dict[str, Any]:
    at = record.created_at
    values: dict[str, Any] = {
        _PHONE_COLUMN: record.to_number,
        "time": None if at is None else _local(at),
        "status": record.status,
        "end_reason": record.end_reason,
        "sentiment": record.sentiment,
        "duration_seconds": record.duration_s,
        "campaign": columns.campaign_names.get(record.campaign_id or "", ""),
        "campaign_id": record.campaign_id or "",
        "agent": columns.agent_names.get(record.agent_id or "", ""),
        "agent_id": record.agent_id or "",
        "from_number": record.from_number,
        "summary": record.summary,
    }
    for name in columns.analysis:
        values[f"analysis_{name}"] = record.analysis.get(name)
    if columns.transcripts:
        values["transcript"] = transcript or ""
    values["call_log_id"] = record.id
    values["call_id"] = record.call_id or ""
    if masked:
        return {name: _masked(value) if name not in _NEVER_MASKED else value for name, value in values.items()}
    return values


_NEVER_MASKED: Final = frozenset({"time", "duration_seconds", "call_log_id", "call_id", "campaign_id", "agent_id"})


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask_numbers(value)
    if isinstance(value, (list, dict)):
        return mask_numbers(_text(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # An agent may have noted a number to call back as a number.
        text = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
        return masked if (masked := mask_numbers(text)) != text else value
    return value


def _local(at: datetime) -> datetime:
    try:
        return at.astimezone()
    except (OverflowError, OSError):  # the first or the last day that there is
        return at


def _text(value: Any) -> str:
    """A value as a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() else repr(value)
    if isinstance(value, int):
        return str(value)
    return msgspec.json.encode(value).decode()


def _opened(
    kind: Kind, path: Path, names: list[str], is_stopped: Callable[[], bool]
) -> AbstractContextManager[_Writer]:
    if kind is Kind.CSV:
        return _Csv(path, names)
    return _Workbook(path, names, is_stopped) if kind is Kind.XLSX else _JsonLines(path)


class _Csv:
    def __init__(self, path: Path, names: list[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="", errors="replace")
        self._names = names
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow(map(guarded, names))

    def __enter__(self) -> _Csv:
        return self

    def row(self, values: dict[str, Any]) -> None:
        self._writer.writerow([guarded(_text(values[name])) for name in self._names])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()


class _JsonLines:
    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._encoder = msgspec.json.Encoder()

    def __enter__(self) -> _JsonLines:
        return self

    def row(self, values: dict[str, Any]) -> None:
        self._file.write(self._encoder.encode(values) + b"\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()


class _StoppableFile(io.FileIO):
    """Notices while a large workbook is packed, which takes a while, that nobody wants it any more.

    What is broken off is ended properly by `zipfile` when it is thrown away, be this closed or not: into nothing.
    """

    def __init__(self, path: Path, is_stopped: Callable[[], bool]) -> None:
        super().__init__(path, "w+")
        self._is_stopped = is_stopped
        self._has_told = False
        self._place = 0

    def write(self, data: Any, /) -> int:
        if not (self.closed or self._is_stopped()):
            return super().write(data)
        if not (self.closed or self._has_told):
            self._has_told = True
            raise ExportCancelledError
        return len(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._place = offset if self.closed else super().seek(offset, whence)
        return self._place

    def tell(self) -> int:
        return self._place if self.closed else super().tell()

    def flush(self) -> None:
        if not self.closed:
            super().flush()


class _Workbook:
    """Rows leave memory as they are written; every text is a text, whatever it begins with."""

    def __init__(self, path: Path, names: list[str], is_stopped: Callable[[], bool]) -> None:
        import xlsxwriter

        self._names = names
        self._file = _StoppableFile(path, is_stopped)
        self._book = xlsxwriter.Workbook(
            self._file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": str(path.parent),
            },
        )
        self._sheet = self._book.add_worksheet("Calls")
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._sheet.freeze_panes(1, 0)
        self._next = 0
        for column, name in enumerate(names):
            self._sheet.write_string(0, column, name)

    def __enter__(self) -> _Workbook:
        return self

    def row(self, values: dict[str, Any]) -> None:
        self._next += 1
        for column, name in enumerate(self._names):
            value = values[name]
            if isinstance(value, datetime):
                self._sheet.write_datetime(self._next, column, value.replace(tzinfo=None), self._date)
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                self._sheet.write_number(self._next, column, value)
            elif text := _text(value):
                self._sheet.write_string(self._next, column, text[:_MOST_CELL])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._file:
            self._finish(is_wanted=kind is None)

    def _finish(self, *, is_wanted: bool) -> None:
        if not is_wanted:
            # Nobody wants it: it is not put together first, which takes a while and room.
            self._book.fileclosed = True
            if self._sheet.row_data_fh is not None:
                with contextlib.suppress(OSError):
                    self._sheet.row_data_fh.close()
            return
        from xlsxwriter.exceptions import XlsxWriterException

        try:
            self._book.close()
        except XlsxWriterException as error:
            self._book.fileclosed = True
            raise next((one for one in error.args if isinstance(one, OSError)), OSError(str(error))) from None
