"""The tries to reach the person of a call.

Owns: reading them, keeping them for a while, and which of the calls at hand each of them is. Leaves to others: the
request (`app/api/client.py`), when it is worth one (the page).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from app.clock import Clock, SystemClock
from app.models import CallAttempt, CallLog
from app.quota.priorities import Priority

KEPT_S: Final = 300.0
MOST_KEPT: Final = 200
_SAME_S: Final = 1.5
"""Two pages of one server may round a time stamp differently."""


class AttemptSource(Protocol):
    """What this needs of the API."""

    async def call_log_retries(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = ...
    ) -> tuple[CallAttempt, ...]:
        """See `app.api.client.Api.call_log_retries`."""
        ...


class CallRetries:
    """Tries by call id."""

    def __init__(self, source: AttemptSource, clock: Clock | None = None) -> None:
        self._source = source
        self._clock = clock or SystemClock()
        self._kept: dict[str, tuple[float, tuple[CallAttempt, ...]]] = {}

    def kept(self, call_id: str) -> tuple[CallAttempt, ...] | None:
        """The tries, where they were read within the last five minutes: another one may come any time."""
        read_at, attempts = self._kept.get(call_id, (float("-inf"), ()))
        return attempts if self._clock.monotonic() - read_at <= KEPT_S else None

    async def read(self, row: CallLog) -> tuple[CallAttempt, ...]:
        """The tries, first one first; one request.

        Raises:
            AppError: They could not be read.
        """
        attempts = await self._source.call_log_retries(row.id, call_id=row.call_id, priority=Priority.INTERACTIVE)
        self._kept.pop(row.id, None)
        self._kept[row.id] = (self._clock.monotonic(), attempts)
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return attempts


def retry_count(attempts: tuple[CallAttempt, ...]) -> int:
    """How many of them are further tries: all but the first."""
    return sum(number > 1 for number in numbers(attempts))


def numbers(attempts: tuple[CallAttempt, ...]) -> list[int]:
    """The number of each try: the server's, or its place where the server does not say."""
    return [place if one.attempt is None else one.attempt for place, one in enumerate(attempts, start=1)]


def call_of(attempt: CallAttempt, row: CallLog, calls: Iterable[CallLog]) -> CallLog | None:
    """The call that this try to reach the person of `row` is, if it is `row` or one of `calls`.

    The server gives a try no id: it is the call to the same number, of the same campaign, at the same time.
    """
    if attempt.at is None:
        return None
    for one in (row, *calls):
        if one.id != row.id and (not one.to_number or one.to_number != row.to_number):
            continue
        same_campaign = one.campaign_id == row.campaign_id
        if same_campaign and one.created_at and abs((one.created_at - attempt.at).total_seconds()) <= _SAME_S:
            return one
    return None
