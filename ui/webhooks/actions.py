"""What can be done with webhooks: add, edit, turn on and off, remove, check a delivery.

Owns: the commands, when each is possible, sending, the dialogs. Leaves to others: the list and what is selected
(`window.py`), what is known (`reader.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.errors import AppError, NotFoundError
from app.webhooks.subscriptions import Draft, changes_between, is_unsure
from ui.command import Command
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog
from ui.messages import Messages
from ui.webhooks.form_dialog import WebhookForm
from ui.webhooks.reader import WebhookReader
from ui.webhooks.secret_dialog import SecretDialog
from ui.webhooks.words import host_of, name_of

if TYPE_CHECKING:
    from app.context import Context
    from app.models import Webhook
    from app.secrets import Secret

translate = QCoreApplication.translate

NEW: Final = "webhooks.new_form"
EDIT: Final = "webhooks.edit_form"


class WebhookActions(QObject):
    """See the module. Its commands make sense only in the window: the owner has no `desk`, so no palette lists them.

    Args:
        desk: Of the main window.
        reader: Told of what the server answered.
        messages: Where what happened is told.
        window: Of the list.
    """

    def __init__(self, desk: Desk, reader: WebhookReader, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._reader = reader
        self._messages = messages
        self._window = window
        self._chosen: Webhook | None = None
        self._forms: dict[str, WebhookForm] = {}
        self.add = self._opening("webhooks.add", translate("Webhooks", "Add a webhook…"))
        self.edit = self._opening("webhooks.edit", translate("Webhooks", "Edit…"))
        self.turn_on = self._sending("webhooks.enable", translate("Webhooks", "Turn on"))
        self.turn_off = self._sending("webhooks.disable", translate("Webhooks", "Turn off"))
        self.remove = self._sending("webhooks.remove", translate("Webhooks", "Remove…"))
        self.send_new = self._sending("webhooks.create", translate("Webhooks", "Add the webhook"))
        self.send_edited = self._sending("webhooks.save", translate("Webhooks", "Save"))
        self.check = Command("webhooks.check", translate("Webhooks", "Check a delivery…"), parent=self)
        self.add.triggered.connect(lambda: self.form(NEW).show_for(None))
        self.edit.triggered.connect(self._on_edit)
        self.turn_on.triggered.connect(lambda: self._on_switch(on=True))
        self.turn_off.triggered.connect(lambda: self._on_switch(on=False))
        self.remove.triggered.connect(self._on_remove)
        self.check.triggered.connect(self._on_check)

    def _opening(self, key: str, title: str) -> Command:
        """One that opens a form: what was typed can be sent when the wait is over."""
        return Command(key, title, changes=self._desk.write_lock, parent=self)

    def _sending(self, key: str, title: str) -> Command:
        return Command(key, title, cooldown=self._desk.cooldown, changes=self._desk.write_lock, parent=self)

    def follow(self, chosen: Webhook | None, *, has_profile: bool) -> None:
        """This webhook is selected now, or none is."""
        self._chosen = chosen
        none = translate("Webhooks", "Select a webhook first.")
        self.add.set_possible(has_profile, translate("Webhooks", "No profile is open."))
        self.edit.set_possible(chosen is not None, none)
        self.remove.set_possible(chosen is not None, none)
        on = chosen.is_active if chosen is not None else None
        self.turn_on.set_possible(
            chosen is not None and on is not True, none if chosen is None else translate("Webhooks", "It is on.")
        )
        self.turn_off.set_possible(
            chosen is not None and on is not False, none if chosen is None else translate("Webhooks", "It is off.")
        )

    def forget(self) -> None:
        """Another profile: open forms go."""
        self._chosen = None
        for form in self._forms.values():
            form.reject()

    # ------------------------------------------------------------------ forms

    def form(self, key: str) -> WebhookForm:
        """One of the two forms; made when it is first needed."""
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = WebhookForm(key, self.send_new if key == NEW else self.send_edited, self._window)
            form.wanted.connect(lambda *wanted: self._on_wanted(key, *wanted))
        return form

    def _on_edit(self) -> None:
        if self._chosen is not None:
            self.form(EDIT).show_for(self._chosen)

    def _on_wanted(self, key: str, webhook: Webhook | None, draft: Draft, secret: Secret | None, made: bool) -> None:
        context = self._desk.context
        if context is not None:
            send = self.send_new if webhook is None else self.send_edited
            self._desk.tasks.start(self._save(context, key, webhook, draft, secret, made), busy=send)

    async def _save(
        self, context: Context, key: str, before: Webhook | None, draft: Draft, secret: Secret | None, made: bool
    ) -> None:
        form = self._forms[key]
        form.set_sending(True)
        try:
            if before is not None:
                after = await context.api.update_webhook(before.id, changes_between(before, draft, secret))
            else:
                assert secret is not None
                after = await context.api.create_webhook(draft.url, draft.events, secret.reveal())
        except AppError as error:
            self._doubt(error)
            if form.isVisible():
                form.refuse(error)
            else:
                self._messages.error(error)
            return
        finally:
            form.set_sending(False)
        if context is not self._desk.context:
            return
        form.accept()
        self._reader.put(after)
        if secret is not None and made:
            SecretDialog(secret, host_of(after), self._window).open()
        elif before is None:
            self._say(translate("Webhooks", "The webhook to {host} was added.").format(host=host_of(after)))
        else:
            self._say(translate("Webhooks", "The webhook to {host} was changed.").format(host=host_of(after)))

    # ------------------------------------------------------------------ on, off, away

    def _on_switch(self, *, on: bool) -> None:
        context, chosen = self._desk.context, self._chosen
        if context is not None and chosen is not None:
            command = self.turn_on if on else self.turn_off
            self._desk.tasks.start(self._change(context, chosen, {"is_active": on}), busy=command)

    async def _change(self, context: Context, webhook: Webhook, changes: dict[str, Any]) -> None:
        try:
            after = await context.api.update_webhook(webhook.id, changes)
        except AppError as error:
            self._doubt(error)
            self._messages.error(error)
            return
        if context is self._desk.context:
            self._reader.put(after)

    def _on_remove(self) -> None:
        context, chosen = self._desk.context, self._chosen
        if context is None or chosen is None:
            return
        dialog = ConfirmDialog(
            "webhooks.remove_dialog",
            translate("Webhooks", "Remove the webhook to {host}?").format(host=host_of(chosen)),
            translate(
                "Webhooks",
                "{name}\nThe server sends nothing there any more, and drops what it wanted to send again. The secret "
                "cannot be had back. Turning it off keeps it.",
            ).format(name=name_of(chosen)),
            translate("Webhooks", "Remove the webhook"),
            lambda: self._desk.tasks.start(self._remove(context, chosen), busy=self.remove),
            self._window,
        )
        dialog.open()

    async def _remove(self, context: Context, webhook: Webhook) -> None:
        try:
            await context.api.delete_webhook(webhook.id)
        except NotFoundError:
            pass  # removed elsewhere meanwhile: what was wanted is so
        except AppError as error:
            self._doubt(error)
            self._messages.error(error)
            return
        if context is self._desk.context:
            self._reader.drop(webhook.id)
            self._say(translate("Webhooks", "The webhook to {host} was removed.").format(host=host_of(webhook)))

    def _on_check(self) -> None:
        from ui.webhooks.check_dialog import CheckDialog

        CheckDialog(self._window).open()

    # ------------------------------------------------------------------ telling

    def _doubt(self, error: AppError) -> None:
        """What the server has may be another thing than what is shown."""
        if is_unsure(error) or isinstance(error, NotFoundError):
            self._reader.refresh()

    def _say(self, text: str) -> None:
        self._messages.success(text)
