"""What was changed about the rows since the file was opened, so that it can be undone and done again.

Owns: the changes in their order. Leaves to others: what they are for (`repairs.py`), the verdict (`checking.py`). The
file on disk is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.leads.checking import Decisions
from app.leads.records import Sentence
from app.leads.table import Table


class CellsChange(NamedTuple):
    """Other text in one column. `closed`: rows whose broken quotation mark it mends."""

    title: Sentence
    column: int
    rows: Sequence[int]
    before: Sequence[str]
    after: Sequence[str]
    closed: frozenset[int] = frozenset()


class RowsChange(NamedTuple):
    """Rows that were not dropped are dropped, or the other way round."""

    title: Sentence
    rows: Sequence[int]
    dropped: bool


Change = CellsChange | RowsChange


class Done(NamedTuple):
    """A change that was done or taken back, and what its cells hold now."""

    change: Change
    cells: Sequence[str]


class History:
    """See the module."""

    def __init__(self, table: Table, decisions: Decisions) -> None:
        self._table = table
        self._decisions = decisions
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def to_undo(self) -> Sentence | None:
        """What `undo` would take back."""
        return self._done[-1].title if self._done else None

    @property
    def to_redo(self) -> Sentence | None:
        """What `redo` would do again."""
        return self._undone[-1].title if self._undone else None

    def do(self, change: Change) -> Done:
        """Change rows; what was undone before can no longer be done again."""
        self._undone.clear()
        self._done.append(change)
        return self._carry_out(change, forward=True)

    def undo(self) -> Done | None:
        """Take the latest change back; None where there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        return self._carry_out(change, forward=False)

    def redo(self) -> Done | None:
        """Do once more what was undone last; None where there is none."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        return self._carry_out(change, forward=True)

    def _carry_out(self, change: Change, *, forward: bool) -> Done:
        if isinstance(change, RowsChange):
            self._drop(change.rows, drop=change.dropped == forward)
            return Done(change, ())
        cells = change.after if forward else change.before
        self._table.rows.put(change.column, change.rows, cells)
        self._table.may_need_quotes = True
        if forward:
            self._table.broken_quotes -= change.closed
        else:
            self._table.broken_quotes |= change.closed
        return Done(change, cells)

    def _drop(self, rows: Iterable[int], *, drop: bool) -> None:
        if drop:
            self._decisions.dropped.update(rows)
        else:
            self._decisions.dropped.difference_update(rows)
