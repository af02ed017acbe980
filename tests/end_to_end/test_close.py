"""Closing the window while requests are under way ends the process, quickly, quietly, every time.

`DIALNEXA_CLOSE_RUNS=50` for the full proof; fewer runs by default.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.program import Console, measured
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import environment_of, open_tab, select_row, wait_for_campaigns

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(600)]

RUNS = int(os.environ.get("DIALNEXA_CLOSE_RUNS", "10"))
IN_FLIGHT = 5
LIMIT_S = 3.5


def under_way(sandbox: Sandbox, console: Console, after: int) -> int:
    """How many requests wait for an answer: unanswered on the server's side, and their connection still open."""
    unanswered = [seen for seen in sandbox.requests(after) if seen["answered_after_s"] is None]
    return min(len(unanswered), console.connections_to(sandbox.port))


def keep_asking(console: Console, screen: Node) -> Iterator[None]:
    """Do things that send requests, one at a time. What is looked for is looked for once: that takes longest."""
    tabs = {tab.name: tab for tab in screen.find("tabs").children()}
    campaigns, calls = (screen.find(key, hidden=True) for key in ("campaigns.table", "calls.table"))
    keys = ("campaigns.refresh", "calls.refresh", "campaigns.pause", "campaigns.resume")
    buttons = [screen.find(key, hidden=True) for key in keys]
    for row in range(campaigns.row_count):
        for tab, table in (("Call logs", calls), ("Campaigns", campaigns)):
            tabs[tab].press()
            eventually(lambda: table.is_showing, tab)  # noqa: B023 - awaited at once
            select_row(console, table, row)
            yield
        for button in buttons:
            if button.is_on:
                button.press()
                yield


def close(console: Console, screen: Node, run: int) -> None:
    """Through the window manager's message and through the menu, in turns."""
    if run % 2:
        screen.find(name="Quit", role="menu item", hidden=True).press()
    else:
        console.desktop.ask_to_close(console.window())


def test_closing_with_requests_in_flight_is_quick_and_quiet(desktop: Desktop, tmp_path: Path) -> None:
    took: list[float] = []
    with Sandbox("--call-logs", "120", "--limit", "100000", "--no-dialler") as sandbox:
        for run in range(RUNS):
            sandbox.control("faults", method="DELETE")
            with Console(desktop, tmp_path / str(run), environment=environment_of(sandbox)) as console:
                screen = console.screen()
                wait_for_campaigns(screen)
                open_tab(screen, "Call logs")
                calls = screen.find("calls.table")
                eventually(lambda: calls.row_count > 0, "calls")  # noqa: B023 - awaited at once
                after = sandbox.last_number()
                sandbox.control("faults", {"kind": "hang", "times": 0})
                asking = keep_asking(console, screen)
                eventually(
                    lambda: under_way(sandbox, console, after) >= IN_FLIGHT or next(asking, None),  # noqa: B023
                    lambda: f"{IN_FLIGHT} requests under way, only {under_way(sandbox, console, after)}",  # noqa: B023
                    timeout_s=20,
                )
                with measured() as seconds:
                    close(console, screen, run)
                    code = console.wait(15)
                took += seconds
                assert code == 0, f"run {run}: exit code {code}"
                assert console.complaints == "", f"run {run}"
                assert seconds[0] < LIMIT_S, f"run {run}: {seconds[0]:.2f} s"
                left = {pid: command for pid, command in desktop.processes().items() if "ui.main" in command}
                assert left == {}, f"run {run}"
    print(f"closed {RUNS} of {RUNS} times: median {statistics.median(took):.2f} s, longest {max(took):.2f} s")
