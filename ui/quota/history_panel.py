"""The chart of the last 24 hours with its title, its legend and the buttons to zoom.

Owns: how these are laid out, and the two lines of words around the chart. Leaves to others: the chart
(`history_chart.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.quota.minutes import of_unchanged, per_minute
from ui import texts, theme, tokens
from ui.quota.chart_paint import LIMITED, PILE, paint_swatch
from ui.quota.history_chart import SPANS, WHOLE, HistoryChart
from ui.quota.words import series_name, time_of, unchanged_text
from ui.widgets.label import Label
from ui.widgets.segmented_filter import SegmentedFilter

if TYPE_CHECKING:
    from app.quota.history import QuotaHistory
    from app.quota.snapshot import QuotaSnapshot

translate = QCoreApplication.translate

_KEYS: Final = {f"{span // 60}h": span for span in SPANS}


class Legend(QWidget):
    """Marks and names, in the order of the piles from the bottom up; as many as there is room for in a line."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Quota", "Legend"))
        self._entries = [(series, series_name(series)) for series in PILE]
        self._entries.append((LIMITED, translate("Quota", "Rate limited")))
        self.setAccessibleDescription(", ".join(name for _, name in self._entries))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(sum(self._widths()) - tokens.S16, theme.line_height("caption"))

    def minimumSizeHint(self) -> QSize:
        """May be cut: the tool tips tell the same."""
        return QSize(tokens.S32, theme.line_height("caption"))

    def _widths(self) -> list[int]:
        self.setFont(theme.font("caption"))
        metrics = self.fontMetrics()
        extra = tokens.SERIES_DOT + tokens.GAP_ICON + tokens.S16
        return [metrics.horizontalAdvance(name) + extra for _, name in self._entries]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, name; mark, name."""
        with theme.painter_for(self) as painter:
            x = 0
            top = (self.height() - tokens.SERIES_DOT) // 2
            for (series, name), width in zip(self._entries, self._widths(), strict=True):
                paint_swatch(painter, series, x, top)
                painter.setFont(theme.font("caption"))
                painter.setPen(theme.colours().text2)
                left = x + tokens.SERIES_DOT + tokens.GAP_ICON
                painter.drawText(left, 0, width, self.height(), Qt.AlignmentFlag.AlignVCenter, name)
                x += width


class HistoryPanel(QWidget):
    """See the module."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = HistoryChart()
        self.chart.zoomed.connect(self._on_zoomed)
        self.chart.moved.connect(self._show_title)
        self.chart.cursor_moved.connect(self._on_cursor_moved)
        self.zoom = SegmentedFilter()
        self.zoom.setObjectName("quota.zoom")
        self.zoom.setAccessibleName(translate("Quota", "Time shown"))
        for key, span in _KEYS.items():
            self.zoom.add(key, translate("Quota", "{hours} h").format(hours=span // 60))
        self.zoom.choose(next(key for key, span in _KEYS.items() if span == WHOLE))
        self.zoom.changed.connect(lambda key: self.chart.zoom_to(_KEYS[key]))
        self._title = Label("", size="title", weight="semibold")
        self._note = Label("", size="caption", tone="text2", elide="end")
        self._read_out = Label("", size="caption", tone="text2", elide="end")
        self._read_out.setObjectName("quota.history.read_out")
        self.legend = Legend()
        self._facts = ""
        self._problem = ""
        head = QHBoxLayout()
        head.setSpacing(tokens.S8)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(self.zoom)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S16)
        foot.addWidget(self._read_out, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S16, tokens.S8, tokens.S16, tokens.S8)
        column.setSpacing(tokens.S4)
        column.addLayout(head)
        column.addWidget(self.legend)
        column.addWidget(self.chart, 1)
        column.addLayout(foot)
        self._limit_text = ""
        self._show_title()

    @property
    def read_out(self) -> str:
        """The line under the chart."""
        return self._read_out.text()

    def forget(self) -> None:
        """Another key's history is to come."""
        self._facts = self._problem = ""
        self.chart.forget()
        self._show_facts()

    def show_history(self, history: QuotaHistory, snapshot: QuotaSnapshot) -> None:
        """Show it as it stands now."""
        allowed = per_minute(snapshot.limit, snapshot.window_s, history.windows)
        self._limit_text = ""
        if allowed is not None:
            text = translate("Quota", "the limit allows {count} a minute")
            self._limit_text = text.format(count=texts.number(allowed))
        self.chart.show_history(history.minutes, history.cooldowns, allowed)
        self._facts = unchanged_text(of_unchanged(history.minutes.values()))
        self._problem = history.problem
        self._show_title()
        self._show_facts()

    def state(self) -> dict[str, Any]:
        """How far it is zoomed, JSON-able."""
        return {"span": self.chart.span}

    def restore(self, state: object) -> None:
        """Take back what `state` gave; tolerates anything."""
        span = state.get("span") if isinstance(state, dict) else None
        self.chart.zoom_to(span if span in SPANS else WHOLE)

    def _on_zoomed(self, span: int) -> None:
        self.zoom.choose(next(key for key, minutes in _KEYS.items() if minutes == span))
        self._show_title()

    def _on_cursor_moved(self, text: str) -> None:
        self._read_out.setText(text or self._facts)
        self._read_out.set_tone("text" if text else "text2")

    def _show_title(self) -> None:
        chart = self.chart
        hours = chart.span // 60
        if not chart.is_up_to_now:
            title = f"{time_of(chart.first)} – {time_of(chart.last + 1)}"
        elif hours == 1:
            title = translate("Quota", "Last hour")
        else:
            title = translate("Quota", "Last {hours} hours").format(hours=hours)
        self._title.setText(title)
        each = SPANS[self.chart.span]
        note = (
            translate("Quota", "requests of each minute")
            if each == 1
            else translate("Quota", "busiest minute of every {count}").format(count=each)
        )
        self._note.setText(texts.THIN.join(part for part in (note, self._limit_text) if part))

    def _show_facts(self) -> None:
        if self._problem:
            self._facts = translate("Quota", "Only of this run: the history cannot be kept on disk. {reason}").format(
                reason=texts.plain(texts.said(self._problem), tokens.CELL_CAP)
            )
        if self.chart.cursor_minute is None:
            self._on_cursor_moved("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line below."""
        with theme.painter_for(self) as painter:
            c = theme.colours()
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE, c.line)
