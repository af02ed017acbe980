"""The program under test, run from outside.

Owns: starting it from the checkout, its output and exit code, and what is kept when a test fails: picture,
accessibility tree, output. Leaves to others: the session (`desktop.py`), reading the window (`accessibility.py`), the
server that the program talks to (`sandbox.py`).
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.end_to_end.accessibility import AccessibilityBus, Node
from tests.end_to_end.desktop import Desktop, eventually

CHECKOUT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 30.0


class Program:
    """One child process in the desktop session. A context manager: the process is gone afterwards.

    When the block is left by an exception, a picture of the screen, the accessibility tree and the output are kept and
    their folder is printed.
    """

    def __init__(
        self,
        desktop: Desktop,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.desktop = desktop
        self.command = list(command)
        self.environment = {**desktop.env, **(environment or {})}
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Any:
        self._output = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="dialnexa-output-")))
        with (self._output / "stdout").open("wb") as stdout, (self._output / "stderr").open("wb") as stderr:
            self.process = subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
            )
        self._stack.callback(self._end)
        self._bus = self._stack.enter_context(AccessibilityBus(self.desktop.accessibility_address))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is not None:
                self._keep_evidence()
        finally:
            self._stack.close()

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    @property
    def stdout(self) -> str:
        """Everything written to standard output so far."""
        return (self._output / "stdout").read_text(errors="replace")

    @property
    def stderr(self) -> str:
        """Everything written to standard error so far."""
        return (self._output / "stderr").read_text(errors="replace")

    @property
    def is_running(self) -> bool:
        """Whether the process has not ended."""
        return self.process.poll() is None

    def screen(self, *, timeout_s: float = START_LIMIT_S) -> Node:
        """The root of its accessibility tree, as soon as it shows a window."""
        return self._bus.application(self.pid, timeout_s=timeout_s, alive=lambda: self.is_running)

    def window(self) -> int:
        """The X id of its largest visible window."""

        def largest() -> int | None:
            windows = self.desktop.windows(self.pid)
            return max(windows, key=self._area, default=None)

        found = eventually(largest, f"a visible window of process {self.pid}")
        return found

    def type_into(self, node: Node, text: str) -> None:
        """Click on an input, replace its content by typing, and see that it has arrived."""
        self.desktop.click(*node.extents.centre)
        eventually(lambda: "focused" in node.states, f"keyboard focus on {node.name!r}")
        self.desktop.key("ctrl+a")
        self.desktop.type(text)

    def click(self, node: Node) -> None:
        """Click on the middle of something that is on the screen."""
        self.desktop.click(*node.extents.centre)

    def choose(self, combo_box: Node, entry: str) -> None:
        """Open a combo box and click on an entry: through the bus alone only the mark in its list would move."""
        item = combo_box.find(name=entry, role="list item", hidden=True)
        combo_box.do("Press")
        eventually(lambda: "expanded" in combo_box.states, f"{combo_box.name!r} open")
        item.select()  # scrolls to it
        choices = combo_box.find(role="list")
        x, y, width, height = choices.extents

        def point() -> tuple[int, int] | None:
            at = item.extents.centre
            return (x + min(width, 40) // 2, at[1]) if y <= at[1] < y + height else None

        place = eventually(point, f"{entry!r} in the open list")
        self.desktop.click(*place)
        eventually(lambda: "expanded" not in combo_box.states, f"{combo_box.name!r} closed")

    def wait(self, timeout_s: float) -> int:
        """Wait for the end of the process; its exit code. `AssertionError` after `timeout_s`."""
        try:
            return self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {timeout_s:g} s: {' '.join(self.command)}") from None

    def _area(self, window: int) -> int:
        geometry = self.desktop.xdotool("getwindowgeometry", "--shell", window)
        values = dict(line.split("=") for line in geometry.splitlines())
        return int(values["WIDTH"]) * int(values["HEIGHT"])

    def _end(self) -> None:
        if self.is_running:
            self.process.kill()
        self.process.wait()

    def _keep_evidence(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="dialnexa-failure-"))
        with contextlib.suppress(Exception):
            self.desktop.screenshot(folder / "screen.png")
        outline = "the program has ended"
        with contextlib.suppress(Exception):
            if self.is_running:
                outline = self.screen(timeout_s=1).outline(many=60)
        (folder / "tree.txt").write_text(outline)
        (folder / "stdout.txt").write_text(self.stdout)
        (folder / "stderr.txt").write_text(self.stderr)
        print(f"evidence of the failure: {folder} (exit code {self.process.poll()})\n--- stderr\n{self.stderr[-4000:]}")


class Console(Program):
    """The console, with a data folder of its own that outlives the process and goes with the test."""

    def __init__(
        self,
        desktop: Desktop,
        data_folder: Path,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        command = [sys.executable, "-m", "ui.main", "--data-dir", str(data_folder), *arguments]
        super().__init__(desktop, command, environment=environment)
        self._log = data_folder / "console.log"

    @property
    def complaints(self) -> str:
        """What it wrote to standard error, and the warnings and errors in its log: Qt's go there too."""
        lines = self._log.read_text().splitlines(keepends=True) if self._log.exists() else []
        return self.stderr + "".join(line for line in lines if re.match(r"\S+ \S+ (WARNING|ERROR|CRITICAL) ", line))

    def connections_to(self, port: int) -> int:
        """How many TCP connections to a loopback port it holds open (`/proc/PID/net/tcp`, see proc(5))."""
        own = set()
        for descriptor in Path(f"/proc/{self.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                own.add(os.readlink(descriptor))
        established, remote = "01", f"0100007F:{port:04X}"
        lines = [line.split() for line in Path(f"/proc/{self.pid}/net/tcp").read_text().splitlines()[1:]]
        return sum(line[2] == remote and line[3] == established and f"socket:[{line[9]}]" in own for line in lines)


@contextlib.contextmanager
def measured() -> Iterator[list[float]]:
    """How long the block took, in seconds, as the only entry of the list after it."""
    taken: list[float] = []
    start = time.monotonic()
    yield taken
    taken.append(time.monotonic() - start)
