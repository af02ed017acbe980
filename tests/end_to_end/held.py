"""The console whose window's thread can be held from outside: `python -m tests.end_to_end.held PIPE ARGUMENT...`.

Each line read from the named pipe is a number of seconds for which the window's thread then does nothing else, as if a
slot took that long: no event is handled, no task goes on. It says so on standard output when it begins and when it is
over. Leaves to others: everything the console does.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from tests.end_to_end.desktop import Desktop
from tests.end_to_end.program import Console
from ui.main import run


class HeldConsole(Console):
    """See the module. A context manager, as `Console` is."""

    def __init__(self, desktop: Desktop, data_folder: Path, pipe: Path, *, environment: dict[str, str]) -> None:
        super().__init__(desktop, data_folder, environment=environment)
        self.command[2:3] = ["tests.end_to_end.held", str(pipe)]
        self._pipe = pipe

    def hold(self, seconds: float) -> None:
        """Hold the window's thread; returns as soon as it is held."""
        before = self.count_of("held")
        self._pipe.write_text(f"{seconds}\n")
        deadline = time.monotonic() + 10
        while self.count_of("held") == before:
            assert time.monotonic() < deadline, "the window's thread was not held"
            time.sleep(0.002)

    def count_of(self, event: str) -> int:
        """How often the thread was `held`, or `let go`."""
        return sum(json.loads(line)["event"] == event for line in self.stdout.splitlines())


def main(pipe: Path, arguments: list[str]) -> int:
    kept: list[object] = []

    def begin() -> None:
        from PySide6.QtCore import QObject, Qt, Signal

        class Holder(QObject):
            wanted = Signal(float)

        def hold(seconds: float) -> None:
            print(json.dumps({"event": "held"}), flush=True)
            time.sleep(seconds)
            print(json.dumps({"event": "let go"}), flush=True)

        def listen() -> None:
            while True:
                for line in pipe.read_text().splitlines():  # a named pipe ends with its writer
                    holder.wanted.emit(float(line))

        holder = Holder()
        # From the other thread into the window's, behind what it has to do already.
        holder.wanted.connect(hold, Qt.ConnectionType.QueuedConnection)
        kept.append(holder)
        threading.Thread(target=listen, daemon=True).start()

    return run(arguments, on_first_paint=begin)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
