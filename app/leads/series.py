"""Files that need several uploads, on record: their parts, which of them wait, and what became of all of them together.

Owns: putting all parts on record before the first one is sent, beginning one, giving the rest up, the sum. Leaves to
others: the record itself (`ledger.py`), sending (`parts.py`).

A part is begun once: it goes from PLANNED to INFLIGHT in the transaction that also looks whether anybody in it was sent
to the campaign meanwhile, or must not be called any more; those are set aside then. It becomes PLANNED again only with
proof that nothing of it is there.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec

from app.clock import Clock
from app.leads import ledger_rows, sentences
from app.leads.evidence import PartResult, UploadOutcome
from app.leads.file_names import upload_name
from app.leads.known_numbers import pack_numbers, unpack
from app.leads.ledger import Ledger, SettledMeanwhileError, refuse_open_questions
from app.leads.records import Payload, Sentence, UploadRecord, UploadState
from app.models import Campaign

# What keeps a number from being sent once more with a part that waits. Parts that wait too do not: the first one goes.
_SENT_OR_DOUBTFUL = (UploadState.INFLIGHT, UploadState.UNKNOWN, UploadState.SET_ASIDE)


class Begun(NamedTuple):
    """A part that is on record as INFLIGHT."""

    record: UploadRecord
    payload: Payload


class Series:
    """The parts of one profile's files. Every method may raise `LedgerError`."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def plan(self, payload: Payload, campaign: Campaign, series: int | None) -> int:
        """Put the next part on record as PLANNED; returns the id of the first one, which `series` is from then on.

        Before the last part is there, none is begun; what is there by then is forgotten if the program ends.
        """

        def work(database: sqlite3.Connection) -> int:
            cursor = database.execute(
                "insert into upload (campaign_id, campaign_name, file_name, file_sha256, rows, set_aside, state,"
                " began_at, numbers, series, part, parts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    campaign.id, campaign.name, payload.source_name, payload.source_sha256, payload.rows,
                    payload.set_aside if payload.part == 0 else 0, UploadState.PLANNED, self._clock.time(),
                    payload.numbers, series, payload.part, payload.parts,
                ),
            )  # fmt: skip
            upload_id = cursor.lastrowid
            assert upload_id is not None
            if series is None:
                database.execute("update upload set series = id where id = ?", (upload_id,))
            packed = zlib.compress(payload.content, 1)
            database.execute("insert into kept (upload_id, content) values (?, ?)", (upload_id, packed))
            return upload_id if series is None else series

        return await self._ledger.transaction(work)

    async def unplan(self, series: int) -> None:
        """Take all of it off the record again, as long as none was begun."""

        def work(database: sqlite3.Connection) -> None:
            none_begun = (
                "select id from upload where series = ? and not exists"
                " (select 1 from upload as other where other.series = upload.series and other.state <> ?)"
            )
            values = (series, UploadState.PLANNED)
            database.execute(f"delete from kept where upload_id in ({none_begun})", values)
            database.execute(f"delete from upload where id in ({none_begun})", values)

        await self._ledger.transaction(work)

    async def parts(self, series: int) -> list[UploadRecord]:
        """All parts, in order."""

        def work(database: sqlite3.Connection) -> list[UploadRecord]:
            found = database.execute(f"{ledger_rows.SELECT} where series = ? order by part", (series,))
            return [ledger_rows.record_of(row) for row in found]

        return await self._ledger.read(work)

    async def waiting(self) -> list[int]:
        """The series of which parts wait, oldest first."""

        def work(database: sqlite3.Connection) -> list[int]:
            found = database.execute(
                "select distinct series from upload where state = ? order by series", (UploadState.PLANNED,)
            )
            return [series for (series,) in found]

        return await self._ledger.read(work)

    async def begin(self, upload_id: int, before: Campaign, unwanted: frozenset[str]) -> Begun | None:
        """Note durably that a PLANNED part is about to leave; None where nobody is left in it to be sent.

        `unwanted`: numbers that must not be called, in E.164.

        Raises:
            OpenQuestionError: Another upload to its campaign is under way or has no known outcome.
            SettledMeanwhileError: It does not wait any more.
        """
        barred = frozenset(int(number[1:]) for number in unwanted)

        def work(database: sqlite3.Connection) -> Begun | None:
            record = ledger_rows.find(database, upload_id)
            if record.state is not UploadState.PLANNED:
                raise SettledMeanwhileError
            if not _is_whole(database, record):
                raise SettledMeanwhileError
            refuse_open_questions(database, record.campaign_id, record.campaign_name)
            packed, content = database.execute(
                "select numbers, content from upload join kept on upload_id = id where id = ?", (upload_id,)
            ).fetchone()
            content = zlib.decompress(content)
            numbers = unpack(packed)
            gone = barred.intersection(numbers) | _known(database, record, numbers)
            gone |= _doubtful(database, record).intersection(numbers)
            if gone:
                content = _without(content, gone)
                left = [number for number in numbers if number not in gone]
                packed = pack_numbers([f"+{number}" for number in left])
                database.execute(
                    "update upload set rows = ?, set_aside = set_aside + ?, numbers = ? where id = ?",
                    (len(left), len(numbers) - len(left), packed, upload_id),
                )
                kept = zlib.compress(content, 1)
                database.execute("update kept set content = ? where upload_id = ?", (kept, upload_id))
                if not left:
                    self._end(database, upload_id, UploadState.NOT_SENT, Sentence(sentences.REASON_NOBODY_LEFT).kept)
                    return None
            database.execute(
                "update upload set state = ?, total_before = ?, total_after = null, looked_at = null, began_at = ?,"
                " ended_at = null, reason = '' where id = ?",
                (UploadState.INFLIGHT, before.total_leads, self._clock.time(), upload_id),
            )
            self._ledger.note(database, upload_id)
            record = ledger_rows.find(database, upload_id)
            return Begun(record, _payload(record, content, packed))

        return await self._ledger.transaction(work)

    async def give_up(self, series: int) -> int:
        """The parts that wait are not sent any more; returns how many. Their rows are kept like those of any other."""

        def work(database: sqlite3.Connection) -> int:
            waiting = database.execute(
                "select id from upload where series = ? and state = ?", (series, UploadState.PLANNED)
            ).fetchall()
            for (upload_id,) in waiting:
                self._end(database, upload_id, UploadState.NOT_SENT, Sentence(sentences.REASON_GIVEN_UP).kept)
            ledger_rows.forget_old_rows(database)
            return len(waiting)

        return await self._ledger.transaction(work)

    def _end(self, database: sqlite3.Connection, upload_id: int, state: UploadState, reason: str) -> None:
        database.execute(
            "update upload set state = ?, reason = ?, ended_at = ? where id = ?",
            (state, reason, self._clock.time(), upload_id),
        )
        self._ledger.note(database, upload_id)


def sum_up(parts: Sequence[UploadRecord], last: UploadOutcome | None = None) -> UploadOutcome:
    """What became of all parts of a file together; `last` is what was found out about one of them just now.

    Its `upload_id` is that of the part to look at: the one of unknown outcome, or the one of `last`.
    """
    there = [part for part in parts if part.state is UploadState.CONFIRMED]
    waiting = [part for part in parts if part.state is UploadState.PLANNED]
    refused = [part for part in parts if part.state is UploadState.REFUSED]
    question = next((part for part in parts if part.state in (UploadState.UNKNOWN, UploadState.INFLIGHT)), None)
    aside = next((part for part in parts if part.state is UploadState.SET_ASIDE), None)
    rows = sum(part.rows for part in parts)
    by_hand = any(part.created is None for part in there)
    created, skipped = (sum(number or 0 for number in numbers) for numbers in _counts(there))
    counts: dict[str, str | int | float] = {
        "rows": rows,
        "there": sum(part.rows for part in there),
        "waiting": sum(part.rows for part in waiting),
        "refused": sum(part.rows for part in refused),
        "parts": len(parts),
        "count": len(waiting),
    }
    if question is not None:
        state, template = UploadState.UNKNOWN, sentences.RESULT_PART_UNKNOWN
        counts |= {"part": question.part + 1, "unknown": question.rows}
    elif waiting:
        state, template = UploadState.PLANNED, sentences.RESULT_PARTS_WAIT
        if last is not None and (stopped := _stopped_by(refused, last)) is not None:
            template = sentences.RESULT_PART_REFUSED
            counts |= {"part": stopped.part + 1}
    elif there and all(part.state is UploadState.CONFIRMED or not part.rows for part in parts):
        state, template = UploadState.CONFIRMED, sentences.RESULT_CONFIRMED
        counts = {"created": created, "skipped": skipped}
        if by_hand:
            template, counts = sentences.RESULT_CONFIRMED_BY_HAND, {"rows": rows}
    else:
        state = UploadState.SET_ASIDE if aside else UploadState.REFUSED if refused else UploadState.NOT_SENT
        template = sentences.RESULT_PARTS_ENDED
    looked_at = question or aside
    return UploadOutcome(
        upload_id=looked_at.id if looked_at is not None else last.upload_id if last is not None else parts[0].id,
        state=state,
        sentence=Sentence(template, counts),
        rows=rows,
        created=None if by_hand else created,
        skipped=None if by_hand else skipped,
        total_before=parts[0].total_before,
        total_after=next((part.total_after for part in reversed(parts) if part.total_after is not None), None),
        cause=last.cause if last is not None and state is not UploadState.CONFIRMED else None,
        remark=last.remark if last is not None else None,
        refusals=last.refusals if last is not None else (),
        refused_positions=last.refused_positions if last is not None else (),
        series=parts[0].series,
        set_aside=sum(part.set_aside for part in parts),
        parts=tuple(
            PartResult(part.id, part.part, part.state, part.rows, part.created, part.skipped) for part in parts
        ),
    )


def _stopped_by(refused: Sequence[UploadRecord], last: UploadOutcome) -> UploadRecord | None:
    return next((part for part in refused if part.id == last.upload_id), None)


def _counts(parts: Sequence[UploadRecord]) -> tuple[list[int | None], list[int | None]]:
    return [part.created for part in parts], [part.skipped for part in parts]


def _payload(record: UploadRecord, content: bytes, packed: bytes) -> Payload:
    header = next(ledger_rows.read_csv(content), [])
    return Payload(
        name=upload_name(record.file_name),
        content=content,
        rows=record.rows,
        set_aside=record.set_aside,
        source_name=record.file_name,
        source_sha256=record.file_sha256,
        numbers=packed,
        columns=tuple(header),
        part=record.part,
        parts=record.parts,
    )


def _is_whole(database: sqlite3.Connection, record: UploadRecord) -> bool:
    """Whether all parts are on record: if not, putting them there failed, and so did taking them off again."""
    found = database.execute("select count(*) from upload where series = ?", (record.series,)).fetchone()
    return bool(found[0] == record.parts)


def _known(database: sqlite3.Connection, record: UploadRecord, numbers: Iterable[int]) -> set[int]:
    """Those of `numbers` that surely went to the campaign; in one question, since there may be 200,000 of them."""
    found = database.execute(
        "select number from sent where campaign_id = ? and number in (select value from json_each(?))",
        (record.campaign_id, msgspec.json.encode(list(numbers)).decode()),
    )
    return {number for (number,) in found}


def _doubtful(database: sqlite3.Connection, record: UploadRecord) -> set[int]:
    """The numbers of uploads to the campaign of which nobody knows whether they arrived."""
    marks = ", ".join("?" * len(_SENT_OR_DOUBTFUL))
    found = database.execute(
        f"select numbers from upload where campaign_id = ? and id <> ? and state in ({marks})",
        (record.campaign_id, record.id, *_SENT_OR_DOUBTFUL),
    )
    return {number for (packed,) in found for number in unpack(packed)}


def _without(content: bytes, gone: AbstractSet[int]) -> bytes:
    """A part without these numbers, which are its first column."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    rows = ledger_rows.read_csv(content)
    writer.writerow(next(rows))
    writer.writerows(row for row in rows if int(row[0][1:]) not in gone)
    return out.getvalue().encode()
