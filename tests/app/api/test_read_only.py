"""A read-only profile changes nothing, whatever part of the program tries to."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.dialect import CallDraft, CampaignChanges, CampaignDraft, LeadChanges, LeadDraft
from app.api.transport import Transport
from app.clock import SystemClock
from app.errors import AppError, ReadOnlyError
from app.models import UploadFile
from app.quota.governor import QuotaGovernor
from app.secrets import Secret

pytestmark = pytest.mark.anyio

CAMPAIGN = CampaignDraft(name="x", agent_id="agt_1", from_phone_number="+918000000000")
CHANGES: dict[str, Callable[[Api], Coroutine[Any, Any, Any]]] = {
    "change_campaign_status": lambda api: api.change_campaign_status("cmp_1", "pause"),
    "create_campaign": lambda api: api.create_campaign(CAMPAIGN),
    "update_campaign": lambda api: api.update_campaign("cmp_1", CampaignChanges(name="y")),
    "upload_leads": lambda api: api.upload_leads("cmp_1", UploadFile(name="x.csv", content=b"phone_number\n")),
    "add_lead": lambda api: api.add_lead("cmp_1", LeadDraft(country_code="+91", national_number="9800000000")),
    "update_lead": lambda api: api.update_lead("lead_1", LeadChanges(name="y")),
    "remove_lead": lambda api: api.remove_lead("lead_1"),
    "place_call": lambda api: api.place_call(CallDraft(agent_id="agt_1", to_phone_number="+919800000000")),
    "create_webhook": lambda api: api.create_webhook("https://example.test/hook", ("call.completed",), "s" * 32),
    "update_webhook": lambda api: api.update_webhook("whk_1", {"is_active": False}),
    "delete_webhook": lambda api: api.delete_webhook("whk_1"),
    "create_api_key": lambda api: api.create_api_key("x"),
    "revoke_api_key": lambda api: api.revoke_api_key("key_1"),
}
READS = {
    "agent", "agents", "all_campaigns", "api_keys", "call", "call_log", "call_log_details", "call_log_retries",
    "call_logs", "calls", "campaign", "campaigns", "check", "download", "languages", "lead", "llms",
    "network_groups", "phone_numbers", "transcribers", "voices", "webhooks",
}  # fmt: skip


def api(*, read_only: bool) -> Api:
    """A client whose requests reach nobody."""
    clock = SystemClock()
    transport = Transport("http://127.0.0.1:9/v1", Secret("key-1:secret-2"))
    return Api(transport, QuotaGovernor(clock), CampaignDialect(), clock, profile_id="p", read_only=read_only)


def test_every_method_is_one_that_reads_or_one_that_is_refused() -> None:
    methods = {
        name
        for name, method in inspect.getmembers(Api, inspect.iscoroutinefunction)
        if not name.startswith("_") and name not in ("open", "aclose")
    }
    assert methods == READS | set(CHANGES)


@pytest.mark.parametrize("name", sorted(CHANGES))
async def test_a_change_is_refused_before_anything_is_sent(name: str) -> None:
    client = api(read_only=True)
    with pytest.raises(ReadOnlyError, match="Nothing was sent"):
        await CHANGES[name](client)
    assert list(client.request_log.entries) == []
    await client.aclose()


@pytest.mark.parametrize("name", ["remove_lead", "create_webhook"])
async def test_otherwise_it_is_sent(name: str) -> None:
    client = api(read_only=False)
    await client.open()
    with pytest.raises(AppError) as caught:
        await CHANGES[name](client)
    assert not isinstance(caught.value, ReadOnlyError)
    assert len(client.request_log.entries) >= 1
    client.read_only = True  # the operator made it read-only meanwhile
    with pytest.raises(ReadOnlyError):
        await CHANGES[name](client)
    await client.aclose()
