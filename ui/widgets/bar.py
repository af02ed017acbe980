"""A bar that fills up, for painting anywhere."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui import tokens


def paint_bar(painter: QPainter, area: QRectF, done: float, fill: QColor, track: QColor) -> None:
    """A rounded track, filled from the left by `done` (0 to 1), its end square as in a tube that fills up."""
    radius = min(float(tokens.R_BAR), area.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track)
    painter.drawRoundedRect(area, radius, radius)
    done = max(0.0, min(1.0, done))
    if done <= 0:
        return
    painter.save()
    # At least two pixels: something is done.
    painter.setClipRect(QRectF(area.x(), area.y(), max(2.0, area.width() * done), area.height()))
    painter.setBrush(fill)
    painter.drawRoundedRect(area, radius, radius)
    painter.restore()
