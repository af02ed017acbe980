"""The Quota tab: what is left, who spent it, what it does at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from app.api.dialect import CallLogQuery
from app.context import Context
from app.quota.priorities import Activity, Priority
from app.quota.shares import Share
from app.sandbox.options import DEMO_KEY
from app.secrets import Secret
from app.settings import Profile, Settings
from tests.ui.quota.bench import QuotaBench
from tests.ui.until import until
from ui.quota.page import REFRESH_MS

QUERY = CallLogQuery()


async def test_who_spent_what_in_this_window_and_in_the_last_day(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        spent = dict(bench.context.governor.spent)
        await bench.context.api.call_logs(QUERY, priority=Priority.BACKGROUND)
        await bench.context.api.voices()
        await bench.still()
        told = bench.find("quota.spending").accessibleDescription()
        sync, reference = spent[Activity.SYNC] + 1, spent[Activity.REFERENCE] + 1
        assert f"Watching and call logs: {sync} in this window, {sync} in 24 hours" in told
        assert f"Reference data: {reference} in this window, {reference} in 24 hours" in told
        assert "Other users of this key: 0 in this window, 0 in 24 hours" in told
        total = bench.context.api.request_log.added
        assert bench.quota.status_texts() == [f"{total} requests in 24 h", "no pause", f"{total} requests in this run"]


async def test_somebody_else_with_the_key_is_told_in_words(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        assert not bench.is_there("quota.others")
        other = await bench.other_console()
        for _ in range(12):
            await other.api.campaigns()
        await bench.context.api.campaigns()
        await until(lambda: bench.is_there("quota.others"))
        banner = bench.find("quota.others")
        assert banner.accessibleName() == "About 12 requests a minute come from somebody else with this key."
        assert "Sharing the key" in banner.accessibleDescription()
        await bench.still()
        assert "Other users of this key: 12 in this window" in bench.find("quota.spending").accessibleDescription()
        # What it offers is the one setting, in force at once and everywhere.
        bench.find("quota.others.share").click()
        assert bench.context.governor.floor_share == 1.0
        assert bench.find("quota.share").isChecked()
        assert not bench.is_there("quota.others.share")
        await other.aclose()


async def test_other_consoles_of_this_computer_are_told_apart_from_strangers(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        assert not bench.is_there("quota.partners")
        for partners, words in (
            (1, "another console on this computer: 7"),
            (3, "3 other consoles on this computer: 7"),
        ):
            bench.context.governor.take_share(Share(partners, held=20, spent_by_partners=7))
            bench.quota.refresh_soon()
            await until(lambda: bench.is_there("quota.partners"))
            await bench.still()
            assert words in bench.find("quota.partners").text()
        bench.context.governor.take_share(Share(0, held=20, spent_by_partners=0))
        bench.quota.refresh_soon()
        await until(lambda: not bench.is_there("quota.partners"))


async def test_sharing_the_key_is_one_setting_in_two_places(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        share = bench.find("quota.share")
        assert (share.accessibleName(), share.isChecked()) == ("Share the key", False)
        bench.late.open_preferences()
        there = bench.find("preferences.share")
        share.setFocus()
        QTest.keyClick(share, Qt.Key.Key_Space)
        assert there.isChecked()
        assert bench.context.governor.floor_share == 1.0

        def kept() -> bool:
            profile = Settings.load(tmp_path).profile("test")
            return profile is not None and profile.share_key

        await until(kept)
        there.click()
        assert not share.isChecked()
        assert bench.context.governor.floor_share == 0.5
        await until(lambda: not kept())


async def test_sharing_the_key_holds_background_work_back_from_this_moment(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path, limit=60, window_s=300) as bench:
        left = bench.context.governor.snapshot.remaining
        assert left is not None
        bench.sandbox.control.spend(left - 42)  # above half of an even pace, below all of it
        await bench.context.api.campaigns()
        withdraw = bench.context.governor.expect(Priority.BACKGROUND, 200)
        share = bench.find("quota.share")
        share.click()
        task = asyncio.ensure_future(bench.context.api.campaigns(page=2, priority=Priority.BACKGROUND))
        await until(lambda: bench.context.governor.snapshot.waiting == 1)
        await until(lambda: "1 waiting" in bench.find("quota.traffic").text())
        share.click()
        await task
        assert bench.context.governor.snapshot.waiting == 0
        withdraw()


async def test_a_pause_is_told_everywhere(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        card = bench.find("quota.forecast")
        assert card.accessibleName() == "Quota forecast"
        bench.sandbox.control.order("rate_limit", retry_after_s=2)
        task = asyncio.ensure_future(bench.context.api.campaigns())
        await until(lambda: bench.desk.cooldown.state is not None)
        await until(lambda: card.accessibleDescription().startswith("The server asked for a pause."))
        assert "Waiting requests: 1." in card.accessibleDescription()
        assert bench.find("quota.reset").text().startswith("Requests go on in")
        await task
        await bench.still()
        assert "refused with 429: 1." in bench.quota.history.chart.accessibleDescription()
        assert "1 pause of" in bench.quota.status_texts()[1]
        await until(lambda: not card.accessibleDescription().startswith("The server asked"))


async def test_what_is_not_known_is_said_to_be_unknown(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        assert bench.quota.history.read_out.startswith("No answer “not modified”")
        await bench.context.api.call_logs(QUERY)
        bench.sandbox.control.order("no_headers")
        assert (await bench.context.api.call_logs(QUERY)).not_modified
        await bench.still()
        assert bench.quota.history.read_out.endswith("what they cost on this server is not known yet.")
        await bench.context.api.campaigns()
        await bench.context.api.campaigns()
        assert (await bench.context.api.call_logs(QUERY)).not_modified
        await bench.still()
        # This server charges for it, as its headers show.
        assert "1 were measured and cost a request each; saved: none." in bench.quota.history.read_out


async def test_a_restart_keeps_the_history(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        before = bench.context.api.request_log.added
        assert before > 0
        bench.window.open_context(None)
        await bench.desk.tasks.drain()
        await bench.context.aclose()
        profile = Profile("test", "Test", bench.sandbox.url)
        bench.context = await Context.open(profile, Secret(DEMO_KEY), tmp_path)
        bench.window.open_context(bench.context)
        await bench.context.api.campaigns()
        await bench.still()
        run = bench.context.api.request_log.added
        assert bench.quota.status_texts()[0] == f"{before + run} requests in 24 h"
        assert f"24 h: {before + run} requests" in bench.quota.history.chart.accessibleDescription()


async def test_many_requests_cost_few_refreshes_and_a_hidden_page_none(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        page, loop = bench.quota, asyncio.get_running_loop()
        began, before = loop.time(), page.refreshed
        for _ in range(6):
            await asyncio.gather(*(bench.context.api.campaigns(page=number + 1) for number in range(20)))
        await bench.still()
        # At most one in each quarter second, and one at the beginning; 120 requests came in.
        most = (loop.time() - began) * 1000 / REFRESH_MS + 2
        assert page.refreshed - before <= most
        assert page.log.model.total == bench.context.api.request_log.added
        bench.window.show_tab("campaigns")
        before = page.refreshed
        await bench.context.api.campaigns()
        await bench.context.api.campaigns()
        assert page.refreshed == before
        bench.window.show_tab("quota")
        assert page.refreshed > before
        assert page.log.model.total == bench.context.api.request_log.added


async def test_everything_that_can_be_used_has_a_name(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        for kind in (QAbstractButton, QComboBox, QLineEdit):
            for widget in bench.quota.findChildren(kind):
                if widget.isVisible():
                    assert widget.accessibleName(), widget.objectName() or widget
        assert bench.find("quota.request_more").accessibleName() == "Request a higher limit"
        assert bench.find("quota.history").accessibleName() == "Quota history"
        assert bench.find("quota.forecast").accessibleName() == "Quota forecast"
        # And can be reached by keyboard, one after the other.
        order: list[str] = []
        widget: QWidget | None = bench.find("quota.share")
        while widget is not None and len(order) < 60:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.objectName():
                order.append(widget.objectName())
            widget = widget.nextInFocusChain()
        wanted = ["quota.share", "quota.request_more", "quota.history", "quota.filter.path", "quota.filter.method"]
        places = [order.index(name) for name in (*wanted, "quota.filter.answer", "quota.save_requests")]
        assert places == sorted(places)


async def test_another_profile_starts_with_nothing_of_this_one(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        assert bench.quota.log.model.total > 0
        bench.window.open_context(None)
        assert bench.quota.log.model.total == 0
        assert not bench.quota.request_more.available
        assert not bench.find("quota.share").isEnabled()
        assert bench.find("quota.forecast").accessibleDescription().startswith("Unknown.")
        bench.window.open_context(bench.context)
        assert bench.quota.request_more.available
