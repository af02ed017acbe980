"""Creating a campaign, at most once.

Owns: what to do when nobody knows whether the server made it. Leaves to others: the form.

The API has no idempotency key, so a request to create is never repeated. When its outcome is unknown, the list is read
and searched for a campaign that is new and looks like the one asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from app.api.client import Api
from app.api.dialect import CampaignDraft
from app.clock import Clock
from app.errors import AppError, NetworkError, OddAnswerError, Sent, ServerError
from app.models import Campaign
from app.quota.priorities import Priority

LONGEST_NAME: Final = 35
"""The documented limit of a batch's title; for campaigns none is stated."""
SETTLE_S: Final = 2.0
"""A request that was cut off may still be carried out; after this the list is looked at once more."""
CLOCK_SKEW_S: Final = 300.0


class Creation(NamedTuple):
    """How it ended.

    Attributes:
        outcome: "created": the server said so. "found": it gave no usable answer, but the list has exactly one such
            campaign that was not there before. "several": the list has more than one. "missing": it has none so far.
            "unknown": the list could not be read either.
        campaign: The campaign where there is one.
        problem: Why the outcome had to be looked up, or why that failed.
    """

    outcome: Literal["created", "found", "several", "missing", "unknown"]
    campaign: Campaign | None = None
    problem: AppError | None = None


class Creator:
    """One campaign to create.

    Args:
        api: Of the open profile.
        clock: For how long ago it was sent.
        draft: What to create.
        known: The ids of all campaigns that were there before; None where the list was never read.
    """

    def __init__(self, api: Api, clock: Clock, draft: CampaignDraft, known: Collection[str] | None) -> None:
        self._api = api
        self._clock = clock
        self.draft = draft
        self._known = None if known is None else frozenset(known)
        self._sent_at = clock.time()
        self.has_left = False  # the request may have reached the server

    async def create(self) -> Creation:
        """Send it, once.

        Raises:
            AppError: It was certainly not created: refused, or no byte of it left.
        """
        self._sent_at = self._clock.time()
        try:
            campaign = await self._api.create_campaign(self.draft, on_sent=self._on_sent)
            return Creation("created", campaign)
        except NetworkError as error:
            if error.sent is Sent.NOTHING:
                raise
            problem: AppError = error
        except (ServerError, OddAnswerError) as error:
            problem = error
        creation = await self.look()
        if creation.outcome == "missing":
            await self._clock.sleep(SETTLE_S)
            creation = await self.look()
        return creation._replace(problem=creation.problem or problem)

    def _on_sent(self, _sent: int, _total: int) -> None:
        self.has_left = True

    async def look(self) -> Creation:
        """Read the list and search it. Sends nothing that changes anything."""
        try:
            campaigns = await self._api.all_campaigns(priority=Priority.INTERACTIVE, look=True)
        except AppError as error:
            return Creation("unknown", problem=error)
        found = [campaign for campaign in campaigns if self._is_it(campaign)]
        if not found:
            return Creation("missing")
        return Creation("found" if len(found) == 1 else "several", found[0])

    def _is_it(self, campaign: Campaign) -> bool:
        draft = self.draft
        if campaign.name.strip() != draft.name.strip() or campaign.agent_id not in (None, draft.agent_id):
            return False
        if campaign.created_at is None:
            return self._known is not None and campaign.id not in self._known
        is_new = self._known is None or campaign.id not in self._known
        return is_new and campaign.created_at.timestamp() >= self._sent_at - CLOCK_SKEW_S
