"""Garbage goes in the window's thread, whatever other threads do."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from ui.garbage import GarbageCollector


@pytest.fixture
def collector(qapp: Any) -> Iterator[GarbageCollector]:
    parent = QObject()
    made = GarbageCollector(parent)
    gc.collect()
    yield made
    made.stop()
    assert gc.isenabled()


class Cycle:
    """Says in which thread it was collected."""

    def __init__(self, told: list[threading.Thread]) -> None:
        self.me = self
        self.told = told

    def __del__(self) -> None:
        self.told.append(threading.current_thread())


def test_another_thread_collects_nothing(collector: GarbageCollector) -> None:
    told: list[threading.Thread] = []

    def work() -> None:
        for _ in range(20_000):
            Cycle(told)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == []
    assert collector.collect() == 0
    assert len(told) == 20_000
    assert set(told) == {threading.main_thread()}


def test_nothing_is_done_before_it_is_due(collector: GarbageCollector) -> None:
    assert collector.collect() is None


def test_the_older_ones_have_their_turn(collector: GarbageCollector) -> None:
    kept: list[list[int]] = []
    seen = set()
    for _ in range(200):
        kept += [[] for _ in range(1000)]
        seen.add(collector.collect())
    assert seen == {0, 1, 2}
