"""What in the mirror is made from the calls: the full-text index and the tallies, built anew where they are stale.

Owns: noticing that, and building. Leaves to others: keeping them up to date with each change (`mirror_rows.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from app.calls import tallies, words
from app.calls.mirror_reading import read_meta, write_meta
from app.calls.mirror_rows import analysis_values
from app.calls.search import PLAIN_VERSION, document
from app.store.database import Connection

_AT_ONCE = 2_000


def refresh(database: Connection) -> None:
    """See to it that what is derived fits this program and this computer's time zone. Outside a transaction."""
    if read_meta(database, "zone") != tallies.zone():
        database.execute("begin immediate")
        try:
            tallies.count_anew(database)
            write_meta(database, "zone", tallies.zone())
            database.execute("commit")
        except BaseException:
            database.execute("rollback")
            raise
        database.memo.pop("calendar", None)
    if read_meta(database, "plain") != PLAIN_VERSION:
        rebuild_search(database)


def rebuild_search(database: Connection, progress: Callable[[int], None] = lambda done: None) -> None:
    """Build the full-text index anew, newest calls last. Outside a transaction; whole or not at all."""
    database.execute("begin immediate")
    try:
        database.execute("insert into search (search) values ('delete-all')")
        after, done = -1, 0
        while rows := database.execute(
            "select call.key, transcript, summary, analysis, to_number, from_number from call left join text on"
            " text.key = call.key where call.key > ? order by call.key limit ?",
            (after, _AT_ONCE),
        ).fetchall():
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
            progress(done)
        write_meta(database, "plain", PLAIN_VERSION)
        database.execute("commit")
    except BaseException:
        database.execute("rollback")
        raise
