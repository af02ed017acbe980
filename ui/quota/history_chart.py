"""The last 24 hours as a chart: who spent what, minute by minute.

Owns: which stretch of time is shown, zooming and panning by mouse and keys, the cursor that goes from minute to minute,
the tool tip. Leaves to others: the figures (`app/quota/history.py`), painting (`chart_paint.py`), words (`words.py`).

A bar is a minute, or some minutes of which the busiest is drawn: that is what the limit has to hold. Keys: left and
right move the cursor by a minute, with Ctrl by a bar; Home, End; Shift with left and right moves the stretch; plus and
minus zoom. What the cursor is on is the accessible description too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.quota.minutes import Bar, Cooldown, Minute, bars
from ui import texts, theme, tokens
from ui.quota import chart_paint
from ui.quota.chart_paint import Scale, make_scale
from ui.quota.words import bar_lines, minute_lines, time_of
from ui.widgets.announce import announce

translate = QCoreApplication.translate

WHOLE: Final = 24 * 60
SPANS: Final = {60: 1, 6 * 60: 5, WHOLE: 15}
"""Minutes that can be shown at once, and how many of them a bar stands for."""
_NOTCH: Final = 120  # what a wheel turns by one click
_LEAST_HEIGHT: Final = 120


class HistoryChart(QWidget):
    """See the module.

    Signals:
        zoomed: Another number of minutes is shown.
        moved: Another stretch of time is shown, because somebody wanted so.
        cursor_moved: The cursor is on another minute, or gone: what that minute holds, "" for none.
    """

    zoomed = Signal(int)
    moved = Signal()
    cursor_moved = Signal(str)

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.setObjectName("quota.history")
        self.setAccessibleName(translate("Quota", "Quota history"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setProperty("ring_radius", tokens.R_SMALL)
        self._clock = clock
        self._minutes: Mapping[int, Minute] = {}
        self._cooldowns: Sequence[Cooldown] = ()
        self._per_minute: float | None = None
        self._span = WHOLE
        self._back = 0  # minutes between the right edge and now
        self._now = int(clock() // 60)
        self._cursor: int | None = None
        self._hovered: int | None = None
        self._dragged_from: tuple[float, int] | None = None
        self._wheel = 0
        self._bars: list[Bar] = []
        self._kept: dict[int, Bar] = {}  # bars that nothing is added to any more
        self._describe()

    # ------------------------------------------------------------------ what is shown

    @property
    def span(self) -> int:
        """How many minutes are shown."""
        return self._span

    @property
    def last(self) -> int:
        """The last minute shown."""
        return self._now - self._back

    @property
    def first(self) -> int:
        """The first minute shown."""
        return self.last - self._span + 1

    @property
    def is_up_to_now(self) -> bool:
        """Whether the right edge is now."""
        return self._back == 0

    @property
    def cursor_minute(self) -> int | None:
        """The minute under the keyboard's cursor."""
        return self._cursor

    def forget(self) -> None:
        """Another key's history is to come."""
        self._minutes, self._cooldowns = {}, ()
        self._cursor, self._back = None, 0
        self._kept.clear()
        self._take()

    def show_history(
        self, minutes: Mapping[int, Minute], cooldowns: Sequence[Cooldown], per_minute: float | None
    ) -> None:
        """Show these as they stand now.

        Args:
            minutes: By the minute's number.
            cooldowns: Oldest first.
            per_minute: Requests a minute that the limit allows, None while unknown.
        """
        if minutes is not self._minutes:
            self._kept.clear()
        self._minutes, self._cooldowns, self._per_minute = minutes, cooldowns, per_minute
        now = int(self._clock() // 60)
        if self._back:
            self._back = min(self._back + now - self._now, WHOLE - self._span)  # what is looked at stays where it is
        self._now = now
        self._take()

    def zoom_to(self, span: int, around: int | None = None) -> None:
        """Show so many minutes, one of `SPANS`; the minute `around` stays where it is, else the right edge does."""
        if span not in SPANS or span == self._span:
            return
        around = self.last if around is None else around
        share = (self.last - around) / self._span
        self._span = span
        self._kept.clear()
        self._set_back(self._now - around - round(share * span))
        self.zoomed.emit(span)

    def pan(self, minutes: int) -> None:
        """Move on by so many minutes; into the past where negative."""
        self._set_back(self._back - minutes)

    def _set_back(self, minutes: int) -> None:
        self._back = max(0, min(minutes, WHOLE - self._span))
        self._take()
        self.moved.emit()

    def _take(self) -> None:
        each = SPANS[self._span]
        fresh = self._now - 2  # an answer may be noted a little late
        start = self.first - self.first % each
        self._bars = []
        for at in range(start, self.last + 1, each):
            bar = self._kept.get(at)
            if bar is None:
                (bar,) = bars(self._minutes, at, at, each)
                if at + each <= fresh:
                    self._kept[at] = bar
            self._bars.append(bar)
        self._describe()
        self.update()

    def _scale(self) -> Scale:
        busiest = max((bar.busiest.total for bar in self._bars if bar.busiest is not None), default=0)
        return make_scale(self.width(), self.height(), self.first, self._span, busiest, self._per_minute)

    # ------------------------------------------------------------------ words

    def _describe(self) -> None:
        if self._cursor is not None:
            text = texts.THIN.join(minute_lines(self._minutes.get(self._cursor), self._cursor))
        else:
            sent = sum(bar.sum.total for bar in self._bars)
            limited = sum(bar.sum.limited for bar in self._bars)
            busiest = max((bar.busiest for bar in self._bars if bar.busiest), key=lambda one: one.total, default=None)
            text = translate("Quota", "{hours} h: {count} requests; refused with 429: {limited}.").format(
                hours=self._span // 60, count=texts.number(sent), limited=texts.number(limited)
            )
            if busiest is not None:
                text += " " + translate("Quota", "Busiest minute {time} with {count}").format(
                    time=time_of(busiest.at), count=texts.number(busiest.total)
                )
            text += " " + translate("Quota", "Arrow keys go from minute to minute.")
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            self.cursor_moved.emit(text if self._cursor is not None else "")

    def _move_cursor(self, to: int) -> None:
        self._cursor = max(self._now - WHOLE + 1, min(to, self._now))
        if self._cursor < self.first:
            self._set_back(self._now - self._cursor - self._span + 1)
        elif self._cursor > self.last:
            self._set_back(self._now - self._cursor)
        self._describe()
        announce(self, self.accessibleDescription())
        self.update()

    # ------------------------------------------------------------------ Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(16 * tokens.S32, _LEAST_HEIGHT + tokens.S32)

    def minimumSizeHint(self) -> QSize:
        """Enough for a few lines."""
        return QSize(8 * tokens.S32, _LEAST_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, pauses, bars, cursor."""
        with theme.painter_for(self) as painter:
            # Bars are upright: whole pixels are sharper than smooth edges.
            painter.setRenderHint(painter.RenderHint.Antialiasing, False)
            scale = self._scale()
            chart_paint.paint_pauses(painter, scale, self._cooldowns)
            chart_paint.paint_grid(painter, scale)
            for bar in self._bars:
                if bar.busiest is not None or bar.sum.limited or bar.first == self._hovered:
                    chart_paint.paint_bar(painter, scale, bar, is_current=bar.first == self._hovered)
            if self._per_minute is not None:
                chart_paint.paint_limit(painter, scale, self._per_minute)
            if self._cursor is not None and self.hasFocus():
                chart_paint.paint_cursor(painter, scale, self._cursor)

    def bar_at(self, place: QPointF) -> Bar | None:
        """The bar under a place."""
        minute = self._scale().minute_at(place.x())
        if minute is None:
            return None
        return next((bar for bar in self._bars if bar.first <= minute < bar.first + bar.minutes), None)

    def event(self, event: QEvent) -> bool:
        """The tool tip is that of the bar under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self.bar_at(QPointF(event.pos()))
            if bar is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), texts.tooltip("\n".join(bar_lines(bar))), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a bar, or drag the stretch along."""
        if self._dragged_from is not None:
            x, back = self._dragged_from
            width = self._scale().area.width()
            self._set_back(back + round((event.position().x() - x) * self._span / width))
            return
        bar = self.bar_at(event.position())
        self._hover(bar.first if bar is not None else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, and put the cursor there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = (event.position().x(), self._back)
            bar = self.bar_at(event.position())
            if bar is not None:
                self._move_cursor(bar.busiest.at if bar.busiest is not None else bar.first)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of dragging."""
        self._dragged_from = None

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._hover(None)

    def _hover(self, first: int | None) -> None:
        if first != self._hovered:
            self._hovered = first
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer; sideways, or with Shift, move the stretch."""
        delta = event.angleDelta()
        sideways = delta.x() if abs(delta.x()) > abs(delta.y()) else 0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways = sideways or delta.y()
        event.accept()
        if sideways:
            self.pan(-round(sideways * self._span / (8 * _NOTCH)))
            return
        self._wheel += delta.y()
        if abs(self._wheel) >= _NOTCH:
            self._zoom(1 if self._wheel > 0 else -1, self._scale().minute_at(event.position().x()))
            self._wheel = 0

    def _zoom(self, steps: int, around: int | None) -> None:
        spans = list(SPANS)
        place = spans.index(self._span) - steps
        self.zoom_to(spans[max(0, min(place, len(spans) - 1))], around)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the module."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        by = SPANS[self._span] if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
        cursor = self._cursor if self._cursor is not None else self.last + 1
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            way = -1 if key == Qt.Key.Key_Left else 1
            if shift:
                self.pan(way * max(1, self._span // 8))
            else:
                self._move_cursor(cursor + way * by)
        elif key == Qt.Key.Key_Home:
            self._move_cursor(self.first)
        elif key == Qt.Key.Key_End:
            self._move_cursor(self.last)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(1, self._cursor)
        elif key == Qt.Key.Key_Minus:
            self._zoom(-1, self._cursor)
        elif key == Qt.Key.Key_Escape and self._cursor is not None:
            self._cursor = None
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor's line goes with the focus."""
        super().focusOutEvent(event)
        self.update()
