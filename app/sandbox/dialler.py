"""The dialler: moves running campaigns forward.

Owns: who is called when, the life of a call (created, initiated, sent, ended), retries, completion of campaigns, the
start of scheduled ones. Each lead is called once, and again only as the campaign's retry settings say; it is a queue of
events on a clock of its own, which runs `speed` times as fast as life and stands still while frozen. Time stamps of
the calls are in real time, so that a demo at high speed does not write into the future.
Leaves to others: changes of status by request (`lifecycle.py`), how calls end (`outcomes.py`).
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
import time
from collections.abc import Callable
from typing import Final

from app.sandbox import outcomes
from app.sandbox.records import CallLog, Campaign, Lead
from app.sandbox.state import Workspace

_BATCH: Final = 400  # events handled before other tasks get their turn
_LONGEST_SLEEP_S: Final = 0.5  # scheduled campaigns are looked at this often
_TYPICAL_CALL_S: Final = 60.0

Event = Callable[[], None]


class Dialler:
    """One for the workspace. `now` is its clock in seconds, from 0 at the start."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._events: list[tuple[float, int, Event]] = []
        self._order = itertools.count()
        self._wake = asyncio.Event()
        self._speed = workspace.options.speed
        self._frozen = workspace.options.dialler_frozen
        self._base = 0.0
        self._since = time.monotonic()
        self._at = 0.0
        self._handling = False
        self.active = 0
        for campaign in workspace.campaigns.values():
            self.poke(campaign, after=random.Random(campaign.id).random() * 3)

    @property
    def now(self) -> float:
        """Seconds on the dialler's clock."""
        if self._frozen:
            return self._base
        return self._base + (time.monotonic() - self._since) * self._speed

    @property
    def frozen(self) -> bool:
        """Whether the clock stands still."""
        return self._frozen

    @property
    def speed(self) -> float:
        """How much faster than life."""
        return self._speed

    def set_pace(self, *, frozen: bool | None = None, speed: float | None = None) -> None:
        """Freeze, thaw, or change the speed, from now on."""
        self._base = self.now
        self._since = time.monotonic()
        if frozen is not None:
            self._frozen = frozen
        if speed is not None:
            self._speed = speed
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            self._wake.clear()
            self._start_scheduled()
            handled = self._handle_due()
            if handled:
                self._workspace.changed()
            if handled >= _BATCH:
                await asyncio.sleep(0)
                continue
            timeout = _LONGEST_SLEEP_S
            if self._events and not self._frozen:
                timeout = min(timeout, max(0.001, (self._events[0][0] - self.now) / self._speed))
            # Not wait_for: on Python 3.11 it swallows a cancellation that meets the event.
            alarm = loop.call_later(timeout, self._wake.set)
            try:
                await self._wake.wait()
            finally:
                alarm.cancel()

    def poke(self, campaign: Campaign, after: float = 0.0) -> None:
        """Look for the campaign's next lead `after` seconds from now, unless that is planned for earlier."""
        if campaign.status != "running":
            return
        due = self._moment() + after
        if campaign.dial_at is None or due < campaign.dial_at:
            campaign.dial_at = due
            self._plan(due, lambda: self._dial(campaign, due))

    def place(self, call: CallLog) -> None:
        """Start a single call that belongs to no campaign."""
        self._workspace.add_call(call)
        self._begin(call)

    def _moment(self) -> float:
        """The instant of the event being handled, which may lie a little back; between events, now."""
        return self._at if self._handling else self.now

    def _plan(self, due: float, event: Event) -> None:
        heapq.heappush(self._events, (due, next(self._order), event))
        self._wake.set()

    def _handle_due(self) -> int:
        if self._frozen:
            return 0
        now = self.now
        handled = 0
        self._handling = True
        try:
            while handled < _BATCH and self._events and self._events[0][0] <= now:
                self._at, _, event = heapq.heappop(self._events)
                event()
                handled += 1
        finally:
            self._handling = False
        return handled

    def _start_scheduled(self) -> None:
        if self._frozen:
            return
        now_ms = self._workspace.clock.now_ms()
        for campaign in self._workspace.campaigns.values():
            if campaign.status == "active" and campaign.scheduled_ms is not None and campaign.scheduled_ms <= now_ms:
                campaign.status = "running"
                self.poke(campaign)

    def _dial(self, campaign: Campaign, due: float) -> None:
        if campaign.dial_at != due:
            return  # planned anew for another instant
        campaign.dial_at = None
        if campaign.status != "running" or campaign.active >= campaign.max_concurrent:
            return  # the end of a call, or a resume, looks again
        if self.active >= self._workspace.options.concurrency:
            self.poke(campaign, after=2.0)
            return
        lead = self._next_lead(campaign)
        if lead is None:
            if campaign.retries:
                self.poke(campaign, after=max(0.0, campaign.retries[0][0] - self._at))
            else:
                self._complete_if_done(campaign)
            return
        lead.status = "in_progress"
        call = CallLog(
            agent=campaign.agent,
            from_number=campaign.from_number,
            created_ms=self._workspace.clock.now_ms(),
            campaign=campaign,
            lead=lead,
            attempt=len(lead.calls) + 1,
        )
        self._workspace.add_call(call)
        self._begin(call)
        # Slots fill one after the other, at about the pace at which calls end.
        dice = random.Random(f"gap:{call.index}")
        self.poke(campaign, after=(0.3 + dice.random()) * _TYPICAL_CALL_S / 2 / max(1, campaign.max_concurrent))

    def _next_lead(self, campaign: Campaign) -> Lead | None:
        while campaign.retries and campaign.retries[0][0] <= self._at:
            lead = heapq.heappop(campaign.retries)[2]
            if lead.status == "in_progress":
                return lead
        while campaign.pending:
            lead = campaign.pending.popleft()
            if lead.status == "pending":
                return lead
        return None

    def _begin(self, call: CallLog) -> None:
        lead = call.lead.index if call.lead else call.index
        dice = random.Random(f"{self._workspace.options.seed}:{lead}:{call.attempt}")
        outcome = outcomes.draw(dice)
        start = self._moment()
        self.active += 1
        if call.campaign is not None:
            call.campaign.active += 1
        initiated = start + 0.6 + dice.random() * 1.4
        sent = initiated + 0.5 + dice.random()
        self._plan(initiated, lambda: self._advance(call, "initiated"))
        self._plan(sent, lambda: self._advance(call, "sent"))
        self._plan(sent + outcome.ring_s + outcome.duration_s, lambda: self._end(call, outcome, dice))

    def _advance(self, call: CallLog, status: str) -> None:
        if call.status != "cancelled":
            call.status = status
            self._workspace.version += 1

    def _end(self, call: CallLog, outcome: outcomes.Outcome, dice: random.Random) -> None:
        self.active -= 1
        campaign, lead = call.campaign, call.lead
        if campaign is not None:
            campaign.active -= 1
        if call.status != "cancelled":
            last = campaign is None or call.attempt > campaign.max_retries
            outcomes.settle(call, outcome, last_attempt=last, dice=dice)
            self._workspace.version += 1
            if lead is not None and campaign is not None and lead.status != "removed":
                again = outcome.status in outcomes.RETRIED and not last and campaign.status != "cancelled"
                if again:
                    due = self._at + campaign.retry_interval_min * 60
                    heapq.heappush(campaign.retries, (due, lead.index, lead))
                else:
                    lead.status = "completed" if outcome.status == "completed" else "failed"
                    campaign.completed += 1
        if campaign is not None:
            self.poke(campaign, after=dice.random())

    def _complete_if_done(self, campaign: Campaign) -> None:
        # A campaign that never had a lead waits for some: it was created a moment ago.
        if campaign.active == 0 and campaign.total > 0:
            campaign.status = "completed"
