"""What tests and the demo may ask of the sandbox itself.

Owns: looking at requests and state, ordering faults, changing options while it runs, waiting for something to happen.
Leaves to others: the same over HTTP (`control_routes.py`).

Every method may be called from any thread: it is carried out on the server's event loop, where all data lives. A
predicate given to `wait_until` or `until` runs in the caller's thread and may call these methods.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import dataclasses
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Final, TypeVar

from app.sandbox.dialler import Dialler
from app.sandbox.faults import Fault, FaultPlan, Met, read_fault
from app.sandbox.limits import FixedWindowLimiter
from app.sandbox.options import OptionError
from app.sandbox.records import Campaign, Lead
from app.sandbox.requests_seen import RequestRecord, Seen
from app.sandbox.state import Workspace

T = TypeVar("T")
Json = dict[str, Any]

CHANGEABLE: Final = frozenset(
    {
        *("limit", "window_s", "reset_style", "retry_after", "bare_429", "latency_ms", "concurrency"),
        *("spelling", "lean", "status_form", "status_refusal", "duplicates", "hostile", "name_leads"),
    }
)


class Changes:
    """Tells waiters in other threads and loops that something happened."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._events: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._count = 0

    def __call__(self) -> None:
        """Something happened."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()
            for loop, event in self._events:
                with contextlib.suppress(RuntimeError):  # a loop that closed meanwhile waits for nothing
                    loop.call_soon_threadsafe(event.set)

    def wait_until(self, predicate: Callable[[], T], timeout_s: float) -> T:
        """Block until `predicate` is true and give back what it said; see `Control.wait_until`."""
        deadline = time.monotonic() + timeout_s
        while True:
            with self._condition:
                before = self._count
            if result := predicate():
                return result
            with self._condition:
                if self._count == before and not self._condition.wait(deadline - time.monotonic()):
                    raise TimeoutError(f"nothing of the kind within {timeout_s} s")

    async def until(self, predicate: Callable[[], T], timeout_s: float) -> T:
        """`wait_until` for a coroutine."""
        event = asyncio.Event()
        entry = (asyncio.get_running_loop(), event)
        with self._condition:
            self._events.add(entry)
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    event.clear()
                    if result := predicate():
                        return result
                    await event.wait()
        finally:
            with self._condition:
                self._events.discard(entry)


class Control:
    """The levers."""

    def __init__(
        self,
        *,
        workspace: Workspace,
        dialler: Dialler,
        limiter: FixedWindowLimiter,
        faults: FaultPlan,
        record: RequestRecord,
        failures: list[str],
        changes: Changes,
    ) -> None:
        self._workspace = workspace
        self._dialler = dialler
        self._limiter = limiter
        self._faults = faults
        self._record = record
        self._changes = changes
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = 0
        self.failures = failures

    def serve_from_here(self) -> None:
        """Note that the running loop of this thread is the server's."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()

    def serve_no_more(self) -> None:
        """The server ended: from now on calls are carried out where they are made."""
        self._loop = None

    def requests(self, after: int = 0) -> list[Seen]:
        """Every request seen, oldest first; those with a number above `after`. Copies."""
        return self._run(lambda: [dataclasses.replace(seen) for seen in self._record.all(after)])

    @property
    def request_count(self) -> int:
        """How many requests arrived."""
        return self._record.count

    def state(self, campaign_id: str = "", *, seeded: bool = False) -> Json:
        """Campaigns, leads with their calls, uploads; of one campaign if named.

        Args:
            campaign_id: Only this campaign.
            seeded: Also the leads that were there from the start; there are thousands.
        """
        return self._run(lambda: self._state(campaign_id, seeded))

    def campaign(self, campaign_id: str) -> Json:
        """One campaign as in `state`."""
        return self._run(lambda: self._campaign(self._workspace.campaigns[campaign_id]))

    def calls_by_number(self, campaign_id: str) -> dict[str, int]:
        """How many times each number of the campaign was called, all leads and attempts together."""
        return self._run(lambda: dict(Counter(call.to_number for call in self._campaign_calls(campaign_id))))

    def order(self, kind: str, **members: Any) -> None:
        """Order a fault; the members are those of `Fault`."""
        fault = read_fault({"kind": kind, **members})
        self._run(lambda: self._faults.add(fault))

    @property
    def faults(self) -> list[Fault]:
        """Orders not yet used up."""
        return self._run(lambda: self._faults.waiting)

    @property
    def faults_met(self) -> list[Met]:
        """Those below HTTP that were carried out, in order."""
        return self._run(lambda: list(self._faults.met))

    def clear_faults(self) -> None:
        """Forget all orders."""
        self._run(self._faults.clear)

    def set(self, **changes: Any) -> None:
        """Change options that may change while the server runs (marked in `Options`).

        Raises:
            OptionError: Not changeable, or it makes no sense; nothing is changed then.
        """
        self._run(lambda: self._set(changes))

    def restart_window(self) -> None:
        """Everybody's rate limit starts afresh."""
        self._run(self._limiter.restart)

    def block(self, seconds: float) -> None:
        """429 for everybody for that long, with the seconds left as `Retry-After`."""
        self._run(lambda: self._limiter.block(seconds))

    def spend(self, count: int, key: str = "") -> None:
        """Count `count` requests of another user of the key (the first one if none is given, as the whole token)."""
        token = key or self._workspace.keys.tokens[0]
        self._run(lambda: self._limiter.spend(f"key {token}", count))

    def freeze(self) -> None:
        """Stop the dialler's clock."""
        self._run(lambda: self._dialler.set_pace(frozen=True))

    def thaw(self, speed: float | None = None) -> None:
        """Let the dialler run, at another speed if given."""
        self._run(lambda: self._dialler.set_pace(frozen=False, speed=speed))

    def pace(self) -> Json:
        """The dialler: `frozen`, `speed`, `active` calls, `now_s` on its clock."""
        return self._run(self._pace)

    def expire_key(self, identifier: str, *, expired: bool = True) -> bool:
        """Make a key expire, or work again; False if there is none with this id."""

        def expire() -> bool:
            keys = [key for key in self._workspace.keys.all() if key.id == identifier]
            for key in keys:
                key.expired = expired
            return bool(keys)

        return self._run(expire)

    def wait_until(self, predicate: Callable[[], T], timeout_s: float = 10.0) -> T:
        """Block until `predicate` is true, looking again after every request, answer and step of the dialler.

        Raises:
            TimeoutError: It never was.
        """
        return self._changes.wait_until(predicate, timeout_s)

    async def until(self, predicate: Callable[[], T], timeout_s: float = 10.0) -> T:
        """`wait_until` for a coroutine."""
        return await self._changes.until(predicate, timeout_s)

    def _run(self, action: Callable[[], T]) -> T:
        loop = self._loop
        if loop is None or loop.is_closed() or threading.get_ident() == self._thread:
            return action()
        done: concurrent.futures.Future[T] = concurrent.futures.Future()

        def carry_out() -> None:
            try:
                done.set_result(action())
            except BaseException as error:
                done.set_exception(error)

        loop.call_soon_threadsafe(carry_out)
        return done.result(timeout=30)

    def _set(self, changes: Json) -> None:
        if unknown := set(changes) - CHANGEABLE:
            raise OptionError(f"cannot be changed: {', '.join(sorted(unknown))}")
        trial = dataclasses.replace(self._workspace.options, **changes)
        trial.check()
        for name, value in changes.items():
            setattr(self._workspace.options, name, value)
        self._changes()

    def _campaign_calls(self, campaign_id: str) -> list[Any]:
        return self._workspace.campaigns[campaign_id].calls

    def _state(self, campaign_id: str, seeded: bool) -> Json:
        workspace = self._workspace
        campaigns = [one for one in workspace.campaigns.values() if campaign_id in ("", one.id)]
        leads = [
            lead
            for lead in workspace.leads
            if (seeded or lead.source != "seed") and campaign_id in ("", lead.campaign.id)
        ]
        uploads = [dataclasses.asdict(one) for one in workspace.uploads if campaign_id in ("", one.campaign_id)]
        return {
            "campaigns": [self._campaign(one) for one in campaigns],
            "leads": [_lead(one) for one in leads],
            "uploads": uploads,
            "call_logs": len(workspace.calls),
            "dialler": self._pace(),
        }

    def _pace(self) -> Json:
        dialler = self._dialler
        return {"frozen": dialler.frozen, "speed": dialler.speed, "active": dialler.active, "now_s": dialler.now}

    def _campaign(self, campaign: Campaign) -> Json:
        return {
            "id": campaign.id,
            "name": campaign.name,
            "status": campaign.status,
            "agent_id": campaign.agent.id,
            "max_concurrent_calls": campaign.max_concurrent,
            "max_retries": campaign.max_retries,
            "total_leads": campaign.total,
            "completed_calls": campaign.completed,
            "pending_calls": campaign.total - campaign.completed,
            "queued": sum(lead.status == "pending" for lead in campaign.pending),
            "waiting_for_retry": len(campaign.retries),
            "active": campaign.active,
            "call_logs": len(campaign.calls),
        }


def _lead(lead: Lead) -> Json:
    return {
        "id": lead.id,
        "campaign_id": lead.campaign.id,
        "phone_number": lead.number,
        "name": lead.name,
        "variables": lead.variables,
        "status": lead.status,
        "source": lead.source,
        "calls": len(lead.calls),
        "call_log_ids": [call.id for call in lead.calls],
    }
