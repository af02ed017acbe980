"""A SQLite database of its own threads: one writes, the others read.

Owns: opening a private database (0600 before SQLite opens it, write-ahead log), bringing its schema up to date, the
threads, transactions, giving back what a thread found to the loop, closing. Leaves to others: tables and questions.

Reading never waits for writing (write-ahead log), and short questions never wait for long ones: those have a thread of
their own, as figures and exports have, and one whose asker has gone is interrupted. The threads are daemons: nothing
holds up the end of the process, and a transaction that was not committed never happened.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from app.store.files import private_file, private_folder

T = TypeVar("T")

Lane = Literal["write", "quick", "long", "figures", "export"]
_BUSY_TIMEOUT_S: Final = 10.0
_CACHE_KIB: Final[dict[Lane, int]] = {
    "write": 4_000, "quick": 4_000, "long": 4_000, "figures": 2_000, "export": 2_000,
}  # fmt: skip


class NewerDatabaseError(Exception):
    """It was written by a newer version of this program; nothing was changed."""


class Connection(sqlite3.Connection):
    """A connection with room for what its thread remembers of this database; forgotten when a change is taken back."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.memo: dict[str, Any] = {}


class DatabaseClosedError(Exception):
    """It is closed, or was never opened."""


class Database:
    """One file.

    Args:
        path: Where it is; made if it is missing, with its folder.
        steps: SQL scripts, each bringing the schema one version further; their number is the version.
        prepare: Called with each new connection, in its thread.
    """

    def __init__(
        self,
        path: Path,
        steps: Sequence[str],
        prepare: Callable[[Connection], None] = lambda connection: None,
    ) -> None:
        self.path = path
        self._steps = steps
        self._prepare = prepare
        self._threads: dict[Lane, _Thread] = {}

    @property
    def is_open(self) -> bool:
        """Whether it can be asked."""
        return bool(self._threads)

    async def open(self) -> None:
        """Open it.

        Raises:
            NewerDatabaseError: See there.
            sqlite3.Error, OSError: It cannot be used.
        """
        writer = _Thread("write", lambda: self._connected("write"))
        try:
            await writer.run(self._bring_up_to_date)
        except BaseException:
            await writer.stop(lambda connection: None)
            raise
        self._threads = {
            "write": writer,
            "quick": _Thread("quick", lambda: self._connected("quick")),
            "long": _Thread("long", lambda: self._connected("long")),
            "figures": _Thread("figures", lambda: self._connected("figures")),
            "export": _Thread("export", lambda: self._connected("export")),
        }

    async def aclose(self) -> None:
        """Finish what was asked for to be written, give up the rest, empty the log. Harmless when repeated."""
        threads, self._threads = self._threads, {}
        for lane, thread in threads.items():
            if lane != "write":
                thread.interrupt()
                await thread.stop(lambda connection: None)
        if "write" in threads:
            await threads["write"].stop(_truncate_log)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` whole or not at all. A cancelled asker does not stop it: it may have begun."""

        def inside(connection: Connection) -> T:
            connection.execute("begin immediate")
            try:
                result = work(connection)
                connection.execute("commit")
            except BaseException:
                connection.memo.clear()
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
            return result

        return await self._thread("write").run(inside)

    async def read(self, work: Callable[[Connection], T], *, lane: Lane = "quick") -> T:
        """Do `work`, which changes nothing, on one consistent state of the database.

        A long one whose asker is cancelled is interrupted.
        """

        def inside(connection: Connection) -> T:
            connection.execute("begin")
            try:
                return work(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("rollback")

        return await self._thread(lane).run(inside, is_interruptible=True)

    async def tidy(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in the writer's thread outside a transaction: emptying the log, rewriting the file."""
        return await self._thread("write").run(work)

    def _thread(self, lane: Lane) -> _Thread:
        try:
            return self._threads[lane]
        except KeyError:
            raise DatabaseClosedError(self.path.name) from None

    def _connected(self, lane: Lane) -> Connection:
        if lane == "write":
            make_private(self.path)
        connection = sqlite3.connect(
            self.path,
            timeout=_BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,  # an interrupt comes from another thread
            cached_statements=256,
            factory=Connection,
        )
        try:
            connection.execute("pragma synchronous = normal")
            connection.execute("pragma temp_store = memory")
            connection.execute(f"pragma cache_size = -{_CACHE_KIB[lane]}")
            if lane == "write":
                connection.execute("pragma secure_delete = on")
                connection.execute("pragma journal_size_limit = 4000000")
            else:
                connection.execute("pragma query_only = on")
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _bring_up_to_date(self, connection: Connection) -> None:
        connection.execute("pragma journal_mode = wal")
        version = connection.execute("pragma user_version").fetchone()[0]
        if version > len(self._steps):
            raise NewerDatabaseError(self.path.name)
        for number, step in enumerate(self._steps[version:], start=version + 1):
            try:
                connection.executescript(f"begin immediate;{step};pragma user_version = {number};commit;")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise


def make_private(path: Path) -> None:
    """Make the file and its folder for their owner alone, before SQLite opens it. Blocks.

    Raises:
        OSError: It cannot be made.
    """
    private_folder(path.parent)
    private_file(path)


class _Job:
    """Something to do in a thread, and who waits for it."""

    __slots__ = ("_future", "_loop", "is_abandoned", "work")

    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self._loop = asyncio.get_running_loop()
        self._future: asyncio.Future[Any] = self._loop.create_future()
        self.work = work
        self.is_abandoned: bool = False  # set by another thread

    async def result(self) -> Any:
        return await self._future

    def report(self, result: Any, error: BaseException | None) -> None:
        # The loop may have closed: then nobody waits any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._finish, result, error)

    def _finish(self, result: Any, error: BaseException | None) -> None:
        if self._future.done():
            return
        if error is not None:
            self._future.set_exception(error)
        else:
            self._future.set_result(result)


class _Thread:
    """One connection and the thread that it lives in."""

    def __init__(self, lane: Lane, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._current: _Job | None = None
        self._lock = threading.Lock()  # an interrupt must not meet the next job
        self._thread = threading.Thread(target=self._work, name=f"calls-{lane}", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[Connection], T], *, is_interruptible: bool = False) -> T:
        job = _Job(work)
        self._jobs.put(job)
        try:
            return await job.result()  # type: ignore[no-any-return]
        except asyncio.CancelledError:
            if is_interruptible:
                job.is_abandoned = True
                self.interrupt(job)
            raise

    def interrupt(self, job: _Job | None = None) -> None:
        """Break off what is being asked now, or this job if it is the one."""
        with self._lock:
            current, connection = self._current, self._connection
            if current is not None and connection is not None and (job is None or current is job):
                connection.interrupt()

    async def stop(self, last: Callable[[Connection], None]) -> None:
        """Do what was asked for, then `last`, then close the connection."""

        def close(connection: Connection) -> None:
            try:
                with contextlib.suppress(sqlite3.Error):
                    last(connection)
            finally:
                connection.close()

        job = _Job(close)
        self._jobs.put(job)
        self._jobs.put(None)
        with contextlib.suppress(sqlite3.Error, OSError):
            await job.result()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if job.is_abandoned:
                continue
            try:
                connection = self._connection
                if connection is None:
                    connection = self._connection = self._connect()
                with self._lock:
                    self._current = job
                result = job.work(connection)
            except BaseException as error:
                outcome: tuple[Any, BaseException | None] = (None, error)
            else:
                outcome = (result, None)
            self._let_go(job)
            job.report(*outcome)
            del job

    def _let_go(self, job: _Job) -> None:
        with self._lock:
            self._current = None
            if job.is_abandoned and self._connection is not None:
                # An interrupted question may have left something open, and the next one would be interrupted too.
                self._connection.close()
                self._connection = None


def _truncate_log(connection: Connection) -> None:
    connection.execute("pragma optimize")
    connection.execute("pragma wal_checkpoint(truncate)")
