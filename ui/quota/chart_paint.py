"""How the chart of the Quota tab is painted.

Owns: where a minute and a count are on the chart, bars, scale, marks of pauses, swatches of the legend.
Leaves to others: what is shown and how it is moved (`history_chart.py`).

No colour stands alone: who spent is told by the place in the pile as well (always in the order of the legend, from the
bottom), other users are hatched, a 429 has a cap over the whole bar.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from app.quota.minutes import OTHERS, SERIES, Bar, Cooldown, Minute
from ui import texts, theme, tokens
from ui.quota.words import time_of

PILE: Final = ("sync", "uploads", "reference", "you", OTHERS)
"""From the bottom up."""
LIMITED: Final = "limited"  # a swatch of the legend
assert set(PILE) == set(SERIES)

_LEFT: Final = 36
_BOTTOM: Final = 20
_TOP: Final = 8
_CAP: Final = 3
_HATCH: Final = 5
_LEAST_SHARE: Final = 0.25  # of the limit that the busiest minute has to reach for the limit to be the scale
_LABEL_ROOM: Final = 84  # pixels for each time of day


class Scale(NamedTuple):
    """Where things are on a chart of this size.

    Attributes:
        area: The plot, without labels.
        first: The minute at its left edge.
        minutes: How many it shows.
        top: The count at its upper edge.
        step: From one line to the next.
    """

    area: QRectF
    first: int
    minutes: int
    top: int
    step: int

    def x(self, minute: float) -> float:
        """Where a minute begins."""
        return self.area.left() + self.area.width() * (minute - self.first) / self.minutes

    def y(self, count: float) -> float:
        """How high a count reaches."""
        return self.area.bottom() - self.area.height() * min(count, self.top) / self.top

    def minute_at(self, x: float) -> int | None:
        """The minute under a place, None beside the plot."""
        if not self.area.left() <= x < self.area.right():
            return None
        return self.first + int((x - self.area.left()) * self.minutes / self.area.width())


def make_scale(width: int, height: int, first: int, minutes: int, busiest: int, per_minute: float | None) -> Scale:
    """A scale that holds the busiest minute, and the limit where that is of the same size.

    Args:
        width: Of the widget.
        height: Of the widget.
        first: The first minute shown.
        minutes: How many are.
        busiest: Most requests in one minute.
        per_minute: Requests a minute that the limit allows, where known.
    """
    most = float(max(busiest, 4))
    if per_minute is not None and busiest >= _LEAST_SHARE * per_minute:
        most = max(most, per_minute)
    rough = most / 4
    power = 10 ** math.floor(math.log10(max(rough, 1)))
    step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= rough)
    top = max(step, step * math.ceil(most / step - 1e-9))
    area = QRectF(_LEFT, _TOP, max(1, width - _LEFT), max(1, height - _TOP - _BOTTOM))
    return Scale(area, first, minutes, top, step)


def paint_grid(painter: QPainter, scale: Scale) -> None:
    """Lines and their counts, times of day."""
    c = theme.colours()
    painter.setFont(theme.font("caption"))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for count in range(0, scale.top + 1, scale.step):
        y = round(scale.y(count))
        painter.fillRect(QRectF(scale.area.left(), y, scale.area.width(), tokens.LINE), c.line if count else c.line2)
        painter.setPen(c.text2)
        painter.drawText(QRectF(0, y - 8, _LEFT - tokens.S8, 16), right, texts.number(count))
    labels = max(2, int(scale.area.width() // _LABEL_ROOM))
    each = next((step for step in (5, 10, 15, 30, 60, 120, 180, 360) if scale.minutes / step <= labels), 720)
    painter.setPen(c.text2)
    at = scale.first + _to_even_time(scale.first, each)
    while at < scale.first + scale.minutes:
        x = scale.x(at)
        width = painter.fontMetrics().horizontalAdvance(time_of(at))
        left = min(max(x - width / 2, scale.area.left() - tokens.S4), scale.area.right() - width)
        painter.drawText(QPointF(left, scale.area.bottom() + _BOTTOM - 4), time_of(at))
        at += each


def _to_even_time(minute: int, each: int) -> int:
    """Minutes until the time of day here is a multiple of `each`."""
    hours, minutes = map(int, time_of(minute).split(":"))
    return -(hours * 60 + minutes) % each


def paint_pauses(painter: QPainter, scale: Scale, cooldowns: Sequence[Cooldown]) -> None:
    """The ground of pauses, at least two pixels wide."""
    c = theme.colours()
    for pause in cooldowns:
        left, right = scale.x(pause.began_at / 60), scale.x(pause.ends_at / 60)
        left, right = max(left, scale.area.left()), min(max(right, left + 2), scale.area.right())
        if right > left:
            painter.fillRect(QRectF(left, scale.area.top(), right - left, scale.area.height()), c.amber_soft)


def paint_bar(painter: QPainter, scale: Scale, bar: Bar, *, is_current: bool = False) -> None:
    """A pile of the busiest minute; a cap where the server refused one."""
    c = theme.colours()
    gap = 1.0 if scale.area.width() / scale.minutes * bar.minutes >= 4 else 0.0
    left, right = scale.x(bar.first) + gap, scale.x(bar.first + bar.minutes)
    left, right = max(left, scale.area.left()), min(right, scale.area.right())
    width = max(1.0, right - left)
    if is_current:
        ground = QColor(c.accent_text)
        ground.setAlpha(28)
        painter.fillRect(QRectF(left, scale.area.top(), width, scale.area.height()), ground)
    if bar.sum.limited:
        painter.fillRect(QRectF(left, scale.area.top(), width, scale.area.height()), c.amber_soft)
    if bar.busiest is not None:
        _paint_pile(painter, scale, bar.busiest, left, width)
    if bar.sum.limited:
        painter.fillRect(QRectF(left, scale.area.top() - _CAP, width, _CAP), c.amber_fill)


def _paint_pile(painter: QPainter, scale: Scale, minute: Minute, left: float, width: float) -> None:
    height = scale.area.bottom() - scale.y(minute.total)
    below = 0
    for series in PILE:
        count = minute.count(series)
        if not count:
            continue
        bottom = scale.area.bottom() - height * below / minute.total
        top = scale.area.bottom() - height * (below + count) / minute.total
        below += count
        seam = 1.0 if bottom - top >= 3 and below < minute.total else 0.0
        area = QRectF(left, top + seam, width, max(1.0, bottom - top - seam))
        painter.fillRect(area, theme.colours()[f"series_{series}"])
        if series == OTHERS:
            _hatch(painter, area)


def _hatch(painter: QPainter, area: QRectF) -> None:
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.fillRect(area, QBrush(_hatching(theme.colours().surface.name(), ratio)))


@cache
def _hatching(rgb: str, ratio: float) -> QPixmap:
    side = round(_HATCH * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(rgb)
    colour.setAlpha(150)
    painter.setPen(QPen(colour, 1.2 * ratio))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def paint_swatch(painter: QPainter, series: str, x: float, y: float) -> None:
    """The mark of the legend, `tokens.SERIES_DOT` wide and high."""
    c = theme.colours()
    side = float(tokens.SERIES_DOT)
    if series == LIMITED:
        painter.fillRect(QRectF(x, y, side + 2, side), c.amber_soft)
        painter.fillRect(QRectF(x, y, side + 2, _CAP), c.amber_fill)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(c[f"series_{series}"])
    area = QRectF(x, y, side, side)
    painter.drawRoundedRect(area, 2, 2)
    if series == OTHERS:
        _hatch(painter, area)


def paint_limit(painter: QPainter, scale: Scale, per_minute: float) -> None:
    """A dashed line at what the limit allows in a minute."""
    if per_minute > scale.top:
        return
    pen = QPen(theme.colours().text2, tokens.LINE, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    y = round(scale.y(per_minute)) + 0.5
    painter.drawLine(QPointF(scale.area.left(), y), QPointF(scale.area.right(), y))


def paint_cursor(painter: QPainter, scale: Scale, minute: int) -> None:
    """The line of the minute under the keyboard's cursor."""
    x = scale.x(minute + 0.5)
    if scale.area.left() <= x <= scale.area.right():
        painter.setPen(QPen(theme.colours().text, 1))
        painter.drawLine(QPointF(round(x) + 0.5, scale.area.top()), QPointF(round(x) + 0.5, scale.area.bottom()))
