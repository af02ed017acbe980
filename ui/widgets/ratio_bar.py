"""One bar that several amounts share.

Owns: `RatioBar` and its legend. Leaves to others: counting, and what a click on a part filters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from ui import texts, theme, tokens
from ui.widgets.charts import Amount
from ui.widgets.roving_focus import RovingFocus

_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class _LegendItem(QPushButton):
    def __init__(self, chart: RatioBar) -> None:
        super().__init__(chart)
        self.amount = Amount("", "", 0)
        self.share = ""
        self.setFlat(True)
        self.setProperty("ring_radius", tokens.R_SMALL)

    def sizeHint(self) -> QSize:
        name = QFontMetrics(theme.font("caption")).horizontalAdvance(self.amount.name)
        share = QFontMetrics(theme.font("caption", "medium")).horizontalAdvance(self.share)
        return QSize(tokens.SERIES_DOT + tokens.S4 + name + tokens.S4 + share + 2, tokens.H_SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = theme.painter_for(self)
        c = theme.colours()
        hovered = self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus
        dot = QRect(0, (self.height() - tokens.SERIES_DOT) // 2, tokens.SERIES_DOT, tokens.SERIES_DOT)
        theme.draw_box(painter, dot, 2, c[self.amount.tone], None)
        left = tokens.SERIES_DOT + tokens.S4
        painter.setFont(theme.font("caption"))
        painter.setPen(c.text if hovered else c.text2)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), _LEFT, self.amount.name)
        left += painter.fontMetrics().horizontalAdvance(self.amount.name) + tokens.S4
        painter.setFont(theme.font("caption", "medium"))
        painter.setPen(c.text)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), _LEFT, self.share)


class RatioBar(QWidget):
    """One bar shared by several amounts, with a legend that gives their shares, in as many `lines` as are given.

    Signals:
        clicked: a part was pressed; its key. Only with `clickable`.
    """

    clicked = Signal(str)

    def __init__(self, *, clickable: bool = False, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clickable = clickable
        self._lines = lines
        self._roving = RovingFocus(self)
        self._areas: list[tuple[QRect, Amount]] = []
        self._parts: list[Amount] = []
        self._legend: list[_LegendItem] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_amounts(self, amounts: Sequence[Amount]) -> None:
        """Show these; parts of nothing have no place in the bar but stay in the legend."""
        self._parts = list(amounts)
        total = sum(amount.value for amount in amounts)
        while len(self._legend) < len(amounts):
            item = _LegendItem(self)
            item.clicked.connect(lambda _checked=False, item=item: self.clicked.emit(item.amount.key))
            if self._clickable:
                item.setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                item.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                item.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._legend.append(item)
        for number, item in enumerate(self._legend):
            item.setVisible(number < len(amounts))
            if number < len(amounts):
                item.amount = amounts[number]
                item.share = texts.percent(amounts[number].value, total)
                item.setAccessibleName(self._said(item.amount))
                item.setToolTip(texts.tooltip(self._said(item.amount)))
                item.update()
        if self._clickable:
            self._roving.take([item for item in self._legend if not item.isHidden()])
        self._arrange()
        self.update()

    def sizeHint(self) -> QSize:
        """Bar and legend; `lines` of it."""
        return QSize(tokens.S32 * 6, tokens.BAR_RATIO + tokens.S4 + self._lines * tokens.H_SMALL)

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(tokens.S32 * 3, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the legend."""
        super().resizeEvent(event)
        self._arrange()

    def part_at(self, at: QPoint) -> Amount | None:
        """The part of the bar that is there."""
        return next((part for area, part in self._areas if area.contains(at)), None)

    def event(self, event: QEvent) -> bool:
        """What a part stands for, while the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self.part_at(event.pos())
            if part is not None:
                QToolTip.showText(event.globalPos(), texts.tooltip(self._said(part)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a part is one on its legend."""
        part = self.part_at(event.position().toPoint())
        if self._clickable and part is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(part.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar."""
        painter = theme.painter_for(self)
        c = theme.colours()
        if not self._areas:
            theme.draw_box(painter, QRect(0, 0, self.width(), tokens.BAR_RATIO), tokens.R_BAR, c.track, None)
        for area, part in self._areas:
            theme.draw_box(painter, area, 2, c[part.tone], None)

    def _said(self, part: Amount) -> str:
        share = texts.percent(part.value, sum(one.value for one in self._parts))
        return f"{part.name} {share}, {texts.number(part.value)}"

    def _arrange(self) -> None:
        parts = [part for part in self._parts if part.value > 0]
        total = sum(part.value for part in parts)
        room = self.width() - 2 * (len(parts) - 1)
        left, used = 0, 0.0
        self._areas = []
        for number, part in enumerate(parts):
            used += part.value
            right = round(room * used / total) + 2 * number
            self._areas.append((QRect(left, 0, max(1, right - left), tokens.BAR_RATIO), part))
            left = right + 2
        x, top = 0, tokens.BAR_RATIO + tokens.S4
        for item in self._legend[: len(self._parts)]:
            width = item.sizeHint().width()
            if x and x + width > self.width():
                x, top = 0, top + tokens.H_SMALL
            item.setGeometry(x, top, min(width, self.width()), tokens.H_SMALL)
            x += width + tokens.S12
