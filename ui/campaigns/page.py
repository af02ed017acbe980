"""The Campaigns tab: the list, its filters, what can be done to the selected campaign.

Owns: the page's layout and its flows. Leaves to others: columns (`columns.py`), the panel beside the table
(`details.py`), what is allowed in which state (`app/campaigns/lifecycle.py`), how often to look again
(`app/campaigns/watching.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QItemSelection
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.errors import AppError, AuthError, ForbiddenError
from ui import texts, tokens
from ui.campaigns.columns import campaign_columns, shown_status
from ui.campaigns.details import CampaignDetails
from ui.command import Command
from ui.desk import Desk
from ui.models.record_table import RecordTableModel
from ui.page import Page, restore_table, table_state
from ui.side_splitter import SideSplitter
from ui.texts import error_text
from ui.toolbar import Toolbar
from ui.widgets import status
from ui.widgets.combo_button import ComboButton
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.campaigns.lifecycle import Action
    from app.context import Context
    from app.models import Campaign
    from app.quota.priorities import Priority

translate = QCoreApplication.translate

HIDDEN_TAB_S = 60.0
AFTER_ERROR_S = 20.0
UNWATCHED_LOOK_S = 1.0


class CampaignsPage(Page):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._agents: dict[str, str] = {}
        self._wake = asyncio.Event()
        self._problem: AppError | None = None
        self._selected_id: str | None = None
        self._empty_action: Callable[[], object] = self._clear_filters
        cooldown = desk.cooldown
        changes = desk.write_lock
        self.pause = Command(
            "campaigns.pause", translate("Campaigns", "Pause"), cooldown=cooldown, changes=changes, parent=self
        )
        self.resume = Command(
            "campaigns.resume", translate("Campaigns", "Resume"), cooldown=cooldown, changes=changes, parent=self
        )
        self.refresh = Command(
            "campaigns.refresh", translate("Campaigns", "Refresh"), cooldown=cooldown, shortcut="F5", parent=self
        )
        self.pause.triggered.connect(lambda: self._start_change("pause", self.pause))
        self.resume.triggered.connect(lambda: self._start_change("resume", self.resume))
        self.refresh.triggered.connect(self._on_refresh)
        self.model: RecordTableModel[Campaign] = RecordTableModel(campaign_columns(self._agent_title), parent=self)
        self.model.changed.connect(self._on_rows_changed)
        self._build()
        self._update_commands()
        self._show_content()

    def _build(self) -> None:
        bar = Toolbar()
        for command, icon in ((self.pause, "pause"), (self.resume, "play"), (self.refresh, "refresh")):
            button = CoolingButton(command.title, icon=icon)
            command.bind(button)
            if command is self.refresh:
                button.setAccessibleName(translate("Campaigns", "Refresh campaigns"))
                bar.add_separator()
            bar.add(button)
        bar.add_stretch()
        self.search = SearchField(translate("Campaigns", "Search campaigns"))
        self.search.setObjectName("campaigns.search")
        self.search.textChanged.connect(lambda _text: self._apply_filter())
        self.status_filter = ComboButton(translate("Campaigns", "Status"))
        self.status_filter.setObjectName("campaigns.status")
        self.status_filter.setAccessibleName(translate("Campaigns", "Status filter"))
        self.status_filter.addItem(translate("Campaigns", "All"), "")
        for name in ("running", "paused", "scheduled", "waiting", "draft", "completed", "cancelled"):
            self.status_filter.addItem(status.campaign(name).word, name)
        self.status_filter.currentIndexChanged.connect(lambda _index: self._apply_filter())
        bar.add(self.search, self.status_filter)

        self.table = TableView()
        self.table.setObjectName("campaigns.table")
        self.table.setAccessibleName(translate("Campaigns", "Campaigns"))
        self.table.setModel(self.model)
        self.table.sort_by("status")
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.empty = EmptyState()
        self.empty.action_clicked.connect(lambda: self._empty_action())
        self._content = QStackedWidget()
        self._content.addWidget(self.table)
        self._content.addWidget(self.empty)
        self.details = CampaignDetails(self._agent_title)
        self._splitter = SideSplitter(self._content, self.details, tokens.PANEL_NARROW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._splitter, 1)

    def commands(self) -> list[Command]:
        """See `Page.commands`."""
        return [self.pause, self.resume, self.refresh]

    # ------------------------------------------------------------------ reading

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        self.desk.tasks.cancel("campaigns.watch")
        self._selected_id = None
        self.model.set_records([])
        self._agents = {}
        self._problem = None
        context = self.desk.context
        if context is not None:
            context.campaigns.subscribe(lambda: self._take(context))
            self.desk.tasks.start(self._watch(context), name="campaigns.watch")
            self.desk.tasks.start(self._load_agents(context), name="campaigns.agents")
        self._show_content()

    async def _watch(self, context: Context) -> None:
        """Read the list now, and again as often as is worth it, for as long as the profile is open."""
        from app.quota.priorities import Priority

        priority = Priority.INTERACTIVE
        while True:
            if self.desk.is_watched():
                await self._read(context, priority)
                priority = Priority.BACKGROUND
                wait = self._next_look_s(context)
            else:
                wait = UNWATCHED_LOOK_S
            self._wake.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._wake.wait()
                priority = Priority.INTERACTIVE
            except TimeoutError:
                continue

    def _next_look_s(self, context: Context) -> float:
        from app.campaigns.watching import refresh_interval_s

        if self._problem is not None:
            return AFTER_ERROR_S
        any_live = any(campaign.is_dialling for campaign in context.campaigns.records)
        wait = refresh_interval_s(context.governor.snapshot, any_live=any_live)
        return wait if self.isVisible() else max(wait, HIDDEN_TAB_S)

    async def _read(self, context: Context, priority: Priority) -> None:
        try:
            await context.campaigns.refresh(priority)
        except AppError as error:
            first = self._problem is None
            self._problem = error
            if first:
                self.desk.messages.error(error)
        else:
            if self._problem is not None:
                self.desk.messages.dismiss()
            self._problem = None
        self.refresh.set_busy(False)
        self._show_content()

    async def _load_agents(self, context: Context) -> None:
        cached = await context.reference.agents()
        self._agents = {
            agent.id: f"{agent.title or agent.id} · v{agent.version}" if agent.version else agent.title or agent.id
            for agent in cached.items
        }
        self.table.viewport().update()
        self._show_details()

    def _agent_title(self, agent_id: str | None) -> str:
        return self._agents.get(agent_id or "", agent_id or "—")

    def _take(self, context: Context) -> None:
        if context is not self.desk.context:
            return
        self.model.set_records(context.campaigns.records)
        if self._selected_id is None and self.model.rowCount():
            self.table.select_row(0)
        self._show_details()
        self._update_commands()
        self._show_content()
        self.status_changed.emit()

    def _on_refresh(self) -> None:
        self.refresh.set_busy(True)
        self._wake.set()

    # ------------------------------------------------------------------ showing

    def _apply_filter(self) -> None:
        wanted = self.search.text().strip().casefold()
        name = self.status_filter.currentData()
        if not wanted and not name:
            self.model.set_filter(None)
        else:
            self.model.set_filter(
                lambda campaign: (
                    (not name or shown_status(campaign) == name) and (not wanted or self._matches(campaign, wanted))
                )
            )
        self._show_details()
        self._update_commands()
        self._show_content()
        self.status_changed.emit()

    def _matches(self, campaign: Campaign, wanted: str) -> bool:
        digits = "".join(c for c in wanted if c.isdigit())
        number = campaign.from_phone_number or ""
        return (
            wanted in campaign.name.casefold()
            or wanted in campaign.id.casefold()
            or wanted in self._agent_title(campaign.agent_id).casefold()
            or (len(digits) >= 4 and digits in number)
        )

    def _show_content(self) -> None:
        """The table, or what stands in its place and why."""
        if self.model.rowCount():
            self._content.setCurrentWidget(self.table)
            return
        if self.model.total:
            self._say(
                "search",
                translate("Campaigns", "No campaign matches these filters"),
                translate("Campaigns", "{count} campaigns are hidden by them.").format(
                    count=texts.number(self.model.total)
                ),
                translate("Campaigns", "Clear the filters"),
                self._clear_filters,
            )
        elif isinstance(self._problem, (AuthError, ForbiddenError)):
            self._say("key", translate("Campaigns", "This key may not read campaigns"), error_text(self._problem))
        elif self._problem is not None:
            self._say(
                "offline",
                translate("Campaigns", "Campaigns could not be read"),
                error_text(self._problem),
                translate("Campaigns", "Try again"),
                self.refresh.trigger,
            )
        elif self.desk.context is None or self.desk.context.campaigns.read_at is None:
            self._say("refresh", translate("Campaigns", "Reading campaigns…"), "")
        else:
            self._say(
                "phone",
                translate("Campaigns", "No campaign yet"),
                translate("Campaigns", "Campaigns made in the DialNexa dashboard appear here."),
            )
        self._content.setCurrentWidget(self.empty)

    def _say(
        self, icon: str, title: str, text: str, action: str = "", slot: Callable[[], object] | None = None
    ) -> None:
        self.empty.set_state(icon, title, text, action)
        if slot is not None:
            self._empty_action = slot

    def _clear_filters(self) -> None:
        self.search.clear()
        self.status_filter.setCurrentIndex(0)

    def _on_rows_changed(self) -> None:
        """Keep the selection: a row that a filter hid is selected again when it comes back."""
        row = self.model.row_of(self._selected_id) if self._selected_id is not None else None
        if row is not None and not self.table.selectionModel().isRowSelected(row):
            self.table.select_row(row)

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        record = self.model.record_at(rows[0].row()) if rows else None
        if record is not None:
            self._selected_id = record.id
        self._show_details()
        self._update_commands()
        self.status_changed.emit()

    def selected(self) -> Campaign | None:
        """The selected campaign, as last read."""
        if self._selected_id is None or self.model.row_of(self._selected_id) is None:
            return None
        return self.model.record(self._selected_id)

    def _show_details(self) -> None:
        context = self.desk.context
        campaign = self.selected()
        if context is None or campaign is None:
            self.details.show_campaign(None)
        else:
            self.details.show_campaign(
                campaign, context.campaigns.seen_at(campaign.id), context.campaigns.pace, context.clock.monotonic()
            )

    def _update_commands(self) -> None:
        campaign = self.selected()
        self.refresh.set_possible(self.desk.context is not None, translate("Campaigns", "No profile is open."))
        for command, action in ((self.pause, "pause"), (self.resume, "resume")):
            if campaign is None:
                command.set_possible(False, translate("Campaigns", "Select a campaign first."))
                continue
            from app.campaigns.lifecycle import why_not

            why = why_not(campaign, action)  # type: ignore[arg-type]
            word = status.campaign(shown_status(campaign)).word.lower()
            command.set_possible(why is None, translate("Campaigns", why).format(status=word) if why else "")

    def status_texts(self) -> list[str]:
        """See `Page.status_texts`."""
        shown, total = self.model.rowCount(), self.model.total
        running = sum(shown_status(campaign) == "running" for campaign in self.model.all_records)
        rows = (
            translate("Campaigns", "{count} campaigns").format(count=texts.number(total))
            if shown == total
            else translate("Campaigns", "{shown} of {count} campaigns").format(
                shown=texts.number(shown), count=texts.number(total)
            )
        )
        selected = int(self.selected() is not None)
        return [
            rows,
            translate("Campaigns", "{count} selected").format(count=selected),
            translate("Campaigns", "{count} running").format(count=running),
        ]

    # ------------------------------------------------------------------ changing

    def _start_change(self, action: Action, command: Command) -> None:
        campaign, context = self.selected(), self.desk.context
        if campaign is not None and context is not None:
            self.desk.tasks.start(self._change(context, campaign, action), busy=command)

    async def _change(self, context: Context, campaign: Campaign, action: Action) -> None:
        from app.campaigns.lifecycle import worked

        try:
            after = await context.api.change_campaign_status(campaign.id, action)
        except AppError as error:
            self.desk.messages.error(
                translate("Campaigns", "{name}: {problem}").format(name=campaign.name, problem=error_text(error))
            )
            # The refusal may mean that the state was another one: look once.
            self._wake.set()
            return
        context.campaigns.put(after)
        facts = {
            "name": after.name,
            "time": texts.clock_at(context.clock.time()),
            "status": status.campaign(shown_status(after)).word.lower(),
            "pending": texts.number(after.pending_calls),
        }
        if not worked(after, action):
            self.desk.messages.warning(
                translate(
                    "Campaigns",
                    "The server accepted the request, but {name} is still {status}. Look again before repeating it.",
                ).format(**facts)
            )
        elif action == "pause":
            self.desk.messages.success(
                translate(
                    "Campaigns",
                    "{name} was paused at {time}. Read again from the server: {status}, {pending} still to call.",
                ).format(**facts)
            )
        else:
            self.desk.messages.success(
                translate(
                    "Campaigns",
                    "{name} was resumed at {time}. Read again from the server: {status}, {pending} still to call.",
                ).format(**facts)
            )

    # ------------------------------------------------------------------ remembered

    def save_state(self) -> dict[str, Any]:
        """See `Page.save_state`."""
        return {
            "table": table_state(self.table),
            "splitter": self._splitter.state(),
            "status": self.status_filter.currentData(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """See `Page.restore_state`."""
        restore_table(self.table, state.get("table"))
        self._splitter.restore(state.get("splitter"))
        self.search.clear()
        index = self.status_filter.findData(state.get("status") or "")
        self.status_filter.setCurrentIndex(max(0, index))
