"""A window over the matching calls, in one order, whatever their number.

Owns: how many match, which call is at which place, following changes. Leaves to others: painting and keeping the rows
that are on the screen (the table), SQL of the filters (`mirror_sql.py`).

Two ways, by what costs less:
- Few calls match, or words are searched for: their keys are kept, eight bytes a call, in order.
- Most calls match: only every 256th is remembered, as a place to read on from (key-set paging); no row is ever
  reached by counting from the beginning.
"""

from __future__ import annotations

import asyncio
import bisect
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.calls import mirror_sql
from app.calls.changes import Changes
from app.calls.mirror_reading import CallRow, rows_of
from app.calls.mirror_sql import COLUMN_OF, Conditions
from app.calls.search import Search
from app.calls.wanted import CallFilter, CallOrder, SortBy
from app.store.database import Connection

if TYPE_CHECKING:
    from app.calls.mirror import CallMirror

HEAD: Final = 128
"""So many calls are there before anything is counted."""
STRIDE: Final = 256
_MOST_LISTED: Final = 2_000_000
_MOST_SORTED: Final = 150_000
_MOST_INSERTED: Final = 2_000
_MOST_FOLLOWED: Final = 500


class ViewChange(NamedTuple):
    """What a change of the mirror means for a view.

    Attributes:
        is_reset: The places of all calls may be others; `CallView.count` says how many there are.
        inserted: Places at which calls came, as they are afterwards, ascending.
        removed: Places of calls that went, as they were before, ascending. Remove first, then insert.
        changed: Keys of calls that say something else.
    """

    is_reset: bool = False
    inserted: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.is_reset or self.inserted or self.removed or self.changed)


class CallView:
    """The calls of one filter in one order. Made by `CallMirror.view`.

    Attributes:
        search: The words looked for; `Search.hits` gives the spans to paint.
        count: How many calls match; None until that is known. Known at once unless words, a number, a duration, an
            hour or unheard calls are filtered by.
        is_measured: Any place can be read.
    """

    def __init__(self, mirror: CallMirror, wanted: CallFilter, order: CallOrder) -> None:
        self.wanted = wanted
        self.order = order
        self.search = Search.of(wanted.text)
        self.count: int | None = None
        self.is_measured = False
        self._mirror = mirror
        self._head: tuple[int, ...] = ()
        self._keys: array[int] | None = None
        self._anchors: list[tuple[Any, int]] = []
        self._starts: list[int] = []
        self._measuring = asyncio.Lock()

    async def begin(self) -> None:
        """Find the first calls, and the count where that is cheap."""

        def work(database: Connection) -> tuple[tuple[int, ...], int | None]:
            found = mirror_sql.conditions(database, self.wanted)
            keys = _first(database, found, self.order, HEAD)
            count = found.most if found.is_exact else len(keys) if len(keys) < HEAD else None
            return tuple(keys), count

        # What words or a rare value match may take a walk through everything: never in the way of a page.
        lane = "quick" if self.wanted.is_everything else "long"
        self._head, self.count = await self._mirror.read(work, lane=lane)  # type: ignore[arg-type]

    async def measure(self) -> None:
        """Find out how many calls match and where each is; any place can be read then. Once is enough."""
        async with self._measuring:
            if not self.is_measured:
                await self._measure()

    async def rows(self, first: int, count: int) -> tuple[CallRow | None, ...]:
        """The calls at these places, fewer at the end; None for one that has gone meanwhile.

        Waits for `measure` where the places are beyond what is known.
        """
        if not self.is_measured and first + count > len(self._head) and len(self._head) >= HEAD:
            await self.measure()
        place = self._place(first, count)

        def work(database: Connection) -> tuple[CallRow | None, ...]:
            keys = self._page(database, place) if isinstance(place, _Place) else place
            found = rows_of(database, keys)
            return tuple(found.get(key) for key in keys)

        return await self._mirror.read(work)

    async def keys(self, first: int, count: int) -> tuple[int, ...]:
        """The keys of the calls at these places: what a selection is kept as."""
        if not self.is_measured:
            await self.measure()
        place = self._place(first, count)
        if not isinstance(place, _Place):
            return tuple(place)
        return tuple(await self._mirror.read(lambda database: self._page(database, place)))

    async def position(self, key: int) -> int | None:
        """The place of a call; None where it is not among the matching."""
        await self.measure()
        if self._keys is not None and self.order.by is SortBy.TIME:
            return _index(self._keys, key, self.order.descending)
        if self._keys is not None:
            try:
                return self._keys.index(key)
            except ValueError:
                return None

        def work(database: Connection) -> int | None:
            found = mirror_sql.conditions(database, self.wanted, is_sized=False)
            column = COLUMN_OF[self.order.by]
            row = database.execute(
                f"select {column}, key from call where key = ? and {found.where(lead=False)}", (key, *found.values)
            ).fetchone()
            if row is None:
                return None
            block = self._block_of(row)
            keys = _walk(database, found, self.order, self._anchors[block] if block else None, 4 * _MOST_INSERTED)
            return self._starts[block] + keys.index(key) if key in keys else None

        return await self._mirror.read(work)

    async def follow(self, changes: Changes) -> ViewChange:
        """Take in a change of the mirror; what it means for the places."""
        touched = len(changes.added) + len(changes.changed) + len(changes.removed)
        is_small = not changes.is_everything and touched <= _MOST_FOLLOWED
        if is_small and self.is_measured and self.order.by is SortBy.TIME:
            if self._keys is not None:
                return await self._follow_keys(changes)
            if self.wanted.is_everything and not changes.removed:
                return self._follow_anchors(changes)
        async with self._measuring:
            await self.begin()
            if self.is_measured:
                await self._measure()
        return ViewChange(is_reset=True, changed=changes.changed)

    # --- inside

    async def _measure(self) -> None:
        def work(database: Connection) -> tuple[int, array[int] | None, list[tuple[Any, int]]]:
            found = mirror_sql.conditions(database, self.wanted)
            count = -1
            if not _is_listed(found, self.order, _MOST_LISTED):
                count = found.most if found.is_exact else _count(database, found)
            if count <= _MOST_LISTED and not self.wanted.is_everything:
                keys = _all(database, found, self.order)
                return len(keys), keys, []
            return count, None, _sample(database, found, self.order)

        self.count, self._keys, self._anchors = await self._mirror.read(work, lane="long")
        self._starts = [place * STRIDE for place in range(len(self._anchors))]
        self.is_measured = True

    def _place(self, first: int, count: int) -> Sequence[int] | _Place:
        """The keys where they are known, else where to read them."""
        if self._keys is not None:
            return self._keys[first : first + count]
        if first + count <= len(self._head) or not self.is_measured:
            return self._head[first : first + count]
        if not self._anchors:
            return ()
        block = bisect.bisect_right(self._starts, first) - 1
        return _Place(block, self._anchors[block] if block else None, first - self._starts[block], count)

    def _page(self, database: Connection, place: _Place) -> list[int]:
        found = mirror_sql.conditions(database, self.wanted, is_sized=False)
        return _walk(database, found, self.order, place.anchor, place.skipped + place.calls)[place.skipped :]

    def _block_of(self, row: tuple[Any, int]) -> int:
        if self.order.descending:
            low, high = 0, len(self._anchors)
            while low < high:
                middle = (low + high) // 2
                if self._anchors[middle] < row:
                    high = middle
                else:
                    low = middle + 1
            return max(0, low - 1)
        return max(0, bisect.bisect_right(self._anchors, row) - 1)

    async def _follow_keys(self, changes: Changes) -> ViewChange:
        asked = (*changes.added, *changes.changed)

        def work(database: Connection) -> set[int]:
            found = mirror_sql.conditions(database, self.wanted, is_sized=False)
            return set(_among(database, found, asked))

        matching = await self._mirror.read(work)
        keys, down = self._keys, self.order.descending
        assert keys is not None
        gone = sorted(
            place for key in {*changes.removed, *asked} - matching if (place := _index(keys, key, down)) is not None
        )
        keys = _without(keys, gone)
        new = sorted((key for key in matching if _index(keys, key, down) is None), reverse=down)
        self._keys = keys = _with(keys, new, down)
        inserted = [_bisect(keys, key, down) for key in new]
        self.count = len(keys)
        self._head = tuple(keys[:HEAD])
        changed = tuple(key for key in changes.changed if key in matching and key not in new)
        return ViewChange(False, tuple(inserted), tuple(gone), changed)

    def _follow_anchors(self, changes: Changes) -> ViewChange:
        """Calls came: the places after each move on by one."""
        down = self.order.descending
        added = sorted(changes.added, reverse=down)
        if not self._anchors and added:
            self._anchors, self._starts = [(added[0], added[0])], [0]
        # Where in its block is not known without asking; whoever paints reads from the block's beginning.
        blocks = [self._block_of((key, key)) for key in added]
        more, before = Counter(blocks), 0
        for block, start in enumerate(self._starts):
            self._starts[block] = start + before
            before += more[block]
        inserted = [self._starts[block] for block in blocks]
        self.count = (self.count or 0) + len(changes.added)
        self._head = tuple(sorted({*self._head, *changes.added}, reverse=down))[:HEAD]
        longest = max(
            (after - before for before, after in zip(self._starts, self._starts[1:], strict=False)), default=0
        )
        if longest > _MOST_INSERTED:
            self.is_measured = False
        return ViewChange(False, tuple(inserted), (), changes.changed)


class _Place(NamedTuple):
    """Where to read on from: a block, its anchor, calls to leave out from there, how many to read."""

    block: int
    anchor: Any
    skipped: int
    calls: int


def _walk(database: Connection, found: Conditions, order: CallOrder, anchor: Any, count: int) -> list[int]:
    column, (way, sign) = COLUMN_OF[order.by], ("desc", "<") if order.descending else ("asc", ">")
    where, table = found.where(lead=False), mirror_sql.source(order)
    if order.by is SortBy.TIME:
        bound = f"key {sign}= ? and " if anchor is not None else ""
        values = (anchor[1],) if anchor is not None else ()
        sql = f"select key from {table} where {bound}{where} order by key {way} limit ?"
        return [key for (key,) in database.execute(sql, (*values, *found.values, count))]
    if anchor is None:
        sql = f"select key from {table} where {where} order by {column} {way}, key {way} limit ?"
        return [key for (key,) in database.execute(sql, (*found.values, count))]
    sql = f"select key from {table} where {column} = ? and key {sign}= ? and {where} order by key {way} limit ?"
    keys = [key for (key,) in database.execute(sql, (*anchor, *found.values, count))]
    if len(keys) < count:
        sql = f"select key from {table} where {column} {sign} ? and {where} order by {column} {way}, key {way} limit ?"
        keys += [key for (key,) in database.execute(sql, (anchor[0], *found.values, count - len(keys)))]
    return keys


def _is_listed(found: Conditions, order: CallOrder, most: int) -> bool:
    """Whether the keys are kept. In another order than that of time a filter is checked on calls all over the file."""
    if not found.expression and not found.terms:
        return False
    return bool(found.expression) or order.by is not SortBy.TIME or found.most <= most


def _first(database: Connection, found: Conditions, order: CallOrder, count: int) -> list[int]:
    """The first calls, found the cheapest way."""
    if found.expression or (_is_listed(found, order, _MOST_SORTED) and found.most <= _MOST_SORTED):
        sql, values = listing(found, order)
        return [key for (key,) in database.execute(f"{sql} limit ?", (*values, count))]
    return _walk(database, found, order, None, count)


def listing(found: Conditions, order: CallOrder) -> tuple[str, tuple[Any, ...]]:
    """The keys of all matching calls in order."""
    column, way = COLUMN_OF[order.by], "desc" if order.descending else "asc"
    by_key = f"key {way}" if order.by is SortBy.TIME else f"{column} {way}, key {way}"
    if not found.expression:
        table = "call" if found.lead is not None else "call not indexed"
        return f"select key from {table} where {found.where(lead=True)} order by {by_key}", found.values
    if not found.terms and order.by is SortBy.TIME:
        return f"select rowid from search where search match ? order by rowid {way}", (found.expression,)
    where = found.where(lead=False, prefix="call.").replace("call.key", "+call.key")
    by_found = f"search.rowid {way}" if order.by is SortBy.TIME else f"call.{column} {way}, call.key {way}"
    return (
        f"select call.key from search cross join call on call.key = search.rowid where search match ? and {where}"
        f" order by {by_found}",
        (found.expression, *found.values),
    )


def _all(database: Connection, found: Conditions, order: CallOrder) -> array[int]:
    """The keys of all matching calls in order, made to one text in SQLite: no Python object for each."""
    sql, values = listing(found, order)
    text = database.execute(
        f"with found (k) as ({sql}) select group_concat(printf('%016x', k), '') from found", values
    ).fetchone()[0]
    keys = array("q", bytes.fromhex(text or ""))
    keys.byteswap()
    return keys


def _sample(database: Connection, found: Conditions, order: CallOrder) -> list[tuple[Any, int]]:
    """Every 256th matching call in order, from the first on."""
    column, way = COLUMN_OF[order.by], "desc" if order.descending else "asc"
    by_key = f"key {way}" if order.by is SortBy.TIME else f"{column} {way}, key {way}"
    return database.execute(
        f"select c, k from (select {column} as c, key as k, row_number() over (order by {by_key}) as n"
        f" from {mirror_sql.source(order)} where {found.where(lead=False)}) where n % {STRIDE} = 1",
        found.values,
    ).fetchall()


def _count(database: Connection, found: Conditions) -> int:
    sql = f"select count(*) from call where {found.where(lead=True)}"
    return int(database.execute(sql, found.values).fetchone()[0])


def _among(database: Connection, found: Conditions, keys: Sequence[int]) -> list[int]:
    """Those of a few calls that match."""
    marks = ", ".join("?" * len(keys))
    where, values = found.where(lead=False), found.values
    if found.expression:
        where += " and key in (select rowid from search where search match ? and rowid between ? and ?)"
        values = (*values, found.expression, min(keys, default=0), max(keys, default=0))
    sql = f"select key from call where key in ({marks}) and {where}"
    return [key for (key,) in database.execute(sql, (*keys, *values))]


def _without(keys: array[int], places: Sequence[int]) -> array[int]:
    """The keys but those at these places, ascending; one copy, however many."""
    if not places:
        return keys
    left, first = array("q"), 0
    for place in places:
        left += keys[first:place]
        first = place + 1
    return left + keys[first:]


def _with(keys: array[int], new: Sequence[int], descending: bool) -> array[int]:
    """The keys and these, which are none of them, in the same order; one copy, however many."""
    if not new:
        return keys
    merged, first = array("q"), 0
    for key in new:
        place = _bisect(keys, key, descending)
        merged += keys[first:place]
        merged.append(key)
        first = place
    return merged + keys[first:]


def _bisect(keys: array[int], key: int, descending: bool) -> int:
    return bisect.bisect_left(keys, -key, key=int.__neg__) if descending else bisect.bisect_left(keys, key)


def _index(keys: array[int], key: int, descending: bool) -> int | None:
    place = _bisect(keys, key, descending)
    return place if place < len(keys) and keys[place] == key else None
