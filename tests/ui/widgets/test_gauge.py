"""The gauge says the same to the eye and to assistive technology, and redraws on change only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication

from app.quota.snapshot import QuotaSnapshot
from ui import theme
from ui.widgets.gauge import Gauge, HeaderGauge
from ui.widgets.quota_view import QuotaState, read_quota

PLENTY = QuotaSnapshot(limit=60, remaining=41, resets_at=112.0, window_s=60)
LOW = QuotaSnapshot(limit=60, remaining=15, resets_at=130.0, window_s=60)
EMPTY = QuotaSnapshot(limit=60, remaining=0, resets_at=118.0, window_s=60)
LIMITED = QuotaSnapshot(limit=60, remaining=0, resets_at=118.0, paused_until=112.0, pause_s=20)
UNKNOWN = QuotaSnapshot()


@pytest.mark.parametrize(
    ("snapshot", "state", "number", "spoken"),
    [
        (PLENTY, QuotaState.PLENTY, "41", "41 of 60 requests left, resets in 12 seconds"),
        (LOW, QuotaState.LOW, "15", "15 of 60 requests left, resets in 30 seconds"),
        (EMPTY, QuotaState.EMPTY, "0", "0 of 60 requests left, resets in 18 seconds"),
        (LIMITED, QuotaState.LIMITED, "12", "Rate limited, 12 seconds left"),
        (UNKNOWN, QuotaState.UNKNOWN, "?", "Quota unknown"),
    ],
)
def test_the_five_states(snapshot: QuotaSnapshot, state: QuotaState, number: str, spoken: str) -> None:
    view = read_quota(snapshot, 100.0)
    assert (view.state, view.number, view.spoken) == (state, number, spoken)


def test_a_quarter_is_low_and_more_is_plenty() -> None:
    assert read_quota(PLENTY._replace(remaining=16), 100.0).state is QuotaState.PLENTY
    assert read_quota(PLENTY._replace(remaining=15), 100.0).state is QuotaState.LOW


def test_what_the_server_has_not_said_is_not_made_up() -> None:
    view = read_quota(QuotaSnapshot(limit=60, remaining=41), 100.0)
    assert view.time_share is None
    assert view.seconds is None
    assert view.spoken == "41 of 60 requests left"
    assert read_quota(PLENTY._replace(window_s=None), 100.0).time_share is None


def test_seconds_round_up_and_one_is_singular() -> None:
    assert read_quota(LIMITED, 111.2).spoken == "Rate limited, 1 second left"
    assert read_quota(LIMITED, 112.0).state is QuotaState.EMPTY


def test_times_of_day_come_from_the_wall_clock() -> None:
    wall = datetime(2026, 6, 12, 12, 10, 20).astimezone()
    assert read_quota(PLENTY, 100.0, wall).detail == "resets in 12 s · at 12:10:32"
    assert read_quota(LIMITED, 100.0, wall).detail == "requests go on at 12:10:32"


def test_assistive_technology_reads_value_maximum_and_sentence(qtbot: Any, scheme: theme.Theme) -> None:
    gauge = Gauge()
    gauge.setObjectName("quota.gauge")
    qtbot.addWidget(gauge)
    interface = QAccessible.queryAccessibleInterface(gauge)
    assert interface.text(QAccessible.Text.Name) == "API quota"
    assert interface.text(QAccessible.Text.Description) == "Quota unknown"
    gauge.set_snapshot(PLENTY, 100.0)
    values = interface.valueInterface()
    assert (values.currentValue(), values.maximumValue()) == (41, 60)
    assert interface.text(QAccessible.Text.Description) == "41 of 60 requests left, resets in 12 seconds"
    assert interface.role() == QAccessible.Role.ProgressBar


class Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: Any) -> bool:
        self.count += event.type() == event.Type.Paint
        return False


def test_it_redraws_on_change_only(qtbot: Any, scheme: theme.Theme) -> None:
    gauge = Gauge("tab")
    qtbot.addWidget(gauge)
    gauge.set_snapshot(PLENTY, 100.0)
    gauge.show()
    qtbot.waitExposed(gauge)
    paints = Paints()
    gauge.installEventFilter(paints)

    def settled() -> bool:
        # The first paints come in several rounds.
        before = paints.count
        QApplication.processEvents()
        return before > 0 and paints.count == before

    qtbot.waitUntil(settled)
    shown = paints.count
    gauge.set_snapshot(PLENTY, 100.3)
    QApplication.processEvents()
    assert paints.count == shown
    gauge.set_snapshot(PLENTY, 101.2)
    qtbot.waitUntil(lambda: paints.count > shown)


def picture(gauge: Gauge) -> QImage:
    return gauge.grab().toImage()


def count(image: QImage, colour: QColor) -> int:
    return sum(image.pixelColor(x, y) == colour for x in range(0, image.width()) for y in range(0, image.height()))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("form", ["header", "tab"])
def test_each_state_has_its_colour(qtbot: Any, scheme: theme.Theme, mode: Any, form: Any) -> None:
    scheme.set_mode(mode)
    c = theme.colours()
    gauge = Gauge(form)
    qtbot.addWidget(gauge)
    gauge.set_snapshot(PLENTY, 100.0)
    assert count(picture(gauge), c.accent_fill) > 20
    gauge.set_snapshot(LOW, 100.0)
    assert count(picture(gauge), c.amber_fill) > 5
    gauge.set_snapshot(LIMITED, 100.0)
    limited = count(picture(gauge), c.amber_fill)
    gauge.set_snapshot(LIMITED, 110.0)
    assert 0 < count(picture(gauge), c.amber_fill) < limited


def test_the_ring_drains_from_its_end(qtbot: Any, scheme: theme.Theme) -> None:
    gauge = Gauge("header")
    qtbot.addWidget(gauge)
    gauge.set_snapshot(QuotaSnapshot(limit=60, remaining=30), 0.0)
    image = picture(gauge)
    c = theme.colours()
    middle = image.height() // 2
    assert image.pixelColor(2, middle) == c.accent_fill  # left: first half
    assert image.pixelColor(image.width() - 3, middle) == c.track  # right: second half


@pytest.mark.parametrize("limit", [1, 7, 60, 5_000, 1_000_000])
def test_any_limit_can_be_painted(qtbot: Any, scheme: theme.Theme, limit: int) -> None:
    for form in ("header", "tab"):
        gauge = Gauge(form)  # type: ignore[arg-type]
        qtbot.addWidget(gauge)
        for remaining in (0, 1, limit // 2, limit, limit + 5):
            gauge.set_snapshot(QuotaSnapshot(limit=limit, remaining=remaining, resets_at=9.0, window_s=3.0), 1.0)
            assert not picture(gauge).isNull()
            assert gauge.value() <= gauge.maximum()


def test_the_header_block_keeps_its_width_and_can_be_clicked(qtbot: Any, scheme: theme.Theme) -> None:
    block = HeaderGauge()
    qtbot.addWidget(block)
    widths = set()
    for snapshot in (PLENTY, LOW, EMPTY, LIMITED, UNKNOWN):
        block.set_snapshot(snapshot, 100.0)
        widths.add(block.sizeHint().width())
    assert len(widths) == 1
    with qtbot.waitSignal(block.clicked):
        qtbot.mouseClick(block, Qt.MouseButton.LeftButton, pos=QPoint(80, 20))
