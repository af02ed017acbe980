"""Creating a campaign: sent once whatever happens, and looked for where nobody knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.api.dialect import CampaignDraft
from app.campaigns.creating import Creator
from app.context import Context
from app.errors import AppError, ForbiddenError, InvalidRequestError, NetworkError, OddAnswerError, ServerError
from app.sandbox.server import SandboxServer
from tests.app.campaigns.conftest import changes_seen, in_state

pytestmark = pytest.mark.anyio

POST = ("POST", "/v1/campaigns")


def draft(context: Context, name: str = "Loan offers · July") -> CampaignDraft:
    like = in_state(context, "running")[0]
    return CampaignDraft(
        name=name,
        agent_id=like.agent_id or "",
        from_phone_number=like.from_phone_number or "",
        scheduled_at=datetime.now(UTC) + timedelta(days=1),
        max_concurrent_calls=7,
        max_retries=3,
        retry_interval_minutes=45,
    )


def creator(context: Context, wanted: CampaignDraft) -> Creator:
    known = [campaign.id for campaign in context.campaigns.records]
    return Creator(context.api, context.clock, wanted, known)


async def test_it_is_created_with_everything_asked_for(engine: Context, sandbox: SandboxServer) -> None:
    creation = await creator(engine, draft(engine)).create()
    assert creation.outcome == "created"
    assert creation.problem is None
    campaign = creation.campaign
    assert campaign is not None
    assert (campaign.name, campaign.max_concurrent_calls) == ("Loan offers · July", 7)
    assert (campaign.max_retries, campaign.retry_interval_minutes) == (3, 45)
    assert campaign.scheduled_at is not None
    assert changes_seen(sandbox) == [POST]


async def test_a_refusal_is_raised_and_nothing_is_looked_for(engine: Context, sandbox: SandboxServer) -> None:
    wanted = draft(engine)
    last = sandbox.control.request_count
    with pytest.raises(InvalidRequestError) as caught:
        await creator(engine, CampaignDraft(name=wanted.name, agent_id="", from_phone_number="")).create()
    assert caught.value.lines
    assert [seen.method for seen in sandbox.control.requests(last)] == ["POST"]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"kind": "drop_after"}, NetworkError),
        ({"kind": "cut"}, NetworkError),
        ({"kind": "status_after", "status": 503}, ServerError),
        ({"kind": "status_after", "status": 500}, ServerError),
    ],
)
async def test_made_without_an_answer_it_is_found(
    engine: Context, sandbox: SandboxServer, fault: dict[str, object], problem: type[AppError]
) -> None:
    sandbox.control.order(method="POST", path="/campaigns", **fault)
    creation = await creator(engine, draft(engine)).create()
    assert creation.outcome == "found"
    assert creation.campaign is not None
    assert creation.campaign.name == "Loan offers · July"
    assert isinstance(creation.problem, problem)
    assert changes_seen(sandbox) == [POST]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"kind": "drop_before"}, NetworkError),
        ({"kind": "status", "status": 503}, ServerError),
        ({"kind": "html"}, OddAnswerError),
    ],
)
async def test_not_made_it_is_missing_and_never_sent_again(
    engine: Context, sandbox: SandboxServer, fault: dict[str, object], problem: type[AppError]
) -> None:
    sandbox.control.order(method="POST", path="/campaigns", **fault)
    last = sandbox.control.request_count
    creation = await creator(engine, draft(engine)).create()
    assert (creation.outcome, creation.campaign) == ("missing", None)
    assert isinstance(creation.problem, problem)
    assert [seen.method for seen in sandbox.control.requests(last)] == ["POST", "GET", "GET"]


async def test_one_of_the_same_name_that_was_there_before_is_not_taken_for_it(
    engine: Context, sandbox: SandboxServer
) -> None:
    there = in_state(engine, "running")[0]
    sandbox.control.order("drop_before", method="POST", path="/campaigns")
    creation = await creator(engine, draft(engine, there.name)).create()
    assert creation.outcome == "missing"


async def test_one_of_the_same_name_made_a_moment_ago_is_not_taken_for_it(
    engine: Context, sandbox: SandboxServer
) -> None:
    first = await creator(engine, draft(engine)).create()
    assert first.campaign is not None
    engine.campaigns.put(first.campaign)
    sandbox.control.order("drop_before", method="POST", path="/campaigns")
    assert (await creator(engine, draft(engine)).create()).outcome == "missing"


async def test_two_of_the_same_name_are_not_told_apart(engine: Context, sandbox: SandboxServer) -> None:
    await engine.api.create_campaign(draft(engine))  # somebody else, since the list was read
    sandbox.control.order("drop_after", method="POST", path="/campaigns")
    creation = await creator(engine, draft(engine)).create()
    assert creation.outcome == "several"


async def test_without_a_list_it_is_unknown_until_somebody_looks_again(engine: Context, sandbox: SandboxServer) -> None:
    sandbox.control.order("drop_after", method="POST", path="/campaigns")
    sandbox.control.order("status", method="GET", path="/campaigns", status=500)
    made = creator(engine, draft(engine))
    creation = await made.create()
    assert creation.outcome == "unknown"
    assert isinstance(creation.problem, ServerError)
    again = await made.look()
    assert again.outcome == "found"
    assert changes_seen(sandbox) == [POST]


async def test_a_rate_limit_is_waited_out(engine: Context, sandbox: SandboxServer) -> None:
    sandbox.control.order("rate_limit", method="POST", path="/campaigns", retry_after_s=1)
    creation = await creator(engine, draft(engine)).create()
    assert creation.outcome == "created"
    assert sum(state["name"] == "Loan offers · July" for state in sandbox.control.state()["campaigns"]) == 1


async def test_a_key_that_may_not(engine: Context, sandbox: SandboxServer) -> None:
    sandbox.control.order("status", method="POST", path="/campaigns", status=403)
    with pytest.raises(ForbiddenError):
        await creator(engine, draft(engine)).create()
