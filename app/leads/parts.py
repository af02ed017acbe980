"""A checked file, sent in as many uploads as it needs.

Owns: the order. A file that fits into one upload is sent as it is (`uploading.py`). Of a larger one all parts are on
record before the first leaves, one follows the other strictly, and none is begun before it is known how the one before
ended: a part that was refused, that did not arrive or of which nobody knows stops the rest. They wait on record, across
restarts, until a person lets them go on.

Leaves to others: one upload (`uploading.py`), the parts on record and their sum (`series.py`), talking to the person.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final, Protocol

import msgspec

from app.clock import Clock, SystemClock
from app.errors import AppError
from app.leads import sentences
from app.leads.campaign_lock import Alone
from app.leads.evidence import (
    QUIET_S,
    SECOND_LOOK_S,
    OnProgress,
    UploadOutcome,
    UploadPhase,
    UploadStep,
    durably,
    ignore_progress,
)
from app.leads.known_numbers import read_numbers
from app.leads.ledger import Ledger, LedgerError
from app.leads.records import Payload, Sentence, UploadRecord, UploadState
from app.leads.series import Begun, Series, sum_up
from app.leads.uploading import CampaignFinalError, Flight, UploadApi, sentence_of, unless, upload
from app.models import Campaign
from app.threads import run_in_daemon_thread

# A campaign that was read so lately is not read again before the next part.
_FRESH_S: Final = 5.0
_AFTER_SENDING: Final = (UploadPhase.ANSWER, UploadPhase.QUIET, UploadPhase.COUNTING)


class PartSource(Protocol):
    """What is needed of `app.leads.session.LeadSession`."""

    async def payload(self, part: int | None = None) -> Payload:
        """All that is to be uploaded, or one part of it (from 0)."""
        ...


def requests_for(parts: int) -> int:
    """How many requests so many parts cost, if all goes well: looking first, then each part and looking again."""
    return 1 + 2 * max(1, parts)


async def upload_file(
    api: UploadApi,
    ledger: Ledger,
    session: PartSource,
    campaign: Campaign,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: asyncio.Event | None = None,
    clock: Clock | None = None,
    quiet_s: float = QUIET_S,
    second_look_s: float = SECOND_LOOK_S,
    do_not_call: Path | None = None,
) -> UploadOutcome:
    """Upload the rows that `session` found good to `campaign`, each once, in as many parts as that takes.

    For the arguments and what is raised see `uploading.upload`; `do_not_call` as for `go_on`.
    """
    clock = clock or SystemClock()
    first = await session.payload(0)
    if first.parts == 1:
        return await upload(
            api, ledger, _One(first), campaign, on_progress=on_progress, cancel=cancel, clock=clock, quiet_s=quiet_s,
            second_look_s=second_look_s,
        )  # fmt: skip
    async with ledger.alone(campaign.id, campaign.name or campaign.id) as alone:
        on_progress(UploadStep(UploadPhase.PREPARING, parts=first.parts))
        before = await api.campaign(campaign.id, look=True)
        read_at = clock.monotonic()
        if before.is_final:
            raise CampaignFinalError(campaign=before.name or campaign.name or campaign.id)
        on_progress(UploadStep(UploadPhase.PLANNING, parts=first.parts))
        series = await _plan(ledger, session, first, before, clock)
        loop = _Loop(api, ledger, series, clock, on_progress, cancel, quiet_s, second_look_s, do_not_call)
        loop.take(before, read_at)
        try:
            return await loop.run(alone)
        except BaseException:  # if nothing of it was begun, nothing waits either: the file is still open
            await durably(Series(ledger, clock).unplan(series))
            raise


async def go_on(
    api: UploadApi,
    ledger: Ledger,
    series: int,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: asyncio.Event | None = None,
    clock: Clock | None = None,
    quiet_s: float = QUIET_S,
    second_look_s: float = SECOND_LOOK_S,
    do_not_call: Path | None = None,
) -> UploadOutcome:
    """Send the parts of a file that wait, from the record; the file itself is not read again.

    `do_not_call` is the local list (`do_not_call.py`): whoever came onto it meanwhile is left out.

    Raises:
        CampaignFinalError, OpenQuestionError, LedgerError, DoNotCallError: Nothing was sent.
        AppError: The campaign could not be read; nothing was sent.
    """
    clock = clock or SystemClock()
    loop = _Loop(api, ledger, series, clock, on_progress, cancel, quiet_s, second_look_s, do_not_call)
    first = (await Series(ledger, clock).parts(series))[0]
    async with ledger.alone(first.campaign_id, first.campaign_name or first.campaign_id) as alone:
        return await loop.run(alone)


async def sum_of(ledger: Ledger, series: int, clock: Clock, last: UploadOutcome | None = None) -> UploadOutcome:
    """What became of all parts of a file so far.

    Raises:
        LedgerError: The record cannot be read.
    """
    return sum_up(await Series(ledger, clock).parts(series), last)


class _One:
    """A file that fits into one upload."""

    def __init__(self, payload: Payload) -> None:
        self._payload = payload

    async def payload(self) -> Payload:
        return self._payload


async def _plan(ledger: Ledger, session: PartSource, first: Payload, before: Campaign, clock: Clock) -> int:
    """Put all parts on record; none of them is there if that does not work, or is cancelled."""
    store = Series(ledger, clock)
    planning = asyncio.ensure_future(store.plan(first, before, None))
    try:
        series = await asyncio.shield(planning)
        for part in range(1, first.parts):
            await durably(store.plan(await session.payload(part), before, series))
    except BaseException:
        await durably(_unplan(store, planning))
        raise
    return series


async def _unplan(store: Series, planning: asyncio.Future[int]) -> None:
    try:
        series = await planning
    except AppError:
        return
    await store.unplan(series)


class _Loop:
    """One go at the parts that wait."""

    def __init__(
        self,
        api: UploadApi,
        ledger: Ledger,
        series: int,
        clock: Clock,
        on_progress: OnProgress,
        cancel: asyncio.Event | None,
        quiet_s: float,
        second_look_s: float,
        do_not_call: Path | None,
    ) -> None:
        self._api = api
        self._ledger = ledger
        self._store = Series(ledger, clock)
        self._series = series
        self._clock = clock
        self._on_progress = on_progress
        self._cancel = cancel
        self._quiet_s = quiet_s
        self._second_look_s = second_look_s
        self._do_not_call = do_not_call
        self._before: Campaign | None = None
        self._read_at = 0.0
        self._last: UploadOutcome | None = None
        self._rows_before = self._all_rows = 0

    def take(self, campaign: Campaign | None, at: float) -> None:
        """The campaign was read then: putting all parts of a large file on record takes a while."""
        self._before = campaign
        self._read_at = at

    async def run(self, alone: Alone) -> UploadOutcome:
        """Send one part after the other until one stops the rest.

        `alone` is kept from the first part to the last: the reading after the one may serve as that before the next.
        """
        while not self._is_cancelled:
            try:
                if (record := await self._next()) is None:
                    break
                self._last = await self._send(record, alone) or self._last
            except AppError as error:
                if self._last is None:
                    raise
                return await self._end(sentence_of(error))
            if self._last is not None and self._last.state is not UploadState.CONFIRMED:
                break
        cause = Sentence(sentences.REASON_CANCELLED) if self._is_cancelled else None
        return await self._end(cause)

    @property
    def _is_cancelled(self) -> bool:
        return self._cancel is not None and self._cancel.is_set()

    async def _next(self) -> UploadRecord | None:
        """The first part that waits."""
        parts = await self._store.parts(self._series)
        self._all_rows = sum(part.rows for part in parts)
        self._rows_before = sum(part.rows for part in parts if part.state is not UploadState.PLANNED)
        return next((part for part in parts if part.state is UploadState.PLANNED), None)

    async def _send(self, record: UploadRecord, alone: Alone) -> UploadOutcome | None:
        """One part; None where nobody is left in it, or it was cancelled before it was begun."""
        rows_before, all_rows = self._rows_before, max(1, self._all_rows)

        def tell(step: UploadStep) -> None:
            gone = step.done / step.total if step.total else float(step.phase in _AFTER_SENDING)
            share = (rows_before + record.rows * gone) / all_rows
            self._on_progress(step._replace(part=record.part, parts=record.parts, share=share))

        before = await self._look(record, tell)
        if before is None:
            return None
        begun = await self._begin(record, before, await self._unwanted())
        if begun is None:
            return None
        flight = Flight(self._api, self._ledger, record.id, begun.payload, before, self._clock, tell)
        alone.is_settled = False
        outcome = await flight.fly(self._cancel, self._quiet_s, self._second_look_s)
        alone.is_settled = outcome.state is not UploadState.UNKNOWN
        self.take(flight.seen, self._clock.monotonic())
        return outcome

    async def _begin(self, record: UploadRecord, before: Campaign, unwanted: frozenset[str]) -> Begun | None:
        """Put it on record. A cancellation meanwhile must not leave it there as if something were under way."""
        beginning = asyncio.ensure_future(self._store.begin(record.id, before, unwanted))
        try:
            return await asyncio.shield(beginning)
        except asyncio.CancelledError:
            if not beginning.cancelled():
                await durably(self._take_back(beginning))
            raise

    async def _take_back(self, beginning: asyncio.Future[Begun | None]) -> None:
        try:
            begun = await beginning
        except AppError:
            return
        if begun is not None:
            await self._ledger.not_sent(begun.record.id, Sentence(sentences.REASON_CANCELLED).kept)

    async def _look(self, record: UploadRecord, tell: OnProgress) -> Campaign | None:
        """The campaign as it stands before a part is sent; None where the operator does not want to wait for it."""
        tell(UploadStep(UploadPhase.PREPARING))
        before = self._before
        if before is None or self._clock.monotonic() - self._read_at > _FRESH_S:
            seen = await unless(self._api.campaign(record.campaign_id, look=True), self._cancel)
            if seen is None:
                return None
            before = seen
        if before.is_final:
            raise CampaignFinalError(campaign=before.name or record.campaign_name or record.campaign_id)
        return before

    async def _unwanted(self) -> frozenset[str]:
        path = self._do_not_call
        if path is None:
            return frozenset()
        return await run_in_daemon_thread(lambda: read_numbers(path), name="do-not-call")

    async def _end(self, cause: Sentence | None) -> UploadOutcome:
        try:
            outcome = sum_up(await self._store.parts(self._series), self._last)
        except LedgerError:
            if self._last is None:
                raise
            return self._last  # its remark says that the record cannot be used
        if cause is not None and outcome.cause is None and outcome.waiting:
            return msgspec.structs.replace(outcome, cause=cause)
        return outcome
