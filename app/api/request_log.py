"""The last requests of this run, for showing.

Owns: a bounded list of what was sent when, for whom, and how it ended; no key, no body, phone numbers masked.
Leaves to others: the window that shows it, and the history by minute.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from app.listeners import Listeners
from app.log import redact
from app.quota.headers import QuotaReading
from app.quota.priorities import Activity, Priority

MAX_ENTRIES = 2000


class LoggedRequest(NamedTuple):
    """One request that was sent (or could not be)."""

    at: float  # Unix time at which its turn came
    priority: Priority
    activity: Activity
    method: str
    path: str  # with the query; numbers masked
    status: int | str  # HTTP status, or a word: "offline", "timeout", "odd answer", "cancelled"
    waited_s: float  # for its turn
    took_ms: float  # on the network
    remaining_after: int | None  # of the quota, None while unknown
    reading: QuotaReading | None = None  # what the headers of the answer said; None where there was none
    is_alone: bool = False  # no other request of ours was on its way at any moment of this one


class RequestLog:
    """The last `capacity` requests, oldest first.

    Attributes:
        added: How many there have been in all.
    """

    def __init__(self, capacity: int = MAX_ENTRIES) -> None:
        self._entries: deque[LoggedRequest] = deque(maxlen=capacity)
        self._listeners: Listeners[[LoggedRequest]] = Listeners()
        self.added = 0

    @property
    def entries(self) -> tuple[LoggedRequest, ...]:
        """Everything kept, oldest first."""
        return tuple(self._entries)

    def add(self, entry: LoggedRequest) -> None:
        """Keep `entry`, with its path made fit for showing, and tell the listeners."""
        entry = entry._replace(path=redact(entry.path))
        self._entries.append(entry)
        self.added += 1
        self._listeners.tell(entry)

    def subscribe(self, listener: Callable[[LoggedRequest], None]) -> Callable[[], None]:
        """Have `listener` called with every entry from now on, on the loop's thread; returns how to stop that."""
        return self._listeners.add(listener)
