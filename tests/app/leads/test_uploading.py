"""One upload over real sockets, with everything that can go wrong on the way: nobody twice, nobody forgotten."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.clock import SystemClock
from app.errors import NetworkError, Sent
from app.leads.evidence import UploadOutcome, UploadPhase, UploadStep, settle_by_counter, settle_unknown
from app.leads.ledger import Ledger, OpenQuestionError, SettledMeanwhileError, pack_numbers
from app.leads.mapping import first_plan
from app.leads.outcomes import Growth, judge_error, judge_growth
from app.leads.records import UploadState
from app.leads.session import LeadSession
from app.leads.uploading import REQUESTS_PER_UPLOAD, CampaignFinalError, upload
from app.models import Campaign, UploadCounts, UploadFile
from app.quota.governor import QuotaGovernor
from app.secrets import Secret
from tests.app.leads.making import StillClock, mobile
from tests.end_to_end.sandbox import Sandbox

UPLOADS = "/campaigns-leads/upload-file/*"
ROWS = 40


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("--no-dialler", "--limit", "100000", "--call-logs", "0") as server:
        yield server


@contextlib.asynccontextmanager
async def connected(sandbox: Sandbox, url: str = "") -> AsyncIterator[Api]:
    clock = SystemClock()
    governor = QuotaGovernor(clock)
    api = Api(
        Transport(url or sandbox.url, Secret.parse(sandbox.key)), governor, CampaignDialect(), clock, profile_id="t"
    )
    try:
        yield api
    finally:
        await governor.aclose()
        await api.aclose()


class Desk:
    """Everything an upload needs, and what became of it on the other side."""

    def __init__(self, sandbox: Sandbox, api: Api, ledger: Ledger, session: LeadSession, campaign: Campaign) -> None:
        self.sandbox = sandbox
        self.api = api
        self.ledger = ledger
        self.session = session
        self.campaign = campaign
        self.steps: list[UploadStep] = []

    async def upload(self, **options: Any) -> UploadOutcome:
        """One upload without any real waiting."""
        options = {"clock": StillClock(), "api": self.api, "on_progress": self.steps.append, **options}
        return await upload(options.pop("api"), self.ledger, self.session, self.campaign, **options)

    def order(self, kind: str, **members: Any) -> None:
        """A fault for the next upload."""
        self.sandbox.control("faults", {"kind": kind, "path": UPLOADS, **members})

    def arrived(self) -> Counter[str]:
        """Number -> how often it is in the campaign."""
        leads = self.sandbox.control(f"state?campaign_id={self.campaign.id}")["leads"]
        return Counter(lead["phone_number"] for lead in leads)

    def uploads_seen(self) -> int:
        """How often the upload route of this campaign was asked."""
        return sum(seen["path"].endswith(f"upload-file/{self.campaign.id}") for seen in self.sandbox.requests())

    async def states(self) -> list[UploadState]:
        return [record.state for record in await self.ledger.uploads()]


Make = Callable[..., contextlib.AbstractAsyncContextManager[Desk]]


@pytest.fixture
def desk(sandbox: Sandbox, tmp_path: Path) -> Make:
    @contextlib.asynccontextmanager
    async def make(numbers: list[str] | None = None) -> AsyncIterator[Desk]:
        seeded = sandbox.api("/campaigns?limit=1")["data"][0]
        body = {"name": "June", "agent_id": seeded["agent_id"], "from_phone_number": seeded["from_phone_number"]}
        campaign_id = sandbox.api("/campaigns", body)["id"]
        path = tmp_path / "june.csv"
        numbers = [mobile(index) for index in range(ROWS)] if numbers is None else numbers
        path.write_text("phone,name\n" + "".join(f"{number},n{index}\n" for index, number in enumerate(numbers)))
        sandbox.control("faults", method="DELETE")
        session = await LeadSession.open(path)
        await session.check(first_plan(session.summary))
        try:
            async with connected(sandbox) as api:
                ledger = await Ledger.open(tmp_path / "data", StillClock())
                yield Desk(sandbox, api, ledger, session, await api.campaign(campaign_id))
        finally:
            await session.aclose()

    return make


pytestmark = pytest.mark.anyio
ALL = Counter({f"+91{mobile(index)}": 1 for index in range(ROWS)})


async def test_an_upload_arrives_once_and_adds_up(desk: Make) -> None:
    async with desk() as it:
        before = it.sandbox.last_number()
        outcome = await it.upload()
        assert outcome.state is UploadState.CONFIRMED
        assert outcome.sentence.text == f"{ROWS} created, 0 skipped"
        assert (outcome.total_before, outcome.total_after, outcome.remark) == (0, ROWS, None)
        assert it.arrived() == ALL
        assert await it.ledger.already_sent(it.campaign.id) == frozenset(ALL)
        assert len(it.sandbox.requests(before)) == REQUESTS_PER_UPLOAD
        phases = list(dict.fromkeys(step.phase for step in it.steps))
        assert phases == [
            UploadPhase.PREPARING, UploadPhase.WAITING, UploadPhase.SENDING, UploadPhase.ANSWER, UploadPhase.COUNTING,
        ]  # fmt: skip
        lead = it.sandbox.control(f"state?campaign_id={it.campaign.id}")["leads"][3]
        assert lead["variables"] == {"name": "n3"}


async def test_the_same_file_again_is_set_aside_row_by_row(desk: Make) -> None:
    async with desk() as it:
        await it.upload()
        plan = first_plan(it.session.summary, campaign_id=it.campaign.id, ledger=str(it.ledger.path))
        result = await it.session.check(plan)
        assert (result.to_send, result.groups[0].key, result.groups[0].count) == (0, "already_uploaded", ROWS)


# fault: (its members, how the upload ends, whether the rows are there)
FAULTS: dict[str, tuple[dict[str, Any], UploadState, bool]] = {
    "drop_early": ({}, UploadState.NOT_SENT, False),
    "drop_before": ({}, UploadState.NOT_SENT, False),
    "drop_after": ({}, UploadState.CONFIRMED, True),
    "cut": ({}, UploadState.CONFIRMED, True),
    "status": ({"status": 503}, UploadState.NOT_SENT, False),
    "status 500": ({"status": 500}, UploadState.NOT_SENT, False),
    "status_after": ({"status": 502}, UploadState.CONFIRMED, True),
    "html": ({"status": 200}, UploadState.NOT_SENT, False),
    "html 413": ({"status": 413}, UploadState.REFUSED, False),
    "wrong_shape": ({}, UploadState.NOT_SENT, False),
    "bad_json": ({}, UploadState.NOT_SENT, False),
    "unauthorized": ({}, UploadState.REFUSED, False),
    "status 409": ({"status": 409}, UploadState.REFUSED, False),
    "status 404": ({"status": 404}, UploadState.REFUSED, False),
    "status_after 400": ({"status": 400}, UploadState.UNKNOWN, True),  # refused, and yet the counter has grown
    "rate_limit": ({"retry_after_s": 0.05}, UploadState.CONFIRMED, True),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_whatever_happens_on_the_way(desk: Make, fault: str) -> None:
    members, state, there = FAULTS[fault]
    async with desk() as it:
        it.order(fault.split()[0], **members)
        outcome = await it.upload()
        assert outcome.state is state, outcome
        assert await it.states() == [state]
        assert it.arrived() == (ALL if there else Counter())
        assert it.uploads_seen() == (2 if fault == "rate_limit" else 1)  # never sent again but for a 429
        assert outcome.sentence.text
        assert (await it.ledger.already_sent(it.campaign.id)) == (ALL.keys() if state == "confirmed" else set())
        if state in (UploadState.NOT_SENT, UploadState.REFUSED):
            assert (await it.upload()).state is UploadState.CONFIRMED  # a person sends it again
            assert it.arrived() == ALL


async def test_a_refusal_is_only_believed_where_the_counter_could_be_read(desk: Make) -> None:
    async with desk() as it:
        it.order("status_after", status=400)
        it.sandbox.control("faults", {"kind": "status", "status": 500, "method": "GET", "skip": 1})
        outcome = await it.upload()
        assert outcome.state is UploadState.UNKNOWN
        assert await it.states() == [UploadState.UNKNOWN]
        with pytest.raises(OpenQuestionError):
            await it.upload()
        settled = await settle_unknown(it.api, it.ledger, outcome.upload_id, clock=StillClock())
        assert settled.state is UploadState.CONFIRMED
        assert it.arrived() == ALL


async def test_a_refused_row_comes_back_with_its_reason(desk: Make) -> None:
    async with desk([mobile(1), "+234 803 123 4567", mobile(2)]) as it:
        outcome = await it.upload()
        assert outcome.state is UploadState.REFUSED
        assert outcome.sentence.text == "The server refused the file and stored nothing of it."
        assert outcome.cause is not None
        assert [refusal.number for refusal in outcome.refusals] == ["+2348031234567"]
        assert await it.session.lay_refusals(outcome.refusals) == 1
        result = await it.session.check(first_plan(it.session.summary))
        assert (result.to_send, result.set_aside) == (2, 1)
        rows = await it.session.rows("refused_by_server", 0, 5)
        assert "Unsupported destination country" in rows[0].problems[0].sentence.text
        assert (await it.upload()).state is UploadState.CONFIRMED
        assert it.arrived() == Counter(f"+91{mobile(index)}" for index in (1, 2))


async def test_without_a_connection_nothing_was_sent(desk: Make, sandbox: Sandbox) -> None:
    async with desk() as it, connected(sandbox, "http://127.0.0.1:9/v1") as nowhere:

        class LostAfterReading:
            """The campaign is still read; then the network goes."""

            async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
                return await it.api.campaign(campaign_id)

            async def upload_leads(self, campaign_id: str, file: UploadFile, **options: Any) -> UploadCounts:
                return await nowhere.upload_leads(campaign_id, file, **options)

        outcome = await it.upload(api=LostAfterReading())
        assert outcome.state is UploadState.NOT_SENT
        assert outcome.sentence.text == "Nothing was sent."
        with pytest.raises(NetworkError):
            await it.upload(api=nowhere)
        assert await it.states() == [UploadState.NOT_SENT]
        assert (await it.upload()).state is UploadState.CONFIRMED


async def test_a_finished_campaign_takes_nothing(desk: Make) -> None:
    async with desk() as it:
        await it.api.change_campaign_status(it.campaign.id, "cancel")
        with pytest.raises(CampaignFinalError, match="June is finished"):
            await it.upload()
        assert await it.states() == []


async def test_others_who_add_leads_make_it_a_question(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_after")

        def add_one(step: UploadStep) -> None:
            if step.phase is UploadPhase.QUIET:
                body = {"campaignId": it.campaign.id, "name": "x", "phoneNumber": mobile(99), "countryCode": "+91"}
                it.sandbox.api("/campaigns-leads", body)

        outcome = await it.upload(on_progress=add_one)
        assert outcome.state is UploadState.UNKNOWN
        assert outcome.sentence.text == (
            f"{ROWS} rows were sent and it is not known whether they arrived. The campaign had 0 leads and has"
            f" {ROWS + 1} now. Nothing is sent again until this is settled."
        )
        with pytest.raises(OpenQuestionError):
            await it.upload()
        assert it.uploads_seen() == 1
        again = await settle_unknown(it.api, it.ledger, outcome.upload_id, clock=StillClock())
        assert (again.state, again.total_after) == (UploadState.UNKNOWN, ROWS + 1)
        await it.ledger.settle(outcome.upload_id, UploadState.CONFIRMED)  # the person has looked
        assert (await settle_unknown(it.api, it.ledger, outcome.upload_id)).state is UploadState.CONFIRMED
        plan = first_plan(it.session.summary, campaign_id=it.campaign.id, ledger=str(it.ledger.path))
        assert (await it.session.check(plan)).to_send == 0


async def test_a_server_that_stores_it_late_is_waited_for(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_after", delay_s=0.4)
        cancel = asyncio.Event()

        def stop_when_sent(step: UploadStep) -> None:
            if step.phase is UploadPhase.ANSWER:
                cancel.set()

        outcome = await it.upload(
            clock=SystemClock(), cancel=cancel, on_progress=stop_when_sent, quiet_s=0.01, second_look_s=1.0
        )
        assert it.arrived() == ALL  # stored 0.4 s after the connection had gone
        assert outcome.state is UploadState.CONFIRMED
        assert outcome.cause is not None
        assert outcome.cause.text == "Cancelled by you"


@pytest.mark.parametrize("kind", ["hang", "hang_after"])
async def test_cancelled_while_nothing_comes_back(desk: Make, kind: str) -> None:
    async with desk() as it:
        it.order(kind)
        cancel = asyncio.Event()

        def stop_when_sent(step: UploadStep) -> None:
            if step.phase is UploadPhase.ANSWER:
                asyncio.get_running_loop().call_later(0.1, cancel.set)

        outcome = await it.upload(cancel=cancel, on_progress=stop_when_sent)
        there = kind == "hang_after"
        assert outcome.state is (UploadState.CONFIRMED if there else UploadState.NOT_SENT)
        assert it.arrived() == (ALL if there else Counter())


async def test_cancelled_before_the_first_byte_nothing_was_sent(desk: Make) -> None:
    async with desk() as it:
        cancel = asyncio.Event()
        outcome = await it.upload(
            cancel=cancel, on_progress=lambda step: cancel.set() if step.phase is UploadPhase.WAITING else None
        )
        assert outcome.state is UploadState.NOT_SENT
        assert await it.states() == [UploadState.NOT_SENT]
        assert it.uploads_seen() == 0


@pytest.mark.parametrize(
    ("phase", "state"),
    [
        (UploadPhase.WAITING, UploadState.NOT_SENT),
        (UploadPhase.ANSWER, UploadState.UNKNOWN),
    ],
)
async def test_a_task_cancelled_from_outside_leaves_the_truth_on_record(
    desk: Make, phase: UploadPhase, state: UploadState
) -> None:
    async with desk() as it:
        it.order("hang_after")
        at = asyncio.Event()
        task = asyncio.ensure_future(it.upload(on_progress=lambda step: at.set() if step.phase is phase else None))
        await at.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await it.states() == [state]
        if state is UploadState.UNKNOWN:
            await asyncio.to_thread(wait_for, it.arrived)
            outcome = await settle_unknown(it.api, it.ledger, 1, clock=StillClock())
            assert outcome.state is UploadState.CONFIRMED


def wait_for(condition: Callable[[], object]) -> None:
    while not condition():
        pass


@pytest.mark.parametrize(
    ("error", "started", "state"),
    [
        (NetworkError(sent=Sent.NOTHING), False, UploadState.NOT_SENT),
        (NetworkError(sent=Sent.PART), True, UploadState.UNKNOWN),
        (NetworkError(sent=Sent.ALL), True, UploadState.UNKNOWN),
        (NetworkError(sent=Sent.ANSWERED), True, UploadState.UNKNOWN),
    ],
)
async def test_what_a_lost_connection_proves(error: NetworkError, started: bool, state: UploadState) -> None:
    assert judge_error(error, started=started).state is state


@pytest.mark.parametrize(
    ("before", "after", "growth"),
    [
        (5, 15, Growth.ALL),
        (5, 5, Growth.NONE),
        (5, 14, Growth.OTHER),
        (5, 16, Growth.OTHER),
        (5, 4, Growth.OTHER),
        (None, 15, Growth.UNREADABLE),
        (5, None, Growth.UNREADABLE),
    ],
)
async def test_what_the_counter_proves(before: int | None, after: int | None, growth: Growth) -> None:
    assert judge_growth(before, after, 10) is growth


async def test_a_person_who_decides_while_the_counter_is_looked_at_is_not_overruled(tmp_path: Path) -> None:
    """Both at once, many times: whoever comes second finds it settled, and what is told is what is on record."""
    ledger = await Ledger.open(tmp_path, StillClock())
    for number in range(25):
        upload_id = await ledger.begin(
            campaign_id=f"c{number}", campaign_name="", file_name="", file_sha256="", rows=1, set_aside=0,
            total_leads_before=0, numbers=pack_numbers([f"+91{mobile(1)}"]),
        )  # fmt: skip
        await ledger.unknown(upload_id, "lost")
        record = await ledger.upload(upload_id)
        counter, person = await asyncio.gather(
            settle_by_counter(ledger, record, 1, Growth.ALL),
            ledger.settle(upload_id, UploadState.NOT_SENT),
            return_exceptions=True,
        )
        assert isinstance(counter, UploadOutcome)
        assert person is None or isinstance(person, SettledMeanwhileError)
        settled = await ledger.upload(upload_id)
        assert settled.state is counter.state
        assert (settled.state is UploadState.NOT_SENT) == (person is None)


async def test_a_record_that_fails_after_the_bytes_have_left_does_not_say_that_nothing_is_sent(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_after")

        def take_away(step: UploadStep) -> None:
            if step.phase is UploadPhase.COUNTING:
                it.ledger.path.rename(it.ledger.path.with_suffix(".away"))

        outcome = await it.upload(on_progress=take_away)
        assert outcome.state is UploadState.UNKNOWN
        assert outcome.remark is not None
        assert "could not be written to the local record" in outcome.remark.text
        assert f"{ROWS} rows were sent" in outcome.sentence.text
