"""What the runs of one contender in one scenario come to, and whether ours keeps its bounds.

Owns: figures over all seeds, the words of a verdict, the tables. Leaves to others: the runs (`runs.py`).
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from tests.benchmarks.quota import contenders
from tests.benchmarks.quota.runs import Run
from tests.benchmarks.quota.scenarios import Scenario

_EASE: Final = 1e-9  # two round trips are two round trips


class Figures(NamedTuple):
    """Of all runs of one contender in one scenario.

    Attributes:
        scenario: Its name.
        contender: Its name.
        seeds: How many runs.
        ratio: Makespan over the offline minimum: median and largest. None where requests were given up: who stops
            early is not fast.
        refused: 429s of a run: median and largest.
        refused_a_window: The largest of the runs.
        done: Requests answered, the least of the runs.
        failed: Given up, of all runs together.
        click_s: From click to answer: median, 95th percentile, largest.
        denied: Share of the second client's requests; None without one.
        of_fair_share: Makespan over the fair share's, median; None without a second client.
        extra_refused: 429s of a run beyond one a window, the largest of the runs.
    """

    scenario: str
    contender: str
    seeds: int
    ratio: tuple[float, float] | None
    refused: tuple[float, int]
    refused_a_window: float
    done: int
    failed: int
    click_s: tuple[float, float, float]
    denied: float | None
    of_fair_share: float | None
    extra_refused: float


def sum_up(scenario: Scenario, contender: str, runs: Sequence[Run]) -> Figures:
    """The figures of these runs."""
    ratios = [run.makespan_s / run.minimum_s for run in runs]
    failed = sum(run.failed for run in runs)
    clicks = sorted(click for run in runs for click in run.clicks_s) or [0.0]
    others = sum(run.others_sent for run in runs)
    return Figures(
        scenario=scenario.name,
        contender=contender,
        seeds=len(runs),
        ratio=None if failed else (statistics.median(ratios), max(ratios)),
        refused=(statistics.median(run.refused for run in runs), max(run.refused for run in runs)),
        refused_a_window=max(run.refused / run.windows for run in runs),
        done=min(run.done for run in runs),
        failed=failed,
        click_s=(statistics.median(clicks), clicks[int(0.95 * (len(clicks) - 1))], clicks[-1]),
        denied=sum(run.others_denied for run in runs) / others if others else None,
        of_fair_share=statistics.median(run.makespan_s / run.fair_s for run in runs) if others else None,
        extra_refused=max(run.refused - run.windows for run in runs),
    )


def judge(scenario: Scenario, figures: Figures) -> list[str]:
    """What was missed, in words; nothing where all was kept. No request may fail, whatever else is asked."""
    bounds = scenario.bounds
    missed = [f"{figures.failed} failed"] if figures.failed else []

    def hold(name: str, found: float | None, bound: float | None) -> None:
        if bound is not None and (found is None or found > bound + _EASE):
            missed.append(f"{name} {found if found is None else round(found, 3)} > {bound:g}")

    hold("makespan", None if figures.ratio is None else figures.ratio[1], bounds.makespan)
    hold("429s", figures.refused[1], bounds.refused)
    hold("429s a window", figures.refused_a_window, bounds.refused_a_window)
    hold("429s beyond one a window", figures.extra_refused, bounds.extra_refused)
    hold("click p95", figures.click_s[1], bounds.click_p95_s)
    hold("click max", figures.click_s[2], bounds.click_max_s)
    hold("denied", figures.denied, bounds.denied)
    hold("of the fair share", figures.of_fair_share, bounds.of_fair_share)
    return missed


def asked(scenario: Scenario) -> str:
    """The bounds in words."""
    bounds = scenario.bounds
    words = ["0 failed"]
    words += [f"makespan <= {bounds.makespan:g}"] if bounds.makespan is not None else []
    words += [f"429s <= {bounds.refused:g}"] if bounds.refused is not None else []
    words += [f"429s a window <= {bounds.refused_a_window:g}"] if bounds.refused_a_window is not None else []
    words += [f"429s <= windows + {bounds.extra_refused:g}"] if bounds.extra_refused is not None else []
    words += [f"click p95 <= {bounds.click_p95_s:g} s"] if bounds.click_p95_s is not None else []
    words += [f"max <= {bounds.click_max_s:g} s"] if bounds.click_max_s is not None else []
    words += [f"denied <= {bounds.denied:.0%}"] if bounds.denied is not None else []
    words += [f"of the fair share <= {bounds.of_fair_share:g}"] if bounds.of_fair_share is not None else []
    return ", ".join(words)


_HEAD: Final = ("makespan", "(max)", "429s", "(max)", "done", "failed", "click p50", "p95", "max s", "denied", "fair")


def cells(figures: Figures) -> tuple[str, ...]:
    """One row of figures."""
    ratio = ("-", "") if figures.ratio is None else (f"{figures.ratio[0]:.3f}", f"({figures.ratio[1]:.3f})")
    return (
        *ratio,
        f"{figures.refused[0]:.0f}",
        f"({figures.refused[1]})",
        str(figures.done),
        str(figures.failed),
        *(f"{value:.2f}" for value in figures.click_s),
        "" if figures.denied is None else f"{figures.denied:.1%}",
        "" if figures.of_fair_share is None else f"{figures.of_fair_share:.2f}",
    )


def table(rows: Sequence[tuple[Scenario, list[Figures]]]) -> str:
    """Everything, for a terminal."""
    lines: list[str] = []
    names = max(len(figures.contender) for _, all_figures in rows for figures in all_figures)
    for scenario, all_figures in rows:
        missed = judge(scenario, all_figures[0])
        verdict = f"MISSED: {', '.join(missed)}" if missed else "met"
        lines += ["", f"{scenario.name}: {asked(scenario)}  {verdict}"]
        lines.append("  " + " " * names + "".join(name.rjust(10) for name in _HEAD))
        lines += [
            "  " + figures.contender.ljust(names) + "".join(cell.rjust(10) for cell in cells(figures))
            for figures in all_figures
        ]
    return "\n".join(lines)


def markdown(rows: Sequence[tuple[Scenario, list[Figures]]]) -> str:
    """The README's tables: the first scenario in full, then ours beside some of the others."""
    scenario, first = rows[0]
    lines = [
        f"| {scenario.name} | makespan | 429s | given up | click p50 / p95 / max |",
        "|---|---|---|---|---|",
    ]
    for figures in first:
        p50, p95, most = figures.click_s
        ratio = "-" if figures.ratio is None else f"{figures.ratio[0]:.3f}"
        given_up = figures.failed / figures.seeds
        lines.append(
            f"| {figures.contender} | {ratio} | {figures.refused[0]:,.0f} | {given_up:.3g} | "
            f"{p50:.2f} / {p95:.2f} / {most:.1f} s |"
        )
    shown = (contenders.GREEDY, contenders.DOCUMENTED_0, contenders.LEAKY)
    lines += ["", "| | ours | " + " | ".join(shown) + " |", "|---|---|" + "---|" * len(shown)]
    names: dict[str, list[str]] = {}  # scenarios in which all fare the same, together
    for scenario, all_figures in rows[1:]:
        others = {figures.contender: figures for figures in all_figures}
        short = [_short(all_figures[0]), *(_short(others[name]) if name in others else "" for name in shown)]
        names.setdefault(" | ".join(short), []).append(scenario.name)
    lines += [f"| {'; '.join(same)} | {row} |" for row, same in names.items()]
    return "\n".join(lines)


def _short(figures: Figures) -> str:
    if figures.ratio is None:
        makespan = f"**{figures.failed / figures.seeds:.3g} given up**"
    elif figures.of_fair_share is not None:
        makespan = f"{figures.of_fair_share:.2f} of fair"
    else:
        makespan = f"{figures.ratio[0]:.2f}"
    parts = [makespan, f"{figures.refused[0]:,.0f}", f"{figures.click_s[1]:.2g} s"]
    if figures.click_s[1] >= 10:
        parts[2] = f"{figures.click_s[1]:.0f} s"
    if figures.denied is not None:
        parts.append(f"{figures.denied:.0%} denied")
    return " · ".join(parts)


def as_json(rows: Sequence[tuple[Scenario, list[Figures]]]) -> list[dict[str, Any]]:
    """For `--json`."""
    return [
        {
            "scenario": scenario.name,
            "asked": asked(scenario),
            "missed": judge(scenario, all_figures[0]),
            "figures": [figures._asdict() for figures in all_figures],
        }
        for scenario, all_figures in rows
    ]
