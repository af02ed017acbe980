"""The quota gauge.

Owns: painting the gauge in its two forms, and the block of the header. Leaves to others: what it says
(`ui/widgets/quota_view.py`), when it is asked to change.

270 degrees from lower left, clockwise. The outer ring is what is left of the quota, the inner one what is left of the
time. Both drain, so an outer ring shorter than the inner one means: spending faster than the window allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.widgets.label import Label
from ui.widgets.quota_view import QuotaState, QuotaView, read_quota

if TYPE_CHECKING:
    from datetime import datetime

    from app.quota.snapshot import QuotaSnapshot

translate = QCoreApplication.translate

Form = Literal["header", "tab"]

_START: Final = 225.0  # lower left, in Qt's degrees (0 at three o'clock, counter-clockwise)
_UNKNOWN: Final = QuotaView(QuotaState.UNKNOWN, None, None, None, None, "")

# Shares of the gauge's size.
_TICK_LENGTH: Final = 0.092
_TICK_WIDTH: Final = 0.017
_INNER_RADIUS: Final = 0.365
_INNER_WIDTH: Final = 0.016
_LIMITED_WIDTH: Final = 0.029
_NUMBER_AT: Final = -0.016
_UNDER_AT: Final = 0.18
_WORD_AT: Final = 0.37
_HEADER_WIDTH: Final = 0.09
_HEADER_INNER_RADIUS: Final = 0.355
_HEADER_INNER_WIDTH: Final = 0.036
_UNIT_AT: Final = 0.41


class Gauge(QProgressBar):
    """The gauge. Assistive technology sees a progress bar: value is what remains, maximum the limit.

    Redraws only when what it shows is another thing; no easing.
    """

    def __init__(self, form: Form = "header", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form: Form = form
        self._view = _UNKNOWN
        self._side = tokens.GAUGE_HEADER if form == "header" else tokens.GAUGE_TAB
        self.setTextVisible(False)
        policy = QSizePolicy.Policy.Fixed if form == "header" else QSizePolicy.Policy.Maximum
        self.setSizePolicy(policy, policy)
        self.setAccessibleName(translate("Gauge", "API quota"))
        self.setRange(0, 0)
        self._speak()

    @property
    def view(self) -> QuotaView:
        """What is shown."""
        return self._view

    def set_side(self, pixels: int) -> None:
        """Take another size."""
        self._side = pixels
        self.updateGeometry()

    def set_snapshot(self, snapshot: QuotaSnapshot, now: float, wall_now: datetime | None = None) -> None:
        """Show a snapshot as it stands `now` (monotonic); `wall_now` is the aware wall clock of that moment."""
        self.set_view(read_quota(snapshot, now, wall_now))

    def set_view(self, view: QuotaView) -> None:
        """Show this."""
        if view == self._view:
            return
        self._view = view
        limit, remaining = view.limit or 0, view.remaining or 0
        self.setRange(0, max(0, limit))
        self.setValue(max(0, min(remaining, limit)))
        self._speak()
        self.update()

    def _speak(self) -> None:
        spoken = self._view.spoken
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)
            self.setToolTip(texts.tooltip(spoken))

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        """The large form gives way in a low window: all of it is a share of its size."""
        side = self._side if self._form == "header" else min(self._side, tokens.GAUGE_TAB_LEAST)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the form that was asked for."""
        painter = theme.painter_for(self)
        side = min(self.width(), self.height())
        painter.translate(self.width() / 2, self.height() / 2)
        if self._form == "header":
            self._paint_header(painter, side)
        else:
            self._paint_tab(painter, side)

    # --- tab form

    def _paint_tab(self, painter: QPainter, side: float) -> None:
        c = theme.colours()
        view = self._view
        self._paint_ticks(painter, side)
        radius = side * _INNER_RADIUS
        _arc(painter, radius, 1.0, c.track, side * _INNER_WIDTH)
        if view.time_share is not None:
            limited = view.state is QuotaState.LIMITED
            colour = c.amber_fill if limited else c.text2
            _arc(painter, radius, view.time_share, colour, side * (_LIMITED_WIDTH if limited else _INNER_WIDTH))
        share = tokens.GAUGE_NUMBER_SHARE * min(1.0, 3.4 / max(1, len(view.number)))
        numeral = theme.font_of(round(side * share), "semibold")
        _centred(painter, view.number, numeral, c.text, side * _NUMBER_AT)
        _centred(painter, view.under, theme.font("body"), c.text2, side * _UNDER_AT)
        _centred(painter, view.word, theme.font("body", "semibold"), _word_colour(view), side * _WORD_AT)

    def _paint_ticks(self, painter: QPainter, side: float) -> None:
        c = theme.colours()
        view = self._view
        # Up to 60 one tick is one request; beyond that 60 ticks share the limit.
        limit = view.limit or tokens.GAUGE_TICKS
        count = max(1, min(limit, tokens.GAUGE_TICKS))
        lit = 0
        if view.state in (QuotaState.PLENTY, QuotaState.LOW) and view.remaining:
            # Rounded up: what is there must show.
            lit = min(count, -(-view.remaining * count // limit))
        width = side * _TICK_WIDTH
        outer = side / 2 - width / 2
        inner = outer - side * _TICK_LENGTH
        step = tokens.GAUGE_SWEEP / count
        on = QPen(_fill(view), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        off = QPen(c.track, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.save()
        # From straight down, a quarter of what is left open further round.
        painter.rotate(180 - tokens.GAUGE_SWEEP / 2 + step / 2)
        painter.rotate(180)
        for number in range(count):
            painter.setPen(on if number < lit else off)
            painter.drawLine(QPointF(0, -outer), QPointF(0, -inner))
            painter.rotate(step)
        painter.restore()

    # --- header form

    def _paint_header(self, painter: QPainter, side: float) -> None:
        c = theme.colours()
        view = self._view
        width = side * _HEADER_WIDTH
        radius = (side - width) / 2
        if view.state is QuotaState.UNKNOWN:
            _dashes(painter, radius, c.line2, width)
        else:
            _arc(painter, radius, 1.0, c.track, width)
            if view.state is QuotaState.LIMITED:
                _arc(painter, radius, view.time_share or 0.0, c.amber_fill, width)
            else:
                share = (view.remaining or 0) / view.limit if view.limit else 0.0
                # At nothing left a dot stays, in red: empty must not look like not told.
                _arc(painter, radius, min(1.0, max(0.001, share)), _fill(view), width)
                if view.time_share is not None:
                    _arc(painter, side * _HEADER_INNER_RADIUS, view.time_share, c.text2, side * _HEADER_INNER_WIDTH)
        pixels = tokens.GAUGE_HEADER_NUMBER
        number = view.number
        if len(number) > 3:
            number = number.replace(",", "")
            pixels = 11 if len(number) <= 4 else 9
        _centred(painter, number, theme.font_of(pixels, "semibold"), c.text, 0)
        if view.state is QuotaState.LIMITED:
            unit = translate("Gauge", "s")
            _centred(painter, unit, theme.font("tiny", "semibold"), c.amber, side * _UNIT_AT)


class HeaderGauge(QWidget):
    """The gauge with its two lines, as wide as its longest text, so that the header never moves.

    Signals:
        clicked: the block was clicked; the Quota tab is where more is told.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gauge = Gauge("header")
        self._headline = Label("", weight="semibold", elide="end")
        self._detail = Label("", tone="text2", size="caption", elide="end")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S12)
        layout.addWidget(self.gauge)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self._headline)
        lines.addWidget(self._detail)
        lines.addStretch(1)
        layout.addLayout(lines, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._show()

    def set_snapshot(self, snapshot: QuotaSnapshot, now: float, wall_now: datetime | None = None) -> None:
        """Show a snapshot; arguments as of `Gauge.set_snapshot`."""
        view = read_quota(snapshot, now, wall_now)
        if view != self.gauge.view:
            wider = view.limit != self.gauge.view.limit
            self.gauge.set_view(view)
            self._show()
            if wider:
                self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the longest texts."""
        most = 888 if (self.gauge.view.limit or 0) < 1_000 else 88_888
        full = QuotaView(QuotaState.PLENTY, most, most, 88, 1.0, "88:88:88")
        limited = full._replace(state=QuotaState.LIMITED, seconds=888)
        width = max(
            *(self._headline.fontMetrics().horizontalAdvance(each.headline) for each in (full, limited)),
            *(self._detail.fontMetrics().horizontalAdvance(each.detail) for each in (full, limited)),
        )
        return QSize(tokens.GAUGE_HEADER + tokens.S12 + width + tokens.S4, tokens.GAUGE_HEADER)

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _show(self) -> None:
        view = self.gauge.view
        self._headline.set_tone(_headline_tone(view))
        self._headline.setText(view.headline)
        self._detail.setText(view.detail)


def _headline_tone(view: QuotaView) -> str:
    match view.state:
        case QuotaState.LOW | QuotaState.LIMITED:
            return "amber"
        case QuotaState.EMPTY:
            return "red"
        case QuotaState.UNKNOWN:
            return "text2"
    return "text"


def _word_colour(view: QuotaView) -> QColor:
    c = theme.colours()
    return c.accent_text if view.state is QuotaState.PLENTY else c[_headline_tone(view)]


def _fill(view: QuotaView) -> QColor:
    c = theme.colours()
    match view.state:
        case QuotaState.LOW | QuotaState.LIMITED:
            return c.amber_fill
        case QuotaState.EMPTY:
            return c.red_fill
    return c.accent_fill


def _arc(painter: QPainter, radius: float, share: float, colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Round caps stick out by half the width at both ends.
    box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
    painter.drawArc(box, round(_START * 16), round(-tokens.GAUGE_SWEEP * 16 * share))


def _dashes(painter: QPainter, radius: float, colour: QColor, width: float) -> None:
    count = 20
    sweep = tokens.GAUGE_SWEEP / (2 * count - 1)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
    for number in range(count):
        painter.drawArc(box, round((_START - 2 * number * sweep) * 16), round(-sweep * 16))


def _centred(painter: QPainter, text: str, font: QFont, colour: QColor, offset: float) -> None:
    """Text whose digits are centred on the gauge's middle, moved down by `offset`."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    baseline = offset + metrics.capHeight() / 2
    painter.drawText(QPointF(-metrics.horizontalAdvance(text) / 2, baseline), text)
