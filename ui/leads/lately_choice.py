"""How far back it is looked who was called, or sent to another campaign.

Owns: the choice, and saying what is known here. Leaves to others: looking (`app/calls/called.py`), the warnings.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui import texts
from ui.widgets.combo_button import ComboButton

translate = QCoreApplication.translate

CHOICES: Final = (0, 3, 7, 14, 30, 90)  # days; 0: it is not looked
USUAL: Final = 7
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400


class LatelyChoice(ComboButton):
    """See the module.

    Signals:
        chosen: By the operator; days, one of `CHOICES`.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Leads", "Called within"), small=True, parent=parent)
        self.setObjectName("leads.lately")
        self.setAccessibleName(translate("Leads", "Warn about numbers called lately"))
        for days in CHOICES:
            days_text = translate("Leads", "{days} days").format(days=days)
            self.addItem(days_text if days else translate("Leads", "not checked"), days)
        self.setSizeAdjustPolicy(ComboButton.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda place: self.chosen.emit(int(self.itemData(place))))
        self.show_days(USUAL)

    def show_days(self, days: int) -> None:
        """Show what is chosen."""
        self.setCurrentIndex(max(0, self.findData(days)))

    def show_known(self, text: str) -> None:
        """Say among which calls it was looked."""
        self.setAccessibleDescription(f"{self.currentText()}. {text}" if text else self.currentText())
        self.setToolTip(texts.tooltip(text))


def known_calls_text(calls: int, newest_at: float | None, now: float) -> str:
    """Such as "4,812 calls known here, the newest 2 minutes old"."""
    if not calls or newest_at is None:
        return translate("Leads", "No call is known here: nobody can tell who was called lately")
    age_s = max(0, int(now - newest_at))
    if age_s < 2 * _MINUTE_S:
        age = translate("Leads", "a minute old")
    elif age_s < 2 * _HOUR_S:
        age = translate("Leads", "{count} minutes old").format(count=age_s // _MINUTE_S)
    elif age_s < 2 * _DAY_S:
        age = translate("Leads", "{count} hours old").format(count=age_s // _HOUR_S)
    else:
        age = translate("Leads", "{count} days old").format(count=texts.number(age_s // _DAY_S))
    if calls == 1:
        return translate("Leads", "1 call known here, {age}").format(age=age)
    return translate("Leads", "{calls} calls known here, the newest {age}").format(calls=texts.number(calls), age=age)
