"""The Leads tab: a file is dropped, mapped, checked and sent.

Owns: putting the parts together, which of the four views is shown, what the page says of itself. Leaves to others: the
way in (`incoming.py`), the file at hand (`checking.py`), the way out (`delivery.py`), the commands (`commands.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.command import Command
from ui.desk import Desk
from ui.leads import lately_choice, single, steps
from ui.leads.characters import Characters
from ui.leads.checking import Checking, Examined
from ui.leads.commands import LeadCommands
from ui.leads.delivery import Delivery
from ui.leads.dialogs import LeadDialogs
from ui.leads.drop_view import DropView
from ui.leads.file_dialogs import choose_csv_to_write
from ui.leads.incoming import Incoming
from ui.leads.left_paused import LeftPaused
from ui.leads.opened import OpenedFile
from ui.leads.preflight import Preflight
from ui.leads.questions import Questions
from ui.leads.repairing import Repairing
from ui.leads.rows_model import LeadRowsModel
from ui.leads.steps import LeadSteps
from ui.leads.words import rows_text
from ui.page import Page, restore_table, table_state
from ui.widgets.announce import announce
from ui.widgets.button import Button

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.evidence import UploadOutcome

translate = QCoreApplication.translate


class LeadsPage(Page):
    """See the module.

    Attributes:
        checking: The file at hand with its choices and verdict.
        incoming: The way in: files dropped, chosen or pasted.
        delivery: The way out: the upload and its outcome.
        send: Uploads the rows that can be sent.
        opening: What is being read.
        upload: What is being sent.
        questions: Uploads of unknown outcome.
        characters: Whether they are read as they were meant.
        repairing: Repairs of many rows, undo and redo.
        dialogs: One lead, the do-not-call list.
        model: The rows shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._had_context = False
        self._aimed_at = ""  # the campaign that the next file is meant for
        self.dialogs = LeadDialogs(desk, self)
        acts = LeadCommands(self)
        self.send, self.save, self.another, self.see_rows = acts.send, acts.save, acts.another, acts.see_rows
        self.check_again, self.ask, self.read_campaigns = acts.check_again, acts.ask, acts.read_campaigns
        self.paste, self.one, self.do_not_call = acts.paste, acts.one, acts.do_not_call
        self.save.triggered.connect(self._on_save)
        self.one.triggered.connect(self._on_one)
        self.do_not_call.triggered.connect(self.dialogs.open_do_not_call)
        self.read_campaigns.triggered.connect(self._on_read_campaigns)
        self.model = LeadRowsModel(desk.tasks, parent=self)
        self.preflight = Preflight(
            self.model, save=self.save, send=self.send, another=self.another, read_campaigns=self.read_campaigns
        )
        self.checking = Checking(desk, self.model, self.preflight)
        self.checking.changed.connect(self._update)
        self.checking.shown.connect(self.status_changed)
        self.repairing = Repairing(desk, self.checking, self.preflight.problems.repairs, self)
        self.characters = Characters(desk, self.checking, self)
        self.preflight.put_above(self.characters.strip)
        self.left_paused = LeftPaused(desk, self)
        self.questions = Questions(desk, self)
        self.questions.changed.connect(self._update_commands)
        self.delivery = Delivery(desk, acts, self.checking, self.preflight.foot, self.questions, self.left_paused, self)
        self.delivery.changed.connect(self._update)
        self.delivery.close_wanted.connect(self._close_file)
        self.upload, self.result = self.delivery.upload, self.delivery.result
        self.upload.went_on.connect(self.status_changed)
        self.incoming = Incoming(desk, acts, self.checking, self.preflight, lambda: self.upload.is_under_way, self)
        self.incoming.changed.connect(self._update)
        self.incoming.opening.opened.connect(self._take_file)
        self.characters.reading_wanted.connect(self.incoming.read_as)
        self.zone, self.waiting, self.opening = self.incoming.zone, self.incoming.waiting, self.incoming.opening
        self.questions.rows_found.connect(self.incoming.open_source)
        self.dialogs.ask_wanted.connect(self.questions.ask)
        self.dialogs.recorded.connect(self._on_recorded)
        self._build()
        desk.leads_wanted.connect(self.aim_at)
        desk.quota.changed.connect(lambda: self.preflight.foot.show_quota(desk.quota.snapshot))
        self._update()

    def _build(self) -> None:
        self.steps = LeadSteps()
        self.steps.step_clicked.connect(self._on_step)
        self.earlier = self.questions.earlier
        self.rest, self.back = self.delivery.rest, self.delivery.back
        self.back.recorded.connect(self._on_recorded)
        self.earlier.bind(self.rest.go_on, self.back.rows, self.back.trail)
        self.earlier.rows_wanted.connect(self.back.rows.trigger)
        self.earlier.set_menu(
            [
                self.back.rows,
                self.back.take_back,
                self.rest.go_on,
                self.rest.give_up,
                self.questions.ask_selected,
                self.questions.reopen,
            ]
        )
        tools = []
        for tool, icon in ((self.one, "people"), (self.do_not_call, "ban")):
            button = Button(tool.title, icon=icon, small=True)
            tool.bind(button)
            tools.append(button)
        self.template = Button(translate("Leads", "Template…"), icon="download")
        self.template.setObjectName("leads.template")
        self.template.set_hint(translate("Leads", "Save an empty lead file with the columns that an agent expects"))
        self.template.clicked.connect(self.open_template)
        self.zone.add_way(self.template)
        self.earlier.add_tools(*tools)
        self._drop = DropView(self.zone, self.earlier)
        for command in (self.repairing.undo, self.repairing.redo):
            self.addAction(command.action)  # on the page: the keys are in force while it is in front
        self._stack = QStackedWidget()
        for view in (self._drop, self.preflight, self.upload.view, self.result):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.steps)
        layout.addWidget(self.left_paused.strip)
        layout.addWidget(self.waiting)
        layout.addWidget(self._stack, 1)

    def commands(self) -> list[Command]:
        """See `Page.commands`."""
        return [
            self.paste,
            self.one,
            self.do_not_call,
            self.send,
            self.upload.cancel,
            self.save,
            self.another,
            self.check_again,
            self.ask,
            self.rest.go_on,
            self.rest.give_up,
            self.back.rows,
            self.back.take_back,
            self.back.trail,
            self.repairing.undo,
            self.repairing.redo,
            self.characters.choose,
            self.left_paused.resume,
            self.left_paused.look,
        ]

    # ------------------------------------------------------------------ state

    @property
    def opened(self) -> OpenedFile | None:
        """The file at hand, None while there is none."""
        return self.checking.file

    @property
    def outcome(self) -> UploadOutcome | None:
        """How the upload of this file ended; None before, and while its rows are looked at again."""
        return self.delivery.outcome

    @property
    def is_checked(self) -> bool:
        """Whether a checked file is shown, ready to be looked at."""
        return self._stack.currentWidget() is self.preflight and self.checking.is_current

    @property
    def is_sent(self) -> bool:
        """Whether the result of an upload is shown."""
        return self._stack.currentWidget() is self.result

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        for name in ("leads.send", "leads.campaigns"):
            self.desk.tasks.cancel(name)
        self._close_file()
        self.left_paused.load()
        self.questions.forget()
        self.dialogs.forget()
        self.back.forget()
        self._aimed_at = ""
        context = self.desk.context
        if context is None:
            if self._had_context:
                self.waiting.clear()
        else:
            context.campaigns.subscribe(lambda: self._take_campaigns(context))
            context.do_not_call.subscribe(lambda: self._on_do_not_call_changed(context))
            self.questions.load()
            # Files named on the command line come before the profile is open.
            self.incoming.open_next()
        self._had_context = context is not None
        self._update()

    def _close_file(self) -> None:
        self.incoming.release()
        self.delivery.forget()
        self.characters.forget()
        self.checking.clear()

    def start_over(self) -> None:
        """Close the file and wait for another one; nothing happens while one is being sent."""
        if not self.upload.is_under_way:
            self._close_file()
            self._update()

    def showEvent(self, event: QShowEvent) -> None:
        """While no file is at hand, one may come soon."""
        super().showEvent(event)
        if self.opened is None:
            self.incoming.prepare()

    def offer(self, paths: list[Path]) -> None:
        """Lead files were dropped or chosen."""
        self.incoming.offer(paths)

    def choose_file(self) -> None:
        """Let the operator choose lead files."""
        self.incoming.choose_file()

    def _take_file(self, file: OpenedFile, examined: Examined) -> None:
        """Put a file that was read in the place of the one before."""
        before = self.opened
        if before is not None and self.outcome is None and before.source != file.source:
            self.desk.messages.info(
                translate("Leads", "{name} was closed. Nothing of it was sent.").format(name=texts.plain(before.name))
            )
        elif not file.source.campaign_id:
            self.desk.messages.dismiss()
        self.delivery.outcome = None
        self.checking.take(file, examined)
        aimed_at, self._aimed_at = file.source.campaign_id or self._aimed_at, ""
        if aimed_at and not file.campaign_id:
            self.checking.choose_campaign(aimed_at)
        if self.isVisible():
            self.checking.focus_next_choice()
        announce(self, self.preflight.foot.summary.text())
        context = self.desk.context
        if context is not None and context.campaigns.read_at is None:
            self.read_campaigns.trigger()

    # ------------------------------------------------------------------ the target

    def aim_at(self, campaign_id: str) -> None:
        """Somebody wants leads to go to this campaign: those of the open file, else of the next one."""
        context = self.desk.context
        campaign = context.campaigns.get(campaign_id) if context is not None else None
        if campaign is None or campaign.is_final or self.upload.is_under_way:
            return
        if self.opened is not None and self.outcome is None:
            self.choose_campaign(campaign_id)
            return
        self._aimed_at = campaign_id
        self.desk.messages.info(
            translate("Leads", "The next file opened here is meant for {name}.").format(name=texts.plain(campaign.name))
        )

    def choose_campaign(self, campaign_id: str) -> None:
        """Choose where the leads of the open file go; "" for nowhere yet."""
        self.checking.choose_campaign(campaign_id)

    def _take_campaigns(self, context: Context) -> None:
        if context is self.desk.context:
            self.checking.show_campaigns(sending=self.upload.is_under_way)
            self.left_paused.follow(context)
            self._update()

    def _on_do_not_call_changed(self, context: Context) -> None:
        """The file at hand was checked against another list."""
        if context is self.desk.context:
            self.checking.recheck()

    def _on_recorded(self) -> None:
        """A lead was added or removed by itself: that says something about the rows of the file too."""
        self.questions.load()
        self.checking.recheck()

    def _on_read_campaigns(self) -> None:
        context = self.desk.context
        if context is not None:
            from app.quota.priorities import Priority

            self.desk.tasks.start(
                context.campaigns.refresh(Priority.INTERACTIVE), name="leads.campaigns", busy=self.read_campaigns
            )

    # ------------------------------------------------------------------ other dialogs

    def _on_one(self) -> None:
        self.dialogs.open_one(self.checking.file.campaign_id if self.checking.file is not None else "")

    def open_template(self) -> None:
        """Offer an empty lead file with the columns that the agent of the chosen campaign expects."""
        self.dialogs.open_template(self.opened.campaign_id if self.opened is not None else self._aimed_at)

    # ------------------------------------------------------------------ rows that are set aside

    def _on_save(self) -> None:
        file = self.opened
        if file is None:
            return

        def save(path: Path) -> None:
            self.desk.tasks.start(self._write_rejected(file, path), busy=self.save)

        title = translate("Leads", "Save the rows that are set aside")
        choose_csv_to_write(self, "leads.save.dialog", title, file.rejected_name, save, folder=file.folder)

    async def _write_rejected(self, file: OpenedFile, path: Path) -> None:
        count = await file.session.write_rejected(path)
        self.desk.messages.success(
            translate(
                "Leads", "{rows} saved to {name}, each with its reason. Repair them and drop the file again."
            ).format(rows=rows_text(count), name=texts.plain(path.name))
        )

    # ------------------------------------------------------------------ showing

    def _update(self) -> None:
        """Bring everything in line with the state."""
        if self.upload.is_under_way:
            view: QWidget = self.upload.view
        elif self.opening.source is not None:
            view = self._drop
        elif self.outcome is not None:
            view = self.result
        elif self.opened is not None:
            view = self.preflight
        else:
            view = self._drop
            if not self.incoming.problem:
                self.zone.show_waiting()
        if self._stack.currentWidget() is not view:
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self.isAncestorOf(focus)
            self._stack.setCurrentWidget(view)
            if had_focus and view is self._drop:
                (self.zone.open if self.opening.source is None else self.zone.stop).setFocus()
        self.waiting.set_sending(self.upload.is_under_way)
        self._update_commands()
        self._update_steps()
        self.status_changed.emit()

    def _update_commands(self) -> None:
        self.delivery.update_commands()
        set_aside = self.opened.result.set_aside if self.opened is not None and self.opened.result is not None else 0
        self.save.set_possible(set_aside > 0, translate("Leads", "No row is set aside."))
        no_profile = translate("Leads", "No profile is open.")
        under_way = translate("Leads", "Wait until the upload is over.")
        can_open = self.desk.context is not None and not self.upload.is_under_way
        for tool in (self.one, self.do_not_call):
            tool.set_possible(self.desk.context is not None, no_profile)
        self.template.setEnabled(self.desk.context is not None)
        self.paste.set_possible(can_open, no_profile if self.desk.context is None else under_way)
        self.read_campaigns.set_possible(self.desk.context is not None, no_profile)

    def _update_steps(self) -> None:
        shown, file = self._stack.currentWidget(), self.opened
        if shown is self._drop or (file is None and shown is self.preflight):
            self.steps.show_dropping(self.opening.source.title if self.opening.source is not None else "")
        elif file is None:
            self.steps.show_from_record(self.upload.name, self.delivery.state if shown is self.result else "")
        elif shown is self.preflight:
            self.steps.show_rows(file, can_send=self.send.possible)
        elif shown is self.upload.view:
            self.steps.show_sending(file)
        else:
            set_aside = self.outcome.set_aside if self.outcome is not None else None
            self.steps.show_result(file, self.delivery.state, set_aside)

    def _on_step(self, number: int) -> None:
        """Steps lead to where they are decided."""
        if number == steps.DROP:
            self.choose_file()
        elif self._stack.currentWidget() is not self.preflight or self.opened is None:
            return
        elif number == steps.MAP:
            self.preflight.rows.mapping.combo(self.opened.choices.phone or 0).setFocus()
        elif number == steps.CHECK:
            self.preflight.rows.table.setFocus()
        else:
            self.preflight.foot.send.setFocus()

    def unfinished(self) -> str:
        """See `Page.unfinished`."""
        if not self.upload.is_under_way:
            return self._unfinished_single()
        text = translate(
            "Leads",
            "An upload is under way: {name}. Leaving now cuts the connection: the server may have taken the rows or "
            "not. That is recorded, and looked at when this profile is opened again. Nothing is sent twice.",
        ).format(name=texts.plain(self.upload.name, 60))
        return " ".join(part for part in (text, self.upload.view.parts_text, self.upload.view.paused_text) if part)

    def _unfinished_single(self) -> str:
        if not any(map(self.desk.tasks.is_running, single.CHANGES)):
            return ""
        return translate(
            "Leads",
            "A lead is being added, changed or removed. Leaving now cuts the connection: look the lead up afterwards "
            "to see what became of it.",
        )

    def status_texts(self) -> list[str]:
        """See `Page.status_texts`."""
        file = self.opened
        if self.upload.is_under_way:
            return [texts.plain(self.upload.name, tokens.CELL_CAP), self.upload.view.step_text]
        if file is None:
            return [translate("Leads", "No file open")]
        said = [rows_text(file.summary.row_count)]
        if self.model.view != "all" and self._stack.currentWidget() is self.preflight:
            said.append(translate("Leads", "{count} shown").format(count=texts.number(self.model.rowCount())))
        said.append(
            translate("Leads", "The file on disk is not changed")
            if file.path is not None
            else translate("Leads", "These rows are held in memory only")
        )
        if self.outcome is None:
            said.append(translate("Leads", "Nothing of it has been sent"))
            if known := self.checking.known_calls:
                said.append(known)
        return said

    # ------------------------------------------------------------------ remembered

    def save_state(self) -> dict[str, Any]:
        """See `Page.save_state`."""
        state: dict[str, Any] = {"uploads": table_state(self.earlier.table), "lately_days": self.checking.lately_days}
        if self.preflight.splitter.orientation() == Qt.Orientation.Horizontal:
            state["splitter"] = self.preflight.splitter.sizes()
        return state

    def restore_state(self, state: dict[str, Any]) -> None:
        """See `Page.restore_state`."""
        restore_table(self.earlier.table, state.get("uploads"))
        days = state.get("lately_days")
        self.checking.look_back(days if type(days) is int and days in lately_choice.CHOICES else lately_choice.USUAL)
        sizes = state.get("splitter")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, int) and size > 0 for size in sizes):
            self.preflight.splitter.setSizes(sizes)
