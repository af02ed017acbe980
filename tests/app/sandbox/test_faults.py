"""Faults as ordered: what the client sees, and whether the request was carried out."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest

from app.sandbox.faults import ANSWER_KINDS, FaultError
from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import campaign_in, new_campaign

CSV = b"phone_number\n9876500001\n9876500002\n"
UPLOAD = "/campaigns-leads/upload-file/*"

#             kind, further members, error or status, carried out
CASES: list[tuple[str, dict[str, Any], type[Exception] | int, bool]] = [
    ("delay", {"delay_s": 0.05}, 201, True),
    ("drop_early", {}, httpx.TransportError, False),
    ("drop_before", {}, httpx.TransportError, False),
    ("drop_after", {}, httpx.TransportError, True),
    ("cut", {}, httpx.RemoteProtocolError, True),
    ("status", {}, 503, False),
    ("status", {"status": 500}, 500, False),
    ("status_after", {"status": 502}, 502, True),
    ("rate_limit", {"retry_after_s": 3}, 429, False),
    ("unauthorized", {}, 401, False),
    ("html", {"status": 502}, 502, False),
    ("wrong_shape", {}, 200, False),
    ("bad_json", {}, 200, False),
    ("hang", {}, httpx.ReadTimeout, False),
    ("hang_after", {}, httpx.ReadTimeout, True),
    ("no_headers", {}, 201, True),
]


def test_every_kind_is_shown() -> None:
    assert {kind for kind, *_ in CASES} == set(ANSWER_KINDS)


@pytest.mark.parametrize(("kind", "members", "seen", "stored"), CASES, ids=[case[0] for case in CASES])
def test_an_upload_meets_a_fault(
    sandbox: SandboxServer,
    api: httpx.Client,
    kind: str,
    members: dict[str, Any],
    seen: type[Exception] | int,
    stored: bool,
) -> None:
    campaign = new_campaign(api)
    sandbox.control.order(kind, method="POST", path=UPLOAD, **members)
    path = f"/campaigns-leads/upload-file/{campaign['id']}"
    files = {"file": ("leads.csv", CSV)}
    api.timeout = httpx.Timeout(0.3)
    if isinstance(seen, int):
        answer = api.post(path, files=files)
        assert answer.status_code == seen
        assert ("x-ratelimit-limit" in answer.headers) == (kind != "no_headers")
    else:
        with pytest.raises(seen):
            api.post(path, files=files)
    api.timeout = httpx.Timeout(5)
    leads = sandbox.control.state(campaign["id"])["leads"]
    assert [lead["phone_number"] for lead in leads] == (["+919876500001", "+919876500002"] if stored else [])
    last = sandbox.control.requests()[-1]
    assert (last.fault, last.path) == (kind, f"/v1{path}")
    assert last.status == (seen if isinstance(seen, int) else 201 if kind == "cut" else None)
    assert sandbox.control.faults == []
    assert api.get("/agents2").status_code == 200


def test_a_late_commit_happens_after_the_client_gave_up(sandbox: SandboxServer, api: httpx.Client) -> None:
    campaign = new_campaign(api)
    sandbox.control.order("delay", path=UPLOAD, delay_s=0.4)
    with pytest.raises(httpx.ReadTimeout):
        api.post(f"/campaigns-leads/upload-file/{campaign['id']}", files={"file": ("a.csv", CSV)}, timeout=0.1)
    assert sandbox.control.state(campaign["id"])["leads"] == []
    sandbox.control.wait_until(lambda: len(sandbox.control.state(campaign["id"])["leads"]) == 2)


def test_a_late_answer_is_carried_out_at_once(sandbox: SandboxServer, api: httpx.Client) -> None:
    campaign = campaign_in(api, "running")
    sandbox.control.order("delay", path="/campaigns/*/status", late_s=5)
    with pytest.raises(httpx.ReadTimeout):
        api.patch(f"/campaigns/{campaign['id']}/status", json={"action": "pause"}, timeout=0.2)
    assert sandbox.control.campaign(campaign["id"])["status"] == "paused"


def test_what_the_storm_says(sandbox: SandboxServer, api: httpx.Client) -> None:
    sandbox.control.order("rate_limit", retry_after_s=7, times=2)
    before = time.time()
    answers = [api.get("/campaigns") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert answers[0].headers["retry-after"] == "7"
    assert answers[0].headers["x-ratelimit-remaining"] == "0"
    assert before + 6 <= int(answers[0].headers["x-ratelimit-reset"]) <= time.time() + 8


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("html", "text/html; charset=utf-8"), ("wrong_shape", "application/json"), ("bad_json", "application/json")],
)
def test_odd_bodies(sandbox: SandboxServer, api: httpx.Client, kind: str, content_type: str) -> None:
    sandbox.control.order(kind)
    answer = api.get("/campaigns")
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)
    if kind == "wrong_shape":
        assert "data" not in answer.json()
    else:
        with pytest.raises(json.JSONDecodeError):
            answer.json()


def test_orders_wait_for_their_request(sandbox: SandboxServer, api: httpx.Client) -> None:
    sandbox.control.order("status", method="get", path="/campaigns", skip=1, times=2)
    sandbox.control.order("status", path="/call-logs*", status=504, times=0)
    assert api.get("/agents2").status_code == 200
    assert api.post("/campaigns", json={}).status_code == 400
    assert [api.get("/campaigns").status_code for _ in range(4)] == [200, 503, 503, 200]
    assert [api.get("/call-logs?page=2").status_code for _ in range(3)] == [504] * 3
    sandbox.control.clear_faults()
    assert api.get("/call-logs").status_code == 200


@pytest.mark.parametrize("order", [{"kind": "explode"}, {"kind": "delay", "seconds": 3}])
def test_an_order_must_make_sense(sandbox: SandboxServer, order: dict[str, Any]) -> None:
    with pytest.raises(FaultError):
        sandbox.control.order(**order)
