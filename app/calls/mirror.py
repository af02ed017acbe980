"""The calls of one workspace, kept on this computer: instant, complete, searchable.

Owns: what the rest of the program asks of the mirror, and telling it what changed. A facade: storing rows is
`mirror_rows.py`, the questions' SQL `mirror_sql.py`, a window over the matching calls `view.py`, charts
`statistics.py`. Leaves to others: bringing it up to date (`sync.py`, `detail_queue.py`), files (`export.py`).

A mirror belongs to one account (address and key) of one profile: another key may see other calls. It can always be
fetched again, so one that is broken is put aside and begun anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import time as wall
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from app.calls import derived, mirror_reading, mirror_rows, mirror_schema, retention
from app.calls.changes import Changes, Stored
from app.calls.coverage import Coverage
from app.calls.search import Piece, Search
from app.calls.statistics import CallStatistics, read_statistics
from app.calls.view import CallView
from app.calls.wanted import EVERYTHING, NEWEST_FIRST, CallFilter, CallOrder
from app.clock import Clock
from app.errors import AppError
from app.models import CallAttempt, CallLog
from app.settings import FOREVER
from app.store.database import Connection, Database, DatabaseClosedError, Lane, NewerDatabaseError
from app.store.wiping import wipe_file

T = TypeVar("T")

_log = logging.getLogger(__name__)
FOLDER: Final = "calls"
LOOK_LATER_S: Final = 3_600.0
_FORGOTTEN_AT_ONCE: Final = 2_000
_DAMAGED: Final = "-damaged"
_INDEX: Final = "index"
_EVERYTHING: Final = "everything"


class MirrorError(AppError):
    """The local copy of the calls cannot be used."""

    template = "The copy of the calls on this computer cannot be used ({reason})."


class MirrorState(NamedTuple):
    """What is in the mirror.

    Attributes:
        calls: How many.
        with_details: Of them, those whose transcript and timeline were fetched.
        wanting_details: Of them, those that were connected, are over, and whose details were not fetched.
        not_final: Of them, those that may still change.
        newest_at, oldest_at: Unix times of the first and last call, None where there is none.
        size_bytes: Of the file.
    """

    calls: int = 0
    with_details: int = 0
    wanting_details: int = 0
    not_final: int = 0
    newest_at: float | None = None
    oldest_at: float | None = None
    size_bytes: int = 0


class MirrorValues(NamedTuple):
    """What calls can be filtered by, most frequent first; the numbers say how many calls have it."""

    campaigns: tuple[tuple[str, int], ...] = ()
    agents: tuple[tuple[str, int], ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()
    sentiments: tuple[tuple[str, int], ...] = ()
    end_reasons: tuple[tuple[str, int], ...] = ()
    analysis_fields: tuple[str, ...] = ()


class KeptCall(NamedTuple):
    """Everything that is kept of one call.

    Attributes:
        record: With transcript, timeline and analysis where they were fetched.
        details_at: When they were, Unix time; None for never.
        recording_at: When the link to the recording was fetched; links grow old.
        attempts: The tries to reach the same person; None where they were not fetched.
        heard_at: When somebody opened it here.
        extra: Fields of the server's answers that the console knows nothing of.
    """

    record: CallLog
    details_at: float | None
    recording_at: float | None
    attempts: tuple[CallAttempt, ...] | None
    heard_at: float | None
    extra: dict[str, Any]


class CallMirror:
    """The mirror of one account. Every method but `open` may raise `MirrorError`.

    Nothing here blocks the loop's thread, and nothing here sends a request.
    """

    def __init__(self, folder: Path, account: str, clock: Clock) -> None:
        """Nothing is opened yet.

        Args:
            folder: The profile's own folder; the mirrors get a folder below it.
            account: Whose calls these are (`Api.account`).
            clock: For the times at which things were fetched.
        """
        self.folder = folder / FOLDER
        name = hashlib.blake2b(account.encode(), digest_size=8).hexdigest()
        self.path = self.folder / f"{name}.db"
        self._damaged = self.path.with_name(self.path.name + _DAMAGED)
        self._clock = clock
        self._database = self._new_database()
        self._listeners: list[Callable[[Changes], None]] = []
        self._is_thinning = False
        self.generation = 0
        """Grows when calls were let go of: what is remembered of the server's list is not to be relied on."""

    # --- opening and closing

    async def open(self) -> None:
        """Open the mirror, made if need be. One that is broken is put aside and begun anew.

        Raises:
            MirrorError: It cannot be used, or a newer version of this program wrote it.
        """
        try:
            try:
                await self._open_database()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                _log.warning("the copy of the calls is broken and is begun anew: %s", error)
                await self._database.aclose()
                for ending in ("", "-wal", "-shm", _DAMAGED):
                    wipe_file(self.path.with_name(self.path.name + ending))
                self._database = self._new_database()
                await self._open_database()
        except NewerDatabaseError:
            raise MirrorError("The copy of the calls was written by a newer version of this program.") from None
        except (sqlite3.Error, OSError) as error:
            raise MirrorError(reason=str(error)) from error

    async def aclose(self) -> None:
        """Finish writing and close. Harmless when repeated."""
        self._listeners.clear()
        await self._database.aclose()

    @property
    def is_open(self) -> bool:
        """Whether it can be asked."""
        return self._database.is_open

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Have `listener` called on the loop after each change; returns how to stop that.

        A poll that found nothing new calls nobody.
        """
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    # --- asking

    async def view(self, wanted: CallFilter = EVERYTHING, order: CallOrder = NEWEST_FIRST) -> CallView:
        """A window over the matching calls; the first rows are there at once; see `CallView.measure`."""
        view = CallView(self, wanted, order)
        await view.begin()
        return view

    async def call(self, call_id: str) -> KeptCall | None:
        """Everything that is kept of one call."""

        def work(database: Connection) -> KeptCall | None:
            found = mirror_reading.read_everything(database, call_id)
            return None if found is None else KeptCall(*found)

        return await self.read(work)

    async def pieces(self, keys: Sequence[int], search: Search, most: int) -> dict[int, Piece | None]:
        """The piece of each of these calls' transcripts in which something was found; None where there is none."""

        def work(database: Connection) -> dict[int, Piece | None]:
            found = mirror_reading.read_transcripts(database, keys)
            return {key: search.piece(transcript, most) if transcript else None for key, transcript in found.items()}

        return await self.read(work)

    async def state(self) -> MirrorState:
        """What is in the mirror."""
        path = self.path

        def work(database: Connection) -> MirrorState:
            size = 0
            for ending in ("", "-wal"):
                with contextlib.suppress(OSError):
                    size += os.stat(f"{path}{ending}").st_size
            return MirrorState(*mirror_reading.read_counts(database), size)

        return await self.read(work)

    async def values(self) -> MirrorValues:
        """What there is to filter by, and the agents' own analysis fields."""

        def work(database: Connection) -> MirrorValues:
            return MirrorValues._make(
                (*mirror_reading.read_values(database), mirror_reading.read_analysis_fields(database))
            )

        return await self.read(work, lane="figures")

    async def statistics(self, wanted: CallFilter = EVERYTHING) -> CallStatistics:
        """The figures of the charts for the matching calls."""
        return await self.read(lambda database: read_statistics(database, wanted), lane="figures")

    async def read(self, work: Callable[[Connection], T], *, lane: Lane = "quick") -> T:
        """Do `work`, which changes nothing, in a reader's thread. For the modules of this package."""
        with self._translated():
            return await self._database.read(work, lane=lane)

    # --- storing

    async def store(
        self,
        records: Sequence[CallLog],
        then: Callable[[Connection, Stored], T],
    ) -> tuple[Stored, T]:
        """Store rows of a list (no details), and do `then` in the same transaction. For `sync.py`."""
        now = self._clock.time()

        def work(database: Connection) -> tuple[Stored, T]:
            stored = mirror_rows.store(database, records, now)
            return stored, then(database, stored)

        with self._translated():
            stored, result = await self._database.write(work)
        self._tell(stored.changes)
        return stored, result

    async def store_rows(self, records: Sequence[CallLog]) -> Stored:
        """Store rows of a list that was read for another purpose."""
        return (await self.store(records, lambda database, stored: None))[0]

    async def store_details(self, details: CallLog) -> None:
        """Store what the details of a call say: transcript, timeline, analysis, recording."""
        now = self._clock.time()
        with self._translated():
            changes = await self._database.write(lambda database: mirror_rows.store_details(database, details, now))
        self._tell(changes)

    async def store_attempts(self, call_id: str, attempts: Iterable[CallAttempt]) -> None:
        """Store the tries to reach the same person."""
        now, kept = self._clock.time(), tuple(attempts)
        await self._write(lambda database: mirror_rows.store_attempts(database, call_id, kept, now))

    async def mark_gone(self, call_id: str) -> None:
        """The server does not know this call any more: it is not asked for again."""
        await self._write(lambda database: mirror_rows.mark_gone(database, call_id))

    async def look_later(self, call_id: str) -> None:
        """What became of this call cannot be told now: there is time for another look."""
        at = self._clock.time() + LOOK_LATER_S
        await self._write(
            lambda database: database.execute(
                "update call set look_at = ? where id = ? and look_at is not null", (at, call_id)
            )
        )

    async def mark_heard(self, call_id: str, *, heard: bool = True) -> None:
        """Somebody has reviewed this call, or takes that back."""
        now = self._clock.time() if heard else None
        with self._translated():
            changes = await self._database.write(lambda database: mirror_rows.mark_heard(database, call_id, now))
        self._tell(changes)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in the writer's thread, whole or not at all. For the modules of this package."""
        return await self._write(work)

    # --- what the sync has covered

    async def coverage(self) -> Coverage:
        """Which parts of the server's list are known to be here."""
        return await self.read(mirror_reading.read_coverage)

    # --- letting go

    async def forget_old(self, days: int) -> int:
        """Let go of calls older than so many days with everything about them, and of old mirrors of other accounts.

        Afterwards nothing of it can be found in the file or its log. Where that is very much, some of it goes now, and
        the rest with each `sweep`: nobody waits minutes for a profile to open. A large full-text index is rid of it
        when `sweep` has come to its end. `days` may be `FOREVER`. From then on the sync does not fetch what is older
        either. Returns how many calls went now.
        """
        floor_ms = 0 if days == FOREVER else int((self._clock.time() - days * retention.DAY_S) * 1000)
        count = await self._write(lambda database: retention.forget_before(database, floor_ms, _FORGOTTEN_AT_ONCE))
        self.generation += 1
        if count:
            with self._translated():
                await self._database.tidy(retention.leave_no_trace)
            self._tell(Changes(is_everything=True))
        if days != FOREVER:
            with self._translated():
                await self._database.tidy(lambda _: retention.forget_other_mirrors(self.path, wall.time(), days))
        return count

    async def sweep(self) -> bool:
        """Let go of what is too old, and take it out of the full-text index: one small step; whether that was all."""
        if await self.read(retention.is_more_to_forget):
            await self._write(retention.forget_more)
            self._is_thinning = True
            return False
        if self._is_thinning:
            self._is_thinning = False
            self._tell(Changes(is_everything=True))
        with self._translated():
            return await self._database.tidy(retention.sweep_index)

    async def clear(self) -> None:
        """Let go of everything."""
        await self._write(retention.forget_everything)
        self.generation += 1
        for lane in ("quick", "long", "figures", "export"):
            # Texts get other numbers from now on than the ones that readers remember.
            await self.read(lambda database: database.memo.clear(), lane=lane)
        self._tell(Changes(is_everything=True))
        with self._translated():
            await self._database.tidy(retention.compact)

    async def rebuild_search(self, progress: Callable[[int], None] = lambda done: None) -> None:
        """Build the full-text index anew; `progress` is called in the writer's thread with the calls done."""
        with self._translated():
            await self._database.tidy(lambda database: derived.rebuild_search(database, progress))

    # --- inside

    def _new_database(self) -> Database:
        return Database(self.path, mirror_schema.STEPS)

    async def _open_database(self) -> None:
        await self._database.open()
        await self._mend()
        await self._database.tidy(derived.refresh)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        with self._translated():
            return await self._database.write(work)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Errors of the database as errors for the operator."""
        try:
            yield
        except DatabaseClosedError:
            raise MirrorError(reason="it is closed") from None
        except (sqlite3.Error, OSError) as error:
            code = getattr(error, "sqlite_errorcode", None) or 0
            if code & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise MirrorError(reason=str(error)) from error
            self._note_damage(code)
            raise MirrorError(reason="it is damaged; it is mended at the next start") from error

    def _note_damage(self, code: int) -> None:
        """What was damaged while it was in use is not noticed by opening it: the next opening is told."""
        what = _INDEX if code == sqlite3.SQLITE_CORRUPT_VTAB else _EVERYTHING
        with contextlib.suppress(OSError):
            if what == _EVERYTHING or not self._damaged.exists():
                self._damaged.write_text(what)

    async def _mend(self) -> None:
        """Begin anew what an earlier run found damaged."""
        try:
            what = self._damaged.read_text()
        except (OSError, ValueError):
            return
        if what == _INDEX:
            await self._database.tidy(derived.rebuild_search)
            self._damaged.unlink(missing_ok=True)
        else:
            raise sqlite3.DatabaseError("an earlier run found it damaged")

    def _tell(self, changes: Changes) -> None:
        if not changes:
            return
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:
                _log.exception("a listener of the mirror failed")
