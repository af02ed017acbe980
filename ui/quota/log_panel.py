"""The request log of this run: every request, filtered, saved as a file.

Owns: the filters' controls, the table, what stands in the place of rows. Leaves to others: the requests
(`app/api/request_log.py`), which ones a filter lets through and the file (`app/api/log_filter.py`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.api.log_filter import NO_ANSWER, PROBLEMS, LogFilter
from app.quota.priorities import Activity
from ui import texts, theme, tokens
from ui.command import Command
from ui.desk import Desk
from ui.models.record_table import RecordTableModel
from ui.page import restore_table, table_state
from ui.quota.requests import RequestRow, request_columns
from ui.quota.words import series_name
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.api.request_log import LoggedRequest

translate = QCoreApplication.translate

MAX_ROWS: Final = 2000
SEARCH_AFTER_MS: Final = 120
_NOTE_WIDTHS: Final = (1_160, 860)  # what the note needs in full, and in short
_LEAST_PATH: Final = 72  # so that the filters beside it are whole in a narrow window
_METHODS: Final = ("GET", "POST", "PATCH", "PUT", "DELETE")
_WAITS: Final = (1, 5, 30)
SAVE_TASK: Final = "quota.save_requests"


class LogPanel(QWidget):
    """See the module.

    Signals:
        counted: Another number of requests is held or shown.
    """

    counted = Signal()

    def __init__(self, desk: Desk, save: Command) -> None:
        super().__init__()
        self._desk = desk
        self._rows: deque[RequestRow] = deque(maxlen=MAX_ROWS)
        self._number = 0
        self._is_behind = False
        self._filter = LogFilter()
        self.model: RecordTableModel[RequestRow] = RecordTableModel(request_columns(), parent=self)
        self._save = save
        save.triggered.connect(self._on_save)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._apply)
        self._build_filters()
        self._lay_out()
        self._apply()

    def _build_filters(self) -> None:
        self.path = SearchField(translate("Quota", "Path"), width=152)
        self.path.setObjectName("quota.filter.path")
        self.path.setMinimumWidth(_LEAST_PATH)
        self.path.setAccessibleName(translate("Quota", "Text in the path"))
        self.path.textChanged.connect(lambda _text: self._timer.start())
        self.method = self._combo("method", translate("Quota", "Method"))
        for method in _METHODS:
            self.method.addItem(method, method)
        self.answer = self._combo("answer", translate("Quota", "Answer"))
        for value, name in (
            (PROBLEMS, translate("Quota", "429 and errors")),
            ("2xx", translate("Quota", "2xx done")),
            ("304", translate("Quota", "304 not modified")),
            ("429", translate("Quota", "429 rate limited")),
            ("4xx", translate("Quota", "4xx refused")),
            ("5xx", translate("Quota", "5xx failed")),
            (NO_ANSWER, translate("Quota", "no answer")),
        ):
            self.answer.addItem(name, value)
        self.activity = self._combo("activity", translate("Quota", "Activity"))
        for activity in Activity:
            self.activity.addItem(series_name(activity), str(activity))
        self.waited = self._combo("waited", translate("Quota", "Waited"))
        for seconds in _WAITS:
            self.waited.addItem(translate("Quota", "more than {seconds} s").format(seconds=seconds), float(seconds))

    def _combo(self, key: str, label: str) -> ComboButton:
        combo = ComboButton(label, neutral="label")
        combo.setObjectName(f"quota.filter.{key}")
        combo.addItem(translate("Quota", "Any"), "")
        combo.currentIndexChanged.connect(lambda _index: self._timer.start())
        return combo

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.S16, tokens.S8, tokens.S16, tokens.S8)
        head.setSpacing(tokens.S8)
        head.addWidget(Label(translate("Quota", "Request log"), size="title", weight="semibold"))
        self._note = Label("", size="caption", tone="text2", elide="end")
        head.addWidget(self._note, 1)
        controls = [self.path, self.method, self.answer, self.activity, self.waited]
        for control in controls:
            head.addWidget(control)
        self.save_button = Button(translate("Quota", "Save…"), icon="save")
        self.save_button.setAccessibleName(translate("Quota", "Save requests"))
        self._save.bind(self.save_button)
        head.addWidget(self.save_button)
        self.table = TableView()
        self.table.setObjectName("quota.requests")
        self.table.setAccessibleName(translate("Quota", "Request log"))
        self.table.setModel(self.model)
        self.empty = EmptyState()
        self.empty.setObjectName("quota.requests.empty")
        self.empty.action_clicked.connect(self.clear_filters)
        self._content = QStackedWidget()
        self._content.addWidget(self.table)
        self._content.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._content, 1)
        for before, after in pairwise([*controls, self.save_button, self.table]):
            self.setTabOrder(before, after)

    # ------------------------------------------------------------------ requests

    @property
    def total(self) -> int:
        """How many requests are held."""
        return len(self._rows)

    def set_entries(self, entries: Sequence[LoggedRequest]) -> None:
        """Show these, oldest first, in the place of what is shown."""
        self._rows.clear()
        self._number = 0
        for entry in entries:
            self.add(entry)
        self.catch_up()

    def add(self, entry: LoggedRequest) -> None:
        """Hold one more; it is shown by the next `catch_up`."""
        self._number += 1
        self._rows.append(RequestRow(self._number, entry))
        self._is_behind = True

    def catch_up(self) -> None:
        """Show what came since: many at once cost no more than one."""
        if self._is_behind or (not self._rows and self.model.total):
            self._is_behind = False
            self.model.set_records(reversed(self._rows))
        self._show_state()

    def chosen(self) -> list[LoggedRequest]:
        """The requests that the filters let through, oldest first."""
        return [row.entry for row in self._rows if self._filter.accepts(row.entry)]

    # ------------------------------------------------------------------ filters

    def clear_filters(self) -> None:
        """Show everything."""
        self.path.clear()
        for combo in (self.method, self.answer, self.activity, self.waited):
            combo.setCurrentIndex(0)
        self._apply()

    def _apply(self) -> None:
        self._timer.stop()
        chosen = LogFilter(
            method=self.method.currentData() or "",
            status=self.answer.currentData() or "",
            activity=self.activity.currentData() or "",
            text=self.path.text().strip(),
            waited_more_than_s=float(self.waited.currentData() or 0),
        )
        if chosen != self._filter:
            self._filter = chosen
            accepts = chosen.accepts
            self.model.set_filter(None if chosen == LogFilter() else lambda row: accepts(row.entry))
        self._show_state()

    def _show_state(self) -> None:
        shown, held = self.model.rowCount(), self.model.total
        self._content.setCurrentWidget(self.table if shown else self.empty)
        if not held:
            self.empty.set_state(
                "list",
                translate("Quota", "No request in this run yet"),
                translate("Quota", "Every request that this console sends is listed here."),
            )
        elif not shown:
            self.empty.set_state(
                "filter",
                translate("Quota", "No request matches the filters"),
                translate("Quota", "{count} requests are hidden.").format(count=texts.number(held)),
                translate("Quota", "Clear filters"),
            )
        self.path.set_matches(texts.number(shown))
        self._save.set_possible(shown > 0, translate("Quota", "There is no request to save."))
        self.counted.emit()

    # ------------------------------------------------------------------ a file

    def _on_save(self) -> None:
        from ui.leads.file_dialogs import choose_file_to_write

        choose_file_to_write(
            self,
            "quota.save_requests.dialog",
            translate("Quota", "Save requests"),
            f"dialnexa-requests-{datetime.now():%Y-%m-%d-%H%M}.csv",
            self.save_to,
        )

    def save_to(self, path: Path) -> None:
        """Write what is shown to a CSV file."""
        entries = self.chosen()

        async def save() -> None:
            from app.api.log_filter import save_log
            from app.threads import run_in_daemon_thread

            count = await run_in_daemon_thread(lambda: save_log(path, entries), name="save-requests")
            text = translate("Quota", "Requests saved to {name}: {count}.")
            self._desk.messages.success(
                text.format(count=texts.number(count), name=texts.plain(path.name, tokens.CELL_CAP))
            )

        self._desk.tasks.start(save(), name=SAVE_TASK, busy=self._save)

    # ------------------------------------------------------------------ look

    def state(self) -> dict[str, Any]:
        """Widths and order of the columns, JSON-able."""
        return table_state(self.table)

    def restore(self, state: object) -> None:
        """Take back what `state` gave; tolerates anything."""
        restore_table(self.table, state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note gives way first where there is little room."""
        super().resizeEvent(event)
        full = translate("Quota", "of this run · no body, no key, no full number is kept")
        whole, short = _NOTE_WIDTHS
        self._note.setToolTip(texts.tooltip(full))
        self._note.setText(
            full if self.width() >= whole else translate("Quota", "of this run") if self.width() >= short else ""
        )
        self._note.setVisible(bool(self._note.text()))  # else its gaps stay

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the head."""
        theme.painter_for(self).fillRect(self.rect(), theme.colours().surface)
