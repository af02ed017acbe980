"""The Call logs page over a real server, without the rest of the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace, TracebackType
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.campaigns.directory import CampaignDirectory
from app.clock import SystemClock
from app.quota.governor import QuotaGovernor
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from ui.calls.page import CallsPage
from ui.cooldown import Cooldown
from ui.desk import Desk
from ui.messages import Messages
from ui.tasks import TaskRunner
from ui.widgets.status_bar import StatusBar

LIMIT_S = 10.0


class _Reference:
    def __init__(self, api: Api) -> None:
        self._api = api

    async def agents(self) -> Any:
        return SimpleNamespace(items=await self._api.agents(), age_s=0.0)


class Engine:
    """What the page uses of a profile's engine: the real parts."""

    def __init__(self, url: str, key: str, clock: SystemClock) -> None:
        self.clock = clock
        self.governor = QuotaGovernor(clock)
        self.api = Api(Transport(url, Secret(key)), self.governor, CampaignDialect(), clock, profile_id="test")
        self.campaigns = CampaignDirectory(self.api, clock)
        self.reference = _Reference(self.api)

    async def aclose(self) -> None:
        await self.governor.aclose()
        await self.api.aclose()


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
        self.engine = Engine(self.sandbox.url, self._key, SystemClock())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.desk.tasks.aclose()
        await self.engine.aclose()
        self.window.close()
        self.window.deleteLater()
        await self.sandbox.__aexit__(kind, error, trace)
        if error is None:
            assert self.failures == []

    # --- doing

    def open(self) -> None:
        """Open the profile: the page begins to read."""
        self.desk.set_context(self.engine)  # type: ignore[arg-type]

    async def loaded(self) -> None:
        """Open the profile and wait for the first page and the names."""
        self.open()
        await until(lambda: self.page.model.rowCount() > 0 and not self.page.reader.reading)
        await until(lambda: self.page.filters.campaign.count() > 1 and self.page.filters.agent.count() > 1)

    async def settled(self) -> None:
        """Wait until nothing is being read."""
        await until(lambda: not self.page.reader.reading)

    async def read_anew(self, before: object) -> None:
        """Wait until another list than `before` has been read."""
        reader = self.page.reader
        await until(lambda: reader.feed is not before and reader.feed and reader.feed.read_at and not reader.reading)

    # --- looking

    def requests(self, path: str = "/call-logs") -> list[Any]:
        """The requests the server saw for this path."""
        return [one for one in self.sandbox.control.requests() if one.path.split("?")[0] == path]


async def until(condition: Callable[[], object], limit_s: float = LIMIT_S) -> None:
    """Let the loop run until `condition` holds."""
    async with asyncio.timeout(limit_s):
        while not condition():  # noqa: ASYNC110 - conditions of widgets, which know no asyncio
            await asyncio.sleep(0.005)
