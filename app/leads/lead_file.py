"""One opened lead file: its rows, the decisions about them and the latest verdict.

Owns: the state that the process holding the file keeps. Leaves to others: talking about it (`worker.py`). All blocking.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from app.errors import LeadFileError
from app.leads import known_numbers, sentences, showing
from app.leads.checking import Decisions, Numbers, Verdict, find_empty_cells, judge, read_numbers
from app.leads.file_names import plain_name, upload_name
from app.leads.mapping import PHONE_NUMBER
from app.leads.phone_numbers import NumberReader
from app.leads.reading import LeadFile
from app.leads.records import CheckPlan, CheckResult, LeadRow, Payload, Refusal, Sentence
from app.leads.table import REASONS_COLUMN
from app.leads.upload_rows import LARGEST_PART_BYTES, Part, UploadRows

# The size of an upload of up to so many rows is found at the check itself.
_MEASURED_AT_ONCE: Final = 20_000

Progress = Callable[[float], None]


class OpenLeadFile:
    """See the module. `rows`, `payload` and the rest speak of the latest `check`."""

    def __init__(self, file: LeadFile) -> None:
        self.file = file
        self.table = file.table
        self._decisions = Decisions()
        self._numbers: Numbers | None = None
        self._empty: Mapping[int, bytes] | None = None
        self._verdict: Verdict | None = None
        self._result: CheckResult | None = None
        self._parts: list[Part] | None = None

    def check(self, plan: CheckPlan, progress: Progress) -> CheckResult:
        """Check every row by `plan`. The size of a large upload is left open, see `measure`.

        Raises:
            LeadFileError: No column is chosen for the phone numbers.
        """
        column = plan.phone_column
        if column is None or not 0 <= column < len(self.table.header) or len(plan.uses) != len(self.table.header):
            raise LeadFileError(sentences.NO_PHONE_COLUMN, name=self.file.summary.name)
        ledger, unwanted = plan.ledger and plan.campaign_id, plan.do_not_call
        # Before reading the numbers: whoever waits for the verdict may choose another column meanwhile.
        earlier = known_numbers.read_earlier(Path(plan.ledger), plan.campaign_id) if ledger else {}
        not_to_call = known_numbers.read_numbers(Path(unwanted)) if unwanted else frozenset()
        numbers, country = self._numbers, plan.default_country
        if numbers is None or (numbers.column, numbers.country) != (column, country):
            numbers = read_numbers(self.table, column, country, lambda share: progress(share * 0.8))
        progress(0.8)
        empty = find_empty_cells(self.table) if self._empty is None else self._empty
        progress(0.9)
        # Only together: `progress` raises when nobody waits for this check any more.
        self._numbers, self._empty = numbers, empty
        self._verdict = verdict = judge(
            self.table, plan, numbers, empty, decisions=self._decisions, earlier=earlier, unwanted=not_to_call
        )
        self._parts = None
        self._result = CheckResult(
            rows=len(self.table.rows),
            to_send=verdict.count("to_send"),
            set_aside=verdict.count("set_aside"),
            warnings=verdict.count("warnings"),
            repaired=verdict.count("country_added"),
            groups=verdict.groups,
            obstacles=tuple(verdict.obstacles),
            variables=tuple(plan.uses[kept].name for kept in verdict.kept),
        )
        if self._result.to_send <= _MEASURED_AT_ONCE:
            return self.measure()
        return self._result

    def measure(self, progress: Progress = lambda share: None) -> CheckResult:
        """The verdict once more, with the size of the upload, and the obstacle that it is too large where it is.

        Raises:
            LeadFileError: Not checked yet.
        """
        verdict, result = self._checked()
        if self._parts is None:
            self._parts = UploadRows(self.table, verdict).parts(LARGEST_PART_BYTES, progress)
            size = sum(part.size for part in self._parts)
            obstacles = list(verdict.obstacles)
            if len(self._parts) > 1 or size > LARGEST_PART_BYTES:
                params: dict[str, str | int | float] = {
                    "rows": result.to_send,
                    "size_mb": f"{size / 1e6:.1f}",
                    "limit_mb": LARGEST_PART_BYTES // 1_000_000,
                }
                obstacles.append(Sentence(sentences.PAYLOAD_TOO_BIG, params))
            self._result = msgspec.structs.replace(
                result, payload_bytes=size, parts=len(self._parts), obstacles=tuple(obstacles)
            )
        progress(1.0)
        return self._checked()[1]

    def rows(self, view: str, start: int, count: int) -> list[LeadRow]:
        """`count` rows of a view from its `start`-th on, fewer at its end."""
        chosen = showing.indices(self.table, self._verdict, view)[max(0, start) : max(0, start) + max(0, count)]
        return [showing.lead_row(self.table, self._verdict, self._decisions, index) for index in chosen]

    def payload(self) -> Payload:
        """What is to be uploaded.

        Raises:
            LeadFileError: Not checked yet, nothing to send, or something is against it.
        """
        self._checked()
        result = self.measure()
        verdict, _ = self._checked()
        if result.obstacles:
            first = result.obstacles[0]
            raise LeadFileError(first.template, **first.params)
        if not result.to_send:
            raise LeadFileError(sentences.NOTHING_TO_SEND, name=self.file.summary.name)
        rows = UploadRows(self.table, verdict)
        return Payload(
            name=upload_name(self.file.summary.name),
            content=rows.content(),
            rows=result.to_send,
            set_aside=result.set_aside,
            source_name=self.file.summary.name,
            source_sha256=self.file.summary.sha256,
            numbers=known_numbers.pack_numbers(rows.numbers()),
            columns=(PHONE_NUMBER, *result.variables),
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
        """Change a cell in memory; the next `check` sees it."""
        if not (0 <= index < len(self.table.rows) and 0 <= column < len(self.table.header)):
            raise LeadFileError(sentences.NO_SUCH_ROW)
        row = [text if at == column else cell for at, cell in enumerate(self.table.rows[index])]
        self.table.rows.put(index, row)
        self.table.broken_quotes.discard(index)
        self.table.may_need_quotes = True
        self._numbers = self._empty = None

    def drop(self, view: str) -> int:
        """Set the rows of a view aside for good; the next `check` sees it. Returns how many there were."""
        chosen = set(showing.indices(self.table, self._verdict, view)) if view != "all" else set()
        self._decisions.dropped |= chosen
        return len(chosen)

    def restore(self) -> int:
        """Take all `drop`s back. Returns how many rows that were."""
        count = len(self._decisions.dropped)
        self._decisions.dropped.clear()
        return count

    def lay_refusals(self, refusals: Iterable[Refusal]) -> int:
        """Note which numbers the server refused; the next `check` sets their rows aside. Returns how many are known."""
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
