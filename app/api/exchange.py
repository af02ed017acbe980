"""The one path that every request takes: turn, send, observe, and the only place that tries again.

Owns: asking the governor for a turn, telling it of every answer, repeating after 429 and passing failures, the request
log (and its lines in the log file, at debug level), the connection state. Leaves to others: what to ask and what an
answer means (`app/api/client.py`), when a turn comes (`app/quota/governor.py`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from app.api.connection import Connection
from app.api.messages import Request, Response
from app.api.request_log import LoggedRequest, RequestLog
from app.api.retrying import (
    FIRST_TRY_SHARE,
    LEAST_TRY_S,
    MAX_RATE_LIMIT_RETRIES,
    TRANSIENT_STATUSES,
    RetryBudget,
    backoff_s,
    may_repeat,
)
from app.api.transport import CalledBackError, OnSent, Transport
from app.clock import Clock, sleep_until
from app.errors import NetworkError, OddAnswerError, RateLimitedError, Sent
from app.quota.headers import read_quota
from app.quota.priorities import Activity, Priority
from app.quota.snapshot import QuotaSnapshot

_log = logging.getLogger(__name__)


class Turn(Protocol):
    """Leave to send one request."""

    waited_s: float

    def may_leave(self) -> bool:
        """Whether the request may still leave, asked right before its first byte."""
        ...

    async def again(self) -> None:
        """Wait for the turn anew, in the old place, after `may_leave` said no."""
        ...

    def observe(self, status: int, headers: Mapping[str, str]) -> None:
        """What the server answered; header names in lower case."""
        ...

    def not_sent(self) -> None:
        """No byte of the request left this machine."""
        ...


class Governor(Protocol):
    """What is needed of `app.quota.governor.QuotaGovernor`."""

    @property
    def snapshot(self) -> QuotaSnapshot:
        """What is known of the quota."""
        ...

    def turn(self, priority: Priority, activity: Activity) -> AbstractAsyncContextManager[Turn]:
        """Wait until one request may be sent; the request is under way until the context is left."""
        ...

    def expect(self, priority: Priority, count: int) -> Callable[[], None]:
        """Announce that `count` requests will come, one after the other; returns how to take that back."""
        ...


class _Try:
    """One try: how long it was on the network."""

    took_s = 0.0


class Exchange:
    """Sends requests in their turn.

    `patience` multiplies every time limit, and the pauses before trying again with it.
    """

    def __init__(self, transport: Transport, governor: Governor, clock: Clock, *, patience: float = 1.0) -> None:
        self.log = RequestLog()
        self.connection = Connection()
        self._transport = transport
        self._governor = governor
        self._clock = clock
        self._budget = RetryBudget()
        self._patience = patience

    async def answer(
        self, request: Request, priority: Priority, activity: Activity, on_sent: OnSent | None = None
    ) -> Response:
        """The server's answer to `request`, of any status but 429.

        Its time limit holds for all tries together and the pauses between them; waiting for a turn is not counted,
        since the quota's countdown is on the screen meanwhile.

        Raises:
            RateLimitedError: Still 429 after five more tries.
            NetworkError, OddAnswerError: As `Transport.send`, after the retries that are allowed.
            QueueFullError: From the governor.
        """
        limited = retries = 0
        left_s = request.timeout_s * self._patience
        while True:
            limit_s = left_s * FIRST_TRY_SHARE if request.is_read and not retries else left_s
            tried = _Try()
            outcome: NetworkError | Response
            try:
                outcome = await self._attempt(request, limit_s, priority, activity, on_sent, tried)
            except NetworkError as error:
                outcome = error
            left_s -= tried.took_s
            if isinstance(outcome, Response) and outcome.status == 429:
                # The governor now holds everybody back; the next turn comes when the wait is over.
                if limited == MAX_RATE_LIMIT_RETRIES:
                    now = self._clock.monotonic()
                    raise RateLimitedError(
                        deadline=self._governor.snapshot.blocked_until(now) or now, tries=limited + 1
                    )
                limited += 1
                # It was refused whole, so the next try is a first one.
                left_s = request.timeout_s * self._patience
                continue
            failure = outcome if isinstance(outcome, NetworkError) else outcome.status
            pause_s = backoff_s(retries) * min(self._patience, 1.0)
            if (
                may_repeat(request, failure, retries)
                and left_s - pause_s >= LEAST_TRY_S * self._patience
                and self._budget.take()
            ):
                await sleep_until(self._clock, self._clock.monotonic() + pause_s)
                left_s -= pause_s
                retries += 1
                continue
            if isinstance(outcome, NetworkError):
                raise outcome
            if outcome.status not in TRANSIENT_STATUSES:
                self._budget.earn()
            return outcome

    def expect(self, priority: Priority, count: int) -> Callable[[], None]:
        """See `Governor.expect`."""
        return self._governor.expect(priority, count)

    async def _attempt(
        self,
        request: Request,
        limit_s: float,
        priority: Priority,
        activity: Activity,
        on_sent: OnSent | None,
        tried: _Try,
    ) -> Response:
        """One try: in its turn, and if that is taken back before a byte has left, in the next one."""
        async with self._governor.turn(priority, activity) as turn:
            while True:
                try:
                    return await self._try(request, limit_s, priority, activity, on_sent, turn, tried)
                except CalledBackError:
                    pass
                await turn.again()

    async def _try(
        self,
        request: Request,
        limit_s: float,
        priority: Priority,
        activity: Activity,
        on_sent: OnSent | None,
        turn: Turn,
        tried: _Try,
    ) -> Response:
        at = self._clock.time()
        started = time.perf_counter()
        ended: int | str = "cancelled"
        reading = None
        starts_alone, logged_before = self._governor.snapshot.in_flight <= 1, self.log.added
        try:
            response = await self._transport.send(
                request, limit_s=limit_s, may_leave=turn.may_leave, on_sent=on_sent, on_answer=turn.observe
            )
            ended = response.status
            reading = read_quota(response.headers)
            self.connection.answered(response.status)
            return response
        except NetworkError as error:
            ended = "broken off"
            if error.sent is Sent.NOTHING:
                ended = "not sent"
                turn.not_sent()
            self.connection.lost()
            raise
        except OddAnswerError:
            ended = "odd answer"
            self.connection.lost()
            raise
        except CalledBackError:
            ended = "called back"
            raise
        finally:
            tried.took_s = time.perf_counter() - started
            snapshot = self._governor.snapshot
            entry = LoggedRequest(
                at=at,
                priority=priority,
                activity=activity,
                method=request.method,
                path=request.target,
                status=ended,
                waited_s=turn.waited_s,
                took_ms=tried.took_s * 1000,
                remaining_after=snapshot.remaining,
                reading=reading,
                # Who came or went meanwhile is in flight still, or in the log already.
                is_alone=starts_alone and snapshot.in_flight <= 1 and self.log.added == logged_before,
            )
            if ended != "called back":
                self.log.add(entry)
            _log.debug(
                "%s %s: %s in %.0f ms, waited %.0f ms, quota left: %s",
                entry.method,
                entry.path,
                entry.status,
                entry.took_ms,
                entry.waited_s * 1000,
                "unknown" if entry.remaining_after is None else entry.remaining_after,
            )
