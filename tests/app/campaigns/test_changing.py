"""Editing one campaign, changing several, and what their readings tell about the pace."""

from __future__ import annotations

import pytest

from app.api.dialect import CampaignChanges
from app.campaigns import editing
from app.campaigns.changing import Changed, change_each
from app.campaigns.editing import Settings, changes_between, edit, why_locked
from app.campaigns.lifecycle import why_not
from app.campaigns.watching import Pace
from app.context import Context
from app.errors import AppError, AuthError, ConflictError, NetworkError
from app.models import Campaign
from app.sandbox.server import SandboxServer
from tests.app.campaigns.conftest import changes_seen, in_state, statuses_there

pytestmark = pytest.mark.anyio

BEFORE = Settings("Offers", "agt_1", 5, 2, 120)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BEFORE, None),
        (BEFORE._replace(name="Offers 2"), CampaignChanges(name="Offers 2")),
        (BEFORE._replace(agent_id="agt_2"), CampaignChanges(agent_id="agt_2")),
        (BEFORE._replace(max_concurrent_calls=9), CampaignChanges(max_concurrent_calls=9)),
        (BEFORE._replace(max_retries=3), CampaignChanges(max_retries=3, retry_interval_minutes=120)),
        (
            BEFORE._replace(name="B", retry_interval_minutes=60),
            CampaignChanges(name="B", max_retries=2, retry_interval_minutes=60),
        ),
    ],
)
def test_only_what_differs_is_sent(after: Settings, expected: CampaignChanges | None) -> None:
    assert changes_between(BEFORE, after) == expected


def test_what_may_be_edited_when() -> None:
    fresh = Campaign(id="a", status="running", completed_calls=0)
    called = Campaign(id="b", status="paused", completed_calls=3)
    over = Campaign(id="c", status="completed", completed_calls=3)
    assert why_locked(fresh, "agent") is None
    assert why_locked(called, "agent") == editing.AGENT_LOCKED
    assert why_locked(called, "name") is None
    assert why_locked(called, "concurrency") is None
    assert why_locked(fresh, "caller") == editing.CALLER_FIXED
    assert why_locked(fresh, "start") == editing.START_FIXED
    assert all(why_locked(over, field) == editing.OVER for field in ("name", "agent", "retries"))
    assert why_not(called, "edit") is None
    assert why_not(over, "edit") is not None


async def test_an_edit_gives_back_what_the_server_says(engine: Context, sandbox: SandboxServer) -> None:
    campaign = in_state(engine, "paused")[0]
    edited = await edit(engine.api, campaign.id, CampaignChanges(name="Renamed", max_concurrent_calls=3))
    assert edited.ignored == ()
    assert (edited.campaign.name, edited.campaign.max_concurrent_calls) == ("Renamed", 3)
    assert edited.campaign.max_retries == campaign.max_retries
    assert sandbox.control.campaign(campaign.id)["name"] == "Renamed"
    assert changes_seen(sandbox) == [("PATCH", f"/v1/campaigns/{campaign.id}")]


async def test_an_agent_that_is_locked_after_all_is_refused(engine: Context) -> None:
    campaign = in_state(engine, "running")[0]
    other = next(c.agent_id for c in engine.campaigns.records if c.agent_id != campaign.agent_id)
    with pytest.raises(ConflictError) as caught:
        await edit(engine.api, campaign.id, CampaignChanges(agent_id=other))
    assert "calls were placed" in caught.value.user_message


async def test_a_change_without_an_answer_is_looked_at(engine: Context, sandbox: SandboxServer) -> None:
    campaign = in_state(engine, "paused")[0]
    sandbox.control.order("drop_after", method="PATCH")
    edited = await edit(engine.api, campaign.id, CampaignChanges(name="Renamed"))
    assert edited.campaign.name == "Renamed"
    sandbox.control.order("drop_before", method="PATCH")
    with pytest.raises(NetworkError):
        await edit(engine.api, campaign.id, CampaignChanges(name="Renamed again"))
    assert len(changes_seen(sandbox)) == 2


async def test_a_change_that_the_server_ignored_is_told(engine: Context, sandbox: SandboxServer) -> None:
    campaign = in_state(engine, "paused")[0]
    body = f'{{"id": "{campaign.id}", "name": "as asked"}}'
    sandbox.control.order("wrong_shape", method="PATCH", body=body)
    edited = await edit(engine.api, campaign.id, CampaignChanges(name="as asked", max_retries=9))
    assert edited.ignored == ("name", "retries")
    assert edited.campaign.name == campaign.name


async def test_several_are_changed_one_by_one_with_a_result_each(engine: Context, sandbox: SandboxServer) -> None:
    chosen = in_state(engine, "running")[:3]
    sandbox.control.order("status", method="PATCH", path=f"/campaigns/{chosen[1].id}/status", status=409)
    steps: list[list[bool | None]] = []

    def note(results: list[Changed]) -> None:
        steps.append([result.has_worked for result in results])

    results = await change_each(engine.api, engine.campaigns, chosen, "pause", note)
    assert [result.has_worked for result in results] == [True, False, True]
    assert isinstance(results[1].problem, ConflictError)
    assert steps == [[None] * 3, [True, None, None], [True, False, None], [True, False, True]]
    assert [statuses_there(sandbox)[campaign.id] for campaign in chosen] == ["paused", "running", "paused"]
    assert engine.campaigns.get(chosen[0].id).status == "paused"  # type: ignore[union-attr]


async def test_a_refused_key_ends_it(engine: Context, sandbox: SandboxServer) -> None:
    chosen = in_state(engine, "running")[:3]
    sandbox.control.order("unauthorized", method="PATCH")
    results = await change_each(engine.api, engine.campaigns, chosen, "pause")
    assert all(isinstance(result.problem, AuthError) for result in results)
    assert len(changes_seen(sandbox)) == 1


def test_time_in_which_it_stood_still_is_no_part_of_the_pace() -> None:
    pace = Pace()

    def at(minute: float, status: str, done: int) -> Campaign:
        campaign = Campaign(id="c", status=status, completed_calls=done, pending_calls=100)
        pace.observe(campaign, minute * 60)
        return campaign

    at(0, "running", 0)
    at(1, "running", 20)
    at(2, "paused", 22)
    at(12, "running", 22)
    campaign = at(14, "running", 62)
    estimate = pace.estimate(campaign, 14 * 60)
    assert estimate is not None
    assert estimate.calls_per_minute == pytest.approx(20)
    assert estimate.left_s == pytest.approx(300)
    assert estimate.observed_s == pytest.approx(120)


def test_an_unexpected_error_has_a_sentence() -> None:
    assert AppError(editing.OVER, status="completed").user_message.startswith("This campaign is completed")
