"""Two consoles on one key: two real processes, each with a data folder of its own, against one server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.end_to_end.sandbox import CHECKOUT, Sandbox

LIMIT = 60
WINDOW_S = 3.0
COUNT = 150


@contextmanager
def console(
    sandbox: Sandbox, tmp_path: Path, count: int, mark: int, emergency_after_s: float = 0.0
) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "DIALNEXA_BASE_URL": sandbox.url,
        "DIALNEXA_API_KEY": sandbox.key,
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    arguments = (str(tmp_path / f"data-{mark}"), str(count), str(mark), str(emergency_after_s))
    command = [sys.executable, "-m", "tests.app.quota.one_console", *arguments]
    process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def outcome(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return dict(json.loads(out))


def windows(seen: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The requests by the server's windows: a window begins where what is left is more than before."""
    found: list[list[dict[str, Any]]] = []
    for request in seen:
        if not found or request["remaining"] > found[-1][-1]["remaining"]:
            found.append([])
        found[-1].append(request)
    return found


def by(request: dict[str, Any], mark: int) -> bool:
    return f"limit={mark}" in request["query"].split("&")


def test_two_consoles_share_the_quota_without_a_refusal_and_neither_starves(tmp_path: Path) -> None:
    options = ("--limit", str(LIMIT), "--window", str(WINDOW_S), "--call-logs", "300", "--no-dialler")
    with (
        Sandbox(*options) as sandbox,
        console(sandbox, tmp_path, COUNT, 1) as first,
        console(sandbox, tmp_path, COUNT, 2, emergency_after_s=2.5) as second,
    ):
        one, two = outcome(first), outcome(second)
    assert one["done"] == two["done"] == COUNT
    assert [request["status"] for request in sandbox.seen] == [200] * (2 * COUNT + 1)
    both_busy = windows(sandbox.seen)[1:4]  # the first window is where they meet
    assert len(both_busy) == 3
    for window in both_busy:
        assert len(window) > 0.9 * LIMIT  # nothing is left lying because of the other
        for mark in (1, 2):
            assert sum(by(request, mark) for request in window) > LIMIT / 3
    # An emergency of one does not wait for the other's work.
    assert two["emergency_s"] < 0.5


def test_what_a_crashed_console_held_comes_free(tmp_path: Path) -> None:
    options = ("--limit", str(LIMIT), "--window", "2", "--call-logs", "300", "--no-dialler")
    with (
        Sandbox(*options) as sandbox,
        console(sandbox, tmp_path, 100_000, 1) as first,
        console(sandbox, tmp_path, 100_000, 2) as second,
    ):

        def until(condition: Callable[[list[list[dict[str, Any]]]], bool], last: int = 0) -> None:
            began = time.monotonic()
            while not condition(windows(sandbox.requests(last))):
                assert time.monotonic() - began < 60
                time.sleep(0.1)

        def is_shared(window: list[dict[str, Any]]) -> bool:
            return all(sum(by(request, mark) for request in window) > LIMIT / 3 for mark in (1, 2))

        def is_used_by_the_second(window: list[dict[str, Any]]) -> bool:
            return len(window) > 0.9 * LIMIT and all(by(request, 2) for request in window)

        until(lambda found: any(map(is_shared, found)))
        first.kill()
        first.wait()
        until(lambda found: sum(map(is_used_by_the_second, found)) >= 2, sandbox.last_number())
        assert second.poll() is None
    assert all(request["status"] in (200, None) for request in sandbox.seen)  # None: the killed one's last
