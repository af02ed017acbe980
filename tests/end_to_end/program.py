"""The programs under test, run from outside: the console and the sandbox server it talks to.

Owns: starting them from the checkout, their output and exit codes, and what is kept when a test fails (picture,
accessibility tree, output). Leaves to others: the session (`desktop.py`), reading the window (`accessibility.py`).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
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
        assert found is not None
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
        assert place is not None
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

    def connections_to(self, port: int) -> int:
        """How many TCP connections to a loopback port it holds open (`/proc/PID/net/tcp`, see proc(5))."""
        own = set()
        for descriptor in Path(f"/proc/{self.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                own.add(os.readlink(descriptor))
        established, remote = "01", f"0100007F:{port:04X}"
        lines = [line.split() for line in Path(f"/proc/{self.pid}/net/tcp").read_text().splitlines()[1:]]
        return sum(line[2] == remote and line[3] == established and f"socket:[{line[9]}]" in own for line in lines)


class Sandbox:
    """The look-alike server in a process of its own. A context manager.

    `url` is the base of the API, `key` a key with full access, `port` where it listens; `seen` is, after the block, the
    record of every request that reached it.
    """

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments

    def __enter__(self) -> Sandbox:
        command = [sys.executable, "-m", "app.sandbox", "--port", "0", "--exit-with-stdin", *self._arguments]
        environment = {name: value for name, value in os.environ.items() if name not in ("DIALNEXA_API_KEY",)}
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()  # ends with the process, so it cannot wait for ever
        if not line:
            self._process.wait()
            self._log.seek(0)
            raise AssertionError(f"the sandbox did not start: {self._log.read().decode(errors='replace')}")
        ready = json.loads(line)
        self.url: str = ready["url"]
        self.key: str = _first_key(ready["keys"])
        self.port: int = ready["port"]
        self.seen: list[dict[str, Any]] = []
        self._origin = self.url.removesuffix("/v1")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):  # a test may have ended it
            self.seen = self.requests()
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    def control(self, path: str, body: Any = None, *, method: str = "") -> Any:
        """Ask a control route (`/__sandbox/` + `path`); its JSON answer. A body makes it a POST."""
        return self._fetch(f"{self._origin}/__sandbox/{path}", body, method)

    def requests(self, after: int = 0) -> list[dict[str, Any]]:
        """Every request the API has seen, those numbered above `after`, oldest first."""
        return list(self.control(f"requests?after={after}")["requests"])

    def last_number(self) -> int:
        """The number of the last request seen."""
        seen = self.requests()
        return int(seen[-1]["number"]) if seen else 0

    def api(self, path: str, body: Any = None, *, method: str = "") -> Any:
        """Ask the API itself, with the full key."""
        return self._fetch(f"{self.url}{path}", body, method)

    def _fetch(self, url: str, body: Any, method: str) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"}
        request = urllib.request.Request(url, data, headers, method=method or ("GET" if body is None else "POST"))
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=10) as response:
            content = response.read()
        return json.loads(content) if content else None


def _first_key(keys: Any) -> str:
    first = keys[0] if isinstance(keys, list) else next(iter(keys))
    return str(first["key"] if isinstance(first, dict) else first)


@contextlib.contextmanager
def measured() -> Iterator[list[float]]:
    """How long the block took, in seconds, as the only entry of the list after it."""
    taken: list[float] = []
    start = time.monotonic()
    yield taken
    taken.append(time.monotonic() - start)
