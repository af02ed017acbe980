"""A server for reference data, and the API of one profile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.quota.governor import QuotaGovernor
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from tests.app.api.conftest import SkippingClock

KEY = "reference-id:reference-secret"


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer(dialler_frozen=True, limit=100_000, call_logs=0, keys=[KEY]) as server:
        yield server


@pytest.fixture
def clock() -> SkippingClock:
    return SkippingClock()


@pytest.fixture
async def api(sandbox: SandboxServer, clock: SkippingClock) -> AsyncIterator[Api]:
    governor = QuotaGovernor(clock)
    api = Api(Transport(sandbox.url, Secret(KEY)), governor, CampaignDialect(), clock, profile_id="p")
    yield api
    await governor.aclose()
    await api.aclose()
