"""The Call logs tab: calls as they come page by page, and one of them in detail.

Owns: the page's layout, its search, what is selected, what stands in the place of rows. Leaves to others: reading
(`reader.py`), filters (`filter_bar.py`), rows (`model.py`, `columns.py`), the panel (`detail_panel.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QItemSelection, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError, AuthError, ForbiddenError
from ui import texts, tokens
from ui.calls.columns import CallTexts, call_columns
from ui.calls.copying import as_lines
from ui.calls.detail_panel import DetailPanel
from ui.calls.filter_bar import FilterBar
from ui.calls.model import CallTableModel
from ui.calls.more_strip import MoreStrip
from ui.calls.reader import CallReader
from ui.command import Command
from ui.desk import Desk
from ui.page import Page, restore_table, table_state
from ui.side_splitter import SideSplitter
from ui.texts import error_text
from ui.toolbar import Toolbar
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.calls.details import CallDetails
    from app.context import Context
    from app.models import CallLog

translate = QCoreApplication.translate

DETAILS_AFTER_MS: Final = 150
"""Holding an arrow key runs through the rows; only the one it stops at is worth a request."""
SEARCH_AFTER_MS: Final = 120
_AHEAD_ROWS: Final = 20


class CallsPage(Page):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = CallTexts()
        self.reader: CallReader
        self._details: CallDetails | None = None
        self._selected_id: str | None = None
        self._wanted: CallLog | None = None  # whose details are on their way
        self._empty_action: Callable[[], object] = self._clear_filters
        self._empty_sends = False
        self.refresh = Command(
            "calls.refresh", translate("Calls", "Refresh"), cooldown=desk.cooldown, shortcut="F5", parent=self
        )
        self.refresh.changed.connect(self._update_empty_action)
        self.load_more = Command("calls.more", translate("Calls", "Load more"), cooldown=desk.cooldown, parent=self)
        self.load_more.triggered.connect(self._on_load_more)
        self.model = CallTableModel(call_columns(self._words), self)
        self.reader = CallReader(desk, self.model, self)
        self.refresh.triggered.connect(lambda: self.reader.refresh(self.refresh))
        self.reader.is_searching = lambda: bool(self._words.finder)
        self.reader.changed.connect(self._show_reading)
        self.reader.updated.connect(self._on_rows_updated)
        self._search_timer = self._timer(SEARCH_AFTER_MS, self._apply_search)
        self._details_timer = self._timer(DETAILS_AFTER_MS, self._fetch_details)
        self._build()
        desk.cooldown.changed.connect(self._on_cooldown)
        desk.calls_wanted.connect(self.show_calls_of)
        self._show_reading()

    def _timer(self, after_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(slot)
        return timer

    def _build(self) -> None:
        self.search = SearchField(translate("Calls", "Search the calls loaded here"), width=240)
        self.search.setObjectName("calls.search")
        self.search.setAccessibleName(translate("Calls", "Search transcripts"))
        self.search.set_hint(
            translate("Calls", "Searches number, summary, campaign and agent of the calls loaded here, and transcripts")
        )
        self.search.textChanged.connect(lambda _text: self._search_timer.start())
        self.filters = FilterBar(self)
        self.filters.changed.connect(self._apply_filters)
        button = CoolingButton(self.refresh.title, icon="refresh")
        button.setAccessibleName(translate("Calls", "Refresh call logs"))
        self.refresh.bind(button)
        bar = Toolbar()
        bar.add(self.search, *self.filters.controls)
        bar.add_stretch()
        bar.add(button)

        self.table = TableView()
        self.table.setObjectName("calls.table")
        self.table.setAccessibleName(translate("Calls", "Call logs"))
        self.table.setModel(self.model)
        self.table.sort_by("time", descending=True)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.empty = EmptyState()
        self.empty.setObjectName("calls.empty")
        self.empty.action_clicked.connect(lambda: self._empty_action())
        self._content = QStackedWidget()
        self._content.addWidget(self.table)
        self._content.addWidget(self.empty)
        self.strip = MoreStrip(self.load_more)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._content, 1)
        column.addWidget(self.strip)
        self.details = DetailPanel()
        self.details.retry_wanted.connect(self._fetch_details)
        self._splitter = SideSplitter(rows, self.details, tokens.PANEL_WIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._splitter, 1)

        order = [self.search, *self.filters.controls, button, self.table, self.strip.button, self.details.copy]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        # On the page, not in a menu: the shortcut then works while this page is in front, and only then.
        self.addAction(self.refresh.action)
        for key, title, keys, slot in (
            ("calls.find", translate("Calls", "Search transcripts"), QKeySequence.StandardKey.Find, self._on_find),
            ("calls.next_hit", translate("Calls", "Next hit in the transcript"), "F3", lambda: self._on_hit(1)),
            ("calls.hit_before", translate("Calls", "Hit before"), "Shift+F3", lambda: self._on_hit(-1)),
        ):
            command = Command(key, title, shortcut=keys, parent=self)
            command.triggered.connect(slot)
            self.addAction(command.action)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_rows)

    def commands(self) -> list[Command]:
        """See `Page.commands`."""
        return [self.refresh]

    # ------------------------------------------------------------------ the profile, names

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        tasks = self.desk.tasks
        for name in ("calls.details", "calls.campaigns", "calls.agents"):
            tasks.cancel(name)
        self._details = None
        self._words.campaign_names.clear()
        self._words.agent_names.clear()
        self._words.transcript_of = lambda _call_id: ""
        self._forget_selection()
        self.reader.select(None)
        context = self.desk.context
        self.refresh.set_possible(context is not None, translate("Calls", "No profile is open."))
        if context is not None:
            from app.calls.details import CallDetails

            details = self._details = CallDetails(context.api)
            self._words.transcript_of = lambda call_id: kept.transcript or "" if (kept := details.kept(call_id)) else ""
            context.campaigns.subscribe(lambda: self._take_campaigns(context))
            self._take_campaigns(context)
            tasks.start(self._load_campaigns(context), name="calls.campaigns")
            tasks.start(self._load_agents(context), name="calls.agents")
            self.reader.select(self.filters.selection())

    async def _load_campaigns(self, context: Context) -> None:
        from app.quota.priorities import Priority

        if context.campaigns.read_at is None:
            try:
                await context.campaigns.refresh(Priority.BACKGROUND)
            except AppError:
                return  # only names are missing: the ids are shown in their place

    async def _load_agents(self, context: Context) -> None:
        try:
            cached = await context.reference.agents()
        except AppError:
            return  # as above
        names = {
            agent.id: texts.plain(
                f"{agent.title or agent.id}{texts.THIN}v{agent.version}" if agent.version else agent.title or agent.id,
                tokens.CELL_CAP,
            )
            for agent in cached.items
        }
        self._words.agent_names.update(names)
        self.filters.offer_agents(sorted(names.items(), key=lambda pair: pair[1].casefold()))
        self.model.repaint_column("agent")
        self._show_call()

    def _take_campaigns(self, context: Context) -> None:
        if context is not self.desk.context:
            return
        names = {
            record.id: texts.plain(record.name or record.id, tokens.CELL_CAP) for record in context.campaigns.records
        }
        if names != self._words.campaign_names:
            self._words.campaign_names.clear()
            self._words.campaign_names.update(names)
            self.filters.offer_campaigns(names.items())
            self.model.repaint_column("campaign")

    # ------------------------------------------------------------------ filters and search

    def _apply_filters(self) -> None:
        if self.desk.context is not None:
            self.reader.select(self.filters.selection())
            self._sync_selection()

    def _clear_filters(self) -> None:
        self.search.clear()
        self.filters.clear()

    def show_calls_of(self, campaign_id: str) -> None:
        """Show the calls of one campaign, without any other filter."""
        self._clear_filters()
        self.filters.choose_campaign(campaign_id)

    def _apply_search(self) -> None:
        from app.calls.finding import Finder

        finder = Finder(self.search.text())
        before = self._words.finder
        if finder.phrase == (before.phrase if before else ""):
            return
        self._words.finder = finder if finder else None
        self.model.search(self._words.is_found if finder else None)
        self.model.set_title("summary", translate("Calls", "Found text") if finder else translate("Calls", "Summary"))
        self._sync_selection()
        self.details.mark(self._words.finder)
        self._show_reading()

    def _on_hit(self, step: int) -> None:
        self.details.transcript.next_hit(step)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_load_more(self) -> None:
        self.reader.paused = False
        self.reader.problem = None
        self.reader.more()

    def _on_scrolled(self, value: int) -> None:
        """Ask for older calls a little before the end is reached."""
        bar = self.table.verticalScrollBar()
        if value >= bar.maximum() - _AHEAD_ROWS * tokens.H_ROW:
            self.model.fetchMore(self.table.rootIndex())

    def _on_cooldown(self) -> None:
        self._show_reading()
        if self._wanted is not None and self.desk.tasks.is_running("calls.details"):
            self._show_details_waiting()
        self.details.set_retry_possible(self.desk.cooldown.state is None)
        if self.desk.cooldown.state is None and self.isVisible():
            self._on_scrolled(self.table.verticalScrollBar().value())

    # ------------------------------------------------------------------ what is told

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: read."""
        super().showEvent(event)
        self.reader.set_in_front(True)
        self._show_reading()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.reader.set_in_front(False)
        self.desk.note_changed.emit("")

    def _show_reading(self) -> None:
        """Rows or what stands in their place, the strip, the freshness, the counts."""
        if self.model.rowCount():
            self._content.setCurrentWidget(self.table)
        else:
            self._show_empty()
            self._content.setCurrentWidget(self.empty)
        self._show_strip()
        shown = self.model.rowCount()
        count = translate("Calls", "1 call") if shown == 1 else translate("Calls", "{count} calls")
        self.search.set_matches(count.format(count=texts.number(shown)) if self._words.finder else "")
        if self.isVisible():
            self.desk.note_changed.emit(self.freshness())
        self.status_changed.emit()

    def freshness(self) -> str:
        """How many calls are here, as of when, and what the last look brought."""
        reader, feed = self.reader, self.reader.feed
        state = self.desk.cooldown.state
        if reader.reading in ("first", "more", "refresh") and state is not None:
            return translate("Calls", "Waiting {seconds} s, then calls are read by themselves").format(
                seconds=state.seconds_left
            )
        if feed is None or feed.read_at is None:
            return translate("Calls", "Reading call logs…") if reader.reading else ""
        held = self.model.total
        if not feed.has_more:
            one, many = translate("Calls", "1 call"), translate("Calls", "{held} calls")
            count = one if held == 1 else many
        elif feed.total is not None:
            count = translate("Calls", "{held} of {total} calls loaded")
        else:
            count = translate("Calls", "{held} calls loaded")
        count = count.format(held=texts.number(held), total=texts.number(feed.total))
        at = texts.clock_at(feed.read_at)
        outcome = {
            "read": "",
            "not modified": translate("Calls", "last check: not modified"),
            "new": translate("Calls", "last check: {count} new").format(count=texts.number(feed.new_count)),
            "changed": translate("Calls", "last check: changed"),
            "same": translate("Calls", "last check: nothing new"),
            "failed": translate("Calls", "last check: failed"),
        }[feed.outcome]
        parts = [count, translate("Calls", "up to date {time}").format(time=at), outcome]
        if reader.reading == "more":
            parts[2] = translate("Calls", "reading more…")
        return ", ".join(part for part in parts if part)

    def _show_strip(self) -> None:
        reader, feed = self.reader, self.reader.feed
        held = texts.number(self.model.total)
        if feed is None or not feed.has_more or not self.model.rowCount():
            self.strip.hide()
        elif reader.reading == "more" and self.desk.cooldown.state is not None:
            words = translate("Calls", "More calls come by themselves in {seconds} s.")
            self.strip.say("hourglass", "amber", words.format(seconds=self.desk.cooldown.state.seconds_left))
        elif reader.problem is not None:
            self.strip.say("warning", "red", error_text(reader.problem), translate("Calls", "Try again"))
        elif self._words.finder:
            words = (
                translate("Calls", "Searched the {held} calls loaded here, of {total}.")
                if feed.total is not None
                else translate("Calls", "Searched the {held} calls loaded here. There are more.")
            )
            self.strip.say(
                "search",
                "text2",
                words.format(held=held, total=texts.number(feed.total)),
                translate("Calls", "Load more"),
            )
        elif reader.paused:
            words = translate("Calls", "The last pages had no call that these filters let through.")
            self.strip.say("filter", "text2", words, translate("Calls", "Load more"))
        else:
            self.strip.hide()
        self.load_more.set_busy(reader.reading == "more")

    def _show_empty(self) -> None:
        """Why there is no row, and the one thing to do about it."""
        reader = self.reader
        feed, problem = reader.feed, reader.problem
        state = self.desk.cooldown.state
        try_again = translate("Calls", "Try again")
        clear = translate("Calls", "Clear the filters")
        selection = self.filters.selection() if self.desk.context is not None else None
        if selection is None:
            self._say("phone", translate("Calls", "No profile is open"), translate("Calls", "Choose a profile above."))
        elif selection.is_impossible:
            text = translate("Calls", "The to date is before the from date.")
            self._say("calendar", translate("Calls", "No day is selected"), text, clear, self._clear_filters)
        elif reader.reading and not self.model.total and state is not None:
            title = translate("Calls", "Waiting {seconds} s").format(seconds=state.seconds_left)
            self._say("hourglass", title, translate("Calls", "Then the calls are read by themselves."))
        elif reader.reading and not self.model.total:
            self._say("refresh", translate("Calls", "Reading call logs…"), "")
        elif isinstance(problem, (AuthError, ForbiddenError)):
            refused = isinstance(problem, AuthError)
            title = (
                translate("Calls", "The key was refused")
                if refused
                else translate("Calls", "This key may not read call logs")
            )
            self._say("key", title, error_text(problem), try_again, self.refresh.trigger, sends=True)
        elif problem is not None and not self.model.total:
            title = translate("Calls", "Call logs could not be read")
            self._say("offline", title, error_text(problem), try_again, self.refresh.trigger, sends=True)
        elif self._words.finder and self.model.total:
            self._say_not_found()
        elif feed is not None and feed.has_more:
            text = translate("Calls", "The last pages had no call that these filters let through.")
            more = translate("Calls", "Load more")
            self._say("filter", translate("Calls", "No call yet"), text, more, self.load_more.trigger, sends=True)
        elif not selection.is_everything:
            text = translate("Calls", "The server has no call that they let through.")
            self._say("filter", translate("Calls", "No call matches these filters"), text, clear, self._clear_filters)
        else:
            text = translate("Calls", "Calls appear here as soon as a campaign dials.")
            show = translate("Calls", "Show the campaigns")
            slot = lambda: self.desk.tab_wanted.emit("campaigns")  # noqa: E731
            self._say("phone", translate("Calls", "No call yet"), text, show, slot)

    def _say_not_found(self) -> None:
        feed = self.reader.feed
        title = translate("Calls", "No loaded call has “{phrase}”").format(phrase=texts.plain(self.search.text(), 40))
        held = texts.number(self.model.total)
        if feed is not None and feed.has_more:
            text = (
                translate("Calls", "{held} of {total} calls are loaded and were searched.")
                if feed.total is not None
                else translate("Calls", "{held} calls are loaded and were searched; there are more.")
            ).format(held=held, total=texts.number(feed.total))
            self._say("search", title, text, translate("Calls", "Load more"), self.load_more.trigger, sends=True)
        else:
            text = translate("Calls", "All {held} calls were searched.").format(held=held)
            self._say("search", title, text, translate("Calls", "Clear the search"), self.search.clear)

    def _say(
        self,
        icon: str,
        title: str,
        text: str,
        action: str = "",
        slot: Callable[[], object] | None = None,
        *,
        sends: bool = False,
    ) -> None:
        self.empty.set_state(icon, title, text, action)
        self._empty_sends = sends
        if slot is not None:
            self._empty_action = slot
        self._update_empty_action()

    def _update_empty_action(self) -> None:
        """What sends a request is off during a wait, also here."""
        self.empty.action.setEnabled(not self._empty_sends or self.refresh.available)

    def status_texts(self) -> list[str]:
        """See `Page.status_texts`."""
        shown, held, feed = self.model.rowCount(), self.model.total, self.reader.feed
        total = feed.total if feed is not None and feed.total is not None and feed.has_more else held
        if self._words.finder:
            total = held
        words = (
            translate("Calls", "{shown} of {total} calls") if shown != total else translate("Calls", "{total} calls")
        )
        selected = len(self.table.selectionModel().selectedRows())
        return [
            words.format(shown=texts.number(shown), total=texts.number(total)),
            translate("Calls", "{count} selected").format(count=texts.number(selected)),
        ]

    # ------------------------------------------------------------------ selection and details

    def selected(self) -> CallLog | None:
        """The call whose details are shown."""
        index = self.table.currentIndex()
        chosen = self.table.selectionModel()
        if index.isValid() and chosen.isRowSelected(index.row()):
            return self.model.record_at(index.row())
        rows = sorted(one.row() for one in chosen.selectedRows())
        return self.model.record_at(rows[0]) if rows else None

    def select_first_with_transcript(self) -> None:
        """Select the newest call in which somebody talked."""
        for row in range(self.model.rowCount()):
            record = self.model.record_at(row)
            if record is not None and record.status == "completed" and record.duration_s:
                self.table.select_row(row)
                return

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        record = self.selected()
        if (record.id if record is not None else None) != self._selected_id:
            self._selected_id = record.id if record is not None else None
            self._show_call()
        self.status_changed.emit()

    def _sync_selection(self) -> None:
        """After rows were replaced as a whole: select the same call again, if it is still there."""
        row = self.model.row_of(self._selected_id) if self._selected_id is not None else None
        if row is not None:
            self.table.select_row(row)
        elif self._selected_id is not None:
            self._forget_selection()

    def _forget_selection(self) -> None:
        self.table.clearSelection()
        self._selected_id = None
        self._show_call()

    def _on_rows_updated(self) -> None:
        """Rows say something else: does the selected one?"""
        record = self.selected()
        if record is not None and record != self._wanted:
            self._show_call()

    def on_display_changed(self) -> None:
        """See `Page.on_display_changed`."""
        self._show_call()

    def _show_call(self) -> None:
        """Show the selected call, and its details as soon as they are here."""
        self._details_timer.stop()
        record = self._wanted = self.selected()
        if record is None or self._details is None:
            self.desk.tasks.cancel("calls.details")
            self.details.show_nothing()
            return
        self.details.show_call(record, self._words.agent(record))
        kept = self._details.kept(record.id)
        if kept is not None:
            self.desk.tasks.cancel("calls.details")
            self.details.show_details(kept, self._words.finder)
        else:
            self._show_details_waiting()
            self._details_timer.start()

    def _show_details_waiting(self) -> None:
        state = self.desk.cooldown.state
        if state is None:
            self.details.show_waiting(translate("Calls", "Reading the transcript…"), "")
        else:
            title = translate("Calls", "Waiting {seconds} s").format(seconds=state.seconds_left)
            self.details.show_waiting(title, translate("Calls", "Then the transcript comes by itself."))

    def _fetch_details(self) -> None:
        if self._wanted is not None and self._details is not None:
            self._show_details_waiting()
            self.desk.tasks.start(self._read_details(self._details, self._wanted), name="calls.details")

    async def _read_details(self, source: CallDetails, record: CallLog) -> None:
        from app.quota.priorities import Priority

        try:
            details = await source.read(record, Priority.INTERACTIVE)
        except AppError as error:
            if record is self._wanted:
                self.details.show_problem(error_text(error))
            return
        if record is self._wanted:
            self.details.show_details(details, self._words.finder)

    # ------------------------------------------------------------------ copying, menu

    def menu_entries(self, record: CallLog) -> list[tuple[str, Callable[[], object]]]:
        """What the context menu of a row offers."""
        clipboard = QGuiApplication.clipboard()
        entries: list[tuple[str, Callable[[], object]]] = []
        if record.to_number:
            entries.append((translate("Calls", "Copy number"), lambda: clipboard.setText(record.to_number)))
        call_id = record.call_id or record.id
        entries.append((translate("Calls", "Copy call id"), lambda: clipboard.setText(call_id)))
        entries.append((translate("Calls", "Copy selected rows"), self._copy_rows))
        if record.to_number:
            forbid = translate("Calls", "Add to the do-not-call list")
            entries.append((forbid, lambda: self._forbid(record)))
        campaign_id = record.campaign_id
        if campaign_id:
            entries.append(
                (
                    translate("Calls", "Only calls of this campaign"),
                    lambda: self.filters.choose_campaign(campaign_id),
                )
            )
        return entries

    def _forbid(self, record: CallLog) -> None:
        """Nothing here sends this number to a campaign any more."""
        from ui.leads.do_not_call_dialog import forbid

        context = self.desk.context
        if context is not None:
            reason = translate("Calls", "From the call of {time}").format(time=texts.moment(record.created_at))
            self.desk.tasks.start(forbid(self.desk, context, record.to_number, reason))

    def _on_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        record = self.model.record_at(index.row()) if index.isValid() else self.selected()
        if record is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, slot in self.menu_entries(record):
            menu.addAction(title).triggered.connect(lambda _checked=False, slot=slot: slot())
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _copy_rows(self) -> None:
        records = self.table.selected_records()
        if records:
            QGuiApplication.clipboard().setText(as_lines(self.model.columns, records))

    # ------------------------------------------------------------------ remembered

    def save_state(self) -> dict[str, Any]:
        """See `Page.save_state`."""
        return {
            "table": table_state(self.table),
            "splitter": self._splitter.state(),
            "filters": self.filters.state(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """See `Page.restore_state`."""
        table = state.get("table")
        # The order is the server's; it is not remembered.
        restore_table(self.table, {**table, "sort": None} if isinstance(table, dict) else None)
        self._splitter.restore(state.get("splitter"))
        self.search.clear()
        self.filters.restore(state.get("filters"))
