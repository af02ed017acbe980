"""A hundred real double clicks on Upload are a hundred uploads, also while the window is busy.

Pointer events of the X server (XTest), the real window, the real server's record. Half of them meet a busy window:

- 25 while the window's thread is held for the whole double click: both clicks wait in the queue and are handled in one
  go afterwards, before any task could go on;
- 25 while the server takes its time: the first click has started the upload, and the second comes while it is under
  way.

The other half meets a window that has nothing to do.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.instance import hand_over
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.held import HeldConsole
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import digits, environment_of, open_tab, wait_for_campaigns

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(300)]

CLICKS = 100
ROWS = 3
BETWEEN_MS = 40
HELD_S = 0.25
SLOW_MS = 120
TYPE_AHEAD_S = 0.45


class Uploading:
    """The Leads tab of one console, file after file for one campaign."""

    def __init__(self, console: HeldConsole, sandbox: Sandbox, data: Path, folder: Path) -> None:
        self.console, self.sandbox, self.desktop = console, sandbox, console.desktop
        self._data, self._folder = data, folder
        self._typed_at = 0.0
        self.screen = console.screen()
        wait_for_campaigns(self.screen)
        campaigns = list(sandbox.campaigns().values())
        words = [campaign["name"].split()[0] for campaign in campaigns]
        self.target = next(
            one for one in campaigns if one["status"] == "paused" and words.count(one["name"].split()[0]) == 1
        )
        open_tab(self.screen, "Leads")
        self.desktop.focus(console.window())
        self._open(0)
        keys = ("leads.campaign", "leads.send", "leads.rows", "leads.result")
        self.campaign, self.send, self.rows, self.result = (self.screen.find(key, hidden=True) for key in keys)

    def _open(self, turn: int) -> None:
        file = self._folder / f"leads-{turn}.csv"
        numbers = (f"+9198{turn:04d}{row:04d},Name {row}\n" for row in range(ROWS))
        file.write_text("phone_number,name\n" + "".join(numbers))
        assert hand_over(self._data, [str(file)])

    def get_ready(self, turn: int) -> None:
        """Open fresh rows, choose the campaign with the keyboard, put the pointer on Upload."""
        if turn:
            self._open(turn)

        def is_here() -> bool:
            shown = self.rows.row_count == ROWS and self.rows.rows(0, 1)[0][1].replace(" ", "")
            return bool(shown) and f"98{turn:04d}0000" in str(shown) and "focused" in self.campaign.states

        eventually(is_here, f"the rows of file {turn}")
        # A closed list of choices takes what is typed; what comes within 0.4 s is one word to it.
        time.sleep(max(0.0, self._typed_at + TYPE_AHEAD_S - time.monotonic()))
        self.desktop.type(self.target["name"].split()[0])
        self._typed_at = time.monotonic()
        eventually(lambda: self.send.is_on, lambda: f"Upload possible: {self.send.description!r}")
        self.desktop.xdotool("mousemove", *self.send.extents.centre)

    def see_result(self) -> None:
        """Wait for the counts."""
        eventually(lambda: self.result.is_showing, "a result")
        eventually(lambda: digits(self.result.text or "0") == ROWS, lambda: f"created, not {self.result.text!r}")

    def double_click(self) -> None:
        self.desktop.xdotool("click", "--repeat", 2, "--delay", BETWEEN_MS, 1)

    # -- the kinds of moments for it

    def idle(self) -> None:
        self.double_click()

    def held(self) -> None:
        let_go = self.console.count_of("let go")
        self.console.hold(HELD_S)
        self.double_click()
        assert self.console.count_of("let go") == let_go, "the thread was free again before the second click"

    def under_way(self) -> None:
        self.sandbox.control("options", {"latency_ms": SLOW_MS})
        number = self.sandbox.last_number()
        self.double_click()
        answered = [seen for seen in self.sandbox.requests(number) if seen["answered_after_s"] is not None]
        assert not any(seen["method"] == "POST" for seen in answered), "the upload was over before the second click"
        self.sandbox.control("options", {"latency_ms": 0})


def test_a_hundred_double_clicks_are_a_hundred_uploads(desktop: Desktop, tmp_path: Path) -> None:
    data, pipe = desktop.folder / "double", tmp_path / "pipe"
    os.mkfifo(pipe)
    with (
        Sandbox("--call-logs", "5", "--limit", "100000", "--no-dialler") as sandbox,
        HeldConsole(desktop, data, pipe, environment=environment_of(sandbox)) as console,
    ):
        uploading = Uploading(console, sandbox, data, tmp_path)
        kinds = (uploading.idle, uploading.held, uploading.idle, uploading.under_way)
        before, first = uploading.target["total_leads"], sandbox.last_number()
        started = time.monotonic()
        for turn in range(CLICKS):
            uploading.get_ready(turn)
            kinds[turn % len(kinds)]()
            uploading.see_result()
        took = time.monotonic() - started
        seen = sandbox.requests(first)
        uploads = [one for one in seen if one["method"] == "POST" and "upload" in one["path"]]
        assert [one["status"] for one in uploads] == [201] * CLICKS
        assert sandbox.campaigns()[uploading.target["id"]]["total_leads"] - before == CLICKS * ROWS
        assert console.count_of("let go") == CLICKS // len(kinds)
        assert console.complaints == ""
    print(f"{CLICKS} double clicks, {len(uploads)} uploads of {ROWS} rows, {took:.0f} s")
