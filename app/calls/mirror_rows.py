"""Calls as rows of the mirror: storing what the server told.

Owns: what of a record goes where, keys, merging what is told now with what is known, the full-text index and the
tallies along with it. Leaves to others: the schema, reading (`mirror_reading.py`), transactions (`mirror.py`).

What is known is not lost to an answer that does not tell it, and a call that is over does not begin again because an
older answer arrives late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from app.api.records import CALL_LOG_DETAILS, CALL_LOG_FIELDS
from app.calls import tallies, words
from app.calls.changes import Changes, Stored
from app.calls.mirror_schema import KEYS_PER_MS, UNKNOWN_LENGTH
from app.calls.search import document
from app.calls.tallies import Calendar, Facts, Tallies
from app.models import CallAttempt, CallLog
from app.statuses import CALL_FINAL
from app.store.database import Connection

T = TypeVar("T")

_NAMED: Final = frozenset(name for names in CALL_LOG_FIELDS.values() for name in names) | frozenset(CALL_LOG_DETAILS)
_LOOK_LEAST_S: Final = 20.0
_LOOK_MOST_S: Final = 86_400.0
_LOOK_SHARE: Final = 0.25
_LOOK_TIMELESS_S: Final = 3_600.0  # how old it is nobody knows, so this never ends
_MOST_DURATION_S: Final = 31_622_400.0  # a year: what is longer is no duration
_NEVER_FINAL_S: Final = 14 * 86_400.0
_TRANSCRIPT_WITHIN_S: Final = 86_400.0
_MOST_TOLD: Final = 5_000
_MOST_FIELDS: Final = 200

_encode = msgspec.json.Encoder().encode


class Row(NamedTuple):
    """A row of `call`; numbers are words, `duration` is in ms."""

    key: int
    id: str
    call_id: str | None
    at: int | None
    status: int
    sentiment: int
    end_reason: int
    campaign: int
    agent: int
    from_number: int
    to_number: str
    duration: int
    day: int
    slot: int
    look_at: float | None
    details_at: float | None
    heard_at: float | None

    @property
    def facts(self) -> Facts:
        """What of it is counted."""
        return Facts(
            self.day, self.campaign, self.agent, self.status, self.sentiment, self.end_reason, self.slot, self.duration
        )


_COLUMNS: Final = ", ".join(Row._fields)
_INSERT: Final = f"insert into call ({_COLUMNS}) values ({', '.join('?' * len(Row._fields))})"
_UPDATE: Final = f"update call set {', '.join(f'{name} = ?' for name in Row._fields[1:])} where key = ?"


class _Text(NamedTuple):
    """A row of `text` without its key; `analysis` is JSON or ""."""

    summary: str = ""
    analysis: str = ""
    transcript: str | None = None


class _Writing:
    """One transaction's work on calls."""

    def __init__(self, database: Connection, now: float) -> None:
        self._database = database
        self._now = now
        self._calendar: Calendar = database.memo.setdefault("calendar", Calendar())
        self._tallies = Tallies()
        self._final = frozenset(words.numbers_of(database, CALL_FINAL))
        self._taken: dict[int, int] = {}
        self._fields: dict[str, int] = {}
        self.added: list[int] = []
        self.changed: list[int] = []
        self.removed: list[int] = []

    def row_of(self, call_id: str) -> Row | None:
        found = self._database.execute(f"select {_COLUMNS} from call where id = ?", (call_id,)).fetchone()
        return None if found is None else Row._make(found)

    def known(self, ids: Sequence[str]) -> dict[str, Row]:
        rows: dict[str, Row] = {}
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            marks = ", ".join("?" * len(some))
            found = self._database.execute(f"select {_COLUMNS} from call where id in ({marks})", some)
            rows.update((row[1], Row._make(row)) for row in found)
        return rows

    def put(self, record: CallLog, before: Row | None) -> int:
        """Store one record, with what it tells of details if it does; gives back its key."""
        text_before = self._text(before.key) if before is not None else _Text()
        is_older = before is not None and self._is_older(record, before)
        row = self._row(record, before, is_older=is_older)
        text = _Text(
            _known(record.summary, text_before.summary, is_older=is_older),
            self._analysis({} if is_older and text_before.analysis else record.analysis, text_before.analysis),
            text_before.transcript if record.transcript is None else record.transcript,
        )
        if before is None:
            self._insert(row, text)
            self.added.append(row.key)
            self._note_extra(row.key, record)
            if record.recording_url:
                self._put_link(row.key, record.recording_url)
        else:
            is_other = row[:14] != before[:14] or text != text_before
            if row.key != before.key:
                self._move(before, row, text_before, text)
            elif is_other:
                self._change(before, row, text_before, text)
            elif row.look_at != before.look_at:
                self._database.execute("update call set look_at = ? where key = ?", (row.look_at, row.key))
            if is_other:
                self._note_extra(row.key, record)
                if record.recording_url:
                    self._put_link(row.key, record.recording_url)
        return row.key

    def finish(self) -> Changes:
        """Write what was collected; what changed."""
        self._tallies.write(self._database)
        self._database.executemany(
            "insert into analysis_field values (?, ?) on conflict do update set calls = calls + excluded.calls",
            self._fields.items(),
        )
        if len(self.added) + len(self.changed) + len(self.removed) > _MOST_TOLD:
            return Changes(is_everything=True)
        return Changes(tuple(self.added), tuple(self.changed), tuple(self.removed))

    def _is_older(self, record: CallLog, before: Row) -> bool:
        """Whether a record tells of a time before what is known: a call that is over does not begin again."""
        status = words.number_of(self._database, record.status)
        return bool(status) and before.status in self._final and status not in self._final

    def _row(self, record: CallLog, before: Row | None, *, is_older: bool) -> Row:
        database = self._database

        def word(text: str | None, known: int) -> int:
            return _known(words.number_of(database, text or ""), known, is_older=is_older)

        at = before.at if before is not None else None
        if record.created_at is not None:
            at = int(record.created_at.timestamp() * 1000)
        duration = _duration_ms(record.duration_s)
        status = words.number_of(database, record.status)
        if before is not None:
            if duration == UNKNOWN_LENGTH:
                duration = before.duration
            if not status or is_older:
                status, duration = before.status, max(duration, before.duration)
        key = before.key if before is not None and at == before.at else self._free_key(at)
        day, slot = self._calendar.place(at)
        return Row(
            key,
            record.id,
            record.call_id or (before.call_id if before else None),
            at,
            status,
            word(record.sentiment, before.sentiment if before else 0),
            word(record.end_reason, before.end_reason if before else 0),
            word(record.campaign_id, before.campaign if before else 0),
            word(record.agent_id, before.agent if before else 0),
            word(record.from_number, before.from_number if before else 0),
            record.to_number or (before.to_number if before else ""),
            duration,
            day,
            slot,
            self._look_at(status, at),
            before.details_at if before else None,
            before.heard_at if before else None,
        )

    def _look_at(self, status: int, at: int | None) -> float | None:
        """When a call that may still change is worth another look: soon at first, then ever more seldom."""
        if status in self._final:
            return None
        if at is None:
            return self._now + _LOOK_TIMELESS_S
        age_s = self._now - at / 1000
        if age_s > _NEVER_FINAL_S:
            return None
        return self._now + min(max(age_s * _LOOK_SHARE, _LOOK_LEAST_S), _LOOK_MOST_S)

    def _free_key(self, at: int | None) -> int:
        wanted = max(0, at or 0) * KEYS_PER_MS + 1
        key = first = max(wanted, self._taken.get(wanted, 0))
        step = 64
        while True:
            taken = {
                row[0]
                for row in self._database.execute(
                    "select key from call where key >= ? and key < ?", (first, first + step)
                )
            }
            while key in taken:
                key += 1
            if key < first + step:
                break
            first, step = key, min(step * 2, 8192)
        self._taken[wanted] = key + 1
        return key

    def _text(self, key: int) -> _Text:
        found = self._database.execute(
            "select summary, analysis, transcript from text where key = ?", (key,)
        ).fetchone()
        return _Text() if found is None else _Text._make(found)

    def _analysis(self, analysis: dict[str, Any], before: str) -> str:
        if not analysis:
            return before
        text = _encode(analysis).decode()
        if not before:
            for name in list(analysis)[:_MOST_FIELDS]:
                self._fields[name] = self._fields.get(name, 0) + 1
        return text

    def _insert(self, row: Row, text: _Text) -> None:
        database = self._database
        database.execute(_INSERT, row)
        if any(text):
            database.execute("insert into text values (?, ?, ?, ?)", (row.key, *text))
        database.execute("insert into search (rowid, doc) values (?, ?)", (row.key, self._document(row, text)))
        self._tallies.add(row.facts)

    def _change(self, before: Row, row: Row, text_before: _Text, text: _Text) -> None:
        database = self._database
        database.execute(_UPDATE, (*row[1:], row.key))
        if text != text_before:
            database.execute("insert or replace into text values (?, ?, ?, ?)", (row.key, *text))
        old, new = self._document(before, text_before), self._document(row, text)
        if old != new:
            self._unindex(row.key, old)
            database.execute("insert into search (rowid, doc) values (?, ?)", (row.key, new))
        if row.facts != before.facts:
            self._tallies.remove(before.facts)
            self._tallies.add(row.facts)
        self.changed.append(row.key)

    def _move(self, before: Row, row: Row, text_before: _Text, text: _Text) -> None:
        """The server tells another time for this call: it gets another key."""
        database = self._database
        self._unindex(before.key, self._document(before, text_before))
        self._tallies.remove(before.facts)
        database.execute("delete from call where key = ?", (before.key,))
        database.execute("delete from text where key = ?", (before.key,))
        for table in ("detail", "extra"):
            database.execute(f"update {table} set key = ? where key = ?", (row.key, before.key))
        self._insert(row, text)
        self.removed.append(before.key)
        self.added.append(row.key)

    def _unindex(self, key: int, doc: str) -> None:
        self._database.execute("insert into search (search, rowid, doc) values ('delete', ?, ?)", (key, doc))

    def _document(self, row: Row, text: _Text) -> str:
        number = words.texts(self._database, (row.from_number,))[row.from_number]
        return document(text.transcript, text.summary, analysis_values(text.analysis), row.to_number, number)

    def _note_extra(self, key: int, record: CallLog) -> None:
        column = "row" if record.transcript is None else "details"
        extra = {name: value for name, value in record.raw.items() if name not in _NAMED}
        if extra:
            self._database.execute(
                f"insert into extra (key, {column}) values (?, ?) on conflict do update set {column} ="
                f" excluded.{column}",
                (key, _encode(extra).decode()),
            )

    def _put_link(self, key: int, url: str) -> None:
        self._database.execute(
            "insert into detail (key, recording_url, recording_at) values (?, ?, ?) on conflict do update set"
            " recording_url = excluded.recording_url, recording_at = excluded.recording_at",
            (key, url, self._now),
        )


def _known(now: T, before: T, *, is_older: bool) -> T:
    """What is known after a record; an older one only tells what was not known."""
    return before or now if is_older else now or before


def store(database: Connection, records: Sequence[CallLog], now: float) -> Stored:
    """Store rows of a list."""
    writing = _Writing(database, now)
    known = writing.known([record.id for record in records])
    keys: dict[str, int] = {}
    for record in records:
        if record.id not in keys:
            keys[record.id] = writing.put(record, known.get(record.id))
    before = frozenset(key for call_id, key in keys.items() if call_id in known)
    return Stored(tuple(keys.values()), before, writing.finish())


def store_details(database: Connection, details: CallLog, now: float) -> Changes:
    """Store the details of a call.

    They count as fetched when no more can be expected: it is over, and what was said is there or would be by now.
    """
    writing = _Writing(database, now)
    before = writing.row_of(details.id)
    if details.transcript is None:
        known = writing._text(before.key).transcript if before is not None else None
        details = msgspec.structs.replace(details, transcript=known or "")
    key = writing.put(details, before)
    timeline = _encode(details.timeline).decode() if details.timeline else None
    database.execute(
        "insert into detail (key, timeline) values (?, ?) on conflict do update set"
        " timeline = coalesce(excluded.timeline, timeline)",
        (key, timeline),
    )
    if details.recording_url:
        writing._put_link(key, details.recording_url)
    row = writing.row_of(details.id)
    assert row is not None
    age_s = now - row.at / 1000 if row.at is not None else _NEVER_FINAL_S
    if row.look_at is None and (details.transcript or row.duration <= 0 or age_s > _TRANSCRIPT_WITHIN_S):
        database.execute("update call set details_at = ? where key = ?", (now, key))
    database.execute("delete from detail_request where id = ?", (details.id,))
    changes = writing.finish()
    return changes if changes else Changes(changed=(key,))


def store_attempts(database: Connection, call_id: str, attempts: Iterable[CallAttempt], now: float) -> None:
    """Store the tries to reach the same person, where the call is here."""
    database.execute(
        "insert into detail (key, attempts, attempts_at) select key, ?, ? from call where id = ? on conflict do update"
        " set attempts = excluded.attempts, attempts_at = excluded.attempts_at",
        (_encode(tuple(attempts)).decode(), now, call_id),
    )


def mark_gone(database: Connection, call_id: str) -> None:
    """Ask for it no more: neither for its outcome nor for its details."""
    database.execute("update call set look_at = null, details_at = coalesce(details_at, 0) where id = ?", (call_id,))
    database.execute("delete from detail_request where id = ?", (call_id,))


def mark_heard(database: Connection, call_id: str, at: float | None) -> Changes:
    """Note that somebody has reviewed it."""
    found = database.execute(
        "update call set heard_at = ? where id = ? and (heard_at is null) <> (? is null) returning key",
        (at, call_id, at),
    ).fetchall()
    return Changes(changed=tuple(key for (key,) in found))


def remove(database: Connection, keys: Sequence[int]) -> None:
    """Remove calls and everything about them from every table and index."""
    writing = _Writing(database, 0.0)
    for key in keys:
        found = database.execute(f"select {_COLUMNS} from call where key = ?", (key,)).fetchone()
        if found is None:
            continue
        row = Row._make(found)
        writing._unindex(key, writing._document(row, writing._text(key)))
        writing._tallies.remove(row.facts)
        database.execute("delete from detail_request where id = ?", (row.id,))
        for table in ("call", "text", "detail", "extra"):
            database.execute(f"delete from {table} where key = ?", (key,))
    writing.finish()
    tallies.sweep(database)


def _duration_ms(duration_s: float | None) -> int:
    if duration_s is None or duration_s > _MOST_DURATION_S:
        return UNKNOWN_LENGTH
    return max(0, round(duration_s * 1000))


def analysis_values(analysis: str) -> str:
    """What the analysis says, without the names of its fields, one value a line."""
    if not analysis:
        return ""
    lines: list[str] = []

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                collect(one)
        elif isinstance(value, list):
            for one in value:
                collect(one)
        elif isinstance(value, bool) or value is None:
            return
        else:
            lines.append(str(value))

    collect(msgspec.json.decode(analysis))
    return "\n".join(lines)
