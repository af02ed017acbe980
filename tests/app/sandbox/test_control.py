"""The levers: in the same process, over HTTP, and the server's start and end."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from typing import Any

import httpx
import pytest

from app.sandbox.options import OptionError
from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener, campaign_in, client_of, new_campaign


@pytest.fixture
def lever(sandbox: SandboxServer) -> Any:
    with httpx.Client(base_url=f"http://127.0.0.1:{sandbox.port}/__sandbox", trust_env=False) as client:
        yield client


def test_every_request_is_on_record(sandbox: SandboxServer, api: httpx.Client, lever: httpx.Client) -> None:
    before, monotonic = time.time(), time.monotonic()
    campaign = campaign_in(api, "running")
    api.get(f"/campaigns/{campaign['id']}/status?x=1")
    api.get("/nowhere")
    seen = sandbox.control.requests()
    assert [(one.method, one.route, one.status) for one in seen] == [
        ("GET", "/campaigns", 200),
        ("GET", "/campaigns/{id}/status", 200),
        ("GET", "", 404),
    ]
    assert (seen[1].path, seen[1].query) == (f"/v1/campaigns/{campaign['id']}/status", "x=1")
    assert [one.number for one in seen] == [1, 2, 3]
    assert seen[0].remaining == seen[1].remaining + 1 == seen[2].remaining + 2 == 99_999
    assert before <= seen[0].at <= seen[2].at <= time.time()
    assert monotonic <= seen[0].monotonic <= time.monotonic()
    assert all(one.answered_after_s is not None and one.answered_after_s >= 0 for one in seen)
    body = lever.get("requests?after=1").json()
    assert body["count"] == 3  # asking is not on record
    assert [one["number"] for one in body["requests"]] == [2, 3]
    assert body["requests"][1]["status"] == 404


def test_state_over_http(sandbox: SandboxServer, api: httpx.Client, lever: httpx.Client) -> None:
    campaign = new_campaign(api)
    api.post("/campaigns-leads", json={"phoneNumber": "9876543210", "campaignId": campaign["id"]})
    body = lever.get(f"state?campaign_id={campaign['id']}").json()
    assert body == sandbox.control.state(campaign["id"]) | {"dialler": body["dialler"]}
    assert [(lead["phone_number"], lead["calls"]) for lead in body["leads"]] == [("+919876543210", 0)]
    assert lever.get(f"calls-by-number?campaign_id={campaign['id']}").json() == {}
    assert len(lever.get("state?seeded=1").json()["leads"]) > 400


def test_faults_and_options_over_http(api: httpx.Client, lever: httpx.Client) -> None:
    ordered = lever.post("faults", json=[{"kind": "status", "status": 500}, {"kind": "html"}])
    assert [one["kind"] for one in ordered.json()["faults"]] == ["status", "html"]
    assert api.get("/campaigns").status_code == 500
    assert lever.request("DELETE", "faults").json() == {"faults": []}
    lever.post("faults", json={"kind": "html"})
    assert lever.post("faults", json=[]).json()["faults"] == []
    assert api.get("/campaigns").status_code == 200
    limits = {"limit": 2, "window_s": 30, "reset_style": "seconds", "retry_after": False, "restart": True, "spend": 1}
    assert lever.post("limits", json=limits).json()["limit"] == 2
    assert [api.get("/campaigns").status_code for _ in range(2)] == [200, 429]
    lever.post("limits", json={"restart": True, "block_s": 9})
    assert api.get("/campaigns").status_code == 429
    lever.post("limits", json={"restart": True})
    assert lever.post("options", json={"spelling": "prose"}).json()["spelling"] == "prose"
    assert "retry_policy" in api.get("/campaigns").json()["data"][0]
    assert lever.post("freeze", json={"frozen": False, "speed": 3}).json()["speed"] == 3
    assert lever.post("freeze", json={"frozen": True}).json()["frozen"] is True
    assert lever.post("keys", json={"id": "demo-key-0001", "expired": True}).status_code == 200
    lever.post("limits", json={"restart": True})
    assert api.get("/campaigns").status_code == 401
    assert lever.get("health").json() == {"ok": True, "failures": []}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("faults", {"kind": "explode"}, 400),
        ("limits", {"limit": 0}, 400),
        ("limits", {"limit": "many"}, 400),
        ("limits", {"rate": 5}, 400),
        ("options", {"port": 5}, 400),
        ("options", {"spelling": "odd"}, 400),
        ("freeze", {"speed": 0}, 400),
        ("keys", {}, 400),
        ("keys", {"id": "nobody"}, 404),
        ("nowhere", {}, 404),
    ],
)
def test_levers_refuse_nonsense(lever: httpx.Client, path: str, body: dict[str, Any], status: int) -> None:
    assert lever.post(path, json=body).status_code == status


def test_options_that_make_no_sense(sandbox: SandboxServer) -> None:
    with pytest.raises(OptionError):
        sandbox.control.set(limit=5, window_s=0)
    with pytest.raises(OptionError):
        sandbox.control.set(seed=1)
    assert sandbox.control.request_count == 0
    with pytest.raises(OptionError, match="loopback"):
        SandboxServer(host="0.0.0.0").start()
    with pytest.raises(OptionError):
        SandboxServer(keys=["a:b calls:everything"]).start()


def test_a_taken_port_is_said(sandbox: SandboxServer) -> None:
    with pytest.raises(OSError, match=r"[Aa]ddress"):
        SandboxServer(port=sandbox.port).start()


def test_waiting(sandbox: SandboxServer, api: httpx.Client) -> None:
    with pytest.raises(TimeoutError):
        sandbox.control.wait_until(lambda: sandbox.control.request_count == 1, 0.05)
    other = threading.Timer(0.05, api.get, ("/agents2",))
    other.start()
    assert sandbox.control.wait_until(lambda: sandbox.control.requests()) != []
    other.join()


@pytest.mark.anyio
async def test_as_an_async_context_manager() -> None:
    async with SandboxServer(dialler_frozen=True, call_logs=50) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.keys[0]}"}
        async with httpx.AsyncClient(base_url=sandbox.url, headers=headers, trust_env=False) as client:
            waiting = asyncio.create_task(sandbox.control.until(lambda: sandbox.control.request_count >= 3))
            answers = await asyncio.gather(*(client.get("/campaigns") for _ in range(3)))
            assert [answer.status_code for answer in answers] == [200] * 3
            assert await waiting
            with pytest.raises(TimeoutError):
                await sandbox.control.until(lambda: False, 0.05)
    assert len(sandbox.control.requests()) == 3  # readable after the end
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", sandbox.port)) != 0


def test_it_ends_at_once_whatever_is_open(opened: Opener) -> None:
    sandbox = SandboxServer(dialler_frozen=True, call_logs=50)
    sandbox.start()
    failures: list[Exception] = []

    def ask(path: str) -> None:
        with client_of(sandbox) as client:
            try:
                client.get(path)
            except httpx.TransportError as error:
                failures.append(error)

    sandbox.control.order("hang", method="GET", path="/campaigns")
    sandbox.control.order("delay", path="/agents2", delay_s=60)
    sandbox.control.order("delay", path="/call-logs", late_s=60)
    asking = [threading.Thread(target=ask, args=(path,)) for path in ("/campaigns", "/agents2", "/call-logs")]
    with client_of(sandbox) as idle, socket.create_connection(("127.0.0.1", sandbox.port)) as half:
        idle.get("/voices")
        half.sendall(b"POST /v1/campaigns HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        for thread in asking:
            thread.start()
        sandbox.control.wait_until(lambda: sandbox.control.request_count == 5)
        started = time.monotonic()
        sandbox.stop()
        took = time.monotonic() - started
    for thread in asking:
        thread.join()
    assert took < 0.5
    assert len(failures) == 3
    assert sandbox.control.failures == []
