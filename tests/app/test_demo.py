"""The demo's server: started, asked, ended."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from app.demo import DemoServer, start_demo_server
from app.errors import AppError

pytestmark = pytest.mark.anyio


def campaigns(server: DemoServer) -> int:
    request = urllib.request.Request(f"{server.url}/campaigns", headers={"Authorization": f"Bearer {server.key}"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=10) as answer:
        return int(answer.status)


async def test_it_serves_takes_orders_and_ends() -> None:
    server = await start_demo_server("--call-logs", "20")
    try:
        assert campaigns(server) == 200
        await server.control("limits", {"block_s": 60})
        with pytest.raises(urllib.error.HTTPError, match="429"):
            campaigns(server)
    finally:
        server.stop()
    assert server.process.returncode == 0
    with pytest.raises(AppError, match="does not answer"):
        await server.control("limits", {"block_s": 0})
    server.stop()  # a second time does no harm


async def test_one_that_hangs_is_killed() -> None:
    server = await start_demo_server("--call-logs", "20")
    server.process.send_signal(19)  # SIGSTOP: it cannot end by itself
    server.stop()
    assert server.process.returncode == -9


async def test_one_that_does_not_start_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AppError, match="did not start"):
        await start_demo_server("--no-such-option")
    assert "no-such-option" in capfd.readouterr().err
