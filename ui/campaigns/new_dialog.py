"""The form that makes a campaign.

Owns: what is said before sending, and the three ends: made, refused, not known. Leaves to others: the controls
(`fields.py`), sending at most once and looking for it afterwards (`app/campaigns/creating.py`).
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from ui import texts
from ui.campaigns.form_dialog import FormDialog
from ui.command import Capture, Command
from ui.desk import Desk
from ui.queue_link import QueueLink
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton

if TYPE_CHECKING:
    from app.api.dialect import CampaignDraft
    from app.campaigns.creating import Creation, Creator
    from app.context import Context

translate = QCoreApplication.translate


class NewCampaignDialog(FormDialog):
    """See the module.

    Args:
        desk: Tasks and context.
        send: Creates.
        look: Looks whether a campaign was made after all.
        reload: Reads agents and numbers again.
        parent: The window.

    Signals:
        made: A campaign is there (`app.campaigns.creating.Creation`).
        unclear: Nobody knows whether it was made; the list is worth another look.
    """

    made = Signal(object)
    unclear = Signal()

    def __init__(self, desk: Desk, send: Command, look: Command, reload: Command, parent: QWidget) -> None:
        from app.campaigns.creating import LONGEST_NAME

        super().__init__("campaigns.form", desk, send, reload, LONGEST_NAME, parent)
        self._creator: Creator | None = None
        self._turn = asyncio.Lock()  # what was queued and what is typed are created one after the other
        self._under_way = ""  # the name of the campaign that is being created
        self._look = look
        self.set_heading(translate("Campaigns", "New campaign"))
        self.look_button = CoolingButton(look.title, icon="search", kind="primary")
        self.look_button.setAutoDefault(False)
        look.bind(self.look_button)
        self.back_button = Button(translate("Campaigns", "Back to the form"))
        self.back_button.setObjectName("campaigns.form.back")
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(lambda: self._on_back())
        for button in (self.back_button, self.look_button):
            self.buttons.addWidget(button)
            button.hide()
        send.capture = self._capture
        self.queue = QueueLink(send)
        self.queue.wanted.connect(lambda _command: self._on_queue())
        self.buttons.insertWidget(self.buttons.indexOf(self.close_button), self.queue)
        send.changed.connect(self.make_room)
        send.triggered.connect(self._on_send)
        look.triggered.connect(self._on_look)
        self.fields.start.changed.connect(self._advise)
        self._advise()

    @property
    def is_unclear(self) -> bool:
        """Whether a campaign was sent and nobody knows what became of it."""
        return self._creator is not None

    def show_for(self, context: Context) -> None:
        """Open it, with what was typed before."""
        self.fields.set_taken_names(frozenset(campaign.name for campaign in context.campaigns.records))
        if not self.is_unclear:
            self.problem.clear()
            self.fields.forget_errors()
        self.read_reference(context)
        self.fields.name.setFocus()
        self.open()

    def start_over(self) -> None:
        """Forget everything: another profile is open."""
        self.hide()
        self._set_unclear(None)
        self.problem.clear()
        self.fields.clear()

    def _advise(self) -> None:
        start = self.fields.start.value
        if start is None:
            self.advice.say(
                translate("Campaigns", "This campaign may start by itself at once."),
                [
                    translate(
                        "Campaigns", "Leads added to it can then be called right away. Set a date to prevent that."
                    )
                ],
            )
        else:
            self.advice.say(
                translate("Campaigns", "Calls begin by themselves on {when}.").format(when=texts.moment(start)),
                [translate("Campaigns", "Add its leads before that, or pause it.")],
                tone="teal",
            )

    # ------------------------------------------------------------------ sending

    def _on_send(self) -> None:
        context = self.desk.context
        if context is None or not self.isVisible() or self.is_unclear:
            return
        if self._is_complete():
            self.desk.tasks.start(self._create(context, self._draft()), busy=self.send)

    def _is_complete(self) -> bool:
        """Whether it can be sent as it is; what is missing is marked, and has the keyboard."""
        self.problem.clear()
        self.fields.forget_errors()
        first = self.fields.mark_missing()
        late = self.fields.start.problem(datetime.now(UTC))
        if late:
            self.fields.start.set_error(late)
            first = first or self.fields.start.day
        if first is not None:
            first.setFocus()
        return first is None

    def _draft(self) -> CampaignDraft:
        """What is typed."""
        from app.api.dialect import CampaignDraft

        fields = self.fields
        return CampaignDraft(
            name=fields.name.text().strip(),
            agent_id=fields.agent_id or "",
            from_phone_number=fields.number or "",
            scheduled_at=fields.start.value,
            max_concurrent_calls=fields.calls.value(),
            max_retries=fields.retries.value(),
            retry_interval_minutes=fields.wait.value() if fields.retries.value() else None,
        )

    # ------------------------------------------------------------------ when allowed

    def _on_queue(self) -> None:
        if self.send.can_wait and self._is_complete():
            self.desk.commands.queue_wanted.emit(self.send)
            self.reject()

    def _capture(self) -> Capture | None:
        """The campaign as it is typed now, to be created when that is allowed."""
        context, draft = self.desk.context, self._draft()
        if context is None or self.is_unclear or not (draft.name and draft.agent_id and draft.from_phone_number):
            return None
        label = translate("Campaigns", "Create ‘{name}’").format(name=texts.plain(draft.name, 60))
        return Capture(
            label,
            lambda: self._create_queued(context, draft, label),
            frozenset({f"campaigns.create {draft.name}"}),
            bound_to=draft,
        )

    def _create_queued(self, context: Context, draft: CampaignDraft, label: str) -> asyncio.Task[None] | None:
        if not self._may_create_queued(context, draft, label):
            return None
        return self.desk.tasks.start(self._create(context, draft, label), busy=self.send)

    def _may_create_queued(self, context: Context, draft: CampaignDraft, label: str) -> bool:
        """Whether it is still what was meant; where it is not, that is said."""
        why = ""
        if draft.scheduled_at is not None and draft.scheduled_at <= datetime.now(UTC):
            why = translate("Campaigns", "Its start has passed.")
        elif any(campaign.name.strip() == draft.name for campaign in context.campaigns.records):
            why = translate("Campaigns", "There is a campaign of this name now.")
        elif self.is_unclear:
            why = translate("Campaigns", "It is not known what became of the campaign before.")
        if why or context is not self.desk.context:
            self.desk.messages.warning(
                translate("Campaigns", "{action} was queued and is not done. {why} Nothing was sent.").format(
                    action=label, why=why
                )
            )
            return False
        return True

    # ------------------------------------------------------------------ creating

    async def _create(self, context: Context, draft: CampaignDraft, queued: str = "") -> None:
        """Create it when its turn has come; `queued` is the label of what was queued."""
        async with self._turn:
            if queued:
                if not self._may_create_queued(context, draft, queued):
                    return
            elif self.is_unclear:
                return  # what was queued ended so meanwhile: the form tells it
            await self._create_now(context, draft)

    async def _create_now(self, context: Context, draft: CampaignDraft) -> None:
        from app.campaigns.creating import Creator

        fields = self.fields
        directory = context.campaigns
        known = None if directory.read_at is None else [campaign.id for campaign in directory.records]
        creator = Creator(context.api, context.clock, draft, known)
        self._under_way = draft.name
        fields.setEnabled(False)
        try:
            creation = await creator.create()
        except AppError as error:
            self.refuse(error)
        except BaseException:
            self._tell_broken_off(context, creator, draft.name)
            raise
        else:
            if context is self.desk.context:
                self._end(creation, creator)
            else:
                self._tell_elsewhere(context, creation, creator, draft.name)
        finally:
            self._under_way = ""
            if not self.is_unclear:
                fields.setEnabled(True)
                if self.isVisible():
                    fields.name.setFocus()

    def _tell_broken_off(self, context: Context, creator: Creator, name: str) -> None:
        """Another profile is opened: nobody will wait for the answer any more."""
        name = texts.plain(name, 60)
        if not creator.has_left:
            self.desk.messages.info(
                translate("Campaigns", "{name} was not created: nothing was sent.").format(name=name)
            )
            return
        self.desk.messages.warning(
            translate(
                "Campaigns",
                "Creating {name} was broken off, so it is not known whether the server made it. Look at the campaigns "
                "of {profile} before you create it anew.",
            ).format(name=name, profile=texts.plain(context.profile.name, 60))
        )

    def _tell_elsewhere(self, context: Context, creation: Creation, creator: Creator, name: str) -> None:
        """It ended after another profile had been chosen: the form is for that one now."""
        if creation.outcome not in ("created", "found"):
            self._tell_broken_off(context, creator, name)
            return
        self.desk.messages.success(
            translate("Campaigns", "{name} was created in {profile}.").format(
                name=texts.plain(name, 60), profile=texts.plain(context.profile.name, 60)
            )
        )

    def unfinished(self) -> str:
        """See `Page.unfinished`."""
        if not self._under_way:
            return ""
        return translate(
            "Campaigns",
            "The campaign {name} is being created. Leaving now cuts the connection: the server may have made it or "
            "not. Look at the list before you create it anew.",
        ).format(name=texts.plain(self._under_way, 60))

    def _on_look(self) -> None:
        if self._creator is not None and self.isVisible():
            self.desk.tasks.start(self._look_again(self._creator), busy=self._look)

    async def _look_again(self, creator: Creator) -> None:
        creation = await creator.look()
        if creator is self._creator:
            self._end(creation, creator)

    def _end(self, creation: Creation, creator: Creator) -> None:
        if creation.outcome in ("created", "found"):
            self._set_unclear(None)
            self.problem.clear()
            if creator.draft == self._draft():
                # What was queued may be done while another one is being typed.
                self.accept()
                self.fields.clear()
            self.made.emit(creation)
            return
        self._set_unclear(creator, may_go_back=creation.outcome != "unknown")
        now = texts.clock_at(datetime.now(UTC).timestamp())
        why = [error_text(creation.problem)] if creation.problem is not None else []
        if creation.outcome == "missing":
            title = translate("Campaigns", "It is not known whether the server made this campaign.")
            why.append(
                translate(
                    "Campaigns",
                    "At {time} its list had no new campaign of this name. It was sent once and is not sent again by "
                    "itself. Look again before you create it anew, or there may be two.",
                ).format(time=now)
            )
        elif creation.outcome == "several":
            title = translate("Campaigns", "The list has more than one new campaign of this name.")
            why.append(translate("Campaigns", "Close this form and look at them before you create another one."))
        else:
            title = translate("Campaigns", "It is not known whether the server made this campaign.")
            why.append(translate("Campaigns", "The list could not be read either. Look again."))
        self.problem.say(title, why, tone="red", aloud=True)
        if not self.isVisible():
            self.desk.messages.warning(f"{title} {why[-1]}")
        self.unclear.emit()

    def _set_unclear(self, creator: Creator | None, *, may_go_back: bool = False) -> None:
        self._creator = creator
        unclear = creator is not None
        self.fields.setEnabled(not unclear)
        self.set_reference_shown(not unclear)
        self.send_button.setVisible(not unclear)
        self.look_button.setVisible(unclear)
        self.back_button.setVisible(unclear and may_go_back)
        self.close_button.setText(translate("Campaigns", "Close") if unclear else translate("Campaigns", "Cancel"))
        self.advice.setVisible(not unclear)
        self.send_button.setDefault(not unclear)
        self.look_button.setDefault(unclear)

    def _on_back(self) -> None:
        """The operator has looked and wants to change or send it anew; nothing typed is lost."""
        self._set_unclear(None)
        self.problem.clear()
        self._advise()
        self.fields.name.setFocus()
