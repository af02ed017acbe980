"""What the sandbox can be told, at its start and while it runs.

Owns: the options, their defaults and their checks. Leaves to others: reading the command line (`__main__.py`) and
changing options at run time (`control.py`): every part reads the one `Options` object at each request.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Any, Final

from app.sandbox.faults import FaultError, read_fault
from app.sandbox.hostile import KINDS as HOSTILE

DEMO_KEY: Final = "demo-key-0001:demo-secret-0001"
PERMISSIONS: Final = (
    "calls:read",
    "calls:write",
    "agents:read",
    "agents:write",
    "phone_numbers:read",
    "phone_numbers:write",
    "analytics:read",
    "billing:read",
)
RESET_STYLES: Final = ("unix", "seconds")
SPELLINGS: Final = ("sample", "prose", "mixed")
STATUS_FORMS: Final = ("both", "action", "patch", "none")
DUPLICATES: Final = ("accept", "skip", "reject")


class OptionError(ValueError):
    """An option that makes no sense; the text says which and why."""


@dataclass
class Options:
    """Everything adjustable. Those marked * may be changed while the server runs.

    Attributes:
        host: A loopback address.
        port: 0 lets the system choose.
        keys: Accepted keys, each `id:secret`, optionally followed by a blank and permissions joined by `+`
            (`id:secret calls:read+agents:read`); without permissions a key has full access.
        limit: * Requests a key may send in one window.
        window_s: * Length of the window in seconds.
        reset_style: * `X-RateLimit-Reset` as a Unix time (documented) or as seconds left (observed).
        retry_after: * Whether a 429 carries `Retry-After`.
        bare_429: * A 429 without any `X-RateLimit-*` header, as common server frameworks answer.
        spelling: * Field names of the pages' samples, of their prose, or changing from record to record.
        lean: * Leave out what the example of the chosen spelling leaves out, for instance a campaign's counters.
        status_form: * Which ways of changing a campaign's status work: `action` is `PATCH .../status`, `patch` is
            `PATCH /campaigns/{id}` with a status (ignored silently where it is not on).
        status_refusal: * 404 or 405, for the status route when it is off.
        duplicates: * What becomes of an uploaded number that the campaign already has.
        name_leads: * Whether the answer to an upload names the ids of its leads by number, as one to a workflow does.
        latency_ms: * Added to every answer.
        seed: Of all invented data.
        now: Unix time at which the data starts; None is the present. The clock runs on from there.
        speed: * How much faster than life the dialler works. Time stamps stay in real time.
        call_logs: Call logs invented at the start.
        dialler_frozen: * Whether the dialler stands still.
        concurrency: * Calls the workspace may have at once.
        hostile: * What every field of an answer is filled with (`hostile.py`); empty: with the truth.
        chaos: Orders for faults that stand from the start (`faults.py`).
    """

    host: str = "127.0.0.1"
    port: int = 0
    keys: list[str] = field(default_factory=list)
    limit: int = 60
    window_s: float = 60.0
    reset_style: str = "unix"
    retry_after: bool = True
    bare_429: bool = False
    spelling: str = "sample"
    lean: bool = False
    status_form: str = "both"
    status_refusal: int = 404
    duplicates: str = "accept"
    name_leads: bool = False
    latency_ms: float = 0.0
    seed: int = 7
    now: float | None = None
    speed: float = 1.0
    call_logs: int = 5000
    dialler_frozen: bool = False
    concurrency: int = 100
    hostile: str = ""
    chaos: list[dict[str, Any]] = field(default_factory=list)

    def check(self) -> None:
        """Raise `OptionError` for the first option that makes no sense."""
        if self.host != "localhost":
            try:
                loopback = ipaddress.ip_address(self.host).is_loopback
            except ValueError:
                loopback = False
            if not loopback:
                raise OptionError(f"host must be a loopback address, not {self.host}")
        for name, allowed in (
            ("reset_style", RESET_STYLES),
            ("spelling", SPELLINGS),
            ("status_form", STATUS_FORMS),
            ("duplicates", DUPLICATES),
            ("status_refusal", (404, 405)),
            ("hostile", ("", *HOSTILE)),
        ):
            if getattr(self, name) not in allowed:
                raise OptionError(f"{name} must be one of {', '.join(map(str, allowed))}")
        for name, least in (("limit", 1), ("call_logs", 0), ("latency_ms", 0), ("concurrency", 1), ("port", 0)):
            if getattr(self, name) < least:
                raise OptionError(f"{name} must be at least {least}")
        for order in self.chaos:
            try:
                read_fault(order)
            except (FaultError, TypeError, AttributeError) as problem:
                raise OptionError(f"chaos: {problem}") from problem
        for name in ("window_s", "speed"):
            if not 0 < getattr(self, name) < 1e9:
                raise OptionError(f"{name} must be more than 0")
