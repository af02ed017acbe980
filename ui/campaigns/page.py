"""The Campaigns tab: the list, its filters, what can be done to the selected campaign.

Owns: the page's layout, reading, filters, what is selected. Leaves to others: what can be done (`actions.py`), columns
(`columns.py`), the panel beside the table (`details.py`), how often to look again (`app/campaigns/watching.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QItemSelection, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from app.errors import AppError, AuthError, ForbiddenError
from ui import texts, tokens
from ui.campaigns.actions import CampaignActions
from ui.campaigns.columns import campaign_columns, shown_status
from ui.campaigns.details import CampaignDetails
from ui.campaigns.toolbar import CampaignToolbar
from ui.command import Command
from ui.desk import Desk
from ui.models.record_table import RecordTableModel
from ui.page import Page, restore_table, table_state
from ui.side_splitter import SideSplitter
from ui.texts import error_text
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.campaigns.outcomes import Outcomes
    from app.context import Context
    from app.models import Campaign
    from app.quota.priorities import Priority

translate = QCoreApplication.translate

HIDDEN_TAB_S: Final = 60.0
AFTER_ERROR_S: Final = 20.0
UNWATCHED_LOOK_S: Final = 1.0
CALLS_AFTER_MS: Final = 250
"""Holding an arrow key runs through the rows; only the one it stops at is worth a request for its calls."""
CALLS_KEPT_S: Final = 60.0

MenuEntry = Command | tuple[str, Callable[[], object], bool] | None


class CampaignsPage(Page):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._agents: dict[str, str] = {}
        self._wake = asyncio.Event()
        self._problem: AppError | None = None
        self._selected_id: str | None = None
        self._empty_action: Callable[[], object] = self._clear_filters
        self._outcomes: dict[str, Outcomes] = {}
        self.acts = CampaignActions(desk, self, self.chosen)
        self.acts.look_wanted.connect(lambda: self._wake.set())
        self.acts.show_wanted.connect(self.show_campaign)
        desk.came_to_front.connect(self._on_front)
        self.new, self.edit = self.acts.new, self.acts.edit
        self.pause, self.resume, self.cancel = self.acts.pause, self.acts.resume, self.acts.cancel
        self.stop_all = self.acts.stop_all
        self.refresh = Command(
            "campaigns.refresh", translate("Campaigns", "Refresh"), cooldown=desk.cooldown, shortcut="F5", parent=self
        )
        desk.campaign_wanted.connect(self.show_campaign)
        desk.agent_wanted.connect(self.show_agent)
        self.refresh.triggered.connect(self._on_refresh)
        self.model: RecordTableModel[Campaign] = RecordTableModel(campaign_columns(self._agent_title), parent=self)
        self.model.changed.connect(self._on_rows_changed)
        self._calls_timer = QTimer(self)
        self._calls_timer.setSingleShot(True)
        self._calls_timer.setInterval(CALLS_AFTER_MS)
        self._calls_timer.timeout.connect(self._read_calls)
        self._build()
        self._update_commands()
        self._show_content()

    def _build(self) -> None:
        new = Button(self.new.title, icon="plus", kind="primary")
        edit = Button(self.edit.title, icon="pencil")
        for button, command in ((new, self.new), (edit, self.edit)):
            command.bind(button)
            button.setAccessibleName(command.title)
        cooling = {
            command: CoolingButton(text, icon=icon)
            for command, text, icon in (
                (self.pause, self.pause.title, "pause"),
                (self.resume, self.resume.title, "play"),
                (self.cancel, translate("Campaigns", "Cancel"), "cancel"),
                (self.refresh, self.refresh.title, "refresh"),
            )
        }
        stop = CoolingButton(self.stop_all.title, icon="stop", kind="danger")
        for command, button in (*cooling.items(), (self.stop_all, stop)):
            command.bind(button)
        cooling[self.cancel].setAccessibleName(self.cancel.title)
        cooling[self.refresh].setAccessibleName(translate("Campaigns", "Refresh campaigns"))
        stop.set_hint(translate("Campaigns", "Pauses every running campaign, before any other request leaves"))
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
        self.toolbar = CampaignToolbar(
            (new, edit),
            (cooling[self.pause], cooling[self.resume], cooling[self.cancel]),
            cooling[self.refresh],
            self.search,
            self.status_filter,
            stop,
        )

        self.table = TableView()
        self.table.setObjectName("campaigns.table")
        self.table.setAccessibleName(translate("Campaigns", "Campaigns"))
        self.table.setModel(self.model)
        self.table.sort_by("status")
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.empty = EmptyState()
        self.empty.action_clicked.connect(lambda: self._empty_action())
        self._content = QStackedWidget()
        self._content.addWidget(self.table)
        self._content.addWidget(self.empty)
        self.details = CampaignDetails(self._agent_title)
        self.table.activated.connect(lambda _index: self.details.take_focus())
        self.details.page_changed.connect(self._show_page)
        self.details.leads.upload_wanted.connect(self._show_leads)
        self.details.calls.calls_wanted.connect(self._show_calls)
        self._splitter = SideSplitter(self._content, self.details, tokens.PANEL_NARROW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self._splitter, 1)

    def commands(self) -> list[Command]:
        """See `Page.commands`."""
        return [*self.acts.for_menu(), self.refresh]

    # ------------------------------------------------------------------ reading

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        for name in ("campaigns.watch", "campaigns.calls", "campaigns.uploads"):
            self.desk.tasks.cancel(name)
        self.acts.forget()
        self._outcomes.clear()
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

    def unfinished(self) -> str:
        """See `Page.unfinished`."""
        return self.acts.unfinished()

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
        wait = refresh_interval_s(context.governor.snapshot, any_live=any_live, idle_s=self.desk.idle_s())
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

    @property
    def knows_agents(self) -> bool:
        """Whether agents are shown by their names."""
        return bool(self._agents)

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

    def _on_front(self, away_s: float) -> None:
        from app.campaigns.watching import IDLE_AFTER_S

        if away_s >= IDLE_AFTER_S:
            self._wake.set()

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
            or wanted in (campaign.agent_id or "").casefold()
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
                translate("Campaigns", "Make one here, or in the DialNexa dashboard."),
                self.new.title,
                self.new.trigger,
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
        if row is not None and not self.table.selectionModel().hasSelection():
            self.table.select_row(row)

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        chosen, current = self.chosen(), self.table.current_record()
        if chosen:
            self._selected_id = current.id if current in chosen else chosen[0].id
        self._show_details()
        self._show_page()
        self._update_commands()
        self.status_changed.emit()

    def chosen(self) -> list[Campaign]:
        """The selected campaigns, top to bottom, as last read."""
        return self.table.selected_records()

    def selected(self) -> Campaign | None:
        """The selected campaign, as last read; of several the one with the focus."""
        if self._selected_id is None or self.model.row_of(self._selected_id) is None:
            return None
        return self.model.record(self._selected_id)

    def show_campaign(self, campaign_id: str) -> None:
        """Select a campaign, taking back the filters if they hide it."""
        self._selected_id = campaign_id
        if self.model.row_of(campaign_id) is None and self.model.record(campaign_id) is not None:
            self._clear_filters()
        row = self.model.row_of(campaign_id)
        if row is not None:
            self.table.select_row(row)

    def show_agent(self, agent_id: str) -> None:
        """Show the campaigns of an agent: search for its name, or for its id where the name is not clear enough."""
        self._clear_filters()
        name = self._agents.get(agent_id, "")
        others = (title for key, title in self._agents.items() if key != agent_id)
        is_clear = name == texts.plain(name, self.search.maxLength()) and not any(
            name.casefold() in other.casefold() for other in others
        )
        self.search.setText(name if name and is_clear else agent_id)

    def _show_details(self) -> None:
        context = self.desk.context
        campaign = self.selected()
        if context is None or campaign is None:
            self.details.show_campaign(None)
        else:
            clock = context.clock
            seen_at = context.campaigns.seen_at(campaign.id)
            self.details.show_campaign(campaign, seen_at, context.campaigns.pace, clock.monotonic(), clock.time())

    def _update_commands(self) -> None:
        self.refresh.set_possible(self.desk.context is not None, translate("Campaigns", "No profile is open."))
        self.acts.update(self.chosen())

    def on_display_changed(self) -> None:
        """See `Page.on_display_changed`."""
        self._show_details()

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
        return [
            rows,
            translate("Campaigns", "{count} selected").format(count=len(self.chosen())),
            translate("Campaigns", "{count} running").format(count=running),
        ]

    # ------------------------------------------------------------------ leads and calls of the campaign

    def _show_page(self) -> None:
        """Fill the page of the panel that is in front."""
        context, campaign = self.desk.context, self.selected()
        if context is None or campaign is None:
            return
        if self.details.shows_leads:
            self.desk.tasks.start(self._read_uploads(context, campaign), name="campaigns.uploads")
        elif self.details.shows_calls:
            kept = self._outcomes.get(campaign.id)
            if kept is not None:
                self.details.calls.show_outcomes(kept)
            if kept is None or context.clock.time() - kept.at > CALLS_KEPT_S:
                self._calls_timer.start()

    async def _read_uploads(self, context: Context, campaign: Campaign) -> None:
        try:
            uploads = await context.ledger.uploads(1_000)
        except AppError:
            uploads = []  # the Leads tab says what is wrong with the record
        if campaign.id == self._selected_id:
            self.details.leads.show_uploads([upload for upload in uploads if upload.campaign_id == campaign.id])

    def _read_calls(self) -> None:
        context, campaign = self.desk.context, self.selected()
        if context is not None and campaign is not None and self.details.shows_calls and self.isVisible():
            self.desk.tasks.start(self._read_outcomes(context, campaign), name="campaigns.calls")

    async def _read_outcomes(self, context: Context, campaign: Campaign) -> None:
        from app.campaigns.outcomes import read_outcomes

        if campaign.id not in self._outcomes and self.desk.cooldown.state is not None:
            self.details.calls.say(translate("Campaigns", "Waiting for the rate limit; then they come by themselves."))
        try:
            outcomes = await read_outcomes(context.api, context.clock, campaign.id)
        except AppError as error:
            if campaign.id == self._selected_id and campaign.id not in self._outcomes:
                self.details.calls.say(error_text(error))
            return
        self._outcomes[campaign.id] = outcomes
        if campaign.id == self._selected_id:
            self.details.calls.show_outcomes(outcomes)

    def _show_leads(self) -> None:
        campaign = self.selected()
        if campaign is not None:
            self.desk.show_leads(campaign.id)

    def _show_calls(self) -> None:
        campaign = self.selected()
        if campaign is not None:
            self.desk.show_calls(campaign.id)

    # ------------------------------------------------------------------ context menu

    def menu_entries(self) -> list[MenuEntry]:
        """What the context menu offers for the selection: commands, (text, slot, possible), None for a line."""
        campaign = self.selected()
        if campaign is None:
            return []
        chosen = self.chosen()
        copy = QGuiApplication.clipboard().setText
        number = campaign.from_phone_number or ""
        single = len(chosen) == 1
        names = "\n".join(texts.plain(one.name) for one in chosen)
        ids = "\n".join(one.id for one in chosen)
        return [
            self.edit,
            self.pause,
            self.resume,
            self.cancel,
            None,
            (translate("Campaigns", "Show its calls"), self._show_calls, single),
            (translate("Campaigns", "Upload leads to it"), self._show_leads, single and not campaign.is_final),
            None,
            (translate("Campaigns", "Copy name"), lambda: copy(names), True),
            (translate("Campaigns", "Copy id"), lambda: copy(ids), True),
            (translate("Campaigns", "Copy caller number"), lambda: copy(number), single and bool(number)),
        ]

    def _on_menu(self, at: QPoint) -> None:
        entries = self.menu_entries()
        if not entries:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, Command):
                self._add_command(menu, entry)
            else:
                title, slot, possible = entry
                action = menu.addAction(title)
                action.triggered.connect(lambda _on=False, slot=slot: slot())
                action.setEnabled(possible)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _add_command(self, menu: QMenu, command: Command) -> None:
        """A command, or, while it has to wait, the wish that it be done as soon as requests are allowed again."""
        capture = command.capture() if command.can_wait and command.capture is not None else None
        if capture is None:
            menu.addAction(command.action)
            return
        text = translate("WhenAllowed", "When allowed: {action}").format(action=capture.label)
        menu.addAction(text.replace("&", "&&")).triggered.connect(lambda: self.desk.commands.queue_wanted.emit(command))

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
