"""The line under the table: what of the calls was looked at, and the one thing to do about it.

Owns: `MoreStrip`. Leaves to others: when it is shown and what it says.
"""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme, tokens
from ui.command import Command
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.icon import Icon
from ui.widgets.label import Label


class MoreStrip(QWidget):
    """An icon, a sentence, a button that sends a request."""

    def __init__(self, more: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calls.strip")
        self.setFixedHeight(tokens.H_MESSAGE)
        self._icon = Icon("info")
        self._text = Label(tone="text2", size="caption", elide="end")
        self._text.setObjectName("calls.strip.text")
        self.button = CoolingButton(more.title, kind="plain", small=True)
        more.bind(self.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S16, tokens.LINE, tokens.S16, 0)
        row.setSpacing(tokens.S8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, icon: str, tone: str, text: str, action: str = "") -> None:
        """Show this sentence; `action` names the button, "" hides it."""
        self._icon.set_icon(icon, tone)
        self._text.setText(text)
        self.button.setVisible(bool(action))
        if action and action != self.button.base_text:
            self.button.set_base_text(action)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line above."""
        with QPainter(self) as painter:
            c = theme.colours()
            painter.fillRect(self.rect(), c.raised)
            painter.fillRect(0, 0, self.width(), tokens.LINE, c.line)
