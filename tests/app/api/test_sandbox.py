"""Every question to a sandbox, in each of the spellings of the documentation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from app.api.client import Api
from app.api.dialect import (
    CallDraft,
    CallLogQuery,
    CampaignChanges,
    CampaignDraft,
    Capability,
    LeadChanges,
    LeadDraft,
)
from app.errors import (
    AuthError,
    ConflictError,
    ForbiddenError,
    InvalidRequestError,
    NotFoundError,
    OddAnswerError,
)
from app.models import CallLog, Campaign, UploadFile
from app.sandbox.server import SandboxServer
from tests.app.api.asked_for import matches
from tests.app.api.conftest import KEY, Connect

pytestmark = pytest.mark.anyio

OpenSandbox = Callable[..., SandboxServer]


@pytest.fixture(params=["sample", "prose", "mixed", "sample lean", "prose lean"])
def sandbox(request: pytest.FixtureRequest, open_sandbox: OpenSandbox) -> SandboxServer:
    spelling, _, lean = request.param.partition(" ")
    return open_sandbox(spelling=spelling, lean=bool(lean))


@pytest.fixture
async def api(sandbox: SandboxServer, connect: Connect) -> Api:
    return await connect(sandbox.url)


async def first_in(api: Api, *statuses: str) -> Campaign:
    return next(campaign for campaign in await api.all_campaigns() if campaign.status in statuses)


def is_utc(at: datetime | None) -> bool:
    return at is not None and at.tzinfo is UTC


async def new_campaign(api: Api) -> Campaign:
    agent = next(agent for agent in await api.agents() if agent.is_published)
    number = next(number for number in await api.phone_numbers() if number.number.startswith("+91"))
    return await api.create_campaign(
        CampaignDraft(
            name="Test",
            agent_id=agent.id,
            from_phone_number=number.number,
            scheduled_at=datetime.now(UTC) + timedelta(days=1),
            max_concurrent_calls=2,
            max_retries=3,
            retry_interval_minutes=30,
        )
    )


async def test_campaigns(api: Api, sandbox: SandboxServer) -> None:
    campaigns = await api.all_campaigns()
    assert len(campaigns) >= 12
    assert len({campaign.id for campaign in campaigns}) == len(campaigns)
    for campaign in campaigns:
        truth = sandbox.control.campaign(campaign.id)
        assert campaign.name == truth["name"]
        assert campaign.status == truth["status"] or (campaign.status, truth["status"]) == ("active", "running")
        assert campaign.agent_id
        assert (campaign.from_phone_number or "").startswith("+")
        assert is_utc(campaign.created_at)
        one = await api.campaign(campaign.id)
        assert (one.id, one.name) == (campaign.id, campaign.name)
    page = await api.campaigns(page=2, limit=5)
    assert [campaign.id for campaign in page.items] == [campaign.id for campaign in campaigns[5:10]]
    assert (page.page, page.limit, page.total) == (2, 5, len(campaigns))
    assert page.has_more


async def test_a_campaign_is_created_and_changed(api: Api) -> None:
    created = await new_campaign(api)
    assert created.name == "Test"
    assert created.max_concurrent_calls == 2
    changed = await api.update_campaign(
        created.id, CampaignChanges(name="Other", max_concurrent_calls=4, max_retries=1, retry_interval_minutes=60)
    )
    assert (changed.id, changed.name, changed.max_concurrent_calls) == (created.id, "Other", 4)
    again = await api.campaign(created.id)
    assert again.name == "Other"
    if again.max_retries is not None:
        assert (again.max_retries, again.retry_interval_minutes) == (1, 60)


async def test_status_changes_show_what_the_server_says(api: Api, sandbox: SandboxServer) -> None:
    campaign = await first_in(api, "running", "active")
    paused = await api.change_campaign_status(campaign.id, "pause")
    assert paused.status == "paused"
    assert sandbox.control.campaign(campaign.id)["status"] == "paused"
    assert (await api.change_campaign_status(campaign.id, "resume")).status in ("running", "active")
    assert (await api.change_campaign_status(campaign.id, "cancel")).status == "cancelled"
    with pytest.raises(ConflictError):
        await api.change_campaign_status(campaign.id, "resume")


async def test_leads_one_by_one(api: Api) -> None:
    campaign = await new_campaign(api)
    added = await api.add_lead(
        campaign.id,
        LeadDraft(country_code="+91", national_number="9876543210", name="Asha", variables={"city": "Pune"}),
    )
    assert added.phone_number == "+919876543210"
    assert added.variables == {"city": "Pune"}
    assert added.status == "pending"
    assert added.campaign_id == campaign.id
    changed = await api.update_lead(added.id, LeadChanges(name="Asha K", variables={"city": "Goa", "plan": "B"}))
    assert changed.variables == {"city": "Goa", "plan": "B"}
    assert (await api.lead(added.id)).phone_number == "+919876543210"
    await api.remove_lead(added.id)
    with pytest.raises(NotFoundError):
        await api.remove_lead(added.id)


async def test_a_file_of_leads(api: Api, sandbox: SandboxServer) -> None:
    campaign = await new_campaign(api)
    rows = "".join(f"+91987654{index:04},name {index}\r\n" for index in range(1200)) + ",nobody\r\n"
    file = UploadFile(name="leads.csv", content=b"phone_number,name\r\n" + rows.encode())
    progress: list[tuple[int, int]] = []
    counts = await api.upload_leads(campaign.id, file, on_sent=lambda sent, total: progress.append((sent, total)))
    assert (counts.created, counts.skipped) == (1200, 1)
    assert progress[-1] == (len(file.content), len(file.content))
    assert sandbox.control.campaign(campaign.id)["total_leads"] == 1200


async def test_refused_rows_are_named(api: Api) -> None:
    campaign = await new_campaign(api)
    content = b"phone_number\r\n+919876543210\r\n12345\r\n+919876543211\r\nnot a number\r\n"
    with pytest.raises(InvalidRequestError) as caught:
        await api.upload_leads(campaign.id, UploadFile(name="leads.csv", content=content))
    error = caught.value
    assert len(error.rows) == 2
    assert {row.phone_number for row in error.rows} == {"12345", "not a number"}
    assert all(row.position is not None and row.reason for row in error.rows)
    assert error.status == 400


async def test_a_file_without_the_phone_column(api: Api) -> None:
    campaign = await new_campaign(api)
    with pytest.raises(InvalidRequestError) as caught:
        await api.upload_leads(campaign.id, UploadFile(name="leads.csv", content=b"mobile\r\n1\r\n"))
    assert "phone_number" in caught.value.user_message


async def all_call_logs(api: Api, query: CallLogQuery) -> list[CallLog]:
    found: list[CallLog] = []
    number = 1
    while True:
        page = await api.call_logs(query, page=number)
        found += page.items
        if not page.has_more:
            return found
        number += 1


async def test_call_logs(api: Api) -> None:
    everything = await all_call_logs(api, CallLogQuery())
    assert len({log.id for log in everything}) == len(everything) >= 250
    times = [log.created_at for log in everything if log.created_at is not None]
    assert times == sorted(times, reverse=True)
    assert all(log.status and log.agent_id for log in everything)
    oldest_first = await api.call_logs(CallLogQuery(newest_first=False))
    assert oldest_first.items[0].id == everything[-1].id
    done = [log for log in everything if log.status == "completed"]
    assert any((log.duration_s or 0) > 0 for log in done)


async def test_call_log_filters_reach_the_server(api: Api, sandbox: SandboxServer) -> None:
    everything = await all_call_logs(api, CallLogQuery())
    agent_id = everything[0].agent_id
    days = sorted(log.created_at.date() for log in everything if log.created_at)
    day: date = days[len(days) // 2] if days else date(2024, 1, 1)
    one_day = timedelta(days=1)
    for query, sent in (
        (CallLogQuery(agent_id=agent_id), f"agent_id={agent_id}"),
        (CallLogQuery(status="busy"), "status=busy"),
        (CallLogQuery(sentiment="positive"), "sentiment=positive"),
        (CallLogQuery(duration_min_s=30, duration_max_s=90), "duration_min=30&duration_max=90"),
        (CallLogQuery(start_date=day, end_date=day), f"start_date={day - one_day}&end_date={day + one_day}"),
    ):
        found = {log.id for log in await all_call_logs(api, query) if matches(query, log)}
        expected = {log.id for log in everything if matches(query, log)}
        if query.status is None or expected:
            assert found == expected
        assert len(found) < len(everything)
        assert sent in sandbox.control.requests()[-1].query


async def test_call_logs_of_a_campaign(api: Api, sandbox: SandboxServer) -> None:
    called = sandbox.control.calls_by_number
    campaign = next(campaign for campaign in await api.all_campaigns() if called(campaign.id))
    query = CallLogQuery(campaign_id=campaign.id)
    logs = await all_call_logs(api, query)
    assert logs
    assert {log.campaign_id for log in logs} == {campaign.id}
    assert sum(called(campaign.id).values()) == len(logs)


async def test_details_of_a_call(api: Api) -> None:
    logs = await all_call_logs(api, CallLogQuery(sentiment="positive"))
    log = next(log for log in logs if log.status == "completed")
    light = await api.call_log(log.id)
    assert light.status == "completed"
    assert light.transcript is None
    full = await api.call_log_details(log.id, call_id=log.call_id)
    assert full.transcript
    assert "\n" in full.transcript
    assert full.timeline
    assert full.timeline[0].event == "call_started"
    assert is_utc(full.timeline[0].at)
    attempts = await api.call_log_retries(log.id)
    assert attempts[0].attempt == 1
    assert is_utc(attempts[0].at)


async def test_the_second_id_of_a_call_is_tried(api: Api) -> None:
    log = (await api.call_logs(CallLogQuery())).items[0]
    found = await api.call_log_details("log_unknown", call_id=log.id)
    assert found.status == log.status
    with pytest.raises(NotFoundError):
        await api.call_log_details("log_unknown", call_id="call_unknown")


async def test_single_calls(api: Api) -> None:
    agent = (await api.agents())[0]
    number = (await api.phone_numbers())[0]
    placed = await api.place_call(
        CallDraft(agent_id=agent.id, to_phone_number="+919876543210", from_phone_number=number.number)
    )
    assert placed.to_number == "+919876543210"
    assert placed.status == "initiated"
    assert (await api.call(placed.id)).id == placed.id
    assert (await api.calls()).items


async def test_reference_data(api: Api) -> None:
    agents = await api.agents()
    assert all(agent.title for agent in agents)
    assert any(agent.is_published for agent in agents)
    assert any(agent.caller_number for agent in agents)
    assert any(agent.language for agent in agents)
    assert any(agent.variables for agent in agents)
    assert (await api.agent(agents[0].id)).title == agents[0].title
    numbers = await api.phone_numbers()
    assert all(number.number.startswith("+") for number in numbers)
    voices = await api.voices()
    assert all(voice.name and voice.provider for voice in voices)
    languages = await api.languages()
    assert all(language.name and language.code for language in languages)
    llms = await api.llms()
    assert all(model.name and model.provider for model in llms)
    assert all(transcriber.name for transcriber in await api.transcribers())


async def test_webhooks(api: Api) -> None:
    created = await api.create_webhook("https://hooks.example.com/d", ("call.completed",), "webhook-secret-1")
    assert created.url == "https://hooks.example.com/d"
    assert "webhook-secret-1" not in repr(created)
    changed = await api.update_webhook(created.id, {"events": ["call.failed", "campaign.completed"]})
    assert changed.events == ("call.failed", "campaign.completed")
    assert created.id in {webhook.id for webhook in await api.webhooks()}
    await api.delete_webhook(created.id)
    assert created.id not in {webhook.id for webhook in await api.webhooks()}


async def test_api_keys(api: Api, sandbox: SandboxServer, connect: Connect) -> None:
    record, secret = await api.create_api_key("Second")
    assert record.name == "Second"
    assert secret.reveal() not in repr(record)
    assert record.id in {key.id for key in await api.api_keys()}
    await api.revoke_api_key(record.id)
    with pytest.raises(NotFoundError):
        await api.revoke_api_key(record.id)


async def test_what_it_can_do(api: Api) -> None:
    assert Capability.UPLOAD_LEADS in api.capabilities
    assert Capability.LIST_LEADS not in api.capabilities


async def test_refusals(api: Api, sandbox: SandboxServer, connect: Connect) -> None:
    await api.check()
    assert api.connection == "connected"
    with pytest.raises(NotFoundError):
        await api.campaign("cmp_unknown")
    with pytest.raises(InvalidRequestError):
        await api.create_campaign(CampaignDraft(name="", agent_id="agt_unknown", from_phone_number="1"))
    assert sandbox.control.expire_key(KEY.partition(":")[0])
    with pytest.raises(AuthError):
        await api.check()
    assert api.connection == "refused"
    stranger = await connect(sandbox.url, key="unknown:key")
    with pytest.raises(AuthError):
        await stranger.check()


async def test_a_key_with_few_permissions(open_sandbox: OpenSandbox, connect: Connect) -> None:
    sandbox = open_sandbox(keys=["reader-id:reader-secret calls:read"])
    api = await connect(sandbox.url, key="reader-id:reader-secret")
    assert (await api.call_logs(CallLogQuery())).items
    with pytest.raises(ForbiddenError):
        await api.api_keys()
    assert api.connection == "connected"


@pytest.mark.parametrize("kind", ["html", "wrong_shape", "bad_json"])
async def test_odd_answers(open_sandbox: OpenSandbox, connect: Connect, kind: str) -> None:
    sandbox = open_sandbox()
    api = await connect(sandbox.url)
    sandbox.control.order(kind, times=0)
    for question in (api.campaigns, api.all_campaigns, api.agents, api.check, lambda: api.campaign("cmp_1")):
        with pytest.raises(OddAnswerError) as caught:
            await question()
        assert "Check the address" in caught.value.user_message
        assert caught.value.status == 200
