from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from app.credentials import CredentialStore
from app.demo import DemoServer
from app.leads.added import AddedLeads
from app.settings import Profile, Settings
from tests.ui.profiles.conftest import Run, Stage, until
from tests.ui.profiles.test_leaving import begin_upload, leads
from ui import tokens
from ui.header import profile_colour
from ui.profiles.remove_dialog import ClearDialog

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
        files = [path for path in context.folder.rglob("*") if path.is_file()]
        # SQLite's index of its log ("-shm") is removed by SQLite; it has numbers of pages, no text.
        indices = [os.open(path, os.O_RDONLY) for path in files if path.name.endswith("-shm")]
        copies = [os.open(path, os.O_RDONLY) for path in files if not path.name.endswith("-shm")]
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
        for index in indices:
            assert b"98123" not in os.pread(index, 1 << 24, 0)
            os.close(index)
        assert not [path for path in files if path.exists() and b"+919812345678" in path.read_bytes()]
        await stage.until_read(first)
        assert stage.session.context is not context
        await stage.end()

    run(work())


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def begin(context: Any, campaign: str) -> int:
    """Put an upload on record."""
    from app.leads.ledger import pack_numbers

    return await context.ledger.begin(  # type: ignore[no-any-return]
        campaign_id=campaign,
        campaign_name=campaign,
        file_name="june.csv",
        file_sha256="",
        rows=1,
        set_aside=0,
        total_leads_before=0,
        numbers=pack_numbers(["+919812345678"]),
        content=b"phone_number,name\r\n+919812345678,Asha\r\n",
        single="Asha Ramanathan",
    )


def test_clearing_keeps_who_must_not_be_called(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        first, _ = both
        stage = Stage(folder)
        await stage.open()
        context = stage.session.context
        assert context is not None
        await context.do_not_call.add("+919811111111", "asked for it")
        await context.ledger.confirm(await begin(context, "c1"), 1, 0)
        stage.window.desk.commands.get("file.clear_data").trigger()
        dialog: Any = await stage.dialog("clear.dialog")
        assert dialog.typed is None
        assert dialog.yes.isEnabled()
        await stage.press("clear.dialog", "clear.dialog.yes")
        await until(lambda: any("were deleted" in text for text in stage.told), "told")
        await stage.until_read(first)
        again = stage.session.context
        assert again is not None
        assert again is not context
        assert [entry.number for entry in await again.do_not_call.entries()] == ["+919811111111"]
        assert await again.ledger.uploads() == []
        assert await again.ledger.already_sent("c1") == frozenset()
        assert list((folder / "profiles").glob(".gone-*")) == []
        assert b"Asha" not in everything_in(folder)
        await stage.end()

    run(work())


def test_clearing_open_questions_takes_the_name_of_the_profile(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        stage = Stage(folder)
        await stage.open()
        context = stage.session.context
        assert context is not None
        await context.ledger.unknown(await begin(context, "c1"), "")
        stage.window.desk.commands.get("file.clear_data").trigger()
        dialog: Any = await stage.dialog("clear.dialog")
        assert not dialog.yes.isEnabled()
        assert dialog.yes.accessibleDescription() == "Type the profile's name first."
        for typed, fits in (("Workspace", False), ("workspace 1 ", True), ("Workspace 2", False)):
            dialog.typed.setText(typed)
            assert dialog.yes.isEnabled() == fits
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert await context.ledger.count_open() == 1, "nothing yet"
        stage.window.desk.commands.get("file.clear_data").trigger()
        dialog = await stage.dialog("clear.dialog")
        dialog.typed.setText("Workspace 1")
        await stage.press("clear.dialog", "clear.dialog.yes")
        await until(lambda: any("were deleted" in text for text in stage.told), "told")
        await until(lambda: stage.session.context not in (None, context), "opened again")
        assert stage.session.context is not None
        assert await stage.session.context.ledger.count_open() == 0
        await stage.end()

    run(work())


def test_nothing_is_cleared_during_an_upload(
    run: Run[Any], folder: Path, both: Both, one: DemoServer, tmp_path: Path
) -> None:
    async def work() -> None:
        stage = Stage(folder)
        await stage.open()
        page = await begin_upload(stage, one, leads(tmp_path))
        stage.window.desk.commands.get("file.clear_data").trigger()
        dialog: Any = await stage.dialog("clear.dialog")
        assert not dialog.yes.isEnabled()
        assert "An upload is under way: june.csv." in dialog.yes.accessibleDescription()
        assert dialog.typed is None
        dialog.reject()
        assert page.unfinished()
        assert stage.session.context is not None
        assert await stage.session.context.ledger.count_open() == 1
        await one.control("faults", [])
        await stage.end()

    run(work())


def test_an_upload_that_begins_while_it_is_asked_stops_the_clearing(
    run: Run[Any], folder: Path, both: Both, one: DemoServer, tmp_path: Path
) -> None:
    async def work() -> None:
        stage = Stage(folder)
        await stage.open()
        stage.window.desk.commands.get("file.clear_data").trigger()
        await stage.dialog("clear.dialog")
        context = stage.session.context
        page = await begin_upload(stage, one, leads(tmp_path))  # it was queued, and its turn has come
        await stage.press("clear.dialog", "clear.dialog.yes")
        again: Any = await until(
            lambda: [
                one for one in stage.window.findChildren(ClearDialog) if one.isVisible() and not one.yes.isEnabled()
            ],
            "asked again",
        )
        assert page.unfinished()
        assert stage.session.context is context
        again[-1].reject()
        await one.control("faults", [])
        await stage.end()

    run(work())


def test_old_personal_data_go_when_the_profile_is_opened(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        first, second = both
        stage = Stage(folder)
        await stage.open()
        context = stage.session.context
        assert context is not None
        await context.ledger.confirm(await begin(context, "old"), 1, 0)
        await context.ledger.not_sent(await begin(context, "young"), "")
        await context.ledger.unknown(await begin(context, "open"), "")

        def age(database: sqlite3.Connection) -> None:
            database.execute("update upload set began_at = began_at - 31 * 86400 where campaign_id <> 'young'")
            database.execute("update upload set ended_at = ended_at - 31 * 86400 where campaign_id <> 'young'")

        await context.ledger.transaction(age)
        names = []
        for days in (365, 30):
            stage.settings.retention_days = days
            stage.window.profile_wanted.emit(second.id)
            await stage.until_read(second)
            stage.window.profile_wanted.emit(first.id)
            await stage.until_read(first)
            context = stage.session.context
            assert context is not None
            added = await AddedLeads(context.ledger, context.clock).latest()
            names.append({lead.campaign_id: lead.name for lead in added})
            assert await context.ledger.already_sent("old") == {"+919812345678"}
            assert {record.campaign_id for record in await context.ledger.open_questions()} == {"open"}
        asha = "Asha Ramanathan"
        assert names == [{"old": asha, "young": asha, "open": asha}, {"old": "", "young": asha, "open": asha}]
        await stage.end()

    run(work())


def test_clearing_the_data_of_this_runs_key_clears_its_folder(
    run: Run[Any], folder: Path, both: Both, one: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        monkeypatch.setenv("DIALNEXA_API_KEY", one.key)
        monkeypatch.setenv("DIALNEXA_BASE_URL", one.url)
        stage = Stage(folder)
        await stage.open()
        context = stage.session.context
        assert context is not None
        await begin(context, "c1")
        stage.window.desk.commands.get("file.clear_data").trigger()
        dialog: Any = await stage.dialog("clear.dialog")
        assert dialog.typed is not None, "an upload of unknown outcome is asked about"
        dialog.typed.setText("Key from the environment")
        await stage.press("clear.dialog", "clear.dialog.yes")
        await until(lambda: any("were deleted" in text for text in stage.told), "told")
        assert b"june.csv" not in everything_in(context.folder)
        await until(lambda: stage.session.context not in (None, context), "open again")
        await stage.end()

    run(work())
