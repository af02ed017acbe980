"""What holds for every server with a fixed window and every crowd of requests.

`HYPOTHESIS_PROFILE=long` looks at many more.
"""

from __future__ import annotations

import asyncio
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.quota.governor import QuotaGovernor, Turn
from app.quota.priorities import Activity, Priority
from tests.app.fake_clock import FakeClock, run
from tests.app.quota.fixed_window import FixedWindowServer

EXAMPLES = 5_000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 150

# (arrives after s, priority, is given up after s or never)
crowds = st.lists(
    st.tuples(
        st.floats(0, 30),
        st.sampled_from(list(Priority)),
        st.one_of(st.none(), st.none(), st.none(), st.floats(0.01, 20)),
    ),
    min_size=1,
    max_size=40,
)
servers = st.fixed_dictionaries(
    {
        "limit": st.integers(4, 20),
        "window_s": st.sampled_from([2.0, 3.0, 10.0, 60.0]),
        "first_end_s": st.one_of(st.none(), st.floats(0.5, 60)),
        "style": st.sampled_from(["unix", "seconds", "milliseconds", "none"]),
        "rounding": st.sampled_from(["up", "down", "exact"]),
        "retry_after": st.sampled_from(["seconds", "fraction", "date", "none"]),
        "bare_429": st.booleans(),
        "trip_s": st.sampled_from([0.01, 0.08, 0.4]),
        "jitter": st.sampled_from([0.0, 0.5]),
    }
)


def live(  # type: ignore[no-untyped-def]
    server_options: dict[str, object],
    crowd: list[tuple[float, Priority, float | None]],
    connect_s: float = 0.0,
    **clock_options: float,
):
    clock = FakeClock(**clock_options)  # type: ignore[arg-type]
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, **server_options)  # type: ignore[arg-type]
    asked: dict[Priority, list[int]] = {priority: [] for priority in Priority}
    left: dict[Priority, list[int]] = {priority: [] for priority in Priority}
    served: set[int] = set()
    tickets = iter(range(100_000))

    async def connect(turn: Turn) -> None:
        while connect_s:
            await asyncio.sleep(connect_s * server.random.random())
            if turn.may_leave():
                return
            await turn.again()

    async def one(index: int, after_s: float, priority: Priority) -> None:
        await asyncio.sleep(after_s)
        for _ in range(40):
            ticket = next(tickets)
            asked[priority].append(ticket)
            async with governor.turn(priority, Activity.SYNC) as turn:
                await connect(turn)
                left[priority].append(ticket)
                status, headers = await server.send()
                turn.observe(status, headers)
            if status != 429:
                served.add(index)
                return

    async def main() -> None:
        loop = asyncio.get_running_loop()
        tasks = [
            asyncio.ensure_future(one(index, after_s, priority)) for index, (after_s, priority, _) in enumerate(crowd)
        ]
        for task, (after_s, _, patience_s) in zip(tasks, crowd, strict=True):
            if patience_s is not None:
                loop.call_later(after_s + patience_s, task.cancel)
        await asyncio.wait(tasks, timeout=20_000)
        await asyncio.sleep(0)
        assert all(task.done() for task in tasks), "somebody was forgotten"
        for index, task in enumerate(tasks):
            assert task.cancelled() or index in served
        assert governor.snapshot.waiting == governor.snapshot.in_flight == 0
        await governor.aclose()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(main(), clock)
    for priority in Priority if not connect_s else ():
        in_order = [ticket for ticket in asked[priority] if ticket in set(left[priority])]
        assert left[priority] == in_order, "not first come, first served"
    assert server.trespasses == []
    return server


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    options=servers,
    crowd=crowds,
    skew_s=st.sampled_from([0.0, 0.03, -0.03, 5.0, -5.0, 300.0, -300.0]),
    early=st.sampled_from([0.0, 0.05]),
    seed=st.integers(0, 1_000),
)
def test_no_request_inside_a_pause_nobody_forgotten_first_come_first_served(
    options: dict[str, object],
    crowd: list[tuple[float, Priority, float | None]],
    skew_s: float,
    early: float,
    seed: int,
) -> None:
    live({**options, "seed": seed}, crowd, skew_s=skew_s, early=early, seed=seed)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    options=servers,
    style=st.sampled_from(["unix", "seconds", "milliseconds"]),
    rounding=st.sampled_from(["up", "exact"]),
    crowd=crowds,
    skew_s=st.sampled_from([0.0, 0.03, -0.03, 5.0, -5.0, 300.0, -300.0]),
    early=st.sampled_from([0.0, 0.05]),
    seed=st.integers(0, 1_000),
)
def test_with_headers_never_more_is_sent_than_a_window_allows(
    options: dict[str, object],
    style: str,
    rounding: str,
    crowd: list[tuple[float, Priority, float | None]],
    skew_s: float,
    early: float,
    seed: int,
) -> None:
    options = {**options, "style": style, "rounding": rounding, "seed": seed}
    server = live(options, crowd, skew_s=skew_s, early=early, seed=seed)
    assert server.refused == []


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    options=servers,
    crowd=crowds,
    connect_s=st.sampled_from([0.05, 0.5, 4.0]),
    skew_s=st.sampled_from([0.0, 0.03, -0.03, 300.0]),
    seed=st.integers(0, 1_000),
)
def test_no_request_leaves_inside_a_pause_however_long_its_connection_takes(
    options: dict[str, object],
    crowd: list[tuple[float, Priority, float | None]],
    connect_s: float,
    skew_s: float,
    seed: int,
) -> None:
    live({**options, "seed": seed}, crowd, connect_s, skew_s=skew_s, seed=seed)
