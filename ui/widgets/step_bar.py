"""Steps of a task, all visible, that can be visited again.

Owns: `StepBar`. Leaves to others: the steps themselves.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import icons, texts, theme, tokens

translate = QCoreApplication.translate

StepState = Literal["done", "current", "ahead"]

_CIRCLE: Final = 24
_LEAST_LINE: Final = tokens.S24


class _Step(QPushButton):
    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.number = number
        self.subtitle = ""
        self.state: StepState = "current" if number == 1 else "ahead"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFlat(True)
        self.tell()

    def set(self, state: StepState, subtitle: str, enabled: bool) -> None:
        if (state, subtitle) != (self.state, self.subtitle):
            self.state, self.subtitle = state, subtitle
            self.updateGeometry()
            self.update()
        self.setEnabled(enabled)
        self.tell()

    def tell(self) -> None:
        self.setAccessibleName(
            translate("StepBar", "Step {number}: {title}").format(number=self.number, title=self.text())
        )
        words = {
            "done": translate("StepBar", "done"),
            "current": translate("StepBar", "current step"),
            "ahead": translate("StepBar", "not yet"),
        }
        self.setAccessibleDescription(", ".join(part for part in (words[self.state], self.subtitle) if part))

    def sizeHint(self) -> QSize:
        width = max(
            QFontMetrics(theme.font("body", "semibold")).horizontalAdvance(self.text()),
            QFontMetrics(theme.font("caption")).horizontalAdvance(self.subtitle),
        )
        return QSize(tokens.S8 + _CIRCLE + tokens.S8 + width + tokens.S8, tokens.H_STEPS - tokens.S12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = theme.painter_for(self)
        c = theme.colours()
        circle = QRect(tokens.S8, (self.height() - _CIRCLE) // 2, _CIRCLE, _CIRCLE)
        fill, border, ink = {
            "done": (c.soft, None, c.accent_text),
            "current": (c.accent, None, c.on_accent),
            "ahead": (c.surface, c.line2, c.text2),
        }[self.state]
        theme.draw_box(painter, circle, _CIRCLE / 2, fill, border)
        if self.state == "done":
            icons.paint(painter, "check", circle.adjusted(5, 5, -5, -5), ink)
        else:
            painter.setFont(theme.font("caption", "semibold" if self.state == "current" else "regular"))
            painter.setPen(ink)
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.number))
        left = circle.right() + 1 + tokens.S8
        weight: theme.Weight = "semibold" if self.state == "current" else "medium"
        painter.setFont(theme.font("body", weight))
        painter.setPen(c.text2 if self.state == "ahead" else c.text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if not self.subtitle:
            painter.drawText(QRect(left, 0, self.width() - left, self.height()), flags, self.text())
            return
        top = (self.height() - 16 - 16) // 2
        painter.drawText(QRect(left, top - 1, self.width() - left, 16), flags, self.text())
        painter.setFont(theme.font("caption"))
        painter.setPen(c.text2)
        painter.drawText(QRect(left, top + 16, self.width() - left, 16), flags, self.subtitle)


class StepBar(QWidget):
    """A row of steps with lines between them, accent as far as things are done.

    Signals:
        step_clicked: a step was pressed; its number from 0.
    """

    step_clicked = Signal(int)

    def __init__(self, titles: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[_Step] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        layout.setSpacing(_LEAST_LINE)
        for number, title in enumerate(titles):
            step = _Step(number + 1, title, self)
            step.clicked.connect(lambda _checked=False, at=number: self.step_clicked.emit(at))
            self._steps.append(step)
            if number:
                layout.addStretch(1)
            layout.addWidget(step)
        self.setFixedHeight(tokens.H_STEPS)

    def set_step(self, number: int, state: StepState, subtitle: str = "", *, enabled: bool = True) -> None:
        """Show a step (from 0). Capped and plain here; `enabled` says whether it can be visited."""
        self._steps[number].set(state, texts.plain(subtitle, 60), enabled)
        self.update()

    def state(self, number: int) -> StepState:
        """The state of a step (from 0)."""
        return self._steps[number].state

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines between the steps and below all."""
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)
        y = self.height() / 2 - 0.5
        for before, after in zip(self._steps, self._steps[1:], strict=False):
            start, end = before.geometry().right() + tokens.S8, after.geometry().left() - tokens.S4
            if end > start:
                painter.setPen(QPen(c.accent_text if before.state == "done" else c.line2, 1.5))
                painter.drawLine(
                    QRectF(start, y, end - start, 0).topLeft(), QRectF(start, y, end - start, 0).topRight()
                )

    def showEvent(self, event: QShowEvent) -> None:
        """The lines depend on where the steps are."""
        super().showEvent(event)
        self.update()
