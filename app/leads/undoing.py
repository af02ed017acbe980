"""Undo this upload: taking the leads that it created out of their campaign again, one by one, unless they were called.

Owns: which leads can be taken back, and what becomes of each. Leaves to others: removing one (`single.py`), asking the
person. Only leads whose ids the server has named can be found again: it keeps no list.

A lead is looked at right before it is removed: one that was called, or is being called, stays. It stops at the first
answer that leaves a doubt; what was done until then is on record, and it can be begun again.
"""

from __future__ import annotations

import asyncio
import enum
import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from app.clock import Clock
from app.errors import AppError, NotFoundError
from app.leads import audit, sentences
from app.leads.evidence import durably
from app.leads.ledger import Ledger
from app.leads.records import Sentence, UploadState
from app.leads.single import is_pending
from app.leads.uploading import sentence_of
from app.models import Lead


class NamedLead(NamedTuple):
    """A lead that an upload created."""

    upload_id: int
    number: str
    lead_id: str


class Undone(enum.Enum):
    """What became of a lead."""

    REMOVED = "removed"
    CALLED = "called"  # it stays in its campaign
    LEFT = "left"  # nothing was done about it


class UndoResult(NamedTuple):
    """How it went.

    Attributes:
        removed: So many were taken out.
        called: So many stay, since they were called or are being called.
        left: Of so many nobody knows yet, or they were not come to.
        problem: Why it stopped, None where it did not.
    """

    removed: int
    called: int
    left: int
    problem: Sentence | None = None


class OtherLeadError(AppError):
    """What the server gives for an id is not the lead that was created."""

    template = sentences.OTHER_LEAD


class LooksLeadsUp(Protocol):
    """What is needed of `app.api.client.Api`."""

    async def lead(self, lead_id: str) -> Lead:
        """The lead as it stands now."""
        ...


class RemovesLeads(Protocol):
    """What is needed of `app.leads.single.SingleLeads`."""

    async def remove(self, lead: Lead) -> Sentence | None:
        """Take it out of its campaign."""
        ...


async def named_leads(ledger: Ledger, upload_ids: Sequence[int]) -> list[NamedLead]:
    """The leads of these uploads that can still be taken back, as far as the record knows.

    Raises:
        LedgerError: The record cannot be read.
    """
    marks = ", ".join("?" * len(upload_ids))
    confirmed = f"select id from upload where id in ({marks}) and state = ?"
    values = (*upload_ids, UploadState.CONFIRMED)

    def work(database: sqlite3.Connection) -> list[NamedLead]:
        found = database.execute(
            f"select upload_id, number, lead_id from lead where outcome = '' and upload_id in ({confirmed})"
            " union select upload_id, number, lead_id from single where removed_at is null and lead_id <> ''"
            f" and upload_id in ({confirmed}) order by upload_id",
            (*values, *values),
        )
        return [NamedLead(upload_id, f"+{number}", lead_id) for upload_id, number, lead_id in found]

    return await ledger.read(work)


async def undo(
    api: LooksLeadsUp,
    singles: RemovesLeads,
    ledger: Ledger,
    leads: Sequence[NamedLead],
    clock: Clock,
    *,
    on_progress: Callable[[int, NamedLead, Undone], None] = lambda _done, _lead, _undone: None,
    cancel: asyncio.Event | None = None,
) -> UndoResult:
    """Remove those of `leads` that are still pending, one after the other.

    Args:
        api: The client.
        singles: Removes leads.
        ledger: Where it goes on record.
        leads: As `named_leads` gives them.
        clock: For the record.
        on_progress: Called on the loop after each lead: how many are done, which one, what became of it.
        cancel: Set by the operator to stop after the lead at hand.
    """
    counts = dict.fromkeys(Undone, 0)
    removed: dict[int, int] = {}
    problem = None
    try:
        for done, lead in enumerate(leads, start=1):
            if cancel is not None and cancel.is_set():
                break
            undone = await _undo_one(api, singles, ledger, lead)
            counts[undone] += 1
            if undone is Undone.REMOVED:
                removed[lead.upload_id] = removed.get(lead.upload_id, 0) + 1
            on_progress(done, lead, undone)
    except AppError as error:
        problem = sentence_of(error)
    finally:
        if removed:
            await durably(_note(ledger, removed, clock))
    gone, called = counts[Undone.REMOVED], counts[Undone.CALLED]
    return UndoResult(gone, called, len(leads) - gone - called, problem)


async def _undo_one(api: LooksLeadsUp, singles: RemovesLeads, ledger: Ledger, named: NamedLead) -> Undone:
    try:
        lead = await api.lead(named.lead_id)
    except NotFoundError:
        lead = None
    if lead is not None and not _is_same_number(lead.phone_number, named.number):
        raise OtherLeadError(number=named.number)
    if lead is not None and not is_pending(lead):
        await _note_outcome(ledger, named, Undone.CALLED)
        return Undone.CALLED
    if lead is not None:
        await singles.remove(lead)
    await _note_outcome(ledger, named, Undone.REMOVED)
    return Undone.REMOVED


def _is_same_number(found: str, number: str) -> bool:
    """Whether the server's spelling of a number, perhaps without its country, can be this one; unknown counts."""
    digits = "".join(filter(str.isdecimal, found)).lstrip("0")
    return number.endswith(digits)


async def _note_outcome(ledger: Ledger, lead: NamedLead, undone: Undone) -> None:
    def work(database: sqlite3.Connection) -> None:
        values = (undone.value, lead.upload_id, lead.lead_id)
        database.execute("update lead set outcome = ? where upload_id = ? and lead_id = ?", values)
        if undone is Undone.REMOVED:
            database.execute(
                "delete from sent where number = ? and campaign_id = (select campaign_id from upload where id = ?)",
                (int(lead.number[1:]), lead.upload_id),
            )

    await durably(ledger.transaction(work))


async def _note(ledger: Ledger, removed: dict[int, int], clock: Clock) -> None:
    def work(database: sqlite3.Connection) -> None:
        for upload_id, count in removed.items():
            audit.note_removal(database, upload_id, count, clock.time(), ledger.who)

    await ledger.transaction(work)
