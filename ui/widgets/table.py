"""The table of the product.

Owns: `TableView` (row height, widths that fit, order of columns, selection, place kept through a refresh).
Leaves to others: records (`ui/models`), what a cell looks like (`ui/widgets/cells.py`), the titles
(`ui/widgets/table_header.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import theme, tokens
from ui.models.columns import Column, RecordRole
from ui.widgets.cells import AnyIndex, CellDelegate
from ui.widgets.table_header import HeaderEnd, TableHeader, columns_of, first_visible

_LONGEST_TITLE: Final = 5 * tokens.S32  # titles may be those of a file
_DESCENDING: Final = Qt.SortOrder.DescendingOrder
_ASCENDING: Final = Qt.SortOrder.AscendingOrder
_ARROWS: Final = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
_OTHER_WISHES: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_BY_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class TableView(QTableView):
    """Rows of 32 px whose columns fit the width.

    Columns shrink to their least width, then hide from the right (never one that is to be kept); what is left over
    goes to the stretching columns. Rows are selected whole. Return and double click activate a row. Place and
    selection survive a refresh of the model.

    Signals:
        sort_changed: the operator sorted by another column or order: (key, descending).
        layout_edited: the operator changed a width, moved or hid a column; worth remembering.
        columns_wanted: the operator asks for the choice of columns, at this point of the screen.
    """

    sort_changed = Signal(str, bool)
    layout_edited = Signal()
    columns_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = False
        self._widths: dict[str, int] = {}
        self._hidden: set[str] = set()
        self._decided: set[str] = set()  # columns that the operator has decided about, shown or hidden
        self._order: list[str] = []  # remembered, also of columns that are not there (yet)
        self._anchor: tuple[QPersistentModelIndex, int] | None = None
        self._own_selection: QItemSelectionModel | None = None
        self._ring = False
        self._sorted: tuple[str, bool] = ("", False)
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionClicked.connect(self._on_section_clicked)
        header.sectionMoved.connect(self._on_section_moved)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.columns_wanted.emit(header.mapToGlobal(at)))
        vertical = self.verticalHeader()
        vertical.setVisible(False)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(tokens.H_ROW)
        vertical.setMinimumSectionSize(tokens.H_ROW)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.addScrollBarWidget(HeaderEnd(self), Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(tokens.H_ROW)
        self.setTabKeyNavigation(False)
        self.setProperty("own_ring", True)

    # --- model

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model whose `columns` are `Column`s."""
        super().setModel(model)
        header = self.horizontalHeader()
        if not isinstance(model, QAbstractItemModel):
            return
        # With the view's selection model the header asks every row whether it is selected, at every paint: seconds
        # for "select all" over a million rows. Its own, empty one answers at once.
        self._own_selection = QItemSelectionModel(model, header)
        header.setSelectionModel(self._own_selection)
        changing, changed = getattr(model, "changing", None), getattr(model, "changed", None)
        if changing is not None and changed is not None:
            changing.connect(self._on_changing)
            changed.connect(self._on_changed)
        self._fit()

    def selected_spans(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last), top to bottom. "Select all" is one span, however many rows there are."""
        spans: list[tuple[int, int]] = []
        if self.model() is None:
            return spans
        chosen = list(self.selectionModel().selection())  # type: ignore[call-overload]
        for first, last in sorted((span.top(), span.bottom()) for span in chosen):
            if spans and first <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], max(spans[-1][1], last))
            else:
                spans.append((first, last))
        return spans

    @property
    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.selected_spans())

    def selected_records(self) -> list[Any]:
        """The records of the selected rows, top to bottom. Not for a model that holds only some of its records."""
        column = max(0, self.first_column())
        rows = (row for first, last in self.selected_spans() for row in range(first, last + 1))
        return [self.model().index(row, column).data(RecordRole) for row in rows]

    def current_record(self) -> Any:
        """The record of the current row, or None."""
        index = self.currentIndex()
        return index.data(RecordRole) if index.isValid() else None

    def select_row(self, row: int) -> None:
        """Select one row and bring it into view."""
        model = self.model()
        if model is None or not 0 <= row < model.rowCount():
            return
        index = model.index(row, max(0, self.first_column()))
        # Not `selectRow`: that adds to the selection while somebody holds Ctrl.
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    # --- columns

    def first_column(self) -> int:
        """The leftmost column that is shown; -1 when there is none."""
        header = self.horizontalHeader()
        visual = first_visible(header)
        return header.logicalIndex(visual) if visual >= 0 else -1

    def shown_columns(self) -> list[int]:
        """Numbers of the columns that the operator wants, left to right; also of those hidden for want of room."""
        header, columns, hidden = self.horizontalHeader(), columns_of(self.model()), self.hidden_columns()
        places = map(header.logicalIndex, range(min(header.count(), len(columns))))
        return [number for number in places if columns[number].key not in hidden]

    def column_number(self, key: str) -> int:
        """Where the column with this key is; -1 when there is none."""
        for number, column in enumerate(columns_of(self.model())):
            if column.key == key:
                return number
        return -1

    def widths(self) -> dict[str, int]:
        """Widths that the operator chose, by column key."""
        return dict(self._widths)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Take remembered widths."""
        self._widths = {key: max(tokens.S24, int(width)) for key, width in widths.items()}
        self._fit()

    def hidden_columns(self) -> set[str]:
        """Keys of columns that the operator does not want; those hidden for want of room are not among them."""
        undecided = (column for column in columns_of(self.model()) if column.key not in self._decided)
        return self._hidden | {column.key for column in undecided if column.hidden}

    def set_hidden_columns(self, keys: Iterable[str], known: Iterable[str] = ()) -> None:
        """Hide these columns and show the others: those there are, and `known` ones that may come later."""
        self._hidden = set(keys)
        self._decided = self._hidden.union(known, (column.key for column in columns_of(self.model())))
        self._fit()
        self.layout_edited.emit()

    def set_columns_movable(self) -> None:
        """Let titles be dragged to another place."""
        self.horizontalHeader().setSectionsMovable(True)

    def column_order(self) -> list[str]:
        """Keys of all columns, left to right, the hidden ones included."""
        header, columns = self.horizontalHeader(), columns_of(self.model())
        return [columns[header.logicalIndex(place)].key for place in range(min(header.count(), len(columns)))]

    def remembered_order(self) -> list[str]:
        """The same, followed by remembered columns that are not there."""
        present = self.column_order()
        return present + [key for key in self._order if key not in present]

    def set_column_order(self, keys: Iterable[str]) -> None:
        """Put these first, in this order, the others follow as they are; those not there take their place later."""
        header = self.horizontalHeader()
        place = 0
        self._order = list(keys)
        self._fitting = True
        try:
            for key in self._order:
                number = self.column_number(key)
                if number >= 0 and header.visualIndex(number) >= place:
                    header.moveSection(header.visualIndex(number), place)
                    place += 1
        finally:
            self._fitting = False
        self._fit()

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """Key of the column and whether it is descending; "" is server order."""
        return self._sorted

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column; an unknown key sorts by server order."""
        self._sorted = (key, descending)
        number = self.column_number(key)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(number >= 0)
        header.setSortIndicator(number, _DESCENDING if descending else _ASCENDING)
        model = self.model()
        if model is not None:
            model.sort(number, _DESCENDING if descending else _ASCENDING)
        self._fit()  # the chevron may need room

    def _on_section_clicked(self, logical: int) -> None:
        columns = columns_of(self.model())
        key, descending = self._sorted
        if not (0 <= logical < len(columns) and columns[logical].sortable):
            # The header has moved its chevron already; put it back.
            self.sort_by(key, descending=descending)
            return
        self.sort_as_clicked(columns[logical].key)

    def sortable_columns(self) -> list[Column[Any]]:
        """The columns on the screen that the rows can be sorted by, left to right."""
        columns = columns_of(self.model())
        return [one for number, one in enumerate(columns) if one.sortable and not self.isColumnHidden(number)]

    def sort_as_clicked(self, key: str) -> None:
        """Sort by a column as a click on its title does: once more, and the order is turned round."""
        before, descending = self._sorted
        descending = key == before and not descending
        self.sort_by(key, descending=descending)
        self.sort_changed.emit(key, descending)

    def _on_section_resized(self, logical: int, old: int, new: int) -> None:
        columns = columns_of(self.model())
        if self._fitting or new <= 0 or not 0 <= logical < len(columns):
            return
        self._widths[columns[logical].key] = new
        self.layout_edited.emit()

    def _on_section_moved(self, _logical: int, _old: int, _new: int) -> None:
        if not self._fitting:
            self._order = self.remembered_order()
            self._fit()
            self.viewport().update()
            self.layout_edited.emit()

    def fit(self) -> None:
        """The model has other columns now: give them their places and widths."""
        if self._order:
            self.set_column_order(self._order)
        self._fit()

    def _fit(self) -> None:
        """Give every column its width, hiding from the right what does not fit."""
        columns = columns_of(self.model())
        header = self.horizontalHeader()
        if not columns or header.count() != len(columns):
            return
        room = self.viewport().width()
        unwanted = self.hidden_columns()
        places = map(header.logicalIndex, range(len(columns)))
        shown = [number for number in places if columns[number].key not in unwanted]
        least = {number: self._least_of(number, columns[number]) for number in shown}
        for number in reversed(list(shown)):
            if sum(least[each] for each in shown) <= room:
                break
            if not columns[number].keep:
                shown.remove(number)
        widths = {number: max(least[number], self._width_of(columns[number])) for number in shown}
        _shrink(widths, least, sum(widths.values()) - room, reversed(shown))
        stretching = [number for number in shown if columns[number].stretch]
        spare = room - sum(widths.values())
        if spare > 0 and stretching:
            share, rest = divmod(spare, len(stretching))
            for place, number in enumerate(stretching):
                widths[number] += share + (1 if place < rest else 0)
        self._fitting = True
        try:
            for number in range(len(columns)):
                hide = number not in widths
                if hide != self.isColumnHidden(number):
                    self.setColumnHidden(number, hide)
                if not hide and self.columnWidth(number) != widths[number]:
                    self.setColumnWidth(number, widths[number])
        finally:
            self._fitting = False

    def _least_of(self, number: int, column: Column[Any]) -> int:
        """As narrow as the operator wanted it; else wide enough for its title, whatever the language."""
        if column.key in self._widths:
            return min(column.least, self._widths[column.key])
        header = self.horizontalHeader()
        assert isinstance(header, TableHeader)
        return max(min(column.least, column.width), min(header.room_for_title(number), _LONGEST_TITLE))

    def _width_of(self, column: Column[Any]) -> int:
        return self._widths.get(column.key, column.width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width; a current row that was seen stays in sight."""
        current = self.currentIndex()
        bottom = self.visualRect(current).bottom() if current.isValid() else -1
        super().resizeEvent(event)
        if event.size().height() <= bottom < event.oldSize().height():
            self.scrollTo(current)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # --- place

    def _on_changing(self) -> None:
        self._anchor = None
        scrolled = self.verticalScrollBar().value()
        if scrolled <= 0:
            return
        top = self.indexAt(QPoint(tokens.S16, 0))
        if top.isValid():
            self._anchor = (QPersistentModelIndex(top), scrolled - top.row() * tokens.H_ROW)

    def _on_changed(self) -> None:
        anchor, self._anchor = self._anchor, None
        if anchor is not None and anchor[0].isValid():
            # Rows came in, so the range of the bar is out of date until the layout is.
            self.updateGeometries()
            self.verticalScrollBar().setValue(anchor[0].row() * tokens.H_ROW + anchor[1])

    # --- keyboard and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return activates the row; everything else is Qt's."""
        self._set_ring(True)
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid() and not editing:
            # Qt emits this too, but leaves the key to the dialog, whose default button would be pressed.
            self.activated.emit(self.currentIndex())
            event.accept()
            return
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            # On X11 Qt knows only the Menu key, which many keyboards lack.
            self.customContextMenuRequested.emit(self.visualRect(self.currentIndex()).center())
            event.accept()
            return
        super().keyPressEvent(event)
        current = self.currentIndex()
        if event.key() in _ARROWS and not event.modifiers() & _OTHER_WISHES and current.isValid():
            # Qt selects only where the key has moved the current row: not the one that a filter has left.
            chosen = self.selectionModel()
            if not chosen.isSelected(current):
                chosen.select(current, self.selectionCommand(current, event))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row; Qt's go to the first and the last cell of one."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """The ring goes across the row, so both rows are drawn whole."""
        super().currentChanged(current, previous)
        if self._ring:
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is when it came by keyboard; make the first row current if none is."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in _BY_KEYBOARD
        self._set_ring(by_keyboard)
        model = self.model()
        if by_keyboard and model is not None and model.rowCount() and not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(
                model.index(0, max(0, self.first_column())), QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._set_ring(False)

    def _set_ring(self, on: bool) -> None:
        if on != self._ring:
            self._ring = on
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cells, then the focus ring around the current row, or around all when there is none."""
        super().paintEvent(event)
        if not (self._ring and self.hasFocus()):
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        index = self.currentIndex()
        if index.isValid():
            top = self.rowViewportPosition(index.row())
            width = min(self.viewport().width(), self.horizontalHeader().length())
            area = QRect(0, top, width, tokens.H_ROW - tokens.LINE)
        else:
            area = self.viewport().rect()
        theme.draw_ring(painter, area, tokens.R_SMALL)


def _shrink(widths: dict[int, int], least: Mapping[int, int], excess: int, order: Iterable[int]) -> None:
    """Take `excess` pixels away, in this order, from columns that may become narrower."""
    for number in order:
        if excess <= 0:
            return
        taken = min(excess, widths[number] - least[number])
        if taken > 0:
            widths[number] -= taken
            excess -= taken
