"""From the press of Send to what became of the upload.

Owns: whether the file at hand can be sent, sending it now or when that is allowed, and its outcome. Leaves to others:
the upload itself (`sending.py`), uploads of unknown outcome (`questions.py`), the rows (`checking.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.errors import LeadFileError
from ui import texts
from ui.command import Capture
from ui.desk import Desk
from ui.leads.checking import Checking
from ui.leads.commands import LeadCommands
from ui.leads.left_paused import LeftPaused, state_text
from ui.leads.looking_back import LookingBack
from ui.leads.opened import OpenedFile
from ui.leads.questions import Questions
from ui.leads.queued_upload import QueuedUpload
from ui.leads.rest import Rest, RestOfFile, rest_of
from ui.leads.result_view import ResultView
from ui.leads.send_bar import SendBar
from ui.leads.sending import Sending
from ui.leads.upload_run import RunEnd
from ui.page import Page
from ui.texts import error_text
from ui.widgets.announce import announce

if TYPE_CHECKING:
    import asyncio

    from app.context import Context
    from app.leads.evidence import UploadOutcome
    from app.leads.records import UploadRecord
    from app.models import Campaign

translate = QCoreApplication.translate


class Delivery(QObject):
    """See the module.

    Attributes:
        outcome: How the upload of the file at hand ended; None before, and while its rows are looked at again.
        upload: What is being sent.
        result: Shows the outcome.
        rest: The parts of a file that wait.
        back: Looking at an upload that is over.

    Signals:
        changed: An upload began or ended, or more is known of its outcome.
        close_wanted: The file at hand is in the way of the parts that go on.
    """

    changed = Signal()
    close_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        commands: LeadCommands,
        checking: Checking,
        foot: SendBar,
        questions: Questions,
        left_paused: LeftPaused,
        page: Page,
    ) -> None:
        super().__init__(page)
        self.outcome: UploadOutcome | None = None
        self._sent_to: Campaign | None = None  # of the upload whose result is shown
        self._desk = desk
        self._commands = commands
        self._checking = checking
        self._foot = foot
        self._questions = questions
        self._left_paused = left_paused
        self.upload = Sending(desk, self._on_sent, page)
        self.upload.changed.connect(self.changed)
        self.rest = RestOfFile(desk, page, self._current_rest)
        self.rest.wanted.connect(self._on_rest_wanted)
        self.rest.given_up.connect(self._on_rest_given_up)
        questions.rest_wanted.connect(lambda series: self._ask_rest(series))
        self.back = LookingBack(desk, page, self._current_uploads)
        self.result = ResultView(
            commands.ask,
            commands.check_again,
            commands.see_rows,
            commands.save,
            commands.another,
            self.rest.go_on,
            self.rest.give_up,
            self.back.rows,
            self.back.take_back,
        )
        commands.send.triggered.connect(self._on_send)
        commands.send.capture = self._capture_send
        commands.see_rows.triggered.connect(self._on_see_rows)
        commands.check_again.triggered.connect(self._on_check_again)
        commands.ask.triggered.connect(self._on_ask)
        questions.settled.connect(self._on_settled)
        questions.rows_wanted.connect(self._on_rows_wanted)

    @property
    def state(self) -> str:
        """How the upload of the file at hand ended (`UploadState`), "" while there is none."""
        return str(self.outcome.state) if self.outcome is not None else ""

    def forget(self) -> None:
        """Another file is at hand, or none."""
        self.upload.forget()
        self.outcome = None

    def why_not(self) -> str:
        """Why the file at hand cannot be sent now, "" when it can."""
        if self._desk.context is None:
            return translate("Leads", "No profile is open.")
        if self.upload.is_under_way:
            return translate("Leads", "An upload is under way.")
        if self.outcome is not None:
            return translate("Leads", "This file was sent already.")
        return self._checking.why_not(self._questions.records)

    def update_commands(self) -> None:
        """Say which commands make sense now."""
        commands = self._commands
        why = self.why_not()
        commands.send.set_possible(not why, why)
        under_way = translate("Leads", "Wait until the upload is over.")
        commands.another.set_possible(not self.upload.is_under_way, under_way)
        known = translate("Leads", "The outcome is known.")
        commands.check_again.set_possible(self.state == "unknown", known)
        commands.ask.set_possible(self.state in ("unknown", "set_aside"), known)
        self.rest.update(self._why_not_rest())
        self.back.update(can_open=self._desk.context is not None)
        self.result.show_undo(self.back.why_not_undo(self._current_uploads()) if self.outcome is not None else "")

    def _on_send(self) -> None:
        file, context, campaign = self._checking.file, self._desk.context, self._checking.campaign
        if file is None or context is None or campaign is None or file.result is None or self.why_not():
            return
        self._desk.messages.dismiss()
        self.upload.start(context, file, campaign, pause=self._foot.wants_pause, busy=self._commands.send)

    def _capture_send(self) -> Capture | None:
        """The upload as it would be done now, to be done when that is allowed."""
        file, context, campaign = self._checking.file, self._desk.context, self._checking.campaign
        if file is None or context is None or campaign is None or file.result is None or self.why_not():
            return None
        queued = QueuedUpload(file, campaign, pause=self._foot.wants_pause)
        return Capture(
            queued.label,
            lambda: self._send_queued(context, queued),
            frozenset({queued.target}),
            bound_to=queued.content,
        )

    def _send_queued(self, context: Context, queued: QueuedUpload) -> asyncio.Task[None] | None:
        """Its turn has come: do it, if it is still what was queued."""
        file, campaign = self._checking.file, self._checking.campaign
        why = self.why_not()
        pause = self._foot.wants_pause
        if not why and (
            context is not self._desk.context
            or file is None
            or campaign is None
            or not queued.is_same(file, campaign, pause=pause)
        ):
            why = translate("Leads", "The rows or the campaign are not what they were.")
        if why:
            self._desk.messages.warning(
                translate("Leads", "{action} was queued and is not done. {why} Nothing was sent.").format(
                    action=queued.label, why=why
                )
            )
            return None
        return self.upload.start(context, queued.file, queued.campaign, pause=queued.pause, busy=self._commands.send)

    async def _on_sent(self, context: Context, file: OpenedFile | None, campaign: Campaign, end: RunEnd) -> None:
        if file is not self._checking.file or context is not self._desk.context:
            return
        self._questions.load()
        if end.outcome is None:
            self._on_not_begun(end, campaign)
            return
        self.outcome, self._sent_to = end.outcome, campaign
        self._note_left_paused(end, campaign)
        if end.outcome.refusals:
            await self._lay_refusals(context, file, end.outcome)
        self._show_outcome(context, end)
        if str(end.outcome.state) == "unknown":
            self._questions.ask(end.outcome.upload_id)

    async def _lay_refusals(self, context: Context, file: OpenedFile | None, outcome: UploadOutcome) -> None:
        """Mark the rows that the server refused, and remember them for other files."""
        await context.refused.remember(outcome.refusals)
        if file is None:
            return
        try:
            await file.session.lay_refusals(outcome.refusals)
        except LeadFileError as error:
            self._desk.messages.error(error)
        else:
            await self._checking.recheck_now("refused_by_server")

    def _on_not_begun(self, end: RunEnd, campaign: Campaign) -> None:
        """Nothing was sent: back to the rows, with the reason."""
        self._note_left_paused(end, campaign)
        still = _still_paused(end, campaign)
        if end.pause_unsure:
            # The strip above says more, and offers what can be done.
            still = state_text(end.seen) if end.seen is not None else ""
        if end.problem is not None:
            self._desk.messages.error(" ".join(part for part in (error_text(end.problem), still) if part))
        elif still:
            self._desk.messages.warning(still)
        else:
            self._desk.messages.info(translate("Leads", "Cancelled. Nothing was sent."))
        self.changed.emit()

    def _note_left_paused(self, end: RunEnd, campaign: Campaign) -> None:
        """A campaign that is paused because of an upload stays in sight until it goes on."""
        if end.may_be_paused:
            self._left_paused.show(end.seen or campaign, is_sure=end.left_paused)

    def _show_outcome(self, context: Context, end: RunEnd) -> None:
        outcome, file, campaign = end.outcome, self._checking.file, self._sent_to
        assert outcome is not None
        assert campaign is not None
        set_aside = outcome.set_aside
        if set_aside is None:
            set_aside = file.result.set_aside if file is not None and file.result is not None else 0
        name = campaign.name or campaign.id
        still = _still_paused(end, context.campaigns.get(campaign.id) or campaign)
        self.result.show_outcome(outcome, name, context.clock.time(), set_aside, still, has_file=file is not None)
        self.changed.emit()
        self.result.focus_first()
        announce(self.result, self.result.result.text(), urgent=str(outcome.state) != "confirmed")

    def _on_see_rows(self) -> None:
        if self._checking.file is not None:
            refused = self.outcome is not None and bool(self.outcome.refusals)
            self.outcome = None
            # Of the verdict before: some of the rows may be in the campaign now.
            self._checking.file.checked_plan = None
            self._checking.recheck("refused_by_server" if refused else "all")

    def _on_check_again(self) -> None:
        if self.outcome is not None:
            self._questions.check_again(self.outcome.upload_id, self._commands.check_again)

    def _on_ask(self) -> None:
        if self.outcome is not None:
            self._questions.ask(self.outcome.upload_id)

    def _on_settled(self, outcome: UploadOutcome) -> None:
        """More is known of an upload. Is it the one whose result is shown, or a part of it?"""
        context, shown = self._desk.context, self.outcome
        if shown is None or context is None:
            return
        if shown.series is not None and any(part.upload_id == outcome.upload_id for part in shown.parts):
            self._desk.tasks.start(self._sum_up(context, shown.series, outcome), name="leads.sum")
        elif shown.upload_id == outcome.upload_id:
            self.outcome = outcome
            self._show_outcome(context, RunEnd(outcome))

    async def _sum_up(self, context: Context, series: int, last: UploadOutcome | None = None) -> None:
        """Show how all parts of a file stand now."""
        from app.leads.parts import sum_of

        outcome = await sum_of(context.ledger, series, context.clock, last)
        if context is self._desk.context and self.outcome is not None and self.outcome.series == series:
            self.outcome = outcome
            self._show_outcome(context, RunEnd(outcome))

    # ------------------------------------------------------------------ parts that wait

    def _current_rest(self) -> Rest | None:
        """What waits of the file whose result is shown, or of the upload that is selected below the drop zone.

        Where none is selected, of the latest file of which parts wait.
        """
        questions = self._questions
        if self.outcome is not None:
            return rest_of(questions.records, self.outcome.series)
        records = questions.records if self._checking.file is None else []
        record = questions.earlier.selected() or next((one for one in records if str(one.state) == "planned"), None)
        return rest_of(records, record.series if record is not None else None)

    def _current_uploads(self) -> list[UploadRecord]:
        """The upload whose result is shown, or the one that is selected below the drop zone; all parts of a file."""
        questions = self._questions
        if self.outcome is not None:
            series, upload_id = self.outcome.series, self.outcome.upload_id
        else:
            record = questions.earlier.selected() if self._checking.file is None else None
            series, upload_id = (record.series, record.id) if record is not None else (None, 0)
        found = [r for r in questions.records if r.id == upload_id or (series is not None and r.series == series)]
        return sorted(found, key=lambda r: r.id)

    def _ask_rest(self, series: int) -> None:
        rest = rest_of(self._questions.records, series)
        if rest is not None and not self._why_not_rest():
            self.rest.ask(rest)

    def _why_not_rest(self) -> str:
        if self.upload.is_under_way:
            return translate("Leads", "An upload is under way.")
        if self.outcome is None and self._checking.file is not None:
            return translate("Leads", "Another file is open. Send or close it first.")
        return ""

    def _on_rest_wanted(self, rest: Rest, campaign: Campaign, pause: bool) -> None:
        context = self._desk.context
        if context is not None and not self._why_not_rest():
            self._desk.messages.dismiss()
            if self.outcome is None or self.outcome.series != rest.series:
                self.close_wanted.emit()
            self.upload.go_on(context, rest, self._checking.file, campaign, pause=pause, busy=self.rest.go_on)

    def _on_rest_given_up(self, rest: Rest) -> None:
        self._questions.load()
        if self.outcome is not None and self.outcome.series == rest.series and self._desk.context is not None:
            self._desk.tasks.start(self._sum_up(self._desk.context, rest.series), name="leads.sum")

    def _on_rows_wanted(self, record: UploadRecord) -> None:
        """The rows of an upload that is not there are to be sent again: they are checked first, like any others."""
        if self.outcome is not None and self.outcome.upload_id == record.id and self._checking.file is not None:
            self._on_see_rows()
        elif not self.upload.is_under_way:
            self._questions.find_rows(record)
        else:
            self._desk.messages.info(
                translate("Leads", "It counts as not sent. Open its rows again when the upload is over.")
            )


def _still_paused(end: RunEnd, campaign: Campaign) -> str:
    if not end.left_paused:
        return ""
    text = translate("Leads", "{name} is still paused; resume it on the Campaigns tab.").format(
        name=texts.plain(campaign.name or campaign.id)
    )
    return f"{text} ({error_text(end.resume_problem)})" if end.resume_problem is not None else text
