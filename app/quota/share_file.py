"""The file through which the consoles of one user share the quota of a key.

Owns: `quota-shares.db`: which consoles use a key now and what each of them holds. Leaves to others: how it is divided
(`shares.py`), when to ask (`partners.py`). Every call blocks, for a millisecond or two.

Telling and being told is one transaction, so that two can never hold the same request. A console that has not been
heard of for some seconds is gone, with all that it held.

The file lies in the user's own folder for the state of programs, not in the data folder: there is one console for a
data folder, so two consoles have two of them. Instants are of the monotonic clock, which all processes of a machine
share; it starts again with the machine, so what lies in the future is from an earlier start.

Of the key it holds a digest alone: PBKDF2 over server and key with a salt made for this file, which cannot be turned
back, is slow to try guesses on, and is no use with any other file. The file is for its owner alone, and a console's
row goes when it closes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.quota.shares import Other, Share, Standing, divide
from app.secrets import Secret
from app.store.files import private_file, private_folder

FILE_NAME: Final = "quota-shares.db"
EXPIRES_S: Final = 8.0

_BUSY_TIMEOUT_S: Final = 2.0
_ROUNDS: Final = 200_000
_DIGEST_BYTES: Final = 16
_SCHEMA_VERSION: Final = 1
_SCHEMA: Final = (
    "create table if not exists salt (one integer primary key check (one = 1), bytes blob not null)",
    "create table if not exists console (id text primary key, key blob not null, seen_at real not null, "
    "window_end real not null, held integer not null, spent integer not null, wants integer not null)",
)


class ShareFile:
    """One console's access to the file. Methods may raise `sqlite3.Error` and `OSError`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._console = os.urandom(8).hex()
        self._key = b""

    def open(self, server: str, key: Secret) -> None:
        """Make the file if need be, and be somebody who uses this key there. The key itself is not kept."""
        private_folder(self.path.parent)
        private_file(self.path)
        with self._transaction() as database:
            (version,) = database.execute("pragma user_version").fetchone()
            if version not in (0, _SCHEMA_VERSION):
                raise sqlite3.DatabaseError("the file is of another version")
            for statement in _SCHEMA:
                database.execute(statement)
            database.execute(f"pragma user_version = {_SCHEMA_VERSION}")
            database.execute("insert or ignore into salt values (1, ?)", (os.urandom(16),))
            (salt,) = database.execute("select bytes from salt").fetchone()
        text = f"{server}\n{key.reveal()}".encode()
        self._key = hashlib.pbkdf2_hmac("sha256", text, salt, _ROUNDS, _DIGEST_BYTES)

    def exchange(self, mine: Standing, now: float) -> Share:
        """Tell how things stand and hear what may be held from now on."""
        with self._transaction() as database:
            database.execute("delete from console where seen_at < ? or seen_at > ?", (now - EXPIRES_S, now + 1))
            rows = database.execute(
                "select window_end, held, spent, wants from console where key = ? and id != ?",
                (self._key, self._console),
            )
            share = divide(mine, [Other(end, held, spent, bool(wants)) for end, held, spent, wants in rows])
            database.execute(
                "insert or replace into console values (?, ?, ?, ?, ?, ?, ?)",
                (self._console, self._key, now, mine.window_end, share.held, mine.spent, int(mine.waiting > 0)),
            )
        return share

    def leave(self) -> None:
        """This console no longer uses the key."""
        with self._transaction() as database:
            database.execute("delete from console where id = ?", (self._console,))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():
            raise FileNotFoundError(f"{self.path.name} is missing")  # SQLite would make one that others can read
        with contextlib.closing(sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)) as database:
            # Not WAL: with it the first to open and the last to close need the file alone, and a console that comes in
            # that moment is refused at once instead of waiting its turn.
            database.execute("pragma journal_mode = truncate")
            database.execute("pragma synchronous = off")  # what a power cut takes has lost its meaning with it
            database.execute("begin immediate")
            yield database
            database.execute("commit")  # without it, closing takes everything back
