"""From a key to a transcript, from outside: an operator's first day, over a real socket and a real keyring."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import (
    column,
    digits,
    drop_on,
    enter_key,
    fill_key_dialog,
    open_tab,
    row_where,
    select_row,
    wait_for_campaigns,
)

pytestmark = pytest.mark.desktop

CALLS = 300
# Four rows to send: one number is impossible, one is there twice.
LEADS = """\
name,Phone Number,city
आशा,+919876543210,पुणे
Bina,+919876543211,Mumbai
Chand,98765,Delhi
Dev,+919876543212,Chennai
Esha,+919876543211,Mumbai
Farid,+919876543213,Kochi
"""
TO_SEND = 4


def secrets_in_keyring(desktop: Desktop) -> list[str]:
    """All secrets of the session's keyring, whatever they are filed under."""
    script = (
        "import json, secretstorage as s; bus = s.dbus_init()\n"
        "items = [i for c in s.get_all_collections(bus) for i in c.get_all_items()]\n"
        "print(json.dumps(sorted({i.get_secret().decode() for i in items})))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=desktop.env, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_from_a_key_to_a_transcript(desktop: Desktop, variant: tuple[str, ...], tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "leads नमूना.csv"
    file.write_text(LEADS, encoding="utf-8")
    options = ("--call-logs", str(CALLS), "--limit", "600", "--no-dialler", *variant)
    with Sandbox(*options) as sandbox, Console(desktop, data) as console:
        # A key, through the dialog, into the keyring and nowhere else.
        screen = enter_key(console, sandbox)
        eventually(lambda: sandbox.key in secrets_in_keyring(desktop), "the key in the keyring")
        secret = sandbox.key.split(":")[-1].encode()
        assert [path for path in data.rglob("*") if path.is_file() and secret in path.read_bytes()] == []

        # The campaigns that the server has.
        campaigns = sandbox.campaigns()
        table = wait_for_campaigns(screen)
        eventually(lambda: table.row_count == len(campaigns), f"{len(campaigns)} campaigns in the table")
        assert screen.find("connection.state").description == "Connected"

        # One of them is paused, and it is the server that says so.
        row = row_where(table, "Status", "running")
        name = select_row(console, table, row)[column(table, "Name")]
        (paused,) = [identifier for identifier, campaign in campaigns.items() if campaign["name"] == name]
        pause = screen.find("campaigns.pause")
        eventually(lambda: pause.is_on, lambda: f"Pause possible: {pause.description!r}")
        pause.press()
        eventually(lambda: sandbox.campaigns()[paused]["status"] == "paused", "paused on the server")
        # Found by name: the table is sorted by status, so that the row has moved.
        eventually(
            lambda: table.rows(row_where(table, "Name", name), 1)[0][column(table, "Status")] == "Paused",
            "paused in the table",
        )

        # A file is dropped on the window, checked, uploaded.
        before = sandbox.campaigns()[paused]["total_leads"]
        drop_on(console, screen, file)
        eventually(lambda: screen.find("leads.rows").row_count > 0, "rows of the file")
        console.choose(screen.find("leads.campaign"), name)
        summary = screen.find("leads.summary")
        eventually(lambda: digits(summary.text) == TO_SEND, lambda: f"{TO_SEND} rows to send, not {summary.text!r}")
        assert "2 set aside" in summary.text
        problems = [node.name for node in screen.find("leads.problems").find_all(role="list item", hidden=True)]
        assert len(problems) == 2, problems
        send = screen.find("leads.send")
        eventually(lambda: send.is_on, lambda: f"Upload possible: {send.description!r}")
        send.press()
        result = screen.find("leads.result", timeout_s=20)
        eventually(lambda: digits(result.text or "0") == TO_SEND, lambda: f"the counts, not {result.text!r}")
        assert "0 skipped" in result.text
        assert sandbox.campaigns()[paused]["total_leads"] - before == TO_SEND

        # A call and what was said in it.
        open_tab(screen, "Call logs")
        calls = screen.find("calls.table")
        eventually(lambda: calls.row_count > 0, "calls")
        row = row_where(calls, "Status", "completed")
        select_row(console, calls, row)
        transcript = screen.find("calls.detail.transcript")
        eventually(lambda: len(transcript.text) > 20, "a transcript")
        assert "<" not in transcript.text

        # The way out.
        screen.find(name="Quit", role="menu item", hidden=True).press()
        assert console.wait(5) == 0
        assert console.complaints == ""

    uploads = [seen for seen in sandbox.seen if seen["method"] == "POST" and "upload" in seen["path"]]
    assert [upload["status"] for upload in uploads] == [201]


def test_the_key_is_found_again_at_the_next_start(desktop: Desktop, tmp_path: Path) -> None:
    with Sandbox("--call-logs", "20", "--limit", "600") as sandbox:
        with Console(desktop, tmp_path) as console:
            enter_key(console, sandbox, name="Kept")
            desktop.ask_to_close(console.window())
            assert console.wait(5) == 0
        with Console(desktop, tmp_path) as console:
            wait_for_campaigns(console.screen())
            assert console.complaints == ""


def test_a_refused_key_is_told_in_the_dialog_and_not_stored(desktop: Desktop, tmp_path: Path) -> None:
    with Sandbox("--call-logs", "20") as sandbox, Console(desktop, tmp_path) as console:
        screen = console.screen()
        screen.find("welcome.add").press()
        wrong = "wrong-key-0001:wrong-secret-0001"
        fill_key_dialog(console, screen, name="Wrong", key=wrong, address=sandbox.url)
        problem = screen.find("key.problem")
        eventually(lambda: problem.text, "a sentence about the key")
        assert wrong not in problem.text
        assert wrong not in secrets_in_keyring(desktop)
        # The form is still there: the right key goes in, and all is well.
        fill_key_dialog(console, screen, name="Right", key=sandbox.key, address=sandbox.url)
        wait_for_campaigns(screen)
