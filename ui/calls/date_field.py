"""A day that may be left open.

Owns: `DateField`: typing a day, choosing it in a calendar, saying what is wrong with it. Leaves to others: what the day
means. Qt's own date edit cannot be empty.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.widgets.button import Button
from ui.widgets.calendar import Calendar
from ui.widgets.search_field import TextField

translate = QCoreApplication.translate

_FIRST: Final = date(2000, 1, 1)
_LAST: Final = date(2099, 12, 31)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BUTTON: Final = tokens.H_SMALL
_WIDTH: Final = 124


class DateField(TextField):
    """A day as YYYY-MM-DD, or nothing. Down opens a calendar.

    Signals:
        day_changed: another day, or none; not while something is being typed that is no day.
    """

    day_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=name, max_length=10, parent=parent)
        self._day: date | None = None
        self._popup: _CalendarPopup | None = None
        self.setAccessibleName(name)
        self.set_hint(translate("DateField", "Year-month-day in this computer's time zone; empty for any day"))
        self.setToolTip(texts.tooltip(translate("DateField", "{name}: 2026-06-12, or empty").format(name=name)))
        self._button = Button(icon="calendar", kind="quiet", small=True, parent=self)
        self._button.setAccessibleName(translate("DateField", "Choose a day"))
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Down does the same
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, _BUTTON - tokens.S4, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._complain)

    @property
    def day(self) -> date | None:
        """The day, None where none is given."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show this day; None empties the field."""
        self.setText(day.isoformat() if day is not None else "")

    def open_calendar(self) -> None:
        """Let the day be chosen with the mouse or the arrow keys."""
        popup = self._popup = self._popup or _CalendarPopup(self)
        day = self._day or date.today()
        popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.move(self.mapToGlobal(QPoint(0, self.height() + tokens.S4)))
        popup.show()
        popup.calendar.setFocus()

    def sizeHint(self) -> QSize:
        """Wide enough for a day and the calendar's button."""
        return QSize(_WIDTH, tokens.H_CONTROL)

    def minimumSizeHint(self) -> QSize:
        """A day is never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        top = (self.height() - _BUTTON) // 2
        self._button.setGeometry(self.width() - _BUTTON - tokens.S4, top, _BUTTON, _BUTTON)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the calendar, Escape empties the field."""
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        day = read_day(text)
        if text.strip() and day is None:
            return  # somebody is typing
        self.set_invalid("")
        if day != self._day:
            self._day = day
            self.day_changed.emit()

    def _complain(self) -> None:
        text = self.text().strip()
        if text and read_day(text) is None:
            self.set_invalid(translate("DateField", "This is no day. Write it like 2026-06-12, or leave it empty."))
            if self._day is not None:
                self._day = None
                self.day_changed.emit()


class _CalendarPopup(QFrame):
    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.calendar = Calendar()
        self.calendar.setAccessibleName(field.accessibleName())
        self.calendar.setDateRange(
            QDate(_FIRST.year, _FIRST.month, _FIRST.day), QDate(_LAST.year, _LAST.month, _LAST.day)
        )
        # Qt gives its own parts pictures, but no names.
        for part, name in (
            ("qt_calendar_prevmonth", translate("DateField", "Previous month")),
            ("qt_calendar_nextmonth", translate("DateField", "Next month")),
            ("qt_calendar_calendarview", translate("DateField", "Days of the month")),
        ):
            found = self.calendar.findChild(QWidget, part)
            if found is not None:
                found.setAccessibleName(name)
        self.calendar.clicked.connect(self._on_chosen)
        self.calendar.activated.connect(self._on_chosen)
        self._field = field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.calendar)

    def _on_chosen(self, chosen: QDate) -> None:
        self.hide()
        self._field.set_day(date(chosen.year(), chosen.month(), chosen.day()))


def read_day(text: str) -> date | None:
    """The day that was typed, None for anything else."""
    text = text.strip()
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and _FIRST <= day <= _LAST else None
