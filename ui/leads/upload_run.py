"""One press of the send button: pause the campaign if wished, upload, resume.

Owns: that order, and what a cancel means at each moment. Leaves to others: the upload (`app/leads/uploading.py`),
showing it (`sending_view.py`). No Qt.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from app.errors import AppError

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.evidence import UploadOutcome, UploadStep
    from app.leads.session import LeadSession
    from app.models import Campaign

T = TypeVar("T")


class NotPausedError(AppError):
    """The server took the request to pause, but the campaign goes on."""

    template = "{campaign} could not be paused: the server still says {status}. Nothing was sent."


class PauseUnsureError(AppError):
    """Pausing was cancelled under way."""

    template = "Cancelled while {campaign} was being paused. Nothing was sent; look whether the campaign is paused."


class RunEnd(NamedTuple):
    """How a run ended.

    Attributes:
        outcome: Of the upload; None when it did not begin.
        problem: Why it did not begin, None for a cancel.
        left_paused: The campaign was paused by this run and not resumed.
        resume_problem: Why it could not be resumed, where that was tried.
    """

    outcome: UploadOutcome | None
    problem: AppError | None = None
    left_paused: bool = False
    resume_problem: AppError | None = None


class UploadRun:
    """See the module.

    Args:
        context: The open profile's engine.
        session: A checked file.
        campaign: The target as last seen.
        pause: Whether the campaign is to be paused meanwhile.
        on_step: Progress of the upload.
        on_paused: The campaign is paused now, or no longer.
        on_resuming: The upload is over, the campaign is being resumed.
    """

    def __init__(
        self,
        context: Context,
        session: LeadSession,
        campaign: Campaign,
        *,
        pause: bool,
        on_step: Callable[[UploadStep], None],
        on_paused: Callable[[bool], None],
        on_resuming: Callable[[], None],
    ) -> None:
        self._context = context
        self._session = session
        self._campaign = campaign
        self._pause = pause
        self._on_step = on_step
        self._on_paused = on_paused
        self._on_resuming = on_resuming
        self._wish = asyncio.Event()
        self._task: asyncio.Task[Any] | None = None
        self._recorded = False

    def cancel(self) -> None:
        """Stop as soon as possible. Once the upload is on record, its end is found out and recorded."""
        self._wish.set()
        if not self._recorded and self._task is not None:
            self._task.cancel()

    async def run(self) -> RunEnd:
        """Do it. Cancelling the task records what is certain and leaves the campaign as it is."""
        paused = False
        try:
            if self._pause:
                await self._do_pause()
                paused = True
                self._on_paused(True)
            outcome = None if self._wish.is_set() else await self._may_cancel(self._upload())
        except AppError as error:
            return await self._end(None, error, paused)
        return await self._end(outcome, None, paused)

    async def _upload(self) -> UploadOutcome:
        from app.leads.uploading import upload

        context = self._context
        return await upload(
            context.api,
            context.ledger,
            self._session,
            self._campaign,
            on_progress=self._take_step,
            cancel=self._wish,
            clock=context.clock,
        )

    def _take_step(self, step: UploadStep) -> None:
        # Only while the campaign is looked at is nothing on record: from then on a cancel is a wish to the engine.
        self._recorded = step.phase.value != "preparing"
        self._on_step(step)

    async def _do_pause(self) -> None:
        from app.campaigns.lifecycle import worked

        name = self._campaign.name or self._campaign.id
        after = await self._may_cancel(self._context.api.change_campaign_status(self._campaign.id, "pause"))
        if after is None:
            raise PauseUnsureError(campaign=name)
        self._context.campaigns.put(after)
        if not worked(after, "pause"):
            raise NotPausedError(campaign=name, status=after.status)

    async def _end(self, outcome: UploadOutcome | None, problem: AppError | None, paused: bool) -> RunEnd:
        if not paused:
            return RunEnd(outcome, problem)
        if outcome is not None and str(outcome.state) == "unknown":
            # Whoever is there twice would be called twice: it stays paused until somebody has looked.
            return RunEnd(outcome, problem, left_paused=True)
        from app.campaigns.lifecycle import worked

        self._on_resuming()
        try:
            after = await self._context.api.change_campaign_status(self._campaign.id, "resume")
        except AppError as error:
            return RunEnd(outcome, problem, left_paused=True, resume_problem=error)
        self._context.campaigns.put(after)
        self._on_paused(False)
        return RunEnd(outcome, problem, left_paused=not worked(after, "resume"))

    async def _may_cancel(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The result of `work`, or None when the operator cancelled it."""
        task = self._task = asyncio.ensure_future(work)
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait((task,))
            if not task.cancelled():
                task.exception()
            raise
        finally:
            self._task = None
        return None if task.cancelled() else task.result()
