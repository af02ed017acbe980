"""What is chosen is in force at once and found again at the next start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings import FOREVER, Settings
from tests.ui.calls.bench import until
from tests.ui.window import Window
from ui import texts, theme
from ui.preferences.dialog import PreferencesDialog
from ui.preferences.languages import languages


def opened(bench: Window) -> PreferencesDialog:
    bench.late.open_preferences()
    found = bench.window.findChildren(PreferencesDialog)
    assert len(found) == 1
    return found[0]


def choose(combo: Any, value: object) -> None:
    place = combo.findData(value)
    assert place >= 0, value
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def shared(folder: Path) -> bool:
    """What is kept of the profile."""
    profile = Settings.load(folder).profile("test")
    return profile is not None and profile.share_key


async def test_sharing_the_key(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        dialog = opened(bench)
        assert bench.context.governor.floor_share == 0.5
        QTest.keyClick(dialog.share, Qt.Key.Key_Space)
        assert bench.context.governor.floor_share == 1.0
        await until(lambda: shared(tmp_path))
        dialog.share.click()
        assert bench.context.governor.floor_share == 0.5
        await until(lambda: not shared(tmp_path))
        # It belongs to the profile: with none open there is nothing to set.
        bench.window.open_context(None)
        assert not dialog.share.isEnabled()
        bench.window.open_context(bench.context)
        assert dialog.share.isEnabled()


async def test_masking_repaints_what_is_shown_and_copies_whole_numbers(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        campaign = bench.campaign("running")
        column = bench.page.table.column_number("number") if bench.page.table.column_number("number") >= 0 else 0
        columns = [one.key for one in bench.page.model.columns]
        column = next(place for place, key in enumerate(columns) if key in ("caller", "number", "from"))
        row = bench.page.model.row_of(campaign.id)
        assert row is not None
        index = bench.page.model.index(row, column)
        whole = texts.phone(campaign.from_phone_number)
        assert index.data() == whole
        changed: list[object] = []
        bench.page.model.dataChanged.connect(lambda *cells: changed.append(cells))
        dialog = opened(bench)
        try:
            dialog.masking.click()
            assert index.data() != whole
            assert index.data()[-3:] == whole[-3:]
            assert "•" in index.data()
            assert changed
            await until(lambda: Settings.load(tmp_path).mask_numbers)
            dialog.masking.click()
            assert index.data() == whole
        finally:
            texts.mask_phones(False)


async def test_the_proxy_is_checked(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        dialog = opened(bench)
        dialog.proxy.setFocus()
        QTest.keyClicks(dialog.proxy, "http://me:secret@proxy:3128")
        QTest.keyClick(dialog.proxy, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert "user name or password" in dialog.proxy.accessibleDescription()
        assert "user name or password" in dialog._proxy_note.text()
        assert dialog._proxy_note.isVisible()
        assert bench.settings.proxy == ""
        dialog.proxy.setText("proxy:3128")
        QTest.keyClick(dialog.proxy, Qt.Key.Key_Return)
        assert dialog.proxy.text() == "http://proxy:3128"
        assert not dialog._proxy_note.isVisible()
        await until(lambda: Settings.load(tmp_path).proxy == "http://proxy:3128")


async def test_colours_language_and_country(tmp_path: Path, scheme: theme.Theme) -> None:
    async with Window(tmp_path) as bench:
        dialog = opened(bench)
        choose(dialog.theme, "dark")
        assert scheme.is_dark
        command = bench.desk.commands.get("view.theme.dark")
        assert command is not None
        assert command.action.isChecked()
        choose(dialog.language, "en")
        await until(lambda: dialog.country.count() > 200)
        assert dialog.country.currentData() == "IN"
        choose(dialog.country, "DE")
        assert bench.context.profile.default_country == "DE"

        def kept() -> bool:
            again = Settings.load(tmp_path)
            profile = again.profile("test")
            return (
                again.theme == "dark"
                and again.language == "en"
                and profile is not None
                and profile.default_country == "DE"
            )

        await until(kept)


async def test_how_long_personal_data_are_kept(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        dialog = opened(bench)
        assert dialog.retention.currentData() == 365
        assert dialog.retention.accessibleName() == "Keep personal data on this computer"
        said = dialog.retention.accessibleDescription()
        for fact in ("rows", "names", "stays with that campaign", "do-not-call list", "without a known outcome"):
            assert fact in said
        assert [dialog.retention.itemData(row) for row in range(4)] == [30, 90, 365, FOREVER]
        choose(dialog.retention, 30)  # type: ignore[arg-type]
        await until(lambda: Settings.load(tmp_path).retention_days == 30)
        wanted: list[object] = []
        bench.window.profile_clear_wanted.connect(wanted.append)
        dialog.clear.click()
        assert wanted == [bench.context.profile]
        dialog.reject()
        await until(lambda: not bench.window.findChildren(PreferencesDialog))
        bench.window.show_welcome()
        command = bench.desk.commands.get("file.clear_data")
        assert command is not None
        assert not command.available, "and nobody stumbles over the dialog that is gone"
        bench.window.show_opening(bench.context.profile)


def test_translations_are_found_by_their_names(tmp_path: Path) -> None:
    for name in ("hi.qm", "pt_BR.qm", "en.qm", "notes.txt"):
        (tmp_path / f"dialnexa-console_{name}").write_bytes(b"")
    assert [language.tag for language in languages(str(tmp_path))] == ["", "en", "hi", "pt_BR"]
    assert languages(str(tmp_path))[2].name == "हिन्दी"
    assert [language.tag for language in languages(str(tmp_path / "none"))] == ["", "en"]


async def test_transcripts_a_day(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        dialog = opened(bench)
        choose(dialog.details, 2_000)
        assert bench.context.details.budget == 2_000
        await until(lambda: Settings.load(tmp_path).details_a_day == 2_000)
        choose(dialog.details, 0)
        assert bench.context.details.budget == 0
        await until(lambda: Settings.load(tmp_path).details_a_day == 0)
