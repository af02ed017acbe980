"""The reference data browser: agents, numbers, voices, languages, language models, transcribers.

Owns: the window: kinds at the left, a table with a search, all fields of the chosen row. It stays open beside the
console and is kept, hidden, once it was opened. Leaves to others: what is known and reading it (`reader.py`), columns
(`columns.py`), the fields (`details.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.reference.cache import Kind, ReferenceCache
from ui import texts, theme, tokens
from ui.command import Command
from ui.desk import Desk
from ui.models.record_table import RecordTableModel
from ui.page import restore_table, table_state
from ui.reference.columns import columns
from ui.reference.details import DetailPanel
from ui.reference.kind_list import KindList
from ui.reference.reader import KindState, ReferenceReader
from ui.reference.words import cost, read_ago, words
from ui.texts import error_text
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.rows import Rule
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.models import Record

translate = QCoreApplication.translate

WIDTH, HEIGHT = 1280, 680
LEAST_WIDTH, LEAST_HEIGHT = 860, 440
AGE_MS: Final = 20_000
_LEAST_DIGITS: Final = 4


class ReferenceWindow(QDialog):
    """See the module. Use `show()`.

    Args:
        desk: Of the main window.
        parent: The main window.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saved: dict[str, Any] = {}
        self._was_reading = False
        self._views: dict[Kind, tuple[TableView, RecordTableModel[Record]]] = {}
        self.setObjectName("reference.window")
        self.setWindowTitle(translate("Reference", "Reference data"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.reader = ReferenceReader(desk, self)
        # The commands of a window that is kept have this owner, which has no `desk`: they make sense only in here.
        self.refresh = Command(
            "reference.refresh",
            translate("Reference", "Refresh"),
            cooldown=desk.cooldown,
            shortcut=QKeySequence.StandardKey.Refresh,
            parent=self,
        )
        self.look_for = Command(
            "reference.find", translate("Reference", "Search"), shortcut=QKeySequence.StandardKey.Find, parent=self
        )
        self._build()
        self._lay_out()
        self.reader.changed.connect(self._on_changed)
        self.refresh.triggered.connect(lambda: self.reader.refresh(self.kinds.kind))
        self.refresh.changed.connect(self._show_again)
        self.look_for.triggered.connect(self._on_find)
        desk.context_changed.connect(self._on_context_changed)
        desk.display_changed.connect(self._on_display_changed)
        desk.cooldown.changed.connect(self._show_state)
        self._age_timer = QTimer(self)
        self._age_timer.setInterval(AGE_MS)
        self._age_timer.timeout.connect(self._show_state)
        self._on_kind()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.kinds = KindList()
        self.kinds.chosen.connect(lambda _kind: self._on_kind())
        self.search = SearchField(translate("Reference", "Search reference data"), width=280)
        self.search.setObjectName("reference.search")
        self.search.textChanged.connect(lambda _text: self._on_search())
        self.freshness = Label(size="caption", tone="text2", elide="end")
        self.freshness.setObjectName("reference.freshness")
        self._again = CoolingButton(self.refresh.title, icon="refresh")
        self._again.setAccessibleName(translate("Reference", "Refresh reference data"))
        self._again.setAutoDefault(False)
        self.refresh.bind(self._again)
        for command in (self.refresh, self.look_for):
            self.addAction(command.action)
        self.banner = Banner(tone="amber", icon="offline")
        self.banner.setObjectName("reference.banner")
        self.empty = EmptyState()
        self.empty.setObjectName("reference.empty")
        self.empty.action.setAutoDefault(False)
        self.empty.action_clicked.connect(self._on_empty_action)
        self.content = QStackedWidget()
        self.content.addWidget(self.empty)
        self.details = DetailPanel()
        self.details.campaigns_wanted.connect(self._on_campaigns)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(tokens.S12, tokens.S8, tokens.S12, tokens.S8)
        bar.setSpacing(tokens.S12)
        bar.addWidget(self.search)
        bar.addWidget(self.freshness, 1)
        bar.addWidget(self._again)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(tokens.LINE)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.content)
        self._splitter.addWidget(self.details)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([WIDTH - self.kinds.width() - tokens.PANEL_NARROW, tokens.PANEL_NARROW])
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(bar)
        right.addWidget(Rule())
        right.addWidget(self.banner)
        right.addWidget(self._splitter, 1)
        left = QVBoxLayout()
        left.setContentsMargins(0, tokens.S8, 0, 0)
        left.addWidget(self.kinds)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left)
        layout.addWidget(Rule(standing=True))
        layout.addLayout(right, 1)
        details = self.details
        order = (self.kinds, self.search, self._again, self.empty.action, details.copy, details.copy_number)
        for first, second in zip(order, (*order[1:], details.campaigns), strict=True):
            QWidget.setTabOrder(first, second)
        QWidget.setTabOrder(details.campaigns, details.text)

    def view(self, kind: Kind) -> tuple[TableView, RecordTableModel[Record]]:
        """The table of a kind; made when it is first looked at."""
        if kind not in self._views:
            model: RecordTableModel[Record] = RecordTableModel(columns(kind, self.reader.name_of), parent=self)
            table = TableView()
            table.setObjectName(f"reference.table.{kind}")
            table.setAccessibleName(words(kind).title)
            table.setSelectionMode(TableView.SelectionMode.SingleSelection)
            table.setModel(model)
            table.selectionModel().selectionChanged.connect(lambda _on, _off: self._show_details())
            table.activated.connect(lambda _index: self.details.text.setFocus(Qt.FocusReason.TabFocusReason))
            restore_table(table, self._saved.get(kind))
            self.content.addWidget(table)
            QWidget.setTabOrder(self.empty.action, table)  # before the details, and the tables made earlier
            self._views[kind] = (table, model)
        return self._views[kind]

    # ------------------------------------------------------------------ what is looked at

    def _on_context_changed(self) -> None:
        """Another profile, or none: nothing of the one before stays."""
        self.reader.forget()
        self.search.clear()
        for _, model in self._views.values():
            model.set_records(())
        if self.isVisible():
            self.reader.look(self.kinds.kind)
        self._on_kind()

    def _on_kind(self) -> None:
        kind = self.kinds.kind
        self._take(kind)
        self._filter(kind)
        if self.isVisible():
            self.reader.look(kind)
        self._show_state()
        self._show_details()

    def _on_changed(self, kind: Kind) -> None:
        state = self.reader.state(kind)
        self.kinds.show_count(kind, len(state.cached.items) if state.cached is not None else None)
        if kind is self.kinds.kind:
            was_reading = self._was_reading
            self._take(kind)
            self._show_state()
            self._show_details()
            if was_reading and not state.reading and self.isVisible():
                announce(self, self.freshness.text() or self.empty.accessibleName())
        elif self.kinds.kind in self._views:
            self.view(self.kinds.kind)[0].viewport().update()  # names of voices and agents

    def _take(self, kind: Kind) -> None:
        cached = self.reader.state(kind).cached
        if cached is not None or kind in self._views:
            table, model = self.view(kind)
            model.set_records(cached.items if cached is not None else ())
            if model.rowCount() and not table.selected_records():
                table.select_row(0)

    def _on_search(self) -> None:
        self._filter(self.kinds.kind)
        self._show_state()
        self._show_details()

    def _filter(self, kind: Kind) -> None:
        if kind not in self._views:
            return
        table, model = self.view(kind)
        wanted = self.search.text().strip().casefold()
        if not wanted:
            model.set_filter(None)
        else:
            digits = "".join(character for character in wanted if character.isdigit())
            number = digits if len(digits) >= _LEAST_DIGITS else ""
            model.set_filter(lambda record: _matches(record, wanted, number, model))
        if model.rowCount() and not table.selected_records():
            table.select_row(0)

    # ------------------------------------------------------------------ showing

    def _show_state(self) -> None:
        """The table, or what stands in its place and why; how old it is; what a refresh costs."""
        kind = self.kinds.kind
        state, said = self.reader.state(kind), words(kind)
        has_profile = self._desk.context is not None
        self._was_reading = state.reading
        self.refresh.set_possible(has_profile, translate("Reference", "No profile is open."))
        self.refresh.set_busy(state.reading)
        count = len(state.cached.items) if state.cached is not None else 0
        self._again.set_hint(cost(ReferenceCache.requests_for(kind, count)))
        age_s = self.reader.age_s(kind)
        shown = kind in self._views and self.view(kind)[1].rowCount() > 0
        self.search.set_matches(f"{self.view(kind)[1].rowCount():,} / {count:,}" if shown else "")
        parts = [said.counted(count), read_ago(age_s)] if age_s is not None else []
        if state.reading and parts:
            parts.append(translate("Reference", "reading again…"))
        self.freshness.setText(texts.THIN.join(parts))
        problem = state.problem if age_s is not None else None
        self.banner.setVisible(problem is not None)
        if problem is not None:
            copy = translate("Reference", "The copy shown was {age}.")
            self.banner.set_text(error_text(problem), copy.format(age=read_ago(age_s or 0.0)))
        if shown:
            self.content.setCurrentWidget(self.view(kind)[0])
            return
        self._explain(kind, state, has_profile)
        self.content.setCurrentWidget(self.empty)

    def _explain(self, kind: Kind, state: KindState, has_profile: bool) -> None:
        """Why there is no table."""
        said = words(kind)
        again = translate("Reference", "Try again")
        problem = error_text(state.problem) if state.problem is not None else ""
        if not has_profile:
            self._say("key", translate("Reference", "No profile is open"), "")
        elif state.cached is not None and state.cached.items:
            hidden = translate("Reference", "{what} are hidden by it.").format(
                what=said.counted(len(state.cached.items))
            )
            self._say("search", said.unmatched, hidden, translate("Reference", "Clear the search"))
        elif state.cached is not None:
            self._say("list", said.none, said.where)
        elif state.reading or not state.looked or state.problem is None:
            waiting = self._desk.cooldown.state
            text = ""
            if waiting is not None and state.reading:
                text = translate("Reference", "Requests have to wait for {left}. It goes on by itself.").format(
                    left=texts.seconds(waiting.seconds_left)
                )
            self._say("hourglass" if text else "refresh", said.reading, text)
        elif state.is_refused:
            self._say("key", said.refused, problem, again)
        else:
            self._say("offline", said.failed, problem, again)
        self._show_again()

    def _say(self, icon: str, title: str, text: str, action: str = "") -> None:
        if (title, text, action) != (self.empty.accessibleName(), self.empty.accessibleDescription(), self._offered()):
            self.empty.set_state(icon, title, text, action)

    def _offered(self) -> str:
        return self.empty.action.text()

    def _show_again(self) -> None:
        """The button of the empty state sends a request unless it clears the search."""
        off = not self.refresh.available and not self._is_hidden_by_search
        self.empty.action.setEnabled(not off)
        self.empty.action.set_hint(self._again.accessibleDescription() if off else "")

    @property
    def _is_hidden_by_search(self) -> bool:
        cached = self.reader.state(self.kinds.kind).cached
        return cached is not None and bool(cached.items)

    def _on_empty_action(self) -> None:
        if self._is_hidden_by_search:
            self.search.clear()
        else:
            self.refresh.trigger()

    def _show_details(self) -> None:
        kind = self.kinds.kind
        chosen = self.view(kind)[0].selected_records() if kind in self._views else []
        self.details.show_record(chosen[0] if chosen else None)

    def _on_display_changed(self) -> None:
        for table, _ in self._views.values():
            table.viewport().update()
        self._show_details()

    # ------------------------------------------------------------------ doing

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_campaigns(self, agent_id: str) -> None:
        main = self.parentWidget()
        if main is not None and self.frameGeometry().intersects(main.frameGeometry()):
            self.hide()  # it would lie over what was asked for
        self._desk.show_campaigns_of(agent_id)
        if main is not None:
            main.activateWindow()

    # ------------------------------------------------------------------ look, remembered

    def save_state(self) -> dict[str, Any]:
        """What should be as it was at the next start (JSON-able)."""
        tables = {str(kind): table_state(table) for kind, (table, _) in self._views.items()}
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        return {**self._saved, **tables, "geometry": geometry, "kind": str(self.kinds.kind)}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; tolerates anything."""
        self._saved = state
        geometry, kind = state.get("geometry"), state.get("kind")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if isinstance(kind, str) and kind in set(Kind):
            self.kinds.choose(Kind(kind))
        for each, (table, _) in self._views.items():
            restore_table(table, state.get(each))

    # ------------------------------------------------------------------ Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is kept, and what is missing or old."""
        super().showEvent(event)
        self._age_timer.start()
        self.reader.look(self.kinds.kind)
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is counted for nobody."""
        super().hideEvent(event)
        self._age_timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().surface)


def _matches(record: Record, wanted: str, number: str, model: RecordTableModel[Record]) -> bool:
    """Whether a record has what is searched for in its id, a column, or as part of a number."""
    if wanted in record.id.casefold() or any(wanted in column.display(record).casefold() for column in model.columns):
        return True
    written = str(getattr(record, "number", "") or getattr(record, "caller_number", "") or "")
    return bool(number) and number in written
