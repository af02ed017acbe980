"""Reading calls into the table: the first page, more of them, the newest again.

Owns: what is read when, one request at a time, and what the last one came to. Leaves to others: pages and their order
(`app/calls/feed.py`), the pace (`app/calls/pace.py`), what the operator is told (`ui/calls/page.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError, AuthError, ForbiddenError
from ui.calls.model import CallTableModel
from ui.command import Command
from ui.desk import Desk

if TYPE_CHECKING:
    from app.calls.feed import CallFeed
    from app.calls.selection import CallSelection

Reading = Literal["", "first", "more", "refresh", "look"]

TASK: Final = "calls.read"
SCREENFUL: Final = 40
MOST_PAGES_AT_ONCE: Final = 5
"""Of what the server gives, the filters may let through little: so many pages are read by themselves for one screen."""
_UNWATCHED_MS: Final = 2_000


class CallReader(QObject):
    """Keeps `model` filled with the calls of one selection.

    Attributes:
        feed: What was read of the present selection; None while there is none to read.
        reading: What is under way.
        problem: Why the last reading brought nothing; None where it did.
        paused: So many pages brought nothing that is wanted; going on takes a word of the operator.

    Signals:
        changed: any of these.
        updated: rows that stayed say something else now.
    """

    changed = Signal()
    updated = Signal()

    def __init__(self, desk: Desk, model: CallTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._in_front = False
        self._number = 0
        self._selection: CallSelection | None = None
        self.feed: CallFeed | None = None
        self.reading: Reading = ""
        self.problem: AppError | None = None
        self.paused = False
        self.is_searching: Callable[[], bool] = lambda: False
        model.may_fetch = self._may_fetch
        model.more_wanted.connect(self.more)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)
        desk.came_to_front.connect(lambda _away_s: self._plan())

    # --- wishes

    def set_in_front(self, in_front: bool) -> None:
        """Whether somebody looks at the calls: nothing is read for nobody."""
        self._in_front = in_front
        if not in_front:
            self._timer.stop()
        elif self.feed is None:
            self._begin()
        else:
            self._plan()

    def select(self, selection: CallSelection | None) -> None:
        """Read the calls of another selection, or (None) none.

        What is held of it already is shown at once; it is replaced by what the server says.
        """
        self._stop()
        self._selection = selection
        self.feed = None
        self.problem = None
        self.paused = False
        if selection is None:
            self._model.set_rows([])
        else:
            self._model.set_rows([row for row in self._model.rows if selection.accepts(row)])
        if self._in_front:
            self._begin()
        self.changed.emit()

    def more(self) -> None:
        """Read older calls."""
        if self.feed is not None and self.feed.read_at is None and not self.reading:
            self._begin()
        elif self.feed is not None and self.feed.has_more and self.reading in ("", "look"):
            feed = self.feed
            self._start("more", lambda: self._read_more(feed))

    def refresh(self, busy: Command) -> asyncio.Task[None] | None:
        """Read the newest calls again, because the operator says so; gives the task that does it."""
        feed = self.feed
        if feed is None or feed.read_at is None:
            return self._begin(busy)
        return self._start("refresh", lambda: self._check(feed, interactive=True), busy)

    # --- jobs

    def _begin(self, busy: Command | None = None) -> asyncio.Task[None] | None:
        context, selection = self._desk.context, self._selection
        if context is None or selection is None or selection.is_impossible:
            self.changed.emit()
            return None
        from app.calls.feed import CallFeed

        feed = self.feed = CallFeed(context.api, selection, context.clock)
        return self._start("first", lambda: self._read_first(feed), busy)

    async def _read_first(self, feed: CallFeed) -> None:
        from app.quota.priorities import Priority

        await feed.more(Priority.INTERACTIVE)
        self._model.set_rows(feed.rows)
        await self._fill(feed, len(feed.rows))

    async def _read_more(self, feed: CallFeed) -> None:
        from app.quota.priorities import Priority

        added = await feed.more(Priority.INTERACTIVE)
        self._model.append(added)
        await self._fill(feed, len(added))

    async def _fill(self, feed: CallFeed, count: int) -> None:
        """Go on until a screen's worth came, the end is reached, or it is worth asking whether to go on."""
        from app.quota.priorities import Priority

        pages = 1
        while count < SCREENFUL and feed.has_more and pages < MOST_PAGES_AT_ONCE:
            self.changed.emit()
            added = await feed.more(Priority.INTERACTIVE)
            self._model.append(added)
            count += len(added)
            pages += 1
        self.paused = count < SCREENFUL and feed.has_more

    async def _check(self, feed: CallFeed, *, interactive: bool) -> None:
        from app.quota.priorities import Priority

        check = await feed.check(Priority.INTERACTIVE if interactive else Priority.BACKGROUND)
        if check.moved:
            self._model.set_rows(feed.rows)
        elif check.updated:
            self._model.update(check.updated)
        if check.updated or check.moved:
            self.updated.emit()

    # --- running them

    def _start(
        self, what: Reading, job: Callable[[], Awaitable[None]], busy: Command | None = None
    ) -> asyncio.Task[None] | None:
        self._timer.stop()
        self._number += 1
        self.reading = what
        task = self._desk.tasks.start(self._run(job, self._number), name=TASK, busy=busy)
        self.changed.emit()
        return task

    async def _run(self, job: Callable[[], Awaitable[None]], number: int) -> None:
        """Do `job`; a later one has taken its place where `number` is not the present one."""
        problem: AppError | None = None
        try:
            await job()
        except AppError as error:
            problem = error
        except asyncio.CancelledError:
            if number == self._number:
                self.reading = ""
            raise
        if number != self._number:
            return
        self.problem = problem
        if problem is not None and self.feed is not None:
            self.feed.failed()
        what, self.reading = self.reading, ""
        if problem is not None and what in ("first", "refresh") and self._model.total:
            self._desk.messages.error(problem)
        self._plan()
        self.changed.emit()

    def _stop(self) -> None:
        self._number += 1
        self._timer.stop()
        self._desk.tasks.cancel(TASK)
        self.reading = ""

    def _may_fetch(self) -> bool:
        return (
            self.feed is not None
            and self.feed.read_at is not None
            and self.feed.has_more
            and self.reading in ("", "look")
            and self.problem is None
            and not self.paused
            and self._desk.cooldown.state is None
            and not self.is_searching()
        )

    # --- looking again

    def _plan(self) -> None:
        """Set the timer for the next look at the newest calls."""
        context = self._desk.context
        if not self._in_front or context is None or self.reading or self.feed is None:
            return
        if isinstance(self.problem, (AuthError, ForbiddenError)):
            return  # the key will not get better by itself
        from app.calls.pace import check_interval_s

        failed = self.problem is not None
        interval = check_interval_s(context.governor.snapshot, failed=failed, idle_s=self._desk.idle_s())
        # Counted from the last answer, so that coming back to the tab does not read what is fresh.
        passed = context.clock.time() - self.feed.read_at if self.feed.read_at and self.problem is None else 0.0
        self._timer.start(round(1000 * min(interval, max(0.0, interval - passed))))

    def _on_due(self) -> None:
        feed = self.feed
        if not self._in_front or feed is None or self.reading:
            return
        if not self._desk.is_watched():
            self._timer.start(_UNWATCHED_MS)
        elif feed.read_at is None:
            self._begin()
        else:
            self._start("look", lambda: self._check(feed, interactive=False))
