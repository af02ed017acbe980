"""The Quota tab: what is left, who spent it, and every request of this run.

Owns: the page's layout and what it says about the window. Leaves to others: the numbers (`app/quota/governor.py`), the
requests (`app/api/request_log.py`), the gauge (`ui/widgets/gauge.py`).
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.quota.priorities import Activity
from app.quota.snapshot import QuotaSnapshot
from ui import texts, theme, tokens
from ui.desk import Desk
from ui.models.record_table import RecordTableModel
from ui.page import Page, restore_table, table_state
from ui.quota.requests import RequestRow, request_columns
from ui.widgets.gauge import Gauge
from ui.widgets.label import Label
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.api.request_log import LoggedRequest
    from app.context import Context
    from app.quota.governor import QuotaGovernor

translate = QCoreApplication.translate

SIDE_WIDTH = 352
COUNT_WIDTH = 78
COUNT_ROW = 28
MAX_ROWS = 2000


class SpendingTable(QWidget):
    """Who spent how much: painted rows, since five lines need no table view."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quota.spending")
        self._rows: list[tuple[str, str, int, int]] = []
        self.setFixedHeight(COUNT_ROW)

    def set_rows(self, rows: list[tuple[str, str, int, int]]) -> None:
        """(colour token, name, in this window, in this run), top to bottom."""
        if rows == self._rows:
            return
        self._rows = rows
        self.setFixedHeight(COUNT_ROW * (len(rows) + 2))
        self.setAccessibleName(translate("Quota", "Who spent it"))
        self.setAccessibleDescription(
            "; ".join(
                translate("Quota", "{name}: {window} in this window, {run} in this run").format(
                    name=name, window=window, run=run
                )
                for _, name, window, run in rows
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """See `QWidget.sizeHint`."""
        return QSize(SIDE_WIDTH - 2 * tokens.S24, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        c = theme.colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            width = self.width()

            def line(y: int, strong: bool = False) -> None:
                painter.fillRect(0, y, width, tokens.LINE, c.line2 if strong else c.line)

            def counts(y: int, window: str, run: str) -> None:
                painter.drawText(width - 2 * COUNT_WIDTH, y, COUNT_WIDTH, COUNT_ROW, right, window)
                painter.drawText(width - COUNT_WIDTH, y, COUNT_WIDTH, COUNT_ROW, right, run)

            painter.setFont(theme.font("caption", "semibold"))
            painter.setPen(c.text2)
            painter.drawText(0, 0, width, COUNT_ROW, Qt.AlignmentFlag.AlignVCenter, translate("Quota", "Who spent it"))
            painter.setFont(theme.font("caption"))
            counts(0, translate("Quota", "window"), translate("Quota", "this run"))
            painter.setFont(theme.font("body"))
            y = COUNT_ROW
            for token, name, window, run in self._rows:
                line(y)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c[token])
                dot = tokens.SERIES_DOT
                painter.drawRoundedRect(0, y + (COUNT_ROW - dot) // 2, dot, dot, 2, 2)
                painter.setPen(c.text)
                painter.drawText(dot + tokens.S8, y, width, COUNT_ROW, Qt.AlignmentFlag.AlignVCenter, name)
                counts(y, texts.number(window), texts.number(run))
                y += COUNT_ROW
            line(y, strong=True)
            painter.setFont(theme.font("body", "semibold"))
            painter.setPen(c.text)
            painter.drawText(0, y, width, COUNT_ROW, Qt.AlignmentFlag.AlignVCenter, translate("Quota", "Together"))
            counts(
                y,
                texts.number(sum(row[2] for row in self._rows)),
                texts.number(sum(row[3] for row in self._rows)),
            )


class _Side(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().surface)


class QuotaPage(Page):
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._governor: QuotaGovernor | None = None
        self._counter = 0
        self._unexplained_before = 0
        self.model: RecordTableModel[RequestRow] = RecordTableModel(request_columns(), parent=self)
        self._build()
        desk.quota.changed.connect(self._update)

    def _build(self) -> None:
        self.gauge = Gauge("tab")
        self.gauge.setObjectName("quota.tab_gauge")
        self._reset = Label("", align=Qt.AlignmentFlag.AlignHCenter)
        self._reset.setObjectName("quota.reset")
        rings = Label(
            translate("Quota", "outer ring: requests left · inner ring: time left"),
            size="caption",
            tone="text2",
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        self._spending = SpendingTable()
        side = _Side()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(tokens.S24, tokens.S16, tokens.S24, tokens.S24)
        column.setSpacing(tokens.S4)
        column.addWidget(self.gauge, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(tokens.S12)
        column.addWidget(self._reset)
        column.addWidget(rings)
        column.addSpacing(tokens.S16)
        column.addWidget(self._spending)
        column.addStretch(1)

        head = QHBoxLayout()
        head.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S12)
        head.setSpacing(tokens.S8)
        head.addWidget(Label(translate("Quota", "Request log"), size="title", weight="semibold"))
        note = translate("Quota", "of this run · no body, no key, no full number is kept")
        head.addWidget(Label(note, size="caption", tone="text2"))
        head.addStretch(1)
        self.table = TableView()
        self.table.setObjectName("quota.requests")
        self.table.setAccessibleName(translate("Quota", "Request log"))
        self.table.setModel(self.model)
        main = QWidget()
        rows = QVBoxLayout(main)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self.table, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(tokens.LINE)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(side)
        splitter.addWidget(main)
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    # ------------------------------------------------------------------ following

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        context = self.desk.context
        self._governor = context.governor if context is not None else None
        self._counter = 0
        self.model.set_records([])
        if context is not None:
            self._take_log(context)
        self._update()

    def _take_log(self, context: Context) -> None:
        rows = [self._row(entry) for entry in context.api.request_log.entries]
        self.model.set_records(reversed(rows))

        def add(entry: LoggedRequest) -> None:
            if self.desk.context is context:
                rows.append(self._row(entry))
                del rows[:-MAX_ROWS]
                self.model.set_records(reversed(rows))
                self.status_changed.emit()

        context.api.request_log.subscribe(add)

    def _row(self, entry: LoggedRequest) -> RequestRow:
        self._counter += 1
        return RequestRow(self._counter, entry)

    def _update(self) -> None:
        governor = self._governor
        snapshot = self.desk.quota.snapshot
        self.gauge.set_snapshot(snapshot, time.monotonic(), datetime.now().astimezone())
        self._reset.setText(_window_text(snapshot))
        if governor is None:
            self._spending.set_rows([])
            return
        window, run = governor.spent_in_window, governor.spent
        self._spending.set_rows(
            [
                *(
                    (f"series_{activity}", name, window.get(activity, 0), run.get(activity, 0))
                    for activity, name in (
                        (Activity.YOU, translate("Quota", "You")),
                        (Activity.UPLOADS, translate("Quota", "Uploads")),
                        (Activity.SYNC, translate("Quota", "Watching and call logs")),
                        (Activity.REFERENCE, translate("Quota", "Reference data")),
                    )
                ),
                (
                    "series_others",
                    translate("Quota", "Other users of this key"),
                    governor.unexplained_in_window,
                    governor.unexplained,
                ),
            ]
        )

    def status_texts(self) -> list[str]:
        """See `Page.status_texts`."""
        return [translate("Quota", "{count} requests in this run").format(count=texts.number(self.model.total))]

    def save_state(self) -> dict[str, Any]:
        """See `Page.save_state`."""
        return {"table": table_state(self.table)}

    def restore_state(self, state: dict[str, Any]) -> None:
        """See `Page.restore_state`."""
        restore_table(self.table, state.get("table"))


def _window_text(snapshot: QuotaSnapshot) -> str:
    """When the window resets, in words."""
    now = time.monotonic()
    if snapshot.paused_until is not None and snapshot.paused_until > now:
        left = snapshot.paused_until - now
        return translate("Quota", "Requests go on in {left}, at {time}").format(
            left=texts.duration(left), time=texts.clock_at(time.time() + left)
        )
    if snapshot.resets_at is None:
        return translate("Quota", "The server has not told its limit yet")
    left = snapshot.resets_at - now
    if left <= 0:
        return translate("Quota", "The window is over; the next request opens a new one")
    return translate("Quota", "Resets in {left}, at {time}").format(
        left=texts.duration(left), time=texts.clock_at(time.time() + left)
    )
