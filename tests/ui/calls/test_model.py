"""The rows of the call table, without a mirror."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from app.calls.mirror_reading import CallRow
from app.calls.search import Search
from app.models import CallLog
from ui.calls.columns import CallTexts, analysis_key, call_columns
from ui.calls.model import MOST_PAGES, PAGE_ROWS, CallTableModel, Edit
from ui.models.columns import CellRole, Marked, RecordRole
from ui.widgets.status import Look
from ui.widgets.table import TableView


def call(number: int, **fields: Any) -> CallLog:
    values = {"id": f"log_{number}", "status": "completed", "created_at": datetime(2026, 6, 12, 9, 30, tzinfo=UTC)}
    return CallLog(**(values | fields))


def row(number: int, **fields: Any) -> CallRow:
    return CallRow(number, call(number, **fields), has_details=False, is_heard=False)


def page(number: int, rows: int = PAGE_ROWS) -> list[CallRow]:
    return [row(number * PAGE_ROWS + place) for place in range(rows)]


def ids(model: CallTableModel) -> list[str]:
    return [model.index(place, 0).data(RecordRole).id for place in range(model.rowCount())]


@pytest.fixture
def words() -> CallTexts:
    return CallTexts()


@pytest.fixture
def model(qapp: object, words: CallTexts) -> CallTableModel:
    made = CallTableModel(call_columns(words))
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return made


def test_a_row_that_is_not_held_is_asked_for_once_and_filled_in_when_it_comes(model: CallTableModel) -> None:
    wanted, changed = QSignalSpy(model.page_wanted), QSignalSpy(model.dataChanged)
    model.show(1_000, {0: page(0)})
    assert model.rowCount() == 1_000
    assert model.index(0, 0).data() != ""
    assert model.index(750, 0).data() == ""
    assert model.index(751, 1).data(CellRole) == ""
    assert model.index(750, 0).data(RecordRole) is None
    assert [wanted.at(number) for number in range(wanted.count())] == [[7]]
    model.put_page(7, page(7))
    assert model.index(750, 0).data(RecordRole).id == "log_750"
    assert (changed.at(0)[0].row(), changed.at(0)[1].row()) == (700, 799)
    assert changed.count() == 1


def test_a_page_that_costs_nothing_is_there_at_once(model: CallTableModel) -> None:
    wanted = QSignalSpy(model.page_wanted)
    model.read_now = page
    model.show(1_000, {})
    assert model.index(999, 0).data(RecordRole).id == "log_999"
    assert wanted.count() == 0


def test_however_far_it_is_scrolled_few_pages_are_held(qapp: object, words: CallTexts) -> None:
    model = CallTableModel(call_columns(words))  # the tester would look at every row
    model.read_now = page
    model.show(1_000_000, {})
    for place in range(0, 1_000_000, 997):
        assert model.record_at(place).id == f"log_{place}"
    assert model.held_count <= MOST_PAGES * PAGE_ROWS


def test_a_last_page_is_shorter(model: CallTableModel) -> None:
    model.show(130, {0: page(0), 1: page(1, 30)})
    assert ids(model)[-1] == "log_129"
    assert model.row_of("log_129") == 129
    assert model.row_of("log_130") is None


def test_new_rows_at_the_top_move_selection_and_place_along(model: CallTableModel, words: CallTexts) -> None:
    view = TableView()
    view.resize(900, 400)
    view.setModel(model)
    model.show(300, {0: page(0)})
    view.select_row(50)
    below = QPersistentModelIndex(model.index(50, 0))
    model.follow([Edit(0, 0, 3)], {0: [row(1_001), row(1_002), row(1_003), *page(0)[:97]]})
    assert model.rowCount() == 303
    assert below.row() == 53
    assert view.selected_spans() == [(53, 53)]
    assert model.record_at(53).id == "log_50"


def test_rows_go_and_come_anywhere(model: CallTableModel) -> None:
    model.show(10, {0: page(0, 10)})
    first, last = QPersistentModelIndex(model.index(0, 0)), QPersistentModelIndex(model.index(9, 0))
    left = [row(number) for number in (0, 1, 70, 5, 6, 7, 8, 9)]
    model.follow([Edit(2, 3, 1)], {0: left})
    assert ids(model) == [one.record.id for one in left]
    assert (first.row(), last.row()) == (0, 7)


def test_an_answer_that_says_the_same_repaints_nothing(model: CallTableModel) -> None:
    model.show(200, {0: page(0), 1: page(1)})
    changed, inserted = QSignalSpy(model.dataChanged), QSignalSpy(model.rowsInserted)
    model.follow([], {0: page(0), 1: page(1)})
    assert (changed.count(), inserted.count()) == (0, 0)
    other = page(0)
    other[3] = row(3, status="busy")
    model.follow([], {0: other})
    assert [changed.at(number)[0].row() for number in range(changed.count())] == [3]
    assert model.record_at(3).status == "busy"


def test_select_all_is_one_span_and_asks_for_no_row(qapp: object, words: CallTexts) -> None:
    model = CallTableModel(call_columns(words))
    view = TableView()
    view.resize(900, 400)
    view.setModel(model)
    model.show(1_000_000, {0: page(0)})
    wanted = QSignalSpy(model.page_wanted)
    view.selectAll()
    assert view.selected_spans() == [(0, 999_999)]
    assert view.selected_count == 1_000_000
    view.grab()
    assert wanted.count() == 0
    flags = QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().select(model.index(500, 0), flags)
    assert view.selected_spans() == [(0, 499), (501, 999_999)]


def test_sorting_is_asked_for_by_the_name_of_the_column(model: CallTableModel) -> None:
    wanted = QSignalSpy(model.order_wanted)
    view = TableView()
    view.setModel(model)
    view.sort_by("duration", descending=True)
    assert wanted.at(0) == ["duration", True]


def test_columns_of_analysis_fields_come_and_go_and_the_others_stay(model: CallTableModel, words: CallTexts) -> None:
    model.show(1, {0: [row(1, analysis={"promise": True, "visit": "2026-06-17"})]})
    before = [column.key for column in model.columns]
    model.set_columns(call_columns(words, ["promise", "visit"]))
    assert [column.key for column in model.columns] == [*before, analysis_key("promise"), analysis_key("visit")]
    assert model.index(0, len(before)).data() == "yes"
    assert model.columns[-1].hidden
    model.set_columns(call_columns(words, ["visit"]))
    assert [column.key for column in model.columns] == [*before, analysis_key("visit")]


def test_what_is_found_is_marked(model: CallTableModel, words: CallTexts) -> None:
    words.search = Search.of("emi")
    model.show(1, {0: [row(1, summary="क्या EMI कम होगी?")]})
    cell = model.index(0, [column.key for column in model.columns].index("summary")).data(CellRole)
    assert isinstance(cell, Marked)
    assert [cell.text[start : start + length] for start, length in cell.hits] == ["EMI"]


def test_cells_say_what_the_record_says(model: CallTableModel, words: CallTexts) -> None:
    words.campaign_names["cmp_1"] = "EMI reminders"
    one = row(
        1,
        to_number="+919876543210",
        campaign_id="cmp_1",
        status="did_not_pick",
        duration_s=145.0,
        sentiment="negative",
        end_reason="user_did_not_pick_up",
        agent_id="agt_9",
    )
    model.show(1, {0: [one]})
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
    model.show(1, {0: [CallRow(1, CallLog(id="bare"), False, False)]})
    said = [model.index(0, number).data() for number in range(model.columnCount())]
    assert said[0] == "—"
    assert all(isinstance(text, str) for text in said)
