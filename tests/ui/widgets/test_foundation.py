"""Tokens, theme, icons, statuses: complete, legible, consistent."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

import resources
from app import statuses
from ui import icons, theme, tokens
from ui.widgets import status

ICONS = os.path.join(os.path.dirname(resources.__file__), "icons")


def test_switching_the_scheme_tells_and_repaints(scheme: theme.Theme) -> None:
    spy = QSignalSpy(scheme.changed)
    scheme.set_mode("dark")
    assert spy.count() == 1
    assert theme.colours().surface.name() == tokens.DARK["surface"].lower()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().window().color() == theme.colours().surface
    assert tokens.DARK["line2"].lower() in app.styleSheet().lower()


def test_system_mode_follows_the_system(scheme: theme.Theme) -> None:
    scheme.set_mode("system")
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert scheme.is_dark == dark


def test_an_unknown_colour_is_an_error(scheme: theme.Theme) -> None:
    with pytest.raises(AttributeError):
        theme.colours().purple  # noqa: B018


def test_figures_are_tabular(scheme: theme.Theme) -> None:
    from PySide6.QtGui import QFontMetricsF

    for size in ("title", "body", "caption"):
        metrics = QFontMetricsF(theme.font(size))
        assert len({round(metrics.horizontalAdvance(str(digit) * 10), 2) for digit in range(10)}) == 1


@pytest.mark.parametrize("name", icons.names())
def test_icons_share_one_grid_and_stroke(name: str) -> None:
    root = ElementTree.parse(os.path.join(ICONS, f"{name}.svg")).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("fill") == "none"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "2"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    for child in root:
        assert {"fill", "stroke", "stroke-width", "style"}.isdisjoint(child.keys())


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_tinted_and_inside_their_box(scheme: theme.Theme, ratio: float) -> None:
    red = QColor("#B1222A")
    for name in icons.names():
        picture = icons.pixmap(name, 24, red, ratio).toImage()
        assert picture.width() == round(24 * ratio)
        inked = 0
        for x in range(picture.width()):
            for y in range(picture.height()):
                pixel = picture.pixelColor(x, y)
                if pixel.alpha() > 200:
                    inked += 1
                    assert abs(pixel.red() - red.red()) < 6
                    assert abs(pixel.green() - red.green()) < 6
                edge = x in (0, picture.width() - 1) or y in (0, picture.height() - 1)
                assert not (edge and pixel.alpha() > 128), f"{name} touches the edge"
        assert inked > 5, name


def test_a_missing_icon_paints_a_question_mark(scheme: theme.Theme) -> None:
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint(painter, "no-such-icon", QRect(0, 0, 24, 24), QColor("black"))
    painter.end()
    assert image == icons.pixmap("question", 24, QColor("black")).toImage().convertToFormat(image.format())


@pytest.mark.parametrize(
    ("read", "values"),
    [
        (status.campaign, statuses.CAMPAIGN_STATUSES),
        (status.campaign, sorted(statuses.CAMPAIGN_FINAL)),
        (status.call, statuses.CALL_STATUSES),
        (status.call, sorted(statuses.CALL_FINAL)),
        (status.lead, statuses.LEAD_STATUSES),
        (status.upload, ("planned", "INFLIGHT", "confirmed", "refused", "unknown")),
        (status.sentiment, statuses.SENTIMENTS),
    ],
)
def test_every_known_status_has_word_icon_and_colour(read: Any, values: tuple[str, ...]) -> None:
    for value in values:
        look = read(value)
        assert look.word != value
        assert re.fullmatch(r"[A-Z][a-z]+( [a-z]+)*", look.word)
        assert look.icon in icons.names()
        assert {look.tone, f"{look.tone}_soft"} <= set(tokens.LIGHT)
        if value != "unknown":
            assert look.icon != "question"


@pytest.mark.parametrize("read", [status.campaign, status.call, status.lead, status.upload, status.sentiment])
def test_an_unknown_status_is_shown_as_it_came(read: Any) -> None:
    assert read("on_hold_v2") == status.Look("on_hold_v2", "question", "grey")
    assert read("<b>x</b>\u202e").word == "<b>x</b>"
    assert len(read("x" * 10_000).word) == tokens.CELL_CAP


def test_answers_and_connections() -> None:
    assert status.answer(200).word == "200 OK"
    assert status.answer(304) == status.Look("304 Not modified", "check", "grey")
    assert status.answer(429, 17.2).word == "429 Wait 17 s"
    assert status.answer(418).tone == "red"
    assert status.answer(None).icon == "offline"
    assert [status.connection(s).word for s in ("connected", "offline", "refused", "limited")] == [
        "Connected",
        "Offline",
        "Key refused",
        "Rate limited",
    ]


def test_start_up_loads_nothing_heavy() -> None:
    code = """
import sys
import ui.theme, ui.icons, ui.texts, ui.widgets.table, ui.widgets.gauge, ui.widgets.cooling_button, ui.widgets.status
import ui.widgets.message_bar, ui.widgets.banner, ui.widgets.focus_ring, ui.widgets.side_panel, ui.models.record_table
heavy = {"httpx", "keyring", "msgspec", "phonenumbers", "sqlite3", "app.models", "app.api", "html", "dataclasses"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_but_tokens_names_a_colour() -> None:
    folder = os.path.dirname(theme.__file__)
    found = []
    for place, _, files in os.walk(folder):
        for name in files:
            if name.endswith(".py") and name != "tokens.py":
                with open(os.path.join(place, name), encoding="utf-8") as file:
                    text = file.read()
                found += [f"{name}: {hit}" for hit in re.findall(r"#[0-9A-Fa-f]{6}\b", text)]
                found += [f"{name}: {hit}" for hit in re.findall(r"setHtml|TextFormat\.RichText|AutoText", text)]
    assert found == []
