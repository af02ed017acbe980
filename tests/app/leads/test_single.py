"""One lead at a time over real sockets: never added twice, and a lost answer is told for what it is."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.clock import SystemClock
from app.errors import AppError, InvalidRequestError, NetworkError
from app.leads.do_not_call import DoNotCallList
from app.leads.evidence import UploadOutcome, UploadPhase, UploadStep
from app.leads.ledger import Ledger, OpenQuestionError, pack_numbers
from app.leads.records import UploadState
from app.leads.single import (
    REQUESTS_TO_ADD,
    LeadRefusedError,
    NewLead,
    Number,
    SingleLeads,
    is_pending,
    read_number,
)
from app.models import Campaign, Lead
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from app.secrets import Secret
from tests.app.leads.making import StillClock, mobile
from tests.end_to_end.sandbox import Sandbox

pytestmark = pytest.mark.anyio
ADDING = "/campaigns-leads"
ASHA = NewLead(mobile(1), "IN", "Asha", {"city": "Pune"})


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("--no-dialler", "--limit", "100000", "--call-logs", "0") as server:
        yield server


class Desk:
    def __init__(self, sandbox: Sandbox, api: Api, ledger: Ledger, folder: Path, campaign: Campaign) -> None:
        self.sandbox = sandbox
        self.api = api
        self.ledger = ledger
        self.campaign = campaign
        self.do_not_call = DoNotCallList(folder, StillClock(), "Test")
        self.governor: QuotaGovernor
        self.leads = SingleLeads(api, ledger, self.do_not_call, StillClock())

    async def add(self, new: NewLead = ASHA, **options: Any) -> tuple[UploadOutcome, Lead | None]:
        return await self.leads.add(self.campaign, new, **options)

    async def lead(self, new: NewLead = ASHA) -> Lead:
        _, lead = await self.add(new)
        assert lead is not None
        return lead

    def order(self, kind: str, **members: Any) -> None:
        self.sandbox.control("faults", {"kind": kind, **members})

    def there(self) -> list[str]:
        """The numbers that are in the campaign."""
        leads = self.sandbox.control(f"state?campaign_id={self.campaign.id}")["leads"]
        return [lead["phone_number"] for lead in leads if lead["status"] != "removed"]


Make = Callable[[], contextlib.AbstractAsyncContextManager[Desk]]


@pytest.fixture
def desk(sandbox: Sandbox, tmp_path: Path) -> Make:
    @contextlib.asynccontextmanager
    async def make() -> AsyncIterator[Desk]:
        seeded = sandbox.api("/campaigns?limit=1")["data"][0]
        body = {"name": "June", "agent_id": seeded["agent_id"], "from_phone_number": seeded["from_phone_number"]}
        campaign_id = sandbox.api("/campaigns", body)["id"]
        sandbox.control("faults", method="DELETE")
        clock = SystemClock()
        governor = QuotaGovernor(clock)
        transport = Transport(sandbox.url, Secret.parse(sandbox.key))
        api = Api(transport, governor, CampaignDialect(), clock, profile_id="t")
        try:
            ledger = await Ledger.open(tmp_path, StillClock())
            made = Desk(sandbox, api, ledger, tmp_path, await api.campaign(campaign_id))
            made.governor = governor
            yield made
        finally:
            await governor.aclose()
            await api.aclose()

    return make


async def test_a_lead_is_added_and_listed_from_the_local_record(desk: Make) -> None:
    async with desk() as it:
        before = it.sandbox.last_number()
        outcome, lead = await it.add()
        assert len(it.sandbox.requests(before)) == REQUESTS_TO_ADD
        assert outcome.state is UploadState.CONFIRMED
        assert lead is not None
        assert (lead.phone_number, lead.name, lead.variables) == (f"+91{mobile(1)}", "Asha", {"city": "Pune"})
        (listed,) = await it.leads.added.latest()
        assert (listed.number, listed.name, listed.lead_id, listed.state) == (
            lead.phone_number, "Asha", lead.id, UploadState.CONFIRMED,
        )  # fmt: skip
        assert await it.ledger.uploads() == []  # it is not one of the files
        assert (await it.leads.look_up(f" {lead.id} ")).name == "Asha"


async def test_the_same_checks_as_for_a_file(desk: Make) -> None:
    async with desk() as it:
        await it.do_not_call.add(f"+91{mobile(9)}", "")
        await it.add()
        unknown = await it.ledger.begin(
            campaign_id=it.campaign.id, campaign_name="June", file_name="x", file_sha256="", rows=1, set_aside=0,
            total_leads_before=0, numbers=pack_numbers([f"+91{mobile(5)}"]),
        )  # fmt: skip
        await it.ledger.unknown(unknown, "")
        await it.ledger.put_aside(unknown, "")
        before = it.sandbox.last_number()
        for number, said in (
            ("", "Enter the phone number"),
            ("12345", "India needs 10"),
            (mobile(9), "on the do-not-call list"),
            (f"+91 {mobile(1)}", "already in the campaign"),
            (mobile(5), "may already be in the campaign"),
        ):
            with pytest.raises(LeadRefusedError, match=said):
                await it.add(ASHA._replace(number=number))
        with pytest.raises(LeadRefusedError, match="no default country"):
            await it.add(ASHA._replace(country=""))
        assert it.sandbox.requests(before) == []


@pytest.mark.parametrize(
    ("fault", "members", "state", "there"),
    [
        ("drop_before", {}, UploadState.NOT_SENT, False),
        ("drop_after", {}, UploadState.CONFIRMED, True),
        ("status", {"status": 503}, UploadState.NOT_SENT, False),
        ("status_after", {"status": 502}, UploadState.CONFIRMED, True),
        ("bad_json", {}, UploadState.NOT_SENT, False),
        ("status", {"status": 409}, UploadState.REFUSED, False),
        ("rate_limit", {"retry_after_s": 0.05}, UploadState.CONFIRMED, True),
    ],
)
async def test_a_lost_answer_is_settled_by_the_counter(
    desk: Make, fault: str, members: dict[str, Any], state: UploadState, there: bool
) -> None:
    async with desk() as it:
        it.order(fault, path=ADDING, method="POST", **members)
        outcome, _ = await it.add()
        assert outcome.state is state, outcome
        assert len(it.there()) == there
        (listed,) = await it.leads.added.latest()
        assert listed.state is state
        if not there:
            assert (await it.add())[0].state is UploadState.CONFIRMED  # a person adds it once more
            assert len(it.there()) == 1


async def test_what_the_counter_cannot_settle_stays_a_question(desk: Make) -> None:
    async with desk() as it:
        it.order("drop_after", path=ADDING, method="POST")

        def somebody_else_adds_two(step: UploadStep) -> None:
            if step.phase is UploadPhase.QUIET:
                for serial in (70, 71):
                    body = {"campaignId": it.campaign.id, "phoneNumber": mobile(serial), "countryCode": "+91"}
                    it.sandbox.api("/campaigns-leads", {**body, "name": "x"})

        outcome, lead = await it.add(on_progress=somebody_else_adds_two)
        assert (outcome.state, lead) == (UploadState.UNKNOWN, None)
        before = it.sandbox.last_number()
        with pytest.raises(LeadRefusedError, match="may already be"):
            await it.add()
        with pytest.raises(OpenQuestionError):
            await it.add(ASHA._replace(number=mobile(2)))
        assert [seen["method"] for seen in it.sandbox.requests(before)] == ["GET"]
        (shown,) = await it.ledger.uploads()  # where it can be settled
        assert (shown.is_single, shown.has_rows, shown.rows) == (True, True, 1)
        # Removing would move the counter, which is the evidence.
        other = await it.api.lead(it.sandbox.control(f"state?campaign_id={it.campaign.id}")["leads"][0]["id"])
        with pytest.raises(OpenQuestionError):
            await it.leads.remove(other)


async def test_a_refusal_is_told_in_the_servers_words(desk: Make) -> None:
    async with desk() as it:
        outcome, lead = await it.add(ASHA._replace(number="+447911123456"))
        assert (outcome.state, lead) == (UploadState.REFUSED, None)
        assert outcome.cause is not None
        assert "not allowed" in outcome.cause.text or "destination" in outcome.cause.text.lower()
        assert it.there() == []


async def test_a_pending_lead_can_be_changed(desk: Make) -> None:
    async with desk() as it:
        lead = await it.lead()
        assert is_pending(lead)
        number = await read_number(mobile(3), "IN")
        assert number == Number("+91", mobile(3))
        after, remark = await it.leads.change(lead, name="Bina", number=number, variables={"city": "Goa", "due": "1"})
        assert remark is None
        assert (after.name, after.phone_number, after.variables) == (
            "Bina", number.e164, {"city": "Goa", "due": "1"},
        )  # fmt: skip
        (listed,) = await it.leads.added.latest()
        assert (listed.name, listed.number) == ("Bina", number.e164)
        assert await it.ledger.already_sent(it.campaign.id) == {number.e164}
        await it.do_not_call.add(f"+91{mobile(4)}", "")
        unwanted = await read_number(mobile(4), "IN")
        with pytest.raises(LeadRefusedError, match="do-not-call"):
            await it.leads.change(after, name="Bina", number=unwanted, variables=after.variables)


async def test_one_that_was_called_meanwhile_says_so(desk: Make) -> None:
    async with desk() as it:
        lead = await it.lead()
        it.order("status", path=f"{ADDING}/*", method="PATCH", status=409)
        with pytest.raises(LeadRefusedError, match="was called already"):
            await it.leads.change(lead, name="Bina", number=None, variables=lead.variables)


@pytest.mark.parametrize(("fault", "made"), [("drop_after", True), ("drop_before", False)])
async def test_a_change_whose_answer_is_lost_is_looked_at(desk: Make, fault: str, made: bool) -> None:
    async with desk() as it:
        lead = await it.lead()
        it.order(fault, path=f"{ADDING}/*", method="PATCH")
        change = it.leads.change(lead, name="Bina", number=None, variables=lead.variables)
        if made:
            assert (await change)[0].name == "Bina"
        else:
            with pytest.raises(NetworkError, match="not confirmed"):
                await change


@pytest.mark.parametrize("fault", ["", "drop_after", "drop_before"])
async def test_removing(desk: Make, fault: str) -> None:
    async with desk() as it:
        lead = await it.lead()
        if fault:
            it.order(fault, path=f"{ADDING}/*", method="DELETE")
        if fault == "drop_before":
            with pytest.raises(NetworkError):
                await it.leads.remove(lead)
            assert it.there() == [lead.phone_number]
            return
        assert await it.leads.remove(lead) is None
        assert it.there() == []
        (listed,) = await it.leads.added.latest()
        assert listed.removed_at is not None
        await it.leads.remove(lead)  # gone already is gone
        with pytest.raises(LeadRefusedError, match="no lead"):
            await it.leads.look_up(lead.id)
        assert (await it.add())[0].state is UploadState.CONFIRMED  # it may come back


async def test_from_a_campaign_that_is_over_nothing_is_removed(desk: Make) -> None:
    async with desk() as it:
        lead = await it.lead()
        it.order("status", path=f"{ADDING}/*", method="DELETE", status=409)
        with pytest.raises(LeadRefusedError, match="completed or cancelled"):
            await it.leads.remove(lead)
        await it.api.change_campaign_status(it.campaign.id, "cancel")
        with pytest.raises(AppError, match="takes no more leads"):
            await it.add(ASHA._replace(number=mobile(2)))


async def test_other_refusals_come_as_they_are(desk: Make) -> None:
    async with desk() as it:
        lead = await it.lead()
        it.order("status", path=f"{ADDING}/*", method="PATCH", status=422)
        with pytest.raises(InvalidRequestError):
            await it.leads.change(lead, name="Bina", number=None, variables=lead.variables)


async def test_what_is_done_but_cannot_be_written_down_is_told_as_done(desk: Make) -> None:
    async with desk() as it:
        lead = await it.lead()
        record = it.ledger.path
        with sqlite3.connect(record) as database:
            database.execute("create trigger full before update on single begin select raise(fail, 'disk full'); end")
        database.close()
        number = await read_number(mobile(3), "IN")
        after, remark = await it.leads.change(lead, name="Bina", number=number, variables=lead.variables)
        assert (await it.api.lead(lead.id)).name == after.name == "Bina"
        assert remark is not None
        assert "changed on the server" in remark.text
        assert "disk full" in remark.text
        remark = await it.leads.remove(after)
        assert it.there() == []
        assert remark is not None
        assert "removed on the server" in remark.text


async def test_cancelled_before_its_turn_it_was_certainly_not_sent(desk: Make) -> None:
    async with desk() as it:
        before = it.sandbox.last_number()
        cancel = asyncio.Event()
        async with it.governor.turn(Priority.INTERACTIVE, Activity.YOU) as turn:

            def pause_and_cancel(step: UploadStep) -> None:
                if step.phase is UploadPhase.WAITING:
                    turn.observe(429, {"retry-after": "60"})
                    asyncio.get_running_loop().call_later(0.05, cancel.set)

            outcome, lead = await it.add(on_progress=pause_and_cancel, cancel=cancel)
        assert (outcome.state, lead) == (UploadState.NOT_SENT, None)
        assert [seen["method"] for seen in it.sandbox.requests(before)] == ["GET"]
