"""A messy file is put right and uploaded; the server stores it and dies, the console is killed: all are there once."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import digits, drop_on, environment_of, open_tab, row_where, wait_for_campaigns

pytestmark = pytest.mark.desktop

GOOD, DOUBLED, IN_TEXT, NO_CITY = 2_600, 120, 100, 80
IMPOSSIBLE, MISSING, REPEATED = 60, 20, 20
ROWS = GOOD + DOUBLED + IN_TEXT + NO_CITY + IMPOSSIBLE + MISSING + REPEATED
ARRIVING = GOOD + DOUBLED + IN_TEXT + NO_CITY
CITY = "पुणे"


def number(index: int) -> str:
    return f"98{index:08d}"


def messy_file(path: Path) -> set[str]:
    """3,000 rows; the numbers that are to be called once everything was put right."""
    cells = [(f"+91 {number(index)}", "Mumbai") for index in range(GOOD)]
    cells += [(f"9191{number(index)}", "Delhi") for index in range(3_000, 3_000 + DOUBLED)]
    cells += [(f"call {number(index)} after six", "Kochi") for index in range(4_000, 4_000 + IN_TEXT)]
    cells += [(f"+91{number(index)}", "") for index in range(5_000, 5_000 + NO_CITY)]
    cells += [("12345", "Agra")] * IMPOSSIBLE + [("", "Agra")] * MISSING
    cells += [(f"+91{number(index)}", "Mumbai") for index in range(REPEATED)]
    # Mixed, as such files are; the repeated ones stay behind those that they repeat.
    mixed = cells[:REPEATED] + sorted(cells[REPEATED:-REPEATED], key=lambda cell: cell[0][::-1]) + cells[-REPEATED:]
    lines = [f"लीड {place},{cell},{city}" for place, (cell, city) in enumerate(mixed)]
    path.write_text("name,Phone Number,city\n" + "\n".join(lines) + "\n", encoding="utf-8")
    places = (*range(GOOD), *range(3_000, 3_000 + DOUBLED), *range(4_000, 4_000 + IN_TEXT))
    return {f"+91{number(index)}" for index in (*places, *range(5_000, 5_000 + NO_CITY))}


def repair(screen: Node, key: str, text: str = "") -> None:
    """Press a repair of the list, and its button in the dialog that shows what it does."""
    screen.find(f"leads.repair.{key}").press()
    if text:
        screen.find("leads.repair.text").set_text(text)
    yes = screen.find("leads.repair.yes")
    eventually(lambda: yes.is_on, "the repair's button")
    yes.press()
    eventually(lambda: not screen.find_all("leads.repair.dialog"), "the dialog gone")


def wait_for_rows(summary: Node, count: int) -> None:
    eventually(lambda: digits(summary.text) == count, lambda: f"{count} rows to send, not {summary.text!r}")


def said(screen: Node, words: str) -> None:
    eventually(
        lambda: any(words in node.description for node in screen.find_all("message.bar")),
        lambda: f"{words!r} in the message bar: {[node.description for node in screen.find_all('message.bar')]}",
        timeout_s=30,
    )


def test_an_upload_survives_the_death_of_both_sides(desktop: Desktop, tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "leads नमूना.csv"
    wanted = messy_file(file)
    with Sandbox("--call-logs", "20", "--limit", "600", "--no-dialler") as sandbox:
        paused = next(one for one in sandbox.campaigns().values() if one["status"] == "paused")
        environment = environment_of(sandbox)
        with Console(desktop, data, environment=environment) as console:
            screen = console.screen()
            wait_for_campaigns(screen)
            drop_on(console, screen, file)
            eventually(lambda: screen.find("leads.rows", timeout_s=20).row_count == ROWS, "the rows of the file")
            console.choose(screen.find("leads.campaign"), paused["name"])
            summary = screen.find("leads.summary")
            wait_for_rows(summary, GOOD + NO_CITY)

            # Three group actions; the last one is taken back and done again.
            repair(screen, "undouble")
            wait_for_rows(summary, GOOD + NO_CITY + DOUBLED)
            repair(screen, "fill:empty_variable:2", CITY)
            repair(screen, "take_number")
            wait_for_rows(summary, ARRIVING)
            screen.find("leads.undo").press()
            wait_for_rows(summary, ARRIVING - IN_TEXT)
            screen.find("leads.redo").press()
            wait_for_rows(summary, ARRIVING)
            assert f"{ROWS - ARRIVING} set aside" in summary.text

            # The server stores everything and is gone before it answers; then the console is gone too.
            sandbox.control("faults", {"kind": "drop_after", "path": "/campaigns-leads/upload-file/*"})
            send = screen.find("leads.send")
            eventually(lambda: send.is_on, lambda: f"Upload possible: {send.description!r}")
            send.press()
            before = paused["total_leads"]
            eventually(lambda: sandbox.campaigns()[paused["id"]]["total_leads"] == before + ARRIVING, "the leads")
            sandbox.control("faults", {"kind": "refused", "for_s": 1.0})
            os.kill(console.pid, signal.SIGKILL)
            assert console.wait(10) == -signal.SIGKILL

        with Console(desktop, data, environment=environment) as console:
            screen = console.screen()
            said(screen, "no known outcome")
            screen.find(name="Show", role="push button").press()
            screen.find(name="Settle it…", role="push button").press()
            do = screen.find("leads.ask.do")
            eventually(lambda: do.is_on, lambda: f"Check again possible: {do.description!r}", timeout_s=20)
            assert do.name == "Check again"
            do.press()
            said(screen, f"the campaign has grown by exactly {ARRIVING:,} leads: all are there")
            open_tab(screen, "Leads")
            uploads = screen.find("leads.uploads", role="table")
            row_where(uploads, "File", file.name)
            desktop.screenshot(tmp_path / "settled.png")

            # The same file once more: nobody is left to send.
            drop_on(console, screen, file)
            eventually(lambda: screen.find("leads.rows", timeout_s=20).row_count == ROWS, "the rows of the file")
            console.choose(screen.find("leads.campaign"), paused["name"])
            wait_for_rows(screen.find("leads.summary"), 0)
            assert not screen.find("leads.send").is_on
            assert console.complaints == ""

        leads = sandbox.control(f"state?campaign_id={paused['id']}")["leads"]
        assert Counter(lead["phone_number"] for lead in leads) == Counter(wanted)
        filled = [lead["phone_number"] for lead in leads if lead["variables"]["city"] == CITY]
        assert len(filled) == NO_CITY
    uploads_seen = [seen for seen in sandbox.seen if "upload-file" in seen["path"]]
    assert len(uploads_seen) == 1
