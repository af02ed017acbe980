"""Several buttons that are one stop for Tab: arrow keys go from one to the next.

Owns: which of them Tab leads to, and the arrow keys. Leaves to others: the buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class RovingFocus(QObject):
    """Keeps exactly one of the buttons in the order of Tab: the one that had the focus last, else the first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buttons: list[QWidget] = []
        self._stop: QWidget | None = None

    def take(self, buttons: Sequence[QWidget]) -> None:
        """These are the buttons now, in their order."""
        for button in buttons:
            if button not in self._buttons:
                button.installEventFilter(self)
        for button in self._buttons:
            if button not in buttons:
                button.removeEventFilter(self)
        self._buttons = list(buttons)
        self._lead_to(self._stop if self._stop in self._buttons else self._buttons[0] if self._buttons else None)

    @property
    def stop(self) -> QWidget | None:
        """The button that Tab leads to."""
        return self._stop

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys, Home and End."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched not in self._buttons:
            return False
        here = self._buttons.index(watched)
        key = event.key()
        if key == Qt.Key.Key_Home:
            there = 0
        elif key == Qt.Key.Key_End:
            there = len(self._buttons) - 1
        elif key in _STEPS:
            there = min(max(here + _STEPS[Qt.Key(key)], 0), len(self._buttons) - 1)
        else:
            return False
        self._lead_to(self._buttons[there])
        self._buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _lead_to(self, stop: QWidget | None) -> None:
        self._stop = stop
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
