"""Cycles are collected in the window's thread only."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

from ui.garbage import GarbageCollector


class Knot:
    """Refers to itself."""

    def __init__(self) -> None:
        self.me = self


def test_another_thread_collects_nothing_and_the_windows_thread_does(qtbot: Any) -> None:
    collector = GarbageCollector()
    knot = Knot()
    gone_in: list[int] = []
    weakref.finalize(knot, lambda: gone_in.append(threading.get_ident()))
    del knot
    # Enough new objects to make Python's own collection run, were it on.
    kept: list[list[list[int]]] = []
    busy = threading.Thread(target=lambda: kept.append([[number] for number in range(50_000)]))
    busy.start()
    busy.join()
    assert gone_in == []
    qtbot.waitUntil(lambda: collector.collect_what_is_due() is not None and bool(gone_in))
    assert gone_in == [threading.get_ident()]
    assert not gc.isenabled()
