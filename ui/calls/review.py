"""Going through the calls that nobody has heard yet.

Owns: the way to the next of them, and that a call counts as heard once somebody had it open and goes on. Leaves to
others: keeping that (`app/calls/mirror.py`), showing a call (`shown_call.py`).

A call is marked when it is left, not when it is opened: where only unheard ones are shown it would vanish from under
the reader's eyes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ui.calls.reader import CallReader
from ui.calls.shown_call import ShownCall
from ui.command import Command
from ui.desk import Desk
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.calls.view import CallView
    from app.calls.wanted import CallFilter, CallOrder
    from app.models import CallLog

translate = QCoreApplication.translate

TASK: Final = "calls.next_unheard"
HEARD: Final = "calls.heard"
_AT_ONCE: Final = 500


class Review(QObject):
    """See the module. `asked` gives the filter and the order of what is shown."""

    def __init__(
        self,
        desk: Desk,
        reader: CallReader,
        table: TableView,
        shown: ShownCall,
        asked: Callable[[], tuple[CallFilter, CallOrder]],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.desk = desk
        self._reader = reader
        self._table = table
        self._shown = shown
        self._asked = asked
        self._open_id: str | None = None
        self.next = Command(
            "calls.next_unheard", translate("Calls", "Next call not heard yet"), shortcut="F4", parent=self
        )
        self.next.triggered.connect(lambda: self.desk.tasks.start(self._go_on(), name=TASK))
        page.addAction(self.next.action)
        shown.heard.connect(self._on_heard)
        shown.shown.connect(self._on_shown)

    def _on_heard(self, details: CallLog) -> None:
        self._open_id = details.id if details.duration_s else None

    def _on_shown(self, record: CallLog | None) -> None:
        left, context = self._open_id, self.desk.context
        if left is None or (record is not None and record.id == left):
            return
        self._open_id = None
        if context is not None and context.mirror.is_open:
            self.desk.tasks.start(context.mirror.mark_heard(left), name=HEARD)

    async def _go_on(self) -> None:
        """Select the next unheard call after the current one; after the last one, the first."""
        context = self.desk.context
        if context is None:
            return
        wanted, order = self._asked()
        unheard = await context.mirror.view(wanted._replace(unheard=True), order)
        await unheard.measure()
        key = await self._key_after(unheard, self._shown.selected_key)
        row = await self._reader.place_of(key) if key is not None else None
        if row is None:
            self.desk.messages.info(translate("Calls", "Every call here in which somebody talked has been heard."))
            return
        self._table.select_row(row)

    async def _key_after(self, unheard: CallView, current: int | None) -> int | None:
        from app.calls.wanted import SortBy

        here = await self._reader.place_of(current) if current is not None else None
        by_time, first, at = unheard.order.by is SortBy.TIME, None, 0
        while keys := await unheard.keys(at, _AT_ONCE):
            for key in keys:
                if key == current:
                    continue
                first = key if first is None else first
                if current is None:
                    return key
                if by_time:
                    if key < current if unheard.order.descending else key > current:
                        return key
                elif here is None or (await self._reader.place_of(key) or 0) > here:
                    return key
            at += len(keys)
        return first
