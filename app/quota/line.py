"""The waiting line of one priority: activities take turns, first come first served within each.

Owns: the order. Leaves to others: who waits (`governor.py`). Without it, reading a list of agents would wait behind
hundreds of pages of a sync that happened to ask first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from app.quota.priorities import Activity

T = TypeVar("T")


class Line(Generic[T]):
    """Who waits, each under an activity."""

    __slots__ = ("_order", "_queues")

    def __init__(self) -> None:
        self._queues: dict[Activity, deque[T]] = {}
        self._order: deque[Activity] = deque()  # those of whom somebody waits; the first is the next to be served

    def append(self, activity: Activity, item: T) -> None:
        """Wait behind all others of that activity."""
        queue = self._queues.setdefault(activity, deque())
        if not queue:
            self._order.append(activity)
        queue.append(item)

    def put_back(self, activity: Activity, item: T, is_later: Callable[[T], bool]) -> None:
        """Wait again, in the old place: before those of its activity that asked later. Its activity is the next."""
        queue = self._queues.setdefault(activity, deque())
        if queue:
            self._order.remove(activity)
        self._order.appendleft(activity)
        queue.insert(next((place for place, other in enumerate(queue) if is_later(other)), len(queue)), item)

    def next(self) -> T:
        """Take out whose turn it is."""
        activity = self._order.popleft()
        queue = self._queues[activity]
        item = queue.popleft()
        if queue:
            self._order.append(activity)
        return item

    def remove(self, activity: Activity, item: T) -> None:
        """Leave. ValueError: it does not wait."""
        queue = self._queues.get(activity, deque())
        queue.remove(item)
        if not queue:
            self._order.remove(activity)

    def __iter__(self) -> Iterator[T]:
        return (item for queue in self._queues.values() for item in queue)
