"""A server with a fixed window, in simulated time, and what the governor may be held to against it."""

from __future__ import annotations

import asyncio
import math
import random
from email.utils import formatdate

from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from tests.app.fake_clock import EPOCH, START, FakeClock


class LostError(Exception):
    """A request or its answer got lost on the way."""


class FixedWindowServer:
    """Counts requests per window and answers with the rate-limit headers.

    Args:
        clock: Simulated time.
        limit: Requests a window allows.
        window_s: Its length.
        first_end_s: End of the first window, seconds after the start; None: a window opens with its first request.
        style: "unix", "seconds", "milliseconds" or "none" (no headers at all).
        rounding: "up", "down" or "exact".
        retry_after: "seconds", "fraction", "date" or "none".
        bare_429: A 429 carries no X-RateLimit headers.
        with_date: Answers carry a Date.
        trip_s: There and back.
        jitter: By how much of it trips differ: answers overtake each other.
        loss: Share of requests that bring no answer; half of them have been counted.
    """

    def __init__(
        self,
        clock: FakeClock,
        *,
        limit: int = 60,
        window_s: float = 60.0,
        first_end_s: float | None = None,
        style: str = "unix",
        rounding: str = "up",
        retry_after: str = "seconds",
        bare_429: bool = False,
        with_date: bool = True,
        trip_s: float = 0.08,
        jitter: float = 0.0,
        loss: float = 0.0,
        seed: int = 0,
    ) -> None:
        self.clock = clock
        self.limit = limit
        self.window_s = window_s
        self.style, self.rounding, self.retry_after = style, rounding, retry_after
        self.bare_429, self.with_date = bare_429, with_date
        self.trip_s, self.jitter, self.loss = trip_s, jitter, loss
        self.random = random.Random(seed)
        self.opens_on_request = first_end_s is None
        self.end = EPOCH + (0.0 if first_end_s is None else first_end_s)
        self.used = 0
        self.accepted: list[float] = []  # when, seconds after the start
        self.refused: list[float] = []
        self.avoidable: list[float] = []  # refusals of requests that left after the client had been told of the quota
        self._has_told = False
        self.trespasses: list[str] = []
        self._closed_until = -math.inf  # latest end of a Retry-After that the client knows of
        self.reset_from_now = 0.0

    def spend(self, count: int) -> None:
        """Somebody else uses the key."""
        self._turn_page()
        self.used = min(self.limit, self.used + count)

    def forget(self) -> None:
        """Another client takes over, which knows of no Retry-After."""
        self._closed_until = -math.inf

    def spend_one(self) -> bool:
        """Somebody else sends one request: is it accepted?"""
        self._turn_page()
        is_accepted = self.used < self.limit
        self.used += is_accepted
        return is_accepted

    async def send(self) -> tuple[int, dict[str, str]]:
        """One request and its answer."""
        if self._now() < self._closed_until:
            self.trespasses.append(f"sent at {self._now():.3f}, not before {self._closed_until:.3f}")
        was_told = self._has_told
        is_lost = self.loss > 0 and self.random.random() < self.loss
        await asyncio.sleep(self._leg())
        if is_lost and self.random.random() < 0.5:
            raise LostError
        status, headers, closed_until = self._answer()
        if status == 429 and was_told:
            self.avoidable.append(self._now())
        if is_lost:
            raise LostError
        await asyncio.sleep(self._leg())
        self._has_told = self._has_told or "x-ratelimit-remaining" in headers
        self._closed_until = max(self._closed_until, closed_until)
        return status, headers

    def _leg(self) -> float:
        return self.trip_s / 2 * (1 + self.jitter * self.random.random())

    def _now(self) -> float:
        return self.clock.monotonic() - START

    def _turn_page(self) -> None:
        now = self.clock.server_time()
        if now < self.end:
            return
        self.used = 0
        if self.opens_on_request:
            self.end = now + self.window_s
        while self.end <= now:
            self.end += self.window_s

    def _round(self, seconds: float) -> float:
        if self.rounding == "exact":
            return seconds
        return math.ceil(seconds) if self.rounding == "up" else math.floor(seconds)

    def _answer(self) -> tuple[int, dict[str, str], float]:
        self._turn_page()
        now = self.clock.server_time()
        is_refused = self.used >= self.limit
        headers: dict[str, str] = {}
        if self.with_date:
            headers["date"] = formatdate(math.floor(now), usegmt=True)
        if is_refused:
            self.refused.append(self._now())
        else:
            self.used += 1
            self.accepted.append(self._now())
        if self.style != "none" and not (is_refused and self.bare_429):
            headers["x-ratelimit-limit"] = str(self.limit)
            headers["x-ratelimit-remaining"] = str(self.limit - self.used)
            if self.style == "unix":
                headers["x-ratelimit-reset"] = f"{self._round(self.end):.15g}"
            elif self.style == "seconds":
                headers["x-ratelimit-reset"] = f"{self._round(self.end - now):.15g}"
            else:
                headers["x-ratelimit-reset"] = f"{self._round(self.end * 1000):.15g}"
        if not is_refused:
            return 200, headers, -math.inf
        wait = self.end - now
        if self.retry_after == "none":
            return 429, headers, self._now() + 1.0
        if self.retry_after == "date":
            headers["retry-after"] = formatdate(math.ceil(self.end), usegmt=True)
        else:
            wait = wait if self.retry_after == "fraction" else self._round(wait)
            headers["retry-after"] = f"{wait:.15g}"
        return 429, headers, self._now() + wait


async def request(
    governor: QuotaGovernor,
    server: FixedWindowServer,
    priority: Priority = Priority.BACKGROUND,
    activity: Activity = Activity.SYNC,
    tries: int = 6,
) -> tuple[int, float]:
    """Send until something other than 429 comes back. Gives the last status and the seconds until then."""
    asked_at = server.clock.monotonic()
    status = 429
    for _ in range(tries):
        async with governor.turn(priority, activity) as turn:
            status, headers = await server.send()
            turn.observe(status, headers)
        if status != 429:
            break
    return status, server.clock.monotonic() - asked_at
