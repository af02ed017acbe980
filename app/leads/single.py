"""One person at a time: adding, looking up, changing, removing, with the same care as for files.

Owns: the checks before one lead is added, and keeping the local record in line. Leaves to others: the record
(`ledger.py`, `added.py`), the do-not-call list, asking a person.

A lead is added as an upload of one: on record before the request leaves, never sent again by itself, a lost answer
settled by the campaign's counter, else open until a person decides. While an upload to a campaign is open, its leads
are neither added nor removed from here: that would move the counter, which is the evidence.

Whether a change or a removal without an answer was made, the client looks up itself (`app/api/client.py`).
"""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, NamedTuple, Protocol

from app.api.dialect import LeadChanges, LeadDraft
from app.clock import Clock
from app.errors import AppError, ConflictError, NotFoundError
from app.leads import ledger as ledgers
from app.leads import sentences
from app.leads.added import AddedLeads
from app.leads.campaign_lock import Alone
from app.leads.do_not_call import DoNotCallList
from app.leads.evidence import OnProgress, UploadOutcome, durably, ignore_progress
from app.leads.ledger import Ledger, LedgerError, OpenQuestionError, UnderWayError, pack_numbers
from app.leads.mapping import PHONE_NUMBER
from app.leads.records import Payload, Sentence
from app.leads.uploading import upload
from app.models import Campaign, Lead, UploadCounts, UploadFile
from app.statuses import LEAD_FINAL
from app.threads import run_in_daemon_thread

FILE_NAME: Final = "One lead"
# Reading the campaign, adding.
REQUESTS_TO_ADD: Final = 2

OnSent = Callable[[int, int], None]


class LeadApi(Protocol):
    """What is needed of `app.api.client.Api`."""

    # ruff: noqa: D102  explained there
    async def campaign(self, campaign_id: str, *, look: bool) -> Campaign: ...

    async def add_lead(self, campaign_id: str, draft: LeadDraft, *, on_sent: OnSent | None) -> Lead: ...

    async def lead(self, lead_id: str) -> Lead: ...

    async def update_lead(self, lead_id: str, changes: LeadChanges) -> Lead: ...

    async def remove_lead(self, lead_id: str) -> None: ...


class LeadRefusedError(AppError):
    """The lead is not added, for a reason that is known here; nothing was sent."""


class Number(NamedTuple):
    """A phone number in its parts: "+91", "9876543210"."""

    country_code: str
    national: str

    @property
    def e164(self) -> str:
        """In one piece."""
        return self.country_code + self.national


class NewLead(NamedTuple):
    """What is to be added. `number` as it was typed; `country` (ISO) is for one without a country code, "" for none."""

    number: str
    country: str
    name: str
    variables: Mapping[str, str]


class SingleLeads:
    """The single leads of one profile."""

    def __init__(self, api: LeadApi, ledger: Ledger, do_not_call: DoNotCallList, clock: Clock) -> None:
        self._api = api
        self._ledger = ledger
        self._do_not_call = do_not_call
        self._clock = clock
        self.added = AddedLeads(ledger, clock)

    async def add(
        self,
        campaign: Campaign,
        new: NewLead,
        *,
        on_progress: OnProgress = ignore_progress,
        cancel: asyncio.Event | None = None,
        quiet_s: float | None = None,
        second_look_s: float | None = None,
    ) -> tuple[UploadOutcome, Lead | None]:
        """(how it ended, the lead where the server gave it back).

        Raises:
            LeadRefusedError: The number cannot be used, must not be called or is in the campaign already.
            CampaignFinalError, OpenQuestionError, LedgerError, DoNotCallError: Nothing was sent.
            AppError: The campaign could not be read; nothing was sent.
        """
        number = await read_number(new.number, new.country)
        await self._refuse_unwanted(campaign, number.e164)
        draft = LeadDraft(
            country_code=number.country_code,
            national_number=number.national,
            name=new.name,
            variables=dict(new.variables),
        )
        sender = _Sender(self._api, draft)
        times = {"quiet_s": quiet_s, "second_look_s": second_look_s}
        outcome = await upload(
            sender,
            self._ledger,
            _OneRow(number.e164, new),
            campaign,
            on_progress=on_progress,
            cancel=cancel,
            clock=self._clock,
            single=new.name,
            **{name: value for name, value in times.items() if value is not None},
        )
        if sender.lead is not None:
            with contextlib.suppress(LedgerError):  # it was added; only its id is not on record
                await self.added.note_id(outcome.upload_id, sender.lead.id)
        return outcome, sender.lead

    async def look_up(self, lead_id: str) -> Lead:
        """The lead as the server has it.

        Raises:
            LeadRefusedError: There is none of this id.
        """
        try:
            return await self._api.lead(lead_id.strip())
        except NotFoundError:
            raise LeadRefusedError(sentences.NO_SUCH_LEAD, lead_id=lead_id.strip()) from None

    async def change(
        self, lead: Lead, *, name: str, number: Number | None, variables: Mapping[str, Any]
    ) -> tuple[Lead, Sentence | None]:
        """Change a lead that was not called yet.

        Returns the lead as the server has it, and a remark where that could not be written to the local record.

        `number` None leaves it as it is; `variables` is the full set.

        Raises:
            LeadRefusedError: It was called meanwhile, or is gone.
            NetworkError: Not confirmed: the answer was lost and the lead, looked at again, does not show the change.
        """
        if number is not None and await self._do_not_call.entry(number.e164) is not None:
            raise LeadRefusedError(sentences.SINGLE_DO_NOT_CALL)
        changes = LeadChanges(
            name=name if name != lead.name else None,
            country_code=number.country_code if number is not None else None,
            national_number=number.national if number is not None else None,
            variables=dict(variables) if dict(variables) != dict(lead.variables) else None,
        )
        try:
            after = await self._api.update_lead(lead.id, changes)
        except ConflictError:
            raise LeadRefusedError(sentences.ALREADY_CALLED) from None
        except NotFoundError:
            raise LeadRefusedError(sentences.NO_SUCH_LEAD, lead_id=lead.id) from None
        campaign_id = after.campaign_id or lead.campaign_id or ""
        if not after.phone_number.startswith("+"):
            return after, None
        before = lead.phone_number if lead.phone_number.startswith("+") else ""
        noting = self.added.note_change(lead.id, campaign_id, before, after.phone_number, after.name)
        return after, await _note(noting, sentences.CHANGED_NOT_RECORDED)

    async def remove(self, lead: Lead) -> Sentence | None:
        """Take a lead out of its campaign; one that is gone already counts as removed.

        Returns a remark where that could not be written to the local record.

        Raises:
            LeadRefusedError: Its campaign is over, or it could not be removed.
            OpenQuestionError: An upload to its campaign is under way or has no known outcome.
            NetworkError: Not confirmed: the answer was lost and the lead is still there.
        """
        if lead.campaign_id is not None:
            # Its counter moves, perhaps late: nothing that leans on it may begin meanwhile.
            async with self._ledger.alone(lead.campaign_id, lead.campaign_id) as alone:
                return await self._remove(lead, alone)
        if self._ledger.is_held(None):
            raise UnderWayError
        return await self._remove(lead, Alone())

    async def _remove(self, lead: Lead, alone: Alone) -> Sentence | None:
        for record in await self._ledger.open_questions():
            if lead.campaign_id in (None, record.campaign_id):
                raise OpenQuestionError(campaign=record.campaign_name or record.campaign_id)
        alone.is_settled = False
        try:
            await self._api.remove_lead(lead.id)
        except NotFoundError:
            pass
        except ConflictError:
            alone.is_settled = True
            raise LeadRefusedError(sentences.CAMPAIGN_OVER) from None
        alone.is_settled = True
        number = lead.phone_number if lead.phone_number.startswith("+") else ""
        noting = self.added.note_removal(lead.id, lead.campaign_id or "", number)
        return await _note(noting, sentences.REMOVED_NOT_RECORDED)

    async def _refuse_unwanted(self, campaign: Campaign, number: str) -> None:
        if await self._do_not_call.entry(number) is not None:
            raise LeadRefusedError(sentences.SINGLE_DO_NOT_CALL)
        path = self._ledger.path
        earlier = await run_in_daemon_thread(lambda: ledgers.read_earlier(path, campaign.id), name="upload-ledger")
        known = earlier.get(number)
        if known is not None:
            raise LeadRefusedError(sentences.SINGLE_ALREADY if known.certain else sentences.SINGLE_MAYBE)


async def _note(noting: Awaitable[None], template: str) -> Sentence | None:
    """Write down what the server has done. Where that fails it is done all the same, which the remark says."""
    try:
        await durably(noting)
    except LedgerError as error:
        return Sentence(template, {"reason": str(error.params.get("reason", ""))})
    return None


async def read_number(text: str, country: str) -> Number:
    """A number as it was typed; `country` (ISO) is for one without a country code, "" for none.

    Raises:
        LeadRefusedError: It is none; the sentence says why.
    """
    found = await run_in_daemon_thread(lambda: _read_number(text, country), name="phone-number")
    if isinstance(found, Sentence):
        raise LeadRefusedError(found.template, **found.params)
    return found


def _read_number(text: str, country: str) -> Number | Sentence:
    import phonenumbers

    from app.leads.phone_numbers import NumberReader

    if not text.strip():
        return Sentence(sentences.SINGLE_NO_NUMBER)
    reader = NumberReader(country)
    e164 = reader.read_one(text)
    if e164 is None:
        return reader.why_not(text)
    code = f"+{phonenumbers.parse(e164).country_code}"
    return Number(code, e164.removeprefix(code))


class _Sender:
    """Adds the lead where an upload would send its file."""

    def __init__(self, api: LeadApi, draft: LeadDraft) -> None:
        self._api = api
        self._draft = draft
        self.lead: Lead | None = None

    async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
        return await self._api.campaign(campaign_id, look=look)

    async def upload_leads(self, campaign_id: str, file: UploadFile, *, on_sent: OnSent | None = None) -> UploadCounts:
        self.lead = await self._api.add_lead(campaign_id, self._draft, on_sent=on_sent)
        return UploadCounts(created=1, skipped=0)


class _OneRow:
    """The lead as a file of one row, for the record."""

    def __init__(self, e164: str, new: NewLead) -> None:
        self._e164 = e164
        self._new = new

    async def payload(self) -> Payload:
        row = {PHONE_NUMBER: self._e164, **({"name": self._new.name} if self._new.name else {}), **self._new.variables}
        out = io.StringIO(newline="")
        csv.writer(out).writerows([list(row), list(row.values())])
        return Payload(
            name="lead.csv",
            content=out.getvalue().encode("utf-8", "replace"),
            rows=1,
            set_aside=0,
            source_name=FILE_NAME,
            source_sha256="",
            numbers=pack_numbers([self._e164]),
            columns=tuple(row),
        )


def is_pending(lead: Lead) -> bool:
    """Whether it may still be changed (API page "campaign-leads/update"); an unknown status is left to the server."""
    return lead.status not in ("in_progress", *LEAD_FINAL)
