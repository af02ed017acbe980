"""The quota in the window: one governor at a time, and a second hand."""

from __future__ import annotations

import asyncio
import time

from app.clock import SystemClock
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from app.quota.snapshot import QuotaSnapshot
from ui.quota_follower import QuotaFollower


async def answer(governor: QuotaGovernor, *, remaining: int, reset_s: int, status: int = 200, **more: str) -> None:
    """One request, answered with these headers."""
    headers = {"x-ratelimit-limit": "60", "x-ratelimit-remaining": str(remaining), "x-ratelimit-reset": str(reset_s)}
    async with governor.turn(Priority.INTERACTIVE, Activity.YOU) as turn:
        turn.observe(status, {**headers, **{name.replace("_", "-"): value for name, value in more.items()}})
    for _ in range(3):  # listeners are told by the loop
        await asyncio.sleep(0)


async def test_follows_what_the_governor_learns() -> None:
    follower, governor = QuotaFollower(), QuotaGovernor(SystemClock())
    changes: list[QuotaSnapshot] = []
    follower.changed.connect(lambda: changes.append(follower.snapshot))
    follower.follow(governor)
    assert follower.snapshot == QuotaSnapshot()
    await answer(governor, remaining=41, reset_s=30)
    assert (follower.snapshot.limit, follower.snapshot.remaining) == (60, 41)
    assert changes[-1] is follower.snapshot
    await governor.aclose()


async def test_forgets_the_governor_it_no_longer_follows() -> None:
    follower = QuotaFollower()
    old, new = QuotaGovernor(SystemClock()), QuotaGovernor(SystemClock())
    follower.follow(old)
    await answer(old, remaining=41, reset_s=30)
    follower.follow(new)
    assert follower.snapshot == new.snapshot
    await answer(old, remaining=12, reset_s=30)
    assert follower.snapshot.remaining is None
    follower.follow(None)
    assert (follower.snapshot, follower.governor) == (QuotaSnapshot(), None)
    await answer(new, remaining=7, reset_s=30)
    assert follower.snapshot == QuotaSnapshot()
    await old.aclose()
    await new.aclose()


async def test_the_second_hand_moves_without_requests() -> None:
    follower, governor = QuotaFollower(), QuotaGovernor(SystemClock())
    follower.follow(governor)
    await answer(governor, remaining=0, reset_s=1, status=429, retry_after="1")
    until = follower.snapshot.paused_until
    assert until is not None
    changed = asyncio.Event()
    follower.changed.connect(changed.set)
    while time.monotonic() < until:
        changed.clear()
        await asyncio.wait_for(changed.wait(), 5)
    assert time.monotonic() - until < 0.25
    await governor.aclose()
