"""Faults below HTTP: what the client sees, and whether the request was carried out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.sandbox.faults import KINDS, FaultError
from app.sandbox.line_faults import LINE_FAULTS
from app.sandbox.options import OptionError
from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import new_campaign

ROWS = 20_000
CSV = b"phone_number\n" + b"".join(b"98765%05d\n" % number for number in range(ROWS))
UPLOAD = "/campaigns-leads/upload-file/*"
LOST = httpx.TransportError

#             kind, error or status, carried out how often
CASES: list[tuple[str, type[Exception] | int, int]] = [
    ("none", 201, 1),
    ("refused", LOST, 0),
    ("accept_fin", LOST, 0),
    ("accept_rst", LOST, 0),
    ("never_reads", httpx.TimeoutException, 0),
    ("cut_head_fin", LOST, 0),
    ("cut_head_rst", LOST, 0),
    ("cut_request_fin", LOST, 0),
    ("cut_request_rst", LOST, 0),
    ("stall_request", httpx.TimeoutException, 0),
    ("lost_answer_fin", LOST, 1),
    ("lost_answer_rst", LOST, 1),
    ("black_hole", httpx.ReadTimeout, 1),
    ("cut_status_line", httpx.RemoteProtocolError, 1),
    ("cut_headers", httpx.RemoteProtocolError, 1),
    ("cut_body_fin", httpx.RemoteProtocolError, 1),
    ("cut_body_rst", httpx.ReadError, 1),
    ("stall_body", httpx.ReadTimeout, 1),
    ("drip", 201, 1),
    ("garbage", httpx.RemoteProtocolError, 0),
    ("http09", httpx.RemoteProtocolError, 0),
    ("huge_header", httpx.RemoteProtocolError, 0),
    ("cut_chunk", httpx.RemoteProtocolError, 0),
    ("two_lengths", httpx.RemoteProtocolError, 0),
    ("early_401_fin", 401, 0),
    ("early_401_rst", 401, 0),
    ("early_503", 503, 0),
    ("twice", 201, 2),
]


def test_every_kind_is_shown() -> None:
    assert [kind for kind, *_ in CASES] == list(LINE_FAULTS)
    assert len(CASES) == 28
    assert all(KINDS[kind] for kind in LINE_FAULTS)


@pytest.mark.parametrize(("kind", "seen", "times"), CASES, ids=[case[0] for case in CASES])
def test_an_upload_meets_a_fault(
    sandbox: SandboxServer, api: httpx.Client, kind: str, seen: type[Exception] | int, times: int
) -> None:
    campaign = new_campaign(api)
    where: dict[str, Any] = {"for_s": 0.3} if kind == "refused" else {"method": "POST", "path": UPLOAD}
    path = f"/campaigns-leads/upload-file/{campaign['id']}"
    files = {"file": ("leads.csv", CSV)}
    sandbox.control.order(kind, **where)
    api.timeout = httpx.Timeout(0.5 if seen in (httpx.TimeoutException, httpx.ReadTimeout) else 10)
    if isinstance(seen, int):
        try:
            assert api.post(path, files=files).status_code == seen
        except httpx.TransportError:
            assert kind.startswith("early")  # the client was still sending: it may never see the answer
    else:
        with pytest.raises(seen):
            api.post(path, files=files)
    assert [met.kind for met in sandbox.control.faults_met] == [kind]
    if kind == "refused":
        sandbox.control.clear_faults()
    if times:
        sandbox.control.wait_until(lambda: len(sandbox.control.state(campaign["id"])["leads"]) == ROWS * times)
    api.timeout = httpx.Timeout(5)
    assert api.get("/agents2").status_code == 200  # the next one is well
    assert len(sandbox.control.state(campaign["id"])["leads"]) == ROWS * times
    assert sandbox.control.faults == []


def test_a_kept_connection_meets_them_too(sandbox: SandboxServer, api: httpx.Client) -> None:
    for kind in ("accept_rst", "never_reads", "lost_answer_rst", "garbage"):
        api.timeout = httpx.Timeout(0.3)
        assert api.get("/agents2").status_code == 200
        sandbox.control.order(kind)
        with pytest.raises(httpx.TransportError):
            api.get("/agents2")
    assert api.get("/agents2").status_code == 200


def test_only_the_request_that_is_meant_meets_it(sandbox: SandboxServer, api: httpx.Client) -> None:
    sandbox.control.order("lost_answer_fin", method="GET", path="/llms", skip=1)
    assert api.get("/agents2").status_code == api.get("/llms").status_code == 200
    with pytest.raises(httpx.RemoteProtocolError):
        api.get("/llms?page=1")
    assert [tuple(met) for met in sandbox.control.faults_met] == [("lost_answer_fin", "GET", "/llms")]


def test_the_levers_stay_within_reach(sandbox: SandboxServer, api: httpx.Client) -> None:
    levers = f"http://127.0.0.1:{sandbox.port}/__sandbox"
    with httpx.Client(trust_env=False) as client:
        client.post(f"{levers}/faults", json=[{"kind": "never_reads", "times": 0, "path": "/*"}, {"kind": "refused"}])
        assert client.get(f"{levers}/faults").json()["met"] == [{"kind": "refused", "method": "", "path": ""}]
        with pytest.raises(LOST):
            api.get("/agents2")
        client.delete(f"{levers}/faults")
        assert api.get("/agents2").status_code == 200
        assert client.get(f"{levers}/fault-kinds").json() == KINDS


def test_nobody_is_there_for_a_while(sandbox: SandboxServer, api: httpx.Client) -> None:
    assert api.get("/agents2").status_code == 200
    sandbox.control.order("refused", for_s=0.2)
    with pytest.raises(LOST):
        api.get("/agents2")
    sandbox.control.wait_until(lambda: _answers(sandbox), timeout_s=5)


def _answers(sandbox: SandboxServer) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{sandbox.port}/__sandbox/health", trust_env=False).is_success
    except LOST:
        return False


@pytest.mark.parametrize(
    "order", [{"kind": "refused", "path": "/agents2"}, {"kind": "explode"}, {"kind": "drip", "how": 1}, {}]
)
def test_an_order_must_make_sense(sandbox: SandboxServer, order: dict[str, Any]) -> None:
    with pytest.raises((FaultError, TypeError)):
        sandbox.control.order(**order)
    with pytest.raises(OptionError, match="chaos"):
        SandboxServer(chaos=[order]).options.check()


def run_with(plan: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.sandbox", "--exit-with-stdin", "--call-logs=1", "--chaos", plan]
    return subprocess.run(
        command, cwd=Path(__file__).parents[3], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_a_plan_from_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps([{"kind": "drip", "times": 0}]), "utf-8")
    assert run_with(str(file)).returncode == 0
    assert run_with('{"kind": "garbage"}').returncode == 0
    wrong = run_with('[{"kind": "nothing such"}]')
    assert (wrong.returncode, "kind must be one of" in wrong.stderr) == (2, True)
    assert run_with("[").returncode == run_with(str(tmp_path / "missing")).returncode == 2
    listed = run_with("list").stdout
    assert all(name in listed and text in listed for name, text in KINDS.items())


def test_a_plan_stands_from_the_start() -> None:
    with SandboxServer(call_logs=1, chaos=[{"kind": "early_503", "path": "/agents2"}]) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.keys[0]}"}
        with httpx.Client(base_url=sandbox.url, headers=headers, trust_env=False) as client:
            assert [client.get("/agents2").status_code for _ in range(2)] == [503, 200]
