"""What is known of an upload that got no usable answer, and how that is found out.

Owns: the steps and outcomes of uploads as records, and settling an UNKNOWN one by the campaign's counter after a quiet
time. Leaves to others: sending (`uploading.py`, `single.py`), what the counter proves (`outcomes.py`), asking a person.
Nothing here ever sends a lead.
"""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple, Protocol, TypeVar

import msgspec

from app.clock import Clock, SystemClock, sleep_until
from app.errors import AppError
from app.leads import sentences
from app.leads.ledger import Ledger
from app.leads.outcomes import Growth, judge_growth
from app.leads.records import Refusal, Sentence, UploadRecord, UploadState
from app.models import Campaign

T = TypeVar("T")

# A server may still be storing what it has received when the connection breaks.
QUIET_S: Final = 5.0
# "Nothing arrived" is only believed when the counter says so twice, this far apart.
SECOND_LOOK_S: Final = 10.0
# So long after its end nothing is still being stored.
SURELY_OVER_S: Final = 600.0


_PROVED: Final = {Growth.ALL: UploadState.CONFIRMED, Growth.NONE: UploadState.NOT_SENT}


class CampaignApi(Protocol):
    """What is needed of `app.api.client.Api`."""

    async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
        """The campaign; `look`: as it stands now, whatever reading of it began before."""
        ...


class UploadPhase(enum.Enum):
    """What is being done."""

    PREPARING = "preparing"  # reading the campaign
    PLANNING = "planning"  # putting all parts of a large file on record
    WAITING = "waiting"  # for the request's turn; a rate limit may be in force
    SENDING = "sending"
    ANSWER = "answer"  # all is sent
    QUIET = "quiet"  # waiting before the counter is read
    COUNTING = "counting"


class UploadStep(NamedTuple):
    """Progress: bytes of the part while sending, else 0 of 0.

    Attributes:
        part: Which of `parts`, from 0.
        share: How much of all rows of all parts has left, 0 to 1; None where there is only one part.
    """

    phase: UploadPhase
    done: int = 0
    total: int = 0
    part: int = 0
    parts: int = 1
    share: float | None = None


OnProgress = Callable[[UploadStep], None]


class PartResult(msgspec.Struct, frozen=True):
    """How one part of a file stands; `part` counts from 0."""

    upload_id: int
    part: int
    state: UploadState
    rows: int
    created: int | None
    skipped: int | None


class UploadOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How an upload ended.

    Attributes:
        sentence: For the operator.
        cause: What the failure said, where there was one; server text is in its parameters only.
        remark: Something about a success that is worth a look.
        refusals: Rows that the server named, with its reasons; `LeadSession.lay_refusals` takes them.
        refused_positions: As `refusals`, for rows that were named by position only (as the server counts).
        series: Which series this sums up, None for a file that needed one upload only.
        parts: Its parts in order; the other members are then about all of them, and `upload_id` is the one to look at.
        set_aside: Rows of the file that were not to be sent, as far as the record knows.
    """

    upload_id: int
    state: UploadState
    sentence: Sentence
    rows: int
    created: int | None = None
    skipped: int | None = None
    total_before: int | None = None
    total_after: int | None = None
    cause: Sentence | None = None
    remark: Sentence | None = None
    refusals: tuple[Refusal, ...] = ()
    refused_positions: tuple[tuple[int, str], ...] = ()
    series: int | None = None
    parts: tuple[PartResult, ...] = ()
    set_aside: int | None = None

    @property
    def waiting(self) -> int:
        """How many parts wait to be sent."""
        return sum(part.state is UploadState.PLANNED for part in self.parts)


def ignore_progress(step: UploadStep) -> None:
    """Nobody looks."""


async def settle_unknown(
    api: CampaignApi,
    ledger: Ledger,
    upload_id: int,
    *,
    clock: Clock | None = None,
    quiet_s: float = 0.0,
    second_look_s: float = QUIET_S + SECOND_LOOK_S,
    on_progress: OnProgress = ignore_progress,
) -> UploadOutcome:
    """Look at the campaign's counter again for an upload of unknown outcome. Nothing is ever sent.

    The first look is at once, so the second one is later than after an upload: its end may be a moment ago.

    Raises:
        KeyError: There is no such upload.
        AppError: The campaign could not be read, or the record cannot be used.
    """
    clock = clock or SystemClock()
    record = await ledger.upload(upload_id)
    if record.state is UploadState.SET_ASIDE:
        # Other uploads may have moved the counter since: it is shown, and proves nothing.
        after = (await api.campaign(record.campaign_id, look=True)).total_leads
        if after is not None:
            await ledger.note_total(upload_id, after)
        return outcome_of(await ledger.upload(upload_id))
    if record.state is not UploadState.UNKNOWN:
        return outcome_of(record)
    after, growth = await read_counter(api, record, clock, quiet_s, second_look_s, on_progress)
    return await settle_by_counter(ledger, record, after, growth)


def outcome_of(record: UploadRecord) -> UploadOutcome:
    """What the record of an upload says, in words."""
    return UploadOutcome(
        upload_id=record.id,
        state=record.state,
        sentence=_sentence_of(record),
        rows=record.rows,
        created=record.created,
        skipped=record.skipped,
        total_before=record.total_before,
        total_after=record.total_after,
        cause=Sentence("{reason}", {"reason": record.reason}) if record.reason else None,
    )


def _sentence_of(record: UploadRecord) -> Sentence:
    match record.state:
        case UploadState.CONFIRMED if record.created is None and record.rows == 1:
            return Sentence(sentences.RESULT_ONE_BY_HAND)
        case UploadState.CONFIRMED if record.created is None:
            return Sentence(sentences.RESULT_CONFIRMED_BY_HAND, {"rows": record.rows})
        case UploadState.CONFIRMED:
            created, skipped = record.created or 0, record.skipped or 0
            return Sentence(sentences.RESULT_CONFIRMED, {"created": created, "skipped": skipped})
        case UploadState.REFUSED:
            return Sentence(sentences.RESULT_REFUSED)
        case UploadState.NOT_SENT | UploadState.PLANNED:
            if record.total_after is not None:
                return _nothing_arrived(record, record.total_after)
            return Sentence(sentences.RESULT_NOT_SENT)
        case UploadState.SET_ASIDE:
            return Sentence(sentences.RESULT_SET_ASIDE, {"rows": record.rows})
        case _:
            return unknown_sentence(record.rows, record.total_before, record.total_after)


def _nothing_arrived(record: UploadRecord, after: int) -> Sentence:
    template = sentences.RESULT_ONE_DID_NOT_ARRIVE if record.is_single else sentences.RESULT_NOTHING_ARRIVED
    return Sentence(template, {"after": after})


def unknown_sentence(rows: int, before: int | None, after: int | None) -> Sentence:
    """What is known of an upload of unknown outcome."""
    if rows == 1 and (before is None or after is None):
        return Sentence(sentences.RESULT_ONE_UNKNOWN)
    if before is None or after is None:
        return Sentence(sentences.RESULT_UNKNOWN, {"rows": rows})
    if rows == 1:
        return Sentence(sentences.RESULT_ONE_UNKNOWN_NUMBERS, {"before": before, "after": after})
    return Sentence(sentences.RESULT_UNKNOWN_NUMBERS, {"rows": rows, "before": before, "after": after})


async def read_counter(
    api: CampaignApi,
    record: UploadRecord,
    clock: Clock,
    quiet_s: float,
    second_look_s: float,
    on_progress: OnProgress,
) -> tuple[int | None, Growth]:
    """(the campaign's counter, what it proves) after a quiet time.

    An unmoved counter only proves something when it is still unmoved a while later: servers store what they have
    received after the connection has gone.
    """
    await _wait(clock, quiet_s, on_progress)
    on_progress(UploadStep(UploadPhase.COUNTING))
    after = (await api.campaign(record.campaign_id, look=True)).total_leads
    growth = judge_growth(record.total_before, after, record.rows)
    # Not by when it began: it may have waited long for its turn. When an interrupted one ended, nobody knows.
    ended_at = clock.time() if record.ended_at is None else record.ended_at
    if growth is Growth.NONE and clock.time() - ended_at < SURELY_OVER_S:
        await _wait(clock, second_look_s, on_progress)
        on_progress(UploadStep(UploadPhase.COUNTING))
        after = (await api.campaign(record.campaign_id, look=True)).total_leads
        growth = judge_growth(record.total_before, after, record.rows)
    return after, growth


async def _wait(clock: Clock, seconds: float, on_progress: OnProgress) -> None:
    if seconds > 0:
        on_progress(UploadStep(UploadPhase.QUIET))
        await sleep_until(clock, clock.monotonic() + seconds)


async def settle_by_counter(ledger: Ledger, record: UploadRecord, after: int | None, growth: Growth) -> UploadOutcome:
    """Record what the counter proves about an UNKNOWN upload, unless a person has decided meanwhile."""
    proved = _PROVED.get(growth, UploadState.UNKNOWN)
    # Asked after the counter was read: whoever moved it was on record before.
    if proved is not UploadState.UNKNOWN and not await ledger.is_undisturbed(record.campaign_id):
        proved = UploadState.UNKNOWN
    settled = await durably(ledger.settle_if_unknown(record.id, proved, total_after=after, reason=record.reason))
    outcome = outcome_of(settled)
    if proved is UploadState.NOT_SENT and settled.state is UploadState.PLANNED:
        return outcome  # a part that waits again
    if settled.state is not proved or (settled.created is None and proved is UploadState.CONFIRMED):
        return outcome
    if proved is UploadState.CONFIRMED:
        template = sentences.RESULT_ONE_BY_COUNTER if record.rows == 1 else sentences.RESULT_CONFIRMED_BY_COUNTER
        return msgspec.structs.replace(outcome, sentence=Sentence(template, {"rows": record.rows}))
    if proved is UploadState.NOT_SENT:
        return msgspec.structs.replace(outcome, sentence=_nothing_arrived(record, after or 0))
    sentence = unknown_sentence(record.rows, record.total_before, after)
    return msgspec.structs.replace(outcome, sentence=sentence)


async def look_at(api: CampaignApi, campaign_id: str) -> Campaign | None:
    """The campaign as it stands now, None where it cannot be read."""
    try:
        return await api.campaign(campaign_id, look=True)
    except AppError:
        return None


async def durably(work: Awaitable[T]) -> T:
    """Finish `work` even if the caller is cancelled meanwhile, then let the cancellation go on."""
    task = asyncio.ensure_future(work)
    cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise
            cancelled = True
        except BaseException:
            break
    if cancelled:
        if not task.cancelled():
            task.exception()
        raise asyncio.CancelledError
    return task.result()
