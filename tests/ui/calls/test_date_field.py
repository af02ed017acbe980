from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QSignalSpy, QTest

from ui.calls.date_field import DateField, read_day


@pytest.fixture
def field(qapp: object) -> DateField:
    made = DateField("From date")
    made.show()
    return made


def test_a_typed_day_counts_once_it_is_whole(field: DateField) -> None:
    changed = QSignalSpy(field.day_changed)
    QTest.keyClicks(field, "2026-06-1")
    assert field.day is None
    assert changed.count() == 0
    QTest.keyClicks(field, "2")
    assert field.day == date(2026, 6, 12)
    assert changed.count() == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.day is None
    assert changed.count() == 2


def test_what_is_no_day_is_said_and_filters_nothing(field: DateField) -> None:
    field.setText("2026-02-30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") is True
    assert "no day" in field.accessibleDescription()
    assert field.day is None
    field.setText("2026-02-28")
    assert field.property("invalid") is False


@pytest.mark.parametrize("text", ["", "12", "2026-13-01", "1999-12-31", "2100-01-01", "20260612", "2026-W24-5"])
def test_no_days(text: str) -> None:
    assert read_day(text) is None


def test_a_day_can_be_chosen_in_the_calendar(field: DateField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Down)
    popup = field._popup
    assert popup is not None
    assert popup.isVisible()
    popup.calendar.activated.emit(QDate(2026, 6, 1))
    assert field.text() == "2026-06-01"
    assert not popup.isVisible()
