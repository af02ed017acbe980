"""Keys: what is refused with 401 and 403, and managing them."""

from __future__ import annotations

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener, client_of


@pytest.mark.parametrize(
    "header",
    [
        None,
        "Bearer",
        "Bearer demo-key-0001",
        "Bearer demo-key-0001:wrong",
        "Basic demo-key-0001:demo-secret-0001",
        "demo-key-0001:demo-secret-0001",
    ],
)
def test_anything_but_the_whole_key_is_401(sandbox: SandboxServer, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = httpx.get(f"{sandbox.url}/agents2", headers=headers, trust_env=False)
    assert answer.status_code == 401
    body = answer.json()
    assert (body["statusCode"], body["error"], type(body["message"])) == (401, "Unauthorized", str)


def test_the_default_key_may_do_everything(sandbox: SandboxServer, api: httpx.Client) -> None:
    assert sandbox.keys == ["demo-key-0001:demo-secret-0001"]
    paths = ("/campaigns", "/call-logs", "/agents2", "/organization-phone-numbers", "/api-keys", "/user-webhooks")
    assert [api.get(path).status_code for path in paths] == [200] * 6


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ("calls:read", {"/campaigns", "/call-logs"}),
        ("agents:read", {"/agents2", "/voices"}),
        ("calls:read+phone_numbers:read", {"/campaigns", "/call-logs", "/organization-phone-numbers"}),
        ("billing:read", set()),
    ],
)
def test_a_restricted_key_gets_403_elsewhere(opened: Opener, permissions: str, allowed: set[str]) -> None:
    _, api = opened(keys=[f"some:key {permissions}"])
    paths = {"/campaigns", "/call-logs", "/agents2", "/voices", "/organization-phone-numbers", "/api-keys"}
    statuses = {path: api.get(path).status_code for path in paths}
    assert {path for path, status in statuses.items() if status == 200} == allowed
    assert set(statuses.values()) <= {200, 403}


def test_reading_is_not_writing(opened: Opener) -> None:
    sandbox, api = opened(keys=["some:key calls:read"])
    campaign = sandbox.control.state()["campaigns"][0]
    answer = api.patch(f"/campaigns/{campaign['id']}/status", json={"action": "pause"})
    assert answer.status_code == 403
    assert sandbox.control.campaign(campaign["id"])["status"] == campaign["status"]


def test_a_key_is_made_used_and_revoked(sandbox: SandboxServer, api: httpx.Client) -> None:
    made = api.post("/api-keys", json={"name": "Laptop"})
    assert made.status_code == 201
    assert set(made.json()) == {"id", "name", "secret", "created_at"}
    with client_of(sandbox, made.json()["secret"]) as other:
        assert other.get("/agents2").status_code == 200
        listed = api.get("/api-keys?search=lap").json()["data"]
        assert [row["id"] for row in listed] == [made.json()["id"]]
        assert "secret" not in listed[0]
        assert api.delete(f"/api-keys/{made.json()['id']}").status_code == 200
        assert other.get("/agents2").status_code == 401
    assert api.delete(f"/api-keys/{made.json()['id']}").status_code == 404


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "x", "expire_now": "yes"}])
def test_a_key_needs_a_name(api: httpx.Client, body: dict[str, object]) -> None:
    assert api.post("/api-keys", json=body).status_code == 400


def test_expired_keys(sandbox: SandboxServer, api: httpx.Client) -> None:
    made = api.post("/api-keys", json={"name": "Old", "expire_now": True}).json()
    with client_of(sandbox, made["secret"]) as other:
        assert other.get("/agents2").status_code == 401
    assert sandbox.control.expire_key("demo-key-0001")
    assert api.get("/agents2").json()["message"] == "API key has expired"
    assert sandbox.control.expire_key("demo-key-0001", expired=False)
    assert api.get("/agents2").status_code == 200


def test_the_record_shows_no_secret(sandbox: SandboxServer, api: httpx.Client) -> None:
    api.get("/agents2")
    with client_of(sandbox, "stranger:hush") as other:
        other.get("/agents2")
    seen = sandbox.control.requests()
    assert [one.key for one in seen] == ["demo-key-0001", ""]
    assert "demo-secret" not in repr(seen)
    assert "hush" not in repr(seen)
