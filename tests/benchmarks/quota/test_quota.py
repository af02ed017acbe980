"""The benchmark of the quota: the same seed gives the same run, the minimum is one, and a miss is seen."""

from __future__ import annotations

import pytest

from tests.benchmarks.quota import contenders, verdicts
from tests.benchmarks.quota.counting import FixedWindow, SlidingWindow, TokenBucket
from tests.benchmarks.quota.runs import simulate
from tests.benchmarks.quota.scenarios import SCENARIOS, Bounds

EIGHT = SCENARIOS[0]


@pytest.mark.parametrize("name", [contenders.OURS, contenders.TENACITY])
def test_the_same_seed_gives_the_same_run(name: str) -> None:
    assert simulate(EIGHT, name, 3, requests=150) == simulate(EIGHT, name, 3, requests=150)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_ours_gives_nothing_up_and_nobody_beats_the_minimum(scenario: object) -> None:
    found = next(one for one in SCENARIOS if one is scenario)
    run = simulate(found, found.ours, 1, requests=200)
    assert (run.done, run.failed) == (200, 0)
    assert run.makespan_s >= 0.99 * run.minimum_s


@pytest.mark.parametrize(
    ("counting", "earliest"),
    [
        (FixedWindow(60, 60.0, 20.0), [(1, 0.0), (60, 0.0), (61, 20.0), (600, 20.0 + 8 * 60)]),
        (SlidingWindow(60, 60.0), [(60, 0.0), (61, 60.0), (600, 540.0)]),
        (TokenBucket(60, 60.0), [(60, 0.0), (61, 1.0), (600, 540.0)]),
    ],
)
def test_the_offline_minimum(
    counting: FixedWindow | SlidingWindow | TokenBucket, earliest: list[tuple[int, float]]
) -> None:
    assert [(total, counting.earliest(total)[0]) for total, _ in earliest] == earliest


def test_a_missed_bound_is_told() -> None:
    runs = [simulate(EIGHT, contenders.DOCUMENTED_0, 1, requests=300)]
    figures = verdicts.sum_up(EIGHT, contenders.DOCUMENTED_0, runs)
    missed = verdicts.judge(EIGHT, figures)
    assert [words.partition(" ")[0] for words in missed] == ["429s", "click", "click"]
    assert "MISSED: 429s" in verdicts.table([(EIGHT, [figures])])
    assert verdicts.judge(EIGHT._replace(bounds=Bounds()), figures) == []
