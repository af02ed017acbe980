"""Fields for numbers and dates.

Owns: their look and their limits. Leaves to others: names, which a `FormField` gives them.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QRect, QSize
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QSizePolicy, QSpinBox, QWidget

from ui import icons, theme, tokens
from ui.widgets.calendar import Calendar


class NumberField(QSpinBox):
    """A whole number; arrow keys change it. The wheel does not."""

    def __init__(self, low: int, high: int, value: int, *, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setValue(value)
        self.setSuffix(f" {unit}" if unit else "")
        self.setGroupSeparatorShown(True)
        self.lineEdit().setTextMargins(tokens.S8, 0, tokens.S8, 0)  # a style sheet's padding does not reach it
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as controls are."""
        return QSize(super().sizeHint().width() + tokens.S16, tokens.H_CONTROL)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()


class DateField(QDateEdit):
    """A date with a calendar."""

    def __init__(self, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setCalendarWidget(Calendar())
        self.setDisplayFormat("d MMM yyyy")
        self.setDate(QDate(value.year, value.month, value.day) if value is not None else QDate.currentDate())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> date:
        """The date shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_value(self, value: date) -> None:
        """Show a date."""
        self.setDate(QDate(value.year, value.month, value.day))

    def sizeHint(self) -> QSize:
        """As high as controls are."""
        return QSize(super().sizeHint().width() + tokens.S16, tokens.H_CONTROL)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then a calendar on it."""
        super().paintEvent(event)
        side = tokens.ICON
        box = QRect(self.width() - side - tokens.S8, (self.height() - side) // 2, side, side)
        colour = theme.colours().text2 if self.isEnabled() else theme.colours().off
        icons.paint(theme.painter_for(self), "calendar", box, colour)
