"""The filters that have no control of their own, each as a button that takes it away.

Owns: their words and their row under the toolbar. Leaves to others: the filters (`ui/calls/filter_bar.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.calls.filter_bar import NO_REST, FilterBar, Rest
from ui.calls.words import ended_by
from ui.widgets.button import Button
from ui.widgets.label import Label

translate = QCoreApplication.translate


def weekday(number: int) -> str:
    """The name of a day, 0 is Monday: "Monday"."""
    return QLocale().standaloneDayName(number + 1)


def hour(number: int) -> str:
    """An hour of the day: "14:00 to 15:00"."""
    return translate("Calls", "{first}:00 to {last}:00").format(first=f"{number:02}", last=f"{(number + 1) % 24:02}")


def lasting(low: float | None, high: float | None) -> str:
    """A range of durations: "30 s to 2 m 00 s"."""
    if low is None and high is None:
        return translate("Calls", "Any duration")
    if not low:
        most = translate("Calls", "up to {duration}")
        return most.format(duration=texts.duration(high))
    if high is None and low < 1:
        return f"> {texts.duration(0)}"
    if high is None:
        return translate("Calls", "{duration} or longer").format(duration=texts.duration(low))
    between = translate("Calls", "{least} to {most}")
    return between.format(least=texts.duration(low), most=texts.duration(high))


def chips(rest: Rest) -> list[tuple[str, str]]:
    """The filters as (what to take away, words)."""
    found: list[tuple[str, str]] = []
    if rest.end_reasons:
        reasons = ", ".join(ended_by(one) or translate("Calls", "no reason given") for one in rest.end_reasons)
        found.append(("end_reasons", translate("Calls", "Ended: {reasons}").format(reasons=reasons)))
    if rest.duration != (None, None):
        found.append(("duration", translate("Calls", "Duration: {range}").format(range=lasting(*rest.duration))))
    if rest.hours:
        found.append(("hours", ", ".join(hour(one) for one in rest.hours)))
    if rest.weekdays:
        found.append(("weekdays", ", ".join(weekday(one) for one in rest.weekdays)))
    if rest.number:
        found.append(("number", translate("Calls", "Number: {number}").format(number=texts.phone(rest.number))))
    if rest.unheard:
        found.append(("unheard", translate("Calls", "Not heard yet")))
    return found


class FilterChips(QWidget):
    """The row; hidden while there is nothing in it.

    Signals:
        changed: other chips are shown.
    """

    changed = Signal()

    def __init__(self, filters: FilterBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calls.chips")
        self._filters = filters
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.S16, tokens.S4, tokens.S16, tokens.S4 + tokens.LINE)
        self._row.setSpacing(tokens.S8)
        self._row.addWidget(Label(translate("Calls", "Only"), tone="text2", size="caption"))
        self.buttons: list[Button] = []
        self._row.addStretch(1)
        self.clear_all = Button(translate("Calls", "Clear all filters"), kind="link", small=True)
        self.clear_all.clicked.connect(filters.clear)
        self._row.addWidget(self.clear_all)
        filters.rest_changed.connect(self.show_filters)
        self.show_filters()

    def show_filters(self) -> None:
        """Show what is filtered."""
        found = chips(self._filters.rest)
        had_focus = any(button.hasFocus() for button in self.buttons)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        before: QWidget | None = None
        for place, (key, words) in enumerate(found):
            shown = texts.plain(words, 60)
            button = Button(shown.replace("&", "&&"), icon="x", small=True, parent=self)
            button.setObjectName(f"calls.chip.{key}")
            button.setAccessibleName(translate("Calls", "Take away the filter: {filter}").format(filter=shown))
            button.clicked.connect(lambda _checked=False, key=key: self._take_away(key))
            self._row.insertWidget(1 + place, button)
            if before is not None:
                self.setTabOrder(before, button)
            before = button
            self.buttons.append(button)
        if before is not None:
            self.setTabOrder(before, self.clear_all)
        self.setVisible(bool(found))
        if had_focus and self.buttons:
            self.buttons[0].setFocus()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line below."""
        with QPainter(self) as painter:
            c = theme.colours()
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE, c.line)

    def _take_away(self, key: str) -> None:
        neutral = getattr(NO_REST, key)
        self._filters.set_rest(self._filters.rest._replace(**{key: neutral}))
