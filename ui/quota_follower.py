"""The quota as the window shows it: the governor's snapshot, and the second hand.

Owns: one timer for every place that shows "resets in 12 s". Leaves to others: the numbers and the painting.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.quota.snapshot import QuotaSnapshot

if TYPE_CHECKING:
    from app.quota.governor import QuotaGovernor


class QuotaFollower(QObject):
    """Follows one governor at a time.

    Signals:
        changed: The snapshot is another one, or the seconds that are shown are.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.snapshot = QuotaSnapshot()
        self.governor: QuotaGovernor | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._update)

    def follow(self, governor: QuotaGovernor | None) -> None:
        """Follow this governor from now on; None: nothing is known."""
        self.governor = governor
        if governor is None:
            self._take(QuotaSnapshot())
            return
        self._take(governor.snapshot)

        def take(snapshot: QuotaSnapshot) -> None:
            if self.governor is governor:
                self._take(snapshot)

        governor.subscribe(take)

    def _take(self, snapshot: QuotaSnapshot) -> None:
        self.snapshot = snapshot
        self._update()

    def _update(self) -> None:
        now = time.monotonic()
        ends = [end for end in (self.snapshot.paused_until, self.snapshot.resets_at) if end is not None and end > now]
        if ends:
            # The shown seconds are ceil(end - now): look again when the first of them becomes another number.
            waits = [end - now - (math.ceil(end - now) - 1) for end in ends]
            self._timer.start(max(1, math.ceil(min(waits) * 1000)))
        else:
            self._timer.stop()
        self.changed.emit()
