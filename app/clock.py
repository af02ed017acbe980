"""The one source of time, so that tests can move it.

Owns: reading clocks and sleeping. Leaves to others: what a deadline means.
Deadlines everywhere in this project are instants of `Clock.monotonic`; wall time is only for showing.
"""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """What the engine needs of time."""

    def monotonic(self) -> float:
        """Seconds of a clock that never jumps; only differences mean anything."""
        ...

    def time(self) -> float:
        """Unix time in seconds, for showing and for storing."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait about `seconds`; may return up to 5 % early on the Qt loop."""
        ...


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.monotonic()

    def time(self) -> float:
        """See `Clock.time`."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """See `Clock.sleep`."""
        await asyncio.sleep(seconds)


async def sleep_until(clock: Clock, deadline: float) -> None:
    """Return when `clock.monotonic()` has reached `deadline`, never before.

    The deadline is looked at again after every sleep because Qt's coarse timers wake up to 5 % early.
    """
    while (left := deadline - clock.monotonic()) > 0:
        await clock.sleep(left)
