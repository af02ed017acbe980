"""Garbage collection in the window's thread, and nowhere else.

Owns: when cycles are looked for. Python does that in whatever thread happens to allocate; a cycle that holds a Qt
object would then be destroyed outside of the thread it lives in, timers and all, and the process would crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class GarbageCollector(QObject):
    """Takes over from Python's automatic collection for as long as it lives.

    Counts and thresholds are Python's own (`gc.get_count`, `gc.get_threshold`), looked at once a second.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start()

    def collect_what_is_due(self) -> int | None:
        """Collect the oldest generation whose time has come; returns it, or None for nothing."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return generation
        return None
