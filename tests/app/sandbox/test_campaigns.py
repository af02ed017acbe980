"""Campaigns: list, create, update, and every way of changing their status."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener, campaign_in, new_campaign


def test_the_list_is_paged(api: httpx.Client) -> None:
    whole = api.get("/campaigns?limit=100").json()
    total = whole["meta"]["total"]
    assert total >= 12
    assert whole["meta"] == {"page": 1, "limit": 100, "total": total, "totalPages": 1}
    assert {row["status"] for row in whole["data"]} == {
        "draft",
        "active",
        "running",
        "paused",
        "completed",
        "cancelled",
    }
    pages = [api.get(f"/campaigns?limit=4&page={page}").json() for page in range(1, total // 4 + 3)]
    assert [row["id"] for page in pages for row in page["data"]] == [row["id"] for row in whole["data"]]
    assert pages[0]["meta"]["totalPages"] == -(-total // 4)
    assert pages[-1]["data"] == []
    assert len(api.get("/campaigns").json()["data"]) == min(20, total)


@pytest.mark.parametrize("query", ["limit=101", "limit=0", "page=0", "page=x", "limit=-1", "limit=1.5"])
def test_paging_out_of_bounds_is_400(api: httpx.Client, query: str) -> None:
    answer = api.get(f"/campaigns?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"] == "Bad Request"


def test_two_problems_make_a_list(api: httpx.Client) -> None:
    message = api.get("/campaigns?limit=101&page=0").json()["message"]
    assert len(message) == 2
    assert isinstance(message, list)


def test_one_campaign_and_none(api: httpx.Client) -> None:
    listed = campaign_in(api, "paused")
    assert api.get(f"/campaigns/{listed['id']}").json() == listed
    missing = api.get("/campaigns/cmp_000000000000")
    assert (missing.status_code, missing.json()["error"]) == (404, "Not Found")


def test_create_answers_with_the_campaign(api: httpx.Client) -> None:
    made = new_campaign(
        api,
        name="Diwali · दिवाली",
        max_concurrent_calls=7,
        retry_config={"max_retries": 2, "retry_interval_minutes": 30},
    )
    assert made["name"] == "Diwali · दिवाली"
    assert made["status"] == "running"
    assert made["max_concurrent_calls"] == 7
    assert made["retry_config"] == {"max_retries": 2, "retry_interval_minutes": 30}
    assert (made["total_leads"], made["completed_calls"], made["pending_calls"]) == (0, 0, 0)
    assert api.get("/campaigns").json()["data"][0] == made


@pytest.mark.parametrize(("hours", "status"), [(-1, "running"), (1, "active")])
def test_a_start_in_the_future_is_waited_for(api: httpx.Client, hours: int, status: str) -> None:
    start = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    assert new_campaign(api, scheduled_at=start)["status"] == status


@pytest.mark.parametrize(
    ("fields", "status", "problems"),
    [
        ({}, 400, 3),
        ({"name": "x", "agent_id": "agt_none", "from_phone_number": "+918047182260"}, 404, 1),
        ({"name": "x", "agent_id": "", "from_phone_number": 7}, 400, 2),
        ({"name": "x", "agent_id": "agt_none", "from_phone_number": "+91", "max_concurrent_calls": 0}, 400, 1),
        ({"name": "x", "agent_id": "a", "from_phone_number": "+91", "retry_config": {"max_retries": "2"}}, 400, 1),
        ({"name": "x", "agent_id": "a", "from_phone_number": "+91", "scheduled_at": "soon"}, 400, 1),
    ],
)
def test_create_refuses(api: httpx.Client, fields: dict[str, Any], status: int, problems: int) -> None:
    answer = api.post("/campaigns", json=fields)
    assert answer.status_code == status
    message = answer.json()["message"]
    assert (len(message) if isinstance(message, list) else 1) == problems


@pytest.mark.parametrize(("state", "status"), [("active", 400), ("pending", 422)])
def test_the_caller_number_must_be_usable(api: httpx.Client, state: str, status: int) -> None:
    agent = api.get("/agents2").json()["data"][0]
    numbers = api.get("/organization-phone-numbers").json()["data"]
    number = next(row["phone_number"] for row in numbers if row["status"] == state)
    if state == "active":
        number += "9"  # nobody's
    body = {"name": "x", "agent_id": agent["id"], "from_phone_number": number}
    assert api.post("/campaigns", json=body).status_code == status


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff"])
def test_a_body_that_is_no_object_is_400(api: httpx.Client, content: bytes) -> None:
    assert api.post("/campaigns", content=content).status_code == 400


def test_update_changes_what_it_names(api: httpx.Client) -> None:
    made = new_campaign(api, max_concurrent_calls=4)
    path = f"/campaigns/{made['id']}"
    changed = api.patch(path, json={"name": "Renamed", "retry_policy": {"max_retries": 3}})
    assert changed.status_code == 200
    assert changed.json() == made | {
        "name": "Renamed",
        "retry_config": {"max_retries": 3, "retry_interval_minutes": 120},
    }
    assert api.get(path).json() == changed.json()


def test_update_changes_nothing_when_a_part_fails(api: httpx.Client) -> None:
    made = new_campaign(api)
    path = f"/campaigns/{made['id']}"
    assert api.patch(path, json={"name": "New", "max_concurrent_calls": "many"}).status_code == 400
    assert api.patch(path, json={"name": "New", "agent_id": "agt_none"}).status_code == 404
    assert api.get(path).json() == made
    assert api.patch("/campaigns/none", json={"name": "New"}).status_code == 404


def test_the_agent_is_locked_once_calls_were_placed(api: httpx.Client) -> None:
    agents = [row["id"] for row in api.get("/agents2").json()["data"]]
    fresh, used = new_campaign(api), campaign_in(api, "completed")
    other = next(agent for agent in agents if agent not in (fresh["agent_id"], used["agent_id"]))
    assert api.patch(f"/campaigns/{fresh['id']}", json={"agent_id": other}).json()["agent_id"] == other
    refused = api.patch(f"/campaigns/{used['id']}", json={"agent_id": other, "name": "x"})
    assert (refused.status_code, refused.json()["error"]) == (409, "Conflict")
    assert api.get(f"/campaigns/{used['id']}").json() == used
    assert api.patch(f"/campaigns/{used['id']}", json={"agent_id": used["agent_id"]}).status_code == 200


WRONG = [
    ("draft", "pause"),
    ("draft", "resume"),
    ("running", "resume"),
    ("paused", "pause"),
    ("completed", "pause"),
    ("completed", "resume"),
    ("completed", "cancel"),
    ("cancelled", "pause"),
    ("cancelled", "resume"),
    ("cancelled", "cancel"),
]
RIGHT = [
    ("running", "pause", "paused"),
    ("active", "pause", "paused"),
    ("paused", "resume", "running"),
    ("running", "cancel", "cancelled"),
    ("paused", "cancel", "cancelled"),
    ("active", "cancel", "cancelled"),
    ("draft", "cancel", "cancelled"),
]
STATUS_OF = {"pause": "paused", "resume": "running", "cancel": "cancelled"}


def change(api: httpx.Client, form: str, identifier: str, action: str) -> httpx.Response:
    if form == "action":
        return api.patch(f"/campaigns/{identifier}/status", json={"action": action})
    return api.patch(f"/campaigns/{identifier}", json={"status": STATUS_OF[action]})


@pytest.mark.parametrize("form", ["action", "patch"])
def test_status_changes(opened: Opener, form: str) -> None:
    for before, action, after in RIGHT:
        sandbox, api = opened(status_form=form, call_logs=60)
        campaign = campaign_in(api, before)
        answer = change(api, form, campaign["id"], action)
        assert answer.status_code == 200, (before, action, answer.text)
        assert api.get(f"/campaigns/{campaign['id']}").json()["status"] == after
        assert sandbox.control.campaign(campaign["id"])["status"] == after


@pytest.mark.parametrize("form", ["action", "patch"])
def test_status_changes_that_are_not_possible(api: httpx.Client, form: str) -> None:
    for before, action in WRONG:
        campaign = campaign_in(api, before)
        if form == "patch" and STATUS_OF[action] == before:
            continue  # naming the state it is in changes nothing
        assert change(api, form, campaign["id"], action).status_code == 409, (before, action)
        assert api.get(f"/campaigns/{campaign['id']}").json() == campaign


def test_the_action_form_answers_like_its_published_twin(api: httpx.Client) -> None:
    campaign = campaign_in(api, "running")
    body = change(api, "action", campaign["id"], "pause").json()
    assert body["success"] is True
    assert body["campaign"] == {"id": campaign["id"], "status": "paused", "title": campaign["name"]}
    assert set(body["affectedCalls"]) == {
        *("initiated", "queued", "removedFromQueue", "cancelledCallLogs", "resumedCallLogs")
    }


@pytest.mark.parametrize("body", [{}, {"action": "start"}, {"action": 1}, {"status": "paused"}])
def test_an_unknown_action_is_400(api: httpx.Client, body: dict[str, Any]) -> None:
    assert api.patch(f"/campaigns/{campaign_in(api, 'running')['id']}/status", json=body).status_code == 400


@pytest.mark.parametrize(("form", "refusal"), [("patch", 404), ("patch", 405), ("none", 404)])
def test_the_status_route_can_be_absent(opened: Opener, form: str, refusal: int) -> None:
    _, api = opened(status_form=form, status_refusal=refusal)
    campaign = campaign_in(api, "running")
    assert change(api, "action", campaign["id"], "pause").status_code == refusal
    assert change(api, "patch", campaign["id"], "pause").status_code == 200
    after = "paused" if form == "patch" else "running"  # a field that is not known is ignored without a word
    assert api.get(f"/campaigns/{campaign['id']}").json()["status"] == after


def test_cancelling_empties_the_queue_and_keeps_the_counters(sandbox: SandboxServer, api: httpx.Client) -> None:
    campaign = campaign_in(api, "paused")
    before = sandbox.control.campaign(campaign["id"])
    body = change(api, "action", campaign["id"], "cancel").json()
    after = sandbox.control.campaign(campaign["id"])
    assert body["affectedCalls"]["removedFromQueue"] == before["queued"] + before["waiting_for_retry"]
    assert (after["queued"], after["waiting_for_retry"]) == (0, 0)
    assert after["total_leads"] == before["total_leads"]
    assert change(api, "action", campaign["id"], "resume").status_code == 409


def test_the_status_can_be_polled(api: httpx.Client) -> None:
    campaign = campaign_in(api, "running")
    status = api.get(f"/campaigns/{campaign['id']}/status").json()
    assert status == {name: campaign[name] for name in status}
    assert status["status"] == "running"
    assert api.get("/campaigns/none/status").status_code == 404
