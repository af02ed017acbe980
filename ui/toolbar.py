"""The row of controls above a page's content."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme, tokens


class _Separator(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(tokens.LINE, tokens.S16 + tokens.S4)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().line2)


class Toolbar(QWidget):
    """Controls in a row, 48 px high, a hairline below."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(tokens.H_TOOLBAR)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.S16, 0, tokens.S16, tokens.LINE)
        self._row.setSpacing(tokens.S8)

    def add(self, *controls: QWidget) -> None:
        """Append controls."""
        for control in controls:
            self._row.addWidget(control)

    def add_separator(self) -> None:
        """Append a thin line."""
        self._row.addSpacing(tokens.S4)
        self._row.addWidget(_Separator())
        self._row.addSpacing(tokens.S4)

    def add_stretch(self) -> None:
        """What follows goes to the right."""
        self._row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        with QPainter(self) as painter:
            c = theme.colours()
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)
