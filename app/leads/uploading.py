"""One upload, from the checked file to a known outcome.

Owns: the order of steps that keeps people from being called twice or forgotten, whatever fails in between:

1. The campaign is read: its counter is the evidence later.
2. The upload is on record as INFLIGHT before its first byte leaves (`ledger.py`).
3. It is sent once. Only a 429, which refuses it whole, is tried again (by the client).
4. The outcome is what the answer proves (`outcomes.py`), else what the counter proves after a quiet time, else UNKNOWN:
   then a person decides, and nothing more goes to this campaign before that.

Leaves to others: reading and checking (`session.py`), talking to the person.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, Protocol, TypeVar

import msgspec

from app.clock import Clock, SystemClock
from app.errors import AppError, InvalidRequestError
from app.leads import sentences
from app.leads.evidence import (
    QUIET_S,
    SECOND_LOOK_S,
    OnProgress,
    UploadOutcome,
    UploadPhase,
    UploadStep,
    durably,
    ignore_progress,
    look_at,
    read_counter,
    settle_by_counter,
    unknown_sentence,
)
from app.leads.ledger import Ledger, LedgerError
from app.leads.outcomes import Growth, judge_counts, judge_error, judge_growth
from app.leads.records import Payload, Refusal, Sentence, UploadRecord, UploadState
from app.models import Campaign, UploadCounts, UploadFile

T = TypeVar("T")

# Reading the campaign, the upload, reading it again.
REQUESTS_PER_UPLOAD: Final = 3


class UploadApi(Protocol):
    """What is needed of `app.api.client.Api`."""

    async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
        """The campaign; `look`: as it stands now, whatever reading of it began before."""
        ...

    async def upload_leads(
        self, campaign_id: str, file: UploadFile, *, on_sent: Callable[[int, int], None] | None = None
    ) -> UploadCounts:
        """Send the file once; `on_sent` is called before the first byte leaves."""
        ...


class Source(Protocol):
    """What is needed of `app.leads.session.LeadSession`."""

    async def payload(self) -> Payload:
        """What is to be uploaded."""
        ...


class CampaignFinalError(AppError):
    """The campaign will never call anybody again."""

    template = sentences.CAMPAIGN_FINAL


async def upload(
    api: UploadApi,
    ledger: Ledger,
    session: Source,
    campaign: Campaign,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: asyncio.Event | None = None,
    clock: Clock | None = None,
    quiet_s: float = QUIET_S,
    second_look_s: float = SECOND_LOOK_S,
    single: str | None = None,
) -> UploadOutcome:
    """Upload the rows that `session` found good to `campaign`, once.

    Args:
        api: The client.
        ledger: Where the upload goes on record.
        session: A checked file.
        campaign: The target, as last seen.
        on_progress: Called on the loop.
        cancel: Set by the operator to stop. What has left cannot be called back: the outcome tells what became of it.
            (Cancelling the task instead records the same, but ends without looking at the counter.)
        clock: For tests.
        quiet_s: Seconds before the counter is read when there was no answer.
        second_look_s: Seconds until it is read again when it has not moved.
        single: The name of the one person that this is about, who is then listed apart (`single.py`); the counter is
            not read again after a success.

    Raises:
        LeadFileError: Nothing can be sent from this file.
        CampaignFinalError, OpenQuestionError, ElsewhereError, LedgerError: Nothing was sent.
        AppError: The campaign could not be read; nothing was sent.
    """
    clock = clock or SystemClock()
    payload = await session.payload()
    async with ledger.alone(campaign.id, campaign.name or campaign.id) as alone:
        on_progress(UploadStep(UploadPhase.PREPARING))
        before = await api.campaign(campaign.id, look=True)
        if before.is_final:
            raise CampaignFinalError(campaign=before.name or campaign.name or campaign.id)
        upload_id = await _begin(ledger, payload, before, campaign, single)
        flight = Flight(api, ledger, upload_id, payload, before, clock, on_progress, count_after=single is None)
        alone.is_settled = False
        outcome = await flight.fly(cancel, quiet_s, second_look_s)
        alone.is_settled = outcome.state is not UploadState.UNKNOWN
        return outcome


class Flight:
    """One upload that is on record as INFLIGHT: `fly` sends it and records how it ends.

    Attributes:
        seen: The campaign as it was read after a success, None where it was not.
    """

    def __init__(
        self,
        api: UploadApi,
        ledger: Ledger,
        upload_id: int,
        payload: Payload,
        before: Campaign,
        clock: Clock,
        on_progress: OnProgress,
        *,
        count_after: bool = True,
    ) -> None:
        self.seen: Campaign | None = None
        self._api = api
        self._ledger = ledger
        self._id = upload_id
        self._payload = payload
        self._campaign_id = before.id
        self._before = before.total_leads
        self._clock = clock
        self._on_progress = on_progress
        self._count_after = count_after
        self._started = False

    async def fly(
        self, cancel: asyncio.Event | None, quiet_s: float = QUIET_S, second_look_s: float = SECOND_LOOK_S
    ) -> UploadOutcome:
        """Send it once; for the arguments see `upload`. A cancelled task records what is certain first."""
        self._on_progress(UploadStep(UploadPhase.WAITING))
        file = UploadFile(name=self._payload.name, content=self._payload.content)
        request = self._api.upload_leads(self._campaign_id, file, on_sent=self._on_sent)
        try:
            counts = await unless(request, cancel)
        except AppError as error:
            return await self._after_error(error, quiet_s, second_look_s)
        except BaseException as error:
            reason = sentences.REASON_CANCELLED if isinstance(error, asyncio.CancelledError) else type(error).__name__
            await self._leave_open(reason)
            raise
        if counts is None:
            return await self._after_cancel(quiet_s, second_look_s)
        return await self._after_success(counts, quiet_s, second_look_s)

    def _on_sent(self, done: int, total: int) -> None:
        self._started = True
        phase = UploadPhase.SENDING if done < total else UploadPhase.ANSWER
        self._on_progress(UploadStep(phase, done, total))

    async def _leave_open(self, reason: str) -> Sentence | None:
        """Record what is certain, although the caller is being cancelled."""
        if self._started:
            return await self._note(self._ledger.unknown(self._id, reason))
        return await self._note(self._ledger.not_sent(self._id, reason))

    async def _note(self, work: Coroutine[Any, Any, None]) -> Sentence | None:
        """Write to the record; a remark where that fails: the upload stays INFLIGHT there, and nothing more is sent."""
        try:
            await durably(work)
        except LedgerError as error:
            return _not_recorded(error)
        return None

    async def _after_success(self, counts: UploadCounts, quiet_s: float, second_look_s: float) -> UploadOutcome:
        rows = self._payload.rows
        if judge_counts(counts, rows).state is not UploadState.CONFIRMED:
            params: dict[str, str | int | float] = {"created": counts.created, "skipped": counts.skipped, "rows": rows}
            cause = Sentence(sentences.REASON_ODD_COUNTS, params)
            return await self._by_evidence(cause, quiet_s, second_look_s)
        # More names than leads were created: some were there before, and undoing this must not take those out.
        leads = counts.leads if len(counts.leads) <= counts.created else ()
        remark = await self._note(self._ledger.confirm(self._id, counts.created, counts.skipped, leads=leads))
        after = None
        if self._count_after:
            self._on_progress(UploadStep(UploadPhase.COUNTING))
            self.seen = await look_at(self._api, self._campaign_id)
            after = self.seen.total_leads if self.seen is not None else None
        if after is not None and remark is None:
            await self._note(self._ledger.note_total(self._id, after))
            if self._before is not None and after - self._before != counts.created:
                remark = Sentence(
                    sentences.REMARK_COUNTER_DIFFERS,
                    {"created": counts.created, "before": self._before, "after": after},
                )
        sentence = Sentence(sentences.RESULT_CONFIRMED, {"created": counts.created, "skipped": counts.skipped})
        outcome = self._outcome(UploadState.CONFIRMED, sentence, None, after, remark=remark)
        return msgspec.structs.replace(outcome, created=counts.created, skipped=counts.skipped)

    async def _after_cancel(self, quiet_s: float, second_look_s: float) -> UploadOutcome:
        cause = Sentence(sentences.REASON_CANCELLED)
        if self._started:
            return await self._by_evidence(cause, quiet_s, second_look_s)
        remark = await self._leave_open(cause.kept)
        return self._outcome(UploadState.NOT_SENT, Sentence(sentences.RESULT_NOT_SENT), cause, remark=remark)

    async def _after_error(self, error: AppError, quiet_s: float, second_look_s: float) -> UploadOutcome:
        cause = sentence_of(error)
        judgement = judge_error(error, started=self._started)
        match judgement.state:
            case UploadState.NOT_SENT:
                remark = await self._note(self._ledger.not_sent(self._id, cause.kept))
                return self._outcome(UploadState.NOT_SENT, Sentence(sentences.RESULT_NOT_SENT), cause, remark=remark)
            case UploadState.REFUSED:
                return await self._after_refusal(error, cause, look=judgement.look)
            case _:
                return await self._by_evidence(cause, quiet_s, second_look_s)

    async def _after_refusal(self, error: AppError, cause: Sentence, *, look: bool) -> UploadOutcome:
        """The documentation leaves open whether the good rows of a refused file are kept: the counter tells.

        Until it has, the outcome is not known: a program that ends meanwhile must not take the file for refused.
        """
        refusals, positions = _refused_rows(error)
        remark, after, growth = None, None, Growth.NONE
        if look:
            remark = await self._note(self._ledger.unknown(self._id, cause.kept))
            self._on_progress(UploadStep(UploadPhase.COUNTING))
            seen = await look_at(self._api, self._campaign_id)
            after = seen.total_leads if seen is not None else None
            growth = judge_growth(self._before, after, self._payload.rows)
        is_assumed = growth is Growth.UNREADABLE and self._before is None  # this server never tells
        if growth is Growth.NONE or is_assumed:
            remark = await self._note(self._ledger.refuse(self._id, cause.kept, refusals)) or remark
            state = UploadState.REFUSED
            sentence = Sentence(sentences.RESULT_REFUSED_ASSUMED if is_assumed else sentences.RESULT_REFUSED)
        else:
            state, sentence = UploadState.UNKNOWN, unknown_sentence(self._payload.rows, self._before, after)
        if after is not None and remark is None:
            await self._note(self._ledger.note_total(self._id, after))
        outcome = self._outcome(state, sentence, cause, after, remark=remark)
        return msgspec.structs.replace(outcome, refusals=refusals, refused_positions=positions)

    async def _by_evidence(self, cause: Sentence, quiet_s: float, second_look_s: float) -> UploadOutcome:
        """Put the upload on record as UNKNOWN, then see what the counter says."""
        remark = await self._note(self._ledger.unknown(self._id, cause.kept))
        if remark is not None:
            return self._unrecorded(cause, None, remark)
        after = None
        try:
            record = await self._ledger.upload(self._id)
            after, growth = await self._read_counter(record, quiet_s, second_look_s)
            outcome = await settle_by_counter(self._ledger, record, after, growth)
        except LedgerError as error:
            # It has left: "so nothing is sent", as the error would say, is not the whole truth here.
            return self._unrecorded(cause, after, _not_recorded(error))
        return msgspec.structs.replace(outcome, cause=cause)

    async def _read_counter(
        self, record: UploadRecord, quiet_s: float, second_look_s: float
    ) -> tuple[int | None, Growth]:
        try:
            return await read_counter(self._api, record, self._clock, quiet_s, second_look_s, self._on_progress)
        except AppError:
            return None, Growth.UNREADABLE

    def _unrecorded(self, cause: Sentence, after: int | None, remark: Sentence) -> UploadOutcome:
        sentence = unknown_sentence(self._payload.rows, self._before, after)
        return self._outcome(UploadState.UNKNOWN, sentence, cause, after, remark=remark)

    def _outcome(
        self,
        state: UploadState,
        sentence: Sentence,
        cause: Sentence | None,
        after: int | None = None,
        *,
        remark: Sentence | None = None,
    ) -> UploadOutcome:
        return UploadOutcome(
            upload_id=self._id,
            state=state,
            sentence=sentence,
            rows=self._payload.rows,
            total_before=self._before,
            total_after=after,
            cause=cause,
            remark=remark,
        )


async def _begin(ledger: Ledger, payload: Payload, before: Campaign, campaign: Campaign, single: str | None) -> int:
    """Put the upload on record. A cancellation meanwhile must not leave it there as if something were under way."""
    beginning = asyncio.ensure_future(
        ledger.begin(
            campaign_id=campaign.id,
            campaign_name=before.name or campaign.name,
            file_name=payload.source_name,
            file_sha256=payload.source_sha256,
            rows=payload.rows,
            set_aside=payload.set_aside,
            total_leads_before=before.total_leads,
            numbers=payload.numbers,
            content=payload.content,
            single=single,
        )
    )
    try:
        return await asyncio.shield(beginning)
    except asyncio.CancelledError:
        if beginning.cancelled():
            raise
        await durably(_take_back(ledger, beginning))
        raise


async def _take_back(ledger: Ledger, beginning: asyncio.Future[int]) -> None:
    try:
        upload_id = await beginning
    except AppError:
        return
    await ledger.not_sent(upload_id, sentences.REASON_CANCELLED)


def _not_recorded(error: LedgerError) -> Sentence:
    return Sentence(sentences.REMARK_NOT_RECORDED, {"reason": str(error.params.get("reason", ""))})


def sentence_of(error: AppError) -> Sentence:
    """What an error says, for the record and the operator."""
    params = {name: value for name, value in error.params.items() if isinstance(value, (str, int, float))}
    return Sentence(error.template, params)


def _refused_rows(error: AppError) -> tuple[tuple[Refusal, ...], tuple[tuple[int, str], ...]]:
    """(refused numbers, refused positions) that an answer names."""
    rows = error.rows if isinstance(error, InvalidRequestError) else ()
    numbers = tuple(Refusal(row.phone_number, row.reason) for row in rows if row.phone_number)
    positions = tuple((row.position, row.reason) for row in rows if not row.phone_number and row.position is not None)
    return numbers, positions


async def unless(request: Coroutine[Any, Any, T], cancel: asyncio.Event | None) -> T | None:
    """The result of `request`, or None when `cancel` was set first: then it is cancelled and over on return."""
    if cancel is None:
        return await request
    task = asyncio.ensure_future(request)
    wish = asyncio.ensure_future(cancel.wait())
    try:
        await asyncio.wait((task, wish), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        task.cancel()
        await asyncio.wait((task,))
        return None if task.cancelled() else task.result()
    finally:
        wish.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait((task,))
        if not task.cancelled():
            task.exception()  # seen; whoever is cancelled here has no use for it
