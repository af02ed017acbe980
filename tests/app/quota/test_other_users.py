"""Others who use the key, and windows that are not quite what the headers say."""

from __future__ import annotations

import asyncio

import pytest

from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from tests.app.fake_clock import START, FakeClock, run
from tests.app.quota.fixed_window import FixedWindowServer, request


async def spend_every(server: FixedWindowServer, seconds: float, denied: list[float], accepted: list[float]) -> None:
    while True:
        await asyncio.sleep(seconds)
        (accepted if server.spend_one() else denied).append(server.clock.monotonic())


@pytest.mark.parametrize(("floor_share", "share_denied"), [(0.5, 0.15), (1.0, 0.05)])
def test_what_another_user_spends_is_seen_and_left_to_it(floor_share: float, share_denied: float) -> None:
    clock = FakeClock(early=0.05)
    governor = QuotaGovernor(clock, floor_share=floor_share)
    server = FixedWindowServer(clock, first_end_s=30.0)
    denied: list[float] = []
    accepted: list[float] = []

    async def main() -> None:
        other = asyncio.ensure_future(spend_every(server, 2.0, denied, accepted))
        withdraw = governor.expect(Priority.BACKGROUND, 300)
        await asyncio.gather(*(request(governor, server) for _ in range(300)))
        withdraw()
        assert governor.unexplained > 0.7 * len(accepted)
        other.cancel()
        await governor.aclose()

    run(main(), clock)
    assert len(denied) <= share_denied * (len(denied) + len(accepted))
    assert len(server.refused) <= 6
    assert clock.monotonic() - START < 12.5 * 60  # and yet the other half is used


def test_without_another_user_nothing_is_unexplained() -> None:
    clock = FakeClock()
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, first_end_s=30.5, jitter=0.5)

    async def main() -> None:
        await asyncio.gather(*(request(governor, server) for _ in range(200)))
        assert governor.unexplained == 0
        await governor.aclose()

    run(main(), clock)


def test_sharing_the_key_takes_effect_at_once_both_ways() -> None:
    clock = FakeClock()
    governor = QuotaGovernor(clock, floor_share=1.0)
    server = FixedWindowServer(clock, first_end_s=60.0)

    async def main() -> None:
        withdraw = governor.expect(Priority.BACKGROUND, 500)
        tasks = [asyncio.ensure_future(request(governor, server)) for _ in range(200)]
        await asyncio.sleep(20)
        assert 19 <= len(server.accepted) <= 22  # at an even pace
        governor.floor_share = 0.5
        await asyncio.sleep(2)
        assert 38 <= len(server.accepted) <= 42
        governor.floor_share = 1.0
        await asyncio.sleep(15)
        assert 38 <= len(server.accepted) <= 42  # until the even pace has caught up
        withdraw()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await governor.aclose()

    run(main(), clock)


@pytest.mark.parametrize("phase", [0.01, 0.3, 0.5, 0.9])
def test_windows_that_open_with_a_request_are_used_to_their_real_end(phase: float) -> None:
    """They end up to a second before the time that the header gives, which is rounded up."""
    clock = FakeClock(early=0.05)
    governor = QuotaGovernor(clock, max_waiting=700)
    server = FixedWindowServer(clock, window_s=3.0, trip_s=0.004)

    async def main() -> float:
        await asyncio.sleep(phase)
        began = clock.monotonic()
        withdraw = governor.expect(Priority.BACKGROUND, 570)
        await asyncio.gather(*(request(governor, server) for _ in range(570)))
        withdraw()
        await governor.aclose()
        return clock.monotonic() - began

    took_s = run(main(), clock)
    assert server.refused == []
    assert took_s <= 1.05 * 9 * 3.0


def test_two_activities_of_one_priority_take_turns() -> None:
    clock = FakeClock()
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, limit=20, first_end_s=60.0)
    ends: dict[str, float] = {}

    async def read(name: str, activity: Activity, count: int) -> None:
        await asyncio.gather(*(request(governor, server, activity=activity, tries=9) for _ in range(count)))
        ends[name] = clock.monotonic() - START

    async def main() -> None:
        sync = asyncio.ensure_future(read("sync", Activity.SYNC, 100))
        await asyncio.sleep(1)
        await read("reference", Activity.REFERENCE, 5)
        await sync
        await governor.aclose()

    run(main(), clock)
    assert ends["reference"] < 62
    assert ends["sync"] > 180
