"""What in the mirror is made from the calls: the full-text index and the tallies, built anew where they are stale.

Owns: noticing that, and building. Leaves to others: keeping them up to date with each change (`mirror_rows.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from app.calls import tallies, words
from app.calls.mirror_reading import read_meta, write_meta
from app.calls.mirror_rows import analysis_values
from app.calls.search import PLAIN_VERSION, document
from app.store.database import Connection

_T = TypeVar("_T")

_AT_ONCE: Final = 2_000
_COMMIT_EVERY: Final = 50_000
_USUAL_HASH: Final = 1 << 20
_USUAL_MERGE: Final = 4
_BUILDING_MERGE: Final = 8  # pieces of the same size before they are merged: each call is written less often
_BUILDING_CACHE_KIB: Final = 16_000
_BUILDING_HASH: Final = 48 << 20  # of the index in memory before it is written: fewer pieces to be merged


def refresh(database: Connection) -> None:
    """See to it that what is derived fits this program and this computer's time zone. Outside a transaction."""
    if read_meta(database, "zone") != tallies.zone():
        with_transaction(database, _count_anew)
        database.memo.pop("calendar", None)
    if read_meta(database, "plain") != PLAIN_VERSION:
        rebuild_search(database)


def rebuild_search(database: Connection, progress: Callable[[int], None] = lambda done: None) -> None:
    """Build the full-text index anew. Outside a transaction; broken off, it begins again at the next opening."""

    def begin(database: Connection) -> None:
        write_meta(database, "plain", "")
        database.execute("insert into search (search) values ('delete-all')")
        database.execute("insert into search (search, rank) values ('hashsize', ?)", (_BUILDING_HASH,))
        database.execute("insert into search (search, rank) values ('automerge', ?)", (_BUILDING_MERGE,))

    def end(database: Connection) -> None:
        database.execute("insert into search (search, rank) values ('hashsize', ?)", (_USUAL_HASH,))
        database.execute("insert into search (search, rank) values ('automerge', ?)", (_USUAL_MERGE,))
        write_meta(database, "plain", PLAIN_VERSION)

    cache = database.execute("pragma cache_size").fetchone()[0]
    database.execute(f"pragma cache_size = -{_BUILDING_CACHE_KIB}")
    try:
        with_transaction(database, begin)
        after, done = -1, 0
        while True:
            last = with_transaction(database, lambda database: _feed(database, after))  # noqa: B023
            if last is None:
                break
            after = last[0]
            done += last[1]
            progress(done)
        with_transaction(database, end)
    finally:
        database.execute(f"pragma cache_size = {cache}")


def with_transaction(database: Connection, work: Callable[[Connection], _T]) -> _T:
    """Do `work` whole or not at all."""
    database.execute("begin immediate")
    try:
        result = work(database)
        database.execute("commit")
    except BaseException:
        database.memo.clear()
        if database.in_transaction:
            database.execute("rollback")
        raise
    return result


def _count_anew(database: Connection) -> None:
    tallies.count_anew(database)
    write_meta(database, "zone", tallies.zone())


def _feed(database: Connection, after: int) -> tuple[int, int] | None:
    """Feed the calls after this key to the index; the last one's key and how many, None for none."""
    done = 0
    while done < _COMMIT_EVERY:
        rows = database.execute(
            "select call.key, transcript, summary, analysis, to_number, from_number from call left join text on"
            " text.key = call.key where call.key > ? order by call.key limit ?",
            (after, _AT_ONCE),
        ).fetchall()
        if not rows:
            break
        numbers = words.texts(database, {row[5] for row in rows})
        database.executemany(
            "insert into search (rowid, doc) values (?, ?)",
            (
                (key, document(transcript, summary or "", analysis_values(analysis or ""), to, numbers[sender]))
                for key, transcript, summary, analysis, to, sender in rows
            ),
        )
        after = rows[-1][0]
        done += len(rows)
    return (after, done) if done else None
