"""The palette: what fits what was typed, and the keyboard."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.quota.snapshot import QuotaSnapshot
from tests.ui.calls.bench import until
from tests.ui.window import Window
from ui.command_palette.entries import Entry
from ui.command_palette.field import LEAST_WIDTH, PaletteField
from ui.command_palette.matching import score
from ui.command_palette.overlay import CommandPalette

TITLES = ("Pause", "Resume", "Refresh", "Preferences", "Open lead file", "Keyboard shortcuts", "Open log folder")


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("pau", "Pause"),
        ("PAUSE", "Pause"),
        ("pse", "Pause"),
        ("ref", "Refresh"),
        ("pref", "Preferences"),
        ("open log", "Open log folder"),
        ("log open", "Open log folder"),
        ("file", "Open lead file"),
        ("short", "Keyboard shortcuts"),
        ("résumé", "Resume"),
    ],
)
def test_the_best_fit(typed: str, best: str) -> None:
    scored = {title: found for title in TITLES if (found := score(typed, title)) is not None}
    assert max(scored, key=lambda title: scored[title]) == best


def test_every_word_has_to_be_found() -> None:
    assert score("pause now", "Pause") is None
    assert score("pause camp", "Pause", "Campaigns") is not None
    assert score("", "Pause") == 0
    assert score("e", "Resume") is not None
    assert score("किस्त", "किस्त याद · जून") is not None
    assert score("a" * 5_000, "Pause") is None


def test_the_group_counts_less_than_the_title() -> None:
    assert (score("quota", "Quota", "View") or 0) > (score("quota", "Refresh", "Quota") or 0)


def listed(palette: CommandPalette) -> dict[str, Entry]:
    return {entry.key: entry for entry in palette.model.entries}


def current(palette: CommandPalette) -> str:
    return palette.model.entries[palette.list.currentIndex().row()].key


def press(bench: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or bench.window, key, modifier)


async def opened(bench: Window) -> CommandPalette:
    bench.page.table.setFocus()
    press(bench, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = bench.late.palette
    await until(palette.search.hasFocus)
    return palette


async def test_it_lists_every_action_with_its_keys_and_why_it_is_off(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        bench.page.show_campaign(bench.campaign("running").id)
        palette = await opened(bench)
        assert palette.accessibleName() == "Command palette"
        entries = listed(palette)
        commands = {command.key for command in bench.desk.commands} - {"tools.palette"}
        assert not {"campaigns.create", "campaigns.save"} & commands  # buttons of dialogs
        assert set(entries) == commands
        assert entries["campaigns.refresh"].keys == "F5"
        assert entries["file.open"].keys == "Ctrl+O"
        assert entries["edit.preferences"].is_on
        assert entries["campaigns.pause"].title == f"Pause ‘{bench.campaign('running').name}’"
        assert "Only a paused campaign" in entries["campaigns.resume"].why_not
        bench.quota_is(QuotaSnapshot(paused_until=time.monotonic() + 12, pause_s=12))
        await until(lambda: "queues it" in listed(palette)["campaigns.pause"].why_not)
        assert listed(palette)["campaigns.refresh"].why_not == "The server asked for a pause. Possible again in 12 s."
        assert listed(palette)["campaigns.refresh"].choose is None


async def test_keyboard_alone(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        palette = await opened(bench)
        first = current(palette)
        press(bench, Qt.Key.Key_Down)
        assert current(palette) == palette.model.entries[1].key
        assert palette.search.accessibleDescription() == palette.model.entries[1].spoken
        press(bench, Qt.Key.Key_Up)
        press(bench, Qt.Key.Key_Up)
        assert current(palette) == palette.model.entries[-1].key
        press(bench, Qt.Key.Key_Down)
        assert current(palette) == first
        press(bench, Qt.Key.Key_Escape)
        assert not palette.isVisible()
        assert bench.page.table.hasFocus()
        await opened(bench)
        QTest.keyClicks(palette.search, "quota view")
        assert current(palette) == "view.quota"
        press(bench, Qt.Key.Key_Return)
        assert not palette.isVisible()
        assert bench.window.front_tab() == "quota"
        press(bench, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await until(palette.search.hasFocus)
        QTest.keyClicks(palette.search, "no such thing")
        assert palette.nothing.isVisible()
        press(bench, Qt.Key.Key_Return)
        press(bench, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert not palette.isVisible()


async def test_it_jumps_to_a_campaign_that_filters_hide(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        wanted = bench.campaign("completed")
        bench.page.search.setText("nothing is called that")
        bench.window.show_tab("quota")
        palette = await opened(bench)
        QTest.keyClicks(palette.search, wanted.name)
        assert current(palette) == f"campaign:{wanted.id}"
        press(bench, Qt.Key.Key_Return)
        assert bench.window.front_tab() == "campaigns"
        assert bench.page.selected() == wanted


async def test_an_action_of_another_tab_brings_it_to_the_front(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        bench.window.show_tab("calls")
        bench.window.show_tab("campaigns")
        palette = await opened(bench)
        QTest.keyClicks(palette.search, "search transcripts")
        press(bench, Qt.Key.Key_Return)
        assert bench.window.front_tab() == "calls"
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.objectName() == "calls.search"


async def test_the_field_goes_before_it_squeezes_the_header(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        header = bench.window.header
        field = header.findChild(PaletteField)
        assert field is not None
        bench.window.resize(1100, 700)
        await until(lambda: bench.window.width() == 1100 and field.width() >= LEAST_WIDTH)
        assert field.isVisible()
        header.setFixedWidth(860)
        await until(lambda: not field.isVisible())
        palette = await opened(bench)
        assert palette.isVisible()
        assert bench.window.rect().contains(palette.geometry())
