"""The model tells views exactly what changed, and nothing else."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from ui.models.columns import CellRole, Column, RecordRole, SortRole
from ui.models.record_table import RecordTableModel


class Fruit(NamedTuple):
    id: int
    name: str
    count: int | None = 0


COLUMNS: list[Column[Fruit]] = [
    Column("name", "Name", lambda f: f.name),
    Column("count", "Count", lambda f: f.count, align="right"),
    Column("twice", "Twice", lambda f: f.count, display=lambda f: str(2 * (f.count or 0))),
]


@pytest.fixture
def model(qapp: Any) -> RecordTableModel[Fruit]:
    made = RecordTableModel(COLUMNS)
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    made.set_records([Fruit(1, "pear", 3), Fruit(2, "Apple", 5), Fruit(3, "fig", None)])
    return made


def names(model: RecordTableModel[Fruit]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_shows_records_in_server_order(model: RecordTableModel[Fruit]) -> None:
    assert names(model) == ["pear", "Apple", "fig"]
    index = model.index(0, 1)
    assert index.data(RecordRole) == Fruit(1, "pear", 3)
    assert index.data(SortRole) == 3
    assert index.data(CellRole) == "3"
    assert model.index(2, 1).data() == "—"
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & int(
        Qt.AlignmentFlag.AlignRight
    )


def test_a_changed_record_announces_only_its_changed_cells(model: RecordTableModel[Fruit]) -> None:
    spy = QSignalSpy(model.dataChanged)
    removed, inserted = QSignalSpy(model.rowsRemoved), QSignalSpy(model.rowsInserted)
    model.upsert(Fruit(2, "Apple", 6))
    assert spy.count() == 1
    first, last = spy.at(0)[0], spy.at(0)[1]
    assert (first.row(), first.column(), last.row(), last.column()) == (1, 1, 1, 2)
    assert removed.count() == inserted.count() == 0


def test_the_same_records_again_announce_nothing(model: RecordTableModel[Fruit]) -> None:
    spies = [QSignalSpy(model.dataChanged), QSignalSpy(model.layoutChanged), QSignalSpy(model.changing)]
    model.set_records([Fruit(1, "pear", 3), Fruit(2, "Apple", 5), Fruit(3, "fig", None)])
    assert [spy.count() for spy in spies] == [0, 0, 0]


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Qt.SortOrder.AscendingOrder, ["pear", "Apple", "fig"]), (Qt.SortOrder.DescendingOrder, ["Apple", "pear", "fig"])],
)
def test_unknown_values_sort_last_in_both_directions(
    model: RecordTableModel[Fruit], order: Qt.SortOrder, expected: list[str]
) -> None:
    model.sort(1, order)
    assert names(model) == expected


def test_sorting_text_ignores_case_and_minus_one_is_server_order(model: RecordTableModel[Fruit]) -> None:
    model.sort(0)
    assert names(model) == ["Apple", "fig", "pear"]
    model.sort(-1)
    assert names(model) == ["pear", "Apple", "fig"]


def test_filter_hides_and_gives_back(model: RecordTableModel[Fruit]) -> None:
    model.set_filter(lambda f: "p" in f.name)
    assert names(model) == ["pear", "Apple"]
    assert model.total == 3
    model.upsert(Fruit(4, "grape", 1), Fruit(5, "kiwi", 1))
    assert names(model) == ["pear", "Apple", "grape"]
    model.set_filter(None)
    assert names(model) == ["pear", "Apple", "fig", "grape", "kiwi"]


def test_a_record_that_no_longer_passes_the_filter_leaves(model: RecordTableModel[Fruit]) -> None:
    model.set_filter(lambda f: (f.count or 0) > 2)
    model.upsert(Fruit(1, "pear", 0))
    assert names(model) == ["Apple"]


def test_selection_and_persistent_indexes_follow_their_record(model: RecordTableModel[Fruit]) -> None:
    selection = QItemSelectionModel(model)
    selection.select(
        model.index(1, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    )
    kept = QPersistentModelIndex(model.index(0, 1))
    model.set_records([Fruit(9, "lime", 1), Fruit(2, "Apple", 7), Fruit(8, "date", 2), Fruit(1, "pear", 3)])
    assert [index.data(RecordRole).id for index in selection.selectedRows()] == [2]
    assert (kept.row(), kept.data(RecordRole).id) == (3, 1)


def test_a_failing_column_is_shown_empty_and_logged_once(qapp: Any, caplog: pytest.LogCaptureFixture) -> None:
    model = RecordTableModel([Column[Fruit]("bad", "Bad", lambda f: f.name[99])])
    model.set_records([Fruit(1, "pear"), Fruit(2, "fig")])
    assert [model.index(row, 0).data() for row in range(2)] == ["", ""]
    assert model.index(0, 0).data(CellRole) == ""
    assert caplog.text.count("column bad failed") == 1


def test_valid_parents_have_no_rows(model: RecordTableModel[Fruit]) -> None:
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.record_at(99) is None
    assert model.row_of(99) is None
    assert not model.index(0, 0, QModelIndex()).data(Qt.ItemDataRole.DecorationRole)


def test_random_changes_keep_rows_true(model: RecordTableModel[Fruit], qtlog: Any) -> None:
    chance = random.Random(7)
    expected: dict[int, Fruit] = {f.id: f for f in model.all_records}
    for _ in range(300):
        match chance.randrange(5):
            case 0:
                expected = {i: Fruit(i, chance.choice("abc"), chance.randrange(4)) for i in chance.sample(range(9), 5)}
                model.set_records(expected.values())
            case 1:
                one = Fruit(chance.randrange(9), chance.choice("abc"), chance.choice([None, 1, 2, 3]))
                expected[one.id] = one
                model.upsert(one)
            case 2:
                gone = chance.randrange(9)
                expected.pop(gone, None)
                model.remove(gone)
            case 3:
                model.sort(chance.randrange(-1, 3), chance.choice(list(Qt.SortOrder)))
            case 4:
                model.set_filter(chance.choice([None, lambda f: f.name != "a", lambda f: f.count == 1]))
        shown = model.records
        assert {f.id for f in shown} <= set(expected)
        assert all(expected[f.id] == f for f in shown)
        assert [f.id for f in model.all_records] == list(expected)
    model.set_filter(None)
    assert sorted(f.id for f in model.records) == sorted(expected)
    assert not [record for record in qtlog.records if "FAIL" in record.message]
