"""The request log: filters, what stands in the place of rows, the file."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.api.dialect import CallLogQuery
from app.errors import AppError
from app.quota.priorities import Priority
from tests.ui.quota.bench import QuotaBench
from tests.ui.until import until


def choose(bench: QuotaBench, name: str, value: Any) -> None:
    combo = bench.find(f"quota.filter.{name}")
    place = combo.findData(value)
    assert place >= 0
    combo.setCurrentIndex(place)


def statuses(bench: QuotaBench) -> set[int | str]:
    return {row.entry.status for row in bench.quota.log.model.records}


async def busy(bench: QuotaBench) -> None:
    """One request of every kind."""
    api = bench.context.api
    await api.call_logs(CallLogQuery(), priority=Priority.BACKGROUND)
    await api.call_logs(CallLogQuery(), priority=Priority.BACKGROUND)
    with contextlib.suppress(AppError):
        await api.campaign("cmp_nobody_knows")
    bench.sandbox.control.order("rate_limit", retry_after_s=2)
    await api.campaigns(page=2)
    await bench.still()


async def test_filters_show_what_they_say_and_say_when_that_is_nothing(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        await busy(bench)
        log = bench.quota.log
        assert {200, 304, 404, 429} <= statuses(bench)
        choose(bench, "answer", "problems")
        await until(lambda: statuses(bench) == {404, 429})
        choose(bench, "answer", "304")
        await until(lambda: statuses(bench) == {304})
        choose(bench, "answer", "")
        choose(bench, "waited", 5.0)
        await until(lambda: log.model.rowCount() == 0)
        assert bench.find("quota.requests.empty").accessibleName() == "No request matches the filters"
        assert not log._save.available
        log.empty.action.click()
        assert log.model.rowCount() == log.total
        choose(bench, "waited", 1.0)
        choose(bench, "activity", "you")
        # Nobody else waited for a turn: the one that was refused, when it was tried again, waited two seconds.
        await until(lambda: [row.entry.path for row in log.model.records] == ["/campaigns?page=2&limit=100"])
        log.clear_filters()
        path = bench.find("quota.filter.path")
        path.setFocus()
        QTest.keyClicks(path, "CALL-logs")
        await until(lambda: {row.entry.path.split("?")[0] for row in log.model.records} == {"/call-logs"})
        QTest.keyClick(path, Qt.Key.Key_Escape)
        choose(bench, "method", "DELETE")
        await until(lambda: log.model.rowCount() == 0)


async def test_what_comes_while_a_filter_is_on_passes_it_too(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        choose(bench, "answer", "4xx")
        await until(lambda: bench.quota.log.model.rowCount() == 0)
        await bench.context.api.campaigns()
        with contextlib.suppress(AppError):
            await bench.context.api.campaign("cmp_nobody_knows")
        await bench.still()
        assert statuses(bench) == {404}
        assert bench.quota.log.model.rowCount() == 1


async def test_the_file_holds_what_is_shown(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        await busy(bench)
        choose(bench, "answer", "problems")
        await until(lambda: statuses(bench) == {404, 429})
        bench.find("quota.save_requests").click()
        dialog = bench.window.findChild(QFileDialog, "quota.save_requests.dialog")
        assert dialog is not None
        path = tmp_path / "requests.csv"
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        await until(lambda: "Requests saved to requests.csv: 2." in bench.told)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["status"] for row in rows] == ["404", "429"]  # as they were sent
        assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
        # A place that cannot be written to is told, and nothing is left there.
        bench.quota.log.save_to(tmp_path / "none" / "requests.csv")
        await until(lambda: "could not be saved" in bench.told[-1])


async def test_a_row_is_a_request_and_the_newest_is_on_top(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        for page in range(3):
            await bench.context.api.campaigns(page=page + 1)
        await bench.still()
        records = bench.quota.log.model.records
        assert [row.entry.path for row in records[:3]] == [f"/campaigns?page={page}&limit=100" for page in (3, 2, 1)]
        assert [row.id for row in records] == list(range(len(records), 0, -1))
