"""Takes a picture of the window as it is, and waits for what must be there first.

Owns: grabbing, saving and looking at a picture; waiting for a state; the pages by name. A picture that is missing or
blank fails the run. Leaves to others: which states there are and how each is reached (its neighbours in this folder).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from app.demo import DemoServer
from app.errors import AppError
from ui import theme
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from ui.calls.page import CallsPage
    from ui.campaigns.page import CampaignsPage
    from ui.leads.page import LeadsPage
    from ui.quota.page import QuotaPage

WIDTH, HEIGHT = 1440, 900
NARROW_WIDTH, NARROW_HEIGHT = 1100, 700
WAIT_LIMIT_S = 20.0
POLL_S = 0.02
LIMIT = 60  # what the sandbox allows a key in a window unless told otherwise
MOST_WINDOWS, WINDOW_POLL_S = 20, 0.25
LEAST_COLOURS = 12
SAMPLE_STEP = 7


class Photographer:
    """Takes pictures of one window. Every state leaves the window ready for the next one.

    Attributes:
        window: What is taken.
        demo: The server behind it, for the faults a state needs.
        taken: Names of the pictures so far.
        blank: Names of those that show nothing or could not be written.
    """

    def __init__(self, window: MainWindow, demo: DemoServer, folder: Path) -> None:
        self.window = window
        self.demo = demo
        self._folder = folder
        self.taken: list[str] = []
        self.blank: list[str] = []

    async def new_quota_window(self, limit: int = LIMIT) -> None:
        """A new window of so many requests: no state waits for the reset because those before it have used one up.

        A reset in the same second as the one before would not be told from it.
        """
        context = self.window.desk.context
        assert context is not None
        for _ in range(MOST_WINDOWS):
            await self.demo.control("limits", {"limit": limit, "restart": True})
            await context.api.check()
            known = context.governor.snapshot
            if known.limit == limit and (known.remaining or 0) > limit // 2:
                return
            await asyncio.sleep(WINDOW_POLL_S)

    async def in_both_schemes(self, name: str, dialog: QDialog | None = None) -> None:
        """Take a light picture and a dark one."""
        await self.take(f"{name}-light", dialog)
        await self.take(f"{name}-dark", dialog, dark=True)

    async def take(
        self, name: str, dialog: QDialog | QMenu | None = None, *, dark: bool = False, high_contrast: bool = False
    ) -> None:
        """Take the window, with `dialog` in front of it where one is given: in its middle, a menu where it opened."""
        self._wear(dark=dark, high_contrast=high_contrast)
        await self.settle()
        picture = self.window.grab()
        if dialog is not None:
            front = dialog.grab()
            at = self.window.rect().center() - dialog.rect().center()
            if isinstance(dialog, QMenu):
                at = self.window.mapFromGlobal(dialog.pos())
            with QPainter(picture) as painter:
                painter.drawPixmap(at, front)
                painter.setPen(theme.colours().line2)
                painter.drawRect(dialog.rect().translated(at).adjusted(-1, -1, 0, 0))
        image = picture.toImage()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{name}.png"
        if not image.save(str(path)) or not has_content(image):
            self.blank.append(name)
        self.taken.append(name)

    def _wear(self, *, dark: bool, high_contrast: bool) -> None:
        """Put a scheme in force, unless it is: dressing every widget anew takes longer than a picture."""
        scheme = theme.current()
        mode: theme.Mode = "dark" if dark else "light"
        if scheme.colours.is_high_contrast != high_contrast:
            scheme.set_high_contrast(high_contrast)
        if scheme.mode != mode:
            scheme.set_mode(mode)

    async def settle(self) -> None:
        """Let layouts and paints that are due happen; nothing is waited for by the clock."""
        for _ in range(3):
            QApplication.sendPostedEvents()
            await asyncio.sleep(0)

    async def until(self, holds: Callable[[], bool], what: str, limit_s: float = WAIT_LIMIT_S) -> None:
        """Wait until `holds`; an `AppError` that names the state where that takes longer than the limit."""
        try:
            async with asyncio.timeout(limit_s):
                while not holds():  # noqa: ASYNC110 (states of widgets have no event to wait for)
                    await asyncio.sleep(POLL_S)
        except TimeoutError:
            raise AppError(
                "The state “{what}” did not come about within {limit} s.", what=what, limit=limit_s
            ) from None

    async def dialog(self) -> QDialog:
        """The dialog that is open, once it is."""

        def visible() -> list[QDialog]:
            return [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]

        await self.until(lambda: bool(visible()), "dialog")
        return visible()[0]

    def snapshot(self) -> object:
        """What is known of the quota."""
        context = self.window.desk.context
        return context.governor.snapshot if context is not None else None

    def campaigns_page(self) -> CampaignsPage:
        """The page of the tab Campaigns."""
        from ui.campaigns.page import CampaignsPage

        page = self.window.page("campaigns")
        assert isinstance(page, CampaignsPage)
        return page

    def calls_page(self) -> CallsPage:
        """The page of the tab Call logs."""
        from ui.calls.page import CallsPage

        page = self.window.page("calls")
        assert isinstance(page, CallsPage)
        return page

    def leads_page(self) -> LeadsPage:
        """The page of the tab Leads."""
        from ui.leads.page import LeadsPage

        page = self.window.page("leads")
        assert isinstance(page, LeadsPage)
        return page

    def quota_page(self) -> QuotaPage:
        """The page of the tab Quota."""
        from ui.quota.page import QuotaPage

        page = self.window.page("quota")
        assert isinstance(page, QuotaPage)
        return page


def has_content(image: QImage) -> bool:
    """Whether a picture shows something: a blank one has a handful of colours."""
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), SAMPLE_STEP) for y in range(0, image.height(), SAMPLE_STEP)
    }
    return len(colours) >= LEAST_COLOURS
