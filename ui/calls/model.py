"""The rows of the call table, which come page by page.

Owns: the rows read and those of them that a search lets through, telling views exactly what changed, and when Qt may
ask for more. Leaves to others: reading (`app/calls/feed.py`), what a cell says (`ui/calls/columns.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui import texts
from ui.models.columns import CellRole, Column, RecordRole, SortRole

if TYPE_CHECKING:
    from app.models import CallLog

_log = logging.getLogger(__name__)

AnyIndex = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_CONTENT_ROLES: Final = [_DISPLAY, _TOOLTIP, _ACCESSIBLE, CellRole, SortRole, RecordRole]
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CallTableModel(QAbstractTableModel):
    """Calls, newest first.

    `canFetchMore` is true only while `may_fetch` says so: nothing under way, more to come, no wait, error or search.

    Signals:
        more_wanted: A view has come near the end of the rows.
        changing: The rows are about to change (a view notes its place).
        changed: They have (a view goes back to it).
    """

    more_wanted = Signal()
    changing = Signal()
    changed = Signal()

    def __init__(self, columns: Sequence[Column[CallLog]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.may_fetch: Callable[[], bool] = lambda: False
        self._rows: list[CallLog] = []
        self._shown: list[CallLog] = []
        self._accepts: Callable[[CallLog], bool] | None = None
        self._complained: set[str] = set()

    # --- rows

    @property
    def total(self) -> int:
        """How many calls are held, those that the search hides included."""
        return len(self._rows)

    @property
    def rows(self) -> list[CallLog]:
        """All calls held, newest first."""
        return self._rows

    def record_at(self, row: int) -> CallLog | None:
        """The call of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, call_id: str) -> int | None:
        """The row of a call, None where it is not shown."""
        return next((row for row, record in enumerate(self._shown) if record.id == call_id), None)

    def append(self, records: Sequence[CallLog]) -> None:
        """Add older calls at the end."""
        self._rows += records
        new = self._wanted(records)
        if new:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._shown += new
            self.endInsertRows()

    def set_rows(self, records: Sequence[CallLog]) -> None:
        """Take another list, newest first: rows come and go one run at a time, so place and selection stay."""
        target = self._wanted(records)
        ids = [record.id for record in target]
        self.changing.emit()
        self._rows = list(records)
        self._remove_all_but(set(ids))
        left = [record.id for record in self._shown]
        present = set(left)
        if left != [key for key in ids if key in present]:
            # The server changed its order: there is nothing to keep a place in.
            self._remove_all_but(set())
        self._insert_missing(target)
        self.update(target)
        self.changed.emit()

    def update(self, records: Sequence[CallLog]) -> None:
        """Put these in the place of those with the same ids; only cells that say something else are repainted."""
        by_id = {record.id: record for record in records}
        self._rows = [by_id.get(record.id, record) for record in self._rows]
        for row, old in enumerate(self._shown):
            new = by_id.get(old.id)
            if new is not None and new != old:
                self._shown[row] = new
                self._tell_cells(row, old, new)

    def search(self, accepts: Callable[[CallLog], bool] | None) -> None:
        """Show only calls that are accepted; None shows all. Views lose place and selection."""
        self.beginResetModel()
        self._accepts = accepts
        self._shown = self._wanted(self._rows)
        self.endResetModel()

    def set_title(self, key: str, title: str) -> None:
        """Rename a column."""
        for number, column in enumerate(self.columns):
            if column.key == key and column.title != title:
                column.title = title
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, number, number)

    def repaint_column(self, *keys: str) -> None:
        """What these columns show comes from elsewhere, and has changed there (names arrived)."""
        numbers = [number for number, column in enumerate(self.columns) if column.key in keys]
        if self._shown and numbers:
            last = len(self._shown) - 1
            for number in numbers:
                self.dataChanged.emit(self.index(0, number), self.index(last, number), _CONTENT_ROLES)

    # --- QAbstractTableModel

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of calls shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether asking for older calls makes sense now. Views ask at every turn of the wheel."""
        return not parent.isValid() and self.may_fetch()

    def fetchMore(self, parent: AnyIndex) -> None:
        """A view has come to the end."""
        if self.canFetchMore(parent):
            self.more_wanted.emit()

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """One cell. Never raises: a column that fails is logged once and shown empty."""
        row, number = index.row(), index.column()
        if not (0 <= row < len(self._shown) and 0 <= number < len(self.columns)):
            return None
        column = self.columns[number]
        record = self._shown[row]
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
        if role == RecordRole:
            return record
        if role == _ALIGNMENT:
            return _RIGHT if column.align == "right" else _LEFT
        return None

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
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    # --- changes

    def _wanted(self, records: Sequence[CallLog]) -> list[CallLog]:
        accepts = self._accepts
        return list(records) if accepts is None else [record for record in records if accepts(record)]

    def _remove_all_but(self, staying: set[str]) -> None:
        last = len(self._shown) - 1
        while last >= 0:
            if self._shown[last].id in staying:
                last -= 1
                continue
            first = last
            while first > 0 and self._shown[first - 1].id not in staying:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _insert_missing(self, target: Sequence[CallLog]) -> None:
        present = {record.id for record in self._shown}
        row = 0
        while row < len(target):
            if target[row].id in present:
                row += 1
                continue
            end = row
            while end + 1 < len(target) and target[end + 1].id not in present:
                end += 1
            self.beginInsertRows(QModelIndex(), row, end)
            self._shown[row:row] = target[row : end + 1]
            self.endInsertRows()
            row = end + 1

    def _tell_cells(self, row: int, old: CallLog, new: CallLog) -> None:
        for number, column in enumerate(self.columns):
            try:
                differs = column.cell(old) != column.cell(new)
            except Exception:
                self._complain(column)
                differs = True
            if differs:
                index = self.index(row, number)
                self.dataChanged.emit(index, index, _CONTENT_ROLES)

    def _complain(self, column: Column[CallLog]) -> None:
        if column.key not in self._complained:
            self._complained.add(column.key)
            _log.exception("column %s failed", column.key)
