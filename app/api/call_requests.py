"""What can be asked about calls.

Leaves to others: running an operation (`operations.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from app.api.dialect import CallDraft, CallLogQuery
from app.api.operations import Operations
from app.models import CallAttempt, CallLog, Page
from app.quota.priorities import Activity, Priority


class CallRequests(Operations):
    """See `Api`."""

    async def call_logs(
        self,
        query: CallLogQuery,
        *,
        page: int = 1,
        limit: int = 100,
        priority: Priority = Priority.INTERACTIVE,
        activity: Activity | None = None,
    ) -> Page[CallLog]:
        """A page of call logs. Asked again, an unchanged one comes from the copy kept here: `not_modified`."""
        return await self._run(self._dialect.call_logs(query, page, limit), priority, activity)

    async def call_log(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        """One call log without transcript. `call_id` is tried where the server does not know the log's id."""
        return await self._run(self._dialect.call_log(call_log_id, call_id), priority)

    async def call_log_details(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        """One call log with transcript, timeline, recording and analysis."""
        return await self._run(self._dialect.call_log_details(call_log_id, call_id), priority)

    async def call_log_retries(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[CallAttempt, ...]:
        """The tries to reach the same person, first one first."""
        return await self._run(self._dialect.call_log_retries(call_log_id, call_id), priority)

    async def download(
        self, url: str, most_bytes: int, on_progress: Callable[[int, int], None] | None = None
    ) -> tuple[int, bytes]:
        """What a link leads to, fetched without the key and outside of the quota: status and body.

        See `Transport.download`.
        """
        return await self._transport.download(url, most_bytes, on_progress)

    async def calls(
        self, *, page: int = 1, limit: int = 100, priority: Priority = Priority.INTERACTIVE
    ) -> Page[CallLog]:
        """A page of single calls, newest first."""
        return await self._run(self._dialect.calls(page, limit), priority)

    async def call(self, call_id: str, *, priority: Priority = Priority.INTERACTIVE) -> CallLog:
        """One single call."""
        return await self._run(self._dialect.call(call_id), priority)

    async def place_call(self, draft: CallDraft) -> CallLog:
        """Call somebody now. Billed; never sent twice."""
        return await self._run(self._dialect.place_call(draft), Priority.INTERACTIVE)
