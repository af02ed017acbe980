"""Many call logs at once, fast.

Owns: a short cut for rows that look as expected; a list of 100 then costs about as much as decoding it. Every other row
goes through `app.api.records.call_log`, which says what is right: the short cut gives the same records or none.
Leaves to others: the names of the fields (`app/api/records.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from app.api import records
from app.models import CallLog
from app.statuses import canonical

Row = dict[str, Any]
# Picks one value for each of `records.CALL_LOG_FIELDS` out of the values of a row and a None after them.
_Pick = Callable[[tuple[Any, ...]], tuple[Any, ...]]

_MAX_SHAPES = 256
_NONE = type(None)
_NUMBERS = frozenset({int, float, _NONE})
_OBJECTS = frozenset({dict, _NONE})
_TEXTS = frozenset({str, _NONE})
# Which types the short cut understands, field by field; the id has to be there.
_ACCEPTED = tuple(
    frozenset({str})
    if field == "id"
    else _NUMBERS
    if field == "duration_s"
    else _OBJECTS
    if field == "analysis"
    else _TEXTS
    for field in records.CALL_LOG_FIELDS
)
_LEAST_TIME = len("2024-03-01T10:00:00Z")
_MAX_DURATION_S = 1e9

# What was found out about rows with these keys, and about values of these types.
_picks: dict[tuple[str, ...], _Pick | None] = {}
_signatures: dict[tuple[type, ...], bool] = {}


def read_call_logs(rows: Iterable[Row], campaign_id: str | None = None) -> Iterator[CallLog | None]:
    """A record for every row, None for those without an id. `campaign_id` is the one asked for, where there is one."""
    for row in rows:
        record = _short_cut(row, campaign_id)
        if record is None:
            record = records.call_log(row if campaign_id is None else {**row, "campaign_id": campaign_id})
        yield record


def _short_cut(row: Row, asked_campaign_id: str | None) -> CallLog | None:
    keys = tuple(row)
    pick = _picks[keys] if keys in _picks else _learn_keys(keys)
    if pick is None:
        return None
    values = pick((*row.values(), None))
    types = tuple(map(type, values))
    if not (_signatures[types] if types in _signatures else _learn_types(types)):
        return None
    (
        record_id,
        call_id,
        agent_id,
        campaign_id,
        to_number,
        from_number,
        status,
        sentiment,
        duration_s,
        end_reason,
        recording_url,
        summary,
        analysis,
        created_at,
    ) = values
    at = None
    if created_at is not None:
        if len(created_at) < _LEAST_TIME:
            return None
        try:
            at = datetime.fromisoformat(created_at)
        except ValueError:
            return None
        if at.tzinfo is not UTC:
            return None
    if duration_s is not None:
        if not -_MAX_DURATION_S < duration_s < _MAX_DURATION_S:
            return None
        duration_s = float(duration_s)
    if not record_id:
        return None
    return CallLog(
        id=record_id,
        raw=row if asked_campaign_id is None else {**row, "campaign_id": asked_campaign_id},
        call_id=call_id or None,
        agent_id=agent_id or None,
        campaign_id=asked_campaign_id or campaign_id or None,
        to_number=to_number or "",
        from_number=from_number or "",
        status=canonical(status) if status else "",
        sentiment=canonical(sentiment) if sentiment else "",
        duration_s=duration_s,
        end_reason=canonical(end_reason) if end_reason else "",
        recording_url=recording_url or None,
        summary=summary or "",
        analysis=analysis or {},
        created_at=at,
    )


def _learn_keys(keys: tuple[str, ...]) -> _Pick | None:
    """How to pick the fields out of rows with these keys; None where that takes a closer look at every row."""
    pick: _Pick | None = None
    places = [_place(names, keys) for names in records.CALL_LOG_FIELDS.values()]
    if not any(name in keys for name in records.CALL_LOG_DETAILS) and None not in places:
        pick = itemgetter(*(place for place in places if place is not None))
    if len(_picks) < _MAX_SHAPES:
        _picks[keys] = pick
    return pick


def _place(names: tuple[str, ...], keys: tuple[str, ...]) -> int | None:
    """Where among `keys` the field stands: -1 for nowhere, None for under several of its names."""
    found = [keys.index(name) for name in names if name in keys]
    return None if len(found) > 1 else found[0] if found else -1


def _learn_types(types: tuple[type, ...]) -> bool:
    is_accepted = all(kind in accepted for kind, accepted in zip(types, _ACCEPTED, strict=True))
    if len(_signatures) < _MAX_SHAPES:
        _signatures[types] = is_accepted
    return is_accepted
