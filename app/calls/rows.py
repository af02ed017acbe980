"""Calls as rows of a list: small, and in a known order.

Owns: what of a call is kept for a row, and how a page read again fits to the rows held. Pure.
Leaves to others: reading pages (`app/calls/feed.py`), the table (`ui/calls/model.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence

import msgspec

from app.models import CallLog


def row_of(record: CallLog) -> CallLog:
    """The call without what only the details show; texts that are the same in thousands of rows are held once."""
    return msgspec.structs.replace(
        record,
        raw={},
        analysis={},
        timeline=(),
        transcript=None,
        recording_url=None,
        agent_id=_shared(record.agent_id),
        campaign_id=_shared(record.campaign_id),
        from_number=sys.intern(record.from_number),
        status=sys.intern(record.status),
        sentiment=sys.intern(record.sentiment),
        end_reason=sys.intern(record.end_reason),
    )


def merged_order(held: Sequence[str], fresh: Sequence[str], *, is_all: bool) -> list[str] | None:
    """The ids in order after the newest calls were read again.

    Args:
        held: Ids held, in server order, without a gap from the newest on.
        fresh: Ids read now, from the newest on.
        is_all: `fresh` is the whole list.

    Returns:
        The new order: what was read, then what is held beyond it. Ids that should have been among those read and were
        not are gone. None where nothing read is held: there may be more in between.
    """
    if is_all or not held:
        return list(fresh)
    known: Collection[str] = set(fresh)
    for number in range(len(held) - 1, -1, -1):
        if held[number] in known:
            return [*fresh, *held[number + 1 :]]
    return None


def _shared(text: str | None) -> str | None:
    return None if text is None else sys.intern(text)
