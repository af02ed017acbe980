"""Asks before what is under way is broken off: closing the console, or opening another profile, during an upload."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from ui.dialogs.confirm import ConfirmDialog

translate = QCoreApplication.translate

LOOK_MS = 200


class LeaveDialog(ConfirmDialog):
    """Stay is the default. When what is under way ends by itself, the question goes away and the operator sees the end.

    Args:
        unfinished: What is under way, and what leaving means for it.
        on_leave: Called when the operator leaves all the same.
        still: Whether it is still under way.
        closing: The console is to be closed; else another profile is to be opened.
        parent: The main window.
    """

    def __init__(
        self,
        unfinished: str,
        on_leave: Callable[[], object],
        *,
        still: Callable[[], bool],
        closing: bool,
        parent: QWidget | None,
    ) -> None:
        super().__init__(
            "leave.dialog",
            translate("Leave", "Close the console?") if closing else translate("Leave", "Leave this profile?"),
            unfinished,
            translate("Leave", "Close and break it off") if closing else translate("Leave", "Leave and break it off"),
            on_leave,
            parent,
            no=translate("Leave", "Stay"),
        )
        timer = QTimer(self)
        timer.timeout.connect(lambda: None if still() else self.reject())
        timer.start(LOOK_MS)
