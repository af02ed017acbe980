"""How well the quota is used, beside other ways of using it: `python -m tests.benchmarks.quota`.

600 requests against 60 in 60 s, 80 ms there and back, while somebody clicks about every 25 s: in simulated time, past
servers of many kinds, each with fixed seeds (25); then ours once more in real time, on a sandbox over loopback with 60
in 3 s, through the real client on the window's event loop.

Owns: the command line, spreading the runs over the processors. Leaves to others: everything measured.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.quota import contenders, verdicts
from tests.benchmarks.quota.runs import run_numbered
from tests.benchmarks.quota.scenarios import SCENARIOS, Scenario
from tests.benchmarks.report import Report, argument_parser

SEEDS = 25
_SLOW_SEEDS = 2  # of whom sends tens of thousands of requests a run
_TITLE = (
    "The quota: 600 requests against 60 in 60 s; makespan over the offline minimum, clicks in seconds to the answer"
)


def measure(wanted: list[int], seeds: int, only_ours: bool) -> list[tuple[Scenario, list[verdicts.Figures]]]:
    """All runs of the wanted scenarios, on all processors."""
    rows: list[tuple[Scenario, list[verdicts.Figures]]] = []
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        under_way = []
        for number in wanted:
            scenario = SCENARIOS[number]
            for name in (scenario.ours, *(() if only_ours else scenario.against)):
                count = min(seeds, _SLOW_SEEDS) if name == contenders.TENACITY_BARE else seeds
                runs = pool.map(run_numbered, repeat(number, count), repeat(name), range(count))
                under_way.append((scenario, name, runs))
        for scenario, name, runs in under_way:
            figures = verdicts.sum_up(scenario, name, list(runs))
            if not rows or rows[-1][0] is not scenario:
                rows.append((scenario, []))
            rows[-1][1].append(figures)
    return rows


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and give back the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser: argparse.ArgumentParser = argument_parser("tests.benchmarks.quota", (__doc__ or "").split("\n")[0])
    parser.add_argument("--seeds", type=int, default=SEEDS, help="runs of each kind (default %(default)s)")
    parser.add_argument("--only", metavar="TEXT", default="", help="only scenarios with TEXT in their name")
    parser.add_argument("--only-ours", action="store_true", help="leave out what ours is compared with")
    parser.add_argument("--no-real-time", action="store_true", help="leave out the half minute on a real server")
    parser.add_argument("--markdown", action="store_true", help="also print the tables as the README has them")
    arguments = parser.parse_args(argv)
    began = time.perf_counter()
    wanted = [number for number, scenario in enumerate(SCENARIOS) if arguments.only in scenario.name]
    rows = measure(wanted, arguments.seeds, arguments.only_ours)
    report = Report("Verdicts")
    for scenario, figures in rows:
        missed = verdicts.judge(scenario, figures[0])
        report.state(scenario.name, not missed, "; ".join(missed) or verdicts.asked(scenario))
    print(_TITLE)
    print(verdicts.table(rows))
    if arguments.markdown:
        print(f"\n{verdicts.markdown(rows)}")
    if not arguments.no_real_time:
        from tests.benchmarks.quota.real_time import measure_in_real_time

        measure_in_real_time(report)
    print(f"\n{time.perf_counter() - began:.0f} s\n")
    code = report.finish(arguments)
    if arguments.json is not None:
        file = Path(arguments.json)
        whole = json.loads(file.read_text()) | {"scenarios": verdicts.as_json(rows), "seeds": arguments.seeds}
        file.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
