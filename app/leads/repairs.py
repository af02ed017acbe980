"""What can be put right for many rows at once: found, shown before it is done, and never done by itself.

Owns: which repairs there are for the rows that a check has found something about, and what each would write. Leaves to
others: doing and undoing them (`history.py`), the verdict afterwards (`checking.py`). No I/O.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple

from app.leads import sentences
from app.leads.checking import Progress, Verdict
from app.leads.phone_numbers import NumberReader, country_name, region_of
from app.leads.records import ProblemKind, RepairKind, RepairOffer, Sentence
from app.leads.table import Table

_MOST_COUNTRIES: Final = 3  # that bare numbers are tried as numbers of
_SAMPLE_ROWS: Final = 20_000
_NUMBER_IN_TEXT: Final = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_NOT_DIGITS: Final = re.compile(r"\D+")

_TITLES: Final = {
    RepairKind.ADD_PLUS: sentences.REPAIR_ADD_PLUS,
    RepairKind.TAKE_NUMBER: sentences.REPAIR_TAKE_NUMBER,
    RepairKind.TAKE_FIRST: sentences.REPAIR_TAKE_FIRST,
    RepairKind.UNDOUBLE: sentences.REPAIR_UNDOUBLE,
    RepairKind.READ_AS: sentences.REPAIR_READ_AS,
    RepairKind.FILL: sentences.REPAIR_FILL,
}

_DROPS: Final = {
    ProblemKind.NOT_ENABLED: sentences.REPAIR_DROP_NOT_ENABLED,
    ProblemKind.CALLED_LATELY: sentences.REPAIR_DROP_CALLED,
    ProblemKind.SENT_LATELY: sentences.REPAIR_DROP_LATELY,
    ProblemKind.REFUSED_BEFORE: sentences.REPAIR_DROP_REFUSED,
}

Params = dict[str, str | int | float]


class Repair(NamedTuple):
    """One action on many rows.

    Attributes:
        rows: In file order.
        column: Whose cells it writes; None where it takes the rows out.
        after: What it writes, one entry a row; empty for a repair that needs a text from the operator (FILL).
        before: What it overwrites, where that is at hand.
    """

    offer: RepairOffer
    rows: Sequence[int]
    column: int | None
    after: Sequence[str] = ()
    before: Sequence[str] = ()


def find_repairs(table: Table, verdict: Verdict, progress: Progress = lambda share: None) -> dict[str, Repair]:
    """By key, in the order of the groups.

    `progress` is called now and then, and may raise to stop.
    """
    found: dict[str, Repair] = {}
    for group in verdict.groups:
        if group.kind is ProblemKind.IMPOSSIBLE:
            repairs: Iterable[Repair] = _of_numbers(table, verdict, progress)
        elif group.kind in _DROPS:
            repairs = [_repair(RepairKind.DROP, group.key, verdict.view(group.key), None, title=_DROPS[group.kind])]
        elif group.kind in (ProblemKind.EMPTY_VARIABLE, ProblemKind.RAGGED_ROW):
            rows = verdict.view(group.key)
            if group.column is None:
                repairs = [_repair(RepairKind.DROP, group.key, rows, None, title=sentences.REPAIR_DROP_RAGGED)]
            else:
                variable: Params = {"variable": "{{" + verdict.plan.uses[group.column].name + "}}"}
                drop = sentences.REPAIR_DROP_EMPTY
                repairs = [
                    _repair(RepairKind.FILL, group.key, rows, group.column, params=variable),
                    _repair(RepairKind.DROP, group.key, rows, None, params=variable, title=drop),
                ]
        else:
            continue
        found.update((repair.offer.key, repair) for repair in repairs)
    return found


def _of_numbers(table: Table, verdict: Verdict, progress: Progress) -> Iterable[Repair]:
    """What makes numbers of the cells that hold none."""
    column, group = verdict.numbers.column, ProblemKind.IMPOSSIBLE.value
    left = list(verdict.view(group))
    cells = dict(zip(left, table.rows.cells(column, left), strict=True))
    tries: list[tuple[RepairKind, str, Callable[[Sequence[str]], list[str | None]]]] = [
        (RepairKind.ADD_PLUS, "", lambda texts: _with_plus(verdict.reader, texts)),
        (RepairKind.UNDOUBLE, "", lambda texts: _undoubled(verdict.reader, texts)),
        (RepairKind.TAKE_NUMBER, "", lambda texts: _taken_out(verdict.reader, texts, several=False)),
        (RepairKind.TAKE_FIRST, "", lambda texts: _taken_out(verdict.reader, texts, several=True)),
    ]
    tries += [(RepairKind.READ_AS, region, _reader_as(region)) for region in _other_regions(verdict)]
    for step, (kind, region, attempt) in enumerate(tries):
        progress(step / len(tries))
        mended = dict(zip(left, attempt([cells[index] for index in left]), strict=True))
        rows = array("I", (index for index in left if mended[index] is not None))
        if not rows:
            continue
        params: Params = {"country": country_name(region)} if region else {}
        params["code"] = verdict.reader.code
        after = [mended[index] or "" for index in rows]
        key = f"{kind.value}:{region}" if region else kind.value
        yield _repair(kind, group, rows, column, after, params=params, key=key, before=[cells[index] for index in rows])
        left = [index for index in left if mended[index] is None]


def _with_plus(reader: NumberReader, texts: Sequence[str]) -> list[str | None]:
    """`12125550123`, where the country code is there and only its sign is missing."""
    bare = ["" if "+" in text else "+" + _NOT_DIGITS.sub("", text) for text in texts]
    return reader.read(bare).e164


def _undoubled(reader: NumberReader, texts: Sequence[str]) -> list[str | None]:
    """`919198765...`, where the country code stands twice."""
    code = str(reader.code)
    digits = [_NOT_DIGITS.sub("", text) for text in texts]
    return reader.read(["+" + each[len(code) :] if each.startswith(code * 2) else "" for each in digits]).e164


def _taken_out(reader: NumberReader, texts: Sequence[str], *, several: bool) -> list[str | None]:
    """The number in a cell that holds words too; with `several` the first of those in it."""
    parts = [_NUMBER_IN_TEXT.findall(text) if len(text) <= 250 else [] for text in texts]
    # All at once: to read one by one takes many times as long.
    numbers = iter(reader.read([part for each in parts for part in each]).e164)
    found: list[str | None] = []
    for each in parts:
        distinct = list(dict.fromkeys(number for number in islice(numbers, len(each)) if number))
        fits = len(distinct) > 1 if several else len(distinct) == 1
        found.append(distinct[0] if fits else None)
    return found


def _reader_as(region: str) -> Callable[[Sequence[str]], list[str | None]]:
    reader = NumberReader(region)
    return lambda texts: reader.read(["" if "+" in text else text for text in texts]).e164


def _other_regions(verdict: Verdict) -> list[str]:
    """The countries that most other numbers of the file are of."""
    numbers = (number for number in verdict.e164[:_SAMPLE_ROWS] if number)
    regions = Counter(filter(None, map(region_of, numbers)))
    own = verdict.reader.region
    return [region for region, _ in regions.most_common(_MOST_COUNTRIES + 1) if region != own][:_MOST_COUNTRIES]


def _repair(
    kind: RepairKind,
    group: str,
    rows: Sequence[int],
    column: int | None,
    after: Sequence[str] = (),
    *,
    params: Params | None = None,
    key: str = "",
    before: Sequence[str] = (),
    title: str = "",
) -> Repair:
    values: Params = {"count": len(rows), **(params or {})}
    title = title or _TITLES[kind]
    offer = RepairOffer(
        key=key or f"{kind.value}:{group}",
        group=group,
        kind=kind,
        count=len(rows),
        title=Sentence(title, {name: value for name, value in values.items() if "{" + name + "}" in title}),
        before=before[0].strip()[:60] if before else "",
        after=after[0] if after else "",
        needs_text=kind is RepairKind.FILL,
    )
    return Repair(offer, rows, column, after, before)
