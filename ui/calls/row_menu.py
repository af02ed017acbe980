"""What can be done with a row of the call table.

Owns: the entries of its context menu. Leaves to others: the calls (`ui/calls/model.py`), the filters, the text that
is copied (`ui/calls/copying.py`), the do-not-call list (`ui/leads`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ui import texts, tokens
from ui.calls.copying import as_lines
from ui.calls.filter_bar import FilterBar
from ui.calls.model import CallTableModel
from ui.desk import Desk
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.models import CallLog

translate = QCoreApplication.translate

Entry = tuple[str, Callable[[], object]]
MOST_COPIED: Final = 10_000
_MOST_AT_HAND: Final = 200
SEPARATOR: Final[Entry] = ("", lambda: None)


class RowMenu(QObject):
    """The context menu of `table`, and copying its rows with the keyboard.

    It opens at the mouse for the row that is there; by the menu key or Shift+F10 at the current row, for that one.

    Signals:
        campaign_wanted: A campaign should be shown in its tab (its id).
        number_wanted: The calls of a number should be found (E.164, or as the server wrote it).
    """

    campaign_wanted = Signal(str)
    number_wanted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        table: TableView,
        model: CallTableModel,
        filters: FilterBar,
        transcript_of: Callable[[CallLog], str],
        records_of: Callable[[list[tuple[int, int]]], Awaitable[list[CallLog]]],
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = model
        self._filters = filters
        self._transcript_of = transcript_of
        self._records_of = records_of
        for part in (table, table.viewport()):
            part.installEventFilter(self)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Copy), self.copy_rows),
            (QKeySequence("Shift+F10"), self._open_at_current),
        ):
            shortcut = QShortcut(keys, table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def entries(self, record: CallLog) -> list[Entry]:
        """What the menu of this call offers."""
        copy = QGuiApplication.clipboard().setText
        number, campaign_id, transcript = record.to_number, record.campaign_id, self._transcript_of(record)
        found: list[Entry] = []
        if number:
            found.append((translate("Calls", "Copy number"), lambda: copy(number)))
        found.append((translate("Calls", "Copy call id"), lambda: copy(record.call_id or record.id)))
        count = self._table.selected_count
        rows = translate("Calls", "Copy row") if count == 1 else translate("Calls", "Copy selected rows")
        found.append((rows, self.copy_rows))
        if transcript:
            found.append((translate("Calls", "Copy transcript"), lambda: copy(transcript)))
        found.append(SEPARATOR)
        if campaign_id:
            found.append((translate("Calls", "Show campaign"), lambda: self.campaign_wanted.emit(campaign_id)))
            only = translate("Calls", "Only calls of this campaign")
            found.append((only, lambda: self._filters.choose_campaign(campaign_id)))
        if number:
            same = translate("Calls", "Find calls to this number")
            found.append((same, lambda: self.number_wanted.emit(number)))
            found.append(SEPARATOR)
            found.append((translate("Calls", "Add to the do-not-call list"), lambda: self._forbid(record)))
        return found[:-1] if found[-1] is SEPARATOR else found

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, with a header."""
        spans = self._table.selected_spans()
        if sum(last - first + 1 for first, last in spans) > MOST_COPIED:
            words = translate("Calls", "At most {count} rows can be copied at once. Use Export for more.")
            self._desk.messages.info(words.format(count=texts.number(MOST_COPIED)))
        elif spans:
            rows = [row for first, last in spans for row in range(first, last + 1)]
            held = [self._model.record_at(row) for row in rows[:_MOST_AT_HAND]]
            records = [record for record in held if record is not None]
            if len(records) == len(rows):
                self._put(records)
            else:
                self._desk.tasks.start(self._copy(spans), name="calls.copy")

    async def _copy(self, spans: list[tuple[int, int]]) -> None:
        self._put(await self._records_of(spans))

    def _put(self, records: list[CallLog]) -> None:
        columns = [self._model.columns[number] for number in self._table.shown_columns()]
        QGuiApplication.clipboard().setText(as_lines(columns, records))

    def open(self, record: CallLog, at: QPoint) -> QMenu:
        """Open the menu of this call at a point of the screen."""
        menu = QMenu(self._table)
        menu.setObjectName("calls.menu")
        menu.setAccessibleName(translate("Calls", "What can be done with this call"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, slot in self.entries(record):
            if title:
                menu.addAction(title).triggered.connect(lambda _on=False, slot=slot: slot())
            else:
                menu.addSeparator()
        menu.popup(at)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The request for a menu, by mouse or key."""
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return False
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_at_current()
            return True
        index = self._table.indexAt(self._table.viewport().mapFromGlobal(event.globalPos()))
        record = self._model.record_at(index.row()) if index.isValid() else None
        if record is not None:
            self.open(record, event.globalPos())
        return True

    def _open_at_current(self) -> None:
        """Where the keyboard is."""
        index = self._table.currentIndex()
        record = self._model.record_at(index.row()) if index.isValid() else None
        if record is None:
            return
        self._table.scrollTo(index)
        row = self._table.visualRect(index.siblingAtColumn(max(0, self._table.first_column())))
        corner = QPoint(row.left() + tokens.S16, row.bottom())
        self.open(record, self._table.viewport().mapToGlobal(corner))

    def _forbid(self, record: CallLog) -> None:
        """Nothing here sends this number to a campaign any more."""
        from ui.leads.do_not_call_dialog import forbid

        context = self._desk.context
        if context is not None:
            reason = translate("Calls", "From the call of {time}").format(time=texts.moment(record.created_at))
            self._desk.tasks.start(forbid(self._desk, context, record.to_number, reason))
