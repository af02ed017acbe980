"""Which call is selected, and what is read about it.

Owns: following the selection through changes of the rows, and when the details of a call, and its retries, are worth a
request. Leaves to others: the requests (`app/calls/details.py`, `app/calls/retries.py`), showing
(`ui/calls/detail_panel.py`), playing (`ui/calls/playback.py`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QItemSelection, QObject, QTimer, Signal

from app.errors import AppError
from ui.calls.columns import CallTexts
from ui.calls.detail_panel import DetailPanel
from ui.calls.model import CallTableModel
from ui.calls.retries_view import Try
from ui.calls.words import ended_by
from ui.desk import Desk
from ui.texts import error_text
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.calls.details import CallDetails
    from app.calls.recording import Recordings
    from app.calls.retries import CallRetries
    from app.models import CallAttempt, CallLog

translate = QCoreApplication.translate

DETAILS_AFTER_MS: Final = 150
"""Holding an arrow key runs through the rows; only the one it stops at is worth a request."""
DETAILS: Final = "calls.details"
RETRIES: Final = "calls.retries"


class CallSources(NamedTuple):
    """Where the parts of a call come from."""

    details: CallDetails
    retries: CallRetries
    recordings: Recordings
    calls_to: Callable[[str], Awaitable[list[CallLog]]]
    """The calls that are kept here of a number."""


class ShownCall(QObject):
    """The selected call of `table`, shown in `panel`.

    Signals:
        changed: Other rows are selected.
        shown: The panel shows another call, or none (None).
        heard: The details of a call have been put before somebody's eyes.
    """

    changed = Signal()
    shown = Signal(object)
    heard = Signal(object)

    def __init__(
        self, desk: Desk, table: TableView, model: CallTableModel, words: CallTexts, panel: DetailPanel
    ) -> None:
        super().__init__(panel)
        self._desk = desk
        self._table = table
        self._model = model
        self._words = words
        self._panel = panel
        self._source: CallSources | None = None
        self._selected_id: str | None = None
        self._selected_key: int | None = None
        self._wanted: CallLog | None = None  # whose details are on their way
        self._same_number: tuple[str, list[CallLog]] = ("", [])
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DETAILS_AFTER_MS)
        self._timer.timeout.connect(self._fetch_due)
        table.selectionModel().selectionChanged.connect(self._on_selection)
        panel.retry_wanted.connect(self._fetch)
        panel.retries_opened.connect(self._open_retries)
        panel.retries.state.action_clicked.connect(self._fetch_retries)
        desk.cooldown.changed.connect(self._on_cooldown)

    def set_source(self, source: CallSources | None) -> None:
        """Read from here from now on; None while no profile is open. Nothing is selected any more."""
        self._cancel()
        self._source = source
        self.forget()

    # --- selection

    def selected(self) -> CallLog | None:
        """The call whose details are shown."""
        index = self._table.currentIndex()
        chosen = self._table.selectionModel()
        if index.isValid() and chosen.isRowSelected(index.row()):
            return self._model.record_at(index.row())
        spans = self._table.selected_spans()
        return self._model.record_at(spans[0][0]) if spans else None

    @property
    def selected_key(self) -> int | None:
        """Which call of the mirror is shown."""
        return self._selected_key

    def sync(self, row: int | None) -> None:
        """After rows were replaced as a whole: the call that was selected is at this row now, or not there."""
        if row is not None:
            self._selected_id = None
            self._table.select_row(row)
        elif self._selected_id is not None:
            self.forget()

    def forget(self) -> None:
        """Select nothing."""
        self._table.clearSelection()
        self._selected_id = self._selected_key = None
        self.show()

    def follow_rows(self) -> None:
        """Rows say something else: does the selected one?"""
        record = self.selected()
        if record is not None and record != self._wanted:
            self._note(record)
            self.show()

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        record = self.selected()
        if record is None and self._table.selected_spans():
            self.changed.emit()
            return  # selected before its page came: `follow_rows` shows it then
        if (record.id if record is not None else None) != self._selected_id:
            self._note(record)
            self.show()
        self.changed.emit()

    def _note(self, record: CallLog | None) -> None:
        self._selected_id = record.id if record is not None else None
        row = self._model.row_of(record.id) if record is not None else None
        held = self._model.row_at(row) if row is not None else None
        self._selected_key = held.key if held is not None else None

    # --- details

    def show(self) -> None:
        """Show the selected call, and its details as soon as they are here."""
        self._timer.stop()
        record = self._wanted = self.selected()
        source = self._source
        if record is None or source is None:
            self._cancel()
            self._panel.show_nothing()
            self.shown.emit(None)
            return
        self._panel.show_call(record, self._words.agent(record), self._words.campaign(record))
        kept = source.details.kept(record.id)
        if kept is not None:
            self._desk.tasks.cancel(DETAILS)
            self._show_details(source, kept)
            self.heard.emit(kept)
        else:
            self._show_waiting()
        self._show_retries()
        if kept is None or (self._panel.is_on_retries and source.retries.kept(record.id) is None):
            self._timer.start()
        self.shown.emit(record)

    def transcript_of(self, record: CallLog) -> str:
        """The transcript of a call whose details are here, "" for any other."""
        kept = self._source.details.kept(record.id) if self._source is not None else None
        return (kept.transcript or "") if kept is not None else ""

    def _cancel(self) -> None:
        for name in (DETAILS, RETRIES):
            self._desk.tasks.cancel(name)

    def _on_cooldown(self) -> None:
        if self._wanted is not None and self._desk.tasks.is_running(DETAILS):
            self._show_waiting()
        if self._wanted is not None and self._desk.tasks.is_running(RETRIES):
            self._show_retries_waiting()
        self._panel.set_retry_possible(self._desk.cooldown.state is None)

    def _show_details(self, source: CallSources, details: CallLog) -> None:
        self._panel.show_details(details, self._words.search, source.recordings.fit(details))

    def _show_waiting(self) -> None:
        state = self._desk.cooldown.state
        if state is None:
            self._panel.show_waiting(translate("Calls", "Reading the transcript…"), "")
        else:
            title = translate("Calls", "Waiting {seconds} s").format(seconds=state.seconds_left)
            self._panel.show_waiting(title, translate("Calls", "Then the transcript comes by itself."))

    def _fetch_due(self) -> None:
        """The selection has come to rest."""
        if self._wanted is not None and self._source is not None:
            if self._source.details.kept(self._wanted.id) is None:
                self._fetch()
            if self._panel.is_on_retries:
                self._open_retries()

    def _fetch(self) -> None:
        if self._wanted is not None and self._source is not None:
            self._show_waiting()
            self._desk.tasks.start(self._read(self._source, self._wanted), name=DETAILS)

    async def _read(self, source: CallSources, record: CallLog) -> None:
        from app.quota.priorities import Priority

        try:
            details = await source.details.read(record, Priority.INTERACTIVE)
        except AppError as error:
            if record is self._wanted:
                self._panel.show_problem(error_text(error))
            return
        if record is self._wanted:
            self._show_details(source, details)
            self.heard.emit(details)

    # --- retries: one request, and only when somebody looks at them

    def _open_retries(self) -> None:
        wanted, source = self._wanted, self._source
        if wanted is not None and source is not None and source.retries.kept(wanted.id) is None:
            self._fetch_retries()

    def _show_retries(self) -> None:
        """Show what is known of the selected call's retries."""
        wanted, source = self._wanted, self._source
        self._desk.tasks.cancel(RETRIES)
        attempts = source.retries.kept(wanted.id) if wanted is not None and source is not None else None
        if wanted is None or attempts is None:
            self._panel.show_retry_count(None)
            self._show_retries_waiting()
            return
        from app.calls.retries import retry_count

        self._panel.show_retry_count(retry_count(attempts))
        number, calls = self._same_number
        if number != wanted.to_number:
            calls = [row.record for _, row in self._model.held()]
        self._panel.retries.show_tries(tries(wanted, attempts, calls))

    def _show_retries_waiting(self) -> None:
        state = self._desk.cooldown.state
        if state is None:
            self._panel.retries.say("refresh", translate("Calls", "Reading the retries…"))
        else:
            title = translate("Calls", "Waiting {seconds} s").format(seconds=state.seconds_left)
            self._panel.retries.say("hourglass", title, translate("Calls", "Then the retries come by themselves."))

    def _fetch_retries(self) -> None:
        if self._wanted is not None and self._source is not None:
            self._show_retries_waiting()
            self._desk.tasks.start(self._read_retries(self._source, self._wanted), name=RETRIES)

    async def _read_retries(self, source: CallSources, record: CallLog) -> None:
        problem = ""
        try:
            await source.retries.read(record)
            self._same_number = (record.to_number, await source.calls_to(record.to_number))
        except AppError as error:
            problem = error_text(error)
        if self._wanted is None or self._wanted.id != record.id:
            return
        if problem:
            title = translate("Calls", "The retries could not be read")
            self._panel.retries.say("warning", title, problem, translate("Calls", "Try again"))
        else:
            self._show_retries()


def tries(row: CallLog, attempts: tuple[CallAttempt, ...], calls: Sequence[CallLog]) -> tuple[Try, ...]:
    """The tries as rows, with what the calls at hand tell of them."""
    from app.calls.retries import call_of, numbers

    found = []
    for number, attempt in zip(numbers(attempts), attempts, strict=True):
        call = call_of(attempt, row, calls)
        found.append(
            Try(
                number,
                attempt.at,
                attempt.status,
                call.duration_s if attempt.duration_s is None and call is not None else attempt.duration_s,
                ended_by(call.end_reason) if call is not None else "",
                call.id if call is not None else "",
                call is not None and call.id == row.id,
            )
        )
    return tuple(found)
