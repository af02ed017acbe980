"""Pictures of the window in its main states, taken from the demo without a screen.

Owns: the list of pictures and how each state is reached. Every picture is looked at: one that is missing or blank
fails the run.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.errors import AppError
from ui import theme

if TYPE_CHECKING:
    from app.demo import DemoServer
    from ui.calls.page import CallsPage
    from ui.campaigns.page import CampaignsPage
    from ui.leads.page import LeadsPage
    from ui.main_window import MainWindow
    from ui.quota.page import QuotaPage

WIDTH, HEIGHT = 1440, 900
NARROW_WIDTH, NARROW_HEIGHT = 1100, 700
WAIT_LIMIT_S = 20.0
POLL_S = 0.02
LEAST_COLOURS = 12
SAMPLE_STEP = 7
PAUSE_S = 20


class Photographer:
    """Takes the pictures one after the other; each step leaves the window ready for the next."""

    def __init__(self, window: MainWindow, demo: DemoServer, folder: Path) -> None:
        self._window = window
        self._demo = demo
        self._folder = folder
        self.taken: list[str] = []
        self.blank: list[str] = []

    async def take_all(self) -> None:
        """Every state, in an order that needs the fewest changes."""
        steps: tuple[Callable[[], Awaitable[None]], ...] = (
            self._campaigns,
            self._read_only,
            self._calls,
            self._leads,
            self._quota,
            self._cooling,
            self._offline,
            self._profiles,
            self._welcome,
        )
        for step in steps:
            await step()

    # ------------------------------------------------------------------ the states

    async def _campaigns(self) -> None:
        from app.quota.snapshot import QuotaSnapshot

        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        await self._until(lambda: page.model.rowCount() > 0, "campaigns")
        await self._until(lambda: self._snapshot() != QuotaSnapshot(), "quota")
        await self._in_both_schemes("campaigns")
        page.search.setText("no such campaign")
        await self._take("campaigns-filtered-out-light")
        page.search.clear()
        self._window.resize(NARROW_WIDTH, NARROW_HEIGHT)
        await self._take("campaigns-narrow-light")
        self._window.resize(WIDTH, HEIGHT)

    async def _calls(self) -> None:
        page = self._calls_page()
        self._window.show_tab("calls")
        await self._until(lambda: page.model.rowCount() > 0, "call logs")
        page.select_first_with_transcript()
        await self._until(lambda: page.details.has_transcript, "transcript")
        await self._in_both_schemes("calls")

    async def _leads(self) -> None:
        page = self._leads_page()
        self._window.show_tab("leads")
        await self._take("leads-drop-light")
        with resources.as_file(resources.files("resources") / "samples" / "leads-messy.csv") as sample:
            self._window.desk.offer_files([sample])
            await self._until(lambda: page.is_checked, "checked lead file")
            await self._in_both_schemes("leads-preflight")
            campaigns = self._campaigns_page().model.all_records
            page.choose_campaign(next(campaign.id for campaign in campaigns if campaign.status == "paused"))
            await self._until(lambda: page.send.available, "Send")
            page.send.trigger()
            await self._until(lambda: page.is_sent, "answer to the upload")
            # The server knows which countries it may call and refuses the row that no check here can find.
            await self._take("leads-refused-light")
            page.see_rows.trigger()
            await self._until(lambda: page.send.available, "Send, once more")
            page.send.trigger()
            await self._until(lambda: page.is_sent, "uploaded leads")
        await self._take("leads-result-light")
        page.start_over()

    async def _quota(self) -> None:
        self._quota_page()
        self._window.show_tab("quota")
        await self._in_both_schemes("quota")

    async def _cooling(self) -> None:
        """A real 429 with Retry-After from the sandbox, not a pretended one."""
        await self._demo.control("faults", [{"kind": "rate_limit", "retry_after_s": PAUSE_S}])
        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        await self._until(lambda: page.refresh.available, "refresh")
        page.refresh.trigger()
        await self._until(lambda: self._window.desk.cooldown.state is not None, "cooldown")
        await self._in_both_schemes("campaigns-cooldown")
        self._window.show_tab("quota")
        await self._take("quota-cooldown-dark", dark=True)

    async def _offline(self) -> None:
        """The server dies: what was read stays, and the window says so."""
        await self._until(lambda: self._window.desk.cooldown.state is None, "end of the cooldown", PAUSE_S * 2)
        self._demo.stop()
        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        page.refresh.trigger()
        await self._until(lambda: self._window.desk.messages.last is not None, "message")
        await self._take("campaigns-offline-light")

    async def _profiles(self) -> None:
        """What belongs to profiles; they are invented and stored nowhere."""
        from app.settings import Profile
        from ui.dialogs.leave import LeaveDialog
        from ui.profiles.manage_dialog import ManageDialog
        from ui.profiles.remove_dialog import RemoveDialog

        self._window.desk.messages.dismiss()
        self._window.show_tab("campaigns")
        server = "https://api.dialnexa.com/v1"
        profiles = [
            Profile("a", "Collections", server, "teal", "4f2a"),
            Profile("b", "Sales, Hindi and Marathi", server, "violet", "9c01"),
            Profile("c", "Auditor", server, "amber", "77de", read_only=True),
        ]
        manage = ManageDialog(self._window)
        manage.show_profiles(profiles, "a", may_add=True)
        manage.show_size("a", 2_400_000)
        manage.open()
        await self._take("profiles-light", manage)
        await self._take("profiles-dark", manage, dark=True)
        manage.reject()
        remove = RemoveDialog(profiles[1], 2_400_000, 1, lambda _data: None, self._window)
        remove.open()
        await self._take("profile-remove-light", remove)
        remove.reject()
        leave = LeaveDialog(
            "An upload is under way: june.csv.", lambda: None, still=lambda: True, closing=True, parent=self._window
        )
        leave.open()
        await self._take("close-during-upload-light", leave)
        await self._take("close-during-upload-dark", leave, dark=True)
        leave.reject()
        self._window.open_context(None)
        self._window.show_closed(profiles[0], "missing")
        await self._take("key-missing-light")
        self._window.show_closed(profiles[0], "waiting")
        await self._take("key-waiting-dark", dark=True)

    async def _read_only(self) -> None:
        context = self._window.desk.context
        assert context is not None
        own = context.profile
        self._window.show_tab("campaigns")
        self._window.show_changed(own._replace(name="Auditor", colour="amber", read_only=True))
        await self._in_both_schemes("read-only")
        self._window.show_changed(own)

    async def _welcome(self) -> None:
        self._window.desk.messages.dismiss()
        self._window.show_welcome()
        await self._in_both_schemes("welcome")
        self._window.show_add_profile()
        dialog = await self._dialog()
        await self._take("key-dialog-light", dialog)
        dialog.reject()

    # ------------------------------------------------------------------ taking one

    async def _in_both_schemes(self, name: str) -> None:
        await self._take(f"{name}-light")
        await self._take(f"{name}-dark", dark=True)

    async def _take(self, name: str, widget: QWidget | None = None, *, dark: bool = False) -> None:
        theme.current().set_mode("dark" if dark else "light")
        await self._settle()
        image = (widget or self._window).grab().toImage()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{name}.png"
        if not image.save(str(path)) or not has_content(image):
            self.blank.append(name)
        self.taken.append(name)
        theme.current().set_mode("light")

    async def _settle(self) -> None:
        """Let layouts and paints that are due happen; nothing is waited for by the clock."""
        for _ in range(3):
            QApplication.sendPostedEvents()
            await asyncio.sleep(0)

    async def _until(self, holds: Callable[[], bool], what: str, limit_s: float = WAIT_LIMIT_S) -> None:
        try:
            async with asyncio.timeout(limit_s):
                while not holds():  # noqa: ASYNC110 (states of widgets have no event to wait for)
                    await asyncio.sleep(POLL_S)
        except TimeoutError:
            raise AppError(
                "The state “{what}” did not come about within {limit} s.", what=what, limit=limit_s
            ) from None

    async def _dialog(self) -> QDialog:
        def visible() -> list[QDialog]:
            return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]

        await self._until(lambda: bool(visible()), "dialog")
        return visible()[0]

    def _snapshot(self) -> object:
        context = self._window.desk.context
        return context.governor.snapshot if context is not None else None

    def _campaigns_page(self) -> CampaignsPage:
        from ui.campaigns.page import CampaignsPage

        page = self._window.page("campaigns")
        assert isinstance(page, CampaignsPage)
        return page

    def _calls_page(self) -> CallsPage:
        from ui.calls.page import CallsPage

        page = self._window.page("calls")
        assert isinstance(page, CallsPage)
        return page

    def _leads_page(self) -> LeadsPage:
        from ui.leads.page import LeadsPage

        page = self._window.page("leads")
        assert isinstance(page, LeadsPage)
        return page

    def _quota_page(self) -> QuotaPage:
        from ui.quota.page import QuotaPage

        page = self._window.page("quota")
        assert isinstance(page, QuotaPage)
        return page


def has_content(image: QImage) -> bool:
    """Whether a picture shows something: a blank one has a handful of colours."""
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), SAMPLE_STEP) for y in range(0, image.height(), SAMPLE_STEP)
    }
    return len(colours) >= LEAST_COLOURS


async def take_screenshots(window: MainWindow, demo: DemoServer, folder: Path) -> int:
    """Write all pictures to `folder`; returns the exit code: 0, or 1 where one is missing or blank."""
    window.resize(WIDTH, HEIGHT)
    window.show()
    photographer = Photographer(window, demo, folder)
    try:
        await photographer.take_all()
    except AppError as error:
        sys.stderr.write(f"{error.user_message}\n")
        return 1
    for name in photographer.blank:
        sys.stderr.write(f"{name}.png is blank or could not be written.\n")
    sys.stdout.write(f"{len(photographer.taken)} pictures in {folder}\n")
    return 1 if photographer.blank else 0
