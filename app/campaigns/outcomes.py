"""How the latest calls of a campaign ended.

Owns: counting one page of call logs. Leaves to others: when it is worth a request. There is no count of outcomes in the
API, so this says what it is: the latest calls, not all of them.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from app.api.client import Api
from app.api.dialect import CallLogQuery
from app.clock import Clock
from app.quota.priorities import Priority


class Outcomes(NamedTuple):
    """What one page told.

    Attributes:
        counts: (status, number of calls), the most frequent first.
        counted: How many calls were looked at.
        total: How many there are in all, where the server says.
        at: Unix time of the reading.
    """

    counts: tuple[tuple[str, int], ...]
    counted: int
    total: int | None
    at: float


async def read_outcomes(api: Api, clock: Clock, campaign_id: str) -> Outcomes:
    """Read the latest calls of a campaign, one request.

    Raises:
        AppError: It could not be read.
    """
    page = await api.call_logs(CallLogQuery(campaign_id=campaign_id), priority=Priority.INTERACTIVE)
    counts = Counter(call.status for call in page.items)
    return Outcomes(tuple(counts.most_common()), len(page.items), page.total, clock.time())
