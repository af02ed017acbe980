"""The band that says why actions are greyed, and until when.

Owns: its two lines. It is there only while the server asked for a pause: a window that is merely used up is told by
the gauge and the buttons.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons, theme, tokens
from ui.cooldown import Cooldown
from ui import texts

translate = QCoreApplication.translate


class CooldownBanner(QWidget):
    """Follows the countdown; hidden outside a pause."""

    def __init__(self, cooldown: Cooldown) -> None:
        super().__init__()
        self.setObjectName("cooldown.banner")
        self.setFixedHeight(tokens.H_BANNER)
        self._cooldown = cooldown
        cooldown.changed.connect(self._update)
        self._update()

    def lines(self) -> tuple[str, str]:
        """What it says now."""
        state = self._cooldown.state
        if state is None:
            return "", ""
        until = texts.clock_at(state.ends_at)
        if state.total_s is not None:
            first = translate("Cooldown", "The server asked for a pause of {length}, until {until}.").format(
                length=texts.duration(state.total_s), until=until
            )
        else:
            first = translate("Cooldown", "The server asked for a pause until {until}.").format(until=until)
        return first, translate(
            "Cooldown", "Greyed actions come back by themselves. Searching, filtering and fixing leads stay on."
        )

    def _update(self) -> None:
        state = self._cooldown.state
        self.setVisible(state is not None and state.asked_by_server)
        self.setAccessibleName(" ".join(self.lines()).strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        c = theme.colours()
        first, second = self.lines()
        with QPainter(self) as painter:
            box = self.rect()
            painter.fillRect(box, c.amber_soft)
            painter.fillRect(QRect(0, box.height() - tokens.LINE, box.width(), tokens.LINE), c.line)
            icon = QRect(tokens.S16 + 2, box.center().y() - 8, tokens.ICON, tokens.ICON)
            icons.paint(painter, "hourglass", icon, c.amber)
            text = QRect(tokens.S32 + tokens.S16, tokens.S4 + 3, box.width() - tokens.S32 * 3, 20)
            painter.setPen(c.text)
            painter.setFont(theme.font("body", "semibold"))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, first)
            painter.setFont(theme.font("caption"))
            text.translate(0, 18)
            text.setHeight(16)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, second)
