"""Pictures of the Quota tab: fresh, busy, with another user of the key, cooling down.

Owns: how these states come about, over a server of its own, so that what is spent here is not missed elsewhere.
Leaves to others: taking pictures (`photographer.py`). Requests, refusals and the other user are real; the day before
is invented, since nobody waits a day for a picture.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.api.dialect import CallLogQuery
from app.context import Context
from app.demo import DemoServer, start_demo_server
from app.errors import AppError
from app.quota.history_store import HistoryStore
from app.quota.minutes import Cooldown, Minute
from app.quota.priorities import Priority
from app.secrets import Secret
from app.settings import Profile, Settings
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from ui.quota.page import QuotaPage

_PAUSE_S: Final = 14
_PAGES: Final = 14
_OTHERS: Final = 12
_LAST_REFUSALS: Final = (14, 27, 66, 80, 1031, 1050)  # minutes ago


class Taking(Protocol):
    """Takes a picture of a window under this name, in both schemes."""

    def __call__(self, name: str, window: MainWindow) -> Awaitable[None]:
        """See the class."""
        ...


Until = Callable[[Callable[[], bool], str], Awaitable[None]]


async def take_quota_pictures(take: Taking, until: Until, size: tuple[int, int]) -> None:
    """Take all of them.

    Args:
        take: Takes one.
        until: Waits for a state, described in words.
        size: Of the window.
    """
    demo = await start_demo_server()
    failures: list[BaseException] = []
    with TemporaryDirectory() as folder:
        window = MainWindow(Settings(Path(folder)), failures.append)
        window.resize(*size)
        try:
            await _States(window, demo, Path(folder), take, until).all()
        finally:
            window.open_context(None)
            await window.desk.tasks.aclose()
            window.hide()
            window.deleteLater()
            demo.stop()
    if failures:
        raise failures[0]


class _States:
    def __init__(self, window: MainWindow, demo: DemoServer, folder: Path, take: Taking, until: Until) -> None:
        self._window = window
        self._demo = demo
        self._folder = folder
        self._take = take
        self._until = until
        self._profile = Profile(id="demo", name="Demo", base_url=demo.url, colour="teal")

    async def all(self) -> None:
        context = await self._open(self._folder)
        self._window.show_opening(self._profile)
        self._window.show()
        self._window.show_page()
        self._window.open_context(context)
        try:
            self._page()
            await self._until(lambda: context.governor.snapshot.remaining is not None, "quota")
            await self._until(lambda: not self._window.desk.quota.snapshot.in_flight, "nothing under way")
            await self._shown(context)
            await self._take("quota-fresh", self._window)
            write_invented_day(context)
        finally:
            self._window.open_context(None)
            await context.aclose()
        context = await self._open(self._folder)
        self._window.open_context(context)
        try:
            await self._busy(context)
            await self._with_others(context)
            await self._cooling(context)
        finally:
            self._window.open_context(None)
            await context.aclose()

    async def _open(self, folder: Path) -> Context:
        return await Context.open(self._profile, Secret.parse(self._demo.key), folder)

    def _page(self) -> QuotaPage:
        from ui.quota.page import QuotaPage

        self._window.show_tab("quota")
        page = self._window.page("quota")
        assert isinstance(page, QuotaPage)
        return page

    async def _busy(self, context: Context) -> None:
        withdraw = context.governor.expect(Priority.BACKGROUND, 200)  # more than the window has: some of it waits
        reading = [
            asyncio.ensure_future(context.api.call_logs(CallLogQuery(), page=page + 1, priority=Priority.BACKGROUND))
            for page in range(2 * _PAGES)
        ]
        try:
            await self._until(lambda: sum(task.done() for task in reading) >= _PAGES, "a part of the call logs")
            await context.api.campaigns()
            await self._shown(context)
            await self._take("quota-busy", self._window)
        finally:
            withdraw()
            await _end(reading)

    async def _with_others(self, context: Context) -> None:
        with TemporaryDirectory() as folder:
            other = await self._open(Path(folder))
            try:
                for _ in range(_OTHERS):
                    await other.api.agents()
            finally:
                await other.aclose()
        await context.api.campaigns()
        await self._until(lambda: context.history.others_per_minute() is not None, "another user of the key")
        await self._shown(context)
        await self._take("quota-others", self._window)

    async def _cooling(self, context: Context) -> None:
        await self._demo.control("faults", [{"kind": "rate_limit", "retry_after_s": _PAUSE_S}])
        asking = asyncio.ensure_future(context.api.campaigns())
        try:
            await self._until(lambda: self._window.desk.cooldown.state is not None, "cooldown")
            await self._shown(context)
            await self._take("quota-cooldown", self._window)
        finally:
            await _end([asking])

    async def _shown(self, context: Context) -> None:
        """Wait until the page has caught up."""
        page = self._page()
        await self._until(
            lambda: page.log.model.total == context.api.request_log.added and not page.is_behind, "a page up to date"
        )


async def _end(tasks: Sequence[asyncio.Future[Any]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError, AppError):
            await task


def write_invented_day(context: Context) -> None:
    """Fill the history of a profile that nobody uses for real; it is read at the next opening."""
    chance = random.Random(4)
    minutes: list[Minute] = []
    cooldowns: list[Cooldown] = []
    now = context.clock.time()
    for back in range(24 * 60):
        at = int(now // 60) - 1 - back
        hours = back / 60
        minute = Minute(at, sync=chance.choice((2, 3, 4, 5)), limit=60, remaining=40, plain=2, plain_charged=2)
        if hours < 3 or hours > 15:  # people are at work
            minute.sync += chance.randrange(6)
            minute.you = max(0, round(chance.gauss(5, 5)))
            minute.others = max(0, round(chance.gauss(-2, 4)))
            minute.reference = int(chance.random() < 0.05)
        if 1 < hours < 1.4 or 0.2 < hours < 0.6 or 17 < hours < 17.6:
            minute.uploads = chance.randrange(12, 34)
        if back % 7 == 0:
            minute.unchanged = minute.measured = minute.charged = 1
        if back in _LAST_REFUSALS:
            minute.limited, minute.waited_s, minute.longest_wait_s = 1, 17.0, 17.0
            minute.you, minute.others = 12, 7
            cooldowns.append(Cooldown(at * 60.0 + 20, at * 60.0 + 37))
        minute.windows, minute.most_used = 1, min(60, minute.total)
        minutes.append(minute)
    HistoryStore(context.folder, context.api.account).write(minutes, cooldowns)
