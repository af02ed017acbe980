"""What may be done to a campaign in which state.

Owns: the table of states and actions, as far as the API documentation states it. The server has the last word: an
action allowed here can still be refused, and is reported then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from app import statuses
from app.models import Campaign

if TYPE_CHECKING:
    from app.api.dialect import CampaignAction

Wish = Literal["pause", "resume", "cancel", "edit"]

_PAUSABLE: Final = frozenset({"running", "active", "scheduled", "waiting"})


def why_not(campaign: Campaign, action: Wish) -> str | None:
    """None where the action makes sense, else an English sentence that says why it does not."""
    status = campaign.status
    if status in statuses.CAMPAIGN_FINAL:
        return "This campaign is {status}; nothing can be changed any more."
    match action:
        case "pause":
            if status == "paused":
                return "This campaign is paused already."
            # An unknown state is left to the server to judge.
            if status not in _PAUSABLE and status in statuses.CAMPAIGN_STATUSES:
                return "Only a campaign that runs or is about to run can be paused; this one is {status}."
        case "resume":
            if status != "paused":
                return "Only a paused campaign can be resumed; this one is {status}."
    return None


def worked(campaign: Campaign, action: CampaignAction) -> bool:
    """Whether what the server says now is what the action was meant to bring about."""
    return campaign.status in statuses.CAMPAIGN_AFTER[action]
