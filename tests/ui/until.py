"""Waiting for a state of the window, in coroutines of tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LIMIT_S = 10.0


async def until(condition: Callable[[], object], limit_s: float = LIMIT_S) -> None:
    """Let the loop run until `condition` holds."""
    async with asyncio.timeout(limit_s):
        while not condition():  # noqa: ASYNC110 - conditions of widgets, which know no asyncio
            await asyncio.sleep(0.005)
