"""The sandbox server as a process of its own, for tests and benchmarks.

Owns: starting and ending it, asking its control routes. Leaves to others: what it serves (`app/sandbox`).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]


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
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    def kill(self) -> None:
        """End it as a crash would, in the middle of whatever it does."""
        self._process.kill()
        self._process.wait()

    def control(self, path: str, body: Any = None, *, method: str = "") -> Any:
        """Ask a control route (`/__sandbox/` + `path`); its JSON answer. A body makes it a POST."""
        return self._fetch(f"{self._origin}/__sandbox/{path}", body, method)

    def requests(self, after: int = 0) -> list[dict[str, Any]]:
        """Every request the API has seen, those numbered above `after`, oldest first."""
        return list(self.control(f"requests?after={after}")["requests"])

    def campaigns(self) -> dict[str, dict[str, Any]]:
        """The campaigns as they really are, by id; asking costs nothing of the quota."""
        return {campaign["id"]: campaign for campaign in self.control("state")["campaigns"]}

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
