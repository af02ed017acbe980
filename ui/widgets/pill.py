"""Status pills.

Owns: painting a pill anywhere, and the pill as a widget. Leaves to others: which word, icon and colour
(`ui/widgets/status.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons, theme, tokens
from ui.widgets.status import Look

_PAD = tokens.S8 - 1
_GAP = tokens.S4 + 1


def pill_width(look: Look) -> int:
    """Pixels a pill needs."""
    words = QFontMetrics(theme.font("caption", "medium")).horizontalAdvance(look.word)
    return _PAD + tokens.ICON_PILL + _GAP + words + _PAD + 2


def paint_pill(painter: QPainter, look: Look, area: QRect) -> None:
    """Paint a pill at the left of `area`, in the middle of its height, cut at its right."""
    c = theme.colours()
    colour = c.accent_text if look.tone == "accent" else c[look.tone]
    ground = c.soft if look.tone == "accent" else c[f"{look.tone}_soft"]
    font = theme.font("caption", "medium")
    painter.setFont(font)
    width = min(pill_width(look), area.width())
    top = area.y() + (area.height() - tokens.H_PILL) // 2
    box = QRect(area.x(), top, width, tokens.H_PILL)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, tokens.H_PILL / 2, tokens.H_PILL / 2)
    if c.is_high_contrast:
        theme.draw_box(painter, box, tokens.H_PILL / 2, None, colour)
    side = tokens.ICON_PILL
    icons.paint(painter, look.icon, QRect(box.x() + _PAD, box.y() + (box.height() - side) // 2, side, side), colour)
    painter.setPen(colour)
    left = box.x() + _PAD + side + _GAP
    room = QRect(left, box.y(), box.right() - _PAD - left + 3, box.height())
    word = painter.fontMetrics().elidedText(look.word, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)


class Pill(QLabel):
    """A pill on its own. Its accessible text is the word."""

    def __init__(self, look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = look
        self.set_look(look)

    @property
    def look(self) -> Look | None:
        """What is shown."""
        return self._look

    def set_look(self, look: Look | None) -> None:
        """Show another status; None shows nothing."""
        self._look = look
        self.setText(look.word if look is not None else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(pill_width(self._look) if self._look is not None else 0, tokens.H_PILL)

    def minimumSizeHint(self) -> QSize:
        """A pill is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        if self._look is not None:
            paint_pill(QPainter(self), self._look, self.rect())
