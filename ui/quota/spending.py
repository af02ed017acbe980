"""Who spent how much: painted rows, since five lines need no table view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import texts, theme, tokens
from ui.quota.chart_paint import paint_swatch
from ui.theme import Weight

translate = QCoreApplication.translate

_COUNT_WIDTH: Final = 64
_ROW: Final = 26
_WIDTH: Final = 304


class SpendingTable(QWidget):
    """Activities, with what each spent in this window and in the last day. One picture with a description."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quota.spending")
        self.setAccessibleName(translate("Quota", "Who spent it"))
        self._rows: list[tuple[str, str, int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: list[tuple[str, str, int, int]]) -> None:
        """(series, name, in this window, in the last day), top to bottom."""
        if rows == self._rows:
            return
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        self.setAccessibleDescription(
            "; ".join(
                translate("Quota", "{name}: {window} in this window, {day} in 24 hours").format(
                    name=name, window=texts.number(window), day=texts.number(day)
                )
                for _, name, window, day in rows
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """A head, the rows, the sum."""
        return QSize(_WIDTH, _ROW * (len(self._rows) + 2))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint() - QSize(tokens.SCROLL_BAR, 0)  # the bar of what it lies in

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head, rows, sum."""
        c = theme.colours()
        with theme.painter_for(self) as painter:
            self._counts(painter, 0, translate("Quota", "window"), translate("Quota", "24 h"), c.text2, None)
            painter.setFont(theme.font("caption", "semibold"))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(0, 0, self.width(), _ROW, middle, translate("Quota", "Who spent it"))
            painter.setFont(theme.font("body"))
            y = _ROW
            room = self.width() - 2 * _COUNT_WIDTH - tokens.SERIES_DOT - tokens.S12
            for series, name, window, day in self._rows:
                painter.fillRect(0, y, self.width(), tokens.LINE, c.line)
                paint_swatch(painter, series, 0, y + (_ROW - tokens.SERIES_DOT) // 2)
                painter.setFont(theme.font("body"))
                painter.setPen(c.text)
                shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
                painter.drawText(tokens.SERIES_DOT + tokens.S8, y, room, _ROW, middle, shown)
                self._counts(painter, y, texts.number(window), texts.number(day), c.text, "regular")
                y += _ROW
            painter.fillRect(0, y, self.width(), tokens.LINE, c.line2)
            painter.setFont(theme.font("body", "semibold"))
            painter.setPen(c.text)
            painter.drawText(0, y, room, _ROW, middle, translate("Quota", "Together"))
            window, day = sum(row[2] for row in self._rows), sum(row[3] for row in self._rows)
            self._counts(painter, y, texts.number(window), texts.number(day), c.text, "semibold")

    def _counts(self, painter: QPainter, y: int, window: str, day: str, colour: QColor, weight: Weight | None) -> None:
        """The two numbers of a line; without a weight they are its titles."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("caption") if weight is None else theme.font("body", weight))
        painter.setPen(colour)
        painter.drawText(self.width() - 2 * _COUNT_WIDTH, y, _COUNT_WIDTH, _ROW, right, window)
        painter.drawText(self.width() - _COUNT_WIDTH, y, _COUNT_WIDTH, _ROW, right, day)
