"""The Campaigns page over a real server, without the rest of the window."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from app.context import Context
from app.models import Campaign
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile
from ui.campaigns.page import CampaignsPage
from ui.cooldown import Cooldown
from ui.desk import Desk
from ui.messages import Messages
from ui.tasks import TaskRunner

LIMIT_S = 15.0
W = TypeVar("W", bound=QWidget)


class Bench:
    """`async with Bench() as bench:` The page is built, the profile is open and its campaigns are read.

    Attributes:
        sandbox: The server; it calls nobody.
        page: The page, in `window`.
        told: What the message bar said, in order.
        failures: Unexpected exceptions of tasks; there must be none.
    """

    def __init__(self, *, size: tuple[int, int] = (1440, 760), key: str = DEMO_KEY, **options: Any) -> None:
        self.sandbox = SandboxServer(**{"limit": 10_000, "dialler_frozen": True, "call_logs": 250, **options})
        self._size = size
        self._key = key
        self.failures: list[BaseException] = []
        self.told: list[tuple[str, str]] = []

    async def __aenter__(self) -> Bench:
        await self.sandbox.__aenter__()
        messages = Messages()
        messages.changed.connect(
            lambda: self.told.append((messages.last.kind, messages.last.text)) if messages.last else None
        )
        self.desk = Desk(TaskRunner(messages.error, self.failures.append), messages, Cooldown())
        self.tabs: list[str] = []
        self.desk.tab_wanted.connect(self.tabs.append)
        self.window = QWidget()
        self.page = CampaignsPage(self.desk)
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page, 1)
        self.window.resize(*self._size)
        self.window.show()
        self._folder = tempfile.TemporaryDirectory()
        profile = Profile("test", "Test", self.sandbox.url)
        self.engine = await Context.open(profile, Secret(self._key), Path(self._folder.name))
        self.desk.set_context(self.engine)
        await until(lambda: self.page.model.rowCount() > 0)
        await until(lambda: self.page._agents)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.desk.set_context(None)
        await self.desk.tasks.aclose()
        await self.engine.aclose()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents()
        await self.sandbox.__aexit__(kind, error, trace)
        self._folder.cleanup()
        if error is None:
            assert self.failures == []
            assert self.sandbox.control.failures == []

    # --- doing

    def select(self, *statuses: str, count: int = 1) -> list[Campaign]:
        """Select the first campaigns in one of these states."""
        table, model = self.page.table, self.page.model
        table.clearSelection()
        rows = [row for row, campaign in enumerate(model.records) if campaign.status in statuses][:count]
        assert len(rows) == count
        table.select_row(rows[0])
        selection = table.selectionModel()
        for row in rows[1:]:
            selection.select(model.index(row, 0), selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
        return self.page.chosen()

    # --- looking

    def truth(self) -> dict[str, str]:
        """Status by campaign id, as the server has it."""
        return {one["id"]: one["status"] for one in self.sandbox.control.state()["campaigns"]}

    def changes(self) -> list[tuple[str, str]]:
        """Everything that was sent to change something."""
        return [(one.method, one.path) for one in self.sandbox.control.requests() if one.method != "GET"]

    def dialog(self) -> QDialog:
        """The one dialog that is open."""
        (found,) = [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]
        return found

    def find(self, kind: type[W], name: str) -> W:
        """A visible widget by its object name."""
        (found,) = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        return found


async def until(condition: Callable[[], object], limit_s: float = LIMIT_S) -> None:
    """Let the loop run until `condition` holds."""
    async with asyncio.timeout(limit_s):
        while not condition():  # noqa: ASYNC110 - conditions of widgets, which know no asyncio
            await asyncio.sleep(0.005)
