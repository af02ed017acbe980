"""The Campaigns page: its toolbar at every width, selection, what can be done, where it leads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPushButton, QWidget

from app.models import Campaign
from tests.ui.campaigns.bench import Bench, until
from ui.campaigns import words
from ui.command import Command

BUTTONS = ("new", "edit", "pause", "resume", "cancel", "refresh", "stop_all")


def place_of(bench: Bench, kind: type[QWidget], name: str) -> tuple[QWidget, QPoint]:
    widget = bench.find(kind, f"campaigns.{name}")
    return widget, widget.mapTo(bench.page, QPoint(0, 0))


# --- the toolbar


@pytest.mark.parametrize(("width", "rows"), [(1440, 1), (1366, 1), (1280, 2), (1100, 2), (1920, 1)])
async def test_every_control_is_reachable_and_whole(width: int, rows: int) -> None:
    async with Bench(size=(width, 700)) as bench:
        bar = bench.page.toolbar
        assert bar.rows == rows
        row: list[int] = []
        for name in BUTTONS:
            button, at = place_of(bench, QPushButton, name)
            assert button.width() >= button.sizeHint().width()
            assert at.x() + button.width() <= width - 16
            row.append(at.x())
        assert row == sorted(row)
        for kind, name in ((QLineEdit, "search"), (QComboBox, "status")):
            control, at = place_of(bench, kind, name)
            assert control.width() >= (160 if name == "search" else control.sizeHint().width())
            assert (at.y() > 40) is (rows == 2)
            assert at.y() + control.height() <= bar.height()
        placeholder = bench.page.search
        assert placeholder.fontMetrics().horizontalAdvance(placeholder.placeholderText()) < placeholder.width() - 40


async def test_short_names_keep_their_accessible_names() -> None:
    async with Bench(size=(1366, 700)) as bench:
        assert bench.page.toolbar.is_short
        names = {name: bench.find(QPushButton, f"campaigns.{name}").accessibleName() for name in BUTTONS}
        assert names == {
            "new": "New campaign",
            "edit": "Edit",
            "pause": "Pause",
            "resume": "Resume",
            "cancel": "Cancel campaign",
            "refresh": "Refresh campaigns",
            "stop_all": "Stop everything",
        }
        bench.window.resize(1500, 700)
        QApplication.processEvents()
        assert bench.find(QPushButton, "campaigns.new").text() == "New campaign"


async def test_the_menu_has_every_command() -> None:
    async with Bench() as bench:
        keys = [command.key for command in bench.page.commands()]
        assert keys == [
            f"campaigns.{name}" for name in ("new", "edit", "pause", "resume", "cancel", "stop_all", "refresh")
        ]


async def test_what_sends_cools_and_what_opens_a_form_does_not() -> None:
    async with Bench() as bench:
        bench.select("running")
        bench.sandbox.control.order("rate_limit", path="/campaigns", retry_after_s=1)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        cooling = {name for name in BUTTONS if "·" in bench.find(QPushButton, f"campaigns.{name}").text()}
        assert cooling == {"pause", "cancel", "refresh", "stop_all"}
        assert bench.page.new.available
        assert bench.page.edit.available
        await until(lambda: bench.page.stop_all.available)


# --- cancel


async def test_cancelling_asks_with_name_and_number_and_tells_what_the_server_says() -> None:
    async with Bench() as bench:
        (campaign,) = bench.select("running")
        bench.page.cancel.trigger()
        dialog = bench.dialog()
        assert dialog.windowTitle() == f"Cancel {campaign.name}?"
        shown = " ".join(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
        assert f"{campaign.pending_calls:,} people will not be called" in shown
        no = dialog.findChild(QPushButton, "campaigns.cancel.dialog.no")
        assert no.isDefault()
        assert no.text() == "Keep it"
        no.click()
        assert bench.changes() == []
        bench.page.cancel.trigger()
        bench.dialog().findChild(QPushButton, "campaigns.cancel.dialog.yes").click()
        await until(lambda: bench.told)
        assert bench.truth()[campaign.id] == "cancelled"
        assert bench.told[-1][1].startswith(f"{campaign.name} was cancelled at ")
        record = bench.page.model.record(campaign.id)
        assert record is not None
        assert record.status == "cancelled"
        assert not bench.page.cancel.possible


@pytest.mark.parametrize(
    ("pending", "expected"),
    [
        (2358, "2,358 people will not be called (as read at 12:00:00)."),
        (1, "1 person will not be called (as read at 12:00:00)."),
        (0, "Nobody is waiting to be called."),
        (None, "The server does not tell how many people still wait."),
    ],
)
def test_how_many_wait_is_said_in_words(pending: int | None, expected: str) -> None:
    campaign = Campaign(id="c", name="<b>Q2</b> \u202eoffers", status="running", pending_calls=pending)
    title, text, button = words.cancel_question([campaign], "12:00:00")
    assert title == "Cancel <b>Q2</b> offers?"
    assert expected in text
    assert button == "Cancel campaign"


async def test_several_are_cancelled_after_one_question() -> None:
    async with Bench() as bench:
        chosen = bench.select("running", count=3)
        bench.page.cancel.trigger()
        dialog = bench.dialog()
        assert dialog.windowTitle() == "Cancel 3 campaigns?"
        dialog.findChild(QPushButton, "campaigns.cancel.dialog.yes").click()
        await until(lambda: bench.told)
        assert [bench.truth()[campaign.id] for campaign in chosen] == ["cancelled"] * 3
        assert bench.told[-1] == ("success", "3 of 3 campaigns were cancelled.")


# --- several


async def test_several_are_paused_one_by_one_with_a_result_each() -> None:
    async with Bench() as bench:
        chosen = bench.select("running", "paused", count=5)  # four run, one is paused already
        assert bench.page.status_texts()[1] == "5 selected"
        assert bench.page.pause.possible
        assert not bench.page.edit.possible
        bench.sandbox.control.order("status", method="PATCH", path=f"/campaigns/{chosen[1].id}/status", status=409)
        bench.page.pause.trigger()
        results = bench.page.acts.results()
        await until(lambda: bench.told)
        assert results.isVisible()
        assert not results.isModal()
        rows = {row.id: row for row in results.model.records}
        assert list(rows) == [campaign.id for campaign in chosen[:4]]
        assert [row.look.word for row in rows.values()] == ["Paused", "Not done", "Paused", "Paused"]
        assert results.summary.text() == "3 of 4 campaigns were paused."
        assert chosen[1].name in results.notice.text
        assert bench.told[-1] == ("warning", "3 of 4 campaigns were paused.")
        assert not results.again.isVisible()
        assert len(bench.page.chosen()) == 5  # the selection is where it was


async def test_one_of_several_that_can_is_enough() -> None:
    async with Bench() as bench:
        bench.select("completed", count=2)
        assert not bench.page.pause.possible
        assert bench.page.pause.why_not == "None of the selected campaigns can be paused."
        (running,) = bench.select("running", count=1)
        table, model = bench.page.table, bench.page.model
        place = next(row for row, one in enumerate(model.records) if one.status == "completed")
        selection = table.selectionModel()
        selection.select(model.index(place, 0), selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
        bench.page.pause.trigger()
        await until(lambda: bench.told)
        assert bench.told[-1][1].startswith(f"{running.name} was paused at ")


# --- stop everything


async def test_stop_everything_pauses_all_and_lists_each() -> None:
    async with Bench() as bench:
        running = [campaign.id for campaign in bench.page.model.records if campaign.status == "running"]
        button = bench.find(QPushButton, "campaigns.stop_all")
        button.click()
        await until(lambda: bench.told)
        results = bench.page.acts.results()
        assert results.isVisible()
        assert not results.isModal()
        assert sorted(row.id for row in results.model.records) == sorted(running)
        assert {row.look.word for row in results.model.records} == {"Paused"}
        assert results.summary.text().startswith("All 4 running campaigns are paused.")
        assert results.summary.accessibleName() == results.summary.text()
        assert results.table.accessibleName() == "Results"
        assert results.windowTitle() == "Stop everything"
        assert not results.again.isVisible()
        assert [bench.truth()[key] for key in running] == ["paused"] * 4
        assert "Paused" in results.as_text()
        assert bench.page.status_texts()[2] == "0 running"
        for shown in results.findChildren(QPushButton):
            assert shown.accessibleName() or shown.text()


async def test_what_still_runs_is_named_and_can_be_stopped_again() -> None:
    async with Bench() as bench:
        (unlucky,) = bench.select("running")
        path = f"/campaigns/{unlucky.id}/status"
        bench.sandbox.control.order("status", method="PATCH", path=path, status=500, times=2)
        bench.page.stop_all.trigger()
        assert not bench.page.stop_all.available  # once is enough
        bench.page.stop_all.trigger()
        await until(lambda: bench.told)
        results = bench.page.acts.results()
        words_shown = {row.id: row.look.word for row in results.model.records}
        assert words_shown[unlucky.id] == "Still running"
        assert results.summary.text() == "3 of 4 campaigns are paused. 1 may still be calling."
        assert unlucky.name in results.notice.text
        assert bench.told[-1][0] == "warning"
        assert results.again.isVisible()
        await until(lambda: bench.page.acts.stop_again.available)
        results.again.click()
        await until(lambda: len(bench.told) == 2)
        assert results.summary.text() == "The one running campaign is paused. Calls that have begun go on to their end."
        assert bench.truth()[unlucky.id] == "paused"
        assert not results.notice.isVisible()


async def test_with_nothing_running_it_looks_and_says_so() -> None:
    async with Bench() as bench:
        bench.page.stop_all.trigger()
        await until(lambda: bench.told)
        bench.page.stop_all.trigger()
        await until(lambda: len(bench.told) == 2)
        assert bench.told[-1] == ("success", "No campaign is running.")


async def test_when_nothing_can_be_known_it_says_so() -> None:
    async with Bench() as bench:
        bench.page.stop_all.trigger()
        await until(lambda: bench.told)
        bench.sandbox.control.order("status", method="GET", path="/campaigns", times=0, status=500)
        bench.page.stop_all.trigger()
        await until(lambda: ("warning", "It is not known whether a campaign is running.") in bench.told)
        assert "could not be read afterwards" in bench.page.acts.results().notice.text


# --- where it leads


async def test_return_and_double_click_focus_the_details() -> None:
    async with Bench() as bench:
        bench.window.activateWindow()
        bench.select("running")
        table, tabs = bench.page.table, bench.page.details._panel.tabs
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert tabs.hasFocus()
        table.setFocus()
        at = table.visualRect(table.model().index(2, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert not tabs.hasFocus()
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert tabs.hasFocus()


async def test_the_context_menu_offers_the_commands_and_copies() -> None:
    async with Bench() as bench:
        (campaign,) = bench.select("running")
        entries = bench.page.menu_entries()
        commands = [entry.key for entry in entries if isinstance(entry, Command)]
        assert commands == ["campaigns.edit", "campaigns.pause", "campaigns.resume", "campaigns.cancel"]
        slots = {entry[0]: entry[1:] for entry in entries if isinstance(entry, tuple)}
        assert all(possible for _, possible in slots.values())
        clipboard = QGuiApplication.clipboard()
        for title, expected in (
            ("Copy name", campaign.name),
            ("Copy id", campaign.id),
            ("Copy caller number", campaign.from_phone_number),
        ):
            slots[title][0]()
            assert clipboard.text() == expected
        calls: list[str] = []
        leads: list[str] = []
        bench.desk.calls_wanted.connect(calls.append)
        bench.desk.leads_wanted.connect(leads.append)
        slots["Show its calls"][0]()
        slots["Upload leads to it"][0]()
        assert (calls, leads, bench.tabs) == ([campaign.id], [campaign.id], ["calls", "leads"])
        bench.select("completed")
        slots = {entry[0]: entry[1:] for entry in bench.page.menu_entries() if isinstance(entry, tuple)}
        assert slots["Upload leads to it"][1] is False


async def test_the_calls_page_of_the_panel_counts_the_latest_calls_once() -> None:
    async with Bench() as bench:
        (campaign,) = bench.select("running")
        path = f"/v1/call-logs/campaign/{campaign.id}"

        def reads() -> int:
            return sum(one.path == path for one in bench.sandbox.control.requests())

        assert reads() == 0
        bench.page.details.show_page("calls")
        await until(lambda: bench.page._outcomes)
        outcomes = bench.page._outcomes[campaign.id]
        assert sum(count for _, count in outcomes.counts) == outcomes.counted > 0
        bench.page.details.show_page("overview")
        bench.page.details.show_page("calls")
        await until(lambda: not bench.page._calls_timer.isActive())
        assert reads() == 1
        bench.find(QPushButton, "campaigns.details.calls").click()
        assert bench.tabs == ["calls"]


async def test_the_leads_page_of_the_panel_shows_what_was_uploaded_from_here() -> None:
    from app.leads.ledger import pack_numbers

    async with Bench() as bench:
        (campaign,) = bench.select("running")
        upload = await bench.engine.ledger.begin(
            campaign_id=campaign.id,
            campaign_name=campaign.name,
            file_name="june.csv",
            file_sha256="0" * 64,
            rows=1,
            set_aside=0,
            total_leads_before=10,
            numbers=pack_numbers(["+919876543210"]),
        )
        await bench.engine.ledger.confirm(upload, 1, 0)
        bench.page.details.show_page("leads")
        leads = bench.page.details.leads
        await until(lambda: leads._rows)
        assert leads._rows[0].first.text() == "june.csv"
        assert leads._rows[0].second.text().startswith("1 created · ")
        bench.select("paused")
        await until(lambda: not leads._rows[0].isVisible())


# --- words


def test_the_finish_is_a_time_of_day() -> None:
    now = datetime(2026, 6, 12, 12, 10).astimezone()
    assert words.finish(now + timedelta(hours=2, minutes=8), now) == "About 14:18 today"
    assert words.finish(now + timedelta(hours=14), now) == "About 02:10 tomorrow"
    assert words.finish(now + timedelta(days=3), now) == "About 12:10 on 15 Jun"
    assert words.finish(now.astimezone(UTC) + timedelta(hours=1), now) == "About 13:10 today"


async def test_the_estimate_says_when_and_on_what_it_rests() -> None:
    async with Bench() as bench:
        (campaign,) = bench.select("running")
        pace, clock = bench.engine.campaigns.pace, bench.engine.clock
        done = campaign.completed_calls or 0
        pace._readings.clear()
        pace._dialling_since.clear()
        import msgspec

        for minutes, calls in ((10, done - 200), (0, done)):
            reading = msgspec.structs.replace(campaign, completed_calls=calls)
            pace.observe(reading, clock.monotonic() - minutes * 60)
        bench.page._show_details()
        first, second = bench.page.details._estimate.first.text(), bench.page.details._estimate.second.text()
        assert first.startswith("About ")
        assert second.endswith(" left at the pace of the last 10 m 00 s")


async def test_an_entry_of_the_menu_does_what_it_says_when_it_is_chosen() -> None:
    async with Bench() as bench:
        (campaign,) = bench.select("running")
        bench.page.table.customContextMenuRequested.emit(QPoint(40, 10))
        [menu] = [one for one in bench.page.findChildren(QMenu) if one.isVisible()]
        next(one for one in menu.actions() if one.text() == "Copy name").trigger()
        assert QGuiApplication.clipboard().text() == campaign.name
        menu.close()
