"""What is tried again, and how often.

Owns: the rules and the budget (API pages "sdks/python", "rate-limits"). Pure. Leaves to others: doing it
(`app/api/exchange.py`) and waiting for a turn after a 429 (`app/quota/governor.py`).
"""

from __future__ import annotations

import random
from typing import Final

from app.api.messages import Request
from app.errors import AppError, NetworkError, Sent

MAX_RATE_LIMIT_RETRIES: Final = 5
MAX_READ_RETRIES: Final = 2
TRANSIENT_STATUSES: Final = frozenset({502, 503, 504})

# Of a read's time, what its first try may take: one that got lost on a dead connection leaves time for another.
FIRST_TRY_SHARE: Final = 0.5
LEAST_TRY_S: Final = 0.1

_FIRST_BACKOFF_S = 0.5
_BUDGET = 10.0
_EARNED_BY_SUCCESS = 0.2


class RetryBudget:
    """Keeps an outage from being answered with a storm: retries are paid for by successes."""

    def __init__(self) -> None:
        self._left = _BUDGET

    def take(self) -> bool:
        """Whether one more retry may be made; it is then spent."""
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def earn(self) -> None:
        """An answer came that was no failure."""
        self._left = min(self._left + _EARNED_BY_SUCCESS, _BUDGET)


def may_repeat(request: Request, outcome: AppError | int, retries: int) -> bool:
    """Whether `request` may be sent once more after `outcome` (an error, or an HTTP status but 429).

    Reads up to twice after network failures and passing statuses. Anything that changes something only if provably no
    byte of it left, and once; an upload never: its owner keeps a record of every attempt.
    """
    if request.is_read:
        if retries >= MAX_READ_RETRIES:
            return False
        return isinstance(outcome, NetworkError) or outcome in TRANSIENT_STATUSES
    return (
        request.upload is None and retries == 0 and isinstance(outcome, NetworkError) and outcome.sent is Sent.NOTHING
    )


def backoff_s(retries: int) -> float:
    """Seconds to wait before retry number `retries` (from 0): doubling, spread so that clients do not march in step."""
    return _FIRST_BACKOFF_S * float(2**retries) * random.uniform(0.75, 1.25)
