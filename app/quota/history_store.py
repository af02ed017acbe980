"""The usage history on disk.

Owns: `quota_history.db` of a profile: its tables, adding to them, forgetting what is too old.
Leaves to others: what is noted and when it is written (`history.py`). Everything here blocks.

Minutes are added to, not replaced: what an earlier run noted in the same minute stays. A crash loses what was not
written yet, never what was (WAL; a power cut may take the last seconds, which is all right for figures).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from app.quota.minutes import COLUMNS, SUMS, Cooldown, Minute
from app.store.files import private_file

FILE_NAME: Final = "quota_history.db"
KEPT_DAYS: Final = 35
VERSION: Final = 1
_BUSY_TIMEOUT_S: Final = 10.0

_SCHEMA: Final = """
create table minute (
    account text not null,
    at integer not null,
    you integer not null,
    uploads integer not null,
    sync integer not null,
    reference integer not null,
    others integer not null,
    unchanged integer not null,
    measured integer not null,
    charged integer not null,
    plain integer not null,
    plain_charged integer not null,
    limited integer not null,
    waited_s real not null,
    longest_wait_s real not null,
    windows integer not null,
    most_used integer not null,
    "limit" integer,
    remaining integer,
    primary key (account, at)
) without rowid;
create table cooldown (
    account text not null,
    began_at real not null,
    ends_at real not null,
    primary key (account, began_at)
) without rowid;
"""


def _quoted(name: str) -> str:
    return f'"{name}"'


_NAMES: Final = ", ".join(map(_quoted, COLUMNS))
_TAKE_IN: Final = ", ".join(
    [
        *(f"{name} = {name} + excluded.{name}" for name in SUMS),
        *(f"{name} = max({name}, excluded.{name})" for name in ("longest_wait_s", "most_used")),
        *(f"{name} = coalesce(excluded.{name}, minute.{name})" for name in map(_quoted, ("limit", "remaining"))),
    ]
)
_ADD: Final = (
    f"insert into minute (account, at, {_NAMES}) values ({', '.join('?' * (len(COLUMNS) + 2))})"
    f" on conflict (account, at) do update set {_TAKE_IN}"
)


class NewerError(Exception):
    """The file was written by a newer version of this program."""


class HistoryStore:
    """The history of one account in a profile's folder.

    Every method may raise `sqlite3.Error` or OSError.
    """

    def __init__(self, folder: Path, account: str) -> None:
        self.path = folder / FILE_NAME
        self._account = account

    def prepare(self, now: float) -> None:
        """Make the file (0600, before SQLite opens it) and its tables where missing, and forget what is too old.

        A file that is no database is set aside, and a new one begun.

        Raises:
            NewerError: See there; nothing was changed.
        """
        private_file(self.path)
        try:
            self._bring_up_to_date()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # locked, or the disk: nothing is wrong with the file
            self._set_aside()
            private_file(self.path)
            self._bring_up_to_date()
        self.forget(now)

    def write(self, minutes: Iterable[Minute], cooldowns: Iterable[Cooldown]) -> None:
        """Add to the minutes, and note the pauses; whole or not at all."""
        with self._transaction() as database:
            database.executemany(
                _ADD, [(self._account, minute.at, *(getattr(minute, name) for name in COLUMNS)) for minute in minutes]
            )
            database.executemany(
                "insert or replace into cooldown values (?, ?, ?)", [(self._account, *one) for one in cooldowns]
            )

    def minutes(self, first: int, last: int) -> list[Minute]:
        """The minutes from `first` to `last` in which something happened, oldest first."""
        with self._connected() as database:
            found = database.execute(
                f"select at, {_NAMES} from minute where account = ? and at between ? and ? order by at",
                (self._account, first, last),
            )
            return [Minute(*row) for row in found]

    def cooldowns(self, since: float) -> list[Cooldown]:
        """The pauses that ended at `since` or later, oldest first."""
        with self._connected() as database:
            found = database.execute(
                "select began_at, ends_at from cooldown where account = ? and ends_at >= ? order by began_at",
                (self._account, since),
            )
            return [Cooldown(*row) for row in found]

    def forget(self, now: float) -> None:
        """Delete what is older than `KEPT_DAYS`, of every account."""
        before = now - KEPT_DAYS * 86_400
        with self._transaction() as database:
            database.execute("delete from minute where at < ?", (int(before // 60),))
            database.execute("delete from cooldown where ends_at < ?", (before,))

    def _bring_up_to_date(self) -> None:
        with self._connected() as database:
            version = database.execute("pragma user_version").fetchone()[0]
            if version > VERSION:
                raise NewerError
            database.execute("pragma journal_mode = wal")
            if version < VERSION:
                database.executescript(f"begin immediate;{_SCHEMA}pragma user_version = {VERSION};commit;")

    def _set_aside(self) -> None:
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        os.replace(self.path, self.path.with_name(self.path.name + ".broken"))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as database:
            database.execute("begin immediate")
            try:
                yield database
            except BaseException:
                database.execute("rollback")
                raise
            database.execute("commit")

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection in autocommit mode, closed at the end."""
        if not self.path.exists():
            raise FileNotFoundError(f"{self.path.name} is missing")  # SQLite would make one that others can read
        with contextlib.closing(sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)) as database:
            database.execute("pragma synchronous = normal")
            yield database
