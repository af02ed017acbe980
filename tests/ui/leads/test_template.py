"""The template of a lead file: for the chosen campaign, with the variables of its agent."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from tests.ui.leads.conftest import Run, Stage, until
from ui.leads.template_dialog import TemplateDialog


async def saved(stage: Stage, dialog: TemplateDialog, path: Path) -> list[list[str]]:
    """Press the button, choose `path`, and read what is in it."""
    dialog.save.click()
    files = await until(lambda: dialog.findChild(QFileDialog), "a place to save it")
    assert files.selectedFiles()[0].endswith("-template.csv")
    files.fileSelected.emit(str(path))
    await until(lambda: stage.page.dialogs.template is None, "saved")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_columns_are_what_the_agent_of_the_campaign_says(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        campaign = stage.campaign("paused")
        agents = await stage.context.reference.agents()
        variables = next(agent.variables for agent in agents.items if agent.id == campaign.agent_id)
        assert variables
        stage.page.aim_at(campaign.id)
        stage.page.template.click()
        dialog = stage.page.dialogs.template
        assert isinstance(dialog, TemplateDialog)
        assert dialog.campaign.currentData() == campaign.id
        columns = ["phone_number", *(name for name in variables if name != "phone_number")]
        await until(lambda: dialog.columns.text() == f"Columns: {', '.join(columns)}", "its columns")
        assert await saved(stage, dialog, tmp_path / "june.csv") == [columns]
        assert stage.uploads_seen() == 0
        assert any("Saved june.csv" in told for told in stage.told)

    run(story())


def test_for_no_campaign_it_is_a_plain_one(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        stage.page.template.click()
        dialog = stage.page.dialogs.template
        assert isinstance(dialog, TemplateDialog)
        assert await saved(stage, dialog, tmp_path / "plain.csv") == [["phone_number", "name"]]

    run(story())


def test_another_profile_takes_it_away(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        stage.page.template.click()
        stage.desk.set_context(None)
        assert stage.page.dialogs.template is None
        assert not stage.page.template.isEnabled()
        stage.page.open_template()
        assert stage.page.dialogs.template is None

    run(story())
