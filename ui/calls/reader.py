"""The calls of the mirror in the table: which are asked for, the pages looked at, what the sync changes.

Owns: the present view of the mirror, reading its pages when somebody looks at them, taking in changes without losing
place or selection, running the sync while a profile is open. Leaves to others: the mirror and its views
(`app/calls/mirror.py`, `view.py`), requests (`app/calls/sync.py`), rows (`model.py`), what the operator is told
(`told.py`), transcripts (`transcripts.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from ui.calls.model import PAGE_ROWS, CallTableModel, Edit
from ui.calls.worker import Worker
from ui.command import Command
from ui.desk import Desk

if TYPE_CHECKING:
    from app.api.request_log import RequestLog
    from app.calls.changes import Changes
    from app.calls.mirror import CallMirror, MirrorValues
    from app.calls.mirror_reading import CallRow
    from app.calls.statistics import CallStatistics
    from app.calls.sync import CallSync, SyncProgress
    from app.calls.view import CallView, ViewChange
    from app.calls.wanted import CallFilter, CallOrder
    from app.context import Context
    from app.models import CallLog

VIEW: Final = "calls.view"
PAGES: Final = "calls.pages"
FOLLOW: Final = "calls.follow"
FIGURES: Final = "calls.figures"
SYNC: Final = "calls.sync"
REFRESH: Final = "calls.refresh"
FIGURES_AFTER_S: Final = 0.4
"""While calls come in one page after the other, charts and counts follow at this pace."""
PAINT_FIRST_S: Final = 0.03
"""The first rows are painted before all of them are counted, which would take the processor from that."""
NOT_MODIFIED: Final = 304
LONG_AWAY_S: Final = 60.0
_MOST_WAITING: Final = 6
_ROWS_AT_ONCE: Final = 1_000


class CallReader(QObject):
    """Keeps `model` showing the calls of one filter in one order.

    Attributes:
        view: What is shown; None before the first answer.
        is_asking: Another view is on its way, or its calls are still being counted.
        problem: Why the mirror could not be asked.
        progress: How far the sync is; None while no profile is open.
        was_not_modified: The last look at the newest calls was answered by "not modified".
        values: What there is to filter by.
        visible: Gives the first and the last row that is looked at.

    Signals:
        changed: any of these.
        replaced: The rows are another list; place and selection are to be found again.
        updated: rows that stayed say something else now.
        outdated: Other calls are wanted: figures that came before are not theirs.
        counted: The figures of what is shown have come (`CallStatistics`).
        valued: `values` are others.
    """

    changed = Signal()
    replaced = Signal()
    updated = Signal()
    outdated = Signal()
    counted = Signal(object)
    valued = Signal()

    def __init__(self, desk: Desk, model: CallTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._mirror: CallMirror | None = None
        self._sync: CallSync | None = None
        self._stops: list[Callable[[], None]] = []
        self._in_front = False
        self._wish: tuple[CallFilter, CallOrder] | None = None
        self._wanted: list[int] = []
        self._pending: Changes | None = None
        self._turn: asyncio.Lock | None = None
        self._counts_stale = False
        self.view: CallView | None = None
        self.is_asking = False
        self.problem: AppError | None = None
        self.progress: SyncProgress | None = None
        self.was_not_modified = False
        self._log: RequestLog | None = None
        self.values: MirrorValues | None = None
        self._counted: int | None = None
        self.visible: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self.wants_figures: Callable[[], bool] = lambda: True
        self._paging = Worker(desk.tasks, PAGES, self._read_pages, lambda: bool(self._wanted) and self.view is not None)
        self._following = Worker(desk.tasks, FOLLOW, self._take_changes, lambda: self._pending is not None)
        self._counting = Worker(desk.tasks, FIGURES, self._read_figures, lambda: self._counts_stale)
        model.page_wanted.connect(self._on_page_wanted)
        desk.came_to_front.connect(self._on_came_to_front)

    @property
    def here(self) -> int | None:
        """How many calls the mirror has; None while that is not known."""
        synced = self.progress.calls if self.progress is not None else 0
        return self._counted if self._counted is None else max(self._counted, synced)

    # --- wishes

    def follow(self, context: Context | None) -> None:
        """The calls of this profile from now on; None: of none."""
        for name in (VIEW, SYNC, REFRESH):
            self._desk.tasks.cancel(name)
        for worker in (self._paging, self._following, self._counting):
            worker.cancel()
        for stop in self._stops:
            stop()
        self._stops = []
        self._mirror = self._sync = self._pending = None
        self.view, self.values, self._counted, self.problem, self.progress = None, None, None, None, None
        self.is_asking = False
        self._wanted = []
        self._turn = None
        self._model.show(0, {})
        if context is not None:
            self._turn = asyncio.Lock()
            self._mirror, self._sync = context.mirror, context.sync
            self._sync.is_watched, self._sync.idle_s = self._desk.is_watched, self._desk.idle_s
            self.progress, self.problem = self._sync.progress, context.mirror_problem
            self._log = context.api.request_log
            self._stops = [self._sync.subscribe(self._on_progress)]
            if self._in_front:
                self._begin()
        self.changed.emit()

    def set_in_front(self, in_front: bool) -> None:
        """Whether somebody looks at the calls. From the first time on they are kept up to date."""
        self._in_front = in_front
        if in_front:
            self._begin()

    def select(self, wanted: CallFilter, order: CallOrder) -> None:
        """Show the calls of another filter or in another order."""
        if (wanted, order) != self._wish:
            before, self._wish = self._wish, (wanted, order)
            if before is None or before[0] != wanted:
                # Counting may take a while, in the thread that would find the calls that are wanted now.
                self._counting.cancel()
                self.outdated.emit()
            self._ask()

    def refresh(self, busy: Command) -> asyncio.Task[None] | None:
        """Look at the newest calls now, because the operator says so; gives the task that does it."""
        if self._sync is None:
            return None
        return self._desk.tasks.start(self._sync.look(), name=REFRESH, busy=busy)

    async def settled(self) -> None:
        """Wait until the view asked for last is shown."""
        while self.is_asking:  # noqa: ASYNC110 - several places end it
            await asyncio.sleep(0.01)

    async def place_of(self, key: int) -> int | None:
        """The row of a call of the mirror; None where it is not among those shown."""
        view = self.view
        try:
            return await view.position(key) if view is not None else None
        except AppError:
            return None

    async def calls_to(self, number: str) -> list[CallLog]:
        """The calls to a number, whatever is filtered; the newest ones where there are very many.

        Raises:
            AppError: The mirror cannot be read.
        """
        from app.calls.wanted import CallFilter

        if self._mirror is None or not number:
            return []
        view = await self._mirror.view(CallFilter(number=number))
        return [row.record for row in await view.rows(0, PAGE_ROWS) if row is not None]

    async def records(self, spans: Sequence[tuple[int, int]]) -> list[CallLog]:
        """The calls of these rows, whether they are held or not.

        Raises:
            AppError: The mirror cannot be read.
        """
        view = self.view
        found: list[CallLog] = []
        if view is None:
            return found
        for first, last in spans:
            for at in range(first, last + 1, _ROWS_AT_ONCE):
                rows = await view.rows(at, min(_ROWS_AT_ONCE, last + 1 - at))
                found += [row.record for row in rows if row is not None]
        return found

    def _on_came_to_front(self, away_s: float) -> None:
        """Somebody is back: what is new is not waited for."""
        if self._sync is not None and self._in_front and away_s >= LONG_AWAY_S:
            self._sync.check_soon()

    # --- opening

    def _begin(self) -> None:
        if self._mirror is not None and self._mirror.is_open and not self._desk.tasks.is_running(SYNC):
            self._desk.tasks.start(self._keep_up(self._mirror), name=SYNC)

    async def _keep_up(self, mirror: CallMirror) -> None:
        self._stops.append(mirror.subscribe(self._on_changes))
        self._ask()
        self._count()
        if self._sync is not None:
            await self._sync.run()

    # --- a view

    def _ask(self) -> None:
        if self._mirror is None or self._wish is None or not self._mirror.is_open:
            return
        self.is_asking = True
        self._paging.cancel()
        self._wanted = []
        self._desk.tasks.start(self._show_view(self._mirror, *self._wish), name=VIEW)
        self.changed.emit()

    async def _show_view(self, mirror: CallMirror, wanted: CallFilter, order: CallOrder) -> None:
        try:
            view = await mirror.view(wanted, order)
            head = await view.rows(0, PAGE_ROWS)
            count = view.count if view.count is not None else len(head)
            self.problem = None
            self.view = view
            self._model.show(count, {0: head})
            self.replaced.emit()
            self.changed.emit()
            await asyncio.sleep(PAINT_FIRST_S)
            self._count()
            await view.measure()
            if view.count is not None and view.count != self._model.rowCount():
                more = view.count - self._model.rowCount()
                at = self._model.rowCount() if more > 0 else view.count
                self._model.follow([Edit(at, max(0, -more), max(0, more))], {0: head[: view.count]})
        except AppError as error:
            self.problem = error
        except Exception:
            self.is_asking = False  # it is told as a crash, and the next wish is answered
            raise
        self.is_asking = False
        self.changed.emit()
        self._paging.wake()

    # --- pages

    def _on_page_wanted(self, page: int) -> None:
        self._wanted.append(page)
        if len(self._wanted) > _MOST_WAITING:
            # Somebody scrolls faster than pages come: what has gone by is not looked at any more.
            self._wanted = self._wanted[-_MOST_WAITING:]
        self._paging.wake()

    async def _read_pages(self) -> None:
        try:
            while self._wanted and self.view is not None and self._turn is not None:
                async with self._turn:
                    view, page = self.view, self._wanted.pop()
                    rows = await view.rows(page * PAGE_ROWS, PAGE_ROWS)
                    if view is self.view and not self._model.holds(page):
                        self._model.put_page(page, rows)
        except AppError as error:
            self._wanted = []
            self.problem = error
            self.changed.emit()
        finally:
            self._model.forget_asked()

    # --- changes

    def _on_changes(self, changes: Changes) -> None:
        before = self._pending
        if before is not None:
            changes = type(changes)(
                before.added + changes.added,
                before.changed + changes.changed,
                before.removed + changes.removed,
                before.is_everything or changes.is_everything,
            )
        self._pending = changes
        self._following.wake()

    async def _take_changes(self) -> None:
        from app.calls.changes import Changes
        from app.calls.wanted import SortBy

        met_asking = False
        while self._pending is not None and self._turn is not None:
            if self.is_asking or self.view is None:
                met_asking = True
                await asyncio.sleep(0.05)
                continue
            async with self._turn:
                view, changes, self._pending = self.view, self._pending, None
                if met_asking:
                    # A view that was on its way when they came may have them, or not.
                    changes, met_asking = Changes(is_everything=True), False
                try:
                    await self._follow(view, await view.follow(changes), changes)
                except AppError as error:
                    self.problem = error
                    self.changed.emit()
                    return
            self._count()
            if view.order.by is not SortBy.TIME:
                await asyncio.sleep(1.0)  # every place may be another one: not at every page that the sync stores
            elif self._pending is None and view.wanted.is_everything:
                await self._compare(view)

    async def _compare(self, view: CallView) -> None:
        """What came while a view was being made may have been counted twice: the view is made anew then."""
        mirror = self._mirror
        if mirror is None:
            return
        try:
            fresh = await mirror.view(view.wanted, view.order)
        except AppError:
            return
        if fresh.count != view.count and self._pending is None and view is self.view:
            self._ask()

    async def _follow(self, view: CallView, change: ViewChange, changes: Changes) -> None:
        if view is not self.view or not change:
            return
        if change.is_reset:
            first, _ = self.visible()
            pages = await self._pages_at(view, first // PAGE_ROWS, first // PAGE_ROWS + 1)
            self._model.show(view.count or 0, pages)
            self.replaced.emit()
        else:
            edits = await self._edits(view, change, changes)
            if edits is None:
                await self._follow(view, type(change)(is_reset=True), changes)
                return
            if not edits and not (held := self._pages_of(change.changed)):
                return
            if edits:
                first, last = self.visible()
                moved = sum(edit.inserted - edit.removed for edit in edits if first > 0 and edit.at <= first)
                first, last = max(0, first + moved), max(0, last + moved)
                pages = await self._pages_at(view, first // PAGE_ROWS, last // PAGE_ROWS)
            else:
                pages = {}
                for page in held:
                    pages |= await self._pages_at(view, page, page)
            if view is self.view:
                self._model.follow(edits, pages)
        self.updated.emit()
        self.changed.emit()

    async def _edits(self, view: CallView, change: ViewChange, changes: Changes) -> list[Edit] | None:
        """What came and went; None where that is not known exactly.

        A view of all calls knows only about where new ones are. They nearly always are one run: the newest, or the
        oldest, of which the ends are asked for.
        """
        count = len(changes.added)
        if not view.wanted.is_everything or not change.inserted:
            return _edits(change.removed, change.inserted)
        newest, oldest = max(changes.added), min(changes.added)
        first = await view.position(newest if view.order.descending else oldest)
        last = await view.position(oldest if view.order.descending else newest)
        if change.removed or first is None or last is None or last - first + 1 != count:
            return None
        return [Edit(first, 0, count)]

    def _pages_of(self, keys: Iterable[int]) -> list[int]:
        wanted = set(keys)
        return sorted({row // PAGE_ROWS for row, held in self._model.held() if held.key in wanted})

    async def _pages_at(self, view: CallView, first: int, last: int) -> dict[int, Sequence[CallRow | None]]:
        return {page: await view.rows(page * PAGE_ROWS, PAGE_ROWS) for page in range(first, last + 1)}

    # --- figures

    def count_again(self) -> None:
        """The charts have come into view."""
        self._count()

    def _count(self) -> None:
        self._counts_stale = True
        self._counting.wake()

    async def _read_figures(self) -> None:
        while self._counts_stale and self._mirror is not None:
            self._counts_stale = False
            mirror, wish = self._mirror, self._wish
            try:
                values = await mirror.values()
                if values != self.values:
                    self.values = values
                    self._counted = sum(count for _, count in values.statuses)
                    self.valued.emit()
                    self.changed.emit()
                if not values.statuses:
                    continue  # no call is here: the first ones are not kept waiting
                if wish is not None and self.wants_figures():
                    figures: CallStatistics = await mirror.statistics(wish[0])
                    if wish == self._wish:
                        self.counted.emit(figures)
                    else:
                        self._counts_stale = True
            except AppError:
                return  # the rows say what is wrong
            await asyncio.sleep(FIGURES_AFTER_S)

    # --- the sync

    def _on_progress(self, progress: SyncProgress) -> None:
        before, self.progress = self.progress, progress
        if self._log is not None and before is not None and before.is_working and not progress.is_working:
            looks = (one for one in reversed(self._log.entries) if one.path.split("?")[0].endswith("/call-logs"))
            self.was_not_modified = (look := next(looks, None)) is not None and look.status == NOT_MODIFIED
        self.changed.emit()


def _edits(removed: Sequence[int], inserted: Sequence[int]) -> list[Edit]:
    """Places as runs: those removed from the bottom up, then those inserted from the top down."""
    edits: list[Edit] = []
    for place in reversed(removed):
        if edits and edits[-1].at == place + 1:
            edits[-1] = Edit(place, edits[-1].removed + 1, 0)
        else:
            edits.append(Edit(place, 1, 0))
    runs: list[Edit] = []
    for place in inserted:
        if runs and place in (runs[-1].at, runs[-1].at + runs[-1].inserted):
            runs[-1] = runs[-1]._replace(inserted=runs[-1].inserted + 1)
        else:
            runs.append(Edit(place, 0, 1))
    return edits + runs
