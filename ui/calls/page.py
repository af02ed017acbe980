"""The Call logs tab: the calls of the local mirror, and one of them in detail.

Owns: the page's layout, its search, its commands. Leaves to others: asking the mirror (`reader.py`) and what is said of
it (`told.py`, `rows_place.py`), filters (`filter_bar.py`, `filter_chips.py`, `filter_menu.py`), rows (`model.py`,
`columns.py`) and what can be done with one (`row_menu.py`), charts (`charting.py`), the selected call (`shown_call.py`)
and its panel (`detail_panel.py`), transcripts that come by themselves (`transcripts.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from ui import texts, tokens
from ui.calls.charting import Charting
from ui.calls.column_choice import ColumnChoice
from ui.calls.columns import CallTexts, call_columns
from ui.calls.detail_panel import DetailPanel
from ui.calls.exporting import Exporting
from ui.calls.filter_bar import FilterBar
from ui.calls.filter_chips import FilterChips
from ui.calls.model import PAGE_ROWS, CallTableModel
from ui.calls.names import CallNames
from ui.calls.pieces import FoundPieces
from ui.calls.playback import Playback
from ui.calls.reader import CallReader
from ui.calls.review import Review
from ui.calls.row_menu import RowMenu
from ui.calls.rows_place import RowsPlace
from ui.calls.saved import NamedFilters
from ui.calls.shown_call import CallSources, ShownCall
from ui.calls.told import Offer, ReadingTold
from ui.calls.transcripts import Transcripts
from ui.command import Capture, Command
from ui.desk import Desk
from ui.page import Page, restore_table, table_state
from ui.side_splitter import SideSplitter
from ui.toolbar import Toolbar
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    import asyncio

    from app.calls.wanted import CallFilter, CallOrder
    from app.models import CallLog

translate = QCoreApplication.translate

SEARCH_AFTER_MS: Final = 120
LEAST_HEIGHT_FOR_CHARTS: Final = 19 * tokens.S32
LEAST_WIDTH_FOR_BUTTONS: Final = 42 * tokens.S32


class CallsPage(Page):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = CallTexts()
        self.filters: FilterBar
        self.shown: ShownCall
        self._order = ("time", True)
        self.refresh = Command(
            "calls.refresh", translate("Calls", "Refresh"), cooldown=desk.cooldown, shortcut="F5", parent=self
        )
        self.model = CallTableModel(call_columns(self._words), self)
        self.reader = CallReader(desk, self.model, self)
        self.refresh.triggered.connect(self._on_refresh)
        self.refresh.capture = lambda: Capture(translate("Calls", "Refresh call logs"), self._on_refresh)
        self.reader.changed.connect(self._show_reading)
        self.reader.updated.connect(self._on_updated)
        self.reader.replaced.connect(self._on_replaced)
        self.model.order_wanted.connect(self._on_order_wanted)
        self.model.arrived.connect(lambda: self.shown.follow_rows())
        self.transcripts = Transcripts(desk, self)
        self.transcripts.changed.connect(self.status_changed)
        self._search_timer = self._timer(SEARCH_AFTER_MS, self._apply)
        self._build()
        self.reader.visible = self._visible_rows
        self.reader.valued.connect(self._on_values)
        self._names = CallNames(desk, self._words, self.model, self.filters, self)
        self._names.agents_known.connect(self.shown.show)
        self._names.campaigns_known.connect(self.charts.show_names)
        self._told = ReadingTold(desk, self.reader, self.model, self._wanted)
        desk.cooldown.changed.connect(self._show_reading)
        desk.calls_wanted.connect(self.show_calls_of)
        self._show_reading()

    def _timer(self, after_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(slot)
        return timer

    def _build(self) -> None:
        self.search = SearchField(translate("Calls", "Search all calls"), width=240)
        self.search.setObjectName("calls.search")
        self.search.setAccessibleName(translate("Calls", "Search transcripts"))
        self.search.set_hint(
            translate(
                "Calls",
                "Searches transcripts, summaries, analysis and numbers of the calls on this computer. Words are found "
                "at the beginning of a word. “…” around a whole phrase, - before what must not be there.",
            )
        )
        self.search.textChanged.connect(lambda _text: self._search_timer.start())
        self.filters = FilterBar(self)
        self.filters.changed.connect(self._apply)
        self.chips = FilterChips(self.filters)
        self.more_filters = Button(icon="filter")
        self.more_filters.setObjectName("calls.filter.more")
        self.more_filters.setAccessibleName(translate("Calls", "More filters"))
        self.more_filters.set_hint(
            translate(
                "Calls", "Ended by, duration, not heard yet, saved filters, and what can be done with all of them"
            )
        )
        self.more_filters.clicked.connect(self._on_more_filters)
        button = CoolingButton(self.refresh.title, icon="refresh")
        button.setAccessibleName(translate("Calls", "Refresh call logs"))
        self.refresh.bind(button)

        self.table = TableView()
        self.table.setObjectName("calls.table")
        self.table.setAccessibleName(translate("Calls", "Call logs"))
        self.table.setModel(self.model)
        self.table.set_columns_movable()
        self.table.sort_by("time", descending=True)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.saved = NamedFilters(self.desk, self.filters, self.search, self.table, self._asked, self)
        self.columns = ColumnChoice(self.desk, self.table, self.model, self._words, self)
        self.pieces = FoundPieces(self.desk, self.model, self._words, self._visible_rows, self)
        bar = Toolbar()
        bar.add(self.search, *self.filters.controls, self.more_filters)
        bar.add_stretch()
        self.exporting = Exporting(self.desk, self.reader, self._words, self.table, self._asked, self)
        bar.add(self.columns.button, button, self.exporting.button)
        offers: dict[Offer, Callable[[], object]] = {
            "refresh": self.refresh.trigger,
            "clear_filters": self._clear_filters,
            "clear_search": self.search.clear,
            "campaigns": lambda: self.desk.tab_wanted.emit("campaigns"),
        }
        self._rows = RowsPlace(self.table, self.model, self.refresh, offers)
        self.empty, self.strip = self._rows.empty, self._rows.strip
        self.details = DetailPanel()
        self.shown = ShownCall(self.desk, self.table, self.model, self._words, self.details)
        self.shown.changed.connect(self.status_changed)
        self.review = Review(self.desk, self.reader, self.table, self.shown, self._asked, self)
        self.menu = RowMenu(
            self.desk, self.table, self.model, self.filters, self.shown.transcript_of, self.reader.records
        )
        self.menu.number_wanted.connect(self._find_number)
        self.menu.campaign_wanted.connect(self._show_campaign)
        self.details.header.more_wanted.connect(self._on_more_wanted)
        self.details.header.campaign_wanted.connect(self._show_campaign)
        self.details.retries.call_wanted.connect(self.show_loaded)
        self.playback = Playback(self.desk, self)
        self.details.header.recording.control(self.playback, self.desk.cooldown)
        self.shown.shown.connect(self.playback.choose)
        self._splitter = SideSplitter(self._rows, self.details, tokens.PANEL_WIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.charts = Charting(self.desk, self.reader, self._words, self.filters, self)
        for part in (bar, self.chips, self.charts.strip):
            layout.addWidget(part)
        layout.addWidget(self._splitter, 1)

        self.saved.menu.extra = [
            self.review.next, self.exporting.again, self.exporting.export, self.columns.command, self.charts.toggle,
            self.charts.save,
        ]  # fmt: skip
        order = [self.search, *self.filters.controls, self.more_filters, self.columns.button, button]
        order += [self.exporting.button, self.table, *self.details.controls]
        self.charts.before, self.charts.after = self.exporting.button, self.table
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
        self.charts.forget()
        self.shown.set_source(None)
        self.playback.set_source(None)
        context = self.desk.context
        self.refresh.set_possible(context is not None, translate("Calls", "No profile is open."))
        if context is not None:
            from app.calls.details import CallDetails
            from app.calls.recording import Recordings
            from app.calls.retries import CallRetries

            count = context.details.count if context.mirror.is_open else None
            details = CallDetails(context.api, clock=context.clock, mirror=context.mirror, count=count)
            recordings = Recordings(details, context.api, context.profile.base_url)
            retries = CallRetries(context.api, context.clock)
            self.shown.set_source(CallSources(details, retries, recordings, self.reader.calls_to))
            self.playback.set_source(recordings)
            self._names.follow(context)
        self.saved.follow(context.folder if context is not None else None)
        self.pieces.follow(context.mirror if context is not None else None)
        self.reader.follow(context)
        self.transcripts.follow(context)
        if context is not None:
            self._apply()

    def _on_values(self) -> None:
        values = self.reader.values
        if values is not None:
            self.saved.menu.end_reasons = [reason for reason, _ in values.end_reasons]
            self.columns.offer_fields(values.analysis_fields)
        self.status_changed.emit()

    # ------------------------------------------------------------------ filters, order and search

    def _wanted(self) -> CallFilter:
        return self.filters.selection(self.search.text())

    def _asked(self) -> tuple[CallFilter, CallOrder]:
        from app.calls.wanted import CallOrder, SortBy

        return self._wanted(), CallOrder(SortBy(self._order[0]), self._order[1])

    def _apply(self) -> None:
        """Ask for what the controls say."""
        if self.desk.context is None:
            return
        from app.calls.search import Search

        wanted, order = self._asked()
        search = Search.of(wanted.text)
        if (search or None) != self._words.search:
            self._words.search = search or None
            self.pieces.forget()
            title = translate("Calls", "Found text") if search else translate("Calls", "Summary")
            self.model.set_title("summary", title)
            self.details.mark(self._words.search)
        self.reader.select(wanted, order)
        self._show_reading()

    def _on_order_wanted(self, key: str, descending: bool) -> None:
        if key in ("time", "duration", "number", "status", "sentiment") and (key, descending) != self._order:
            self._order = (key, descending)
            self._apply()

    @property
    def is_typing(self) -> bool:
        """Whether words were typed that nobody has looked for yet."""
        return self._search_timer.isActive()

    def _clear_filters(self) -> None:
        self.search.clear()
        self.filters.clear()

    def show_calls_of(self, campaign_id: str) -> None:
        """Show the calls of one campaign, without any other filter."""
        self._clear_filters()
        self.filters.choose_campaign(campaign_id)

    def show_loaded(self, call_id: str) -> None:
        """Select a call that is kept here, also one that the filters hide."""
        row = self.model.row_of(call_id)
        if row is not None:
            self.table.select_row(row)
        elif self.desk.context is not None:
            self._clear_filters()
            self._search_timer.stop()
            self.desk.tasks.start(self._show_call(call_id), name="calls.show")

    async def _show_call(self, call_id: str) -> None:
        from app.calls.keys import key_of

        context = self.desk.context
        key = await key_of(context.mirror, call_id) if context is not None else None
        self._apply()
        await self.reader.settled()
        row = await self.reader.place_of(key) if key is not None else None
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
        self.filters.set_rest(self.filters.rest._replace(number=number))

    def _on_more_filters(self) -> None:
        self.saved.menu.open(self.more_filters.mapToGlobal(self.more_filters.rect().bottomLeft()))

    def _on_hit(self, step: int) -> None:
        self.details.transcript.next_hit(step)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_refresh(self) -> asyncio.Task[None] | None:
        return self.reader.refresh(self.refresh)

    # ------------------------------------------------------------------ rows

    def _visible_rows(self) -> tuple[int, int]:
        """The first and last row that are on the screen."""
        top = self.table.verticalScrollBar().value() // tokens.H_ROW
        return top, top + self.table.viewport().height() // tokens.H_ROW + 1

    def _on_scrolled(self, _value: int) -> None:
        """Ask for the pages before and after what is seen a little before they are."""
        first, last = self._visible_rows()
        self.model.expect(first - PAGE_ROWS // 2, last + PAGE_ROWS // 2)
        self.pieces.look()

    def _on_updated(self) -> None:
        """Rows came, or say something else."""
        self.shown.follow_rows()
        self.pieces.look()

    def _on_replaced(self) -> None:
        """Rows were replaced as a whole: the selected call is to be found again."""
        self.pieces.look()
        self.transcripts.want(self._wanted(), [held.record.id for _, held in self.model.held()])
        key = self.shown.selected_key
        if key is not None:
            self.desk.tasks.start(self._find_selected(key), name="calls.find_selected")

    async def _find_selected(self, key: int) -> None:
        row = await self.reader.place_of(key)
        if key == self.shown.selected_key:
            self.shown.sync(row)

    # ------------------------------------------------------------------ what is told

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, charts wait to be asked for, and two buttons are in the menu only."""
        super().resizeEvent(event)
        self.charts.give_room(self.height() >= LEAST_HEIGHT_FOR_CHARTS)
        for button in (self.columns.button, self.exporting.button):
            button.setVisible(self.width() >= LEAST_WIDTH_FOR_BUTTONS)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
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
        self._rows.show_told(self._told)
        self.exporting.set_possible(bool(self.model.rowCount()), translate("Calls", "No call is shown."))
        found = self.model.rowCount()
        count = translate("Calls", "1 call") if found == 1 else translate("Calls", "{count} calls")
        is_known = bool(self._words.search) and not self.reader.is_asking
        self.search.set_matches(count.format(count=texts.number(found)) if is_known else "")
        if self.isVisible():
            self.desk.note_changed.emit(self.freshness())
        self.status_changed.emit()

    def freshness(self) -> str:
        """How many calls are here, as of when, and what the last look brought."""
        return self._told.freshness()

    def status_texts(self) -> list[str]:
        """See `Page.status_texts`."""
        shown, here = self.model.rowCount(), self.reader.here
        all_here = here is None or shown >= here
        words = translate("Calls", "{total} calls") if all_here else translate("Calls", "{shown} of {total} calls")
        total = shown if all_here else here
        told = [
            words.format(shown=texts.number(shown), total=texts.number(total)),
            translate("Calls", "{count} selected").format(count=texts.number(self.table.selected_count)),
        ]
        return [*told, missing] if (missing := self.transcripts.words()) else told

    # ------------------------------------------------------------------ the selected call

    def selected(self) -> CallLog | None:
        """The call whose details are shown."""
        return self.shown.selected()

    def select_first_with_transcript(self) -> bool:
        """Select the newest call in which somebody talked, of those at hand; where there is none, more come."""
        for row, held in self.model.held():
            if held.record.status == "completed" and held.record.duration_s:
                self.table.select_row(row)
                return True
        self.model.expect(0, 10 * PAGE_ROWS)
        return False

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
            "charts": self.charts.chosen,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """See `Page.restore_state`."""
        restore_table(self.table, state.get("table"))
        self._splitter.restore(state.get("splitter"))
        self.search.clear()
        charts = state.get("charts")
        self.charts.set_on(charts if isinstance(charts, bool) else None)
        self.filters.restore(state.get("filters"))
