"""The real main window for tests, with or without a server behind it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtWidgets import QApplication

from app.context import Context
from app.quota.snapshot import QuotaSnapshot
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile, Settings
from tests.ui.calls.bench import until
from ui.after_paint import AfterPaint
from ui.campaigns.page import CampaignsPage
from ui.main_window import MainWindow


class Window:
    """`async with Window(tmp_path) as bench:` The window is shown, the profile open, the campaigns are read."""

    def __init__(self, folder: Path, *, profile: str = "test", **options: Any) -> None:
        self.sandbox = SandboxServer(**{"limit": 10_000, "dialler_frozen": True, "call_logs": 5, **options})
        self._folder = folder
        self._profile = profile
        self.failures: list[BaseException] = []
        self.told: list[str] = []

    async def __aenter__(self) -> Window:
        await self.sandbox.__aenter__()
        self.settings = Settings.load(self._folder)
        profile = Profile(self._profile, "Test", self.sandbox.url)
        self.settings.put_profile(profile)
        self.window = MainWindow(self.settings, self.failures.append)
        self.desk = self.window.desk
        self.desk.messages.changed.connect(self._note)
        self.window.show_profiles(self.settings.profiles, profile)
        self.window.show_opening(profile)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page()
        await until(self.window.isActiveWindow)
        self.context = await Context.open(profile, Secret(DEMO_KEY), self._folder)
        self.context.details.budget = 0  # only what the test asks for meets what the test makes the server do
        self.window.open_context(self.context)
        page = self.window.page("campaigns")
        assert isinstance(page, CampaignsPage)
        self.page = page
        await until(lambda: page.model.rowCount() > 0)
        await until(lambda: self.desk.quota.snapshot.remaining is not None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.window.open_context(None)
        await self.desk.tasks.aclose()
        await self.context.aclose()
        await self.sandbox.__aexit__(kind, error, trace)
        self.window.hide()
        self.window.deleteLater()
        QApplication.sendPostedEvents()
        if error is None:
            assert self.failures == []

    @property
    def late(self) -> AfterPaint:
        """What was built after the first paint."""
        assert self.window.late is not None
        return self.window.late

    def quota_is(self, snapshot: QuotaSnapshot) -> None:
        """Show this quota, whatever the server says from now on."""
        self.desk.quota.follow(None)
        self.desk.cooldown.set_snapshot(snapshot)

    def campaign(self, status: str, number: int = 0) -> Any:
        """A campaign in this state, as first read."""
        return [campaign for campaign in self.page.model.all_records if campaign.status == status][number]

    def _note(self) -> None:
        last = self.desk.messages.last
        if last is not None:
            self.told.append(last.text)
