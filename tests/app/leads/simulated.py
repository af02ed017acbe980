"""A server, consoles that may be killed, and an operator, all in simulated time, around the real upload protocol.

Owns: what a server may do with an upload and what of it a console gets to see (`Mishap`), the processes (`Life`), and
what has to hold at every single send. Leaves to others: which programs are run and what has to hold at the end
(`programs.py`, `test_protocol_properties.py`).

The protocol runs over its own ledger, on a real SQLite file without the thread around it. What is assumed of the world,
since nothing less can be lived with over an API that only counts:

- what a server stores after the connection has gone, it stores within 14 seconds;
- other people's additions never happen to be exactly as many as what of an upload is missing, and they remove nobody;
- 401, 403, 404, 413, 429 store nothing, nor does a 400 of a server that never tells the counter;
- an operator who answers for an upload has looked and tells the truth.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from app.errors import (
    ApiError,
    AuthError,
    ConflictError,
    InvalidRequestError,
    NetworkError,
    OddAnswerError,
    QueueFullError,
    RateLimitedError,
    ReadOnlyError,
    Sent,
    ServerError,
)
from app.leads.known_numbers import pack_numbers
from app.leads.records import Payload, UploadRecord, UploadState
from app.models import Campaign, UploadCounts, UploadFile
from tests.app.fake_clock import FakeClock

T = TypeVar("T")

CAMPAIGN = Campaign(id="c1", name="June")
LATEST_S = 14.0
OPEN = (UploadState.INFLIGHT, UploadState.UNKNOWN)


class Killed(BaseException):
    """The process was killed; nothing that it still does has any effect."""


class Mishap(NamedTuple):
    """What becomes of one upload on its way.

    Attributes:
        kind: One of `KINDS`.
        stores: How many of the rows the server stores: "none", "some", "all".
        late_s: After how long it does.
        turn_s: How long the request waits for its turn.
    """

    kind: str = "accepted"
    stores: str = "all"
    late_s: float = 0.0
    turn_s: float = 0.0


NOTHING_AMISS = Mishap()
# kind: what may be stored
KINDS: dict[str, tuple[str, ...]] = {
    "accepted": ("all",),
    "accepted, one is known": ("all",),
    "accepted after a pause": ("all",),
    "no connection": ("none",),
    "queue full": ("none",),
    "read-only": ("none",),
    "limited": ("none",),
    "cut while sending": ("none", "some"),
    "no answer": ("none", "all"),
    "never an answer": ("none", "all"),
    "answer cut": ("none", "all"),
    "server error": ("none", "some", "all"),
    "odd page": ("none", "all"),
    "odd refusal": ("none",),
    "odd counts": ("none", "some", "all"),
    "refused for its rows": ("none", "some", "all"),
    "refused": ("none",),
    "program error": ("none", "all"),
}


@dataclass
class Storing:
    """Rows that the server will store."""

    console: Console
    numbers: list[str]


@dataclass
class Server:
    """One campaign, and everything that came to it."""

    clock: FakeClock
    tells_total: bool = True
    leads: Counter[str] = field(default_factory=Counter)
    pending: list[Storing] = field(default_factory=list)
    additions: list[tuple[float, object]] = field(default_factory=list)  # (when, by whom)
    attempts: list[tuple[float, object]] = field(default_factory=list)  # to send, as above

    @property
    def total(self) -> int:
        return self.leads.total()

    def add_strangers(self, count: int) -> None:
        self._store([f"+4420{len(self.additions):04d}{index:04d}" for index in range(count)], "a stranger")

    def store_later(self, life: Life, numbers: list[str], after_s: float) -> None:
        if not numbers:
            return
        storing = Storing(life.console, numbers)
        self.pending.append(storing)
        if after_s <= 0:
            self._carry_out(storing)
        else:
            asyncio.get_running_loop().call_later(after_s, self._carry_out, storing)

    def _carry_out(self, storing: Storing) -> None:
        self.pending.remove(storing)
        self._store(storing.numbers, storing.console)

    def _store(self, numbers: list[str], by: object) -> None:
        self.leads.update(numbers)
        self.additions.append((self.clock.time(), by))

    def on_its_way(self) -> set[str]:
        return {number for storing in self.pending for number in storing.numbers}


class Api:
    """What one upload has of the server."""

    def __init__(
        self, life: Life, mishap: Mishap = NOTHING_AMISS, blind: Sequence[bool] = (), mishap_part: int = 0
    ) -> None:
        self._life = life
        self._server = life.server
        self._mishaps = [NOTHING_AMISS] * mishap_part + [mishap]  # of this request and the next ones
        self._mishap = NOTHING_AMISS
        self._blind = list(blind)  # whether the next readings of the counter fail
        self._last_total: int | None = None
        self.sends = 0

    async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
        assert look, "an answer from before says nothing"
        self._life.point()
        await self._life.clock.sleep(0.05)
        if self._blind and self._blind.pop(0):
            raise NetworkError(sent=Sent.ALL)
        total = self._server.total if self._server.tells_total else None
        self._last_total = total
        await self._life.clock.sleep(0.05)
        self._life.point()
        return Campaign(id=campaign_id, name="June", status="paused", total_leads=total)

    async def upload_leads(
        self, campaign_id: str, file: UploadFile, *, on_sent: Callable[[int, int], None] | None = None
    ) -> UploadCounts:
        assert on_sent is not None
        mishap = self._mishap = self._mishaps.pop(0) if self._mishaps else NOTHING_AMISS
        self._sends_before = self.sends
        numbers = [row[0] for row in csv.reader(io.StringIO(file.content.decode()))][1:]
        self._life.point()
        await self._life.clock.sleep(mishap.turn_s)
        match mishap.kind:
            case "no connection":
                raise NetworkError(sent=Sent.NOTHING)
            case "queue full":
                raise QueueFullError(waiting=99)
            case "read-only":
                raise ReadOnlyError
        await self._leave(file, numbers, on_sent, mishap)
        if mishap.kind == "accepted after a pause":
            await self._life.clock.sleep(20.0)
            await self._leave(file, numbers, on_sent, mishap)
        elif mishap.kind == "limited":
            raise RateLimitedError(deadline=0.0, tries=6)
        on_sent(len(file.content), len(file.content))
        if len(numbers) > 1:
            self._arrive(mishap, numbers)
        self._life.point()
        await self._life.clock.sleep(0.1)
        if mishap.kind == "never an answer":
            await self._life.clock.sleep(60.0)
        self._life.point()
        return self._answer(mishap, len(numbers))

    async def _leave(
        self, file: UploadFile, numbers: list[str], on_sent: Callable[[int, int], None], mishap: Mishap
    ) -> None:
        """The first byte, and half of them all. What is small is there before anybody is told that it has left."""
        on_sent(0, len(file.content))
        await self._check_send(file, numbers)
        self._life.point()
        if len(numbers) == 1 and mishap.kind != "limited" and self.sends - self._sends_before == self._sends_needed:
            self._arrive(mishap, numbers)
        await self._life.clock.sleep(0.1)
        on_sent(len(file.content) // 2, len(file.content))
        self._life.point()
        if mishap.kind == "cut while sending":
            if len(numbers) > 1:
                self._arrive(mishap, numbers)
            raise NetworkError(sent=Sent.PART)

    @property
    def _sends_needed(self) -> int:
        return 2 if self._mishap.kind == "accepted after a pause" else 1

    def _arrive(self, mishap: Mishap, numbers: list[str]) -> None:
        """The server has read the request."""
        if mishap.kind == "accepted, one is known":
            self._server.leads[numbers[0]] += 1
            self._server.additions.append((self._life.clock.time(), "a stranger"))
        self._server.store_later(self._life, _stored(mishap, numbers), mishap.late_s)

    async def _check_send(self, file: UploadFile, numbers: list[str]) -> None:
        """What has to hold whenever the first byte of an upload leaves."""
        self.sends += 1
        journal = self._life.console.reader()
        on_record = [record for record in await journal.uploads() if record.state in OPEN]
        assert [record.state for record in on_record] == [UploadState.INFLIGHT], "sent without being on record, alone"
        (record,) = on_record
        assert list(await journal.numbers(record.id)) == numbers, "other numbers on record"
        assert await journal.rows_of(record.id) == file.content, "the rows are not kept"
        assert record.total_before == self._last_total, "not the counter of before"
        there = {number for number in numbers if self._server.leads[number]}
        assert not there, "sent again although it is there"
        assert not self._server.on_its_way() & set(numbers), "sent again although it is on its way"

    def _answer(self, mishap: Mishap, rows: int) -> UploadCounts:
        stored = len(_stored(mishap, ["x"] * rows))
        match mishap.kind:
            case "no answer" | "never an answer":
                raise NetworkError(sent=Sent.ALL)
            case "answer cut":
                raise NetworkError(sent=Sent.ANSWERED)
            case "server error":
                raise ServerError(status=503)
            case "odd page":
                raise OddAnswerError(status=200, host="h", what="a page")
            case "odd refusal":
                raise OddAnswerError(status=413, host="h", what="a page")
            case "refused for its rows":
                kinds: tuple[ApiError, ...] = (InvalidRequestError(status=400), ConflictError(status=409))
                raise kinds[rows % 2]
            case "refused":
                raise AuthError(status=401)
            case "program error":
                raise ZeroDivisionError
            case "odd counts":
                return UploadCounts(created=stored if stored != rows else rows + 1, skipped=0)
            case "accepted, one is known":
                return UploadCounts(created=rows - 1, skipped=1)
            case _:
                return UploadCounts(created=rows, skipped=0)


def _stored(mishap: Mishap, numbers: list[str]) -> list[str]:
    if mishap.kind == "accepted, one is known":
        return numbers[1:]
    return {"none": [], "some": numbers[: len(numbers) // 2], "all": numbers}[mishap.stores]


class Core(NamedTuple):
    """The protocol: as it is, or with a fault put in."""

    upload: Callable[..., Awaitable[Any]]
    upload_file: Callable[..., Awaitable[Any]]
    go_on: Callable[..., Awaitable[Any]]
    series_class: Any
    settle_unknown: Callable[..., Awaitable[Any]]
    ledger_class: Any
    locks_class: Any
    read_earlier: Callable[[Path, str], dict[str, Any]]
    ledger_error: type[Exception]


class Life:
    """One process of a console, from its start to its end or until it is killed."""

    def __init__(self, console: Console, server: Server) -> None:
        self.console = console
        self.clock = console.clock
        self.is_alive = True
        self.points_left: int | None = None  # until it is killed
        self.writes_left: int | None = None  # until the disk is full
        self.has_failed_to_write = False
        self.tasks: set[asyncio.Task[Any]] = set()
        self.holds: list[Any] = []
        self.server = server
        self.journal = _journal(console, self)

    async def start(self) -> None:
        await self.journal._run(self.journal._prepare)

    def point(self) -> None:
        """A moment at which a process can be killed."""
        if not self.is_alive:
            raise Killed
        if self.points_left is not None:
            self.points_left -= 1
            if self.points_left < 0:
                self.kill()
                raise Killed

    def kill(self) -> None:
        self.is_alive = False
        for hold in self.holds:
            if hold._file is not None:
                hold._file.close()
                hold._file = None
        current = asyncio.current_task()
        for task in self.tasks - {current}:
            task.cancel()

    async def do(self, work: Awaitable[T]) -> T | None:
        """The result, or None where the process was killed first."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        try:
            return await task
        except Killed:
            return None
        except asyncio.CancelledError:
            if self.is_alive:
                raise
            return None
        finally:
            self.tasks.discard(task)

    async def write(self, work: Callable[[], T]) -> T:
        self.point()
        if self.writes_left is not None:
            self.writes_left -= 1
            if self.writes_left < 0:
                self.has_failed_to_write = True
                raise self.console.core.ledger_error("{reason}", reason="the disk is full")
        result = work()
        self.point()
        await asyncio.sleep(0)
        self.point()
        return result


class Console:
    """A console and its data folder, which outlives its processes."""

    def __init__(self, core: Core, server: Server, folder: Path, first_number: int) -> None:
        self.core = core
        self.clock = server.clock
        self.folder = folder
        self.path = folder / "ledger.db"
        self.first_number = first_number
        self._server = server
        self.life = Life(self, server)

    async def open(self) -> None:
        """Start a process, in place of the one that was killed."""
        if not self.life.is_alive:
            self.life = Life(self, self._server)
        await self.life.start()

    def reader(self) -> Any:
        """The ledger, for looking at it from outside."""
        return _journal(self, None)

    async def records(self) -> list[UploadRecord]:
        """Every upload on record, oldest first."""
        found: list[UploadRecord] = await self.reader().uploads(limit=10_000)
        return found[::-1]

    def rows(self, first: int, count: int) -> Rows:
        """Rows as an operator would have them in a file, less those that the check sets aside."""
        numbers = [f"+91{9_800_000_000 + self.first_number + first + index}" for index in range(count)]
        known = self.core.read_earlier(self.path, CAMPAIGN.id)
        return Rows([number for number in numbers if number not in known])


class Rows:
    """A checked file, of which so many rows fit into one upload."""

    def __init__(self, numbers: list[str], part_rows: int = 1_000) -> None:
        self.numbers = numbers
        self.part_rows = part_rows

    async def payload(self, part: int | None = None) -> Payload:
        start = (part or 0) * self.part_rows
        numbers = self.numbers[start : start + self.part_rows]
        return Payload(
            name="june.csv",
            content=("phone_number\r\n" + "".join(f"{number}\r\n" for number in numbers)).encode(),
            rows=len(numbers),
            set_aside=0,
            source_name="june.csv",
            source_sha256="",
            numbers=pack_numbers(numbers),
            columns=("phone_number",),
            part=part or 0,
            parts=-(-len(self.numbers) // self.part_rows),
        )


def _journal(console: Console, life: Life | None) -> Any:
    """The real ledger without a thread; every access to its file is a moment at which the process can be killed."""

    class Journal(console.core.ledger_class):  # type: ignore[misc, name-defined]
        async def _run(self, work: Callable[[], T]) -> T:
            return work() if life is None else await life.write(work)

    journal = Journal(console.path, console.clock)
    journal.locks = _locks(console, life)
    return journal


def _locks(console: Console, life: Life | None) -> Any:
    """The real locks. The system takes them from a process that is killed, which says nothing more in them."""
    if life is None:
        return None

    class Locks(console.core.locks_class):  # type: ignore[misc, name-defined]
        def take(self, campaign_id: str, name: str) -> Any:
            hold = super().take(campaign_id, name)
            life.holds.append(hold)
            life.server.attempts.append((life.clock.time(), console))
            return hold

    return Locks(console.folder.parent, "", console.path, console.clock)
