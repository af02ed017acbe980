"""The people who were added one by one from here, by the local record: the server keeps no list of them.

Owns: their entries in the record of uploads. Leaves to others: the record itself (`ledger.py`), adding (`single.py`).
"""

from __future__ import annotations

import sqlite3

import msgspec

from app.clock import Clock
from app.leads.ledger import Ledger
from app.leads.records import UploadState


class AddedLead(msgspec.Struct, frozen=True):
    """One person. Times are Unix times; `lead_id` is "" where the server's answer was lost."""

    id: int  # of the upload
    campaign_id: str
    campaign_name: str
    number: str
    name: str
    lead_id: str
    state: UploadState
    reason: str
    added_at: float
    removed_at: float | None


class AddedLeads:
    """The single leads of one profile. Every method may raise `LedgerError`."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def latest(self, limit: int = 500) -> list[AddedLead]:
        """Newest first."""

        def work(database: sqlite3.Connection) -> list[AddedLead]:
            found = database.execute(
                "select id, campaign_id, campaign_name, number, name, lead_id, state, reason, began_at, removed_at"
                " from single join upload on upload.id = upload_id order by id desc limit ?",
                (limit,),
            )
            return [
                AddedLead(key, campaign_id, campaign_name, f"+{number}", name, lead, UploadState(state), *rest)
                for key, campaign_id, campaign_name, number, name, lead, state, *rest in found
            ]

        return await self._ledger.read(work)

    async def note_id(self, upload_id: int, lead_id: str) -> None:
        """Note what the server calls a lead that was added."""

        def work(database: sqlite3.Connection) -> None:
            database.execute("update single set lead_id = ? where upload_id = ?", (lead_id, upload_id))

        await self._ledger.transaction(work)

    async def note_change(self, lead_id: str, campaign_id: str, before: str, number: str, name: str) -> None:
        """A lead has another number or name now; `before` and `number` in E.164, "" where unknown."""

        def work(database: sqlite3.Connection) -> None:
            if number:
                values = (int(number), name, lead_id)
                database.execute("update single set number = ?, name = ? where lead_id = ?", values)
            if before and number and before != number:
                moved = (int(number), campaign_id, int(before))
                database.execute("update or replace sent set number = ? where campaign_id = ? and number = ?", moved)

        await self._ledger.transaction(work)

    async def note_removal(self, lead_id: str, campaign_id: str, number: str) -> None:
        """A lead is no longer in its campaign: its number (E.164, "" where unknown) may be sent there again."""

        def work(database: sqlite3.Connection) -> None:
            now = self._clock.time()
            database.execute("update single set removed_at = ? where lead_id = ?", (now, lead_id))
            if number:
                gone = (campaign_id, int(number))
                database.execute("delete from sent where campaign_id = ? and number = ?", gone)

        await self._ledger.transaction(work)
