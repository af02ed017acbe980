"""Keeps PySide6 6.12.0 out, which loses a reference to `True` at every signal and one to `None` at every killed timer.

On Python 3.11 the process then aborts after some thousand of them; from 3.12 on both are immortal, so that nothing can
be seen there and only the version is checked.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimerEvent, Signal

PYPROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
TIMES = 100
# Other parts of the interpreter take and give back a few references meanwhile; the defect loses one each time.
NOISE = 20

mortal = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")


class Sender(QObject):
    happened = Signal(bool)


class Ticker(QObject):
    ticks = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        self.ticks += 1
        self.killTimer(event.timerId())


def lost(references: Mapping[Any, int]) -> dict[Any, int]:
    return {value: count - sys.getrefcount(value) for value, count in references.items()}


def run(ticker: Ticker, times: int, application: QCoreApplication) -> None:
    """Let that many timers fire once each."""
    ticker.ticks = 0
    for _ in range(times):
        ticker.startTimer(0)
    while ticker.ticks < times:
        application.processEvents()


@mortal
def test_signals_lose_no_reference(qapp: QCoreApplication) -> None:
    sender = Sender()
    received: list[bool] = []
    sender.happened.connect(received.append)
    sender.happened.emit(True)  # what is made once, at the first use, is not counted
    received.clear()
    before = {value: sys.getrefcount(value) for value in (True, False, None)}
    for _ in range(TIMES):
        sender.happened.emit(True)
    assert len(received) == TIMES
    received.clear()  # held one reference each
    assert max(lost(before).values()) < NOISE


@mortal
def test_timers_lose_no_reference(qapp: QCoreApplication) -> None:
    ticker = Ticker()
    run(ticker, 1, qapp)  # what is made once, at the first use, is not counted
    before = {value: sys.getrefcount(value) for value in (True, False, None)}
    run(ticker, TIMES, qapp)
    assert max(lost(before).values()) < NOISE


def test_the_guard_sees_a_loss() -> None:
    before = {None: sys.getrefcount(None) + TIMES}
    assert lost(before)[None] > NOISE


def test_the_installed_version_is_in_the_range_of_the_project_file() -> None:
    (required,) = [entry for entry in PYPROJECT["project"]["dependencies"] if entry.startswith("PySide6-Essentials")]
    bounds = re.fullmatch(r"PySide6-Essentials>=([\d.]+),<([\d.]+)", required)
    assert bounds is not None, required
    installed = numbers(version("PySide6-Essentials"))
    assert numbers(bounds[1]) <= installed < numbers(bounds[2])
    assert numbers(bounds[2]) <= (6, 12)


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
