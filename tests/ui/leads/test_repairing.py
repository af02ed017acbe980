"""Repairs of many rows on the page: offered, looked at, done, undone and done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.leads.conftest import Run, Stage, number, until
from ui import tokens
from ui.leads.repair_dialog import RepairDialog
from ui.widgets.button import Button
from ui.widgets.label import Label


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """300 rows: 40 American numbers without their plus sign, 5 empty names."""
    rows = [[number(i), f"Name {i}"] for i in range(300)]
    for place in range(40):
        rows[place][0] = f"1212555{1000 + place}"
    for place in range(50, 55):
        rows[place][1] = ""
    path = tmp_path / "foreign.csv"
    path.write_text("Mobile,Name\n" + "".join(",".join(row) + "\n" for row in rows))
    return path


async def offered(stage: Stage, key: str) -> Button:
    strip = stage.page.preflight.problems.repairs
    return await until(lambda: strip.isVisible() and strip.findChild(Button, f"leads.repair.{key}"), f"{key} offered")


async def looked_at(stage: Stage, key: str) -> RepairDialog:
    (await offered(stage, key)).click()
    dialog = await until(lambda: stage.page.repairing.dialog, "a dialog")
    assert isinstance(dialog, RepairDialog)
    return dialog


async def to_send(stage: Stage, count: int) -> None:
    checking = stage.page.checking
    await until(lambda: checking.file.result.to_send == count and not checking.is_open, f"{count} to send")


def said(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(Label))


def test_a_repair_is_looked_at_done_undone_and_done_again(stage: Stage, run: Run[Any], foreign: Path) -> None:
    async def story() -> None:
        await stage.open(foreign)
        await to_send(stage, 260)
        page = stage.page
        assert not page.repairing.undo.possible
        dialog = await looked_at(stage, "add_plus")
        shown = said(dialog)
        assert "Put + in front of numbers: 40" in shown
        assert "row 1 | 12125551000 | → | +12125551000" in shown
        assert "and 34 rows more" in shown
        dialog.yes.click()
        await to_send(stage, 300)
        assert page.preflight.foot.summary.text().startswith("300 rows to send, 0 set aside")
        assert page.repairing.undo.possible
        page.repairing.undo.trigger()
        await to_send(stage, 260)
        assert not page.repairing.undo.possible
        page.repairing.redo.trigger()
        await to_send(stage, 300)
        assert not page.repairing.redo.possible

    before = foreign.read_bytes()
    run(story())
    assert foreign.read_bytes() == before


@pytest.fixture
def wild(tmp_path: Path) -> Path:
    """60 rows that need a dozen repairs."""
    names = [f"field_{place}" for place in range(6)]
    rows = [[number(i), *(f"value {i}" for _ in names)] for i in range(60)]
    for place in range(1, 7):
        rows[place][place] = ""
    rows[10][0] = "12125551000"
    rows[11][0] = f"call {number(90)} after six"
    rows[12][0] = f"{number(91)} / {number(92)}"
    path = tmp_path / "wild.csv"
    path.write_text(",".join(["Mobile", *names]) + "\n" + "".join(",".join(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("size", [(1440, 760), (1100, 520)])
def test_every_repair_can_be_reached_and_none_is_squeezed(
    stage: Stage, run: Run[Any], wild: Path, size: tuple[int, int]
) -> None:
    async def story() -> None:
        stage.page.resize(*size)
        await stage.open(wild)
        strip = stage.page.preflight.problems.repairs
        await until(lambda: len(strip.offers) == 15, "all offers")
        stage.window.activateWindow()
        await until(lambda: stage.window.isActiveWindow(), "active")
        for offer in (*strip.offers, strip.offers[0]):
            button = strip.findChild(Button, f"leads.repair.{offer.key}")
            assert button is not None
            button.setFocus(Qt.FocusReason.TabFocusReason)
            await until(lambda button=button: button.visibleRegion().boundingRect() == button.rect(), offer.key)
            assert button.height() == tokens.H_SMALL

    run(story())


def test_repairs_of_another_file_are_gone_at_once(stage: Stage, run: Run[Any], foreign: Path, clean: Path) -> None:
    async def story() -> None:
        await stage.open(foreign)
        strip = stage.page.preflight.problems.repairs
        await until(lambda: strip.offers, "repairs")
        seen: list[list[str]] = []
        stage.page.checking.judged.connect(lambda: seen.append([offer.key for offer in strip.offers]))
        await stage.open(clean)
        assert seen[0] == []  # before anybody has looked for those of the new one

    run(story())


def test_a_repair_that_is_looked_at_only_changes_nothing(stage: Stage, run: Run[Any], foreign: Path) -> None:
    async def story() -> None:
        await stage.open(foreign)
        dialog = await looked_at(stage, "add_plus")
        dialog.reject()
        await until(lambda: stage.page.repairing.dialog is None, "closed")
        await to_send(stage, 260)
        assert not stage.page.repairing.undo.possible

    run(story())


def test_empty_cells_are_filled_with_what_the_operator_types(stage: Stage, run: Run[Any], foreign: Path) -> None:
    async def story() -> None:
        await stage.open(foreign)
        dialog = await looked_at(stage, "fill:empty_variable:1")
        assert dialog.text.isVisible()
        assert not dialog.yes.isEnabled()  # with what?
        QTest.keyClicks(dialog.text, "customer")
        assert "row 51 | empty | → | customer" in said(dialog)
        dialog.yes.click()
        await until(lambda: stage.page.checking.file.result.warnings == 0, "filled")
        rows = await stage.page.checking.file.session.rows("all", 50, 1)
        assert rows[0].cells[1] == "customer"

    run(story())


def test_undo_has_its_keys(stage: Stage, run: Run[Any], foreign: Path) -> None:
    async def story() -> None:
        await stage.open(foreign)
        (await looked_at(stage, "add_plus")).yes.click()
        await to_send(stage, 300)
        stage.window.activateWindow()
        await until(lambda: stage.window.isActiveWindow(), "active")
        QTest.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await to_send(stage, 260)
        QTest.keyClick(
            stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        await to_send(stage, 300)

    run(story())


def test_another_choice_keeps_what_was_repaired(stage: Stage, run: Run[Any], foreign: Path) -> None:
    async def story() -> None:
        await stage.open(foreign)
        (await looked_at(stage, "add_plus")).yes.click()
        await to_send(stage, 300)
        await stage.aim(stage.campaign("paused"))
        await to_send(stage, 300)
        assert stage.page.repairing.undo.possible

    run(story())
