"""Earlier uploads looked at again: their rows, taking leads out, the audit trail."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.leads.conftest import Run, Stage, number, until
from tests.ui.leads.test_parts import confirm


@pytest.fixture
def naming(stage: Stage, run: Run[Any]) -> Iterator[Stage]:
    """A server that names the leads of an upload."""
    run(stage.server.control("options", {"name_leads": True}))
    yield stage
    run(stage.server.control("options", {"name_leads": False}))


async def save_to(stage: Stage, name: str, path: Path) -> None:
    """Choose a file to write, as the operator would."""

    def shown() -> QFileDialog | None:
        found = [dialog for dialog in stage.window.findChildren(QFileDialog) if dialog.objectName() == name]
        return next((dialog for dialog in found if dialog.isVisible()), None)

    dialog = await until(shown, name)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_the_rows_of_a_refused_upload_are_saved_and_dropped_again(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        page, path, saved = stage.page, tmp_path / "june.csv", tmp_path / "again.csv"
        path.write_text(f"phone_number,name\n{number(1)},Asha\n+2348031234567,Ravi\n12,Nobody\n")
        await stage.open(path)
        await stage.aim(stage.campaign("paused"))
        await stage.press_send()
        page.start_over()
        await until(lambda: page.earlier.model.rowCount() == 1, "the upload on record")
        page.earlier.table.select_row(0)
        page.earlier.table.activated.emit(page.earlier.model.index(0, 0))
        dialog = await until(lambda: page.back.dialog, "its rows")
        await until(lambda: dialog.model.rowCount() == 2, "two rows")
        outcomes = sorted(str(dialog.model.record_at(row).outcome) for row in range(2))
        assert outcomes == ["refused", "refused_with_others"]
        assert not dialog.undo.isEnabled()
        dialog.save.click()
        await save_to(stage, "leads.upload.save.dialog", saved)
        await until(lambda: "2 rows saved to again.csv" in dialog.said.text(), lambda: dialog.said.text())
        rows = list(csv.DictReader(saved.read_text("utf-8-sig").splitlines()))
        assert [(row["phone_number"], row["name"]) for row in rows] == [(number(1), "Asha"), ("+2348031234567", "Ravi")]
        assert "Unsupported destination country" in rows[1]["failed_reason"]
        dialog.reject()
        await stage.open(saved)
        assert page.opened.result.rows == 2

    run(story())


def test_an_upload_whose_leads_are_not_named_says_that_it_cannot_be_undone(
    stage: Stage, run: Run[Any], clean: Path
) -> None:
    async def story() -> None:
        page = stage.page
        await stage.open(clean)
        await stage.aim(stage.campaign("paused"))
        await stage.press_send()
        cannot = page.result._cannot_undo
        await until(
            lambda: cannot.isVisible() and "did not name its leads" in cannot.text(), "that it cannot be undone"
        )
        assert not page.result._take_back.isVisible()
        assert "did not name its leads" in page.back.take_back.why_not
        page.back.rows.trigger()
        dialog = await until(lambda: page.back.dialog, "its rows")
        await until(lambda: dialog.model.rowCount() == 200, "its rows")
        assert "did not name its leads" in dialog.cannot.text()
        assert not dialog.undo.isEnabled()

    run(story())


def test_undoing_names_the_count_and_the_campaign_and_tells_how_it_went(
    naming: Stage, run: Run[Any], tmp_path: Path
) -> None:
    async def story() -> None:
        page, campaign = naming.page, naming.campaign("paused")
        before = await naming.total(campaign)
        path = tmp_path / "few.csv"
        path.write_text("phone_number,name\n" + "".join(f"{number(i)},n{i}\n" for i in range(5)))
        await naming.open(path)
        await naming.aim(campaign)
        await naming.press_send()
        await until(lambda: page.back.take_back.available, lambda: page.back.take_back.why_not)
        assert page.result._take_back.isVisible()
        page.back.take_back.trigger()
        dialog = await until(lambda: page.back.dialog, "its rows")
        name = "leads.take_back.dialog"
        question = await until(lambda: dialog.findChild(object, name), "the question")
        assert question.windowTitle() == f"Take 5 leads out of {campaign.name}?"
        await confirm(naming, name)
        await until(lambda: dialog.said.text() == "5 leads taken out.", lambda: dialog.said.text())
        assert {str(dialog.model.record_at(row).outcome) for row in range(5)} == {"removed"}
        assert await naming.total(campaign) == before
        assert "Nobody is left" in dialog.cannot.text()
        dialog.reject()
        await until(lambda: not page.back.take_back.possible, "nothing left to undo")
        # They may be sent again.
        await naming.open(path)
        page.choose_campaign(campaign.id)
        await until(lambda: page.is_checked and page.opened.result.to_send == 5, "all of them can be sent")

    run(story())


def test_undoing_stops_between_two_leads(naming: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        page, campaign = naming.page, naming.campaign("paused")
        path = tmp_path / "few.csv"
        path.write_text("phone_number,name\n" + "".join(f"{number(i)},n{i}\n" for i in range(5)))
        await naming.open(path)
        await naming.aim(campaign)
        await naming.press_send()
        await until(lambda: page.back.take_back.available, lambda: page.back.take_back.why_not)
        slow = {"kind": "delay", "method": "DELETE", "path": "/campaigns-leads/*", "delay_s": 0.5}
        await naming.server.control("faults", [slow])
        page.back.take_back.trigger()
        dialog = await until(lambda: page.back.dialog, "its rows")
        await confirm(naming, "leads.take_back.dialog")
        await until(dialog.stop.isVisible, "the button to stop")
        dialog.stop.click()
        await until(lambda: "Not done: 4 leads." in dialog.said.text(), lambda: dialog.said.text())
        assert dialog.said.text().startswith("1 lead taken out.")

    run(story())


def test_the_trail_is_shown_and_exported_without_anybody_in_it(
    stage: Stage, run: Run[Any], clean: Path, tmp_path: Path
) -> None:
    async def story() -> None:
        page, saved = stage.page, tmp_path / "trail.csv"
        await stage.open(clean)
        campaign = stage.campaign("paused")
        await stage.aim(campaign)
        await stage.press_send()
        page.start_over()
        page.back.trail.trigger()
        dialog = await until(lambda: page.back.trail_dialog, "the trail")
        await until(lambda: dialog.model.rowCount() == 2, "its events")
        assert [dialog.model.record_at(row).what for row in range(2)] == ["confirmed", "inflight"]
        assert dialog.model.record_at(0).who == "Test"
        dialog.export.click()
        await save_to(stage, "leads.trail.export.dialog", saved)
        await until(lambda: "2 rows saved" in dialog.said.text(), lambda: dialog.said.text())
        text = saved.read_text("utf-8-sig")
        assert campaign.name in text
        assert number(7).removeprefix("+") not in text
        assert "Name 7" not in text

    run(story())
