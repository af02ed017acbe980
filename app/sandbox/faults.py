"""Faults for the next requests, as tests order them.

Owns: what a fault is and which request it meets. Leaves to others: carrying it out (`gate.py`).
"""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass, fields
from typing import Any, Final

KINDS: Final = {
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
    return Fault(**order)


class FaultPlan:
    """The orders not yet used up, first ordered first met."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    @property
    def waiting(self) -> list[Fault]:
        """What is left."""
        return list(self._waiting)

    def add(self, fault: Fault) -> None:
        """Order one more."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all orders."""
        self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault this request meets, used up by one."""
        for fault in self._waiting:
            if not fault.matches(method, path):
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
