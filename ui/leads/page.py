"""The Leads tab: a file is dropped, mapped, checked and sent.

Owns: the flow between the four views, and the commands. Leaves to others: opening files (`opening.py`), sending
(`sending.py`), uploads of unknown outcome (`questions.py`), the views (the other files of this folder).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.errors import LeadFileError
from ui import texts, tokens
from ui.command import Capture, Command
from ui.desk import Desk
from ui.leads import steps
from ui.leads.checking import Checking, Examined
from ui.leads.dialogs import LeadDialogs
from ui.leads.drop_view import DropView
from ui.leads.drop_zone import DropZone
from ui.leads.file_dialogs import choose_csv_to_write, choose_files
from ui.leads.left_paused import LeftPaused, state_text
from ui.leads.looking_back import LookingBack
from ui.leads.opened import OpenedFile, Source
from ui.leads.opening import Opening
from ui.leads.preflight import Preflight
from ui.leads.questions import Questions
from ui.leads.queued_upload import QueuedUpload
from ui.leads.repairing import Repairing
from ui.leads.rest import Rest, RestOfFile, rest_of
from ui.leads.result_view import ResultView
from ui.leads.rows_model import LeadRowsModel
from ui.leads.sending import Sending
from ui.leads.steps import LeadSteps
from ui.leads.upload_run import RunEnd
from ui.leads.waiting_files import WaitingFiles
from ui.leads.words import rows_text
from ui.page import Page, restore_table, table_state
from ui.texts import error_text
from ui.widgets.announce import announce
from ui.widgets.button import Button

if TYPE_CHECKING:
    import asyncio

    from app.context import Context
    from app.leads.evidence import UploadOutcome
    from app.leads.records import UploadRecord
    from app.models import Campaign

translate = QCoreApplication.translate


class LeadsPage(Page):
    """See the module.

    Attributes:
        checking: The file at hand with its choices and verdict.
        outcome: How the upload of this file ended; None before, and while its rows are looked at again.
        send: Uploads the rows that can be sent.
        opening: What is being read.
        upload: What is being sent.
        questions: Uploads of unknown outcome.
        repairing: Repairs of many rows, undo and redo.
        dialogs: One lead, the do-not-call list.
        model: The rows shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.outcome: UploadOutcome | None = None
        self._problem = ""  # why the last file could not be opened, while no other is there
        self._had_context = False
        self.dialogs = LeadDialogs(desk, self)
        self._aimed_at = ""  # the campaign that the next file is meant for
        self._sent_to: Campaign | None = None  # of the upload whose result is shown
        self.upload = Sending(desk, self._on_sent, self)
        self.upload.changed.connect(self._update)
        self.upload.went_on.connect(self.status_changed)
        self._make_commands()
        self.model = LeadRowsModel(desk.tasks, parent=self)
        self._build()
        desk.files_coming.connect(self._prepare)
        desk.files_offered.connect(self.offer)
        desk.rows_offered.connect(self.offer_rows)
        desk.leads_wanted.connect(self.aim_at)
        desk.quota.changed.connect(lambda: self.preflight.foot.show_quota(desk.quota.snapshot))
        self._update()

    def _make_commands(self) -> None:
        def command(key: str, title: str, slot: Any, *, sends: bool = False, changes: bool = False) -> Command:
            made = Command(
                key,
                title,
                cooldown=self.desk.cooldown if sends else None,
                changes=self.desk.write_lock if changes else None,
                parent=self,
            )
            made.triggered.connect(slot)
            return made

        again = translate("Leads", "Check again")
        self.send = command("leads.send", translate("Leads", "Upload leads"), self._on_send, sends=True, changes=True)
        self.send.capture = self._capture_send
        self.save = command("leads.save", translate("Leads", "Save the rows that are set aside…"), self._on_save)
        self.another = command("leads.another", translate("Leads", "Another file…"), self.choose_file)
        self.see_rows = command("leads.see_rows", translate("Leads", "See the rows"), self._on_see_rows)
        self.check_again = command("leads.check_again", again, self._on_check_again, sends=True)
        self.ask = command("leads.result.ask", translate("Leads", "Settle it…"), self._on_ask)
        paste = translate("Leads", "Paste from a spreadsheet")
        self.paste = command("leads.paste", paste, self.paste_rows)
        self.paste.action.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        self.addAction(self.paste.action)  # on the page: the keys are in force while it is in front
        self.one = command("leads.one", translate("Leads", "One lead…"), self._on_one)
        self.do_not_call = command("leads.do_not_call", translate("Leads", "Do-not-call list…"), self._on_do_not_call)
        self.read_campaigns = command(
            "leads.read_campaigns", translate("Leads", "Read campaigns"), self._on_read_campaigns, sends=True
        )

    def _build(self) -> None:
        self.steps = LeadSteps()
        self.steps.step_clicked.connect(self._on_step)
        self.left_paused = LeftPaused(self.desk, self)
        self.waiting = WaitingFiles()
        self.waiting.next_wanted.connect(self._open_next)
        self.zone = DropZone(self.paste)
        self.zone.open_wanted.connect(self.choose_file)
        self.zone.stop_wanted.connect(self._on_stop_reading)
        self.questions = Questions(self.desk, self)
        self.questions.changed.connect(self._update_commands)
        self.questions.settled.connect(self._on_settled)
        self.questions.rows_wanted.connect(self._on_rows_wanted)
        self.questions.rows_found.connect(self.open_source)
        self.earlier = self.questions.earlier
        self.rest = RestOfFile(self.desk, self, self._current_rest)
        self.rest.wanted.connect(self._on_rest_wanted)
        self.rest.given_up.connect(self._on_rest_given_up)
        self.questions.rest_wanted.connect(lambda series: self._ask_rest(series))
        self.back = LookingBack(self.desk, self, self._current_uploads)
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
        self.earlier.add_tools(*tools)
        self._drop = DropView(self.zone, self.earlier)
        self.preflight = Preflight(
            self.model, save=self.save, send=self.send, another=self.another, read_campaigns=self.read_campaigns
        )
        self.preflight.target.sheet_chosen.connect(self._on_sheet)
        self.checking = Checking(self.desk, self.model, self.preflight)
        self.checking.changed.connect(self._update)
        self.checking.shown.connect(self.status_changed)
        self.repairing = Repairing(self.desk, self.checking, self.preflight.problems.repairs, self)
        self.addAction(self.repairing.undo.action)  # on the page: the keys are in force while it is in front
        self.addAction(self.repairing.redo.action)
        self.opening = Opening(self.desk, self.checking, self.zone.show_share, self)
        self.opening.opened.connect(self._take_file)
        self.opening.failed.connect(self._on_open_failed)
        self.opening.displaced.connect(self._on_displaced)
        self.dialogs.ask_wanted.connect(self.questions.ask)
        self.dialogs.recorded.connect(self._on_recorded)
        self.result = ResultView(
            self.ask,
            self.check_again,
            self.see_rows,
            self.save,
            self.another,
            self.rest.go_on,
            self.rest.give_up,
            self.back.rows,
            self.back.take_back,
        )
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
            self.left_paused.resume,
            self.left_paused.look,
        ]

    # ------------------------------------------------------------------ state

    @property
    def opened(self) -> OpenedFile | None:
        """The file at hand, None while there is none."""
        return self.checking.file

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
        self.left_paused.forget()
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
            self._open_next()
        self._had_context = context is not None
        self._update()

    def _close_file(self) -> None:
        self.opening.release()
        self.upload.forget()
        self.outcome = None
        self._problem = ""
        self.checking.clear()

    def start_over(self) -> None:
        """Close the file and wait for another one; nothing happens while one is being sent."""
        if not self.upload.is_under_way:
            self._close_file()
            self._update()

    # ------------------------------------------------------------------ opening

    def showEvent(self, event: QShowEvent) -> None:
        """While no file is at hand, one may come soon."""
        super().showEvent(event)
        if self.opened is None:
            self._prepare()

    def _prepare(self) -> None:
        if self.desk.context is not None and not self.upload.is_under_way:
            self.opening.prepare()

    def choose_file(self) -> None:
        """Let the operator choose lead files."""
        self._prepare()
        title = translate("Leads", "Open lead file")
        folder = self.opened.folder if self.opened is not None else None
        choose_files(self, "leads.open.dialog", title, self.offer, folder=folder)

    def offer(self, paths: list[Path]) -> None:
        """Lead files were dropped or chosen: the first is checked, the others wait, all of them while one is sent."""
        if not paths:
            return
        if self.desk.context is None:
            self.waiting.add(paths)
        elif self.upload.is_under_way:
            self.waiting.add(paths)
            self.desk.messages.info(
                translate("Leads", "{name} waits until the upload is over.").format(name=texts.plain(paths[0].name))
            )
        else:
            self.waiting.add(paths[1:])
            self.open_source(Source(paths[0]))

    def offer_rows(self, text: str, name: str) -> None:
        """Leads from elsewhere in the window; while others are sent, they are not taken."""
        if self.desk.context is None:
            return
        if self.upload.is_under_way:
            self.desk.messages.info(translate("Leads", "An upload is under way. Try again when it is over."))
        else:
            self.open_source(Source(None, text, name))

    def _open_next(self) -> None:
        path = self.waiting.take() if not self.upload.is_under_way and self.desk.context is not None else None
        if path is not None:
            self.open_source(Source(path))

    def open_source(self, source: Source, sheet: str | None = None) -> None:
        """Read and check rows; the file at hand stays until they are there."""
        self._problem = ""
        self.opening.start(source, sheet)
        self.zone.show_reading(source.title)
        self._update()

    def paste_rows(self) -> None:
        """Take what is in the clipboard: files, or cells that were copied in a spreadsheet."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
        if paths:
            self.offer(paths)
        else:
            self.open_source(Source(None, mime.text(), translate("Leads", "pasted rows")))

    def _on_displaced(self, source: Source) -> None:
        if source.path is not None:
            self.waiting.add([source.path])

    def _take_file(self, file: OpenedFile, examined: Examined) -> None:
        """Put a file that was read in the place of the one before."""
        before = self.opened
        if before is not None and self.outcome is None and before.source != file.source:
            self.desk.messages.info(
                translate("Leads", "{name} was closed. Nothing of it was sent.").format(name=texts.plain(before.name))
            )
        elif not file.source.campaign_id:
            self.desk.messages.dismiss()
        self.outcome = None
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

    def _on_open_failed(self, error: LeadFileError) -> None:
        self.desk.messages.error(error)
        if self.opened is None:
            self._problem = error_text(error)
            self.zone.show_problem(self._problem)
        self._back_to_file()

    def _on_stop_reading(self) -> None:
        self.opening.stop()
        self._back_to_file()

    def _back_to_file(self) -> None:
        """Nothing came of opening: what was there before is there again, with the sheet it has."""
        if self.opened is not None:
            self.preflight.show_file(self.opened.summary)
        self._update()

    def _on_sheet(self, sheet: str) -> None:
        if self.opened is not None and sheet != self.opened.summary.sheet:
            self.open_source(self.opened.source, sheet)

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

    # ------------------------------------------------------------------ sending

    def _on_send(self) -> None:
        file, context, campaign = self.opened, self.desk.context, self.checking.campaign
        if file is None or context is None or campaign is None or file.result is None or self._why_not_send():
            return
        self.desk.messages.dismiss()
        self.upload.start(context, file, campaign, pause=self.preflight.foot.wants_pause, busy=self.send)

    def _capture_send(self) -> Capture | None:
        """The upload as it would be done now, to be done when that is allowed."""
        file, context, campaign = self.opened, self.desk.context, self.checking.campaign
        if file is None or context is None or campaign is None or file.result is None or self._why_not_send():
            return None
        queued = QueuedUpload(file, campaign, pause=self.preflight.foot.wants_pause)
        return Capture(
            queued.label,
            lambda: self._send_queued(context, queued),
            frozenset({queued.target}),
            bound_to=queued.content,
        )

    def _send_queued(self, context: Context, queued: QueuedUpload) -> asyncio.Task[None] | None:
        """Its turn has come: do it, if it is still what was queued."""
        file, campaign = self.opened, self.checking.campaign
        why = self._why_not_send()
        pause = self.preflight.foot.wants_pause
        if not why and (
            context is not self.desk.context
            or file is None
            or campaign is None
            or not queued.is_same(file, campaign, pause=pause)
        ):
            why = translate("Leads", "The rows or the campaign are not what they were.")
        if why:
            self.desk.messages.warning(
                translate("Leads", "{action} was queued and is not done. {why} Nothing was sent.").format(
                    action=queued.label, why=why
                )
            )
            return None
        return self.upload.start(context, queued.file, queued.campaign, pause=queued.pause, busy=self.send)

    async def _on_sent(self, context: Context, file: OpenedFile | None, campaign: Campaign, end: RunEnd) -> None:
        if file is not self.opened or context is not self.desk.context:
            return
        self.questions.load()
        if end.outcome is None:
            self._on_not_begun(end, campaign)
            return
        self.outcome, self._sent_to = end.outcome, campaign
        self._note_left_paused(end, campaign)
        if end.outcome.refusals:
            await self._lay_refusals(context, file, end.outcome)
        self._show_outcome(context, end)
        if str(end.outcome.state) == "unknown":
            self.questions.ask(end.outcome.upload_id)

    async def _lay_refusals(self, context: Context, file: OpenedFile | None, outcome: UploadOutcome) -> None:
        """Mark the rows that the server refused, and remember them for other files."""
        await context.refused.remember(outcome.refusals)
        if file is None:
            return
        try:
            await file.session.lay_refusals(outcome.refusals)
        except LeadFileError as error:
            self.desk.messages.error(error)
        else:
            await self.checking.recheck_now("refused_by_server")

    def _on_not_begun(self, end: RunEnd, campaign: Campaign) -> None:
        """Nothing was sent: back to the rows, with the reason."""
        self._note_left_paused(end, campaign)
        still = _still_paused(end, campaign)
        if end.pause_unsure:
            # The strip above says more, and offers what can be done.
            still = state_text(end.seen) if end.seen is not None else ""
        if end.problem is not None:
            self.desk.messages.error(" ".join(part for part in (error_text(end.problem), still) if part))
        elif still:
            self.desk.messages.warning(still)
        else:
            self.desk.messages.info(translate("Leads", "Cancelled. Nothing was sent."))
        self._update()

    def _note_left_paused(self, end: RunEnd, campaign: Campaign) -> None:
        """A campaign that is paused because of an upload stays in sight until it goes on."""
        if end.left_paused or (end.pause_unsure and end.seen is None):
            self.left_paused.show(end.seen or campaign, is_sure=end.left_paused)

    def _show_outcome(self, context: Context, end: RunEnd) -> None:
        outcome, file, campaign = end.outcome, self.opened, self._sent_to
        assert outcome is not None
        assert campaign is not None
        set_aside = outcome.set_aside
        if set_aside is None:
            set_aside = file.result.set_aside if file is not None and file.result is not None else 0
        name = campaign.name or campaign.id
        still = _still_paused(end, context.campaigns.get(campaign.id) or campaign)
        self.result.show_outcome(outcome, name, context.clock.time(), set_aside, still, has_file=file is not None)
        self._update()
        self.result.focus_first()
        announce(self.result, self.result.result.text(), urgent=str(outcome.state) != "confirmed")

    def _on_see_rows(self) -> None:
        if self.opened is not None:
            refused = self.outcome is not None and bool(self.outcome.refusals)
            self.outcome = None
            self.opened.checked_plan = None  # of the verdict before: some of the rows may be in the campaign now
            self.checking.recheck("refused_by_server" if refused else "all")

    # ------------------------------------------------------------------ other dialogs

    def _on_one(self) -> None:
        self.dialogs.open_one(self.checking.file.campaign_id if self.checking.file is not None else "")

    def _on_do_not_call(self) -> None:
        self.dialogs.open_do_not_call()

    # ------------------------------------------------------------------ what became of an upload

    def _on_check_again(self) -> None:
        if self.outcome is not None:
            self.questions.check_again(self.outcome.upload_id, self.check_again)

    def _on_ask(self) -> None:
        if self.outcome is not None:
            self.questions.ask(self.outcome.upload_id)

    def _on_settled(self, outcome: UploadOutcome) -> None:
        """More is known of an upload. Is it the one whose result is shown, or a part of it?"""
        context, shown = self.desk.context, self.outcome
        if shown is None or context is None:
            return
        if shown.series is not None and any(part.upload_id == outcome.upload_id for part in shown.parts):
            self.desk.tasks.start(self._sum_up(context, shown.series, outcome), name="leads.sum")
        elif shown.upload_id == outcome.upload_id:
            self.outcome = outcome
            self._show_outcome(context, RunEnd(outcome))

    async def _sum_up(self, context: Context, series: int, last: UploadOutcome | None = None) -> None:
        """Show how all parts of a file stand now."""
        from app.leads.parts import sum_of

        outcome = await sum_of(context.ledger, series, context.clock, last)
        if context is self.desk.context and self.outcome is not None and self.outcome.series == series:
            self.outcome = outcome
            self._show_outcome(context, RunEnd(outcome))

    # ------------------------------------------------------------------ parts that wait

    def _current_rest(self) -> Rest | None:
        """What waits of the file whose result is shown, or of the upload that is selected below the drop zone.

        Where none is selected, of the latest file of which parts wait.
        """
        if self.outcome is not None:
            return rest_of(self.questions.records, self.outcome.series)
        records = self.questions.records if self.opened is None else []
        record = self.earlier.selected() or next((one for one in records if str(one.state) == "planned"), None)
        return rest_of(records, record.series if record is not None else None)

    def _current_uploads(self) -> list[UploadRecord]:
        """The upload whose result is shown, or the one that is selected below the drop zone; all parts of a file."""
        if self.outcome is not None:
            series, upload_id = self.outcome.series, self.outcome.upload_id
        else:
            record = self.earlier.selected() if self.opened is None else None
            series, upload_id = (record.series, record.id) if record is not None else (None, 0)
        found = [r for r in self.questions.records if r.id == upload_id or (series is not None and r.series == series)]
        return sorted(found, key=lambda r: r.id)

    def _ask_rest(self, series: int) -> None:
        rest = rest_of(self.questions.records, series)
        if rest is not None and not self._why_not_rest():
            self.rest.ask(rest)

    def _why_not_rest(self) -> str:
        if self.upload.is_under_way:
            return translate("Leads", "An upload is under way.")
        if self.outcome is None and self.opened is not None:
            return translate("Leads", "Another file is open. Send or close it first.")
        return ""

    def _on_rest_wanted(self, rest: Rest, campaign: Campaign, pause: bool) -> None:
        context = self.desk.context
        if context is not None and not self._why_not_rest():
            self.desk.messages.dismiss()
            if self.outcome is None or self.outcome.series != rest.series:
                self._close_file()
            self.upload.go_on(context, rest, self.opened, campaign, pause=pause, busy=self.rest.go_on)

    def _on_rest_given_up(self, rest: Rest) -> None:
        self.questions.load()
        if self.outcome is not None and self.outcome.series == rest.series and self.desk.context is not None:
            self.desk.tasks.start(self._sum_up(self.desk.context, rest.series), name="leads.sum")

    def _on_rows_wanted(self, record: UploadRecord) -> None:
        """The rows of an upload that is not there are to be sent again: they are checked first, like any others."""
        if self.outcome is not None and self.outcome.upload_id == record.id and self.opened is not None:
            self._on_see_rows()
        elif not self.upload.is_under_way:
            self.questions.find_rows(record)
        else:
            self.desk.messages.info(
                translate("Leads", "It counts as not sent. Open its rows again when the upload is over.")
            )

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
            if not self._problem:
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
        why = self._why_not_send()
        self.send.set_possible(not why, why)
        set_aside = self.opened.result.set_aside if self.opened is not None and self.opened.result is not None else 0
        self.save.set_possible(set_aside > 0, translate("Leads", "No row is set aside."))
        self.another.set_possible(not self.upload.is_under_way, translate("Leads", "Wait until the upload is over."))
        unknown = self.outcome is not None and str(self.outcome.state) == "unknown"
        self.check_again.set_possible(unknown, translate("Leads", "The outcome is known."))
        open_question = self.outcome is not None and str(self.outcome.state) in ("unknown", "set_aside")
        self.ask.set_possible(open_question, translate("Leads", "The outcome is known."))
        no_profile = translate("Leads", "No profile is open.")
        under_way = translate("Leads", "Wait until the upload is over.")
        can_open = self.desk.context is not None and not self.upload.is_under_way
        for tool in (self.one, self.do_not_call):
            tool.set_possible(self.desk.context is not None, no_profile)
        self.rest.update(self._why_not_rest())
        self.back.update(can_open=self.desk.context is not None)
        self.result.show_undo(self.back.why_not_undo(self._current_uploads()) if self.outcome is not None else "")
        self.paste.set_possible(can_open, no_profile if self.desk.context is None else under_way)
        self.read_campaigns.set_possible(self.desk.context is not None, translate("Leads", "No profile is open."))

    def _why_not_send(self) -> str:
        if self.desk.context is None:
            return translate("Leads", "No profile is open.")
        if self.upload.is_under_way:
            return translate("Leads", "An upload is under way.")
        if self.outcome is not None:
            return translate("Leads", "This file was sent already.")
        return self.checking.why_not(self.questions.records)

    def _update_steps(self) -> None:
        shown, file = self._stack.currentWidget(), self.opened
        if shown is self._drop or (file is None and shown is self.preflight):
            self.steps.show_dropping(self.opening.source.title if self.opening.source is not None else "")
        elif file is None:
            state = str(self.outcome.state) if self.outcome is not None and shown is self.result else ""
            self.steps.show_from_record(self.upload.name, state)
        elif shown is self.preflight:
            self.steps.show_rows(file, can_send=self.send.possible)
        elif shown is self.upload.view:
            self.steps.show_sending(file)
        else:
            state, aside = (str(self.outcome.state), self.outcome.set_aside) if self.outcome is not None else ("", None)
            self.steps.show_result(file, state, aside)

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
            return ""
        text = translate(
            "Leads",
            "An upload is under way: {name}. Leaving now cuts the connection: the server may have taken the rows or "
            "not. That is recorded, and looked at when this profile is opened again. Nothing is sent twice.",
        ).format(name=texts.plain(self.upload.name, 60))
        return " ".join(part for part in (text, self.upload.view.parts_text, self.upload.view.paused_text) if part)

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
        return said

    # ------------------------------------------------------------------ remembered

    def save_state(self) -> dict[str, Any]:
        """See `Page.save_state`."""
        state: dict[str, Any] = {"uploads": table_state(self.earlier.table)}
        if self.preflight.splitter.orientation() == Qt.Orientation.Horizontal:
            state["splitter"] = self.preflight.splitter.sizes()
        return state

    def restore_state(self, state: dict[str, Any]) -> None:
        """See `Page.restore_state`."""
        restore_table(self.earlier.table, state.get("uploads"))
        sizes = state.get("splitter")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, int) and size > 0 for size in sizes):
            self.preflight.splitter.setSizes(sizes)


def _still_paused(end: RunEnd, campaign: Campaign) -> str:
    if not end.left_paused:
        return ""
    text = translate("Leads", "{name} is still paused; resume it on the Campaigns tab.").format(
        name=texts.plain(campaign.name or campaign.id)
    )
    return f"{text} ({error_text(end.resume_problem)})" if end.resume_problem is not None else text
