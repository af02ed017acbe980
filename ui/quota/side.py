"""The left side of the Quota tab: what is left, how long it lasts, who spent it, what can be done.

Owns: the layout, and what it says. Leaves to others: the gauge (`ui/widgets/gauge.py`), the forecast's words.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.quota.forecast import Pace, forecast
from app.quota.minutes import OTHERS, SERIES, Minute
from app.quota.priorities import Activity
from ui import theme, tokens
from ui.quota.forecast_card import ForecastCard
from ui.quota.spending import SpendingTable
from ui.quota.words import partners_text, series_name, traffic_text, window_text
from ui.widgets.button import Button
from ui.widgets.gauge import Gauge
from ui.widgets.label import Label
from ui.widgets.toggles import Switch

if TYPE_CHECKING:
    from app.context import Context
    from app.quota.snapshot import QuotaSnapshot
    from ui.command import Command
    from ui.key_sharing import KeySharing

translate = QCoreApplication.translate

SIDE_WIDTH: Final = 352
_LEAST_GAUGE: Final = 148
_LEAST_HEIGHT_FOR_RINGS: Final = 640


class _Ground(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        theme.painter_for(self).fillRect(self.rect(), theme.colours().surface)


class QuotaSide(_Ground):
    """See the module.

    Args:
        sharing: The setting *share the key*.
        request_more: What its button does.
    """

    def __init__(self, sharing: KeySharing, request_more: Command) -> None:
        super().__init__()
        self.setFixedWidth(SIDE_WIDTH)
        self._sharing = sharing
        middle = Qt.AlignmentFlag.AlignHCenter
        self.gauge = Gauge("tab")
        self.gauge.setObjectName("quota.tab_gauge")
        self._side = tokens.GAUGE_TAB
        self._reset = Label("", align=middle, elide="end")
        self._reset.setObjectName("quota.reset")
        self._traffic = Label("", size="caption", tone="text2", align=middle, elide="end")
        self._traffic.setObjectName("quota.traffic")
        self._rings = Label(
            translate("Quota", "outer ring: requests left · inner ring: time left"),
            size="caption",
            tone="text2",
            align=middle,
            elide="end",
        )
        self.forecast = ForecastCard()
        self._spending = SpendingTable()
        self._partners = Label("", size="caption", tone="text2", wrap=True)
        self._partners.setObjectName("quota.partners")
        self._partners.hide()
        self.share = Switch(
            translate("Quota", "Share the key"), quiet=translate("Quota", "background work leaves room for others")
        )
        self.share.setObjectName("quota.share")
        self.share.setAccessibleName(translate("Quota", "Share the key"))
        self.share.toggled.connect(sharing.choose)
        sharing.changed.connect(self._show_sharing)
        self.more = Button(request_more.title, icon="send")
        self.more.setAccessibleName(translate("Quota", "Request a higher limit"))
        request_more.bind(self.more)
        self.more.setFixedWidth(SIDE_WIDTH - 2 * tokens.S24)
        self._build()
        self._show_sharing()

    def _build(self) -> None:
        """What is read scrolls where the window is low; what can be done stays."""
        self._content = _Ground()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(tokens.S24, tokens.S12, tokens.S24, 0)
        column.setSpacing(0)
        column.addWidget(self.gauge, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(tokens.S8)
        column.addWidget(self._reset)
        column.addWidget(self._traffic)
        column.addWidget(self._rings)
        column.addSpacing(tokens.S12)
        column.addWidget(self.forecast)
        column.addSpacing(tokens.S8)
        column.addWidget(self._spending)
        column.addSpacing(tokens.S8)
        column.addWidget(self._partners)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(translate("Quota", "Quota"))
        self._scroll.setWidget(self._content)
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.S24, tokens.S8, tokens.S24, tokens.S16)
        foot.setSpacing(tokens.S12)
        foot.addWidget(self.share)
        foot.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)

    def show_quota(self, snapshot: QuotaSnapshot, context: Context | None) -> None:
        """Show it as it stands now."""
        now = time.monotonic()
        self.gauge.set_snapshot(snapshot, now, datetime.now().astimezone())
        self._reset.setText(window_text(snapshot))
        self._traffic.setText(traffic_text(snapshot))
        if context is None:
            self._spending.set_rows([])
            self._partners.hide()
            self.forecast.show_forecast(forecast(snapshot, now, Pace()))
            return
        history, governor = context.history, context.governor
        self.forecast.show_forecast(forecast(snapshot, now, history.pace()))
        window = governor.spent_in_window
        day = _by_series(history.minutes.values())
        rows = [(str(activity), series_name(activity), window.get(activity, 0), day[activity]) for activity in Activity]
        rows.append((OTHERS, series_name(OTHERS), governor.unexplained_in_window, day[OTHERS]))
        self._spending.set_rows(rows)
        shared = partners_text(governor.partners, governor.spent_by_partners)
        self._partners.setText(shared)
        self._partners.setVisible(bool(shared))
        self._fit()

    def _show_sharing(self) -> None:
        self.share.setEnabled(self._sharing.is_possible)
        self.share.setChecked(self._sharing.is_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gauge takes the room that the rest leaves."""
        super().resizeEvent(event)
        self._rings.setVisible(self.height() >= _LEAST_HEIGHT_FOR_RINGS)
        self._fit()

    def _fit(self) -> None:
        rest = self._content.minimumSizeHint().height() - self._side
        side = max(_LEAST_GAUGE, min(tokens.GAUGE_TAB, self._scroll.height() - rest))
        if side != self._side:
            self._side = side
            self.gauge.set_side(side)


def _by_series(minutes: Iterable[Minute]) -> dict[str, int]:
    """Requests by who spent them."""
    counts = dict.fromkeys(SERIES, 0)
    for minute in minutes:
        for series in SERIES:
            counts[series] += minute.count(series)
    return counts
