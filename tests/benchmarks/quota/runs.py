"""One run: 600 requests and somebody who clicks, past one server, in simulated time.

Owns: the work, the figures of a run. Leaves to others: scenarios, contenders, targets. The same
seed gives the same run.
"""

from __future__ import annotations

import asyncio
import math
import random
from typing import Final, NamedTuple

from tests.app.fake_clock import run as run_simulated
from tests.benchmarks.quota.contenders import make, make_clock
from tests.benchmarks.quota.counting import Counting
from tests.benchmarks.quota.scenarios import LIMIT, REQUESTS, SCENARIOS, WINDOW_S, Scenario
from tests.benchmarks.quota.server import TRIP_S, SimulatedServer

CLICK_EVERY_S: Final = 25.0
_LONGEST_S: Final = 12 * 3600.0
_OTHER_ROUTE: Final = 4  # every fourth request goes to the second route, where there is one


class Run(NamedTuple):
    """What one run came to.

    Attributes:
        makespan_s: Until the last of the requests was answered or given up.
        minimum_s: When a clairvoyant client would have been through with the same requests and clicks.
        fair_s: The same with half of each window, which is the fair share beside a second client.
        windows: That the run took, whole ones.
        done: Of the requests.
        refused: 429s.
        failed: Requests and clicks given up.
        clicks_s: From click to answer, of every click; those given up too.
        others_sent: Requests of the second client.
        others_denied: 429s of it.
    """

    makespan_s: float
    minimum_s: float
    fair_s: float
    windows: float
    done: int
    refused: int
    failed: int
    clicks_s: list[float]
    others_sent: int
    others_denied: int


def _offline_s(counting: Counting, total: int, at_once: int) -> float:
    """The best possible end of `total` requests, however they were really sent: begin of its window, then its sends."""
    starts_s, last = counting.earliest(total)
    return starts_s + TRIP_S * -(-last // min(at_once, last))


def simulate(scenario: Scenario, name: str, seed: int, requests: int = REQUESTS) -> Run:
    """Let the contender of that name do the work."""
    choose = random.Random(seed)
    routes = scenario.routes(choose)
    share = 1 - 1 / _OTHER_ROUTE if len(routes) > 1 else 1.0  # of the requests, that go to the first route
    clock = make_clock(name, seed, scenario.skew_s)
    server = SimulatedServer(clock, routes, scenario.spelling)
    done = failed = 0
    clicks_s: list[float] = []

    async def main() -> float:
        contender = make(name, clock, seed, LIMIT, WINDOW_S)
        numbers = iter(range(requests))
        if scenario.is_announced:
            contender.begin(requests)

        async def work() -> None:
            nonlocal done, failed
            for number in numbers:
                route = 1 if len(routes) > 1 and number % _OTHER_ROUTE == 0 else 0
                answered = await contender.request(server, route, is_click=False)
                done += answered
                failed += not answered

        async def click() -> None:
            nonlocal failed
            clicked_at = server.now()
            failed += not await contender.request(server, 0, is_click=True)
            clicks_s.append(server.now() - clicked_at)

        async def somebody() -> None:
            clicks = set()
            try:
                while True:
                    await asyncio.sleep(CLICK_EVERY_S * choose.uniform(0.8, 1.2))
                    clicks.add(asyncio.ensure_future(click()))
            finally:
                ended.update(clicks)

        async def other(every_s: float) -> None:
            while True:
                await asyncio.sleep(every_s * choose.uniform(0.8, 1.2))
                server.other()

        ended: set[asyncio.Task[None]] = set()
        beside = [asyncio.ensure_future(somebody())]
        if scenario.other_every_s is not None:
            beside.append(asyncio.ensure_future(other(scenario.other_every_s)))
        async with asyncio.timeout(_LONGEST_S):
            await asyncio.gather(*(work() for _ in range(scenario.at_once)))
        makespan_s = server.now()
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        clicks = len(clicks_s)  # those answered by then took part of the quota
        await asyncio.gather(*ended)
        await contender.aclose()
        total = math.ceil(requests * share) + clicks
        minimum.append(_offline_s(routes[0], total, scenario.at_once))
        if len(routes) > 1:
            minimum.append(_offline_s(routes[1], requests - math.ceil(requests * share), scenario.at_once))
        return makespan_s

    minimum: list[float] = []
    makespan_s = run_simulated(main(), clock)
    return Run(
        makespan_s=makespan_s,
        minimum_s=max(minimum),
        fair_s=_offline_s(routes[0], 2 * (requests + len(clicks_s)), scenario.at_once),
        windows=makespan_s / WINDOW_S + 1,
        done=done,
        refused=server.refused,
        failed=failed,
        clicks_s=clicks_s,
        others_sent=server.others_sent,
        others_denied=server.others_denied,
    )


def run_numbered(scenario: int, contender: str, seed: int) -> Run:
    """One run of the scenario of that number: a scenario itself does not travel between processes."""
    return simulate(SCENARIOS[scenario], contender, seed)
