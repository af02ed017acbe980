"""The common end of every benchmark: a table for people, JSON for machines, an exit code for CI.

Owns: the command line (`--json FILE`, `--check`), figures and their targets. Leaves to others: measuring.
Every figure is a ratio to a baseline of the same run: absolute times say more about the machine than about the code.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple


class Figure(NamedTuple):
    """One measured thing.

    Attributes:
        name: What was measured.
        ours: The samples, in `unit`.
        baseline: The samples of what it is compared with, taken in the same run, in turns with ours.
        unit: Of the samples.
        ratio: Median of ours through median of the baseline.
        target: The bound of the ratio, with its direction: `<= 1.25`; "" for a figure that is only told.
        met: Whether the ratio keeps to it.
    """

    name: str
    ours: list[float]
    baseline: list[float]
    unit: str
    ratio: float
    target: str
    met: bool


class Fact(NamedTuple):
    """One thing that is either so or not, without noise; `found` says what was found instead."""

    name: str
    met: bool
    found: str


class Report:
    """What a benchmark has found out.

    Args:
        title: Of the benchmark.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.figures: list[Figure] = []
        self.facts: list[Fact] = []

    def compare(
        self,
        name: str,
        ours: Sequence[float],
        baseline: Sequence[float],
        *,
        unit: str,
        at_most: float | None = None,
        at_least: float | None = None,
    ) -> Figure:
        """Add a figure with one bound, or with none where it only helps to understand the others."""
        ratio = statistics.median(ours) / statistics.median(baseline)
        met, target = True, ""
        if at_most is not None:
            met, target = ratio <= at_most, f"<= {at_most:g}"
        elif at_least is not None:
            met, target = ratio >= at_least, f">= {at_least:g}"
        figure = Figure(name, list(ours), list(baseline), unit, ratio, target, met)
        self.figures.append(figure)
        return figure

    def state(self, name: str, met: bool, found: str) -> None:
        """Add a fact."""
        self.facts.append(Fact(name, met, found))

    @property
    def all_met(self) -> bool:
        """Whether nothing missed its target."""
        return all(figure.met for figure in self.figures) and all(fact.met for fact in self.facts)

    def table(self) -> str:
        """The figures as text: medians, the range of the samples in brackets."""
        head = ("", "ours", "baseline", "ratio", "target", "")
        rows = [head] if self.figures else []
        for figure in self.figures:
            ours, baseline = (_summary(samples, figure.unit) for samples in (figure.ours, figure.baseline))
            verdict = _verdict(figure.met) if figure.target else ""
            rows.append((figure.name, ours, baseline, f"{figure.ratio:.2f}", figure.target, verdict))
        widths = [max((len(row[place]) for row in rows), default=0) for place in range(len(head))]
        lines = [self.title, ""]
        lines += [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
        ]
        lines += [""] if self.facts and self.figures else []
        lines += [f"{fact.name}: {fact.found}  {_verdict(fact.met)}" for fact in self.facts]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """Everything, samples included, with the versions that it was measured on."""
        return {
            "title": self.title,
            "all_met": self.all_met,
            "figures": [figure._asdict() for figure in self.figures],
            "facts": [fact._asdict() for fact in self.facts],
            "machine": {
                "python": platform.python_version(),
                "system": platform.platform(terse=True),
                "processors": os.cpu_count(),
                "PySide6": version("PySide6-Essentials"),
                "qasync": version("qasync"),
                "httpx": version("httpx"),
            },
        }

    def finish(self, arguments: argparse.Namespace) -> int:
        """Print the table, write the JSON where asked for; the exit code: with `--check` 1 for a missed target."""
        print(self.table())
        if arguments.json is not None:
            Path(arguments.json).write_text(json.dumps(self.as_json(), indent=2, ensure_ascii=False) + "\n")
        if not self.all_met:
            print("\na target was missed", file=sys.stderr)
        return 1 if arguments.check and not self.all_met else 0


def argument_parser(module: str, description: str) -> argparse.ArgumentParser:
    """The parser that every benchmark starts from."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description)
    parser.add_argument("--json", metavar="FILE", help="also write everything that was measured to this file")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    return parser


def _summary(samples: Sequence[float], unit: str) -> str:
    return f"{statistics.median(samples):,.1f} {unit} ({min(samples):,.1f}-{max(samples):,.1f}, n {len(samples)})"


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"
