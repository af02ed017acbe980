"""What operators, networks and power cuts may do to uploads, as programs, and what has to hold on the way.

Owns: running one program. Leaves to others: the world (`simulated.py`), choosing programs
(`test_protocol_properties.py`).
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.leads.records import UploadRecord, UploadState
from tests.app.fake_clock import FakeClock, run
from tests.app.leads.simulated import CAMPAIGN, NOTHING_AMISS, OPEN, Api, Console, Core, Mishap, Server

LONG_ENOUGH_S = 30.0
A_WHILE_S = 61.0
_PROVED_UNSENT = ("no connection", "queue full", "read-only", "limited")


@dataclass(frozen=True)
class Step:
    """One upload.

    Attributes:
        console: Whose, 0 or 1; each has a data folder of its own.
        first, count: Which rows of the console's.
        part_rows: How many rows fit into one upload.
        mishap: What becomes of it on its way,
        mishap_part: or of so many uploads later.
        blind: Which readings of the counter fail.
        killed_at: After how many points the process is killed.
        killed_after: The same, counted from the end of the upload: while the question is looked at.
        cancel_s: When the operator cancels.
        close_s: When the window is closed.
        full_at: After how many writes the disk is full.
        strangers: (after how long, how many) leads other people add.
        then: What the operator does about an open question: "leave", "check", "tell", "aside", or "both" the second and
            the last; or "go on": answer it and have the parts sent that wait.
        beside_s: The next step begins so long after this one began, not after its end.
        pause_s: How long until the next one, otherwise.
    """

    console: int = 0
    first: int = 0
    count: int = 3
    part_rows: int = 1_000
    mishap: Mishap = NOTHING_AMISS
    mishap_part: int = 0
    blind: tuple[bool, ...] = ()
    killed_at: int | None = None
    killed_after: int | None = None
    cancel_s: float | None = None
    close_s: float | None = None
    full_at: int | None = None
    strangers: tuple[tuple[float, int], ...] = ()
    then: str = "leave"
    beside_s: float | None = None
    pause_s: float = 0.0

    @property
    def is_plain(self) -> bool:
        """Nothing happens to it but its mishap, so that its end is known beforehand."""
        ends = (self.killed_at, self.cancel_s, self.close_s, self.full_at, self.beside_s)
        is_quiet = all(end is None for end in ends) and not self.strangers and not any(self.blind)
        return is_quiet and not self.mishap_part


def live(core: Core, folder: Path, steps: list[Step], *, tells_total: bool = True) -> None:
    """Run a program; AssertionError where something does not hold."""
    clock = FakeClock()
    run(_Program(core, folder, clock, tells_total=tells_total).run(steps), clock)


class _Program:
    def __init__(self, core: Core, folder: Path, clock: FakeClock, *, tells_total: bool) -> None:
        self._core = core
        self._clock = clock
        self._server = Server(clock, tells_total=tells_total)
        self._consoles = [
            Console(core, self._server, folder / str(number), 1_000 * number) for number in range(2)
        ]  # fmt: skip
        self._wanted: dict[Console, set[str]] = {console: set() for console in self._consoles}
        self._said: dict[tuple[Console, int], UploadState] = {}  # by a person, of an upload

    async def run(self, steps: list[Step]) -> None:
        for console in self._consoles:
            await console.open()
        beside: list[asyncio.Task[None]] = []
        for step in steps:
            if step.beside_s is not None:
                beside.append(asyncio.ensure_future(self._step(step, is_alone=False)))
                await asyncio.sleep(step.beside_s)
                continue
            await self._step(step, is_alone=not beside)
            for task in beside:
                await task
            beside.clear()
            await asyncio.sleep(step.pause_s)
        for task in beside:
            await task
        for console in self._consoles:
            await self._settle(console)
        for console in self._consoles:
            await self._send_the_rest(console)

    async def _step(self, step: Step, *, is_alone: bool) -> None:
        console = self._consoles[step.console]
        if not console.life.is_alive:
            await console.open()
        rows = console.rows(step.first, step.count)
        if not rows.numbers:
            return
        self._wanted[console].update(rows.numbers)
        loop = asyncio.get_running_loop()
        for after_s, count in step.strangers:
            loop.call_later(after_s, self._server.add_strangers, count)
        life = console.life
        life.points_left, life.writes_left = step.killed_at, step.full_at
        mishap = step.mishap
        if mishap.kind == "refused for its rows" and not self._server.tells_total:
            mishap = mishap._replace(stores="none")  # where nothing can be seen, a refusal is believed
        api, cancel = Api(life, mishap, step.blind, step.mishap_part), asyncio.Event()
        rows.part_rows = step.part_rows
        parts = -(-len(rows.numbers) // step.part_rows)
        upload = asyncio.ensure_future(
            self._core.upload_file(api, life.journal, rows, CAMPAIGN, cancel=cancel, clock=self._clock)
        )
        if step.cancel_s is not None:
            loop.call_later(step.cancel_s, cancel.set)
        if step.close_s is not None:
            loop.call_later(step.close_s, upload.cancel)
        outcome = None
        try:
            outcome = await life.do(upload)
        except AppError:
            assert not api.sends, "an upload that was sent ended in an error"
        except (asyncio.CancelledError, ZeroDivisionError):
            outcome = None  # the record knows
        life.points_left = life.writes_left = None
        assert api.sends <= parts + (step.mishap.kind == "accepted after a pause"), "sent again by itself"
        if outcome is not None and outcome.series is not None and life.is_alive:
            await self._check_sum(console, outcome)
        elif outcome is not None and life.is_alive:
            await self._check_outcome(step, console, outcome, is_alone=is_alone, rows=rows.numbers)
        if life.is_alive:
            await self._check_truth(console)
            await self._answer_questions(step, console)

    async def _check_sum(self, console: Console, outcome: Any) -> None:
        """What is told of a file in parts is what is on record of them."""
        on_record = [(one.id, one.state) for one in await console.records() if one.series == outcome.series]
        told = [(part.upload_id, part.state) for part in outcome.parts]
        if outcome.parts or not console.life.has_failed_to_write:
            assert told == on_record
            assert (outcome.state is UploadState.CONFIRMED) == all(state == "confirmed" for _, state in told)
            assert (outcome.state is UploadState.UNKNOWN) == any(state in OPEN for _, state in told)

    async def _go_on(self, console: Console) -> None:
        """The operator has the parts sent that wait."""
        life = console.life
        for series in await self._core.series_class(console.reader(), self._clock).waiting():
            with contextlib.suppress(AppError):  # there is a question yet, or the other console was there
                await life.do(self._core.go_on(Api(life), life.journal, series, clock=self._clock))
            if not life.is_alive:
                return

    async def _check_outcome(
        self, step: Step, console: Console, outcome: Any, *, is_alone: bool, rows: list[str]
    ) -> None:
        (record,) = [record for record in await console.records() if record.id == outcome.upload_id]
        if not console.life.has_failed_to_write:
            assert outcome.state is record.state, "told otherwise than it is on record"
            assert (outcome.total_before, outcome.rows) == (record.total_before, len(rows))
            assert outcome.total_after == record.total_after
        elif outcome.state is not record.state:
            assert outcome.remark is not None, "nobody is told that the record could not be written"
        is_clear = step.mishap.kind.startswith("accepted") or not self._others_since(console, record)
        if step.is_plain and is_alone and is_clear:
            assert record.state is self._expected(step.mishap, len(rows)), f"ended as {record.state}"

    def _expected(self, mishap: Mishap, rows: int) -> UploadState:
        """How an upload that only has this mishap ends."""
        if mishap.kind.startswith("accepted"):
            return UploadState.CONFIRMED
        if mishap.kind in _PROVED_UNSENT:
            return UploadState.NOT_SENT
        if mishap.kind in ("refused", "odd refusal"):
            return UploadState.REFUSED
        stored = {"none": 0, "some": rows // 2, "all": rows}[mishap.stores]
        if mishap.kind == "refused for its rows":
            return UploadState.UNKNOWN if stored and self._server.tells_total else UploadState.REFUSED
        if stored not in (0, rows) or not self._server.tells_total:
            return UploadState.UNKNOWN
        return UploadState.CONFIRMED if stored else UploadState.NOT_SENT

    async def _check_truth(self, console: Console) -> None:
        """What is on record of the uploads of a console is true, and what is not known is asked."""
        reader = console.reader()
        asked = {record.id for record in await reader.open_questions()}
        sent: set[str] = set()
        later: set[str] = set()  # numbers of later uploads
        for record in reversed(await console.records()):
            numbers = set(await reader.numbers(record.id))
            there = {number for number in numbers if self._server.leads[number]}
            match record.state:
                case UploadState.CONFIRMED:
                    assert there == numbers, f"forgotten: {numbers - there}"
                    sent |= numbers
                case UploadState.NOT_SENT | UploadState.REFUSED | UploadState.PLANNED:
                    on_its_way = self._server.on_its_way() & numbers
                    assert not (there | on_its_way) - later, "they are there although the record says that they are not"
                    if record.state is not UploadState.REFUSED:
                        assert await reader.rows_of(record.id), "the rows are lost"
                    if record.state is UploadState.PLANNED:
                        assert self._are_doubtful(console, numbers)
                case UploadState.UNKNOWN:
                    assert record.id in asked, "a question that nobody asks"
                    assert await reader.rows_of(record.id), "the rows are lost"
                    assert self._are_doubtful(console, numbers)
                case UploadState.INFLIGHT:
                    assert console.life.tasks or console.life.has_failed_to_write, "on record as if under way"
                case UploadState.SET_ASIDE:
                    assert await reader.rows_of(record.id), "the rows are lost"
                    assert self._are_doubtful(console, numbers)
            later |= numbers
        assert await reader.already_sent(CAMPAIGN.id) == sent
        assert max(self._server.leads.values(), default=0) <= 1, "twice"

    def _are_doubtful(self, console: Console, numbers: set[str]) -> bool:
        """Whether a check of a file would set these numbers aside."""
        return numbers <= console.core.read_earlier(console.path, CAMPAIGN.id).keys()

    async def _answer_questions(self, step: Step, console: Console) -> None:
        life = console.life
        life.points_left = step.killed_after
        for record in await console.reader().open_questions():
            if step.then == "check":
                await self._check_again(console, record)
            elif step.then in ("tell", "aside", "go on"):
                await asyncio.sleep(LONG_ENOUGH_S)
                await self._tell(console, record, aside=step.then == "aside")
            elif step.then == "both":
                await self._both(console, record)
            if not life.is_alive:
                return
        if step.then == "go on":
            await self._go_on(console)
            if not life.is_alive:
                return
        life.points_left = None
        await self._check_truth(console)

    async def _check_again(self, console: Console, record: UploadRecord) -> None:
        life = console.life
        work = self._core.settle_unknown(Api(life), life.journal, record.id, clock=self._clock)
        outcome: Any = await life.do(work)
        if outcome is not None and life.is_alive:
            after = await console.reader().upload(record.id)
            assert (outcome.state, outcome.total_after) == (after.state, after.total_after)

    async def _both(self, console: Console, record: UploadRecord) -> None:
        """The operator puts the rows aside while the counter is being looked at, and is not overruled."""
        await asyncio.sleep(LONG_ENOUGH_S)
        looking = asyncio.ensure_future(self._check_again(console, record))
        await asyncio.sleep(0.07)
        is_told = await self._tell(console, record, aside=True)
        await looking
        if is_told and console.life.is_alive:
            state = (await console.reader().upload(record.id)).state
            assert state is self._said[console, record.id], "a person was overruled"

    async def _tell(self, console: Console, record: UploadRecord, *, aside: bool) -> bool:
        """The operator has looked, and answers truthfully. False where it was settled already."""
        journal = console.life.journal
        numbers = await console.reader().numbers(record.id)
        there = [number for number in numbers if self._server.leads[number]]
        if aside or len(there) not in (0, len(numbers)):
            state = UploadState.SET_ASIDE
            answer = journal.put_aside(record.id, "saved")
        else:
            state = UploadState.CONFIRMED if there else UploadState.NOT_SENT
            answer = journal.settle(record.id, state, by_hand=True)
        try:
            await console.life.do(answer)
        except AppError:
            return False
        self._said[console, record.id] = state
        return True

    async def _settle(self, console: Console) -> None:
        """The storm is over: the console is started once more, and every question looked at."""
        if console.life.has_failed_to_write or not console.life.is_alive:
            console.life.kill()
            await console.open()
        await asyncio.sleep(LONG_ENOUGH_S)
        await self._check_truth(console)
        for record in await console.reader().open_questions():
            await self._check_again(console, record)
            if self._must_be_clear(console, record, await console.reader().numbers(record.id)):
                state = (await console.reader().upload(record.id)).state
                assert state not in OPEN, "asked although the counter tells"
        await self._check_truth(console)
        for record in await console.reader().open_questions():
            await self._tell(console, record, aside=False)
        settled = await console.records()
        for record in settled:
            await self._check_again(console, record)  # nothing is open any more
        assert [record.state for record in await console.records()] == [record.state for record in settled]
        await self._check_truth(console)

    def _must_be_clear(self, console: Console, record: UploadRecord, numbers: tuple[str, ...]) -> bool:
        """Whether the campaign's counter proves what became of an upload."""
        there = sum(self._server.leads[number] for number in numbers)
        is_disturbed = self._others_since(console, record)
        return record.total_before is not None and not is_disturbed and there in (0, len(numbers))

    def _others_since(self, console: Console, record: UploadRecord) -> bool:
        """Whether anybody else added leads, or tried to, since an upload began."""
        came = self._server.additions + self._server.attempts
        return any(at >= record.began_at - 1 and by is not console for at, by in came)

    async def _send_the_rest(self, console: Console) -> None:
        """What is not there is sent by the operator, and then everybody is there once."""
        for _ in range(3):
            await self._go_on(console)
            await asyncio.sleep(A_WHILE_S)
        assert not await self._core.series_class(console.reader(), self._clock).waiting(), "parts that nobody can send"
        wanted = sorted(self._wanted[console])
        rows = console.rows(0, 20)
        rows.numbers = [number for number in rows.numbers if number in wanted]
        if rows.numbers:
            life = console.life
            outcome: Any = None
            try:
                outcome = await self._core.upload(Api(life), life.journal, rows, CAMPAIGN, clock=self._clock)
            except AppError:  # the other console was there a moment ago
                await asyncio.sleep(A_WHILE_S)
                outcome = await self._core.upload(Api(life), life.journal, rows, CAMPAIGN, clock=self._clock)
            assert outcome.state is UploadState.CONFIRMED
        await self._check_truth(console)
        reader = console.reader()
        aside = [record.id for record in await console.records() if record.state is UploadState.SET_ASIDE]
        doubtful = {number for upload_id in aside for number in await reader.numbers(upload_id)}
        for number in wanted:
            assert self._server.leads[number] == 1 or (number in doubtful and not self._server.leads[number]), number
