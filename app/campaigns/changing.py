"""The same change of status for several campaigns, one after the other, with a result for each.

Owns: the order and the results. Leaves to others: what is possible (`lifecycle.py`), the single change
(`app/api/client.py`), stopping everything at once (`stopping.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.api.client import Api
from app.api.dialect import CampaignAction
from app.campaigns.directory import CampaignDirectory
from app.campaigns.lifecycle import worked
from app.errors import AppError, AuthError
from app.models import Campaign


class Changed(NamedTuple):
    """One campaign and what became of the change.

    Attributes:
        campaign: As the server told it afterwards; as it was known before where that failed.
        has_worked: Whether the server says that it is now as asked for; None while it has not been tried.
        problem: Why not, where a request failed.
    """

    campaign: Campaign
    has_worked: bool | None = None
    problem: AppError | None = None


async def change_each(
    api: Api,
    directory: CampaignDirectory,
    campaigns: Sequence[Campaign],
    action: CampaignAction,
    on_change: Callable[[list[Changed]], None] = lambda results: None,
) -> list[Changed]:
    """Change one after the other, in this order; `on_change` gets all results after each step.

    A failure of one does not keep the next from being tried, unless the key was refused: then it would be refused
    for all.
    """
    results = [Changed(campaign) for campaign in campaigns]
    on_change(results)
    for place, campaign in enumerate(campaigns):
        try:
            after = await api.change_campaign_status(campaign.id, action)
        except AppError as error:
            results[place] = Changed(campaign, False, error)
            if isinstance(error, AuthError):
                results[place + 1 :] = [Changed(other, False, error) for other in campaigns[place + 1 :]]
                on_change(results)
                break
        else:
            directory.put(after)
            results[place] = Changed(after, worked(after, action))
        on_change(results)
    return results
