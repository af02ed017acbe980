"""The Call logs tab: calls as they come page by page, and one of them in detail.

Owns: the page's layout, its search, its commands. Leaves to others: reading (`reader.py`) and what is said of it
(`told.py`), filters (`filter_bar.py`), rows (`model.py`, `columns.py`) and what can be done with one (`row_menu.py`),
the selected call (`shown_call.py`) and its panel (`detail_panel.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.calls.columns import CallTexts, call_columns
from ui.calls.detail_panel import DetailPanel
from ui.calls.filter_bar import FilterBar
from ui.calls.model import CallTableModel
from ui.calls.more_strip import MoreStrip
from ui.calls.names import CallNames
from ui.calls.playback import Playback
from ui.calls.reader import CallReader
from ui.calls.row_menu import RowMenu
from ui.calls.shown_call import CallSources, ShownCall
from ui.calls.told import SENDING, Offer, ReadingTold
from ui.command import Capture, Command
from ui.desk import Desk
from ui.page import Page, restore_table, table_state
from ui.side_splitter import SideSplitter
from ui.toolbar import Toolbar
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    import asyncio

    from app.models import CallLog

translate = QCoreApplication.translate

SEARCH_AFTER_MS: Final = 120
_AHEAD_ROWS: Final = 20


class CallsPage(Page):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = CallTexts()
        self.reader: CallReader
        self.filters: FilterBar
        self.shown: ShownCall
        self._offer: Offer = ""
        self.refresh = Command(
            "calls.refresh", translate("Calls", "Refresh"), cooldown=desk.cooldown, shortcut="F5", parent=self
        )
        self.refresh.changed.connect(self._update_empty_action)
        self.load_more = Command("calls.more", translate("Calls", "Load more"), cooldown=desk.cooldown, parent=self)
        self.load_more.triggered.connect(self._on_load_more)
        self.model = CallTableModel(call_columns(self._words), self)
        self.reader = CallReader(desk, self.model, self)
        self.refresh.triggered.connect(self._on_refresh)
        self.refresh.capture = lambda: Capture(translate("Calls", "Refresh call logs"), self._on_refresh)
        self.reader.is_searching = lambda: bool(self._words.finder)
        self.reader.changed.connect(self._show_reading)
        self.reader.updated.connect(lambda: self.shown.follow_rows())
        self._search_timer = self._timer(SEARCH_AFTER_MS, self._apply_search)
        self._build()
        self._names = CallNames(desk, self._words, self.model, self.filters, self)
        self._names.agents_known.connect(self.shown.show)
        self._told = ReadingTold(
            desk, self.reader, self.model, self._words, self.filters.selection, lambda: self.search.text()
        )
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
        self.search = SearchField(translate("Calls", "Search loaded calls"), width=240)
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
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.empty = EmptyState()
        self.empty.setObjectName("calls.empty")
        self.empty.action_clicked.connect(self._on_empty_action)
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
        self.shown = ShownCall(self.desk, self.table, self.model, self._words, self.details)
        self.shown.changed.connect(self.status_changed)
        self.menu = RowMenu(self.desk, self.table, self.model, self.filters, self.shown.transcript_of)
        self.menu.number_wanted.connect(self._find_number)
        self.menu.campaign_wanted.connect(self._show_campaign)
        self.details.header.more_wanted.connect(self._on_more_wanted)
        self.details.header.campaign_wanted.connect(self._show_campaign)
        self.details.retries.call_wanted.connect(self.show_loaded)
        self.playback = Playback(self.desk, self)
        self.details.header.recording.control(self.playback, self.desk.cooldown)
        self.shown.shown.connect(self.playback.choose)
        self._splitter = SideSplitter(rows, self.details, tokens.PANEL_WIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._splitter, 1)

        order = [self.search, *self.filters.controls, button, self.table, self.strip.button, *self.details.controls]
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

    def commands(self) -> list[Command]:
        """See `Page.commands`."""
        return [self.refresh]

    # ------------------------------------------------------------------ the profile, names

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        self._names.forget()
        self._words.transcript_of = lambda _call_id: ""
        self.shown.set_source(None)
        self.playback.set_source(None)
        self.reader.select(None)
        context = self.desk.context
        self.refresh.set_possible(context is not None, translate("Calls", "No profile is open."))
        if context is not None:
            from app.calls.details import CallDetails
            from app.calls.recording import Recordings
            from app.calls.retries import CallRetries

            details = CallDetails(context.api, clock=context.clock)
            recordings = Recordings(details, context.api, context.profile.base_url)
            self.shown.set_source(CallSources(details, CallRetries(context.api, context.clock), recordings))
            self.playback.set_source(recordings)
            self._words.transcript_of = lambda call_id: kept.transcript or "" if (kept := details.kept(call_id)) else ""
            self._names.follow(context)
            self.reader.select(self.filters.selection())

    # ------------------------------------------------------------------ filters and search

    def _apply_filters(self) -> None:
        if self.desk.context is not None:
            self.reader.select(self.filters.selection())
            self.shown.sync()

    def _clear_filters(self) -> None:
        self.search.clear()
        self.filters.clear()

    def show_calls_of(self, campaign_id: str) -> None:
        """Show the calls of one campaign, without any other filter."""
        self._clear_filters()
        self.filters.choose_campaign(campaign_id)

    def show_loaded(self, call_id: str) -> None:
        """Select one of the calls that are loaded, also one that the search hides."""
        if self.model.row_of(call_id) is None:
            self.search.clear()
            self._apply_search()
        row = self.model.row_of(call_id)
        if row is not None:
            self.table.select_row(row)

    def _show_campaign(self, campaign_id: str) -> None:
        self.desk.tab_wanted.emit("campaigns")
        self.desk.campaign_wanted.emit(campaign_id)

    def _on_more_wanted(self, at: QPoint) -> None:
        record = self.selected()
        if record is not None:
            self.menu.open(record, at)

    def _find_number(self, number: str) -> None:
        """Among the loaded calls: the server has no filter for numbers."""
        self.search.setText(number)
        self._apply_search()

    def _apply_search(self) -> None:
        from app.calls.finding import Finder

        finder = Finder(self.search.text())
        before = self._words.finder
        if finder.phrase == (before.phrase if before else ""):
            return
        self._words.finder = finder if finder else None
        self.model.search(self._words.is_found if finder else None)
        self.model.set_title("summary", translate("Calls", "Found text") if finder else translate("Calls", "Summary"))
        self.shown.sync()
        self.details.mark(self._words.finder)
        self._show_reading()

    def _on_hit(self, step: int) -> None:
        self.details.transcript.next_hit(step)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_refresh(self) -> asyncio.Task[None] | None:
        return self.reader.refresh(self.refresh)

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
        self.playback.pause()
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
        return self._told.freshness()

    def _show_strip(self) -> None:
        said = self._told.strip()
        if said is None:
            self.strip.hide()
        else:
            self.strip.say(*said)
        self.load_more.set_busy(self.reader.reading == "more")

    def _show_empty(self) -> None:
        said = self._told.empty()
        self.empty.set_state(said.icon, said.title, said.text, said.action)
        self._offer = said.offer
        self._update_empty_action()

    def _on_empty_action(self) -> None:
        match self._offer:
            case "refresh":
                self.refresh.trigger()
            case "more":
                self.load_more.trigger()
            case "clear_filters":
                self._clear_filters()
            case "clear_search":
                self.search.clear()
            case "campaigns":
                self.desk.tab_wanted.emit("campaigns")

    def _update_empty_action(self) -> None:
        """What sends a request is off during a wait, also here."""
        self.empty.action.setEnabled(self._offer not in SENDING or self.refresh.available)

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

    # ------------------------------------------------------------------ the selected call

    def selected(self) -> CallLog | None:
        """The call whose details are shown."""
        return self.shown.selected()

    def select_first_with_transcript(self) -> None:
        """Select the newest call in which somebody talked."""
        for row in range(self.model.rowCount()):
            record = self.model.record_at(row)
            if record is not None and record.status == "completed" and record.duration_s:
                self.table.select_row(row)
                return

    def on_display_changed(self) -> None:
        """See `Page.on_display_changed`."""
        self.shown.show()

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
