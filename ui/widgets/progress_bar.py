"""A thin bar that says how far something is.

Owns: `ProgressBar`. Leaves to others: numbers beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui import theme, tokens
from ui.widgets.bar import paint_bar


class ProgressBar(QProgressBar):
    """A rounded bar. `tone` names a fill; a range of 0 to 0 means that the end is not known."""

    def __init__(self, *, tone: str = "accent_fill", wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._thickness = tokens.BAR_WIDE if wide else tokens.BAR
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: str) -> None:
        """Take another fill: "amber_fill" while waiting, "grey_fill" when final."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def set_progress(self, done: int, total: int) -> None:
        """Show done of total; a total of 0 means that it is not known."""
        self.setRange(0, max(0, total))
        self.setValue(max(0, min(done, total)))

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(tokens.S32 * 3, self._thickness)

    def minimumSizeHint(self) -> QSize:
        """May become short."""
        return QSize(tokens.S32, self._thickness)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and fill."""
        c = theme.colours()
        area = QRectF(0, (self.height() - self._thickness) / 2, self.width(), self._thickness)
        span = self.maximum() - self.minimum()
        track = c.track if span > 0 else c.accent_pale
        done = (self.value() - self.minimum()) / span if span > 0 else 0.0
        paint_bar(theme.painter_for(self), area, done, c[self._tone], track)
