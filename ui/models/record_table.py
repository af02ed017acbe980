"""A table of some hundreds of records, updated by identity.

Owns: `RecordTableModel`: holding records, sorting and filtering them, telling views exactly what changed.
Leaves to others: what the columns are, painting, fetching. Call logs have a paged model of their own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui import texts
from ui.models.columns import CellRole, Column, RecordRole, SortRole

T = TypeVar("T")

_log = logging.getLogger(__name__)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_CHANGED_ROLES = [_DISPLAY, _TOOLTIP, _ACCESSIBLE, CellRole, SortRole, RecordRole]
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

AnyIndex = QModelIndex | QPersistentModelIndex


class RecordTableModel(QAbstractTableModel, Generic[T]):
    """Records in server order, or sorted; all of them, or those a filter lets through.

    Selection and place survive every change: rows are removed, moved and inserted one by one, never reset, and
    `dataChanged` names only the cells whose content is another one.

    Signals:
        changing: the rows are about to change (a view notes its place).
        changed: they have (a view goes back to it).
    """

    changing = Signal()
    changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        identity: Callable[[T], Hashable] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._identity = identity if identity is not None else _id_of
        self._all: dict[Hashable, T] = {}
        self._ids: list[Hashable] = []  # of the rows shown, in the order shown
        self._filter: Callable[[T], bool] | None = None
        self._sort_column = -1
        self._descending = False
        self._complained: set[str] = set()

    # --- records

    @property
    def total(self) -> int:
        """How many records there are, the filtered-out ones included."""
        return len(self._all)

    @property
    def records(self) -> list[T]:
        """The records shown, in the order shown."""
        return [self._all[key] for key in self._ids]

    @property
    def all_records(self) -> list[T]:
        """All records, in server order."""
        return list(self._all.values())

    def record_at(self, row: int) -> T | None:
        """The record of a row."""
        return self._all[self._ids[row]] if 0 <= row < len(self._ids) else None

    def record(self, identity: Hashable) -> T | None:
        """The record with this identity, shown or not."""
        return self._all.get(identity)

    def row_of(self, identity: Hashable) -> int | None:
        """The row of a record, None when it is not shown."""
        try:
            return self._ids.index(identity)
        except ValueError:
            return None

    def set_records(self, records: Iterable[T]) -> None:
        """Take a complete list: records that are not in it go away."""
        self._take({self._identity(record): record for record in records})

    def upsert(self, *records: T) -> None:
        """Add records, or put them in the place of those with the same identity."""
        self._take({**self._all, **{self._identity(record): record for record in records}})

    def remove(self, *identities: Hashable) -> None:
        """Take records out; unknown identities do nothing."""
        gone = set(identities)
        self._take({key: record for key, record in self._all.items() if key not in gone})

    def set_filter(self, accepts: Callable[[T], bool] | None) -> None:
        """Show only records that are accepted; None shows all."""
        self._filter = accepts
        self._reshape()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is server order."""
        self._sort_column = column if column < len(self.columns) else -1
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._reshape()

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        """The column and order in force."""
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        return self._sort_column, order

    # --- QAbstractTableModel

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of records shown."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """One cell. Never raises: a column that fails is logged once and shown empty."""
        row, number = index.row(), index.column()
        if not (0 <= row < len(self._ids) and 0 <= number < len(self.columns)):
            return None
        column = self.columns[number]
        record = self._all[self._ids[row]]
        try:
            if role == CellRole:
                return column.cell(record)
            if role in (_DISPLAY, _ACCESSIBLE):
                return column.display(record)
            if role == _TOOLTIP:
                text = column.tooltip(record) if column.tooltip is not None else column.display(record)
                return texts.tooltip(text)
            if role == SortRole:
                return column.sort_key(record)
        except Exception:
            self._complain(column)
            return "" if role != SortRole else None
        if role == RecordRole:
            return record
        if role == _ALIGNMENT:
            return int(_RIGHT if column.align == "right" else _LEFT)
        return None

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

    # --- changes

    def _take(self, after: dict[Hashable, T]) -> None:
        before = self._all
        touched: list[tuple[Hashable, T]] = []
        for key, record in after.items():
            old = before.get(key)
            if old is not None and old is not record and old != record:
                touched.append((key, old))
        # Records that leave the list stay known until their rows are removed: a view may ask for them until then.
        self._all = {**after, **{key: before[key] for key in self._ids if key not in after}}
        rows = {key: row for row, key in enumerate(self._ids)}
        for key, old in touched:
            if key in rows:
                self._tell_cells(rows[key], old, after[key])
        self._reshape(after)

    def _tell_cells(self, row: int, old: T, new: T) -> None:
        changed = [number for number, column in enumerate(self.columns) if self._differs(column, old, new)]
        start = 0
        while start < len(changed):
            end = start
            while end + 1 < len(changed) and changed[end + 1] == changed[end] + 1:
                end += 1
            self.dataChanged.emit(self.index(row, changed[start]), self.index(row, changed[end]), _CHANGED_ROLES)
            start = end + 1

    def _differs(self, column: Column[T], old: T, new: T) -> bool:
        try:
            return bool(column.cell(old) != column.cell(new) or column.display(old) != column.display(new))
        except Exception:
            self._complain(column)
            return True

    def _wanted(self, known: dict[Hashable, T]) -> list[Hashable]:
        accepts = self._filter
        ids = [key for key, record in known.items() if accepts is None or accepts(record)]
        if not 0 <= self._sort_column < len(self.columns):
            return ids
        column = self.columns[self._sort_column]
        with_key: list[tuple[Any, Hashable]] = []
        without: list[Hashable] = []
        for key in ids:
            try:
                value = column.sort_key(known[key])
            except Exception:
                self._complain(column)
                value = None
            if value is None:
                without.append(key)
            else:
                with_key.append((value.casefold() if isinstance(value, str) else value, key))
        try:
            with_key.sort(key=lambda pair: pair[0], reverse=self._descending)
        except TypeError:
            # Values of several types (the server grew): by their text is better than not at all.
            with_key.sort(key=lambda pair: str(pair[0]), reverse=self._descending)
        return [key for _, key in with_key] + without

    def _reshape(self, known: dict[Hashable, T] | None = None) -> None:
        """Bring the rows to what filter and order ask for: remove, reorder, insert."""
        known = self._all if known is None else known
        target = self._wanted(known)
        if target == self._ids:
            self._all = known
            return
        self.changing.emit()
        self._remove_rows(set(target))
        self._all = known
        self._reorder(target)
        self._insert_rows(target)
        self.changed.emit()

    def _remove_rows(self, staying: set[Hashable]) -> None:
        last = len(self._ids) - 1
        while last >= 0:
            if self._ids[last] in staying:
                last -= 1
                continue
            first = last
            while first > 0 and self._ids[first - 1] not in staying:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _reorder(self, target: list[Hashable]) -> None:
        present = set(self._ids)
        ordered = [key for key in target if key in present]
        if ordered == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        old_indexes = self.persistentIndexList()
        keys = [self._ids[index.row()] for index in old_indexes]
        self._ids = ordered
        rows = {key: row for row, key in enumerate(ordered)}
        new_indexes = [self.index(rows[key], old.column()) for key, old in zip(keys, old_indexes, strict=True)]
        self.changePersistentIndexList(old_indexes, new_indexes)
        self.layoutChanged.emit()

    def _insert_rows(self, target: list[Hashable]) -> None:
        present = set(self._ids)
        row = 0
        while row < len(target):
            if target[row] in present:
                row += 1
                continue
            end = row
            while end + 1 < len(target) and target[end + 1] not in present:
                end += 1
            self.beginInsertRows(QModelIndex(), row, end)
            self._ids[row:row] = target[row : end + 1]
            self.endInsertRows()
            row = end + 1

    def _complain(self, column: Column[T]) -> None:
        if column.key not in self._complained:
            self._complained.add(column.key)
            _log.exception("column %s failed", column.key)


def _id_of(record: Any) -> Hashable:
    identity: Hashable = record.id
    return identity
