"""Ways of sending many requests past a rate limit.

Owns: ours and what it is compared with. Ours is the real `QuotaGovernor` with the real client's number of tries; its
timers wake up to 5 % early, as the window's do. The others are written here, from what their documentation promises, on
timers that are exact:

- documented: the API's own sample. At most 5 retries, the wait before retry n is `Retry-After * 2**n` seconds, a
  missing Retry-After counts as 1; every request for itself. The text leaves open whether n begins at 0 or at 1.
- tenacity: `wait_exponential_jitter()` with its defaults (1 s, doubled, plus up to 1 s) and six attempts, the
  documented number. Without any argument `@retry` repeats at once and for ever: "tenacity, bare" shows what that does.
- stamina: `retry(on=...)` with its defaults: 10 attempts within 45 s, waits of 0.1 s doubled up to 5 s, plus up to 1 s.
- leaky bucket: one for all at the nominal rate, limit and window as documented and full at the start, as aiolimiter;
  what is refused all the same waits for Retry-After.
- greedy: everything that our governor learns from the headers, without its priorities and its floor: whoever comes
  first sends as long as anything is left.

tenacity, stamina and aiolimiter are modelled, not run: their waits are a line each, and they would have to be
installed.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from app.api.retrying import MAX_RATE_LIMIT_RETRIES
from app.clock import sleep_until
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from app.settings import OWN_FLOOR, SHARED_FLOOR
from tests.app.fake_clock import FakeClock
from tests.benchmarks.quota.server import SimulatedServer

TRIES: Final = 1 + MAX_RATE_LIMIT_RETRIES
_EARLY = 0.05


class Contender(Protocol):
    """One way of sending."""

    def begin(self, count: int) -> None:
        """So many requests will come, clicks not among them."""
        ...

    async def request(self, server: SimulatedServer, route: int, *, is_click: bool) -> bool:
        """Send until something other than a 429 comes, or it gives up: whether it came."""
        ...

    async def aclose(self) -> None:
        """End what it has started."""
        ...


class Governed:
    """Through a governor.

    Args:
        clock: Simulated time.
        floor_share: See `QuotaGovernor`.
        is_greedy: Everybody is served alike, as if somebody waited for it.
    """

    def __init__(self, clock: FakeClock, *, floor_share: float, is_greedy: bool = False) -> None:
        self.governor = QuotaGovernor(clock, floor_share=floor_share, max_waiting=10_000)
        self._is_greedy = is_greedy

    def begin(self, count: int) -> None:
        """See `Contender`."""
        self.governor.expect(Priority.BACKGROUND, count)

    async def request(self, server: SimulatedServer, route: int, *, is_click: bool) -> bool:
        """See `Contender`."""
        priority = Priority.INTERACTIVE if is_click or self._is_greedy else Priority.BACKGROUND
        for _ in range(TRIES):
            async with self.governor.turn(priority, Activity.YOU if is_click else Activity.SYNC) as turn:
                status, headers = await server.send(route)
                turn.observe(status, headers)
            if status != 429:
                return True
        return False

    async def aclose(self) -> None:
        """See `Contender`."""
        await self.governor.aclose()


class Retrying:
    """Every request for itself.

    Args:
        clock: Simulated time.
        wait_s: Seconds before try number n (the first retry is 1), by the headers of the 429; None: give up.
        gives_up_s: No try begins later than this after the first.
    """

    def __init__(
        self, clock: FakeClock, wait_s: Callable[[int, Mapping[str, str]], float | None], gives_up_s: float = 1e9
    ) -> None:
        self._clock = clock
        self._wait_s = wait_s
        self._gives_up_s = gives_up_s

    def begin(self, count: int) -> None:
        """See `Contender`: it has no use for it."""

    async def request(self, server: SimulatedServer, route: int, *, is_click: bool) -> bool:
        """See `Contender`."""
        began, tries = self._clock.monotonic(), 0
        while True:
            await self._before(server)
            status, headers = await server.send(route)
            if status != 429:
                return True
            tries += 1
            wait_s = self._wait_s(tries, headers)
            if wait_s is None or self._clock.monotonic() + wait_s - began > self._gives_up_s:
                return False
            await self._clock.sleep(wait_s)

    async def _before(self, server: SimulatedServer) -> None:
        return

    async def aclose(self) -> None:
        """See `Contender`."""


class LeakyBucket(Retrying):
    """At the nominal rate: a bucket of `limit` that empties evenly, as many in `window_s`."""

    def __init__(self, clock: FakeClock, limit: int, window_s: float) -> None:
        super().__init__(clock, _retry_after)
        self._limit, self._rate = limit, limit / window_s
        self._level, self._at = 0.0, clock.monotonic()
        self._turn = asyncio.Lock()

    async def _before(self, server: SimulatedServer) -> None:
        async with self._turn:
            self._leak()
            if self._level + 1 > self._limit:
                await sleep_until(self._clock, self._clock.monotonic() + (self._level + 1 - self._limit) / self._rate)
                self._leak()
            self._level += 1

    def _leak(self) -> None:
        now = self._clock.monotonic()
        self._level = max(0.0, self._level - (now - self._at) * self._rate)
        self._at = now


def _asked_s(headers: Mapping[str, str]) -> float:
    return float(headers.get("retry-after", 1))


def _retry_after(tries: int, headers: Mapping[str, str]) -> float | None:
    return _asked_s(headers) if tries < TRIES else None


def _documented(first: int) -> Callable[[int, Mapping[str, str]], float | None]:
    return lambda tries, headers: _asked_s(headers) * 2 ** (tries - 1 + first) if tries < TRIES else None


def _exponential(attempts: int, initial_s: float, ceiling_s: float, seed: int) -> Callable[..., float | None]:
    choose = random.Random(seed)

    def wait_s(tries: int, _: Mapping[str, str]) -> float | None:
        return min(ceiling_s, initial_s * 2 ** (tries - 1) + choose.random()) if tries < attempts else None

    return wait_s


OURS: Final = "ours"
OURS_SHARING: Final = "ours, share the key"
GREEDY: Final = "greedy"
DOCUMENTED_0: Final = "documented, n from 0"
DOCUMENTED_1: Final = "documented, n from 1"
TENACITY: Final = "tenacity"
TENACITY_BARE: Final = "tenacity, bare"
STAMINA: Final = "stamina"
LEAKY: Final = "leaky bucket"
ALL: Final = (OURS, GREEDY, DOCUMENTED_0, DOCUMENTED_1, TENACITY, STAMINA, LEAKY)


def make_clock(name: str, seed: int, skew_s: float) -> FakeClock:
    """The clock that a contender lives by."""
    return FakeClock(skew_s=skew_s, early=_EARLY if name in (OURS, OURS_SHARING, GREEDY) else 0.0, seed=seed)


def make(name: str, clock: FakeClock, seed: int, limit: int, window_s: float) -> Contender:
    """The contender of that name; `limit` and `window_s` are what the documentation of the server says."""
    makers: dict[str, Callable[[], Contender]] = {
        OURS: lambda: Governed(clock, floor_share=OWN_FLOOR),
        OURS_SHARING: lambda: Governed(clock, floor_share=SHARED_FLOOR),
        GREEDY: lambda: Governed(clock, floor_share=0.0, is_greedy=True),
        DOCUMENTED_0: lambda: Retrying(clock, _documented(0)),
        DOCUMENTED_1: lambda: Retrying(clock, _documented(1)),
        TENACITY: lambda: Retrying(clock, _exponential(TRIES, 1.0, 1e9, seed)),
        TENACITY_BARE: lambda: Retrying(clock, lambda tries, headers: 0.0),
        STAMINA: lambda: Retrying(clock, _exponential(10, 0.1, 5.0, seed), gives_up_s=45.0),
        LEAKY: lambda: LeakyBucket(clock, limit, window_s),
    }
    return makers[name]()
