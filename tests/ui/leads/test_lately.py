"""Who was called lately, as far as the copy of the calls here knows: a warning, and a choice how far back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.app.calls.mirrors import call
from tests.ui.leads.conftest import Run, Stage, number, until
from tests.ui.leads.test_preflight import groups

NOW = datetime.now(UTC)


def write(folder: Path) -> Path:
    path = folder / "leads.csv"
    path.write_text("Mobile,Name\n" + "".join(f"{number(place)},Name {place}\n" for place in range(20)))
    return path


async def choose(stage: Stage, days: int) -> None:
    """Choose how far back as the operator does, and wait for the verdict."""
    lately = stage.page.preflight.lately
    place = lately.findData(days)
    assert place >= 0
    lately.setCurrentIndex(place)
    lately.activated.emit(place)
    await until(lambda: stage.page.is_checked, "checked")


async def called(stage: Stage, days_ago: dict[int, float]) -> None:
    """These rows' numbers were called so many days ago."""
    await stage.context.mirror.store_rows(
        [call(place, to_number=number(place), created_at=NOW - timedelta(days=ago)) for place, ago in days_ago.items()]
    )


def test_who_was_called_lately_is_worth_a_look_and_can_be_left_out(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        await called(stage, {3: 1.0, 5: 6.0, 7: 10.0})
        await stage.open(write(tmp_path))
        page = stage.page
        assert groups(stage) == {"Called in the last 7 days": 2}
        group = page.preflight.problems.group("called_lately")
        assert group is not None
        assert group.hint.text.startswith("from 3 calls known here, newest ")
        assert page.status_texts()[-1] == "3 calls known here, the newest 24 hours old"
        assert "3 calls known here" in page.preflight.lately.toolTip()
        strip = page.preflight.problems.repairs
        await until(lambda: strip.offer("drop:called_lately"), "offered")
        page.checking.repair("drop:called_lately")
        await until(lambda: page.checking.file.result.to_send == 18, "left out")
        page.repairing.undo.trigger()
        await until(lambda: page.checking.file.result.to_send == 20, "taken back")

    run(story())


def test_how_far_back_is_a_choice_that_is_kept(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        await called(stage, {3: 1.0, 5: 6.0, 7: 10.0})
        page = stage.page
        page.restore_state({"lately_days": 3})
        await stage.open(write(tmp_path))
        assert groups(stage) == {"Called in the last 3 days": 1}
        await choose(stage, 30)
        assert groups(stage) == {"Called in the last 30 days": 3}
        assert page.save_state()["lately_days"] == 30
        await choose(stage, 0)
        assert groups(stage) == {}
        assert not any("known here" in text for text in page.status_texts())
        for odd in (5, "7", None, True):
            page.restore_state({"lately_days": odd})
            assert page.checking.lately_days == 7

    run(story())


def test_where_no_call_is_known_that_is_said(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        await stage.open(write(tmp_path))
        assert groups(stage) == {}
        assert "No call is known here" in stage.page.status_texts()[-1]

    run(story())
