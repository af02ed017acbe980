"""The settings of a campaign as a form, for making one and for changing one.

Owns: the controls, their names and limits, what is wrong with what was typed. Leaves to others: buttons, sending
(`new_dialog.py`, `edit_dialog.py`), what may be changed (`app/campaigns/editing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.campaigns.start_field import StartField
from ui.widgets.combo_button import ComboButton
from ui.widgets.number_field import NumberField
from ui.widgets.rows import FormField
from ui.widgets.search_field import TextField

if TYPE_CHECKING:
    from app.campaigns.editing import Settings
    from app.models import Agent, PhoneNumber

translate = QCoreApplication.translate

WIDTH: Final = 640
_MOST_CALLS: Final = 10_000
_MOST_RETRIES: Final = 99
_LONGEST_WAIT_MIN: Final = 7 * 24 * 60
_CALLS: Final = 5
_RETRIES: Final = 2
_WAIT_MIN: Final = 120


def agent_name(agent: Agent) -> str:
    """Title and version: "Lending assistant · v7"."""
    title = texts.plain(agent.title or agent.id, tokens.CELL_CAP)
    return f"{title}{texts.THIN}v{agent.version}" if agent.version else title


class CampaignFields(QWidget):
    """The controls.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, longest_name: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest_name = longest_name
        self._agents: dict[str, Agent] = {}
        self._taken: frozenset[str] = frozenset()
        self._caller_chosen = False
        self.name = TextField(max_length=longest_name)
        self.name.setObjectName("campaigns.form.name")
        self.agent = self._combo("agent", translate("Campaigns", "Choose an agent"))
        self.caller = self._combo("caller", translate("Campaigns", "Choose a number"))
        self.start = StartField()
        self.calls = NumberField(1, _MOST_CALLS, _CALLS)
        self.calls.setObjectName("campaigns.form.concurrency")
        self.retries = NumberField(0, _MOST_RETRIES, _RETRIES)
        self.retries.setObjectName("campaigns.form.retries")
        self.wait = NumberField(0, _LONGEST_WAIT_MIN, _WAIT_MIN, unit=translate("Campaigns", "min"))
        self.wait.setObjectName("campaigns.form.interval")
        self.name_field = FormField(translate("Campaigns", "Name"), self.name)
        self.agent_field = FormField(translate("Campaigns", "Agent"), self.agent)
        self.caller_field = FormField(
            translate("Campaigns", "Caller number"),
            self.caller,
            note=translate("Campaigns", "What people see when they are called"),
        )
        self.start_field = FormField(translate("Campaigns", "Start"), self.start)
        self.calls_field = FormField(translate("Campaigns", "Calls at the same time"), self.calls)
        self.retries_field = FormField(translate("Campaigns", "Retries at most"), self.retries)
        self.wait_field = FormField(translate("Campaigns", "Wait between tries"), self.wait)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S12)
        layout.addWidget(self.name_field)
        layout.addLayout(_columns(self.agent_field, self.caller_field))
        layout.addWidget(self.start_field)
        layout.addLayout(_columns(self.calls_field, self.retries_field, self.wait_field))
        self.setFixedWidth(WIDTH)
        self.name.textChanged.connect(self._on_name)
        self.agent.currentIndexChanged.connect(self._on_agent)
        self.caller.currentIndexChanged.connect(self._on_caller)
        self.caller.activated.connect(self._on_caller_chosen)
        self.start.changed.connect(self.changed)
        for number in (self.calls, self.retries, self.wait):
            number.valueChanged.connect(self._on_numbers)
        self._on_name()
        self._on_numbers()

    def _combo(self, key: str, placeholder: str) -> ComboButton:
        combo = ComboButton(least_width=(WIDTH - tokens.S16) // 2)
        combo.setObjectName(f"campaigns.form.{key}")
        combo.setPlaceholderText(placeholder)
        combo.setFixedWidth((WIDTH - tokens.S16) // 2)
        return combo

    # ------------------------------------------------------------------ filling

    def clear(self) -> None:
        """As for a new campaign."""
        self.name.clear()
        self.agent.setCurrentIndex(-1)
        self.caller.setCurrentIndex(-1)
        self._caller_chosen = False
        self.start.reset()
        self.calls.setValue(_CALLS)
        self.retries.setValue(_RETRIES)
        self.wait.setValue(_WAIT_MIN)
        self.forget_errors()

    def show_settings(self, settings: Settings) -> None:
        """Show the settings of a campaign; the agents have been offered."""
        self.name.setMaxLength(max(self._longest_name, len(settings.name)))
        self.name.setText(settings.name)
        if settings.agent_id is not None and self.agent.findData(settings.agent_id) < 0:
            self.agent.addItem(texts.plain(settings.agent_id, tokens.CELL_CAP), settings.agent_id)
        self.agent.setCurrentIndex(self.agent.findData(settings.agent_id))
        for field, value, usual in (
            (self.calls, settings.max_concurrent_calls, _CALLS),
            (self.retries, settings.max_retries, _RETRIES),
            (self.wait, settings.retry_interval_minutes, _WAIT_MIN),
        ):
            field.setValue(usual if value is None else value)

    def offer(self, agents: Sequence[Agent], numbers: Sequence[PhoneNumber]) -> None:
        """Let these be chosen; what is chosen stays. Agents that are not published cannot call and are left out."""
        usable = [agent for agent in agents if agent.is_published is not False]
        self._agents = {agent.id: agent for agent in usable}
        _refill(self.agent, [(_agent_entry(agent), agent.id) for agent in usable])
        ordered = sorted(numbers, key=lambda number: number.status not in ("", "active"))
        _refill(self.caller, [(_number_entry(number), number.number) for number in ordered if number.number])
        self._show_agent()

    def show_only_number(self, number: str | None) -> None:
        """Offer this caller number and no other."""
        self.caller.blockSignals(True)
        self.caller.clear()
        self.caller.addItem(texts.phone(number or texts.DASH), number)
        self.caller.setCurrentIndex(0)
        self.caller.blockSignals(False)

    def set_taken_names(self, names: frozenset[str]) -> None:
        """Names that other campaigns have: allowed, but told."""
        self._taken = frozenset(name.casefold().strip() for name in names)
        self._on_name()

    # ------------------------------------------------------------------ reading

    @property
    def agent_id(self) -> str | None:
        """The chosen agent."""
        value = self.agent.currentData()
        return value if isinstance(value, str) else None

    @property
    def number(self) -> str | None:
        """The chosen caller number, E.164."""
        value = self.caller.currentData()
        return value if isinstance(value, str) else None

    def settings(self) -> Settings:
        """What can be changed in a campaign, as typed."""
        from app.campaigns.editing import Settings

        return Settings(
            self.name.text().strip(), self.agent_id, self.calls.value(), self.retries.value(), self.wait.value()
        )

    def forget_errors(self) -> None:
        """Take all marks away."""
        for field in (self.agent_field, self.caller_field):
            field.set_error("")
        self._show_agent()
        self._on_name()
        self.start.set_error("")

    def mark_missing(self) -> QWidget | None:
        """Mark what has to be filled in; the first such control, None where nothing is missing."""
        first: QWidget | None = None
        if not self.name.text().strip():
            self.name_field.set_error(translate("Campaigns", "A campaign needs a name."))
            first = self.name
        if self.agent_id is None and self.agent.isEnabled():
            self.agent_field.set_error(translate("Campaigns", "Choose who calls."))
            first = first or self.agent
        if self.number is None and self.caller.isEnabled():
            self.caller_field.set_error(translate("Campaigns", "Choose the number that is shown to people."))
            first = first or self.caller
        return first

    # ------------------------------------------------------------------ following

    def _on_caller(self) -> None:
        self.caller_field.set_error("")
        self.changed.emit()

    def _on_name(self) -> None:
        text = self.name.text()
        if text.casefold().strip() in self._taken and text.strip():
            note = translate("Campaigns", "There is a campaign of this name already.")
        else:
            note = translate("Campaigns", "{count} of {most} characters").format(
                count=len(text), most=self._longest_name
            )
        self.name_field.set_note(note)
        self.changed.emit()

    def _on_agent(self) -> None:
        self._show_agent()
        agent = self._agents.get(self.agent_id or "")
        if agent is not None and not self._caller_chosen and agent.caller_number:
            place = self.caller.findData(agent.caller_number)
            if place >= 0:
                self.caller.setCurrentIndex(place)
        self.changed.emit()

    def _show_agent(self) -> None:
        agent = self._agents.get(self.agent_id or "")
        if agent is None:
            self.agent_field.set_note(translate("Campaigns", "Published agents of this workspace"))
            return
        if agent.variables:
            parts = [translate("Campaigns", "Expects: {names}").format(names=", ".join(agent.variables))]
        else:
            parts = [translate("Campaigns", "Expects no variables")]
        if agent.timezone:
            parts.append(agent.timezone)
        self.agent_field.set_note(texts.plain(texts.THIN.join(parts), tokens.CELL_CAP))

    def _on_caller_chosen(self) -> None:
        self._caller_chosen = True

    def _on_numbers(self) -> None:
        tries = self.retries.value()
        self.wait.setEnabled(tries > 0 and self.retries.isEnabled())
        self.wait_field.set_note(
            texts.duration(self.wait.value() * 60) if tries else translate("Campaigns", "no retry")
        )
        self.retries_field.set_note(
            translate("Campaigns", "{count} tries in all").format(count=tries + 1)
            if tries
            else translate("Campaigns", "one try only")
        )
        self.calls_field.set_note(translate("Campaigns", "Ringing calls count"))
        self.changed.emit()


def _columns(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.S16)
    for widget in widgets:
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row


def _agent_entry(agent: Agent) -> str:
    language = texts.plain(agent.language, tokens.CELL_CAP)
    return f"{agent_name(agent)}{texts.THIN}{language}" if language else agent_name(agent)


def _number_entry(number: PhoneNumber) -> str:
    parts = [texts.phone(number.number), texts.plain(number.label, tokens.CELL_CAP)]
    if number.status not in ("", "active"):
        parts.append(texts.plain(number.status, tokens.CELL_CAP))
    return texts.THIN.join(part for part in parts if part)


def _refill(combo: ComboButton, entries: Sequence[tuple[str, str]]) -> None:
    """Offer these; the choice stays, even where it is not among them any more."""
    chosen, text = combo.currentData(), combo.currentText()
    combo.blockSignals(True)
    combo.clear()
    for name, value in entries:
        combo.addItem(name, value)
    if isinstance(chosen, str) and combo.findData(chosen) < 0:
        combo.addItem(text, chosen)
    combo.setCurrentIndex(combo.findData(chosen) if isinstance(chosen, str) else -1)
    combo.blockSignals(False)
    combo.update()
