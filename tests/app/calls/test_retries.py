from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.calls.retries import KEPT_S, MOST_KEPT, CallRetries, call_of, numbers, retry_count
from app.models import CallAttempt, CallLog
from app.quota.priorities import Priority
from tests.app.calls.hand_clock import HandClock

START = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
ROW = CallLog(id="log_1", call_id="call_1", campaign_id="cmp_1", to_number="+919876543210", created_at=START)


class Source:
    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []

    async def call_log_retries(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[CallAttempt, ...]:
        self.asked.append((call_log_id, call_id))
        return (CallAttempt(attempt=1, status="busy", at=START),)


@pytest.mark.anyio
async def test_tries_are_kept_for_five_minutes() -> None:
    source, clock = Source(), HandClock()
    retries = CallRetries(source, clock)
    assert retries.kept("log_1") is None
    attempts = await retries.read(ROW)
    assert source.asked == [("log_1", "call_1")]
    clock.advance(KEPT_S)
    assert retries.kept("log_1") == attempts
    clock.advance(1)
    assert retries.kept("log_1") is None


@pytest.mark.anyio
async def test_those_read_longest_ago_make_room() -> None:
    retries = CallRetries(Source(), HandClock())
    for number in range(MOST_KEPT + 2):
        await retries.read(CallLog(id=str(number)))
    assert [number for number in range(4) if retries.kept(str(number)) is None] == [0, 1]


@pytest.mark.parametrize(
    ("given", "expected", "further"),
    [((1, 2, 3), [1, 2, 3], 2), ((2, 3), [2, 3], 2), ((None, None), [1, 2], 1), ((1,), [1], 0), ((), [], 0)],
)
def test_the_first_try_is_no_retry(given: tuple[int | None, ...], expected: list[int], further: int) -> None:
    attempts = tuple(CallAttempt(attempt=number) for number in given)
    assert numbers(attempts) == expected
    assert retry_count(attempts) == further


def test_a_try_is_found_among_the_calls_by_number_campaign_and_time() -> None:
    later = START + timedelta(hours=2)
    other = CallLog(id="log_2", campaign_id="cmp_1", to_number="+919876543210", created_at=later)
    calls = [
        CallLog(id="log_3", campaign_id="cmp_1", to_number="+919800000000", created_at=later),
        CallLog(id="log_4", campaign_id="cmp_2", to_number="+919876543210", created_at=later),
        other,
    ]
    assert call_of(CallAttempt(at=START), ROW, calls) is ROW
    assert call_of(CallAttempt(at=later + timedelta(seconds=1)), ROW, calls) is other
    assert call_of(CallAttempt(at=later + timedelta(seconds=3)), ROW, calls) is None
    assert call_of(CallAttempt(), ROW, calls) is None


def test_calls_without_a_number_are_not_taken_for_each_other() -> None:
    row = CallLog(id="log_1", created_at=START)
    other = CallLog(id="log_2", created_at=START + timedelta(hours=1))
    assert call_of(CallAttempt(at=other.created_at), row, [other]) is None
