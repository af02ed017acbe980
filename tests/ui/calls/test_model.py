"""The rows of the call table, without a server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from app.calls.finding import Finder
from app.models import CallLog
from ui.calls.columns import CallTexts, call_columns
from ui.calls.model import CallTableModel
from ui.models.columns import CellRole, Marked, RecordRole
from ui.widgets.status import Look


def call(number: int, **fields: Any) -> CallLog:
    values = {"id": f"log_{number}", "status": "completed", "created_at": datetime(2026, 6, 12, 9, 30, tzinfo=UTC)}
    return CallLog(**(values | fields))


def ids(model: CallTableModel) -> list[str]:
    return [model.index(row, 0).data(RecordRole).id for row in range(model.rowCount())]


@pytest.fixture
def words() -> CallTexts:
    return CallTexts()


@pytest.fixture
def model(qapp: object, words: CallTexts) -> CallTableModel:
    made = CallTableModel(call_columns(words))
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return made


def test_pages_come_to_the_end_and_new_calls_to_the_top(model: CallTableModel) -> None:
    model.append([call(9), call(8)])
    model.append([call(7)])
    assert ids(model) == ["log_9", "log_8", "log_7"]
    below = QPersistentModelIndex(model.index(1, 0))
    model.set_rows([call(11), call(10), call(9), call(8), call(7)])
    assert ids(model) == ["log_11", "log_10", "log_9", "log_8", "log_7"]
    assert below.row() == 3


def test_rows_that_leave_the_list_go_and_the_others_stay(model: CallTableModel) -> None:
    model.append([call(number) for number in range(9, 0, -1)])
    kept = QPersistentModelIndex(model.index(4, 0))
    model.set_rows([call(number) for number in (12, 9, 5, 4, 1)])
    assert ids(model) == ["log_12", "log_9", "log_5", "log_4", "log_1"]
    assert kept.row() == 2


def test_another_order_by_the_server_is_taken(model: CallTableModel) -> None:
    model.append([call(3), call(2), call(1)])
    model.set_rows([call(1), call(3), call(2)])
    assert ids(model) == ["log_1", "log_3", "log_2"]


def test_an_update_repaints_the_cells_that_say_something_else_and_no_other(model: CallTableModel) -> None:
    model.append([call(2, status="sent"), call(1)])
    changed = QSignalSpy(model.dataChanged)
    model.update([call(2, status="completed", duration_s=12.0)])
    columns = {changed.at(number)[0].column() for number in range(changed.count())}
    assert {model.columns[number].key for number in columns} == {"status", "duration"}
    model.update([call(2, status="completed", duration_s=12.0)])
    assert changed.count() == 2


def test_a_search_hides_rows_also_of_pages_that_come_later(model: CallTableModel, words: CallTexts) -> None:
    words.finder = Finder("emi")
    model.append([call(3, summary="EMI is due"), call(2, summary="nothing")])
    model.search(words.is_found)
    assert ids(model) == ["log_3"]
    model.append([call(1, summary="the emi again"), call(0)])
    assert ids(model) == ["log_3", "log_1"]
    assert model.total == 4
    model.search(None)
    assert model.rowCount() == 4


def test_what_is_found_is_marked(model: CallTableModel, words: CallTexts) -> None:
    model.append([call(1, summary="क्या EMI कम होगी?")])
    words.finder = Finder("emi")
    cell = model.index(0, [column.key for column in model.columns].index("summary")).data(CellRole)
    assert isinstance(cell, Marked)
    assert [cell.text[start : start + length] for start, length in cell.hits] == ["EMI"]


def test_more_is_asked_for_only_when_it_may_be(model: CallTableModel) -> None:
    wanted = QSignalSpy(model.more_wanted)
    root = QModelIndex()
    model.fetchMore(root)
    assert wanted.count() == 0
    model.may_fetch = lambda: True
    assert model.canFetchMore(root)
    model.fetchMore(root)
    assert wanted.count() == 1
    model.append([call(1)])
    assert not model.canFetchMore(model.index(0, 0))


def test_cells_say_what_the_record_says(model: CallTableModel, words: CallTexts) -> None:
    words.campaign_names["cmp_1"] = "EMI reminders"
    model.append(
        [
            call(
                1,
                to_number="+919876543210",
                campaign_id="cmp_1",
                status="did_not_pick",
                duration_s=145.0,
                sentiment="negative",
                end_reason="user_did_not_pick_up",
                agent_id="agt_9",
            )
        ]
    )
    said = {column.key: model.index(0, number).data() for number, column in enumerate(model.columns)}
    assert said["number"] == "+91 98765 43210"
    assert said["campaign"] == "EMI reminders"
    assert said["status"] == "Did not pick"
    assert said["duration"] == "2 m 25 s"
    assert said["sentiment"] == "Negative"
    assert said["ended"] == "nobody picked up"
    assert said["agent"] == "agt_9"
    status = [column.key for column in model.columns].index("status")
    assert isinstance(model.index(0, status).data(CellRole), Look)


def test_a_record_of_nothing_but_an_id_is_a_row(model: CallTableModel) -> None:
    model.append([CallLog(id="bare")])
    said = [model.index(0, number).data() for number in range(model.columnCount())]
    assert said[0] == "—"
    assert all(isinstance(text, str) for text in said)
