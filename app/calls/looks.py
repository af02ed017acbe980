"""Looks at the newest calls that somebody waits for, while a round of background work is under way.

Owns: letting them in between, telling those who wait. Leaves to others: the look itself and the round (`sync.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.errors import AppError

T = TypeVar("T")


class Looks:
    """One round's callers from outside.

    Args:
        look: Does what they wait for.
    """

    def __init__(self, look: Callable[[], Awaitable[None]]) -> None:
        self._look = look
        self._wish = asyncio.Event()
        self._waiting: list[asyncio.Future[bool]] = []

    async def wait(self) -> bool:
        """Wait for a look from now on; False where the round ended without one.

        Raises:
            AppError: It failed.
        """
        looked: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(looked)
        self._wish.set()
        return await looked

    async def but_first(self, request: Awaitable[T]) -> T:
        """Wait for a request that may take its time, and let those who cannot wait have their look meanwhile."""
        asked = asyncio.ensure_future(request)
        try:
            while not asked.done():
                wish = asyncio.ensure_future(self._wish.wait())
                try:
                    await asyncio.wait({asked, wish}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    wish.cancel()
                if self._wish.is_set():
                    await self._serve()
            return await asked
        finally:
            asked.cancel()

    def give_up(self) -> None:
        """The round is over: whoever still waits has to do it differently."""
        self._answer(False)

    async def _serve(self) -> None:
        self._wish.clear()
        try:
            await self._look()
        except AppError as error:
            self._answer(error)
        else:
            self._answer(True)

    def _answer(self, answer: bool | AppError) -> None:
        self._wish.clear()
        waiting, self._waiting = self._waiting, []
        for looked in waiting:
            if looked.done():
                continue
            if isinstance(answer, AppError):
                looked.set_exception(answer)
            else:
                looked.set_result(answer)
