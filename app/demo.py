"""The demo: the sandbox server as a process of its own, for as long as the window is open.

Owns: starting and ending that process. Leaves to others: what the sandbox serves (`app/sandbox`).
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import urllib.request
from typing import NamedTuple
from urllib.parse import urlsplit

from app.errors import AppError
from app.processes import module_command, module_environment
from app.threads import run_in_daemon_thread

START_LIMIT_S = 30.0
END_LIMIT_S = 1.0
DEMO_SPEED = "4"
"""The demo's calls take a quarter of their time, so that something is seen to happen."""
CONTROL_LIMIT_S = 5.0


class DemoServer(NamedTuple):
    """A running sandbox. It ends by itself when this process does: its standard input closes."""

    process: subprocess.Popen[bytes]
    url: str
    key: str

    async def control(self, route: str, body: object) -> None:
        """Pull one of the sandbox's levers, such as "faults" or "limits"; they are no part of the API.

        Raises:
            AppError: It does not answer.
        """
        address = urlsplit(self.url)
        request = urllib.request.Request(
            f"{address.scheme}://{address.netloc}/__sandbox/{route}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )

        def post() -> None:
            # No proxy: the sandbox is on this machine.
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=CONTROL_LIMIT_S).close()

        try:
            await run_in_daemon_thread(post, name="demo-control")
        except OSError as error:
            raise AppError("The demo server does not answer.") from error

    def stop(self) -> None:
        """End the sandbox; waits `END_LIMIT_S` at most before it is killed."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(END_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def _start_process(options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        module_command("app.sandbox", "--port", "0", "--exit-with-stdin", "--speed", DEMO_SPEED, *options),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=module_environment(),
    )


async def start_demo_server(*options: str) -> DemoServer:
    """Start the sandbox on a free loopback port and wait until it listens.

    Raises:
        AppError: It did not start.
    """
    process = _start_process(options)
    stdout = process.stdout
    assert stdout is not None
    line = b""
    try:
        line = await run_in_daemon_thread(stdout.readline, name="demo-start")
        said = json.loads(line)
        return DemoServer(process, said["url"], said["keys"][0])
    except BaseException as error:
        process.kill()
        process.communicate()  # reaps it and closes its pipes; returns at once
        if isinstance(error, (ValueError, KeyError, IndexError)):
            raise AppError("The demo server did not start. Run dialnexa-sandbox in a terminal to see why.") from error
        raise
