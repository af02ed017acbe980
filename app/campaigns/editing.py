"""Changing the settings of a campaign that is there.

Owns: what may be changed in which state, sending only what is different, and comparing what the server says afterwards
with what was asked for. Leaves to others: the form.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from app.api.client import Api
from app.api.dialect import CampaignChanges
from app.errors import AppError
from app.models import Campaign

Field = Literal["name", "agent", "caller", "start", "concurrency", "retries"]

AGENT_LOCKED: Final = "The agent is locked since the first call was placed."
CALLER_FIXED: Final = "The caller number is set when a campaign is made."
START_FIXED: Final = "The start is set when a campaign is made."
OVER: Final = "This campaign is {status}; nothing can be changed any more."


class Settings(NamedTuple):
    """What can be changed, as a form shows it; None for what the server did not tell."""

    name: str
    agent_id: str | None
    max_concurrent_calls: int | None
    max_retries: int | None
    retry_interval_minutes: int | None

    @classmethod
    def of(cls, campaign: Campaign) -> Settings:
        """The settings of a campaign as last read."""
        return cls(
            campaign.name,
            campaign.agent_id,
            campaign.max_concurrent_calls,
            campaign.max_retries,
            campaign.retry_interval_minutes,
        )


class Edited(NamedTuple):
    """What the server says after a change.

    Attributes:
        campaign: Read again from the server.
        ignored: Fields that it accepted but did not change.
    """

    campaign: Campaign
    ignored: tuple[Field, ...] = ()


def why_locked(campaign: Campaign, field: Field) -> str | None:
    """None where a field may be changed, else an English sentence that says why not."""
    if campaign.is_final:
        return OVER
    if field == "agent" and campaign.completed_calls:
        return AGENT_LOCKED
    if field == "caller":
        return CALLER_FIXED
    if field == "start":
        return START_FIXED
    return None


def changes_between(before: Settings, after: Settings) -> CampaignChanges | None:
    """Only what differs; None where nothing does.

    The two retry settings are one object of the API and travel together, so that neither is lost.
    """
    retries = (after.max_retries, after.retry_interval_minutes)
    if retries == (before.max_retries, before.retry_interval_minutes):
        retries = (None, None)
    changes = CampaignChanges(
        name=after.name if after.name != before.name else None,
        agent_id=after.agent_id if after.agent_id != before.agent_id else None,
        max_concurrent_calls=(
            after.max_concurrent_calls if after.max_concurrent_calls != before.max_concurrent_calls else None
        ),
        max_retries=retries[0],
        retry_interval_minutes=retries[1],
    )
    return changes if changes != CampaignChanges() else None


async def edit(api: Api, campaign_id: str, changes: CampaignChanges) -> Edited:
    """Change a campaign and read it again: a server can accept a change and ignore it.

    Raises:
        AppError: Refused, or not confirmed. Sending the same change once more does no harm.
    """
    await api.update_campaign(campaign_id, changes)
    try:
        campaign = await api.campaign(campaign_id, fresh=True)
    except AppError as error:
        raise AppError(
            "The change was accepted, but the campaign could not be read again. Refresh to see it."
        ) from error
    return Edited(campaign, _ignored(campaign, changes))


def _ignored(campaign: Campaign, changes: CampaignChanges) -> tuple[Field, ...]:
    """What was asked for and is not so; what the server does not tell is not doubted."""
    asked: tuple[tuple[Field, object, object], ...] = (
        ("name", changes.name, campaign.name),
        ("agent", changes.agent_id, campaign.agent_id),
        ("concurrency", changes.max_concurrent_calls, campaign.max_concurrent_calls),
        ("retries", changes.max_retries, campaign.max_retries),
        ("retries", changes.retry_interval_minutes, campaign.retry_interval_minutes),
    )
    differing = (field for field, wanted, told in asked if wanted is not None and told is not None and told != wanted)
    return tuple(dict.fromkeys(differing))
