"""The line at the foot: rows and selection left, work behind the scenes right."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme, tokens
from ui.desk import Desk
from ui.widgets.label import Label


class StatusBar(QWidget):
    """Shows what the page in front says, and what goes on in the background."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("status.bar")
        self.setFixedHeight(tokens.H_STATUS)
        self._left = Label(size="caption", tone="text2")
        self._left.setObjectName("status.rows")
        self._right = Label(size="caption", tone="text2")
        self._right.setObjectName("status.background")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        layout.setSpacing(tokens.S16)
        layout.addWidget(self._left)
        layout.addStretch(1)
        layout.addWidget(self._right)
        desk.background_changed.connect(self._show_background)

    def show_texts(self, texts: list[str]) -> None:
        """Say this on the left side."""
        self._left.setText("     ".join(texts))

    def _show_background(self, text: str, share: float) -> None:
        self._right.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own and a hairline above."""
        with QPainter(self) as painter:
            c = theme.colours()
            painter.fillRect(self.rect(), c.raised)
            painter.fillRect(QRect(0, 0, self.width(), tokens.LINE), c.line)
