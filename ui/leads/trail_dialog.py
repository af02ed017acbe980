"""The audit trail of a profile's uploads: looking at it and saving it.

Owns: showing it. Leaves to others: the trail (`app/leads/audit.py`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import texts, tokens
from ui.desk import Desk
from ui.leads.earlier import state_look
from ui.leads.file_dialogs import choose_csv_to_write
from ui.leads.said_line import SaidLine
from ui.leads.words import file_text, rows_text
from ui.models.columns import Column
from ui.models.record_table import RecordTableModel
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.audit import AuditEntry

translate = QCoreApplication.translate

WIDTH, HEIGHT = 1060, 600
_SHORT_HASH = 8


def event_look(what: str) -> status.Look:
    """The pill of an event."""
    if what == "inflight":
        return status.Look(translate("Leads", "Sent"), "send", "teal")
    if what == "removed":
        return status.Look(translate("Leads", "Taken out"), "trash", "grey")
    return state_look(what)


def _at(entry: AuditEntry) -> datetime:
    return datetime.fromtimestamp(entry.at, UTC)


def trail_columns() -> list[Column[AuditEntry]]:
    """The columns, left to right."""
    return [
        Column(
            "at", translate("Leads", "When"), lambda r: r.at, display=lambda r: texts.moment(_at(r)), tone="text2",
            tooltip=lambda r: texts.moment_in_full(_at(r)), width=112, least=104, keep=True,
        ),
        Column(
            "who", translate("Leads", "Profile"), lambda r: r.who, width=88, least=72,
            display=lambda r: texts.plain(r.who, tokens.CELL_CAP) or texts.DASH,
        ),
        Column(
            "what", translate("Leads", "Event"), lambda r: r.what, cell=lambda r: event_look(r.what),
            display=lambda r: event_look(r.what).word, width=156, least=148, keep=True,
        ),
        Column(
            "file", translate("Leads", "File"), lambda r: r.file_name, display=file_text, width=208, least=160,
            stretch=True, keep=True,
        ),
        Column(
            "sha256", "SHA-256", lambda r: r.file_sha256, tone="text2", width=96, least=88,
            display=lambda r: r.file_sha256[:_SHORT_HASH] or texts.DASH, tooltip=lambda r: r.file_sha256,
        ),
        Column(
            "campaign", translate("Leads", "Campaign"), lambda r: r.campaign_name or r.campaign_id, width=168,
            least=120, display=lambda r: texts.plain(r.campaign_name or r.campaign_id, tokens.CELL_CAP),
            tooltip=lambda r: texts.plain(r.campaign_id, tokens.CELL_CAP), stretch=True,
        ),
        Column(
            "rows", translate("Leads", "Rows"), lambda r: r.rows, align="right",
            display=lambda r: texts.number(r.rows), width=72, least=64,
        ),
        Column(
            "created", translate("Leads", "Created"), lambda r: r.created, align="right",
            display=lambda r: texts.number(r.created), width=80, least=72,
        ),
        Column(
            "skipped", translate("Leads", "Skipped"), lambda r: r.skipped, align="right",
            display=lambda r: texts.number(r.skipped), width=80, least=72,
        ),
    ]  # fmt: skip


class TrailDialog(QDialog):
    """See the module. Use `open()`. It deletes itself."""

    def __init__(self, desk: Desk, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._entries: list[AuditEntry] = []
        self.setObjectName("leads.trail.dialog")
        self.setWindowTitle(translate("Leads", "Audit trail"))
        self.setModal(True)
        self.setFixedSize(WIDTH, HEIGHT)
        self.model: RecordTableModel[AuditEntry] = RecordTableModel(
            trail_columns(), identity=lambda entry: entry.id, parent=self
        )
        self.table = TableView()
        self.table.setObjectName("leads.trail.table")
        self.table.setAccessibleName(translate("Leads", "Audit trail"))
        self.table.setModel(self.model)
        self._empty = EmptyState("send", translate("Leads", "Nothing was uploaded from this computer yet"), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.said = SaidLine(desk, "leads.trail.said")
        self.export = Button(translate("Leads", "Export…"), icon="export")
        self.export.setObjectName("leads.trail.export")
        self.export.setAutoDefault(False)
        self.export.clicked.connect(lambda: self._on_export())
        close = Button(translate("Leads", "Close"))
        close.setObjectName("leads.trail.close")
        close.setDefault(True)
        close.clicked.connect(lambda: self.reject())
        note = Label(
            translate(
                "Leads",
                "Who uploaded which file to which campaign, when, and how it ended. Nobody's number or name is in it, "
                "and no key. Kept on this computer for as long as the preferences say.",
            ),
            size="caption", tone="text2", wrap=True,
        )  # fmt: skip
        note.setFixedWidth(WIDTH - 2 * tokens.S24)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.export)
        foot.addWidget(self.said, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(translate("Leads", "Audit trail"), size="title", weight="semibold"))
        layout.addWidget(note)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self.finished.connect(lambda _result: self.deleteLater())
        self._show()
        self.said.start(self._load())
        self.table.setFocus()

    async def _load(self) -> None:
        from app.leads.audit import latest

        entries = await latest(self._context.ledger)
        if isValid(self):
            self._entries = entries
            self._show()

    def _show(self) -> None:
        self.model.set_records(self._entries)
        self._stack.setCurrentWidget(self.table if self._entries else self._empty)
        self.export.setEnabled(bool(self._entries))
        self.export.set_hint("" if self._entries else translate("Leads", "There is nothing to export."))

    def _on_export(self) -> None:
        choose_csv_to_write(
            self, "leads.trail.export.dialog", translate("Leads", "Export the audit trail"), "audit-trail.csv",
            lambda path: self.said.start(self._export(path)),
        )  # fmt: skip

    async def _export(self, path: Path) -> None:
        from app.leads.audit import write
        from app.threads import run_in_daemon_thread

        entries = list(self._entries)
        count = await run_in_daemon_thread(lambda: write(path, entries), name="audit-trail")
        self.said.say(
            translate("Leads", "{rows} saved to {name}.").format(
                rows=rows_text(count), name=texts.plain(path.name, 80)
            ),
            "green",
        )
