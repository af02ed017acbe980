"""The campaigns as last read, shared by every screen that names one.

Owns: the list, when it was read, and telling listeners. Leaves to others: how often it is read
(`app/campaigns/watching.py` and the page).
"""

from __future__ import annotations

from collections.abc import Callable

from app.api.client import Api
from app.campaigns.watching import Pace
from app.clock import Clock
from app.listeners import Listeners
from app.models import Campaign
from app.quota.priorities import Priority


class CampaignDirectory:
    """Campaigns by id, in server order.

    Attributes:
        read_at: Unix time of the last complete reading; None before the first.
        pace: What the readings tell about the speed of each campaign.
    """

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._records: dict[str, Campaign] = {}
        self._seen_at: dict[str, float] = {}
        self._listeners: Listeners[[]] = Listeners()
        self.read_at: float | None = None
        self.pace = Pace()

    @property
    def records(self) -> list[Campaign]:
        """All of them, in server order."""
        return list(self._records.values())

    def get(self, campaign_id: str | None) -> Campaign | None:
        """The campaign of this id, as last read."""
        return self._records.get(campaign_id) if campaign_id is not None else None

    def seen_at(self, campaign_id: str) -> float | None:
        """Unix time at which the server last said something about this campaign."""
        return self._seen_at.get(campaign_id)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every reading; the returned function ends that, and may be called again."""
        return self._listeners.add(listener)

    async def refresh(self, priority: Priority) -> None:
        """Read the whole list again: one request for up to 100 campaigns.

        Raises:
            AppError: It could not be read; what was known stays.
        """
        records = await self._api.all_campaigns(priority=priority)
        now = self._clock.time()
        self._records = {campaign.id: campaign for campaign in records}
        self._seen_at = {campaign.id: now for campaign in records}
        self.read_at = now
        for campaign in records:
            self.pace.observe(campaign, self._clock.monotonic())
        self._tell()

    def put(self, campaign: Campaign) -> None:
        """Take in one campaign that was read by itself."""
        self._records[campaign.id] = campaign
        self._seen_at[campaign.id] = self._clock.time()
        self.pace.observe(campaign, self._clock.monotonic())
        self._tell()

    def _tell(self) -> None:
        self._listeners.tell()
