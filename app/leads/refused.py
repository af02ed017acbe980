"""Numbers that the server has refused, with its reason: a warning when they come again.

Owns: `refused.db` of a profile. Leaves to others: what a refusal means for the upload it came from (`outcomes.py`). A
refusal may be about that campaign or that day only, so it never keeps a row from being sent. Made (0600) with the
first number; calls run in a daemon thread each.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.clock import Clock
from app.leads.records import Refusal
from app.settings import FOREVER
from app.store.files import private_file
from app.threads import run_in_daemon_thread

FILE_NAME: Final = "refused.db"
_LONGEST_REASON: Final = 300
_MOST: Final = 200_000  # the latest ones are kept
_BUSY_TIMEOUT_S: Final = 10.0
_SCHEMA: Final = (
    "create table if not exists refused (number integer primary key, at real not null, reason text not null)"
)
_FORGET_OLDEST: Final = (
    "delete from refused where number not in (select number from refused order by at desc, number limit ?)"
)


class RefusedNumbers:
    """What the server refused for one profile. What cannot be written is not remembered: only a warning is lost."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / FILE_NAME
        self._clock = clock

    async def remember(self, refusals: Iterable[Refusal]) -> None:
        """Note these; numbers that are not in E.164 are passed over."""
        now = self._clock.time()
        rows = [
            (int(refusal.number[1:]), now, refusal.reason[:_LONGEST_REASON])
            for refusal in refusals
            if refusal.number.startswith("+") and refusal.number[1:].isdecimal() and len(refusal.number) <= 16
        ]
        if rows:
            with contextlib.suppress(sqlite3.Error, OSError):
                await run_in_daemon_thread(lambda: self._write(rows), name="refused-numbers")

    async def forget_old(self, days: int) -> None:
        """Let go of what was refused more than `days` days ago, which may be `FOREVER`: a reason may quote a row."""
        if days == FOREVER or not self.path.exists():
            return
        before = self._clock.time() - days * 86_400.0
        with contextlib.suppress(sqlite3.Error, OSError):
            await run_in_daemon_thread(lambda: self._forget(before), name="refused-numbers")

    def _forget(self, before: float) -> None:
        with contextlib.closing(sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S)) as database, database:
            database.execute("pragma secure_delete = on")
            database.execute(_SCHEMA)
            database.execute("delete from refused where at < ?", (before,))

    def _write(self, rows: list[tuple[int, float, str]]) -> None:
        private_file(self.path)
        with contextlib.closing(sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S)) as database, database:
            database.execute("pragma secure_delete = on")
            database.execute(_SCHEMA)
            database.executemany("insert or replace into refused values (?, ?, ?)", rows)
            database.execute(_FORGET_OLDEST, (_MOST,))
