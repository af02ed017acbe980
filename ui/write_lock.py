"""Whether the open profile may change anything, as the window's commands see it.

Owns: the reason shown while it may not. Leaves to others: refusing what is sent all the same (`app/api/client.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

translate = QCoreApplication.translate


class WriteLock(QObject):
    """Given to every command that changes something on the server (`Command(changes=...)`).

    Attributes:
        why: Why nothing may be changed, as a sentence; "" while it may.

    Signals:
        changed: `why` is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.why = ""

    def set_read_only(self, read_only: bool) -> None:
        """The open profile is read-only, or it is not."""
        why = (
            translate("WriteLock", "This profile is read-only. File, Manage profiles changes that.")
            if read_only
            else ""
        )
        if why != self.why:
            self.why = why
            self.changed.emit()
