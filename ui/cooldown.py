"""The countdown while no request may leave.

Owns: the state of the wait and its once-a-second redraw. Leaves to others: the deadline (the governor's snapshot) and
the look (`CoolingButton`, banner, gauge). The seconds are always computed from the deadline, never counted down.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.quota.snapshot import QuotaSnapshot


class CooldownState(NamedTuple):
    """A wait that is going on.

    Attributes:
        until: End of the wait, monotonic clock.
        seconds_left: Whole seconds, rounded up.
        ends_at: End of the wait as Unix time, for showing.
        total_s: Length of the whole wait in seconds, where known.
        asked_by_server: True after a 429; False when the window's requests are simply used up.
    """

    until: float
    seconds_left: int
    ends_at: float
    total_s: float | None
    asked_by_server: bool


class Cooling(Protocol):
    """A control that sends a request and is therefore off during a wait."""

    def set_cooling(self, state: CooldownState | None) -> None:
        """Show the wait, or give the control back (None)."""
        ...


class Cooldown(QObject):
    """Follows the quota snapshot and turns it into a countdown.

    Signals:
        changed: The state began, ended, or shows another second.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._snapshot = QuotaSnapshot()
        self._controls: list[Cooling] = []
        self.state: CooldownState | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # Coarse timers may fire 5 % off: 3 s of a minute's wait.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._update)

    def attach(self, control: Cooling) -> None:
        """Let `control` follow the wait from now on, until it is deleted."""
        self._controls.append(control)
        control.set_cooling(self.state)

    def set_snapshot(self, snapshot: QuotaSnapshot) -> None:
        """Take in what the governor says now."""
        self._snapshot = snapshot
        self._update()

    def _update(self) -> None:
        now = self._monotonic()
        until = self._snapshot.blocked_until(now)
        state: CooldownState | None = None
        if until is None:
            self._timer.stop()
        else:
            left = until - now
            asked = self._snapshot.paused_until == until
            state = CooldownState(
                until=until,
                seconds_left=max(1, math.ceil(left)),
                ends_at=time.time() + left,
                total_s=self._snapshot.pause_s if asked else self._snapshot.window_s,
                asked_by_server=asked,
            )
            to_next_second = left - (math.ceil(left) - 1)
            self._timer.start(max(1, math.ceil(to_next_second * 1000)))
        before, self.state = self.state, state
        same = (before is None) == (state is None) and (
            before is None
            or state is None
            or (before.until == state.until and before.seconds_left == state.seconds_left)
        )
        if same:
            return
        self._controls = [control for control in self._controls if isValid(control)]
        for control in tuple(self._controls):
            control.set_cooling(state)
        self.changed.emit()
