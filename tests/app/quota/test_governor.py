from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from email.utils import formatdate
from typing import Any

import pytest

from app.errors import QueueFullError
from app.quota.governor import QuotaGovernor, Turn
from app.quota.priorities import Activity, Priority
from app.quota.snapshot import QuotaSnapshot
from tests.app.fake_clock import EPOCH, START, FakeClock, run
from tests.app.quota.fixed_window import FixedWindowServer, request

E, I, U, B = Priority.EMERGENCY, Priority.INTERACTIVE, Priority.UPLOAD, Priority.BACKGROUND  # noqa: E741


class Bench:
    """A governor in simulated time and short ways to work it."""

    def __init__(self, **options: Any) -> None:
        self.clock = FakeClock()
        self.governor = QuotaGovernor(self.clock, **options)
        self.left: list[tuple[float, str]] = []  # (seconds after the start, name) of every request let go
        self.tasks: list[asyncio.Task[None]] = []

    def run(self, main: Coroutine[Any, Any, None]) -> None:
        async def whole() -> None:
            await main
            await self.governor.aclose()
            await asyncio.gather(*self.tasks, return_exceptions=True)

        run(whole(), self.clock)

    @property
    def now(self) -> float:
        return self.clock.monotonic() - START

    def headers(self, remaining: int, resets_in: float, limit: int = 60) -> dict[str, str]:
        return {
            "x-ratelimit-limit": str(limit),
            "x-ratelimit-remaining": str(remaining),
            "x-ratelimit-reset": f"{self.clock.server_time() + resets_in:.3f}",
            "date": formatdate(int(self.clock.server_time()), usegmt=True),
        }

    async def tell(self, status: int, headers: dict[str, str], priority: Priority = I) -> None:
        """One request that is answered at once."""
        async with self.governor.turn(priority, Activity.YOU) as turn:
            turn.observe(status, headers)

    def send(self, name: str, priority: Priority, takes_s: float = 0.08, status: int = 200, **headers: str) -> None:
        """Start a request in a task of its own; its answer carries `headers` alone."""

        async def one() -> None:
            async with self.governor.turn(priority, Activity.YOU) as turn:
                self.left.append((round(self.now, 3), name))
                await asyncio.sleep(takes_s)
                turn.observe(status, {key.replace("_", "-"): value for key, value in headers.items()})

        self.tasks.append(asyncio.ensure_future(one()))

    def order(self) -> str:
        return "".join(name for _, name in self.left)

    def times(self) -> list[float]:
        return [at for at, _ in self.left]


# Learning


def test_nothing_is_known_before_the_first_answer() -> None:
    bench = Bench()

    async def main() -> None:
        assert bench.governor.snapshot == QuotaSnapshot()

    bench.run(main())


@pytest.mark.parametrize("skew_s", [0, -300, 300])
@pytest.mark.parametrize("style", ["unix", "seconds", "milliseconds"])
def test_the_snapshot_follows_the_headers(style: str, skew_s: float) -> None:
    clock = FakeClock(skew_s=skew_s)
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, first_end_s=42.0, style=style)

    async def main() -> None:
        await request(governor, server)
        snapshot = governor.snapshot
        assert (snapshot.limit, snapshot.remaining) == (60, 59)
        assert snapshot.resets_at == pytest.approx(START + 42, abs=1.1)
        await governor.aclose()

    run(main(), clock)


def test_requests_in_flight_count_as_spent() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(10, 30))
        async with bench.governor.turn(I, Activity.YOU):
            assert bench.governor.snapshot.remaining == 9
            assert bench.governor.snapshot.in_flight == 1

    bench.run(main())


def test_answers_that_overtake_each_other_never_raise_what_remains() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(58, 30))
        first, second = (bench.governor.turn(I, Activity.YOU) for _ in range(2))
        async with first, second:
            second.observe(200, bench.headers(56, 30))
            first.observe(200, bench.headers(57, 30))
        assert bench.governor.snapshot.remaining == 56

    bench.run(main())


def test_an_answer_of_the_window_before_is_ignored() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(58, 2))
        late = bench.governor.turn(I, Activity.YOU)
        async with late:
            old = bench.headers(40, 2)
            await asyncio.sleep(2.2)
            await bench.tell(200, bench.headers(59, 59.8))
            late.observe(200, old)
        assert bench.governor.snapshot.remaining == 59
        assert bench.governor.snapshot.resets_at == pytest.approx(START + 62, abs=0.01)

    bench.run(main())


def test_a_new_window_is_known_by_its_reset() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(3, 1.0))
        await asyncio.sleep(0.9)  # this machine thinks that the old window is still on
        await bench.tell(200, bench.headers(59, 60))
        assert bench.governor.snapshot.remaining == 59

    bench.run(main())


def test_headers_that_are_missing_leave_what_is_known() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(10, 30))
        await bench.tell(502, {})
        assert bench.governor.snapshot.limit == 60
        assert bench.governor.snapshot.remaining == 9  # the server may have counted it

    bench.run(main())


def test_a_request_without_an_answer_counts_until_a_later_answer_tells() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(10, 30))
        async with bench.governor.turn(I, Activity.YOU):
            pass
        assert bench.governor.snapshot.remaining == 9
        await bench.tell(200, bench.headers(9, 30))  # it never got there
        assert bench.governor.snapshot.remaining == 9

    bench.run(main())


def test_a_request_that_never_left_does_not_count() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(2, 30))
        for _ in range(5):
            async with bench.governor.turn(I, Activity.YOU) as turn:
                turn.not_sent()
        assert bench.governor.snapshot.remaining == 2
        assert bench.governor.spent[Activity.YOU] == 1

    bench.run(main())


def test_what_others_spend_is_seen_and_our_own_is_not() -> None:
    clock = FakeClock()
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, first_end_s=30.0)

    async def main() -> None:
        server.spend(20)  # before our time
        await asyncio.gather(*(request(governor, server, I) for _ in range(10)))
        assert governor.unexplained == 0
        server.spend(7)
        await request(governor, server, I)
        assert governor.unexplained == 7
        await asyncio.sleep(30)
        server.spend(5)
        await request(governor, server, I)
        assert governor.unexplained == 12
        assert governor.spent[Activity.SYNC] == 12
        assert governor.spent_in_window[Activity.SYNC] == 1
        await governor.aclose()

    run(main(), clock)


def test_an_idle_governor_sleeps() -> None:
    bench = Bench()
    sleeps: list[float] = []
    sleep = bench.clock.sleep

    async def counted(seconds: float) -> None:
        sleeps.append(seconds)
        await sleep(seconds)

    bench.clock.sleep = counted  # type: ignore[method-assign]

    async def main() -> None:
        await bench.tell(200, bench.headers(3, 20))
        await asyncio.sleep(1_000)

    bench.run(main())
    assert len(sleeps) <= 3


# The window


def test_nothing_leaves_with_nothing_remaining_and_a_lone_probe_opens_the_next_window() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 20))
        for name in "abc":
            bench.send(name, I, takes_s=0.5)
        await asyncio.sleep(19.9)
        assert bench.left == []
        assert bench.governor.snapshot.blocked_until(bench.clock.monotonic()) == pytest.approx(START + 20.05, abs=0.01)
        await asyncio.sleep(0.4)
        assert bench.order() == "a"
        await asyncio.sleep(0.5)
        assert bench.order() == "abc"
        assert bench.times()[0] == pytest.approx(20.05, abs=0.01)

    bench.run(main())


def test_after_the_reset_the_quota_is_full_again_without_a_request() -> None:
    bench = Bench()
    seen: list[QuotaSnapshot] = []

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 20))
        bench.governor.subscribe(seen.append)
        await asyncio.sleep(30)
        assert seen[-1].remaining == 60
        assert seen[-1].resets_at is None

    bench.run(main())


@pytest.mark.parametrize("style", ["unix", "seconds"])
def test_a_server_that_rounds_its_reset_down_is_not_met_too_early_by_work_that_nobody_waits_for(style: str) -> None:
    clock = FakeClock()
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, first_end_s=20.7, style=style, rounding="down")

    async def main() -> None:
        await asyncio.gather(*(request(governor, server) for _ in range(400)))
        assert server.refused == []
        await governor.aclose()

    run(main(), clock)


def test_a_click_too_early_at_a_server_that_rounds_down_happens_once() -> None:
    clock = FakeClock()
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, limit=5, window_s=10.0, first_end_s=9.7, rounding="down")

    async def main() -> None:
        for _ in range(60):
            assert (await request(governor, server, I))[0] == 200
        assert len(server.refused) <= 1
        assert server.trespasses == []
        await governor.aclose()

    run(main(), clock)


# 429


def test_a_429_pauses_everyone_and_one_probe_leaves_alone() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 30))
        await bench.tell(429, {"retry-after": "3"})
        for name in "abcd":
            bench.send(name, E, takes_s=0.2)
        await asyncio.sleep(2.99)
        assert bench.left == []
        snapshot = bench.governor.snapshot
        assert snapshot.pause_s == 3
        assert snapshot.blocked_until(bench.clock.monotonic()) == START + 3
        await asyncio.sleep(0.1)
        assert bench.left == [(3.0, "a")]
        assert bench.governor.snapshot.blocked_until(bench.clock.monotonic()) is None
        await asyncio.sleep(0.3)
        assert bench.order() == "abcd"

    bench.run(main())


def test_consecutive_429s_double_the_wait_up_to_five_minutes() -> None:
    bench = Bench()
    waits: list[float] = []

    async def main() -> None:
        for _ in range(12):
            await bench.tell(429, {"retry-after": "2"})
            waits.append((bench.governor.snapshot.paused_until or 0) - bench.clock.monotonic())

    bench.run(main())
    assert waits == pytest.approx([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300])


def test_a_success_ends_the_doubling() -> None:
    bench = Bench()

    async def main() -> None:
        for _ in range(3):
            await bench.tell(429, {"retry-after": "2"})
        await bench.tell(200, {})
        await bench.tell(429, {"retry-after": "2"})
        assert bench.governor.snapshot.pause_s == 2

    bench.run(main())


def test_the_429s_of_one_burst_count_once_and_never_shorten_the_wait() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 30))
        turns = [bench.governor.turn(I, Activity.YOU) for _ in range(4)]
        async with AsyncExitStack() as stack:
            for turn in turns:
                await stack.enter_async_context(turn)
            turns[0].observe(429, {"retry-after": "10"})
            turns[1].observe(429, {"retry-after": "3"})
            turns[2].observe(429, {})
            turns[3].observe(200, bench.headers(46, 30))  # had been let through before
        snapshot = bench.governor.snapshot
        assert snapshot.paused_until == START + 10
        assert snapshot.pause_s == 10
        await bench.tell(429, {"retry-after": "10"})
        assert bench.governor.snapshot.pause_s == 20  # the second in a row, not the fifth

    bench.run(main())


@pytest.mark.parametrize(
    ("retry_after", "pause_s"),
    [("2.5", 2.5), (None, 1.0), ("-4", 1.0), ("0", 1.0), ("nonsense", 1.0), ("400", 400.0), ("1e12", 3600.0)],
)
def test_the_length_of_a_pause(retry_after: str | None, pause_s: float) -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(429, {} if retry_after is None else {"retry-after": retry_after})
        assert bench.governor.snapshot.pause_s == pytest.approx(pause_s)

    bench.run(main())


@pytest.mark.parametrize("skew_s", [-300.0, 0.0, 300.0])
def test_retry_after_as_a_date_goes_by_the_clock_of_the_server(skew_s: float) -> None:
    bench = Bench()
    bench.clock.skew_s = skew_s

    async def main() -> None:
        await bench.tell(
            429, {"retry-after": formatdate(EPOCH + 20, usegmt=True), "date": formatdate(EPOCH, usegmt=True)}
        )
        assert bench.governor.snapshot.pause_s == pytest.approx(20, abs=1.01)
        assert (bench.governor.snapshot.pause_s or 0) >= 20

    bench.run(main())


def test_without_retry_after_the_known_reset_is_waited_for() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(5, 12))
        await bench.tell(429, {})
        assert bench.governor.snapshot.pause_s == pytest.approx(12.05, abs=0.01)
        assert bench.governor.snapshot.remaining == 0

    bench.run(main())


def test_after_a_pause_the_quota_is_what_the_next_answer_says() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(41, 50))
        await bench.tell(429, bench.headers(0, 3) | {"retry-after": "3"})
        await bench.tell(200, bench.headers(40, 47))
        assert bench.governor.snapshot.remaining == 40
        assert bench.governor.unexplained == 0
        await bench.tell(429, {"retry-after": "3"})
        assert bench.governor.snapshot.remaining == 0
        await bench.tell(200, bench.headers(38, 44))
        assert bench.governor.snapshot.remaining == 38

    bench.run(main())


def test_a_probe_that_is_given_up_is_followed_by_the_next() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(429, {"retry-after": "3"})
        bench.send("a", I, takes_s=100)
        bench.send("b", I)
        await asyncio.sleep(3.5)
        assert bench.order() == "a"
        bench.tasks[0].cancel()
        await asyncio.sleep(0.001)
        assert bench.order() == "ab"

    bench.run(main())


def test_a_probe_that_takes_long_does_not_hold_up_an_emergency_for_good() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(429, {"retry-after": "3"})
        bench.send("u", U, takes_s=300)
        await asyncio.sleep(3.5)
        bench.send("e", E)
        await asyncio.sleep(6)
        assert bench.left == [(3.0, "u"), (8.0, "e")]

    bench.run(main())


def test_who_was_let_go_in_the_moment_a_pause_begins_is_called_back() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(3, 60))
        turns = [bench.governor.turn(I, Activity.YOU) for _ in range(3)]
        async with AsyncExitStack() as stack:
            for turn in turns:
                await stack.enter_async_context(turn)
            bench.send("a", I)
            bench.send("b", I)
            await asyncio.sleep(0.1)
            turns[0].not_sent()
            await turns[0].__aexit__(None, None, None)  # "a" is let go; its task has not run yet
            turns[1].observe(429, {"retry-after": "5"})
            await asyncio.sleep(4.8)
            assert bench.left == []
            assert bench.governor.snapshot.waiting == 2
        await asyncio.sleep(1)
        assert bench.order() == "ab"

    bench.run(main())


# Between the turn and the first byte


async def connecting(bench: Bench, count: int, priority: Priority = I) -> tuple[list[Turn], AsyncExitStack]:
    """Requests that have their turn and make their connection."""
    stack = AsyncExitStack()
    turns = [bench.governor.turn(priority, Activity.YOU) for _ in range(count)]
    for turn in turns:
        await stack.enter_async_context(turn)
    return turns, stack


@pytest.mark.parametrize("priority", [E, U])
def test_a_request_that_is_still_connecting_when_a_pause_begins_does_not_leave(priority: Priority) -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 30))
        [turn], stack = await connecting(bench, 1, priority)
        async with stack:
            await bench.tell(429, {"retry-after": "5"})
            assert not turn.may_leave()
            assert bench.governor.snapshot.in_flight == 0
            assert bench.governor.snapshot.waiting == 1
            assert bench.governor.spent[Activity.YOU] == 2
            await turn.again()
            assert bench.now == pytest.approx(5, abs=0.01)
            assert turn.waited_s == pytest.approx(5, abs=0.01)
            assert turn.may_leave()
            turn.observe(200, bench.headers(49, 25))
        assert bench.governor.spent[Activity.YOU] == 3
        assert bench.governor.snapshot.in_flight == bench.governor.snapshot.waiting == 0

    bench.run(main())


def test_whoever_is_called_back_keeps_the_old_place_in_the_line() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 30))
        turns, stack = await connecting(bench, 3)
        await bench.tell(429, {"retry-after": "5"})
        bench.send("d", I)
        bench.send("x", E)
        await asyncio.sleep(1)

        async def again(name: str, turn: Turn) -> None:
            await turn.again()
            bench.left.append((round(bench.now, 3), name))
            turn.observe(200, {})

        async with stack:
            order = (("c", turns[2]), ("a", turns[0]), ("b", turns[1]))  # as their connections come about
            assert not any(turn.may_leave() for _, turn in order)
            await asyncio.gather(*(again(name, turn) for name, turn in order))
        await asyncio.sleep(1)
        assert bench.order() == "xabcd"
        assert bench.times()[0] == pytest.approx(5, abs=0.01)

    bench.run(main())


def test_a_request_that_connected_all_through_a_pause_is_not_a_second_probe() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 30))
        [first, second], stack = await connecting(bench, 2)
        async with stack:
            await bench.tell(429, {"retry-after": "2"})
            await asyncio.sleep(3)
            assert first.may_leave()  # nobody else is out: it is the probe
            assert not second.may_leave()
            first.observe(200, bench.headers(48, 27))
            await second.again()
            assert second.may_leave()
            second.observe(200, bench.headers(47, 27))

    bench.run(main())


def test_a_request_that_connected_across_the_reset_waits_for_the_probe_of_the_new_window() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(10, 3))
        [first, second], stack = await connecting(bench, 2, B)
        async with stack:
            await asyncio.sleep(3.1)  # over for whoever is waited for, not surely over for this
            assert not first.may_leave()
            await asyncio.sleep(2)
            await first.again()
            assert first.may_leave()
            assert not second.may_leave()
            first.observe(200, bench.headers(59, 60))
            await second.again()
            assert second.may_leave()
            second.observe(200, bench.headers(58, 60))

    bench.run(main())


def test_what_others_have_used_up_meanwhile_is_not_asked_for() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(10, 30))
        turns, stack = await connecting(bench, 3)
        late = bench.governor.turn(I, Activity.YOU)
        async with stack:
            async with late:
                late.observe(200, bench.headers(2, 30))
            assert [turn.may_leave() for turn in turns] == [True, True, False]
            again = asyncio.ensure_future(turns[2].again())
            await asyncio.sleep(29)
            assert not again.done()
            await asyncio.sleep(2)
            await again

    bench.run(main())


def test_when_it_left_is_when_its_first_byte_did() -> None:
    """Else a refusal of a request that connected for long is taken for one of the burst before."""
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 90))
        [turn], stack = await connecting(bench, 1)
        async with stack:
            await bench.tell(429, {"retry-after": "2"})
            await asyncio.sleep(2)
            assert turn.may_leave()
            turn.observe(429, {"retry-after": "2"})
            assert bench.governor.snapshot.pause_s == 4  # the second in a row doubles

    bench.run(main())


def test_giving_up_or_closing_after_being_called_back_leaves_nothing_behind() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 30))
        [gone, cancelled, let_go, closed], stack = await connecting(bench, 4)
        async with stack:
            await bench.tell(429, {"retry-after": "5"})
            for turn in (gone, cancelled, let_go, closed):
                assert not turn.may_leave()
            await gone.__aexit__(None, None, None)
            assert bench.governor.snapshot.waiting == 3
            waiting = asyncio.ensure_future(cancelled.again())
            await asyncio.sleep(0.1)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            assert bench.governor.snapshot.waiting == 2
            await asyncio.sleep(6)  # its turn came while it was still clearing up
            assert bench.governor.snapshot.in_flight == 1
            await let_go.__aexit__(None, None, None)
            await asyncio.sleep(0)
            assert bench.governor.snapshot.waiting == 0  # that made room for the last one
            await bench.governor.aclose()
            with pytest.raises(asyncio.CancelledError):
                await closed.again()
        assert bench.governor.snapshot.in_flight == bench.governor.snapshot.waiting == 0

    bench.run(main())


# Priorities


def test_order_is_by_priority_and_first_come_first_served() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 5))
        for priority, name in [(B, "x"), (U, "u"), (I, "a"), (B, "y"), (I, "b"), (E, "p"), (U, "v"), (E, "q")]:
            bench.send(name, priority)
        await asyncio.sleep(10)
        assert bench.order() == "pqabuvxy"

    bench.run(main())


def test_background_work_stays_above_the_falling_floor_and_a_click_leaves_at_once() -> None:
    bench = Bench()

    async def worker() -> None:
        while True:
            async with bench.governor.turn(B, Activity.SYNC) as turn:
                server["left"] -= 1
                bench.left.append((bench.now, "b"))
                await asyncio.sleep(0.08)
                turn.observe(200, bench.headers(server["left"], 60 - bench.now))

    server = {"left": 60}

    async def main() -> None:
        workers = [asyncio.ensure_future(worker()) for _ in range(8)]
        await asyncio.sleep(1)
        for second in range(2, 58):
            floor = 0.5 * 60 * (60 - bench.now - 1) / 60
            assert server["left"] >= floor - 1
            await asyncio.sleep(second - bench.now)
        assert server["left"] <= 3  # and yet it is not left lying
        server["left"] -= 1
        asked_at = bench.now
        async with bench.governor.turn(I, Activity.YOU):
            assert bench.now == asked_at
        for task in workers:
            task.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    bench.run(main())


def test_the_floor_is_lifted_for_a_backlog_that_fits() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(22, 50))
        for _ in range(20):
            bench.send("b", B)
        await asyncio.sleep(1)
        assert len(bench.left) == 20

    bench.run(main())


def test_a_backlog_that_fits_only_without_the_emergency_share_keeps_to_the_floor() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(20, 50))
        for _ in range(20):
            bench.send("b", B)
        await asyncio.sleep(1)
        assert len(bench.left) < 18
        bench.send("u", U)
        bench.send("p", E)
        await asyncio.sleep(0.1)
        assert {"u", "p"} <= set(bench.order())

    bench.run(main())


def test_an_announced_backlog_counts_until_it_is_withdrawn() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(20, 50))
        withdraw = bench.governor.expect(B, 100)
        for _ in range(5):
            bench.send("b", B)
        await asyncio.sleep(1)
        assert bench.left == []
        withdraw()
        withdraw()
        await asyncio.sleep(1)
        assert len(bench.left) == 5

    bench.run(main())


def test_uploads_leave_a_share_for_emergencies() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(3, 30))
        for name in "uv":
            bench.send(name, U)
        await asyncio.sleep(5)
        assert bench.order() == "u"
        bench.send("p", E)
        await asyncio.sleep(0.01)
        assert bench.order() == "up"

    bench.run(main())


def test_a_lower_priority_does_not_overtake_a_head_that_has_to_wait() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(2, 30))
        bench.send("u", U)
        bench.send("b", B)
        await asyncio.sleep(28.9)
        assert bench.left == []
        await asyncio.sleep(1)
        assert bench.order() == "ub"  # the last second before the reset belongs to everybody

    bench.run(main())


def test_a_full_house_still_has_a_place_for_a_click_and_for_an_emergency() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(60, 60))
        for _ in range(20):
            bench.send("b", B, takes_s=30)
        bench.send("i", I, takes_s=30)
        bench.send("i", I, takes_s=30)
        bench.send("e", E, takes_s=30)
        await asyncio.sleep(1)
        assert bench.order() == "bbbbbbbie"

    bench.run(main())


# An unknown quota


def test_with_nothing_known_a_few_go_at_once_and_more_as_they_succeed() -> None:
    bench = Bench()
    most: list[int] = []

    async def main() -> None:
        for _ in range(100):
            bench.send("i", I, takes_s=1)
        for _ in range(12):
            await asyncio.sleep(0.5)
            most.append(bench.governor.snapshot.in_flight)
            await asyncio.sleep(0.5)

    bench.run(main())
    assert most[0] == 2
    assert most == sorted(most)
    assert most[-1] == 8


def test_with_nothing_known_a_429_brings_it_back_to_one_at_a_time() -> None:
    bench = Bench()
    most: list[int] = []

    async def main() -> None:
        for _ in range(10):
            await bench.tell(200, {})
        await bench.tell(429, {})
        for _ in range(100):
            bench.send("i", I, takes_s=1)
        for _ in range(80):
            await asyncio.sleep(1)
            most.append(bench.governor.snapshot.in_flight)

    bench.run(main())
    assert most[2] == most[60] == 1
    assert most[70] == 2  # and from there it grows again, slowly


@pytest.mark.parametrize("seed", range(3))
def test_without_headers_there_is_one_429_a_window_once_the_first_has_come(seed: int) -> None:
    clock = FakeClock(early=0.05, seed=seed)
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, first_end_s=20.0 + seed, style="none", seed=seed)

    async def main() -> None:
        await asyncio.gather(*(request(governor, server, tries=30) for _ in range(480)))
        await governor.aclose()

    run(main(), clock)
    assert server.trespasses == []
    assert len(server.accepted) == 480
    assert len(server.refused) <= 8 + 8  # what was in flight at the first, and one for each window


def test_a_server_that_stops_sending_headers_does_not_stop_the_work() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 5))
        for _ in range(20):
            bench.send("b", B)
        await asyncio.sleep(10)
        assert len(bench.left) == 20
        assert bench.governor.snapshot.remaining is None

    bench.run(main())


def test_remaining_without_a_reset_is_believed_and_tried_again() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "0"})
        bench.send("i", I)
        await asyncio.sleep(5)
        assert len(bench.left) == 1
        assert bench.times()[0] == pytest.approx(1.05, abs=0.01)

    bench.run(main())


# Cancelling, closing, bounds


def test_cancelling_while_waiting_frees_the_place() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 5))
        for name in "abc":
            bench.send(name, I)
        await asyncio.sleep(1)
        bench.tasks[1].cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert bench.governor.snapshot.waiting == 2
        await asyncio.sleep(9)
        assert bench.order() == "ac"

    bench.run(main())


def test_cancelling_in_the_moment_of_being_let_go_passes_the_turn_on() -> None:
    bench = Bench(max_in_flight=1)

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 50))
        first = bench.governor.turn(I, Activity.YOU)
        async with first:
            bench.send("a", I)
            bench.send("b", I)
            await asyncio.sleep(0.1)
        bench.tasks[0].cancel()  # its future is set, its task has not run yet
        await asyncio.sleep(0.01)
        assert bench.order() == "b"
        assert bench.governor.snapshot.remaining == 48

    bench.run(main())


def test_cancelling_in_flight_frees_the_slot_and_counts_as_spent() -> None:
    bench = Bench(max_in_flight=1)

    async def main() -> None:
        await bench.tell(200, bench.headers(50, 50))
        bench.send("a", I, takes_s=30)
        bench.send("b", I, takes_s=30)
        await asyncio.sleep(1)
        bench.tasks[0].cancel()
        await asyncio.sleep(0.01)
        assert bench.order() == "ab"
        assert bench.governor.snapshot.remaining == 48

    bench.run(main())


def test_the_line_is_bounded() -> None:
    bench = Bench(max_waiting=3)

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 50))
        for _ in range(3):
            bench.send("b", B)
        await asyncio.sleep(0.1)
        with pytest.raises(QueueFullError, match="3 requests are already waiting"):
            await bench.governor.turn(I, Activity.YOU).__aenter__()
        bench.send("e", E)  # a Pause finds its place all the same
        await asyncio.sleep(51)
        assert bench.order()[0] == "e"

    bench.run(main())


def test_closing_cancels_everyone_who_waits_and_may_be_repeated() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 50))
        for _ in range(3):
            bench.send("b", B)
        await asyncio.sleep(0.1)
        await bench.governor.aclose()
        await bench.governor.aclose()
        done, pending = await asyncio.wait(bench.tasks, timeout=1)
        assert not pending
        assert all(task.cancelled() for task in done)
        with pytest.raises(asyncio.CancelledError):
            await bench.governor.turn(I, Activity.YOU).__aenter__()
        assert bench.left == []

    bench.run(main())


def test_a_request_in_flight_outlives_the_closing() -> None:
    bench = Bench()

    async def main() -> None:
        async with bench.governor.turn(I, Activity.YOU) as turn:
            await bench.governor.aclose()
            turn.observe(200, bench.headers(50, 50))

    bench.run(main())


# Listeners


def test_listeners_hear_of_changes_once_and_do_no_harm(caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench()
    seen: list[QuotaSnapshot] = []

    def broken(_: QuotaSnapshot) -> None:
        raise ValueError("broken listener")

    async def main() -> None:
        bench.governor.subscribe(broken)
        unsubscribe = bench.governor.subscribe(seen.append)
        headers = bench.headers(50, 50)
        await bench.tell(200, headers)
        assert seen == []  # several changes, one call, on the next round of the loop
        await asyncio.sleep(0.01)
        assert [snapshot.remaining for snapshot in seen] == [50]
        await bench.tell(200, headers)
        await asyncio.sleep(0.01)
        assert len(seen) == 1  # nothing changed
        await bench.tell(429, {"retry-after": "2"})
        await asyncio.sleep(0.01)
        assert seen[-1].paused_until is not None
        await asyncio.sleep(2.0)
        assert seen[-1].paused_until is None  # by itself, with nobody waiting
        unsubscribe()
        unsubscribe()
        await bench.tell(200, bench.headers(10, 40))
        await asyncio.sleep(0.01)
        assert seen[-1].remaining != 10

    bench.run(main())
    assert "a listener of the quota failed" in caplog.text


def test_a_turn_says_how_long_it_waited() -> None:
    bench = Bench()

    async def main() -> None:
        await bench.tell(200, bench.headers(0, 5))
        async with bench.governor.turn(I, Activity.YOU) as turn:
            assert isinstance(turn, Turn)
            assert turn.waited_s == pytest.approx(5.05, abs=0.01)

    bench.run(main())


def test_a_timer_that_fires_early_lets_nobody_through_early() -> None:
    for seed in range(30):
        clock = FakeClock(early=0.05, seed=seed)
        governor = QuotaGovernor(clock)

        async def main(governor: QuotaGovernor = governor, clock: FakeClock = clock) -> None:
            async with governor.turn(I, Activity.YOU) as turn:
                turn.observe(429, {"retry-after": "60"})
            until = clock.monotonic() + 60
            async with governor.turn(E, Activity.YOU):
                assert until <= clock.monotonic() <= until + 0.01
            await governor.aclose()

        run(main(), clock)


# All together


@pytest.mark.parametrize("seed", range(8))
def test_a_sync_uses_every_window_fully_while_clicks_leave_at_once(seed: int) -> None:
    """600 background requests against 60 a minute, with a click about every 25 s."""
    choose = random.Random(seed)
    clock = FakeClock(early=0.05, seed=seed, skew_s=choose.choice([0, 30, -300]))
    governor = QuotaGovernor(clock, max_waiting=1_000)
    first_end_s = choose.uniform(0, 60)
    server = FixedWindowServer(clock, first_end_s=first_end_s, jitter=0.2, seed=seed)
    waits: list[float] = []

    async def click() -> None:
        while True:
            await asyncio.sleep(25 * choose.uniform(0.8, 1.2))
            status, took_s = await request(governor, server, I)
            assert status == 200
            waits.append(took_s)

    async def main() -> float:
        clicking = asyncio.ensure_future(click())
        answers = await asyncio.gather(*(request(governor, server) for _ in range(600)))
        took_s = clock.monotonic() - START
        clicking.cancel()
        await governor.aclose()
        assert all(status == 200 for status, _ in answers)
        return took_s

    took_s = run(main(), clock)
    whole, rest = divmod(600 + len(waits), 60)
    windows_before_the_last = whole - (rest == 0)
    last = (600 + len(waits)) - 60 * windows_before_the_last
    minimum_s = first_end_s + 60 * (windows_before_the_last - 1) + server.trip_s * -(-last // 8)
    assert server.refused == []
    assert took_s <= 1.02 * minimum_s
    assert sorted(waits)[int(0.95 * len(waits))] <= 2 * 0.08 * 1.2
