"""Stop everything: every campaign that may be placing calls is paused, before any other request leaves.

Owns: which campaigns that concerns, the order of the requests, and what became of each campaign. Leaves to others: who
leaves first (`app/quota/governor.py`: all requests here are emergencies) and showing it.

The pauses of the campaigns known to run leave at once, all together. Reading the list comes after them: beside them
where what is known is old, and in any case when they are done, since only the server's word counts and since others may
have begun to run meanwhile. Those are paused as well.
"""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from app.api.client import Api
from app.campaigns.directory import CampaignDirectory
from app.clock import Clock
from app.errors import AppError, AuthError, ForbiddenError
from app.models import Campaign
from app.quota.priorities import Priority

FRESH_S: Final = 5.0
"""A list read this lately is believed without reading it again beside the pauses."""
MOST_ROUNDS: Final = 3
MOST_TRIES: Final = 2

_NOT_CALLING: Final = frozenset({"draft", "paused"})
_NOT_YET: Final = frozenset({"active", "scheduled"})


class Fate(enum.StrEnum):
    """What became of one campaign."""

    PAUSING = "pausing"
    PAUSED = "paused"
    OVER = "over"  # completed or cancelled meanwhile: it places no calls either
    RUNNING = "still running"
    UNKNOWN = "outcome not confirmed"


class Stopped(NamedTuple):
    """One campaign and what became of it.

    Attributes:
        campaign: As the server last told it.
        fate: What became of it.
        problem: Why it was not paused, or not surely, where a request failed.
    """

    campaign: Campaign
    fate: Fate
    problem: AppError | None = None

    @property
    def is_safe(self) -> bool:
        """Whether it surely starts no more calls."""
        return self.fate in (Fate.PAUSED, Fate.OVER)


def may_call(campaign: Campaign, now: float) -> bool:
    """Whether a campaign places calls now or may begin to at any moment, at Unix time `now`.

    One that starts later by its schedule does not. "active" without a schedule, and any state unknown to this version,
    may: the server knows better, and a pause that is not possible does no harm.
    """
    if campaign.is_final or campaign.status in _NOT_CALLING:
        return False
    if campaign.is_dialling:
        return True
    starts_later = campaign.scheduled_at is not None and campaign.scheduled_at.timestamp() > now
    return not (campaign.status in _NOT_YET and starts_later)


class Stopping:
    """One use of the red button.

    Args:
        api: Of the open profile.
        directory: The campaigns as last read; it takes in every answer.
        clock: For the age of the list.
        on_change: See below.

    Attributes:
        on_change: Called whenever `results` says something else.
        list_problem: Why the list could not be read after the pauses: campaigns nobody knows of may be running then.
        is_over: Whether nothing more will change.
    """

    def __init__(
        self, api: Api, directory: CampaignDirectory, clock: Clock, on_change: Callable[[], None] = lambda: None
    ) -> None:
        self._api = api
        self._directory = directory
        self._clock = clock
        self.on_change = on_change
        self._results: dict[str, Stopped] = {}
        self._tries: dict[str, int] = {}
        self.list_problem: AppError | None = None
        self.is_over = False

    @property
    def results(self) -> list[Stopped]:
        """The campaigns concerned, in the order in which they were tried."""
        return list(self._results.values())

    async def run(self) -> list[Stopped]:
        """Pause them all; returns `results`. What goes wrong with one keeps none of the others from being paused."""
        read_at = self._directory.read_at
        is_fresh = read_at is not None and 0 <= self._clock.time() - read_at <= FRESH_S
        # The tasks of the pauses are made, and so begin, before the one that reads: they ask for their turn first.
        jobs = [self._begin(campaign) for campaign in self._running(self._directory.records)]
        if not is_fresh:
            jobs.append(asyncio.create_task(self._read_and_pause()))
        await _all(jobs)
        for _ in range(MOST_ROUNDS):
            if not await self._read():
                break
            self._believe_the_list()
            again = [
                campaign
                for campaign in self._running(self._directory.records)
                if self._tries.get(campaign.id, 0) < MOST_TRIES
            ]
            if not again:
                break
            await _all([self._begin(campaign) for campaign in again])
        self.is_over = True
        self.on_change()
        return self.results

    def _running(self, campaigns: Iterable[Campaign]) -> list[Campaign]:
        now = self._clock.time()
        return [campaign for campaign in campaigns if may_call(campaign, now)]

    async def _read(self) -> bool:
        try:
            await self._directory.refresh(Priority.EMERGENCY)
        except AppError as error:
            self.list_problem = error
            return False
        self.list_problem = None
        return True

    async def _read_and_pause(self) -> None:
        """Beside the first pauses: whom does an up-to-date list name besides?"""
        if await self._read():
            new = [campaign for campaign in self._running(self._directory.records) if campaign.id not in self._tries]
            await _all([self._begin(campaign) for campaign in new])

    def _begin(self, campaign: Campaign) -> asyncio.Task[None]:
        self._tries[campaign.id] = self._tries.get(campaign.id, 0) + 1
        self._note(Stopped(campaign, Fate.PAUSING))
        return asyncio.create_task(self._pause(campaign))

    async def _pause(self, campaign: Campaign) -> None:
        try:
            after = await self._api.change_campaign_status(campaign.id, "pause")
        except AppError as error:
            if isinstance(error, (AuthError, ForbiddenError)):
                self._tries[campaign.id] = MOST_TRIES  # it would be refused again
            self._note(Stopped(campaign, Fate.UNKNOWN, error))
            return
        self._directory.put(after)
        self._note(Stopped(after, self._fate_of(after)))

    def _believe_the_list(self) -> None:
        """What the list says now is later than every answer before it."""
        for campaign_id, known in tuple(self._results.items()):
            campaign = self._directory.get(campaign_id)
            if campaign is not None:
                fate = self._fate_of(campaign)
                self._note(Stopped(campaign, fate, known.problem if fate is Fate.RUNNING else None))

    def _fate_of(self, campaign: Campaign) -> Fate:
        if campaign.status == "paused":
            return Fate.PAUSED
        if campaign.is_final:
            return Fate.OVER
        return Fate.RUNNING if may_call(campaign, self._clock.time()) else Fate.PAUSED

    def _note(self, result: Stopped) -> None:
        self._results[result.campaign.id] = result
        self.on_change()


async def _all(jobs: list[asyncio.Task[None]]) -> None:
    """Wait for all; cancelled, cancel them."""
    try:
        await asyncio.gather(*jobs)
    except BaseException:
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        raise
