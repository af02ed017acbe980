"""Python's garbage, collected in the window's thread only.

Owns: when the collector runs. Left to itself it runs in whatever thread happens to make the next object, and there it
may come upon widgets and models that belong to nobody any more: destroyed outside the window's thread they take the
process with them (https://doc.qt.io/qt-6/threads-qobject.html).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 2000


class GarbageCollector(QObject):
    """Takes over from the automatic collector, by the same thresholds, until it is stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(INTERVAL_MS)

    def collect(self) -> int | None:
        """Collect the oldest generation that is due; which one that was, None where none is."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > threshold > 0
        ]
        if not due:
            return None
        gc.collect(due[-1])
        return due[-1]

    def stop(self) -> None:
        """Leave the rest to Python: the window is gone."""
        self._timer.stop()
        gc.enable()
