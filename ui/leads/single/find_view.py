"""One lead by its id: looking it up, changing it while it is pending, removing it.

Owns: the form and what may be done. Leaves to others: the requests and what a lost answer means
(`app/leads/single.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from ui import texts, tokens
from ui.command import Capture, Command, Question
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog
from ui.leads import single
from ui.leads.cooled import CooledButton
from ui.leads.countries import Country
from ui.leads.single.expected import expected_variables
from ui.leads.single.form import LeadForm
from ui.leads.words import sentence_text
from ui.queue_link import QueueLink
from ui.tasks import Busy
from ui.texts import error_text
from ui.widgets import status
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.pill import Pill
from ui.widgets.search_field import TextField

if TYPE_CHECKING:
    import asyncio

    from app.context import Context
    from app.leads.records import Sentence
    from app.leads.single import NewLead, SingleLeads
    from app.models import Lead

translate = QCoreApplication.translate


class FindView(QWidget):
    """See the module.

    Signals:
        recorded: The local record says something else.
        forbid_wanted: This number (E.164) is to go on the do-not-call list.
    """

    recorded = Signal()
    forbid_wanted = Signal(str)

    def __init__(self, desk: Desk, context: Context, leads: SingleLeads, close: Button) -> None:
        super().__init__()
        self._desk = desk
        self._context = context
        self._leads = leads
        self._lead: Lead | None = None
        self._editable = False
        self.id = TextField(placeholder=translate("Leads", "Lead id, such as lead_…"), max_length=200)
        self.id.setObjectName("leads.one.id")
        self.id.setAccessibleName(translate("Leads", "Lead id"))
        self.id.textChanged.connect(lambda _text: self._update())
        self.id.returnPressed.connect(lambda: self._on_look_up())
        self.look_up = CooledButton(desk.cooldown, translate("Leads", "Look up"), icon="search")
        self.look_up.setObjectName("leads.one.look_up")
        self.look_up.setAutoDefault(False)
        self.look_up.clicked.connect(lambda: self._on_look_up())
        self._pill = Pill()
        self._facts = Label("", tone="text2", size="caption", elide="end")
        self._facts.setObjectName("leads.one.facts")
        self.forbid = Button(translate("Leads", "Add to the do-not-call list"), icon="ban", small=True)
        self.forbid.setObjectName("leads.one.forbid")
        self.forbid.setAutoDefault(False)
        self.forbid.clicked.connect(lambda: self.forbid_wanted.emit(self._lead.phone_number if self._lead else ""))
        self.form = LeadForm("leads.one.edit")
        self.form.changed.connect(self._update)
        self.said = Label("", wrap=True)
        self.said.setObjectName("leads.one.told")
        self.removing = self._command("remove", translate("Leads", "Remove…"), self._on_remove)
        self.removing.capture = self._capture_removal
        self.remove = CoolingButton(self.removing.title, icon="trash", kind="danger")
        self.removing.bind(self.remove)
        self.saving = self._command("save", translate("Leads", "Save changes"), self._on_save)
        self.saving.capture = self._capture_change
        self.save = CoolingButton(self.saving.title, icon="check", kind="primary")
        self.saving.bind(self.save)
        self._queues = [QueueLink(self.removing), QueueLink(self.saving)]
        for button in (self.remove, self.save):
            button.setAutoDefault(False)
        for link in self._queues:
            link.wanted.connect(self._on_queue)
        self._lay_out(close)
        self._show(None)

    def _command(self, name: str, title: str, slot: Callable[[], None]) -> Command:
        desk = self._desk
        made = Command(
            f"leads.one.{name}",
            title,
            cooldown=desk.cooldown,
            changes=desk.write_lock,
            queue=desk.commands,
            parent=self,
        )
        made.triggered.connect(slot)
        return made

    def _lay_out(self, close: Button) -> None:
        search = QHBoxLayout()
        search.setSpacing(tokens.S8)
        search.addWidget(self.id, 1)
        search.addWidget(self.look_up)
        facts = QHBoxLayout()
        facts.setSpacing(tokens.S8)
        facts.addWidget(self._pill)
        facts.addWidget(self._facts, 1)
        facts.addWidget(self.forbid)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, tokens.S8, 0, 0)
        column.setSpacing(tokens.S12)
        column.addLayout(facts)
        column.addWidget(self.form, 1)
        self._nothing = EmptyState(
            "search",
            translate("Leads", "Look a lead up by its id"),
            translate("Leads", "The server keeps no list of leads. Those added from here are listed beside."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(found)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.remove)
        foot.addWidget(self._queues[0])
        foot.addStretch(1)
        foot.addWidget(self._queues[1])
        foot.addWidget(close)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S8)
        layout.addLayout(search)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.said)
        layout.addSpacing(tokens.S4)
        layout.addLayout(foot)

    def show_countries(self, countries: tuple[Country, ...]) -> None:
        """The countries are loaded."""
        self.form.show_countries(countries, self._context.profile.default_country)

    def look_for(self, lead_id: str) -> None:
        """Look this lead up."""
        self.id.setText(lead_id)
        self._on_look_up()

    # ------------------------------------------------------------------ what is shown

    def _show(self, lead: Lead | None) -> None:
        from_server = lead is not None
        self._lead = lead
        self._stack.setCurrentIndex(1 if from_server else 0)
        self._editable = False
        if lead is not None:
            from app.leads.single import is_pending

            self._editable = is_pending(lead)
            self._pill.set_look(status.lead(lead.status) if lead.status else None)
            campaign = self._context.campaigns.get(lead.campaign_id or "")
            name = campaign.name if campaign is not None else lead.campaign_id or ""
            facts = [texts.plain(name, 60), texts.moment(lead.created_at), texts.plain(lead.id, 60)]
            self._facts.setText(texts.THIN.join(fact for fact in facts if fact and fact != texts.DASH))
            self.form.show_variables(() if lead.variables else None, lead.variables)
            self.form.fill(lead.phone_number, texts.plain(lead.name, tokens.CELL_CAP))
            self.form.set_read_only(not self._editable)
        self._update()

    def _update(self) -> None:
        lead = self._lead
        self.look_up.set_possible(bool(self.id.text().strip()), translate("Leads", "Enter the lead's id."))
        first = translate("Leads", "Look a lead up first.")
        why = first if lead is None else ""
        if lead is not None and not self._editable:
            why = translate(
                "Leads", "Only a lead that was not called yet can be changed. To correct it, add a new one."
            )
        elif lead is not None and not self._is_changed(lead):
            why = translate("Leads", "Nothing is changed.")
        self.saving.set_possible(not why, why)
        self.removing.set_possible(lead is not None, first)
        self.forbid.setVisible(lead is not None and lead.phone_number.startswith("+"))

    def _is_changed(self, lead: Lead) -> bool:
        return (
            self.form.name.text().strip() != texts.plain(lead.name, tokens.CELL_CAP).strip()
            or self._number_is_changed(lead)
            or self.form.variables() != dict(lead.variables)
        )

    def _number_is_changed(self, lead: Lead) -> bool:
        return self.form.number.text().strip() != (texts.phone(lead.phone_number) if lead.phone_number else "")

    def say(self, text: str, tone: str = "text") -> None:
        """Say how something ended; "" takes it away."""
        self.said.setText(text)
        self.said.set_tone(tone)
        if text:
            announce(self, text)
            if not self.isVisible():
                self._desk.messages.show("success" if tone == "green" else "warning", text)

    # ------------------------------------------------------------------ requests

    def _start(self, work: Coroutine[Any, Any, None], busy: Busy, *, name: str = "leads.one.find") -> None:
        self.say("")
        self._desk.tasks.start(self._guarded(work), name=name, busy=busy)

    def _start_change(self, work: Coroutine[Any, Any, None], busy: Busy) -> None:
        """Under another name than looking up, which must not break it off; one at a time."""
        if self._desk.tasks.is_running(single.CHANGING):
            work.close()
            return
        self._start(work, busy, name=single.CHANGING)

    def _start_queued(self, work: Coroutine[Any, Any, None], busy: Busy) -> asyncio.Task[None] | None:
        """Under a name of its own: neither looking up nor what is typed meanwhile breaks it off."""
        return self._desk.tasks.start(self._guarded(work), name=single.QUEUED_CHANGING, busy=busy)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AppError as error:
            self.say(error_text(error), "red")

    def _on_queue(self, command: Command) -> None:
        if command.can_wait:
            self._desk.commands.queue_wanted.emit(command)
            self.say(translate("Leads", "It is queued and leaves when requests are allowed again."))

    async def _is_as_it_was(self, lead: Lead, label: str) -> bool:
        """Look the lead up: what was queued is not done to one that has changed since. That is said."""
        now = await self._leads.look_up(lead.id)
        if now == lead:
            return True
        self.say(
            translate("Leads", "{action} was queued and is not done. {why} Nothing was sent.").format(
                action=label, why=translate("Leads", "The lead is not what it was.")
            ),
            "amber",
        )
        return False

    def _on_look_up(self) -> None:
        if self.look_up.isEnabled():
            self._start(self._look_up(self.id.text()), self.look_up)

    async def _look_up(self, lead_id: str) -> None:
        self._show(None)
        lead = await self._leads.look_up(lead_id)
        self._show(lead)
        if self._editable:
            expected = await expected_variables(self._context, self._context.campaigns.get(lead.campaign_id or ""))
            if lead is self._lead and expected is not None and not self._is_changed(lead):
                self.form.show_variables(expected, lead.variables)
                self._update()

    def _on_save(self) -> None:
        if self._lead is not None:
            self._start_change(self._save(self._lead, self._entered(self._lead)), self.saving)

    def _entered(self, lead: Lead) -> NewLead:
        """What is typed; without a number where that is the lead's own."""
        from app.leads.single import NewLead

        form = self.form
        number = form.number.text() if self._number_is_changed(lead) else ""
        return NewLead(number, form.country_iso, form.name.text().strip(), form.variables())

    def _capture_change(self) -> Capture | None:
        """The change as it is typed now, to be made when that is allowed."""
        lead = self._lead
        if lead is None or not self._editable or not self._is_changed(lead):
            return None
        new = self._entered(lead)
        label = translate("Leads", "Change {who}").format(who=_who(lead))

        async def work() -> None:
            if await self._is_as_it_was(lead, label):
                await self._save(lead, new)

        return Capture(
            label,
            lambda: self._start_queued(work(), self.saving),
            frozenset({f"leads.one {lead.id}"}),
            bound_to=(lead.id, new.number, new.country, new.name, tuple(sorted(new.variables.items()))),
        )

    async def _save(self, lead: Lead, new: NewLead) -> None:
        from app.leads.single import read_number

        number = await read_number(new.number, new.country) if new.number else None
        after, remark = await self._leads.change(lead, name=new.name, number=number, variables=new.variables)
        self.recorded.emit()
        if self._lead is not None and self._lead.id == after.id:
            self._show(after)
        self._say_done(translate("Leads", "Changed. This is what the server has now."), remark)

    def _on_remove(self) -> None:
        lead = self._lead
        if lead is None:
            return
        question = _removal_question(lead)
        dialog = ConfirmDialog(
            "leads.one.remove.dialog",
            question.title,
            question.text,
            question.yes,
            lambda: self._start_change(self._remove(lead), self.removing),
            self.window(),
        )
        dialog.open()

    def _capture_removal(self) -> Capture | None:
        """The removal of this lead, to be asked about and done when that is allowed."""
        lead = self._lead
        if lead is None:
            return None
        label = translate("Leads", "Remove {who}").format(who=_who(lead))

        async def work() -> None:
            if await self._is_as_it_was(lead, label):
                await self._remove(lead)

        return Capture(
            label,
            lambda: self._start_queued(work(), self.removing),
            frozenset({f"leads.one {lead.id}"}),
            lambda: _removal_question(lead),
            bound_to=lead.id,
        )

    async def _remove(self, lead: Lead) -> None:
        remark = await self._leads.remove(lead)
        self.recorded.emit()
        if self._lead is not None and self._lead.id == lead.id:
            self._show(None)
        self._say_done(translate("Leads", "{who} is removed.").format(who=_who(lead)), remark)

    def _say_done(self, text: str, remark: Sentence | None) -> None:
        if remark is None:
            self.say(text, "green")
        else:
            self.say(f"{text} {sentence_text(remark)}", "amber")


def _who(lead: Lead) -> str:
    return texts.plain(lead.name, 60) or texts.phone(lead.phone_number)


def _removal_question(lead: Lead) -> Question:
    return Question(
        translate("Leads", "Remove {who}?").format(who=_who(lead)),
        translate(
            "Leads",
            "It will not be called any more. A call in progress is not ended, and logs of earlier calls stay.",
        ),
        translate("Leads", "Remove this lead"),
    )
