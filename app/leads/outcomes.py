"""What the end of an upload request proves, and what the campaign's counter proves afterwards.

Owns: those two judgements. Leaves to others: carrying them out (`uploading.py`). Pure.

The API has no key that makes a repeated upload harmless and no list of a campaign's leads. So an upload is sent at
most once, and whatever is not proved by the answer is UNKNOWN until the counter proves it. No class of exception tells
whether a request that was sent was also carried out.
"""

from __future__ import annotations

import enum
from typing import Final, NamedTuple

from app.errors import (
    ApiError,
    AppError,
    NetworkError,
    OddAnswerError,
    QueueFullError,
    RateLimitedError,
    ReadOnlyError,
    Sent,
)
from app.leads.records import UploadState
from app.models import UploadCounts

# Refused as a whole, by the documentation of these statuses.
REFUSING_STATUSES: Final = frozenset({400, 401, 402, 403, 404, 405, 409, 411, 413, 415, 422})
# The content was looked at. Whether the good rows of a refused file are kept is not documented.
_CONTENT_STATUSES: Final = frozenset({400, 409, 422})


class Judgement(NamedTuple):
    """What is known. `look`: the counter should be read, since something may have been stored."""

    state: UploadState
    look: bool


def judge_counts(counts: UploadCounts, rows: int) -> Judgement:
    """A success that accounts for every row is one; any other is odd."""
    if counts.created + counts.skipped == rows:
        return Judgement(UploadState.CONFIRMED, False)
    return Judgement(UploadState.UNKNOWN, True)


def judge_error(error: AppError, *, started: bool) -> Judgement:
    """`started`: the first byte may have left, as the transport reported."""
    if isinstance(error, (RateLimitedError, QueueFullError, ReadOnlyError)):
        return Judgement(UploadState.NOT_SENT, False)  # a 429 refuses the request as a whole
    if isinstance(error, NetworkError) and error.sent is Sent.NOTHING:
        return Judgement(UploadState.NOT_SENT, False)
    if isinstance(error, (ApiError, OddAnswerError)):
        if error.status in REFUSING_STATUSES:
            return Judgement(UploadState.REFUSED, error.status in _CONTENT_STATUSES)
        return Judgement(UploadState.UNKNOWN, True)
    if isinstance(error, NetworkError) or started:
        return Judgement(UploadState.UNKNOWN, True)
    return Judgement(UploadState.NOT_SENT, False)


class Growth(enum.Enum):
    """What the counter says about an upload that got no answer."""

    ALL = "all"  # grown by exactly the rows that were sent
    NONE = "none"
    OTHER = "other"  # somebody has to look
    UNREADABLE = "unreadable"


def judge_growth(before: int | None, after: int | None, rows: int) -> Growth:
    """Compare `total_leads` before and after."""
    if before is None or after is None:
        return Growth.UNREADABLE
    if after - before == rows:
        return Growth.ALL
    return Growth.NONE if after == before else Growth.OTHER
