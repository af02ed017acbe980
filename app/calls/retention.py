"""Letting go of calls that are older than they may be kept.

Owns: what goes, leaving no trace of it in the file, mirrors of other accounts. Leaves to others: for how long
(`app/settings.py`), when (`app/context.py`).
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from app.calls import mirror_rows, tallies
from app.calls.mirror_reading import read_coverage, read_meta, write_coverage, write_meta
from app.calls.mirror_schema import KEYS_PER_MS
from app.store.database import Connection
from app.store.wiping import wipe_file

DAY_S: Final = 86_400.0
_AT_ONCE: Final = 500
_MERGE_PAGES: Final = 500
_STEPS_AT_ONCE: Final = 20
_MARKED: Final = 1
_BEGUN: Final = 2


def forget_before(database: Connection, floor_ms: int, most: int) -> int:
    """Remove calls made before `floor_ms`, at most so many, and note that no such call is wanted; how many went.

    Where older calls are wanted than before, the sync has to fetch them. Where there are more calls to go than these,
    `forget_more` goes on.
    """
    floor_before = read_meta(database, "floor_ms") or 0
    if floor_ms != floor_before:
        write_meta(database, "floor_ms", floor_ms)
    before = read_coverage(database)
    after = before
    if floor_ms < floor_before:
        after = after._replace(has_end=False)
        write_meta(database, "is_cut", None)  # the sync finds out anew
    floor_key = floor_ms * KEYS_PER_MS
    count = 0
    # How old a call without a time is nobody knows: it stays.
    while count < most and (keys := _too_old(database, floor_key)):
        mirror_rows.remove(database, keys)
        count += len(keys)
    if count:
        spans = []
        # Below the lowest piece that stays there may be calls that were never fetched, unless it ended the list or
        # reached below what is wanted.
        has_end = after.has_end and bool(after.spans) and after.spans[-1].bottom >= floor_key
        for span in after.spans:
            if span.bottom >= floor_key:
                spans.append(span)
            elif span.top >= floor_key:
                found = database.execute(
                    "select min(key), count(*) from call where key between ? and ?", (floor_key, span.top)
                ).fetchone()
                if found[1]:
                    spans.append(span._replace(bottom=found[0], calls=found[1]))
                    has_end = True
        after = after._replace(spans=tuple(spans), has_end=has_end)
        write_meta(database, "sweeping", _MARKED)
        write_meta(database, "is_cut", 1)
    write_coverage(database, before, after)
    return count


def forget_more(database: Connection) -> int:
    """Remove a few of the calls that are too old and still here; how many went."""
    return forget_before(database, read_meta(database, "floor_ms") or 0, _AT_ONCE)


def is_more_to_forget(database: Connection) -> bool:
    """Whether calls are here that are too old."""
    return bool(_too_old(database, (read_meta(database, "floor_ms") or 0) * KEYS_PER_MS, 1))


def _too_old(database: Connection, floor_key: int, most: int = _AT_ONCE) -> list[int]:
    found = database.execute("select key from call where key < ? and at is not null limit ?", (floor_key, most))
    return [key for (key,) in found]


def forget_everything(database: Connection) -> None:
    """Remove all calls and everything about them."""
    for table in ("call", "text", "detail", "extra", "span", "analysis_field", "detail_request", *tallies.TABLES):
        database.execute(f"delete from {table}")
    database.execute("delete from meta where name in ('has_end', 'is_cut', 'audited_at')")
    database.execute("insert into search (search) values ('delete-all')")
    database.execute("delete from word where id > 100")
    database.memo.clear()


def sweep_index(database: Connection, steps: int = 1) -> bool:
    """Go on taking what was removed out of the full-text index, where it is only marked so far; whether that is done.

    Outside a transaction. A step takes some ten milliseconds; an index of a million calls takes thousands of them.
    """
    if not (state := read_meta(database, "sweeping")):
        return True
    if state == _MARKED:
        database.execute("insert into search (search, rank) values ('merge', ?)", (-_MERGE_PAGES,))
        write_meta(database, "sweeping", _BEGUN)
        steps -= 1
    for _ in range(steps):
        before = database.total_changes
        database.execute("insert into search (search, rank) values ('merge', ?)", (_MERGE_PAGES,))
        if database.total_changes - before < 2:
            write_meta(database, "sweeping", None)
            database.execute("pragma wal_checkpoint(truncate)")
            return True
    return False


def leave_no_trace(database: Connection) -> None:
    """Take what was removed out of the file and its log; out of a large full-text index later, step by step."""
    sweep_index(database, _STEPS_AT_ONCE)
    database.execute("pragma wal_checkpoint(truncate)")


def compact(database: Connection) -> None:
    """Rewrite the file without what was removed, and empty the log."""
    database.execute("vacuum")
    database.execute("pragma wal_checkpoint(truncate)")


def forget_other_mirrors(mine: Path, now: float, days: int) -> None:
    """Remove mirrors of other accounts that nobody has opened for so many days. Blocks."""
    with contextlib.suppress(OSError):
        for path in mine.parent.glob("*.db"):
            if path != mine and path.stat().st_mtime < now - days * DAY_S:
                for ending in ("", "-wal", "-shm"):
                    wipe_file(path.with_name(path.name + ending))
