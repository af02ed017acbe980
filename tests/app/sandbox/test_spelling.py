"""The field names that the documentation mixes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener, new_campaign

RETRIES = {"sample": "retry_config", "prose": "retry_policy"}
DURATION = {"sample": "duration_seconds", "prose": "duration_sec"}
TO = {"sample": "to_phone_number", "prose": "to_number"}


def rows(api: httpx.Client, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"{path}?limit=100").json()["data"]
    return found


@pytest.mark.parametrize("style", ["sample", "prose"])
def test_one_style_throughout(opened: Opener, style: str) -> None:
    _, api = opened(spelling=style)
    other = "prose" if style == "sample" else "sample"
    for campaign in rows(api, "/campaigns"):
        assert RETRIES[style] in campaign
        assert RETRIES[other] not in campaign
        assert {"total_leads", "completed_calls", "pending_calls"} <= set(campaign)
    for call in rows(api, "/call-logs"):
        assert {DURATION[style], TO[style]} <= set(call)
        assert not {DURATION[other], TO[other]} & set(call)
        assert call["id"].startswith("log_" if style == "sample" else "call_")
        assert api.get(f"/call-logs/{call['id']}").json() == call


def test_mixed_changes_from_record_to_record(opened: Opener) -> None:
    _, api = opened(spelling="mixed")
    for path, names in (("/campaigns", RETRIES), ("/call-logs", DURATION)):
        styles = [names["sample"] in row for row in rows(api, path)]
        assert 0 < sum(styles) < len(styles)
        assert all((names["prose"] in row) != style for row, style in zip(rows(api, path), styles, strict=True))


def test_states_in_prose(opened: Opener) -> None:
    sandbox, api = opened(spelling="prose")
    assert {row["status"] for row in rows(api, "/campaigns")} == {
        *("draft", "active", "paused", "completed", "cancelled")
    }
    running = [one["id"] for one in sandbox.control.state()["campaigns"] if one["status"] == "running"]
    assert {api.get(f"/campaigns/{one}").json()["status"] for one in running} == {"active"}
    # Writing that state back changes nothing, since it is the one it is in.
    assert api.patch(f"/campaigns/{running[0]}", json={"status": "active"}).status_code == 200
    assert sandbox.control.campaign(running[0])["status"] == "running"
    statuses = {
        row["status"] for page in range(1, 7) for row in api.get(f"/call-logs?limit=100&page={page}").json()["data"]
    }
    assert {"no-answer", "voicemail", "did_not_pick"} <= statuses
    for status in statuses:
        found = api.get(f"/call-logs?status={status}&limit=100").json()["data"]
        assert found or status == "completed"
        if status != "completed":  # the sample counts a mailbox as completed
            assert {row["status"] for row in found} == {status}


@pytest.mark.parametrize(
    ("style", "present", "absent"),
    [
        ("sample", {"name", "notes"}, {"metadata"}),
        ("prose", {"metadata", "notes"}, {"name"}),
    ],
)
def test_lean_leads(opened: Opener, style: str, present: set[str], absent: set[str]) -> None:
    _, api = opened(spelling=style, lean=True)
    body = {"name": "A", "phoneNumber": "9876543210", "campaignId": new_campaign(api)["id"], "notes": {"city": "Pune"}}
    lead = api.post("/campaigns-leads", json=body).json()
    assert present <= set(lead)
    assert not absent & set(lead)
    assert lead["notes"] == ({"city": "Pune"} if style == "sample" else "")


@pytest.mark.parametrize("style", ["sample", "prose", "mixed"])
def test_lean_leaves_out_what_the_example_does(opened: Opener, style: str) -> None:
    _, api = opened(spelling=style, lean=True)
    for campaign in rows(api, "/campaigns"):
        counters, organization = "total_leads" in campaign, "organization_id" in campaign
        assert counters != organization
    for call in rows(api, "/call-logs"):
        assert not {"campaign_id", "summary", *TO.values()} & set(call)


def test_the_style_can_be_changed_while_it_runs(sandbox: SandboxServer, api: httpx.Client) -> None:
    before = rows(api, "/call-logs")
    sandbox.control.set(spelling="prose")
    assert DURATION["prose"] in rows(api, "/call-logs")[0]
    sandbox.control.set(spelling="sample")
    assert rows(api, "/call-logs") == before
