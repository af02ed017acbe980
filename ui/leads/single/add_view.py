"""Adding one person to a campaign.

Owns: the form and what is said about how it ended. Leaves to others: the checks and sending (`app/leads/single.py`).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import AppError
from ui import texts, tokens
from ui.campaigns.columns import shown_status
from ui.command import Capture, Command
from ui.desk import Desk
from ui.leads import single
from ui.leads.countries import Country, country_of
from ui.leads.single.expected import expected_variables
from ui.leads.single.form import NAMES, LeadForm
from ui.leads.words import braces, sentence_text
from ui.queue_link import QueueLink
from ui.texts import error_text
from ui.widgets import status
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.evidence import UploadOutcome, UploadStep
    from app.leads.single import NewLead, SingleLeads
    from app.models import Campaign, Lead

translate = QCoreApplication.translate

_TONES: Final = {"confirmed": "green", "unknown": "amber"}


class AddView(QWidget):
    """See the module.

    Signals:
        added: The local record has one more; how it ended does not matter.
        ask_wanted: The outcome is to be settled; the upload's id.
    """

    added = Signal()
    ask_wanted = Signal(int)

    def __init__(self, desk: Desk, context: Context, leads: SingleLeads, close: Button) -> None:
        super().__init__()
        import asyncio  # here: most runs never show it

        self._desk = desk
        self._context = context
        self._leads = leads
        self._countries: tuple[Country, ...] = ()
        self._unknown: int | None = None
        self._turn = asyncio.Lock()  # a queued lead waits for the one that is typed, and the other way round
        self.campaign = ComboButton()
        self.campaign.setObjectName("leads.one.campaign")
        self.campaign.setAccessibleName(translate("Leads", "Campaign of the lead"))
        self.campaign.activated.connect(lambda _place: self._on_campaign())
        self.form = LeadForm("leads.one.add")
        self.form.changed.connect(self._on_changed)
        self.said = Label("", wrap=True)
        self.said.setObjectName("leads.one.said")
        self.settle = Button(translate("Leads", "Settle it…"), icon="question", small=True)
        self.settle.setObjectName("leads.one.settle")
        self.settle.setAutoDefault(False)
        self.settle.clicked.connect(lambda: self.ask_wanted.emit(self._unknown or 0))
        self.settle.hide()
        self.adding = Command(
            "leads.one.add",
            translate("Leads", "Add lead"),
            cooldown=desk.cooldown,
            changes=desk.write_lock,
            queue=desk.commands,
            parent=self,
        )
        self.adding.capture = self._capture
        self.adding.triggered.connect(self._on_add)
        self.add = CoolingButton(self.adding.title, icon="plus", kind="primary")
        self.adding.bind(self.add)
        self.queue = QueueLink(self.adding)
        self.queue.wanted.connect(lambda _command: self._on_queue())
        note = Label(
            translate("Leads", "2 requests: the campaign is looked at, then the lead is added"),
            size="caption", tone="text2", elide="end",
        )  # fmt: skip
        top = QGridLayout()
        top.setHorizontalSpacing(tokens.S16)
        top.setColumnMinimumWidth(0, NAMES)
        top.setColumnStretch(1, 1)
        label = Label(translate("Leads", "Campaign"), tone="text2")
        label.setBuddy(self.campaign)
        top.addWidget(label, 0, 0)
        top.addWidget(self.campaign, 0, 1)
        said = QHBoxLayout()
        said.setSpacing(tokens.S8)
        said.addWidget(self.said, 1)
        said.addWidget(self.settle)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(note, 1)
        foot.addWidget(self.queue)
        foot.addWidget(close)
        foot.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S8)
        layout.addLayout(top)
        layout.addWidget(self.form, 1)
        layout.addLayout(said)
        layout.addSpacing(tokens.S4)
        layout.addLayout(foot)
        self.form.show_variables((), {})
        self.show_campaigns()

    # ------------------------------------------------------------------ choosing

    def show_countries(self, countries: tuple[Country, ...]) -> None:
        """The countries are loaded."""
        self._countries = countries
        self.form.show_countries(countries, self._context.profile.default_country)

    def show_campaigns(self) -> None:
        """Offer the campaigns that take leads, as last read."""
        chosen = self.campaign.currentData() or ""
        self.campaign.clear()
        self.campaign.addItem(translate("Leads", "choose one"), "")
        for campaign in self._context.campaigns.records:
            if not campaign.is_final:
                name = texts.plain(campaign.name or campaign.id, tokens.CELL_CAP)
                word = status.campaign(shown_status(campaign)).word
                self.campaign.addItem(f"{name}{texts.THIN}{word}", campaign.id)
        self.campaign.setCurrentIndex(max(0, self.campaign.findData(chosen)))
        self._update()

    def choose(self, campaign_id: str) -> None:
        """Choose the campaign."""
        place = self.campaign.findData(campaign_id)
        if place > 0:
            self.campaign.setCurrentIndex(place)
            self._on_campaign()

    def _chosen(self) -> Campaign | None:
        return self._context.campaigns.get(str(self.campaign.currentData() or ""))

    def _on_campaign(self) -> None:
        campaign = self._chosen()
        if campaign is not None:
            caller = country_of(campaign.from_phone_number, self._countries)
            if caller and self._countries:
                self.form.show_countries(self._countries, caller)
            self._desk.tasks.start(self._load_variables(campaign), name="leads.one.agent")
        self._on_changed()

    async def _load_variables(self, campaign: Campaign) -> None:
        expected = await expected_variables(self._context, campaign)
        if campaign is self._chosen():
            self.form.show_variables(expected, {})

    def _on_changed(self) -> None:
        self._say("", "text")
        self.form.number.set_invalid("")
        self._update()

    def _update(self) -> None:
        why = ""
        if self._chosen() is None:
            why = translate("Leads", "Choose the campaign that the lead goes to.")
        elif not self.form.number.text().strip():
            why = translate("Leads", "Enter the phone number.")
        self.adding.set_possible(not why, why)

    # ------------------------------------------------------------------ adding

    def _on_add(self) -> None:
        campaign = self._chosen()
        if campaign is not None and not self._desk.tasks.is_running(single.ADDING):
            adding = self._add(campaign, self._entered(), self.form.missing())
            self._desk.tasks.start(adding, name=single.ADDING, busy=self)

    def _entered(self) -> NewLead:
        from app.leads.single import NewLead

        form = self.form
        return NewLead(form.number.text(), form.country_iso, form.name.text().strip(), form.variables())

    def set_busy(self, busy: bool) -> None:
        """One is being added: the fields wait."""
        self.form.setEnabled(not busy)
        self.campaign.setEnabled(not busy)
        self.add.set_base_text(translate("Leads", "Adding…") if busy else self.adding.title)
        self.adding.set_busy(busy)
        if not busy and self.isVisible():
            # The fields lost the focus when they went off; the next lead, or what was wrong, is typed here.
            self.form.number.setFocus()

    # ------------------------------------------------------------------ when allowed

    def _capture(self) -> Capture | None:
        """The lead as it is typed now, to be added when that is allowed."""
        campaign, new = self._chosen(), self._entered()
        if campaign is None or not new.number.strip():
            return None
        missing = self.form.missing()
        label = translate("Leads", "Add {who} to ‘{campaign}’").format(
            who=_who(new), campaign=texts.plain(campaign.name or campaign.id, 60)
        )
        return Capture(
            label,
            lambda: self._add_queued(label, campaign, new, missing),
            frozenset({f"leads.one.add {campaign.id} {new.number.strip()}"}),
            bound_to=(campaign.id, new._replace(variables=tuple(sorted(new.variables.items())))),  # type: ignore[arg-type]
        )

    def _on_queue(self) -> None:
        if self.adding.can_wait:
            self._desk.commands.queue_wanted.emit(self.adding)
            self.form.clear()
            self._say(translate("Leads", "It is queued and leaves when requests are allowed again."), "text")
            self.form.number.setFocus()

    def _add_queued(
        self, label: str, campaign: Campaign, new: NewLead, missing: list[str]
    ) -> asyncio.Task[None] | None:
        now = self._context.campaigns.get(campaign.id)
        if now is None or now.is_final or now.name != campaign.name or self._context is not self._desk.context:
            self._desk.messages.warning(
                translate("Leads", "{action} was queued and is not done. {why} Nothing was sent.").format(
                    action=label, why=translate("Leads", "The campaign is not what it was.")
                )
            )
            return None
        adding = self._add(now, new, missing, queued=True)
        # Under a name of its own: it must not break off one that was typed and is under way.
        return self._desk.tasks.start(adding, name=single.QUEUED_ADDING, busy=self.adding)

    # ------------------------------------------------------------------ how it ends

    async def _add(self, campaign: Campaign, new: NewLead, missing: list[str], *, queued: bool = False) -> None:
        """Add it and say how that ended. What was `queued` leaves the form alone: another lead may be typed there."""
        from app.leads.single import LeadRefusedError

        form = self.form
        try:
            async with self._turn:
                self._say("", "text")
                outcome, lead = await self._leads.add(campaign, new, on_progress=self._on_step)
        except AppError as error:
            text = error_text(error)
            if queued:
                text = translate("Leads", "{name}: {problem}").format(name=_who(new), problem=text)
            self._say(text, "red")
            if not self.isVisible():
                self._desk.messages.error(text)
            if isinstance(error, LeadRefusedError) and not queued:
                form.number.set_invalid(text)
            return
        finally:
            if isValid(self):  # another profile took the dialog away
                self.added.emit()
        if str(outcome.state) == "confirmed" and not queued:
            form.clear()
            form.number.setFocus()
        self._tell(outcome, lead, new, campaign, missing)

    def _on_step(self, step: UploadStep) -> None:
        if step.phase.value == "quiet":
            self._say(
                translate("Leads", "No usable answer. In a few seconds the campaign's counter is looked at…"), "amber"
            )

    def _tell(
        self, outcome: UploadOutcome, lead: Lead | None, new: NewLead, campaign: Campaign, missing: list[str]
    ) -> None:
        state = str(outcome.state)
        if state == "confirmed":
            text = translate("Leads", "{who} was added to {campaign}.").format(
                who=_who(new), campaign=texts.plain(campaign.name or campaign.id, 60)
            )
            if lead is None:
                text += " " + sentence_text(outcome.sentence)
            if missing:
                names = ", ".join(braces(name) for name in missing[:3])
                text += " " + translate("Leads", "Sent without {variables}.").format(variables=names)
        else:
            # A refusal says all there is to say in its own words.
            parts = [] if state == "refused" and outcome.cause else [sentence_text(outcome.sentence)]
            if outcome.cause is not None:
                parts.append(sentence_text(outcome.cause))
            text = " ".join(parts)
        tone = _TONES.get(state, "red")
        if outcome.remark is not None:
            text, tone = f"{text} {sentence_text(outcome.remark)}", "amber"
        self._say(text, tone)
        self._unknown = outcome.upload_id if state == "unknown" else None
        self.settle.setVisible(self._unknown is not None)
        if not self.isVisible():
            self._desk.messages.show("success" if state == "confirmed" else "warning", text)

    def _say(self, text: str, tone: str) -> None:
        self.said.setText(text)
        self.said.set_tone(tone)
        if not text:
            self.settle.hide()
        else:
            announce(self, text)


def _who(new: NewLead) -> str:
    """Name and number, as they were typed."""
    return texts.plain(" ".join(part for part in (texts.plain(new.name, 60), new.number.strip()) if part), 90)
