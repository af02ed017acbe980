"""One opened lead file: its rows, the decisions about them and the latest verdict.

Owns: the state that the process holding the file keeps. Leaves to others: talking about it (`worker.py`). All blocking.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from app.calls.called import NOTHING, CalledLately, read_called
from app.errors import LeadFileError
from app.leads import known_numbers, sentences, showing
from app.leads.checking import Decisions, Known, Numbers, Verdict, find_empty_cells, judge, judge_again, read_numbers
from app.leads.file_names import plain_name, upload_name
from app.leads.history import CellsChange, Change, Done, History, RowsChange
from app.leads.mapping import PHONE_NUMBER
from app.leads.phone_numbers import NumberReader
from app.leads.reading import LeadFile
from app.leads.records import (
    LARGEST_PART_BYTES,
    CheckPlan,
    CheckResult,
    LeadRow,
    Payload,
    PreviewRow,
    Refusal,
    RepairOffer,
    Sentence,
)
from app.leads.repairs import Repair, find_repairs
from app.leads.table import REASONS_COLUMN
from app.leads.upload_rows import Part, UploadRows

# The size of an upload of up to so many rows is found at the check itself.
_MEASURED_AT_ONCE: Final = 20_000

Progress = Callable[[float], None]


class OpenLeadFile:
    """See the module. `rows`, `payload` and the rest speak of the latest `check`.

    `part_bytes` is how much one upload takes: what is larger is sent in parts.
    """

    def __init__(self, file: LeadFile, part_bytes: int = LARGEST_PART_BYTES) -> None:
        self._part_bytes = part_bytes
        self.file = file
        self.table = file.table
        self._decisions = Decisions()
        self._history = History(self.table, self._decisions)
        self._repairs: dict[str, Repair] | None = None
        self._numbers: Numbers | None = None
        self._called = NOTHING
        self._empty: dict[int, bytearray] | None = None
        self._verdict: Verdict | None = None
        self._result: CheckResult | None = None
        self._parts: list[Part] | None = None
        self._finder: Generator[float, None, list[Part]] | None = None

    def check(self, plan: CheckPlan, progress: Progress) -> CheckResult:
        """Check every row by `plan`. The size of a large upload is left open, see `measure`.

        Raises:
            LeadFileError: No column is chosen for the phone numbers.
        """
        column = plan.phone_column
        if column is None or not 0 <= column < len(self.table.header) or len(plan.uses) != len(self.table.header):
            raise LeadFileError(sentences.NO_PHONE_COLUMN, name=self.file.summary.name)
        self._called = called = _called(plan, self._called)
        known = _known(plan, called)
        numbers, country = self._numbers, plan.default_country
        if numbers is None or (numbers.column, numbers.country) != (column, country):
            numbers = read_numbers(self.table, column, country, lambda share: progress(share * 0.8))
        progress(0.8)
        empty = find_empty_cells(self.table) if self._empty is None else self._empty
        progress(0.9)
        # Only together: `progress` raises when nobody waits for this check any more.
        self._numbers, self._empty = numbers, empty
        self._verdict = verdict = judge(self.table, plan, numbers, empty, decisions=self._decisions, known=known)
        return self._conclude(verdict)

    def _conclude(self, verdict: Verdict) -> CheckResult:
        self._parts = self._finder = self._repairs = None
        self._result = CheckResult(
            rows=len(self.table.rows),
            to_send=verdict.count("to_send"),
            set_aside=verdict.count("set_aside"),
            warnings=verdict.count("warnings"),
            repaired=verdict.count("country_added"),
            groups=verdict.groups,
            obstacles=tuple(verdict.obstacles),
            variables=tuple(verdict.plan.uses[kept].name for kept in verdict.kept),
            calls_known=verdict.known.called.calls,
            newest_call_at=verdict.known.called.newest_at,
            to_undo=self._history.to_undo,
            to_redo=self._history.to_redo,
        )
        if self._result.to_send <= _MEASURED_AT_ONCE:
            return self.measure()
        return self._result

    def measure(self) -> CheckResult:
        """The verdict once more, with the size of the upload and its parts; a row too long for any is an obstacle.

        Raises:
            LeadFileError: Not checked yet.
        """
        for _ in self.measuring():
            pass
        return self._checked()[1]

    def measuring(self) -> Iterator[float]:
        """Do what `measure` does step by step, from where it was left: the share that is done.

        Raises:
            LeadFileError: Not checked yet.
        """
        verdict, result = self._checked()
        if self._parts is None:
            if self._finder is None:
                self._finder = UploadRows(self.table, verdict).find_parts(self._part_bytes)
            # Step by step and not by `yield from`: who gives this up must not end the finder with it.
            while self._parts is None:
                try:
                    share = next(self._finder)
                except StopIteration as end:
                    self._parts = end.value
                else:
                    yield share
            self._finder = None
            size = sum(part.size for part in self._parts)
            obstacles = list(verdict.obstacles)
            if any(part.size > self._part_bytes for part in self._parts):
                obstacles.append(Sentence(sentences.ROW_DOES_NOT_FIT, {"name": self.file.summary.name}))
            self._result = msgspec.structs.replace(
                result, payload_bytes=size, parts=len(self._parts), obstacles=tuple(obstacles)
            )
        yield 1.0

    def rows(self, view: str, start: int, count: int) -> list[LeadRow]:
        """`count` rows of a view from its `start`-th on, fewer at its end."""
        chosen = showing.indices(self.table, self._verdict, view)[max(0, start) : max(0, start) + max(0, count)]
        return [showing.lead_row(self.table, self._verdict, self._decisions, index) for index in chosen]

    def payload(self, part: int | None = None) -> Payload:
        """What is to be uploaded: all of it, or one part (from 0) of what is too large for one upload.

        Raises:
            LeadFileError: Not checked yet, nothing to send, something is against it, or all of it needs several parts.
        """
        result = self.measure()
        verdict, _ = self._checked()
        if result.obstacles:
            raise LeadFileError(result.obstacles[0].template, **result.obstacles[0].params)
        if not result.to_send:
            raise LeadFileError(sentences.NOTHING_TO_SEND, name=self.file.summary.name)
        assert self._parts is not None
        place = part or 0
        if not 0 <= place < len(self._parts) or (part is None and len(self._parts) > 1):
            raise LeadFileError(sentences.NO_SUCH_PART, name=self.file.summary.name, parts=len(self._parts))
        rows, (start, stop, _) = UploadRows(self.table, verdict), self._parts[place]
        return Payload(
            name=upload_name(self.file.summary.name),
            content=rows.content(start, stop),
            rows=stop - start,
            set_aside=result.set_aside,
            source_name=self.file.summary.name,
            source_sha256=self.file.summary.sha256,
            numbers=known_numbers.pack_numbers(rows.numbers(start, stop)),
            columns=(PHONE_NUMBER, *result.variables),
            part=place,
            parts=len(self._parts),
        )

    def write_rejected(self, path: Path) -> int:
        """Save the rows that are set aside as they were in the file, with the reason in a last column.

        Raises:
            LeadFileError: Not checked yet, or it cannot be written there.
        """
        from app.leads.rejected import write_rows

        verdict, _ = self._checked()
        own = self.file.path
        if own is not None and path.exists() and own.exists() and os.path.samefile(path, own):
            raise LeadFileError(sentences.CANNOT_OVERWRITE, name=plain_name(path))
        aside = verdict.view("set_aside")
        header = list(self.table.header)
        kept = range(len(header) - 1 if header[-1] == REASONS_COLUMN else len(header))
        width = max((len(self.table.surplus.get(index, ())) for index in aside), default=0)

        def rows() -> Iterable[list[str]]:
            for index in aside:
                row, surplus = self.table.rows[index], self.table.surplus.get(index, [])
                reasons = showing.problems(self.table, verdict, self._decisions, index)
                reason = "; ".join(problem.sentence.text for problem in reasons)
                yield [*(row[column] for column in kept), *surplus, *[""] * (width - len(surplus)), reason]

        return write_rows(path, [*(header[column] for column in kept), *[""] * width, REASONS_COLUMN], rows())

    def edit(self, index: int, column: int, text: str) -> None:
        """Change a cell in memory; the verdict follows at once."""
        if not (0 <= index < len(self.table.rows) and 0 <= column < len(self.table.header)):
            raise LeadFileError(sentences.NO_SUCH_ROW)
        title = Sentence(sentences.CHANGE_CELL, {"number": self.table.number(index)})
        self._write(title, column, (index,), (text,))

    def drop(self, view: str) -> int:
        """Set the rows of a view aside; the verdict follows at once. Returns how many there were."""
        chosen = showing.indices(self.table, self._verdict, view) if view != "all" else ()
        self._drop(chosen)
        return len(chosen)

    def restore(self) -> int:
        """Take all `drop`s back. Returns how many rows that were."""
        rows = sorted(self._decisions.dropped)
        if rows:
            title = Sentence(sentences.CHANGE_RESTORE, {"count": len(rows)})
            self._change(RowsChange(title, rows, dropped=False))
        return len(rows)

    def repairs(self, progress: Progress = lambda share: None) -> list[RepairOffer]:
        """What can be done about many rows of the latest check at once. `progress` may raise to stop.

        Raises:
            LeadFileError: Not checked yet.
        """
        return [repair.offer for repair in self._found_repairs(progress).values()]

    def preview(self, key: str, start: int, count: int, text: str = "") -> list[PreviewRow]:
        """Some of the rows that a repair would change.

        Raises:
            LeadFileError: Not checked yet, or there is no such repair any more.
        """
        repair = self._repair(key)
        places = range(len(repair.rows))[max(0, start) : max(0, start) + max(0, count)]
        rows = [repair.rows[place] for place in places]
        if repair.column is None:
            return [PreviewRow(self.table.number(index), "", None) for index in rows]
        before = self.table.rows.cells(repair.column, rows)
        after = [repair.after[place] if repair.after else text for place in places]
        return [
            PreviewRow(self.table.number(index), showing.short(old), showing.short(new))
            for index, old, new in zip(rows, before, after, strict=True)
        ]

    def repair(self, key: str, text: str = "") -> CheckResult:
        """Do it; the verdict afterwards.

        Raises:
            LeadFileError: Not checked yet, or there is no such repair any more.
        """
        repair = self._repair(key)
        if repair.column is None:
            self._drop(repair.rows, repair.offer.title)
        else:
            after = repair.after or [text] * len(repair.rows)
            self._write(repair.offer.title, repair.column, repair.rows, after, repair.before)
        return self._checked()[1]

    def undo(self) -> CheckResult:
        """Take the latest change back: a repair, an edited cell, dropped rows. The verdict afterwards.

        Raises:
            LeadFileError: Not checked yet.
        """
        self._checked()
        if done := self._history.undo():
            self._catch_up(done)
        return self._checked()[1]

    def redo(self) -> CheckResult:
        """Do once more what was undone last. The verdict afterwards.

        Raises:
            LeadFileError: Not checked yet.
        """
        self._checked()
        if done := self._history.redo():
            self._catch_up(done)
        return self._checked()[1]

    def _found_repairs(self, progress: Progress = lambda share: None) -> dict[str, Repair]:
        verdict, _ = self._checked()
        if self._repairs is None:
            self._repairs = find_repairs(self.table, verdict, progress)
        return self._repairs

    def _repair(self, key: str) -> Repair:
        found = self._found_repairs().get(key)
        if found is None:
            raise LeadFileError(sentences.NO_SUCH_REPAIR)
        return found

    def _write(
        self, title: Sentence, column: int, rows: Sequence[int], after: Sequence[str], before: Sequence[str] = ()
    ) -> None:
        before = before or self.table.rows.cells(column, rows)
        closed = frozenset(self.table.broken_quotes.intersection(rows)) if self.table.broken_quotes else frozenset()
        self._change(CellsChange(title, column, rows, before, after, closed))

    def _drop(self, rows: Sequence[int], title: Sentence | None = None) -> None:
        fresh = [index for index in rows if index not in self._decisions.dropped]
        if fresh:
            title = title or Sentence(sentences.REPAIR_DROP, {"count": len(fresh)})
            self._change(RowsChange(title, fresh, dropped=True))

    def _change(self, change: Change) -> None:
        self._catch_up(self._history.do(change))

    def _catch_up(self, done: Done) -> None:
        """Bring what is known about the rows up to date with a change of some of them."""
        numbers, verdict, change = self._numbers, self._verdict, done.change
        before: set[str] = set()
        if isinstance(change, CellsChange):
            if numbers is not None and numbers.column == change.column:
                e164, bare = numbers.e164, numbers.bare
                before = {number for index in change.rows if (number := e164[index]) is not None}
                found = numbers.reader.read(list(done.cells))
                for index, number, added in zip(change.rows, found.e164, found.bare, strict=True):
                    e164[index], bare[index] = number, added
            self._note_empty(change.column, change.rows, done.cells)
        if verdict is not None:
            judge_again(self.table, self._decisions, verdict, change.rows, before)
            self._conclude(verdict)

    def _note_empty(self, column: int, rows: Sequence[int], cells: Sequence[str]) -> None:
        if self._empty is None:
            return
        empty = bytes(not cell or cell.isspace() for cell in cells)
        mask = self._empty.get(column)
        if mask is None:
            if not any(empty):
                return
            mask = self._empty[column] = bytearray(len(self.table.rows))
        for index, is_empty in zip(rows, empty, strict=True):
            mask[index] = is_empty
        if self._verdict is not None and column in self._verdict.kept:
            self._verdict.empty[column] = mask

    def lay_refusals(self, refusals: Iterable[Refusal]) -> int:
        """Note which numbers the server refused; the next `check` sets their rows aside. Returns how many are new."""
        verdict, _ = self._checked()
        reader = NumberReader(verdict.plan.default_country)
        before = len(self._decisions.refused)
        for refusal in refusals:
            if number := reader.read_one(refusal.number):
                self._decisions.refused[number] = refusal.reason
        return len(self._decisions.refused) - before

    def _checked(self) -> tuple[Verdict, CheckResult]:
        if self._verdict is None or self._result is None:
            raise LeadFileError(sentences.NOT_CHECKED, name=self.file.summary.name)
        return self._verdict, self._result


def _known(plan: CheckPlan, called: CalledLately) -> Known:
    """What the local records know, as far as the plan asks for it."""
    campaign = plan.campaign_id
    ledger = Path(plan.ledger) if plan.ledger else None
    return Known(
        earlier=known_numbers.read_earlier(ledger, campaign) if ledger and campaign else {},
        unwanted=known_numbers.read_numbers(Path(plan.do_not_call)) if plan.do_not_call else frozenset(),
        lately=known_numbers.read_lately(ledger, campaign, plan.lately_since) if ledger and plan.lately_since else {},
        refused_before=known_numbers.read_refused(Path(plan.refused)) if plan.refused else {},
        called=called,
    )


def _called(plan: CheckPlan, before: CalledLately) -> CalledLately:
    if not plan.calls:
        return NOTHING
    reader = NumberReader(plan.default_country)
    region = plan.default_country
    return read_called(Path(plan.calls), plan.lately_since, region, lambda texts: reader.read(list(texts)).e164, before)
