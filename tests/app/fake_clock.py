"""A clock whose sleep moves time, and the loop that goes with it.

`run(main, clock)` runs a coroutine on a loop that never waits: when nothing is ready, its time jumps to the next timer.
An hour-long pause takes microseconds, and what happens in which order is the same at every run.
"""

from __future__ import annotations

import asyncio
import random
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

START = 1_000.0
EPOCH = 1_800_000_000.0  # Unix time at `START` by the server


class _JumpingSelector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Does not wait: moves the loop's time instead."""

    now = START

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None:
            raise RuntimeError("everything waits for something that will never happen")
        if timeout > 0:
            self.now += timeout
        return super().select(0)


class _JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


class FakeClock:
    """Time of the jumping loop.

    Args:
        skew_s: How far this machine's wall clock is ahead of the server's.
        early: Share of a sleep by which it may end early, as Qt's coarse timers do.
        seed: For the choice of which sleeps do.
    """

    def __init__(self, *, skew_s: float = 0.0, early: float = 0.0, seed: int = 0) -> None:
        self.skew_s = skew_s
        self._early = early
        self._random = random.Random(seed)
        self.loop: asyncio.AbstractEventLoop | None = None

    def monotonic(self) -> float:
        return START if self.loop is None else self.loop.time()

    def server_time(self) -> float:
        return EPOCH + self.monotonic() - START

    def time(self) -> float:
        return self.server_time() + self.skew_s

    async def sleep(self, seconds: float) -> None:
        if self._early and self._random.random() < 0.5:
            seconds *= 1 - self._early * self._random.random()
        await asyncio.sleep(max(0.001, seconds) if seconds > 0 else 0)


def run(main: Coroutine[Any, Any, T], clock: FakeClock) -> T:
    """Run `main` to its end in no time."""
    with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
        clock.loop = runner.get_loop()
        return runner.run(main)
