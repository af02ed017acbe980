"""Choosing the columns of the call table, and their order.

Owns: the dialog and the menu of a title. Leaves to others: what columns there are (`ui/calls/columns.py`), applying it
(`ui/widgets/table.py`), remembering (the page).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import texts, theme, tokens
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.table import TableView
from ui.widgets.table_header import columns_of
from ui.widgets.toggles import paint_tick

translate = QCoreApplication.translate

_KEY = Qt.ItemDataRole.UserRole
_TICK = Qt.ItemDataRole.CheckStateRole
_WORDS: Final = tokens.S12 + tokens.CHECK_BOX + tokens.S8

AnyIndex = QModelIndex | QPersistentModelIndex


class _Rows(QStyledItemDelegate):
    """A column as a row: its box and its title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line."""
        return QSize(0, tokens.H_SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Marked where it is the current one."""
        c = theme.colours()
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, c.soft)
            painter.fillRect(QRect(area.x(), area.y(), tokens.ROW_BAR, area.height()), c.accent)
        paint_tick(painter, self._box(area), ticked=index.data(_TICK) == Qt.CheckState.Checked.value)
        words = area.adjusted(_WORDS, 0, -tokens.S8, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(c.text)
        title = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """A click on the box, as it is painted here, ticks it."""
        if isinstance(event, QMouseEvent):
            is_on_box = event.position().x() < option.rect.x() + _WORDS
            if event.type() == QEvent.Type.MouseButtonRelease and is_on_box:
                ticked = index.data(_TICK) == Qt.CheckState.Checked.value
                model.setData(index, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked, _TICK)
            return is_on_box
        return super().editorEvent(event, model, option, index)

    def _box(self, area: QRect) -> QRect:
        side = tokens.CHECK_BOX
        return QRect(area.x() + tokens.S12, area.y() + (area.height() - side) // 2, side, side)


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
        self.list.setItemDelegate(_Rows(self.list))
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
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.S16)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.cancel = Button(translate("Calls", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.use = Button(translate("Calls", "Use these columns"), kind="primary")
        self.use.setDefault(True)
        self.use.clicked.connect(self._on_accepted)
        end = QHBoxLayout()
        end.setSpacing(tokens.S8)
        end.addStretch(1)
        end.addWidget(self.cancel)
        end.addWidget(self.use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(self.windowTitle(), size="title", weight="semibold"))
        hint = translate("Calls", "Ticked columns are shown, in this order. Drag them, or use the buttons.")
        layout.addWidget(Label(hint, tone="text2", wrap=True))
        layout.addLayout(row, 1)
        layout.addLayout(end)
        self.resize(15 * tokens.S32, 16 * tokens.S32)
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
        self.use.setEnabled(some)

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
