"""What can be done with a row of the call table.

Owns: the entries of its context menu. Leaves to others: the calls (`ui/calls/model.py`), the filters, the text that
is copied (`ui/calls/copying.py`), the do-not-call list (`ui/leads`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ui import texts
from ui.calls.copying import as_lines
from ui.calls.filter_bar import FilterBar
from ui.calls.model import CallTableModel
from ui.desk import Desk
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.models import CallLog

translate = QCoreApplication.translate

Entry = tuple[str, Callable[[], object]]


class RowMenu(QObject):
    """The context menu of `table`, and copying its rows with the keyboard."""

    def __init__(self, desk: Desk, table: TableView, model: CallTableModel, filters: FilterBar) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = model
        self._filters = filters
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_rows)

    def entries(self, record: CallLog) -> list[Entry]:
        """What the menu of this call offers."""
        clipboard = QGuiApplication.clipboard()
        found: list[Entry] = []
        if record.to_number:
            found.append((translate("Calls", "Copy number"), lambda: clipboard.setText(record.to_number)))
        call_id = record.call_id or record.id
        found.append((translate("Calls", "Copy call id"), lambda: clipboard.setText(call_id)))
        found.append((translate("Calls", "Copy selected rows"), self.copy_rows))
        if record.to_number:
            found.append((translate("Calls", "Add to the do-not-call list"), lambda: self._forbid(record)))
        campaign_id = record.campaign_id
        if campaign_id:
            only = translate("Calls", "Only calls of this campaign")
            found.append((only, lambda: self._filters.choose_campaign(campaign_id)))
        return found

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, with a header."""
        records = self._table.selected_records()
        if records:
            QGuiApplication.clipboard().setText(as_lines(self._model.columns, records))

    def _forbid(self, record: CallLog) -> None:
        """Nothing here sends this number to a campaign any more."""
        from ui.leads.do_not_call_dialog import forbid

        context = self._desk.context
        if context is not None:
            reason = translate("Calls", "From the call of {time}").format(time=texts.moment(record.created_at))
            self._desk.tasks.start(forbid(self._desk, context, record.to_number, reason))

    def _on_menu(self, at: QPoint) -> None:
        index = self._table.indexAt(at)
        record = self._model.record_at(index.row() if index.isValid() else self._table.currentIndex().row())
        if record is None:
            return
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, slot in self.entries(record):
            menu.addAction(title).triggered.connect(lambda slot=slot: slot())
        menu.popup(self._table.viewport().mapToGlobal(at))
