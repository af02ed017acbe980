"""What the client does around a request: turns, retries, second looks, tags, shared reads, the log."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.dialect import CallDraft, CallLogQuery, CampaignChanges, CampaignDraft, LeadChanges, LeadDraft
from app.api.etags import ETagTable
from app.api.request_log import RequestLog
from app.api.transport import Transport
from app.clock import SystemClock
from app.errors import (
    ApiError,
    AppError,
    ConflictError,
    NetworkError,
    NotFoundError,
    OddAnswerError,
    RateLimitedError,
    Sent,
    ServerError,
)
from app.log import set_up_logging
from app.models import UploadFile
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from tests.app.api.conftest import KEY, Connect, SkippingClock
from tests.app.api.raw_server import Seen, answer, hang, raw_server, script, unused_port
from tests.ui.until import until

pytestmark = pytest.mark.anyio

OpenSandbox = Callable[..., SandboxServer]

TOO_MANY = answer(429, {"statusCode": 429, "message": "slow down", "error": "Too Many Requests"}, {"Retry-After": "7"})
CAMPAIGN = {"id": "cmp_1", "name": "One", "status": "running"}
FAULTS = ("drop_early", "drop_before", "drop_after", "cut", "status", "rate_limit", "unauthorized", "html", "bad_json")
FILE = UploadFile(name="leads.csv", content=b"phone_number\r\n+919876543210\r\n")


# --- rate limits


async def test_a_429_is_waited_out_and_asked_again(connect: Connect, skipping: SkippingClock) -> None:
    async with raw_server(script(TOO_MANY, TOO_MANY, answer(200, CAMPAIGN))) as server:
        api = await connect(server.url, clock=skipping)
        states: list[str] = []
        api.subscribe_connection(states.append)
        assert (await api.campaign("cmp_1")).name == "One"
    assert len(server.seen) == 3
    assert skipping.slept >= 14
    assert states == ["limited", "connected"]
    assert [entry.status for entry in api.request_log.entries] == [429, 429, 200]


async def test_after_five_more_tries_it_says_so(connect: Connect, skipping: SkippingClock) -> None:
    async with raw_server(script(TOO_MANY)) as server:
        api = await connect(server.url, clock=skipping)
        with pytest.raises(RateLimitedError) as caught:
            await api.campaign("cmp_1")
    assert len(server.seen) == 6
    assert skipping.slept >= 7 * (1 + 1 + 1 + 1 + 1)
    assert caught.value.deadline == pytest.approx(skipping.monotonic(), abs=5)
    assert "6 tries" in caught.value.user_message


async def test_writes_and_uploads_wait_out_a_429_too(connect: Connect, skipping: SkippingClock) -> None:
    """A 429 refuses a request whole, so sending it again does nothing twice."""
    counts = answer(201, {"campaign_id": "cmp_1", "leads_created": 1, "leads_skipped": 0, "message": "ok"})
    async with raw_server(script(TOO_MANY, counts)) as server:
        api = await connect(server.url, clock=skipping)
        progress: list[int] = []
        result = await api.upload_leads("cmp_1", FILE, on_sent=lambda sent, total: progress.append(sent))
    assert (result.created, result.skipped) == (1, 0)
    assert len(server.seen) == 2
    assert progress.count(0) == 2


@pytest.mark.parametrize(
    "options", [{}, {"reset_style": "seconds"}, {"bare_429": True}, {"retry_after": False}], ids=str
)
async def test_no_request_inside_a_wait(
    open_sandbox: OpenSandbox, connect: Connect, options: dict[str, object]
) -> None:
    sandbox = open_sandbox(limit=4, window_s=1.0, **options)
    api = await connect(sandbox.url)
    for _ in range(6):
        await api.campaigns()
    requests = sandbox.control.requests()
    assert sum(request.status == 200 for request in requests) == 6
    if not options:
        assert all(request.status != 429 for request in requests)
    refused = [request for request in requests if request.status == 429]
    assert len(refused) <= 2


# --- failures that pass


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_reads_are_repeated_after_passing_failures(
    connect: Connect, skipping: SkippingClock, status: int
) -> None:
    async with raw_server(script(answer(status), answer(status), answer(200, CAMPAIGN))) as server:
        api = await connect(server.url, clock=skipping)
        assert (await api.campaign("cmp_1")).id == "cmp_1"
    assert len(server.seen) == 3
    assert 0.7 < skipping.slept < 3


async def test_reads_are_repeated_after_a_broken_connection(connect: Connect, skipping: SkippingClock) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if len(server.seen) < 3:
            writer.close()
        else:
            writer.write(answer(200, CAMPAIGN))

    async with raw_server(handle) as server:
        api = await connect(server.url, clock=skipping)
        assert (await api.campaign("cmp_1")).id == "cmp_1"


async def test_other_failures_of_reads_are_not_repeated(connect: Connect, skipping: SkippingClock) -> None:
    async with raw_server(script(answer(500, {"statusCode": 500, "message": "Oops"}))) as server:
        api = await connect(server.url, clock=skipping)
        with pytest.raises(ServerError):
            await api.campaign("cmp_1")
    assert len(server.seen) == 1


async def test_an_outage_is_no_storm(connect: Connect, skipping: SkippingClock) -> None:
    async with raw_server(script(answer(503))) as server:
        api = await connect(server.url, clock=skipping)
        for _ in range(20):
            with pytest.raises(ServerError):
                await api.campaign("cmp_1")
    assert len(server.seen) == 20 + 10  # the retries are used up; after that every question is asked once


async def test_writes_are_never_sent_twice(connect: Connect, skipping: SkippingClock) -> None:
    async def drop(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.close()

    draft = CampaignDraft(name="A", agent_id="agt_1", from_phone_number="+911140849936")
    for handler, kind in ((drop, NetworkError), (script(answer(503)), ServerError)):
        async with raw_server(handler) as server:
            api = await connect(server.url, clock=skipping)
            with pytest.raises(kind):
                await api.create_campaign(draft)
            with pytest.raises(kind):
                await api.upload_leads("cmp_1", FILE)
        assert [seen.target for seen in server.seen if seen.method == "POST"] == [
            "/v1/campaigns",
            "/v1/campaigns-leads/upload-file/cmp_1",
        ]


async def test_a_write_that_never_left_is_tried_once_more_and_an_upload_is_not(
    connect: Connect, skipping: SkippingClock
) -> None:
    api = await connect(f"http://127.0.0.1:{unused_port()}/v1", clock=skipping)
    with pytest.raises(NetworkError) as caught:
        await api.create_campaign(CampaignDraft(name="A", agent_id="a", from_phone_number="+1"))
    assert caught.value.sent is Sent.NOTHING
    assert [entry.status for entry in api.request_log.entries] == ["not sent"] * 2
    with pytest.raises(NetworkError):
        await api.upload_leads("cmp_1", FILE)
    assert len(api.request_log.entries) == 3
    assert api.connection == "offline"


async def test_what_never_left_is_not_counted_as_spent() -> None:
    quota = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "59", "X-RateLimit-Reset": "3000"}
    clock = SystemClock()  # the other one would skip the window
    governor = QuotaGovernor(clock)
    async with raw_server(script(answer(200, CAMPAIGN, quota | {"Connection": "close"}))) as server:
        api = Api(Transport(server.url, Secret(KEY)), governor, CampaignDialect(), clock, profile_id="p")
        await api.campaign("cmp_1")
    with pytest.raises(NetworkError):
        await api.create_campaign(CampaignDraft(name="A", agent_id="a", from_phone_number="+1"))
    assert governor.snapshot.remaining == 59
    await governor.aclose()
    await api.aclose()


async def test_an_upload_opens_a_connection_of_its_own(connect: Connect) -> None:
    counts = {"leads_created": 1, "leads_skipped": 0}
    async with raw_server(script(answer(200, CAMPAIGN), answer(201, counts), answer(200, CAMPAIGN))) as server:
        api = await connect(server.url)
        await api.campaign("cmp_1")
        await api.upload_leads("cmp_1", FILE)
        await api.campaign("cmp_1")
    assert [seen.connection for seen in server.seen] == [1, 2, 1]


async def test_what_is_sent_where_the_documentation_contradicts_itself(connect: Connect) -> None:
    async with raw_server(script(answer(200, {"id": "x"}))) as server:
        api = await connect(server.url)
        draft = LeadDraft(country_code="+91", national_number="9876543210", name="Asha", variables={"city": "Pune"})
        await api.add_lead("cmp_1", draft)
        await api.update_lead("lead_1", LeadChanges(variables={"city": "Goa"}))
        await api.create_campaign(
            CampaignDraft(
                name="A",
                agent_id="agt_1",
                from_phone_number="+911140849936",
                scheduled_at=datetime(2024, 3, 1, 15, 30, tzinfo=timezone(timedelta(hours=5.5))),
                max_retries=2,
            )
        )
        await api.update_campaign("cmp_1", CampaignChanges(retry_interval_minutes=30))
        await api.change_campaign_status("cmp_1", "cancel")
        await api.place_call(CallDraft(agent_id="agt_1", to_phone_number="+919876543210"))
    sent = [(seen.method, seen.target, json.loads(seen.body)) for seen in server.seen if seen.body]
    lead = {"name": "Asha", "phoneNumber": "9876543210", "countryCode": "+91", "campaignId": "cmp_1"}
    campaign = {"name": "A", "agent_id": "agt_1", "from_phone_number": "+911140849936"}
    assert sent == [
        ("POST", "/v1/campaigns-leads", {**lead, "notes": {"city": "Pune"}}),
        ("PATCH", "/v1/campaigns-leads/lead_1", {"notes": {"city": "Goa"}}),
        (
            "POST",
            "/v1/campaigns",
            {**campaign, "scheduled_at": "2024-03-01T10:00:00.000Z", "retry_config": {"max_retries": 2}},
        ),
        ("PATCH", "/v1/campaigns/cmp_1", {"retry_config": {"retry_interval_minutes": 30}}),
        ("PATCH", "/v1/campaigns/cmp_1/status", {"action": "cancel"}),
        ("POST", "/v1/calls", {"agent_id": "agt_1", "to_phone_number": "+919876543210"}),
    ]


async def test_an_upload_answer_without_counts_is_odd_and_carries_its_status(connect: Connect) -> None:
    for body in ({"message": "ok"}, [], {"leads_created": "many"}):
        async with raw_server(script(answer(201, body))) as server:
            api = await connect(server.url)
            with pytest.raises(OddAnswerError) as caught:
                await api.upload_leads("cmp_1", FILE)
        assert caught.value.status == 201


# --- changes of status


@pytest.mark.parametrize("form", ["action", "patch"])
@pytest.mark.parametrize("refusal", [404, 405])
async def test_the_form_that_works_is_remembered(
    open_sandbox: OpenSandbox, connect: Connect, form: str, refusal: int
) -> None:
    sandbox = open_sandbox(status_form=form, status_refusal=refusal)
    api = await connect(sandbox.url)
    campaign = next(one for one in await api.all_campaigns() if one.status == "running")
    asked = sandbox.control.request_count
    assert (await api.change_campaign_status(campaign.id, "pause")).status == "paused"
    assert sandbox.control.request_count - asked == (2 if form == "action" else 3)
    asked = sandbox.control.request_count
    assert (await api.change_campaign_status(campaign.id, "resume")).status == "running"
    assert sandbox.control.request_count - asked == 2


async def test_a_server_that_ignores_the_change_is_quoted(open_sandbox: OpenSandbox, connect: Connect) -> None:
    sandbox = open_sandbox(status_form="none")
    api = await connect(sandbox.url)
    campaign = next(one for one in await api.all_campaigns() if one.status == "running")
    assert (await api.change_campaign_status(campaign.id, "pause")).status == "running"


async def test_an_unknown_campaign_is_told_from_an_unknown_route(open_sandbox: OpenSandbox, connect: Connect) -> None:
    sandbox = open_sandbox()
    api = await connect(sandbox.url)
    with pytest.raises(NotFoundError) as caught:
        await api.change_campaign_status("cmp_unknown", "pause")
    assert caught.value.status == 404


async def test_a_server_without_any_form(connect: Connect) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200, CAMPAIGN) if seen.method == "GET" else answer(405, {"statusCode": 405}))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        with pytest.raises(ApiError) as caught:
            await api.change_campaign_status("cmp_1", "pause")
    assert "dashboard" in caught.value.user_message


@pytest.mark.parametrize("kind", ["drop_after", "cut", "status_after"])
async def test_a_change_without_an_answer_is_looked_up(open_sandbox: OpenSandbox, connect: Connect, kind: str) -> None:
    sandbox = open_sandbox()
    api = await connect(sandbox.url)
    campaign = next(one for one in await api.all_campaigns() if one.status == "running")
    sandbox.control.order(kind, method="PATCH")
    assert (await api.change_campaign_status(campaign.id, "pause")).status == "paused"
    changes = [request for request in sandbox.control.requests() if request.method == "PATCH"]
    assert len(changes) == 1


async def test_a_change_that_did_not_happen_is_not_confirmed(open_sandbox: OpenSandbox, connect: Connect) -> None:
    sandbox = open_sandbox()
    api = await connect(sandbox.url)
    campaign = next(one for one in await api.all_campaigns() if one.status == "running")
    sandbox.control.order("drop_before", method="PATCH")
    with pytest.raises(NetworkError) as caught:
        await api.change_campaign_status(campaign.id, "pause")
    assert "not confirmed" in caught.value.user_message
    assert "running" in caught.value.user_message
    assert caught.value.sent is Sent.ALL
    sandbox.control.order("status", method="PATCH", status=500)
    with pytest.raises(NetworkError, match="not confirmed"):
        await api.change_campaign_status(campaign.id, "pause")


async def test_a_change_that_never_left_says_that_nothing_changed(connect: Connect, skipping: SkippingClock) -> None:
    api = await connect(f"http://127.0.0.1:{unused_port()}/v1", clock=skipping)
    with pytest.raises(NetworkError) as caught:
        await api.change_campaign_status("cmp_1", "pause")
    assert caught.value.sent is Sent.NOTHING


async def test_a_400_to_a_change_is_a_conflict(connect: Connect) -> None:
    refused = answer(400, {"statusCode": 400, "message": "Campaign is already paused", "error": "Bad Request"})
    async with raw_server(script(refused)) as server:
        api = await connect(server.url)
        with pytest.raises(ConflictError, match="already paused"):
            await api.change_campaign_status("cmp_1", "pause")
    assert len(server.seen) == 1


async def test_pausing_is_an_emergency_and_resuming_is_not(open_sandbox: OpenSandbox, connect: Connect) -> None:
    api = await connect(open_sandbox().url)
    campaign = next(one for one in await api.all_campaigns() if one.status == "running")
    for action, priority in (("pause", Priority.EMERGENCY), ("resume", Priority.INTERACTIVE)):
        await api.change_campaign_status(campaign.id, action)  # type: ignore[arg-type]
        assert [entry.priority for entry in api.request_log.entries[-2:]] == [priority] * 2


# --- tags


async def test_an_unchanged_page_is_not_decoded_again(connect: Connect) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.headers.get("if-none-match") == 'W/"1"':
            writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: W/"1"\r\n\r\n')
        else:
            writer.write(answer(200, {"data": [{"id": "log_1"}]}, {"ETag": 'W/"1"'}))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        first = await api.call_logs(CallLogQuery())
        second = await api.call_logs(CallLogQuery())
        other = await api.call_logs(CallLogQuery(), page=2)
        third = await api.call_logs(CallLogQuery())
    assert [page.not_modified for page in (first, second, other, third)] == [False, True, False, True]
    assert second.items is first.items
    assert [entry.status for entry in api.request_log.entries] == [200, 304, 200, 304]


async def test_a_changed_page_replaces_the_kept_one(open_sandbox: OpenSandbox, connect: Connect) -> None:
    sandbox = open_sandbox()
    api = await connect(sandbox.url)
    first = await api.call_logs(CallLogQuery(), limit=10)
    assert (await api.call_logs(CallLogQuery(), limit=10)).not_modified
    agent, number = (await api.agents())[0], (await api.phone_numbers())[0]
    placed = await api.place_call(
        CallDraft(agent_id=agent.id, to_phone_number="+919876543210", from_phone_number=number.number)
    )
    changed = await api.call_logs(CallLogQuery(), limit=10)
    assert not changed.not_modified
    assert changed.items != first.items
    assert placed.id in {changed.items[0].id, changed.items[0].call_id}
    assert (await api.call_logs(CallLogQuery(), limit=10)).items == changed.items


async def test_tags_are_only_sent_for_the_list_of_call_logs(connect: Connect) -> None:
    body = answer(200, {"data": [{"id": "x_1", "status": "completed"}]}, {"ETag": '"1"'})
    async with raw_server(script(body)) as server:
        api = await connect(server.url)
        for _ in range(2):
            await api.campaigns()
            await api.call_logs(CallLogQuery(campaign_id="cmp_1"))
    assert not [seen for seen in server.seen if "if-none-match" in seen.headers]


async def test_a_page_without_a_tag_replaces_one_with_a_tag(connect: Connect) -> None:
    tagged = answer(200, {"data": [{"id": "log_1"}]}, {"ETag": '"1"'})
    async with raw_server(script(tagged, answer(200, {"data": [{"id": "log_2"}]}))) as server:
        api = await connect(server.url)
        for _ in range(3):
            await api.call_logs(CallLogQuery())
    assert ["if-none-match" in seen.headers for seen in server.seen] == [False, True, False]


def test_the_table_of_tags_is_bounded_and_keeps_what_is_used() -> None:
    table = ETagTable(capacity=2)
    table.keep("p", "/1", "a", 1)
    table.keep("p", "/2", "b", 2)
    assert table.get("p", "/1") == ("a", 1)
    table.keep("p", "/3", "c", 3)
    assert table.get("p", "/2") is None
    assert table.get("p", "/1") == ("a", 1)
    assert table.get("other", "/1") is None
    assert len(table) == 2


async def test_a_304_nobody_asked_for_is_odd(connect: Connect) -> None:
    async with raw_server(script(b"HTTP/1.1 304 Not Modified\r\n\r\n")) as server:
        api = await connect(server.url)
        with pytest.raises(OddAnswerError):
            await api.call_logs(CallLogQuery())


# --- reads under way are shared


async def test_the_same_read_twice_at_once_is_one_request(connect: Connect) -> None:
    gate = asyncio.Event()

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await gate.wait()
        writer.write(answer(200, CAMPAIGN))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        tasks = [asyncio.create_task(api.campaign("cmp_1")) for _ in range(3)]
        tasks.append(asyncio.create_task(api.campaign("cmp_1", priority=Priority.BACKGROUND)))
        await server.until_seen(2)
        gate.set()
        results = await asyncio.gather(*tasks)
        assert len(server.seen) == 2  # another priority does not wait for this one
        assert results[0] is results[1] is results[2]
        await api.campaign("cmp_1")
    assert len(server.seen) == 3


async def test_what_has_to_prove_something_joins_no_read_that_began_before(connect: Connect) -> None:
    gate = asyncio.Event()

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        is_first = len(server.seen) == 1
        if is_first:
            await gate.wait()
        writer.write(answer(200, CAMPAIGN | {"total_leads": 1 if is_first else 2}))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        slow = asyncio.create_task(api.campaign("cmp_1"))
        await server.until_seen(1)
        assert (await api.campaign("cmp_1", look=True)).total_leads == 2
        gate.set()
        assert (await slow).total_leads == 1


async def test_cancelling_the_first_leaves_the_others_their_answer(connect: Connect) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if len(server.seen) == 1:
            await asyncio.Event().wait()
        writer.write(answer(200, CAMPAIGN))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        tasks = [asyncio.create_task(api.campaign("cmp_1")) for _ in range(3)]
        await server.until_seen(1)
        tasks[0].cancel()
        first, *others = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(first, asyncio.CancelledError)
    assert [getattr(one, "id", one) for one in others] == ["cmp_1", "cmp_1"]
    assert len(server.seen) == 2
    assert [entry.status for entry in api.request_log.entries] == ["cancelled", 200]


async def test_a_shared_read_that_fails_fails_for_all(connect: Connect) -> None:
    async with raw_server(script(answer(404, {"statusCode": 404, "message": "Campaign not found"}))) as server:
        api = await connect(server.url)
        results = await asyncio.gather(*(api.campaign("cmp_1") for _ in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [NotFoundError] * 3
    assert len(server.seen) == 1


async def test_cancelling_all_is_quiet(connect: Connect) -> None:
    async with raw_server(hang) as server:
        api = await connect(server.url)
        tasks = [asyncio.create_task(api.campaign("cmp_1")) for _ in range(3)]
        await server.until_seen(1)
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results)


# --- paging


async def test_pages_are_followed_without_counters(connect: Connect) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        number = int(seen.target.partition("page=")[2].partition("&")[0])
        size = 100 if number < 3 else 7
        writer.write(answer(200, [{"id": f"cmp_{number}_{index}"} for index in range(size)]))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        assert len(await api.all_campaigns()) == 207
    assert len(server.seen) == 3


async def test_a_server_that_ignores_the_page_does_not_keep_us(connect: Connect) -> None:
    async with raw_server(script(answer(200, [{"id": f"cmp_{index}"} for index in range(100)]))) as server:
        api = await connect(server.url)
        assert len(await api.all_campaigns()) == 100
    assert len(server.seen) == 2


async def test_the_other_route_for_agents_is_found_and_remembered(connect: Connect) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        known = seen.target.startswith("/v1/agents?")
        writer.write(
            answer(200, {"data": {"agents": [{"id": "agent_1"}]}}) if known else answer(404, {"message": "no"})
        )

    async with raw_server(handle) as server:
        api = await connect(server.url)
        assert [agent.id for agent in await api.agents()] == ["agent_1"]
        assert [agent.id for agent in await api.agents()] == ["agent_1"]
    assert [seen.target.partition("?")[0] for seen in server.seen] == ["/v1/agents2", "/v1/agents", "/v1/agents"]


# --- nothing is given away


async def test_no_failure_shows_the_key(open_sandbox: OpenSandbox, connect: Connect, skipping: SkippingClock) -> None:
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    set_up_logging(logging.StreamHandler(stream), level=logging.DEBUG)
    shown: list[str] = []
    try:
        sandbox = open_sandbox()
        for kind in FAULTS:
            api = await connect(sandbox.url, clock=skipping)
            sandbox.control.order(kind, times=0)
            for question in (
                api.campaigns(),
                api.upload_leads("cmp_1", FILE),
                api.change_campaign_status("c", "pause"),
            ):
                with pytest.raises(AppError) as caught:
                    await question
                error = caught.value
                logging.getLogger("app").error("failed", exc_info=error)
                shown += ["".join(traceback.format_exception(error)), repr(error), str(error), repr(vars(error))]
                shown.append(repr(api.request_log.entries))
            sandbox.control.clear_faults()
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    log = stream.getvalue()
    assert "Traceback" in log
    assert "GET /campaigns" in log
    assert "sentinel" not in log + "".join(shown)


@pytest.mark.parametrize(("status", "state"), [(200, "offline"), (404, "offline"), (500, "connected")])
async def test_a_web_page_in_place_of_the_api(connect: Connect, status: int, state: str) -> None:
    page = answer(status, b"<html>Sign in</html>", {"Content-Type": "text/html"})
    async with raw_server(script(page)) as server:
        api = await connect(server.url)
        with pytest.raises((OddAnswerError, ServerError)):
            await api.check()
    assert api.connection == state


# --- the log


async def test_the_request_log_tells_what_was_sent_for_whom(open_sandbox: OpenSandbox, connect: Connect) -> None:
    sandbox = open_sandbox(limit=50)
    api = await connect(sandbox.url)
    told: list[str] = []
    stop = api.request_log.subscribe(lambda entry: told.append(entry.path))
    await api.call_logs(CallLogQuery(), limit=5, priority=Priority.BACKGROUND)
    await api.agents()
    stop()
    await api.campaigns()
    first, second, third = api.request_log.entries
    assert first.path == "/call-logs?created_at=desc&page=1&limit=5"
    assert (first.method, first.status, first.activity) == ("GET", 200, Activity.SYNC)
    assert second.activity is Activity.REFERENCE
    assert third.activity is Activity.YOU
    assert (first.remaining_after, third.remaining_after) == (49, 47)
    assert first.took_ms > 0
    assert abs(first.at - time.time()) < 60
    assert told == [first.path, second.path]


async def test_numbers_in_paths_are_masked_and_the_log_is_bounded(connect: Connect) -> None:
    async with raw_server(script(answer(200, CAMPAIGN))) as server:
        api = await connect(server.url)
        await api.campaign("+919876543210")
    [entry] = api.request_log.entries
    assert "9876543210" not in entry.path
    log = RequestLog(capacity=3)
    for number in range(5):
        log.add(entry._replace(path=f"/{number}"))
    assert [one.path for one in log.entries] == ["/2", "/3", "/4"]


# --- one time limit for all of it


async def test_a_read_on_a_dead_connection_leaves_time_for_another(connect: Connect) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if len(server.seen) == 1:
            await asyncio.Event().wait()
        writer.write(answer(200, CAMPAIGN))

    async with raw_server(handle) as server:
        api = await connect(server.url, patience=0.02)
        started = time.monotonic()
        assert (await api.campaign("cmp_1")).name == "One"
        assert 0.3 <= time.monotonic() - started < 0.6
    assert [entry.status for entry in api.request_log.entries] == ["broken off", 200]


async def test_all_tries_together_keep_to_the_limit(connect: Connect) -> None:
    async with raw_server(hang) as server:
        api = await connect(server.url, patience=0.02)
        started = time.monotonic()
        with pytest.raises(NetworkError, match="did not answer"):
            await api.campaign("cmp_1")
        assert time.monotonic() - started < 30 * 0.02 + 0.5
    assert len(server.seen) == 2


async def test_a_look_does_not_join_a_read_that_began_before_the_change(connect: Connect) -> None:
    """What that one brings may be older than the change."""
    gate = asyncio.Event()

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        reads = [one for one in server.seen if one.method == "GET"]
        if seen.method == "GET" and len(reads) == 1:
            await gate.wait()
            writer.write(answer(200, {**CAMPAIGN, "status": "paused"}))
        else:
            writer.write(answer(200, CAMPAIGN))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        earlier = asyncio.create_task(api.campaign("cmp_1"))
        await server.until_seen(1)
        assert (await api.change_campaign_status("cmp_1", "resume")).status == "running"
        gate.set()
        assert (await earlier).status == "paused"


# --- changes whose answer never came


async def test_a_change_that_cannot_be_read_again_is_told_as_made(connect: Connect, skipping: SkippingClock) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(503) if seen.method == "GET" else answer(200, {"message": "ok"}))

    async with raw_server(handle) as server:
        api = await connect(server.url, clock=skipping)
        with pytest.raises(NetworkError, match="accepted the change"):
            await api.change_campaign_status("cmp_1", "pause")


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", b"[]", b'{"ok": true}', b"{"])
async def test_a_removal_has_to_be_confirmed(connect: Connect, body: bytes) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200, body) if seen.method == "DELETE" else answer(200, {"id": "lead_1"}))

    async with raw_server(handle) as server:
        api = await connect(server.url)
        with pytest.raises(NetworkError, match="not confirmed"):
            await api.remove_lead("lead_1")


async def test_the_pages_of_a_long_list_are_announced_so_that_background_work_leaves_room(connect: Connect) -> None:
    """With forty pages to come and thirty requests left, those thirty are not simply used up."""
    left = 31

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        nonlocal left
        left -= 1
        page = int(parse_qs(urlsplit(seen.target).query)["page"][0])
        meta = {"page": page, "limit": 1, "total": 40, "totalPages": 40}
        body = {"data": [{**CAMPAIGN, "id": f"cmp_{page}"}], "meta": meta}
        quota = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": str(left), "X-RateLimit-Reset": "50"}
        writer.write(answer(200, body, quota))

    async with raw_server(handle) as server:
        governor = QuotaGovernor(SystemClock())
        transport = Transport(server.url, Secret(KEY))
        api = Api(transport, governor, CampaignDialect(), SystemClock(), profile_id="p")
        reading = asyncio.ensure_future(api.all_campaigns(priority=Priority.BACKGROUND))
        await until(lambda: governor.snapshot.waiting == 1 and governor.snapshot.in_flight == 0)
        assert left >= 20  # about half of an even pace is left for clicks
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        # What was announced is taken back: a single request need not hold back any more.
        await asyncio.wait_for(api.campaigns(priority=Priority.BACKGROUND), 5)
        await governor.aclose()
        await api.aclose()
