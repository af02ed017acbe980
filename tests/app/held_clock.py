"""A clock that stands still until a test moves it, for parts that use threads as well: the loop is a real one."""

from __future__ import annotations

import asyncio

START = 1_000.0
EPOCH = 1_800_000_000.0


class HeldClock:
    """Whoever sleeps wakes up when `advance` has passed the time."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def monotonic(self) -> float:
        return START + self._passed

    def time(self) -> float:
        return EPOCH + self._passed

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._passed + seconds, woken))
        await woken

    async def advance(self, seconds: float) -> None:
        """Let time pass, and let those who are due run on."""
        self._passed += seconds
        due = [sleeper for sleeper in self._sleepers if sleeper[0] <= self._passed]
        self._sleepers = [sleeper for sleeper in self._sleepers if sleeper[0] > self._passed]
        for _, woken in due:
            if not woken.done():
                woken.set_result(None)
        for _ in range(3):
            await asyncio.sleep(0)
