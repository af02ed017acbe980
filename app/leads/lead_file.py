"""One opened lead file: its rows, the decisions about them and the latest verdict.

Owns: the state that the process holding the file keeps. Leaves to others: talking about it (`worker.py`). All blocking.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable
from operator import itemgetter
from pathlib import Path
from typing import Final

from app.errors import LeadFileError
from app.leads import do_not_call, ledger, sentences, showing
from app.leads.checking import Decisions, Verdict, check
from app.leads.file_names import plain_name, upload_name
from app.leads.mapping import PHONE_NUMBER
from app.leads.phone_numbers import NumberReader
from app.leads.reading import LeadFile
from app.leads.records import CheckPlan, CheckResult, LeadRow, Payload, Refusal, Sentence
from app.leads.rejected import write_rows
from app.leads.table import REASONS_COLUMN

LARGEST_PAYLOAD_BYTES: Final = 10_000_000  # API page "campaign-leads/upload": 10 MB, read the narrow way

Progress = Callable[[float], None]


class OpenLeadFile:
    """See the module. `rows`, `payload` and the rest speak of the latest `check`."""

    def __init__(self, file: LeadFile) -> None:
        self.file = file
        self.table = file.table
        self._decisions = Decisions()
        self._verdict: Verdict | None = None
        self._result: CheckResult | None = None
        self._content = b""

    def check(self, plan: CheckPlan, progress: Progress) -> CheckResult:
        """Check every row by `plan`.

        Raises:
            LeadFileError: No column is chosen for the phone numbers.
        """
        column = plan.phone_column
        if column is None or not 0 <= column < len(self.table.header) or len(plan.uses) != len(self.table.header):
            raise LeadFileError(sentences.NO_PHONE_COLUMN, name=self.file.summary.name)
        earlier = ledger.read_earlier(Path(plan.ledger), plan.campaign_id) if plan.ledger and plan.campaign_id else {}
        verdict = check(
            self.table,
            plan,
            column,
            decisions=self._decisions,
            earlier=earlier,
            unwanted=do_not_call.read_numbers(Path(plan.do_not_call)) if plan.do_not_call else frozenset(),
            progress=lambda share: progress(share * 0.7),
        )
        content = self._write(verdict)
        obstacles = list(verdict.obstacles)
        to_send = len(verdict.views["to_send"])
        if len(content) > LARGEST_PAYLOAD_BYTES:
            params: dict[str, str | int | float] = {
                "rows": to_send,
                "size_mb": f"{len(content) / 1e6:.1f}",
                "limit_mb": LARGEST_PAYLOAD_BYTES // 1_000_000,
            }
            obstacles.append(Sentence(sentences.PAYLOAD_TOO_BIG, params))
        repaired = verdict.views.get("country_added", ())
        self._verdict = verdict
        self._content = b"" if obstacles else content
        self._result = CheckResult(
            rows=len(self.table.rows),
            to_send=to_send,
            set_aside=len(verdict.views["set_aside"]),
            warnings=len(verdict.views["warnings"]),
            repaired=len(repaired),
            groups=verdict.groups,
            obstacles=tuple(obstacles),
            variables=tuple(plan.uses[kept].name for kept in verdict.kept),
            payload_bytes=len(content),
        )
        progress(1.0)
        return self._result

    def rows(self, view: str, start: int, count: int) -> list[LeadRow]:
        """`count` rows of a view from its `start`-th on, fewer at its end."""
        chosen = showing.indices(self.table, self._verdict, view)[max(0, start) : max(0, start) + max(0, count)]
        return [showing.lead_row(self.table, self._verdict, self._decisions, index) for index in chosen]

    def payload(self) -> Payload:
        """What is to be uploaded.

        Raises:
            LeadFileError: Not checked yet, nothing to send, or something is against it.
        """
        verdict, result = self._checked()
        if result.obstacles:
            first = result.obstacles[0]
            raise LeadFileError(first.template, **first.params)
        if not result.to_send:
            raise LeadFileError(sentences.NOTHING_TO_SEND, name=self.file.summary.name)
        numbers = [number for index in verdict.views["to_send"] if (number := verdict.e164[index])]
        return Payload(
            name=upload_name(self.file.summary.name),
            content=self._content,
            rows=result.to_send,
            set_aside=result.set_aside,
            source_name=self.file.summary.name,
            source_sha256=self.file.summary.sha256,
            numbers=ledger.pack_numbers(numbers),
            columns=(PHONE_NUMBER, *result.variables),
        )

    def write_rejected(self, path: Path) -> int:
        """Save the rows that are set aside as they were in the file, with the reason in a last column.

        Raises:
            LeadFileError: Not checked yet, or it cannot be written there.
        """
        verdict, _ = self._checked()
        own = self.file.path
        if own is not None and path.exists() and own.exists() and os.path.samefile(path, own):
            raise LeadFileError(sentences.CANNOT_OVERWRITE, name=plain_name(path))
        aside = verdict.views["set_aside"]
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

    def _write(self, verdict: Verdict) -> bytes:
        """The upload as UTF-8 CSV (RFC 4180), `phone_number` first."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([PHONE_NUMBER, *(verdict.plan.uses[column].name for column in verdict.kept)])
        chosen = verdict.views["to_send"]
        rows, e164 = self.table.rows, verdict.e164
        columns = verdict.kept
        if not columns:
            out.write("".join(f"{e164[index]}\r\n" for index in chosen))
        elif self.table.may_need_quotes or len(columns) == 1:
            writer.writerows([e164[index], *(rows[index][column] for column in columns)] for index in chosen)
        elif columns == tuple(range(1, len(self.table.header))) and (endings := self.table.rows.endings(chosen)):
            numbers = [e164[index] or "" for index in chosen]
            out.write("\r\n".join(map(str.__add__, numbers, endings)))
            out.write("\r\n")
        else:
            cells, join = itemgetter(*columns), ",".join
            out.write("\r\n".join([f"{e164[index]},{join(cells(rows[index]))}" for index in chosen]))
            out.write("\r\n")
        return out.getvalue().encode("utf-8", "replace")
