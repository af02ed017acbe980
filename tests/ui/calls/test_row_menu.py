"""What can be done with a row, by mouse and by keyboard; the head of the panel, which leads to the same."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.models import CallLog
from tests.ui.calls.bench import Bench, until
from ui.calls.player import make_player


def titles(bench: Bench, record: CallLog) -> list[str]:
    return [title for title, _ in bench.page.menu.entries(record)]


def open_menu(bench: Bench) -> QMenu:
    [menu] = [one for one in bench.page.table.findChildren(QMenu, "calls.menu") if one.isVisible()]
    return menu


def copied() -> str:
    return QGuiApplication.clipboard().text()


async def test_the_menu_offers_what_makes_sense_for_the_call() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.select_first_with_transcript()
        record = bench.page.selected()
        everything = [
            "Copy number",
            "Copy call id",
            "Copy row",
            "",
            "Show campaign",
            "Only calls of this campaign",
            "Find calls to this number",
            "",
            "Add to the do-not-call list",
        ]
        assert titles(bench, record) == everything
        await until(lambda: bench.page.details.has_transcript)
        assert titles(bench, record) == [*everything[:3], "Copy transcript", *everything[3:]]
        assert titles(bench, CallLog(id="log_1")) == ["Copy call id", "Copy row"]
        bench.page.table.selectAll()
        assert "Copy selected rows" in titles(bench, record)


async def test_copying_from_the_menu() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.select_first_with_transcript()
        await until(lambda: bench.page.details.has_transcript)
        record = bench.page.selected()
        details = await bench.engine.api.call_log_details(record.id)
        entries = dict(bench.page.menu.entries(record))
        entries["Copy number"]()
        assert copied() == record.to_number
        entries["Copy call id"]()
        assert copied() == record.call_id
        entries["Copy transcript"]()
        assert copied() == details.transcript
        entries["Copy row"]()
        await until(lambda: "\n" in copied() and "\t" in copied())
        header, line, _ = copied().split("\n")
        assert header.split("\t")[:2] == ["Time", "Number"]
        assert record.to_number in line.split("\t")


async def test_the_ways_to_the_campaign() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.table.select_row(0)
        record = bench.page.selected()
        tabs, campaigns = QSignalSpy(bench.desk.tab_wanted), QSignalSpy(bench.desk.campaign_wanted)
        dict(bench.page.menu.entries(record))["Show campaign"]()
        link = bench.page.details.header.campaign
        name = bench.page._words.campaign(record)
        assert link.accessibleName() == f"Show the campaign {name}"
        link.click()
        assert [tabs.at(place)[0] for place in range(tabs.count())] == ["campaigns", "campaigns"]
        assert [campaigns.at(place)[0] for place in range(2)] == [record.campaign_id] * 2


async def test_calls_to_a_number_are_found() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.table.select_row(4)
        record = bench.page.selected()
        before = len(bench.requests("/v1/call-logs"))
        dict(bench.page.menu.entries(record))["Find calls to this number"]()
        await bench.settled()
        assert {one.to_number for one in await bench.records()} == {record.to_number}
        await until(lambda: bench.page.selected() is not None and bench.page.selected().id == record.id)
        assert len(bench.requests("/v1/call-logs")) == before


async def test_by_keyboard_the_menu_is_that_of_the_current_row() -> None:
    async with Bench() as bench:
        await bench.loaded()
        table = bench.page.table
        bench.window.activateWindow()
        table.setFocus()
        table.select_row(2)
        record = bench.page.selected()
        middle = table.viewport().rect().center()
        assert table.indexAt(middle).row() != 2

        def by_key() -> None:
            at = table.mapToGlobal(middle)
            QApplication.sendEvent(table, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, at))

        for press in (by_key, lambda: QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)):
            press()
            menu = open_menu(bench)
            assert menu.y() - table.viewport().mapToGlobal(QPoint(0, 0)).y() < 5 * table.rowHeight(2)
            next(one for one in menu.actions() if one.text() == "Copy call id").trigger()
            assert copied() == record.call_id
            menu.close()
            QApplication.sendPostedEvents(None, 0)


async def test_by_mouse_it_is_that_of_the_row_under_it() -> None:
    async with Bench() as bench:
        await bench.loaded()
        table = bench.page.table
        table.select_row(0)
        at = table.visualRect(bench.page.model.index(3, 1)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
        QApplication.sendEvent(table.viewport(), event)
        next(one for one in open_menu(bench).actions() if one.text() == "Copy call id").trigger()
        assert copied() == bench.page.model.record_at(3).call_id
        open_menu(bench).close()


async def test_below_the_last_row_there_is_no_menu() -> None:
    async with Bench(call_logs=3, size=(1440, 760)) as bench:
        await bench.loaded()
        table = bench.page.table
        at = table.viewport().rect().bottomLeft() - QPoint(-50, 20)
        assert not table.indexAt(at).isValid()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
        QApplication.sendEvent(table.viewport(), event)
        assert not [one for one in table.findChildren(QMenu, "calls.menu") if one.isVisible()]


async def test_the_button_in_the_panel_opens_the_same_menu() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.select_first_with_transcript()
        bench.page.details.header.more.click()
        shown = [one.text() for one in open_menu(bench).actions()]
        assert shown == titles(bench, bench.page.selected())
        open_menu(bench).close()


async def test_tab_walks_through_all_of_the_panel() -> None:
    async with Bench() as bench:
        bench.page.playback.use(make_player)
        await bench.loaded()
        bench.page.select_first_with_transcript()
        await until(lambda: bench.page.details.has_transcript)
        names: list[str] = []
        widget: QWidget = bench.page.table
        while len(names) < 12:
            widget = widget.nextInFocusChain()
            if widget is bench.page.search:
                break
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                names.append(widget.objectName())
        assert names[:8] == [
            "calls.detail.copy_number",
            "calls.detail.more",
            "calls.detail.campaign",
            "calls.detail.play",
            "calls.detail.mute",
            "calls.detail.speed",
            "calls.detail.tabs",
            "calls.detail.transcript",
        ]
        assert "calls.detail.copy_analysis" in names


async def test_refresh_can_be_done_when_it_is_allowed() -> None:
    async with Bench() as bench:
        await bench.loaded()
        capture = bench.page.refresh.capture()
        assert capture.label == "Refresh call logs"
        bench.sandbox.control.order("rate_limit", path="/call-logs", retry_after_s=1)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        await until(lambda: bench.desk.cooldown.state is None and bench.page.refresh.available)
        before = len(bench.requests("/v1/call-logs"))
        task = capture.run()
        await task
        assert len(bench.requests("/v1/call-logs")) == before + 1
