"""Files that need several uploads, over real sockets and a real record: every row once, whatever happens in between.

A crash is a record that is opened anew, by an engine that knows nothing of the one before. Small parts take the place
of large files; one test sends more than 10 MB.
"""

from __future__ import annotations

import asyncio
import contextlib
import csv
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.clock import SystemClock
from app.errors import NetworkError
from app.leads.do_not_call import DoNotCallList
from app.leads.evidence import UploadOutcome, UploadPhase, UploadStep, settle_unknown
from app.leads.kept_rows import save_rows
from app.leads.ledger import Ledger, OpenQuestionError, SettledMeanwhileError, UnderWayError
from app.leads.mapping import first_plan
from app.leads.parts import go_on, requests_for, sum_of, upload_file
from app.leads.records import Payload, UploadState
from app.leads.retention import forget_old_people
from app.leads.row_outcomes import rows_of
from app.leads.series import Series
from app.leads.session import LeadSession
from app.leads.single import NewLead, SingleLeads
from app.leads.uploading import CampaignFinalError
from app.models import Campaign, Lead
from app.quota.governor import QuotaGovernor
from app.secrets import Secret
from tests.app.leads.making import StillClock, mobile
from tests.end_to_end.sandbox import Sandbox

UPLOADS = "/campaigns-leads/upload-file/*"
ROWS, PART_BYTES, PARTS = 40, 240, 4  # ten rows a part
CONFIRMED, PLANNED, REFUSED = UploadState.CONFIRMED, UploadState.PLANNED, UploadState.REFUSED
UNKNOWN, NOT_SENT, INFLIGHT = UploadState.UNKNOWN, UploadState.NOT_SENT, UploadState.INFLIGHT
ALL = Counter({f"+91{mobile(index)}": 1 for index in range(ROWS)})

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("--no-dialler", "--limit", "100000", "--call-logs", "0") as server:
        yield server


@contextlib.asynccontextmanager
async def connected(sandbox: Sandbox, url: str = "") -> AsyncIterator[Api]:
    clock = SystemClock()
    governor = QuotaGovernor(clock)
    transport = Transport(url or sandbox.url, Secret.parse(sandbox.key))
    api = Api(transport, governor, CampaignDialect(), clock, profile_id="t")
    try:
        yield api
    finally:
        await governor.aclose()
        await api.aclose()


class Desk:
    """A checked file, a record, a campaign, and what is really in it."""

    def __init__(self, sandbox: Sandbox, api: Api, ledger: Ledger, session: LeadSession, campaign: Campaign) -> None:
        self.sandbox = sandbox
        self.api = api
        self.ledger = ledger
        self.session = session
        self.campaign = campaign
        self.steps: list[UploadStep] = []

    async def upload(self, **options: Any) -> UploadOutcome:
        """The file, without any real waiting."""
        options = {"clock": StillClock(), "on_progress": self.steps.append, "session": self.session, **options}
        return await upload_file(self.api, self.ledger, options.pop("session"), self.campaign, **options)

    async def go_on(self, **options: Any) -> UploadOutcome:
        """The parts that wait, of the one file of which some do."""
        (series,) = await Series(self.ledger, StillClock()).waiting()
        options = {"clock": StillClock(), "on_progress": self.steps.append, "api": self.api, **options}
        return await go_on(options.pop("api"), self.ledger, series, **options)

    async def crash(self) -> None:
        """Another engine opens what the first one has left on the disk."""
        self.ledger = await Ledger.open(self.ledger.path.parent, StillClock())

    def order(self, kind: str, **members: Any) -> None:
        """A fault for an upload."""
        self.sandbox.control("faults", {"kind": kind, "path": UPLOADS, **members})

    def arrived(self) -> Counter[str]:
        """Number -> how often it is in the campaign."""
        leads = self.sandbox.control(f"state?campaign_id={self.campaign.id}")["leads"]
        return Counter(lead["phone_number"] for lead in leads)

    def uploads_seen(self) -> int:
        """How often the upload route of this campaign was asked."""
        return sum(seen["path"].endswith(f"upload-file/{self.campaign.id}") for seen in self.sandbox.requests())

    async def states(self) -> list[UploadState]:
        """Of all parts, in order."""
        return [record.state for record in reversed(await self.ledger.uploads())]

    async def adds_up(self, outcome: UploadOutcome) -> None:
        """Rows to send and rows set aside are the rows of the file, and each row is where the outcome says."""
        assert outcome.rows + (outcome.set_aside or 0) == self.session.summary.row_count
        assert sum(part.rows for part in outcome.parts) == outcome.rows
        there = sum(part.rows for part in outcome.parts if part.state is CONFIRMED)
        assert there == sum(self.arrived().values())


Make = Callable[..., contextlib.AbstractAsyncContextManager[Desk]]


@pytest.fixture
def desk(sandbox: Sandbox, tmp_path: Path) -> Make:
    @contextlib.asynccontextmanager
    async def make(
        numbers: list[str] | None = None, note: str = "", part_bytes: int = PART_BYTES
    ) -> AsyncIterator[Desk]:
        seeded = sandbox.api("/campaigns?limit=1")["data"][0]
        body = {"name": "June", "agent_id": seeded["agent_id"], "from_phone_number": seeded["from_phone_number"]}
        campaign_id = sandbox.api("/campaigns", body)["id"]
        path = tmp_path / "june.csv"
        numbers = [mobile(index) for index in range(ROWS)] if numbers is None else numbers
        path.write_text("phone,n\n" + "".join(f"{number},{index}{note}\n" for index, number in enumerate(numbers)))
        sandbox.control("faults", method="DELETE")
        session = await LeadSession.open(path, part_bytes=part_bytes)
        await session.check(first_plan(session.summary))
        try:
            async with connected(sandbox) as api:
                ledger = await Ledger.open(tmp_path / "data", StillClock())
                yield Desk(sandbox, api, ledger, session, await api.campaign(campaign_id))
        finally:
            await session.aclose()

    return make


async def test_all_parts_arrive_once_and_add_up(desk: Make) -> None:
    async with desk([*(mobile(index) for index in range(ROWS)), "12", mobile(3)]) as it:
        before = it.sandbox.last_number()
        outcome = await it.upload()
        assert outcome.state is CONFIRMED
        assert outcome.sentence.text == f"{ROWS} created, 0 skipped"
        assert (outcome.total_before, outcome.total_after, outcome.remark) == (0, ROWS, None)
        assert [part.state for part in outcome.parts] == [CONFIRMED] * PARTS
        assert (outcome.rows, outcome.set_aside) == (ROWS, 2)
        await it.adds_up(outcome)
        assert it.arrived() == ALL
        assert await it.ledger.already_sent(it.campaign.id) == frozenset(ALL)
        assert len(it.sandbox.requests(before)) == requests_for(PARTS) == 9
        assert list(dict.fromkeys((step.part, step.parts) for step in it.steps)) == [(n, PARTS) for n in range(PARTS)]
        shares = [step.share for step in it.steps if step.share is not None]
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0.0, 1.0)


async def test_a_file_that_fits_is_one_upload_as_ever(desk: Make) -> None:
    async with desk(part_bytes=10_000) as it:
        outcome = await it.upload()
        assert (outcome.state, outcome.series, outcome.parts) == (CONFIRMED, None, ())
        assert it.arrived() == ALL
        assert it.uploads_seen() == 1


async def test_a_part_is_on_record_with_its_evidence_before_it_leaves(desk: Make) -> None:
    """Also: while one part is under way the earlier ones are confirmed and the later ones have not begun."""
    async with desk() as it:
        seen: list[tuple[list[str], int | None]] = []

        def look(step: UploadStep) -> None:
            if step.phase is UploadPhase.WAITING:
                with contextlib.closing(sqlite3.connect(it.ledger.path)) as database:
                    rows = database.execute("select state, total_before from upload order by part").fetchall()
                seen.append(([row[0] for row in rows], rows[step.part][1]))

        await it.upload(on_progress=look)
        assert [states for states, _ in seen] == [
            ["confirmed"] * part + ["inflight"] + ["planned"] * (PARTS - part - 1) for part in range(PARTS)
        ]
        counts = [part.rows for part in (await sum_of(it.ledger, 1, StillClock())).parts]
        assert [before for _, before in seen] == [sum(counts[:part]) for part in range(PARTS)]


async def test_a_true_file_of_more_than_ten_megabytes(desk: Make) -> None:
    numbers = [mobile(index) for index in range(9_000)]
    async with desk(numbers, note="x" * 2_400, part_bytes=10_000_000) as it:
        outcome = await it.upload()
        assert (outcome.state, outcome.created, len(outcome.parts)) == (CONFIRMED, 9_000, 3)
        assert it.arrived() == Counter(f"+91{number}" for number in numbers)
        assert it.uploads_seen() == 3


# ---------------------------------------------------------------------- what stops the rest


async def test_a_refused_part_keeps_the_others_and_they_go_on(desk: Make) -> None:
    numbers = [mobile(index) for index in range(ROWS)]
    numbers[15] = "+234 803 123 4567"  # nothing here knows that the workspace may not call it
    async with desk(numbers) as it:
        outcome = await it.upload()
        assert outcome.state is PLANNED
        assert [part.state for part in outcome.parts] == [CONFIRMED, REFUSED, PLANNED, PLANNED]
        assert outcome.waiting == 2
        first, second, *_ = (part.rows for part in outcome.parts)
        waiting = ROWS - first - second
        assert outcome.sentence.text == (
            f"The server refused part 2 of 4. {first} rows are there, {waiting} wait to be sent."
        )
        assert [refusal.number for refusal in outcome.refusals] == ["+2348031234567"]
        await it.adds_up(outcome)
        outcome = await it.go_on()
        assert [part.state for part in outcome.parts] == [CONFIRMED, REFUSED, CONFIRMED, CONFIRMED]
        assert outcome.state is REFUSED
        assert outcome.sentence.text == f"{first + waiting} of {ROWS} rows are there; refused: {second}."
        await it.adds_up(outcome)
        # The good rows of the refused part can be sent; nobody else of the file can.
        await it.session.lay_refusals([*outcome.refusals, *_named("+2348031234567")])
        plan = first_plan(it.session.summary, campaign_id=it.campaign.id, ledger=str(it.ledger.path))
        assert (await it.session.check(plan)).to_send == second - 1
        assert (await it.upload()).state is CONFIRMED
        assert it.arrived() == Counter(f"+91{number}" for place, number in enumerate(numbers) if place != 15)


def _named(number: str) -> list[Any]:
    from app.leads.records import Refusal

    return [Refusal(number, "Unsupported destination country")]


async def test_a_part_whose_answer_is_lost_is_settled_by_the_counter_before_the_next_one_goes(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_after", skip=1)
        outcome = await it.upload()
        assert outcome.state is CONFIRMED
        assert it.arrived() == ALL
        assert it.uploads_seen() == PARTS
        await it.adds_up(outcome)


async def test_a_part_that_did_not_arrive_waits_again_and_goes_on(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_before", skip=1)
        outcome = await it.upload()
        assert [part.state for part in outcome.parts] == [CONFIRMED, PLANNED, PLANNED, PLANNED]
        assert outcome.sentence.text == "10 of 40 rows are there; 30 wait to be sent."
        await it.adds_up(outcome)
        assert it.uploads_seen() == 2
        outcome = await it.go_on()
        assert outcome.state is CONFIRMED
        assert it.arrived() == ALL
        assert it.uploads_seen() == 5


async def test_a_part_of_unknown_outcome_stops_the_rest_until_it_is_settled(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_after", skip=1)

        def add_one(step: UploadStep) -> None:
            if step.phase is UploadPhase.QUIET:
                body = {"campaignId": it.campaign.id, "name": "x", "phoneNumber": mobile(99), "countryCode": "+91"}
                it.sandbox.api("/campaigns-leads", body)

        outcome = await it.upload(on_progress=add_one)
        assert outcome.state is UNKNOWN
        assert outcome.upload_id == outcome.parts[1].upload_id
        assert [part.state for part in outcome.parts] == [CONFIRMED, UNKNOWN, PLANNED, PLANNED]
        assert outcome.sentence.text == (
            "It is not known whether part 2 of 4 arrived (10 rows). 10 rows are there, 20 wait. Nothing more is sent"
            " until this is settled."
        )
        with pytest.raises(OpenQuestionError):
            await it.go_on()
        assert it.uploads_seen() == 2
        await it.ledger.settle(outcome.upload_id, CONFIRMED, by_hand=True)  # a person has looked
        outcome = await it.go_on()
        assert outcome.state is CONFIRMED
        assert outcome.sentence.text == "40 rows, taken as arrived"
        assert it.arrived() == ALL + Counter([f"+91{mobile(99)}"])


async def test_a_part_that_a_person_counts_as_not_there_waits_again(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_before", skip=1)
        outcome = await it.upload(quiet_s=0, on_progress=lambda step: _lose(it, step))
        assert outcome.state is UNKNOWN
        await it.ledger.settle(outcome.upload_id, NOT_SENT)
        assert await it.states() == [CONFIRMED, PLANNED, PLANNED, PLANNED]
        assert (await it.go_on()).state is CONFIRMED
        assert it.arrived() == ALL + Counter([f"+91{mobile(99)}"])


def _lose(it: Desk, step: UploadStep) -> None:
    """Somebody else adds a lead while a part is on its way."""
    if step.phase is UploadPhase.ANSWER and step.part == 1 and f"+91{mobile(99)}" not in it.arrived():
        body = {"campaignId": it.campaign.id, "name": "x", "phoneNumber": mobile(99), "countryCode": "+91"}
        it.sandbox.api("/campaigns-leads", body)


async def test_a_rate_limit_between_parts_is_waited_out(desk: Make) -> None:
    async with desk() as it:
        it.order("rate_limit", skip=2, retry_after_s=0.3)
        outcome = await it.upload()
        assert outcome.state is CONFIRMED
        assert it.arrived() == ALL
        assert it.uploads_seen() == PARTS + 1
        numbers = [seen for seen in it.sandbox.requests() if seen["path"].endswith(it.campaign.id)]
        refused = next(seen for seen in numbers if seen["status"] == 429)
        after = next(seen for seen in numbers if seen["number"] > refused["number"])
        assert after["at"] - refused["at"] >= 0.29


async def test_cancelled_between_parts_the_rest_waits(desk: Make) -> None:
    async with desk() as it:
        cancel = asyncio.Event()

        def stop(step: UploadStep) -> None:
            if step.phase is UploadPhase.COUNTING and step.part == 1:
                cancel.set()

        outcome = await it.upload(cancel=cancel, on_progress=stop)
        assert [part.state for part in outcome.parts] == [CONFIRMED, CONFIRMED, PLANNED, PLANNED]
        assert outcome.cause is not None
        assert outcome.cause.text == "Cancelled by you"
        assert it.uploads_seen() == 2
        assert (await it.go_on()).state is CONFIRMED
        assert it.arrived() == ALL


async def test_cancelled_under_way_the_counter_tells_and_the_rest_waits(desk: Make) -> None:
    async with desk() as it:
        it.order("hang_after", skip=1)
        cancel = asyncio.Event()

        def stop(step: UploadStep) -> None:
            if step.phase is UploadPhase.ANSWER and step.part == 1:
                asyncio.get_running_loop().call_later(0.1, cancel.set)

        outcome = await it.upload(cancel=cancel, on_progress=stop)
        assert [part.state for part in outcome.parts] == [CONFIRMED, CONFIRMED, PLANNED, PLANNED]
        await it.adds_up(outcome)


async def test_an_unreachable_server_between_parts_stops_the_rest(desk: Make, sandbox: Sandbox) -> None:
    """What was sent is told, not just that the campaign cannot be read."""
    async with desk() as it:
        sandbox.control("faults", {"kind": "status", "status": 503, "path": "/campaigns/*", "times": 0, "skip": 1})
        outcome = await it.upload()
        assert [part.state for part in outcome.parts] == [CONFIRMED, PLANNED, PLANNED, PLANNED]
        assert outcome.cause is not None
        sandbox.control("faults", method="DELETE")
        assert (await it.go_on()).state is CONFIRMED
        assert it.arrived() == ALL


async def test_going_on_without_a_connection_leaves_everything_as_it_is(desk: Make, sandbox: Sandbox) -> None:
    async with desk() as it, connected(sandbox, "http://127.0.0.1:9/v1") as nowhere:
        await _stopped_after(it, 1)
        with pytest.raises(NetworkError):
            await it.go_on(api=nowhere)
        assert await it.states() == [CONFIRMED, PLANNED, PLANNED, PLANNED]


async def _stopped_after(it: Desk, parts: int) -> None:
    """A cancel when so many parts are there."""
    cancel = asyncio.Event()

    def stop(step: UploadStep) -> None:
        if step.phase is UploadPhase.COUNTING and step.part == parts - 1:
            cancel.set()

    assert (await it.upload(cancel=cancel, on_progress=stop)).waiting == PARTS - parts


# ---------------------------------------------------------------------- crashes


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("fault", ["drop_after", "drop_before", ""])
async def test_a_crash_during_a_part_resumes_there_and_sends_nothing_twice(desk: Make, part: int, fault: str) -> None:
    """The program ends while a part is on its way: before its first byte, or when the server has (not) taken it."""
    async with desk() as it:
        if fault:
            it.order("hang_after" if fault == "drop_after" else "hang", skip=part)
        phase = UploadPhase.ANSWER if fault else UploadPhase.WAITING
        at = asyncio.Event()

        def tell(step: UploadStep) -> None:
            if step.phase is phase and step.part == part:
                at.set()
                if not fault:
                    raise _ProgramEndsError

        task = asyncio.ensure_future(it.upload(on_progress=tell))
        await at.wait()
        if fault:
            if fault == "drop_after":
                await _until(lambda: sum(it.arrived().values()) == (part + 1) * ROWS // PARTS)
            frozen = _copy(it.ledger.path)  # as a killed program would leave it
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            _put_back(it.ledger.path, frozen)
        else:
            with pytest.raises(_ProgramEndsError):
                await task
        it.sandbox.control("faults", method="DELETE")
        await it.crash()
        states = await it.states()
        assert states[:part] == [CONFIRMED] * part
        assert states[part] is UNKNOWN, "on record before the first byte"
        assert states[part + 1 :] == [PLANNED] * (PARTS - part - 1)
        (record,) = await it.ledger.open_questions()
        settled = await settle_unknown(it.api, it.ledger, record.id, clock=StillClock())
        assert settled.state is (CONFIRMED if fault == "drop_after" else PLANNED)
        if PLANNED in await it.states():
            assert (await it.go_on()).state is CONFIRMED
        assert it.arrived() == ALL


class _ProgramEndsError(Exception):
    pass


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 (the server sets no event)
            await asyncio.sleep(0.01)


def _copy(path: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}


def _put_back(path: Path, files: dict[Path, bytes]) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    for file, content in files.items():
        file.write_bytes(content)


async def test_a_crash_before_the_counter_has_confirmed_a_refusal_does_not_take_it_for_one(desk: Make) -> None:
    """The server says 400 although it has stored the rows: only the counter tells, and nobody has read it yet."""
    async with desk() as it:
        it.order("status_after", status=400, skip=1)
        frozen: dict[Path, bytes] = {}

        def tell(step: UploadStep) -> None:
            if step.phase is UploadPhase.COUNTING and step.part == 1:
                frozen.update(_copy(it.ledger.path))

        assert (await it.upload(on_progress=tell)).state is UNKNOWN
        _put_back(it.ledger.path, frozen)
        await it.crash()
        assert await it.states() == [CONFIRMED, UNKNOWN, PLANNED, PLANNED]
        (record,) = await it.ledger.open_questions()
        assert (await settle_unknown(it.api, it.ledger, record.id, clock=StillClock())).state is CONFIRMED
        assert (await it.go_on()).state is CONFIRMED
        assert it.arrived() == ALL


@pytest.mark.parametrize("parts", [1, 2, 3])
async def test_a_crash_between_parts_resumes_with_the_next_one(desk: Make, parts: int) -> None:
    async with desk() as it:
        await _stopped_after(it, parts)
        await it.crash()
        seen = it.uploads_seen()
        outcome = await it.go_on()
        assert outcome.state is CONFIRMED
        assert it.uploads_seen() - seen == PARTS - parts
        assert it.arrived() == ALL
        await it.adds_up(outcome)


async def test_a_crash_before_all_parts_are_on_record_leaves_nothing(desk: Make) -> None:
    async with desk() as it:

        class Dying:
            """The program ends while the third part is read."""

            async def payload(self, part: int | None = None) -> Payload:
                if part == 2:
                    frozen.update(_copy(it.ledger.path))
                    raise _ProgramEndsError
                return await it.session.payload(part)

        frozen: dict[Path, bytes] = {}
        with pytest.raises(_ProgramEndsError):
            await it.upload(session=Dying())
        assert await it.states() == [], "taken off the record again"
        _put_back(it.ledger.path, frozen)
        assert await it.states() == [PLANNED, PLANNED], "what a killed program leaves"
        await it.crash()
        assert await it.states() == []
        assert it.uploads_seen() == 0
        assert (await it.upload()).state is CONFIRMED
        assert it.arrived() == ALL


async def test_a_cancelled_task_leaves_no_part_as_if_it_were_under_way(desk: Make) -> None:
    """Cancelled at any moment of the planning and the beginning."""
    async with desk() as it:
        for moment in range(60):
            task = asyncio.ensure_future(it.upload())
            for _ in range(moment * 3):
                await asyncio.sleep(0)
            if it.uploads_seen():
                break
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            assert set(await it.states()) <= {PLANNED, CONFIRMED}
            for series in await Series(it.ledger, StillClock()).waiting():
                await Series(it.ledger, StillClock()).give_up(series)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


# ---------------------------------------------------------------------- while parts wait


async def test_rows_that_wait_are_not_sent_by_another_file(desk: Make) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        plan = first_plan(it.session.summary, campaign_id=it.campaign.id, ledger=str(it.ledger.path))
        result = await it.session.check(plan)
        assert result.to_send == 0
        assert {group.key: group.count for group in result.groups} == {"already_uploaded": 10, "maybe_uploaded": 30}
        rows = await it.session.rows("maybe_uploaded", 0, 1)
        assert rows[0].problems[0].sentence.text.startswith("Waits in an unfinished upload to this campaign")


async def test_whoever_must_not_be_called_any_more_is_left_out_of_what_waits(desk: Make, tmp_path: Path) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        unwanted = DoNotCallList(tmp_path, StillClock(), "Asha")
        await unwanted.add(f"+91{mobile(14)}", "asked for it")
        await unwanted.add(f"+91{mobile(30)}", "asked for it")
        outcome = await it.go_on(do_not_call=unwanted.path)
        assert outcome.state is CONFIRMED
        assert (outcome.rows, outcome.set_aside) == (ROWS - 2, 2)
        await it.adds_up(outcome)
        assert it.arrived() == ALL - Counter([f"+91{mobile(14)}", f"+91{mobile(30)}"])


async def test_a_part_with_nobody_left_in_it_is_passed_over(desk: Make, tmp_path: Path) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        unwanted = DoNotCallList(tmp_path, StillClock(), "Asha")
        for index in range(10, 20):
            await unwanted.add(f"+91{mobile(index)}", "")
        outcome = await it.go_on(do_not_call=unwanted.path)
        assert [part.state for part in outcome.parts] == [CONFIRMED, NOT_SENT, CONFIRMED, CONFIRMED]
        await it.adds_up(outcome)
        assert it.uploads_seen() == 3


async def test_whoever_was_sent_meanwhile_is_not_sent_again(desk: Make) -> None:
    """Such as with the rows of a part that was saved to a file, repaired and sent by itself."""
    async with desk() as it:
        await _stopped_after(it, 1)
        with contextlib.closing(sqlite3.connect(it.ledger.path)) as database, database:
            database.execute(
                "insert into sent (campaign_id, number, upload_id) values (?, ?, 1)",
                (it.campaign.id, int(f"91{mobile(20)}")),
            )
        outcome = await it.go_on()
        assert outcome.set_aside == 1
        assert it.arrived() == ALL - Counter([f"+91{mobile(20)}"])


async def test_what_waits_is_not_forgotten_with_time(desk: Make) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        assert await forget_old_people(it.ledger, 30, StillClock().time() + 400 * 86_400.0) == 1
        assert (await it.go_on()).state is CONFIRMED
        assert it.arrived() == ALL


async def test_the_rest_can_be_given_up(desk: Make) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        store = Series(it.ledger, StillClock())
        assert await it.ledger.count_open() == 1
        assert await store.give_up(1) == 3
        assert await it.ledger.count_open() == 0
        outcome = await sum_of(it.ledger, 1, StillClock())
        assert (outcome.state, outcome.waiting) == (NOT_SENT, 0)
        assert await store.waiting() == []
        assert all(record.has_rows for record in await it.ledger.uploads() if record.state is NOT_SENT)
        await it.adds_up(outcome)


async def test_only_a_part_that_waits_can_be_begun(desk: Make) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        store = Series(it.ledger, StillClock())
        await store.give_up(1)
        for record in await store.parts(1):
            with pytest.raises(SettledMeanwhileError):
                await store.begin(record.id, it.campaign, frozenset())
        assert await it.states() == [CONFIRMED, NOT_SENT, NOT_SENT, NOT_SENT]


async def test_a_part_is_begun_by_one_of_two_consoles_only(desk: Make) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        second = Desk(it.sandbox, it.api, Ledger(it.ledger.path, StillClock()), it.session, it.campaign)
        await asyncio.gather(it.go_on(), second.go_on(), return_exceptions=True)
        while await Series(it.ledger, StillClock()).waiting():
            await it.go_on()
        assert it.arrived() == ALL


async def test_nothing_else_here_moves_the_counter_between_two_parts(desk: Make, tmp_path: Path) -> None:
    async with desk() as it:
        singles = SingleLeads(it.api, it.ledger, DoNotCallList(tmp_path, StillClock(), "Asha"), StillClock())
        lead = Lead(id="lead_1", campaign_id=it.campaign.id, status="pending", phone_number=f"+91{mobile(99)}")
        tried: list[asyncio.Task[Any]] = []

        def try_it(step: UploadStep) -> None:
            if step.phase is UploadPhase.COUNTING and step.part == 0:
                new = NewLead(mobile(99), "IN", "Asha", {})
                tried.append(asyncio.ensure_future(singles.add(it.campaign, new)))
                tried.append(asyncio.ensure_future(singles.remove(lead)))

        outcome = await it.upload(on_progress=try_it)
        assert outcome.state is CONFIRMED
        assert outcome.remark is None
        failures = await asyncio.gather(*tried, return_exceptions=True)
        assert [type(failure) for failure in failures] == [UnderWayError, UnderWayError]
        assert it.arrived() == ALL
        assert (await singles.add(it.campaign, NewLead(mobile(99), "IN", "Asha", {})))[0].state is CONFIRMED


async def test_the_trail_has_every_step_and_nobody_in_it(desk: Make) -> None:
    from app.leads.audit import latest

    async with desk() as it:
        it.ledger.who = "Mumbai"
        await _stopped_after(it, 1)
        entries = list(reversed(await latest(it.ledger)))
        assert [(entry.what, entry.part) for entry in entries] == [("inflight", 0), ("confirmed", 0)]
        assert {(entry.who, entry.file_name, entry.campaign_name) for entry in entries} == {
            ("Mumbai", "june.csv", "June")
        }
        assert (entries[1].created, entries[1].skipped, entries[1].rows) == (10, 0, 10)
        text = repr(entries)
        assert not any(number.removeprefix("+91") in text for number in ALL)


async def test_with_nobody_left_in_one_part_the_file_is_there_all_the_same(desk: Make, tmp_path: Path) -> None:
    async with desk() as it:
        await _stopped_after(it, 1)
        unwanted = DoNotCallList(tmp_path, StillClock(), "Asha")
        for index in range(10, 20):
            await unwanted.add(f"+91{mobile(index)}", "")
        outcome = await it.go_on(do_not_call=unwanted.path)
        assert outcome.state is CONFIRMED
        assert (outcome.rows, outcome.set_aside) == (ROWS - 10, 10)
        assert outcome.sentence.text == f"{ROWS - 10} created, 0 skipped"


async def test_rows_with_a_very_long_field_are_kept_and_left_out_like_any(desk: Make, tmp_path: Path) -> None:
    async with desk([mobile(index) for index in range(4)], note="x" * 200_000, part_bytes=500_000) as it:
        store = Series(it.ledger, StillClock())
        series = await store.plan(await it.session.payload(0), it.campaign, None)
        await store.plan(await it.session.payload(1), it.campaign, series)
        waiting = (await store.parts(series))[1]
        csv.field_size_limit(131_072)  # as in a console that has opened no file since it was started
        sent = await rows_of(it.ledger, [waiting.id])
        assert [len(row.cells[0]) for row in sent.rows] == [200_001] * 2
        assert await save_rows(it.ledger, waiting, tmp_path / "rows.csv") == 2
        begun = await store.begin(waiting.id, it.campaign, frozenset([f"+91{mobile(2)}"]))
        assert begun is not None
        assert begun.payload.rows == 1
        assert mobile(3).encode() in begun.payload.content
        assert mobile(2).encode() not in begun.payload.content


async def test_a_cancel_need_not_wait_for_the_campaign_to_be_read(desk: Make) -> None:
    """It may be long in coming: a rate limit may be in force."""

    class _Endless:
        campaign_reads = 0

        async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
            self.campaign_reads += 1
            await asyncio.Event().wait()
            raise AssertionError

        async def upload_leads(self, *args: Any, **options: Any) -> Any:
            raise AssertionError

    async with desk() as it:
        await _stopped_after(it, 1)
        cancel, api = asyncio.Event(), _Endless()
        going = asyncio.ensure_future(it.go_on(api=api, cancel=cancel))
        await _until(lambda: api.campaign_reads)
        cancel.set()
        outcome = await asyncio.wait_for(going, 10)
        assert [part.state for part in outcome.parts] == [CONFIRMED, PLANNED, PLANNED, PLANNED]
        assert outcome.cause is not None
        assert outcome.cause.text == "Cancelled by you"


async def test_a_campaign_that_was_read_before_a_long_planning_is_read_again(desk: Make) -> None:
    """Somebody may have added leads while the parts were put on record."""
    async with desk() as it:
        clock = StillClock()

        def plan_long(step: UploadStep) -> None:
            if step.phase is UploadPhase.PLANNING:
                clock.now += 60.0
                body = {"phoneNumber": mobile(90), "countryCode": "+91", "campaignId": it.campaign.id, "notes": {}}
                it.sandbox.api("/campaigns-leads", body)

        outcome = await it.upload(clock=clock, on_progress=plan_long)
        assert outcome.state is CONFIRMED
        assert outcome.total_before == 1


async def test_a_file_of_which_not_all_parts_are_on_record_is_not_begun(desk: Make) -> None:
    """Putting them there may fail, and taking them off again too: the others would be forgotten."""
    async with desk() as it:
        store = Series(it.ledger, StillClock())
        await store.plan(await it.session.payload(0), it.campaign, None)
        with pytest.raises(SettledMeanwhileError):
            await it.go_on()
        assert it.uploads_seen() == 0


async def test_all_parts_of_a_file_are_listed_or_none(desk: Make) -> None:
    async with desk() as it:
        assert (await it.upload()).state is CONFIRMED
        assert len(await it.ledger.uploads(limit=2)) == PARTS


async def test_no_upload_begins_while_a_lead_is_being_removed(desk: Make, tmp_path: Path) -> None:
    """One lead less and one more is a counter that has not moved: what arrived would be taken for lost."""
    leaving, gone = asyncio.Event(), asyncio.Event()

    class _Slow:
        async def remove_lead(self, lead_id: str) -> None:
            leaving.set()
            await gone.wait()

    async with desk() as it:
        singles: Any = SingleLeads(
            _Slow(),  # type: ignore[arg-type]
            it.ledger,
            DoNotCallList(tmp_path, StillClock(), "Asha"),
            StillClock(),
        )
        lead = Lead(id="lead_1", campaign_id=it.campaign.id, status="pending", phone_number=f"+91{mobile(99)}")
        removing = asyncio.ensure_future(singles.remove(lead))
        await leaving.wait()
        with pytest.raises(UnderWayError):
            await it.upload()
        gone.set()
        assert await removing is None
        assert (await it.upload()).state is CONFIRMED


async def test_a_campaign_that_is_stopped_at_the_server_between_parts_takes_no_more(desk: Make) -> None:
    async with desk() as it:

        class _Stopped:
            """The campaign is over once the first part is there."""

            async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
                seen = await it.api.campaign(campaign_id, look=look)
                return msgspec.structs.replace(seen, status="cancelled") if it.arrived() else seen

            async def upload_leads(self, *args: Any, **options: Any) -> Any:
                return await it.api.upload_leads(*args, **options)

        over: Any = _Stopped()
        outcome = await upload_file(over, it.ledger, it.session, it.campaign, clock=StillClock())
        assert [part.state for part in outcome.parts] == [CONFIRMED, PLANNED, PLANNED, PLANNED]
        assert outcome.cause is not None
        assert outcome.cause.template == CampaignFinalError.template
        with pytest.raises(CampaignFinalError):
            await it.go_on(api=over)
        assert await it.states() == [CONFIRMED, PLANNED, PLANNED, PLANNED]
        # The same file, dropped again, is neither sent twice nor lost: all of it is set aside, with the reason.
        plan = first_plan(it.session.summary, campaign_id=it.campaign.id, ledger=str(it.ledger.path))
        result = await it.session.check(plan)
        assert (result.to_send, result.set_aside) == (0, ROWS)
        # Left out, the rest can be sent to another campaign, or to this one should it go on.
        assert await Series(it.ledger, StillClock()).give_up(1) == 3
        await it.session.check(msgspec.structs.replace(plan, do_not_call_version=1))
        assert (await it.upload()).state is CONFIRMED
        assert it.arrived() == ALL
