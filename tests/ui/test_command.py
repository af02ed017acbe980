"""A command: one availability for button, menu entry and keys, with the reason beside it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.quota.snapshot import QuotaSnapshot
from ui.command import Command
from ui.cooldown import Cooldown
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton


class Bench:
    def __init__(self, qtbot: Any) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.cooldown = Cooldown(self.window)
        self.command = Command("campaigns.pause", "Pause", cooldown=self.cooldown, shortcut="F5", parent=self.window)
        self.button = CoolingButton("Pause", parent=self.window)
        self.command.bind(self.button)
        self.window.addAction(self.command.action)
        self.done = 0
        self.command.triggered.connect(self._count)

    def _count(self) -> None:
        self.done += 1

    def cool(self, seconds: float | None, *, asked: bool = True) -> None:
        if seconds is None:
            self.cooldown.set_snapshot(QuotaSnapshot())
            return
        until = time.monotonic() + seconds
        self.cooldown.set_snapshot(
            QuotaSnapshot(paused_until=until, pause_s=seconds)
            if asked
            else QuotaSnapshot(limit=60, remaining=0, resets_at=until, window_s=60)
        )


@pytest.fixture
def bench(qtbot: Any, scheme: Theme) -> Bench:
    return Bench(qtbot)


def test_button_and_menu_do_the_same(bench: Bench) -> None:
    assert bench.button.objectName() == "campaigns.pause"
    bench.button.click()
    bench.command.action.trigger()
    bench.command.trigger()
    assert bench.done == 3


def test_the_keys_work_where_the_action_is(bench: Bench, qtbot: Any) -> None:
    bench.window.show()
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    qtbot.keyClick(bench.window, Qt.Key.Key_F5)
    assert bench.done == 1
    bench.command.set_possible(False, "Not now.")
    qtbot.keyClick(bench.window, Qt.Key.Key_F5)
    assert bench.done == 1


def test_what_makes_no_sense_is_off_and_says_why(bench: Bench) -> None:
    changes: list[bool] = []
    bench.command.changed.connect(lambda: changes.append(bench.command.available))
    for _ in range(2):
        bench.command.set_possible(False, "Select a campaign first.")
    assert changes == [False]
    assert not bench.button.isEnabled()
    assert not bench.command.action.isEnabled()
    assert bench.button.accessibleDescription() == "Select a campaign first."
    bench.button.click()
    bench.command.trigger()
    assert bench.done == 0
    bench.command.set_possible(True)
    assert bench.button.isEnabled()
    assert bench.button.accessibleDescription() == ""


def test_a_wait_counts_in_button_and_menu(bench: Bench) -> None:
    bench.cool(12)
    assert bench.button.text() == bench.button.accessibleName() == bench.command.action.text() == "Pause · 12 s"
    assert bench.button.accessibleDescription().startswith("The server asked for a pause. Possible again in 12 seconds")
    assert not bench.command.action.isEnabled()
    bench.command.trigger()
    assert bench.done == 0
    bench.cool(7, asked=False)
    assert "All requests of this window are used up." in bench.button.accessibleDescription()
    bench.cool(None)
    assert (bench.button.text(), bench.command.action.text()) == ("Pause", "Pause")
    bench.command.trigger()
    assert bench.done == 1


def test_what_makes_no_sense_does_not_count(bench: Bench) -> None:
    bench.command.set_possible(False, "Select a campaign first.")
    bench.cool(12)
    assert (bench.button.text(), bench.command.action.text()) == ("Pause", "Pause")


def test_a_busy_command_refuses_a_second_start(bench: Bench) -> None:
    bench.command.set_busy(True)
    bench.button.click()
    bench.command.action.trigger()
    assert bench.done == 0
    bench.cool(5)
    bench.command.set_busy(False)
    bench.command.trigger()
    assert bench.done == 0  # the wait is not over
    bench.cool(None)
    bench.command.trigger()
    assert bench.done == 1


def test_a_plain_button_shows_the_reason_too(bench: Bench) -> None:
    plain = Button("Copy", parent=bench.window)
    command = Command("copy", "Copy", parent=bench.window)
    command.bind(plain)
    command.set_possible(False, "Nothing is selected.")
    assert (plain.isEnabled(), plain.toolTip()) == (False, "Nothing is selected.")
    command.set_possible(True)
    assert plain.isEnabled()


def test_a_command_without_requests_knows_no_wait(bench: Bench) -> None:
    local = Command("search", "Search", parent=bench.window)
    bench.cool(12)
    assert local.available
