"""The Call logs page over the sandbox: reading, filters, search, details, waits, refusals."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget

from tests.ui.calls.bench import Bench, until
from ui.models.columns import RecordRole


def ids(bench: Bench) -> list[str]:
    model = bench.page.model
    return [model.index(row, 0).data(RecordRole).id for row in range(model.rowCount())]


def select_talk(bench: Bench, nth: int = 0) -> str:
    """Select the nth call in which somebody talked; its id."""
    model = bench.page.model
    talks = [
        row
        for row in range(model.rowCount())
        if (record := model.record_at(row)) is not None and record.status == "completed" and record.duration_s
    ]
    bench.page.table.select_row(talks[nth])
    record = bench.page.selected()
    assert record is not None
    return record.id


def details_requests(bench: Bench) -> int:
    return sum(one.path.endswith("/details") for one in bench.sandbox.control.requests())


# --- reading


async def test_the_first_page_is_read_with_names_and_told() -> None:
    async with Bench() as bench:
        await bench.loaded()
        assert bench.page.model.rowCount() == 100
        assert bench.page.freshness().startswith("100 of 250 calls loaded, up to date ")
        assert bench.notes[-1] == bench.page.freshness()
        assert bench.page.status_texts() == ["100 of 250 calls", "0 selected"]
        campaigns = {bench.page.model.index(row, 2).data() for row in range(100)}
        assert campaigns <= {campaign.name for campaign in bench.engine.campaigns.records}
        assert len(bench.requests("/v1/call-logs")) == 1


async def test_scrolling_to_the_end_reads_every_call_once() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bar = bench.page.table.verticalScrollBar()
        while bench.page.reader.feed is not None and bench.page.reader.feed.has_more:
            bar.setValue(bar.maximum())
            await until(lambda: bench.page.reader.reading or not bench.page.reader.feed.has_more)
            await bench.settled()
        assert len(ids(bench)) == len(set(ids(bench))) == 250
        assert bench.page.freshness().startswith("250 calls, up to date ")
        pages = [one.query for one in bench.requests("/v1/call-logs")]
        assert len(pages) == 3
        bar.setValue(0)
        bar.setValue(bar.maximum())
        assert not bench.page.reader.reading


async def test_one_page_at_a_time_however_the_view_asks() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("delay", path="/call-logs", delay_s=0.2)
        bar = bench.page.table.verticalScrollBar()
        for _ in range(5):
            bar.setValue(bar.maximum())
            bar.setValue(0)
        assert bench.page.reader.reading == "more"
        await bench.settled()
        assert bench.page.model.rowCount() == 200
        assert len(bench.requests("/v1/call-logs")) == 2


async def test_nothing_is_read_while_nobody_looks() -> None:
    async with Bench() as bench:
        bench.page.hide()
        bench.open()
        await until(lambda: bench.page.filters.agent.count() > 1)
        assert bench.requests("/v1/call-logs") == []
        bench.page.show()
        await until(lambda: bench.page.model.rowCount() == 100)


# --- looking again


async def test_an_unchanged_list_costs_no_repaint() -> None:
    async with Bench() as bench:
        await bench.loaded()
        changed, inserted = QSignalSpy(bench.page.model.dataChanged), QSignalSpy(bench.page.model.rowsInserted)
        bench.page.refresh.trigger()
        assert not bench.page.refresh.available
        await bench.settled()
        assert bench.page.freshness().endswith("last check: not modified")
        assert [one.status for one in bench.requests("/v1/call-logs")] == [200, 304]
        assert (changed.count(), inserted.count()) == (0, 0)
        await until(lambda: bench.page.refresh.available)


async def test_new_calls_come_in_at_the_top_without_moving_the_view() -> None:
    async with Bench(dialler_frozen=True) as bench:
        await bench.loaded()
        table = bench.page.table
        table.select_row(50)
        chosen = bench.page.selected()
        top = table.indexAt(QPoint(20, 2)).data(RecordRole).id
        assert top != ids(bench)[0]
        agent = bench.page.model.record_at(0).agent_id
        await bench.engine.api.place_call(_draft(agent))
        bench.page.refresh.trigger()
        await bench.settled()
        assert bench.page.freshness().endswith("last check: 1 new")
        assert bench.page.model.rowCount() == 101
        assert table.indexAt(QPoint(20, 2)).data(RecordRole).id == top
        assert bench.page.selected().id == chosen.id
        assert bench.page.status_texts()[0] == "101 of 251 calls"


def _draft(agent_id: str | None) -> object:
    from app.api.dialect import CallDraft

    return CallDraft(agent_id=agent_id, to_phone_number="+919876543210", from_phone_number=None)


async def test_pages_that_shifted_bring_no_call_twice() -> None:
    async with Bench() as bench:
        await bench.loaded()
        agent = bench.page.model.record_at(0).agent_id
        for _ in range(3):
            await bench.engine.api.place_call(_draft(agent))
        bar = bench.page.table.verticalScrollBar()
        bar.setValue(bar.maximum())
        await bench.settled()
        assert len(ids(bench)) == len(set(ids(bench))) == 197
        bench.page.refresh.trigger()
        await bench.settled()
        assert len(ids(bench)) == len(set(ids(bench))) == 200


async def test_a_failed_look_keeps_the_rows_and_says_so() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("status", path="/call-logs", status=500, times=0)
        bench.page.refresh.trigger()
        await bench.settled()
        assert bench.page.model.rowCount() == 100
        assert bench.page.freshness().endswith("last check: failed")
        assert "problem" in bench.desk.messages.last.text
        assert bench.page.strip.text


# --- filters


async def test_a_filter_is_asked_of_the_server_and_the_table_shows_only_what_matches() -> None:
    async with Bench(call_logs=600) as bench:
        await bench.loaded()
        before = bench.page.reader.feed
        status = bench.page.filters.status
        status.setCurrentIndex(status.findData("busy"))
        await bench.read_anew(before)
        assert "status=busy" in bench.requests("/v1/call-logs")[-1].query
        model = bench.page.model
        assert model.rowCount() > 0
        assert {model.record_at(row).status for row in range(model.rowCount())} == {"busy"}
        assert bench.page.reader.feed.total == model.rowCount() or bench.page.reader.feed.has_more


async def test_a_campaign_is_asked_by_its_own_route() -> None:
    async with Bench(call_logs=600) as bench:
        await bench.loaded()
        before = bench.page.reader.feed
        record = bench.page.model.record_at(0)
        entries = dict(bench.page.menu.entries(record))
        entries["Only calls of this campaign"]()
        await bench.read_anew(before)
        assert bench.page.filters.campaign.currentData() == record.campaign_id
        model = bench.page.model
        assert {model.record_at(row).campaign_id for row in range(model.rowCount())} == {record.campaign_id}


async def test_days_are_days_of_this_computer() -> None:
    async with Bench(call_logs=600) as bench:
        await bench.loaded()
        day = (datetime.now().astimezone() - timedelta(days=2)).date()
        before = bench.page.reader.feed
        bench.page.filters.first_day.set_day(day)
        bench.page.filters.last_day.set_day(day)
        await bench.read_anew(before)
        model = bench.page.model
        days = {model.record_at(row).created_at.astimezone().date() for row in range(model.rowCount())}
        assert days <= {day}


async def test_days_in_the_wrong_order_cost_no_request() -> None:
    async with Bench() as bench:
        await bench.loaded()
        before = len(bench.requests("/v1/call-logs"))
        bench.page.filters.first_day.setText("2026-06-12")
        bench.page.filters.last_day.setText("2026-06-01")
        await until(lambda: bench.page.empty.accessibleName() == "No day is selected")
        assert len(bench.requests("/v1/call-logs")) == before
        bench.page.empty.action.click()
        await until(lambda: bench.page.model.rowCount() == 100)


async def test_filters_that_nothing_matches_offer_to_be_cleared() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.filters.last_day.setText("2001-01-01")
        await until(lambda: bench.page.empty.accessibleName() == "No call matches these filters")
        bench.page.empty.action.click()
        await until(lambda: bench.page.model.rowCount() == 100)
        assert bench.page.filters.last_day.text() == ""


# --- search


async def test_a_search_looks_at_the_calls_loaded_and_sends_nothing() -> None:
    async with Bench() as bench:
        await bench.loaded()
        before = bench.sandbox.control.request_count
        wanted = bench.page.model.record_at(7).to_number
        QTest.keyClicks(bench.page.search, wanted[3:8] + " " + wanted[8:])
        await until(lambda: 0 < bench.page.model.rowCount() < 100)
        assert wanted in {bench.page.model.record_at(row).to_number for row in range(bench.page.model.rowCount())}
        assert bench.page.strip.text == "Searched the 100 calls loaded here, of 250."
        assert bench.sandbox.control.request_count == before
        bench.page.strip.button.click()
        await until(lambda: bench.page.model.total == 200)
        assert bench.page.strip.text == "Searched the 200 calls loaded here, of 250."
        QTest.keyClick(bench.page.search, Qt.Key.Key_Escape)
        await until(lambda: bench.page.model.rowCount() == 200)


async def test_a_search_finds_words_of_transcripts_that_were_read() -> None:
    async with Bench() as bench:
        await bench.loaded()
        chosen = select_talk(bench)
        await until(lambda: bench.page.details.has_transcript)
        words = bench.page.details.transcript.toPlainText().split("\n")[1]
        bench.page.search.setText(words)
        await until(lambda: bench.page.model.rowCount() < 100)
        assert chosen in ids(bench)
        assert bench.page.selected().id == chosen
        assert bench.page.details.transcript.hit_count >= 1
        summary = bench.page.table.column_number("summary")
        assert bench.page.model.headerData(summary, Qt.Orientation.Horizontal) == "Found text"


async def test_words_in_no_loaded_call_say_how_many_were_searched() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.page.search.setText("no call has this")
        await until(lambda: bench.page.empty.isVisible())
        assert bench.page.empty.accessibleName() == "No loaded call has “no call has this”"
        assert bench.page.empty.accessibleDescription() == "100 of 250 calls are loaded and were searched."


async def test_find_puts_the_cursor_into_the_search() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.window.activateWindow()
        bench.page.table.setFocus()
        QTest.keyClick(bench.page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: bench.page.search.hasFocus())


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
        await until(lambda: bench.page.model.rowCount() < 100)
        bench.page.search.clear()
        await until(lambda: bench.page.model.rowCount() == 100)
        assert bench.page.freshness().startswith("Waiting ")
        assert bench.sandbox.control.request_count == count
        select_talk(bench)  # the search may have hidden the one selected before
        await until(lambda: bench.page.details.has_transcript)
        await bench.settled()
        assert bench.page.freshness().endswith("last check: not modified")


async def test_a_refused_key_is_told_as_such_and_not_tried_again() -> None:
    async with Bench(key="demo-key-0001:wrong") as bench:
        bench.open()
        await until(lambda: bench.page.empty.accessibleName() == "The key was refused")
        assert not bench.page.reader._timer.isActive()


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
        await until(lambda: bench.page.model.rowCount() == 100)


async def test_an_unread_page_stops_the_paging_until_it_is_tried_again() -> None:
    async with Bench() as bench:
        await bench.loaded()
        bench.sandbox.control.order("html", path="/call-logs", times=1)
        bar = bench.page.table.verticalScrollBar()
        bar.setValue(bar.maximum())
        await until(lambda: bench.page.reader.problem)
        count = len(bench.requests("/v1/call-logs"))
        bar.setValue(0)
        bar.setValue(bar.maximum())
        assert not bench.page.reader.reading
        assert len(bench.requests("/v1/call-logs")) == count
        bench.page.strip.button.click()
        await until(lambda: bench.page.model.rowCount() == 200)
        assert bench.page.strip.text == ""


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
        await until(lambda: bench.page.model.rowCount() == 100)


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
        assert (selection.status, selection.campaign_id) == ("failed", "cmp_unknown_here")
        assert selection.first_day.isoformat() == "2026-06-12"
        for odd in ({}, {"filters": 3, "table": [], "splitter": "x"}, {"filters": {"from": 9, "status": None}}):
            bench.page.restore_state(odd)


async def test_the_calm_look_at_the_newest_calls_is_background_work() -> None:
    async with Bench() as bench:
        await bench.loaded()
        timer = bench.page.reader._timer
        assert timer.isActive()
        assert 50_000 < timer.interval() <= 60_000
        bench.page.reader._on_due()
        assert bench.page.reader.reading == "look"
        assert bench.page.refresh.available
        await bench.settled()
        assert bench.requests("/v1/call-logs")[-1].status == 304
        assert bench.engine.api.request_log.entries[-1].priority.name == "BACKGROUND"
        bench.desk.is_watched = lambda: False
        bench.page.reader._on_due()
        assert bench.page.reader.reading == ""


async def test_the_keyboard_reaches_everything_in_the_order_it_is_read() -> None:
    async with Bench() as bench:
        await bench.loaded()
        names = []
        widget = bench.page.search
        for _ in range(9):
            names.append(widget.objectName())
            widget = widget.nextInFocusChain()
            while not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisible():
                widget = widget.nextInFocusChain()
        assert names == [
            "calls.search",
            "calls.filter.campaign",
            "calls.filter.agent",
            "calls.filter.status",
            "calls.filter.sentiment",
            "calls.filter.from",
            "calls.filter.to",
            "calls.refresh",
            "calls.table",
        ]


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
        await until(lambda: bench.page.model.rowCount() == 100)
        assert bench.page.model.index(0, 1).data() == "—"


# --- from another tab


async def test_the_calls_of_a_campaign_are_shown_when_another_tab_asks() -> None:
    async with Bench() as bench:
        await bench.loaded()
        campaign = next(one for one in bench.engine.campaigns.records if one.status == "running")
        bench.page.search.setText("nobody says this")
        before = bench.page.reader.feed
        bench.desk.show_calls(campaign.id)
        await bench.read_anew(before)
        await until(lambda: bench.page.model.rowCount() > 0)
        assert bench.page.search.text() == ""
        assert len(bench.requests(f"/v1/call-logs/campaign/{campaign.id}")) == 1
