"""The details of calls: transcript, timeline, analysis.

Owns: reading them once, and keeping those of calls that are over for this run, up to a bound. Leaves to others: the
request (`app/api/client.py`), when it is worth one (the page), keeping them beyond this run (`app/calls/mirror.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final, Protocol

import msgspec

from app import statuses
from app.clock import Clock, SystemClock
from app.errors import AppError
from app.models import CallLog
from app.quota.priorities import Priority

if TYPE_CHECKING:
    from app.calls.mirror import CallMirror

MOST_CHARACTERS: Final = 16_000_000
_NOTE_WITHIN_S: Final = 0.2
_log = logging.getLogger(__name__)


class DetailSource(Protocol):
    """What this needs of the API."""

    async def call_log_details(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = ...
    ) -> CallLog:
        """See `app.api.client.Api.call_log_details`."""
        ...


class CallDetails:
    """Details by call id."""

    def __init__(
        self,
        source: DetailSource,
        most_characters: int = MOST_CHARACTERS,
        clock: Clock | None = None,
        mirror: CallMirror | None = None,
        count: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        """Nothing is read yet.

        Args:
            source: The server.
            most_characters: Bound of what is kept for this run.
            clock: For the age of what is kept.
            mirror: Where details are kept beyond this run.
            count: Called before each request, which is one of the day's.
        """
        self._source = source
        self._count = count
        self._mirror = mirror
        self._clock = clock or SystemClock()
        self._read_at: dict[str, float] = {}
        self._most_characters = most_characters
        self._kept: OrderedDict[str, CallLog] = OrderedDict()
        self._characters = 0
        self._noting: set[asyncio.Future[None]] = set()

    def kept(self, call_id: str) -> CallLog | None:
        """The details of a call that is over, where they were read before."""
        return self._kept.get(call_id)

    def age_s(self, call_id: str) -> float:
        """Seconds since the details that are kept were read; infinite where none are."""
        read_at = self._read_at.get(call_id)
        return float("inf") if read_at is None else self._clock.monotonic() - read_at

    async def read(self, row: CallLog, priority: Priority, *, anew: bool = False) -> CallLog:
        """The details of this call; no request for one that is over and was read before, unless `anew`.

        Raises:
            AppError: They could not be read.
        """
        kept = self._kept.get(row.id)
        if kept is not None and not anew:
            self._kept.move_to_end(row.id)
            return kept
        if not anew and (found := await self._from_mirror(row)) is not None:
            return found
        if self._count is not None:
            await self._note(self._count())
        details = await self._source.call_log_details(row.id, call_id=row.call_id, priority=priority)
        details = _completed(details, row)
        if self._mirror is not None and self._mirror.is_open:
            await self._note(self._mirror.store_details(details))
        if _is_settled(details):
            self._keep(details)
        return details

    async def _note(self, note: Coroutine[Any, Any, None]) -> None:
        """Note something in the mirror, and wait a moment for that.

        Somebody waits for the call, not for the note: neither a disk that is full nor other work in the mirror's one
        writing thread stands before it.
        """
        noting = asyncio.ensure_future(note)
        self._noting.add(noting)
        noting.add_done_callback(self._noted)
        await asyncio.wait({noting}, timeout=_NOTE_WITHIN_S)

    def _noted(self, noting: asyncio.Future[None]) -> None:
        self._noting.discard(noting)
        if not noting.cancelled() and (error := noting.exception()) is not None:
            if not isinstance(error, AppError):
                raise error
            _log.info("the details of a call could not be kept: %s", error)

    async def _from_mirror(self, row: CallLog) -> CallLog | None:
        """What an earlier run or the sync has read of a call that is over; costs no request."""
        if self._mirror is None or not self._mirror.is_open:
            return None
        found = await self._mirror.call(row.id)
        # What is noted as fetched is so also where nothing was written down of what was said.
        if found is None or not found.details_at or found.record.status not in statuses.CALL_FINAL:
            return None
        self._keep(found.record)
        # Its link is as old as it is.
        age_s = max(0.0, self._clock.time() - (found.recording_at or 0.0))
        self._read_at[row.id] = self._clock.monotonic() - age_s
        return found.record

    def _keep(self, details: CallLog) -> None:
        before = self._kept.pop(details.id, None)
        self._characters -= _size(before) if before is not None else 0
        self._kept[details.id] = details
        self._read_at[details.id] = self._clock.monotonic()
        self._characters += _size(details)
        while self._characters > self._most_characters and len(self._kept) > 1:
            key, oldest = self._kept.popitem(last=False)
            del self._read_at[key]
            self._characters -= _size(oldest)


def _completed(details: CallLog, row: CallLog) -> CallLog:
    """The details under the row's id, with what only the row said."""
    return msgspec.structs.replace(
        details,
        raw={},
        id=row.id,
        call_id=details.call_id or row.call_id,
        agent_id=details.agent_id or row.agent_id,
        campaign_id=details.campaign_id or row.campaign_id,
        to_number=details.to_number or row.to_number,
        from_number=details.from_number or row.from_number,
        status=details.status or row.status,
        sentiment=details.sentiment or row.sentiment,
        duration_s=row.duration_s if details.duration_s is None else details.duration_s,
        end_reason=details.end_reason or row.end_reason,
        summary=details.summary or row.summary,
        created_at=details.created_at or row.created_at,
    )


def _is_settled(details: CallLog) -> bool:
    """Whether asking again can bring nothing new: it is over, and what was said, if anything, is there."""
    return details.status in statuses.CALL_FINAL and bool(details.transcript or not details.duration_s)


def _size(details: CallLog) -> int:
    return len(details.transcript or "") + 1_000
