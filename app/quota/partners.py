"""Other consoles of this user with the same key: one budget for all of them.

Owns: telling them how things stand here, every second while something is sent and at once where requests are missing.
Leaves to others: the file and its arithmetic (`share_file.py`), keeping to the share (`core.py`). The file is used in
a thread; nothing of a single request waits for it as long as no other console is there.

Where the file cannot be used, each console is for itself, as without it: then the headers alone tell of the others.
A file that is merely busy is asked again at the next beat; the share that was told last holds until this console's
own row would have expired.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from app.clock import Clock
from app.quota.governor import QuotaGovernor
from app.quota.share_file import EXPIRES_S, ShareFile
from app.secrets import Secret
from app.threads import run_in_daemon_thread

_log = logging.getLogger(__name__)

T = TypeVar("T")

BEAT_S: Final = 1.0
IDLE_BEAT_S: Final = 2.5
"""Must be well below `share_file.EXPIRES_S`."""
_AGAIN_S: Final = 0.02  # nothing was to be had: ask again, less and less often
_BROKEN_S: Final = 30.0
_LEAVE_LIMIT_S: Final = 1.0


class Partners:
    """Keeps one governor to its share. Use `start` and `aclose`."""

    def __init__(self, folder: Path, governor: QuotaGovernor, clock: Clock) -> None:
        self._file = ShareFile(folder)
        self._governor = governor
        self._clock = clock
        self._short = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_open = False
        self._again_s = _AGAIN_S

    def start(self, server: str, key: Secret) -> None:
        """Begin; returns at once.

        Args:
            server: Address of the API: the same key may be known to another server.
            key: Whose quota it is.
        """
        self._governor.on_short = self._short.set
        self._task = asyncio.get_running_loop().create_task(self._keep(server, key), name="quota partners")

    async def aclose(self) -> None:
        """Leave. Harmless when repeated."""
        task, self._task = self._task, None
        if task is None:
            return
        self._governor.on_short = None
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if self._is_open:
            try:
                async with asyncio.timeout(_LEAVE_LIMIT_S):
                    await self._in_thread(self._file.leave)
            except (TimeoutError, sqlite3.Error, OSError):
                _log.debug("the row of this console stays until it expires")

    async def _keep(self, server: str, key: Secret) -> None:
        told = False
        heard_at = self._clock.monotonic()
        while True:
            try:
                if not self._is_open:
                    await self._in_thread(lambda: self._file.open(server, key))
                    self._is_open = True
                wait_s = await self._beat()
                told, heard_at = False, self._clock.monotonic()
            except (sqlite3.Error, OSError) as error:
                self._short.clear()
                if not told and _is_busy(error) and self._clock.monotonic() - heard_at < EXPIRES_S:
                    _log.debug("the file of shares is busy")
                    wait_s = BEAT_S
                else:
                    if not told:
                        _log.warning("other consoles with this key cannot be seen: %s", error)
                    told, wait_s = True, _BROKEN_S
                    self._governor.take_share(None)
            try:
                async with asyncio.timeout(wait_s):
                    await self._short.wait()
            except TimeoutError:
                continue

    async def _beat(self) -> float:
        """Tell and hear once: seconds until the next time, at the latest."""
        governor = self._governor
        self._short.clear()
        window, standing = governor.standing()
        now = self._clock.monotonic()
        share = await self._in_thread(lambda: self._file.exchange(standing, now))
        governor.take_share(share, window)
        if not governor.is_short:
            self._again_s = _AGAIN_S
            return BEAT_S if governor.is_busy else IDLE_BEAT_S
        # Others hold the rest for now.
        self._again_s = min(BEAT_S, 2 * self._again_s) if share.held <= standing.held else _AGAIN_S
        return self._again_s

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await run_in_daemon_thread(work, name="quota-shares")


def _is_busy(error: Exception) -> bool:
    """Whether it is only that another console has the file right now."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF == sqlite3.SQLITE_BUSY  # the low byte; the rest says which kind
