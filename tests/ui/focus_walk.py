"""Goes through a window with the Tab key, and looks at every stop.

Owns: the walk, and what is wrong with it. Leaves to others: bringing windows on the screen (`tests/ui/surfaces.py`).
"""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateTimeEdit, QRadioButton, QWidget

AROUND = 6
"""Pixels around a control that its focus ring may cover."""
SAME_ROW = 12
MOST_STOPS = 200
PARTS_OF_A_DATE = 3


def expected_stops(window: QWidget) -> set[QWidget]:
    """What Tab has to come to: one stop for a group of radio buttons."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (_is_one_of_several(widget) and not widget.isChecked())  # type: ignore[attr-defined]
    }


def _is_one_of_several(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    return isinstance(widget, QRadioButton) or (group is not None and group.exclusive())


def walk(window: QWidget, *, backwards: bool = False) -> tuple[list[QWidget], str]:
    """Press Tab until a stop comes again; the stops in order, and "" or what stood in the way."""
    key, modifier = (
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        if backwards
        else (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    )
    if (focus := window.focusWidget()) is not None:
        focus.clearFocus()
    window.setFocus()
    stops: list[QWidget] = []
    within = 0
    while len(stops) < MOST_STOPS:
        before = QApplication.focusWidget()
        QTest.keyClick(before or window, key, modifier)
        now = QApplication.focusWidget()
        if now is None:
            return stops, f"the focus is nowhere after {name_of(before)}"
        if now is before and isinstance(now, QDateTimeEdit) and within < PARTS_OF_A_DATE:
            within += 1  # from the day to the month
            continue
        within = 0
        if now is before:
            stops = stops or [now]
            return stops, "" if expected_stops(window) == {now} else f"the key goes nowhere from {name_of(now)}"
        if now in stops:
            if now is not stops[0]:
                return stops, f"from {name_of(before)} back to {name_of(now)}, past the beginning"
            return stops, ""
        stops.append(now)
    return stops, "no end"


def problems_of(window: QWidget) -> list[str]:
    """What is wrong with the way through a window."""
    found = []
    stops, trap = walk(window)
    if trap:
        found.append(trap)
    expected = expected_stops(window)
    found += [f"never reached: {name_of(widget)}" for widget in expected - set(stops)]
    # Qt lets Tab in at the first of a group of radio buttons that was never touched, be it chosen or not.
    hidden = [widget for widget in set(stops) - expected if not (_is_one_of_several(widget) and widget.isVisible())]
    found += [f"a stop nobody sees: {name_of(widget)}" for widget in hidden]
    for first, then in itertools.pairwise(stops):
        if first.parentWidget() is then.parentWidget() and _is_before(then, first):
            found.append(f"{name_of(then)} comes after {name_of(first)}, and stands before it")
    back, trap = walk(window, backwards=True)
    if trap:
        found.append(f"backwards: {trap}")
    elif set(back) == set(stops):
        start = back.index(stops[-1])
        if [*back[start:], *back[:start]] != stops[::-1]:
            found.append("backwards is another way than forwards")
    return found


def _is_before(widget: QWidget, other: QWidget) -> bool:
    """Whether it is read before the other: above it, or to the left of it in the same row."""
    one, two = widget.geometry(), other.geometry()
    if abs(one.center().y() - two.center().y()) <= SAME_ROW:
        return one.x() < two.x()
    return one.bottom() < two.top()


def looks_alike_with_focus(window: QWidget, stops: list[QWidget]) -> list[str]:
    """The stops whose picture does not tell that they have the focus."""
    alike = []
    for place, widget in enumerate(stops):
        other = stops[place - 1]
        if other is widget:
            continue
        other.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.sendPostedEvents()
        area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        without = window.grab(area).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.sendPostedEvents()
        area_now = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        if area_now == area and window.grab(area).toImage() == without:
            alike.append(name_of(widget))
    return alike


def name_of(widget: QWidget | None) -> str:
    """A widget, for people who read a failed test."""
    if widget is None:
        return "nothing"
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName() or text!r}"
