"""A wait that begins, counts down and ends, and a table that is read again, move nothing."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from app.quota.snapshot import QuotaSnapshot
from tests.ui.until import until
from tests.ui.window import Window
from ui.calls.page import CallsPage
from ui.campaigns.page import CampaignsPage
from ui.leads.page import LeadsPage
from ui.theme import Theme
from ui.widgets.cooling_button import CoolingButton

Places = dict[str, tuple[int, int, int, int]]


async def places(inside: QWidget) -> Places:
    """Where everything is that can be seen in `inside`; what is in something that scrolls moves with it."""
    for _ in range(4):  # a layout may ask for another one
        QApplication.sendPostedEvents()
        await asyncio.sleep(0)
    found: Places = {}
    for number, widget in enumerate(inside.findChildren(QWidget)):
        if not widget.isVisible() or _scrolls(widget, inside):
            continue
        at = widget.mapTo(inside, QPoint(0, 0))
        found[f"{number} {type(widget).__name__} {widget.objectName()}"] = (
            at.x(), at.y(), widget.width(), widget.height(),
        )  # fmt: skip
    return found


def _scrolls(widget: QWidget, inside: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not inside:
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return True
        parent = above
    return False


def moved(before: Places, after: Places) -> dict[str, object]:
    return {name: (place, after.get(name)) for name, place in before.items() if after.get(name) != place}


async def ready(bench: Window, page: QWidget) -> None:
    """Wait until the page shows what there is; the Leads page gets rows that could be sent."""
    if isinstance(page, CampaignsPage):
        await until(lambda: page.knows_agents)
    elif isinstance(page, CallsPage):
        await until(lambda: page.model.rowCount() > 0 and page.refresh.available)
    elif isinstance(page, LeadsPage):
        QGuiApplication.clipboard().setText("Mobile\tname\n98450 00001\tAsha\n98450 00002\tBina\n")
        page.paste.trigger()
        await until(lambda: page.is_checked)
        page.choose_campaign(bench.campaign("paused").id)
        await until(lambda: page.send.available)


@pytest.mark.parametrize("size", [(1440, 900), (1100, 700)])
@pytest.mark.parametrize("tab", ["campaigns", "calls", "leads", "quota"])
async def test_a_wait_moves_nothing(tmp_path: Path, scheme: Theme, tab: str, size: tuple[int, int]) -> None:
    async with Window(tmp_path) as bench:
        bench.window.resize(*size)
        bench.window.show_tab(tab)
        page = bench.window.page(tab)
        await ready(bench, page)
        plenty = QuotaSnapshot(limit=60, remaining=41, resets_at=time.monotonic() + 50, window_s=60)
        bench.quota_is(plenty)
        everything, on_the_page = await places(bench.window), await places(page)
        assert any("CoolingButton" in name for name in everything) or tab == "quota"

        # Used up: no band comes, so nothing at all may move, whatever the number of seconds.
        for seconds in (88, 9, 1):
            bench.quota_is(
                QuotaSnapshot(limit=60, remaining=0, resets_at=time.monotonic() + seconds - 0.2, window_s=60)
            )
            cooling = [button for button in page.findChildren(CoolingButton) if button.is_cooling]
            assert cooling or tab == "quota"
            assert moved(everything, await places(bench.window)) == {}, f"{seconds} s left"
        bench.quota_is(plenty)
        assert moved(everything, await places(bench.window)) == {}

        # A pause of the server pushes the page down once; what has a fixed height on it keeps its place there.
        during: list[Places] = []
        for seconds in (88, 9, 1):
            bench.quota_is(QuotaSnapshot(limit=60, paused_until=time.monotonic() + seconds - 0.2, pause_s=88))
            during.append(await places(bench.window))
        assert during[0] == during[1] == during[2]
        bench.quota_is(plenty)
        assert moved(everything, await places(bench.window)) == {}
        assert moved(on_the_page, await places(page)) == {}


async def test_reading_again_moves_nothing(tmp_path: Path, scheme: Theme) -> None:
    async with Window(tmp_path) as bench:
        page = bench.page
        bench.window.resize(1100, 700)
        await until(lambda: page.knows_agents)
        page.table.select_row(6)
        page.table.verticalScrollBar().setValue(40)
        scrolled, record = page.table.verticalScrollBar().value(), page.table.current_record()
        assert scrolled > 0
        before = await places(bench.window)
        bench.sandbox.control.set(latency_ms=100)
        page.refresh.trigger()
        await until(lambda: not page.refresh.available)
        assert moved(before, await places(bench.window)) == {}
        await until(lambda: page.refresh.available)
        assert moved(before, await places(bench.window)) == {}
        assert page.table.verticalScrollBar().value() == scrolled
        assert page.table.current_record().id == record.id
