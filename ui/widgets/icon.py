"""An icon as a widget.

Owns: `Icon`. Leaves to others: the pictures (`ui/icons.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons, theme, tokens


class Icon(QWidget):
    """One icon by itself. Decoration: the words beside it say the same."""

    def __init__(
        self, name: str = "", *, tone: str = "text2", side: int = tokens.ICON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._side = side
        self.setFixedSize(QSize(side, side))

    def set_icon(self, name: str, tone: str | None = None) -> None:
        """Show another icon, or the same in another colour."""
        self._name = name
        self._tone = tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        if self._name:
            icons.paint(theme.painter_for(self), self._name, self.rect(), theme.colours()[self._tone])
