"""The console with a stop watch on its window's thread: `python -m tests.end_to_end.watched FILE ARGUMENT...`.

A timer of 5 ms runs from the first paint on; when the console has ended, every gap of more than 10 ms is in FILE as
JSON: [start on the monotonic clock, seconds]. Leaves to others: everything the console does.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from ui.main import run

TICK_MS = 5
WORTH_S = 0.010


def main(file: Path, arguments: list[str]) -> int:
    gaps: list[tuple[float, float]] = []
    kept: list[object] = []

    def begin() -> None:
        from PySide6.QtCore import Qt, QTimer

        last = time.monotonic()

        def tick() -> None:
            nonlocal last
            now = time.monotonic()
            if now - last > WORTH_S:
                gaps.append((last, now - last))
            last = now

        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(tick)
        timer.start(TICK_MS)
        kept.append(timer)

    code = run(arguments, on_first_paint=begin)
    file.write_text(json.dumps(gaps))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
