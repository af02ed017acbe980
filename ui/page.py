"""What every tab's page has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.command import Command
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.widgets.table import TableView


class Page(QWidget):
    """The content of one tab. Built on its first showing, kept afterwards.

    Signals:
        status_changed: `status_texts` says something else.
    """

    status_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._keys: dict[Command, QKeySequence] = {}
        desk.context_changed.connect(self.on_context_changed)

    def event(self, event: QEvent) -> bool:
        """A page that is not in front lends its keys to the others: F5 refreshes what is seen, and nothing else.

        A menu's shortcuts are in force whatever is in front, and two of one kind cancel each other out.
        """
        if event.type() == QEvent.Type.Show:
            for command, keys in self._keys.items():
                command.action.setShortcut(keys)
            self._keys.clear()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.ParentChange) and not self.isVisible():
            for command in self.commands():
                if not command.action.shortcut().isEmpty():
                    self._keys[command] = command.action.shortcut()
                    command.action.setShortcut(QKeySequence())
        return super().event(event)

    def on_context_changed(self) -> None:
        """Another profile is open: forget the old one's data, begin to load."""

    def on_display_changed(self) -> None:
        """Values are written in another way (masked numbers): models repaint by themselves, labels are set again."""

    def status_texts(self) -> list[str]:
        """Left side of the status bar: rows, selection."""
        return []

    def unfinished(self) -> str:
        """What leaving the profile or the program now would break off, and what that means; "" for nothing."""
        return ""

    def commands(self) -> list[Command]:
        """This page's commands, for menus."""
        return []

    def save_state(self) -> dict[str, Any]:
        """What should be as it was at the next start (JSON-able)."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; tolerates anything."""


def table_state(table: TableView) -> dict[str, Any]:
    """Widths, hidden columns and order of a table, JSON-able."""
    return {
        "widths": table.widths(),
        "hidden": sorted(table.hidden_columns()),
        "order": table.remembered_order(),
        "sort": list(table.sorted_by),
    }


def restore_table(table: TableView, state: object) -> None:
    """Take back what `table_state` gave; tolerates anything."""
    from ui.widgets.table_header import columns_of

    if not isinstance(state, dict):
        return
    widths, hidden, order = state.get("widths"), state.get("hidden"), state.get("sort")
    if isinstance(widths, dict):
        table.set_widths({str(key): width for key, width in widths.items() if isinstance(width, int)})
    places = [str(key) for key in places] if isinstance(places := state.get("order"), list) else []
    if isinstance(hidden, list):
        # A column that the state does not know is as it is at first.
        at_first = {column.key for column in columns_of(table.model()) if column.hidden and column.key not in places}
        table.set_hidden_columns({str(key) for key in hidden} | at_first, places)
    if places and places != table.column_order():
        table.set_column_order(places)
    if isinstance(order, list) and len(order) == 2:
        table.sort_by(str(order[0]), descending=bool(order[1]))
