"""The form that changes a campaign.

Owns: showing what may be changed and why the rest may not, and what the server says afterwards. Leaves to others: the
rules and the comparison (`app/campaigns/editing.py`), the controls (`fields.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from ui import texts, tokens
from ui.campaigns.form_dialog import FormDialog
from ui.command import Command
from ui.desk import Desk

if TYPE_CHECKING:
    from app.api.dialect import CampaignChanges
    from app.campaigns.editing import Settings
    from app.context import Context
    from app.models import Campaign

translate = QCoreApplication.translate


class EditCampaignDialog(FormDialog):
    """See the module.

    Signals:
        edited: The server took the change and was read again (`app.campaigns.editing.Edited`).
        unsure: It was refused or is not confirmed; the list is worth another look.
    """

    edited = Signal(object)
    unsure = Signal()

    def __init__(self, desk: Desk, send: Command, reload: Command, parent: QWidget) -> None:
        from app.campaigns.creating import LONGEST_NAME

        super().__init__("campaigns.edit_form", desk, send, reload, LONGEST_NAME, parent)
        self._campaign: Campaign | None = None
        self._before: Settings | None = None
        send.triggered.connect(self._on_send)
        self.fields.changed.connect(self._update)

    def show_for(self, context: Context, campaign: Campaign) -> None:
        """Open it on a campaign as last read."""
        from app.campaigns.editing import Settings, why_locked

        self._campaign, self._before = campaign, None
        fields = self.fields
        name = texts.plain(campaign.name or campaign.id, tokens.CELL_CAP)
        self.set_heading(translate("Campaigns", "Edit {name}").format(name=name))
        self.problem.clear()
        fields.forget_errors()
        others = (other.name for other in context.campaigns.records if other.id != campaign.id)
        fields.set_taken_names(frozenset(others))
        fields.show_settings(Settings.of(campaign))
        fields.show_only_number(campaign.from_phone_number)
        fields.start.set_value(campaign.scheduled_at)
        fields.agent.setEnabled(why_locked(campaign, "agent") is None)
        fields.caller.setEnabled(False)
        fields.start.setEnabled(False)
        fields.start_field.setVisible(campaign.scheduled_at is not None)
        fields.caller_field.set_note(translate("Campaigns", why_locked(campaign, "caller") or ""))
        self._before = fields.settings()
        self._advise(campaign)
        self._update()
        self.read_reference(context)
        fields.name.setFocus()
        fields.name.selectAll()
        self.open()

    def _advise(self, campaign: Campaign) -> None:
        if campaign.is_dialling:
            self.advice.say(
                translate("Campaigns", "This campaign is calling."),
                [translate("Campaigns", "Calls that have begun go on as they were; the next ones follow the change.")],
                tone="teal",
            )
        else:
            self.advice.clear()

    def on_reference(self) -> None:
        """The names of agents are known now; the caller number stays as it is."""
        campaign = self._campaign
        if campaign is None:
            return
        from app.campaigns.editing import why_locked

        self.fields.show_only_number(campaign.from_phone_number)
        self.fields.caller_field.set_note(translate("Campaigns", why_locked(campaign, "caller") or ""))
        locked = why_locked(campaign, "agent")
        if locked:
            self.fields.agent_field.set_note(translate("Campaigns", locked))
        self._update()

    def start_over(self) -> None:
        """Another profile is open."""
        self.hide()
        self._campaign = self._before = None

    def _changes(self) -> CampaignChanges | None:
        from app.campaigns.editing import changes_between

        return changes_between(self._before, self.fields.settings()) if self._before is not None else None

    def _update(self) -> None:
        if self._campaign is not None:
            self.send.set_possible(self._changes() is not None, translate("Campaigns", "Nothing is changed yet."))

    def _on_send(self) -> None:
        context, campaign, changes = self.desk.context, self._campaign, self._changes()
        if context is None or campaign is None or changes is None or not self.isVisible():
            return
        self.problem.clear()
        first = self.fields.mark_missing()
        if first is not None:
            first.setFocus()
            return
        self.desk.tasks.start(self._save(context, campaign, changes), busy=self.send)

    async def _save(self, context: Context, campaign: Campaign, changes: CampaignChanges) -> None:
        from app.campaigns.editing import edit

        self.fields.setEnabled(False)
        try:
            edited = await edit(context.api, campaign.id, changes)
        except AppError as error:
            self.refuse(error)
            self.unsure.emit()
        else:
            self.accept()
            self.edited.emit(edited)
        finally:
            self.fields.setEnabled(True)
