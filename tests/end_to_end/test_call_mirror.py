"""The copy of all calls: filled against a small quota, over a restart, searched, counted, saved, called again."""

from __future__ import annotations

import csv
import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.listening import Listener
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import digits, environment_of, open_tab, wait_for_campaigns

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(180)]

CALLS = 5_000
PAGE_CALLS = 100
# A minute's quota in a tenth of a minute.
QUOTA = ("--limit", "60", "--window", "6")
WORD = "नमस्ते"
NOT_REACHED = {"did_not_pick", "no_answer", "busy", "retry_expired"}


def photographed(console: Console, name: str) -> None:
    """A picture of this moment, where somebody wants to look at it."""
    if folder := os.environ.get("DIALNEXA_PICTURES"):
        console.desktop.screenshot(Path(folder) / f"{name}.png")


def pages_asked(sandbox: Sandbox) -> list[int]:
    """The pages of the list of calls that were asked for, in order."""
    asked = [one["path"] for one in sandbox.requests() if one["path"].partition("?")[0].endswith("/call-logs")]
    return [int(path.partition("page=")[2].partition("&")[0] or 1) for path in asked]


def outcome(screen: Node, name: str) -> tuple[Node, int]:
    """A part of the chart of outcomes, and how many calls it tells."""
    parts = screen.find_all("calls.chart.outcomes._LegendItem")
    part = next(one for one in parts if one.name.startswith(name))
    return part, digits(part.name.rpartition("%, ")[2])


def test_calls_from_the_first_page_to_calling_again(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Sandbox("--call-logs", str(CALLS), "--no-dialler", *QUOTA) as sandbox:
        # The first fill is broken off in its middle, by closing the window.
        with Console(desktop, data, environment=environment_of(sandbox)) as console:
            screen = console.screen()
            wait_for_campaigns(screen)
            open_tab(screen, "Call logs")
            strip = screen.find("calls.strip.text", timeout_s=20)
            eventually(lambda: digits(strip.text or "0") >= 1_500, "some of the calls", timeout_s=30)
            assert f"of {CALLS:,}" in strip.text
            photographed(console, "1-first-fill")
            here = digits(strip.text)
            desktop.ask_to_close(console.window())
            assert console.wait(10) == 0
            assert console.complaints == ""
        before = pages_asked(sandbox)
        assert len(before) < CALLS // PAGE_CALLS

        with (
            Listener(desktop.accessibility_address) as listener,
            Console(desktop, data, environment=environment_of(sandbox)) as console,
        ):
            # It opens where it was closed.
            table = console.screen().find("calls.table", role="table", timeout_s=20)
            keys = Keyboard(console, listener)
            eventually(lambda: table.row_count >= here, "what was here before the window was closed")
            photographed(console, "2-restarted")
            eventually(lambda: table.row_count == CALLS, lambda: f"all calls, not {table.row_count}", timeout_s=40)
            again = pages_asked(sandbox)[len(before) :]
            assert len(before) + len(again) <= CALLS // PAGE_CALLS + 6, "nothing is fetched twice"

            search_in_hindi(keys, table)
            everything = save(keys, tmp_path / "everything.csv")
            assert len(everything) == CALLS
            call_again(keys, people := not_reached(everything))
            keys.press("ctrl+3")
            told = filter_by_a_bar(keys, table)
            some = save(keys, tmp_path / "not reached.csv")
            assert len(some) == told
            assert {call["status"] for call in some} <= NOT_REACHED
            assert people < {call["phone_number"] for call in some}, "some were reached later"
            assert console.complaints == ""
    assert [one for one in sandbox.seen if one["status"] == 429] == []


def search_in_hindi(keys: Keyboard, table: Node) -> None:
    """Transcripts come by themselves now; those in Hindi are found."""
    screen = keys.screen
    search = screen.find("calls.search")
    search.set_text(WORD)
    eventually(lambda: 0 < table.row_count < CALLS, "calls in Hindi", timeout_s=20)
    keys.tab_to("calls.table")
    keys.press("Home")
    transcript, hits = screen.find("calls.detail.transcript"), screen.find("calls.detail.hits")
    eventually(lambda: WORD in transcript.text, lambda: f"{WORD} in {transcript.text[:200]!r}")
    eventually(lambda: digits(hits.text or "0") == 1, lambda: f"the first hit, not {hits.text!r}")
    photographed(keys.console, "3-found")
    search.set_text("")
    eventually(lambda: table.row_count == CALLS, "all calls again")


def filter_by_a_bar(keys: Keyboard, table: Node) -> int:
    """A click on a bar of a chart shows as many calls as it tells."""
    chosen, told = outcome(keys.screen, "Not reached")
    assert 0 < told < CALLS
    keys.console.click(chosen)
    eventually(lambda: table.row_count == told, lambda: f"{told} calls, not {table.row_count}")
    photographed(keys.console, "4-bar")
    return told


def save(keys: Keyboard, file: Path) -> list[dict[str, str]]:
    """The calls that are shown, as a CSV file; its rows."""
    keys.press("ctrl+shift+e")
    keys.screen.find("calls.export_dialog", role="dialog")
    photographed(keys.console, "5-export")
    keys.back_in_window(dialogs=1)
    keys.tab_to("calls.export.save")
    keys.press("Return")
    keys.wait_for_focus("File name:")
    keys.replace(str(file))
    keys.press("Return")
    eventually(file.exists, "the file")
    keys.back_in_window()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def not_reached(calls: list[dict[str, str]]) -> set[str]:
    """Numbers with a call that reached nobody, and none after it that did."""
    people = set()
    for call in sorted(calls, key=lambda call: datetime.fromisoformat(call["time"])):
        if call["status"] in NOT_REACHED:
            people.add(call["phone_number"])
        elif call["status"] == "completed":
            people.discard(call["phone_number"])
    return people


def call_again(keys: Keyboard, people: set[str]) -> None:
    """One action opens the Leads page with exactly these, once each."""
    keys.run("Call again all who did not pick up")
    rows = keys.screen.find("leads.rows", timeout_s=20)
    eventually(lambda: rows.row_count == len(people), lambda: f"{len(people)} people, not {rows.row_count}")
    place = next(number for number, title in enumerate(rows.column_titles()) if "phone" in title.casefold())
    assert {row[place].replace(" ", "") for row in rows.rows(0, 50)} <= people
    photographed(keys.console, "6-called-again")
