"""The verdicts of the benchmarks: a missed target must be seen, whichever way it points."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks.report import Report, argument_parser


def report(ours: float, *, at_most: float | None = None, at_least: float | None = None) -> Report:
    made = Report("Title")
    made.compare("thing", [ours] * 3, [10.0, 10.0, 10.0], unit="ms", at_most=at_most, at_least=at_least)
    return made


@pytest.mark.parametrize(
    ("ours", "bounds", "met"),
    [
        (12.5, {"at_most": 1.25}, True),
        (12.6, {"at_most": 1.25}, False),
        (8.0, {"at_least": 0.8}, True),
        (7.9, {"at_least": 0.8}, False),
    ],
)
def test_a_ratio_is_held_to_its_bound(ours: float, bounds: dict[str, float], met: bool) -> None:
    made = report(ours, **bounds)
    assert made.all_met is met
    assert ("MISSED" in made.table()) is not met


def test_one_outlier_does_not_move_the_median() -> None:
    made = Report("Title")
    assert made.compare("thing", [10, 11, 500], [10, 10, 10], unit="ms", at_most=1.25).ratio == 1.1


def test_a_fact_can_miss_too() -> None:
    made = report(10, at_most=1.25)
    made.state("no heavy module", False, "httpx loaded")
    assert not made.all_met
    assert "httpx loaded  MISSED" in made.table()


def test_the_exit_code_counts_only_where_it_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argument_parser("tests.benchmarks.none", "")
    missed, kept = report(20, at_most=1.25), report(10, at_most=1.25)
    assert missed.finish(parser.parse_args([])) == 0
    assert missed.finish(parser.parse_args(["--check"])) == 1
    assert kept.finish(parser.parse_args(["--check", "--json", str(tmp_path / "figures.json")])) == 0
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["figures"][0]["ratio"] == 1.0
    assert figures["machine"]["PySide6"]
    assert "1.00" in capsys.readouterr().out
