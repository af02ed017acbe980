"""One lead at a time.

Owns: the dialog around the three views, and reading the local record for them. Leaves to others: each view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import tokens
from ui.desk import Desk
from ui.leads.countries import load_countries
from ui.leads.single.add_view import AddView
from ui.leads.single.added_view import AddedView
from ui.leads.single.find_view import FindView
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.segmented_filter import SegmentedFilter

if TYPE_CHECKING:
    from app.context import Context

translate = QCoreApplication.translate

WIDTH, HEIGHT = 720, 560
ADD, FIND, ADDED = "add", "find", "added"
_ORDER: Final = (ADD, FIND, ADDED)


class OneLeadDialog(QDialog):
    """See the module. Use `open()`; closed, it stays for what is under way and is shown again as it was.

    Signals:
        ask_wanted: The outcome of an addition is to be settled; the upload's id.
        forbid_wanted: A number (E.164) for the do-not-call list.
        recorded: The local record of uploads says something else.
    """

    ask_wanted = Signal(int)
    forbid_wanted = Signal(str)
    recorded = Signal()

    def __init__(self, desk: Desk, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from app.leads.single import SingleLeads

        self._desk = desk
        self.context = context
        self._leads = SingleLeads(context.api, context.ledger, context.do_not_call, context.clock)
        self.setObjectName("leads.one.dialog")
        self.setWindowTitle(translate("Leads", "One lead"))
        self.setModal(True)
        self.setFixedSize(WIDTH, HEIGHT)
        self.views = SegmentedFilter()
        self.views.setObjectName("leads.one.views")
        self.views.setAccessibleName(translate("Leads", "What to do with one lead"))
        self.views.add(ADD, translate("Leads", "Add"))
        self.views.add(FIND, translate("Leads", "Look up"))
        self.views.add(ADDED, translate("Leads", "Added from here"))
        self.views.changed.connect(self.show_view)
        self.add = AddView(desk, context, self._leads, self._close_button())
        self.add.added.connect(self._on_recorded)
        self.add.ask_wanted.connect(self._ask)
        self.finder = FindView(desk, context, self._leads, self._close_button())
        self.finder.recorded.connect(self._on_recorded)
        self.finder.forbid_wanted.connect(self.forbid_wanted)
        self.added = AddedView(self._close_button())
        self.added.look_up_wanted.connect(self._look_up)
        self.added.ask_wanted.connect(self._ask)
        self._stack = QStackedWidget()
        for view in (self.add, self.finder, self.added):
            self._stack.addWidget(view)
        head = QHBoxLayout()
        head.addWidget(Label(translate("Leads", "One lead"), size="title", weight="semibold"))
        head.addStretch(1)
        head.addWidget(self.views)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        desk.tasks.start(self._load_countries(), name="leads.one.countries")

    def _close_button(self) -> Button:
        button = Button(translate("Leads", "Close"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.reject())
        return button

    def begin(self, campaign_id: str) -> None:
        """Be shown again, for a lead of this campaign where one is named."""
        self.add.show_campaigns()
        if campaign_id:
            self.add.choose(campaign_id)
        self.load()
        self.show_view(self.views.current)

    def show_view(self, key: str) -> None:
        """Show one of `ADD`, `FIND`, `ADDED`."""
        self.views.choose(key)
        self._stack.setCurrentIndex(_ORDER.index(key))
        for view, button in ((ADD, self.add.add), (FIND, self.finder.save)):
            button.setAutoDefault(view == key)
            button.setDefault(view == key)
        if key == ADD:
            (self.add.form.number if self.add.campaign.currentData() else self.add.campaign).setFocus()
        elif key == FIND:
            self.finder.id.setFocus()
        else:
            self.added.table.setFocus()

    async def _load_countries(self) -> None:
        from app.threads import run_in_daemon_thread

        countries = await run_in_daemon_thread(load_countries, name="countries")
        self.add.show_countries(countries)
        self.finder.show_countries(countries)

    def load(self) -> None:
        """Read the local record, unless another profile is open by now."""
        if self._desk.context is self.context:
            self._desk.tasks.start(self._load(), name="leads.one.added")

    async def _load(self) -> None:
        leads = await self._leads.added.latest()
        self.added.show_leads(leads)
        self.views.set_count(ADDED, len(leads) or None)

    def _on_recorded(self) -> None:
        self.load()
        self.recorded.emit()

    def _look_up(self, lead_id: str) -> None:
        self.show_view(FIND)
        self.finder.look_for(lead_id)

    def _ask(self, upload_id: int) -> None:
        self.reject()
        self.ask_wanted.emit(upload_id)
