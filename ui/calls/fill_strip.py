"""The line under the table: how far the older calls are, or that this is a copy.

Owns: `FillStrip`. Leaves to others: when it is shown and what it says (`ui/calls/told.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme, tokens
from ui.widgets.icon import Icon
from ui.widgets.label import Label
from ui.widgets.progress_bar import ProgressBar

translate = QCoreApplication.translate


class FillStrip(QWidget):
    """An icon, a sentence, a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calls.strip")
        self.setFixedHeight(tokens.H_MESSAGE)
        self._icon = Icon("info")
        self._text = Label(tone="text2", size="caption", elide="end")
        self._text.setObjectName("calls.strip.text")
        self.progress = ProgressBar()
        self.progress.setObjectName("calls.fill")
        self.progress.setAccessibleName(translate("Calls", "Calls fetched"))
        self.progress.setFixedWidth(5 * tokens.S32)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S16, tokens.LINE, tokens.S16, 0)
        row.setSpacing(tokens.S8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.progress)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, icon: str, tone: str, text: str, done: int = 0, total: int = 0) -> None:
        """Show this sentence; a total of 0 means that there is nothing to measure."""
        self._icon.set_icon(icon, tone)
        self._text.setText(text)
        self.progress.setVisible(total > 0)
        if total > 0:
            self.progress.set_progress(done, total)
            self.progress.setAccessibleDescription(text)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line above."""
        with QPainter(self) as painter:
            c = theme.colours()
            painter.fillRect(self.rect(), c.raised)
            painter.fillRect(0, 0, self.width(), tokens.LINE, c.line)
