"""What became of each row of an upload, as far as anybody knows.

Owns: that verdict, row by row, and the file of it that can be dropped again as it is. Leaves to others: the record
(`ledger.py`, `series.py`), showing it. An answer has counts only: which rows were skipped is then not known, and said.
"""

from __future__ import annotations

import enum
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from app.leads import ledger_rows, sentences
from app.leads.known_numbers import unpack
from app.leads.ledger import Ledger
from app.leads.mapping import PHONE_NUMBER
from app.leads.records import Sentence, UploadRecord, UploadState
from app.leads.rejected import write_rows
from app.leads.table import REASONS_COLUMN
from app.threads import run_in_daemon_thread


class RowOutcome(enum.StrEnum):
    """What became of a row."""

    CREATED = "created"
    SKIPPED = "skipped"
    CREATED_OR_SKIPPED = "created_or_skipped"
    TAKEN_AS_ARRIVED = "taken_as_arrived"  # a person says so
    REFUSED = "refused"  # named by the server
    REFUSED_WITH_OTHERS = "refused_with_others"
    UNKNOWN = "unknown"
    WAITS = "waits"
    NOT_SENT = "not_sent"
    REMOVED = "removed"  # created, and taken out of its campaign again
    CALLED = "called"  # created, and called before it could be taken out


class SentRow(msgspec.Struct, frozen=True, gc=False):
    """One row. `place` counts from 1; `cells` are its other columns, empty where only the numbers are kept."""

    place: int
    number: str
    outcome: RowOutcome
    reason: Sentence
    cells: tuple[str, ...] = ()


class SentRows(msgspec.Struct, frozen=True):
    """The rows of one file.

    Attributes:
        columns: What `SentRow.cells` are called.
        rows: In the order of the file, those that were set aside before sending left out.
        counts: How many of each outcome.
        set_aside: Rows that were set aside before sending; they are not kept here.
        forgotten: Rows that are no longer kept here.
    """

    columns: tuple[str, ...]
    rows: tuple[SentRow, ...]
    counts: dict[RowOutcome, int]
    set_aside: int
    forgotten: int


_BY_STATE: Final = {
    UploadState.PLANNED: (RowOutcome.WAITS, sentences.WHY_WAITS),
    UploadState.NOT_SENT: (RowOutcome.NOT_SENT, sentences.WHY_NOT_SENT),
    UploadState.INFLIGHT: (RowOutcome.UNKNOWN, sentences.WHY_UNKNOWN),
    UploadState.UNKNOWN: (RowOutcome.UNKNOWN, sentences.WHY_UNKNOWN),
    UploadState.SET_ASIDE: (RowOutcome.UNKNOWN, sentences.WHY_UNKNOWN),
}


async def rows_of(ledger: Ledger, upload_ids: Sequence[int]) -> SentRows:
    """The rows of these uploads, which are the parts of one file or one upload alone.

    Raises:
        LedgerError: The record cannot be read.
    """

    def work(database: sqlite3.Connection) -> SentRows:
        columns: tuple[str, ...] = ()
        rows: list[SentRow] = []
        set_aside = forgotten = 0
        for upload_id in upload_ids:
            record = ledger_rows.find(database, upload_id)
            header, found = _rows(database, record, len(rows))
            columns = columns or header
            rows += found
            set_aside += record.set_aside
            forgotten += record.rows - len(found)
        counts = Counter(row.outcome for row in rows)
        return SentRows(columns, tuple(rows), dict(counts), set_aside, forgotten)

    return await ledger.read(work)


async def write_outcomes(
    path: Path, sent: SentRows, chosen: Iterable[RowOutcome], text: Mapping[RowOutcome, str]
) -> int:
    """Write the rows of these outcomes to a file that can be dropped again as it is; returns how many.

    `text` is what an outcome is called; it stands before the reason in the last column.

    Raises:
        LeadFileError: It cannot be written there.
    """
    wanted = frozenset(chosen)

    def rows() -> Iterator[list[str]]:
        for row in sent.rows:
            if row.outcome in wanted:
                cells = row.cells or ("",) * len(sent.columns)
                yield [row.number, *cells, f"{text[row.outcome]}: {row.reason.text}"]

    header = [PHONE_NUMBER, *sent.columns, REASONS_COLUMN]
    return await run_in_daemon_thread(lambda: write_rows(path, header, rows()), name="save-outcomes")


def _rows(database: sqlite3.Connection, record: UploadRecord, before: int) -> tuple[tuple[str, ...], list[SentRow]]:
    packed, content = database.execute(
        "select numbers, content from upload left join kept on upload_id = id where id = ?", (record.id,)
    ).fetchone()
    header: tuple[str, ...] = ()
    kept: list[list[str]] = []
    if content is not None:
        found = ledger_rows.read_csv(zlib.decompress(content))
        header = tuple(next(found, []))[1:]
        kept = list(found)
    refused = _read(database, "select number, reason from refusal where upload_id = ?", record.id)
    leads = _leads(database, record)
    special = {number: _outcome(record, number, refused, leads) for number in (*refused, *leads)}
    usual = _outcome(record, None, refused, leads)
    rows = []
    for place, number in enumerate(unpack(packed)):
        outcome, reason = special.get(number, usual)
        cells = tuple(kept[place][1:]) if place < len(kept) else ()
        rows.append(SentRow(before + place + 1, f"+{number}", outcome, reason, cells))
    return header, rows


def _outcome(
    record: UploadRecord, number: int | None, refused: Mapping[int, str], leads: Mapping[int, str]
) -> tuple[RowOutcome, Sentence]:
    """Of one number; None: of those that nothing in particular is known about."""
    if record.state is UploadState.REFUSED:
        if number is not None and number in refused:
            return RowOutcome.REFUSED, Sentence(sentences.WHY_REFUSED, {"reason": refused[number]})
        return RowOutcome.REFUSED_WITH_OTHERS, Sentence(sentences.WHY_REFUSED_WITH_OTHERS)
    if record.state is not UploadState.CONFIRMED:
        outcome, template = _BY_STATE[record.state]
        return outcome, Sentence(template)
    later = leads.get(number, "") if number is not None else ""
    if later == RowOutcome.REMOVED:
        return RowOutcome.REMOVED, Sentence(sentences.WHY_REMOVED)
    if later == RowOutcome.CALLED:
        return RowOutcome.CALLED, Sentence(sentences.WHY_CALLED)
    if record.created is None:
        return RowOutcome.TAKEN_AS_ARRIVED, Sentence(sentences.WHY_TAKEN)
    if not record.skipped or number in leads:
        return RowOutcome.CREATED, Sentence(sentences.WHY_CREATED)
    if not record.created or leads:
        return RowOutcome.SKIPPED, Sentence(sentences.WHY_SKIPPED)
    params: dict[str, str | int | float] = {"created": record.created, "skipped": record.skipped}
    return RowOutcome.CREATED_OR_SKIPPED, Sentence(sentences.WHY_CREATED_OR_SKIPPED, params)


def _leads(database: sqlite3.Connection, record: UploadRecord) -> dict[int, str]:
    """What became later of the leads that the answer named: number -> outcome, "" for nothing."""
    leads = _read(database, "select number, outcome from lead where upload_id = ?", record.id)
    if record.is_single:
        query = (
            "select number, case when removed_at is null then '' else 'removed' end from single"
            " where upload_id = ? and lead_id <> ''"
        )
        leads |= _read(database, query, record.id)
    return leads


def _read(database: sqlite3.Connection, query: str, upload_id: int) -> dict[int, str]:
    return dict(database.execute(query, (upload_id,)).fetchall())
