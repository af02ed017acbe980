"""A campaign's counter between "none arrived" and "all arrived".

Owns: the picture. Leaves to others: what it proves (`app/leads/outcomes.py`).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import texts, theme, tokens

translate = QCoreApplication.translate

_TOP: Final = 24  # the number above the bar
_BAR_TOP: Final = _TOP + tokens.S4
_MARK: Final = tokens.BAR_WIDE + 2 * tokens.S8 - 2
HEIGHT: Final = _BAR_TOP + tokens.BAR_WIDE + tokens.S12 + 16


class CounterBar(QWidget):
    """64 px high. The accessible description says what the picture shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = 0
        self._rows = 1
        self._now: int | None = None
        self.setObjectName("leads.ask.counter")
        self.setAccessibleName(translate("Leads", "Leads of the campaign"))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, before: int, rows: int, now: int | None) -> None:
        """Show the counter before the upload, the rows that were sent, and the counter now (None: not read)."""
        self._before, self._rows, self._now = before, rows, now
        parts = [self._now_text(), self._difference(), self._none_text(), self._all_text()]
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.update()

    def _none_text(self) -> str:
        return translate("Leads", "{count} if none arrived").format(count=texts.number(self._before))

    def _all_text(self) -> str:
        count = texts.number(self._before + self._rows)
        if self._rows == 1:
            return translate("Leads", "{count} if it arrived").format(count=count)
        return translate("Leads", "{count} if all {rows} arrived").format(count=count, rows=texts.number(self._rows))

    def _now_text(self) -> str:
        if self._now is None:
            return ""
        return translate("Leads", "{count} now").format(count=texts.number(self._now))

    def _difference(self) -> str:
        if self._now is None:
            return ""
        more = self._now - self._before
        if more < 0:
            return translate("Leads", "{count} fewer than before").format(count=texts.number(-more))
        return translate("Leads", "{count} more than before").format(count=texts.number(more))

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(12 * tokens.S32, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bar, mark, numbers."""
        painter = theme.painter_for(self)
        c = theme.colours()
        width = self.width()
        bar = QRectF(0, _BAR_TOP, width, tokens.BAR_WIDE)
        theme.draw_box(painter, bar, tokens.R_BAR + 1, c.track, None)
        below = QRect(0, _BAR_TOP + tokens.BAR_WIDE + tokens.S8, width, 16)
        painter.setFont(theme.font("caption"))
        metrics = QFontMetrics(theme.font("caption"))
        painter.setPen(c.text2)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(below, middle | int(Qt.AlignmentFlag.AlignLeft), self._none_text())
        painter.drawText(below, middle | int(Qt.AlignmentFlag.AlignRight), self._all_text())
        if self._now is None:
            return
        share = min(1.0, max(0.0, (self._now - self._before) / max(1, self._rows)))
        at = round(share * width)
        if at:
            theme.draw_box(painter, QRectF(0, _BAR_TOP, at, tokens.BAR_WIDE), tokens.R_BAR + 1, c.amber_fill, None)
        mark = min(max(at - 1, 0), width - tokens.RING)
        top = _BAR_TOP + (tokens.BAR_WIDE - _MARK) // 2
        painter.fillRect(QRect(mark, top, tokens.RING, _MARK), c.text)
        painter.setPen(c.text)
        painter.setFont(theme.font("body", "semibold"))
        self._centred(painter, QRect(0, 0, width, 20), mark, self._now_text())
        # Between the two ends, as near to the mark as they let it.
        left = metrics.horizontalAdvance(self._none_text()) + tokens.S16
        right = width - metrics.horizontalAdvance(self._all_text()) - tokens.S16
        painter.setPen(c.amber)
        painter.setFont(theme.font("caption", "medium"))
        self._centred(painter, QRect(left, below.y(), right - left, below.height()), mark, self._difference())

    @staticmethod
    def _centred(painter: QPainter, room: QRect, at: int, text: str) -> None:
        """Draw `text` around `at`, inside of `room`; not at all where there is none."""
        width = painter.fontMetrics().horizontalAdvance(text) + 1
        if width > room.width():
            return
        left = min(max(at - width // 2, room.x()), room.right() + 1 - width)
        area = QRect(left, room.y(), width, room.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
