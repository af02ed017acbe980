"""The workspace: everything behind the API, in memory.

Owns: the collections, adding to them, finding in them. Leaves to others: invented contents (`seed.py`), movement
(`dialler.py`), rules of the routes (`routes_*.py`).

All of it lives on the server's event loop; nothing here is called from another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app.sandbox.auth import KeyRing
from app.sandbox.clock import SandboxClock
from app.sandbox.errors import not_found
from app.sandbox.options import Options
from app.sandbox.records import Agent, CallerNumber, CallLog, Campaign, Lead, Webhook, index_of, opaque_id


@dataclass(frozen=True)
class Upload:
    """A file that was stored."""

    campaign_id: str
    file_name: str
    size_bytes: int
    at_ms: int
    created: int
    skipped: int


@dataclass(frozen=True)
class CallFilter:
    """What `GET /call-logs` can ask for. Instants in ms, `until_ms` exclusive; durations in seconds, inclusive."""

    agent_id: str = ""
    campaign_id: str = ""
    status: str = ""
    sentiment: str = ""
    from_ms: int | None = None
    until_ms: int | None = None
    duration_min: float | None = None
    duration_max: float | None = None
    oldest_first: bool = False
    by_duration: str = ""  # "asc" or "desc"


class Workspace:
    """One organization's data.

    Attributes:
        calls: All call logs, oldest first; a call's `index` is its place here.
        started_ms: The instant that all invented data is relative to.
        leads: All leads ever, removed ones included; a lead's `index` is its place here.
        version: Grows with every change to a call log.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.clock = SandboxClock(options.now)
        self.started_ms = self.clock.now_ms() if options.now is None else int(options.now * 1000)
        self.keys = KeyRing(options.keys, self.started_ms)
        self.agents: dict[str, Agent] = {}
        self.numbers: dict[str, CallerNumber] = {}
        self.campaigns: dict[str, Campaign] = {}
        self.leads: list[Lead] = []
        self.calls: list[CallLog] = []
        self.webhooks: dict[str, Webhook] = {}
        self.uploads: list[Upload] = []
        self.version = 0
        self.changed: Callable[[], None] = lambda: None
        self._created = 0
        self._found: dict[CallFilter, tuple[int, Sequence[CallLog]]] = {}

    def new_id(self, prefix: str) -> str:
        """An id for something that is not kept by index."""
        self._created += 1
        return opaque_id(prefix, 1_000_000 + self._created)

    def campaign(self, identifier: str) -> Campaign:
        """Raises 404 for an unknown id."""
        try:
            return self.campaigns[identifier]
        except KeyError:
            raise not_found("Campaign") from None

    def agent(self, identifier: str) -> Agent:
        """Raises 404 for an unknown id."""
        try:
            return self.agents[identifier]
        except KeyError:
            raise not_found("Agent") from None

    def lead(self, identifier: str) -> Lead:
        """Raises 404 for an unknown id and for a removed lead."""
        index = index_of(identifier) if identifier.startswith("lead_") else -1
        if not 0 <= index < len(self.leads) or self.leads[index].status == "removed":
            raise not_found("Lead")
        return self.leads[index]

    def call(self, identifier: str) -> CallLog:
        """By `log_...` or `call_...`, which the documentation mixes. Raises 404 for an unknown id."""
        index = index_of(identifier) if identifier.startswith(("log_", "call_")) else -1
        if not 0 <= index < len(self.calls):
            raise not_found("Call log")
        return self.calls[index]

    def caller_number(self, number: str) -> CallerNumber | None:
        """The workspace's number in E.164, if it has it."""
        return next((one for one in self.numbers.values() if one.number == number), None)

    def add_lead(
        self, campaign: Campaign, number: str, name: str, variables: dict[str, Any], *, source: str, remark: str = ""
    ) -> Lead:
        """Put one lead into a campaign's queue."""
        lead = Lead(len(self.leads), campaign, self.clock.now_ms(), source, number)
        lead.name = name
        lead.variables = variables
        lead.remark = remark
        self.leads.append(lead)
        campaign.pending.append(lead)
        campaign.total += 1
        return lead

    def invent_lead(self, campaign: Campaign, created_ms: int) -> Lead:
        """A seeded lead, not queued anywhere."""
        lead = Lead(len(self.leads), campaign, created_ms)
        self.leads.append(lead)
        return lead

    def add_call(self, call: CallLog) -> None:
        """Append a call that begins now."""
        call.index = len(self.calls)
        self.calls.append(call)
        if call.campaign is not None:
            call.campaign.calls.append(call)
        if call.lead is not None:
            call.lead.calls.append(call)
        self.touch()

    def touch(self) -> None:
        """Note that a call log changed."""
        self.version += 1
        self.changed()

    def find_calls(self, wanted: CallFilter) -> Sequence[CallLog]:
        """The matching calls in the order asked for, newest first unless asked otherwise; kept until a call changes."""
        kept = self._found.get(wanted)
        if kept is not None and kept[0] == self.version:
            return kept[1]
        if len(self._found) > 32:
            self._found.clear()
        found = _ordered(self._matching(wanted), wanted)
        self._found[wanted] = (self.version, found)
        return found

    def _matching(self, wanted: CallFilter) -> list[CallLog]:
        calls = self.calls
        if wanted.campaign_id:
            campaign = self.campaigns.get(wanted.campaign_id)
            calls = campaign.calls if campaign else []
        if wanted.agent_id:
            calls = [call for call in calls if call.agent.id == wanted.agent_id]
        if wanted.status == "voicemail":  # only the prose has it
            calls = [call for call in calls if call.end_reason == "voicemail_detected"]
        elif wanted.status:
            calls = [call for call in calls if call.status == wanted.status]
        if wanted.sentiment:
            calls = [call for call in calls if call.sentiment == wanted.sentiment]
        if wanted.from_ms is not None:
            calls = [call for call in calls if call.created_ms >= wanted.from_ms]
        if wanted.until_ms is not None:
            calls = [call for call in calls if call.created_ms < wanted.until_ms]
        if wanted.duration_min is not None:
            calls = [call for call in calls if call.duration_s >= wanted.duration_min]
        if wanted.duration_max is not None:
            calls = [call for call in calls if call.duration_s <= wanted.duration_max]
        return calls


def _ordered(calls: list[CallLog], wanted: CallFilter) -> list[CallLog]:
    ordered = calls[:] if wanted.oldest_first else calls[::-1]
    if wanted.by_duration:
        # Zero or empty durations come after real ones in both directions (API page "call-logs/list").
        sign = 1 if wanted.by_duration == "asc" else -1
        ordered.sort(key=lambda call: (call.duration_s == 0, sign * call.duration_s))
    return ordered


def day_start_ms(text: str) -> int | None:
    """The start of a UTC day `YYYY-MM-DD`, or an ISO instant, in ms; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp() * 1000)


def day_end_ms(text: str) -> int | None:
    """The end, exclusive, of a UTC day or of an ISO instant, in ms; None for anything else. Days are inclusive."""
    start = day_start_ms(text)
    if start is None:
        return None
    return start + (int(timedelta(days=1).total_seconds() * 1000) if len(text) == 10 else 1)
