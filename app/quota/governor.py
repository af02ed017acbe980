"""The one gate of an API key: who may send now, and if not, when.

Owns: the waiting line, the single timer that wakes it, listeners. Leaves to others: the decision (`core.py`), reading
headers (`headers.py`), sending and trying again (`app/api/client.py`).

Everything happens on the event loop's thread. Every instant is of the clock's monotonic time.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType, TracebackType

from app.clock import Clock, sleep_until
from app.errors import QueueFullError
from app.quota.core import QuotaCore
from app.quota.flights import Flight
from app.quota.headers import read_quota
from app.quota.line import Line
from app.quota.priorities import Activity, Priority
from app.quota.shares import Share, Standing
from app.quota.snapshot import QuotaSnapshot

_log = logging.getLogger(__name__)

_SHORTEST_SLEEP_S = 0.001
_CLOSE_ENOUGH_S = 0.002  # a timer that is due at most this much later than wished is not set again


class Turn:
    """One request's turn: `async with governor.turn(...) as turn:` waits for it and takes it; leaving gives it back.

    Send exactly one request inside, and call `observe` with its answer. Leaving without `observe` means that nothing is
    known: the request counts as spent, since it may have reached the server.

    Between its turn and its first byte lies the making of a connection. So ask `may_leave` right before that byte;
    after a no, send nothing and await `again`.

    Attributes:
        waited_s: Seconds between asking and being let go.
    """

    __slots__ = (
        "_activity",
        "_flight",
        "_governor",
        "_has_left",
        "_is_called_back",
        "_number",
        "_priority",
        "_wake",
        "waited_s",
    )

    def __init__(self, governor: QuotaGovernor, priority: Priority, activity: Activity) -> None:
        self._governor = governor
        self._priority = priority
        self._activity = activity
        self._flight: Flight | None = None
        self._wake: asyncio.Future[None] | None = None
        self._has_left = True
        self._is_called_back = False
        self._number = 0  # of all that ever asked: its place in the line
        self.waited_s = 0.0

    def observe(self, status: int, headers: Mapping[str, str]) -> None:
        """Tell the answer that came over the network: every one, 304, 4xx and 5xx too, never one from a cache.

        Args:
            status: HTTP status.
            headers: Lower-case names.
        """
        if self._flight is not None:
            self._governor._observe(self._flight, status, headers)

    def not_sent(self) -> None:
        """Tell that no byte of the request left this machine: it then does not count as spent."""
        self._has_left = False

    def may_leave(self) -> bool:
        """Whether the request may still leave; to be asked right before its first byte, which then leaves at once.

        After a no (a pause has begun meanwhile, the quota is used up) it is back in its old place in the line.
        """
        return self._governor._may_leave(self)

    async def again(self) -> None:
        """Wait for the turn anew, after `may_leave` said no.

        Raises:
            asyncio.CancelledError: The governor was closed.
        """
        await self._governor._wait_again(self)

    async def __aenter__(self) -> Turn:
        await self._governor._enter(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._is_called_back:
            self._governor._give_up(self)
            return
        flight, self._flight = self._flight, None
        if flight is not None:
            self._governor._finish(flight, self._has_left)


class QuotaGovernor:
    """Shares the quota of one API key out among everything that sends.

    Learns from every answer, sends nothing while paused or with nothing remaining, serves by priority; within one,
    activities take turns, first come, first served within each.
    """

    def __init__(
        self, clock: Clock, *, floor_share: float = 0.5, max_in_flight: int = 8, max_waiting: int = 500
    ) -> None:
        """Start with nothing known.

        Args:
            clock: Source of time.
            floor_share: What background work leaves alone, as a share of what an even pace would leave: 0 to 1, where
                1 leaves other users of the same key their part.
            max_in_flight: Requests on their way at once; emergencies may exceed it by two.
            max_waiting: Length of the waiting line; beyond it, `turn` raises `QueueFullError` for all but emergencies:
                a Pause is never refused because others wait.
        """
        self._clock = clock
        self._core = QuotaCore(floor_share=floor_share, max_in_flight=max_in_flight)
        self._max_waiting = max_waiting
        self._lines: tuple[Line[Turn], ...] = tuple(Line() for _ in Priority)
        self._waiting = [0] * len(Priority)
        self._asked = 0  # turns that were ever asked for
        self._waking: list[Turn] = []  # let go, but their tasks have not come round yet
        self._listeners: list[Callable[[QuotaSnapshot], None]] = []
        self._told: QuotaSnapshot | None = None
        self._will_tell = False
        self._timer: asyncio.Task[None] | None = None
        self._timer_at = 0.0
        self._is_closed = False
        self.on_short: Callable[[], None] | None = None  # called when requests of the shared budget are missing
        self._short_told: tuple[int, bool] | None = None
        self.partners = 0  # other consoles on this machine that use the key
        self.spent_by_partners = 0  # in the present window, as last told

    @property
    def snapshot(self) -> QuotaSnapshot:
        """What is known now."""
        return self._core.snapshot(self._clock.monotonic(), sum(self._waiting))

    @property
    def floor_share(self) -> float:
        """See `__init__`; may be changed at any time."""
        return self._core.floor_share

    @floor_share.setter
    def floor_share(self, share: float) -> None:
        self._core.floor_share = share
        self._serve()

    def go_on_pausing(self, until: float) -> None:
        """Keep to a pause that the server ordered this key before there was this governor.

        Args:
            until: Its end, monotonic.
        """
        now = self._clock.monotonic()
        if until > now:
            self._core.pause.go_on(now=now, until=until)
            self._serve()

    @property
    def spent(self) -> Mapping[Activity, int]:
        """Requests let go in this run, by activity."""
        return MappingProxyType(self._core.spent)

    @property
    def spent_in_window(self) -> Mapping[Activity, int]:
        """The same for the present window."""
        return MappingProxyType(self._core.spent_in_window)

    @property
    def unexplained(self) -> int:
        """Requests in this run that others must have sent with the same key, as far as `remaining` shows them."""
        return self._core.window.unexplained

    @property
    def unexplained_in_window(self) -> int:
        """The same for the present window."""
        return self._core.window.others

    # Sharing with other consoles (`partners.py`)

    def standing(self) -> tuple[int, Standing]:
        """For `take_share`: the number of the present window, and what to tell the other consoles."""
        return self._core.standing(self._waiting)

    def take_share(self, share: Share | None, window: int = 0) -> None:
        """What the other consoles leave of the window of that number; None: they cannot be seen."""
        if self._core.take_share(share, window):
            self._short_told = None
        self.partners = share.partners if share is not None else 0
        self.spent_by_partners = share.spent_by_partners if share is not None else 0
        self._serve()

    @property
    def is_short(self) -> bool:
        """Whether a request waits for more of the shared budget."""
        return self._core.is_short

    @property
    def is_busy(self) -> bool:
        """Whether anything waits or is on its way."""
        return sum(self._waiting) + self.snapshot.in_flight > 0

    def subscribe(self, listener: Callable[[QuotaSnapshot], None]) -> Callable[[], None]:
        """Call `listener` with each changed snapshot, on the loop, several changes at once in one call.

        Returns:
            A function that ends it.
        """
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def turn(self, priority: Priority, activity: Activity) -> Turn:
        """Wait for the turn to send one request.

        Raises (on entering):
            QueueFullError: Too many are waiting.
            asyncio.CancelledError: The governor was closed.
        """
        return Turn(self, priority, activity)

    def expect(self, priority: Priority, count: int) -> Callable[[], None]:
        """Announce that `count` more requests of this priority will come, one after the other.

        Once everything that waits and is announced fits into what is left of the window, background work need not hold
        back. Each arriving request takes one off.

        Returns:
            A function that takes the whole announcement back if the work ends early; call it in any case.
        """
        announcement = self._core.announce(priority, count)
        self._serve()

        def withdraw() -> None:
            self._core.withdraw(priority, announcement)
            self._serve()

        return withdraw

    async def aclose(self) -> None:
        """Cancel everyone who waits. Requests on their way are their senders' business. Harmless when repeated."""
        self._is_closed = True
        self._listeners.clear()
        for line in self._lines:
            for turn in line:
                if turn._wake is not None:
                    turn._wake.cancel()
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
            await asyncio.gather(timer, return_exceptions=True)

    # What a turn calls

    async def _enter(self, turn: Turn) -> None:
        if self._is_closed:
            raise asyncio.CancelledError
        core, waiting, priority = self._core, self._waiting, turn._priority
        asked_at = self._clock.monotonic()
        total = sum(waiting)
        if total >= self._max_waiting and priority is not Priority.EMERGENCY:
            raise QueueFullError(waiting=total)
        core.arrive(priority)
        self._asked += 1
        turn._number = self._asked
        waiting[priority] += 1
        # Nobody to wait for, not even for one who was let go and whose task has not come round yet.
        if not (total or self._waking) and core.decide(asked_at, waiting).priority is not None:
            waiting[priority] -= 1
            turn._flight = core.start(asked_at, priority, turn._activity)
            self._changed()
            return
        self._lines[priority].append(turn._activity, turn)
        turn._wake = asyncio.get_running_loop().create_future()
        self._serve()
        await self._wait(turn)
        turn.waited_s = self._clock.monotonic() - asked_at

    async def _wait(self, turn: Turn) -> None:
        """Return when `turn`, which stands in its line, was let go."""
        while True:
            wake = turn._wake
            assert wake is not None
            try:
                if wake.done():
                    await asyncio.sleep(0)  # let go at once, but after some whose tasks have not come round yet
                await wake
            except asyncio.CancelledError:
                self._give_up(turn)
                raise
            if turn._flight is not None:  # else it was called back
                break
        self._waking.remove(turn)

    def _may_leave(self, turn: Turn) -> bool:
        if turn._flight is None:
            return False
        now = self._clock.monotonic()
        if self._core.may_leave(turn._flight, now):
            return True
        turn._is_called_back = True
        self._put_back(turn, now)
        self._serve()
        return False

    async def _wait_again(self, turn: Turn) -> None:
        if self._is_closed:
            raise asyncio.CancelledError
        asked_at = self._clock.monotonic()
        await self._wait(turn)
        turn._is_called_back = False
        turn.waited_s += self._clock.monotonic() - asked_at

    def _give_up(self, turn: Turn) -> None:
        """A waiting task was cancelled, perhaps in the very moment in which it was let go."""
        flight, turn._flight = turn._flight, None
        if flight is not None:
            self._waking.remove(turn)
            self._finish(flight, has_left=False)
            return
        with contextlib.suppress(ValueError):
            self._lines[turn._priority].remove(turn._activity, turn)
            self._waiting[turn._priority] -= 1
        self._serve()

    def _observe(self, flight: Flight, status: int, headers: Mapping[str, str]) -> None:
        clock, core = self._clock, self._core
        now = clock.monotonic()
        core.answer(flight, now=now, local_time=clock.time(), status=status, reading=read_quota(headers))
        if self._waking and core.pause.is_on(now):
            self._call_back(now)
        self._serve()

    def _call_back(self, now: float) -> None:
        """A pause has begun: who was let go and has not left yet goes back into the line."""
        called_back, self._waking = self._waking, []
        for turn in called_back:
            self._put_back(turn, now)

    def _put_back(self, turn: Turn, now: float) -> None:
        """A turn that was let go and not used goes back to its place: before all who asked later."""
        flight, turn._flight = turn._flight, None
        if flight is not None:
            self._core.finish(flight, now, has_left=False)
        turn._wake = asyncio.get_running_loop().create_future()
        self._lines[turn._priority].put_back(turn._activity, turn, lambda other: other._number > turn._number)
        self._waiting[turn._priority] += 1

    def _finish(self, flight: Flight, has_left: bool) -> None:
        self._core.finish(flight, self._clock.monotonic(), has_left=has_left)
        self._serve()

    # The line and its timer

    def _serve(self) -> None:
        """Let go whoever may, and set the timer for the next one."""
        if self._is_closed:
            return
        core, waiting = self._core, self._waiting
        now = self._clock.monotonic()
        core.pass_time(now)
        core.is_short = False
        wake_at: float | None = None
        while True:
            decision = core.decide(now, waiting)
            priority = decision.priority
            if priority is None:
                wake_at = decision.until
                break
            turn = self._lines[priority].next()
            waiting[priority] -= 1
            wake = turn._wake
            if wake is None or wake.done():  # its task was cancelled and has not come round to leaving the line
                continue
            turn._flight = core.start(now, priority, turn._activity)
            self._waking.append(turn)
            wake.set_result(None)
        change_at = core.next_change(now)
        if change_at is not None and (wake_at is None or change_at < wake_at):
            wake_at = change_at
        if core.is_short and self.on_short is not None:
            short = (core.window.number, waiting[Priority.EMERGENCY] + waiting[Priority.INTERACTIVE] > 0)
            if short != self._short_told:
                self._short_told = short
                self.on_short()
        if wake_at is not None:
            self._wake_at(max(wake_at, now + _SHORTEST_SLEEP_S))
        self._changed()

    def _wake_at(self, instant: float) -> None:
        """See to it that `_serve` runs at `instant`, soon after at the latest. An earlier timer just sets the next."""
        if self._timer is not None:
            if self._timer_at <= instant + _CLOSE_ENOUGH_S:
                return
            self._timer.cancel()
        self._timer_at = instant
        self._timer = asyncio.get_running_loop().create_task(self._sleep_and_serve(instant), name="quota timer")

    async def _sleep_and_serve(self, instant: float) -> None:
        await sleep_until(self._clock, instant)
        self._timer = None
        self._serve()

    def _changed(self) -> None:
        if self._listeners and not self._will_tell:
            self._will_tell = True
            asyncio.get_running_loop().call_soon(self._tell)

    def _tell(self) -> None:
        self._will_tell = False
        snapshot = self.snapshot
        if snapshot == self._told:
            return
        self._told = snapshot
        for listener in tuple(self._listeners):
            try:
                listener(snapshot)
            except Exception:
                _log.exception("a listener of the quota failed")
