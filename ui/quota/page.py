"""The Quota tab: what is left, who spent it, how it went in the last day, and every request of this run.

Owns: the page's layout, when its parts are brought up to date. Leaves to others: the numbers (`app/quota`), the parts
(`side.py`, `history_panel.py`, `log_panel.py`), the report (`report_dialog.py`).

Requests may end a hundred times a second; what is shown changes at most four times in one, and not at all while
another tab is in front.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import texts
from ui.command import Command
from ui.desk import Desk
from ui.page import Page
from ui.quota.history_panel import HistoryPanel
from ui.quota.log_panel import LogPanel
from ui.quota.side import QuotaSide
from ui.quota.words import others_text, pauses_text
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.rows import Rule

if TYPE_CHECKING:
    from app.api.request_log import LoggedRequest
    from app.context import Context
    from ui.quota.report_dialog import ReportDialog

translate = QCoreApplication.translate

REFRESH_MS: Final = 250
_MINUTE_MS: Final = 15_000  # the chart moves on even while nothing is sent
_CHART_SHARE: Final = 0.36
_CHART_HEIGHTS: Final = (212, 300)


class QuotaPage(Page):
    """See the module.

    Attributes:
        refreshed: How many times the page was brought up to date.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.refreshed = 0
        self._unsubscribe: Callable[[], None] | None = None
        self._is_behind = True
        self._status: list[str] = []
        self.report: ReportDialog | None = None
        self.request_more = Command("quota.request_more", translate("Quota", "Request a higher limit…"), parent=self)
        self.request_more.triggered.connect(self._on_request_more)
        self.save_requests = Command("quota.save_requests", translate("Quota", "Save requests…"), parent=self)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(REFRESH_MS)
        self._refresh_timer.timeout.connect(self._on_refresh_due)
        self._minute_timer = QTimer(self)
        self._minute_timer.setInterval(_MINUTE_MS)
        self._minute_timer.timeout.connect(self.refresh_soon)
        self._build()
        desk.quota.changed.connect(self.refresh_soon)
        desk.sharing.changed.connect(self._show_others)

    def _build(self) -> None:
        self.side = QuotaSide(self.desk.sharing, self.request_more)
        self.history = HistoryPanel()
        self.log = LogPanel(self.desk, self.save_requests)
        self.others = Banner(tone="teal", icon="people")
        self.others.setObjectName("quota.others")
        self.others.hide()
        self._share = Button(translate("Quota", "Share the key"), small=True)
        self._share.setObjectName("quota.others.share")
        self._share.setAccessibleName(translate("Quota", "Share the key with them"))
        self._share.clicked.connect(lambda: self.desk.sharing.choose(True))
        self.others.add_widget(self._share)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.others)
        column.addWidget(self.history)
        column.addWidget(self.log, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(Rule(standing=True))
        row.addWidget(main, 1)
        order = [self.side.share, self.side.more, self._share, self.history.zoom, self.history.chart, self.log.path]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    @property
    def is_behind(self) -> bool:
        """Whether something happened that is not shown yet."""
        return self._is_behind

    # ------------------------------------------------------------------ following

    def on_context_changed(self) -> None:
        """See `Page.on_context_changed`."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self.report is not None:
            self.report.reject()
        context = self.desk.context
        self.request_more.set_possible(context is not None, translate("Quota", "No profile is open."))
        self.history.forget()
        self.log.set_entries(context.api.request_log.entries if context is not None else ())
        if context is not None:
            self._follow(context)
        self._refresh()

    def _follow(self, context: Context) -> None:
        def add(entry: LoggedRequest) -> None:
            self.log.add(entry)
            self.refresh_soon()

        # After the history, which listens from the start: it knows of the entry by now.
        self._unsubscribe = context.api.request_log.subscribe(add)

    def refresh_soon(self) -> None:
        """Something is different: at once if that was long ago, else with what else comes in this quarter second."""
        self._is_behind = True
        if self.isVisible() and not self._refresh_timer.isActive():
            self._refresh()
            self._refresh_timer.start()

    def _on_refresh_due(self) -> None:
        if self._is_behind:
            self.refresh_soon()

    def _refresh(self) -> None:
        self._is_behind = False
        self.refreshed += 1
        context, snapshot = self.desk.context, self.desk.quota.snapshot
        self.side.show_quota(snapshot, context)
        self.log.catch_up()
        if context is not None:
            self.history.show_history(context.history, snapshot)
        self._show_others()
        status = self._read_status()
        if status != self._status:
            self._status = status
            self.status_changed.emit()

    def _show_others(self) -> None:
        context = self.desk.context
        per_minute = context.history.others_per_minute() if context is not None else None
        if per_minute is not None:
            is_shared = self.desk.sharing.is_on
            self.others.set_text(
                others_text(per_minute),
                translate("Quota", "Background work leaves them their part.")
                if is_shared
                else translate(
                    "Quota", "Background work takes what they leave. Sharing the key gives them their part."
                ),
            )
            self._share.setVisible(not is_shared)
        self.others.setVisible(per_minute is not None)

    def _read_status(self) -> list[str]:
        context = self.desk.context
        if context is None:
            return []
        history = context.history
        day = sum(minute.total for minute in history.minutes.values())
        return [
            translate("Quota", "{count} requests in 24 h").format(count=texts.number(day)),
            pauses_text(history.cooldowns),
            translate("Quota", "{count} requests in this run").format(count=texts.number(self.log.total)),
        ]

    # ------------------------------------------------------------------ the report

    def _on_request_more(self) -> None:
        context = self.desk.context
        if context is None or self.report is not None:
            return
        from ui.quota.report_dialog import ReportDialog

        self.report = ReportDialog(self.desk, context, self)
        self.report.finished.connect(lambda _result: self._forget_report())
        self.report.open()

    def _forget_report(self) -> None:
        if self.report is not None:
            self.report.deleteLater()
            self.report = None

    # ------------------------------------------------------------------ the frame

    def commands(self) -> list[Command]:
        """See `Page.commands`."""
        return [self.request_more, self.save_requests]

    def status_texts(self) -> list[str]:
        """See `Page.status_texts`."""
        return self._read_status()

    def save_state(self) -> dict[str, Any]:
        """See `Page.save_state`."""
        return {"table": self.log.state(), "chart": self.history.state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """See `Page.restore_state`."""
        self.log.restore(state.get("table"))
        self.history.restore(state.get("chart"))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came meanwhile."""
        super().showEvent(event)
        self._minute_timer.start()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is brought up to date that nobody sees."""
        super().hideEvent(event)
        self._minute_timer.stop()
        self._refresh_timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart takes its share of the height."""
        super().resizeEvent(event)
        least, most = _CHART_HEIGHTS
        self.history.setFixedHeight(max(least, min(most, round(self.height() * _CHART_SHARE))))
