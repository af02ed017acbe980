"""Which call is selected, and what is read about it.

Owns: following the selection through changes of the rows, and when the details of a call are worth a request. Leaves
to others: the requests (`app/calls/details.py`), showing (`ui/calls/detail_panel.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QItemSelection, QObject, QTimer, Signal

from app.errors import AppError
from ui.calls.columns import CallTexts
from ui.calls.detail_panel import DetailPanel
from ui.calls.model import CallTableModel
from ui.desk import Desk
from ui.texts import error_text
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.calls.details import CallDetails
    from app.models import CallLog

translate = QCoreApplication.translate

DETAILS_AFTER_MS: Final = 150
"""Holding an arrow key runs through the rows; only the one it stops at is worth a request."""
DETAILS: Final = "calls.details"


class ShownCall(QObject):
    """The selected call of `table`, shown in `panel`.

    Signals:
        changed: Other rows are selected.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, table: TableView, model: CallTableModel, words: CallTexts, panel: DetailPanel
    ) -> None:
        super().__init__(panel)
        self._desk = desk
        self._table = table
        self._model = model
        self._words = words
        self._panel = panel
        self._source: CallDetails | None = None
        self._selected_id: str | None = None
        self._wanted: CallLog | None = None  # whose details are on their way
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DETAILS_AFTER_MS)
        self._timer.timeout.connect(self._fetch)
        table.selectionModel().selectionChanged.connect(self._on_selection)
        panel.retry_wanted.connect(self._fetch)
        desk.cooldown.changed.connect(self._on_cooldown)

    def set_source(self, source: CallDetails | None) -> None:
        """Read details from here from now on; None while no profile is open. Nothing is selected any more."""
        self._desk.tasks.cancel(DETAILS)
        self._source = source
        self.forget()

    # --- selection

    def selected(self) -> CallLog | None:
        """The call whose details are shown."""
        index = self._table.currentIndex()
        chosen = self._table.selectionModel()
        if index.isValid() and chosen.isRowSelected(index.row()):
            return self._model.record_at(index.row())
        rows = sorted(one.row() for one in chosen.selectedRows())
        return self._model.record_at(rows[0]) if rows else None

    def sync(self) -> None:
        """After rows were replaced as a whole: select the same call again, if it is still there."""
        row = self._model.row_of(self._selected_id) if self._selected_id is not None else None
        if row is not None:
            self._table.select_row(row)
        elif self._selected_id is not None:
            self.forget()

    def forget(self) -> None:
        """Select nothing."""
        self._table.clearSelection()
        self._selected_id = None
        self.show()

    def follow_rows(self) -> None:
        """Rows say something else: does the selected one?"""
        record = self.selected()
        if record is not None and record != self._wanted:
            self.show()

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        record = self.selected()
        if (record.id if record is not None else None) != self._selected_id:
            self._selected_id = record.id if record is not None else None
            self.show()
        self.changed.emit()

    # --- details

    def show(self) -> None:
        """Show the selected call, and its details as soon as they are here."""
        self._timer.stop()
        record = self._wanted = self.selected()
        if record is None or self._source is None:
            self._desk.tasks.cancel(DETAILS)
            self._panel.show_nothing()
            return
        self._panel.show_call(record, self._words.agent(record))
        kept = self._source.kept(record.id)
        if kept is not None:
            self._desk.tasks.cancel(DETAILS)
            self._panel.show_details(kept, self._words.finder)
        else:
            self._show_waiting()
            self._timer.start()

    def _on_cooldown(self) -> None:
        if self._wanted is not None and self._desk.tasks.is_running(DETAILS):
            self._show_waiting()
        self._panel.set_retry_possible(self._desk.cooldown.state is None)

    def _show_waiting(self) -> None:
        state = self._desk.cooldown.state
        if state is None:
            self._panel.show_waiting(translate("Calls", "Reading the transcript…"), "")
        else:
            title = translate("Calls", "Waiting {seconds} s").format(seconds=state.seconds_left)
            self._panel.show_waiting(title, translate("Calls", "Then the transcript comes by itself."))

    def _fetch(self) -> None:
        if self._wanted is not None and self._source is not None:
            self._show_waiting()
            self._desk.tasks.start(self._read(self._source, self._wanted), name=DETAILS)

    async def _read(self, source: CallDetails, record: CallLog) -> None:
        from app.quota.priorities import Priority

        try:
            details = await source.read(record, Priority.INTERACTIVE)
        except AppError as error:
            if record is self._wanted:
                self._panel.show_problem(error_text(error))
            return
        if record is self._wanted:
            self._panel.show_details(details, self._words.finder)
