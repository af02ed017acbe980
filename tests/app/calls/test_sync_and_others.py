"""What the fill leaves of the quota for whoever comes meanwhile, in simulated time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.calls.sync import CallSync
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from tests.app.calls.inline import InlineMirror
from tests.app.calls.paper_server import PaperServer
from tests.app.fake_clock import FakeClock, run

LIMIT = 24


@pytest.mark.parametrize("pages", [19, LIMIT - 1, LIMIT])
@pytest.mark.parametrize("priority", [Priority.EMERGENCY, Priority.INTERACTIVE, Priority.UPLOAD])
def test_missing_calls_that_just_fit_into_the_window_leave_something_for_others(
    priority: Priority, pages: int, tmp_path: Path
) -> None:
    """The fill alone would use up the window's last request: nobody else waits for the reset on its account."""
    clock = FakeClock()

    async def main() -> None:
        server = PaperServer(clock, calls=100 * pages, limit=LIMIT, window_s=60.0)
        governor = QuotaGovernor(clock)
        mirror = InlineMirror(tmp_path, "account", clock)
        await mirror.open()
        sync = CallSync(mirror, server.api(governor), governor, clock)
        fill = asyncio.ensure_future(sync.round())
        began = clock.monotonic()
        for _ in range(2):  # at any time of the window
            await clock.sleep(20.0)
            asked_at = clock.monotonic()
            async with governor.turn(priority, Activity.YOU) as turn:
                assert clock.monotonic() - asked_at < 1.0
                turn.observe(*await server.window.send())
        await fill
        assert not sync.progress.is_filling
        assert clock.monotonic() - began < 2 * 60.0
        await governor.aclose()
        await mirror.aclose()

    run(main(), clock)
