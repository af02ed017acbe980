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
from ui.leads.opened import OpenedFile
from ui.leads.questions import Questions
from ui.leads.queued_upload import QueuedUpload
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

    Signals:
        changed: An upload began or ended, or more is known of its outcome.
    """

    changed = Signal()

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
        self._desk = desk
        self._commands = commands
        self._checking = checking
        self._foot = foot
        self._questions = questions
        self._left_paused = left_paused
        self.upload = Sending(desk, self._on_sent, page)
        self.upload.changed.connect(self.changed)
        self.result = ResultView(commands.ask, commands.check_again, commands.see_rows, commands.save, commands.another)
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

    async def _on_sent(self, context: Context, file: OpenedFile, campaign: Campaign, end: RunEnd) -> None:
        if file is not self._checking.file or context is not self._desk.context:
            return
        self._questions.load()
        if end.outcome is None:
            self._on_not_begun(end, campaign)
            return
        self.outcome = end.outcome
        self._note_left_paused(end, campaign)
        if end.outcome.refusals:
            await self._lay_refusals(file, end.outcome)
        self._show_outcome(context, campaign.name or campaign.id, file, end)
        if str(end.outcome.state) == "unknown":
            self._questions.ask(end.outcome.upload_id)

    async def _lay_refusals(self, file: OpenedFile, outcome: UploadOutcome) -> None:
        """Mark the rows that the server refused, and remember them for other files."""
        if self._desk.context is not None:
            await self._desk.context.refused.remember(outcome.refusals)
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
        if end.left_paused or (end.pause_unsure and end.seen is None):
            self._left_paused.show(end.seen or campaign, is_sure=end.left_paused)

    def _show_outcome(self, context: Context, campaign_name: str, file: OpenedFile, end: RunEnd) -> None:
        outcome = end.outcome
        assert outcome is not None
        set_aside = file.result.set_aside if file.result is not None else 0
        campaign = context.campaigns.get(file.campaign_id)
        still = _still_paused(end, campaign) if campaign is not None else ""
        self.result.show_outcome(outcome, campaign_name, context.clock.time(), set_aside, still)
        self.changed.emit()
        self.result.focus_first()
        announce(self.result, self.result.result.text(), urgent=str(outcome.state) != "confirmed")

    def _on_see_rows(self) -> None:
        if self._checking.file is not None:
            refused = self.outcome is not None and bool(self.outcome.refusals)
            self.outcome = None
            self._checking.recheck("refused_by_server" if refused else "all")

    def _on_check_again(self) -> None:
        if self.outcome is not None:
            self._questions.check_again(self.outcome.upload_id, self._commands.check_again)

    def _on_ask(self) -> None:
        if self.outcome is not None:
            self._questions.ask(self.outcome.upload_id)

    def _on_settled(self, outcome: UploadOutcome) -> None:
        """More is known of an upload. Is it the one whose result is shown?"""
        context, file = self._desk.context, self._checking.file
        if self.outcome is None or self.outcome.upload_id != outcome.upload_id or file is None or context is None:
            return
        self.outcome = outcome
        campaign = context.campaigns.get(file.campaign_id)
        name = campaign.name if campaign is not None else file.campaign_id
        self._show_outcome(context, name, file, RunEnd(outcome))

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
