"""What became of each row, over a real record and the real server; undoing an upload; the trail; what is forgotten."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.clock import SystemClock
from app.leads import audit
from app.leads.audit import latest
from app.leads.do_not_call import DoNotCallList
from app.leads.evidence import UploadOutcome, UploadPhase, UploadStep
from app.leads.ledger import Ledger
from app.leads.mapping import first_plan
from app.leads.parts import upload_file
from app.leads.records import UploadState
from app.leads.retention import forget_old_people
from app.leads.row_outcomes import RowOutcome, SentRows, rows_of, write_outcomes
from app.leads.session import LeadSession
from app.leads.single import NewLead, SingleLeads
from app.leads.undoing import Undone, named_leads, undo
from app.models import Campaign, UploadCounts
from app.quota.governor import QuotaGovernor
from app.secrets import Secret
from tests.app.leads.making import StillClock, mobile
from tests.end_to_end.sandbox import Sandbox

pytestmark = pytest.mark.anyio
UPLOADS = "/campaigns-leads/upload-file/*"
NAMES = {outcome: str(outcome) for outcome in RowOutcome}
DAY_S = 86_400.0


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("--no-dialler", "--limit", "100000", "--call-logs", "0") as server:
        yield server


class Desk:
    def __init__(self, sandbox: Sandbox, api: Api, ledger: Ledger, campaign: Campaign, folder: Path) -> None:
        self.sandbox = sandbox
        self.api = api
        self.ledger = ledger
        self.campaign = campaign
        self.folder = folder
        self.singles = SingleLeads(api, ledger, DoNotCallList(folder, StillClock(), "Asha"), StillClock())

    async def upload(self, numbers: list[str], part_bytes: int = 10_000, **options: Any) -> UploadOutcome:
        path = self.folder / "june.csv"
        await asyncio.to_thread(
            path.write_text, "phone,name\n" + "".join(f"{one},n{i}\n" for i, one in enumerate(numbers))
        )
        session = await LeadSession.open(path, part_bytes=part_bytes)
        try:
            await session.check(first_plan(session.summary))
            return await upload_file(self.api, self.ledger, session, self.campaign, clock=StillClock(), **options)
        finally:
            await session.aclose()

    async def rows(self, *upload_ids: int) -> SentRows:
        return await rows_of(self.ledger, upload_ids)

    async def call_somebody(self) -> str:
        """Let the dialler call one of the leads; the number."""
        self.sandbox.control("freeze", {"frozen": False, "speed": 5})
        try:
            async with asyncio.timeout(20):
                while "in_progress" not in self.in_campaign().values():  # noqa: ASYNC110 (the server sets no event)
                    await asyncio.sleep(0.02)
        finally:
            self.sandbox.control("freeze", {"frozen": True})
        (number,) = (one for one, status in self.in_campaign().items() if status == "in_progress")
        return number

    def in_campaign(self) -> dict[str, str]:
        leads = self.sandbox.control(f"state?campaign_id={self.campaign.id}")["leads"]
        return {lead["phone_number"]: lead["status"] for lead in leads}


@pytest.fixture
async def desk(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Desk]:
    seeded = sandbox.api("/campaigns?limit=1")["data"][0]
    body = {"name": "June", "agent_id": seeded["agent_id"], "from_phone_number": seeded["from_phone_number"]}
    body["max_concurrent_calls"] = 1
    campaign_id = sandbox.api("/campaigns", body)["id"]
    sandbox.control("faults", method="DELETE")
    sandbox.control("options", {"name_leads": False, "duplicates": "accept"})
    clock = SystemClock()
    governor = QuotaGovernor(clock)
    transport = Transport(sandbox.url, Secret.parse(sandbox.key))
    api = Api(transport, governor, CampaignDialect(), clock, profile_id="t")
    ledger = await Ledger.open(tmp_path / "data", StillClock(), "Mumbai")
    yield Desk(sandbox, api, ledger, await api.campaign(campaign_id), tmp_path)
    await governor.aclose()
    await api.aclose()


def outcomes(rows: SentRows) -> list[RowOutcome]:
    return [row.outcome for row in rows.rows]


async def test_rows_that_were_created(desk: Desk) -> None:
    outcome = await desk.upload([mobile(1), "12", mobile(2)])
    rows = await desk.rows(outcome.upload_id)
    assert outcomes(rows) == [RowOutcome.CREATED] * 2
    assert [row.number for row in rows.rows] == [f"+91{mobile(1)}", f"+91{mobile(2)}"]
    assert (rows.set_aside, rows.forgotten) == (1, 0)


async def test_rows_of_which_some_were_skipped_do_not_pretend(desk: Desk) -> None:
    desk.sandbox.control("options", {"duplicates": "skip"})
    desk.sandbox.api(
        "/campaigns-leads",
        {"campaignId": desk.campaign.id, "name": "x", "phoneNumber": mobile(1), "countryCode": "+91"},
    )
    outcome = await desk.upload([mobile(1), mobile(2), mobile(3)])
    rows = await desk.rows(outcome.upload_id)
    assert outcomes(rows) == [RowOutcome.CREATED_OR_SKIPPED] * 3
    assert rows.rows[0].reason.text == "The server has created 2 leads and skipped 1; it does not say which."
    # Where the answer names its leads, it is known.
    desk.sandbox.control("options", {"name_leads": True})
    outcome = await desk.upload([mobile(3), mobile(4)])
    assert outcomes(await desk.rows(outcome.upload_id)) == [RowOutcome.SKIPPED, RowOutcome.CREATED]


async def test_a_refused_file_has_the_reasons_by_row_and_can_be_dropped_again(desk: Desk) -> None:
    outcome = await desk.upload([mobile(1), "+234 803 123 4567", mobile(2)])
    assert outcome.state is UploadState.REFUSED
    rows = await desk.rows(outcome.upload_id)
    assert outcomes(rows) == [RowOutcome.REFUSED_WITH_OTHERS, RowOutcome.REFUSED, RowOutcome.REFUSED_WITH_OTHERS]
    assert "Unsupported destination country" in rows.rows[1].reason.text
    assert (rows.columns, rows.rows[1].cells) == (("name",), ("n1",))
    path = desk.folder / "again.csv"
    assert await write_outcomes(path, rows, RowOutcome, NAMES) == 3
    session = await LeadSession.open(path)
    try:
        result = await session.check(first_plan(session.summary))
        assert (result.to_send, result.variables) == (3, ("name",))  # the column of reasons is left out
    finally:
        await session.aclose()
    content = await asyncio.to_thread(path.read_text, "utf-8-sig")
    assert list(csv.reader(content.splitlines()))[2][-1].startswith("refused: The server has refused it: ")
    assert await write_outcomes(path, rows, [RowOutcome.REFUSED], NAMES) == 1


async def test_rows_of_every_part(desk: Desk) -> None:
    numbers = [mobile(index) for index in range(30)]
    numbers[10] = "+234 803 123 4567"
    outcome = await desk.upload(numbers, part_bytes=200)
    assert [part.state for part in outcome.parts][:2] == [UploadState.CONFIRMED, UploadState.REFUSED]
    rows = await desk.rows(*(part.upload_id for part in outcome.parts))
    assert [row.place for row in rows.rows] == list(range(1, 31))
    first, second = (part.rows for part in outcome.parts[:2])
    assert outcomes(rows)[:first] == [RowOutcome.CREATED] * first
    assert outcomes(rows)[10] is RowOutcome.REFUSED
    assert rows.counts == {
        RowOutcome.CREATED: first,
        RowOutcome.REFUSED: 1,
        RowOutcome.REFUSED_WITH_OTHERS: second - 1,
        RowOutcome.WAITS: 30 - first - second,
    }


@pytest.mark.parametrize(
    ("settled", "expected"), [(None, "unknown"), ("confirmed", "taken_as_arrived"), ("not_sent", "not_sent")]
)
async def test_rows_of_an_upload_without_an_answer(desk: Desk, settled: str | None, expected: str) -> None:
    desk.sandbox.control("faults", {"kind": "drop_after", "path": UPLOADS})

    def add_one(step: UploadStep) -> None:
        if step.phase is UploadPhase.QUIET:
            body = {"campaignId": desk.campaign.id, "name": "x", "phoneNumber": mobile(99), "countryCode": "+91"}
            desk.sandbox.api("/campaigns-leads", body)

    outcome = await desk.upload([mobile(1), mobile(2)], on_progress=add_one)
    assert outcome.state is UploadState.UNKNOWN
    if settled is not None:
        await desk.ledger.settle(outcome.upload_id, UploadState(settled), by_hand=True)
    assert outcomes(await desk.rows(outcome.upload_id)) == [RowOutcome(expected)] * 2


# ---------------------------------------------------------------------- undo


async def test_undoing_takes_exactly_the_pending_leads_out(desk: Desk) -> None:
    desk.sandbox.control("options", {"name_leads": True})
    numbers = [mobile(index) for index in range(5)]
    outcome = await desk.upload(numbers)
    await desk.upload([mobile(50)])  # of another upload: stays
    leads = await named_leads(desk.ledger, [outcome.upload_id])
    assert sorted(lead.number for lead in leads) == sorted(f"+91{number}" for number in numbers)
    called = await desk.call_somebody()
    seen: list[tuple[int, Undone]] = []
    result = await undo(
        desk.api,
        desk.singles,
        desk.ledger,
        leads,
        StillClock(),
        on_progress=lambda done, _l, how: seen.append((done, how)),
    )
    assert (result.removed, result.called, result.left, result.problem) == (4, 1, 0, None)
    assert [done for done, _ in seen] == [1, 2, 3, 4, 5]
    there = {number: status for number, status in desk.in_campaign().items() if status != "removed"}
    assert there.keys() == {f"+91{mobile(50)}", called}
    rows = await desk.rows(outcome.upload_id)
    assert outcomes(rows).count(RowOutcome.REMOVED) == 4
    assert [row.number for row in rows.rows if row.outcome is RowOutcome.CALLED] == [called]
    assert await named_leads(desk.ledger, [outcome.upload_id]) == []
    # Whoever was taken out may be sent again, and nobody else.
    assert await desk.ledger.already_sent(desk.campaign.id) == {called, f"+91{mobile(50)}"}
    entry = (await latest(desk.ledger))[0]
    assert (entry.what, entry.rows, entry.upload_id) == (audit.REMOVED, 4, outcome.upload_id)


async def test_undoing_stops_where_an_answer_is_missing_and_can_be_begun_again(desk: Desk) -> None:
    desk.sandbox.control("options", {"name_leads": True})
    outcome = await desk.upload([mobile(index) for index in range(4)])
    leads = await named_leads(desk.ledger, [outcome.upload_id])
    desk.sandbox.control(
        "faults", {"kind": "status", "status": 403, "path": "/campaigns-leads/lead_*", "skip": 2, "times": 1}
    )
    result = await undo(desk.api, desk.singles, desk.ledger, leads, StillClock())
    assert (result.removed, result.left) == (1, 3)
    assert result.problem is not None
    left = await named_leads(desk.ledger, [outcome.upload_id])
    assert len(left) == 3
    assert (await undo(desk.api, desk.singles, desk.ledger, left, StillClock())).removed == 3
    assert set(desk.in_campaign().values()) <= {"removed"}
    assert [entry.rows for entry in await latest(desk.ledger) if entry.what == audit.REMOVED] == [3, 1]


async def test_a_lead_that_is_somebody_elses_is_never_removed(desk: Desk) -> None:
    desk.sandbox.control("options", {"name_leads": True})
    outcome = await desk.upload([mobile(1), mobile(2)])
    one, two = await named_leads(desk.ledger, [outcome.upload_id])
    result = await undo(
        desk.api, desk.singles, desk.ledger, [one._replace(lead_id=two.lead_id), two], StillClock()
    )  # fmt: skip
    assert (result.removed, result.left) == (0, 2)
    assert result.problem is not None
    assert result.problem.params == {"number": one.number}
    assert "removed" not in desk.in_campaign().values()


async def test_undoing_can_be_cancelled_between_two_leads(desk: Desk) -> None:
    desk.sandbox.control("options", {"name_leads": True})
    outcome = await desk.upload([mobile(index) for index in range(4)])
    cancel = asyncio.Event()
    result = await undo(
        desk.api, desk.singles, desk.ledger, await named_leads(desk.ledger, [outcome.upload_id]), StillClock(),
        on_progress=lambda done, _lead, _how: cancel.set() if done == 2 else None, cancel=cancel,
    )  # fmt: skip
    assert (result.removed, result.left) == (2, 2)


async def test_a_single_lead_can_be_undone(desk: Desk) -> None:
    outcome, lead = await desk.singles.add(desk.campaign, NewLead(mobile(1), "IN", "Asha", {}))
    assert lead is not None
    leads = await named_leads(desk.ledger, [outcome.upload_id])
    assert [one.lead_id for one in leads] == [lead.id]
    assert (await undo(desk.api, desk.singles, desk.ledger, leads, StillClock())).removed == 1
    assert outcomes(await desk.rows(outcome.upload_id)) == [RowOutcome.REMOVED]
    assert await desk.ledger.already_sent(desk.campaign.id) == frozenset()


async def test_without_ids_there_is_nothing_to_undo(desk: Desk) -> None:
    outcome = await desk.upload([mobile(1)])
    assert await named_leads(desk.ledger, [outcome.upload_id]) == []


# ---------------------------------------------------------------------- the trail


async def test_the_trail_says_who_what_when_and_how_it_ended_and_names_nobody(desk: Desk) -> None:
    numbers = [mobile(1), "+234 803 123 4567"]
    await desk.upload(numbers)
    await desk.upload([mobile(1), mobile(2)])
    entries = list(reversed(await latest(desk.ledger)))
    assert [entry.what for entry in entries] == ["inflight", "unknown", "refused", "inflight", "confirmed"]
    assert {(entry.who, entry.campaign_id, entry.campaign_name) for entry in entries} == {
        ("Mumbai", desk.campaign.id, "June")
    }
    assert all(len(entry.file_sha256) == 64 for entry in entries)
    path = desk.folder / "trail.csv"
    assert audit.write(path, entries) == 5
    content = await asyncio.to_thread(path.read_text, "utf-8-sig")
    rows = list(csv.DictReader(content.splitlines()))
    assert (rows[-1]["event"], rows[-1]["created"], rows[-1]["rows"], rows[-1]["profile"]) == (
        "confirmed",
        "2",
        "2",
        "Mumbai",
    )
    for text in (mobile(1), mobile(2), "8031234567", "n0", desk.sandbox.key):
        assert text not in content


async def test_the_trail_is_harmless_in_a_spreadsheet(desk: Desk) -> None:
    desk.ledger.who = "=cmd|' /C calc'!A0"
    await desk.upload([mobile(1)])
    path = desk.folder / "trail.csv"
    audit.write(path, await latest(desk.ledger))
    assert ",'=cmd" in await asyncio.to_thread(path.read_text, "utf-8-sig")


async def test_what_is_old_is_forgotten_with_its_reasons_ids_and_trail(desk: Desk) -> None:
    desk.sandbox.control("options", {"name_leads": True})
    await desk.upload([mobile(1), "+234 803 123 4567"])
    outcome = await desk.upload([mobile(1)])
    later = StillClock().time() + 31 * DAY_S
    assert await forget_old_people(desk.ledger, 30, later) == 2
    with contextlib.closing(sqlite3.connect(desk.ledger.path)) as database:
        for table in ("refusal", "lead", "audit", "kept"):
            assert database.execute(f"select count(*) from {table}").fetchone() == (0,), table
    rows = await desk.rows(outcome.upload_id)
    assert (rows.rows, rows.forgotten) == ((), 1)
    assert await desk.ledger.already_sent(desk.campaign.id) == {f"+91{mobile(1)}"}


async def test_an_answer_that_names_leads_of_before_too_leaves_nothing_to_undo(desk: Desk) -> None:
    """Which of them this upload created is not known then, and somebody else's must stay."""
    desk.sandbox.control("options", {"duplicates": "skip", "name_leads": True})
    body = {"campaignId": desk.campaign.id, "name": "x", "phoneNumber": mobile(1), "countryCode": "+91"}
    before = desk.sandbox.api("/campaigns-leads", body)
    api = desk.api

    class _NamesAll:
        async def campaign(self, campaign_id: str, *, look: bool) -> Campaign:
            return await api.campaign(campaign_id, look=look)

        async def upload_leads(self, *args: Any, **options: Any) -> UploadCounts:
            counts = await api.upload_leads(*args, **options)
            named = (*counts.leads, (f"+91{mobile(1)}", before["id"]))
            return UploadCounts(counts.created, counts.skipped, leads=named)

    desk.api = _NamesAll()  # type: ignore[assignment]
    outcome = await desk.upload([mobile(1), mobile(2)])
    assert (outcome.created, outcome.skipped) == (1, 1)
    assert await named_leads(desk.ledger, [outcome.upload_id]) == []
    assert outcomes(await desk.rows(outcome.upload_id)) == [RowOutcome.CREATED_OR_SKIPPED] * 2
