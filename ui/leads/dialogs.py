"""The dialogs of the Leads tab that have nothing to do with the file at hand.

Owns: when they are made, and that they belong to one profile. Leaves to others: each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.desk import Desk

if TYPE_CHECKING:
    import asyncio

    from app.context import Context
    from ui.leads.do_not_call_dialog import DoNotCallDialog
    from ui.leads.single.dialog import OneLeadDialog
    from ui.leads.template_dialog import TemplateDialog

translate = QCoreApplication.translate

_TASKS: Final = tuple(
    f"leads.one.{name}" for name in ("add", "add.queued", "find", "change", "queued", "agent", "added", "countries")
)


class LeadDialogs(QObject):
    """See the module.

    Attributes:
        one: The dialog for one lead, None before it was first wanted.
        do_not_call: The do-not-call list, None while it is closed.
        template: An empty lead file to be saved, None while it is closed.

    Signals:
        ask_wanted: The outcome of an addition is to be settled; the upload's id.
        recorded: The local record of uploads says something else.
    """

    ask_wanted = Signal(int)
    recorded = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self.one: OneLeadDialog | None = None
        self.do_not_call: DoNotCallDialog | None = None
        self.template: TemplateDialog | None = None

    def forget(self) -> None:
        """Another profile is open, or none: these showed the old one's people."""
        for dialog in (self.one, self.do_not_call, self.template):
            if dialog is not None:
                dialog.reject()
        if self.one is not None:
            _delete_after(self.one, [self._desk.tasks.cancel(name) for name in _TASKS])
        self.one = self.do_not_call = self.template = None

    def open_one(self, campaign_id: str) -> None:
        """Show the dialog for one lead; `campaign_id` is offered for a new one, "" for none."""
        context = self._desk.context
        if context is None:
            return
        if self.one is None:
            from ui.leads.single.dialog import OneLeadDialog

            self.one = OneLeadDialog(self._desk, context, self._page.window())
            self.one.ask_wanted.connect(self.ask_wanted)
            self.one.recorded.connect(self.recorded)
            self.one.forbid_wanted.connect(lambda number: self._forbid(context, number))
        self.one.begin(campaign_id)
        self.one.open()

    def open_do_not_call(self) -> None:
        """Show the do-not-call list."""
        context = self._desk.context
        if context is None:
            return
        from ui.leads.do_not_call_dialog import DoNotCallDialog

        dialog = self.do_not_call = DoNotCallDialog(self._desk, context, self._page.window())
        dialog.finished.connect(lambda _result: self._on_closed(dialog))
        dialog.open()

    def open_template(self, campaign_id: str) -> None:
        """Show the template of a lead file, for this campaign first of all; "" for none."""
        context = self._desk.context
        if context is None or self.template is not None:
            return
        from ui.leads.template_dialog import TemplateDialog

        dialog = self.template = TemplateDialog(self._desk, context, campaign_id, self._page.window())
        dialog.finished.connect(self._on_template_closed)
        dialog.open()

    def _on_template_closed(self) -> None:
        self.template = None

    def _on_closed(self, dialog: DoNotCallDialog) -> None:
        if self.do_not_call is dialog:
            self.do_not_call = None
        dialog.deleteLater()

    def _forbid(self, context: Context, number: str) -> None:
        self._desk.tasks.start(self._add_to_list(context, number))

    async def _add_to_list(self, context: Context, number: str) -> None:
        added = await context.do_not_call.add(number, translate("Leads", "From the lead"))
        if self.one is not None:
            said = (
                translate("Leads", "The number is on the do-not-call list. The lead itself is still in its campaign.")
                if added
                else translate("Leads", "The number is on the do-not-call list already.")
            )
            self.one.finder.say(said, "amber")


def _delete_after(dialog: QWidget, tasks: Iterable[asyncio.Task[Any] | None]) -> None:
    """Delete a dialog once these tasks of it, which were cancelled, have ended: they turn its buttons on again."""
    left = {task for task in tasks if task is not None}

    def end(task: asyncio.Task[Any]) -> None:
        left.discard(task)
        if not left and isValid(dialog):  # else the window is gone, and it with it
            dialog.deleteLater()

    if not left:
        dialog.deleteLater()
    for task in tuple(left):
        task.add_done_callback(end)
