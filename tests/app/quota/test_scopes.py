"""Limits of their own for some routes."""

from __future__ import annotations

import asyncio

from app.quota.governor import QuotaGovernor
from app.quota.headers import QuotaReading, Reset
from app.quota.priorities import Priority
from app.quota.scopes import Scopes
from app.quota.server_clock import ServerClock
from tests.app.fake_clock import FakeClock, run
from tests.app.quota.fixed_window import FixedWindowServer, request


class Answers:
    def __init__(self) -> None:
        self.scopes = Scopes()
        self.now = 0.0

    def __call__(self, limit: int, remaining: int, resets_in: float = 60.0) -> QuotaReading:
        self.now += 1
        reading = QuotaReading(limit=limit, remaining=remaining, reset=Reset(resets_in, False, True))
        return self.scopes.binding(reading, ServerClock(), sent_at=self.now - 0.1, now=self.now)


def test_a_limit_that_changes_is_no_second_count() -> None:
    answer = Answers()
    for remaining in range(59, 50, -1):
        answer(60, remaining)
    for remaining in range(20, 0, -1):
        assert answer(30, remaining).remaining == remaining
    assert not answer.scopes.is_split


def test_the_scarcest_of_two_counts_binds() -> None:
    answer = Answers()
    for number in range(4):
        answer(60, 50 - number)
        answer(10, 9 - number)
    assert answer.scopes.is_split
    binding = answer(60, 40)
    assert (binding.limit, binding.remaining) == (10, 6)
    assert binding.reset is not None
    assert binding.reset.value == 59.0  # as that answer said, a second ago


def test_a_count_whose_window_is_over_binds_nobody() -> None:
    answer = Answers()
    for number in range(4):
        answer(60, 50 - number)
        answer(10, 3 - number, 5.0)
    answer.now += 10
    assert answer(60, 40).remaining == 40


def test_two_routes_with_limits_of_their_own_are_served_without_a_storm() -> None:
    clock = FakeClock(early=0.05)
    governor = QuotaGovernor(clock)
    wide = FixedWindowServer(clock, limit=60, first_end_s=20.5)
    narrow = FixedWindowServer(clock, limit=20, first_end_s=41.25)

    async def main() -> None:
        answers = await asyncio.gather(
            *(request(governor, narrow if number % 5 == 0 else wide, Priority.BACKGROUND) for number in range(400))
        )
        assert all(status == 200 for status, _ in answers)
        await governor.aclose()

    run(main(), clock)
    assert len(wide.refused) + len(narrow.refused) <= 8
    assert clock.monotonic() - 1_000 < 8 * 60
