"""One press of the send button: pause the campaign if wished, upload, resume.

Owns: that order, what a cancel means at each moment, and looking at the campaign where nobody knows whether it was
paused. Leaves to others: the upload (`app/leads/uploading.py`),
showing it (`sending_view.py`). No Qt.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from app.errors import AppError, NetworkError, OddAnswerError, ServerError
from app.leads.pausing import NotPausedError, PauseCancelledError
from app.threads import run_in_daemon_thread

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.evidence import UploadOutcome, UploadStep
    from app.leads.session import LeadSession
    from app.models import Campaign

_log = logging.getLogger(__name__)

T = TypeVar("T")


# A request that was cut off may still be carried out; after this the campaign is looked at once more.
SETTLE_S: Final = 2.0


# After these nobody knows whether the campaign was paused.
_UNSURE: Final = (NetworkError, OddAnswerError, ServerError, NotPausedError, PauseCancelledError)


class RunEnd(NamedTuple):
    """How a run ended.

    Attributes:
        outcome: Of the upload; None when it did not begin.
        problem: Why it did not begin, None for a cancel.
        left_paused: The campaign was paused by this run and not resumed.
        resume_problem: Why it could not be resumed, where that was tried.
        pause_unsure: Nobody knows whether the request to pause was carried out, so the campaign was looked at.
        seen: What it looked like then; None where it could not be read.
    """

    outcome: UploadOutcome | None
    problem: AppError | None = None
    left_paused: bool = False
    resume_problem: AppError | None = None
    pause_unsure: bool = False
    seen: Campaign | None = None

    @property
    def may_be_paused(self) -> bool:
        """Whether the campaign is paused because of this run, or nobody could find out."""
        return self.left_paused or (self.pause_unsure and self.seen is None)


class UploadRun:
    """See the module.

    Args:
        context: The open profile's engine.
        source: A checked file; or the id of a series (`app/leads/series.py`) of which parts wait on record.
        campaign: The target as last seen.
        pause: Whether the campaign is to be paused meanwhile.
        on_step: Progress of the upload.
        on_paused: The campaign is paused now, or no longer.
        on_resuming: The upload is over, the campaign is being resumed.
        on_looking: Nothing is uploaded; it is found out whether the campaign is paused. That can be cancelled too.
    """

    def __init__(
        self,
        context: Context,
        source: LeadSession | int,
        campaign: Campaign,
        *,
        pause: bool,
        on_step: Callable[[UploadStep], None],
        on_paused: Callable[[bool], None],
        on_resuming: Callable[[], None],
        on_looking: Callable[[], None],
    ) -> None:
        self._context = context
        self._source = source
        self._campaign = campaign
        self._pause = pause
        self._on_step = on_step
        self._on_paused = on_paused
        self._on_resuming = on_resuming
        self._on_looking = on_looking
        self._pause_left = False  # the request to pause may have reached the server
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
        end = await self._run()
        if self._pause and not end.may_be_paused:
            await self._note(lambda: self._context.paused.remove(self._campaign.id))
        return end

    async def _run(self) -> RunEnd:
        if self._wish.is_set():
            return RunEnd(None)  # cancelled before anything was begun
        paused = False
        if self._pause:
            try:
                await self._do_pause()
            except AppError as error:
                return await self._not_paused(error)
            paused = True
            self._on_paused(True)
        try:
            outcome = None if self._wish.is_set() else await self._may_cancel(self._upload())
        except AppError as error:
            return await self._end(None, error, paused)
        return await self._end(outcome, None, paused)

    async def _upload(self) -> UploadOutcome:
        from app.leads.parts import go_on, upload_file

        context, source = self._context, self._source
        options: dict[str, Any] = {
            "on_progress": self._take_step,
            "cancel": self._wish,
            "clock": context.clock,
            "do_not_call": context.do_not_call.path,
        }
        if isinstance(source, int):
            return await go_on(context.api, context.ledger, source, **options)
        return await upload_file(context.api, context.ledger, source, self._campaign, **options)

    def _take_step(self, step: UploadStep) -> None:
        # While the campaign is looked at and parts are put on record nothing was begun, and nothing stays on record if
        # that is given up: from then on a cancel is a wish to the engine.
        self._recorded = self._recorded or step.phase.value not in ("preparing", "planning")
        self._on_step(step)

    async def _do_pause(self) -> None:
        from app.campaigns.lifecycle import worked

        name = self._campaign.name or self._campaign.id
        # First: should this program end in the middle, the next start tells of it.
        await self._note(lambda: self._context.paused.add(self._campaign.id, self._campaign.name))
        if self._wish.is_set():
            raise PauseCancelledError(campaign=name)
        pausing = self._context.api.change_campaign_status(self._campaign.id, "pause", on_sent=self._on_pause_leaves)
        after = await self._may_cancel(pausing)
        if after is None:
            raise PauseCancelledError(campaign=name)
        self._context.campaigns.put(after)
        if not worked(after, "pause"):
            raise NotPausedError(campaign=name, status=after.status)

    async def _note(self, work: Callable[[], None]) -> None:
        try:
            await run_in_daemon_thread(work, name="paused-notes")
        except OSError as error:
            _log.warning("a paused campaign could not be noted: %s", error)

    def _on_pause_leaves(self, _sent: int, _total: int) -> None:
        self._pause_left = True

    async def _not_paused(self, problem: AppError) -> RunEnd:
        """Nothing is uploaded. Is the campaign paused all the same? It would stay so, and nobody would be called."""
        if not self._pause_left and isinstance(problem, PauseCancelledError):
            return RunEnd(None)
        if not self._pause_left or not isinstance(problem, _UNSURE):
            return RunEnd(None, problem)
        self._on_looking()
        seen = await self._look()
        if seen is not None and seen.status != "paused" and await self._may_cancel(self._settle()):
            seen = await self._look() or seen
        is_paused = seen is not None and seen.status == "paused"
        return RunEnd(None, problem, left_paused=is_paused, pause_unsure=True, seen=seen)

    async def _settle(self) -> bool:
        await self._context.clock.sleep(SETTLE_S)
        return True

    async def _look(self) -> Campaign | None:
        """The campaign as it stands now; None where it cannot be read, or the operator does not want to wait."""
        try:
            seen = await self._may_cancel(self._context.api.campaign(self._campaign.id, look=True))
        except AppError:
            return None
        if seen is not None:
            self._context.campaigns.put(seen)
        return seen

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
