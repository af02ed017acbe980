"""Opening and checking files, as the operator sees it."""

from __future__ import annotations

import csv
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.ui.leads.conftest import Run, Stage, number, until
from ui.models.columns import CellRole, TextCell


def groups(stage: Stage) -> dict[str, int]:
    """Problem groups and their counts, as the list says them."""
    model = stage.page.preflight.problems.list.model()
    said = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return {text.partition(" ")[2]: int(text.partition(" ")[0].replace(",", "")) for text in said}


def click_group(stage: Stage, title: str) -> None:
    """Click on a problem group."""
    view = stage.page.preflight.problems.list
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        if title in str(index.data()):
            area = view.visualRect(index)
            point = QPoint(area.center().x(), area.bottom() - 10)
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
            return
    raise AssertionError(f"no group {title!r}")


def counters(stage: Stage) -> list[str]:
    """The segments of the filter with their counts."""
    views = stage.page.preflight.views
    return [segment.accessibleName() for segment in views._segments.values()]


def test_a_messy_file_is_counted_and_grouped(stage: Stage, run: Run[Any], messy: Path) -> None:
    run(stage.open(messy))
    assert groups(stage) == {
        "No phone number": 1,
        "Damaged by Excel": 2,
        "Duplicates in this file": 3,
        "Empty {{amount}}": 4,
        "Added +91": 5,
    }
    assert counters(stage) == ["All 1,000", "To send 994", "Set aside 6", "Warnings 4"]
    assert stage.page.preflight.foot.summary.text() == "994 rows to send, 6 set aside, 3 requests"
    assert not stage.page.send.possible
    assert stage.page.send.why_not == "Choose the campaign that the leads go to."
    assert stage.page.model.rowCount() == 1000


def test_a_problem_is_marked_where_it_is_and_said_in_the_result(stage: Stage, run: Run[Any], messy: Path) -> None:
    run(stage.open(messy))
    model = stage.page.model

    def cell(row: int, column: int) -> TextCell:
        found = model.index(row, column).data(CellRole)
        assert isinstance(found, TextCell)
        return found

    last = model.columnCount() - 1
    assert cell(0, 1).text == "+91 98000 00000"
    assert cell(0, 1).frame == ""
    assert cell(3, 1).frame == "red"
    assert (cell(3, last).text, cell(3, last).icon) == ("Digits lost in Excel", "warning")
    assert (cell(50, 3).text, cell(50, 3).frame) == ("empty", "amber")
    assert cell(60, last).text == "Will be sent · +91 added"
    assert cell(60, 1).frame == ""


def test_a_click_on_a_group_shows_its_rows_and_another_shows_all(stage: Stage, run: Run[Any], messy: Path) -> None:
    async def story() -> None:
        await stage.open(messy)
        click_group(stage, "Duplicates")
        await until(lambda: stage.page.model.rowCount() == 3, "the duplicates alone")
        assert [stage.page.model.index(row, 0).data() for row in range(3)] == ["21", "31", "941"]
        click_group(stage, "Duplicates")
        await until(lambda: stage.page.model.rowCount() == 1000, "all rows")

    run(story())


def test_groups_and_views_work_from_the_keyboard(stage: Stage, run: Run[Any], messy: Path) -> None:
    async def story() -> None:
        await stage.open(messy)
        problems = stage.page.preflight.problems.list
        problems.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(problems, Qt.Key.Key_Down)
        QTest.keyClick(problems, Qt.Key.Key_Return)
        await until(lambda: stage.page.model.view == "damaged_by_excel", "the damaged ones")
        views = stage.page.preflight.views
        QTest.keyClick(views._segments["to_send"], Qt.Key.Key_Space)
        await until(lambda: stage.page.model.rowCount() == 994, "rows to send")

    run(story())


def test_rows_far_down_come_when_they_are_looked_at(stage: Stage, run: Run[Any], messy: Path) -> None:
    async def story() -> None:
        await stage.open(messy)
        model = stage.page.model
        assert model.record_at(950) is None
        stage.page.preflight.rows.table.scrollToBottom()
        stage.page.preflight.rows.table.viewport().grab()
        await until(lambda: model.record_at(995), "a row near the end")
        assert model.index(995, 2).data() == "Name 995"

    run(story())


def test_another_use_of_a_column_checks_again(stage: Stage, run: Run[Any], messy: Path) -> None:
    async def story() -> None:
        await stage.open(messy)
        combo = stage.page.preflight.rows.mapping.combo(2)
        assert combo.accessibleName() == "Use of column amount"
        combo.setCurrentIndex(combo.findText("Drop"))
        combo.activated.emit(combo.currentIndex())
        await until(lambda: "Empty {{amount}}" not in groups(stage), "no warning about a dropped column")
        assert counters(stage)[3] == "Warnings 0"

    run(story())


def test_without_a_phone_column_the_operator_chooses(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n" + "".join(f"x{i},{number(i)} or later\n" for i in range(20)))

    async def story() -> None:
        await stage.open(path)
        page = stage.page
        assert page.send.why_not == "Choose the column that holds the phone numbers."
        assert page.model.index(0, 3).data() == "not checked yet"
        combo = page.preflight.rows.mapping.combo(1)
        combo.setCurrentIndex(combo.findText("Phone number"))
        combo.activated.emit(combo.currentIndex())
        await until(lambda: page.is_checked, "a check")
        assert sum(groups(stage).values()) == 20

    run(story())


def test_another_country_reads_the_numbers_anew(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    path = tmp_path / "usa.csv"
    path.write_text("phone\n" + "".join(f"201 555 {i:04d}\n" for i in range(100, 110)))

    async def story() -> None:
        await stage.open(path)
        page = stage.page
        assert page.preflight.target.country.currentText() == "India +91"
        assert page.opened is not None
        assert page.opened.result is not None
        assert page.opened.result.to_send == 0
        combo = page.preflight.target.country
        combo.setCurrentIndex(combo.findData("US"))
        combo.activated.emit(combo.currentIndex())
        await until(lambda: page.is_checked and page.opened.result.to_send == 10, "ten numbers in the USA")

    run(story())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two sheets with numbers, of three and of five rows."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title, count in (("June", 3), ("July", 5)):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["phone", "name"])
            for row in range(count):
                sheet.write_row(row + 1, 0, [number(row), f"{title} {row}"])
    return path


def test_a_workbooks_sheet_can_be_chosen(stage: Stage, run: Run[Any], book: Path) -> None:
    async def story() -> None:
        await stage.open(book)
        combo = stage.page.preflight.target.sheet
        assert combo.isVisible()
        assert [combo.itemText(place) for place in range(combo.count())] == ["June", "July"]
        assert stage.page.model.rowCount() == 3
        combo.setCurrentIndex(1)
        combo.activated.emit(1)
        await until(lambda: stage.page.is_checked and stage.page.model.rowCount() == 5, "the other sheet")

    run(story())


def test_another_sheet_does_not_break_off_what_is_being_found_out_about_the_target(
    stage: Stage, run: Run[Any], book: Path
) -> None:
    async def story() -> None:
        checking = stage.page.checking
        slow = [{"kind": "delay", "path": path, "delay_s": 1.0} for path in ("/agents2*", "/phone-country-rules/*")]
        await stage.server.control("faults", slow)
        await stage.open(book)
        checking.choose_campaign(stage.campaign("paused").id)
        combo = stage.page.preflight.target.sheet
        combo.setCurrentIndex(1)
        combo.activated.emit(1)
        await until(lambda: stage.page.is_checked and stage.page.model.rowCount() == 5, "the other sheet")
        assert checking.expected is None
        await until(lambda: checking.expected is not None, "what the agent expects")
        await until(lambda: stage.page.is_checked and checking.file.allowed, "where may be called")
        asked = [path for _, path in stage.seen() if "phone-country-rules" in path]
        assert len(asked) == before + 1, "asked for once"

    before = sum("phone-country-rules" in path for _, path in stage.seen())
    run(story())


def _picture(folder: Path) -> Path:
    path = folder / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.csv"
    path.touch()
    return path


def _header_only(folder: Path) -> Path:
    path = folder / "header.csv"
    path.write_text("phone_number,name\n")
    return path


def _folder(folder: Path) -> Path:
    path = folder / "leads.csv"
    path.mkdir()
    return path


def _gone(folder: Path) -> Path:
    return folder / "gone.csv"


def _page(folder: Path) -> Path:
    path = folder / "page.xlsx"
    path.write_text("<!DOCTYPE html><html><body>Sign in</body></html>")
    return path


@pytest.mark.parametrize("make", [_picture, _empty, _header_only, _folder, _gone, _page])
def test_a_useless_file_gets_one_sentence_in_place(
    stage: Stage, run: Run[Any], tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path)

    async def story() -> None:
        stage.desk.offer_files([path])
        await until(lambda: stage.told, "a sentence")

    run(story())
    assert len(stage.told) == 1
    assert path.name in stage.told[0]
    zone = stage.page.zone
    assert zone.isVisible()
    assert stage.told[0] in zone.accessibleDescription()
    assert stage.page.opened is None


def test_a_useless_file_does_not_cost_the_one_that_is_open(
    stage: Stage, run: Run[Any], clean: Path, tmp_path: Path
) -> None:
    async def story() -> None:
        await stage.open(clean)
        stage.desk.offer_files([_picture(tmp_path)])
        await until(lambda: stage.told, "a sentence")
        assert stage.page.is_checked
        assert stage.page.model.rowCount() == 200

    run(story())


def test_fifty_columns_are_told_and_cannot_be_sent(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    header = ["phone", *(f"column_{i}" for i in range(49))]
    path.write_text(",".join(header) + "\n" + ",".join([number(1), *("x" * 49)]) + "\n")
    run(stage.open(path))
    assert not stage.page.send.possible
    assert stage.page.send.why_not.startswith("49 variables are kept; one upload may have 15.")
    assert stage.page.preflight.foot.details.text() == stage.page.send.why_not


def test_several_files_wait_for_each_other(stage: Stage, run: Run[Any], clean: Path, messy: Path) -> None:
    async def story() -> None:
        stage.desk.offer_files([clean, messy])
        await until(lambda: stage.page.is_checked, "the first one")
        waiting = stage.page.waiting
        assert waiting.isVisible()
        assert messy.name in waiting.accessibleDescription()
        find(stage.page, "leads.waiting.next").click()
        await until(lambda: stage.page.is_checked and stage.page.opened.path == messy, "the second one")
        assert not waiting.isVisible()

    run(story())


def test_files_that_come_before_a_profile_wait_for_it(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        stage.desk.set_context(None)
        stage.desk.offer_files([clean])
        assert stage.page.waiting.paths == (clean,)
        stage.desk.set_context(stage.context)
        await until(lambda: stage.page.is_checked, "the file")

    run(story())


def test_reading_can_be_stopped(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        stage.desk.offer_files([clean])
        assert stage.page.zone.bar.isVisible()
        stage.page.zone.stop.click()
        await until(lambda: not stage.page.zone.bar.isVisible(), "the zone as before")
        assert stage.page.opened is None
        await stage.open(clean)  # and the next try works

    run(story())


def test_another_profile_ends_the_reader(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        await stage.open(clean)
        assert stage.page.opened is not None
        pid = stage.page.opened.session.pid
        assert pid is not None
        stage.desk.set_context(None)
        assert stage.page.opened is None
        await until(lambda: not _is_alive(pid), "the end of the process")

    run(story())


def test_another_file_ends_the_reader_of_the_one_before(stage: Stage, run: Run[Any], clean: Path, messy: Path) -> None:
    async def story() -> None:
        await stage.open(clean)
        assert stage.page.opened is not None
        pid = stage.page.opened.session.pid
        assert pid is not None
        await stage.open(messy)
        await until(lambda: not _is_alive(pid), "the end of the process")
        assert stage.told[-1] == "clean.csv was closed. Nothing of it was sent."

    run(story())


def test_a_reader_that_dies_is_told_and_nothing_can_be_sent(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        await stage.open(clean)
        page = stage.page
        assert page.opened is not None
        assert page.opened.session.pid is not None
        os.kill(page.opened.session.pid, signal.SIGKILL)
        page.choose_campaign(stage.campaign("paused").id)
        await until(lambda: stage.told, "a sentence")
        assert clean.name in stage.told[0]
        assert page.send.why_not == stage.told[0]
        await stage.open(clean)  # and dropping it again helps
        assert page.send.why_not == "Choose the campaign that the leads go to."

    run(story())


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_rows_that_are_set_aside_are_saved_with_reasons(
    stage: Stage, run: Run[Any], messy: Path, tmp_path: Path
) -> None:
    target = tmp_path / "aside.csv"

    async def story() -> None:
        await stage.open(messy)
        button = find(stage.page.preflight, "leads.save")
        assert button.text() == "Save the 6 rows…"
        button.click()
        dialog = stage.page.findChild(QFileDialog, "leads.save.dialog")
        assert isinstance(dialog, QFileDialog)
        assert Path(dialog.selectedFiles()[0]).name == "june-rejected.csv"
        dialog.selectFile(str(target))
        dialog.accept()
        await until(target.exists, "the file")
        await until(lambda: stage.told, "a word about it")
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert [len(row) for row in rows] == [4] * 7
        assert {row[-1] for row in rows[1:]} == {
            "Digits lost in Excel", "Same number as row 11", "No phone number",
        }  # fmt: skip
        await stage.open(target)  # and it can be dropped as it is
        assert stage.page.model.rowCount() == 6

    run(story())


def test_every_control_has_its_name(stage: Stage, run: Run[Any], messy: Path) -> None:
    run(stage.open(messy))
    expected = {
        "leads.drop_zone": "Drop lead files here",
        "leads.open": "Open lead file",
        "leads.campaign": "Target campaign",
        "leads.rows": "Leads to upload",
        "leads.problems": "Problems",
        "leads.send": "Upload leads",
        "leads.cancel": "Cancel upload",
        "leads.progress": "Upload progress",
        "leads.uploads": "Earlier uploads",
    }
    for name, said in expected.items():
        widget = find(stage.page, name)
        assert (widget.accessibleName() or getattr(widget, "text", str)()) == said, name
    for name in ("leads.summary", "leads.result"):
        assert find(stage.page, name)


def test_the_keyboard_goes_through_the_page_from_top_to_bottom(stage: Stage, run: Run[Any], messy: Path) -> None:
    run(stage.open(messy))
    run(until(lambda: find(stage.page, "leads.repairs").isVisible(), "repairs offered"))
    order = []
    widget = first = stage.page.preflight.target.campaign
    while True:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is first:
            break
    named = [name for name in order if name.startswith("leads.")]
    assert named == [
        "leads.campaign",
        "leads.country",
        "leads.lately",
        "leads.another",
        "leads.mapping.0",
        "leads.mapping.1",
        "leads.mapping.2",
        "leads.rows",
        "leads.problems",
        "leads.repair.fill:empty_variable:2",
        "leads.repair.drop:empty_variable:2",
        "leads.save",
    ]


def find(parent: QWidget, name: str) -> Any:
    """The child of this name."""
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_numbers_outside_the_network_groups_are_worth_a_look(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        path = tmp_path / "abroad.csv"
        path.write_text(f"phone_number\n{number(1)}\n+447400123456\n{number(2)}\n")
        await stage.open(path)
        assert groups(stage) == {}  # nobody knows yet which number calls
        await stage.aim(stage.campaign("paused"))
        await until(lambda: groups(stage) == {"The server may refuse to call these": 1}, "a warning")
        assert stage.page.checking.file.result.warnings == 1
        assert stage.page.checking.file.result.to_send == 3  # the server has the last word

    run(story())
