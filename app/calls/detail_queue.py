"""Transcripts, one request each: which come first, and how many a day.

Owns: the order by value (opened, searched for, of a watched campaign, recent), the daily budget, what of it is told,
fetching. Leaves to others: the right to send (the governor), storing (`mirror.py`), who asks.

Somebody who opens a call waits for it: that is fetched at once whatever the budget, and is counted. The rest has
background priority and stops when the day's budget is spent.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, NamedTuple, Protocol

import msgspec

from app import statuses
from app.calls.changes import Changes
from app.calls.mirror import CallMirror, KeptCall
from app.calls.mirror_reading import WANTING_DETAILS
from app.clock import Clock
from app.errors import AppError, NotFoundError, RateLimitedError
from app.models import CallAttempt, CallLog
from app.quota.priorities import Priority
from app.store.database import Connection

_log = logging.getLogger(__name__)

LINK_GOOD_FOR_S: Final = 600.0
"""How old a link to a recording may be: such links are signed for a while only, and for how long is not documented."""
_MOST_TRIES: Final = 3
_MOST_WAITING: Final = 5_000
_AFTER_ERROR_S: Final = 60.0
_NOT_READY_S: Final = 600.0  # a call without a transcript may get one later
_LONGEST_WAIT_S: Final = 600.0
_UNWATCHED_LOOK_S: Final = 1.0  # so often it is looked whether the window can be seen again


class Reason(enum.IntEnum):
    """Why details are wanted; smaller comes first."""

    OPENED = 0
    SEARCHED = 1
    WATCHED = 2
    RECENT = 3


class DetailProgress(NamedTuple):
    """How far the transcripts are.

    Attributes:
        spent_today: Requests for details on this local day, those of opened calls included.
        budget: Of the day; what is opened is fetched beyond it.
        waiting: Calls asked for and not fetched yet.
        missing: Calls that were connected, are over and have no details here; each costs one request.
        is_working: A request is under way.
        problem: Why the last one failed.
    """

    spent_today: int = 0
    budget: int = 0
    waiting: int = 0
    missing: int = 0
    is_working: bool = False
    problem: AppError | None = None


class DetailSource(Protocol):
    """What this needs of the API."""

    async def call_log_details(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        """See `app.api.client.Api.call_log_details`."""
        ...

    async def call_log_retries(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[CallAttempt, ...]:
        """See `app.api.client.Api.call_log_retries`."""
        ...


class DetailQueue:
    """The details of one mirror's calls.

    Attributes:
        budget: Requests a day; 0 fetches only what is opened. May be changed at any time, followed by `look`.
        is_watched: Whether the window can be seen: else nothing comes by itself.
    """

    def __init__(self, mirror: CallMirror, source: DetailSource, clock: Clock, *, budget: int) -> None:
        self.budget = budget
        self.is_watched: Callable[[], bool] = lambda: True
        self.progress = DetailProgress(budget=budget)
        self._mirror = mirror
        self._source = source
        self._clock = clock
        self._watched: tuple[str, ...] = ()
        self._not_before: dict[str, float] = {}  # monotonic, by id
        self._wake = asyncio.Event()
        self._listeners: list[Callable[[DetailProgress], None]] = []

    def subscribe(self, listener: Callable[[DetailProgress], None]) -> Callable[[], None]:
        """Have `listener` called with each changed progress; returns how to stop that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    # --- what somebody waits for

    async def open(self, call_id: str, *, refresh: bool = False) -> KeptCall:
        """Everything about a call, fetched now unless it is here already.

        Raises:
            AppError: It could not be fetched; what is here is in `CallMirror.call`.
        """
        kept = await self._mirror.call(call_id)
        if kept is not None and not refresh and kept.details_at and kept.record.status in statuses.CALL_FINAL:
            return kept
        await self._fetch(call_id, kept.record.call_id if kept is not None else None, Priority.INTERACTIVE)
        kept = await self._mirror.call(call_id)
        if kept is None:
            raise NotFoundError(status=404)
        return kept

    async def link(self, call_id: str) -> str | None:
        """A link to the recording, fetched anew where the one that is here is old; None where there is none.

        Raises:
            AppError: It could not be fetched.
        """
        kept = await self._mirror.call(call_id)
        age_s = None if kept is None or kept.recording_at is None else self._clock.time() - kept.recording_at
        if kept is None or age_s is None or not -LINK_GOOD_FOR_S < age_s < LINK_GOOD_FOR_S:
            kept = await self.open(call_id, refresh=True)
        return kept.record.recording_url

    async def attempts(self, call_id: str, *, refresh: bool = False) -> tuple[CallAttempt, ...]:
        """The tries to reach the same person, fetched unless they are here.

        Raises:
            AppError: They could not be fetched.
        """
        kept = await self._mirror.call(call_id)
        if kept is not None and kept.attempts is not None and not refresh:
            return kept.attempts
        other_id = kept.record.call_id if kept is not None else None
        found = await self._source.call_log_retries(call_id, call_id=other_id, priority=Priority.INTERACTIVE)
        await self._mirror.store_attempts(call_id, found)
        return found

    async def count(self) -> None:
        """A request for details is about to leave: it counts as one of this day's.

        Raises:
            AppError: It cannot be noted.
        """
        day = self._today()
        await self._mirror.write(
            lambda database: database.execute(
                "insert into spent values (?, 1) on conflict do update set requests = requests + 1", (day,)
            )
        )

    # --- what comes by itself

    async def want(self, call_ids: Iterable[str], reason: Reason = Reason.SEARCHED) -> None:
        """Fetch the details of these calls when there is room, in this order; those that are here are left out.

        What is asked for later comes before what was asked for earlier for the same reason.
        """
        now = self._clock.time()
        # Of those asked for together, the first is the first.
        rows = [(call_id, int(reason), now - place * 1e-6) for place, call_id in enumerate(call_ids)]

        def work(database: Connection) -> None:
            database.executemany(
                "insert into detail_request (id, reason, asked_at) select ?1, ?2, ?3 where exists (select 1 from call"
                " where id = ?1 and details_at is null) on conflict do update set reason = min(reason,"
                " excluded.reason), asked_at = excluded.asked_at",
                rows,
            )
            database.execute(
                "delete from detail_request where id in (select id from detail_request order by reason, asked_at desc"
                " limit -1 offset ?)",
                (_MOST_WAITING,),
            )

        await self._mirror.write(work)
        await self._refresh()
        self._wake.set()

    def watch(self, campaign_ids: Iterable[str]) -> None:
        """Calls of these campaigns come before other recent ones."""
        self._watched = tuple(campaign_ids)
        self._wake.set()

    def look(self) -> None:
        """Look again whether there is something to fetch."""
        self._wake.set()

    async def run(self) -> None:
        """Fetch what is worth most, one after the other, until cancelled."""
        stop = self._mirror.subscribe(self._on_changes)
        try:
            while True:
                while not self.is_watched():
                    await self._clock.sleep(_UNWATCHED_LOOK_S)
                self._wake.clear()
                wait_s = await self.step()
                if wait_s is not None:
                    await self._sleep(wait_s)
        finally:
            stop()

    async def step(self) -> float | None:
        """Fetch the next details; None where that went well, else seconds until it is worth another try."""
        await self._refresh()
        if self.progress.spent_today >= self.budget:
            return _LONGEST_WAIT_S
        found = await self._next()
        if found is None:
            return _LONGEST_WAIT_S
        if not self.is_watched():  # the window went out of sight meanwhile
            return _UNWATCHED_LOOK_S
        call_id, other_id = found
        try:
            await self._fetch(call_id, other_id, Priority.BACKGROUND)
        except RateLimitedError as error:
            return max(1.0, error.deadline - self._clock.monotonic())
        except AppError as error:
            _log.info("the details of a call could not be fetched: %s", error)
            await self._failed(call_id)
            return _AFTER_ERROR_S
        return None

    # --- inside

    async def _next(self) -> tuple[str, str | None] | None:
        """The call whose details are worth most now."""
        now = self._clock.monotonic()
        self._not_before = {call_id: at for call_id, at in self._not_before.items() if at > now}
        later, watched = self._not_before.keys(), self._watched

        def work(database: Connection) -> tuple[str, str | None] | None:
            marks = ", ".join("?" * len(watched))
            recent = f"from {WANTING_DETAILS}"
            questions: list[tuple[str, tuple[object, ...]]] = [
                (
                    "select call.id, call.call_id from detail_request join call on call.id = detail_request.id"
                    " where tries < ? and details_at is null order by reason, asked_at desc",
                    (_MOST_TRIES,),
                ),
            ]
            if watched:
                questions.append(
                    (
                        f"select id, call_id {recent} and campaign in (select id from word where text in ({marks}))"
                        " order by key desc",
                        watched,
                    )
                )
            questions.append((f"select id, call_id {recent} order by key desc", ()))
            for sql, values in questions:
                for call_id, other_id in database.execute(f"{sql} limit ?", (*values, len(later) + 1)):
                    if call_id not in later:
                        return call_id, other_id
            return None

        return await self._mirror.read(work)

    async def _fetch(self, call_id: str, other_id: str | None, priority: Priority) -> None:
        self._tell(is_working=True, problem=None)
        problem: AppError | None = None
        try:
            await self.count()
            details = await self._source.call_log_details(call_id, call_id=other_id, priority=priority)
            await self._mirror.store_details(msgspec.structs.replace(details, id=call_id))
            if not details.transcript:
                self._not_before[call_id] = self._clock.monotonic() + _NOT_READY_S
        except NotFoundError as error:
            problem = error
            await self._mirror.mark_gone(call_id)
            if priority is Priority.INTERACTIVE:
                raise
        except AppError as error:
            problem = error
            raise
        finally:
            self._tell(is_working=False, problem=problem)
            with contextlib.suppress(AppError):
                await self._refresh()

    async def _failed(self, call_id: str) -> None:
        self._not_before[call_id] = self._clock.monotonic() + _NOT_READY_S
        await self._mirror.write(
            lambda database: database.execute("update detail_request set tries = tries + 1 where id = ?", (call_id,))
        )

    async def _refresh(self) -> None:
        """Bring the progress up to date."""
        day = self._today()

        def work(database: Connection) -> tuple[int, int, int]:
            spent = database.execute("select requests from spent where day = ?", (day,)).fetchone()
            waiting = database.execute("select count(*) from detail_request where tries < ?", (_MOST_TRIES,)).fetchone()
            missing = database.execute(f"select count(*) from {WANTING_DETAILS}").fetchone()
            return (spent[0] if spent else 0), waiting[0], missing[0]

        spent, waiting, missing = await self._mirror.read(work)
        self._tell(spent_today=spent, waiting=waiting, missing=missing, budget=self.budget)

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock.time()).date().isoformat()

    def _on_changes(self, changes: Changes) -> None:
        if changes.added or changes.changed or changes.is_everything:
            self._wake.set()

    def _tell(self, **changes: object) -> None:
        before = self.progress
        self.progress = before._replace(**changes)  # type: ignore[arg-type]
        if self.progress == before:
            return
        for listener in tuple(self._listeners):
            try:
                listener(self.progress)
            except Exception:
                _log.exception("a listener of the details failed")

    async def _sleep(self, seconds: float) -> None:
        asleep = asyncio.ensure_future(self._clock.sleep(seconds))
        woken = asyncio.ensure_future(self._wake.wait())
        try:
            await asyncio.wait({asleep, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            asleep.cancel()
            woken.cancel()
