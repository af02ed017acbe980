"""Everyday work without a mouse: real key events, results read as a screen reader reads them and at the server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.keyboard import Keyboard, clipboard
from tests.end_to_end.listening import Listener
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import column, digits, environment_of, wait_for_campaigns

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(180)]

OPTIONS = ("--limit", "100000", "--no-dialler")


@contextmanager
def at_work(desktop: Desktop, folder: Path, *options: str) -> Iterator[tuple[Keyboard, Sandbox, Console]]:
    """A console that shows its campaigns, and nobody touching a mouse."""
    with (
        Listener(desktop.accessibility_address) as listener,
        Sandbox(*OPTIONS, *(options or ("--call-logs", "5"))) as sandbox,
        Console(desktop, folder, environment=environment_of(sandbox)) as console,
    ):
        wait_for_campaigns(console.screen())
        yield Keyboard(console, listener), sandbox, console
        assert console.complaints == ""


def statuses(sandbox: Sandbox) -> dict[str, str]:
    """Status by name, as the server has it."""
    return {campaign["name"]: campaign["status"] for campaign in sandbox.campaigns().values()}


def selected_row(table: Node, row: int) -> list[str]:
    """Wait until this row is selected; its texts."""
    eventually(lambda: "selected" in table.cell(row, 0).states, f"row {row} selected")
    return table.rows(row, 1)[0]


def test_campaigns(desktop: Desktop, tmp_path: Path) -> None:
    with at_work(desktop, tmp_path) as (keys, sandbox, console):
        screen = keys.screen
        table = screen.find("campaigns.table", role="table")
        everything = table.row_count

        # New: the form, field by field.
        keys.tab_to("campaigns.new")
        keys.press("space")
        keys.wait_for_focus("campaigns.form.name")
        keys.type("Typed, not clicked")
        for choice in ("campaigns.form.agent", "campaigns.form.caller"):
            keys.tab_to(choice)
            keys.press("Down")
        keys.tab_to("campaigns.form.concurrency")
        keys.replace("7")
        keys.tab_to("campaigns.create")
        keys.press("space")
        made = eventually(
            lambda: next((one for one in sandbox.campaigns().values() if one["name"] == "Typed, not clicked"), None),
            "the new campaign",
        )
        assert made["max_concurrent_calls"] == 7
        keys.back_in_window()
        eventually(lambda: table.row_count == everything + 1, "the new campaign in the table")

        # Search, and take the search back.
        search = keys.tab_to("campaigns.search")
        keys.type("not clicked")
        eventually(lambda: table.row_count == 1, "the campaign found")

        # Edit, from the context menu of its row.
        keys.tab_to("campaigns.table")
        keys.open_menu("shift+F10")
        keys.choose_in_menu("Edit")
        keys.wait_for_focus("campaigns.form.name")
        keys.replace("Typed and changed, not clicked")
        keys.press("Return")
        eventually(lambda: "Typed and changed, not clicked" in statuses(sandbox), "the new name at the server")
        keys.back_in_window()

        # Cancel, from the menu bar; the question has its careful answer in front.
        keys.open_menu("alt+c")
        keys.choose_in_menu("Cancel campaign")
        keys.wait_for_focus("campaigns.cancel.dialog.no")
        keys.tab_to("campaigns.cancel.dialog.yes")
        keys.press("space")
        eventually(lambda: statuses(sandbox)["Typed and changed, not clicked"] == "cancelled", "cancelled")
        keys.back_in_window()
        keys.tab_to("campaigns.search")
        keys.press("Escape")
        eventually(lambda: table.row_count == everything + 1 and search.text == "", "the search taken back")

        # The status filter; pause one and resume it.
        running = sum(status == "running" for status in statuses(sandbox).values())
        choice = keys.tab_to("campaigns.status")
        keys.type("Runn")
        eventually(lambda: table.row_count == running, lambda: f"{running} running, not {table.row_count}")
        keys.tab_to("campaigns.table")
        keys.press("Home")
        name = selected_row(table, 0)[0]
        keys.open_menu("Menu")
        keys.choose_in_menu("Pause")
        eventually(lambda: statuses(sandbox)[name] == "paused", f"{name} paused")
        keys.tab_to("campaigns.status", backwards=True)
        keys.press("Home")
        eventually(lambda: table.row_count == everything + 1 and choice.name == "All", "all of them")
        keys.run("Resume")
        eventually(lambda: statuses(sandbox)[name] == "running", f"{name} running again")

        # Several at once: their names on the clipboard, read back by pasting them.
        keys.tab_to("campaigns.table")
        keys.press("Home", "shift+Down", "shift+Down")
        eventually(lambda: any("3 selected" in node.name for node in screen.find_all(role="label")), "3 selected")
        names = [row[column(table, "Name")] for row in table.rows(0, 3)]
        keys.open_menu("Menu")
        keys.choose_in_menu("Copy name")
        keys.tab_to("campaigns.search", backwards=True)
        keys.press("ctrl+v")
        eventually(lambda: all(name in search.text for name in names), lambda: f"{names}, not {search.text!r}")
        keys.press("Escape")

        # Sort by another column.
        keys.tab_to("campaigns.table")
        keys.run("Sort the table by")
        keys.choose_in_menu("Name")
        place = column(table, "Name")
        eventually(
            lambda: (found := [row[place].casefold() for row in table.rows()]) == sorted(found), "sorted by name"
        )

        # Its calls, its leads.
        keys.press("Home")
        name = selected_row(table, 0)[0]
        keys.open_menu("Menu")
        keys.choose_in_menu("Show its calls")
        eventually(lambda: screen.find("calls.filter.campaign").name == name, "the calls of this campaign")
        keys.press("ctrl+1")
        keys.tab_to("campaigns.details.tabs")
        keys.press("Right")
        keys.tab_to("campaigns.details.upload")
        keys.press("space")
        screen.find("leads.drop_zone")

        # Everything stops.
        keys.press("ctrl+1")
        keys.run("Stop everything")
        eventually(lambda: "running" not in statuses(sandbox).values(), "nothing running")
        keys.wait_for_focus("campaigns.result.table")
        keys.press("Escape")
        keys.back_in_window()
        keys.press("ctrl+q")
        assert console.wait(5) == 0


LEADS = """\
Mobile,name,due_date
98450 00001,Asha,12 July
98450 00002,Bina,12 July
98450 00001,Chand,12 July
12,Dev,12 July
98450 00003,Esha,12 July
"""


def test_leads(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "june leads.csv"
    file.write_text(LEADS)
    with at_work(desktop, tmp_path / "data") as (keys, sandbox, console):
        screen = keys.screen
        target = next(campaign for campaign in sandbox.campaigns().values() if campaign["status"] == "paused")

        def total() -> int:
            return int(sandbox.campaigns()[target["id"]]["total_leads"])

        before = total()

        # A file, by its path in the file dialog.
        keys.press("ctrl+o")
        keys.wait_for_focus("File name:")
        keys.type(str(file))
        keys.press("Return")
        eventually(lambda: len(desktop.windows(console.pid)) == 1, "the file dialog closed")
        rows = screen.find("leads.rows")
        eventually(lambda: rows.row_count == 5, "the rows of the file")
        keys.back_in_window()

        # The campaign; the focus waits there.
        keys.wait_for_focus("leads.campaign")
        keys.type(target["name"].split()[0])
        summary = screen.find("leads.summary")
        eventually(lambda: digits(summary.text) == 3, lambda: f"3 rows to send, not {summary.text!r}")

        # A problem: filter to it, and mend it where it is.
        keys.tab_to("leads.problems")
        problems = screen.find("leads.problems")
        names = [node.name for node in problems.find_all(role="list item", hidden=True)]
        keys.press("Down", "Return")
        print(names, rows.row_count)
        keys.tab_to("leads.rows", backwards=True)
        print(keys.screen.outline(many=60))
