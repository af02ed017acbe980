"""Every command of one window, found by its key.

Owns: the list, and the names of the groups a command is shown under. Leaves to others: what a command does
(`ui/command.py`), and the places that list them (menus, palette, shortcut sheet, the queue).

It belongs to the desk: a command whose owner has a desk puts itself in here, whenever its page is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from ui.command import Command

translate = QCoreApplication.translate


class CommandRegistry(QObject):
    """Commands in the order in which they came.

    Signals:
        changed: A command came or went.
        menu_wanted: A button that has to wait was asked for its menu (command, global position).
        queue_wanted: A command that has to wait is to be done when that is allowed.
    """

    changed = Signal()
    menu_wanted = Signal(object, object)
    queue_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}
        self._numbers: dict[str, int] = {}
        self._counter = 0

    def add(self, command: Command) -> None:
        """Take in a command; it leaves by itself when it is destroyed. Of two with one key the later one counts."""
        self._counter += 1
        key, number = command.key, self._counter
        self._commands[key] = command
        self._numbers[key] = number
        command.destroyed.connect(lambda: self._forget(key, number))
        self.changed.emit()

    def get(self, key: str) -> Command | None:
        """The command with this key, if its page has been built."""
        return self._commands.get(key)

    def __iter__(self) -> Iterator[Command]:
        return iter(tuple(self._commands.values()))

    def __len__(self) -> int:
        return len(self._commands)

    def _forget(self, key: str, number: int) -> None:
        if self._numbers.get(key) == number:
            del self._commands[key], self._numbers[key]
            if isValid(self):  # at the end of a window everything goes, in any order
                self.changed.emit()


def group_titles() -> dict[str, str]:
    """Names of the groups, by the first part of a command's key, in the order in which they are listed."""
    return {
        "campaigns": translate("Commands", "Campaigns"),
        "leads": translate("Commands", "Leads"),
        "calls": translate("Commands", "Call logs"),
        "quota": translate("Commands", "Quota"),
        "file": translate("Commands", "File"),
        "edit": translate("Commands", "Edit"),
        "view": translate("Commands", "View"),
        "tools": translate("Commands", "Tools"),
        "help": translate("Commands", "Help"),
    }


def group_title(key: str) -> str:
    """Name of the group that a command of this key is shown under."""
    group = key.partition(".")[0]
    return group_titles().get(group, group.capitalize())


TABS = ("campaigns", "leads", "calls", "quota")
"""Groups whose commands act on what a tab shows."""
