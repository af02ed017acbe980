"""The Leads tab: a file is dropped, mapped, checked and sent.

Owns: the flow between the four views, and the commands. Leaves to others: the file (`app/leads/session.py`, a process
of its own), sending (`upload_run.py`), the views (the other files of this folder).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError, LeadFileError
from ui import texts, tokens
from ui.command import Command
from ui.desk import Desk
from ui.leads.countries import Country, country_of, load_countries
from ui.leads.drop_zone import DropZone
from ui.leads.earlier import EarlierUploads
from ui.leads.opened import OpenedFile
from ui.leads.preflight import VIEWS, Preflight
from ui.leads.result_view import ResultView
from ui.leads.row_columns import row_columns
from ui.leads.rows_model import PAGE_ROWS, LeadRowsModel
from ui.leads.sending_view import SendingView
from ui.leads.upload_run import RunEnd, UploadRun
from ui.leads.waiting_files import WaitingFiles
from ui.leads.words import rows_text, sentence_text
from ui.page import Page, restore_table, table_state
from ui.texts import error_text
from ui.widgets.announce import announce
from ui.widgets.step_bar import StepBar

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.records import CheckResult, LeadRow, UploadRecord
    from app.leads.uploading import UploadOutcome, UploadStep
    from app.models import Campaign

translate = QCoreApplication.translate

# The share of the reading progress that opening takes; checking takes the rest.
_OPENING_SHARE: Final = 0.7
_STEP_DROP, _STEP_MAP, _STEP_CHECK, _STEP_SEND = range(4)
_USABLE: Final = "*.csv *.tsv *.txt *.xlsx *.xls"


class LeadsPage(Page):
    """See the module.

    Attributes:
        opened: The file at hand, None while there is none.
        outcome: How the upload of this file ended; None before, and while its rows are looked at again.
        send: Uploads the rows that can be sent.
        model: The rows shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.opened: OpenedFile | None = None
        self.outcome: UploadOutcome | None = None
        self._opening: asyncio.Task[None] | None = None
        self._opening_path: Path | None = None
        self._holder: asyncio.Task[None] | None = None
        self._run: UploadRun | None = None
        self._problem = ""  # why the last file could not be opened, while no other is there
        self._countries: tuple[Country, ...] = ()
        self._expected: Sequence[str] | None = None
        self._uploads: list[UploadRecord] = []
        self._had_context = False
        self._make_commands()
        self.model = LeadRowsModel(desk.tasks, parent=self)
        self._build()
        desk.files_offered.connect(self.offer)
        desk.cooldown.changed.connect(lambda: self.sending.show_cooldown(desk.cooldown.state))
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
        self.cancel = command("leads.cancel", translate("Leads", "Cancel upload"), self._on_cancel)
        self.save = command("leads.save", translate("Leads", "Save the rows that are set aside…"), self._on_save)
        self.another = command("leads.another", translate("Leads", "Another file…"), self.choose_file)
        self.see_rows = command("leads.see_rows", translate("Leads", "See the rows"), self._on_see_rows)
        self.check_again = command("leads.check_again", again, self._on_check_again, sends=True)
        self.settle = command("leads.settle", again, self._on_settle, sends=True)
        self.read_campaigns = command(
            "leads.read_campaigns", translate("Leads", "Read campaigns"), self._on_read_campaigns, sends=True
        )

    def _build(self) -> None:
        self.steps = StepBar(
            [
                translate("Leads", "Drop"),
                translate("Leads", "Map"),
                translate("Leads", "Check"),
                translate("Leads", "Send"),
            ]
        )
        self.steps.setObjectName("leads.steps")
        self.steps.step_clicked.connect(self._on_step)
        self.waiting = WaitingFiles()
        self.waiting.next_wanted.connect(self._open_next)
        self.zone = DropZone()
        self.zone.open_wanted.connect(self.choose_file)
        self.zone.stop_wanted.connect(self._on_stop_reading)
        self.earlier = EarlierUploads(self.settle)
        self.earlier.selection_changed.connect(self._update_commands)
        drop = QWidget()
        middle = QHBoxLayout()
        middle.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        middle.addStretch(1)
        middle.addWidget(self.zone, 100)
        middle.addStretch(1)
        column = QVBoxLayout(drop)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.earlier)
        self._drop = drop
        self.preflight = Preflight(
            self.model, save=self.save, send=self.send, another=self.another, read_campaigns=self.read_campaigns
        )
        self.preflight.view_chosen.connect(self._on_view)
        self.preflight.problems.group_toggled.connect(self._on_group)
        self.preflight.problems.group_pointed.connect(self._on_pointed)
        self.preflight.rows.mapping.chosen.connect(self._on_use)
        target = self.preflight.target
        target.campaign_chosen.connect(self.choose_campaign)
        target.country_chosen.connect(self._on_country)
        target.sheet_chosen.connect(self._on_sheet)
        self.preflight.foot.pause.toggled.connect(lambda _on: self.status_changed.emit())
        self.sending = SendingView(self.cancel)
        self.result = ResultView(self.check_again, self.see_rows, self.save, self.another)
        self._stack = QStackedWidget()
        for view in (drop, self.preflight, self.sending, self.result):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.steps)
        layout.addWidget(self.waiting)
        layout.addWidget(self._stack, 1)

    def commands(self) -> list[Command]:
        """See `Page.commands`."""
        return [self.send, self.cancel, self.save, self.another, self.check_again]

    # ------------------------------------------------------------------ state

    @property
    def is_checked(self) -> bool:
        """Whether a checked file is shown, ready to be looked at."""
        return self._stack.currentWidget() is self.preflight and self.opened is not None and self._is_current()

    @property
    def is_sent(self) -> bool:
        """Whether the result of an upload is shown."""
        return self._stack.currentWidget() is self.result

    def _is_current(self) -> bool:
        """Whether the verdict on the screen is about the choices on the screen."""
        file = self.opened
        return file is not None and file.result is not None and file.checked_plan == file.plan(self._ledger_path())

    def _ledger_path(self) -> Path | None:
        context = self.desk.context
        return context.ledger.path if context is not None else None

    def _campaign(self) -> Campaign | None:
        context, file = self.desk.context, self.opened
        if context is None or file is None:
            return None
        return context.campaigns.get(file.campaign_id)

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        for name in ("leads.send", "leads.settle", "leads.agent", "leads.campaigns", "leads.uploads"):
            self.desk.tasks.cancel(name)
        self._close_file()
        self._expected = None
        self._uploads = []
        self.earlier.show_uploads(())
        context = self.desk.context
        if context is None:
            if self._had_context:
                self.waiting.clear()
        else:
            context.campaigns.subscribe(lambda: self._take_campaigns(context))
            self._load_uploads()
            # Files named on the command line come before the profile is open.
            self._open_next()
        self._had_context = context is not None
        self._update()

    def _close_file(self) -> None:
        for name in ("leads.check", "leads.view", "leads.rows"):
            self.desk.tasks.cancel(name)
        for task in (self._opening, self._holder):
            if task is not None:
                task.cancel()
        self._opening = self._holder = self._opening_path = None
        self.opened = self.outcome = self._run = None
        self._problem = ""
        self.model.clear()

    def start_over(self) -> None:
        """Close the file and wait for another one; nothing happens while one is being sent."""
        if self._run is None:
            self._close_file()
            self._update()

    # ------------------------------------------------------------------ opening

    def choose_file(self) -> None:
        """Let the operator choose lead files."""
        dialog = QFileDialog(self, translate("Leads", "Open lead file"))
        dialog.setObjectName("leads.open.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([translate("Leads", "Lead files") + f" ({_USABLE})", translate("Leads", "All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.opened is not None:
            dialog.setDirectory(str(self.opened.path.parent))
        dialog.filesSelected.connect(lambda names: self.offer([Path(name) for name in names]))
        dialog.open()

    def offer(self, paths: list[Path]) -> None:
        """Lead files were dropped or chosen: the first is checked, the others wait, all of them while one is sent."""
        if not paths:
            return
        if self.desk.context is None:
            self.waiting.add(paths)
        elif self._run is not None:
            self.waiting.add(paths)
            self.desk.messages.info(
                translate("Leads", "{name} waits until the upload is over.").format(name=texts.plain(paths[0].name))
            )
        else:
            self.waiting.add(paths[1:])
            self._start_opening(paths[0])

    def _open_next(self) -> None:
        path = self.waiting.take() if self._run is None and self.desk.context is not None else None
        if path is not None:
            self._start_opening(path)

    def _start_opening(self, path: Path, sheet: str | None = None) -> None:
        if self._opening is not None:
            self._opening.cancel()
            if self._opening_path is not None and self._opening_path != path:
                self.waiting.add([self._opening_path])
        self._problem = ""
        self._opening_path = path
        self._opening = self.desk.tasks.start(self._open(path, sheet))
        self.zone.show_reading(path.name)
        self._update()

    async def _open(self, path: Path, sheet: str | None) -> None:
        """Open and check a file, then hold its process until another file takes its place."""
        from app.leads.session import LeadSession

        session = None
        try:
            session = await LeadSession.open(path, sheet=sheet, on_progress=self._on_opening)
            if not self._countries:
                from app.threads import run_in_daemon_thread

                self._countries = await run_in_daemon_thread(load_countries, name="countries")
            file = self._new_file(path, session, like=self.opened if sheet is not None else None)
            result, rows = await self._examine(file, "all", self._on_first_check)
            self._take_file(file, result, rows)
            await asyncio.Event().wait()
        except LeadFileError as error:
            self._on_open_failed(path, error)
        finally:
            if self._opening is asyncio.current_task():
                self._opening = self._opening_path = None
                self._update()
            if session is not None:
                await session.aclose()

    def _on_opening(self, share: float) -> None:
        self.zone.show_share(share * _OPENING_SHARE)

    def _on_first_check(self, share: float) -> None:
        self.zone.show_share(_OPENING_SHARE + share * (1 - _OPENING_SHARE))

    def _new_file(self, path: Path, session: Any, like: OpenedFile | None) -> OpenedFile:
        context = self.desk.context
        file = OpenedFile(path, session, context.profile.default_country if context is not None else "")
        if like is not None:  # another sheet of the same workbook
            file.country, file.country_chosen, file.campaign_id = like.country, like.country_chosen, like.campaign_id
            file.choices.adopt(self._expected or ())
        return file

    def _take_file(self, file: OpenedFile, result: CheckResult | None, rows: list[LeadRow]) -> None:
        """Put a file that was read in the place of the one before."""
        before, old = self.opened, self._holder
        if before is not None and self.outcome is None and before.path != file.path:
            self.desk.messages.info(
                translate("Leads", "{name} was closed. Nothing of it was sent.").format(name=texts.plain(before.name))
            )
        else:
            self.desk.messages.dismiss()
        if old is not None:
            old.cancel()
        for name in ("leads.check", "leads.view"):
            self.desk.tasks.cancel(name)
        self._holder, self._opening, self._opening_path = self._opening, None, None
        self.opened, self.outcome = file, None
        if not file.campaign_id:
            self._expected = None
        self.preflight.show_file(file.summary)
        self._show_campaigns()
        self._show_checked(file, result, "all", rows)
        if self.isVisible():
            self._focus_next_choice(file)
        announce(self, self.preflight.foot.summary.text() or self.steps.accessibleDescription())
        context = self.desk.context
        if context is not None and context.campaigns.read_at is None:
            self.read_campaigns.trigger()

    def _focus_next_choice(self, file: OpenedFile) -> None:
        if file.choices.phone is None:
            self.preflight.rows.mapping.combo(0).setFocus()
        elif not file.campaign_id:
            self.preflight.target.campaign.setFocus()
        else:
            self.preflight.rows.table.setFocus()

    def _on_open_failed(self, path: Path, error: LeadFileError) -> None:
        if self._opening is not asyncio.current_task():
            return
        self._opening = self._opening_path = None
        self.desk.messages.error(error)
        if self.opened is None:
            self._problem = error_text(error)
            self.zone.show_problem(self._problem)
        self._update()

    def _on_stop_reading(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
        self._opening = self._opening_path = None
        self._update()

    def _on_sheet(self, sheet: str) -> None:
        if self.opened is not None and sheet != self.opened.summary.sheet:
            self._start_opening(self.opened.path, sheet)

    # ------------------------------------------------------------------ checking

    async def _examine(
        self, file: OpenedFile, view: str, on_progress: Any = None
    ) -> tuple[CheckResult | None, list[LeadRow]]:
        """Check a file by its present plan: the result, and the first page of `view` (of "all" if that is gone)."""
        plan = file.plan(self._ledger_path())
        result = None
        if plan.phone_column is not None:
            result = await file.session.check(plan, on_progress=on_progress)
        file.checked_plan = plan
        rows = await file.session.rows(_view_in(result, view), 0, PAGE_ROWS)
        return result, rows

    def _recheck(self, view: str | None = None) -> None:
        file = self.opened
        if file is not None:
            wanted = view or self.model.view or "all"
            self.desk.tasks.start(self._check(file, wanted), name="leads.check")
            self._show_mapping()
            self._update()

    async def _check(self, file: OpenedFile, view: str) -> None:
        try:
            result, rows = await self._examine(file, view)
        except LeadFileError as error:
            file.problem = error_text(error)
            if file is self.opened:
                self.desk.messages.error(error)
                self._update()
            return
        if file is self.opened:
            self._show_checked(file, result, _view_in(result, view), rows)

    def _show_checked(self, file: OpenedFile, result: CheckResult | None, view: str, rows: list[LeadRow]) -> None:
        file.result = result
        self.preflight.show_result(result, file.summary)
        self._show_view(file, view, rows)
        self._show_mapping()
        self._update()

    def _show_view(self, file: OpenedFile, view: str, rows: list[LeadRow]) -> None:
        count = _count_of(file, view)
        if view == "all":
            file.sample = rows
        columns = row_columns(file.summary.header, file.choices, file.sample, checked=file.result is not None)
        self.model.show_rows(view, count, rows, columns, file.session.rows)
        self.preflight.show_view(view, count)
        self.status_changed.emit()

    def _show_mapping(self) -> None:
        file = self.opened
        if file is None:
            return
        self.preflight.rows.mapping.show_choices(file.summary.header, file.choices, self._expected or ())
        have = set(file.choices.variables)
        self.preflight.target.show_variables(self._expected, have, campaign=bool(file.campaign_id))
        self.preflight.target.show_countries(self._countries, file.country)

    async def _load_view(self, file: OpenedFile, view: str) -> None:
        rows = await file.session.rows(view, 0, PAGE_ROWS)
        if file is self.opened:
            self._show_view(file, view, rows)

    def _on_view(self, view: str) -> None:
        if self.opened is not None:
            self.desk.tasks.start(self._load_view(self.opened, view), name="leads.view")

    def _on_group(self, key: str) -> None:
        self._on_view(key if self.model.view != key else "all")

    def _on_pointed(self, key: str) -> None:
        group = self.preflight.problems.group(key)
        if group is None or self.model.view == key:
            self.model.point_at(None)
        else:
            self.model.point_at(
                lambda row: any(p.kind == group.kind and group.column in (None, p.column) for p in row.problems)
            )

    def _on_use(self, column: int, use: str) -> None:
        file = self.opened
        if file is None:
            return
        if use == "phone":
            file.choices.use_as_phone(column)
        elif use == "drop":
            file.choices.drop(column)
        else:
            file.choices.keep_as(column, use.removeprefix("keep:"))
        self._recheck()

    def _on_country(self, iso: str) -> None:
        if self.opened is not None:
            self.opened.country, self.opened.country_chosen = iso, True
            self._recheck()

    # ------------------------------------------------------------------ the target

    def choose_campaign(self, campaign_id: str) -> None:
        """Choose where the leads of the open file go; "" for nowhere yet."""
        file, context = self.opened, self.desk.context
        if file is None or context is None or campaign_id == file.campaign_id:
            return
        file.campaign_id = campaign_id
        campaign = self._campaign()
        self._expected = None
        if campaign is not None:
            caller = country_of(campaign.from_phone_number, self._countries)
            if not file.country_chosen:
                file.country = caller or context.profile.default_country
            self.desk.tasks.start(self._load_agent(context, file, campaign), name="leads.agent")
        self._show_campaigns()
        self._recheck()

    async def _load_agent(self, context: Context, file: OpenedFile, campaign: Campaign) -> None:
        try:
            cached = await context.reference.agents()
        except AppError:
            return  # the pills say that it is not known
        agent = next((agent for agent in cached.items if agent.id == campaign.agent_id), None)
        if file is not self.opened or file.campaign_id != campaign.id or agent is None:
            return
        self._expected = agent.variables
        if file.choices.adopt(agent.variables):
            self._recheck()
        self._show_mapping()

    def _take_campaigns(self, context: Context) -> None:
        if context is self.desk.context:
            self._show_campaigns()
            self._update()

    def _show_campaigns(self) -> None:
        context, file = self.desk.context, self.opened
        if context is None:
            self.preflight.target.show_campaigns((), "", read=False)
            return
        usable = [campaign for campaign in context.campaigns.records if not campaign.is_final]
        if (
            file is not None
            and file.campaign_id
            and all(c.id != file.campaign_id for c in usable)
            and self._run is None
        ):
            gone = context.campaigns.get(file.campaign_id)
            self.desk.messages.warning(
                translate("Leads", "{name} takes no more leads. Choose another campaign.").format(
                    name=texts.plain(gone.name if gone is not None else file.campaign_id)
                )
            )
            file.campaign_id, self._expected = "", None
            self._recheck()
        current = file.campaign_id if file is not None else ""
        self.preflight.target.show_campaigns(usable, current, read=context.campaigns.read_at is not None)
        campaign = self._campaign()
        self.preflight.foot.show_dialling(campaign is not None and campaign.is_dialling)

    def _on_read_campaigns(self) -> None:
        context = self.desk.context
        if context is not None:
            from app.quota.priorities import Priority

            self.desk.tasks.start(
                context.campaigns.refresh(Priority.INTERACTIVE), name="leads.campaigns", busy=self.read_campaigns
            )

    # ------------------------------------------------------------------ sending

    def _on_send(self) -> None:
        file, context, campaign = self.opened, self.desk.context, self._campaign()
        if file is None or context is None or campaign is None or file.result is None or not self._is_current():
            return
        pause = self.preflight.foot.wants_pause
        run = UploadRun(
            context,
            file.session,
            campaign,
            pause=pause,
            on_step=self._on_upload_step,
            on_paused=self.sending.show_paused,
            on_resuming=self._on_resuming,
        )
        self._run = run
        self.desk.messages.dismiss()
        self.sending.begin(campaign, file.result.to_send, file.result.payload_bytes, pausing=pause)
        self.sending.show_cooldown(self.desk.cooldown.state)
        self.cancel.set_possible(True)
        self.desk.tasks.start(self._send(context, run, file, campaign), name="leads.send", busy=self.send)
        self._update()
        self.sending.button.setFocus()

    async def _send(self, context: Context, run: UploadRun, file: OpenedFile, campaign: Campaign) -> None:
        try:
            end = await run.run()
        finally:
            if self._run is run:
                self._run = None
                self._update()
        if file is not self.opened or context is not self.desk.context:
            return
        self._load_uploads()
        if end.outcome is None:
            self._on_not_begun(end, campaign)
            return
        self.outcome = end.outcome
        if end.outcome.refusals:
            await self._lay_refusals(file, end.outcome)
        self._show_outcome(context, campaign.name or campaign.id, file, end)

    async def _lay_refusals(self, file: OpenedFile, outcome: UploadOutcome) -> None:
        """Mark the rows that the server refused."""
        await file.session.lay_refusals(outcome.refusals)
        result, rows = await self._examine(file, "refused_by_server")
        self._show_checked(file, result, _view_in(result, "refused_by_server"), rows)

    def _on_not_begun(self, end: RunEnd, campaign: Campaign) -> None:
        """Nothing was sent: back to the rows, with the reason."""
        still = _still_paused(end, campaign)
        if end.problem is not None:
            self.desk.messages.error(" ".join(part for part in (error_text(end.problem), still) if part))
        elif still:
            self.desk.messages.warning(still)
        else:
            self.desk.messages.info(translate("Leads", "Cancelled. Nothing was sent."))
        self._update()

    def _show_outcome(self, context: Context, campaign_name: str, file: OpenedFile, end: RunEnd) -> None:
        outcome = end.outcome
        assert outcome is not None
        set_aside = file.result.set_aside if file.result is not None else 0
        campaign = context.campaigns.get(file.campaign_id)
        still = _still_paused(end, campaign) if campaign is not None else ""
        self.result.show_outcome(outcome, campaign_name, context.clock.time(), set_aside, still)
        self._update()
        self.result.focus_first()
        announce(self.result, self.result.result.text(), urgent=str(outcome.state) != "confirmed")

    def _on_upload_step(self, step: UploadStep) -> None:
        self.sending.show_step(step)
        over = step.phase.value in ("quiet", "counting")
        if over:
            self.sending.hold_focus()
        self.cancel.set_possible(
            not over, translate("Leads", "The upload itself is over; how it ended is being found out.")
        )
        self.status_changed.emit()

    def _on_resuming(self) -> None:
        self.sending.show_resuming()
        self.sending.hold_focus()
        self.cancel.set_possible(False, translate("Leads", "The upload is over."))

    def _on_cancel(self) -> None:
        if self._run is not None:
            self.sending.hold_focus()
            self.cancel.set_possible(False, translate("Leads", "It is being cancelled."))
            self.sending.show_cancelled()
            self._run.cancel()

    def _on_see_rows(self) -> None:
        if self.opened is not None:
            refused = self.outcome is not None and bool(self.outcome.refusals)
            self.outcome = None
            self._recheck("refused_by_server" if refused else "all")

    # ------------------------------------------------------------------ what became of an upload

    def _on_check_again(self) -> None:
        context, outcome = self.desk.context, self.outcome
        if context is not None and outcome is not None:
            self.desk.tasks.start(self._settle(context, outcome.upload_id), name="leads.settle", busy=self.check_again)

    def _on_settle(self) -> None:
        context, record = self.desk.context, self.earlier.selected()
        if context is not None and record is not None:
            self.desk.tasks.start(self._settle(context, record.id), name="leads.settle", busy=self.settle)

    async def _settle(self, context: Context, upload_id: int) -> None:
        """Look at the counter again; nothing is ever sent."""
        from app.leads.uploading import settle_unknown

        self.desk.messages.info(translate("Leads", "Looking at the campaign's counter, twice if need be…"))
        outcome = await settle_unknown(context.api, context.ledger, upload_id, clock=context.clock)
        self._load_uploads()
        file = self.opened
        if str(outcome.state) == "unknown":
            self.desk.messages.warning(
                translate("Leads", "Looked again at {time}: {found}").format(
                    time=texts.clock_at(context.clock.time()), found=sentence_text(outcome.sentence)
                )
            )
        else:
            self.desk.messages.success(sentence_text(outcome.sentence))
        if self.outcome is not None and self.outcome.upload_id == upload_id and file is not None:
            self.outcome = outcome
            campaign = context.campaigns.get(file.campaign_id)
            name = campaign.name if campaign is not None else file.campaign_id
            self._show_outcome(context, name, file, RunEnd(outcome))

    def _load_uploads(self) -> None:
        context = self.desk.context
        if context is not None:
            self.desk.tasks.start(self._read_uploads(context), name="leads.uploads")

    async def _read_uploads(self, context: Context) -> None:
        try:
            records = await context.ledger.uploads()
        except AppError as error:
            self.earlier.show_problem(error_text(error))
            return
        if context is self.desk.context:
            self._uploads = records
            self.earlier.show_uploads(records)
            self._update_commands()

    # ------------------------------------------------------------------ rows that are set aside

    def _on_save(self) -> None:
        file = self.opened
        if file is None:
            return
        dialog = QFileDialog(self, translate("Leads", "Save the rows that are set aside"))
        dialog.setObjectName("leads.save.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.setDirectory(str(file.path.parent))
        dialog.selectFile(file.rejected_name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(
            lambda name: self.desk.tasks.start(self._write_rejected(file, Path(name)), busy=self.save)
        )
        dialog.open()

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
        if self._run is not None:
            view: QWidget = self.sending
        elif self._opening is not None:
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
                (self.zone.open if self._opening is None else self.zone.stop).setFocus()
        self.waiting.set_sending(self._run is not None)
        self._update_commands()
        self._update_steps()
        self.status_changed.emit()

    def _update_commands(self) -> None:
        why = self._why_not_send()
        self.send.set_possible(not why, why)
        set_aside = self.opened.result.set_aside if self.opened is not None and self.opened.result is not None else 0
        self.save.set_possible(set_aside > 0, translate("Leads", "No row is set aside."))
        self.another.set_possible(self._run is None, translate("Leads", "Wait until the upload is over."))
        unknown = self.outcome is not None and str(self.outcome.state) == "unknown"
        self.check_again.set_possible(unknown, translate("Leads", "The outcome is known."))
        record = self.earlier.selected()
        self.settle.set_possible(
            record is not None and str(record.state) == "unknown",
            translate("Leads", "Select an upload of unknown outcome first."),
        )
        self.read_campaigns.set_possible(self.desk.context is not None, translate("Leads", "No profile is open."))

    def _why_not_send(self) -> str:
        file, context = self.opened, self.desk.context
        if context is None:
            return translate("Leads", "No profile is open.")
        if file is None:
            return translate("Leads", "Open a lead file first.")
        if self._run is not None or self.outcome is not None:
            return translate("Leads", "This file was sent already.")
        if file.problem:
            return file.problem
        if file.choices.phone is None:
            return translate("Leads", "Choose the column that holds the phone numbers.")
        if file.result is None or not self._is_current():
            return translate("Leads", "The rows are being checked.")
        if file.result.obstacles:
            return sentence_text(file.result.obstacles[0])
        if not file.result.to_send:
            return translate("Leads", "No row can be sent.")
        campaign = self._campaign()
        if campaign is None:
            return translate("Leads", "Choose the campaign that the leads go to.")
        if any(r.campaign_id == campaign.id and str(r.state) in ("unknown", "inflight") for r in self._uploads):
            return translate(
                "Leads",
                "An earlier upload to this campaign has no known outcome. Check it again under Earlier uploads.",
            )
        return ""

    def _update_steps(self) -> None:
        steps, file = self.steps, self.opened
        shown = self._stack.currentWidget()
        idle = self._run is None
        if file is None or shown is self._drop:
            name = self._opening_path.name if self._opening_path is not None else ""
            steps.set_step(_STEP_DROP, "current", name or translate("Leads", "CSV, XLSX or XLS"))
            for number in (_STEP_MAP, _STEP_CHECK, _STEP_SEND):
                steps.set_step(number, "ahead", "", enabled=False)
            return
        result = file.result
        columns = translate("Leads", "{kept} of {count} columns").format(
            kept=file.choices.kept_count, count=len(file.summary.header)
        )
        steps.set_step(_STEP_DROP, "done", file.name, enabled=idle)
        in_rows = shown is self.preflight
        if result is None:
            steps.set_step(_STEP_MAP, "current", translate("Leads", "where are the numbers?"), enabled=in_rows)
            steps.set_step(_STEP_CHECK, "ahead", rows_text(file.summary.row_count), enabled=False)
            steps.set_step(_STEP_SEND, "ahead", "", enabled=False)
            return
        steps.set_step(_STEP_MAP, "done", columns, enabled=in_rows)
        aside = translate("Leads", "{count} set aside").format(count=texts.number(result.set_aside))
        steps.set_step(
            _STEP_CHECK,
            "current" if in_rows else "done",
            aside if result.set_aside else rows_text(result.rows),
            enabled=in_rows,
        )
        if in_rows:
            ready = translate("Leads", "{count} ready").format(count=texts.number(result.to_send))
            steps.set_step(_STEP_SEND, "ahead", ready, enabled=self.send.possible)
        elif shown is self.sending:
            steps.set_step(_STEP_SEND, "current", translate("Leads", "under way"), enabled=False)
        else:
            confirmed = self.outcome is not None and str(self.outcome.state) == "confirmed"
            words = {
                "confirmed": translate("Leads", "done"),
                "refused": translate("Leads", "refused"),
                "not_sent": translate("Leads", "not sent"),
                "unknown": translate("Leads", "outcome unknown"),
            }
            state = str(self.outcome.state) if self.outcome is not None else ""
            steps.set_step(_STEP_SEND, "done" if confirmed else "current", words.get(state, ""), enabled=False)

    def _on_step(self, number: int) -> None:
        """Steps lead to where they are decided."""
        if number == _STEP_DROP:
            self.choose_file()
        elif self._stack.currentWidget() is not self.preflight or self.opened is None:
            return
        elif number == _STEP_MAP:
            self.preflight.rows.mapping.combo(self.opened.choices.phone or 0).setFocus()
        elif number == _STEP_CHECK:
            self.preflight.rows.table.setFocus()
        else:
            self.preflight.foot.send.setFocus()

    def unfinished(self) -> str:
        """See `Page.unfinished`."""
        if self._run is None or self.opened is None:
            return ""
        return translate("Leads", "An upload is under way: {name}.").format(name=texts.plain(self.opened.name, 60))

    def status_texts(self) -> list[str]:
        """See `Page.status_texts`."""
        file = self.opened
        if file is None:
            return [translate("Leads", "No file open")]
        if self._run is not None:
            return [file.name, self.sending.step_text]
        said = [rows_text(file.summary.row_count)]
        if self.model.view != "all" and self._stack.currentWidget() is self.preflight:
            said.append(translate("Leads", "{count} shown").format(count=texts.number(self.model.rowCount())))
        said.append(translate("Leads", "The file on disk is not changed"))
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


def _view_in(result: CheckResult | None, view: str) -> str:
    """`view`, or "all" where the check has no such view."""
    keys = VIEWS if result is None else (*VIEWS, *(group.key for group in result.groups))
    return view if view in keys and result is not None else "all"


def _count_of(file: OpenedFile, view: str) -> int:
    """How many rows a view has."""
    result = file.result
    if result is None or view == "all":
        return file.summary.row_count
    counts = {"to_send": result.to_send, "set_aside": result.set_aside, "warnings": result.warnings}
    counts.update({group.key: group.count for group in result.groups})
    return counts.get(view, 0)


def _still_paused(end: RunEnd, campaign: Campaign) -> str:
    if not end.left_paused:
        return ""
    text = translate("Leads", "{name} is still paused; resume it on the Campaigns tab.").format(
        name=texts.plain(campaign.name or campaign.id)
    )
    return f"{text} ({error_text(end.resume_problem)})" if end.resume_problem is not None else text
