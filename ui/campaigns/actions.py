"""What can be done to campaigns: the commands, when they are possible, and their flows.

Owns: New, Edit, Pause, Resume, Cancel, Stop everything, and their dialogs. Leaves to others: what is selected and the
table (`page.py`), what is allowed (`app/campaigns/lifecycle.py`), stopping, creating, editing (`app/campaigns`).

The dialogs are made when they are first wanted and kept: commands hold on to their buttons.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from ui import texts
from ui.campaigns import words
from ui.command import EVERYTHING, Capture, Command, Question
from ui.desk import Desk
from ui.texts import error_text

if TYPE_CHECKING:
    import asyncio

    from app.api.dialect import CampaignAction
    from app.campaigns.changing import Changed
    from app.campaigns.creating import Creation
    from app.campaigns.editing import Edited
    from app.campaigns.lifecycle import Wish
    from app.context import Context
    from app.models import Campaign
    from ui.campaigns.edit_dialog import EditCampaignDialog
    from ui.campaigns.new_dialog import NewCampaignDialog
    from ui.campaigns.result_dialog import ResultDialog

translate = QCoreApplication.translate


class CampaignActions(QObject):
    """See the module.

    Args:
        desk: Services of the window.
        page: The page; its window owns the dialogs.
        chosen: The selected campaigns, top to bottom.

    Signals:
        look_wanted: The list is worth another reading at once.
        show_wanted: This campaign should be selected (its id).
    """

    look_wanted = Signal()
    show_wanted = Signal(str)

    def __init__(self, desk: Desk, page: QWidget, chosen: Callable[[], Sequence[Campaign]]) -> None:
        super().__init__(page)
        self.desk = desk
        self._page = page
        self._chosen = chosen
        self._new_dialog: NewCampaignDialog | None = None
        self._edit_dialog: EditCampaignDialog | None = None
        self._result_dialog: ResultDialog | None = None

        # What only makes sense inside a dialog is no command of the page.
        inside = QObject(self)

        def command(
            key: str,
            title: str,
            slot: Callable[[], object],
            *,
            sends: bool = True,
            changes: bool = True,
            keys: str = "",
            owner: QObject = self,
        ) -> Command:
            made = Command(
                f"campaigns.{key}",
                title,
                cooldown=desk.cooldown if sends else None,
                changes=desk.write_lock if changes else None,
                shortcut=keys or None,
                queue=desk.commands,
                parent=owner,
            )
            made.triggered.connect(slot)
            return made

        self.new = command("new", translate("Campaigns", "New campaign"), self.open_new, sends=False, keys="Ctrl+N")
        self.edit = command("edit", translate("Campaigns", "Edit"), self.open_edit, sends=False)
        self.pause = command("pause", translate("Campaigns", "Pause"), lambda: self._start("pause"))
        self.resume = command("resume", translate("Campaigns", "Resume"), lambda: self._start("resume"))
        self.cancel = command("cancel", translate("Campaigns", "Cancel campaign"), self._on_cancel)
        self.stop_all = command("stop_all", translate("Campaigns", "Stop everything"), self._on_stop_all)
        for action in ("pause", "resume", "cancel"):
            self._command(action).capture = functools.partial(self._capture, action)
        self.stop_all.capture = lambda: Capture(self.stop_all.title, self._on_stop_all, frozenset({EVERYTHING}))
        self.pause.is_urgent = self.cancel.is_urgent = self.stop_all.is_urgent = True
        self.create = command("create", translate("Campaigns", "Create campaign"), _nothing, owner=inside)
        self.save = command("save", translate("Campaigns", "Save changes"), _nothing, owner=inside)
        self.look = command("look", translate("Campaigns", "Look again"), _nothing, changes=False, owner=inside)
        self.reload = command("reload", translate("Campaigns", "Read again"), _nothing, changes=False, owner=inside)
        self.stop_again = command("stop_again", translate("Campaigns", "Stop again"), self._on_stop_all, owner=inside)
        self.update([])

    def for_menu(self) -> list[Command]:
        """For the menu, in its order."""
        return [self.new, self.edit, self.pause, self.resume, self.cancel, self.stop_all]

    # ------------------------------------------------------------------ what is possible

    def update(self, chosen: Sequence[Campaign]) -> None:
        """Turn the commands on and off for this selection."""
        from ui.campaigns.possible import why_not_any, why_not_new, why_not_one

        context = self.desk.context
        closed = translate("Campaigns", "No profile is open.") if context is None else ""
        self.stop_all.set_possible(not closed, closed)
        why = closed or why_not_new(context)
        self.new.set_possible(not why, why)
        why = closed or why_not_one(context, chosen)
        self.edit.set_possible(not why, why)
        actions: tuple[tuple[Command, Wish], ...] = (
            (self.pause, "pause"),
            (self.resume, "resume"),
            (self.cancel, "cancel"),
        )
        for command, action in actions:
            why = closed or why_not_any(chosen, action)
            command.set_possible(not why, why)

    def forget(self) -> None:
        """Another profile is open: its dialogs know nothing of this one's campaigns."""
        for dialog in (self._new_dialog, self._edit_dialog):
            if dialog is not None:
                dialog.start_over()
        if self._result_dialog is not None:
            self._result_dialog.close()

    # ------------------------------------------------------------------ forms

    def new_form(self) -> NewCampaignDialog:
        """The form for a new campaign."""
        if self._new_dialog is None:
            from ui.campaigns.new_dialog import NewCampaignDialog

            self._new_dialog = NewCampaignDialog(self.desk, self.create, self.look, self.reload, self._page.window())
            self._new_dialog.made.connect(self._on_made)
            self._new_dialog.unclear.connect(self.look_wanted)
        return self._new_dialog

    def edit_form(self) -> EditCampaignDialog:
        """The form for changing a campaign."""
        if self._edit_dialog is None:
            from ui.campaigns.edit_dialog import EditCampaignDialog

            self._edit_dialog = EditCampaignDialog(self.desk, self.save, self.reload, self._page.window())
            self._edit_dialog.edited.connect(self._on_edited)
            self._edit_dialog.unsure.connect(self.look_wanted)
        return self._edit_dialog

    def unfinished(self) -> str:
        """See `Page.unfinished`."""
        return self._new_dialog.unfinished() if self._new_dialog is not None else ""

    def results(self) -> ResultDialog:
        """The list of results for several campaigns."""
        if self._result_dialog is None:
            from ui.campaigns.result_dialog import ResultDialog

            self._result_dialog = ResultDialog(self.stop_again, self._page.window())
        return self._result_dialog

    def open_new(self) -> None:
        """Open the form for a new campaign."""
        context = self.desk.context
        if context is not None:
            self.new_form().show_for(context)

    def open_edit(self) -> None:
        """Open the form for the one selected campaign."""
        context, chosen = self.desk.context, self._chosen()
        if context is not None and len(chosen) == 1:
            self.edit_form().show_for(context, chosen[0])

    def _on_made(self, creation: Creation) -> None:
        context, campaign = self.desk.context, creation.campaign
        if context is None or campaign is None:
            return
        context.campaigns.put(campaign)
        self.show_wanted.emit(campaign.id)
        facts = {"name": words.name_of(campaign), "status": words.word_of(campaign), "time": _now(context)}
        if creation.outcome == "found":
            self.desk.messages.show(
                "warning",
                translate(
                    "Campaigns",
                    "The server gave no usable answer, but its list has {name} now: {status}. It was not sent twice.",
                ).format(**facts),
            )
        else:
            self.desk.messages.show(
                "success",
                translate("Campaigns", "{name} was created at {time}. The server says: {status}.").format(**facts),
                translate("Campaigns", "Upload leads"),
                lambda: self.desk.show_leads(campaign.id),
            )
        self.look_wanted.emit()

    def _on_edited(self, edited: Edited) -> None:
        context = self.desk.context
        if context is None:
            return
        context.campaigns.put(edited.campaign)
        name = words.name_of(edited.campaign)
        if not edited.ignored:
            self.desk.messages.success(
                translate("Campaigns", "{name} was changed at {time}, and reads so from the server.").format(
                    name=name, time=_now(context)
                )
            )
            return
        from ui.campaigns.possible import field_name

        fields = ", ".join(field_name(field) for field in edited.ignored)
        self.desk.messages.warning(
            translate("Campaigns", "The server accepted the change of {name}, but did not make it: {fields}.").format(
                name=name, fields=fields
            )
        )

    # ------------------------------------------------------------------ pause, resume, cancel

    def _command(self, action: CampaignAction) -> Command:
        return {"pause": self.pause, "resume": self.resume, "cancel": self.cancel}[action]

    def _able(self, action: CampaignAction) -> list[Campaign]:
        from app.campaigns.lifecycle import why_not

        return [campaign for campaign in self._chosen() if why_not(campaign, action) is None]

    def _on_cancel(self) -> None:
        from ui.dialogs.confirm import ConfirmDialog

        context, able = self.desk.context, self._able("cancel")
        if context is None or not able:
            return
        question = _cancel_question(context, able)
        ConfirmDialog(
            "campaigns.cancel.dialog",
            question.title,
            question.text,
            question.yes,
            lambda: self._start("cancel", able),
            self._page.window(),
            no=question.no,
        ).open()

    def _start(self, action: CampaignAction, campaigns: Sequence[Campaign] = ()) -> asyncio.Task[None] | None:
        """Do it to these, else to those of the selection that it is possible for; returns the task that does."""
        context = self.desk.context
        able = list(campaigns) or self._able(action)
        if context is None or not able:
            return None
        command = self._command(action)
        if len(able) == 1:
            return self.desk.tasks.start(self._change_one(context, able[0], action), busy=command)
        return self.desk.tasks.start(self._change_several(context, able, action), busy=command)

    def _capture(self, action: CampaignAction, campaigns: Sequence[Campaign] = ()) -> Capture | None:
        """The action bound to these campaigns, or to those selected now, to be done whenever that is allowed."""
        context = self.desk.context
        able = list(campaigns) or self._able(action)
        if context is None or not able:
            return None

        def then() -> list[Campaign]:
            return [context.campaigns.get(campaign.id) or campaign for campaign in able]

        def without(gone: frozenset[str]) -> Capture | None:
            left = [campaign for campaign in able if campaign.id not in gone]
            return self._capture(action, left) if left else None

        return Capture(
            words.wish(self._command(action).title, able),
            lambda: self._start(action, then()),
            frozenset(campaign.id for campaign in able),
            (lambda: _cancel_question(context, then())) if action == "cancel" else None,
            without,
        )

    async def _change_one(self, context: Context, campaign: Campaign, action: CampaignAction) -> None:
        from app.campaigns.lifecycle import worked

        try:
            after = await context.api.change_campaign_status(campaign.id, action)
        except AppError as error:
            self.desk.messages.error(
                translate("Campaigns", "{name}: {problem}").format(
                    name=words.name_of(campaign), problem=error_text(error)
                )
            )
            # The refusal may mean that the state was another one: look once.
            self.look_wanted.emit()
            return
        context.campaigns.put(after)
        if worked(after, action):
            self.desk.messages.success(words.done(action, after, _now(context)))
        else:
            self.desk.messages.warning(
                translate(
                    "Campaigns",
                    "The server accepted the request, but {name} is still {status}. Look again before repeating it.",
                ).format(name=words.name_of(after), status=words.word_of(after))
            )

    async def _change_several(self, context: Context, campaigns: list[Campaign], action: CampaignAction) -> None:
        from app.campaigns.changing import change_each

        dialog = self.results()
        dialog.begin(words.title_of(action))

        def show(results: list[Changed]) -> None:
            tried = sum(result.has_worked is not None for result in results)
            dialog.set_rows([words.change_row(result, action) for result in results])
            dialog.set_summary(words.working(action, tried, len(results)))

        results = await change_each(context.api, context.campaigns, campaigns, action, show)
        worked = sum(bool(result.has_worked) for result in results)
        text = words.in_one_sentence(action, worked, len(results))
        dialog.end(text, problems=words.problems(results))
        self._tell_result(text, all_done=worked == len(results))
        self.look_wanted.emit()

    # ------------------------------------------------------------------ stop everything

    def _on_stop_all(self) -> asyncio.Task[None] | None:
        context = self.desk.context
        if context is None or self.desk.tasks.is_running("campaigns.stop_all"):
            return None
        self.stop_again.set_busy(True)
        return self.desk.tasks.start(self._stop_all(context), name="campaigns.stop_all", busy=self.stop_all)

    async def _stop_all(self, context: Context) -> None:
        from app.campaigns.stopping import Stopping

        dialog = self.results()
        stopping = Stopping(context.api, context.campaigns, context.clock)

        def show() -> None:
            dialog.set_rows([words.stop_row(result) for result in stopping.results])
            if not stopping.is_over and not stopping.results:
                dialog.set_summary(translate("Campaigns", "Looking for running campaigns…"))
            else:
                dialog.set_summary(words.stop_summary(stopping.results))

        stopping.on_change = show
        dialog.begin(translate("Campaigns", "Stop everything"))
        try:
            results = await stopping.run()
        finally:
            self.stop_again.set_busy(False)
        text = words.stop_summary(results)
        problems = words.problems(result for result in results if not result.is_safe)
        if stopping.list_problem is not None:
            template = translate(
                "Campaigns", "The list could not be read afterwards, so others may be running: {problem}"
            )
            problems.insert(0, template.format(problem=error_text(stopping.list_problem)))
            if not results:
                text = translate("Campaigns", "It is not known whether a campaign is running.")
        all_safe = all(result.is_safe for result in results) and stopping.list_problem is None
        dialog.end(text, may_repeat=not all_safe, problems=problems)
        self._tell_result(text, all_done=all_safe)

    def _tell_result(self, text: str, *, all_done: bool) -> None:
        """Say it in the message bar too: the list may be closed already."""
        dialog = self.results()
        show = translate("Campaigns", "Show the results")
        self.desk.messages.show("success" if all_done else "warning", text, show, lambda: dialog.show())


def _cancel_question(context: Context, campaigns: Sequence[Campaign]) -> Question:
    seen = min((context.campaigns.seen_at(campaign.id) or context.clock.time()) for campaign in campaigns)
    title, text, button = words.cancel_question(campaigns, texts.clock_at(seen))
    keep = translate("Campaigns", "Keep it") if len(campaigns) == 1 else translate("Campaigns", "Keep them")
    return Question(title, text, button, keep)


def _nothing() -> None:
    """The dialog that the command belongs to does it."""


def _now(context: Context) -> str:
    return texts.clock_at(context.clock.time())
