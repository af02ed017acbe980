"""What every tab's page has in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.command import Command
from ui.desk import Desk


class Page(QWidget):
    """The content of one tab. Built on its first showing, kept afterwards.

    Signals:
        status_changed: `status_texts` says something else.
    """

    status_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        desk.context_changed.connect(self.on_context_changed)

    def on_context_changed(self) -> None:
        """Another profile is open: forget the old one's data, begin to load."""

    def status_texts(self) -> list[str]:
        """Left side of the status bar: rows, selection."""
        return []

    def commands(self) -> list[Command]:
        """This page's commands, for menus."""
        return []

    def save_state(self) -> dict[str, Any]:
        """What should be as it was at the next start (JSON-able)."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; tolerates anything."""
