"""Earlier uploads, from this computer's own record.

Owns: the table below the drop zone and its buttons for uploads that need somebody. Leaves to others: the record
(`app/leads/ledger.py`), settling (`questions.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QItemSelection, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.command import Command
from ui.leads.words import file_text, kept_reason
from ui.models.columns import Column
from ui.models.record_table import RecordTableModel
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.rows import Rule
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.leads.records import UploadRecord

translate = QCoreApplication.translate

HEIGHT: Final = 208
LEAST_HEIGHT: Final = 108  # title, header and one row: what is left where the window is low


def state_look(state: str) -> status.Look:
    """The pill of an upload's state."""
    if state == "planned":
        return status.Look(translate("Leads", "Waits"), "clock", "amber")
    if state == "not_sent":
        return status.Look(translate("Leads", "Not sent"), "minus-circle", "grey")
    if state == "set_aside":
        return status.Look(translate("Leads", "Saved, unknown"), "question", "amber")
    return status.upload(state)


def can_reopen(record: UploadRecord) -> bool:
    """Whether nothing of it is there, and its rows are kept: they can be checked and sent like any others."""
    return str(record.state) in ("not_sent", "refused") and record.has_rows


def _at(unix: float) -> datetime:
    return datetime.fromtimestamp(unix, UTC)


def _growth(record: UploadRecord) -> str:
    if record.total_before is None or record.total_after is None:
        return texts.DASH
    return f"{texts.number(record.total_before)} → {texts.number(record.total_after)}"


def upload_columns() -> list[Column[UploadRecord]]:
    """The columns, left to right."""
    return [
        Column(
            "sent", translate("Leads", "Sent"), lambda r: r.began_at, display=lambda r: texts.moment(_at(r.began_at)),
            tooltip=lambda r: texts.moment_in_full(_at(r.began_at)), tone="text2", width=120, least=112, keep=True,
        ),
        Column(
            "file", translate("Leads", "File"), lambda r: r.file_name, weight="medium", width=260, least=140, keep=True,
            display=file_text, stretch=True,
        ),
        Column(
            "campaign", translate("Leads", "Campaign"), lambda r: r.campaign_name or r.campaign_id, width=240,
            least=140, display=lambda r: texts.plain(r.campaign_name or r.campaign_id, tokens.CELL_CAP), stretch=True,
        ),
        Column(
            "rows", translate("Leads", "Rows"), lambda r: r.rows, align="right",
            display=lambda r: texts.number(r.rows), width=88, least=80,
        ),
        Column(
            "created", translate("Leads", "Created"), lambda r: r.created, align="right",
            display=lambda r: texts.number(r.created), width=88, least=80,
        ),
        Column(
            "skipped", translate("Leads", "Skipped"), lambda r: r.skipped, align="right",
            display=lambda r: texts.number(r.skipped), width=88, least=80,
        ),
        Column(
            "set_aside", translate("Leads", "Set aside"), lambda r: r.set_aside, align="right",
            display=lambda r: texts.number(r.set_aside), width=88, least=80,
        ),
        Column(
            "total", translate("Leads", "Leads of the campaign"), lambda r: r.total_after, align="right", tone="text2",
            display=_growth, width=160, least=152, sortable=False,
        ),
        Column(
            "state", translate("Leads", "State"), lambda r: str(r.state), cell=lambda r: state_look(str(r.state)),
            display=lambda r: state_look(str(r.state)).word, width=164, least=164, keep=True,
            tooltip=lambda r: kept_reason(r.reason) or state_look(str(r.state)).word,
        ),
    ]  # fmt: skip


class EarlierUploads(QWidget):
    """See the module.

    Signals:
        selection_changed: Another upload is selected, or none.
        ask_wanted: A row of unknown outcome was activated.
        rows_wanted: Any other row was activated.
    """

    selection_changed = Signal()
    ask_wanted = Signal()
    rows_wanted = Signal()

    def __init__(self, ask: Command, reopen: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RecordTableModel[UploadRecord] = RecordTableModel(upload_columns(), parent=self)
        self.table = TableView()
        self.table.setObjectName("leads.uploads")
        self.table.setAccessibleName(translate("Leads", "Earlier uploads"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.activated.connect(lambda _index: self._on_activated())
        self._ask = Button(ask.title, icon="question", small=True)
        ask.bind(self._ask)
        self._rest: CoolingButton | None = None
        self._menu_of: list[Command] = []
        self._reopen = Button(reopen.title, icon="file-text", small=True)
        reopen.bind(self._reopen)
        note = Label(
            translate("Leads", "from this computer's own record; the server keeps no list"),
            size="caption", tone="text2", elide="end",
        )  # fmt: skip
        head = QHBoxLayout()
        head.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        head.setSpacing(tokens.S8)
        head.addWidget(Label(translate("Leads", "Earlier uploads"), size="title", weight="semibold"))
        head.addWidget(note, 1)
        head.addWidget(self._reopen)
        head.addWidget(self._ask)
        self._head = head
        strip = QWidget()
        strip.setFixedHeight(tokens.H_BANNER - tokens.S8)
        strip.setLayout(head)
        self._empty = EmptyState("send", translate("Leads", "Nothing was uploaded from this computer yet"), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, tokens.LINE, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(Rule())
        layout.addWidget(self._stack, 1)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setMaximumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_uploads(())

    def sizeHint(self) -> QSize:
        """Four rows."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def show_uploads(self, records: Sequence[UploadRecord]) -> None:
        """Newest first."""
        self.model.set_records(records)
        self._stack.setCurrentWidget(self.table if records else self._empty)
        states = {str(record.state) for record in records}
        # At most two of these three have room beside the others; all of them are in the menu of a row.
        asks, waits = bool(states & {"unknown", "set_aside"}), "planned" in states
        self._ask.setVisible(asks)
        if self._rest is not None:
            self._rest.setVisible(waits)
            self._rows.setVisible(bool(records))
        reopens = any(map(can_reopen, records))
        self._reopen.setVisible(reopens and not (asks and waits))

    def bind(self, go_on: Command, rows: Command, trail: Command) -> None:
        """Put more buttons at the right of the title: for what waits of a file, for its rows, for the audit trail."""
        self._rest = CoolingButton(go_on.title, icon="send", small=True)
        go_on.bind(self._rest)
        self._rows = Button(translate("Leads", "Rows…"), icon="list", small=True)
        rows.bind(self._rows)
        trail_button = Button(trail.title, icon="clock", small=True)
        trail.bind(trail_button)
        for place, button in enumerate((self._rest, self._reopen, self._ask, self._rows, trail_button)):
            self._head.removeWidget(button)
            self._head.insertWidget(2 + place, button)
        self._rest.hide()
        self._rows.setVisible(self.model.rowCount() > 0)

    def set_menu(self, commands: list[Command]) -> None:
        """What can be done with a row, for the menu key and the right mouse button."""
        self._menu_of = commands
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda at: self._open_menu(self.table.viewport().mapToGlobal(at)))
        shortcut = QShortcut(QKeySequence("Shift+F10"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._open_at_current)

    def _open_at_current(self) -> None:
        area = self.table.visualRect(self.table.currentIndex())
        self._open_menu(self.table.viewport().mapToGlobal(area.bottomLeft()))

    def _open_menu(self, at: QPoint) -> None:
        if self.selected() is None:
            return
        menu = QMenu(self.table)
        menu.setObjectName("leads.uploads.menu")
        menu.setAccessibleName(translate("Leads", "What can be done with this upload"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self._menu_of:
            menu.addAction(command.action)
        menu.popup(at)

    def _on_activated(self) -> None:
        record = self.selected()
        if record is not None:
            is_open = str(record.state) in ("unknown", "set_aside")
            (self.ask_wanted if is_open else self.rows_wanted).emit()

    def add_tools(self, *buttons: QWidget) -> None:
        """Put more buttons at the right of the title."""
        for button in buttons:
            self._head.addWidget(button)

    def show_problem(self, sentence: str) -> None:
        """The record cannot be read."""
        self._empty.set_state("warning", translate("Leads", "The record of uploads cannot be read"), sentence)
        self._stack.setCurrentWidget(self._empty)

    def selected(self) -> UploadRecord | None:
        """The selected upload."""
        found = self.table.selected_records()
        record: UploadRecord | None = found[0] if found else None
        return record

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.selection_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> Any:
        """A line above."""
        theme.painter_for(self).fillRect(QRect(0, 0, self.width(), tokens.LINE), theme.colours().line)
