"""What was chosen for one file is proposed for the next one with the same header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.leads.conftest import Run, Stage, number, until


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
