"""The filters above the call table.

Owns: the controls, and the selection they make up. Leaves to others: what a selection does (`ui/calls/reader.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui import texts, tokens
from ui.calls.date_field import DateField, read_day
from ui.widgets import status
from ui.widgets.combo_button import ComboButton

if TYPE_CHECKING:
    from app.calls.selection import CallSelection

translate = QCoreApplication.translate

SETTLE_MS: Final = 250
"""Arrow keys run through a list of choices; only the one they stop at is worth a request."""

_STATUSES: Final = (
    "completed", "did_not_pick", "no_answer", "busy", "failed", "cancelled", "retry_expired", "created", "initiated",
    "sent", "received",
)  # fmt: skip
_SENTIMENTS: Final = ("positive", "neutral", "negative", "unknown")


class FilterBar(QObject):
    """The controls, for a toolbar to arrange.

    Signals:
        changed: the selection is another one, and has been for a moment.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.campaign = self._combo("campaign", translate("Calls", "Campaign"))
        self.agent = self._combo("agent", translate("Calls", "Agent"))
        self.status = self._combo("status", translate("Calls", "Status"))
        self.sentiment = self._combo("sentiment", translate("Calls", "Sentiment"))
        for name in _STATUSES:
            self.status.addItem(status.call(name).word, name)
        for name in _SENTIMENTS:
            self.sentiment.addItem(status.sentiment(name).word, name)
        self.first_day = DateField(translate("Calls", "From date"))
        self.last_day = DateField(translate("Calls", "To date"))
        self.first_day.setObjectName("calls.filter.from")
        self.last_day.setObjectName("calls.filter.to")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.changed)
        for day in (self.first_day, self.last_day):
            day.day_changed.connect(self._on_changed)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Left to right."""
        return (self.campaign, self.agent, self.status, self.sentiment, self.first_day, self.last_day)

    def selection(self) -> CallSelection:
        """What the controls say."""
        from app.calls.selection import CallSelection

        return CallSelection(
            status=self.status.currentData() or None,
            sentiment=self.sentiment.currentData() or None,
            campaign_id=self.campaign.currentData() or None,
            agent_id=self.agent.currentData() or None,
            first_day=self.first_day.day,
            last_day=self.last_day.day,
        )

    def clear(self) -> None:
        """Filter nothing."""
        for combo in self._combos():
            combo.setCurrentIndex(0)
        self.first_day.clear()
        self.last_day.clear()

    def choose_campaign(self, campaign_id: str) -> None:
        """Only the calls of this campaign."""
        _choose(self.campaign, campaign_id)

    def offer_campaigns(self, names: Iterable[tuple[str, str]]) -> None:
        """Let these (id, name) be chosen; the choice stays."""
        _offer(self.campaign, names)

    def offer_agents(self, names: Iterable[tuple[str, str]]) -> None:
        """Let these (id, name) be chosen; the choice stays."""
        _offer(self.agent, names)

    def state(self) -> dict[str, Any]:
        """The choices, JSON-able."""
        chosen = {name: combo.currentData() or "" for name, combo in self._named().items()}
        days = {"from": self.first_day.day, "to": self.last_day.day}
        return chosen | {name: day.isoformat() if day is not None else "" for name, day in days.items()}

    def restore(self, state: object) -> None:
        """Take back what `state` gave, and nothing else; tolerates anything."""
        if not isinstance(state, dict):
            state = {}
        self.clear()
        for combo in (self.campaign, self.agent):
            _offer(combo, ())  # names of another profile
        for name, combo in self._named().items():
            value = state.get(name)
            if isinstance(value, str) and value:
                _choose(combo, value)
        for field, name in ((self.first_day, "from"), (self.last_day, "to")):
            value = state.get(name)
            field.set_day(read_day(value) if isinstance(value, str) else None)

    def _combo(self, key: str, label: str) -> ComboButton:
        combo = ComboButton(label, neutral="label")
        combo.setObjectName(f"calls.filter.{key}")
        combo.addItem(translate("Calls", "Any"), "")
        combo.currentIndexChanged.connect(self._on_changed)
        return combo

    def _named(self) -> dict[str, ComboButton]:
        return {"campaign": self.campaign, "agent": self.agent, "status": self.status, "sentiment": self.sentiment}

    def _combos(self) -> tuple[ComboButton, ...]:
        return tuple(self._named().values())

    def _on_changed(self) -> None:
        first, last = self.first_day.day, self.last_day.day
        twisted = first is not None and last is not None and first > last
        self.last_day.set_invalid(translate("Calls", "This day is before the from date.") if twisted else "")
        self._timer.start()


def _choose(combo: ComboButton, value: str) -> None:
    index = combo.findData(value)
    if index < 0:
        # Its name is not known yet, or not any more.
        combo.addItem(texts.plain(value, tokens.CELL_CAP), value)
        index = combo.count() - 1
    combo.setCurrentIndex(index)


def _offer(combo: ComboButton, names: Iterable[tuple[str, str]]) -> None:
    wanted = [("", combo.itemText(0)), *names]
    chosen = combo.currentData() or ""
    if chosen and all(value != chosen for value, _ in wanted):
        wanted.append((chosen, combo.currentText()))
    if wanted == [(combo.itemData(place), combo.itemText(place)) for place in range(combo.count())]:
        return
    combo.blockSignals(True)
    combo.clear()
    for value, name in wanted:
        combo.addItem(name, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
    combo.updateGeometry()
    combo.update()
