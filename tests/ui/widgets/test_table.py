"""The table keeps its place, fits its columns and stays quick."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ui import theme
from ui.models.columns import CellRole, Column, Marked, ProgressCell, TextCell, TwoTone
from ui.models.record_table import RecordTableModel
from ui.widgets import status
from ui.widgets.table import TableView


class Row(NamedTuple):
    id: int
    name: str


COLUMNS: list[Column[Row]] = [
    Column("name", "Name", lambda r: r.name, width=200, least=120, stretch=True),
    Column("phone", "Number", lambda r: "+91 98765 43210", width=150, least=150, keep=True, elide="middle"),
    Column("state", "Status", lambda r: "running", cell=lambda r: status.call("busy"), width=120, least=120),
    Column("done", "Progress", lambda r: r.id, cell=lambda r: ProgressCell(r.id, 100), width=160, least=120),
    Column("created", "Created", lambda r: r.id, align="right", width=110, least=100),
]


@pytest.fixture
def view(qtbot: Any, scheme: theme.Theme) -> TableView:
    made = TableView()
    model = RecordTableModel(COLUMNS, parent=made)
    model.set_records(Row(i, f"row {i}") for i in range(200))
    made.setModel(model)
    made.resize(900, 400)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def records(view: TableView) -> RecordTableModel[Row]:
    model = view.model()
    assert isinstance(model, RecordTableModel)
    return model


def shown(view: TableView) -> list[str]:
    return [column.key for number, column in enumerate(COLUMNS) if not view.isColumnHidden(number)]


def test_columns_fill_the_width_and_hide_from_the_right_but_never_the_number(view: TableView) -> None:
    assert shown(view) == ["name", "phone", "state", "done", "created"]
    assert sum(view.columnWidth(i) for i in range(5)) == view.viewport().width()
    view.resize(560, 400)
    assert shown(view) == ["name", "phone", "state", "done"]
    view.resize(420, 400)
    assert shown(view) == ["name", "phone", "state"]
    view.resize(160, 400)
    assert shown(view) == ["phone"]
    assert view.columnWidth(1) >= 150
    view.resize(900, 400)
    assert shown(view) == ["name", "phone", "state", "done", "created"]


def test_widths_and_hidden_columns_are_remembered_apart_from_fitting(view: TableView) -> None:
    view.set_hidden_columns({"state"})
    view.horizontalHeader().resizeSection(3, 200)
    assert view.widths() == {"done": 200}
    view.resize(420, 400)
    assert view.hidden_columns() == {"state"}
    assert view.widths() == {"done": 200}
    view.resize(900, 400)
    assert shown(view) == ["name", "phone", "done", "created"]
    assert view.columnWidth(3) == 200


def test_clicking_a_header_sorts_and_clicking_again_turns_round(view: TableView, qtbot: Any) -> None:
    header = view.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(4) + 50, 10)
    with qtbot.waitSignal(view.sort_changed) as first:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(view.sort_changed) as second:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (first.args, second.args) == (["created", False], ["created", True])
    assert records(view).records[0].id == 199


def test_place_and_selection_survive_a_refresh(view: TableView) -> None:
    view.select_row(100)
    view.verticalScrollBar().setValue(90 * 32 + 7)
    top = view.indexAt(QPoint(20, 0)).row()
    before = records(view).record_at(top)
    records(view).set_records([*(Row(1000 + i, "new") for i in range(5)), *(Row(i, f"row {i}!") for i in range(200))])
    after = records(view).record_at(view.indexAt(QPoint(20, 0)).row())
    assert before is not None
    assert after is not None
    assert after.id == before.id == 90
    assert view.verticalScrollBar().value() == 95 * 32 + 7
    assert [row.id for row in view.selected_records()] == [100]


def test_at_the_top_new_rows_come_into_view(view: TableView) -> None:
    records(view).set_records([Row(1000, "new"), *(Row(i, f"row {i}") for i in range(200))])
    assert view.verticalScrollBar().value() == 0
    assert records(view).records[0].id == 1000


def test_select_all_does_not_ask_every_row(qtbot: Any, scheme: theme.Theme) -> None:
    view = TableView()
    model = RecordTableModel(COLUMNS, parent=view)
    model.set_records(Row(i, "x") for i in range(60_000))
    view.setModel(model)
    view.resize(900, 400)
    qtbot.addWidget(view)
    view.show()
    view.grab()
    start = time.perf_counter()
    view.grab()
    plain = time.perf_counter() - start
    view.selectAll()
    start = time.perf_counter()
    view.grab()
    assert time.perf_counter() - start < 5 * plain + 0.05


def test_return_activates_the_row_and_arrows_move(view: TableView, qtbot: Any) -> None:
    view.select_row(3)
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.activated) as got:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert got.args[0].row() == 4


def test_home_and_end_are_the_first_and_the_last_row(view: TableView) -> None:
    view.select_row(50)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_record().id == 199
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.selected_records() == [view.current_record()]
    assert view.current_record().id == 0


def test_an_arrow_selects_the_one_row_that_a_filter_has_left(view: TableView) -> None:
    view.select_row(0)
    records(view).set_filter(lambda row: row.id == 7)
    view.clearSelection()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert [row.id for row in view.selected_records()] == [7]


def test_the_row_menu_opens_by_shift_f10_at_the_current_row(view: TableView, qtbot: Any) -> None:
    view.select_row(3)
    with qtbot.waitSignal(view.customContextMenuRequested, timeout=1000) as asked:
        QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (at,) = asked.args
    assert view.indexAt(at).row() == 3


def test_sorting_without_a_click_does_what_a_click_does(view: TableView, qtbot: Any) -> None:
    assert [column.key for column in view.sortable_columns()] == shown(view)
    for descending in (False, True):
        with qtbot.waitSignal(view.sort_changed, timeout=1000) as told:
            view.sort_as_clicked("created")
        assert told.args == ["created", descending]
        assert view.sorted_by == ("created", descending)
    assert view.model().index(0, 0).data() == "row 199"


def test_a_cell_is_asked_for_one_role_a_paint(view: TableView, monkeypatch: pytest.MonkeyPatch) -> None:
    model = records(view)
    asked: list[int] = []
    original = model.data

    def data(index: Any, role: int = 0) -> Any:
        asked.append(role)
        return original(index, role)

    monkeypatch.setattr(model, "data", data)
    view.grab()
    assert asked
    assert set(asked) == {CellRole}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_kind_of_cell_paints(qtbot: Any, scheme: theme.Theme, mode: Any) -> None:
    scheme.set_mode(mode)
    cells = [
        "text",
        "",
        TextCell("damaged", "red", icon="warning", frame="red"),
        TextCell("dropped", struck=True),
        status.Look("Running", "play", "green"),
        status.Look("Accent", "play", "accent"),
        ProgressCell(5, 10),
        ProgressCell(0, 0),
        ProgressCell(text="no leads yet"),
        TwoTone("1", " / 2"),
        Marked("find me here", ((5, 2), (90, 3))),
        None,
        42,
    ]
    for width in (240, 20):
        columns = [Column[Row]("c", "C", lambda r: "", cell=lambda r: cells[r.id], width=width, least=width)]
        view = TableView()
        model = RecordTableModel(columns, parent=view)
        model.set_records(Row(i, "") for i in range(len(cells)))
        view.setModel(model)
        view.resize(260, 32 * (len(cells) + 2))
        qtbot.addWidget(view)
        picture = view.grab().toImage()
        assert picture.pixelColor(200, picture.height() - 3) == theme.colours().surface
