"""The data behind the API.

Owns: the shapes of campaigns, leads, calls, agents, numbers. Instants are milliseconds of Unix time, durations seconds.
Leaves to others: their spelling in JSON (`spelling.py`), who creates and moves them (`seed.py`, `dialler.py`).

Leads and calls exist by the hundred thousand, so they are slotted, and what can be worked out from an index is worked
out when it is asked for.
"""

from __future__ import annotations

import random
import zlib
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from app.sandbox import people

FINAL_CAMPAIGN: Final = frozenset({"completed", "cancelled"})
FINAL_CALL: Final = frozenset(
    {"completed", "did_not_pick", "busy", "no_answer", "failed", "cancelled", "retry_expired"}
)

_MASK: Final = (1 << 48) - 1
_FACTOR: Final = 0x9E3779B97F4B
_INVERSE: Final = pow(_FACTOR, -1, 1 << 48)


def opaque_id(prefix: str, index: int) -> str:
    """An id that looks random, stands for `index`, and needs no table to find it again."""
    return f"{prefix}_{(index + _offset(prefix)) * _FACTOR & _MASK:012x}"


def index_of(identifier: str) -> int:
    """The index an id of `opaque_id` stands for; -1 for any other text."""
    prefix, _, digits = identifier.rpartition("_")
    if len(digits) != 12:
        return -1
    try:
        return (int(digits, 16) * _INVERSE & _MASK) - _offset(prefix)
    except ValueError:
        return -1


@cache
def _offset(prefix: str) -> int:
    return zlib.crc32(prefix.encode())


@dataclass
class Agent:
    """A voice agent. `topic` and `language` choose what is said in its calls."""

    id: str
    title: str
    version: int
    published: bool
    topic: str
    language: str  # "en", "hi" or "hinglish"
    number_id: str | None
    voice_id: str
    variables: dict[str, str]
    folder_id: str | None
    created_ms: int
    updated_ms: int


@dataclass
class CallerNumber:
    """A number of the workspace."""

    id: str
    number: str
    label: str
    country_code: str  # with "+"
    region: str  # two letters
    kind: str
    provider: str  # "sip" skips the destination checks
    status: str
    agent_id: str | None
    created_ms: int


class Lead:
    """Somebody to call. Seeded leads work out number, name and variables from `index`."""

    __slots__ = (
        "_name",
        "_number",
        "_variables",
        "calls",
        "campaign",
        "created_ms",
        "index",
        "remark",
        "source",
        "status",
    )

    def __init__(self, index: int, campaign: Campaign, created_ms: int, source: str = "seed", number: str = "") -> None:
        self.index = index
        self.campaign = campaign
        self.created_ms = created_ms
        self.source = source
        self.status = "pending"
        self.remark = ""
        self.calls: list[CallLog] = []
        self._number = number
        self._name: str | None = None if source == "seed" else ""
        self._variables: dict[str, Any] | None = None if source == "seed" else {}

    @property
    def id(self) -> str:
        """`lead_...`."""
        return opaque_id("lead", self.index)

    @property
    def number(self) -> str:
        """E.164."""
        if not self._number:
            self._number = people.number(self.index)
        return self._number

    @number.setter
    def number(self, value: str) -> None:
        self._number = value

    @property
    def name(self) -> str:
        """Possibly empty."""
        if self._name is None:
            self._name = people.name(self.index)
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = value

    @property
    def variables(self) -> dict[str, Any]:
        """What fills the placeholders of the agent's prompt."""
        if self._variables is None:
            self._variables = people.variables(self.index, self.campaign.created_ms)
        return self._variables

    @variables.setter
    def variables(self, value: dict[str, Any]) -> None:
        self._variables = value


class CallLog:
    """One call attempt, or a call in the making."""

    __slots__ = (
        "_to_number",
        "agent",
        "attempt",
        "campaign",
        "created_ms",
        "duration_s",
        "end_reason",
        "from_number",
        "index",
        "lead",
        "metadata",
        "rendered",
        "ring_s",
        "sentiment",
        "status",
    )

    def __init__(
        self,
        *,
        agent: Agent,
        from_number: str,
        created_ms: int,
        campaign: Campaign | None = None,
        lead: Lead | None = None,
        attempt: int = 1,
        to_number: str = "",
        metadata: dict[str, Any] | None = None,
    ) -> None:
        self.index = -1
        self.agent = agent
        self.campaign = campaign
        self.lead = lead
        self.attempt = attempt
        self.from_number = from_number
        self.created_ms = created_ms
        self.status = "created"
        self.sentiment = "unknown"
        self.duration_s = 0
        self.ring_s = 0
        self.end_reason = ""
        self.metadata = metadata
        self.rendered: tuple[str, bytes] | None = None
        self._to_number = to_number

    @property
    def id(self) -> str:
        """`log_...`."""
        return opaque_id("log", self.index)

    @property
    def call_id(self) -> str:
        """`call_...`, the other name of the same call."""
        return opaque_id("call", self.index)

    @property
    def to_number(self) -> str:
        """E.164."""
        return self.lead.number if self.lead is not None else self._to_number

    def dice(self, purpose: str) -> random.Random:
        """Chance that is the same every time for this call and purpose."""
        return random.Random(f"{purpose}:{self.index}:{self.created_ms}")


@dataclass(eq=False)
class Campaign:
    """A campaign and its queue.

    Attributes:
        pending: Leads waiting for their first call; may hold removed ones, which are passed over.
        retries: `(due, number, lead)` on the dialler's clock, a heap.
        calls: Its call logs, oldest first.
        active: Calls under way.
        total, completed: Leads, and leads with a final outcome.
        dial_at: When the dialler will look for the next lead, on its clock; None when nothing is planned.
    """

    id: str
    name: str
    agent: Agent
    from_number: str
    status: str
    max_concurrent: int
    max_retries: int
    retry_interval_min: float
    created_ms: int
    scheduled_ms: int | None = None
    pending: deque[Lead] = field(default_factory=deque)
    retries: list[tuple[float, int, Lead]] = field(default_factory=list)
    calls: list[CallLog] = field(default_factory=list)
    active: int = 0
    total: int = 0
    completed: int = 0
    dial_at: float | None = None


@dataclass
class Webhook:
    """A subscription. The sandbox keeps it and delivers nothing."""

    id: str
    url: str
    events: list[str]
    secret: str
    is_active: bool
    created_ms: int
