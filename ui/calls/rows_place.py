"""The table of calls, or what stands in its place and why; the strip under it.

Owns: which of them is seen, what the one button of the empty state does. Leaves to others: the words (`told.py`), the
table and its rows (`page.py`, `model.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.calls.fill_strip import FillStrip
from ui.calls.model import CallTableModel
from ui.calls.told import SENDING, Offer, ReadingTold
from ui.command import Command
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import TableView


class RowsPlace(QWidget):
    """See the module. `offers` is what the button does, by what is offered."""

    def __init__(
        self, table: TableView, model: CallTableModel, refresh: Command, offers: Mapping[Offer, Callable[[], object]]
    ) -> None:
        super().__init__()
        self._table = table
        self._model = model
        self._refresh = refresh
        self._offers = offers
        self._offer: Offer = ""
        self.empty = EmptyState()
        self.empty.setObjectName("calls.empty")
        self.empty.action_clicked.connect(self._on_action)
        self.strip = FillStrip()
        self._content = QStackedWidget()
        self._content.addWidget(table)
        self._content.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._content, 1)
        column.addWidget(self.strip)
        refresh.changed.connect(self._update_action)

    def show_told(self, told: ReadingTold) -> None:
        """Rows or why there are none, and what is under them."""
        if self._model.rowCount():
            self._content.setCurrentWidget(self._table)
        else:
            said = told.empty()
            self.empty.set_state(said.icon, said.title, said.text, said.action)
            self._offer = said.offer
            self._update_action()
            self._content.setCurrentWidget(self.empty)
        strip = told.strip()
        if strip is None:
            self.strip.hide()
        else:
            self.strip.say(*strip)

    def _on_action(self) -> None:
        if (does := self._offers.get(self._offer)) is not None:
            does()

    def _update_action(self) -> None:
        """What sends a request is off during a wait, also here."""
        self.empty.action.setEnabled(self._offer not in SENDING or self._refresh.available)
