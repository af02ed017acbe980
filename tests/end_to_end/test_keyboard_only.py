"""Everyday work without a mouse: real key events, results read as a screen reader reads them and at the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.at_work import OPTIONS, at_work, selected_row
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.keyboard import Keyboard, clipboard
from tests.end_to_end.listening import Listener
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import column, digits, wait_for_campaigns

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(180)]


def statuses(sandbox: Sandbox) -> dict[str, str]:
    """Status by name, as the server has it."""
    return {campaign["name"]: campaign["status"] for campaign in sandbox.campaigns().values()}


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

        # A problem: filter to its rows, and back.
        problems = keys.tab_to("leads.problems")
        assert len(problems.find_all(role="list item", hidden=True)) >= 2
        keys.press("Home", "Return")
        eventually(lambda: rows.row_count < 5, "the rows of the problem")
        keys.press("Return")
        eventually(lambda: rows.row_count == 5, "all rows again")

        # A column that is not to be sent; where numbers without + are from.
        column_use = keys.tab_to("leads.mapping.2", backwards=True)
        keys.type("Drop")
        eventually(lambda: column_use.name == "Drop", lambda: f"the column dropped, not {column_use.name!r}")
        country = keys.tab_to("leads.country", backwards=True)
        keys.press("Home")
        eventually(
            lambda: digits(summary.text) == 0, lambda: f"no number is complete without a country: {summary.text!r}"
        )
        assert country.name.startswith("no country")
        keys.type("Indi")
        eventually(lambda: digits(summary.text) == 3, lambda: f"3 rows to send again, not {summary.text!r}")

        send = keys.tab_to("leads.send")
        eventually(lambda: send.is_on, lambda: f"Upload possible: {send.description!r}")
        keys.press("space")
        result = screen.find("leads.result")
        eventually(lambda: "3 created" in result.text, lambda: f"3 created, not {result.text!r}")
        assert total() == before + 3

        # Rows that were copied in a spreadsheet.
        with clipboard(desktop, "Mobile\tname\n98450 00011\tFarid\n98450 00012\tGita\n"):
            keys.press("ctrl+v")
            eventually(lambda: rows.is_showing and rows.row_count == 2, "the pasted rows")
        keys.wait_for_focus("leads.campaign")
        keys.type(target["name"].split()[0])
        eventually(lambda: send.is_on, lambda: f"Upload possible: {send.description!r}")
        keys.tab_to("leads.send")
        keys.press("space")
        eventually(lambda: result.is_showing and "2 created" in result.text, lambda: f"2 created, not {result.text!r}")
        assert total() == before + 5
        assert {lead["name"] for lead in sandbox.control("state")["leads"]} == {"Asha", "Bina", "Esha", "Farid", "Gita"}


def test_one_lead(desktop: Desktop, tmp_path: Path) -> None:
    with at_work(desktop, tmp_path) as (keys, sandbox, _):
        target = next(campaign for campaign in sandbox.campaigns().values() if campaign["status"] == "paused")

        def lead() -> dict[str, Any]:
            return next(iter(sandbox.control("state")["leads"]), {})

        keys.press("ctrl+2")
        keys.tab_to("leads.one")
        keys.press("space")
        keys.wait_for_focus("leads.one.campaign")
        keys.type(target["name"].split()[0])
        keys.tab_to("leads.one.add.number")
        keys.type("98450 00021")
        keys.tab_to("leads.one.add.name")
        keys.type("Harish")
        keys.press("Return")  # the default button
        added = eventually(lead, "the lead at the server")
        assert (added["name"], added["phone_number"], added["campaign_id"]) == ("Harish", "+919845000021", target["id"])

        # Look it up, change its name.
        keys.wait_for_focus("leads.one.add.number")
        keys.tab_to("check box Add", backwards=True)
        keys.press("Right")
        keys.tab_to("leads.one.id")
        keys.type(added["id"])
        keys.press("Return")
        keys.tab_to("leads.one.edit.name")
        keys.replace("Harish Rao")
        keys.tab_to("leads.one.save")
        keys.press("space")
        eventually(lambda: lead()["name"] == "Harish Rao", "the new name at the server")

        # Those added from here, and from there back to it.
        keys.tab_to("check box Look up", backwards=True)
        keys.press("Right")
        added_here = keys.tab_to("leads.one.added")
        eventually(lambda: added_here.row_count == 1, "the lead among those added from here")
        keys.press("Down")
        keys.tab_to("leads.one.open")
        keys.press("space")

        # Remove it; the question has its careful answer in front.
        keys.tab_to("leads.one.remove")
        keys.press("space")
        keys.tab_to("leads.one.remove.dialog.yes")
        keys.press("space")
        eventually(lambda: lead()["status"] == "removed", "the lead removed")
        keys.back_in_window(dialogs=1)
        keys.press("Escape")
        keys.back_in_window()


def test_done_when_allowed(desktop: Desktop, tmp_path: Path) -> None:
    wait_s = 12.0
    with at_work(desktop, tmp_path) as (keys, sandbox, _):
        screen = keys.screen
        table = screen.find("campaigns.table", role="table")
        paused = [name for name, status in statuses(sandbox).items() if status == "paused"]
        running = [name for name, status in statuses(sandbox).items() if status == "running"]
        sandbox.control("faults", {"kind": "rate_limit", "times": 1, "retry_after_s": wait_s})
        keys.press("F5")
        eventually(lambda: not screen.find("campaigns.refresh").is_on, "the wait")

        def select(name: str) -> None:
            keys.tab_to("campaigns.search")
            keys.replace(name)
            eventually(lambda: table.row_count == 1, f"{name} found")
            keys.tab_to("campaigns.table")
            keys.press("Home")
            assert selected_row(table, 0)[0] == name

        # From the palette, and given up again with the cross of its chip.
        select(paused[0])
        keys.run("Resume")
        eventually(lambda: screen.find_all(name=f"Take back: Resume ‘{paused[0]}’"), "the queued action")
        keys.tab_to(f"Take back: Resume ‘{paused[0]}’")
        keys.press("space")
        eventually(lambda: not screen.find_all(name=f"Take back: Resume ‘{paused[0]}’"), "nothing queued")

        # From the context menu, and from the banner's own button.
        keys.tab_to("campaigns.table")
        keys.open_menu("Menu")
        keys.choose_in_menu("When allowed: Resume")
        eventually(lambda: screen.find_all(name=f"Take back: Resume ‘{paused[0]}’"), "the queued action")
        select(running[0])
        keys.tab_to("queue.offer", backwards=True)
        keys.open_menu("space")
        keys.choose_in_menu("Pause")
        eventually(
            lambda: (statuses(sandbox)[running[0]], statuses(sandbox)[paused[0]]) == ("paused", "running"),
            "both done when they were allowed",
            timeout_s=wait_s + 5,
        )


def test_profiles(desktop: Desktop, tmp_path: Path) -> None:
    with (
        Listener(desktop.accessibility_address) as listener,
        Sandbox(*OPTIONS, "--call-logs", "5", "--seed", "1") as one,
        Sandbox(*OPTIONS, "--call-logs", "5", "--seed", "2") as two,
        Console(desktop, tmp_path) as console,
    ):
        console.screen().find("welcome.add")
        keys = Keyboard(console, listener)
        screen = keys.screen

        def fill(name: str, sandbox: Sandbox) -> None:
            keys.wait_for_focus("key.name")
            keys.replace(name)
            keys.tab_to("key.key")
            keys.type(sandbox.key)
            keys.tab_to("key.address")
            keys.replace(sandbox.url)
            keys.press("Return")

        def names(sandbox: Sandbox) -> set[str]:
            return set(statuses(sandbox))

        # The first profile, from the welcome page.
        keys.tab_to("welcome.add")
        keys.press("space")
        fill("First workspace", one)
        table = wait_for_campaigns(screen)
        keys.back_in_window()
        place = column(table, "Name")
        eventually(lambda: {row[place] for row in table.rows()} == names(one), "the campaigns of the first")

        # Another one, from the switcher; then back.
        switcher = keys.tab_to("profile.switcher")
        keys.press("alt+Down", "Down")
        keys.wait_for_focus("Add a profile…")
        keys.press("Return")
        fill("Second workspace", two)
        eventually(lambda: {row[place] for row in table.rows()} == names(two), "the campaigns of the second")
        keys.back_in_window()
        keys.tab_to("profile.switcher")
        keys.press("alt+Down", "Home", "Return")
        eventually(lambda: switcher.name == "First workspace", "the first profile")
        eventually(lambda: {row[place] for row in table.rows()} == names(one), "the campaigns of the first again")

        # Reference data: another kind, a search, back.
        keys.run("Reference data")
        keys.wait_for_focus("reference.kinds")
        keys.press("Down")
        keys.press("ctrl+f")
        keys.wait_for_focus("reference.search")
        keys.press("Escape", "Escape")
        keys.back_in_window()

        # Preferences, the shortcut sheet, another colour scheme, and out.
        keys.press("ctrl+comma")
        scheme = keys.wait_for_focus("preferences.theme")
        keys.type("Dark")
        eventually(lambda: scheme.name == "Dark", "the dark scheme")
        keys.press("Escape")
        keys.back_in_window()
        keys.press("F1")
        keys.wait_for_focus("shortcuts.close")
        assert screen.find_all(name="Keyboard shortcuts")
        keys.press("Return")
        keys.back_in_window()
        keys.open_menu("alt+v")
        keys.choose_in_menu("Light")
        keys.press("ctrl+q")
        assert console.wait(5) == 0
        assert console.complaints == ""
