"""What is measured against what: servers, work, and the bounds that ours has to keep.

Owns: the table of scenarios. Leaves to others: running them (`runs.py`), verdicts (`verdicts.py`).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, NamedTuple

from tests.benchmarks.quota import contenders
from tests.benchmarks.quota.counting import Counting, FixedWindow, SlidingWindow, TokenBucket
from tests.benchmarks.quota.server import Spelling

LIMIT: Final = 60
WINDOW_S: Final = 60.0
REQUESTS: Final = 600


class Bounds(NamedTuple):
    """What ours has to keep, None where nothing is asked.

    Attributes:
        makespan: Over the offline minimum, in every run.
        refused: 429s of a run.
        refused_a_window: 429s of a run through the windows it took.
        extra_refused: 429s of a run beyond one for each window it took.
        click_p95_s: Of all clicks of all runs.
        click_max_s: The same.
        denied: Share of the second client's requests, of all runs together.
        of_fair_share: Makespan over the time that half the limit takes, median of the runs.
    """

    makespan: float | None = None
    refused: int | None = None
    refused_a_window: float | None = None
    extra_refused: int | None = None
    click_p95_s: float | None = None
    click_max_s: float | None = None
    denied: float | None = None
    of_fair_share: float | None = None


class Scenario(NamedTuple):
    """One row.

    Attributes:
        name: For the table.
        bounds: Of ours.
        routes: Makes the counters: of the only route, or of each.
        spelling: Of the headers.
        at_once: Workers, each asking for its next request after the last answer.
        skew_s: How far this machine's clock is ahead of the server's.
        other_every_s: A second client sends that often.
        is_announced: The work says beforehand how many requests it will be.
        against: Whom ours is compared with.
        ours: Which of ours.
    """

    name: str
    bounds: Bounds
    routes: Callable[[random.Random], tuple[Counting, ...]]
    spelling: Spelling = Spelling()
    at_once: int = 8
    skew_s: float = 0.0
    other_every_s: float | None = None
    is_announced: bool = True
    against: tuple[str, ...] = contenders.ALL[1:]
    ours: str = contenders.OURS


def _fixed(choose: random.Random) -> tuple[Counting, ...]:
    """The windows end on whole seconds, as those of most servers do."""
    return (FixedWindow(LIMIT, WINDOW_S, float(choose.randint(1, 60))),)


def _fractional(choose: random.Random) -> tuple[Counting, ...]:
    return (FixedWindow(LIMIT, WINDOW_S, choose.uniform(0.5, 60)),)


def _halved(choose: random.Random) -> tuple[Counting, ...]:
    return (FixedWindow(LIMIT, WINDOW_S, choose.uniform(0.5, 60), halved_at_s=choose.uniform(200, 300)),)


def _charged(choose: random.Random) -> tuple[Counting, ...]:
    return (FixedWindow(LIMIT, WINDOW_S, choose.uniform(0.5, 60), is_charged=True),)


def _per_route(choose: random.Random) -> tuple[Counting, ...]:
    first, second = choose.uniform(0.5, 60), choose.uniform(0.5, 60)
    return (FixedWindow(LIMIT, WINDOW_S, first), FixedWindow(LIMIT // 2, WINDOW_S, second))


ROUND_TRIPS_2: Final = 0.16
_FULL: Final = Bounds(makespan=1.02, refused=0, click_p95_s=ROUND_TRIPS_2, click_max_s=3.0)
_ODD_RESET: Final = Bounds(makespan=1.02, refused_a_window=1.0)
_NO_HEADERS: Final = Bounds(extra_refused=8)  # as many as there are workers
_NO_STORM: Final = Bounds(refused=REQUESTS // 50)

SCENARIOS: Final = (
    Scenario("8 workers", _FULL, _fixed, against=(*contenders.ALL[1:], contenders.TENACITY_BARE)),
    Scenario("600 tasks at once", _FULL, _fixed, at_once=REQUESTS),
    *(Scenario(f"clock {skew_s:+.0f} s", _FULL, _fixed, skew_s=skew_s) for skew_s in (-30.0, 30.0, -300.0, 300.0)),
    Scenario("reset in seconds", _ODD_RESET, _fixed, Spelling(reset="seconds")),
    Scenario("reset in milliseconds", _ODD_RESET, _fractional, Spelling(reset="milliseconds")),
    Scenario("reset and Retry-After rounded down", _ODD_RESET, _fractional, Spelling(rounding="down")),
    Scenario("the same, reset in seconds", _ODD_RESET, _fractional, Spelling(reset="seconds", rounding="down")),
    Scenario("fractional windows", _ODD_RESET, _fractional),
    Scenario("fractional windows, reset in seconds", _ODD_RESET, _fractional, Spelling(reset="seconds")),
    Scenario("no X-RateLimit headers", _NO_HEADERS, _fractional, Spelling(reset="")),
    Scenario("bare 429 only", _NO_HEADERS, _fractional, Spelling(reset="", retry_after=False)),
    Scenario("429s without headers", _NO_HEADERS, _fractional, Spelling(bare_429=True, retry_after=False)),
    Scenario("second client at half the limit", Bounds(denied=0.25), _fixed, other_every_s=2.0),
    Scenario(
        "the same, share the key",
        Bounds(denied=0.10, of_fair_share=1.05),
        _fixed,
        other_every_s=2.0,
        ours=contenders.OURS_SHARING,
    ),
    Scenario("sliding window, tells the next", _NO_STORM, lambda _: (SlidingWindow(LIMIT, WINDOW_S),)),
    Scenario(
        "sliding window, tells the last", _NO_STORM, lambda _: (SlidingWindow(LIMIT, WINDOW_S, tells_next=False),)
    ),
    Scenario("token bucket", _NO_STORM, lambda _: (TokenBucket(LIMIT, WINDOW_S),)),
    Scenario("429s charged to the next window, rounded down", _NO_STORM, _charged, Spelling(rounding="down")),
    Scenario(
        "429s charged in a sliding window", _NO_STORM, lambda _: (SlidingWindow(LIMIT, WINDOW_S, is_charged=True),)
    ),
    Scenario("limit halved midway", _NO_STORM, _halved),
    Scenario("limits per route", _NO_STORM, _per_route),
)
"""Order and names are those of the table."""
