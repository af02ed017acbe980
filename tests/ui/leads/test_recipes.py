"""What was chosen for one file is proposed for the next one with the same header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.leads.conftest import Run, Stage, number, until
from ui.widgets.label import Label


def write(folder: Path, name: str, header: str = "Mobile,Name,Town") -> Path:
    path = folder / name
    path.write_text(f"{header}\n" + "".join(f"{number(i)},Name {i},Pune\n" for i in range(20)))
    return path


def test_columns_and_country_are_chosen_as_the_last_time(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        june, july, other = (
            write(tmp_path, "june.csv"),
            write(tmp_path, "july.csv"),
            write(tmp_path, "other.csv", "Mobile,Name,City"),
        )
        checking = stage.page.checking
        await stage.open(june)
        mapping = stage.page.preflight.rows.mapping
        mapping.chosen.emit(2, "drop")
        mapping.chosen.emit(1, "keep:customer")
        stage.page.preflight.target.country_chosen.emit("US")
        await until(lambda: not stage.desk.tasks.is_running("leads.recipe"), "kept")
        await stage.open(other)
        assert checking.file is not None
        assert (checking.file.choices.variables, checking.file.country) == (["Name", "City"], "IN")
        await stage.open(july)
        assert (checking.file.choices.variables, checking.file.country) == (["customer"], "US")
        assert any("as you chose them" in told for told in stage.told)
        assert checking.file.result is not None
        assert checking.file.result.variables == ("customer",)

    run(story())


def write_foreign(folder: Path, name: str, header: str = "Mobile,Name") -> Path:
    """30 rows: 4 American numbers without their plus sign, 2 empty names, 1 number inside a text."""
    rows = [[number(i), f"Name {i}"] for i in range(30)]
    for place in range(4):
        rows[place][0] = f"1212555{1000 + place}"
    rows[10][1] = rows[11][1] = ""
    rows[12][0] = f"call {number(12)} after six"
    path = folder / name
    path.write_text(f"{header}\n" + "".join(",".join(row) + "\n" for row in rows))
    return path


async def do(stage: Stage, key: str, text: str = "") -> None:
    """Look at a repair, do it, and wait until it is done."""
    before = stage.page.checking.file.result
    stage.page.preflight.problems.repairs.wanted.emit(key)
    dialog = await until(lambda: stage.page.repairing.dialog, "a dialog")
    if text:
        dialog.text.setText(text)
    dialog.yes.click()
    await until(lambda: stage.page.checking.file.result is not before and stage.page.is_checked, f"{key} done")
    await until(lambda: not stage.desk.tasks.is_running("leads.repairs_kept"), "kept")


async def offered(stage: Stage, path: Path) -> list[str]:
    """Open a file; its repairs in the order in which they are offered."""
    await stage.open(path)
    strip = stage.page.preflight.problems.repairs
    file = stage.page.checking.file
    await until(lambda: strip.offers and not stage.desk.tasks.is_running("leads.repairs"), "offers")
    assert file.result.to_undo is None  # offered, and nothing is done
    return [offer.key for offer in strip.offers]


def headings(stage: Stage) -> list[str]:
    labels = stage.page.preflight.problems.repairs.findChildren(Label)
    return [label.text() for label in labels if label.isVisible() and "last file" in label.text()]


def test_repairs_of_the_last_file_are_offered_first_and_not_done(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        usual = await offered(stage, write_foreign(tmp_path, "june.csv"))
        assert usual[:2] == ["add_plus", "take_number"]
        assert headings(stage) == []
        await do(stage, "fill:empty_variable:1", "customer")
        await do(stage, "take_number")
        again = await offered(stage, write_foreign(tmp_path, "july.csv"))
        assert again[:2] == ["take_number", "fill:empty_variable:1"]
        assert sorted(again) == sorted(usual)
        assert len(headings(stage)) == 1
        other = await offered(stage, write_foreign(tmp_path, "other.csv", "Mobile,Customer"))
        assert other == usual
        assert headings(stage) == []

    run(story())


def test_what_was_typed_is_proposed_again(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        await offered(stage, write_foreign(tmp_path, "june.csv"))
        await do(stage, "fill:empty_variable:1", "customer")
        await offered(stage, write_foreign(tmp_path, "july.csv"))
        await do(stage, "fill:empty_variable:1")
        rows = await stage.page.checking.file.session.rows("all", 10, 2)
        assert [row.cells[1] for row in rows] == ["customer", "customer"]

    run(story())


def test_what_was_undone_is_not_offered_first(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        usual = await offered(stage, write_foreign(tmp_path, "june.csv"))
        await do(stage, "take_number")
        stage.page.repairing.undo.trigger()
        await until(lambda: stage.page.checking.file.result.to_undo is None, "undone")
        await until(lambda: not stage.desk.tasks.is_running("leads.repairs_kept"), "kept")
        assert await offered(stage, write_foreign(tmp_path, "july.csv")) == usual
        assert headings(stage) == []

    run(story())
