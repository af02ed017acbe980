"""The filters of a query, applied here once more.

Owns: whether a call is what was asked for. A server may know a filter under another name, in another unit, or not at
all, and then gives more than was asked for. Pure. Leaves to others: asking (`app/api/campaign_dialect.py`).
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.api.dialect import CallLogQuery
    from app.models import CallLog

# A server that spells statuses as the documentation's prose does has one word where the canonical set has several:
# asked for one of these, it answers with that word.
_ALSO: Final = {
    "initiated": {"in_progress"},
    "sent": {"in_progress"},
    "received": {"in_progress"},
    "in_progress": {"initiated", "sent", "received"},
    "completed": {"voicemail"},
    "no_answer": {"hangup"},
    "did_not_pick": {"hangup"},
}


def matches(query: CallLogQuery, record: CallLog) -> bool:
    """Whether this call is what `query` asks for. What the record does not tell is left to the server's word."""
    return (
        _same(query.agent_id, record.agent_id)
        and _same(query.campaign_id, record.campaign_id)
        and _has_status(query.status, record.status)
        and _same(query.sentiment, record.sentiment)
        and _is_within(query, record)
        and _has_duration(query, record.duration_s)
    )


def _same(asked: str | None, told: str | None) -> bool:
    return asked is None or not told or asked == told


def _has_status(asked: str | None, told: str) -> bool:
    return _same(asked, told) or told in _ALSO.get(asked or "", ())


def _is_within(query: CallLogQuery, record: CallLog) -> bool:
    if record.created_at is None:
        return True
    day = record.created_at.astimezone(UTC).date()
    return (query.start_date is None or day >= query.start_date) and (query.end_date is None or day <= query.end_date)


def _has_duration(query: CallLogQuery, duration_s: float | None) -> bool:
    if duration_s is None:
        return True
    least, most = query.duration_min_s, query.duration_max_s
    return (least is None or duration_s >= least) and (most is None or duration_s <= most)
