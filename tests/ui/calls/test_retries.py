"""The tries to reach a person: read when somebody looks, and only then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QPushButton

from app.models import CallAttempt, CallLog
from tests.ui.calls.bench import Bench, until
from ui.calls.detail_panel import RETRIES, TRANSCRIPT
from ui.calls.retries_view import MOST_TRIES, RetriesView, Try
from ui.calls.shown_call import tries
from ui.widgets.label import Label

START = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)


def asked(bench: Bench) -> int:
    return sum(one.path.endswith("/retries") for one in bench.sandbox.control.requests())


async def select_tried_again(bench: Bench, of: int = 2) -> CallLog:
    """Select the last call to somebody who was called `of` times in all."""
    leads = bench.sandbox.control.state(seeded=True)["leads"]
    records = await bench.records()
    loaded = {record.id: row for row, record in enumerate(records)}
    statuses = {record.id: record.status for record in records}
    lead = next(
        one
        for one in leads
        if one["calls"] == of
        and set(one["call_log_ids"]) <= set(loaded)
        and (of < 2 or statuses[one["call_log_ids"][0]] != statuses[one["call_log_ids"][-1]])
    )
    bench.page.table.select_row(loaded[lead["call_log_ids"][-1]])
    await until(lambda: bench.page.selected() is not None)
    record = bench.page.selected()
    assert record is not None
    return record


async def test_nothing_is_asked_before_the_tab_is_opened_and_then_once() -> None:
    async with Bench() as bench:
        await bench.loaded()
        record = await select_tried_again(bench)
        panel = bench.page.details
        await until(lambda: bench.page.details._has_details)
        assert asked(bench) == 0
        panel.tabs.setCurrentIndex(RETRIES)
        await until(lambda: panel.retries.shown)
        assert asked(bench) == 1
        assert [one.number for one in panel.retries.shown] == [1, 2]
        assert [one.is_this for one in panel.retries.shown] == [False, True]
        assert panel.retries.shown[1].status == record.status
        assert panel.tabs.tabData(RETRIES) == "1"
        panel.tabs.setCurrentIndex(TRANSCRIPT)
        panel.tabs.setCurrentIndex(RETRIES)
        assert panel.retries.shown
        assert asked(bench) == 1


async def test_the_way_to_another_try_leads_also_to_one_that_a_search_hides() -> None:
    async with Bench() as bench:
        await bench.loaded()
        record = await select_tried_again(bench)
        panel = bench.page.details
        panel.tabs.setCurrentIndex(RETRIES)
        await until(lambda: panel.retries.shown)
        wanted = panel.retries.shown[0].call_id
        bench.page.filters.choose_statuses((record.status,))
        bench.page.search.setText(record.to_number)
        await bench.settled()
        assert wanted not in [one.id for one in await bench.records()]
        await until(lambda: bench.page.selected() is not None)
        [show] = [one for one in panel.retries.findChildren(QPushButton) if one.accessibleName() == "Show try 1"]
        focus = panel.tabs
        for _ in range(20):
            focus = focus.nextInFocusChain()
            if focus is show:
                break
        assert focus is show, "the way to it is not among the next stops of the keyboard"
        show.click()
        await until(lambda: bench.page.selected() is not None and bench.page.selected().id == wanted)
        assert bench.page.search.text() == ""
        await until(lambda: panel.retries.shown and panel.retries.shown[0].is_this)
        assert asked(bench) == 2


async def test_running_through_rows_with_the_tab_open_asks_only_where_it_stops() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.details.tabs.setCurrentIndex(RETRIES)
        assert asked(bench) == 0
        for row in range(6):
            bench.page.table.select_row(row)
        await until(lambda: bench.page.details.tabs.tabData(RETRIES) is not None)
        assert asked(bench) == 1


async def test_somebody_who_was_tried_once() -> None:
    async with Bench() as bench:
        await bench.loaded()
        await select_tried_again(bench, of=1)
        bench.page.details.tabs.setCurrentIndex(RETRIES)
        state = bench.page.details.retries.state
        await until(lambda: state.accessibleName() == "No retries")
        assert state.accessibleDescription() == "This person was tried once."
        assert bench.page.details.tabs.tabData(RETRIES) == "0"


async def test_retries_that_cannot_be_read_can_be_tried_again() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("status", path="/call-logs/*/retries", status=500)
        await select_tried_again(bench)
        bench.page.details.tabs.setCurrentIndex(RETRIES)
        state = bench.page.details.retries.state
        await until(lambda: state.accessibleName() == "The retries could not be read")
        state.action.click()
        await until(lambda: bench.page.details.retries.shown)


async def test_during_a_wait_they_come_by_themselves() -> None:
    async with Bench() as bench:
        await bench.loaded()
        await select_tried_again(bench)
        await until(lambda: bench.page.details._has_details)
        bench.sandbox.control.order("rate_limit", path="/call-logs/*/retries", retry_after_s=1.5)
        bench.page.details.tabs.setCurrentIndex(RETRIES)
        state = bench.page.details.retries.state
        assert state.accessibleName() == "Reading the retries…"
        await until(lambda: state.accessibleName().startswith("Waiting "))
        assert state.accessibleDescription() == "Then the retries come by themselves."
        await until(lambda: bench.page.details.retries.shown)


def test_what_the_calls_at_hand_tell_is_added() -> None:
    row = CallLog(id="2", campaign_id="c", to_number="+919876543210", created_at=START, end_reason="user_busy")
    first = CallLog(
        id="1",
        campaign_id="c",
        to_number="+919876543210",
        created_at=START - timedelta(hours=2),
        duration_s=31.0,
        end_reason="user_disconnected",
    )
    attempts = (
        CallAttempt(attempt=1, status="completed", at=first.created_at),
        CallAttempt(attempt=2, status="busy", at=START, duration_s=0.0),
        CallAttempt(attempt=3, status="new_word", at=START + timedelta(hours=2), duration_s=4.0),
    )
    assert tries(row, attempts, [row, first]) == (
        Try(1, first.created_at, "completed", 31.0, "the person hung up", "1", False),
        Try(2, START, "busy", 0.0, "the line was busy", "2", True),
        Try(3, START + timedelta(hours=2), "new_word", 4.0),
    )


def test_tries_read_as_words_and_too_many_are_counted(qapp: object) -> None:
    view = RetriesView()
    view.show_tries(
        tuple(
            Try(number, START, "completed", 145.0, "the person hung up", "x" if number == 1 else "")
            for number in range(1, MOST_TRIES + 4)
        )
    )
    said = [label.text() for label in view.findChildren(Label)]
    assert "Try 1" in said
    assert "2 m 25 s · the person hung up" in said
    assert "3 more tries are not shown." in said
    assert len([one for one in view.findChildren(QPushButton) if one.text() == "Show"]) == 1
