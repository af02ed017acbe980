"""Every surface, large and at 1100x700, in English and Hindi: no cut text, nothing squeezed, no needless scroll bar."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from resources.translations.extract import texts, translations
from tests.ui.fitting import OwnWords, misfits
from tests.ui.surfaces import Surfaces
from tests.ui.window import Window
from ui.theme import Theme
from ui.translation import use_language
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.label import Label

SIZES = ((1440, 900), (1100, 700))
LEAST_SURFACES = 100


@pytest.fixture
def language(request: pytest.FixtureRequest, scheme: Theme) -> Iterator[str]:
    """The interface in this language for as long as the test lasts."""
    before = QLocale()
    scheme.apply()
    translator = use_language(request.param)
    yield request.param
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(before)


async def settle() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()
        await asyncio.sleep(0)


@pytest.mark.parametrize("language", ["en", "hi"], indirect=True)
async def test_everything_fits(tmp_path: Path, language: str) -> None:
    own = OwnWords([text for _, text in texts()] if language == "en" else translations(language).values())
    found: dict[str, list[str]] = {}
    looks = 0

    async def look(title: str, window: QWidget) -> None:
        nonlocal looks
        before = window.size()
        for size in SIZES if window is bench.window else (None,):
            if size is not None:
                window.resize(*size)
                await settle()
            looks += 1
            for problem in misfits(window, own):
                found.setdefault(problem, []).append(f"{title} at {size}" if size else title)
        if window is bench.window:
            window.resize(before)
            await settle()

    async with Window(tmp_path, call_logs=30) as bench:
        await Surfaces(bench, tmp_path, look).visit_all()
    assert not found, "\n".join(f"{problem}  ({'; '.join(where)})" for problem, where in found.items())
    assert looks > LEAST_SURFACES


def shown(*widgets: QWidget, width: int = 120, height: int = 200) -> QWidget:
    """Widgets below each other, all of one width."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        widget.setFixedWidth(width)
        layout.addWidget(widget)
    box.resize(width, height)
    box.show()
    QApplication.sendPostedEvents()
    return box


def test_the_rules_find_what_is_cut(scheme: Theme) -> None:
    """Each of these is wrong in one way; the same with room is not."""
    words = "This is longer than there is room for"
    own = OwnWords([words, "{count} rows of the file cannot be read"])
    field = QLineEdit()
    field.setPlaceholderText(words)
    combo = ComboButton()
    combo.addItem(words)
    filled = "12 rows of the file cannot be read"
    for widget in (
        Label(words),
        Label(words, elide="end"),
        Label(filled, elide="end"),
        Button(words),
        combo,
        field,
    ):
        box = shown(widget)
        assert misfits(box, own), f"{type(widget).__name__} is cut and nobody says so"
        box.setMinimumWidth(600)
        widget.setFixedWidth(600)
        QApplication.sendPostedEvents()
        assert misfits(box, own) == []
        box.deleteLater()


def test_a_name_of_somebody_may_be_elided_with_a_tool_tip(scheme: Theme) -> None:
    name = Label("Somebody called their campaign like this", elide="end")
    box = shown(name)
    assert misfits(box, OwnWords(["Campaigns"])) == []
    name.setToolTip("something else")
    assert any("no tool tip" in problem for problem in misfits(box))
    box.deleteLater()


def test_the_rules_find_what_is_squeezed_and_what_sticks_out(scheme: Theme) -> None:
    squeezed = Label("one two three four five six seven eight nine ten", wrap=True)
    squeezed.setFixedHeight(20)
    box = shown(squeezed)
    assert any("height" in problem for problem in misfits(box))
    box.deleteLater()
    host = QWidget()
    host.resize(100, 40)
    button = Button("Pause", parent=host)
    button.setGeometry(80, 4, button.sizeHint().width(), 32)
    host.show()
    assert any("sticks out" in problem for problem in misfits(host))
    host.deleteLater()


def test_the_rules_find_a_needless_scroll_bar(scheme: Theme) -> None:
    area = QScrollArea()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setWidget(Label("short"))
    area.resize(200, 200)
    area.show()
    QApplication.sendPostedEvents()
    assert any("bar down" in problem for problem in misfits(area))
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    QApplication.sendPostedEvents()
    assert misfits(area) == []
    area.deleteLater()


def test_a_banner_leaves_sentences_out_rather_than_cutting_one(scheme: Theme) -> None:
    banner = Banner(title="The server asked for a pause.", text="Greyed actions come back. Searching stays on.")
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.addWidget(banner)
    box.resize(600, 80)
    box.show()
    QApplication.sendPostedEvents()
    line = banner._text
    assert line.shown == "Greyed actions come back. Searching stays on."
    box.resize(270, 80)
    QApplication.sendPostedEvents()
    assert line.shown == "Greyed actions come back."
    assert banner.accessibleDescription().endswith("Searching stays on.")
    box.resize(150, 80)
    QApplication.sendPostedEvents()
    assert line.shown == ""
    box.deleteLater()
