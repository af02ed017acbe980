"""Agents, caller numbers, catalogues, webhooks."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.app.sandbox.conftest import Opener


def test_agents_carry_what_an_operator_needs(api: httpx.Client) -> None:
    agents = api.get("/agents2").json()["data"]
    numbers = {row["id"]: row["phone_number"] for row in api.get("/organization-phone-numbers").json()["data"]}
    published = [agent for agent in agents if agent["current_version"]["is_published"]]
    assert len(published) == len(agents) - 1
    for agent in published:
        version = agent["current_version"]
        assert version["number"] == agent["current_version_number"]
        assert version["title"]
        assert version["language"]["details"]["code"] in ("hi-IN", "en-IN")
        outbound = version["telephony"]["outbound"]
        assert numbers[outbound["id"]] == outbound["details"]["phone_number"]
        assert "name" in version["prompts"]["default_dynamic_variables"]
        assert api.get(f"/agents2/{agent['id']}").json() == agent
    (draft,) = [agent["current_version"] for agent in agents if agent not in published]
    assert draft["telephony"]["outbound"] is None
    assert draft["prompts"]["default_dynamic_variables"] is None
    assert api.get("/agents2/none").status_code == 404
    assert api.get("/agents").status_code == 404  # that path belongs to the other generation


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 7), ("country_code=%2B91", 6), ("country_code=US", 1), ("type=toll_free", 1), ("type=mobile", 0)],
)
def test_caller_numbers(api: httpx.Client, query: str, count: int) -> None:
    body = api.get(f"/organization-phone-numbers?{query}").json()
    assert (len(body["data"]), body["meta"]["total"]) == (count, count)
    for row in body["data"]:
        assert api.get(f"/organization-phone-numbers/{row['id']}").json()["phone_number"] == row["phone_number"]


def test_caller_numbers_refuse(api: httpx.Client) -> None:
    assert api.get("/organization-phone-numbers?type=fax").status_code == 400
    assert api.get("/organization-phone-numbers/none").status_code == 404


def rows_of(body: Any) -> list[Any]:
    if isinstance(body, list):
        return body
    return next(value for value in body.values() if isinstance(value, list))


@pytest.mark.parametrize("spelling", ["sample", "prose"])
@pytest.mark.parametrize("resource", ["voices", "languages", "llms", "transcribers"])
def test_catalogues(opened: Opener, resource: str, spelling: str) -> None:
    _, api = opened(spelling=spelling, call_logs=0)
    body = api.get(f"/{resource}?limit=50").json()
    assert isinstance(body, list) == (spelling == "sample" and resource != "voices")
    rows = rows_of(body)
    assert len(rows) >= 3
    for row in rows:
        assert {"id", "name"} <= set(row)
        assert api.get(f"/{resource}/{row['id']}").json() == row
    assert api.get(f"/{resource}/none").status_code == 404


def test_voices_are_filtered_and_paged(api: httpx.Client) -> None:
    body = api.get("/voices?provider=sarvam&gender=female&limit=1").json()
    assert (body["total"], body["totalPages"], len(body["voices"])) == (2, 2, 1)
    assert api.get("/voices?language_id=lang_tain").json()["total"] == 1
    assert api.get("/voices?limit=51").status_code == 400
    assert "indian" in api.get("/voices/accents").json()


def test_where_the_workspace_may_dial(api: httpx.Client) -> None:
    groups = api.get("/phone-country-rules/enabled-network-groups").json()
    assert {group["countryRule"]["country_iso"] for group in groups} == {"IN", "AE", "US"}
    countries = api.get("/phone-country-rules/countries").json()
    assert {"GB", "IN"} <= {country["country_iso"] for country in countries}


@pytest.mark.parametrize("spelling", ["sample", "prose"])
def test_webhooks_are_kept(opened: Opener, spelling: str) -> None:
    _, api = opened(spelling=spelling, call_logs=0)

    def inner(answer: httpx.Response) -> dict[str, Any]:
        body: dict[str, Any] = answer.json()
        return body.get("webhook", body)

    made = api.post("/user-webhooks", json={"url": "https://a.example/x", "events": ["call.failed"], "secret": "s"})
    assert (made.status_code, inner(made)["secret"]) == (201, "s")
    path = f"/user-webhooks/{inner(made)['id']}"
    assert len(rows_of(api.get("/user-webhooks").json())) == 3
    changed = inner(api.patch(path, json={"events": ["campaign.completed"], "is_active": False}))
    assert (changed["events"], changed["is_active"], changed["url"]) == (
        ["campaign.completed"],
        False,
        "https://a.example/x",
    )
    assert inner(api.get(path)) == changed
    assert "secret" not in changed
    assert len(rows_of(api.get("/user-webhooks?is_active=false").json())) == 1
    assert "message" in api.delete(path).json()
    assert [api.get(path).status_code, api.delete(path).status_code] == [404, 404]


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "http://a.example"},
        {"url": "https://a.example/" + "x" * 150},
        {"events": []},
        {"events": "call.failed"},
        {"secret": ""},
        {"is_active": 1},
    ],
)
def test_a_webhook_that_breaks_a_rule_is_400(api: httpx.Client, fields: dict[str, Any]) -> None:
    body = {"url": "https://a.example/x", "events": ["call.failed"], "secret": "s"} | fields
    assert api.post("/user-webhooks", json=body).status_code == 400
