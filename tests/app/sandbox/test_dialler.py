"""The dialler: exactly once, retries as set, pausing, cancelling, completion."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener, campaign_in, new_campaign

FAST = 5_000  # an hour takes less than a second
FINAL = {"completed", "did_not_pick", "busy", "no_answer", "failed", "retry_expired"}


def upload(api: httpx.Client, campaign: dict[str, Any], count: int, first: int = 0) -> list[str]:
    numbers = [f"+9198765{place:05d}" for place in range(first, first + count)]
    path = f"/campaigns-leads/upload-file/{campaign['id']}"
    answer = api.post(path, files={"file": ("leads.csv", "\n".join(["phone_number", *numbers]).encode())})
    assert answer.json()["leads_created"] == count
    return numbers


def wait_for(sandbox: SandboxServer, campaign: dict[str, Any], status: str) -> dict[str, Any]:
    control = sandbox.control
    reached: dict[str, Any] = control.wait_until(
        lambda: (state := control.campaign(campaign["id"]))["status"] == status and state
    )
    return reached


@pytest.mark.parametrize("retries", [0, 2])
def test_everybody_is_called_and_nobody_too_often(opened: Opener, retries: int) -> None:
    sandbox, api = opened(dialler_frozen=False, speed=FAST, call_logs=0)
    retry = {"max_retries": retries, "retry_interval_minutes": 1}
    campaign = new_campaign(api, max_concurrent_calls=20, retry_config=retry)
    numbers = upload(api, campaign, 120)
    end = wait_for(sandbox, campaign, "completed")
    assert (end["total_leads"], end["completed_calls"], end["pending_calls"], end["active"]) == (120, 120, 0, 0)
    counts = sandbox.control.calls_by_number(campaign["id"])
    assert set(counts) == set(numbers)
    assert set(counts.values()) == set(range(1, retries + 2))
    for lead in sandbox.control.state(campaign["id"])["leads"]:
        assert lead["calls"] == counts[lead["phone_number"]]
        attempts = [api.get(f"/call-logs/{log}").json() for log in lead["call_log_ids"]]
        assert {call["status"] for call in attempts} <= FINAL
        assert all(call["status"] in ("did_not_pick", "no_answer", "busy") for call in attempts[:-1])
        reached = attempts[-1]["status"] == "completed"
        assert lead["status"] == ("completed" if reached else "failed")
        if not reached and attempts[-1]["status"] != "failed":
            assert lead["calls"] == retries + 1
    shown = api.get(f"/campaigns/{campaign['id']}").json()
    assert (shown["status"], shown["completed_calls"]) == ("completed", 120)


def test_leads_that_come_later_are_called_once_too(opened: Opener) -> None:
    sandbox, api = opened(dialler_frozen=False, speed=FAST, call_logs=0)
    campaign = new_campaign(api, max_concurrent_calls=3)
    first = upload(api, campaign, 20)
    sandbox.control.wait_until(lambda: sandbox.control.campaign(campaign["id"])["completed_calls"] >= 1)
    second = upload(api, campaign, 20, first=20)
    wait_for(sandbox, campaign, "completed")
    assert sandbox.control.calls_by_number(campaign["id"]) == dict.fromkeys(first + second, 1)


def test_the_same_number_twice_is_called_twice(opened: Opener) -> None:
    sandbox, api = opened(dialler_frozen=False, speed=FAST, call_logs=0)
    campaign = new_campaign(api)
    sandbox.control.freeze()
    numbers = upload(api, campaign, 2) and upload(api, campaign, 2)
    sandbox.control.thaw()
    wait_for(sandbox, campaign, "completed")
    assert sandbox.control.calls_by_number(campaign["id"]) == dict.fromkeys(numbers, 2)


@pytest.mark.parametrize("workspace", [100, 6])
def test_never_more_at_once_than_allowed(opened: Opener, workspace: int) -> None:
    # The seeded campaigns that are running take their part of the workspace's limit.
    sandbox, api = opened(dialler_frozen=False, speed=2000, call_logs=0, concurrency=workspace)
    campaign = new_campaign(api, max_concurrent_calls=4)
    upload(api, campaign, 40)
    whole: set[int] = set()
    own: set[int] = set()

    def finished() -> bool:
        state = sandbox.control.state(campaign["id"])
        whole.add(state["dialler"]["active"])
        own.add(state["campaigns"][0]["active"])
        return bool(state["campaigns"][0]["status"] == "completed")

    sandbox.control.wait_until(finished, 15)
    assert max(own) == 4 if workspace == 100 else max(own) <= 4
    assert max(whole) == 6 if workspace == 6 else max(whole) > 6


def test_pausing_stops_new_calls_and_resuming_goes_on(opened: Opener) -> None:
    sandbox, api = opened(dialler_frozen=False, speed=FAST, call_logs=0)
    campaign = new_campaign(api, max_concurrent_calls=5)
    numbers = upload(api, campaign, 400)
    path = f"/campaigns/{campaign['id']}/status"
    sandbox.control.wait_until(lambda: sandbox.control.campaign(campaign["id"])["completed_calls"] >= 3)
    assert api.patch(path, json={"action": "pause"}).status_code == 200
    quiet = sandbox.control.wait_until(
        lambda: (state := sandbox.control.campaign(campaign["id"]))["active"] == 0 and state
    )
    assert quiet["status"] == "paused"
    assert quiet["completed_calls"] == quiet["call_logs"] < 400
    before = sandbox.control.pace()["now_s"]
    sandbox.control.wait_until(lambda: api.get("/agents2") and sandbox.control.pace()["now_s"] > before + 600)
    assert sandbox.control.campaign(campaign["id"]) == quiet
    sandbox.control.thaw(speed=50 * FAST)
    assert api.patch(path, json={"action": "resume"}).status_code == 200
    wait_for(sandbox, campaign, "completed")
    assert sandbox.control.calls_by_number(campaign["id"]) == dict.fromkeys(numbers, 1)


def test_cancelling_ends_it_for_good(opened: Opener) -> None:
    sandbox, api = opened(dialler_frozen=False, speed=FAST, call_logs=0)
    campaign = new_campaign(api, max_concurrent_calls=5)
    upload(api, campaign, 400)
    sandbox.control.wait_until(lambda: sandbox.control.campaign(campaign["id"])["completed_calls"] >= 3)
    assert api.patch(f"/campaigns/{campaign['id']}", json={"status": "cancelled"}).status_code == 200
    end = sandbox.control.wait_until(
        lambda: (state := sandbox.control.campaign(campaign["id"]))["active"] == 0 and state
    )
    assert (end["status"], end["queued"], end["total_leads"]) == ("cancelled", 0, 400)
    logs = api.get(f"/call-logs/campaign/{campaign['id']}?limit=100").json()["data"]
    assert {log["status"] for log in logs} <= FINAL | {"cancelled"}
    counts = sandbox.control.calls_by_number(campaign["id"])
    assert set(counts.values()) == {1}
    statuses = [lead["status"] for lead in sandbox.control.state(campaign["id"])["leads"]]
    assert statuses.count("removed") == 400 - sum(status in ("completed", "failed") for status in statuses)


def test_a_removed_lead_is_never_called(opened: Opener) -> None:
    sandbox, api = opened(call_logs=0, speed=FAST)
    campaign = new_campaign(api)
    numbers = upload(api, campaign, 10)
    gone = sandbox.control.state(campaign["id"])["leads"][4]
    assert api.delete(f"/campaigns-leads/{gone['id']}").status_code == 200
    sandbox.control.thaw()
    end = wait_for(sandbox, campaign, "completed")
    assert end["total_leads"] == 9
    numbers.remove(gone["phone_number"])
    assert sandbox.control.calls_by_number(campaign["id"]) == dict.fromkeys(numbers, 1)


def test_a_call_lives_through_its_states(opened: Opener) -> None:
    sandbox, api = opened(call_logs=0, speed=5)
    campaign = new_campaign(api)
    upload(api, campaign, 1)
    sandbox.control.thaw()
    seen: list[str] = []

    def over() -> bool:
        for log in api.get(f"/call-logs/campaign/{campaign['id']}").json()["data"]:
            if not seen or seen[-1] != log["status"]:
                seen.append(log["status"])
        if seen[-1:] == ["sent"]:
            sandbox.control.thaw(speed=FAST)
        return bool(seen) and seen[-1] in FINAL

    sandbox.control.wait_until(over, 15)
    assert seen[:-1] == ["created", "initiated", "sent"]


def test_a_frozen_dialler_calls_nobody(sandbox: SandboxServer, api: httpx.Client) -> None:
    before = sandbox.control.state()
    upload(api, campaign_in(api, "running"), 5)
    assert before["dialler"]["frozen"]
    for _ in range(20):
        api.get("/campaigns")
    after = sandbox.control.state()
    assert after["call_logs"] == before["call_logs"]
    assert after["dialler"] == before["dialler"]


def test_an_empty_running_campaign_waits_for_leads(opened: Opener) -> None:
    sandbox, api = opened(dialler_frozen=False, speed=FAST, call_logs=0)
    campaign = new_campaign(api)
    before = sandbox.control.pace()["now_s"]
    sandbox.control.wait_until(lambda: api.get("/agents2") and sandbox.control.pace()["now_s"] > before + 600)
    assert sandbox.control.campaign(campaign["id"])["status"] == "running"


def test_a_scheduled_campaign_starts_by_itself(opened: Opener) -> None:
    sandbox, api = opened(dialler_frozen=False, speed=FAST, call_logs=0, now=1_800_000_000)
    campaign = new_campaign(api, scheduled_at="2027-01-15T08:00:01Z")  # a second after that `now`
    upload(api, campaign, 3)
    assert sandbox.control.campaign(campaign["id"])["status"] == "active"
    wait_for(sandbox, campaign, "completed")
    assert set(sandbox.control.calls_by_number(campaign["id"]).values()) == {1}


def test_seeded_campaigns_go_on_from_their_counters(opened: Opener) -> None:
    sandbox, api = opened(speed=200_000, call_logs=400)
    before = {one["id"]: one for one in sandbox.control.state()["campaigns"] if one["status"] == "running"}
    sandbox.control.thaw()

    def finished() -> bool:
        return all(sandbox.control.campaign(identifier)["status"] == "completed" for identifier in before)

    sandbox.control.wait_until(finished, 20)
    for identifier, was in before.items():
        now = sandbox.control.campaign(identifier)
        assert now["total_leads"] == was["total_leads"] == now["completed_calls"]
        assert now["pending_calls"] == 0
        leads = sandbox.control.state(identifier, seeded=True)["leads"]
        assert len(leads) == now["total_leads"]
        assert all(1 <= lead["calls"] <= was["max_retries"] + 1 for lead in leads)
        assert sum(lead["calls"] for lead in leads) == now["call_logs"]
    assert sandbox.control.failures == []
    assert api.get("/call-logs").json()["meta"]["total"] == sandbox.control.state()["call_logs"]
