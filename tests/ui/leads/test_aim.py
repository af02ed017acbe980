"""A campaign chosen elsewhere becomes the target of the open file, or of the next one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.leads.conftest import Run, Stage, until


def test_the_open_file_goes_to_the_campaign_at_once(stage: Stage, run: Run[Any], clean: Path) -> None:
    campaign = stage.campaign("paused")

    async def steps() -> None:
        await stage.open(clean)
        stage.desk.show_leads(campaign.id)
        assert stage.page.opened is not None
        assert stage.page.opened.campaign_id == campaign.id
        await until(lambda: stage.page.send.available, "Send")

    run(steps())


def test_without_a_file_the_next_one_does(stage: Stage, run: Run[Any], clean: Path) -> None:
    campaign = stage.campaign("paused")

    async def steps() -> None:
        stage.desk.show_leads(campaign.id)
        assert stage.told[-1] == f"The next file opened here is meant for {campaign.name}."
        await stage.open(clean)
        assert stage.page.opened is not None
        assert stage.page.opened.campaign_id == campaign.id
        await until(lambda: stage.page.send.available, "Send")
        stage.page.start_over()
        await stage.open(clean)
        assert stage.page.opened.campaign_id == ""

    run(steps())


def test_a_campaign_that_is_over_is_no_target(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def steps() -> None:
        await stage.open(clean)
        stage.desk.show_leads(stage.campaign("completed").id)
        assert stage.page.opened is not None
        assert stage.page.opened.campaign_id == ""

    run(steps())
