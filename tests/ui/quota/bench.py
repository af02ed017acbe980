"""The Quota tab of a real window over a real server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.context import Context
from app.sandbox.options import DEMO_KEY
from app.secrets import Secret
from app.settings import Profile
from tests.ui.until import until
from tests.ui.window import Window
from ui.quota.page import QuotaPage


class QuotaBench(Window):
    """`async with QuotaBench(tmp_path) as bench:` The tab is in front.

    Attributes:
        quota: Its page.
    """

    def __init__(self, folder: Path, **options: Any) -> None:
        super().__init__(folder, **options)
        self.folder = folder

    async def __aenter__(self) -> QuotaBench:
        await super().__aenter__()
        self.window.show_tab("quota")
        page = self.window.page("quota")
        assert isinstance(page, QuotaPage)
        self.quota = page
        await self.still()
        return self

    async def still(self) -> None:
        """Wait until what the campaigns page does by itself is done, and shown."""
        log = self.context.api.request_log
        await until(lambda: self.context.governor.snapshot.in_flight == 0)
        await until(lambda: self.quota.log.total == min(2_000, log.added) and not self.quota.is_behind)
        QApplication.sendPostedEvents()

    async def other_console(self) -> Context:
        """Another console with the same key, on the same server."""
        profile = Profile("other", "Other", self.sandbox.url)
        return await Context.open(profile, Secret(DEMO_KEY), self.folder / "another")

    def find(self, name: str) -> Any:
        """A visible widget of the page by its object name."""
        (found,) = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        return found

    def is_there(self, name: str) -> bool:
        """Whether such a widget is visible."""
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))
