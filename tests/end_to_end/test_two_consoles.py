"""Two consoles of one user with the same key, as programs without a screen: they find each other and stay apart."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from app.quota.share_file import FILE_NAME
from tests.end_to_end.sandbox import CHECKOUT, Sandbox

LIMIT = 8
WINDOW_S = 3.0


def partners(file: Path) -> int:
    if not file.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        try:
            (count,) = database.execute("select count(*) from console").fetchone()
        except sqlite3.OperationalError:  # it is being made
            return 0
    return int(count)


def test_two_programs_on_one_key_are_never_refused(tmp_path: Path) -> None:
    with Sandbox("--limit", str(LIMIT), "--window", str(WINDOW_S), "--call-logs", "50", "--speed", "20") as sandbox:
        environment = os.environ | {
            "DIALNEXA_BASE_URL": sandbox.url,
            "DIALNEXA_API_KEY": sandbox.key,
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        file = tmp_path / "state" / "dialnexa-console" / FILE_NAME
        consoles = [
            subprocess.Popen(
                [sys.executable, "-m", "ui.main", "--data-dir", str(tmp_path / name)], cwd=CHECKOUT, env=environment
            )
            for name in ("one", "two")
        ]
        try:
            begin = time.monotonic()
            while partners(file) < 2 or len({request["path"] for request in sandbox.requests()}) < 2:
                assert all(console.poll() is None for console in consoles)
                assert time.monotonic() - begin < 60
                time.sleep(0.1)
            while len(sandbox.requests()) < 6:  # each has read the campaigns again, windows later
                assert time.monotonic() - begin < 60
                time.sleep(0.1)
            content = b"".join(path.read_bytes() for path in file.parent.iterdir())
            for part in sandbox.key.split(":"):
                assert part.encode() not in content
            assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}
        finally:
            for console in consoles:
                console.terminate()
            for console in consoles:
                console.wait(20)
        assert partners(file) == 0  # who leaves takes its row along
    assert {request["status"] for request in sandbox.seen} <= {200, 304}
