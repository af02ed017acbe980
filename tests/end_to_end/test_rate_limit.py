"""A 429 as the operator lives through it, seen from outside: the accessibility bus and the server's record.

The sandbox's record and this test read the same monotonic clock (all processes of a machine share it), so that
deadlines can be compared to the millisecond.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import (
    SENDING,
    countdown,
    drop_on,
    environment_of,
    open_tab,
    row_where,
    select_row,
    wait_for_campaigns,
)

pytestmark = pytest.mark.desktop

WAIT_S = 3.0
BACK_WITHIN_S = 0.25
LIMIT = 600


def answered_at(seen: dict[str, Any]) -> float:
    """When the sandbox was done with a request, monotonic."""
    return float(seen["monotonic"]) + float(seen["answered_after_s"] or 0.0)


def get_ready(console: Console, tmp_path: Path) -> tuple[Node, dict[str, Node], str]:
    """Bring the window to where every sending action is possible: the root, the actions that are on, the campaign."""
    file = tmp_path / "leads.csv"
    file.write_text("phone_number,name\n+919876543210,Asha\n+919876543211,Bina\n")
    screen = console.screen()
    table = wait_for_campaigns(screen)
    for tab in SENDING:  # pages are built when they are first shown
        open_tab(screen, tab)
    drop_on(console, screen, file)
    eventually(lambda: screen.find("leads.rows").row_count == 2, "rows of the file")
    open_tab(screen, "Campaigns")
    row = row_where(table, "Status", "running")
    name = select_row(console, table, row)[0]
    open_tab(screen, "Leads")
    console.choose(screen.find("leads.campaign"), name)
    open_tab(screen, "Campaigns")
    actions = {key: screen.find(key, hidden=True) for keys in SENDING.values() for key in keys}
    # Resume makes no sense for a running campaign, so it is off all along.
    possible = {key: node for key, node in actions.items() if key != "campaigns.resume"}
    eventually(
        lambda: all(node.is_on for node in possible.values()),
        lambda: f"all on: { {key: (node.is_on, node.description) for key, node in possible.items()} }",
    )
    return screen, possible, name


def test_a_429_turns_off_exactly_what_would_send(desktop: Desktop, variant: tuple[str, ...], tmp_path: Path) -> None:
    options = ("--call-logs", "120", "--limit", str(LIMIT), "--no-dialler", *variant)
    with Sandbox(*options) as sandbox, Console(desktop, tmp_path, environment=environment_of(sandbox)) as console:
        screen, actions, campaign = get_ready(console, tmp_path)
        gauge, search = screen.find("quota.gauge"), screen.find("campaigns.search")
        table, state = screen.find("campaigns.table"), screen.find("connection.state")
        all_rows = table.row_count
        before = sandbox.last_number()
        sandbox.control("faults", {"kind": "rate_limit", "times": 1, "retry_after_s": WAIT_S})
        with contextlib.suppress(AssertionError):  # off already: the page's own reading has met the refusal
            actions["campaigns.refresh"].press()
        refusal = eventually(
            lambda: next((seen for seen in sandbox.requests(before) if seen["status"] == 429), None), "a 429"
        )
        refused_at = answered_at(refusal)
        deadline = refused_at + WAIT_S
        eventually(lambda: all(not node.is_on for node in actions.values()), "every sending action off", timeout_s=1)

        # Each says how long, and why; the menu shows the seconds in its text.
        for key, node in actions.items():
            left = countdown(node)
            assert left is not None, f"{key}: {node.name!r}, {node.description!r}"
            assert abs(left - (deadline - time.monotonic())) < 2.1, f"{key}: {node.description!r}"
        menu = screen.find_all(role="menu item", hidden=True)
        assert any(item.name.startswith("Pause · ") and item.name.endswith(" s") for item in menu)
        assert "limited" in gauge.description.casefold()
        assert state.description == "Rate limited"

        # What needs no request stays usable.
        search.set_text(campaign)  # which leaves it selected
        eventually(lambda: 0 < table.row_count < all_rows, "the search filters during the wait")
        search.set_text("")
        eventually(lambda: table.row_count == all_rows, "the search is taken back during the wait")
        assert screen.find("campaigns.status").is_on
        assert time.monotonic() < deadline - 0.3, "the wait was too short for this test on this machine"

        # Back on time: not before the deadline, and within a quarter of a second after it.
        was_off = 0.0
        back = dict.fromkeys(actions, 0.0)
        while not all(back.values()):
            now = time.monotonic()
            assert now < deadline + 10, f"never back: {[key for key, at in back.items() if not at]}"
            for key, node in actions.items():
                if back[key]:
                    continue
                if node.is_on:
                    back[key] = time.monotonic()
                else:
                    was_off = now
        earliest, latest = expected_back(variant, deadline)
        assert was_off > 0
        assert min(back.values()) >= earliest, f"{min(back.values()) - deadline:+.3f} s"
        assert max(back.values()) <= latest + BACK_WITHIN_S, f"{max(back.values()) - deadline:+.3f} s"

        # The server saw nothing inside the wait; what was refused came again by itself and went through.
        retried = eventually(
            lambda: [seen for seen in sandbox.requests(refusal["number"]) if seen["status"] == 200], "the next request"
        )
        inside = [
            seen for seen in sandbox.requests(before) if refused_at < seen["monotonic"] < earliest and seen != refusal
        ]
        assert inside == []
        assert retried[0]["path"] == refusal["path"]

        # And the gauge shows what the last answer said.
        eventually(
            lambda: gauge.value == sandbox.requests(before)[-1]["remaining"],
            lambda: f"the gauge at {sandbox.requests(before)[-1]['remaining']}, not {gauge.value:g}",
        )
        assert gauge.maximum == LIMIT
        eventually(lambda: state.description == "Connected", "connected again")
        assert console.complaints == ""


def expected_back(variant: tuple[str, ...], deadline: float) -> tuple[float, float]:
    """The earliest and the latest right moment, monotonic, for the actions to come back.

    Without Retry-After the reset is all there is to go by: a Unix time rounded up to whole seconds, which the console
    compares with a server clock that it knows to a second.
    """
    if "--no-retry-after" in variant:
        return deadline - 1.0, deadline + 2.0
    return deadline, deadline


def test_a_used_up_window_counts_down_to_its_reset(desktop: Desktop, tmp_path: Path) -> None:
    options = ("--call-logs", "20", "--limit", "40", "--window", "8", "--no-dialler")
    with Sandbox(*options) as sandbox, Console(desktop, tmp_path, environment=environment_of(sandbox)) as console:
        screen = console.screen()
        wait_for_campaigns(screen)
        refresh, gauge = screen.find("campaigns.refresh"), screen.find("quota.gauge")
        eventually(lambda: refresh.is_on, "Refresh on")
        # Somebody else on the same key leaves one request.
        sandbox.control("limits", {"spend": sandbox.requests()[-1]["remaining"] - 1})
        refresh.press()
        eventually(lambda: not refresh.is_on and countdown(refresh) is not None, "cooling until the reset", timeout_s=8)
        assert gauge.value <= 1
        number = sandbox.last_number()
        eventually(lambda: refresh.is_on, "back after the reset", timeout_s=12)
        assert [seen for seen in sandbox.requests(0) if seen["status"] == 429] == []
        assert sandbox.last_number() >= number
