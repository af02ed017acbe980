"""One upload looked at again: what became of each of its rows, saving them, taking its leads back.

Owns: showing that. Leaves to others: the verdict on each row (`app/leads/row_outcomes.py`), removing leads
(`app/leads/undoing.py`), which upload it is (`looking_back.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import texts, tokens
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog
from ui.leads import single
from ui.leads.cooled import CooledButton
from ui.leads.file_dialogs import choose_csv_to_write
from ui.leads.said_line import SaidLine
from ui.leads.words import leads_text, not_named, requests_text, rows_text, sentence_text
from ui.models.columns import Column
from ui.models.record_table import RecordTableModel
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.segmented_filter import SegmentedFilter
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.records import UploadRecord
    from app.leads.row_outcomes import SentRow, SentRows
    from app.leads.undoing import NamedLead, UndoResult

translate = QCoreApplication.translate

WIDTH, HEIGHT = 900, 600
# A table of this many is filled at once; a saved file has all rows.
MOST_SHOWN: Final = 2_000
# Looking at a lead, removing it.
_REQUESTS_PER_LEAD: Final = 2
_ALL: Final = "all"


def outcome_look(outcome: str) -> status.Look:
    """The pill of what became of a row."""
    match outcome:
        case "created":
            return status.Look(translate("Leads", "Created"), "check", "green")
        case "skipped":
            return status.Look(translate("Leads", "Skipped"), "minus-circle", "grey")
        case "created_or_skipped":
            return status.Look(translate("Leads", "Created or skipped"), "check", "teal")
        case "taken_as_arrived":
            return status.Look(translate("Leads", "Taken as arrived"), "check", "teal")
        case "refused":
            return status.Look(translate("Leads", "Refused"), "warning", "red")
        case "refused_with_others":
            return status.Look(translate("Leads", "Refused with others"), "warning", "amber")
        case "waits":
            return status.Look(translate("Leads", "Waits"), "clock", "amber")
        case "not_sent":
            return status.Look(translate("Leads", "Not sent"), "minus-circle", "grey")
        case "removed":
            return status.Look(translate("Leads", "Taken out"), "trash", "grey")
        case "called":
            return status.Look(translate("Leads", "Called, stays"), "phone", "amber")
        case _:
            return status.Look(translate("Leads", "Unknown"), "question", "red")


def row_columns() -> list[Column[SentRow]]:
    """The columns, left to right."""
    return [
        Column(
            "place", translate("Leads", "Row"), lambda r: r.place, align="right", tone="text2",
            display=lambda r: texts.number(r.place), width=80, least=64,
        ),
        Column(
            "number", translate("Leads", "Number"), lambda r: r.number, display=lambda r: texts.phone(r.number),
            width=152, least=136, keep=True, elide="middle",
        ),
        Column(
            "outcome", translate("Leads", "Outcome"), lambda r: str(r.outcome), width=176, least=176, keep=True,
            cell=lambda r: outcome_look(str(r.outcome)), display=lambda r: outcome_look(str(r.outcome)).word,
        ),
        Column(
            "why", translate("Leads", "Why"), lambda r: r.reason.template, width=280, least=160, stretch=True,
            keep=True, display=lambda r: sentence_text(r.reason),
        ),
        Column(
            "cells", translate("Leads", "Other columns"), lambda r: r.cells, width=160, least=96, tone="text2",
            sortable=False,
            display=lambda r: texts.plain(texts.THIN.join(cell for cell in r.cells if cell), tokens.CELL_CAP)
            or texts.DASH,
        ),
    ]  # fmt: skip


class UploadDialog(QDialog):
    """See the module. Use `open()`. It deletes itself.

    Signals:
        recorded: The local record says something else now.
    """

    recorded = Signal()

    def __init__(
        self, desk: Desk, context: Context, uploads: Sequence[UploadRecord], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._context = context
        self._uploads = tuple(uploads)
        self._sent: SentRows | None = None
        self._leads: list[NamedLead] = []
        self._stop: asyncio.Event | None = None  # set to end the undoing; None while there is none
        first = self._uploads[0]
        self.setObjectName("leads.upload.dialog")
        name = texts.plain(first.file_name, 80)
        self.setWindowTitle(translate("Leads", "Upload · {name}").format(name=name))
        self.setModal(True)
        self.setFixedSize(WIDTH, HEIGHT)
        self._ask_when_loaded = False
        self._views_row = QHBoxLayout()
        self._views_row.addStretch(1)
        self.views = self._new_views()
        self.model: RecordTableModel[SentRow] = RecordTableModel(
            row_columns(), identity=lambda row: row.place, parent=self
        )
        self.table = TableView()
        self.table.setObjectName("leads.upload.rows")
        self.table.setAccessibleName(translate("Leads", "Rows of the upload"))
        self.table.setModel(self.model)
        self._empty = EmptyState("list", translate("Leads", "Its rows are no longer kept here"), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.said = SaidLine(desk, "leads.upload.said")
        self.cannot = Label("", size="caption", tone="text2", wrap=True)
        self.cannot.setObjectName("leads.upload.cannot")
        self.cannot.setFixedWidth(WIDTH - 2 * tokens.S24)
        self.save = Button(translate("Leads", "Save these rows…"), icon="save")
        self.save.setObjectName("leads.upload.save")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(lambda: self._on_save())
        self.undo = CooledButton(
            desk.cooldown, translate("Leads", "Undo this upload…"), icon="trash", kind="danger", changes=desk.write_lock
        )
        self.undo.setObjectName("leads.upload.undo")
        self.undo.setAutoDefault(False)
        self.undo.clicked.connect(lambda: self.ask_undo())
        self.stop = Button(translate("Leads", "Stop"), icon="x")
        self.stop.setObjectName("leads.upload.stop")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(lambda: self._on_stop())
        self.stop.hide()
        close = Button(translate("Leads", "Close"))
        close.setObjectName("leads.upload.close")
        close.setDefault(True)
        close.clicked.connect(lambda: self.reject())
        self._lay_out(name, close)
        self.finished.connect(lambda _result: self._on_finished())
        self._update()
        self.load()
        self.table.setFocus()

    def _lay_out(self, name: str, close: Button) -> None:
        first = self._uploads[0]
        facts = [
            texts.moment(datetime.fromtimestamp(first.began_at, UTC)),
            texts.plain(first.campaign_name or first.campaign_id, tokens.CELL_CAP),
            rows_text(sum(upload.rows for upload in self._uploads)),
        ]
        if aside := sum(upload.set_aside for upload in self._uploads):
            facts.append(
                translate("Leads", "{count} set aside before sending, not kept here").format(count=texts.number(aside))
            )
        head = QHBoxLayout()
        head.setSpacing(tokens.S12)
        head.addWidget(Label(name, size="title", weight="semibold", elide="middle"))
        head.addWidget(Label(texts.THIN.join(facts), tone="text2", elide="end"), 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.undo)
        foot.addWidget(self.stop)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addLayout(head)
        layout.addLayout(self._views_row)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.cannot)
        layout.addLayout(foot)

    # ------------------------------------------------------------------ showing

    def load(self) -> None:
        """Read the rows from the record."""
        self.said.start(self._load())

    async def _load(self) -> None:
        from app.leads.row_outcomes import rows_of
        from app.leads.undoing import named_leads

        ids = [upload.id for upload in self._uploads]
        sent = await rows_of(self._context.ledger, ids)
        leads = await named_leads(self._context.ledger, ids)
        if isValid(self):
            self._sent, self._leads = sent, leads
            self._show_views()
            self._show_rows()
            if self._ask_when_loaded:
                self._ask_when_loaded = False
                self.ask_undo()

    def ask_undo_when_loaded(self) -> None:
        """Ask about undoing as soon as it is known what there is to undo."""
        self._ask_when_loaded = True

    def _show_views(self) -> None:
        assert self._sent is not None
        before = self.views
        chosen = before.current
        self._views_row.removeWidget(before)
        before.hide()
        before.deleteLater()
        self.views = self._new_views()
        self.views.set_count(_ALL, len(self._sent.rows))
        for outcome, count in sorted(self._sent.counts.items(), key=lambda item: -item[1]):
            self.views.add(str(outcome), outcome_look(str(outcome)).word)
            self.views.set_count(str(outcome), count)
        keys = {str(outcome) for outcome in self._sent.counts}
        self.views.choose(chosen if chosen in keys else _ALL)

    def _new_views(self) -> SegmentedFilter:
        """The views of what is in the upload; what can become of a row is too much for one line."""
        views = SegmentedFilter()
        views.setObjectName("leads.upload.views")
        views.setAccessibleName(translate("Leads", "Which rows are shown"))
        views.add(_ALL, translate("Leads", "All"))
        views.changed.connect(lambda _key: self._show_rows())
        self._views_row.insertWidget(0, views)
        return views

    def _show_rows(self) -> None:
        if self._sent is None:
            return
        key = self.views.current
        # There may be 200,000 of them: no more are looked at than are shown.
        chosen = self._sent.rows if key == _ALL else (row for row in self._sent.rows if row.outcome == key)
        rows = list(islice(chosen, MOST_SHOWN))
        count = sum(number for outcome, number in self._sent.counts.items() if key in (_ALL, str(outcome)))
        self.model.set_records(rows)
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        if count > MOST_SHOWN:
            self.said.say(
                translate("Leads", "The first {shown} of {count} are shown; a saved file has all of them.").format(
                    shown=texts.number(MOST_SHOWN), count=texts.number(count)
                ),
                "text2",
            )
        self._update()

    def _update(self) -> None:
        busy = self._stop is not None
        some = self.model.rowCount() > 0
        self.save.setEnabled(some and not busy)
        self.save.set_hint("" if some else translate("Leads", "No row is kept here."))
        confirmed = any(str(upload.state) == "confirmed" for upload in self._uploads)
        why = not_named() if confirmed else translate("Leads", "Nothing of it is known to be in the campaign.")
        taken = any(str(outcome) in ("removed", "called") for outcome in (self._sent.counts if self._sent else ()))
        if taken:
            why = translate("Leads", "Nobody is left that could be taken out.")
        self.undo.set_possible(bool(self._leads) and not busy, why)
        self.undo.setVisible(not busy)
        self.stop.setVisible(busy)
        self.cannot.setText("" if self._leads or self._sent is None else why)
        self.cannot.setVisible(bool(self.cannot.text()))

    # ------------------------------------------------------------------ doing

    def _on_save(self) -> None:
        stem = Path(self._uploads[0].file_name).stem.replace(" ", "-")
        choose_csv_to_write(
            self, "leads.upload.save.dialog", translate("Leads", "Save these rows"), f"{stem}-outcomes.csv",
            lambda path: self.said.start(self._save(path)),
        )  # fmt: skip

    async def _save(self, path: Path) -> None:
        from app.leads.row_outcomes import RowOutcome, write_outcomes

        assert self._sent is not None
        key = self.views.current
        chosen = [outcome for outcome in RowOutcome if key in (_ALL, str(outcome))]
        words = {outcome: outcome_look(str(outcome)).word for outcome in RowOutcome}
        count = await write_outcomes(path, self._sent, chosen, words)
        self.said.say(
            translate("Leads", "{rows} saved to {name}. The file can be dropped again as it is.").format(
                rows=rows_text(count), name=texts.plain(path.name, 80)
            ),
            "green",
        )

    def ask_undo(self) -> None:
        """Ask whether the leads of this upload are to be taken out of their campaign again."""
        first, leads = self._uploads[0], list(self._leads)
        if not leads:
            return
        campaign = texts.plain(first.campaign_name or first.campaign_id, 60)
        ConfirmDialog(
            "leads.take_back.dialog",
            translate("Leads", "Take {leads} out of {campaign}?").format(
                leads=leads_text(len(leads)), campaign=campaign
            ),
            translate(
                "Leads",
                "Each is looked at and, if nobody was called yet, removed from {campaign}: up to {requests}. Who was "
                "called, or is being called, stays. They can be uploaded again afterwards.",
            ).format(campaign=campaign, requests=requests_text(_REQUESTS_PER_LEAD * len(leads))),
            translate("Leads", "Take them out"),
            lambda: self.said.start(self._undo(leads), name=single.TAKING_BACK),
            self,
            no=translate("Leads", "Leave them"),
        ).open()

    async def _undo(self, leads: Sequence[NamedLead]) -> None:
        from app.leads.single import SingleLeads
        from app.leads.undoing import undo

        context = self._context
        stop = self._stop = asyncio.Event()
        self._update()
        self.stop.setFocus()
        singles = SingleLeads(context.api, context.ledger, context.do_not_call, context.clock)

        def tell(done: int, _lead: NamedLead, _undone: object) -> None:
            if isValid(self):
                self.said.setText(
                    translate("Leads", "{done} of {leads} looked at…").format(
                        done=texts.number(done), leads=leads_text(len(leads))
                    )
                )

        try:
            result = await undo(
                context.api, singles, context.ledger, leads, context.clock, on_progress=tell, cancel=stop
            )
        finally:
            self._stop = None
        if isValid(self):
            self.recorded.emit()
            await self._load()
        self.said.say(undo_text(result), "green" if result.problem is None and not result.left else "amber")

    def _on_stop(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self.stop.setEnabled(False)

    def _on_finished(self) -> None:
        """Closed: the lead at hand is finished, and no other begun."""
        if self._stop is not None:
            self._stop.set()
        self.deleteLater()


def undo_text(result: UndoResult) -> str:
    """How an undoing went."""
    parts = [translate("Leads", "{leads} taken out.").format(leads=leads_text(result.removed))]
    if result.called:
        parts.append(
            translate("Leads", "{leads} were called and stay.").format(leads=leads_text(result.called))
            if result.called > 1
            else translate("Leads", "1 lead was called and stays.")
        )
    if result.left:
        parts.append(translate("Leads", "Not done: {leads}.").format(leads=leads_text(result.left)))
    if result.problem is not None:
        parts.append(sentence_text(result.problem))
    return " ".join(parts)
