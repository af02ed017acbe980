"""Choosing the columns of the call table, and their order.

Owns: the dialog and the menu of a title. Leaves to others: what columns there are (`ui/calls/columns.py`), applying it
(`ui/widgets/table.py`), remembering (the page).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from ui import texts, tokens
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.table import TableView
from ui.widgets.table_header import columns_of

translate = QCoreApplication.translate

_KEY = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """A list of all columns in their order; the ticked ones are shown.

    Signals:
        chosen: Accepted: (keys of all columns in their new order, keys of those hidden).
    """

    chosen = Signal(list, list)

    def __init__(self, table: TableView, standard: tuple[list[str], set[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._standard = standard
        self.setObjectName("calls.columns")
        self.setWindowTitle(translate("Calls", "Columns"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setObjectName("calls.columns.list")
        self.list.setAccessibleName(translate("Calls", "Columns"))
        self.list.setAccessibleDescription(
            translate("Calls", "Space shows or hides a column, Alt with an arrow key moves it")
        )
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._on_changed)
        self.list.currentRowChanged.connect(lambda _row: self._on_changed())
        self.up = Button(translate("Calls", "Move up"), icon="chevron-up")
        self.down = Button(translate("Calls", "Move down"), icon="chevron-down")
        self.standard = Button(translate("Calls", "Back to standard"), icon="undo")
        self.up.clicked.connect(lambda: self.move_current(-1))
        self.down.clicked.connect(lambda: self.move_current(1))
        self.standard.clicked.connect(lambda: self._fill(*self._standard))
        side = QVBoxLayout()
        side.setSpacing(tokens.S8)
        for button in (self.up, self.down, self.standard):
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.S16)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S16, tokens.S24, tokens.S16)
        layout.setSpacing(tokens.S12)
        hint = translate("Calls", "Ticked columns are shown, in this order. Drag them, or use the buttons.")
        layout.addWidget(Label(hint, tone="text2", wrap=True))
        layout.addLayout(row, 1)
        layout.addWidget(self.buttons)
        self.resize(15 * tokens.S32, 14 * tokens.S32)
        self._fill(table.column_order(), table.hidden_columns())

    def keys(self) -> list[str]:
        """All columns in the order of the list."""
        return [self.list.item(row).data(_KEY) for row in range(self.list.count())]

    def hidden(self) -> list[str]:
        """Those not ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_KEY) for item in items if item.checkState() != Qt.CheckState.Checked]

    def move_current(self, step: int) -> None:
        """Move the current column up or down."""
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and an arrow key move the current column."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_current(step)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, keys: list[str], hidden: set[str]) -> None:
        titles = {column.key: column.title for column in columns_of(self._table.model())}
        self.list.clear()
        for key in [*(key for key in keys if key in titles), *(key for key in titles if key not in keys)]:
            item = QListWidgetItem(texts.plain(titles[key], tokens.CELL_CAP))
            item.setData(_KEY, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            item.setCheckState(Qt.CheckState.Unchecked if key in hidden else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._on_changed()

    def _on_changed(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)
        some = len(self.hidden()) < self.list.count()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(some)

    def _on_accepted(self) -> None:
        self.chosen.emit(self.keys(), self.hidden())
        self.accept()


class TitleMenu(QObject):
    """The menu of the table's titles.

    Signals:
        all_wanted: The dialog with all columns is wanted.
    """

    all_wanted = Signal()

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table
        table.columns_wanted.connect(self.open)

    def open(self, at: QPoint) -> QMenu:
        """Open it for the title at this point of the screen."""
        table, header = self._table, self._table.horizontalHeader()
        columns = columns_of(table.model())
        number = header.logicalIndexAt(header.mapFromGlobal(at))
        menu = QMenu(table)
        menu.setObjectName("calls.columns.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if 0 <= number < len(columns):
            column = columns[number]
            shown = texts.plain(column.title, 40).replace("&", "&&")
            if column.sortable:
                up = menu.addAction(translate("Calls", "Sort ascending"))
                up.triggered.connect(lambda: table.sort_by(column.key))
                down = menu.addAction(translate("Calls", "Sort descending"))
                down.triggered.connect(lambda: table.sort_by(column.key, descending=True))
                menu.addSeparator()
            place = header.visualIndex(number)
            for words, step in ((translate("Calls", "Move left"), -1), (translate("Calls", "Move right"), 1)):
                target = self._neighbour(place, step)
                action = menu.addAction(words)
                action.setEnabled(target >= 0)
                action.triggered.connect(lambda _on=False, target=target: header.moveSection(place, target))
            hide = menu.addAction(translate("Calls", "Hide “{column}”").format(column=shown))
            hidden = table.hidden_columns() | {column.key}
            hide.setEnabled(len(hidden) < len(columns))
            hide.triggered.connect(lambda: table.set_hidden_columns(hidden))
            menu.addSeparator()
        menu.addAction(translate("Calls", "All columns…")).triggered.connect(lambda: self.all_wanted.emit())
        menu.popup(at)
        return menu

    def _neighbour(self, place: int, step: int) -> int:
        """The next place in this direction whose column is shown; -1 where there is none."""
        header = self._table.horizontalHeader()
        place += step
        while 0 <= place < header.count():
            if not header.isSectionHidden(header.logicalIndex(place)):
                return place
            place += step
        return -1
