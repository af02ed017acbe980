"""Faults for the next requests, as tests order them.

Owns: what a fault is and which request it meets. Leaves to others: carrying it out (`gate.py` those that are answers,
`line.py` those below HTTP).
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Final, NamedTuple

from app.sandbox.line_faults import LINE_FAULTS

ANSWER_KINDS: Final = {
    "delay": "answered in full, only late (`delay_s` before it is carried out, `late_s` after)",
    "drop_early": "the connection is closed when the head of the request is in, the body unread",
    "drop_before": "the whole request is read, the connection closed, nothing carried out",
    "drop_after": "carried out, the connection closed without an answer",
    "cut": "carried out, the connection closed in the middle of the answer's body",
    "status": "`status` (default 503) instead of carrying it out",
    "status_after": "carried out, and `status` (default 503) answered all the same",
    "rate_limit": "429 with `retry_after_s` (default 1), not carried out",
    "unauthorized": "401 as for an expired key, not carried out",
    "html": "`status` (default 200) and a page of HTML, not carried out",
    "wrong_shape": "200 and JSON of another shape, not carried out",
    "bad_json": "200 and broken JSON, not carried out",
    "hang": "the whole request is read, no answer ever, not carried out",
    "hang_after": "carried out, no answer ever",
    "no_headers": "carried out and answered without any rate limit header",
}
KINDS: Final = {**ANSWER_KINDS, **{name: fault.text for name, fault in LINE_FAULTS.items()}}

_EVERYWHERE: Final = ("*", "*")


class FaultError(ValueError):
    """An order for a fault that cannot be understood."""


@dataclass
class Fault:
    """One order.

    Attributes:
        kind: One of `KINDS`.
        method: HTTP method, or `*`.
        path: Pattern with `*` for the path after `/v1`, for instance `/campaigns-leads/upload-file/*`.
        times: How many matching requests it meets; 0 means all of them.
        skip: Matching requests let through before.
        delay_s: Waited before the request is carried out or refused, after its body was read.
        late_s: Waited between carrying it out and the answer.
        status: For the kinds that answer with one of choice.
        retry_after_s: For `rate_limit`.
        body: Overrides the body that `html`, `wrong_shape`, `bad_json` answer with.
        for_s: For `refused`, which begins with the order and meets whoever comes.
    """

    kind: str
    method: str = "*"
    path: str = "*"
    times: int = 1
    skip: int = 0
    delay_s: float = 0.0
    late_s: float = 0.0
    status: int = 0
    retry_after_s: float = 1.0
    body: str = ""
    for_s: float = 1.0

    def matches(self, method: str, path: str) -> bool:
        """Whether the order is for this request."""
        return self.method.upper() in ("*", method) and fnmatch.fnmatchcase(path, self.path)


def read_fault(order: dict[str, Any]) -> Fault:
    """A fault from JSON.

    Raises:
        FaultError: An unknown kind or member.
    """
    known = {one.name for one in fields(Fault)}
    if unknown := set(order) - known:
        raise FaultError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")
    if order.get("kind") not in KINDS:
        raise FaultError(f"kind must be one of {', '.join(KINDS)}")
    fault = Fault(**order)
    if fault.kind == "refused" and (fault.method, fault.path) != _EVERYWHERE:
        raise FaultError("refused meets connections: nobody knows what they would ask for")
    return fault


class Met(NamedTuple):
    """A fault that was carried out below HTTP. Method and path are empty where a connection met it."""

    kind: str
    method: str
    path: str


class FaultPlan:
    """The orders not yet used up, first ordered first met.

    Attributes:
        met: What became of those below HTTP, which the record of requests may know nothing of.
        refuse: Called with the seconds for which nothing is to listen; 0 ends it. Set by the server.
        start_copy: Called with a request to be sent a second time and the server's address. Set by the server.
    """

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.met: list[Met] = []
        self.refuse: Callable[[float], None] = lambda _: None
        self.start_copy: Callable[[bytes, tuple[Any, ...]], None] = lambda _request, _address: None

    @property
    def waiting(self) -> list[Fault]:
        """What is left."""
        return list(self._waiting)

    def add(self, fault: Fault) -> None:
        """Order one more."""
        if fault.kind == "refused":
            self.met.append(Met(fault.kind, "", ""))
            self.refuse(fault.for_s)
        else:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all orders."""
        self._waiting.clear()
        self.refuse(0)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault this request is answered with, used up by one."""
        return self._take(lambda fault: fault.kind in ANSWER_KINDS and fault.matches(method, path))

    def take_line(self, method: str, path: str) -> str | None:
        """The kind of the fault that the line has for this request, used up by one."""
        fault = self._take(lambda fault: fault.kind in LINE_FAULTS and fault.matches(method, path))
        if fault is None:
            return None
        self.met.append(Met(fault.kind, method, path))
        return fault.kind

    def take_connection(self) -> str | None:
        """The kind of the fault that a new connection meets: one that needs no request and was ordered for all."""
        fault = self._take(
            lambda fault: (
                fault.kind in LINE_FAULTS
                and LINE_FAULTS[fault.kind].stage == "connection"
                and (fault.method, fault.path) == _EVERYWHERE
            )
        )
        if fault is None:
            return None
        self.met.append(Met(fault.kind, "", ""))
        return fault.kind

    def _take(self, is_meant: Callable[[Fault], bool]) -> Fault | None:
        for fault in self._waiting:
            if not is_meant(fault):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.times == 1:
                self._waiting.remove(fault)
            elif fault.times > 1:
                fault.times -= 1
            return fault
        return None
