from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.context import Context
from app.credentials import CredentialStore
from app.demo import DemoServer
from app.settings import Profile, Settings
from tests.ui.profiles.conftest import Run, Stage, add_campaign, seen, until
from ui import tokens
from ui.header import profile_colour

Both = tuple[Profile, Profile]


def shown_texts(stage: Stage) -> str:
    """Everything that can be read in the window."""
    window = stage.window
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    texts += [field.text() for field in window.findChildren(QLineEdit) if field.isVisible()]
    model = stage.campaigns.model
    texts += [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return "\n".join(texts)


def test_a_pause_goes_on_for_who_comes_back(run: Run[Any], folder: Path, both: Both, one: DemoServer) -> None:
    async def work() -> None:
        first, second = both
        stage = Stage(folder)
        await stage.open()
        desk = stage.window.desk
        await one.control("faults", [{"kind": "rate_limit", "retry_after_s": 600}])
        desk.commands.get("campaigns.refresh").trigger()
        await until(lambda: desk.cooldown.state is not None, "the pause")
        asked = len(seen(one))
        stage.window.profile_wanted.emit(second.id)
        await stage.until_read(second)
        assert desk.cooldown.state is None
        stage.window.profile_wanted.emit(first.id)

        def is_back() -> bool:
            context = stage.session.context
            return context is not None and context.profile.id == first.id and context.governor.snapshot.waiting > 0

        await until(lambda: is_back() or len(seen(one)) > asked, "back")
        assert len(seen(one)) == asked
        assert desk.cooldown.state is not None
        assert desk.cooldown.state.seconds_left > 500
        await stage.end()

    run(work())


def test_another_profile_shows_nothing_of_the_one_before(
    run: Run[Any], folder: Path, both: Both, one: DemoServer, two: DemoServer
) -> None:
    async def work() -> None:
        _, second = both
        own = add_campaign(one, "Only in the first")
        add_campaign(two, "Only in the second")
        stage = Stage(folder)
        await stage.open()
        assert "Only in the first" in stage.names()
        assert stage.window.windowTitle() == "Workspace 1 — DialNexa Console"
        assert stage.window.header.switcher.currentText() == "Workspace 1"
        engine = stage.session.context
        assert engine is not None
        stage.window.page("calls")
        stage.window.page("leads")
        stage.campaigns.search.setText("something private")
        calls: Any = stage.window.page("calls")
        await until(lambda: calls.filters.campaign.count() > 1, "campaigns to filter calls by")
        calls.filters.choose_campaign(own)

        stage.window.profile_wanted.emit(second.id)
        # At once, before anything of the new one is there.
        assert "something private" not in shown_texts(stage)
        assert stage.names() == set()
        assert stage.window.windowTitle() == "Workspace 2 — DialNexa Console"
        assert stage.window.header.switcher.currentText() == "Workspace 2"
        assert [calls.filters.campaign.itemData(row) for row in range(calls.filters.campaign.count())] == [""]
        await stage.until_read(second)
        assert "Only in the second" in stage.names()
        assert "Only in the first" not in stage.names()
        await until(lambda: calls.filters.campaign.findText("Only in the second") > 0, "what to filter calls by")
        assert calls.filters.campaign.findText("Only in the first") < 0
        assert calls.filters.campaign.currentData() == ""

        asked = len(seen(one))
        assert len(seen(two)) > 0
        stage.campaigns.refresh.trigger()
        before = len(seen(two))
        await until(lambda: len(seen(two)) > before, "a request to the new server")
        assert len(seen(one)) == asked, "the old one is asked no more"
        await stage.end()

    run(work())


def test_each_profile_has_its_own_tab_columns_and_filters(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        first, second = both
        stage = Stage(folder)
        await stage.open()
        stage.campaigns.status_filter.setCurrentIndex(stage.campaigns.status_filter.findData("paused"))
        stage.campaigns.table.set_hidden_columns(["agent"])
        stage.window.show_tab("quota")
        stage.window.profile_wanted.emit(second.id)
        assert stage.campaigns.status_filter.currentData() == ""
        assert stage.window.tabs.currentIndex() == 0
        await stage.until_read(second)
        stage.campaigns.table.set_hidden_columns([])
        stage.window.profile_wanted.emit(first.id)
        assert stage.campaigns.status_filter.currentData() == "paused"
        assert stage.campaigns.table.hidden_columns() == {"agent"}
        assert stage.window.tabs.currentIndex() == 3
        await until(lambda: stage.settings.last_profile == first.id, "open again")
        await stage.end()

        again = Stage(folder)  # another run of the program
        again.start()
        await until(lambda: again.session.context is not None, "open")
        assert again.session.context is not None
        assert again.session.context.profile.id == first.id
        assert again.window.tabs.currentIndex() == 3
        assert again.campaigns.status_filter.currentData() == "paused"
        assert again.campaigns.table.hidden_columns() == {"agent"}
        await again.end()

    run(work())


def test_the_window_is_where_it_was_and_on_a_screen_that_is_there(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        stage = Stage(folder)
        stage.start()
        stage.window.resize(1100, 733)
        await until(lambda: stage.session.context is not None, "open")
        await stage.end()

        again = Stage(folder)
        again.start()
        assert (again.window.width(), again.window.height()) == (1100, 733)
        await until(lambda: again.session.context is not None, "open")
        await again.end()

        # As a second screen, 5,000 pixels to the right, left it behind: frame and normal geometry in Qt's own form.
        settings = Settings.load(folder)
        state = settings.window_state(both[0].id)
        saved = bytes(QByteArray.fromBase64(state["geometry"].encode()).data())
        state["geometry"] = bytes(QByteArray(_moved(saved, 5000)).toBase64().data()).decode()
        settings.set_window_state(both[0].id, state)
        settings.save()
        last = Stage(folder)
        last.start()
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        assert any(screen.contains(last.window.geometry().topLeft()) for screen in screens), last.window.geometry()
        await until(lambda: last.session.context is not None, "open")
        await last.end()

    run(work())


def _moved(saved: bytes, right: int) -> bytes:
    """A geometry of `QWidget.saveGeometry` moved to the right: magic, version, then rectangles of four integers."""
    head, rectangles = saved[:8], saved[8:]
    values = [int.from_bytes(rectangles[at : at + 4], "big", signed=True) for at in range(0, 32, 4)]
    for at in (0, 2, 4, 6):  # left and right of frame and of normal geometry
        values[at] += right
    return head + b"".join(value.to_bytes(4, "big", signed=True) for value in values) + rectangles[32:]


def test_the_profile_is_unmistakable(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        _, second = both
        stage = Stage(folder, profile="workspace 2")  # capitals do not matter
        await stage.open()
        assert stage.session.current == second
        picture = stage.window.header.grab().toImage()
        red = profile_colour(second)
        assert red.name() == tokens.PROFILE_COLOURS["red"].lower()
        assert picture.pixelColor(1, picture.height() // 2) == red
        assert picture.pixelColor(tokens.S4 - 1, 2) == red
        switcher = stage.window.header.switcher
        switcher.showPopup()
        squares = [not switcher.itemIcon(row).isNull() for row in range(switcher.count())]
        assert squares == [True, True, False, False, False]
        assert [switcher.itemText(row) for row in (3, 4)] == ["Add a profile…", "Manage profiles…"]
        switcher.hidePopup()
        await stage.end()

    run(work())


def test_a_profile_that_is_not_there_is_said_and_asked_for(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        stage = Stage(folder, profile="nobody's")
        stage.start()
        assert stage.told[-1:] == ["There is no profile called nobody's. Choose one or add it."]
        assert stage.session.current is None
        await stage.end()

    run(work())


def test_a_missing_key_is_said_in_place_and_the_window_stays_usable(
    run: Run[Any], folder: Path, both: Both, one: DemoServer
) -> None:
    async def work() -> None:
        first, second = both
        await CredentialStore.shared().delete(first)
        stage = Stage(folder)
        stage.start()
        text = await until(lambda: stage.window.findChild(QLabel, "profile.closed.text"), "the page in place")
        await until(lambda: "keyring" in text.text(), "the reason")
        title = stage.find(QLabel, "profile.closed.title").text()
        assert title == "The key of Workspace 1 is not on this computer"
        assert stage.window.header.isVisible()
        assert stage.window.header.connection.word() == "Not connected"
        assert not stage.window.tabs.isVisible()

        stage.find(QPushButton, "profile.closed.enter").click()
        dialog: Any = await stage.dialog("key.dialog")
        assert dialog.name.text() == "Workspace 1"
        assert dialog.key.hasFocus() or dialog.focusWidget() is dialog.key
        dialog.key.setText(one.key)
        dialog.save.click()
        await stage.until_read(first)
        assert stage.window.tabs.isVisible()
        # There is no keyring in this test.
        await until(lambda: any("session only" in text for text in stage.told), "where the key is")

        stage.window.profile_wanted.emit(second.id)
        await stage.until_read(second)
        stage.window.profile_wanted.emit(first.id)
        await stage.until_read(first)  # its key is still known in this session
        await stage.end()

    run(work())


def test_a_refused_key_is_said_over_the_pages_with_the_way_out(
    run: Run[Any], folder: Path, both: Both, one: DemoServer
) -> None:
    async def work() -> None:
        first, _ = both
        stage = Stage(folder)
        await stage.open()
        names = stage.names()
        await one.control("faults", [{"kind": "status", "status": 401}])
        await until(lambda: stage.campaigns.refresh.available, "the end of the first reading")
        stage.campaigns.refresh.trigger()
        enter = await until(
            lambda: [b for b in stage.window.findChildren(QPushButton, "refused.enter") if b.isVisible()], "the banner"
        )
        assert stage.names() == names, "what was read stays"
        await one.control("faults", [])
        enter[0].click()
        dialog: Any = await stage.dialog("key.dialog")
        dialog.key.setText(one.key)
        dialog.save.click()
        await until(lambda: not enter[0].isVisible(), "the banner gone")
        await stage.until_read(first)
        await stage.end()

    run(work())


def test_a_key_never_goes_to_a_host_that_it_was_not_stored_for(
    run: Run[Any], folder: Path, both: Both, one: DemoServer, two: DemoServer
) -> None:
    async def work() -> None:
        first, _ = both
        asked = len(seen(two))
        stage = Stage(folder, profile=first.name, base_url=two.url)
        stage.start()
        text = await until(lambda: stage.window.findChild(QLabel, "profile.closed.text"), "the page in place")
        await until(lambda: text.text(), "the reason")
        assert stage.session.context is None
        assert len(seen(two)) == asked, "nothing was sent there"
        stage.find(QPushButton, "profile.closed.enter").click()
        dialog: Any = await stage.dialog("key.dialog")
        assert dialog.address.text() == two.url
        dialog.key.setText(two.key)
        dialog.save.click()
        await stage.until_read(first)
        assert len(seen(two)) > asked
        await stage.end()
        # The address was for that run only.
        assert Settings.load(folder).profile(first.id) == first
        assert await CredentialStore.shared().load(first) is not None

    run(work())


def test_the_key_of_the_environment_is_used_and_not_stored(
    run: Run[Any], folder: Path, both: Both, two: DemoServer, monkeypatch: Any
) -> None:
    async def work() -> None:
        monkeypatch.setenv("DIALNEXA_API_KEY", two.key)
        monkeypatch.setenv("DIALNEXA_BASE_URL", two.url)
        stage = Stage(folder)
        await stage.open()
        assert stage.session.context is not None
        assert stage.session.context.profile.base_url == two.url
        assert "Key from the environment" in stage.window.windowTitle()
        await stage.end()
        secret = two.key.partition(":")[2]
        for path in folder.rglob("*"):  # noqa: ASYNC240
            assert not path.is_file() or secret.encode() not in path.read_bytes(), path
        assert [profile.id for profile in Settings.load(folder).profiles] == ["p1", "p2"]

    run(work())


def test_an_address_that_is_not_acceptable_is_said_in_place(
    run: Run[Any], folder: Path, both: Both, monkeypatch: Any
) -> None:
    async def work() -> None:
        monkeypatch.setenv("DIALNEXA_API_KEY", "key-1:secret-2")
        monkeypatch.setenv("DIALNEXA_BASE_URL", "http://api.dialnexa.com/v1")
        stage = Stage(folder)
        stage.start()
        text = await until(lambda: stage.window.findChild(QLabel, "profile.closed.text"), "the page in place")
        await until(lambda: "must start with https://" in text.text(), "the reason")
        await stage.end()

    run(work())


def test_every_engine_is_closed_however_fast_profiles_are_changed(
    run: Run[Any], folder: Path, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        first, second = both
        opened: list[Context] = []
        closed: list[Context] = []
        closing = Context.aclose

        async def aclose(context: Context) -> None:
            await closing(context)
            closed.append(context)

        monkeypatch.setattr(Context, "aclose", aclose)
        stage = Stage(folder)
        opening = stage.window.open_context

        def open_context(context: Context | None) -> None:
            if context is not None:
                opened.append(context)
            opening(context)

        monkeypatch.setattr(stage.window, "open_context", open_context)
        await stage.open()
        for _ in range(4):
            # The engine is open: chosen twice in a row, the second wish comes while it is being closed.
            stage.window.profile_wanted.emit(second.id)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            stage.window.profile_wanted.emit(first.id)
            await stage.until_read(first)
        await stage.end()
        assert [context for context in opened if context not in closed] == []
        assert len(opened) > 4

    run(work())
