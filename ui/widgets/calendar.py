"""The calendar that date fields open.

Owns: how it looks; Qt keeps its keys and its accessibility.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from ui import icons, theme, tokens

translate = QCoreApplication.translate

_LEAST: Final = QSize(7 * tokens.H_TABS + 2 * tokens.S4, 7 * tokens.H_ROW + tokens.H_TABS + 2 * tokens.S4)


class Calendar(QCalendarWidget):
    """A month of days: the chosen one filled, today in a ring, those of other months quiet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(tokens.S4, tokens.S4, tokens.S4, tokens.S4)
        # Qt gives its own parts pictures, but no names.
        for part, name in (
            ("prevmonth", translate("DateField", "Previous month")),
            ("nextmonth", translate("DateField", "Next month")),
            ("yearedit", translate("DateField", "Year")),
            ("calendarview", translate("DateField", "Days of the month")),
        ):
            found = self.findChild(QWidget, f"qt_calendar_{part}")
            if found is not None:
                found.setAccessibleName(name)
        self._dress()
        theme.current().changed.connect(self._dress)

    def minimumSizeHint(self) -> QSize:
        """Days as large as small controls, with air between them. Qt's size hint is this one as well."""
        return super().minimumSizeHint().expandedTo(_LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its own frame: it is a popup as it is."""
        c = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.line2)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), c.surface)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        """One day."""
        c = theme.colours()
        painter.save()
        painter.fillRect(rect, c.surface)
        box = theme.centred(QSize(tokens.H_ROW - tokens.S4, tokens.H_ROW - tokens.S4), rect)
        chosen, today = day == self.selectedDate(), day == QDate.currentDate()
        if chosen:
            theme.draw_box(painter, box, tokens.R_CONTROL, c.accent, None)
        elif today:
            theme.draw_box(painter, box, tokens.R_CONTROL, None, c.accent_text)
        possible = self.minimumDate() <= day <= self.maximumDate()
        elsewhere = (day.year(), day.month()) != (self.yearShown(), self.monthShown())
        painter.setFont(theme.font("body", "medium" if chosen or today else "regular"))
        painter.setPen(c.on_accent if chosen else c.off if not possible else c.text2 if elsewhere else c.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()

    def _dress(self) -> None:
        c = theme.colours()
        plain = QTextCharFormat()
        plain.setFont(theme.font("caption", "medium"))
        plain.setForeground(c.text2)
        plain.setBackground(c.surface)
        self.setHeaderTextFormat(plain)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        for name, picture in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                button.setIcon(icons.icon(picture))
        t = tokens
        self.setStyleSheet(
            f"QWidget#qt_calendar_navigationbar {{ background: {c.surface.name()}; min-height: {t.H_TABS}px; }}"
            f"QToolButton {{ color: {c.text.name()}; background: transparent; border: none; font-weight: 600;"
            f" border-radius: {t.R_SMALL}px; padding: {t.S4}px {t.S8}px; }}"
            f"QToolButton:hover {{ background: {c.grey_soft.name()}; }}"
            "QToolButton::menu-indicator { image: none; }"
        )
