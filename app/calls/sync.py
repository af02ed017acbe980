"""Keeps the mirror of the calls up to date, at as few requests as possible.

Owns: the rounds (look at the newest page, close gaps, fill in the older calls, look again at calls that were not over),
what of it is told, waiting between rounds. Leaves to others: which page is next (`coverage.py`), the right to send (the
governor; all of it has background priority, but for a look that somebody waits for, which the rounds let in between:
`looks.py`), storing (`mirror.py`), transcripts (`detail_queue.py`).

A round in which nothing is new costs one request, answered by 304, and writes nothing. A page and what it means for
the coverage are stored in one transaction: whenever a round ends, by an error, a closed window or a killed process, the
next one goes on from what is there.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import Final, NamedTuple, Protocol

import msgspec

from app.api.dialect import CallLogQuery
from app.calls.changes import Stored
from app.calls.coverage import Coverage, Seen
from app.calls.looks import Looks
from app.calls.mirror import CallMirror
from app.calls.mirror_reading import read_coverage, read_meta, write_coverage, write_meta
from app.calls.pace import AFTER_ERROR_S, check_interval_s
from app.clock import Clock
from app.errors import (
    AppError,
    AuthError,
    ForbiddenError,
    NotFoundError,
    OddAnswerError,
    RateLimitedError,
    ServerError,
)
from app.models import CallLog, Page
from app.quota.priorities import Priority
from app.quota.snapshot import QuotaSnapshot
from app.store.database import Connection

_log = logging.getLogger(__name__)

PAGE_CALLS: Final = 100
CHECK_EVERY_S: Final = 60.0
"""While older calls are filled in, the newest are looked at so often."""
_MOST_PAUSE_S: Final = 300.0
_REFUSED_PAUSE_S: Final = 900.0
_LOOK_REQUESTS: Final = 20
_LOOK_CALLS: Final = 300
_LEFT_ALONE: Final = 8  # one of so many requests of a window is for whoever comes meanwhile
_UNWATCHED_LOOK_S: Final = 1.0  # so often it is looked whether the window can be seen again
_SWEEP_EVERY_S: Final = 0.05
_MOST_IDLE_PAGES: Final = 10  # and as many as are here: without a bound, an odd server would be asked for ever
_MOST_IDLE_AFTER: Final = 2  # once that has happened, and reading all again did not help
_SAME_PAGES: Final = 3
_AUDIT_AFTER: Final = 3  # checks in a row with fewer calls here than the server counts
_AUDIT_EVERY_S: Final = 86_400.0
_EVERYTHING: Final = CallLogQuery()


class CallSource(Protocol):
    """What this needs of the API."""

    async def call_logs(
        self, query: CallLogQuery, *, page: int = 1, limit: int = PAGE_CALLS, priority: Priority = ...
    ) -> Page[CallLog]:
        """See `app.api.client.Api.call_logs`."""
        ...

    async def call_log(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        """See `app.api.client.Api.call_log`."""
        ...


class Quota(Protocol):
    """What this needs of the governor."""

    @property
    def snapshot(self) -> QuotaSnapshot:
        """What is known of the quota."""
        ...

    def expect(self, priority: Priority, count: int) -> Callable[[], None]:
        """See `app.quota.governor.QuotaGovernor.expect`."""
        ...


class SyncProgress(NamedTuple):
    """How far the mirror is.

    Attributes:
        is_working: A round is under way.
        is_filling: Calls are known to be missing.
        calls: Calls that are here without a gap.
        total: How many the server says there are; None where it does not say.
        requests_left: That the missing ones will cost, as far as is known.
        checked_at: Unix time at which the newest calls were last looked at.
        cost: Requests of the last round, or of this one so far.
        new_calls: Calls that the last round brought, or this one so far.
        next_check_in_s: Seconds from the end of the last round to the next.
        problem: Why the last round ended early.
        serves_one_page: The server sends the same page whatever page is asked for: older calls cannot be fetched.
    """

    is_working: bool = False
    is_filling: bool = False
    calls: int = 0
    total: int | None = None
    requests_left: int | None = None
    checked_at: float | None = None
    cost: int = 0
    new_calls: int = 0
    next_check_in_s: float | None = None
    problem: AppError | None = None
    serves_one_page: bool = False


class CallSync:
    """The sync of one mirror. One `run`, or one `round` at a time.

    Attributes:
        is_watched: Whether the window can be seen: else nothing is asked for.
        idle_s: Since when the window has not been the one that is worked with; 0 while it is.
    """

    def __init__(self, mirror: CallMirror, source: CallSource, quota: Quota, clock: Clock) -> None:
        self.progress = SyncProgress()
        self.is_watched: Callable[[], bool] = lambda: True
        self.idle_s: Callable[[], float] = lambda: 0.0
        self._mirror = mirror
        self._source = source
        self._quota = quota
        self._clock = clock
        self._coverage = Coverage()
        self._floor_ms = 0
        self._generation = -1
        self._top: tuple[CallLog, ...] | None = None
        self._top_keys: frozenset[int] = frozenset()
        self._page_calls = PAGE_CALLS
        self._checked_at = -CHECK_EVERY_S  # monotonic
        self._fewer = 0
        self._goes_round = False  # the pages that are asked for bring nothing new
        self._audited_at = 0.0  # Unix time
        self._is_cut = False
        self._wake = asyncio.Event()
        self._listeners: list[Callable[[SyncProgress], None]] = []
        self._round = asyncio.Lock()
        self._looks = Looks(lambda: self._check(Priority.INTERACTIVE))

    def subscribe(self, listener: Callable[[SyncProgress], None]) -> Callable[[], None]:
        """Have `listener` called with each changed progress; returns how to stop that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def check_soon(self) -> None:
        """Begin the next round at once."""
        self._wake.set()

    async def look(self) -> None:
        """Look at the newest calls because somebody waits for that, also in the middle of a round.

        Raises:
            AppError: They could not be read.
        """
        while self._round.locked():
            if await self._looks.wait():
                return
        async with self._working():
            await self._check(Priority.INTERACTIVE)
        if not self._coverage.is_whole:
            self._wake.set()

    async def run(self) -> None:
        """Round after round until cancelled."""
        pause_s = AFTER_ERROR_S
        while True:
            while not self.is_watched():
                await self._clock.sleep(_UNWATCHED_LOOK_S)
            self._wake.clear()
            try:
                await self.round()
            except (AuthError, ForbiddenError):
                wait_s = _REFUSED_PAUSE_S
                await self._sweep()
            except RateLimitedError as error:
                wait_s = max(1.0, error.deadline - self._clock.monotonic())
            except AppError as error:
                _log.info("the calls could not be brought up to date: %s", error)
                wait_s, pause_s = pause_s, min(pause_s * 2, _MOST_PAUSE_S)
                await self._sweep()
            else:
                if not self.is_watched() and self.progress.is_filling:
                    continue
                await self._sweep()
                pause_s = AFTER_ERROR_S
                wait_s = check_interval_s(self._quota.snapshot, failed=False, idle_s=self.idle_s())
            self._tell(next_check_in_s=wait_s)
            await self._sleep(wait_s)

    async def round(self) -> None:
        """Bring the mirror up to date, as background work: the newest calls, what is missing, what was not over.

        Raises:
            AppError: It ended early; the next round goes on from there.
        """
        async with self._working():
            await self._check()
            await self._fill()
            if self.is_watched():
                await self._look_again()

    @contextlib.asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        async with self._round:
            await self._load()
            self._tell(is_working=True, cost=0, new_calls=0)
            problem: AppError | None = None
            try:
                yield
            except AppError as error:
                problem = error
                raise
            finally:
                self._looks.give_up()
                self._tell(is_working=False, problem=problem)

    async def _sweep(self) -> None:
        """Nothing else is to be done: let the mirror go on with what it has put off."""
        with contextlib.suppress(AppError):
            until = self._clock.monotonic() + CHECK_EVERY_S
            # A large index takes minutes: whoever asks for a round, and the next one, does not wait for that.
            while not self._wake.is_set() and self._clock.monotonic() < until and not await self._mirror.sweep():
                await self._clock.sleep(_SWEEP_EVERY_S)

    # --- the parts of a round

    async def _check(self, priority: Priority = Priority.BACKGROUND) -> None:
        """Look at the newest calls."""
        page = await self._ask(1, priority)
        await self._load()
        self._checked_at = self._clock.monotonic()
        if page.items is not self._top or self._top is None:
            if page.has_more and page.items:
                self._page_calls = len(page.items)
            stored = await self._take(1, page)
            self._top, self._top_keys = page.items, frozenset(stored.keys)
        self._tell(total=page.total, checked_at=self._clock.time())
        await self._audit(page)

    async def _fill(self) -> None:
        """Fetch what is missing, page by page."""
        withdraw: Callable[[], None] | None = None
        idle = same = 0
        try:
            while self.is_watched() and (number := self._coverage.next_page(self._page_calls)) is not None:
                if withdraw is None:
                    withdraw = self._quota.expect(Priority.BACKGROUND, (self._pages_left() or 1) + self._left_alone())
                page = await self._ask(number)
                if self._generation != self._mirror.generation:
                    await self._load()  # calls were let go of meanwhile: which page is wanted is another question now
                    continue
                if number > 1 and page.items and self._is_top_again(page):
                    # Either this server knows no pages, or exactly a page of calls came since the newest was looked at.
                    same += 1
                    if same == _SAME_PAGES:
                        await self._give_up_pages()
                        return
                    await self._check()
                    continue
                stored = await self._take(number, page)
                idle = 0 if len(stored.known) < len(stored.keys) else idle + 1
                self._goes_round = self._goes_round and idle > 0
                most_idle = _MOST_IDLE_PAGES + self._coverage.calls // self._page_calls
                if idle > (_MOST_IDLE_AFTER if self._goes_round else most_idle):
                    _log.warning("%d pages of calls in a row brought nothing new", idle)
                    if not await self._read_all_again():
                        self._goes_round = True
                        return
                    idle = 0
                is_stale = len(stored.known) == len(stored.keys)
                age_s = self._clock.monotonic() - self._checked_at
                if age_s >= CHECK_EVERY_S or (is_stale and age_s >= 1.0):
                    await self._check()
        finally:
            if withdraw is not None:
                withdraw()

    async def _look_again(self) -> None:
        """Ask for calls that were not over, where their time has come and the newest page did not tell."""
        now, seen = self._clock.time(), self._top_keys
        is_whole = self._coverage.is_whole

        def work(database: Connection) -> list[tuple[int, str, str | None, int]]:
            due = database.execute(
                "select key, id, call_id from call where look_at <= ? order by look_at limit ?",
                (now, _LOOK_CALLS + len(seen)),
            ).fetchall()
            due = [row for row in due if row[0] not in seen]
            if not is_whole or len(due) < 2:
                return [(*row, 0) for row in due]
            place = {}
            count, after = 0, None
            for key in sorted((row[0] for row in due), reverse=True):
                sql = "select count(*) from call where key > ?" + (" and key <= ?" if after is not None else "")
                count += database.execute(sql, (key,) if after is None else (key, after)).fetchone()[0]
                place[key], after = count, key
            return [(*row, place[row[0]] // self._page_calls + 1) for row in due]

        due = await self._mirror.read(work, lane="long")
        left = {call_id: (other_id, page) for _, call_id, other_id, page in due}
        requests = 0
        pages = [page for _, page in left.values() if page > 1]
        for number in sorted({page for page in pages if pages.count(page) > 1}):
            if requests == _LOOK_REQUESTS:
                return
            requests += 1
            found = await self._ask(number)
            await self._mirror.store_rows(found.items)
            for record in found.items:
                left.pop(record.id, None)
        for call_id, (other_id, _) in left.items():
            if requests == _LOOK_REQUESTS:
                return
            requests += 1
            await self._look_at(call_id, other_id)

    async def _look_at(self, call_id: str, other_id: str | None) -> None:
        self._tell(cost=self.progress.cost + 1)
        try:
            request = self._source.call_log(call_id, call_id=other_id, priority=Priority.BACKGROUND)
            record = await self._looks.but_first(request)
        except NotFoundError:
            await self._mirror.mark_gone(call_id)
        except (ServerError, OddAnswerError) as error:
            # One call that the server cannot tell must not stand before all others for ever.
            _log.info("a call could not be looked at again: %s", error)
            await self._mirror.look_later(call_id)
        else:
            await self._mirror.store_rows([msgspec.structs.replace(record, id=call_id)])

    # --- steps

    async def _load(self) -> None:
        if self._generation != self._mirror.generation:
            self._generation = self._mirror.generation
            self._coverage, self._floor_ms, self._is_cut, self._audited_at = await self._mirror.read(
                lambda database: (
                    read_coverage(database),
                    int(read_meta(database, "floor_ms") or 0),
                    bool(read_meta(database, "is_cut")),
                    float(read_meta(database, "audited_at") or 0.0),
                )
            )
            self._top, self._top_keys = None, frozenset()
            self._tell_coverage()

    async def _ask(self, number: int, priority: Priority = Priority.BACKGROUND) -> Page[CallLog]:
        request = self._source.call_logs(_EVERYTHING, page=number, limit=PAGE_CALLS, priority=priority)
        page = await (request if priority is Priority.INTERACTIVE else self._looks.but_first(request))
        self._tell(cost=self.progress.cost + 1)
        return page

    async def _take(self, number: int, page: Page[CallLog]) -> Stored:
        """Store a page and what it means for the coverage."""
        records = [record for record in page.items if not self._is_too_old(record)]
        is_cut = len(records) < len(page.items)
        # One call that tells a wrong time is not the end of what is wanted: that is where the last ones are too old.
        is_last = not page.has_more or (is_cut and all(map(self._is_too_old, page.items[-2:])))
        here = self._coverage

        def then(database: Connection, stored: Stored) -> Coverage:
            before = read_coverage(database)
            after = before._replace(cursor=here.cursor, tried=here.tried, top_total=here.top_total).took(
                Seen(number, stored.keys, stored.known, is_last, page.total)
            )
            if after.is_whole and after.spans and not before.is_whole:
                # Calls of the same instant that came in pieces may have been counted wrongly: now it can be known.
                calls = database.execute("select count(*) from call").fetchone()[0]
                after = after._replace(spans=(after.spans[0]._replace(calls=calls),))
            write_coverage(database, before, after)
            if is_cut and not self._is_cut:
                write_meta(database, "is_cut", 1)
            return after

        stored, self._coverage = await self._mirror.store(records, then)
        self._is_cut = self._is_cut or is_cut
        self._tell_coverage(new_calls=self.progress.new_calls + len(stored.keys) - len(stored.known))
        return stored

    def _is_too_old(self, record: CallLog) -> bool:
        return record.created_at is not None and record.created_at.timestamp() * 1000 < self._floor_ms

    def _is_top_again(self, page: Page[CallLog]) -> bool:
        return self._top is not None and [one.id for one in page.items] == [one.id for one in self._top]

    async def _give_up_pages(self) -> None:
        """Whatever page is asked for, the first one comes: no more can be fetched."""

        def work(database: Connection) -> Coverage:
            before = read_coverage(database)
            after = Coverage(before.spans[:1], True)
            write_coverage(database, before, after)
            return after

        self._coverage = await self._mirror.write(work)
        self._tell_coverage(serves_one_page=True)

    async def _audit(self, page: Page[CallLog]) -> None:
        """Where the server goes on counting more calls than are here, everything is read through once more."""
        total, coverage = page.total, self._coverage
        if total is None or not coverage.is_whole or self._is_cut or self.progress.serves_one_page:
            return
        self._fewer = self._fewer + 1 if total > coverage.calls else 0
        if self._fewer >= _AUDIT_AFTER and await self._read_all_again():
            _log.info("the server counts %d calls and %d are here: all are read again", total, coverage.calls)

    async def _read_all_again(self) -> bool:
        """Forget what is covered, though no call; False if that was done a short while ago."""
        now = self._clock.time()
        if abs(now - self._audited_at) < _AUDIT_EVERY_S:
            return False
        self._fewer, self._audited_at, self._goes_round = 0, now, False

        def work(database: Connection) -> Coverage:
            before = read_coverage(database)
            write_coverage(database, before, Coverage())
            write_meta(database, "audited_at", now)  # a count that is never right costs this once a day, not each start
            return Coverage()

        self._coverage = await self._mirror.write(work)
        self._top = None
        return True

    def _left_alone(self) -> int:
        """Requests announced beside the missing pages, which never come.

        A backlog that fits into what is left of a window is let through without holding back, but for the share of an
        emergency. Missing calls that fit just so would take the rest; a click or an upload would wait for the reset.
        """
        return (self._quota.snapshot.limit or 0) // _LEFT_ALONE

    def _pages_left(self) -> int | None:
        total = self.progress.total
        if self._coverage.is_whole:
            return 0
        if total is None:
            return None
        return max(1, -(-(total - self._coverage.calls) // self._page_calls))

    # --- telling and waiting

    def _tell_coverage(self, **others: object) -> None:
        coverage = self._coverage
        self._tell(is_filling=not coverage.is_whole, calls=coverage.calls, requests_left=self._pages_left(), **others)

    def _tell(self, **changes: object) -> None:
        before = self.progress
        self.progress = before._replace(**changes)  # type: ignore[arg-type]
        if self.progress == before:
            return
        for listener in tuple(self._listeners):
            try:
                listener(self.progress)
            except Exception:
                _log.exception("a listener of the sync failed")

    async def _sleep(self, seconds: float) -> None:
        """Wait so long, or until `check_soon`."""
        asleep = asyncio.ensure_future(self._clock.sleep(seconds))
        woken = asyncio.ensure_future(self._wake.wait())
        try:
            await asyncio.wait({asleep, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            asleep.cancel()
            woken.cancel()
