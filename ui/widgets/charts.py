"""The small charts beside tables and in panels.

Owns: bar list, bar chart, sparkline. Leaves to others: the shared bar (`ui/widgets/ratio_bar.py`), counting, and what a
click on a bar filters.
Where a click does something every bar is a button: it can be reached by keyboard (Tab to the chart, arrow keys within)
and has a name. Otherwise the chart is one picture with a description.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.widgets.bar import paint_bar
from ui.widgets.roving_focus import RovingFocus

_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)


class Amount(NamedTuple):
    """One bar: what it stands for, its name, its value (not negative), its fill ("green_fill").

    `shown` is written beside it and `said` is what hovering and assistive technology give, where that is not the value
    as a number.
    """

    key: str
    name: str
    value: float
    tone: str = "accent_fill"
    shown: str = ""
    said: str = ""


class _BarRow(QPushButton):
    def __init__(self, chart: BarList) -> None:
        super().__init__(chart)
        self.amount = Amount("", "", 0)
        self.most = 1.0
        self.name_width = 0
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", tokens.R_SMALL)

    def sizeHint(self) -> QSize:
        return QSize(tokens.S32 * 5, theme.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = theme.painter_for(self)
        c = theme.colours()
        hovered = self.isEnabled() and self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus
        painter.setFont(theme.font("body"))
        painter.setPen(c.text if hovered else c.text2)
        name = QRect(0, 0, self.name_width, self.height())
        metrics = painter.fontMetrics()
        painter.drawText(name, _LEFT, metrics.elidedText(self.amount.name, Qt.TextElideMode.ElideRight, name.width()))
        value = self.amount.shown or texts.number(self.amount.value)
        numbers = max(metrics.horizontalAdvance(value), metrics.horizontalAdvance("8,888"))
        painter.setPen(c.text)
        painter.drawText(self.rect(), _RIGHT, value)
        left = self.name_width + tokens.S8
        room = self.width() - left - numbers - tokens.S12
        share = self.amount.value / self.most if self.most > 0 else 0.0
        if self.amount.value > 0 and room > 0:
            length = max(float(tokens.BAR), room * share)
            area = QRectF(left, (self.height() - tokens.BAR) / 2, length, tokens.BAR)
            paint_bar(painter, area, 1.0, c[self.amount.tone], c[self.amount.tone])


class BarList(QWidget):
    """Names, lying bars, numbers: "Completed ▬▬▬ 1,106".

    Signals:
        clicked: a bar was pressed; its key. Only with `clickable`.
    """

    clicked = Signal(str)

    def __init__(self, *, name_width: int = 88, clickable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_BarRow] = []
        self._name_width = name_width
        self._clickable = clickable
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._roving = RovingFocus(self)

    def set_amounts(self, amounts: Sequence[Amount], *, most: float | None = None) -> None:
        """Show these, in this order; `most` is the value as long as the chart is wide, the largest when not given."""
        while len(self._rows) < len(amounts):
            row = _BarRow(self)
            row.clicked.connect(lambda _checked=False, row=row: self.clicked.emit(row.amount.key))
            if not self._clickable:
                row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._layout.addWidget(row)
            self._rows.append(row)
        if most is None:
            most = max((amount.value for amount in amounts), default=0.0)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(amounts))
            if number < len(amounts):
                row.amount, row.most, row.name_width = amounts[number], most, self._name_width
                said = amounts[number].said or texts.number(amounts[number].value)
                row.setAccessibleName(f"{amounts[number].name}, {said}")
                row.setToolTip(texts.tooltip(f"{amounts[number].name}: {said}"))
                row.update()
        if self._clickable:
            self._roving.take([row for row in self._rows if not row.isHidden()])


class _Bar(QPushButton):
    def __init__(self, chart: BarChart) -> None:
        super().__init__(chart)
        self.setFlat(True)
        self.share = 0.0
        self.strong = True
        self.dimmed = False
        self.key = ""
        self.setProperty("ring_radius", tokens.R_BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = theme.painter_for(self)
        c = theme.colours()
        hovered = self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent_fill if self.strong or hovered else c.accent_pale)
        height = max(2.0 if self.share > 0 else 0.0, self.height() * self.share)
        if height <= 0:
            return
        top = self.height() - height
        radius = min(2.0, height / 2)
        painter.drawRoundedRect(QRectF(0, top, self.width(), height), radius, radius)
        if height > 4:
            # Square feet: bars stand on the ground.
            painter.drawRect(QRectF(0, top + height - 3, self.width(), 3))


class BarChart(QWidget):
    """Standing bars over time, some of them stronger, with or without labels below.

    Signals:
        clicked: a bar was pressed; its key. Only with `clickable`.
    """

    clicked = Signal(str)

    def __init__(
        self,
        *,
        height: int = 40,
        gap: int = 2,
        labels: bool = False,
        clickable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bars: list[_Bar] = []
        self._labels: list[str] = []
        self._height = height
        self._gap = gap
        self._with_labels = labels
        self._clickable = clickable
        self._roving = RovingFocus(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(
        self,
        amounts: Sequence[Amount],
        *,
        strong: frozenset[int] | None = None,
        labels: Sequence[str] = (),
        most: float | None = None,
        description: str = "",
    ) -> None:
        """Show these.

        Args:
            amounts: One a bar, in order; the name is its accessible name and tool tip.
            strong: Numbers of the bars that stand out; None for all.
            labels: Text below each bar, "" for none.
            most: The value as high as the chart; the largest one when not given.
            description: Of the whole chart, for assistive technology.
        """
        while len(self._bars) < len(amounts):
            bar = _Bar(self)
            bar.clicked.connect(lambda _checked=False, bar=bar: self.clicked.emit(bar.key))
            if not self._clickable:
                bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._bars.append(bar)
        highest = most if most is not None else max((amount.value for amount in amounts), default=0.0)
        for number, bar in enumerate(self._bars):
            shown = number < len(amounts)
            bar.setVisible(shown)
            if shown:
                amount = amounts[number]
                bar.key = amount.key
                bar.share = min(1.0, amount.value / highest) if highest > 0 else 0.0
                bar.strong = strong is None or number in strong
                said = amount.said or texts.number(amount.value)
                bar.setAccessibleName(f"{amount.name}, {said}")
                bar.setToolTip(texts.tooltip(f"{amount.name}: {said}"))
                bar.update()
        if self._clickable:
            self._roving.take([bar for bar in self._bars if not bar.isHidden()])
        self._labels = list(labels)
        self.setAccessibleDescription(description)
        self._arrange(len(amounts))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as was asked for."""
        labels = theme.line_height("caption") + tokens.S4 if self._with_labels else 0
        return QSize(tokens.S32 * 4, self._height + labels)

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(tokens.S32 * 2, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        self._arrange(sum(1 for bar in self._bars if not bar.isHidden()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line that the bars stand on, and labels below them."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, self._height - tokens.LINE, self.width(), tokens.LINE), theme.colours().line)
        if not self._with_labels:
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colours().text2)
        for bar, label in zip(self._bars, self._labels, strict=False):
            if label:
                x = bar.geometry().center().x()
                half = painter.fontMetrics().horizontalAdvance(label) // 2 + 1
                # The first and the last are not cut.
                x = min(max(x, half), self.width() - half)
                area = QRect(x - tokens.S24, self._height + tokens.S4, 2 * tokens.S24, theme.line_height("caption"))
                painter.drawText(area, _MIDDLE, label)

    def _arrange(self, count: int) -> None:
        if not count:
            return
        step = (self.width() + self._gap) / count
        for number, bar in enumerate(self._bars[:count]):
            left = round(number * step)
            right = round((number + 1) * step) - self._gap
            bar.setGeometry(left, 0, max(1, right - left), self._height)


class Sparkline(QWidget):
    """A line through values in order, the last one marked. One picture; its description says what it shows."""

    def __init__(self, *, height: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[float] = []
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[float], *, description: str = "") -> None:
        """Show these."""
        self._values = list(values)
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as was asked for."""
        return QSize(tokens.S32 * 5, self._height)

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(tokens.S32 * 2, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground line, line, dot."""
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)
        if not self._values:
            return
        low, high = min(self._values), max(self._values)
        span = high - low or 1.0
        room = self.height() - tokens.S16
        step = (self.width() - 2 * tokens.S4) / max(1, len(self._values) - 1)
        points = [
            QPointF(tokens.S4 + number * step, tokens.S4 + room * (1 - (value - low) / span))
            for number, value in enumerate(self._values)
        ]
        pen = QPen(c.accent_fill, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(points)
        _dot(painter, points[-1], c.accent_fill)


def _dot(painter: QPainter, at: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(at, 3, 3)
