"""Letting go of what is no longer needed about the people in finished uploads.

Owns: what goes and what stays of an upload that ended long ago. Leaves to others: for how long (`app/settings.py`),
when (`app/context.py`), the record itself (`ledger.py`).

What goes: the rows that were kept, the list of their numbers, the names of people added one by one, what the server
said about the upload (it may quote rows), and single people of whom nothing arrived or who were removed again. The
audit trail of that time goes too.
What stays: the upload itself (campaign, file name, counts, times) and each number that surely went to a campaign, with
that campaign: without it nobody could be kept from being uploaded twice. An upload without a known outcome is left
alone, and so is one whose rows a person set aside, whose numbers are still doubtful, and parts that wait to be sent.
"""

from __future__ import annotations

import logging
import sqlite3
from typing import Final

from app.leads.ledger import Ledger, pack_numbers
from app.leads.records import UploadState
from app.settings import FOREVER

_log = logging.getLogger(__name__)

_DAY_S: Final = 86_400.0
_FINISHED: Final = (UploadState.CONFIRMED, UploadState.REFUSED, UploadState.NOT_SENT)
_OLD: Final = (
    f"select id from upload where state in ({', '.join('?' * len(_FINISHED))}) and coalesce(ended_at, began_at) < ?"
)
_USELESS: Final = (
    f"select upload_id from single join upload on upload.id = upload_id where upload_id in ({_OLD})"
    " and not exists (select 1 from sent where sent.campaign_id = upload.campaign_id and sent.upload_id = upload.id)"
)


async def forget_old_people(ledger: Ledger, days: int, now: float) -> int:
    """Let go of what the finished uploads of more than `days` days ago say about people; returns how many there were.

    Afterwards nothing of it can be found in the database or its write-ahead log. `days` may be `FOREVER`; `now` is
    Unix time. What was let go of before is not counted again.

    Raises:
        LedgerError: The record cannot be used.
    """
    if days == FOREVER:
        return 0
    nobody = pack_numbers([])
    old = (*_FINISHED, now - days * _DAY_S)

    def work(database: sqlite3.Connection) -> tuple[int, int]:
        found = database.execute(
            f"select count(*) from upload where id in ({_OLD}) and (length(numbers) > ? or reason <> ''"
            " or id in (select upload_id from kept) or id in (select upload_id from single where name <> ''))",
            (*old, len(nobody)),
        ).fetchone()
        unsettled = f"select 1 from upload where id = upload_id and state not in ({', '.join('?' * len(_FINISHED))})"
        forgotten = (old[-1], *_FINISHED)
        trail = database.execute(f"delete from audit where at < ? and not exists ({unsettled})", forgotten).rowcount
        if not found[0]:
            return 0, trail
        database.execute(f"delete from kept where upload_id in ({_OLD})", old)
        useless = database.execute(_USELESS, old).fetchall()
        database.execute(f"delete from refusal where upload_id in ({_OLD})", old)
        database.execute(f"delete from lead where upload_id in ({_OLD})", old)
        database.executemany("delete from single where upload_id = ?", useless)
        database.executemany("delete from upload where id = ?", useless)
        database.execute(f"update single set name = '' where upload_id in ({_OLD})", old)
        database.execute(f"update upload set numbers = ?, reason = '' where id in ({_OLD})", (nobody, *old))
        return int(found[0]), trail

    count, trail = await ledger.transaction(work)
    if count or trail:
        await ledger.compact()
    if count:
        _log.info("%d finished uploads of more than %d days ago say nothing about people any more", count, days)
    return count
