"""The record of uploads and of the numbers that went to each campaign.

Owns: `ledger.db`. Leaves to others: deciding what an outcome means (`uploading.py`), how an upload stands in its table
(`ledger_rows.py`), files that need several uploads (`series.py`), the audit trail (`audit.py`).

What has to be true after a crash at any moment is committed durably (WAL, `synchronous=FULL`): an upload is INFLIGHT
before its first byte leaves, and its numbers count as sent in the same transaction that makes it CONFIRMED. Found
INFLIGHT at the start, its outcome is UNKNOWN. The rows themselves are kept, compressed, until they are known to have
arrived: an upload has 10 MB at most (`lead_file.py`), and those without an open question have a limit together.
Every change of a state goes to the audit trail in its own transaction.

Calls run in a daemon thread each, with a connection of their own: they are few, and nothing is left open.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from app.clock import Clock
from app.errors import AppError
from app.leads import audit, ledger_rows, ledger_schema, sentences
from app.leads.campaign_lock import Alone, CampaignLocks, alone
from app.leads.known_numbers import LedgerError as LedgerError
from app.leads.known_numbers import pack_numbers as pack_numbers
from app.leads.known_numbers import read_earlier as read_earlier
from app.leads.known_numbers import unpack
from app.leads.ledger_rows import OPEN_STATES, SELECT, connected, find, record_of
from app.leads.records import Refusal, UploadRecord, UploadState
from app.store.files import private_file, private_folder
from app.threads import run_in_daemon_thread

T = TypeVar("T")

FILE_NAME: Final = "ledger.db"


class OpenQuestionError(AppError):
    """An earlier upload to the campaign has no known outcome, so nothing may be sent to it."""

    template = sentences.OPEN_QUESTION


class UnderWayError(OpenQuestionError):
    """Leads are being sent to the campaign at this moment, from the first look at it to the end of the last part."""

    template = sentences.UNDER_WAY


class SettledMeanwhileError(AppError):
    """The upload has another state than the one that was to be changed."""

    template = sentences.SETTLED_MEANWHILE


class Ledger:
    """The uploads of one profile. Every method may raise `LedgerError`.

    All times are Unix times. An upload ends in exactly one of CONFIRMED, REFUSED, NOT_SENT, or stays UNKNOWN until
    `settle` or `put_aside`; a second ending changes nothing and raises `SettledMeanwhileError`. A part of a file in
    several parts of which nothing was sent does not end: it is PLANNED again.

    Attributes:
        who: Whose uploads these are, for the audit trail.
        locks: Keep the other consoles of this computer out of a campaign while this one sends to it; None: there are
            no others.
    """

    def __init__(self, path: Path, clock: Clock, who: str = "") -> None:
        self.path = path
        self.who = who
        self.locks: CampaignLocks | None = None
        self._held: set[str] = set()
        self._clock = clock

    @classmethod
    async def open(cls, folder: Path, clock: Clock, who: str = "") -> Ledger:
        """The ledger in `folder`, made if need be (0600, before SQLite opens it); what was INFLIGHT is now UNKNOWN."""
        ledger = cls(folder / FILE_NAME, clock, who)
        await ledger._run(ledger._prepare)
        return ledger

    @contextlib.asynccontextmanager
    async def alone(self, campaign_id: str, name: str) -> AsyncIterator[Alone]:
        """Keep everything else on this computer that would move a campaign's counter away from it.

        Held from the first look at it to the end of the last part, between two parts too.

        Raises:
            UnderWayError: Leads are being sent to it from here.
            ElsewhereError: Another console is sending to it, or did a moment ago.
        """
        if campaign_id in self._held:
            raise UnderWayError
        self._held.add(campaign_id)
        try:
            async with alone(self.locks, self._run, self._clock, campaign_id, name) as being:
                yield being
        finally:
            self._held.discard(campaign_id)

    def is_held(self, campaign_id: str | None) -> bool:
        """Whether leads are being sent to a campaign from here; None: to any."""
        return bool(self._held) if campaign_id is None else campaign_id in self._held

    async def is_undisturbed(self, campaign_id: str) -> bool:
        """Whether no other console of this computer has sent to the campaign since this one did."""
        locks = self.locks
        return locks is None or await self._run(lambda: locks.is_undisturbed(campaign_id))

    async def begin(
        self,
        *,
        campaign_id: str,
        campaign_name: str,
        file_name: str,
        file_sha256: str,
        rows: int,
        set_aside: int,
        total_leads_before: int | None,
        numbers: bytes,
        content: bytes = b"",
        single: str | None = None,
    ) -> int:
        """Note durably that an upload is about to leave; returns its id.

        `numbers` as `pack_numbers` writes them; `content` is what is sent, kept until it is known to have arrived.
        `single` is the name of the one person that it is about, for an upload of one that is listed apart.

        Raises:
            OpenQuestionError: Another upload to this campaign is under way or has no known outcome.
        """

        def work(database: sqlite3.Connection) -> int:
            refuse_open_questions(database, campaign_id, campaign_name)
            cursor = database.execute(
                "insert into upload (campaign_id, campaign_name, file_name, file_sha256, rows, set_aside, total_before,"
                " state, began_at, numbers) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    campaign_id, campaign_name, file_name, file_sha256, rows, set_aside, total_leads_before,
                    UploadState.INFLIGHT, self._clock.time(), numbers,
                ),
            )  # fmt: skip
            upload_id = cursor.lastrowid
            assert upload_id is not None
            if content:
                packed = zlib.compress(content, 1)
                database.execute("insert into kept (upload_id, content) values (?, ?)", (upload_id, packed))
            if single is not None:
                row = (upload_id, unpack(numbers)[0], single)
                database.execute("insert into single (upload_id, number, name) values (?, ?, ?)", row)
            ledger_rows.forget_old_rows(database)
            self.note(database, upload_id)
            return upload_id

        return await self.transaction(work)

    async def confirm(
        self,
        upload_id: int,
        created: int | None,
        skipped: int | None,
        *,
        total_after: int | None = None,
        reason: str = "",
        leads: Iterable[tuple[str, str]] = (),
    ) -> None:
        """The leads are there. The numbers count as sent to the campaign from the same transaction on.

        `created` and `skipped` are None where nobody but a person says that they are there. `leads`: the number and
        the id of each, where the server names them.
        """
        named = tuple(leads)
        allowed = (*OPEN_STATES, UploadState.SET_ASIDE)

        def work(database: sqlite3.Connection) -> None:
            self._confirm(database, upload_id, created, skipped, allowed, total_after, reason)
            ledger_rows.note_leads(database, upload_id, named)

        await self.transaction(work)

    async def refuse(self, upload_id: int, reason: str, refusals: Iterable[Refusal] = ()) -> None:
        """The server refused all of it, and named these rows of it."""
        named = tuple(refusals)

        def work(database: sqlite3.Connection) -> None:
            self._end(database, upload_id, UploadState.REFUSED, OPEN_STATES, reason=reason)
            ledger_rows.note_refusals(database, upload_id, named)

        await self.transaction(work)

    async def not_sent(self, upload_id: int, reason: str) -> None:
        """It is certain that no byte left."""
        await self._end_plainly(upload_id, UploadState.NOT_SENT, (UploadState.INFLIGHT,), reason)

    async def unknown(self, upload_id: int, reason: str) -> None:
        """Nobody knows whether the server took it. Also for a refusal that turns out to have stored something."""
        await self._end_plainly(upload_id, UploadState.UNKNOWN, (*OPEN_STATES, UploadState.REFUSED), reason)

    async def settle(
        self,
        upload_id: int,
        state: UploadState,
        *,
        total_after: int | None = None,
        reason: str = "",
        by_hand: bool = False,
    ) -> None:
        """End the uncertainty about an upload: CONFIRMED (all are there) or NOT_SENT (none is).

        `by_hand`: a person says so. Then how many were created is left open.
        """
        if state is UploadState.CONFIRMED:
            rows = None if by_hand else (await self.upload(upload_id)).rows
            await self.confirm(upload_id, rows, None if by_hand else 0, total_after=total_after, reason=reason)
        elif state is UploadState.NOT_SENT:
            allowed = (UploadState.UNKNOWN, UploadState.SET_ASIDE)
            await self._end_plainly(upload_id, state, allowed, reason, total_after)
        else:
            raise ValueError(f"nothing is settled by {state}")

    async def settle_if_unknown(
        self, upload_id: int, state: UploadState, *, total_after: int | None, reason: str
    ) -> UploadRecord:
        """Settle an upload by what the campaign's counter says, unless a person has decided meanwhile.

        Looking and writing are one transaction. Returns the upload as it is then. With `state` UNKNOWN the counter
        proves nothing and is only noted.
        """

        def work(database: sqlite3.Connection) -> UploadRecord:
            record = find(database, upload_id)
            if record.state is not UploadState.UNKNOWN:
                return record
            if state is UploadState.CONFIRMED:
                self._confirm(database, upload_id, record.rows, 0, (UploadState.UNKNOWN,), total_after, reason)
            elif state is UploadState.NOT_SENT:
                self._end(database, upload_id, state, (UploadState.UNKNOWN,), total_after=total_after, reason=reason)
            elif total_after is not None:
                self._note_total(database, upload_id, total_after)
            return find(database, upload_id)

        return await self.transaction(work)

    async def put_aside(self, upload_id: int, reason: str) -> None:
        """The rows of an UNKNOWN upload are saved elsewhere: its campaign is free, its numbers stay doubtful."""
        allowed = (UploadState.UNKNOWN, UploadState.SET_ASIDE)
        await self._end_plainly(upload_id, UploadState.SET_ASIDE, allowed, reason)

    async def note_total(self, upload_id: int, total_after: int) -> None:
        """Note how many leads the campaign had when it was looked at after the upload."""
        await self.transaction(lambda database: self._note_total(database, upload_id, total_after))

    async def upload(self, upload_id: int) -> UploadRecord:
        """One upload.

        Raises:
            KeyError: There is none of this id.
        """
        return await self.read(lambda database: find(database, upload_id))

    async def uploads(self, limit: int = 100) -> list[UploadRecord]:
        """The latest uploads, newest first, every older one whose outcome is not known; of a file in parts all of them.

        Single leads are among them only while something is open about them.
        """

        def work(database: sqlite3.Connection) -> list[UploadRecord]:
            chosen = "state in (?, ?, ?) or id not in (select upload_id from single)"
            latest = f"select id from upload where {chosen} order by id desc limit ?"
            found = database.execute(
                f"with chosen as (select id from upload where id in ({latest}) or state in (?, ?, ?))"
                f" {SELECT} where id in (select id from chosen)"
                " or series in (select series from upload where id in (select id from chosen)) order by id desc",
                (*OPEN_STATES, UploadState.SET_ASIDE, limit, *OPEN_STATES, UploadState.PLANNED),
            )
            return [record_of(row) for row in found]

        return await self.read(work)

    async def open_questions(self) -> list[UploadRecord]:
        """The uploads whose outcome is not known, oldest first."""

        def work(database: sqlite3.Connection) -> list[UploadRecord]:
            found = database.execute(f"{SELECT} where state = ? order by id", (UploadState.UNKNOWN,))
            return [record_of(row) for row in found]

        return await self.read(work)

    async def count_open(self) -> int:
        """How many uploads are not finished: those without a known outcome, also where the console ended under way.

        A file of which parts wait is one of them.
        """

        def work(database: sqlite3.Connection) -> int:
            found = database.execute(
                "select (select count(*) from upload where state in (?, ?))"
                " + (select count(distinct series) from upload where state = ? and series not in"
                " (select series from upload where series is not null and state in (?, ?)))",
                (*OPEN_STATES, UploadState.PLANNED, *OPEN_STATES),
            )
            return int(found.fetchone()[0])

        return await self.read(work)

    async def already_sent(self, campaign_id: str) -> frozenset[str]:
        """The numbers (E.164) that were certainly sent to a campaign from here."""

        def work(database: sqlite3.Connection) -> frozenset[str]:
            found = database.execute("select number from sent where campaign_id = ?", (campaign_id,))
            return frozenset(f"+{number}" for (number,) in found)

        return await self.read(work)

    async def numbers(self, upload_id: int) -> tuple[str, ...]:
        """The numbers of one upload, in the order of its file."""

        def work(database: sqlite3.Connection) -> tuple[str, ...]:
            row = database.execute("select numbers from upload where id = ?", (upload_id,)).fetchone()
            return tuple(f"+{number}" for number in unpack(row[0])) if row else ()

        return await self.read(work)

    async def rows_of(self, upload_id: int) -> bytes | None:
        """What was sent, as CSV; None where it is not kept (any more)."""

        def work(database: sqlite3.Connection) -> bytes | None:
            row = database.execute("select content from kept where upload_id = ?", (upload_id,)).fetchone()
            return zlib.decompress(row[0]) if row else None

        return await self.read(work)

    async def _end_plainly(
        self,
        upload_id: int,
        state: UploadState,
        allowed: tuple[UploadState, ...],
        reason: str,
        total_after: int | None = None,
    ) -> None:
        def work(database: sqlite3.Connection) -> None:
            self._end(database, upload_id, state, allowed, total_after=total_after, reason=reason)

        await self.transaction(work)

    def _confirm(
        self,
        database: sqlite3.Connection,
        upload_id: int,
        created: int | None,
        skipped: int | None,
        allowed: tuple[UploadState, ...],
        total_after: int | None,
        reason: str,
    ) -> None:
        self._end(
            database, upload_id, UploadState.CONFIRMED, allowed,
            created=created, skipped=skipped, total_after=total_after, reason=reason,
        )  # fmt: skip
        campaign_id, packed = database.execute(
            "select campaign_id, numbers from upload where id = ?", (upload_id,)
        ).fetchone()
        database.executemany(
            "insert or replace into sent (campaign_id, number, upload_id) values (?, ?, ?)",
            ((campaign_id, number, upload_id) for number in unpack(packed)),
        )
        database.execute("delete from kept where upload_id = ?", (upload_id,))

    def _note_total(self, database: sqlite3.Connection, upload_id: int, total_after: int) -> None:
        values = (total_after, self._clock.time(), upload_id)
        database.execute("update upload set total_after = ?, looked_at = ? where id = ?", values)

    def _end(
        self,
        database: sqlite3.Connection,
        upload_id: int,
        state: UploadState,
        allowed: tuple[UploadState, ...],
        *,
        created: int | None = None,
        skipped: int | None = None,
        total_after: int | None = None,
        reason: str,
    ) -> None:
        marks = ", ".join("?" * len(allowed))
        now = self._clock.time()
        cursor = database.execute(
            "update upload set state = case when ? = ? and series is not null then ? else ? end,"
            " created = ?, skipped = ?, total_after = coalesce(?, total_after), reason = ?,"
            " looked_at = case when ? is null then looked_at else ? end,"
            f" ended_at = ? where id = ? and state in ({marks})",
            (
                state,
                UploadState.NOT_SENT,
                UploadState.PLANNED,
                state,
                created,
                skipped,
                total_after,
                reason[:2000],
                total_after,
                now,
                now,
                upload_id,
                *allowed,
            ),
        )
        if cursor.rowcount != 1:
            raise SettledMeanwhileError
        self.note(database, upload_id)

    def note(self, database: sqlite3.Connection, upload_id: int) -> None:
        """Put on the audit trail how an upload stands now."""
        audit.note(database, upload_id, self._clock.time(), self.who)

    def _prepare(self) -> None:
        private_folder(self.path.parent)
        private_file(self.path)
        with connected(self.path) as database:
            database.execute("pragma journal_mode = wal")
            try:
                ledger_schema.bring_up_to_date(database)
            except ledger_schema.NewerError:
                raise LedgerError(sentences.LEDGER_NEWER) from None
            database.execute("begin immediate")
            interrupted = database.execute("select id from upload where state = ?", (UploadState.INFLIGHT,)).fetchall()
            database.execute(
                "update upload set state = ?, reason = ? where state = ?",
                (UploadState.UNKNOWN, sentences.REASON_INTERRUPTED, UploadState.INFLIGHT),
            )
            for (upload_id,) in interrupted:
                self.note(database, upload_id)
            ledger_rows.forget_half_planned(database)
            database.execute("commit")

    async def transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` durably, whole or not at all, in a thread."""

        def inside() -> T:
            with connected(self.path) as database:
                database.execute("begin immediate")
                try:
                    result = work(database)
                except BaseException:
                    database.execute("rollback")
                    raise
                database.execute("commit")
                return result

        return await self._run(inside)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work`, which changes nothing, in a thread."""

        def inside() -> T:
            with connected(self.path) as database:
                return work(database)

        return await self._run(inside)

    async def compact(self) -> None:
        """Rewrite the file without what was deleted, and empty the write-ahead log. Nothing is put anywhere else."""

        def work(database: sqlite3.Connection) -> None:
            database.execute("pragma temp_store = memory")
            database.execute("vacuum")
            database.execute("pragma wal_checkpoint(truncate)")

        await self.read(work)

    async def _run(self, work: Callable[[], T]) -> T:
        try:
            return await run_in_daemon_thread(work, name="upload-ledger")
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(reason=str(error)) from error


def refuse_open_questions(database: sqlite3.Connection, campaign_id: str, campaign_name: str) -> None:
    """Nothing is sent to a campaign while another upload to it is under way or has no known outcome.

    Raises:
        OpenQuestionError: There is one.
    """
    if database.execute(
        "select 1 from upload where campaign_id = ? and state in (?, ?)", (campaign_id, *OPEN_STATES)
    ).fetchone():
        raise OpenQuestionError(campaign=campaign_name or campaign_id)
