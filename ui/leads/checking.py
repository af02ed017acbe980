"""A file between reading and sending: choices, checks, which of its rows are shown.

Owns: keeping the verdict in line with the choices, and the views of the rows. Leaves to others: opening and sending
(`page.py`), the widgets (`preflight.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.errors import AppError, LeadFileError
from ui import texts
from ui.desk import Desk
from ui.leads.countries import Country, country_of, load_countries
from ui.leads.lately_choice import USUAL, known_calls_text
from ui.leads.opened import OpenedFile
from ui.leads.preflight import VIEWS, Preflight
from ui.leads.remembered import Remembered
from ui.leads.row_columns import row_columns
from ui.leads.rows_model import PAGE_ROWS, LeadRowsModel
from ui.leads.words import sentence_text
from ui.texts import error_text

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.records import CheckPlan, CheckResult, LeadRow, UploadRecord
    from app.leads.session import LeadSession
    from app.models import Campaign

translate = QCoreApplication.translate

_TASKS = (
    "leads.check",
    "leads.size",
    "leads.repairs",
    "leads.repair.preview",
    "leads.view",
    "leads.rows",
    "leads.agent",
    "leads.destinations",
)
_FINDING = "leads.destinations.find"  # for whatever file comes: goes on while files come and go


_LARGE_ROWS = 200_000
_MOMENT_S = 0.5


class Examined(NamedTuple):
    """A check that ended: its plan, its result (None without a phone column), and the first rows of a view."""

    plan: CheckPlan
    result: CheckResult | None
    view: str
    rows: list[LeadRow]


class Checking(QObject):
    """See the module.

    Attributes:
        file: The file at hand, None while there is none.
        expected: The variables that the target's agent says; None while they are not known.
        remembered: What was decided about earlier files.
        lately_days: How far back it is looked who was called, for this file and the next ones; 0 for not at all.

    Signals:
        changed: What can be done with the file may be something else now.
        judged: There is another verdict on the rows.
        shown: Other rows are shown.
    """

    changed = Signal()
    judged = Signal()
    shown = Signal()

    def __init__(self, desk: Desk, model: LeadRowsModel, preflight: Preflight) -> None:
        super().__init__(preflight)
        self.file: OpenedFile | None = None
        self.expected: Sequence[str] | None = None
        self.lately_days = USUAL
        self.remembered = Remembered(desk)
        self._desk = desk
        self._model = model
        self._view = preflight
        self._countries: tuple[Country, ...] = ()
        preflight.view_chosen.connect(self.show_view)
        preflight.problems.group_toggled.connect(self._on_group)
        preflight.problems.group_pointed.connect(self._on_pointed)
        preflight.rows.mapping.chosen.connect(self._on_use)
        preflight.target.campaign_chosen.connect(self.choose_campaign)
        preflight.target.country_chosen.connect(self._on_country)
        preflight.lately.chosen.connect(self.look_back)

    # ------------------------------------------------------------------ state

    @property
    def campaign(self) -> Campaign | None:
        """The target, as last read."""
        context, file = self._desk.context, self.file
        return context.campaigns.get(file.campaign_id) if context is not None and file is not None else None

    @property
    def is_current(self) -> bool:
        """Whether the verdict on the screen is about the choices on the screen."""
        file = self.file
        return file is not None and file.result is not None and file.checked_plan == self._plan(file)

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet how large the upload would be."""
        file = self.file
        return file is None or file.result is None or _is_open(file.result)

    def why_not(self, uploads: Sequence[UploadRecord]) -> str:
        """Why the file cannot be sent as it is, "" when it can; `uploads` are the earlier ones."""
        file = self.file
        if file is None:
            return translate("Leads", "Open a lead file first.")
        if file.problem:
            return file.problem
        if file.choices.phone is None:
            return translate("Leads", "Choose the column that holds the phone numbers.")
        if not file.summary.encoding_sure:
            return translate("Leads", "Say first whether the characters of the file are right.")
        if file.result is None or not self.is_current or _is_open(file.result):
            return translate("Leads", "The rows are being checked.")
        if file.result.obstacles:
            return sentence_text(file.result.obstacles[0])
        if not file.result.to_send:
            return translate("Leads", "No row can be sent.")
        campaign = self.campaign
        if campaign is None:
            return translate("Leads", "Choose the campaign that the leads go to.")
        if any(r.campaign_id == campaign.id and str(r.state) in ("unknown", "inflight") for r in uploads):
            return translate(
                "Leads",
                "An earlier upload to this campaign has no known outcome. Settle it under Earlier uploads.",
            )
        return ""

    def _plan(self, file: OpenedFile) -> CheckPlan:
        """How it is to be checked now."""
        context = self._desk.context
        if context is None:
            return file.plan()
        unwanted = context.do_not_call
        calls = context.mirror.path
        return file.plan(context.ledger.path, unwanted.path, unwanted.version, context.refused.path, calls)

    @property
    def known_calls(self) -> str:
        """Among which calls it was looked who was called lately, in words; "" where it was not looked."""
        file, context = self.file, self._desk.context
        result = file.result if file is not None else None
        if file is None or result is None or context is None or not file.lately_days:
            return ""
        return known_calls_text(result.calls_known, result.newest_call_at, context.clock.time())

    # ------------------------------------------------------------------ files come and go

    async def prepare(self) -> None:
        """Load what the choices need, once; where may be called is found out meanwhile."""
        if (context := self._desk.context) is not None and not self._desk.tasks.is_running(_FINDING):
            self._desk.tasks.start(_find_destinations(context), name=_FINDING)
        if not self._countries:
            from app.threads import run_in_daemon_thread

            self._countries = await run_in_daemon_thread(load_countries, name="countries")

    def inherit(self, file: OpenedFile) -> None:
        """Take target and country over from the file at hand, another sheet or encoding of which this is."""
        before = self.file
        if before is not None:
            file.country, file.country_chosen = before.country, before.country_chosen
            file.campaign_id, file.allowed = before.campaign_id, before.allowed
            if (before.source, before.summary.sheet) == (file.source, file.summary.sheet):
                file.choices.take_over(before.choices)
            file.choices.adopt(self.expected or ())

    def take(self, file: OpenedFile, examined: Examined) -> None:
        """Show a file that was read and checked in place of the one before."""
        for name in _TASKS:
            self._desk.tasks.cancel(name)
        self.file = file
        if not file.campaign_id:
            self.expected = None
        self._view.show_file(file.summary)
        self.show_campaigns()
        self._show(file, examined)
        self._learn_of_target(file)  # of another sheet or encoding of the same file, this may have been under way

    def clear(self) -> None:
        """No file is at hand."""
        for name in _TASKS:
            self._desk.tasks.cancel(name)
        self.file = self.expected = None
        self._model.clear()

    def focus_next_choice(self) -> None:
        """Give the keyboard to what has to be decided next."""
        if self.file is None:
            return
        if self.file.choices.phone is None:
            self._view.rows.mapping.combo(0).setFocus()
        elif not self.file.campaign_id:
            self._view.target.campaign.setFocus()
        else:
            self._view.rows.table.setFocus()

    # ------------------------------------------------------------------ checking

    async def examine(
        self, file: OpenedFile, view: str = "all", on_progress: Callable[[float], None] | None = None
    ) -> Examined:
        """Check a file by its present choices and read the beginning of a view, of "all" where that is gone.

        Raises:
            LeadFileError: The file's process is gone.
        """
        plan = self._plan(file)
        result = None
        if plan.phone_column is not None:
            result = await file.session.check(plan, on_progress=on_progress)
        view = _view_in(result, view)
        return Examined(plan, result, view, await file.session.rows(view, 0, PAGE_ROWS))

    def recheck(self, view: str = "") -> None:
        """Check again, since something was chosen; then show `view`, or what was shown before."""
        if self.file is not None:
            task = self._check(self.file, view or self._model.view or "all")
            self._desk.tasks.start(task, name="leads.check")
            self._show_mapping(self.file)
            self.changed.emit()

    async def recheck_now(self, view: str) -> None:
        """Check again and show `view`; returns when it is shown."""
        if self.file is not None:
            await self._check(self.file, view)

    def show_again(self) -> None:
        """Something is known about the file that does not touch its rows."""
        if self.file is not None:
            self._view.show_file(self.file.summary)
            self._view.show_result(self.file.result, self.file.summary)
            self.changed.emit()

    async def _check(self, file: OpenedFile, view: str) -> None:
        try:
            examined = await self.examine(file, view)
        except LeadFileError as error:
            file.problem = error_text(error)
            if file is self.file:
                self._desk.messages.error(error)
                self.changed.emit()
            return
        if file is self.file:
            self._show(file, examined)

    # ------------------------------------------------------------------ changing rows

    def repair(self, key: str, text: str = "") -> None:
        """Do a repair of many rows (`RepairOffer.key`), with the text that it needs, if any."""
        if self.file is not None and self.is_current:
            self.file.note_repair(key, text)
            self.remembered.keep_repairs(self.file)
            self._change(lambda session: session.repair(key, text))

    def undo(self) -> None:
        """Take the latest change of the rows back."""
        if self.file is not None and self.is_current:
            self.file.note_undone()
            self.remembered.keep_repairs(self.file)
            self._change(lambda session: session.undo())

    def redo(self) -> None:
        """Do once more what was undone last."""
        if self.file is not None and self.is_current:
            self.file.note_redone()
            self.remembered.keep_repairs(self.file)
            self._change(lambda session: session.redo())

    def _change(self, change: Callable[[LeadSession], Awaitable[CheckResult]]) -> None:
        if self.file is not None and self.is_current:
            for name in ("leads.size", "leads.repairs"):  # of the rows as they were
                self._desk.tasks.cancel(name)
            self._desk.tasks.start(self._carry_out(self.file, change), name="leads.check")

    async def _carry_out(self, file: OpenedFile, change: Callable[[LeadSession], Awaitable[CheckResult]]) -> None:
        plan = file.checked_plan
        try:
            result = await change(file.session)
            view = _view_in(result, self._model.view or "all")
            rows = await file.session.rows(view, 0, PAGE_ROWS)
        except LeadFileError as error:
            self._desk.messages.error(error)
            return
        if file is self.file and plan is not None:
            self._show(file, Examined(plan, result, view, rows))

    async def _measure(self, file: OpenedFile, before: CheckResult) -> None:
        """Find out how large the upload is; nobody has to wait for that to see the verdict."""
        await wait_a_moment(before)
        try:
            result = await file.session.measure()
        except LeadFileError:
            return  # its process has gone: the next thing that is asked of it says so
        if file is self.file and file.result is before:
            file.result = result
            self._view.show_result(result, file.summary)
            self.changed.emit()

    def _show(self, file: OpenedFile, examined: Examined) -> None:
        # Together, so that nobody takes an old result for the verdict on new choices.
        file.result, file.checked_plan = examined.result, examined.plan
        self._view.show_result(examined.result, file.summary)
        self._view.lately.show_known(self.known_calls)
        self._show_rows(file, examined.view, examined.rows)
        self._show_mapping(file)
        self.changed.emit()
        self.judged.emit()
        if examined.result is not None and _is_open(examined.result):
            self._desk.tasks.start(self._measure(file, examined.result), name="leads.size")

    def _show_mapping(self, file: OpenedFile) -> None:
        self._view.rows.mapping.show_choices(file.summary.header, file.choices, self.expected or ())
        have = set(file.choices.variables)
        self._view.target.show_variables(self.expected, have, campaign=bool(file.campaign_id))
        self._view.target.show_countries(self._countries, file.country)

    # ------------------------------------------------------------------ which rows are shown

    def show_view(self, view: str) -> None:
        """Show one of `VIEWS` or a problem group."""
        if self.file is not None:
            self._desk.tasks.start(self._load_view(self.file, view), name="leads.view")

    async def _load_view(self, file: OpenedFile, view: str) -> None:
        rows = await file.session.rows(view, 0, PAGE_ROWS)
        if file is self.file:
            self._show_rows(file, view, rows)

    def _show_rows(self, file: OpenedFile, view: str, rows: list[LeadRow]) -> None:
        count = _count_of(file, view)
        if view == "all":
            file.sample = rows
        columns = row_columns(file.summary.header, file.choices, file.sample, checked=file.result is not None)
        self._model.show_rows(view, count, rows, columns, file.session.rows)
        self._view.show_view(view, count)
        self.shown.emit()

    def _on_group(self, key: str) -> None:
        self.show_view(key if self._model.view != key else "all")

    def _on_pointed(self, key: str) -> None:
        group = self._view.problems.group(key)
        if group is None or self._model.view == key:
            self._model.point_at(None)
        else:
            self._model.point_at(
                lambda row: any(p.kind == group.kind and group.column in (None, p.column) for p in row.problems)
            )

    # ------------------------------------------------------------------ choices

    def _on_use(self, column: int, use: str) -> None:
        if self.file is None:
            return
        choices = self.file.choices
        if use == "phone":
            choices.use_as_phone(column)
        elif use == "drop":
            choices.drop(column)
        else:
            choices.keep_as(column, use.removeprefix("keep:"))
        self.remembered.keep_choices(self.file)
        self.recheck()

    def _on_country(self, iso: str) -> None:
        if self.file is not None:
            self.file.country, self.file.country_chosen = iso, True
            self.remembered.keep_choices(self.file)
            self.recheck()

    def look_back(self, days: int) -> None:
        """Look so many days back for who was called; 0 for not at all."""
        self.lately_days = days
        self._view.lately.show_days(days)
        if self.file is not None:
            self.file.look_back(days)
            self.recheck()

    def choose_campaign(self, campaign_id: str) -> None:
        """Choose where the leads of the open file go; "" for nowhere yet."""
        file, context = self.file, self._desk.context
        if file is None or context is None or campaign_id == file.campaign_id:
            return
        file.campaign_id, self.expected, file.allowed = campaign_id, None, ()
        campaign = self.campaign
        if campaign is not None:
            if not file.country_chosen:
                caller = country_of(campaign.from_phone_number, self._countries)
                file.country = caller or context.profile.default_country
            file.allowed = _allowed(context, campaign)  # mostly known since the file was opened
            self._learn_of_target(file)
        self.show_campaigns()
        self.recheck()

    def _learn_of_target(self, file: OpenedFile) -> None:
        """Find out what the campaign's agent expects and where may be called, as far as that is not known."""
        context, campaign = self._desk.context, self.campaign
        if context is None or campaign is None:
            return
        if self.expected is None:
            self._desk.tasks.start(self._load_agent(context, file, campaign), name="leads.agent")
        self._desk.tasks.start(self._load_destinations(context, file, campaign), name="leads.destinations")

    async def _load_agent(self, context: Context, file: OpenedFile, campaign: Campaign) -> None:
        try:
            cached = await context.reference.agents()
        except AppError:
            return  # the pills say that it is not known
        agent = next((agent for agent in cached.items if agent.id == campaign.agent_id), None)
        if file is not self.file or file.campaign_id != campaign.id or agent is None:
            return
        self.expected = agent.variables
        if file.choices.adopt(agent.variables):
            self.recheck()
        self._show_mapping(file)

    async def _load_destinations(self, context: Context, file: OpenedFile, campaign: Campaign) -> None:
        """Find out where may be called from the target's number; where nobody tells, everywhere."""
        from app.reference.cache import Kind
        from app.reference.destinations import is_checked

        await context.destinations.groups()
        kept = await context.reference.kept(Kind.PHONE_NUMBERS)
        callers = [c for c in kept.items if getattr(c, "number", "") == campaign.from_phone_number] if kept else []
        allowed = _allowed(context, campaign) if all(map(is_checked, callers)) else ()
        if file is self.file and file.campaign_id == campaign.id and allowed != file.allowed:
            file.allowed = allowed
            self.recheck()

    def show_campaigns(self, *, sending: bool = False) -> None:
        """Offer the campaigns as last read.

        One that takes no more leads stops being the target, unless leads are being sent to it at this moment.
        """
        context, file = self._desk.context, self.file
        if context is None:
            self._view.target.show_campaigns((), "", read=False)
            return
        usable = [campaign for campaign in context.campaigns.records if not campaign.is_final]
        current = file.campaign_id if file is not None else ""
        if file is not None and current and not sending and all(c.id != current for c in usable):
            gone = context.campaigns.get(current)
            self._desk.messages.warning(
                translate("Leads", "{name} takes no more leads. Choose another campaign.").format(
                    name=texts.plain(gone.name if gone is not None else current)
                )
            )
            file.campaign_id, file.allowed = "", ()
            current = ""
            self.expected = None
            self.recheck()
        self._view.target.show_campaigns(usable, current, read=context.campaigns.read_at is not None)
        campaign = self.campaign
        self._view.foot.show_dialling(campaign is not None and campaign.is_dialling)


async def _find_destinations(context: Context) -> None:
    await context.destinations.groups()


def _allowed(context: Context, campaign: Campaign) -> tuple[str, ...]:
    """How numbers begin that may be called for this campaign, as far as is known now."""
    from app.reference.destinations import allowed_beginnings

    return allowed_beginnings(context.destinations.known, campaign.from_phone_number)


async def wait_a_moment(result: CheckResult) -> None:
    """Let the operator go first with a large file: what is asked of its process next is answered at once."""
    if result.rows > _LARGE_ROWS:
        await asyncio.sleep(_MOMENT_S)


def _is_open(result: CheckResult) -> bool:
    """Whether it is not known yet how large the upload is."""
    return result.to_send > 0 and not result.parts


def _view_in(result: CheckResult | None, view: str) -> str:
    """`view`, or "all" where the check has no such view."""
    keys = () if result is None else (*VIEWS, *(group.key for group in result.groups))
    return view if view in keys else "all"


def _count_of(file: OpenedFile, view: str) -> int:
    """How many rows a view has."""
    result = file.result
    if result is None or view == "all":
        return file.summary.row_count
    counts = {"to_send": result.to_send, "set_aside": result.set_aside, "warnings": result.warnings}
    counts.update({group.key: group.count for group in result.groups})
    return counts.get(view, 0)
