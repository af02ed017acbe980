"""What is in the mirror, read back as records.

Owns: rows and details as `CallLog`s, counts, values, the stored coverage. Leaves to others: which calls
(`mirror_sql.py`, `view.py`), storing (`mirror_rows.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from app.calls import words
from app.calls.coverage import Coverage, Span
from app.calls.mirror_schema import UNKNOWN_LENGTH
from app.models import CallAttempt, CallLog, TimelineEvent
from app.store.database import Connection

_ROW: Final = (
    "select call.key, id, call_id, at, status, sentiment, end_reason, campaign, agent, from_number, to_number,"
    " duration, heard_at, details_at, text.summary, text.analysis from call left join text on text.key = call.key"
)
# Named, or SQLite takes the index of the duration, which finds nearly all calls.
WANTING_DETAILS: Final = (
    "call indexed by call_wanting_details where look_at is null and details_at is null and duration > 0"
)
_decode_analysis = msgspec.json.Decoder(dict[str, Any]).decode
_decode_timeline = msgspec.json.Decoder(tuple[TimelineEvent, ...]).decode
_decode_attempts = msgspec.json.Decoder(tuple[CallAttempt, ...]).decode


class CallRow(msgspec.Struct, frozen=True):
    """A call as a row of the table.

    Attributes:
        key: Its place in the order of time (`mirror_schema.py`).
        record: The call without transcript and timeline.
        has_details: Whether transcript and timeline are here.
        is_heard: Whether somebody has reviewed it.
    """

    key: int
    record: CallLog
    has_details: bool
    is_heard: bool


def rows_of(database: Connection, keys: Sequence[int]) -> dict[int, CallRow]:
    """The rows of these calls, as far as they are still there."""
    found: dict[int, CallRow] = {}
    for first in range(0, len(keys), 500):
        some = keys[first : first + 500]
        marks = ", ".join("?" * len(some))
        for values in database.execute(f"{_ROW} where call.key in ({marks})", some):
            found[values[0]] = _row(database, values)
    return found


def read_transcripts(database: Connection, keys: Sequence[int]) -> dict[int, str]:
    """The transcripts of these few calls, "" where there is none."""
    marks = ", ".join("?" * len(keys))
    texts = database.execute(f"select key, coalesce(transcript, '') from text where key in ({marks})", tuple(keys))
    return dict.fromkeys(keys, "") | dict(texts.fetchall())


def read_everything(
    database: Connection, call_id: str
) -> tuple[CallLog, float | None, float | None, tuple[CallAttempt, ...] | None, float | None, dict[str, Any]] | None:
    """All that is kept of one call, in the order of `mirror.KeptCall`."""
    values = database.execute(f"{_ROW} where call.id = ?", (call_id,)).fetchone()
    if values is None:
        return None
    key, heard_at, details_at = values[0], values[12], values[13]
    record = _row(database, values).record
    transcript = database.execute("select transcript from text where key = ?", (key,)).fetchone()
    detail = database.execute(
        "select timeline, recording_url, recording_at, attempts from detail where key = ?", (key,)
    ).fetchone() or (None, None, None, None)
    extra = database.execute("select row, details from extra where key = ?", (key,)).fetchone() or ()
    timeline, recording_url, recording_at, attempts = detail
    record = msgspec.structs.replace(
        record,
        transcript=transcript[0] if transcript is not None else None,
        timeline=_decode_timeline(timeline) if timeline else (),
        recording_url=recording_url,
    )
    unknown: dict[str, Any] = {}
    for part in extra:
        if part:
            unknown |= _decode_analysis(part)
    kept_attempts = _decode_attempts(attempts) if attempts is not None else None
    return record, details_at, recording_at, kept_attempts, heard_at, unknown


def read_counts(database: Connection) -> tuple[int, int, int, int, float | None, float | None]:
    """The counts of `mirror.MirrorState`."""
    calls = database.execute("select coalesce(sum(calls), 0) from tally_outcome").fetchone()[0]
    with_details = database.execute("select count(*) from call where details_at > 0").fetchone()[0]
    wanting = database.execute(f"select count(*) from {WANTING_DETAILS}").fetchone()[0]
    not_final = database.execute("select count(*) from call where look_at is not null").fetchone()[0]
    ends = [
        database.execute(f"select at from call where at is not null order by key {way} limit 1").fetchone()
        for way in ("desc", "asc")
    ]
    newest, oldest = (end[0] / 1000 if end is not None else None for end in ends)
    return calls, with_details, wanting, not_final, newest, oldest


def read_values(database: Connection) -> list[tuple[tuple[str, int], ...]]:
    """What there is to filter by, in the order of `mirror.MirrorValues`."""
    values = []
    for column in ("campaign", "agent", "status", "sentiment", "end_reason"):
        found = database.execute(
            f"select text, sum(calls) as n from tally_outcome join word on word.id = {column} group by {column}"
            " having n > 0 order by n desc, text"
        ).fetchall()
        values.append(tuple((str(text), int(count)) for text, count in found))
    return values


def read_analysis_fields(database: Connection) -> tuple[str, ...]:
    """The names of the fields that agents fill in, the most frequent first."""
    found = database.execute("select name from analysis_field order by calls desc, name limit 500")
    return tuple(name for (name,) in found)


def read_coverage(database: Connection) -> Coverage:
    """What was stored by `write_coverage`."""
    spans = tuple(
        Span(*row) for row in database.execute("select top, bottom, calls from span order by top desc").fetchall()
    )
    return Coverage(spans, bool(read_meta(database, "has_end")))


def write_coverage(database: Connection, before: Coverage, after: Coverage) -> None:
    """Store the pieces that changed."""
    for span in set(before.spans) - set(after.spans):
        database.execute("delete from span where top = ?", (span.top,))
    for span in set(after.spans) - set(before.spans):
        database.execute("insert or replace into span values (?, ?, ?)", span)
    if before.has_end != after.has_end:
        write_meta(database, "has_end", int(after.has_end))


def read_meta(database: Connection, name: str) -> Any:
    """A single value; None for none."""
    found = database.execute("select value from meta where name = ?", (name,)).fetchone()
    return None if found is None else found[0]


def write_meta(database: Connection, name: str, value: Any) -> None:
    """Store a single value."""
    database.execute("insert or replace into meta values (?, ?)", (name, value))


def _row(database: Connection, values: tuple[Any, ...]) -> CallRow:
    (
        key, call_id, other_id, at, status, sentiment, end_reason, campaign, agent, from_number, to_number, duration,
        heard_at, details_at, summary, analysis,
    ) = values  # fmt: skip
    text = words.texts(database, (status, sentiment, end_reason, campaign, agent, from_number))
    record = CallLog(
        id=call_id,
        call_id=other_id,
        agent_id=text[agent] or None,
        campaign_id=text[campaign] or None,
        to_number=to_number,
        from_number=text[from_number],
        status=text[status],
        sentiment=text[sentiment],
        duration_s=None if duration == UNKNOWN_LENGTH else duration / 1000,
        end_reason=text[end_reason],
        summary=summary or "",
        analysis=_decode_analysis(analysis) if analysis else {},
        created_at=None if at is None else datetime.fromtimestamp(at / 1000, UTC),
    )
    return CallRow(key, record, bool(details_at), heard_at is not None)
