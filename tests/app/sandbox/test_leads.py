"""Single leads."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import campaign_in, new_campaign


def add(api: httpx.Client, campaign: dict[str, Any], **fields: Any) -> httpx.Response:
    body = {"name": "Aarav", "phoneNumber": "9876543210", "countryCode": "+91", "campaignId": campaign["id"]}
    return api.post("/campaigns-leads", json=body | fields)


def test_a_lead_is_added_read_changed_and_removed(sandbox: SandboxServer, api: httpx.Client) -> None:
    campaign = new_campaign(api)
    made = add(api, campaign, notes={"city": "Pune", "loan_amount": "250000"})
    assert made.status_code == 201
    lead = made.json()
    assert lead["phone_number"] == "+919876543210"
    assert (lead["name"], lead["campaign_id"], lead["status"]) == ("Aarav", campaign["id"], "pending")
    assert lead["notes"] == {"city": "Pune", "loan_amount": "250000"}
    assert "call_log_id" not in lead
    path = f"/campaigns-leads/{lead['id']}"
    assert api.get(path).json() == lead

    changed = api.patch(path, json={"phone_number": "+918800000001", "metadata": {"city": "Thane"}, "notes": "asked"})
    assert changed.status_code == 200
    assert changed.json()["phone_number"] == "+918800000001"
    assert changed.json()["notes"] == {"city": "Thane"}  # replaced as a whole

    assert sandbox.control.campaign(campaign["id"])["total_leads"] == 1
    assert "message" in api.delete(path).json()
    assert [api.get(path).status_code, api.delete(path).status_code, api.patch(path, json={}).status_code] == [404] * 3
    after = sandbox.control.campaign(campaign["id"])
    assert (after["total_leads"], after["queued"]) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"phoneNumber": "12"}, 400),
        ({"phoneNumber": ""}, 400),
        ({"phoneNumber": "987654321a"}, 400),
        ({"phoneNumber": "7400123456", "countryCode": "+44"}, 403),
        ({"phoneNumber": "2025550143", "countryCode": "+1"}, 403),
        ({"phoneNumber": "501234567", "countryCode": "+971"}, 201),
        ({"phoneNumber": "9876543210", "countryCode": ""}, 400),
        ({"notes": {f"v{place}": "x" for place in range(15)}}, 201),
        ({"notes": {f"v{place}": "x" for place in range(16)}}, 400),
        ({"notes": 5}, 400),
        ({"metadata": []}, 400),
        ({"campaignId": "cmp_none"}, 404),
        ({"campaignId": None}, 400),
    ],
)
def test_what_a_lead_may_be(api: httpx.Client, fields: dict[str, Any], status: int) -> None:
    assert add(api, new_campaign(api), **fields).status_code == status


@pytest.mark.parametrize("state", ["draft", "active", "running", "paused"])
def test_leads_are_taken_until_the_end(api: httpx.Client, state: str) -> None:
    campaign = campaign_in(api, state)
    assert add(api, campaign).status_code == 201
    after = api.get(f"/campaigns/{campaign['id']}").json()
    assert after["total_leads"] == campaign["total_leads"] + 1
    assert after["pending_calls"] == campaign["pending_calls"] + 1


@pytest.mark.parametrize("state", ["completed", "cancelled"])
def test_a_finished_campaign_takes_none_and_gives_none_back(
    sandbox: SandboxServer, api: httpx.Client, state: str
) -> None:
    campaign = campaign_in(api, state)
    assert add(api, campaign).status_code == 409
    lead = next(
        one for one in sandbox.control.state(campaign["id"], seeded=True)["leads"] if one["status"] == "completed"
    )
    assert api.delete(f"/campaigns-leads/{lead['id']}").status_code == 409


def test_a_dialled_lead_is_not_changed_and_keeps_its_log_when_removed(
    sandbox: SandboxServer, api: httpx.Client
) -> None:
    campaign = campaign_in(api, "running")
    lead = next(
        one for one in sandbox.control.state(campaign["id"], seeded=True)["leads"] if one["status"] == "completed"
    )
    path = f"/campaigns-leads/{lead['id']}"
    log = api.get(path).json()["call_log_id"]
    assert log == lead["call_log_ids"][-1]
    assert api.patch(path, json={"name": "x"}).status_code == 409
    assert api.delete(path).status_code == 200
    assert api.get(f"/call-logs/{log}").status_code == 200


def test_a_new_number_must_be_e164(api: httpx.Client) -> None:
    lead = add(api, new_campaign(api)).json()
    path = f"/campaigns-leads/{lead['id']}"
    assert api.patch(path, json={"phone_number": "9876543211"}).status_code == 400
    assert api.patch(path, json={"phoneNumber": "9876543211", "countryCode": "+91"}).status_code == 200
    assert api.get(path).json()["phone_number"] == "+919876543211"


def test_leads_cannot_be_listed(api: httpx.Client) -> None:
    campaign = campaign_in(api, "running")
    assert api.get("/campaigns-leads").status_code == 404
    assert api.get(f"/campaigns/{campaign['id']}/leads").status_code == 404
