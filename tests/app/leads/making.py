"""Lead files for the tests."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from app.leads.lead_file import OpenLeadFile
from app.leads.mapping import first_plan
from app.leads.reading import read_file
from app.leads.records import CheckPlan, CheckResult


class StillClock:
    """A clock that stands still."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def mobile(index: int) -> str:
    """A distinct good Indian number, bare."""
    return f"98{index:08d}"


def opened(folder: Path, content: bytes | str, name: str = "leads.csv") -> OpenLeadFile:
    """A file with this content, read here."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return OpenLeadFile(read_file(path))


def checked(file: OpenLeadFile, **changes: Any) -> CheckResult:
    """The verdict by the first plan, or one with `changes`."""
    return file.check(plan_of(file, **changes), lambda share: None)


def plan_of(file: OpenLeadFile, **changes: Any) -> CheckPlan:
    plan = first_plan(file.file.summary)
    values = {name: getattr(plan, name) for name in plan.__struct_fields__}
    return CheckPlan(**{**values, **changes})


def counts(result: CheckResult) -> dict[str, int]:
    """Group key -> rows."""
    return {group.key: group.count for group in result.groups}


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> bytes:
    """An XLSX file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if title in hidden:
            sheet.hide()
    book.close()
    return out.getvalue()
