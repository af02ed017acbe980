"""Call logs: filters, order, tags, details, retries; and single calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener, campaign_in

Row = dict[str, Any]


def everything(api: httpx.Client, query: str = "") -> list[Row]:
    rows: list[Row] = []
    page = 1
    while True:
        body = api.get(f"/call-logs?limit=100&page={page}&{query}").json()
        rows += body["data"]
        if page >= body["meta"]["totalPages"]:
            assert len(rows) == body["meta"]["total"]
            return rows
        page += 1


def test_all_of_them_newest_first(api: httpx.Client) -> None:
    rows = everything(api)
    assert len(rows) == 600
    assert len({row["id"] for row in rows}) == 600
    times = [row["created_at"] for row in rows]
    assert times == sorted(times, reverse=True)
    assert [row["id"] for row in everything(api, "created_at=asc")] == [row["id"] for row in reversed(rows)]


def day(ago: int) -> str:
    return f"{datetime.now(UTC) - timedelta(days=ago):%Y-%m-%d}"


FILTERS: list[tuple[str, Callable[[Row], bool]]] = [
    ("status=completed", lambda row: row["status"] == "completed"),
    ("status=no-answer", lambda row: row["status"] == "no_answer"),
    ("status=did_not_pick", lambda row: row["status"] == "did_not_pick"),
    ("sentiment=negative", lambda row: row["sentiment"] == "negative"),
    ("sentiment=unknown", lambda row: row["sentiment"] == "unknown"),
    ("duration_min=60&duration_max=120", lambda row: 60 <= row["duration_seconds"] <= 120),
    (f"start_date={day(5)}", lambda row: row["created_at"][:10] >= day(5)),
    (f"end_date={day(5)}", lambda row: row["created_at"][:10] <= day(5)),
    (f"start_date={day(20)}&end_date={day(12)}", lambda row: day(20) <= row["created_at"][:10] <= day(12)),
    (
        "status=completed&sentiment=positive&duration_min=100",
        lambda row: row["sentiment"] == "positive" and row["duration_seconds"] >= 100,
    ),
]


@pytest.mark.parametrize(("query", "wanted"), FILTERS, ids=[query for query, _ in FILTERS])
def test_filters(api: httpx.Client, query: str, wanted: Callable[[Row], bool]) -> None:
    rows = everything(api)
    expected = [row for row in rows if wanted(row)]
    assert 0 < len(expected) < len(rows)
    assert everything(api, query) == expected


@pytest.mark.parametrize("name", ["agent_id", "campaign_id"])
def test_filters_by_id(api: httpx.Client, name: str) -> None:
    rows = everything(api)
    identifier = rows[0][name]
    assert everything(api, f"{name}={identifier}") == [row for row in rows if row[name] == identifier]
    assert everything(api, f"{name}=nobody") == []


@pytest.mark.parametrize("direction", ["asc", "desc"])
def test_empty_durations_come_last_in_both_directions(api: httpx.Client, direction: str) -> None:
    durations = [row["duration_seconds"] for row in everything(api, f"duration={direction}")]
    real = [seconds for seconds in durations if seconds]
    assert 0 < len(real) < len(durations)
    assert durations == sorted(real, reverse=direction == "desc") + [0] * (len(durations) - len(real))


@pytest.mark.parametrize(
    "query",
    [
        "status=ringing",
        "sentiment=happy",
        "start_date=yesterday",
        "end_date=2026-13-01",
        "duration_min=long",
        "duration_max=-1",
        "created_at=up",
        "duration=longest",
        "limit=101",
    ],
)
def test_a_filter_that_makes_no_sense_is_400(api: httpx.Client, query: str) -> None:
    assert api.get(f"/call-logs?{query}").status_code == 400


def test_a_page_beyond_the_end_is_empty(api: httpx.Client) -> None:
    body = api.get("/call-logs?page=999").json()
    assert body == {"data": [], "meta": {"page": 999, "limit": 20, "total": 600, "totalPages": 30}}


def test_the_tag_belongs_to_url_and_content(sandbox: SandboxServer, api: httpx.Client) -> None:
    first = api.get("/call-logs?limit=5")
    tag = first.headers["etag"]
    assert api.get("/call-logs?limit=5").headers["etag"] == tag
    assert api.get("/call-logs?limit=6").headers["etag"] != tag
    for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        unchanged = api.get("/call-logs?limit=5", headers={"If-None-Match": sent})
        assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", tag)
    assert api.get("/call-logs?limit=5", headers={"If-None-Match": '"other"'}).status_code == 200
    assert api.get("/call-logs?limit=6", headers={"If-None-Match": tag}).status_code == 200

    agent = first.json()["data"][0]["agent_id"]
    placed = api.post("/calls", json={"agent_id": agent, "to_phone_number": "+919876543210"})
    assert placed.status_code == 201
    changed = api.get("/call-logs?limit=5", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    assert changed.json()["data"][1:] == first.json()["data"][:4]


def test_only_the_list_has_a_tag(api: httpx.Client) -> None:
    row = api.get("/call-logs").json()["data"][0]
    paths = (f"/call-logs/{row['id']}", f"/call-logs/campaign/{row['campaign_id']}", "/campaigns", "/calls")
    assert ["etag" in api.get(path).headers for path in paths] == [False] * 4


def test_both_ids_name_the_same_call(api: httpx.Client) -> None:
    row = api.get("/call-logs").json()["data"][0]
    assert api.get(f"/call-logs/{row['id']}").json() == row
    assert api.get(f"/call-logs/{row['call_id']}").json() == row


@pytest.mark.parametrize("identifier", ["log_000000000000", "log_", "lead_123456789012", "x", "log_zzzzzzzzzzzz"])
@pytest.mark.parametrize("part", ["", "/details", "/retries"])
def test_an_unknown_call_is_404(api: httpx.Client, identifier: str, part: str) -> None:
    assert api.get(f"/call-logs/{identifier}{part}").status_code == 404


def test_details_tell_the_conversation(api: httpx.Client) -> None:
    spoken = everything(api, "status=completed&duration_min=60")[:40]
    details = [api.get(f"/call-logs/{row['id']}/details").json() for row in spoken]
    for row, one in zip(spoken, details, strict=True):
        assert {name: one[name] for name in row} == row
        lines = one["transcript"].split("\n")
        assert len(lines) >= 6
        assert {line.split(": ")[0] for line in lines} == {"Agent", "User"}
        assert "{" not in one["transcript"]
        assert [event["event"] for event in one["timeline"]] == ["call_started", "call_answered", "call_ended"]
        assert one["timeline"][0]["timestamp"] == one["created_at"]
        assert one["recording_url"].endswith(f"/recordings/{one['id']}.wav")
        assert one["analysis"]
    texts = " ".join(one["transcript"] for one in details)
    assert "नमस्ते" in texts
    assert "Thank you" in texts
    again = api.get(f"/call-logs/{spoken[0]['id']}/details").json()
    assert again == details[0]


def test_nobody_speaks_in_a_call_that_was_not_answered(api: httpx.Client) -> None:
    row = everything(api, "status=busy")[0]
    one = api.get(f"/call-logs/{row['id']}/details").json()
    assert (one["transcript"], one["analysis"], one["recording_url"]) == ("", {}, None)
    assert [event["event"] for event in one["timeline"]] == ["call_started", "call_ended"]
    assert (one["end_reason"], one["duration_seconds"]) == ("user_busy", 0)


def test_retries_are_the_attempts_for_one_lead(sandbox: SandboxServer, api: httpx.Client) -> None:
    leads = sandbox.control.state(seeded=True)["leads"]
    lead = next(one for one in leads if one["calls"] == 3)
    for log in lead["call_log_ids"]:
        body = api.get(f"/call-logs/{log}/retries").json()
        assert body["call_id"].startswith("call_")
        assert [one["attempt"] for one in body["data"]] == [1, 2, 3]
        assert {one["status"] for one in body["data"][:2]} <= {"did_not_pick", "no_answer", "busy"}
        assert [one["timestamp"] for one in body["data"]] == sorted(one["timestamp"] for one in body["data"])


def test_the_calls_of_a_campaign(sandbox: SandboxServer, api: httpx.Client) -> None:
    campaign = campaign_in(api, "completed")
    body = api.get(f"/call-logs/campaign/{campaign['id']}?limit=100").json()
    count = sandbox.control.campaign(campaign["id"])["call_logs"]
    assert body["meta"]["total"] == count > 0
    assert body["data"] == api.get(f"/call-logs?limit=100&campaign_id={campaign['id']}").json()["data"]
    assert api.get("/call-logs/campaign/none").status_code == 404


def test_a_single_call(sandbox: SandboxServer, api: httpx.Client) -> None:
    agent = next(one for one in api.get("/agents2").json()["data"] if one["current_version"]["telephony"]["outbound"])
    body = {"agent_id": agent["id"], "to_phone_number": "+919876543210", "metadata": {"name": "Meera"}}
    placed = api.post("/calls", json=body)
    assert placed.status_code == 201
    assert placed.json()["status"] == "initiated"
    one = api.get(f"/calls/{placed.json()['id']}").json()
    assert (one["to_phone_number"], one["metadata"], one["ended_at"]) == ("+919876543210", {"name": "Meera"}, None)
    listed = api.get("/calls").json()
    assert listed["data"][0]["id"] == one["id"]
    assert listed["meta"]["total"] == 601
    sandbox.control.thaw(speed=100_000)
    ended = sandbox.control.wait_until(
        lambda: (row := api.get(f"/calls/{one['id']}").json())["ended_at"] is not None and row
    )
    assert ended["status"] in ("completed", "did_not_pick", "no_answer", "busy", "failed")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"to_phone_number": "12"}, 400),
        ({"to_phone_number": None}, 400),
        ({"to_phone_number": "+447400123456"}, 403),
        ({"agent_id": "agt_none"}, 404),
        ({"from_phone_number": "+910000000000"}, 400),
        ({"metadata": {str(place): "" for place in range(16)}}, 400),
    ],
)
def test_a_single_call_that_cannot_be(api: httpx.Client, fields: Row, status: int) -> None:
    agent = next(one for one in api.get("/agents2").json()["data"] if one["current_version"]["telephony"]["outbound"])
    body = {"agent_id": agent["id"], "to_phone_number": "+919876543210"} | fields
    assert api.post("/calls", json=body).status_code == status


def test_at_the_concurrency_limit_a_call_is_409(opened: Opener) -> None:
    _, api = opened(concurrency=1)
    agent = next(one for one in api.get("/agents2").json()["data"] if one["current_version"]["telephony"]["outbound"])
    body = {"agent_id": agent["id"], "to_phone_number": "+919876543210"}
    assert [api.post("/calls", json=body).status_code for _ in range(2)] == [201, 409]


def test_calls_are_bounded_by_instants(api: httpx.Client) -> None:
    rows = everything(api, "created_at=asc")
    start, end = rows[100]["created_at"], rows[199]["created_at"]
    body = api.get("/calls", params={"from": start, "to": end}).json()
    assert body["meta"]["total"] == sum(start <= row["created_at"] <= end for row in rows)
