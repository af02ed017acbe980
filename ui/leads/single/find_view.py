"""One lead by its id: looking it up, changing it while it is pending, removing it.

Owns: the form and what may be done. Leaves to others: the requests and what a lost answer means
(`app/leads/single.py`).
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from ui import texts, tokens
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog
from ui.leads.cooled import CooledButton
from ui.leads.countries import Country
from ui.leads.single.expected import expected_variables
from ui.leads.single.form import LeadForm
from ui.leads.words import sentence_text
from ui.texts import error_text
from ui.widgets import status
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.pill import Pill
from ui.widgets.search_field import TextField

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.records import Sentence
    from app.leads.single import SingleLeads
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
        changes = desk.write_lock
        self.remove = CooledButton(
            desk.cooldown, translate("Leads", "Remove…"), icon="trash", kind="danger", changes=changes
        )
        self.remove.setObjectName("leads.one.remove")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(lambda: self._on_remove())
        self.save = CooledButton(
            desk.cooldown, translate("Leads", "Save changes"), icon="check", kind="primary", changes=changes
        )
        self.save.setObjectName("leads.one.save")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(lambda: self._on_save())
        self._lay_out(close)
        self._show(None)

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
        foot.addStretch(1)
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
        self.save.set_possible(not why, why)
        self.remove.set_possible(lead is not None, first)
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

    def _start(self, work: Coroutine[Any, Any, None], busy: CooledButton) -> None:
        self.say("")
        self._desk.tasks.start(self._guarded(work), name="leads.one.find", busy=busy)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AppError as error:
            self.say(error_text(error), "red")

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
            self._start(self._save(self._lead), self.save)

    async def _save(self, lead: Lead) -> None:
        from app.leads.single import read_number

        form = self.form
        number = None
        if self._number_is_changed(lead):
            number = await read_number(form.number.text(), form.country_iso)
        after, remark = await self._leads.change(
            lead, name=form.name.text().strip(), number=number, variables=form.variables()
        )
        self.recorded.emit()
        self._show(after)
        self._say_done(translate("Leads", "Changed. This is what the server has now."), remark)

    def _on_remove(self) -> None:
        lead = self._lead
        if lead is None:
            return
        who = texts.plain(lead.name, 60) or texts.phone(lead.phone_number)
        dialog = ConfirmDialog(
            "leads.one.remove.dialog",
            translate("Leads", "Remove {who}?").format(who=who),
            translate(
                "Leads",
                "It will not be called any more. A call in progress is not ended, and logs of earlier calls stay.",
            ),
            translate("Leads", "Remove this lead"),
            lambda: self._start(self._remove(lead), self.remove),
            self.window(),
        )
        dialog.open()

    async def _remove(self, lead: Lead) -> None:
        remark = await self._leads.remove(lead)
        self.recorded.emit()
        self._show(None)
        who = texts.plain(lead.name, 60) or texts.phone(lead.phone_number)
        self._say_done(translate("Leads", "{who} is removed.").format(who=who), remark)

    def _say_done(self, text: str, remark: Sentence | None) -> None:
        if remark is None:
            self.say(text, "green")
        else:
            self.say(f"{text} {sentence_text(remark)}", "amber")
