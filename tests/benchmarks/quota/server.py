"""A simulated server: lets requests through by its way of counting and answers with rate-limit headers.

Owns: the trip there and back, the headers' spelling, what was accepted and refused. Leaves to others: counting
(`counting.py`), clients (`contenders.py`), time (`tests/app/fake_clock.py`).
"""

from __future__ import annotations

import asyncio
import functools
import math
from email.utils import formatdate
from typing import NamedTuple

from tests.app.fake_clock import EPOCH, START, FakeClock
from tests.benchmarks.quota.counting import Counting

TRIP_S = 0.08


class Spelling(NamedTuple):
    """How the server writes its headers.

    Attributes:
        reset: "unix" seconds, "seconds" from now, "milliseconds" (Unix), or "" for no X-RateLimit headers at all.
        rounding: Of reset and Retry-After to whole units: "up", "down" or "exact".
        bare_429: A 429 has no X-RateLimit headers.
        retry_after: A 429 has a Retry-After.
    """

    reset: str = "unix"
    rounding: str = "up"
    bare_429: bool = False
    retry_after: bool = True

    def write(self, seconds: float, unit: float = 1.0) -> str:
        """A number of seconds as it is written, in units of `unit` a second."""
        if self.rounding == "exact":
            return f"{seconds * unit:.15g}"
        whole = math.ceil if self.rounding == "up" else math.floor
        return str(whole(round(seconds * unit, 6)))


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]


_http_date = functools.lru_cache(maxsize=8)(functools.partial(formatdate, usegmt=True))


class SimulatedServer:
    """Answers by `routes[0]`, or for requests of another kind by another counter.

    Attributes:
        accepted: Requests let through, ours.
        refused: 429s, ours.
        others_sent: Requests of the second client.
        others_denied: Those of them that were refused.
    """

    def __init__(self, clock: FakeClock, routes: tuple[Counting, ...], spelling: Spelling) -> None:
        self.clock = clock
        self.routes = routes
        self.spelling = spelling
        self.accepted = self.refused = self.others_sent = self.others_denied = 0

    def now(self) -> float:
        """Seconds after the start."""
        return self.clock.monotonic() - START

    async def send(self, route: int = 0) -> Answer:
        """One request of ours and its answer."""
        await asyncio.sleep(TRIP_S / 2)
        answer = self._answer(self.routes[route])
        await asyncio.sleep(TRIP_S / 2)
        return answer

    def other(self) -> None:
        """One request of somebody else with the same key."""
        self.others_sent += 1
        self.others_denied += not self.routes[0].take(self.now())

    def _answer(self, counting: Counting) -> Answer:
        now, spelling = self.now(), self.spelling
        is_accepted = counting.take(now)
        self.accepted += is_accepted
        self.refused += not is_accepted
        headers = {"date": _http_date(math.floor(EPOCH + now))}
        if spelling.reset and (is_accepted or not spelling.bare_429):
            headers["x-ratelimit-limit"] = str(counting.limit)
            headers["x-ratelimit-remaining"] = str(counting.left(now))
            resets_at = counting.resets_at(now)
            if spelling.reset == "seconds":
                headers["x-ratelimit-reset"] = spelling.write(resets_at - now)
            else:
                unit = 1000.0 if spelling.reset == "milliseconds" else 1.0
                headers["x-ratelimit-reset"] = spelling.write(EPOCH + resets_at, unit)
        if is_accepted:
            return Answer(200, headers)
        if spelling.retry_after:
            headers["retry-after"] = spelling.write(counting.opens_at(now) - now)
        return Answer(429, headers)
