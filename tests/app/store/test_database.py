"""A database with threads of its own."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.store.database import Connection, Database, DatabaseClosedError, NewerDatabaseError

pytestmark = pytest.mark.anyio
STEPS = ("create table one (n integer)", "create table two (n integer)")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    one = Database(tmp_path / "folder" / "some.db", STEPS)
    await one.open()
    yield one
    await one.aclose()


def count(connection: Connection) -> int:
    return int(connection.execute("select count(*) from one").fetchone()[0])


async def test_work_is_done_whole_or_not_at_all(database: Database) -> None:
    def work(connection: Connection) -> None:
        connection.execute("insert into one values (1)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(work)
    assert await database.read(count) == 0
    await database.write(lambda connection: connection.execute("insert into one values (1)"))
    assert await database.read(count) == 1


async def test_it_works_in_threads_of_its_own(database: Database) -> None:
    names = {
        await database.write(lambda connection: threading.current_thread().name),
        await database.read(lambda connection: threading.current_thread().name),
        await database.read(lambda connection: threading.current_thread().name, lane="long"),
    }
    assert len(names) == 3
    assert threading.current_thread().name not in names


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(lambda connection: connection.execute("insert into one values (1)"))


async def test_a_short_question_does_not_wait_for_a_long_one_and_a_cancelled_one_ends(database: Database) -> None:
    began = threading.Event()

    def endless(connection: Connection) -> None:
        began.set()
        connection.execute(
            "with recursive numbers (n) as (select 1 union all select n + 1 from numbers) select count(*) from numbers"
        ).fetchone()

    task = asyncio.ensure_future(database.read(endless, lane="long"))
    await asyncio.to_thread(began.wait, 30)
    assert await database.read(count) == 0
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await database.read(count, lane="long") == 0


async def test_it_is_private_from_the_first_moment(database: Database) -> None:
    await database.write(lambda connection: connection.execute("insert into one values (1)"))
    for path in database.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(database.path.parent.stat().st_mode) == 0o700


async def test_closing_finishes_what_was_asked_for_and_empties_the_log(database: Database) -> None:
    writing = asyncio.ensure_future(database.write(lambda connection: connection.execute("insert into one values (1)")))
    await asyncio.sleep(0)
    await database.aclose()
    await writing
    log = database.path.with_name("some.db-wal")
    assert not log.exists() or log.stat().st_size == 0
    with pytest.raises(DatabaseClosedError):
        await database.read(count)
    await database.aclose()
    again = Database(database.path, STEPS)
    await again.open()
    assert await again.read(count) == 1
    await again.aclose()


async def test_an_older_one_is_brought_up_to_date_and_a_newer_one_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    for steps in (STEPS[:1], STEPS):
        one = Database(path, steps)
        await one.open()
        await one.aclose()
    older = Database(path, STEPS[:1])
    with pytest.raises(NewerDatabaseError):
        await older.open()
    assert not older.is_open
