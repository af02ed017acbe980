"""Can everything be read? The contrast of every pair of colours that the window puts on each other.

Ratios as the WCAG computes them. In a normal scheme text needs 4.5:1 and a part (a bar, an arc, a ring, a switch) 3:1;
hairlines and the borders of controls are quiet by intention there: what they enclose has a word or an icon. High
contrast asks more: 7:1 for text, and 4.5:1 for every part, for every border and for what is off.
"""

from __future__ import annotations

import itertools
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from ui import theme, tokens
from ui.theme import Colours

TONES: Final = ("green", "amber", "red", "teal", "grey")
PLAIN_GROUNDS: Final = ("bg", "surface", "raised", "soft")
TINTED_GROUNDS: Final = ("offbg", "grey_soft", *(f"{tone}_soft" for tone in TONES))
# Words on grounds: panels, the selected row, banners and message bars, a button pointed at, search hits.
TEXT_PAIRS: Final = (
    *itertools.product(("text", "text2"), (*PLAIN_GROUNDS, *TINTED_GROUNDS)),
    *itertools.product(("accent_text", *TONES), PLAIN_GROUNDS),
    *((tone, f"{tone}_soft") for tone in TONES),
    ("accent_text", "grey_soft"),
    ("text", "line"),  # a plain button that is held down
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("on_hit", "hit"),
    ("on_hit_current", "hit_current"),
)
PARTS: Final = (
    "accent",
    "accent_text",
    "accent_fill",
    "green_fill",
    "amber_fill",
    "red_fill",
    "grey_fill",
    "teal_fill",
    "danger",
    "series_you",
    "series_uploads",
    "series_sync",
    "series_reference",
    "series_others",
)
# Seen in every scheme, but only in high contrast as strong as a part.
QUIET: Final = ("line", "line2", "off", "accent_pale")
# Grounds and what only ever lies under something else.
GROUNDS: Final = (
    *PLAIN_GROUNDS,
    *TINTED_GROUNDS,
    "track",
    "hit",
    "hit_current",
    "accent_hover",
    "danger_hover",
    "shadow",
)


def luminance(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_low(c: Colours, pairs: tuple[tuple[str, str], ...], least: float) -> list[str]:
    ratios = {pair: contrast(c[pair[0]], c[pair[1]]) for pair in pairs}
    return [f"{upper} on {lower}: {ratio:.2f}" for (upper, lower), ratio in ratios.items() if ratio < least]


def test_the_ratio_is_computed_as_the_standard_says() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.005)


def test_every_colour_is_of_a_known_use() -> None:
    """A new colour fails here until somebody says what it is used for, and so which ratio it needs."""
    used = {name for pair in TEXT_PAIRS for name in pair} | {*PARTS, *QUIET, *GROUNDS}
    assert used == set(tokens.LIGHT) == set(tokens.DARK)
    assert set(tokens.LIGHT_CONTRAST) <= used
    assert set(tokens.DARK_CONTRAST) <= used


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_everything_can_be_read(is_dark: bool) -> None:
    c = Colours(is_dark=is_dark, is_high_contrast=False)
    assert too_low(c, TEXT_PAIRS, 4.5) == []
    assert too_low(c, tuple((part, "surface") for part in PARTS), 3) == []


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_high_contrast_is_high(is_dark: bool) -> None:
    c = Colours(is_dark=is_dark, is_high_contrast=True)
    assert too_low(c, tuple(pair for pair in TEXT_PAIRS if pair != ("text", "line")), 7) == []
    assert too_low(c, tuple(itertools.product((*PARTS, *QUIET), ("surface", "bg", "raised"))), 4.5) == []
    assert c.is_high_contrast


def test_high_contrast_is_chosen_on_top_of_the_scheme(scheme: theme.Theme) -> None:
    scheme.set_mode("dark")
    quiet = scheme.colours.line2
    scheme.set_high_contrast(True)
    try:
        assert scheme.is_dark
        assert scheme.colours.is_high_contrast
        assert contrast(scheme.colours.line2, scheme.colours.surface) > contrast(quiet, scheme.colours.surface)
        scheme.set_mode("light")
        assert scheme.colours.is_high_contrast
        assert scheme.colours.text == QColor("#000000")
    finally:
        scheme.set_high_contrast(False)
    assert not scheme.colours.is_high_contrast


def test_the_system_is_asked(scheme: theme.Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Qt says about the desktop is followed; a Qt that cannot say means no."""

    class Hints:
        def __init__(self, wanted: Qt.ContrastPreference) -> None:
            self._wanted = wanted

        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Dark

        def accessibility(self) -> Hints:
            return self

        def contrastPreference(self) -> Qt.ContrastPreference:
            return self._wanted

    wanted = getattr(Qt, "ContrastPreference", None)
    if wanted is None:
        pytest.skip("this Qt knows nothing of contrast")
    for preference, expected in ((wanted.HighContrast, True), (wanted.NoPreference, False)):
        hints = Hints(preference)
        monkeypatch.setattr(QGuiApplication, "styleHints", lambda hints=hints: hints)
        scheme.set_mode("system")
        assert (scheme.is_dark, scheme.colours.is_high_contrast) == (True, expected)
    monkeypatch.setattr(Hints, "accessibility", None)
    scheme.set_mode("light")
    assert not scheme.colours.is_high_contrast


def test_what_may_be_typed_is_as_legible_as_quiet_text(scheme: theme.Theme) -> None:
    """Qt would draw the hint in an empty field in half of the text's colour."""
    scheme.apply()
    field = QLineEdit()
    field.setPlaceholderText("MMMMMMMM")
    field.resize(160, 32)
    image = field.grab().toImage()
    drawn = {image.pixelColor(x, y).name() for x in range(8, image.width() - 8) for y in range(8, 24)}
    assert scheme.colours.text2.name() in drawn
