"""The window over a real server: what is built when, what is shown when, what is remembered."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.campaigns.watching import IDLE_AFTER_S
from app.context import Context
from app.errors import CredentialError
from app.quota.priorities import Activity
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile, Settings
from tests.ui.until import until
from ui.campaigns.page import CampaignsPage
from ui.leads.page import LeadsPage
from ui.main_window import MainWindow
from ui.theme import Theme

SENDING = ("campaigns.pause", "campaigns.refresh", "calls.refresh")


@pytest.fixture(autouse=True)
def _themed(scheme: Theme) -> None:
    scheme.apply()


class Bench:
    """`async with Bench() as bench:` The frame is shown, nothing is open."""

    def __init__(self, folder: Path | None = None, **options: Any) -> None:
        self._own = tempfile.TemporaryDirectory()
        self.settings = Settings.load(folder or Path(self._own.name))
        self.sandbox = SandboxServer(**{"limit": 10_000, "dialler_frozen": True, "call_logs": 60, **options})
        self.failures: list[BaseException] = []
        self.window = MainWindow(self.settings, self.failures.append)
        self.engine: Context | None = None

    async def __aenter__(self) -> Bench:
        await self.sandbox.__aenter__()
        self.profile = Profile("p1", "Main", self.sandbox.url)
        self.window.show_opening(self.profile)
        self.window.restore_and_show()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.window.desk.tasks.aclose()
        if self.engine is not None:
            await self.engine.aclose()
        self.window.hide()
        self.window.deleteLater()
        await self.sandbox.__aexit__(kind, error, trace)
        self._own.cleanup()
        if error is None:
            assert self.failures == []

    async def open(self) -> CampaignsPage:
        """Open the profile and wait for its campaigns."""
        self.window.show_page()
        self.engine = await Context.open(self.profile, Secret(DEMO_KEY), self.settings.folder)
        self.engine.details.budget = 0  # only what the test asks for meets what the test makes the server do
        self.window.open_context(self.engine)
        page = self.window.page("campaigns")
        assert isinstance(page, CampaignsPage)
        await until(lambda: page.model.rowCount() > 0)
        return page

    def find(self, name: str) -> Any:
        found = self.window.findChildren(QWidget, name)
        assert len(found) == 1, f"{len(found)} widgets called {name}"
        return found[0]

    def is_there(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))


async def test_the_frame_is_there_before_any_page() -> None:
    async with Bench() as bench:
        assert bench.window.findChildren(CampaignsPage) == []
        assert bench.window.tabs.isVisible()
        bench.window.show_page()
        assert len(bench.window.findChildren(CampaignsPage)) == 1
        assert bench.window.findChildren(LeadsPage) == []
        bench.window.show_tab("leads")
        bench.window.show_tab("no such tab")
        bench.window.show_tab("leads")
        assert len(bench.window.findChildren(LeadsPage)) == 1


async def test_an_open_profile_is_named_everywhere() -> None:
    async with Bench() as bench:
        await bench.open()
        assert bench.window.windowTitle() == "Main — DialNexa Console"
        state = bench.find("connection.state")
        await until(lambda: state.accessibleDescription() == "Connected")
        assert (state.accessibleName(), state.text()) == ("Connection", "Connected")
        gauge = bench.find("quota.gauge")
        assert gauge.maximum() == 10_000
        assert gauge.accessibleDescription().startswith(f"{gauge.value():,} of 10,000 requests left")
        campaigns = len(bench.sandbox.control.state()["campaigns"])
        assert f"{campaigns} campaigns" in bench.window.page("campaigns").status_texts()


async def test_coming_back_after_long_reads_the_campaigns_at_once() -> None:
    async with Bench() as bench:
        await bench.open()
        other = QWidget()
        try:
            bench.window.activateWindow()
            await until(bench.window.isActiveWindow)
            assert bench.window.desk.idle_s() == 0.0
            other.show()
            other.activateWindow()
            await until(lambda: bench.window.desk.idle_s() > 0)
            assert bench.window._left_at is not None
            bench.window._left_at -= IDLE_AFTER_S
            last = bench.sandbox.control.request_count
            bench.window.activateWindow()
            await until(lambda: any(seen.path == "/v1/campaigns" for seen in bench.sandbox.control.requests(last)))
            assert bench.window.desk.idle_s() == 0.0
        finally:
            other.deleteLater()


async def test_a_pause_is_done_by_the_server_and_told() -> None:
    async with Bench() as bench:
        page = await bench.open()
        assert not bench.is_there("message.bar")
        running = next(c for c in page.model.all_records if c.is_dialling)
        page.table.select_row(page.model.row_of(running.id) or 0)
        await until(lambda: page.pause.available)
        bench.find("campaigns.pause").click()
        bench.find("campaigns.pause").click()  # the second click finds it busy
        await until(lambda: bench.is_there("message.bar"))
        assert bench.sandbox.control.campaign(running.id)["status"] == "paused"
        assert f"{running.name} was paused at" in bench.find("message.bar").accessibleDescription()
        assert page.selected().id == running.id  # type: ignore[union-attr]
        assert not page.pause.available
        changes = [one for one in bench.sandbox.control.requests() if one.method != "GET"]
        assert len(changes) == 1
        bench.window.desk.messages.dismiss()
        assert not bench.is_there("message.bar")


async def test_what_sends_waits_and_what_does_not_goes_on() -> None:
    async with Bench() as bench:
        page = await bench.open()
        bench.window.show_tab("calls")
        await until(lambda: bench.find("calls.table").model().rowCount() > 0)
        bench.window.show_tab("campaigns")
        windows = set(QApplication.topLevelWidgets())
        running = next(c for c in page.model.all_records if c.is_dialling)
        page.table.select_row(page.model.row_of(running.id) or 0)
        before = bench.sandbox.control.request_count
        bench.sandbox.control.order("rate_limit", retry_after_s=1.0)
        bench.find("campaigns.refresh").click()
        await until(lambda: bench.window.desk.cooldown.state is not None)
        refused_at = time.monotonic()
        for name in SENDING:
            button = bench.find(name)
            assert not button.isEnabled()
            assert button.text().endswith(" · 1 s")
            assert "The server asked for a pause." in button.accessibleDescription()
        assert bench.is_there("cooldown.banner")
        assert set(QApplication.topLevelWidgets()) == windows  # the band was no window of its own
        assert "Rate limited" in bench.find("quota.gauge").accessibleDescription()
        bench.find("campaigns.search").setText(running.name)
        assert page.model.rowCount() == 1
        assert bench.find("campaigns.status").isEnabled()
        await until(lambda: bench.window.desk.cooldown.state is None)
        assert time.monotonic() - refused_at < 1.25
        assert all(bench.find(name).text().find("·") < 0 for name in SENDING)
        await until(lambda: bench.sandbox.control.request_count >= before + 2)
        first, again = bench.sandbox.control.requests(before)[:2]
        assert again.monotonic - first.monotonic >= 1.0
        assert bench.engine is not None
        assert bench.engine.governor.spent[Activity.YOU] > 0
        await until(lambda: not bench.is_there("cooldown.banner"))


async def test_a_dropped_file_leads_to_the_leads_tab(tmp_path: Path) -> None:
    file = tmp_path / "leads नमूना.csv"
    file.write_text("phone_number\n+919876543210\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.com/leads.csv")])
    nothing, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    async with Bench() as bench:
        bench.window.show_page()
        enter = QDragEnterEvent(QPoint(300, 300), copy, data, Qt.MouseButton.LeftButton, nothing)
        enter.ignore()
        QApplication.sendEvent(bench.window, enter)
        assert not enter.isAccepted()  # nothing is open
        await bench.open()
        enter = QDragEnterEvent(QPoint(300, 300), copy, data, Qt.MouseButton.LeftButton, nothing)
        QApplication.sendEvent(bench.window, enter)
        assert enter.isAccepted()
        drop = QDropEvent(QPointF(300, 300), copy, data, Qt.MouseButton.LeftButton, nothing)
        offered: list[list[Path]] = []
        bench.window.desk.files_offered.connect(offered.append)
        QApplication.sendEvent(bench.window, drop)
        assert offered == []  # the other program waits for the drop: it comes first
        await until(lambda: offered)
        assert offered == [[file]]
        assert bench.window.tabs.currentIndex() == 1
        await until(lambda: bench.find("leads.rows").model().rowCount() == 1)


def commands_off(window: MainWindow) -> set[str]:
    return {
        action.objectName().removesuffix(".action")
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[attr-defined]
        if action.objectName() and not action.isEnabled()
    }


OF_OPEN = {"file.open", "view.campaigns", "view.leads", "view.calls", "view.quota"}
OF_STORED = {"file.new_key", "file.remove_profile"}


async def test_a_profile_without_its_key_says_so_and_offers_to_enter_it() -> None:
    async with Bench() as bench:
        bench.settings.put_profile(bench.profile)
        bench.window.show_page()
        bench.window.show_closed(bench.profile, "missing")
        assert bench.find("connection.state").accessibleDescription() == "Not connected"
        assert not bench.window.tabs.isVisible()
        assert commands_off(bench.window) & (OF_OPEN | OF_STORED) == OF_OPEN
        assert bench.find("profile.closed.title").text() == "The key of Main is not on this computer"
        assert QUrl(bench.sandbox.url).authority() in bench.find("profile.closed.text").text()
        assert not bench.is_there("key.dialog")  # the rest of the window can be used
        bench.find("profile.closed.enter").click()
        assert bench.is_there("key.dialog")
        bench.find("key.cancel").click()
        await bench.open()
        assert not bench.is_there("profile.closed")
        assert bench.window.tabs.isVisible()
        assert commands_off(bench.window) & (OF_OPEN | OF_STORED) == set()


async def test_a_profile_that_does_not_open_can_be_tried_again() -> None:
    async with Bench() as bench:
        bench.window.show_page()
        tried: list[str] = []
        bench.window.profile_wanted.connect(tried.append)
        bench.window.show_closed(bench.profile, "waiting")
        assert not bench.is_there("profile.closed.retry")
        bench.window.show_closed(bench.profile, "keyring", CredentialError("The keyring stayed locked."))
        bench.find("profile.closed.retry").click()
        assert tried == ["p1"]
        assert commands_off(bench.window) >= OF_OPEN | OF_STORED  # it is stored nowhere


async def test_the_start_page_offers_key_and_demo() -> None:
    async with Bench() as bench:
        wanted: list[str] = []
        bench.window.demo_wanted.connect(lambda: wanted.append("demo"))
        for _ in range(2):
            bench.window.show_welcome()
        assert bench.window.windowTitle() == "DialNexa Console"
        assert not bench.is_there("quota.gauge")
        bench.find("welcome.demo").click()
        assert wanted == ["demo"]
        bench.find("welcome.add").click()
        assert bench.find("key.address").text() == bench.window.new_profile_address
        bench.find("key.cancel").click()


async def test_removing_a_profile_is_a_wish() -> None:
    async with Bench() as bench:
        bench.settings.put_profile(bench.profile)
        await bench.open()
        wishes: list[Profile] = []
        bench.window.profile_remove_wanted.connect(wishes.append)
        for action in bench.window.menuBar().actions()[0].menu().actions():  # type: ignore[attr-defined]
            if action.objectName() == "file.remove_profile.action":
                action.trigger()
        assert wishes == [bench.profile]


async def test_the_look_is_remembered(tmp_path: Path) -> None:
    async with Bench(tmp_path) as bench:
        page = await bench.open()
        page.status_filter.setCurrentIndex(page.status_filter.findData("paused"))
        bench.window.show_tab("quota")
        bench.window.save_state()
        bench.settings.save()
    async with Bench(tmp_path) as again:
        assert isinstance(again.settings.window_state("p1")["geometry"], str)
        assert again.window.tabs.currentIndex() == 3
        page = await again.open()
        assert page.status_filter.currentData() == "paused"
        assert {campaign.status for campaign in page.model.records} == {"paused"}


async def test_closing_is_a_wish_that_the_program_grants() -> None:
    async with Bench() as bench:
        wishes: list[int] = []
        bench.window.close_wanted.connect(lambda: wishes.append(1))
        event = QCloseEvent()
        QApplication.sendEvent(bench.window, event)
        assert not event.isAccepted()
        assert wishes == [1]
        assert bench.window.isVisible()


async def test_colours_are_chosen_in_the_menu(scheme: Theme) -> None:
    async with Bench() as bench:
        ground = scheme.colours.surface
        dark = bench.window.findChild(QAction, "view.theme.dark.action")
        assert isinstance(dark, QAction)
        dark.trigger()
        assert bench.settings.theme == "dark"
        assert scheme.colours.surface != ground
