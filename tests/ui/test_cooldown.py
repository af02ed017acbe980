"""The countdown: from the snapshot's deadline, once a second, to every control."""

from __future__ import annotations

import time
from typing import Any

import pytest

from app.quota.snapshot import QuotaSnapshot
from ui.cooldown import Cooldown, CooldownState


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Control:
    def __init__(self) -> None:
        self.told: list[int | None] = []

    def set_cooling(self, state: CooldownState | None) -> None:
        self.told.append(None if state is None else state.seconds_left)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cooldown(qapp: Any, clock: Clock) -> Cooldown:
    return Cooldown(monotonic=clock)


def test_a_pause_that_the_server_asked_for(cooldown: Cooldown, clock: Clock) -> None:
    control = Control()
    cooldown.attach(control)
    cooldown.set_snapshot(QuotaSnapshot(paused_until=clock.now + 12.0, pause_s=12.0, window_s=60.0))
    state = cooldown.state
    assert state is not None
    assert (state.seconds_left, state.total_s, state.asked_by_server) == (12, 12.0, True)
    assert state.ends_at == pytest.approx(time.time() + 12, abs=2)
    assert control.told == [None, 12]


def test_a_window_that_is_used_up(cooldown: Cooldown, clock: Clock) -> None:
    used_up = QuotaSnapshot(limit=60, remaining=0, resets_at=clock.now + 7.2, window_s=60.0)
    cooldown.set_snapshot(used_up)
    state = cooldown.state
    assert state is not None
    assert (state.seconds_left, state.total_s, state.asked_by_server) == (8, 60.0, False)
    cooldown.set_snapshot(used_up._replace(remaining=1))
    assert cooldown.state is None


def test_nothing_is_told_twice(cooldown: Cooldown, clock: Clock) -> None:
    control, changes = Control(), []
    cooldown.attach(control)
    cooldown.changed.connect(lambda: changes.append(cooldown.state))
    cooldown.set_snapshot(QuotaSnapshot(limit=60, remaining=10))
    paused = QuotaSnapshot(paused_until=clock.now + 3, pause_s=3)
    cooldown.set_snapshot(paused)
    cooldown.set_snapshot(paused._replace(waiting=5))  # the same second of the same wait
    clock.now += 1
    cooldown.set_snapshot(paused)
    cooldown.set_snapshot(paused._replace(paused_until=clock.now + 9, pause_s=9))  # a new one
    cooldown.set_snapshot(QuotaSnapshot())
    assert control.told == [None, 3, 2, 9, None]
    assert len(changes) == 4


def test_who_comes_late_is_told_at_once(cooldown: Cooldown, clock: Clock) -> None:
    cooldown.set_snapshot(QuotaSnapshot(paused_until=clock.now + 5))
    control = Control()
    cooldown.attach(control)
    assert control.told == [5]


def test_it_counts_by_itself_and_ends_on_time(qtbot: Any) -> None:
    cooldown, control = Cooldown(), Control()
    cooldown.attach(control)
    until = time.monotonic() + 1.05
    cooldown.set_snapshot(QuotaSnapshot(paused_until=until, pause_s=1.05))
    qtbot.waitUntil(lambda: control.told[-1] is None, timeout=5000)
    late = time.monotonic() - until
    assert control.told == [None, 2, 1, None]
    assert 0 <= late < 0.25
