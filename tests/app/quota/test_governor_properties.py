"""What holds for every server with a fixed window and every crowd of requests.

Timers that wake early, a wall clock that jumps by an hour, answers that overtake each other or never come, requests
that are given up. `HYPOTHESIS_PROFILE=long` looks at 10,000 runs and more, as `.ci/run` does, and the same ones each
time; `HYPOTHESIS_PROFILE=explore` at as many new ones.
"""

from __future__ import annotations

import asyncio
import os

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.quota.governor import QuotaGovernor, Turn
from app.quota.priorities import Activity, Priority
from tests.app.fake_clock import FakeClock, run
from tests.app.quota.fixed_window import FixedWindowServer, LostError

EXAMPLES = 5_000 if os.environ.get("HYPOTHESIS_PROFILE") in ("long", "explore") else 150

# (arrives after s, priority, activity, is given up after s or never)
crowds = st.lists(
    st.tuples(
        st.floats(0, 30),
        st.sampled_from(list(Priority)),
        st.sampled_from([Activity.SYNC, Activity.SYNC, Activity.REFERENCE]),
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
        "jitter": st.sampled_from([0.0, 0.5, 3.0]),
        "loss": st.sampled_from([0.0, 0.0, 0.1]),
    }
)
# The wall clock is set: (after s, by s). A clock that is a second fast, no `Date` header gives away.
jumps = st.lists(st.tuples(st.floats(0, 60), st.sampled_from([-3600.0, 3600.0])), max_size=2)


Crowd = list[tuple[float, Priority, Activity, float | None]]
Jumps = list[tuple[float, float]]


def live(
    server_options: dict[str, object],
    crowd: Crowd,
    jumps: Jumps,
    connect_s: float = 0.0,
    **clock_options: float,
) -> FixedWindowServer:
    clock = FakeClock(**clock_options)  # type: ignore[arg-type]
    governor = QuotaGovernor(clock)
    server = FixedWindowServer(clock, **server_options)  # type: ignore[arg-type]
    asked: dict[tuple[Priority, Activity], list[int]] = {}
    left: dict[tuple[Priority, Activity], list[int]] = {}
    served: set[int] = set()
    tickets = iter(range(100_000))

    async def connect(turn: Turn) -> None:
        while connect_s:
            await asyncio.sleep(connect_s * server.random.random())
            if turn.may_leave():
                return
            await turn.again()

    async def one(index: int, after_s: float, priority: Priority, activity: Activity) -> None:
        await asyncio.sleep(after_s)
        for _ in range(40):
            ticket = next(tickets)
            asked.setdefault((priority, activity), []).append(ticket)
            try:
                async with governor.turn(priority, activity) as turn:
                    await connect(turn)
                    left.setdefault((priority, activity), []).append(ticket)
                    status, headers = await server.send()
                    turn.observe(status, headers)
            except LostError:
                continue
            if status != 429:
                served.add(index)
                return

    def jump(by_s: float) -> None:
        clock.skew_s += by_s

    async def main() -> None:
        loop = asyncio.get_running_loop()
        for after_s, by_s in jumps:
            loop.call_later(after_s, jump, by_s)
        tasks = [asyncio.ensure_future(one(index, *wish[:3])) for index, wish in enumerate(crowd)]
        for task, (after_s, _, _, patience_s) in zip(tasks, crowd, strict=True):
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
    for who, tickets_left in left.items() if not connect_s else ():
        chosen = set(tickets_left)
        in_order = [ticket for ticket in asked[who] if ticket in chosen]
        assert tickets_left == in_order, "not first come, first served"
    assert server.trespasses == []
    return server


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    options=servers,
    crowd=crowds,
    jumps=jumps,
    skew_s=st.sampled_from([0.0, 0.03, -0.03, 5.0, -5.0, 300.0, -300.0]),
    early=st.sampled_from([0.0, 0.05]),
    seed=st.integers(0, 1_000),
)
def test_no_request_inside_a_pause_nobody_forgotten_first_come_first_served(
    options: dict[str, object],
    crowd: Crowd,
    jumps: Jumps,
    skew_s: float,
    early: float,
    seed: int,
) -> None:
    live({**options, "seed": seed}, crowd, jumps, skew_s=skew_s, early=early, seed=seed)


_MID_WINDOW = {
    "limit": 4,
    "window_s": 3.0,
    "first_end_s": 0.5,
    "style": "unix",
    "rounding": "up",
    "retry_after": "seconds",
    "bare_429": False,
    "trip_s": 0.01,
    "jitter": 0.0,
    "loss": 0.0,
}
_URGENT = (Priority.EMERGENCY, Activity.SYNC, None)


# The first look at a window comes late in it: that is not when it opened.
@example(
    options=_MID_WINDOW,
    style="unix",
    rounding="up",
    crowd=[(after_s, *_URGENT) for after_s in (2.0, 3.75, 4.0, 4.0, 4.0, 4.0)],
    jumps=[],
    skew_s=0.0,
    early=0.0,
    seed=0,
)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    options=servers,
    style=st.sampled_from(["unix", "seconds", "milliseconds"]),
    rounding=st.sampled_from(["up", "exact"]),
    crowd=crowds,
    jumps=jumps,
    skew_s=st.sampled_from([0.0, 0.03, -0.03, 5.0, -5.0, 300.0, -300.0]),
    early=st.sampled_from([0.0, 0.05]),
    seed=st.integers(0, 1_000),
)
def test_with_headers_never_more_is_sent_than_a_window_allows(
    options: dict[str, object],
    style: str,
    rounding: str,
    crowd: Crowd,
    jumps: Jumps,
    skew_s: float,
    early: float,
    seed: int,
) -> None:
    options = {**options, "style": style, "rounding": rounding, "seed": seed}
    server = live(options, crowd, jumps, skew_s=skew_s, early=early, seed=seed)
    assert server.avoidable == []
    assert server.refused == [] or options["loss"]  # before the first answer nobody knows of what got lost


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    options=servers,
    crowd=crowds,
    jumps=jumps,
    connect_s=st.sampled_from([0.05, 0.5, 4.0]),
    skew_s=st.sampled_from([0.0, 0.03, -0.03, 300.0]),
    seed=st.integers(0, 1_000),
)
def test_no_request_leaves_inside_a_pause_however_long_its_connection_takes(
    options: dict[str, object],
    crowd: Crowd,
    jumps: Jumps,
    connect_s: float,
    skew_s: float,
    seed: int,
) -> None:
    live({**options, "seed": seed}, crowd, jumps, connect_s, skew_s=skew_s, seed=seed)
