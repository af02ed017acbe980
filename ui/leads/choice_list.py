"""Choices of which one is taken, each with what it would do.

Owns: the look of the rows and moving between them. Leaves to others: carrying one out.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme, tokens

ROW: Final = 56
_ICON_LEFT: Final = tokens.S16 + tokens.CHECK_BOX + tokens.S12 + 2
_TEXT_LEFT: Final = _ICON_LEFT + tokens.ICON_TITLE + tokens.S12 - 1


class Choice(QRadioButton):
    """One row: dot, icon, what it is called, what it does. A widget may stand at its right end."""

    def __init__(self, key: str, icon: str, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.key = key
        self._icon = icon
        self._text = text
        self._right = 0
        self.setAccessibleDescription(text)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", tokens.R_CONTROL)

    def set_text(self, text: str) -> None:
        """Change what it says that it does."""
        self._text = text
        self.setAccessibleDescription(text)
        self.update()

    def put_right(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, tokens.S16, 0)
        layout.addStretch(1)
        layout.addWidget(widget)
        self._right = widget.width() + tokens.S16

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(12 * tokens.S32, ROW)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row; the ground is the list's."""
        painter = theme.painter_for(self)
        c = theme.colours()
        on, chosen = self.isEnabled(), self.isChecked()
        side = tokens.CHECK_BOX
        dot = QRect(tokens.S16, (ROW - side) // 2, side, side)
        if chosen:
            theme.draw_box(painter, dot, side / 2, c.accent if on else c.off, None)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.on_accent)
            painter.drawEllipse(QRectF(dot).adjusted(5, 5, -5, -5))
        else:
            border = c.line if not on else c.text2 if self.underMouse() else c.line2
            theme.draw_box(painter, dot, side / 2, c.surface if on else c.offbg, border)
        tall = tokens.ICON_TITLE
        box = QRect(_ICON_LEFT, (ROW - tall) // 2, tall, tall)
        icons.paint(painter, self._icon, box, c.off if not on else c.accent_text if chosen else c.text2)
        room = self.width() - _TEXT_LEFT - tokens.S16 - self._right
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextHideMnemonic
        top = (ROW - theme.line_height("body") - theme.line_height("caption")) // 2
        painter.setFont(theme.font("body", "medium"))
        painter.setPen(c.text if on else c.off)
        painter.drawText(QRect(_TEXT_LEFT, top, room, theme.line_height("body")), flags, self.text())
        painter.setFont(theme.font("caption"))
        painter.setPen(c.text2 if on else c.off)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        line = QRect(_TEXT_LEFT, top + theme.line_height("body"), room, theme.line_height("caption"))
        painter.drawText(line, flags, shown)


class ChoiceList(QWidget):
    """A box of choices. Arrow keys move; one is always taken.

    Signals:
        changed: Another one is taken; its key.
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Choice] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(tokens.LINE, tokens.LINE, tokens.LINE, tokens.LINE)
        self._layout.setSpacing(0)

    def add(self, key: str, icon: str, title: str, text: str) -> Choice:
        """Add a choice; the first is taken."""
        row = Choice(key, icon, title, text, self)
        row.setChecked(not self._rows)
        row.toggled.connect(lambda on: self._on_toggled(row) if on else None)
        self._rows.append(row)
        self._layout.addWidget(row)
        return row

    @property
    def current(self) -> str:
        """The key of the one that is taken."""
        return next((row.key for row in self._rows if row.isChecked()), "")

    def choice(self, key: str) -> Choice:
        """The row of this key."""
        return next(row for row in self._rows if row.key == key)

    def _on_toggled(self, row: Choice) -> None:
        self.update()
        self.changed.emit(row.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, lines between rows, ground under the one that is taken."""
        painter = theme.painter_for(self)
        c = theme.colours()
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), tokens.R_CONTROL, tokens.R_CONTROL)
        theme.draw_box(painter, self.rect(), tokens.R_CONTROL, c.surface, None)
        painter.save()
        painter.setClipPath(shape)
        for number, row in enumerate(self._rows):
            if row.isChecked():
                painter.fillRect(row.geometry(), c.soft)
            if number:
                painter.fillRect(QRect(0, row.y(), self.width(), tokens.LINE), c.line)
        painter.restore()
        theme.draw_box(painter, self.rect(), tokens.R_CONTROL, None, c.line2)
