"""When a campaign starts: at once, or on a date.

Owns: the controls and the instant they stand for. Leaves to others: what a start at once means.
Dates and times are this computer's; what is handed out is aware and in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QSize, QTime, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QTimeEdit, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.widgets.label import Label
from ui.widgets.number_field import DateField
from ui.widgets.toggles import RadioButton

translate = QCoreApplication.translate

_STEP_MIN = 30


class TimeField(QTimeEdit):
    """A time of day, in hours and minutes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.lineEdit().setTextMargins(tokens.S8, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as controls are."""
        return QSize(tokens.S32 * 2 + tokens.S16, tokens.H_CONTROL)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()


class StartField(QWidget):
    """See the module.

    Signals:
        changed: another start was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at_once = RadioButton(translate("Campaigns", "At once"))
        self.at_once.setObjectName("campaigns.form.at_once")
        self.on_date = RadioButton(translate("Campaigns", "On a date"))
        self.on_date.setObjectName("campaigns.form.on_date")
        group = QButtonGroup(self)
        group.addButton(self.at_once)
        group.addButton(self.on_date)
        self.day = DateField()
        self.day.setObjectName("campaigns.form.day")
        self.day.setAccessibleName(translate("Campaigns", "Start date"))
        self.time = TimeField()
        self.time.setObjectName("campaigns.form.time")
        self.time.setAccessibleName(translate("Campaigns", "Start time"))
        self._note = Label(size="caption", tone="text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(tokens.S12)
        for widget in (self.at_once, self.on_date, self.day, self.time):
            row.addWidget(widget)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S4)
        layout.addLayout(row)
        layout.addWidget(self._note)
        self.setFocusProxy(self.at_once)
        self.reset()
        self.at_once.toggled.connect(self._on_changed)
        self.day.dateChanged.connect(self._on_changed)
        self.time.timeChanged.connect(self._on_changed)

    def reset(self) -> None:
        """At once; the date offered is the next half hour from an hour on."""
        soon = datetime.now().astimezone() + timedelta(hours=1)
        soon = soon.replace(minute=0, second=0, microsecond=0) + timedelta(
            minutes=_STEP_MIN * (soon.minute // _STEP_MIN + 1)
        )
        self.at_once.setChecked(True)
        self._show(soon)
        self._on_changed()

    def set_value(self, start: datetime | None) -> None:
        """Show an aware start; None is at once."""
        self.on_date.setChecked(start is not None)
        self.at_once.setChecked(start is None)
        if start is not None:
            self._show(start.astimezone())
        self._on_changed()

    def _show(self, local: datetime) -> None:
        self.day.set_value(local.date())
        self.time.setTime(QTime(local.hour, local.minute))

    @property
    def value(self) -> datetime | None:
        """The start, aware and in UTC; None is at once."""
        if self.at_once.isChecked():
            return None
        local = QDateTime(self.day.date(), self.time.time())
        # A time that the change to summer time leaves out is moved, one that comes twice is the first.
        return datetime.fromtimestamp(local.toSecsSinceEpoch(), UTC)

    def problem(self, now: datetime) -> str:
        """What is wrong with it at this aware instant, "" where nothing is."""
        value = self.value
        if value is not None and value <= now:
            return translate("Campaigns", "This time has passed.")
        return ""

    def set_error(self, text: str) -> None:
        """Say what is wrong; "" when nothing is."""
        if text:
            self._note.setText(text)
            self._note.set_tone("red")
            self.day.setAccessibleDescription(text)
        else:
            self._on_changed()

    def _on_changed(self) -> None:
        scheduled = self.on_date.isChecked()
        self.day.setEnabled(scheduled and self.isEnabled())
        self.time.setEnabled(scheduled and self.isEnabled())
        value = self.value
        self._note.set_tone("text2")
        if value is not None:
            when = texts.moment_in_full(value).replace(":00 ", " ", 1)
            note = translate("Campaigns", "Time of this computer: {when}.").format(when=when)
            if value.astimezone().utcoffset():
                note += " " + translate("Campaigns", "In UTC: {when}.").format(when=f"{value:%H:%M}")
            self._note.setText(note)
        else:
            self._note.setText(translate("Campaigns", "Times are of this computer: {zone}.").format(zone=zone_name()))
        self.day.setAccessibleDescription(self._note.text())
        self.time.setAccessibleDescription(self._note.text())
        self.changed.emit()


def zone_name() -> str:
    """This computer's zone now: "IST (UTC+05:30)"."""
    return texts.moment_in_full(datetime.now().astimezone()).split(" ", 4)[-1]
