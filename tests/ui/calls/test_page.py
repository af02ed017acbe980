"""The Call logs page over the sandbox: the mirror in the table, filters, search, details, waits, refusals."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget

from app.calls.wanted import CallFilter
from tests.app.calls.mirrors import call
from tests.ui.calls.bench import Bench, until
from ui.models.columns import RecordRole


async def ids(bench: Bench) -> list[str]:
    return [record.id for record in await bench.records()]


def select_talk(bench: Bench, nth: int = 0) -> str:
    """Select the nth call at hand in which somebody talked; its id."""
    talks = [
        row for row, held in bench.page.model.held() if held.record.status == "completed" and held.record.duration_s
    ]
    bench.page.table.select_row(talks[nth])
    record = bench.page.selected()
    assert record is not None
    return record.id


def details_requests(bench: Bench) -> int:
    return sum(one.path.endswith("/details") for one in bench.sandbox.control.requests())


# --- reading


async def test_all_calls_come_into_the_mirror_and_are_told() -> None:
    async with Bench() as bench:
        await bench.loaded()
        assert bench.page.model.rowCount() == 250
        assert len(set(await ids(bench))) == 250
        assert bench.page.freshness().startswith("250 calls, up to date ")
        assert bench.page.freshness().endswith("last check: 250 new, 3 requests")
        assert bench.notes[-1] == bench.page.freshness()
        assert bench.page.status_texts() == ["250 calls", "0 selected"]
        campaigns = {bench.page.model.index(row, 2).data() for row in range(100)}
        assert campaigns <= {campaign.name for campaign in bench.engine.campaigns.records}
        assert len(bench.requests("/v1/call-logs")) == 3


async def test_the_end_of_the_list_is_reached_without_a_request() -> None:
    async with Bench(call_logs=700) as bench:
        await bench.loaded()
        before = bench.sandbox.control.request_count
        bar = bench.page.table.verticalScrollBar()
        bar.setValue(bar.maximum())
        last = bench.page.model.rowCount() - 1
        await until(lambda: bench.page.model.index(last, 0).data(RecordRole) is not None)
        assert bench.page.model.index(last, 0).data(RecordRole).id == (await ids(bench))[-1]
        assert bench.sandbox.control.request_count == before


async def test_the_next_start_shows_the_calls_without_the_server() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.desk.set_context(None)
        assert bench.page.model.rowCount() == 0
        bench.sandbox.control.order("status", path="/call-logs", status=503, times=0)
        bench.open()
        await until(lambda: bench.page.model.rowCount() == 250)
        assert bench.page.model.index(0, 0).data() not in ("", None)
        bench.page.search.setText("loan")
        await bench.settled()
        assert 0 < bench.page.model.rowCount() < 250


async def test_without_a_server_it_is_told_as_a_copy() -> None:
    async with Bench() as bench:
        await bench.engine.mirror.store_rows((await bench.engine.api.call_logs(_every(), page=2)).items)
        bench.sandbox.control.order("html", path="/call-logs", times=0)
        bench.open()
        await until(lambda: bench.page.reader.progress.problem is not None)
        await until(lambda: bench.page.freshness() == "100 calls, offline copy")
        assert bench.page.strip.text.startswith("This is the copy on this computer: ")
        await until(lambda: bench.page.model.rowCount() == 100)


def _every() -> object:
    from app.api.dialect import CallLogQuery

    return CallLogQuery()


async def test_nothing_is_read_while_nobody_looks() -> None:
    async with Bench() as bench:
        bench.page.hide()
        bench.open()
        await until(lambda: bench.page.filters.agent.count() > 1)
        assert bench.requests("/v1/call-logs") == []
        bench.page.show()
        await until(lambda: bench.page.model.rowCount() == 250)


async def test_the_first_fill_says_how_far_it_is() -> None:
    async with Bench(call_logs=900) as bench:
        told: list[tuple[int, int]] = []

        def note() -> None:
            strip = bench.page.strip
            if not strip.isHidden() and not strip.progress.isHidden():
                told.append((strip.progress.value(), strip.progress.maximum()))

        bench.sandbox.control.order("delay", path="/call-logs", delay_s=0.05, times=0)
        bench.open()
        bench.page.reader.changed.connect(note)
        await bench.synced()
        assert {total for _, total in told} == {900}
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert bench.page.strip.text == ""
        assert bench.engine.api.request_log.entries[-1].priority.name == "BACKGROUND"


# --- looking again


async def test_an_unchanged_list_costs_no_repaint() -> None:
    async with Bench() as bench:
        await bench.loaded()
        await until(lambda: bench.page.charts.strip.isVisible())
        changed, inserted = QSignalSpy(bench.page.model.dataChanged), QSignalSpy(bench.page.model.rowsInserted)
        bench.page.refresh.trigger()
        assert not bench.page.refresh.available
        await bench.settled()
        assert bench.page.freshness().endswith("last check: not modified, 1 request")
        assert [one.status for one in bench.requests("/v1/call-logs")][-1] == 304
        assert (changed.count(), inserted.count()) == (0, 0)
        await until(lambda: bench.page.refresh.available)


async def test_new_calls_come_in_at_the_top_without_moving_the_view() -> None:
    async with Bench(dialler_frozen=True) as bench:
        await bench.loaded()
        table = bench.page.table
        table.select_row(50)
        chosen = bench.page.selected()
        top = table.indexAt(QPoint(20, 2)).data(RecordRole).id
        assert top != (await ids(bench))[0]
        agent = bench.page.model.record_at(0).agent_id
        await bench.engine.api.place_call(_draft(agent))
        bench.page.refresh.trigger()
        await bench.settled()
        assert bench.page.freshness().endswith("last check: 1 new, 1 request")
        await until(lambda: bench.page.model.rowCount() == 251)
        assert table.indexAt(QPoint(20, 2)).data(RecordRole).id == top
        assert bench.page.selected().id == chosen.id
        assert table.selected_spans() == [(51, 51)]
        await until(lambda: bench.page.status_texts()[0] == "251 calls")


def _draft(agent_id: str | None) -> object:
    from app.api.dialect import CallDraft

    return CallDraft(agent_id=agent_id, to_phone_number="+919876543210", from_phone_number=None)


async def test_older_calls_that_come_in_do_not_move_the_selection() -> None:
    async with Bench(call_logs=900) as bench:
        bench.sandbox.control.order("delay", path="/call-logs", delay_s=0.05, times=0)
        bench.open()
        await until(lambda: bench.page.model.rowCount() >= 100)
        bench.page.table.select_row(7)
        chosen = bench.page.selected()
        await bench.synced()
        await until(lambda: bench.page.model.rowCount() == 900)
        assert bench.page.selected().id == chosen.id
        assert (await ids(bench))[7] == chosen.id


async def test_a_failed_look_keeps_the_rows_and_says_so() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("status", path="/call-logs", status=500, times=0)
        bench.page.refresh.trigger()
        await bench.settled()
        assert bench.page.model.rowCount() == 250
        assert bench.page.freshness().endswith("last check: failed")
        assert "problem" in bench.desk.messages.last.text
        assert bench.page.strip.text


async def test_another_order_keeps_the_selected_call() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.table.select_row(30)
        chosen = bench.page.selected()
        bench.page.table.sort_by("duration", descending=True)
        await bench.settled()
        records = await bench.records()
        lasted = [record.duration_s or 0 for record in records]
        assert lasted == sorted(lasted, reverse=True)
        await until(lambda: bench.page.selected() is not None and bench.page.selected().id == chosen.id)
        assert records[bench.page.table.selected_spans()[0][0]].id == chosen.id


# --- filters


async def test_filters_cost_no_request_and_only_what_matches_is_shown() -> None:
    async with Bench(call_logs=600) as bench:
        await bench.loaded()
        everything = await bench.records()
        before = bench.sandbox.control.request_count
        status = bench.page.filters.status
        status.setCurrentIndex(status.findData("busy"))
        await bench.settled()
        expected = [record.id for record in everything if record.status == "busy"]
        assert await ids(bench) == expected
        assert expected
        assert bench.page.status_texts()[0] == f"{len(expected)} of 600 calls"
        bench.page.filters.choose_statuses(("did_not_pick", "no_answer", "busy", "retry_expired", "voicemail"))
        await bench.settled()
        assert status.currentText() == "Not reached (all)"
        assert {record.status for record in await bench.records()} > {"busy"}
        assert bench.sandbox.control.request_count == before


async def test_the_calls_of_a_campaign_from_the_menu() -> None:
    async with Bench(call_logs=600) as bench:
        await bench.loaded()
        record = bench.page.model.record_at(0)
        entries = dict(bench.page.menu.entries(record))
        entries["Only calls of this campaign"]()
        await bench.settled()
        assert bench.page.filters.campaign.currentData() == record.campaign_id
        assert {one.campaign_id for one in await bench.records()} == {record.campaign_id}


async def test_days_are_days_of_this_computer() -> None:
    async with Bench(call_logs=600) as bench:
        await bench.loaded()
        day = (datetime.now().astimezone() - timedelta(days=2)).date()
        expected = [one.id for one in await bench.records() if one.created_at.astimezone().date() == day]
        bench.page.filters.first_day.set_day(day)
        bench.page.filters.last_day.set_day(day)
        await bench.settled()
        assert await ids(bench) == expected


async def test_days_in_the_wrong_order_match_nothing() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.filters.first_day.setText("2026-06-12")
        bench.page.filters.last_day.setText("2026-06-01")
        await until(lambda: bench.page.empty.accessibleName() == "No day is selected")
        bench.page.empty.action.click()
        await until(lambda: bench.page.model.rowCount() == 250)


async def test_filters_that_nothing_matches_offer_to_be_cleared() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.filters.last_day.setText("2001-01-01")
        await until(lambda: bench.page.empty.accessibleName() == "No call matches these filters")
        bench.page.empty.action.click()
        await until(lambda: bench.page.model.rowCount() == 250)
        assert bench.page.filters.last_day.text() == ""


async def test_filters_without_a_control_are_chips_that_take_them_away() -> None:
    async with Bench() as bench:
        await bench.loaded()
        filters = bench.page.filters
        filters.set_rest(filters.rest._replace(duration=(60.0, None), end_reasons=("user_disconnected",)))
        await bench.settled()
        found = await bench.records()
        assert found
        assert all(one.duration_s >= 60 and one.end_reason == "user_disconnected" for one in found)
        assert [button.text() for button in bench.page.chips.buttons] == [
            "Ended: the person hung up",
            "Duration: 1 m 00 s or longer",
        ]
        bench.page.chips.buttons[0].click()
        bench.page.chips.buttons[0].click()
        await bench.settled()
        assert bench.page.model.rowCount() == 250
        assert bench.page.chips.isHidden()


async def test_a_saved_filter_comes_back_with_its_words_and_order() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.filters.choose_statuses(("completed",))
        bench.page.search.setText("loan")
        bench.page.table.sort_by("duration", descending=True)
        await bench.settled()
        expected = await ids(bench)
        bench.page.saved.save("Loans")
        await until(lambda: not bench.desk.tasks.is_running("calls.save_filter"))
        bench.page.search.clear()
        bench.page.filters.clear()
        bench.page.table.sort_by("time", descending=True)
        await bench.settled()
        assert bench.page.model.rowCount() == 250
        bench.page.saved.use("Loans")
        await bench.settled()
        assert await ids(bench) == expected
        menu = bench.page.saved.menu.open(bench.window.mapToGlobal(QPoint(10, 10)))
        assert "Loans" in [action.text() for action in menu.actions()]
        menu.close()


# --- search


async def test_a_search_finds_numbers_however_grouped_and_sends_nothing() -> None:
    async with Bench() as bench:
        await bench.loaded()
        before = bench.sandbox.control.request_count
        wanted = bench.page.model.record_at(7).to_number
        QTest.keyClicks(bench.page.search, wanted[3:8] + " " + wanted[8:])
        await bench.settled()
        assert wanted in {one.to_number for one in await bench.records()}
        assert 0 < bench.page.model.rowCount() < 250
        assert bench.sandbox.control.request_count == before
        QTest.keyClick(bench.page.search, Qt.Key.Key_Escape)
        await until(lambda: bench.page.model.rowCount() == 250)


async def test_a_search_finds_words_of_transcripts_that_are_here() -> None:
    async with Bench() as bench:
        await bench.loaded()
        chosen = select_talk(bench)
        await until(lambda: bench.page.details.has_transcript)
        words = bench.page.details.transcript.toPlainText().split("\n")[1]
        bench.page.search.setText(f'"{words}"')
        await bench.settled()
        assert bench.page.model.rowCount() < 250
        assert chosen in await ids(bench)
        await until(lambda: bench.page.selected() is not None and bench.page.selected().id == chosen)
        await until(lambda: bench.page.details.transcript.hit_count >= 1)
        summary = bench.page.table.column_number("summary")
        assert bench.page.model.headerData(summary, Qt.Orientation.Horizontal) == "Found text"
        row = bench.page.model.row_of(chosen)
        first = words.split()[0]
        await until(lambda: first in bench.page.model.index(row, summary).data())


async def test_a_transcript_that_comes_while_its_word_is_searched_for_is_found_and_shown() -> None:
    async with Bench() as bench:
        await bench.loaded()
        page = bench.page
        record = next(one for one in await bench.records() if one.status == "completed" and one.duration_s)
        page.search.setText("quokka")
        await until(lambda: page.empty.isVisible() and not page.reader.is_asking)
        await bench.engine.mirror.store_details(msgspec.structs.replace(record, transcript="User: My quokka ate it."))
        await until(lambda: page.model.row_of(record.id) == 0)
        summary = page.table.column_number("summary")
        await until(lambda: page.model.index(0, summary).data() == "User: My quokka ate it.")


async def test_words_can_be_left_out() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.search.setText("loan")
        await bench.settled()
        with_loan = set(await ids(bench))
        bench.page.search.setText("loan -hinglish")
        await bench.settled()
        found = await bench.records()
        assert {one.id for one in found} < with_loan
        assert found
        assert not any("hinglish" in one.summary.casefold() for one in found)


async def test_words_in_no_call_say_how_many_were_searched() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.search.setText("no call has this")
        await until(lambda: bench.page.empty.isVisible() and not bench.page.reader.is_asking)
        assert bench.page.empty.accessibleName() == "No call has “no call has this”"
        await until(lambda: bench.page.empty.accessibleDescription() == "250 calls were searched.")


async def test_find_puts_the_cursor_into_the_search() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.window.activateWindow()
        bench.page.table.setFocus()
        QTest.keyClick(bench.page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: bench.page.search.hasFocus())


# --- charts, export


async def test_charts_count_what_is_filtered_and_a_bar_filters() -> None:
    async with Bench(call_logs=400) as bench:
        await bench.loaded()
        charts = bench.page.charts.strip
        everything = await bench.records()
        hours = [one.created_at.astimezone().hour for one in everything]
        busiest = max(set(hours), key=hours.count)
        await until(lambda: charts.hours.findChildren(QWidget))
        await until(lambda: any(_said(bar).endswith(f", {hours.count(busiest)}") for bar in _bars(charts.hours)))
        bar = next(one for one in _bars(charts.hours) if _said(one).startswith(f"{busiest:02}:00 "))
        bar.click()
        await bench.settled()
        assert bench.page.model.rowCount() == hours.count(busiest)
        assert {one.created_at.astimezone().hour for one in await bench.records()} == {busiest}
        expected = sum(one.status == "completed" for one in await bench.records())
        await until(lambda: _said(_bars(charts.outcomes)[0]).endswith(f", {expected}"))
        assert charts.outcomes.accessibleDescription().startswith("Completed ")
        bar.click()
        await bench.settled()
        assert bench.page.model.rowCount() == 400


async def test_a_bar_filters_the_calls_that_it_counts() -> None:
    async with Bench(call_logs=300) as bench:
        await bench.loaded()
        odd: dict[str, Any] = {"campaign_id": None, "agent_id": None, "status": "completed", "duration_s": 30.0}
        calls = [call(number, sentiment=("", "unknown", "mixed")[number % 3], **odd) for number in range(9)]
        await bench.engine.mirror.store_rows(calls)
        await until(lambda: bench.page.model.rowCount() == 309)
        everything, strip = await bench.records(), bench.page.charts.strip
        known = ("positive", "neutral", "negative")
        talked = {one.id for one in everything if one.duration_s and one.sentiment not in known}
        assert talked != {one.id for one in everything if one.sentiment not in known}
        await until(lambda: any(_said(bar).endswith(f", {len(talked)}") for bar in _bars(strip.sentiment)))
        for chart, key, expected in (
            ("sentiment", "unknown", talked),
            ("campaigns", "", {one.id for one in calls}),
        ):
            strip.chosen.emit(chart, key)
            await bench.settled()
            assert {one.id for one in await bench.records()} == expected
            state = bench.page.filters.state()
            bench.page.filters.restore(state)
            await bench.settled()
            assert bench.page.model.rowCount() == len(expected), "it is remembered"
            strip.chosen.emit(chart, key)
            await bench.settled()
            assert bench.page.model.rowCount() == 309


async def test_charts_are_dim_until_they_are_those_of_what_is_filtered() -> None:
    async with Bench(call_logs=400) as bench:
        await bench.loaded()
        page, mirror = bench.page, bench.engine.mirror
        charts = page.charts.strip
        await until(lambda: charts.outcomes.accessibleDescription())
        may_go_on = threading.Event()
        # Long questions come one after the other: this one is before those about the words.
        before = asyncio.ensure_future(mirror.read(lambda _: may_go_on.wait(), lane="long"))
        shown = charts.outcomes.accessibleDescription()
        page.search.setText("the")
        await until(lambda: charts.is_outdated)
        assert charts.outcomes.accessibleDescription() == shown
        assert not page.charts.save.available
        dim = charts.grab().toImage()
        may_go_on.set()
        await until(lambda: not charts.is_outdated)
        await before
        await bench.settled()
        assert charts.grab().toImage() != dim
        assert charts.outcomes.accessibleDescription() != shown
        assert page.charts.save.available


async def test_figures_that_nobody_waits_for_any_more_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.calls import mirror
    from app.calls.statistics import CallStatistics
    from app.store.database import Connection

    begun = threading.Event()
    read = mirror.read_statistics

    def endless(database: Connection, wanted: CallFilter) -> CallStatistics:
        if wanted.text == "the":
            begun.set()
            database.execute("with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) from n")
        return read(database, wanted)

    monkeypatch.setattr(mirror, "read_statistics", endless)
    async with Bench(call_logs=400) as bench:
        await bench.loaded()
        bench.page.search.setText("the")
        await until(begun.is_set)
        bench.page.search.setText("call")
        await bench.settled()
        found = bench.page.model.rowCount()
        assert 0 < found < 400
        figures = await mirror.CallMirror.statistics(bench.engine.mirror, CallFilter(text="call"))
        assert figures.calls == found


def _bars(chart: QWidget) -> list[QWidget]:
    from PySide6.QtWidgets import QPushButton

    return [bar for bar in chart.findChildren(QPushButton) if not bar.isHidden()]


def _said(bar: QWidget) -> str:
    return bar.accessibleName()


async def test_a_chart_is_one_stop_for_tab_and_arrow_keys_go_on() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bars = _bars(bench.page.charts.strip.weekdays)
        await until(lambda: len(_bars(bench.page.charts.strip.weekdays)) == 7)
        bars = _bars(bench.page.charts.strip.weekdays)
        assert [bool(bar.focusPolicy() & Qt.FocusPolicy.TabFocus) for bar in bars] == [True] + 6 * [False]
        bench.window.activateWindow()
        bars[0].setFocus()
        QTest.keyClick(bars[0], Qt.Key.Key_Right)
        await until(bars[1].hasFocus)
        QTest.keyClick(bars[1], Qt.Key.Key_End)
        await until(bars[6].hasFocus)
        assert [bool(bar.focusPolicy() & Qt.FocusPolicy.TabFocus) for bar in bars] == 6 * [False] + [True]


async def test_charts_are_saved_as_pictures(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    async with Bench() as bench:
        await bench.loaded()
        await until(lambda: bench.page.charts.strip.outcomes.accessibleDescription())
        assert bench.page.charts.save.available
        bench.page.charts.save_to(tmp_path / "charts.png")
        bench.page.charts.save_to(tmp_path / "charts.svg")
        image = QImage(str(tmp_path / "charts.png"))
        assert len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}) > 5
        assert (tmp_path / "charts.svg").read_text().count("<path") > 10
        bench.page.charts.save_to(tmp_path / "missing" / "charts.png")
        assert bench.desk.messages.last.kind == "error"


async def test_what_is_filtered_is_saved_as_a_file(tmp_path: Path) -> None:
    import csv

    async with Bench() as bench:
        await bench.loaded()
        bench.page.filters.choose_statuses(("completed",))
        await bench.settled()
        dialog = bench.page.exporting.open()
        dialog.start(tmp_path / "calls.csv")
        await until(lambda: not bench.desk.tasks.is_running("calls.export"))
        with (tmp_path / "calls.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["call_log_id"] for row in rows] == await ids(bench)
        assert all(row["phone_number"].startswith("+91") for row in rows)
        dialog = bench.page.exporting.open()
        dialog.masking.setChecked(True)
        dialog.start(tmp_path / "masked.csv")
        await until(lambda: not bench.desk.tasks.is_running("calls.export"))
        with (tmp_path / "masked.csv").open(encoding="utf-8-sig", newline="") as file:
            masked = list(csv.DictReader(file))
        assert len(masked) == len(rows)
        assert not {row["phone_number"] for row in masked} & {row["phone_number"] for row in rows}
        dialog = bench.page.exporting.open()
        dialog.start(tmp_path / "missing" / "calls.csv")
        await until(lambda: bool(dialog.told.text()) and dialog.save.isEnabled())
        dialog.reject()


async def test_those_not_reached_are_offered_as_leads_once_each() -> None:
    async with Bench(call_logs=500) as bench:
        await bench.loaded()
        offered = QSignalSpy(bench.desk.rows_offered)
        bench.page.exporting.again.trigger()
        await until(lambda: offered.count() == 1)
        header, *numbers = offered.at(0)[0].split()
        newest: dict[str, str] = {}
        for record in await bench.records():
            newest.setdefault(record.to_number, record.status)
        missed = ("did_not_pick", "no_answer", "busy", "retry_expired", "voicemail")
        assert header == "phone_number"
        assert len(numbers) == len(set(numbers))
        assert {number for number, status in newest.items() if status in missed} <= set(numbers)
        assert not {number for number, status in newest.items() if status == "completed"} & set(numbers)
        assert not any((bench.engine.folder / "again").iterdir())


# --- review


async def test_a_key_leads_from_one_unheard_call_to_the_next() -> None:
    async with Bench() as bench:
        await bench.loaded()
        talks = [one.id for one in await bench.records() if one.duration_s]
        for expected in talks[:3]:
            bench.page.review.next.trigger()
            await until(lambda expected=expected: bench.page.selected() and bench.page.selected().id == expected)
            await until(lambda: bench.page.details.has_transcript or bench.page.details.state.isVisible())
            await until(lambda: bench.page.details._has_details)
        bench.page.filters.set_rest(bench.page.filters.rest._replace(unheard=True))
        await bench.settled()
        assert await ids(bench) == talks[2:]
        bench.page.review.next.trigger()
        await until(lambda: bench.page.selected() is not None and bench.page.selected().id == talks[3])
        await until(lambda: bench.page.model.rowCount() == len(talks) - 3)
        assert bench.page.selected().id == talks[3]


# --- columns


async def test_columns_are_chosen_moved_and_remembered_analysis_fields_too() -> None:
    async with Bench() as bench:
        await bench.loaded()
        table = bench.page.table
        select_talk(bench)
        await until(lambda: bench.page.details.has_transcript)
        await until(lambda: any(column.key.startswith("analysis.") for column in bench.page.model.columns))
        field = next(column.key for column in bench.page.model.columns if column.key.startswith("analysis."))
        dialog = bench.page.columns.open()
        assert field in dialog.hidden()
        rows = dialog.keys()
        dialog.list.setCurrentRow(rows.index(field))
        for _ in range(rows.index(field)):
            QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
        row = dialog.list.visualItemRect(dialog.list.item(dialog.keys().index("sentiment")))
        at_box, at_words = row.topLeft() + QPoint(20, 10), row.topLeft() + QPoint(80, 10)
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at_words)
        assert "sentiment" not in dialog.hidden()
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at_box)
        assert "sentiment" in dialog.hidden()
        dialog.use.click()
        assert table.column_order()[0] == field
        assert not table.isColumnHidden(table.column_number(field))
        assert table.isColumnHidden(table.column_number("sentiment"))
        state = bench.page.save_state()
        bench.page.columns._on_chosen(sorted(table.column_order()), [])
        bench.page.restore_state(state)
        assert table.column_order()[0] == field
        assert table.isColumnHidden(table.column_number("sentiment"))
        async with Bench() as other:
            other.page.restore_state(state)  # before its fields are known
            await other.loaded()
            select_talk(other)
            await until(lambda: other.page.table.column_number(field) >= 0)
            assert other.page.table.column_order()[0] == field
            assert not other.page.table.isColumnHidden(other.page.table.column_number(field))


# --- details


async def test_selecting_a_call_shows_its_transcript_as_plain_text() -> None:
    async with Bench() as bench:
        await bench.loaded()
        chosen = select_talk(bench)
        await until(lambda: bench.page.details.has_transcript)
        told = await bench.engine.api.call_log_details(chosen)
        view = bench.page.details.transcript
        shown = view.toPlainText()
        for line in told.transcript.split("\n"):
            assert line.partition(": ")[2] in shown
        assert view.objectName() == "calls.detail.transcript"
        assert view.accessibleName() == "Transcript"
        assert view.isReadOnly()
        facts = dict(bench.page.details.facts.facts)
        assert set(told.analysis) <= set(facts)


async def test_running_through_rows_reads_only_where_it_stops() -> None:
    async with Bench() as bench:
        await bench.loaded()
        for nth in range(6):
            select_talk(bench, nth)
        await until(lambda: bench.page.details.has_transcript)
        assert details_requests(bench) == 1


async def test_details_of_a_call_that_is_over_are_read_once() -> None:
    async with Bench() as bench:
        await bench.loaded()
        select_talk(bench, 0)
        await until(lambda: bench.page.details.has_transcript)
        first = bench.page.details.transcript.toPlainText()
        select_talk(bench, 1)
        await until(lambda: bench.page.details.has_transcript)
        select_talk(bench, 0)
        assert bench.page.details.transcript.toPlainText() == first
        assert details_requests(bench) == 2


async def test_the_newest_selection_wins_over_a_slow_answer() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("delay", path="/call-logs/*/details", delay_s=0.4)
        select_talk(bench, 0)
        await until(lambda: details_requests(bench) == 1)
        chosen = select_talk(bench, 1)
        await until(lambda: bench.page.details.has_transcript)
        told = await bench.engine.api.call_log_details(chosen)
        assert told.transcript.split("\n")[0].partition(": ")[2] in bench.page.details.transcript.toPlainText()


async def test_details_that_cannot_be_read_can_be_tried_again() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("status", path="/call-logs/*/details", status=500)
        select_talk(bench)
        await until(lambda: bench.page.details.state.accessibleName() == "The details could not be read")
        bench.page.details.state.action.click()
        await until(lambda: bench.page.details.has_transcript)


async def test_numbers_are_copied_as_e164() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.table.select_row(3)
        record = bench.page.selected()
        bench.page.details.header.copy.click()
        assert QGuiApplication.clipboard().text() == record.to_number
        bench.window.activateWindow()
        bench.page.table.setFocus()
        await until(bench.page.table.hasFocus)
        QTest.keyClick(bench.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: "\n" in QGuiApplication.clipboard().text())
        lines = QGuiApplication.clipboard().text().split("\n")
        assert len(lines) == 3
        assert record.to_number in lines[1].split("\t")


# --- waits and refusals


async def test_a_rate_limit_holds_reading_back_and_says_how_long() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("rate_limit", path="/call-logs", retry_after_s=2)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        assert bench.page.refresh.action.text().startswith("Refresh · ")
        count = bench.sandbox.control.request_count
        select_talk(bench)
        await until(lambda: bench.page.details.state.accessibleName().startswith("Waiting "))
        bar = bench.page.table.verticalScrollBar()
        bar.setValue(bar.maximum())
        bench.page.search.setText("emi")
        await until(lambda: bench.page.model.rowCount() < 250)
        bench.page.search.clear()
        await until(lambda: bench.page.model.rowCount() == 250)
        assert bench.page.freshness().startswith("Waiting ")
        assert bench.sandbox.control.request_count == count
        bench.page.table.verticalScrollBar().setValue(0)
        await until(lambda: bench.page.model.record_at(0) is not None)
        select_talk(bench)  # the search may have hidden the one selected before
        await until(lambda: bench.page.details.has_transcript)
        await bench.settled()
        assert bench.page.freshness().endswith("last check: not modified, 1 request")


async def test_a_refused_key_is_told_as_such_and_not_tried_again() -> None:
    async with Bench(key="demo-key-0001:wrong") as bench:
        bench.open()
        await until(lambda: bench.page.empty.accessibleName() == "The key was refused")
        await until(lambda: bench.page.reader.progress.next_check_in_s is not None)
        assert bench.page.reader.progress.next_check_in_s > 600


async def test_a_key_that_may_not_read_calls() -> None:
    key = "other:secret"
    async with Bench(key=key, keys=[f"{key} agents:read"]) as bench:
        bench.open()
        await until(lambda: bench.page.empty.accessibleName() == "This key may not read call logs")


async def test_no_calls_yet_leads_to_the_campaigns() -> None:
    async with Bench(call_logs=0) as bench:
        wanted = QSignalSpy(bench.desk.tab_wanted)
        bench.open()
        await until(lambda: bench.page.empty.accessibleName() == "No call yet")
        bench.page.empty.action.click()
        assert wanted.at(0) == ["campaigns"]


async def test_a_server_that_is_away_is_tried_again_by_hand() -> None:
    async with Bench() as bench:
        bench.sandbox.control.order("html", path="/call-logs", times=1)
        bench.open()
        await until(lambda: bench.page.empty.accessibleName() == "Call logs could not be read")
        bench.page.empty.action.click()
        await until(lambda: bench.page.model.rowCount() == 250)


async def test_another_profile_begins_anew() -> None:
    async with Bench() as bench:
        await bench.loaded()
        select_talk(bench)
        await until(lambda: bench.page.details.has_transcript)
        bench.desk.set_context(None)
        assert bench.page.model.rowCount() == 0
        assert not bench.page.details.has_transcript
        assert bench.page.selected() is None
        bench.open()
        await until(lambda: bench.page.model.rowCount() == 250)


async def test_what_was_chosen_comes_back_at_the_next_start() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.filters.status.setCurrentIndex(bench.page.filters.status.findData("failed"))
        bench.page.filters.choose_campaign("cmp_unknown_here")
        bench.page.filters.first_day.setText("2026-06-12")
        state = bench.page.save_state()
        bench.page.filters.clear()
        bench.page.restore_state(state)
        selection = bench.page.filters.selection()
        assert (selection.statuses, selection.campaigns) == (("failed",), ("cmp_unknown_here",))
        assert selection.first_day.isoformat() == "2026-06-12"
        for odd in ({}, {"filters": 3, "table": [], "splitter": "x"}, {"filters": {"from": 9, "status": None}}):
            bench.page.restore_state(odd)


async def test_the_keyboard_reaches_everything_in_the_order_it_is_read() -> None:
    async with Bench() as bench:
        await bench.loaded()
        expected = [
            "calls.search",
            "calls.filter.campaign",
            "calls.filter.agent",
            "calls.filter.status",
            "calls.filter.sentiment",
            "calls.filter.from",
            "calls.filter.to",
            "calls.filter.more",
            "calls.columns.open",
            "calls.refresh",
            "calls.export",
            *6 * [""],
            "calls.table",
        ]

        def order() -> list[str]:
            names, widget = [], bench.page.search
            for _ in expected:
                names.append(widget.objectName())
                widget = widget.nextInFocusChain()
                while not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisible():
                    widget = widget.nextInFocusChain()
            return names

        await until(lambda: order() == expected)  # each chart has bars once its figures have come


async def test_the_names_for_assistive_technology() -> None:
    async with Bench() as bench:
        await bench.loaded()
        named = {
            "calls.table": "Call logs",
            "calls.search": "Search transcripts",
            "calls.filter.status": "Status",
            "calls.filter.sentiment": "Sentiment",
            "calls.filter.campaign": "Campaign",
            "calls.filter.agent": "Agent",
            "calls.filter.from": "From date",
            "calls.filter.to": "To date",
            "calls.refresh": "Refresh call logs",
            "calls.export": "Export",
            "calls.detail.transcript": "Transcript",
        }
        for key, name in named.items():
            [widget] = bench.page.findChildren(QWidget, key)
            interface = QAccessible.queryAccessibleInterface(widget)
            told = {interface.text(QAccessible.Text.Name)}
            # Of a combo box Qt tells the value as the name; its name is that of the label it belongs to.
            told |= {other.text(QAccessible.Text.Name) for other, _ in interface.relations()}
            assert name in told, key


async def test_every_spelling_of_the_server_reads_the_same() -> None:
    for spelling in ("prose", "mixed"):
        async with Bench(spelling=spelling) as bench:
            await bench.loaded()
            select_talk(bench)
            await until(lambda bench=bench: bench.page.details.has_transcript)
            record = bench.page.selected()
            assert record.to_number.startswith("+91")
            assert record.duration_s
    async with Bench(lean=True) as bench:
        bench.open()
        await until(lambda: bench.page.model.rowCount() == 250)
        await until(lambda: bench.page.model.index(0, 1).data() == "—")


# --- from another tab


async def test_the_calls_of_a_campaign_are_shown_when_another_tab_asks() -> None:
    async with Bench() as bench:
        await bench.loaded()
        campaign = next(one for one in bench.engine.campaigns.records if one.status == "running")
        bench.page.search.setText("nobody says this")
        bench.desk.show_calls(campaign.id)
        await bench.settled()
        assert bench.page.search.text() == ""
        assert {one.campaign_id for one in await bench.records()} == {campaign.id}
        assert bench.page.reader.view.wanted == CallFilter(campaigns=(campaign.id,))
