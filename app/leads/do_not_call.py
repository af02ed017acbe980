"""The local do-not-call list: numbers that nothing here may send to any campaign.

Owns: `do_not_call.db` of a profile, and its form as a CSV file. Leaves to others: setting rows aside (`checking.py`,
which gets the list by its path), showing it. The file is made (0600) when the first number is added.

Calls run in a daemon thread each, with a connection of their own.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from app.clock import Clock
from app.errors import LeadFileError
from app.leads import sentences
from app.leads.known_numbers import DoNotCallError as DoNotCallError
from app.leads.known_numbers import read_numbers as read_numbers
from app.listeners import Listeners
from app.store.files import private_file
from app.threads import run_in_daemon_thread

T = TypeVar("T")

FILE_NAME: Final = "do_not_call.db"
LONGEST_REASON: Final = 500
_BUSY_TIMEOUT_S: Final = 10.0
_SCHEMA: Final = """
create table if not exists entry (
    number integer primary key,
    added_at real not null,
    added_by text not null,
    reason text not null
);
"""
_HEADER: Final = ["phone_number", "added_at", "added_by", "reason"]


class Entry(NamedTuple):
    """One number, in E.164. `added_at` is a Unix time, `added_by` a profile's name."""

    number: str
    added_at: float
    added_by: str
    reason: str


class Imported(NamedTuple):
    """What came of a file: new entries, numbers that were there already, rows without a usable number."""

    added: int
    known: int
    unusable: int


class DoNotCallList:
    """The list of one profile. Every method that waits may raise `DoNotCallError`.

    Attributes:
        version: Another number after every change in this run.
    """

    def __init__(self, folder: Path, clock: Clock, added_by: str) -> None:
        self.path = folder / FILE_NAME
        self.version = 0
        self._clock = clock
        self._added_by = added_by
        self._listeners: Listeners[[]] = Listeners()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` called on the loop after every change; returns how to stop that."""
        return self._listeners.add(listener)

    async def add(self, number: str, reason: str) -> bool:
        """Put a number (E.164) on the list; False where it is on it already, which stays as it is."""
        return await self._add([Entry(number, self._clock.time(), self._added_by, reason)]) == 1

    async def remove(self, numbers: Iterable[str]) -> int:
        """Take numbers off the list; returns how many were on it."""
        keys = [(int(number),) for number in numbers]

        def work(database: sqlite3.Connection) -> int:
            return database.executemany("delete from entry where number = ?", keys).rowcount

        count = await self._change(work)
        self._tell()
        return count

    async def entries(self) -> list[Entry]:
        """All of it, newest first."""

        def work() -> list[Entry]:
            if not self.path.exists():
                return []
            with _connected(self.path) as database:
                found = database.execute(
                    "select number, added_at, added_by, reason from entry order by added_at desc, number"
                )
                return [Entry(f"+{number}", *rest) for number, *rest in found]

        return await _run(work)

    async def entry(self, number: str) -> Entry | None:
        """The entry of one number (E.164), None where it is not on the list."""

        def work() -> Entry | None:
            if not self.path.exists():
                return None
            with _connected(self.path) as database:
                row = database.execute(
                    "select added_at, added_by, reason from entry where number = ?", (int(number),)
                ).fetchone()
                return Entry(number, *row) if row else None

        return await _run(work)

    async def import_file(self, path: Path, default_country: str) -> Imported:
        """Put the numbers of a lead file (any that can be dropped on the Leads tab) on the list.

        Columns called `reason`, `added_by` and `added_at` are taken over, as `export_file` writes them.

        Raises:
            LeadFileError: It cannot be read, or it is not clear where its numbers are.
        """
        now = self._clock.time()
        found, unusable = await run_in_daemon_thread(
            lambda: _read_file(path, default_country, now, self._added_by), name="do-not-call"
        )
        added = await self._add(found)
        return Imported(added, len(found) - added, unusable)

    async def export_file(self, path: Path) -> int:
        """Write the list as CSV; returns the number of entries.

        Raises:
            LeadFileError: It cannot be written there.
        """
        from app.leads.rejected import write_rows

        entries = await self.entries()
        rows = ([e.number, _iso(e.added_at), e.added_by, e.reason] for e in entries)
        return await run_in_daemon_thread(lambda: write_rows(path, _HEADER, rows), name="do-not-call")

    async def _add(self, entries: list[Entry]) -> int:
        rows = [(int(e.number), e.added_at, e.added_by[:200], e.reason[:LONGEST_REASON]) for e in entries]

        def work(database: sqlite3.Connection) -> int:
            before = database.total_changes
            database.executemany("insert or ignore into entry values (?, ?, ?, ?)", rows)
            return database.total_changes - before

        count = await self._change(work)
        if count:
            self._tell()
        return count

    async def _change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        def inside() -> T:
            private_file(self.path)
            with _connected(self.path) as database:
                database.execute("pragma journal_mode = wal")
                database.executescript(_SCHEMA)
                database.execute("begin immediate")
                try:
                    result = work(database)
                except BaseException:
                    database.execute("rollback")
                    raise
                database.execute("commit")
                return result

        return await _run(inside)

    def _tell(self) -> None:
        self.version += 1
        self._listeners.tell()


async def _run(work: Callable[[], T]) -> T:
    try:
        return await run_in_daemon_thread(work, name="do-not-call")
    except (sqlite3.Error, OSError) as error:
        raise DoNotCallError(reason=str(error)) from error


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in autocommit mode that commits durably and is closed at the end."""
    with contextlib.closing(sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)) as database:
        database.execute("pragma synchronous = full")
        database.execute("pragma secure_delete = on")
        yield database


def _read_file(path: Path, default_country: str, now: float, added_by: str) -> tuple[list[Entry], int]:
    """(entries, rows without a usable number); a number that comes twice counts once, as it came first."""
    from app.leads.phone_numbers import NumberReader
    from app.leads.reading import read_file
    from app.leads.table import unguarded

    file = read_file(path)
    column = file.summary.phone_column
    if column is None:
        raise LeadFileError(sentences.NO_NUMBERS_FOUND, name=file.summary.name)
    table = file.table
    places = {name.strip().casefold(): place for place, name in enumerate(table.header)}

    def cell(row: list[str], name: str) -> str:
        return unguarded(row[places[name]]).strip() if name in places else ""

    numbers = NumberReader(default_country).read(table.rows.column(column)).e164
    found: dict[str, Entry] = {}
    unusable = 0
    for number, row in zip(numbers, table.rows, strict=True):
        if number is None:
            unusable += 1
        elif number not in found:
            at = _instant(cell(row, "added_at")) or now
            reason = cell(row, "reason") or f"Imported from {file.summary.name}"
            found[number] = Entry(number, min(at, now), cell(row, "added_by") or added_by, reason)
    return list(found.values()), unusable


def _iso(unix: float) -> str:
    return datetime.fromtimestamp(unix, UTC).isoformat(timespec="seconds")


def _instant(text: str) -> float | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).timestamp()
