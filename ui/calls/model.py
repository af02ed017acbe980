"""The rows of the call table: as many as there are, of which only the pages looked at are held.

Owns: the pages held and their bound, asking for those that are not, telling views exactly what changed. Leaves to
others: reading pages (`ui/calls/reader.py`), what a cell says (`ui/calls/columns.py`).

A row is a place in the list; its call is known while its page is held. A view scrolled to the end of a million rows
has looked at a few hundred of them, and no other row has an object of its own.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui import texts
from ui.models.columns import CellRole, Column, RecordRole, SortRole

if TYPE_CHECKING:
    from app.calls.mirror_reading import CallRow
    from app.models import CallLog

    Rows = Sequence[CallRow | None]

_log = logging.getLogger(__name__)

AnyIndex = QModelIndex | QPersistentModelIndex

PAGE_ROWS: Final = 100
MOST_PAGES: Final = 24

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_CONTENT_ROLES: Final = [_DISPLAY, _TOOLTIP, _ACCESSIBLE, CellRole, SortRole, RecordRole]
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
# Put together once: every cell is asked at every paint.
_FLAGS: Final = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Edit(NamedTuple):
    """At row `at`, `removed` rows went and `inserted` rows came."""

    at: int
    removed: int
    inserted: int


class CallTableModel(QAbstractTableModel):
    """The calls of one question, in its order.

    Attributes:
        read_now: Gives a page at once where that costs next to nothing, None where it does not; a page that it did
            not give is asked for with `page_wanted`.

    Signals:
        page_wanted: A view looks at rows of this page, which is not held.
        order_wanted: The rows are wanted in the order of a column (its key, descending).
        changing: The rows are about to change (a view notes its place).
        changed: They have (a view goes back to it).
        arrived: Rows that were not held are now.
    """

    page_wanted = Signal(int)
    order_wanted = Signal(str, bool)
    changing = Signal()
    changed = Signal()
    arrived = Signal()

    def __init__(self, columns: Sequence[Column[CallLog]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.read_now: Callable[[int], Rows | None] = lambda _page: None
        self._count = 0
        self._pages: OrderedDict[int, Rows] = OrderedDict()
        self._asked: set[int] = set()
        self._complained: set[str] = set()

    # --- rows

    def record_at(self, row: int) -> CallLog | None:
        """The call of a row, None where it is not held; it is asked for then."""
        found = self.row_at(row)
        return found.record if found is not None else None

    def row_at(self, row: int) -> CallRow | None:
        """The call of a row with what is kept beside it, None where it is not held; it is asked for then."""
        if not 0 <= row < self._count:
            return None
        page, place = divmod(row, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._miss(page)
        else:
            self._pages.move_to_end(page)
        return rows[place] if rows is not None and place < len(rows) else None

    def held(self) -> Iterator[tuple[int, CallRow]]:
        """The rows held with their calls, top to bottom; nothing is asked for."""
        for page in sorted(self._pages):
            for place, row in enumerate(self._pages[page]):
                if row is not None:
                    yield page * PAGE_ROWS + place, row

    def holds(self, page: int) -> bool:
        """Whether this page is held."""
        return page in self._pages

    def expect(self, first: int, last: int) -> None:
        """Somebody is about to look at these rows: ask for the pages that are not held."""
        for page in range(max(0, first) // PAGE_ROWS, min(last, self._count - 1) // PAGE_ROWS + 1):
            if page not in self._pages:
                self._miss(page)

    def row_of(self, call_id: str) -> int | None:
        """The row of a call, None where it is not among those held."""
        return next((row for row, held in self.held() if held.record.id == call_id), None)

    @property
    def held_count(self) -> int:
        """How many calls are held."""
        return sum(map(len, self._pages.values()))

    def show(self, count: int, pages: Mapping[int, Rows]) -> None:
        """The rows of another question, of which these pages are here. Views lose place and selection."""
        self.beginResetModel()
        self._count = count
        self._take_pages(pages)
        self.endResetModel()

    def follow(self, edits: Sequence[Edit], pages: Mapping[int, Rows]) -> None:
        """The same question as before, answered later: place and selection stay, only what differs is repainted.

        Args:
            edits: What came and went, each at its place after the ones before it.
            pages: The pages that views look at, as they are after all of the edits.
        """
        before = {row.key: row for _, row in self.held()}
        if edits:
            self.changing.emit()
            # What is held stands at other places now; what views look at comes with `pages`.
            self._take_pages({})
            for edit in edits:
                self._apply(edit)
            self._take_pages(pages)
            self.changed.emit()
        else:
            for number, rows in pages.items():
                self._keep(number, rows)
        for number, rows in pages.items():
            for place, row in enumerate(rows):
                if row is not None and before.get(row.key, row) != row:
                    self._tell(number * PAGE_ROWS + place, number * PAGE_ROWS + place)

    def put_page(self, number: int, rows: Rows) -> None:
        """A page that was asked for has come."""
        self._keep(number, rows)
        first = number * PAGE_ROWS
        self._tell(first, min(first + len(rows), self._count) - 1)
        self.arrived.emit()

    def forget_asked(self) -> None:
        """What was asked for will not come (the question is another one, or reading failed): it may be asked again."""
        self._asked.clear()

    # --- columns

    def set_columns(self, columns: Sequence[Column[CallLog]]) -> None:
        """Other columns. Those that are the same by key stay where they are; new ones come at the end."""
        wanted = {column.key: column for column in columns}
        for number in range(len(self.columns) - 1, -1, -1):
            if self.columns[number].key not in wanted:
                self.beginRemoveColumns(QModelIndex(), number, number)
                del self.columns[number]
                self.endRemoveColumns()
        known = {column.key for column in self.columns}
        new = [column for column in columns if column.key not in known]
        if new:
            self.beginInsertColumns(QModelIndex(), len(self.columns), len(self.columns) + len(new) - 1)
            self.columns += new
            self.endInsertColumns()

    def set_title(self, key: str, title: str) -> None:
        """Rename a column."""
        for number, column in enumerate(self.columns):
            if column.key == key and column.title != title:
                column.title = title
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, number, number)

    def repaint_column(self, *keys: str) -> None:
        """What these columns show comes from elsewhere, and has changed there (names arrived)."""
        numbers = [number for number, column in enumerate(self.columns) if column.key in keys]
        if self._count and numbers:
            for number in numbers:
                self.dataChanged.emit(self.index(0, number), self.index(self._count - 1, number), _CONTENT_ROLES)

    def repaint_cell(self, row: int, key: str) -> None:
        """What this cell shows has changed."""
        number = next((number for number, column in enumerate(self.columns) if column.key == key), -1)
        if number >= 0 and 0 <= row < self._count:
            self.dataChanged.emit(self.index(row, number), self.index(row, number), _CONTENT_ROLES)

    # --- QAbstractTableModel

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of matches."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the rows in another order."""
        if 0 <= column < len(self.columns):
            self.order_wanted.emit(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """One cell. Never raises: a column that fails is logged once and shown empty, as is a row not held yet."""
        row, number = index.row(), index.column()
        if not (0 <= row < self._count and 0 <= number < len(self.columns)):
            return None
        column = self.columns[number]
        if role == _ALIGNMENT:
            return _RIGHT if column.align == "right" else _LEFT
        if role not in (CellRole, RecordRole, _DISPLAY, _ACCESSIBLE, _TOOLTIP):
            return None
        held = self.row_at(row)
        record = held.record if held is not None else None
        if record is None:
            return None if role == RecordRole else ""
        try:
            if role == CellRole:
                return column.cell(record)
            if role in (_DISPLAY, _ACCESSIBLE):
                return column.display(record)
            if role == _TOOLTIP:
                return texts.tooltip(column.tooltip(record) if column.tooltip is not None else column.display(record))
        except Exception:
            self._complain(column)
            return ""
        return record

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles and their alignment."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (_DISPLAY, _ACCESSIBLE):
            return column.title
        if role == _ALIGNMENT:
            return _RIGHT if column.align == "right" else _LEFT
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be selected and have no children."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    # --- pages

    def _miss(self, page: int) -> Rows | None:
        """Read or ask for a page that is not held. A page on its way is not asked for twice."""
        if page in self._asked:
            return None
        rows = self.read_now(page)
        if rows is not None:
            self._keep(page, rows)
            return rows
        self._asked.add(page)
        self.page_wanted.emit(page)
        return None

    def _take_pages(self, pages: Mapping[int, Rows]) -> None:
        self._pages.clear()
        self._asked.clear()
        for number, rows in pages.items():
            self._keep(number, rows)

    def _keep(self, page: int, rows: Rows) -> None:
        self._asked.discard(page)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)

    # --- changes

    def _apply(self, edit: Edit) -> None:
        if edit.removed:
            self.beginRemoveRows(QModelIndex(), edit.at, edit.at + edit.removed - 1)
            self._count -= edit.removed
            self.endRemoveRows()
        if edit.inserted:
            self.beginInsertRows(QModelIndex(), edit.at, edit.at + edit.inserted - 1)
            self._count += edit.inserted
            self.endInsertRows()

    def _tell(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), _CONTENT_ROLES)

    def _complain(self, column: Column[CallLog]) -> None:
        if column.key not in self._complained:
            self._complained.add(column.key)
            _log.exception("column %s failed", column.key)
