"""Which columns the call table has, which of them are shown and where.

Owns: the button, the menu of the titles, the columns of analysis fields. Leaves to others: the dialog
(`columns_dialog.py`), applying a choice (`ui/widgets/table.py`), remembering it (the page).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ui.calls.columns import CallTexts, call_columns
from ui.calls.columns_dialog import ColumnsDialog, TitleMenu
from ui.calls.model import CallTableModel
from ui.command import Command
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.table import TableView

translate = QCoreApplication.translate


class ColumnChoice(QObject):
    """See the module."""

    def __init__(self, desk: Desk, table: TableView, model: CallTableModel, words: CallTexts, page: QWidget) -> None:
        super().__init__(page)
        self.desk = desk
        self._table = table
        self._model = model
        self._words = words
        self._page = page
        self._fields: tuple[str, ...] = ()
        self.command = Command("calls.columns", translate("Calls", "Columns"), parent=self)
        self.command.triggered.connect(self.open)
        self.button = Button(translate("Calls", "Columns"), icon="columns")
        self.command.bind(self.button)
        self.button.setObjectName("calls.columns.open")
        self.menu = TitleMenu(table)
        self.menu.all_wanted.connect(self.open)

    def offer_fields(self, fields: Sequence[str]) -> None:
        """These analysis fields can be columns."""
        if tuple(fields) != self._fields:
            self._fields = tuple(fields)
            self._model.set_columns(call_columns(self._words, self._fields))
            self._table.fit()

    def open(self) -> ColumnsDialog:
        """Let the operator choose."""
        columns = call_columns(self._words, self._fields)
        standard = ([column.key for column in columns], {column.key for column in columns if column.hidden})
        dialog = ColumnsDialog(self._table, standard, self._page)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()
        return dialog

    def _on_chosen(self, order: list[str], hidden: list[str]) -> None:
        self._table.set_column_order(order)
        self._table.set_hidden_columns(hidden)
