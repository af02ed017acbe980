"""Every fault of the network and of the server, for every question that the console asks.

Each case has a server of its own, so that what it saw can be counted: no change is ever sent twice, whatever happens.
"""

from __future__ import annotations

import asyncio
import re
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from app.api.campaign_dialect import UPLOAD_TIMEOUT_S, CampaignDialect
from app.api.client import Api
from app.api.dialect import CallLogQuery, CampaignChanges, CampaignDraft, LeadChanges, LeadDraft
from app.api.messages import READ_LIMIT_S
from app.api.transport import Transport
from app.campaigns.creating import Creator
from app.campaigns.editing import edit
from app.clock import SystemClock
from app.errors import AppError, AuthError, NetworkError, OddAnswerError, Sent
from app.models import Campaign, UploadFile
from app.quota.governor import QuotaGovernor
from app.sandbox.faults import ANSWER_KINDS, KINDS
from app.sandbox.line_faults import LINE_FAULTS
from app.sandbox.server import SandboxServer
from app.secrets import Secret

pytestmark = pytest.mark.anyio

KEY_ID, KEY_SECRET = "sentinel-key-id", "sentinel-key-secret"
AT_ONCE = 24
SLACK_S = 0.5
MAX_TRIES = 3
BIG = UploadFile(
    name="big.csv",
    content=b"phone_number,note\n" + b"".join(b"98765%05d,%s\n" % (n, b"x" * 1500) for n in range(2_000)),
)
SMALL = UploadFile(name="small.csv", content=b"phone_number\n9876500001\n9876500002\n")

# Faults that end with a time limit; all others are over at once, and their limit is one that nothing may reach.
HANGING = frozenset({"never_reads", "stall_request", "black_hole", "stall_body", "drip", "hang", "hang_after"})
PATIENCE = {True: 0.02, False: 0.25}

# What a read gets once the fault has met its first try; all others are asked again, and answered.
NOT_ASKED_AGAIN: dict[str, type[AppError]] = {
    "early_401_fin": AuthError,
    "early_401_rst": AuthError,
    "unauthorized": AuthError,
    "html": OddAnswerError,
    "wrong_shape": OddAnswerError,
    "bad_json": OddAnswerError,
}
HARMLESS = frozenset({"none", "delay", "no_headers", "twice"})
# The server made the change, whatever it said.
CARRIED_OUT = frozenset({name for name, fault in LINE_FAULTS.items() if fault.stage in ("answer", "copy", "none")}) | {
    *("delay", "drop_after", "cut", "status_after", "hang_after", "no_headers")
}
UNFED_STAGES = ("connection", "head", "whole")

# Whatever would tell of the machinery instead of the matter.
LIBRARY_WORDS = re.compile(
    r"traceback|exception|errno|httpx|httpcore|h11|anyio|msgspec|asyncio|json|socket|ssl|\bNone\b|Error\b|bytes"
    r"|object at|[{}<>\\]|\b0x",
    re.IGNORECASE,
)


class Workplace:
    """One server, one client, and what the change is made to."""

    def __init__(self, sandbox: SandboxServer, api: Api) -> None:
        self.sandbox = sandbox
        self.api = api
        self.campaign_id = ""
        self.lead_id = ""
        self.log_id = ""
        self.draft = CampaignDraft(name="", agent_id="", from_phone_number="")

    async def prepare(self, campaign_status: str) -> None:
        """Find or make what the questions are about."""
        api = self.api
        campaigns = await api.all_campaigns()
        if campaign_status:
            self.campaign_id = next(one.id for one in campaigns if one.status == campaign_status)
        agent = next(agent for agent in await api.agents() if agent.is_published)
        number = next(number for number in await api.phone_numbers() if number.number.startswith("+91"))
        start = datetime.now(UTC) + timedelta(days=1)
        self.draft = CampaignDraft(
            name="Brand new", agent_id=agent.id, from_phone_number=number.number, scheduled_at=start
        )
        if not campaign_status:
            self.campaign_id = (await api.create_campaign(self.draft)).id
            self.draft = CampaignDraft(**{**_members(self.draft), "name": "Newer"})
            lead = LeadDraft(country_code="+91", national_number="9876511111", name="Asha")
            self.lead_id = (await api.add_lead(self.campaign_id, lead)).id
        self.log_id = (await api.call_logs(CallLogQuery(), limit=1)).items[0].id

    def campaign(self) -> dict[str, Any]:
        """As the server has it."""
        return self.sandbox.control.campaign(self.campaign_id)

    def leads(self) -> list[dict[str, Any]]:
        """As the server has them."""
        leads: list[dict[str, Any]] = self.sandbox.control.state(self.campaign_id)["leads"]
        return leads


def _members(draft: CampaignDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__struct_fields__}


Ask = Callable[[Workplace], Awaitable[Any]]


class Endpoint(NamedTuple):
    """A question. For a change: its method, and how often the server's data show it."""

    name: str
    ask: Ask
    method: str = "GET"
    done: Callable[[Workplace], int] | None = None
    is_settled: bool = True  # where no answer comes, looking finds out whether it was carried out
    needs: str = ""  # a campaign in this state instead of one with a lead

    @property
    def is_upload(self) -> bool:
        return self.name.startswith("upload")


def _upload(file: UploadFile) -> tuple[Ask, Callable[[Workplace], int]]:
    rows = file.content.count(b"\n") - 1
    return (lambda w: w.api.upload_leads(w.campaign_id, file)), (lambda w: (len(w.leads()) - 1) // rows)


async def _create(w: Workplace) -> Campaign:
    known = [one["id"] for one in w.sandbox.control.state()["campaigns"]]
    creation = await Creator(w.api, Hasty(), w.draft, known).create()
    if creation.campaign is None:
        assert creation.problem is not None
        raise creation.problem
    return creation.campaign


class Hasty(SystemClock):
    """Waits a twentieth of what it is asked to."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / 20)


def _has_status(status: str) -> Callable[[Workplace], int]:
    return lambda w: int(w.campaign()["status"] == status)


ENDPOINTS = (
    Endpoint("check", lambda w: w.api.check()),
    Endpoint("campaigns", lambda w: w.api.campaigns()),
    Endpoint("campaign", lambda w: w.api.campaign(w.campaign_id)),
    Endpoint("lead", lambda w: w.api.lead(w.lead_id)),
    Endpoint("call logs", lambda w: w.api.call_logs(CallLogQuery())),
    Endpoint("call logs of a campaign", lambda w: w.api.call_logs(CallLogQuery(campaign_id=w.campaign_id))),
    Endpoint("call log", lambda w: w.api.call_log(w.log_id)),
    Endpoint("call log details", lambda w: w.api.call_log_details(w.log_id)),
    Endpoint("call log retries", lambda w: w.api.call_log_retries(w.log_id)),
    Endpoint("agents", lambda w: w.api.agents()),
    Endpoint("phone numbers", lambda w: w.api.phone_numbers()),
    Endpoint("voices", lambda w: w.api.voices()),
    Endpoint("languages", lambda w: w.api.languages()),
    Endpoint("llms", lambda w: w.api.llms()),
    Endpoint("transcribers", lambda w: w.api.transcribers()),
    Endpoint("network groups", lambda w: w.api.network_groups()),
    Endpoint(
        "create campaign",
        lambda w: _create(w),
        "POST",
        lambda w: sum(one["name"] == "Newer" for one in w.sandbox.control.state()["campaigns"]),
        is_settled=False,  # only who knows what was there before can tell
    ),
    Endpoint(
        "update campaign",
        lambda w: edit(w.api, w.campaign_id, CampaignChanges(name="Renamed", max_concurrent_calls=7)),
        "PATCH",
        lambda w: int(w.campaign()["name"] == "Renamed"),
    ),
    *(
        Endpoint(
            action,
            lambda w, action=action: w.api.change_campaign_status(w.campaign_id, action),  # type: ignore[misc]
            "PATCH",
            _has_status(reached),
            needs=before,
        )
        for action, before, reached in (
            ("pause", "running", "paused"),
            ("resume", "paused", "running"),
            ("cancel", "running", "cancelled"),
        )
    ),
    Endpoint(
        "add lead",
        lambda w: w.api.add_lead(w.campaign_id, LeadDraft(country_code="+91", national_number="9876522222")),
        "POST",
        lambda w: sum(lead["phone_number"] == "+919876522222" for lead in w.leads()),
        is_settled=False,  # no list of leads to look at
    ),
    Endpoint(
        "update lead",
        lambda w: w.api.update_lead(w.lead_id, LeadChanges(name="Other", variables={"city": "Pune"})),
        "PATCH",
        lambda w: sum(lead["name"] == "Other" for lead in w.leads()),
    ),
    Endpoint(
        "remove lead",
        lambda w: w.api.remove_lead(w.lead_id),
        "DELETE",
        lambda w: sum(lead["status"] == "removed" for lead in w.leads()),
    ),
    *(
        Endpoint(name, _upload(file)[0], "POST", _upload(file)[1], is_settled=False)
        for name, file in (("upload", SMALL), ("upload of 3 MB", BIG))
    ),
)


class Outcome(NamedTuple):
    """What became of one question."""

    value: Any
    error: AppError | None
    took_s: float


class Bench:
    """Runs one case."""

    def __init__(self, endpoint: Endpoint, kind: str, counts: Counter[str]) -> None:
        self.endpoint = endpoint
        self.kind = kind
        self.counts = counts
        is_hanging = kind in HANGING
        self.patience = PATIENCE[is_hanging]
        self.limit_s = (UPLOAD_TIMEOUT_S if endpoint.is_upload else READ_LIMIT_S) * self.patience

    async def run(self) -> None:
        """All that has to hold."""
        async with SandboxServer(
            dialler_frozen=True, limit=100_000, call_logs=12, keys=[f"{KEY_ID}:{KEY_SECRET}"]
        ) as sandbox:
            calm = self._api(sandbox, 1.0)
            workplace = Workplace(sandbox, calm)
            await workplace.prepare(self.endpoint.needs)
            workplace.api = self._api(sandbox, self.patience)
            try:
                if self.endpoint.done is None:
                    await self._read(workplace)
                else:
                    await self._change(workplace, self.endpoint.done)
                self._look_for_the_key(workplace)
            finally:
                for api in (calm, workplace.api):
                    await api.aclose()
            assert sandbox.control.failures == []

    def _api(self, sandbox: SandboxServer, patience: float) -> Api:
        clock = SystemClock()
        transport = Transport(sandbox.url, Secret(f"{KEY_ID}:{KEY_SECRET}"))
        governor = QuotaGovernor(clock)
        return Api(transport, governor, CampaignDialect(), clock, profile_id="profile", patience=patience)

    # --- the two sorts of questions

    async def _read(self, workplace: Workplace) -> None:
        """The fault once: the answer all the same. The fault for good: an error, after few tries."""
        self._order(workplace, times=1)
        outcome = await self._ask(workplace)
        expected = NOT_ASKED_AGAIN.get(self.kind)
        if self.kind == "refused":
            assert isinstance(outcome.error, NetworkError)
        elif expected is not None:
            assert type(outcome.error) is expected
        else:
            assert outcome.error is None, outcome.error
        await self._calm_down(workplace)

        # Without what the first answer left behind: "unchanged" has no body that could be cut.
        await workplace.api.aclose()
        workplace.api = self._api(workplace.sandbox, self.patience)
        before = self._arrivals(workplace)
        self._order(workplace, times=0)
        outcome = await self._ask(workplace)
        tries = self._arrivals(workplace) - before
        if self.kind in HARMLESS or self.kind == "rate_limit":  # which is waited out
            assert outcome.error is None
        else:
            assert outcome.error is not None
            assert tries <= (MAX_TRIES if expected is None else 1)
            if expected is None and self.kind not in HANGING and self.kind != "refused":
                assert tries == MAX_TRIES
        await self._calm_down(workplace)
        assert (await self._ask(workplace)).error is None

    async def _change(self, workplace: Workplace, done: Callable[[Workplace], int]) -> None:
        """The fault once: sent at most once, and what is said of it is true."""
        is_carried_out = self.kind in CARRIED_OUT or self.kind == "rate_limit"  # which is waited out
        # Reset before a byte of it left: the one case in which a change is sent again.
        may_be_repeated = self.kind in ("accept_fin", "accept_rst") and not self.endpoint.is_upload
        self._order(workplace, times=1)
        outcome = await self._ask(workplace)
        sends = self._sends(workplace)
        expected = 2 if self.kind == "twice" and self.endpoint.name in _DOUBLING else int(is_carried_out)
        await workplace.sandbox.control.until(lambda: done(workplace) >= expected, 5)
        carried_out = done(workplace)
        assert carried_out == expected or (may_be_repeated and carried_out == 1), f"carried out {carried_out} times"
        assert sends <= (2 if self.kind in ("rate_limit", "twice") or may_be_repeated else 1), f"sent {sends} times"
        if may_be_repeated and sends == 2:
            assert workplace.api.request_log.entries[0].status == "not sent"
        if outcome.error is None and self.endpoint.needs:
            assert outcome.value.status == workplace.campaign()["status"]  # what the server says, not what was asked
        elif outcome.error is None:
            assert carried_out, "said to be done, and is not"
        elif is_carried_out:
            assert not self.endpoint.is_settled, f"done, and not seen: {outcome.error}"
            assert not isinstance(outcome.error, NetworkError) or outcome.error.sent is not Sent.NOTHING
        self.counts["settled"] += outcome.error is None and self.kind not in HARMLESS and bool(carried_out)
        if self.kind == "refused":
            assert isinstance(outcome.error, NetworkError)
            assert outcome.error.sent is Sent.NOTHING
        await self._calm_down(workplace)
        if not carried_out:
            assert (await self._ask(workplace)).error is None
            assert done(workplace) == 1

    # --- parts of it

    def _order(self, workplace: Workplace, times: int) -> None:
        control = workplace.sandbox.control
        if self.kind == "refused":
            control.order("refused", for_s=600)
        elif self.kind == "rate_limit":
            control.order("rate_limit", times=1, retry_after_s=0.05)
        else:
            control.order(self.kind, times=times)

    async def _ask(self, workplace: Workplace) -> Outcome:
        started = time.perf_counter()
        value, error = None, None
        try:
            async with asyncio.timeout(self.limit_s + 10):
                value = await self.endpoint.ask(workplace)
        except AppError as problem:
            error = problem
        took_s = time.perf_counter() - started
        assert took_s <= self.limit_s + SLACK_S, f"took {took_s:.2f} s of {self.limit_s:.2f}"
        self.counts["questions"] += 1
        if error is not None:
            self.counts[type(error).__name__] += 1
            _judge(error)
        return Outcome(value, error, took_s)

    async def _calm_down(self, workplace: Workplace) -> None:
        """No more faults; and the very next request has to work."""
        workplace.sandbox.control.clear_faults()
        started = time.perf_counter()
        await workplace.api.check()
        assert time.perf_counter() - started < 5
        assert workplace.api.connection == "connected"

    def _arrivals(self, workplace: Workplace) -> int:
        """Requests and connections that reached the server or died on the way."""
        met = workplace.sandbox.control.faults_met
        return workplace.sandbox.control.request_count + sum(self._is_unfed(one.kind, one.method) for one in met)

    def _sends(self, workplace: Workplace) -> int:
        """How often the change itself was sent, connections included that died before they could say what for."""
        control = workplace.sandbox.control
        calm = 0 if self.endpoint.needs else 1  # the preparation's own change of this sort
        prepared = {"create campaign": calm, "add lead": calm}.get(self.endpoint.name, 0)
        paths = _PATHS[self.endpoint.name]
        seen = sum(
            one.method == self.endpoint.method and bool(paths.fullmatch(one.path.removeprefix("/v1")))
            for one in control.requests()
        )
        met = control.faults_met
        unfed = sum(
            self._is_unfed(one.kind, one.method) and one.method in ("", self.endpoint.method) and one.kind != "refused"
            for one in met
        )
        return seen - prepared + unfed

    def _is_unfed(self, kind: str, method: str) -> bool:
        stage = LINE_FAULTS[kind].stage
        return stage in UNFED_STAGES or (stage == "request" and method in ("GET", "DELETE"))

    def _look_for_the_key(self, workplace: Workplace) -> None:
        said = repr(workplace.api.request_log.entries)
        assert KEY_ID not in said
        assert KEY_SECRET not in said


_DOUBLING = frozenset({"create campaign", "add lead", "upload", "upload of 3 MB"})
_PATHS = {
    "create campaign": re.compile("/campaigns"),
    "update campaign": re.compile("/campaigns/[^/]+"),
    **{action: re.compile("/campaigns/[^/]+(/status)?") for action in ("pause", "resume", "cancel")},
    "add lead": re.compile("/campaigns-leads"),
    "update lead": re.compile("/campaigns-leads/[^/]+"),
    "remove lead": re.compile("/campaigns-leads/[^/]+"),
    **{name: re.compile("/campaigns-leads/upload-file/[^/]+") for name in ("upload", "upload of 3 MB")},
}


def _judge(error: AppError) -> None:
    """One or two plain sentences, and nothing of the key in anything that can be printed."""
    said = error.user_message
    assert 10 < len(said) < 300
    assert 1 <= len(re.findall(r"[.!?](?=\s|$)", said)) <= 2 or ": " in said, said
    assert said[0].isupper() or said.startswith("127.0.0.1"), said
    assert "\n" not in said
    assert not LIBRARY_WORDS.search(said), said
    everything = "".join(traceback.format_exception(error)) + repr(error) + repr(error.params)
    assert KEY_ID not in everything
    assert KEY_SECRET not in everything


@pytest.mark.timeout(180)
async def test_every_fault_for_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    failures: list[str] = []
    places = asyncio.Semaphore(AT_ONCE)

    async def one(endpoint: Endpoint, kind: str) -> None:
        async with places:
            try:
                await Bench(endpoint, kind, counts).run()
            except (AssertionError, AppError, TimeoutError) as problem:
                failures.append(f"{endpoint.name} / {kind}: {type(problem).__name__} {problem}"[:400])

    # What waits for its limit goes first, so that the quick ones fill the time.
    kinds = sorted(KINDS, key=lambda kind: kind not in HANGING)
    started = time.perf_counter()
    await asyncio.gather(*(one(endpoint, kind) for kind in kinds for endpoint in ENDPOINTS))
    took_s = time.perf_counter() - started
    cases = len(ENDPOINTS) * len(KINDS)
    by_kind = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if name.endswith("Error"))
    with capsys.disabled():
        print(
            f"\nfault table: {len(ENDPOINTS)} endpoints x {len(LINE_FAULTS)} faults of the line and"
            f" {len(ANSWER_KINDS)} of the answer = {cases} cases, {cases - len(failures)} green, {took_s:.0f} s;"
            f" {counts['questions']} questions under a fault or right after; {by_kind};"
            f" {counts['settled']} changes found out by looking"
        )
    assert not failures, "\n".join(failures)
