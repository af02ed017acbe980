"""Call logs without a mouse: real key events, results read as a screen reader reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.at_work import at_work, selected_row
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.steps import column, digits

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(180)]


def test_call_logs(desktop: Desktop, tmp_path: Path) -> None:
    with at_work(desktop, tmp_path, "--call-logs", "80") as (keys, _, _console):
        screen = keys.screen
        keys.press("ctrl+3")
        table = screen.find("calls.table", role="table")
        eventually(lambda: table.row_count > 0, "calls")
        everything = table.row_count
        status = keys.tab_to("calls.filter.status")
        keys.type("Completed")
        place = column(table, "Status")
        eventually(
            lambda: 0 < table.row_count < everything and {row[place] for row in table.rows()} == {"Completed"},
            "completed calls",
        )
        assert status.name == "Completed"
        keys.tab_to("calls.table")
        keys.press("Home", "Down", "Up")
        transcript = screen.find("calls.detail.transcript")
        eventually(lambda: len(transcript.text) > 40, "a transcript")

        # Search in what was said, from hit to hit.
        words = [word for word in transcript.text.split() if word.isalpha() and len(word) > 3]
        word = max(words, key=words.count)
        keys.press("ctrl+f")
        keys.wait_for_focus("calls.search")
        keys.type(word)
        hits = screen.find("calls.detail.hits")
        eventually(lambda: digits(hits.text or "0") == 1, lambda: f"the first hit of {word!r}, not {hits.text!r}")
        if transcript.text.casefold().count(word.casefold()) > 1:
            keys.press("F3")
            eventually(lambda: digits(hits.text) == 2, lambda: f"the second hit, not {hits.text!r}")
            keys.press("shift+F3")
            eventually(lambda: digits(hits.text) == 1, lambda: f"the first hit again, not {hits.text!r}")
        search = keys.wait_for_focus("calls.search")
        keys.press("Escape")
        eventually(lambda: search.text == "", "the search taken back")

        # Copy: a row, a number, what was said.
        keys.tab_to("calls.table")
        keys.press("ctrl+c")
        number = table.rows(0, 1)[0][column(table, "Number")]
        keys.press("ctrl+f", "ctrl+v")
        eventually(lambda: "Completed" in search.text, lambda: f"the copied row, not {search.text!r}")
        keys.press("Escape")
        keys.tab_to("calls.table")
        keys.open_menu("shift+F10")
        keys.choose_in_menu("Copy number")
        keys.back_in_window()
        keys.press("ctrl+f", "ctrl+v")
        eventually(
            lambda: search.text == number.replace(" ", ""), lambda: f"the number {number!r}, not {search.text!r}"
        )
        keys.press("Escape")
        keys.tab_to("calls.detail.transcript")
        keys.press("ctrl+a", "ctrl+c", "ctrl+f", "ctrl+v")
        eventually(lambda: word in search.text, lambda: f"{word!r} of the transcript, not {search.text!r}")
        keys.press("Escape")

        # Its other tries; nobody calls this number again; its campaign.
        keys.tab_to("calls.detail.tabs")
        keys.press("Right", "Right")
        eventually(
            lambda: screen.find_all("calls.detail.retries") or screen.find_all("calls.detail.retries_state"),
            "the tries of the call",
        )
        keys.tab_to("calls.table")
        keys.open_menu("Menu")
        keys.choose_in_menu("Add to the do-not-call list")
        eventually(
            lambda: any("do-not-call" in node.description for node in screen.find_all("message.bar")), "the sentence"
        )
        keys.tab_to("calls.table")
        keys.open_menu("Menu")
        keys.choose_in_menu("Show campaign")
        screen.find("campaigns.table", role="table")


def test_many_call_logs(desktop: Desktop, tmp_path: Path) -> None:
    """Rows come into the table when somebody goes there: the keys do not wait for them, and lead to the right ones."""
    with at_work(desktop, tmp_path, "--call-logs", "900") as (keys, _, _console):
        screen = keys.screen
        keys.press("ctrl+3")
        table = screen.find("calls.table", role="table")
        eventually(lambda: table.row_count == 900, "all calls")
        number = column(table, "Number")
        keys.tab_to("calls.table")
        for key, row in (("End", 899), ("Page_Up", None), ("Home", 0), ("End", 899)):
            keys.press(key)
            if row is not None:
                selected_row(table, row)
                eventually(lambda row=row: digits(table.rows(row, 1)[0][number]), f"the number in row {row}")
        last = table.rows(899, 1)[0][number].replace(" ", "")  # not later: the number is searched for at once
        keys.open_menu("shift+F10")
        keys.choose_in_menu("Copy number")
        keys.back_in_window()
        keys.press("ctrl+f", "ctrl+v")
        search = screen.find("calls.search")
        eventually(lambda: search.text == last, lambda: f"the number of the last row {last!r}, not {search.text!r}")
