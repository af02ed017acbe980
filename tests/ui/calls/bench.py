"""The Call logs page over a real server, without the rest of the window."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.context import Context
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile
from ui.calls.page import CallsPage
from ui.calls.reader import FOLLOW, PAGES, REFRESH, VIEW
from ui.cooldown import Cooldown
from ui.desk import Desk
from ui.messages import Messages
from ui.tasks import TaskRunner
from ui.widgets.status_bar import StatusBar

LIMIT_S = 10.0


class Bench:
    """`async with Bench(call_logs=300) as bench:` The page is built and shown, the profile is not opened yet.

    Attributes:
        sandbox: The server; its data stand still.
        page: The page, in `window`, with a status bar under it.
        failures: Unexpected exceptions of tasks; there must be none.
    """

    def __init__(
        self,
        *,
        size: tuple[int, int] = (1440, 760),
        key: str = DEMO_KEY,
        sandbox: SandboxServer | None = None,
        **options: Any,
    ) -> None:
        self.sandbox = sandbox or SandboxServer(
            **{"limit": 10_000, "dialler_frozen": True, "call_logs": 250, **options}
        )
        self._size = size
        self._key = key
        self.failures: list[BaseException] = []

    async def __aenter__(self) -> Bench:
        await self.sandbox.__aenter__()
        messages = Messages()
        self.desk = Desk(TaskRunner(messages.error, self.failures.append), messages, Cooldown())
        self.window = QWidget()
        self.page = CallsPage(self.desk)
        self.status_bar = StatusBar()
        self.notes: list[str] = []
        self.desk.note_changed.connect(self.notes.append)
        self.desk.note_changed.connect(self.status_bar.set_note)
        self.page.status_changed.connect(lambda: self.status_bar.set_facts(self.page.status_texts()))
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.status_bar)
        self.window.resize(*self._size)
        self.window.show()
        self._folder = tempfile.TemporaryDirectory()
        profile = Profile("test", "Test", self.sandbox.url)
        self.engine = await Context.open(profile, Secret(self._key), Path(self._folder.name))
        self.engine.details.budget = 0  # what is asked for is what the test opens
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.desk.tasks.aclose()
        await self.engine.aclose()
        self.window.close()
        self.window.deleteLater()
        await self.sandbox.__aexit__(kind, error, trace)
        self._folder.cleanup()
        if error is None:
            assert self.failures == []

    # --- doing

    def open(self) -> None:
        """Open the profile: the page begins to read."""
        self.desk.set_context(self.engine)

    async def loaded(self) -> None:
        """Open the profile and wait for all calls and the names."""
        self.open()
        await self.synced()
        await until(lambda: self.page.filters.campaign.count() > 1 and self.page.filters.agent.count() > 1)

    async def synced(self) -> None:
        """Wait until the mirror has what the server has and the table shows it."""
        reader = self.page.reader

        def is_whole() -> bool:
            progress = reader.progress
            return bool(progress and progress.checked_at and not progress.is_working and not progress.is_filling)

        await until(is_whole)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being asked and every change is taken in."""
        names, page = (VIEW, FOLLOW, PAGES, REFRESH), self.page

        def is_busy() -> bool:
            return page.filters.is_settling or page.is_typing or page.reader.is_asking

        await until(lambda: not is_busy() and not any(map(self.desk.tasks.is_running, names)))

    async def records(self) -> list[Any]:
        """The calls of all rows."""
        return await self.page.reader.records([(0, self.page.model.rowCount() - 1)])

    # --- looking

    def requests(self, path: str = "/call-logs") -> list[Any]:
        """The requests the server saw for this path."""
        return [one for one in self.sandbox.control.requests() if one.path.split("?")[0] == path]


async def until(condition: Callable[[], object], limit_s: float = LIMIT_S) -> None:
    """Let the loop run until `condition` holds."""
    async with asyncio.timeout(limit_s):
        while not condition():  # noqa: ASYNC110 - conditions of widgets, which know no asyncio
            await asyncio.sleep(0.005)
