"""Uploads whose outcome is not known: the record of them, looking again, and asking the operator.

Owns: when the question is asked, and carrying on after the answer. Leaves to others: the dialog (`ask_dialog.py`), the
table (`earlier.py`), what the counter proves (`app/leads/evidence.py`). Nothing here ever sends a lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from ui import texts
from ui.command import Command
from ui.desk import Desk
from ui.leads.ask_dialog import AskDialog
from ui.leads.earlier import EarlierUploads, can_reopen
from ui.leads.opened import Source
from ui.leads.words import rows_text, sentence_text
from ui.texts import error_text

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.evidence import UploadOutcome
    from app.leads.records import UploadRecord

translate = QCoreApplication.translate

_TASKS = ("leads.settle", "leads.uploads", "leads.ask", "leads.reopen")


class Questions(QObject):
    """See the module.

    Attributes:
        records: The latest uploads, newest first, as last read.
        ask_selected: Asks about the upload that is selected in the table.
        reopen: Brings the rows of the selected upload, which was not sent or was refused, back on the page.
        dialog: The question that is being asked, None while none is.

    Signals:
        changed: `records`, or what can be done about the selected one, is something else.
        settled: More is known of an upload: its `UploadOutcome`. It may be as unknown as before.
        rows_wanted: The rows of an upload that is not there are to be sent again by the operator: its `UploadRecord`.
        rows_found: Rows out of the record are to be opened: a `Source`.
        rest_wanted: The parts that wait of a file are to be sent: the id of the series.
    """

    changed = Signal()
    settled = Signal(object)
    rows_wanted = Signal(object)
    rows_found = Signal(object)
    rest_wanted = Signal(int)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self.records: list[UploadRecord] = []
        self.dialog: AskDialog | None = None
        self._told = False
        self.ask_selected = Command("leads.ask", translate("Leads", "Settle this upload…"), parent=page)
        self.ask_selected.triggered.connect(self._on_ask_selected)
        self.reopen = Command("leads.reopen", translate("Leads", "Open its rows again"), parent=page)
        self.reopen.triggered.connect(self._on_reopen)
        self.earlier = EarlierUploads(self.ask_selected, self.reopen)
        self.earlier.selection_changed.connect(self._update)
        self.earlier.ask_wanted.connect(self.ask_selected.trigger)

    def forget(self) -> None:
        """Another profile is open, or none."""
        for name in _TASKS:
            self._desk.tasks.cancel(name)
        self.close()
        self.records, self._told = [], False
        self.earlier.show_uploads(())
        self._update()

    def close(self) -> None:
        """Take the question away; it stays on record."""
        if self.dialog is not None:
            self.dialog.reject()

    def load(self) -> None:
        """Read the record."""
        context = self._desk.context
        if context is not None:
            self._desk.tasks.start(self._load(context), name="leads.uploads")

    async def _load(self, context: Context) -> None:
        try:
            records = await context.ledger.uploads()
        except AppError as error:
            self.earlier.show_problem(error_text(error))
            return
        if context is self._desk.context:
            self.records = records
            self.earlier.show_uploads(records)
            self._tell_open_ones()
            self._update()

    def _tell_open_ones(self) -> None:
        """What was left open is shown at once, when a profile is opened."""
        if self._told:
            return
        self._told = True
        open_ones = [record for record in self.records if str(record.state) == "unknown"]
        if open_ones:
            last = open_ones[0]
            self._desk.messages.show(
                "warning",
                translate("Leads", "The upload of {name} to {campaign} has no known outcome.").format(
                    name=texts.plain(last.file_name, 60), campaign=texts.plain(last.campaign_name, 60)
                ),
                translate("Leads", "Settle it…"),
                lambda: self.ask(last.id),
            )
            return
        waiting = next((record for record in self.records if str(record.state) == "planned"), None)
        if waiting is not None and waiting.series is not None:
            series, count = (
                waiting.series,
                sum(record.series == waiting.series and str(record.state) == "planned" for record in self.records),
            )
            self._desk.messages.show(
                "warning",
                translate(
                    "Leads", "The upload of {name} to {campaign} is not finished: {count} of {parts} parts wait."
                ).format(
                    name=texts.plain(waiting.file_name, 60),
                    campaign=texts.plain(waiting.campaign_name, 60),
                    count=texts.number(count),
                    parts=texts.number(waiting.parts),
                ),
                translate("Leads", "Send the rest…"),
                lambda: self.rest_wanted.emit(series),
            )

    # ------------------------------------------------------------------ asking

    def ask(self, upload_id: int) -> None:
        """Ask the operator what became of an upload, with what is on record about it."""
        context = self._desk.context
        if context is not None:
            self._desk.tasks.start(self._ask(context, upload_id), name="leads.ask")

    async def _ask(self, context: Context, upload_id: int) -> None:
        record = await context.ledger.upload(upload_id)
        if context is not self._desk.context or str(record.state) not in ("unknown", "set_aside"):
            return
        self.close()
        dialog = self.dialog = AskDialog(self._desk, context, record, self._page.window())
        dialog.answered.connect(self._on_answered)
        dialog.send_again_chosen.connect(self._on_send_again)
        dialog.finished.connect(lambda _result: self._on_closed(dialog))
        dialog.open()

    def _on_closed(self, dialog: AskDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _on_answered(self, outcome: UploadOutcome) -> None:
        self.load()
        self.settled.emit(outcome)

    def _on_send_again(self, record: UploadRecord) -> None:
        self.load()
        self.rows_wanted.emit(record)

    def _on_ask_selected(self) -> None:
        record = self.earlier.selected()
        if record is not None:
            self.ask(record.id)

    def check_again(self, upload_id: int, busy: Command) -> None:
        """Look at the campaign's counter once more."""
        context = self._desk.context
        if context is not None:
            self._desk.tasks.start(self._check_again(context, upload_id), name="leads.settle", busy=busy)

    async def _check_again(self, context: Context, upload_id: int) -> None:
        from app.leads.evidence import settle_unknown

        messages = self._desk.messages
        messages.info(translate("Leads", "Looking at the campaign's counter, twice if need be…"))
        outcome = await settle_unknown(context.api, context.ledger, upload_id, clock=context.clock)
        if str(outcome.state) == "unknown":
            messages.warning(
                translate("Leads", "Looked again at {time}: {found}").format(
                    time=texts.clock_at(context.clock.time()), found=sentence_text(outcome.sentence)
                )
            )
        else:
            messages.success(sentence_text(outcome.sentence))
        self._on_answered(outcome)

    # ------------------------------------------------------------------ rows out of the record

    def _on_reopen(self) -> None:
        record = self.earlier.selected()
        if record is not None:
            self.find_rows(record)

    def find_rows(self, record: UploadRecord) -> None:
        """Bring the rows of an upload that was not sent back on the page, where they are checked like any others."""
        context = self._desk.context
        if context is not None:
            self._desk.tasks.start(self._find_rows(context, record), name="leads.reopen", busy=self.reopen)

    async def _find_rows(self, context: Context, record: UploadRecord) -> None:
        from app.leads.kept_rows import text_of

        if not record.has_rows:
            # Numbers alone would make calls without a name in them.
            self._desk.messages.warning(
                translate(
                    "Leads", "The upload counts as not sent. Its rows are not kept here: drop {name} again."
                ).format(name=texts.plain(record.file_name, 60))
            )
            return
        text = await text_of(context.ledger, record)
        if context is self._desk.context:
            self._desk.messages.info(
                translate("Leads", "The {rows} of {name} are here again. Nothing was sent.").format(
                    rows=rows_text(record.rows), name=texts.plain(record.file_name, 60)
                )
            )
            self.rows_found.emit(Source(None, text, record.file_name, record.campaign_id))

    def _update(self) -> None:
        record = self.earlier.selected()
        state = str(record.state) if record is not None else ""
        self.ask_selected.set_possible(
            state in ("unknown", "set_aside"), translate("Leads", "Select an upload of unknown outcome first.")
        )
        self.reopen.set_possible(
            record is not None and can_reopen(record),
            translate("Leads", "Select an upload that was not sent, or was refused, first."),
        )
        self.changed.emit()
