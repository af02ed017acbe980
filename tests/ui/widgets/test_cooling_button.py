"""A cooling button says why and until when, and nothing moves."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton


@pytest.fixture
def pause(qtbot: Any, scheme: theme.Theme) -> CoolingButton:
    made = CoolingButton("Pause", icon="pause")
    qtbot.addWidget(made)
    return made


def test_counts_in_its_text_and_explains_itself(pause: CoolingButton) -> None:
    pause.set_cooling(12, "12:10:32", "The server asked for a pause.")
    assert pause.text() == "Pause · 12 s"
    assert not pause.isEnabled()
    assert pause.accessibleName() == "Pause · 12 s"
    assert pause.accessibleDescription() == "The server asked for a pause. Possible again in 12 seconds, at 12:10:32."
    assert pause.toolTip() == pause.accessibleDescription()
    pause.set_cooling(None)
    assert (pause.text(), pause.isEnabled(), pause.accessibleDescription()) == ("Pause", True, "")
    assert pause.accessibleName() == "Pause"


def test_a_name_of_its_own_counts_too(pause: CoolingButton) -> None:
    pause.set_cooling(12, "12:10:32")
    pause.setAccessibleName("Pause the campaign")
    assert (pause.text(), pause.accessibleName()) == ("Pause · 12 s", "Pause the campaign · 12 s")
    pause.set_base_text("Halt")
    pause.set_cooling(None)
    assert (pause.text(), pause.accessibleName()) == ("Halt", "Pause the campaign")


def test_width_is_the_same_in_every_state(pause: CoolingButton) -> None:
    before = pause.sizeHint()
    assert before.width() > Button("Pause", icon="pause").sizeHint().width()
    for seconds in (1, 9, 12, 88, 99):
        pause.set_cooling(seconds, "12:10:32")
        assert pause.sizeHint() == before
    pause.set_possible(False, "Nothing is selected.")
    assert pause.sizeHint() == before


def test_not_possible_wins_over_cooling_and_says_why(pause: CoolingButton) -> None:
    pause.set_cooling(12, "12:10:32")
    pause.set_possible(False, "This campaign is a draft.")
    assert pause.text() == "Pause"
    assert not pause.isEnabled()
    assert pause.accessibleDescription() == "This campaign is a draft."
    pause.set_possible(True)
    assert pause.text() == "Pause · 12 s"


def test_a_busy_task_does_not_end_the_cooling(pause: CoolingButton) -> None:
    pause.setEnabled(False)
    pause.set_cooling(3, "12:00:00")
    pause.setEnabled(True)
    assert not pause.isEnabled()
    pause.set_cooling(None)
    assert pause.isEnabled()


def test_the_two_kinds_of_off_look_different(pause: CoolingButton) -> None:
    c = theme.colours()
    pause.set_cooling(12, "12:00:00")
    cooling = pause.look()
    pause.set_possible(False)
    impossible = pause.look()
    assert (cooling.text, cooling.fill) == (c.text2, c.offbg)
    assert (impossible.text, impossible.fill) == (c.off, None)


def test_focus_does_not_jump_to_a_neighbour(qtbot: Any, scheme: theme.Theme) -> None:
    window = QWidget()
    layout = QHBoxLayout(window)
    refresh, stop = CoolingButton("Refresh"), CoolingButton("Stop everything", kind="danger")
    layout.addWidget(refresh)
    layout.addWidget(stop)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    refresh.setFocus()
    refresh.set_cooling(5, "12:00:00")
    assert window.focusWidget() is not stop
    qtbot.keyClick(window, Qt.Key.Key_Space)
    refresh.set_cooling(None)
    assert window.focusWidget() is refresh
