"""Whether a call log is one that was asked for, by what the API documents: what its answers are compared with."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from app.statuses import canonical

if TYPE_CHECKING:
    from app.api.dialect import CallLogQuery
    from app.models import CallLog

# One spelling of the API has a single word for a call that is under way.
_UNDER_WAY = frozenset({"initiated", "sent", "received", "in_progress"})


def matches(query: CallLogQuery, record: CallLog) -> bool:
    """Whether `record` passes every filter of `query`. What the server does not tell about a call is taken as right."""
    if query.agent_id is not None and record.agent_id not in (None, query.agent_id):
        return False
    if query.campaign_id is not None and record.campaign_id not in (None, query.campaign_id):
        return False
    if query.status is not None and not _is_status(canonical(query.status), record.status):
        return False
    if query.sentiment is not None and record.sentiment not in ("", canonical(query.sentiment)):
        return False
    return _is_in_days(query, record) and _has_duration(query, record)


def _is_status(wanted: str, actual: str) -> bool:
    if actual in ("", wanted):
        return True
    # The same spelling tells a call that a mailbox answered apart, and filters it as completed.
    return (actual == "in_progress" and wanted in _UNDER_WAY) or (actual == "voicemail" and wanted == "completed")


def _is_in_days(query: CallLogQuery, record: CallLog) -> bool:
    if record.created_at is None:
        return True
    day = record.created_at.astimezone(UTC).date()
    if query.start_date is not None and day < query.start_date:
        return False
    return query.end_date is None or day <= query.end_date


def _has_duration(query: CallLogQuery, record: CallLog) -> bool:
    """A call without a duration never connected: it lasted 0 seconds."""
    duration_s = record.duration_s or 0.0
    if query.duration_min_s is not None and duration_s < query.duration_min_s:
        return False
    return query.duration_max_s is None or duration_s <= query.duration_max_s
