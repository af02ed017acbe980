"""The filters above the call table.

Owns: the controls, those filters that have none of their own (set by a menu or a chart), and the filter they make up
together. Leaves to others: what it does (`ui/calls/reader.py`), showing the ones without a control
(`ui/calls/filter_chips.py`), the menu (`ui/calls/filter_menu.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui import texts, tokens
from ui.calls.date_field import DateField, read_day
from ui.widgets import status
from ui.widgets.combo_button import ComboButton

if TYPE_CHECKING:
    from app.calls.wanted import CallFilter

translate = QCoreApplication.translate

SETTLE_MS: Final = 250
"""Arrow keys run through a list of choices; only the one they stop at is worth a request."""

_STATUSES: Final = (
    "completed", "did_not_pick", "no_answer", "busy", "failed", "cancelled", "retry_expired", "voicemail", "created",
    "initiated", "sent", "received", "in_progress",
)  # fmt: skip
NOT_REACHED: Final = ("did_not_pick", "no_answer", "busy", "retry_expired", "voicemail")
UNDER_WAY: Final = ("created", "initiated", "sent", "received", "in_progress")
NOT_MADE: Final = ("failed", "cancelled")
_SENTIMENTS: Final = ("positive", "neutral", "negative", "unknown")
_NO_SENTIMENT: Final = ("unknown", "")
_RANGE: Final = 2
NO_CAMPAIGN: Final = "\x1f"
"""The choice of calls of no campaign; no id of a server has such a character."""


class Rest(NamedTuple):
    """The filters that have no control of their own; see `app.calls.wanted.CallFilter`."""

    end_reasons: tuple[str, ...] = ()
    hours: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    duration: tuple[float | None, float | None] = (None, None)
    number: str = ""
    unheard: bool = False


NO_REST: Final = Rest()


class FilterBar(QObject):
    """The controls, for a toolbar to arrange.

    Signals:
        changed: the selection is another one, and has been for a moment.
        rest_changed: other filters without a control are set, at once.
    """

    changed = Signal()
    rest_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.campaign = self._combo("campaign", translate("Calls", "Campaign"))
        self.agent = self._combo("agent", translate("Calls", "Agent"))
        self.status = self._combo("status", translate("Calls", "Status"))
        self.sentiment = self._combo("sentiment", translate("Calls", "Sentiment"))
        self._rest = NO_REST
        for words, group in (
            (translate("Calls", "Not reached (all)"), NOT_REACHED),
            (translate("Calls", "Under way (all)"), UNDER_WAY),
            (translate("Calls", "Not made (all)"), NOT_MADE),
        ):
            self.status.addItem(words, ",".join(group))
        for name in _STATUSES:
            self.status.addItem(status.call(name).word, name)
        for name in _SENTIMENTS:
            value = ",".join(_NO_SENTIMENT) if name == "unknown" else name
            self.sentiment.addItem(status.sentiment(name).word, value)
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
    def is_settling(self) -> bool:
        """Whether the selection has changed so lately that nobody was told."""
        return self._timer.isActive()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Left to right."""
        return (self.campaign, self.agent, self.status, self.sentiment, self.first_day, self.last_day)

    def selection(self, text: str = "") -> CallFilter:
        """What the controls say, with these words searched for."""
        from app.calls.wanted import CallFilter

        rest = self._rest
        return CallFilter(
            statuses=_several(self.status),
            sentiments=_several(self.sentiment),
            campaigns=_one(self.campaign),
            agents=_one(self.agent),
            first_day=self.first_day.day,
            last_day=self.last_day.day,
            end_reasons=rest.end_reasons,
            hours=rest.hours,
            weekdays=rest.weekdays,
            duration_min_s=rest.duration[0],
            duration_max_s=rest.duration[1],
            number=rest.number,
            unheard=rest.unheard,
            text=text.strip(),
        )

    def clear(self) -> None:
        """Filter nothing."""
        for combo in self._combos():
            combo.setCurrentIndex(0)
        self.first_day.clear()
        self.last_day.clear()
        self.set_rest(NO_REST)

    def show_filter(self, wanted: CallFilter) -> None:
        """Set the controls to this filter; the words searched for are not theirs."""
        _choose(self.status, ",".join(wanted.statuses))
        _choose(self.sentiment, ",".join(wanted.sentiments))
        self.choose_campaign((wanted.campaigns[0] or NO_CAMPAIGN) if wanted.campaigns else "")
        _choose(self.agent, ",".join(wanted.agents[:1]))
        self.first_day.set_day(wanted.first_day)
        self.last_day.set_day(wanted.last_day)
        bounds = (wanted.duration_min_s, wanted.duration_max_s)
        self.set_rest(Rest(wanted.end_reasons, wanted.hours, wanted.weekdays, bounds, wanted.number, wanted.unheard))

    @property
    def rest(self) -> Rest:
        """The filters that have no control."""
        return self._rest

    def set_rest(self, rest: Rest) -> None:
        """Filter by these, in the place of those there were."""
        if rest != self._rest:
            self._rest = rest
            self.rest_changed.emit()
            self._on_changed()

    def choose_statuses(self, statuses: Iterable[str]) -> None:
        """Only calls of these statuses."""
        _choose(self.status, ",".join(statuses))

    def choose_sentiments(self, sentiments: Iterable[str]) -> None:
        """Only calls of these sentiments."""
        _choose(self.sentiment, ",".join(sentiments))

    def choose_campaign(self, campaign_id: str) -> None:
        """Only the calls of this campaign, or of none (`NO_CAMPAIGN`)."""
        if campaign_id == NO_CAMPAIGN and self.campaign.findData(NO_CAMPAIGN) < 0:
            self.campaign.addItem(translate("Calls", "No campaign"), NO_CAMPAIGN)
        _choose(self.campaign, campaign_id)

    def offer_campaigns(self, names: Iterable[tuple[str, str]]) -> None:
        """Let these (id, name) be chosen; the choice stays."""
        _offer(self.campaign, names)

    def offer_agents(self, names: Iterable[tuple[str, str]]) -> None:
        """Let these (id, name) be chosen; the choice stays."""
        _offer(self.agent, names)

    def state(self) -> dict[str, Any]:
        """The choices, JSON-able; without a number, which is somebody's."""
        chosen = {name: combo.currentData() or "" for name, combo in self._named().items()}
        days = {"from": self.first_day.day, "to": self.last_day.day}
        rest: dict[str, Any] = {
            "end_reasons": list(self._rest.end_reasons),
            "hours": list(self._rest.hours),
            "weekdays": list(self._rest.weekdays),
            "duration": list(self._rest.duration),
            "unheard": self._rest.unheard,
        }
        return chosen | {name: day.isoformat() if day is not None else "" for name, day in days.items()} | rest

    def restore(self, state: object) -> None:
        """Take back what `state` gave, and nothing else; tolerates anything."""
        if not isinstance(state, dict):
            state = {}
        self.clear()
        for combo in (self.campaign, self.agent):
            _offer(combo, ())  # names of another profile
        for name, combo in self._named().items():
            value = state.get(name)
            if isinstance(value, str) and value == NO_CAMPAIGN and combo is self.campaign:
                self.choose_campaign(value)
            elif isinstance(value, str) and value:
                _choose(combo, value)
        for field, name in ((self.first_day, "from"), (self.last_day, "to")):
            value = state.get(name)
            field.set_day(read_day(value) if isinstance(value, str) else None)
        self.set_rest(_rest_of(state))

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


def _one(combo: ComboButton) -> tuple[str, ...]:
    value = combo.currentData() or ""
    if value == NO_CAMPAIGN:
        return ("",)
    return (value,) if value else ()


def _several(combo: ComboButton) -> tuple[str, ...]:
    value = combo.currentData() or ""
    return tuple(value.split(",")) if value else ()


def _rest_of(state: dict[str, Any]) -> Rest:
    """The filters without a control from what was remembered; what is odd is left out."""

    def numbers(name: str, below: int) -> tuple[int, ...]:
        found = state.get(name)
        values = found if isinstance(found, list) else []
        return tuple(one for one in values if type(one) is int and 0 <= one < below)

    reasons = state.get("end_reasons")
    bounds = state.get("duration")
    low, high = bounds if isinstance(bounds, list) and len(bounds) == _RANGE else (None, None)
    return Rest(
        end_reasons=tuple(one for one in reasons if isinstance(one, str)) if isinstance(reasons, list) else (),
        hours=numbers("hours", 24),
        weekdays=numbers("weekdays", 7),
        duration=(
            float(low) if isinstance(low, int | float) else None,
            float(high) if isinstance(high, int | float) else None,
        ),
        unheard=state.get("unheard") is True,
    )


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
