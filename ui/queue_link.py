"""“When allowed”, beside the button of a dialog that has to wait.

Owns: being there exactly as long as the command can be queued. Leaves to others: the queue (`ui/when_allowed.py`).
A dialog is modal, so the menus and the palette, which offer the same for the pages, are out of reach.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal

from ui.command import Command
from ui.widgets.button import Button

translate = QCoreApplication.translate


class QueueLink(Button):
    """See the module.

    Signals:
        wanted: It was pressed (the command). Queueing is the dialog's: it may have something to check first.
    """

    wanted = Signal(object)

    def __init__(self, command: Command) -> None:
        super().__init__(translate("WhenAllowed", "When allowed"), icon="queue", kind="link", small=True)
        self.setAccessibleName(translate("WhenAllowed", "When allowed: {action}").format(action=command.title))
        self.setObjectName(f"{command.key}.queue")
        self.setAutoDefault(False)
        self._command = command
        self.clicked.connect(lambda: self.wanted.emit(command))
        command.changed.connect(self._update)
        self._update()

    def _update(self) -> None:
        self.setVisible(self._command.can_wait)
