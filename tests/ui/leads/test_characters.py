"""A file whose encoding nothing proves: asked about, read again, and the answer kept for the next one like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.leads.conftest import Run, Stage, number, until
from ui.leads.encoding_dialog import EncodingDialog
from ui.widgets.button import Button
from ui.widgets.label import Label

NAMES = ("Łukasz Wójcik", "Małgorzata Żak", "José Núñez")


def write(folder: Path, name: str, codec: str, header: str = "Mobile,Name,Town") -> Path:
    path = folder / name
    rows = "".join(f"{number(place)},{NAMES[place % 2]},Pune\n" for place in range(20))
    path.write_bytes(f"{header}\n{rows}".encode(codec))
    return path


async def names(stage: Stage) -> list[str]:
    rows = await stage.page.checking.file.session.rows("all", 0, 2)
    return [row.cells[1] for row in rows]


async def question(stage: Stage) -> EncodingDialog:
    assert stage.page.characters.choose.available
    stage.page.characters.choose.trigger()
    dialog = stage.page.characters.dialog
    assert isinstance(dialog, EncodingDialog)
    assert dialog.isVisible()
    return dialog


async def read_as(stage: Stage, codec: str) -> None:
    dialog = await question(stage)
    dialog.choices.choice(codec).click()
    dialog.yes.click()
    await until(
        lambda: stage.page.opening.source is None and stage.page.is_checked and stage.page.opened.summary.encoding_sure,
        f"read as {codec}",
    )


def test_nothing_is_sent_before_somebody_says_that_the_characters_are_right(
    stage: Stage, run: Run[Any], tmp_path: Path
) -> None:
    async def story() -> None:
        await stage.open(write(tmp_path, "june.csv", "cp1250"))
        page = stage.page
        assert await names(stage) == list(NAMES[:2])  # the first guess
        combo = page.preflight.target.campaign
        combo.activated.emit(combo.findData(stage.campaign("paused").id))
        await until(lambda: page.is_checked and page.checking.expected is not None, "checked for the campaign")
        assert page.characters.strip.isVisible()
        assert "Łukasz Wójcik" in page.characters.strip.accessibleName()
        assert "Windows-1250" in page.characters.strip.accessibleDescription()
        assert "characters" in page.send.why_not
        right = page.characters.strip.findChild(Button, "leads.characters.right")
        assert right is not None
        right.click()
        await until(lambda: page.send.available, lambda: f"possible to send: {page.send.why_not}")
        assert not page.characters.strip.isVisible()
        assert page.opened.summary.notes == ()

    run(story())


def test_another_encoding_is_read_and_what_was_decided_stays(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        await stage.open(write(tmp_path, "june.csv", "cp1250"))
        page, checking = stage.page, stage.page.checking
        page.preflight.rows.mapping.chosen.emit(2, "drop")
        page.preflight.rows.mapping.chosen.emit(1, "keep:customer")
        page.choose_campaign(stage.campaign("paused").id)
        await read_as(stage, "mac_roman")
        assert (await names(stage))[0] == NAMES[0].encode("cp1250").decode("mac_roman")
        assert checking.file.choices.variables == ["customer"]
        assert checking.file.campaign_id == stage.campaign("paused").id
        assert "Mac Roman" in page.preflight._facts.text()
        assert "perhaps" not in page.preflight._facts.text()
        await read_as(stage, "cp1250")  # one may change one's mind
        assert await names(stage) == list(NAMES[:2])
        assert checking.file.choices.variables == ["customer"]

    run(story())


def test_a_column_that_is_called_otherwise_now_goes_by_its_own_name(
    stage: Stage, run: Run[Any], tmp_path: Path
) -> None:
    async def story() -> None:
        await stage.open(write(tmp_path, "june.csv", "cp1250", "Mobile,Imię,Town"))
        assert stage.page.checking.file.choices.variables == ["Imię", "Town"]
        stage.page.preflight.rows.mapping.chosen.emit(2, "keep:place")
        await read_as(stage, "mac_roman")
        misread = "Imię".encode("cp1250").decode("mac_roman")
        assert stage.page.checking.file.choices.variables == [misread, "place"]

    run(story())


def test_the_next_file_that_begins_alike_is_not_asked_about(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        await stage.open(write(tmp_path, "june.csv", "cp1250"))
        await read_as(stage, "mac_roman")
        await until(lambda: not stage.desk.tasks.is_running("leads.encoding"), "kept")
        await stage.open(write(tmp_path, "july.csv", "cp1250"))
        summary = stage.page.opened.summary
        assert (summary.encoding, summary.encoding_sure) == ("Mac Roman", True)
        assert any("Read as Mac Roman, as the last file" in told for told in stage.told)
        await stage.open(write(tmp_path, "other.csv", "cp1250", "Mobile,Name,City"))
        assert stage.page.characters.strip.isVisible()

    run(story())


def test_what_was_changed_about_the_rows_is_not_lost_without_a_word(
    stage: Stage, run: Run[Any], tmp_path: Path
) -> None:
    async def story() -> None:
        path = write(tmp_path, "june.csv", "cp1250")
        path.write_bytes(path.read_bytes() + b"12125551000,Ann,Goa\n")
        await stage.open(path)
        strip = stage.page.preflight.problems.repairs
        await until(lambda: strip.offers, "a repair")
        stage.page.checking.repair(strip.offers[0].key)
        await until(lambda: stage.page.opened.result.to_undo is not None, "repaired")
        dialog = await question(stage)
        assert any("is lost" in label.text() for label in dialog.findChildren(Label))
        dialog.reject()
        await until(lambda: stage.page.characters.dialog is None, "closed")
        assert stage.page.opened.result.to_undo is not None

    run(story())


def test_proven_encodings_are_not_asked_about(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        for codec in ("utf-8", "utf-8-sig", "utf-16"):
            await stage.open(write(tmp_path, f"{codec}.csv", codec))
            assert not stage.page.characters.strip.isVisible()
            assert not stage.page.characters.choose.possible

    run(story())
