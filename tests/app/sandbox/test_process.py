"""The command: one line on stdout, and an end by signal, by stdin, at once and without a word."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-W", "error", "-m", "app.sandbox"]


@contextmanager
def running(
    *arguments: str, environment: dict[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    process = subprocess.Popen(
        [*COMMAND, "--exit-with-stdin", *arguments],
        cwd=ROOT,
        env=os.environ | (environment or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline() or "{}")
        finally:
            process.kill()


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=5)
    return process.returncode, out, err


def test_it_says_where_it_listens_and_ends_with_stdin() -> None:
    with running() as (process, where):
        assert where == {
            "port": where["port"],
            "url": f"http://127.0.0.1:{where['port']}/v1",
            "keys": ["demo-key-0001:demo-secret-0001"],
            "pid": process.pid,
        }
        headers = {"Authorization": f"Bearer {where['keys'][0]}"}
        assert httpx.get(f"{where['url']}/campaigns", headers=headers, trust_env=False).status_code == 200
        started = time.monotonic()
        assert end(process) == (0, "", "")
        assert time.monotonic() - started < 2


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_on_a_signal(how: signal.Signals) -> None:
    with running() as (process, where):
        with httpx.Client(base_url=where["url"], trust_env=False) as client:
            client.get("/campaigns")  # and keeps the connection open
            process.send_signal(how)
            assert process.wait(3) == 0
        assert end(process)[2] == ""


def test_keys_come_from_the_environment_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("three:secret agents:read\n\n")
    environment = {"DIALNEXA_SANDBOX_KEYS": "one:secret, two:secret calls:read+calls:write"}
    with running("--key-file", str(file), environment=environment) as (_, where):
        assert where["keys"] == ["one:secret", "two:secret", "three:secret"]
        statuses = [
            httpx.get(
                f"{where['url']}/agents2", headers={"Authorization": f"Bearer {key}"}, trust_env=False
            ).status_code
            for key in where["keys"]
        ]
        assert statuses == [200, 403, 200]


def test_options_reach_the_server() -> None:
    arguments = ["--limit=3", "--window=9", "--reset-style=seconds", "--spelling=prose", "--lean", "--call-logs=7"]
    with running(*arguments, "--no-dialler") as (_, where):
        headers = {"Authorization": f"Bearer {where['keys'][0]}"}
        answer = httpx.get(f"{where['url']}/call-logs", headers=headers, trust_env=False)
        assert answer.headers["x-ratelimit-limit"] == "3"
        assert answer.headers["x-ratelimit-reset"] in ("8", "9")
        assert answer.json()["meta"]["total"] == 7
        assert "duration_sec" in answer.json()["data"][0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--dialect", "batch"], "not built yet"),
        (["--host", "192.0.2.1"], "loopback"),
        (["--limit", "0"], "limit"),
        (["--speed", "0"], "speed"),
        (["--key-file", "/nonexistent"], "No such file"),
        (["--spelling", "odd"], "invalid choice"),
    ],
)
def test_an_option_that_makes_no_sense(arguments: list[str], says: str) -> None:
    done = subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=10, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
