"""The record of every request that reached the API.

Owns: what is kept of a request; never a body, a header or a key. Leaves to others: filling it in (`gate.py`).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

_KEPT: Final = 200_000


@dataclass(slots=True)
class Seen:
    """One request.

    Attributes:
        number: From 1, in order of arrival.
        at: Unix time of arrival.
        monotonic: The same instant on the system's monotonic clock, which all processes of a machine share.
        key: The id part of a known key; empty for a missing or unknown one.
        method, path, query: As received; the path starts with `/v1`, or is that of a recording.
        route: The route's pattern, for instance `/campaigns/{id}`; empty when none was reached.
        status: Of the answer; None as long as there is none, for good when the connection was dropped.
        remaining: What the limit left after this request.
        fault: The kind of the fault it met.
        answered_after_s: From arrival to the end of the answer.
    """

    number: int
    at: float
    monotonic: float
    key: str
    method: str
    path: str
    query: str
    route: str = ""
    status: int | None = None
    remaining: int | None = None
    fault: str = ""
    answered_after_s: float | None = None


class RequestRecord:
    """All requests seen, oldest first."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=_KEPT)
        self._count = 0

    def add(self, *, at: float, monotonic: float, key: str, method: str, path: str, query: str) -> Seen:
        """Note an arrival."""
        self._count += 1
        seen = Seen(self._count, at, monotonic, key, method, path, query)
        self._seen.append(seen)
        return seen

    def all(self, after: int = 0) -> list[Seen]:
        """Those with a number above `after`."""
        return [seen for seen in self._seen if seen.number > after]

    @property
    def count(self) -> int:
        """How many arrived since the start."""
        return self._count
