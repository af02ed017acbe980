"""A mirror without threads: in simulated time none may be waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.calls import mirror_schema
from app.calls.mirror import CallMirror
from app.store.database import Connection, Database, DatabaseClosedError, Lane

T = TypeVar("T")


class InlineDatabase(Database):
    """One connection, no thread."""

    connection: Connection | None = None

    @property
    def is_open(self) -> bool:
        return self.connection is not None

    async def open(self) -> None:
        self.connection = self._connected("write")
        self.connection.execute("pragma synchronous = off")
        self._bring_up_to_date(self.connection)

    async def aclose(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    async def write(self, work: Callable[[Connection], T]) -> T:
        connection = self._here()
        connection.execute("begin immediate")
        try:
            result = work(connection)
            connection.execute("commit")
        except BaseException:
            connection.memo.clear()
            connection.execute("rollback")
            raise
        return result

    async def read(self, work: Callable[[Connection], T], *, lane: Lane = "quick") -> T:
        return work(self._here())

    async def tidy(self, work: Callable[[Connection], T]) -> T:
        return work(self._here())

    def _here(self) -> Connection:
        if self.connection is None:
            raise DatabaseClosedError
        return self.connection


class InlineMirror(CallMirror):
    """See the module."""

    def _new_database(self) -> Database:
        return InlineDatabase(self.path, mirror_schema.STEPS)
