"""A sandbox over a loopback socket, and clients that hold its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer

Opener = Callable[..., tuple[SandboxServer, httpx.Client]]


def client_of(sandbox: SandboxServer, key: str = "") -> httpx.Client:
    return httpx.Client(
        base_url=sandbox.url,
        headers={"Authorization": f"Bearer {key or sandbox.keys[0]}"},
        timeout=10,
        trust_env=False,
        verify=False,  # plain HTTP: loading the certificates takes longer than most tests
    )


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Starts sandboxes with options of choice; by default nobody is dialled and the limit is out of reach."""
    with ExitStack() as stack:

        def start(**options: Any) -> tuple[SandboxServer, httpx.Client]:
            usual = {"dialler_frozen": True, "limit": 100_000, "call_logs": 600}
            sandbox = stack.enter_context(SandboxServer(**{**usual, **options}))
            return sandbox, stack.enter_context(client_of(sandbox))

        yield start


@pytest.fixture
def sandbox(opened: Opener) -> Iterator[SandboxServer]:
    """One with the usual options; no handler may have failed at the end."""
    server, _ = opened()
    yield server
    assert server.control.failures == []


@pytest.fixture
def api(sandbox: SandboxServer) -> Iterator[httpx.Client]:
    with client_of(sandbox) as client:
        yield client


def campaign_in(client: httpx.Client, status: str) -> dict[str, Any]:
    """The first campaign in this state."""
    rows: list[dict[str, Any]] = client.get("/campaigns?limit=100").json()["data"]
    return next(row for row in rows if row["status"] == status)


def new_campaign(client: httpx.Client, **fields: Any) -> dict[str, Any]:
    """A campaign of the first agent on the first Indian number."""
    agent = client.get("/agents2").json()["data"][-1]
    number = next(row for row in client.get("/organization-phone-numbers").json()["data"] if row["status"] == "active")
    body = {"name": "Test", "agent_id": agent["id"], "from_phone_number": number["phone_number"], **fields}
    answer = client.post("/campaigns", json=body)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created
