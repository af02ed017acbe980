"""How an upload stands in the record: reading its row, and which of its leads' rows are still kept.

Owns: that mapping and what is let go of on the way. Leaves to others: when, and in which transaction (`ledger.py`,
`series.py`). Blocks.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from app.leads.known_numbers import unpack
from app.leads.records import Refusal, UploadRecord, UploadState

OPEN_STATES: Final = (UploadState.INFLIGHT, UploadState.UNKNOWN)
_BUSY_TIMEOUT_S: Final = 10.0
# Rows that are still kept although no question is open about them, newest first: up to this many bytes in all.
_MOST_KEPT_BYTES: Final = 50_000_000
_NO_QUESTION: Final = (UploadState.CONFIRMED, UploadState.REFUSED, UploadState.NOT_SENT, UploadState.SET_ASIDE)
_LONGEST_REASON: Final = 300
_LONGEST_ID: Final = 200
_MOST_DIGITS: Final = 18  # as many as SQLite holds in a number
# What was sent may have a field of any length (`text_files.py` reads it so, in a process of its own).
_NO_LIMIT: Final = 2**31 - 1

SELECT: Final = (
    "select id, campaign_id, campaign_name, file_name, file_sha256, rows, set_aside, total_before, total_after, state,"
    " created, skipped, reason, began_at, ended_at, looked_at, id in (select upload_id from single),"
    " id in (select upload_id from kept), series, part, parts,"
    " state = 'confirmed' and (exists (select 1 from lead where upload_id = upload.id and outcome = '')"
    " or exists (select 1 from single where upload_id = upload.id and lead_id <> '' and removed_at is null))"
    " from upload"
)


def find(database: sqlite3.Connection, upload_id: int) -> UploadRecord:
    """One upload.

    Raises:
        KeyError: There is none of this id.
    """
    row = database.execute(f"{SELECT} where id = ?", (upload_id,)).fetchone()
    if row is None:
        raise KeyError(upload_id)
    return record_of(row)


def record_of(row: tuple[object, ...]) -> UploadRecord:
    """A row of `SELECT`."""
    values = list(row)
    values[9] = UploadState(str(values[9]))
    values[16:18] = map(bool, values[16:18])
    values[-1] = bool(values[-1])
    return UploadRecord(*values)  # type: ignore[arg-type]


@contextlib.contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in autocommit mode that commits durably and is closed at the end."""
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is missing")  # SQLite would make one that others can read
    with contextlib.closing(sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)) as database:
        database.execute("pragma synchronous = full")
        database.execute("pragma secure_delete = on")
        yield database


def read_csv(content: bytes | str) -> Iterator[list[str]]:
    """The rows of what was sent, header first, however long their fields are."""
    csv.field_size_limit(_NO_LIMIT)
    text = content if isinstance(content, str) else content.decode()
    return csv.reader(io.StringIO(text, newline=""))


def forget_old_rows(database: sqlite3.Connection) -> None:
    """Let go of the rows that nobody needs, and of the oldest of those that somebody may want to see or send again."""
    database.execute(
        "delete from kept where upload_id in (select id from upload where state = ?)", (UploadState.CONFIRMED,)
    )
    marks = ", ".join("?" * len(_NO_QUESTION))
    database.execute(
        "delete from kept where upload_id in (select upload_id from (select upload_id,"
        " sum(length(content)) over (order by upload_id desc) as total from kept join upload on upload.id = upload_id"
        f" where state in ({marks})) where total > ?)",
        (*_NO_QUESTION, _MOST_KEPT_BYTES),
    )


def forget_half_planned(database: sqlite3.Connection) -> None:
    """Parts of a file of which not all were put on record: the program ended meanwhile, and nothing was sent."""
    half = (
        "select id from upload where state = ? and series in"
        " (select series from upload where series is not null group by series having count(*) < max(parts))"
    )
    values = (UploadState.PLANNED,)
    database.execute(f"delete from kept where upload_id in ({half})", values)
    database.execute(f"delete from upload where id in ({half})", values)


def note_refusals(database: sqlite3.Connection, upload_id: int, refusals: Iterable[Refusal]) -> None:
    """Keep the server's reasons with the upload, for those of its numbers that it named."""
    named = ((refusal.number, refusal.reason[:_LONGEST_REASON]) for refusal in refusals)
    database.executemany(
        "insert or replace into refusal (upload_id, number, reason) values (?, ?, ?)",
        _sent_ones(database, upload_id, named),
    )


def note_leads(database: sqlite3.Connection, upload_id: int, leads: Iterable[tuple[str, str]]) -> None:
    """Keep what the server calls the leads, for those of the upload's numbers that it named."""
    named = ((number, identifier) for number, identifier in leads if len(identifier) <= _LONGEST_ID)
    database.executemany(
        "insert or ignore into lead (upload_id, number, lead_id) values (?, ?, ?)",
        _sent_ones(database, upload_id, named),
    )


def _sent_ones(
    database: sqlite3.Connection, upload_id: int, named: Iterable[tuple[str, str]]
) -> list[tuple[int, int, str]]:
    """What is said of numbers that are in the upload, in whatever way they are written."""
    said = [(re.sub(r"[^0-9]", "", number)[:_MOST_DIGITS], text) for number, text in named]
    if not said:
        return []
    row = database.execute("select numbers from upload where id = ?", (upload_id,)).fetchone()
    sent = frozenset(unpack(row[0]))
    return [(upload_id, int(digits), text) for digits, text in said if digits and int(digits) in sent]
