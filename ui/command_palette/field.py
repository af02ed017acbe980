"""The field in the header that opens the palette.

Owns: its look. It is a button: typing begins in the palette itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import icons, theme, tokens

translate = QCoreApplication.translate

KEYS = "Ctrl+K"
WIDTH = 320
LEAST_WIDTH = 208


class PaletteField(QPushButton):
    """Looks like a search field: magnifying glass, what can be typed, the shortcut."""

    def __init__(self) -> None:
        super().__init__(translate("Palette", "Search or run an action"))
        self.setObjectName("palette.open")
        self.setAccessibleName(self.text())
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDTH)
        self.setProperty("ring_radius", tokens.R_CONTROL)
        self._keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)

    def sizeHint(self) -> QSize:
        """See `QWidget.sizeHint`."""
        return QSize(WIDTH, tokens.H_CONTROL)

    def minimumSizeHint(self) -> QSize:
        """Gives way: where it would be narrower than `LEAST_WIDTH` it is not shown at all."""
        return QSize(tokens.S32, tokens.H_CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        painter = theme.painter_for(self)
        c = theme.colours()
        theme.draw_box(painter, self.rect(), tokens.R_CONTROL, c.grey_soft if self.underMouse() else c.bg, c.line2)
        side = tokens.ICON
        icons.paint(painter, "search", QRect(tokens.S12, (self.height() - side) // 2, side, side), c.text2)
        left = tokens.S12 + side + tokens.S8 + 2
        chip = draw_keys(painter, self._keys, self.width() - tokens.S8, self.rect(), c.surface)
        painter.setFont(theme.font("body"))
        painter.setPen(c.text2)
        area = QRect(left, 0, chip - tokens.S8 - left, self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine, text)


def draw_keys(painter: QPainter, keys: str, right: int, row: QRect, fill: QColor | None = None) -> int:
    """Draw a shortcut in a box that ends at `right`, in the middle of `row`; returns where the box begins."""
    if not keys:
        return right
    c = theme.colours()
    font = theme.font("caption")
    width = QFontMetrics(font).horizontalAdvance(keys) + 2 * (tokens.S8 - 2)
    box = QRect(right - width, row.y() + (row.height() - tokens.H_PILL) // 2, width, tokens.H_PILL)
    theme.draw_box(painter, box, tokens.R_SMALL, fill, c.line2)
    painter.setFont(font)
    painter.setPen(c.text2)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    return box.x()
