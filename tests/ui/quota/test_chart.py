"""The chart of the last day: zoom, cursor, tool tip, marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.quota.minutes import Cooldown, Minute
from ui import theme
from ui.quota.chart_paint import make_scale
from ui.quota.history_chart import HistoryChart
from ui.quota.words import bar_lines, time_of

NOW = 1_800_000_030.0
MINUTE = int(NOW // 60)


class Time:
    now = NOW


@pytest.fixture
def moment() -> Time:
    return Time()


@pytest.fixture
def chart(qtbot: QtBot, scheme: theme.Theme, moment: Time) -> HistoryChart:
    chart = HistoryChart(lambda: moment.now)
    qtbot.addWidget(chart)
    minutes = {
        MINUTE: Minute(MINUTE, you=3),
        MINUTE - 1: Minute(MINUTE - 1, you=2, sync=10, uploads=20, others=8, limit=60, remaining=20),
        MINUTE - 20: Minute(MINUTE - 20, sync=50, limited=2, longest_wait_s=17.0),
        MINUTE - 600: Minute(MINUTE - 600, sync=5),
    }
    cooldowns = [Cooldown(NOW - 20 * 60, NOW - 20 * 60 + 17)]
    chart.resize(1_000, 200)
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    chart.show_history(minutes, cooldowns, 60.0)
    return chart


def press(chart: HistoryChart, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(chart, key, modifier)


def wheel(chart: HistoryChart, x: float, by: int, modifier: Qt.KeyboardModifier) -> None:
    place = QPointF(x, 80)
    event = QWheelEvent(
        place, chart.mapToGlobal(place), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, event)


def test_the_whole_of_it_in_words(chart: HistoryChart) -> None:
    assert chart.accessibleDescription() == (
        f"24 h: 98 requests; refused with 429: 2. Busiest minute {time_of(MINUTE - 20)} with 50"
        " Arrow keys go from minute to minute."
    )


def test_the_cursor_goes_from_minute_to_minute(chart: HistoryChart) -> None:
    told: list[str] = []
    chart.cursor_moved.connect(told.append)
    press(chart, Qt.Key.Key_Left)
    assert chart.cursor_minute == MINUTE
    press(chart, Qt.Key.Key_Left)
    text = chart.accessibleDescription()
    assert text == (
        f"{time_of(MINUTE - 1)}: 40 requests · You 2 · Uploads 20 · Watching and call logs 10 ·"
        " Other users of this key 8 · Left at the end: 20 / 60"
    )
    assert told[-1] == text
    press(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == f"{time_of(MINUTE - 2)}: nothing was sent"
    press(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert chart.cursor_minute == MINUTE - 17
    press(chart, Qt.Key.Key_Right)
    assert chart.cursor_minute == MINUTE - 16
    press(chart, Qt.Key.Key_Home)
    assert chart.cursor_minute == chart.first
    press(chart, Qt.Key.Key_Left)
    assert chart.cursor_minute == chart.first  # it ends there
    press(chart, Qt.Key.Key_End)
    assert chart.cursor_minute == MINUTE
    press(chart, Qt.Key.Key_Escape)
    assert chart.cursor_minute is None
    assert told[-1] == ""


def test_zoom_by_keys_keeps_the_cursor_in_sight(chart: HistoryChart) -> None:
    zoomed: list[int] = []
    chart.zoomed.connect(zoomed.append)
    for _ in range(40):
        press(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert chart.cursor_minute == MINUTE + 1 - 600
    press(chart, Qt.Key.Key_Plus)
    press(chart, Qt.Key.Key_Plus)
    press(chart, Qt.Key.Key_Plus)
    assert zoomed == [360, 60]
    assert chart.first <= MINUTE + 1 - 600 <= chart.last
    # The cursor takes the stretch along where it leaves it.
    for _ in range(70):
        press(chart, Qt.Key.Key_Left)
    assert chart.cursor_minute == chart.first
    press(chart, Qt.Key.Key_Minus)
    press(chart, Qt.Key.Key_Minus)
    assert (chart.span, chart.last) == (1_440, MINUTE)


def test_zoom_by_wheel_stays_around_the_pointer(chart: HistoryChart) -> None:
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    x = chart._scale().x(MINUTE - 600)
    wheel(chart, x, 120, plain)
    assert chart.span == 360
    assert abs(chart._scale().x(MINUTE - 600) - x) < 4
    last = chart.last
    wheel(chart, x, 120, shift)
    assert chart.last < last
    wheel(chart, x, -120, shift)
    assert chart.last == last
    wheel(chart, x, -120, plain)
    assert (chart.span, chart.last) == (1_440, MINUTE)


def test_a_stretch_in_the_past_stays_where_it_is_while_time_goes_on(chart: HistoryChart, moment: Time) -> None:
    chart.zoom_to(60)
    chart.pan(-100)
    assert not chart.is_up_to_now
    first = chart.first
    moment.now += 180
    chart.show_history(chart._minutes, (), 60.0)
    assert chart.first == first
    chart.pan(1_000)
    assert (chart.last, chart.is_up_to_now) == (MINUTE + 3, True)
    moment.now += 60
    chart.show_history(chart._minutes, (), 60.0)
    assert chart.last == MINUTE + 4


def test_what_comes_late_is_still_seen(chart: HistoryChart, moment: Time) -> None:
    minutes = {MINUTE: Minute(MINUTE, you=3)}
    chart.show_history(minutes, (), 60.0)
    chart.zoom_to(60)
    minutes[MINUTE].you += 4
    minutes[MINUTE - 1] = Minute(MINUTE - 1, sync=2)
    chart.show_history(minutes, (), 60.0)
    assert chart.accessibleDescription().startswith("1 h: 9 requests;")
    # Another history: nothing of the one before is left.
    chart.show_history({MINUTE - 30: Minute(MINUTE - 30, you=1)}, (), None)
    assert chart.accessibleDescription().startswith("1 h: 1 requests;")


def test_the_tool_tip_tells_what_the_description_would(chart: HistoryChart) -> None:
    place = QPoint(round(chart._scale().x(MINUTE - 20)) + 1, 100)
    bar = chart.bar_at(QPointF(place))
    assert bar is not None
    QApplication.sendEvent(chart, QHelpEvent(QHelpEvent.Type.ToolTip, place, chart.mapToGlobal(place)))
    text = QToolTip.text()
    assert text == "\n".join(bar_lines(bar))
    assert f"Busiest minute {time_of(MINUTE - 20)} with 50" in text
    assert "Rate limited (429): 2" in text
    assert "Longest wait for a turn 17 s" in text
    QToolTip.hideText()


def test_a_429_has_a_cap_and_a_pause_a_ground(chart: HistoryChart) -> None:
    def colours() -> set[str]:
        image = chart.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, 60)}

    c = theme.colours()
    assert {c.amber_fill.name(), c.amber_soft.name()} <= colours()
    chart.show_history({MINUTE: Minute(MINUTE, you=3)}, (), 60.0)
    assert not {c.amber_fill.name(), c.amber_soft.name()} & colours()
    chart.show_history({}, [Cooldown(NOW - 3_600, NOW - 3_590)], 60.0)
    assert c.amber_soft.name() in colours()


def test_a_click_puts_the_cursor_on_the_busiest_minute(chart: HistoryChart) -> None:
    place = QPoint(round(chart._scale().x(MINUTE - 20)), 100)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert chart.cursor_minute == MINUTE - 20


def test_a_day_is_drawn_with_few_bars(chart: HistoryChart) -> None:
    chart.show_history({at: Minute(at, you=1) for at in range(MINUTE - 1_440, MINUTE + 1)}, (), 60.0)
    assert len(chart._bars) <= 97
    chart.zoom_to(360)
    assert len(chart._bars) <= 73
    chart.zoom_to(60)
    assert len(chart._bars) == 60


@pytest.mark.parametrize(
    ("busiest", "per_minute", "top", "step"),
    [(0, None, 4, 1), (58, 60.0, 60, 20), (58, 10_000.0, 60, 20), (3_000, 10_000.0, 10_000, 5_000), (61, 60.0, 80, 20)],
)
def test_the_scale_holds_the_busiest_minute_and_a_limit_of_its_size(
    busiest: int, per_minute: float | None, top: int, step: int
) -> None:
    scale = make_scale(1_000, 200, MINUTE, 60, busiest, per_minute)
    assert (scale.top, scale.step) == (top, step)
    assert scale.y(busiest) >= scale.area.top()
    assert scale.minute_at(scale.area.left()) == MINUTE
    assert scale.minute_at(scale.area.left() - 1) is None
