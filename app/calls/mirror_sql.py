"""The filters and orders as SQL.

Owns: conditions, and the choice of the index that finds the matching calls with the least work. Leaves to others:
asking (`view.py`, `statistics.py`).

SQLite keeps no statistics about these tables, so the choice is made here: a condition whose column begins with `+` is
checked on the rows that something else finds. How many calls have a status or belong to a campaign is known from the
tallies.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from app.calls import words
from app.calls.mirror_schema import KEYS_PER_MS
from app.calls.search import Search
from app.calls.wanted import CallFilter, CallOrder, SortBy
from app.store.database import Connection

COLUMN_OF: Final = {
    SortBy.TIME: "key",
    SortBy.DURATION: "duration",
    SortBy.NUMBER: "to_number",
    SortBy.STATUS: "status",
    SortBy.SENTIMENT: "sentiment",
}
_INDEXES: Final = {
    SortBy.DURATION: "call_by_duration",
    SortBy.NUMBER: "call_by_number",
    SortBy.STATUS: "call_by_status",
    SortBy.SENTIMENT: "call_by_sentiment",
}
_INDEXED: Final = ("campaign", "agent", "status", "sentiment")
_LEAST_FOR_INDEX: Final = 3  # signs of a phone number that the full-text index can look for


class Conditions(NamedTuple):
    """A filter, ready to be asked.

    Attributes:
        terms: Column and condition; the column stands for `{}` in it.
        values: Of the conditions, in their order.
        lead: The column whose index finds the fewest calls; None where none helps.
        expression: For the full-text index; "" for none.
        most: At most so many calls match.
        is_exact: Exactly so many do.
    """

    terms: tuple[tuple[str, str], ...]
    values: tuple[Any, ...]
    lead: str | None
    expression: str
    most: int
    is_exact: bool

    def where(self, *, lead: bool, prefix: str = "") -> str:
        """All conditions; only with `lead` may that column's index be used."""
        parts = []
        for column, condition in self.terms:
            sign = "" if column == "key" or (lead and column == self.lead) else "+"
            parts.append(condition.replace("{}", f"{sign}{prefix}{column}"))
        return " and ".join(parts) or "1"


def conditions(database: Connection, wanted: CallFilter, *, is_sized: bool = True) -> Conditions:
    """What a filter means for this mirror.

    Args:
        database: To be asked.
        wanted: The filter.
        is_sized: Add up how many calls match, for `most` and `lead`; what is read in a known order needs neither.
    """
    terms: list[tuple[str, str]] = []
    values: list[Any] = []
    never = wanted.is_impossible
    prepared: list[str] = []
    sizes: dict[str, int] = {}
    for column, texts in (
        ("status", wanted.statuses),
        ("sentiment", wanted.sentiments),
        ("end_reason", wanted.end_reasons),
        ("campaign", wanted.campaigns),
        ("agent", wanted.agents),
    ):
        if not texts:
            continue
        numbers = words.numbers_of(database, texts)
        never = never or not numbers
        condition = f"{{}} = {numbers[0]}" if len(numbers) == 1 else f"{{}} in ({', '.join(map(str, numbers))})"
        terms.append((column, condition))
        prepared.append(condition.replace("{}", column))
        if is_sized and column in _INDEXED and len(numbers) == 1:
            sizes[column] = _sum(database, condition.replace("{}", column))
    if wanted.first_day is not None:
        terms.append(("key", "{} >= ?"))
        values.append((wanted.begins_at_ms or 0) * KEYS_PER_MS)
        prepared.append(f"day >= {wanted.first_day.toordinal()}")
    if (ends_before := wanted.ends_before_ms) is not None and wanted.last_day is not None:
        terms.append(("key", "{} < ?"))
        values.append(ends_before * KEYS_PER_MS)
        prepared.append(f"day <= {wanted.last_day.toordinal()}")
    if wanted.first_day is not None or wanted.last_day is not None:
        terms.append(("at", "{} is not null"))
        prepared.append("day > 0")
    expressions = _more(database, wanted, terms, values)
    never = never or expressions is None
    most = 0 if never or not is_sized else _sum(database, " and ".join(prepared) or "1")
    lead = min(sizes, key=sizes.__getitem__) if sizes else None
    return Conditions(
        (*terms, ("key", "{} is null")) if never else tuple(terms),
        tuple(values),
        lead,
        " AND ".join(expressions or ()),
        most,
        is_sized and is_prepared(wanted),
    )


def is_prepared(wanted: CallFilter) -> bool:
    """Whether the tallies alone can tell all about the calls of this filter."""
    return (
        not (wanted.hours or wanted.weekdays or wanted.number.strip() or wanted.text.strip() or wanted.unheard)
        and wanted.duration_min_s is None
        and wanted.duration_max_s is None
    )


def tally_where(database: Connection, wanted: CallFilter) -> str:
    """The conditions of a prepared filter on a tally."""
    parts = []
    for column, texts in (
        ("status", wanted.statuses),
        ("sentiment", wanted.sentiments),
        ("end_reason", wanted.end_reasons),
        ("campaign", wanted.campaigns),
        ("agent", wanted.agents),
    ):
        if texts:
            numbers = words.numbers_of(database, texts)
            parts.append(f"{column} in ({', '.join(map(str, numbers))})" if numbers else "0")
    if wanted.first_day is not None:
        parts.append(f"day >= {wanted.first_day.toordinal()}")
    if wanted.last_day is not None:
        parts.append(f"day <= {wanted.last_day.toordinal()} and day > 0")
    return " and ".join(parts) or "1"


def source(order: CallOrder) -> str:
    """The table, read in this order."""
    index = _INDEXES.get(order.by)
    return f"call indexed by {index}" if index else "call not indexed"


def _more(
    database: Connection, wanted: CallFilter, terms: list[tuple[str, str]], values: list[Any]
) -> list[str] | None:
    """The conditions that no tally knows of; expressions for the full-text index, None where nothing can match."""
    expressions: list[str] = []
    if wanted.hours:
        terms.append(("slot", f"{{}} % 24 in ({', '.join(str(int(hour)) for hour in wanted.hours)})"))
    if wanted.weekdays:
        terms.append(("slot", f"{{}} / 24 in ({', '.join(str(int(day)) for day in wanted.weekdays)})"))
    if wanted.hours or wanted.weekdays:
        terms.append(("slot", "{} >= 0"))
    if wanted.duration_min_s is not None and wanted.duration_min_s > 0:
        terms.append(("duration", "{} >= ?"))
        values.append(round(wanted.duration_min_s * 1000))
    if wanted.duration_max_s is not None:
        terms.append(("duration", "{} <= ?"))
        values.append(round(wanted.duration_max_s * 1000))
    if wanted.unheard:
        terms.append(("heard_at", "{} is null"))
        terms.append(("duration", "{} > 0"))
    if wanted.number.strip():
        digits = re.sub(r"\D", "", wanted.number)
        if not digits:
            return None
        senders = database.execute("select id from word where text like ?", (f"+%{digits}%",))
        numbers = ", ".join(str(number) for (number,) in senders)
        terms.append(("to_number", f"({{}} like ? or +from_number in ({numbers}))"))
        values.append(f"%{digits}%")
        if len(digits) >= _LEAST_FOR_INDEX:
            expressions.append(f'"{digits}"')
    if wanted.text.strip():
        search = Search.of(wanted.text)
        if search:
            expressions.append(f"({search.expression})")
        elif search.terms:
            # Only what must not be there.
            terms.append(("key", "not {} in (select rowid from search where search match ?)"))
            excluded = Search(tuple(term._replace(is_not=False) for term in search.terms)).terms
            values.append(" OR ".join(f"({Search((term,)).expression})" for term in excluded))
    return expressions


def _sum(database: Connection, where: str) -> int:
    found = database.execute(f"select coalesce(sum(calls), 0) from tally_outcome where {where}").fetchone()
    return int(found[0])
