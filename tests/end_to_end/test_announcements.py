"""What a screen reader says by itself: the end of a wait, of an upload, of a queued action; errors, at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.listening import Listener
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import drop_on, environment_of, open_tab, row_where, select_row, wait_for_campaigns

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(120)]


def test_what_happens_is_announced(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "june.csv"
    file.write_text("phone_number,name\n" + "".join(f"+9198450000{row:02d},Name {row}\n" for row in range(12)))
    with (
        Listener(desktop.accessibility_address) as listener,
        Sandbox("--call-logs", "5", "--limit", "100000", "--no-dialler") as sandbox,
        Console(desktop, tmp_path / "data", environment=environment_of(sandbox)) as console,
    ):
        screen = console.screen()
        table = wait_for_campaigns(screen)
        campaigns = {campaign["status"]: campaign for campaign in sandbox.campaigns().values()}

        # An upload, with its counts.
        open_tab(screen, "Leads")
        drop_on(console, screen, file)
        listener.wait_for("12 rows to send")
        console.choose(screen.find("leads.campaign"), campaigns["paused"]["name"])
        send = screen.find("leads.send")
        eventually(lambda: send.is_on, "Upload possible")
        send.press()
        told = listener.wait_for("12 created")
        assert "0 skipped" in told.text
        assert not told.is_assertive

        # An error interrupts.
        open_tab(screen, "Campaigns")
        select_row(console, table, row_where(table, "Name", campaigns["running"]["name"]))
        path = f"/campaigns/{campaigns['running']['id']}/status"
        sandbox.control("faults", {"kind": "status", "status": 403, "path": path, "times": 1})
        before = len(listener.heard)
        pause = screen.find("campaigns.pause")
        eventually(lambda: pause.is_on, "Pause possible")
        pause.press()
        bar = screen.find("message.bar")
        eventually(lambda: bar.is_showing and len(listener.heard) > before, "an announcement")
        assert listener.heard[before].is_assertive
        assert listener.heard[before].text == bar.description

        # A wait: when it begins, when it ends; what was queued, when it is done. Not the seconds in between.
        before = len(listener.heard)
        sandbox.control("faults", {"kind": "rate_limit", "times": 1, "retry_after_s": 4})
        screen.find("campaigns.refresh").press()
        listener.wait_for("Requests are possible again in", after=before)
        Keyboard(console, listener).run("Pause")
        listener.wait_for("is queued and leaves first", after=before)
        listener.wait_for("Requests are possible again.", after=before)
        listener.wait_for("was paused", after=before)
        waits = [one.text for one in listener.heard[before:] if "possible again" in one.text]
        assert len(waits) == 2, waits
        assert console.complaints == ""
