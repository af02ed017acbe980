"""Guessing the quota of a server that says nothing of it."""

from __future__ import annotations

import asyncio

import pytest

from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from app.quota.rhythm import Rhythm
from tests.app.fake_clock import FakeClock, run
from tests.app.quota.fixed_window import FixedWindowServer, request


def window(rhythm: Rhythm, began: float, requests: int) -> None:
    """A window that begins after a pause: its requests pass within a second."""
    for number in range(requests):
        rhythm.answer(sent_at=began + number * 0.01, now=began + 0.1, ends_pause=number == 0, meets_new_window=False)


def refuse(rhythm: Rhythm, *instants: float, retry_after_s: float | None = None) -> None:
    for at in instants:
        rhythm.refuse(sent_at=at, now=at + 0.1, retry_after_s=retry_after_s)


def test_one_window_is_not_enough_for_a_guess() -> None:
    rhythm = Rhythm()
    window(rhythm, 0, 40)
    refuse(rhythm, 1)
    window(rhythm, 31, 1)
    assert rhythm.limit is None


def test_retry_after_tells_the_length_and_two_windows_the_limit() -> None:
    rhythm = Rhythm()
    window(rhythm, 0, 10)
    refuse(rhythm, 1, retry_after_s=59)
    window(rhythm, 60.2, 40)
    refuse(rhythm, 61.2, retry_after_s=59)
    window(rhythm, 120.4, 1)
    assert (rhythm.limit, rhythm.length_s) == (40, 60)


def test_without_retry_after_a_usual_length_between_the_last_refusal_and_the_first_success_is_taken() -> None:
    rhythm = Rhythm()
    window(rhythm, 0, 10)
    refuse(rhythm, 1, 2, 4, 8, 16)
    window(rhythm, 32, 40)
    refuse(rhythm, 33, 34, 36, 40, 48, 64)
    window(rhythm, 96, 1)
    assert (rhythm.limit, rhythm.length_s) == (40, 60)


def test_what_was_used_up_slowly_tells_nothing() -> None:
    """The refusals came an hour after the window began: perhaps many have passed."""
    rhythm = Rhythm()
    refuse(rhythm, 0, retry_after_s=5)
    window(rhythm, 6, 40)
    refuse(rhythm, 3600, retry_after_s=59)
    window(rhythm, 3660, 1)
    assert rhythm.limit is None


@pytest.mark.parametrize("retry_after", ["seconds", "none"])
@pytest.mark.parametrize("first_end_s", [3.0, 20.5, 55.0])
def test_a_silent_server_refuses_little_once_it_is_known(retry_after: str, first_end_s: float) -> None:
    clock = FakeClock(early=0.05, seed=1)
    governor = QuotaGovernor(clock, max_waiting=2_000)
    server = FixedWindowServer(clock, first_end_s=first_end_s, style="none", retry_after=retry_after)
    waits: list[float] = []

    async def click() -> None:
        while True:
            await asyncio.sleep(25)
            status, took_s = await request(governor, server, Priority.INTERACTIVE, Activity.YOU)
            assert status == 200
            waits.append(took_s)

    async def main() -> None:
        withdraw = governor.expect(Priority.BACKGROUND, 1_200)
        clicking = asyncio.ensure_future(click())
        answers = await asyncio.gather(*(request(governor, server, tries=12) for _ in range(1_200)))
        assert all(status == 200 for status, _ in answers)
        assert governor.snapshot.limit is None  # a guess is not shown as the server's word
        clicking.cancel()
        withdraw()
        await governor.aclose()

    run(main(), clock)
    assert server.trespasses == []
    late = [at for at in server.refused if at > 240]
    assert len(late) <= 8
    calm = sorted(waits[10:])
    assert calm[len(calm) // 2] < 0.2  # a click no longer waits for the next window
