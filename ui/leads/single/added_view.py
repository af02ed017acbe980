"""The leads that were added one by one from this computer.

Owns: the table. Leaves to others: the record (`app/leads/added.py`), looking one up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.leads.earlier import state_look
from ui.models.columns import Column
from ui.models.record_table import RecordTableModel
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.leads.added import AddedLead

translate = QCoreApplication.translate


def _look(lead: AddedLead) -> status.Look:
    if lead.removed_at is not None:
        return status.lead("removed")
    if str(lead.state) == "confirmed":
        return status.Look(translate("Leads", "Added"), "check", "green")
    return state_look(str(lead.state))


def _at(lead: AddedLead) -> datetime:
    return datetime.fromtimestamp(lead.added_at, UTC)


def added_columns() -> list[Column[AddedLead]]:
    """The columns, left to right."""
    return [
        Column(
            "added", translate("Leads", "Added"), lambda r: r.added_at, display=lambda r: texts.moment(_at(r)),
            tooltip=lambda r: texts.moment_in_full(_at(r)), tone="text2", width=112, least=104,
        ),
        Column(
            "number", translate("Leads", "Number"), lambda r: r.number, display=lambda r: texts.phone(r.number),
            width=136, least=132, keep=True, elide="middle",
        ),
        Column(
            "name", translate("Leads", "Name"), lambda r: r.name, weight="medium", width=120, least=80, stretch=True,
            display=lambda r: texts.plain(r.name, tokens.CELL_CAP) or texts.DASH, keep=True,
        ),
        Column(
            "campaign", translate("Leads", "Campaign"), lambda r: r.campaign_name or r.campaign_id, width=120, least=80,
            display=lambda r: texts.plain(r.campaign_name or r.campaign_id, tokens.CELL_CAP), stretch=True,
        ),
        Column(
            "state", translate("Leads", "State"), lambda r: str(r.state), cell=_look, width=140, least=132, keep=True,
            display=lambda r: _look(r).word, tooltip=lambda r: texts.plain(r.reason, lines=True) or _look(r).word,
        ),
    ]  # fmt: skip


class AddedView(QWidget):
    """See the module.

    Signals:
        look_up_wanted: A lead's id.
        ask_wanted: The outcome of one is to be settled; the upload's id.
    """

    look_up_wanted = Signal(str)
    ask_wanted = Signal(int)

    def __init__(self, close: Button) -> None:
        super().__init__()
        self.model: RecordTableModel[AddedLead] = RecordTableModel(added_columns(), parent=self)
        self.table = TableView()
        self.table.setObjectName("leads.one.added")
        self.table.setAccessibleName(translate("Leads", "Leads added from here"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._update())
        self.table.activated.connect(lambda _index: self._on_open())
        self._empty = EmptyState(
            "people",
            translate("Leads", "No lead was added by itself from this computer"),
            translate(
                "Leads", "Leads that went up in a file are not listed one by one: the server gives no ids for them."
            ),
        )
        self.open_one = Button("", icon="search")
        self.open_one.setObjectName("leads.one.open")
        self.open_one.setAutoDefault(False)
        self.open_one.clicked.connect(lambda: self._on_open())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        note = translate("Leads", "From this computer's own record; the server keeps no list.")
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(Label(note, size="caption", tone="text2", elide="end"), 1)
        foot.addWidget(close)
        foot.addWidget(self.open_one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S12)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self.show_leads(())

    def show_leads(self, leads: Sequence[AddedLead]) -> None:
        """Newest first."""
        self.model.set_records(leads)
        self._stack.setCurrentWidget(self.table if leads else self._empty)
        self._update()

    def _selected(self) -> AddedLead | None:
        found = self.table.selected_records()
        lead: AddedLead | None = found[0] if found else None
        return lead

    def _is_open(self, lead: AddedLead | None) -> bool:
        return lead is not None and str(lead.state) in ("unknown", "set_aside")

    def _update(self) -> None:
        lead = self._selected()
        is_open = self._is_open(lead)
        self.open_one.setText(translate("Leads", "Settle it…") if is_open else translate("Leads", "Look up"))
        self.open_one.set_icon("question" if is_open else "search")
        self.open_one.setEnabled(is_open or (lead is not None and bool(lead.lead_id)))
        no_id = translate("Leads", "Its id is not known: the server's answer was lost.")
        first = translate("Leads", "Select a lead first.")
        self.open_one.set_hint("" if self.open_one.isEnabled() else first if lead is None else no_id)
        self.open_one.updateGeometry()

    def _on_open(self) -> None:
        lead = self._selected()
        if lead is None:
            return
        if self._is_open(lead):
            self.ask_wanted.emit(lead.id)
        elif lead.lead_id:
            self.look_up_wanted.emit(lead.lead_id)
