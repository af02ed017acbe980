from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from app.credentials import CredentialStore
from app.demo import DemoServer
from app.settings import Profile, Settings
from tests.ui.profiles.conftest import Run, Stage, until
from ui import tokens
from ui.header import profile_colour

Both = tuple[Profile, Profile]


async def manage(stage: Stage) -> Any:
    """Open the dialog."""
    stage.window.manage_wanted.emit()
    return await stage.dialog("profiles.dialog")


def test_name_colour_and_country_hold_at_once_and_are_kept(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        first, _ = both
        stage = Stage(folder)
        await stage.open()
        dialog = await manage(stage)
        assert dialog.shown == first
        dialog.name.setFocus()
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, "Hindi sales")
        assert stage.window.windowTitle() == "Workspace 1 — DialNexa Console", "half a name holds nowhere"
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        assert stage.window.windowTitle() == "Hindi sales — DialNexa Console"
        swatches = dialog.colour.findChildren(QRadioButton)
        names = {swatch.accessibleName() for swatch in swatches}
        assert names == {"Teal", "Blue", "Violet", "Amber", "Red", "Grey"}
        next(swatch for swatch in swatches if swatch.accessibleName() == "Violet").click()
        assert profile_colour(stage.session.current).name() == tokens.PROFILE_COLOURS["violet"].lower()
        await until(lambda: dialog.country.findData("DE") > 0, "countries")
        row = dialog.country.findData("DE")
        dialog.country.setCurrentIndex(row)
        dialog.country.activated.emit(row)
        assert stage.session.context is not None
        assert stage.session.context.profile.default_country == "DE"
        changed = first._replace(name="Hindi sales", colour="violet", default_country="DE")
        await until(lambda: Settings.load(folder).profile(first.id) == changed, "on the disk")
        await stage.end()

    run(work())


def test_a_name_that_is_taken_or_empty_is_refused_where_it_is_typed(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        first, _ = both
        stage = Stage(folder)
        await stage.open()
        dialog = await manage(stage)
        dialog.name.setFocus()
        for typed, said in (("workspace 2", "another profile of this name"), ("  ", "Give the profile a name")):
            dialog.name.selectAll()
            QTest.keyClicks(dialog.name, typed)
            QTest.keyClick(dialog.name, Qt.Key.Key_Return)
            assert dialog.isVisible()
            assert said in dialog.name.accessibleDescription()
            assert stage.settings.profile_named(first.name) is not None
        dialog.add.click()
        key: Any = await stage.dialog("key.dialog")
        key.name.setText("WORKSPACE 2")
        key.key.setText("key-1:secret-2")
        key.save.click()
        assert "There is a profile named WORKSPACE 2 already." in key.problem.text()
        key.reject()
        await stage.end()

    run(work())


def test_a_new_profile_gets_a_colour_of_its_own(run: Run[Any], folder: Path, both: Both, two: DemoServer) -> None:
    async def work() -> None:
        stage = Stage(folder)
        await stage.open()
        stage.window.show_add_profile()
        dialog: Any = await stage.dialog("key.dialog")
        dialog.name.setText("Third")
        dialog.key.setText(f"  {two.key}\n")
        dialog.address.setText(two.url)
        dialog.save.click()
        await until(lambda: stage.session.current is not None and stage.session.current.name == "Third", "opened")
        await stage.until_read(stage.session.current)
        assert [profile.colour for profile in stage.settings.profiles] == ["teal", "red", "blue"]
        assert stage.window.header.switcher.currentText() == "Third"
        await stage.end()

    run(work())


def test_a_new_key_for_another_profile_leaves_the_open_one_open(
    run: Run[Any], folder: Path, both: Both, two: DemoServer
) -> None:
    async def work() -> None:
        first, second = both
        await CredentialStore.shared().delete(second)
        stage = Stage(folder)
        await stage.open()
        context = stage.session.context
        dialog = await manage(stage)
        dialog.list.setCurrentRow(1)
        dialog.new_key.click()
        key: Any = await stage.dialog("key.dialog")
        key.key.setText(two.key)
        key.save.click()
        await until(lambda: not shiboken6.isValid(key), "taken")
        await until(lambda: len(CredentialStore.shared()._session) == 2, "kept")
        assert stage.session.context is context
        assert stage.session.current == first
        await stage.end()

    run(work())


def test_removing_takes_key_profile_and_if_wished_the_data(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        first, second = both
        stage = Stage(folder)
        await stage.open()
        data = folder / "profiles" / first.id
        assert list(data.iterdir())
        dialog = await manage(stage)
        dialog.remove.click()
        ask: Any = await stage.dialog("remove.dialog")
        assert ask.focusWidget() is None or ask.focusWidget().objectName() != "remove.dialog.yes"
        QTest.keyClick(ask, Qt.Key.Key_Escape)
        assert stage.settings.profile(first.id) is not None
        dialog.remove.click()
        ask = await stage.dialog("remove.dialog")
        ask.data.setChecked(True)
        await stage.press("remove.dialog", "remove.dialog.yes")
        await until(lambda: not data.exists(), "the data gone")
        await until(lambda: any("was removed" in text for text in stage.told), "told")
        assert list((folder / "profiles").glob(".gone-*")) == []
        assert await CredentialStore.shared().load(first) is None
        await stage.until_read(second)  # the other one is open now
        assert [profile.id for profile in Settings.load(folder).profiles] == [second.id]
        await stage.end()

    run(work())


def test_clearing_leaves_nothing_to_read_and_the_profile_open(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        first, _ = both
        stage = Stage(folder)
        await stage.open()
        context = stage.session.context
        assert context is not None
        with contextlib.closing(sqlite3.connect(context.ledger.path, isolation_level=None)) as database:
            database.execute("create table secret (text)")
            database.execute("insert into secret values ('+919812345678')")
        copies = [os.open(path, os.O_RDONLY) for path in context.folder.rglob("*") if path.is_file()]
        assert any(b"+919812345678" in os.pread(copy, 1 << 24, 0) for copy in copies)
        dialog = await manage(stage)
        await until(lambda: dialog.clear.isEnabled(), "its size")
        assert dialog.data_text.text().startswith("Local data: ")
        dialog.clear.click()
        await stage.press("clear.dialog", "clear.dialog.yes")
        await until(lambda: any("were deleted" in text for text in stage.told), "told")
        for copy in copies:  # the very same bytes on the disk, whatever name they had
            assert set(os.pread(copy, 1 << 24, 0)) <= {0}
            os.close(copy)
        await stage.until_read(first)
        assert stage.session.context is not context
        await stage.end()

    run(work())
