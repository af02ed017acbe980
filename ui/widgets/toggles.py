"""Check boxes, radio buttons, switches.

Owns: how they look. Qt keeps their behaviour and their accessibility.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from ui import icons, theme, tokens

_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextHideMnemonic
_GAP: Final = tokens.S8
_QUIET_WIDTH: Final = 12 * tokens.S32  # a longer second line goes on in another one
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextWordWrap


def _hint(button: QAbstractButton, mark: int, quiet: str) -> QSize:
    width = max(
        QFontMetrics(theme.font("body")).horizontalAdvance(button.text()),
        min(QFontMetrics(theme.font("caption")).horizontalAdvance(quiet), _QUIET_WIDTH),
    )
    height = tokens.H_SMALL if not quiet else theme.line_height("body") + _quiet_height(quiet)
    return QSize(mark + (_GAP + width if button.text() else 0) + tokens.S4, height)


def _quiet_height(quiet: str) -> int:
    box = QFontMetrics(theme.font("caption")).boundingRect(QRect(0, 0, _QUIET_WIDTH, _QUIET_WIDTH), _WRAPPED, quiet)
    return max(theme.line_height("caption"), box.height())


def _words(painter: QPainter, button: QAbstractButton, mark: int, quiet: str) -> None:
    c = theme.colours()
    area = button.rect().adjusted(mark + _GAP, 0, 0, 0)
    painter.setFont(theme.font("body"))
    painter.setPen(c.text if button.isEnabled() else c.off)
    if not quiet:
        painter.drawText(area, _LEFT, button.text())
        return
    first = theme.line_height("body")
    painter.drawText(QRect(area.x(), 0, area.width(), first), _LEFT, button.text())
    painter.setFont(theme.font("caption"))
    painter.setPen(c.text2 if button.isEnabled() else c.off)
    height = _quiet_height(quiet)
    if height > theme.line_height("caption"):
        painter.drawText(QRect(area.x(), first - 1, _QUIET_WIDTH, height + 1), _WRAPPED, quiet)
        return
    painter.drawText(QRect(area.x(), first - 1, area.width(), height), _LEFT, quiet)


def paint_tick(painter: QPainter, box: QRect, *, ticked: bool) -> None:
    """The box of a check box, for the rows of a list."""
    c = theme.colours()
    theme.draw_box(painter, box, tokens.R_BAR, c.accent if ticked else c.surface, None if ticked else c.line2)
    if ticked:
        icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), c.on_accent)


class CheckBox(QCheckBox):
    """A check box; `quiet` is a second, quieter line."""

    def __init__(self, text: str = "", *, quiet: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._quiet = quiet
        self.setAccessibleDescription(quiet)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", tokens.R_SMALL)

    def sizeHint(self) -> QSize:
        """Box and words."""
        return _hint(self, tokens.CHECK_BOX, self._quiet)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick or dash, words."""
        painter = theme.painter_for(self)
        c = theme.colours()
        side = tokens.CHECK_BOX
        box = QRect(0, (self.height() - side) // 2, side, side)
        state = self.checkState()
        on = self.isEnabled()
        if state == Qt.CheckState.Unchecked:
            border = c.line if not on else c.text2 if self.underMouse() else c.line2
            theme.draw_box(painter, box, tokens.R_BAR, c.surface if on else c.offbg, border)
        else:
            theme.draw_box(painter, box, tokens.R_BAR, (c.accent if on else c.off), None)
            name = "check" if state == Qt.CheckState.Checked else "minus"
            if name == "check":
                icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), c.on_accent)
            else:
                painter.fillRect(QRect(box.x() + 4, box.center().y(), side - 8, 2), c.on_accent)
        _words(painter, self, side, self._quiet)


class RadioButton(QRadioButton):
    """A radio button; `quiet` is a second, quieter line."""

    def __init__(self, text: str = "", *, quiet: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._quiet = quiet
        self.setAccessibleDescription(quiet)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", tokens.R_SMALL)

    def sizeHint(self) -> QSize:
        """Dot and words."""
        return _hint(self, tokens.CHECK_BOX, self._quiet)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle, dot, words."""
        painter = theme.painter_for(self)
        c = theme.colours()
        side = tokens.CHECK_BOX
        box = QRect(0, (self.height() - side) // 2, side, side)
        on = self.isEnabled()
        if self.isChecked():
            theme.draw_box(painter, box, side / 2, c.accent if on else c.off, None)
            dot = QRectF(box).adjusted(5, 5, -5, -5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.on_accent)
            painter.drawEllipse(dot)
        else:
            border = c.line if not on else c.text2 if self.underMouse() else c.line2
            theme.draw_box(painter, box, side / 2, c.surface if on else c.offbg, border)
        _words(painter, self, side, self._quiet)


class Switch(QCheckBox):
    """A setting that takes effect at once; `quiet` is a second, quieter line."""

    def __init__(self, text: str = "", *, quiet: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._quiet = quiet
        self.setAccessibleDescription(quiet)
        self.setProperty("ring_radius", tokens.R_SMALL)

    def sizeHint(self) -> QSize:
        """Switch and words."""
        return _hint(self, tokens.SWITCH[0], self._quiet)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, knob, words."""
        painter = theme.painter_for(self)
        c = theme.colours()
        width, height = tokens.SWITCH
        box = QRectF(0, (self.height() - height) / 2, width, height)
        on = self.isChecked()
        fill = (c.accent if on else c.grey_fill) if self.isEnabled() else c.line2
        theme.draw_box(painter, box, height / 2, fill, None)
        knob = height - 4
        painter.setBrush(c.on_accent)
        painter.drawEllipse(QRectF(box.right() - knob - 2 if on else box.x() + 2, box.y() + 2, knob, knob))
        _words(painter, self, width, self._quiet)
