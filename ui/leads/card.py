"""A card in the middle of the page, for one thing at a time: an upload under way, its result.

Owns: the frame. Leaves to others: what is in it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme, tokens

WIDTH: Final = 640


class _Box(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        c = theme.colours()
        theme.draw_box(theme.painter_for(self), self.rect(), tokens.R_PANEL, c.surface, c.line2)


class CardPage(QWidget):
    """A page with a card 640 px wide; `body` is its layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = _Box()
        box.setFixedWidth(WIDTH)
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.body = QVBoxLayout(box)
        self.body.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        self.body.setSpacing(tokens.S8)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(box)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        layout.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(2)
        layout.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground around the card."""
        theme.painter_for(self).fillRect(self.rect(), theme.colours().bg)
