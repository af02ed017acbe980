"""The audit trail: who sent which file to which campaign, when, and how it ended. Nobody's number or name is in it.

Owns: its entries, reading them and writing them to a file. Leaves to others: when something is noted (`ledger.py`), how
long it is kept (`retention.py`). What the server said is not in it either: it may quote rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from app.leads.ledger import Ledger

REMOVED: Final = "removed"  # leads were taken out of their campaign again; `rows` says how many
_HEADER: Final = (
    "time_utc", "profile", "event", "upload", "part", "parts", "file", "sha256", "campaign", "campaign_id", "rows",
    "set_aside", "created", "skipped",
)  # fmt: skip


class AuditEntry(msgspec.Struct, frozen=True):
    """One event. `what` is the state that the upload was in from then on, or `REMOVED`; `part` counts from 0."""

    id: int
    at: float
    who: str
    what: str
    upload_id: int
    file_name: str
    file_sha256: str
    campaign_id: str
    campaign_name: str
    part: int
    parts: int
    rows: int
    set_aside: int
    created: int | None
    skipped: int | None


def note(database: sqlite3.Connection, upload_id: int, now: float, who: str) -> None:
    """Note how an upload stands; part of the caller's transaction."""
    database.execute(
        "insert into audit (at, who, what, upload_id, file_name, file_sha256, campaign_id, campaign_name, part, parts,"
        " rows, set_aside, created, skipped) select ?, ?, state, id, file_name, file_sha256, campaign_id,"
        " campaign_name, part, parts, rows, set_aside, created, skipped from upload where id = ?",
        (now, who, upload_id),
    )


def note_removal(database: sqlite3.Connection, upload_id: int, count: int, now: float, who: str) -> None:
    """Note that so many leads of an upload were taken out of their campaign; part of the caller's transaction."""
    database.execute(
        "insert into audit (at, who, what, upload_id, file_name, file_sha256, campaign_id, campaign_name, part, parts,"
        " rows, set_aside, created, skipped) select ?, ?, ?, id, file_name, file_sha256, campaign_id, campaign_name,"
        " part, parts, ?, 0, null, null from upload where id = ?",
        (now, who, REMOVED, count, upload_id),
    )


async def latest(ledger: Ledger, limit: int = 5000) -> list[AuditEntry]:
    """Newest first.

    Raises:
        LedgerError: The record cannot be read.
    """
    fields = ", ".join(AuditEntry.__struct_fields__)

    def work(database: sqlite3.Connection) -> list[AuditEntry]:
        found = database.execute(f"select {fields} from audit order by id desc limit ?", (limit,))
        return [AuditEntry(*row) for row in found]

    return await ledger.read(work)


def write(path: Path, entries: Sequence[AuditEntry]) -> int:
    """Write them as CSV that is harmless in a spreadsheet, whole or not at all; returns how many. Blocks.

    Raises:
        LeadFileError: It cannot be written there.
    """
    from app.leads.rejected import write_rows

    rows = ([_text(value) for value in _values(entry)] for entry in entries)
    return write_rows(path, list(_HEADER), rows)


def _values(entry: AuditEntry) -> tuple[object, ...]:
    at = datetime.fromtimestamp(entry.at, UTC).isoformat(" ", "seconds").removesuffix("+00:00")
    return (
        at, entry.who, entry.what, entry.upload_id, entry.part + 1, entry.parts, entry.file_name, entry.file_sha256,
        entry.campaign_name, entry.campaign_id, entry.rows, entry.set_aside, entry.created, entry.skipped,
    )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value)
