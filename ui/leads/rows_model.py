"""The rows of a lead file, fetched page by page while they are looked at.

Owns: `LeadRowsModel`: which pages are here, and asking for those that are not. Leaves to others: the rows
(`app/leads/session.py`), what a cell looks like (`row_columns.py`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui import texts
from ui.models.columns import CellRole, Column, RecordRole, TextCell
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from app.leads.records import LeadRow

AnyIndex = QModelIndex | QPersistentModelIndex
Fetch = Callable[[str, int, int], Awaitable["list[LeadRow]"]]

PAGE_ROWS: Final = 100
_KEPT_PAGES: Final = 40
# While somebody drags the scroll bar, only the latest places are worth fetching.
_MOST_WANTED: Final = 3
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PENDING: Final = TextCell(texts.ELLIPSIS, "off")


class LeadRowsModel(QAbstractTableModel):
    """A view of a checked file: its rows by place, a placeholder where they are still on their way.

    Signals:
        changing, changed: Around a change of the rows, so that a table keeps its place.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: list[Column[LeadRow]] = []
        self.view = ""
        self._tasks = tasks
        self._fetch: Fetch | None = None
        self._count = 0
        self._pages: OrderedDict[int, list[LeadRow]] = OrderedDict()
        self._wanted: list[int] = []
        self._generation = 0
        self._pointed: Callable[[LeadRow], bool] | None = None

    # --- content

    def clear(self) -> None:
        """Show nothing and forget where rows come from."""
        self.show_rows("", 0, [], [], None)

    def show_rows(
        self, view: str, count: int, first: list[LeadRow], columns: Sequence[Column[LeadRow]], fetch: Fetch | None
    ) -> None:
        """Show a view.

        Args:
            view: Its name for `fetch`.
            count: How many rows it has.
            first: Its first page, so that nothing flickers.
            columns: What is shown of a row.
            fetch: Reads rows: (view, start, count).
        """
        self._generation += 1
        self._wanted.clear()
        # The same rows with another verdict: the table keeps its place and its selection.
        same = view == self.view and count == self._count and [c.key for c in columns] == [c.key for c in self.columns]
        if not same:
            self.beginResetModel()
        self.view, self._count, self.columns, self._fetch = view, count, list(columns), fetch
        self._pages = OrderedDict({0: first}) if first else OrderedDict()
        if not same:
            self.endResetModel()
        elif count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def point_at(self, matches: Callable[[LeadRow], bool] | None) -> None:
        """Make the rows that match stand out; None: none does."""
        self._pointed = matches
        if self._count and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1), [CellRole])

    def is_pointed_at(self, row: int) -> bool:
        """Whether a row is to stand out."""
        record = self.record_at(row) if self._pointed is not None else None
        return record is not None and self._pointed is not None and self._pointed(record)

    def record_at(self, row: int) -> LeadRow | None:
        """The row at this place, None while it is on its way. Asks for nothing."""
        page = self._pages.get(row // PAGE_ROWS)
        place = row % PAGE_ROWS
        return page[place] if page is not None and place < len(page) else None

    def _want(self, page: int) -> None:
        if page in self._wanted or self._fetch is None:
            return
        self._wanted.append(page)
        del self._wanted[:-_MOST_WANTED]
        if not self._tasks.is_running("leads.rows"):
            self._tasks.start(self._load(), name="leads.rows")

    async def _load(self) -> None:
        while self._wanted and self._fetch is not None:
            page, generation = self._wanted[-1], self._generation
            rows = await self._fetch(self.view, page * PAGE_ROWS, PAGE_ROWS)
            if generation != self._generation:
                continue
            self._wanted.remove(page) if page in self._wanted else None
            self._pages[page] = rows
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
            first = page * PAGE_ROWS
            last = min(first + PAGE_ROWS, self._count) - 1
            if last >= first:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # --- QAbstractTableModel

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Rows of the view, fetched or not."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Number, the file's columns, the result."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """One cell. A row that is not here is asked for, and shown as a placeholder until it comes."""
        row, number = index.row(), index.column()
        if not (0 <= row < self._count and 0 <= number < len(self.columns)):
            return None
        column = self.columns[number]
        if role == _ALIGNMENT:
            return int(_RIGHT if column.align == "right" else _LEFT)
        if role not in (_DISPLAY, _ACCESSIBLE, _TOOLTIP, CellRole, RecordRole):
            return None
        page = row // PAGE_ROWS
        record = self.record_at(row)
        if record is None:
            self._want(page)
            if role == CellRole:
                return _PENDING
            return texts.ELLIPSIS if role in (_DISPLAY, _ACCESSIBLE) else None
        self._pages.move_to_end(page)
        if role == CellRole:
            return column.cell(record)
        if role in (_DISPLAY, _ACCESSIBLE):
            return column.display(record)
        if role == RecordRole:
            return record
        return texts.tooltip(column.tooltip(record) if column.tooltip is not None else column.display(record))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles and their alignment."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (_DISPLAY, _ACCESSIBLE):
            return column.title
        if role == _ALIGNMENT:
            return int(_RIGHT if column.align == "right" else _LEFT)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be selected and have no children."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
