"""Who spent what: the usage history of one key.

Owns: noting every request that the request log gets, by the minute; what others spend; what a 304 costs; pauses; when
it is written to disk. Leaves to others: the figures themselves (`minutes.py`), the file (`history_store.py`).

The last day is held in memory, for the chart. Written are the changes of some seconds together, in a thread, and at
the close: a crash loses those seconds and no more. Where the file cannot be used the history of this run still counts,
and `problem` says so. On the event loop's thread, but for the file.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from app.clock import Clock, sleep_until
from app.quota.forecast import Pace, PaceMeter
from app.quota.history_store import KEPT_DAYS, HistoryStore, NewerError
from app.quota.minutes import OTHERS, Cooldown, Minute
from app.threads import run_in_daemon_thread

if TYPE_CHECKING:
    from app.api.request_log import LoggedRequest
    from app.quota.snapshot import QuotaSnapshot

T = TypeVar("T")
_log = logging.getLogger(__name__)

SHOWN_MINUTES: Final = 24 * 60
WRITE_AFTER_S: Final = 12.0
_OTHERS_OVER_S: Final = 300.0
_LEAST_OTHERS: Final = 3  # fewer may be a miscount
_LEAST_OTHERS_OVER_S: Final = 60.0
_FORGET_EVERY_S: Final = 3600.0
_SAME_RESET_S: Final = 1.5  # resets of one window differ by rounding and the time on the way
_LATE_S: Final = 0.5


class Governed(Protocol):
    """What is needed of `app.quota.governor.QuotaGovernor`."""

    @property
    def snapshot(self) -> QuotaSnapshot:
        """What is known of the quota."""
        ...

    @property
    def unexplained(self) -> int:
        """Requests of others in this run."""
        ...


class QuotaHistory:
    """The history of one account.

    Attributes:
        minutes: What happened in the last day, by the minute's number; only minutes in which something did.
        cooldowns: The pauses of the last day, oldest first.
        windows: Windows of the server that began in this run, the one we came into included.
        problem: Why nothing is kept on disk, in English; "" while it is kept.
    """

    def __init__(self, store: HistoryStore, governor: Governed, clock: Clock) -> None:
        self.minutes: dict[int, Minute] = {}
        self.cooldowns: list[Cooldown] = []
        self.windows = 0
        self.problem = ""
        self._store = store
        self._governor = governor
        self._clock = clock
        self._pending: dict[int, Minute] = {}
        self._pending_cooldowns: dict[float, Cooldown] = {}
        began_at = clock.monotonic()
        self._pace = PaceMeter(began_at)
        self._others = PaceMeter(began_at, _OTHERS_OVER_S)
        self._others_told = governor.unexplained
        self._before: LoggedRequest | None = None  # the last answer that told the quota
        self._ends_at: float | None = None  # Unix time at which the present window does
        self._writer: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()
        self._forgot_at = began_at
        self._is_closed = False

    @classmethod
    async def open(cls, folder: Path, account: str, governor: Governed, clock: Clock) -> QuotaHistory:
        """The history of `account`, with what the profile's folder holds of it. Never fails, see `problem`."""
        history = cls(HistoryStore(folder, account), governor, clock)
        now = clock.time()
        minute = int(now // 60)

        def read() -> tuple[list[Minute], list[Cooldown]]:
            store = history._store
            store.prepare(now)
            return store.minutes(minute - SHOWN_MINUTES, minute), store.cooldowns(now - SHOWN_MINUTES * 60)

        found = await history._in_thread(read)
        if found is not None:
            history.minutes = {one.at: one for one in found[0]}
            history.cooldowns = found[1]
        return history

    # ------------------------------------------------------------------ noting

    def record(self, entry: LoggedRequest) -> None:
        """Note a request that the request log got."""
        now, unix = self._clock.monotonic(), self._clock.time()
        snapshot = self._governor.snapshot
        change = Minute(int(unix // 60))
        was_sent = entry.status != "not sent"
        if was_sent:
            setattr(change, str(entry.activity), 1)
        others = self._governor.unexplained
        setattr(change, OTHERS, max(0, others - self._others_told))
        self._others_told = others
        change.waited_s = change.longest_wait_s = max(0.0, entry.waited_s)
        change.limit, change.remaining = snapshot.limit, snapshot.remaining
        if entry.status == 304:
            change.unchanged = 1
        elif entry.status == 429:
            change.limited = 1
            self._note_pause(now, unix, snapshot)
        self._read_headers(entry, change, snapshot)
        self._pace.note(now, int(was_sent), change.others)
        self._others.note(now, 0, change.others)
        for kept in (self.minutes, self._pending):
            kept.setdefault(change.at, Minute(change.at)).add(change)
        if self._writer is None and not self._is_closed:
            self._start_writer()

    def _read_headers(self, entry: LoggedRequest, change: Minute, snapshot: QuotaSnapshot) -> None:
        """What the headers of this answer say about its window, and about its own cost."""
        reading, before = entry.reading, self._before
        if reading is None or reading.remaining is None:
            self._before = None
            return
        self._before = entry
        is_new = before is None
        if reading.reset is not None:
            ends_at = reading.reset.value
            if not reading.reset.is_unix:
                ends_at += entry.at + entry.took_ms / 1000
            jitter = min(_SAME_RESET_S, 0.4 * (snapshot.window_s or _SAME_RESET_S))
            is_new = self._ends_at is None or ends_at > self._ends_at + jitter
            if is_new:
                self._ends_at = ends_at
        elif before is not None and before.reading is not None:
            is_new = reading.remaining > (before.reading.remaining or 0)
        change.windows = int(is_new)
        self.windows += change.windows
        if reading.limit is not None:
            change.most_used = max(0, reading.limit - reading.remaining)
        if is_new or before is None or before.reading is None or not entry.is_alone or entry.status == 429:
            return
        spent = (before.reading.remaining or 0) - reading.remaining
        if spent < 0 or before.reading.limit != reading.limit:
            return
        if entry.status == 304:
            change.measured, change.charged = 1, int(spent > 0)
        else:
            change.plain, change.plain_charged = 1, int(spent > 0)

    def _note_pause(self, now: float, unix: float, snapshot: QuotaSnapshot) -> None:
        if snapshot.paused_until is None or snapshot.paused_until <= now:
            return
        pause = Cooldown(unix, unix + snapshot.paused_until - now)
        if self.cooldowns and self.cooldowns[-1].ends_at >= unix - _LATE_S:
            last = self.cooldowns.pop()
            pause = Cooldown(last.began_at, max(last.ends_at, pause.ends_at))
        self.cooldowns.append(pause)
        self._pending_cooldowns[pause.began_at] = pause

    # ------------------------------------------------------------------ asking

    def pace(self) -> Pace:
        """Requests a second of the last half minute."""
        return self._pace.pace(self._clock.monotonic())

    def others_per_minute(self) -> float | None:
        """How many requests a minute come from others with this key; None while there is no sign of any."""
        pace = self._others.pace(self._clock.monotonic())
        if pace.others_per_s * pace.over_s < _LEAST_OTHERS - 0.5:
            return None
        # A burst within the first seconds is no pace yet.
        return pace.others_per_s * pace.over_s / max(pace.over_s, _LEAST_OTHERS_OVER_S) * 60

    async def read(self, days: int) -> tuple[list[Minute], list[Cooldown]]:
        """The minutes and pauses of the last `days` days (at most `KEPT_DAYS`), oldest first."""
        now = self._clock.time()
        since = now - min(days, KEPT_DAYS) * 86_400
        await self.flush()

        def read() -> tuple[list[Minute], list[Cooldown]]:
            return self._store.minutes(int(since // 60), int(now // 60)), self._store.cooldowns(since)

        found = None if self.problem else await self._in_thread(read)
        if found is None:
            return [self.minutes[at] for at in sorted(self.minutes)], list(self.cooldowns)
        return found

    # ------------------------------------------------------------------ keeping

    async def flush(self) -> None:
        """Write what is not on disk yet. Where that fails, it is tried again with the next changes."""
        async with self._writing:
            minutes, self._pending = self._pending, {}
            cooldowns, self._pending_cooldowns = self._pending_cooldowns, {}
            if self.problem or not (minutes or cooldowns):
                return
            now = self._clock.monotonic()
            forgets = now - self._forgot_at >= _FORGET_EVERY_S
            unix = self._clock.time()

            def write() -> bool:
                self._store.write(minutes.values(), cooldowns.values())
                if forgets:
                    self._store.forget(unix)
                return True

            if await self._in_thread(write, is_final=False) is None:
                for at, minute in minutes.items():
                    if at in self._pending:
                        minute.add(self._pending[at])
                    self._pending[at] = minute
                self._pending_cooldowns = {**cooldowns, **self._pending_cooldowns}
            elif forgets:
                self._forgot_at = now
            self._drop_old(unix)

    async def aclose(self) -> None:
        """Write what is left. Harmless when repeated."""
        self._is_closed = True
        writer, self._writer = self._writer, None
        if writer is not None:
            if not self._writing.locked():  # it sleeps still; else it has to finish what it began
                writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        await self.flush()

    async def _write_soon(self) -> None:
        await sleep_until(self._clock, self._clock.monotonic() + WRITE_AFTER_S)
        await self.flush()
        self._writer = None
        if not self._is_closed and (
            self._pending or self._pending_cooldowns
        ):  # came while the thread wrote, or could not be written
            self._start_writer()

    def _start_writer(self) -> None:
        self._writer = asyncio.get_running_loop().create_task(self._write_soon(), name="quota history")

    def _drop_old(self, unix: float) -> None:
        """Of what is held in memory."""
        first = int(unix // 60) - SHOWN_MINUTES
        for at in [at for at in self.minutes if at < first]:
            del self.minutes[at]
        self.cooldowns = [pause for pause in self.cooldowns if pause.ends_at >= unix - SHOWN_MINUTES * 60]

    async def _in_thread(self, work: Callable[[], T], *, is_final: bool = True) -> T | None:
        """Do `work` with the file; None where it cannot be used, for good if `is_final`."""
        try:
            return await run_in_daemon_thread(work, name="quota-history")
        except NewerError:
            problem = "It was written by a newer version of this program."
        except (sqlite3.Error, OSError) as error:
            problem = str(error)
        _log.warning("the usage history cannot be used: %s", problem)
        if is_final:
            self.problem = problem
        return None
