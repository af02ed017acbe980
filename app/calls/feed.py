"""The calls of one selection, page by page, newest first.

Owns: which page comes next, rows without doubles when pages shift, taking in what is new at the top. One request at a
time: whoever uses a feed does not call it again before it is done. Leaves to others: when to read
(`app/calls/pace.py` and the page), the right to send (the governor), showing.

New calls push the older ones to later pages, so the next page may begin with rows that are held already; it never
begins after a gap. Where calls leave the list meanwhile (a status filter, and the status changed) a call may be missed
until the list is read anew.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, Protocol

from app.api.dialect import CallLogQuery
from app.calls.rows import merged_order, row_of
from app.calls.selection import CallSelection
from app.clock import Clock
from app.models import CallLog, Page
from app.quota.priorities import Priority

PAGE_ROWS: Final = 100
MOST_CATCH_UP_PAGES: Final = 5
"""So many pages are read to close the gap to the rows held; with more new calls than that the list begins anew."""
MOST_STALE_PAGES: Final = 3
"""A server that ignores the page number sends one page for ever: so many without a new call are the end."""

Outcome = Literal["read", "not modified", "new", "changed", "same", "failed"]


class CallSource(Protocol):
    """What a feed needs of the API."""

    async def call_logs(
        self, query: CallLogQuery, *, page: int = 1, limit: int = PAGE_ROWS, priority: Priority = ...
    ) -> Page[CallLog]:
        """See `app.api.client.Api.call_logs`."""
        ...


class Check(NamedTuple):
    """What a look at the newest calls changed.

    Attributes:
        moved: Rows came or went; `CallFeed.rows` is another list now.
        updated: Rows that stayed and say something else.
    """

    moved: bool = False
    updated: tuple[CallLog, ...] = ()


class CallFeed:
    """Reads the calls of `selection`.

    Attributes:
        total: How many the server says there are; None where it does not say, or counts something else.
        has_more: Whether older ones can be read.
        read_at: Unix time of the last answer; None before the first.
        outcome: What the last request brought.
        new_count: Calls that the last check found new.
    """

    def __init__(self, source: CallSource, selection: CallSelection, clock: Clock) -> None:
        self._source = source
        self._selection = selection
        self._query = selection.query()
        self._clock = clock
        self._order: list[str] = []  # every id the server gave, newest first
        self._records: dict[str, CallLog] = {}  # those of them that are wanted
        self._known: set[str] = set()
        self._top: tuple[CallLog, ...] = ()
        self._next_page = 1
        self._stale_pages = 0
        self.total: int | None = None
        self.has_more = True
        self.read_at: float | None = None
        self.outcome: Outcome = "read"
        self.new_count = 0

    @property
    def rows(self) -> list[CallLog]:
        """The calls held, newest first."""
        return [self._records[key] for key in self._order if key in self._records]

    async def more(self, priority: Priority) -> tuple[CallLog, ...]:
        """Read one page further back; the rows that came to the end. May be none although there is more.

        Raises:
            AppError: Nothing could be read; what is held stays.
        """
        number = self._next_page
        page = await self._page(number, priority)
        if number == 1:
            self._top = page.items
        added: list[CallLog] = []
        before = len(self._order)
        for record in page.items:
            if record.id not in self._known:
                self._known.add(record.id)
                self._order.append(record.id)
                if (row := self._wanted(record)) is not None:
                    added.append(row)
        self._stale_pages = 0 if len(self._order) > before else self._stale_pages + 1
        self._next_page = number + 1
        self.has_more = page.has_more and self._stale_pages < MOST_STALE_PAGES and not self._is_past_it(page)
        self.outcome = "read"
        return tuple(added)

    async def check(self, priority: Priority) -> Check:
        """Read the newest calls again and take in what is new.

        Raises:
            AppError: Nothing could be read; what is held stays.
        """
        page = await self._page(1, priority)
        if page.items is self._top and (self._order or not page.items):
            # The very copy that was taken in before: the answer was 304.
            self.outcome = "not modified"
            return Check()
        fresh = {record.id: record for record in page.items}
        top = page.items
        number = 1
        order = merged_order(self._order, list(fresh), is_all=not page.has_more)
        while order is None and page.has_more and number < MOST_CATCH_UP_PAGES:
            number += 1
            page = await self._page(number, priority)
            fresh |= {record.id: record for record in page.items if record.id not in fresh}
            order = merged_order(self._order, list(fresh), is_all=not page.has_more)
        if order is None:
            order = list(fresh)
            self._next_page, self.has_more = number + 1, True
        if not page.has_more:
            self.has_more = False
        self._top = top
        return self._take(order, fresh)

    def failed(self) -> None:
        """Note that the last reading brought nothing."""
        self.outcome = "failed"

    async def _page(self, number: int, priority: Priority) -> Page[CallLog]:
        page = await self._source.call_logs(self._query, page=number, limit=PAGE_ROWS, priority=priority)
        self.read_at = self._clock.time()
        self.total = page.total if self._selection.has_exact_total else None
        return page

    def _take(self, order: list[str], fresh: dict[str, CallLog]) -> Check:
        moved = order != self._order
        self.new_count = 0
        updated: list[CallLog] = []
        for key, record in fresh.items():
            before = self._records.get(key)
            row = self._wanted(record)
            if key not in self._known:
                self.new_count += row is not None
            elif (row is None) != (before is None):
                moved = True
            elif row is not None and row != before:
                updated.append(row)
        self._order = order
        self._known = set(order)
        for key in self._records.keys() - self._known:
            del self._records[key]
        self.outcome = "new" if self.new_count else "changed" if moved or updated else "same"
        return Check(moved, tuple(updated))

    def _wanted(self, record: CallLog) -> CallLog | None:
        """The row of a record that is wanted, put where the rows are; the row of another one goes."""
        if not self._selection.accepts(record):
            self._records.pop(record.id, None)
            return None
        row = self._records[record.id] = row_of(record)
        return row

    def _is_past_it(self, page: Page[CallLog]) -> bool:
        """Whether everything on this page is older than what is wanted: what follows is older still."""
        begins_at = self._selection.begins_at
        return begins_at is not None and all(
            record.created_at is not None and record.created_at < begins_at for record in page.items
        )
