"""Which parts of the server's list of calls are here, and which page brings the next missing part.

Owns: the decisions of the sync. Pure. Leaves to others: sending and storing (`sync.py`), keys (`mirror_schema.py`).

The list is read newest first while calls are added at its top, so what is on page 7 now is on page 8 later. A page is
a piece of the list without a gap in it; two pieces that share calls make one. `Coverage` holds the pieces that are
known to be here whole. The gap below the topmost piece is closed first: that is where a new call may have been missed,
and, with one piece left, where the older ones are that were never fetched. The page to ask for follows from the number
of calls in the topmost piece; where the list has grown meanwhile, the page begins with calls that are known, and where
it has shrunk, the page shares nothing with the piece and the one before it is asked for. Nothing depends on how far an
earlier run came but the pieces themselves, which are stored with the calls, in one transaction.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from app.calls.mirror_schema import KEYS_PER_MS

ENOUGH_SHARED: Final = 10
"""So many calls of an older piece have to be on a page until the two count as one: the order of the newest calls is not
sure to be the order of their times, and one that was late is then still met."""


class Span(NamedTuple):
    """A piece of the list that is here whole: keys of its newest and its oldest call, and how many it has."""

    top: int
    bottom: int
    calls: int

    def has(self, key: int) -> bool:
        """Whether a call of this key, known before, belongs to it."""
        return self.bottom <= key <= self.top


class Cursor(NamedTuple):
    """A walk that goes on: this page begins where the piece that ends with `bottom` ends, or above that."""

    page: int
    bottom: int


class Seen(NamedTuple):
    """A page as it was stored.

    Attributes:
        number: Of the page.
        keys: Of its calls.
        known: Of them, those that were here before.
        is_last: Nothing that is wanted comes after it.
        total: Calls in the whole list, where the server says so.
    """

    number: int
    keys: tuple[int, ...]
    known: frozenset[int]
    is_last: bool
    total: int | None = None


class Coverage(NamedTuple):
    """The pieces, newest first.

    Attributes:
        spans: They share no call.
        has_end: The lowest piece reaches to the end of what is wanted.
        cursor: How the walk goes on without looking for its place; of this run only.
        tried: A page that turned out to begin below the topmost piece: the one before it is next; of this run only.
        top_total: Calls in the whole list when its first page was read last; of this run only.
    """

    spans: tuple[Span, ...] = ()
    has_end: bool = False
    cursor: Cursor | None = None
    tried: int | None = None
    top_total: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to be missing."""
        return self.has_end and len(self.spans) <= 1

    @property
    def calls(self) -> int:
        """In all pieces."""
        return sum(span.calls for span in self.spans)

    def next_page(self, page_calls: int) -> int | None:
        """The page that brings what is missing; None where nothing is."""
        if self.is_whole:
            return None
        if not self.spans:
            return 1
        if self.cursor is not None and self.cursor.bottom == self.spans[0].bottom:
            return self.cursor.page
        if self.tried is not None:
            return max(1, self.tried - 1)
        return max(1, (self.spans[0].calls - 1) // page_calls + 1)

    def took(self, seen: Seen) -> Coverage:
        """The coverage after a page was stored."""
        after = self._took(seen)
        return after._replace(top_total=seen.total if seen.number == 1 else self.top_total)

    def _took(self, seen: Seen) -> Coverage:
        follows = self._follows(seen)
        if not seen.keys:
            return self._took_nothing(seen, follows)
        top_before = self.spans[0] if self.spans else None
        joined: list[Span] = []
        apart: list[Span] = []
        for place, span in enumerate(self.spans):
            shared = [key for key in seen.keys if key in seen.known and span.has(key)]
            is_above = place == 0 and (follows or self._begins_in_the_topmost(seen))
            (joined if is_above or _is_joined(span, shared, seen) else apart).append(span)
        mine = [key for key in seen.keys if key not in seen.known or not any(span.has(key) for span in self.spans)]
        if joined:
            merged = Span(
                max(span.top for span in joined), min(span.bottom for span in joined),
                sum(span.calls for span in joined) + len(mine),
            )  # fmt: skip
            if mine:
                merged = merged._replace(top=max(merged.top, *mine), bottom=min(merged.bottom, *mine))
        elif mine:
            merged = Span(max(mine), min(mine), len(mine))
        else:
            # Every call is known, in pieces that share too little to be one: what follows tells more.
            return self._replace(cursor=Cursor(seen.number + 1, self.spans[0].bottom), tried=None)
        # The end of an empty list says nothing of what lies below calls that came since.
        has_end = self.has_end and bool(self.spans)
        is_top = seen.number == 1 or top_before is None or top_before in joined
        if seen.is_last and is_top:
            # Nothing follows: what was here of older calls is not in the list any more.
            apart = [span for span in apart if span.top > merged.top]
            has_end = True
        spans = tuple(sorted((merged, *apart), reverse=True))
        if not is_top:
            # It begins below the gap: the page before it is nearer.
            return Coverage(spans, has_end, None, seen.number if seen.number > 1 else None)
        return Coverage(spans, has_end, self._cursor_after(seen, merged, top_before, bool(mine)), None)

    def _cursor_after(self, seen: Seen, merged: Span, top_before: Span | None, is_news: bool) -> Cursor | None:
        """How to go on below a page of the topmost piece.

        The next page begins where this one ends or, if calls came meanwhile, above that: within the piece. That holds
        whatever the keys are: many calls may have the same time, and their order in the list is not that of the keys.
        """
        cursor = self.cursor
        if self.tried is not None:
            return Cursor(seen.number + 1, merged.bottom)  # the count of calls has led too far: step by step from here
        if seen.number > 1 or top_before is None or merged.calls <= len(seen.keys):
            is_met = top_before is not None and merged.calls - top_before.calls > len(seen.keys)
            is_far = not is_news and merged.calls > (seen.number + 1) * max(1, len(seen.keys))
            return None if is_met or is_far else Cursor(seen.number + 1, merged.bottom)
        return cursor if cursor is not None and cursor.bottom == merged.bottom else None

    def _follows(self, seen: Seen) -> bool:
        """Whether the page goes on where the topmost piece ends, or begins within it."""
        cursor = self.cursor
        if cursor is None or not self.spans or (seen.number, self.spans[0].bottom) != cursor:
            return False
        top = self.spans[0]
        if any(key in seen.known and top.has(key) for key in seen.keys):
            return True
        # So many calls may have come that this page lies above the piece as a whole.
        if seen.total is not None and self.top_total is not None:
            return 0 <= seen.total - self.top_total < seen.number * max(1, len(seen.keys))
        return all(key // KEYS_PER_MS <= top.bottom // KEYS_PER_MS for key in seen.keys)

    def _begins_in_the_topmost(self, seen: Seen) -> bool:
        """Whether the first call of a page below the first one is of the topmost piece: then it goes on from there.

        Where many calls have the same time, their keys do not tell.
        """
        first = seen.keys[0]
        holders = [span for span in self.spans if span.has(first)]
        return seen.number > 1 and self.tried is None and first in seen.known and holders == [self.spans[0]]

    def _took_nothing(self, seen: Seen, follows: bool) -> Coverage:
        if seen.number == 1 or follows:
            return Coverage(self.spans[:1] if follows else (), True)
        return self._replace(cursor=None, tried=seen.number)


def _is_joined(span: Span, shared: list[int], seen: Seen) -> bool:
    """Whether a page that shares these calls with a piece makes one with it."""
    if not shared:
        return False
    lowest = min(seen.keys)
    if lowest <= span.bottom:
        return True  # it begins in the piece, or has all of it
    is_past_equal_times = lowest // KEYS_PER_MS < span.top // KEYS_PER_MS
    return max(seen.keys) <= span.top or (len(shared) >= ENOUGH_SHARED and is_past_equal_times)
