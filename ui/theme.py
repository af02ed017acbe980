"""The theme: which scheme is in force, its colours as Qt objects, its fonts.

Owns: choosing the scheme (light or dark, high contrast; by the system or by hand), palette, application font and
style sheet. Leaves to others: the values (`ui/tokens.py`), painting (`ui/widgets`).

Paint code asks `colours()` and `font()` at the time of painting, so a change of scheme needs nothing but a repaint,
which Qt asks for by itself when the palette changes.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui import tokens

Mode = Literal["system", "light", "dark"]
Size = Literal["title", "body", "caption", "tiny"]
Weight = Literal["regular", "medium", "semibold"]

_SIZES: Final = {"title": tokens.TITLE, "body": tokens.BODY, "caption": tokens.CAPTION, "tiny": tokens.TINY}
_WEIGHTS: Final = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "semibold": QFont.Weight.DemiBold,
}


class Colours:
    """One scheme: every name of `ui/tokens.py` as an attribute holding a `QColor`. Not to be changed.

    Attributes:
        is_dark: Light on dark.
        is_high_contrast: Stronger text, lines and rings.
    """

    is_dark: bool
    is_high_contrast: bool

    def __init__(self, *, is_dark: bool, is_high_contrast: bool) -> None:
        self.is_dark = is_dark
        self.is_high_contrast = is_high_contrast
        table = tokens.DARK if is_dark else tokens.LIGHT
        if is_high_contrast:
            table = {**table, **(tokens.DARK_CONTRAST if is_dark else tokens.LIGHT_CONTRAST)}
        self.__dict__.update({name: QColor(value) for name, value in table.items()})

    def __getattr__(self, name: str) -> QColor:
        # Only reached for a name that is not there; declared so that type checkers know the attributes.
        raise AttributeError(name)

    def __getitem__(self, name: str) -> QColor:
        """The colour of a token whose name comes from data ("green", "green_soft", ...)."""
        colour: QColor = self.__dict__[name]
        return colour


class Theme(QObject):
    """The scheme in force.

    Signals:
        changed: the scheme (or its contrast) is another one now; palette and style sheet are already in force.
    """

    changed = Signal()

    def __init__(self, mode: Mode = "system", parent: QObject | None = None, *, high_contrast: bool = False) -> None:
        super().__init__(parent)
        global _current
        self._mode: Mode = mode
        self._high_contrast = high_contrast
        self._system_contrast = False
        self._colours = self._read()
        _current = self
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def mode(self) -> Mode:
        """What was asked for: the system's scheme, or one of the two."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """Whether the dark scheme is in force."""
        return self._colours.is_dark

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return self._colours

    def set_mode(self, mode: Mode) -> None:
        """Choose a scheme and put it in force."""
        self._mode = mode
        self._update()

    def set_high_contrast(self, on: bool) -> None:
        """Have high contrast always, or (off) only where the system asks for it."""
        self._high_contrast = on
        self._update()

    def set_system_contrast(self, on: bool) -> None:
        """What the desktop asks for, as known from elsewhere than Qt (`ui/system_contrast.py`)."""
        self._system_contrast = on
        self._on_system_changed()

    def apply(self) -> None:
        """Put style, font, palette and style sheet in force. Once, after the application object is there."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        app.setFont(font("body"))
        app.setPalette(_palette(self._colours))
        app.setStyleSheet(_style_sheet(self._colours))

    def _read(self) -> Colours:
        hints = QGuiApplication.styleHints()
        dark = self._mode == "dark" or (self._mode == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        return Colours(is_dark=dark, is_high_contrast=self._wants_contrast())

    def _wants_contrast(self) -> bool:
        return self._high_contrast or self._system_contrast or _qt_wants_contrast()

    def _update(self) -> None:
        self._colours = self._read()
        self.apply()
        self.changed.emit()

    def _on_system_changed(self) -> None:
        before = self._colours
        after = self._read()
        if (after.is_dark, after.is_high_contrast) != (before.is_dark, before.is_high_contrast):
            self._update()


_current: Theme | None = None


def current() -> Theme:
    """The application's theme; a following-the-system one is made when there is none yet."""
    return _current if _current is not None else Theme()


def colours() -> Colours:
    """The colours in force, for paint code."""
    return current().colours


@cache
def family() -> str:
    """Inter where it is installed, else the system's font."""
    if QFontDatabase.hasFamily(tokens.FONT_FAMILY):
        return tokens.FONT_FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def font(size: Size = "body", weight: Weight = "regular") -> QFont:
    """A font of the product. Shared: copy it before changing it."""
    return font_of(_SIZES[size][0], weight)


@cache
def font_of(pixels: int, weight: Weight = "regular") -> QFont:
    """A font whose size is drawn as a share of something (the gauge's numerals). Shared as well."""
    made = QFont(family())
    made.setPixelSize(pixels)
    made.setWeight(_WEIGHTS[weight])
    # Tabular figures: digits of one width, so that nothing jumps when a second passes.
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def line_height(size: Size) -> int:
    """Pixels from one line of text to the next."""
    return _SIZES[size][1]


def ring_width() -> int:
    """Pixels of the focus ring in the scheme in force."""
    return tokens.RING_CONTRAST if colours().is_high_contrast else tokens.RING


def draw_ring(painter: QPainter, rect: QRect | QRectF, radius: float) -> None:
    """Draw the focus ring just inside `rect`."""
    half = ring_width() / 2
    painter.setPen(QPen(colours().accent_text, ring_width()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)


def draw_box(
    painter: QPainter, rect: QRect | QRectF, radius: float, fill: QColor | None, border: QColor | None
) -> None:
    """Draw a rounded box with a hairline border that stays inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(rect)
    if border is not None:
        area.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(border, tokens.LINE))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)


def _qt_wants_contrast() -> bool:
    """What Qt says about the desktop, which it does since 6.10, and not everywhere."""
    hints = QGuiApplication.styleHints()  # held: what it hands out dies with it
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in (
        (role.Window, c.surface),
        (role.WindowText, c.text),
        (role.Base, c.surface),
        (role.AlternateBase, c.raised),
        (role.Text, c.text),
        (role.PlaceholderText, c.text2),
        (role.Button, c.surface),
        (role.ButtonText, c.text),
        (role.BrightText, c.red),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Accent, c.accent),
        (role.Link, c.accent_text),
        (role.LinkVisited, c.accent_text),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text),
        (role.Light, c.raised),
        (role.Midlight, c.line),
        (role.Mid, c.line2),
        (role.Dark, c.line2),
        (role.Shadow, c.shadow),
    ):
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, c.off)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, c.offbg)
    return palette


def _style_sheet(c: Colours) -> str:
    """What Qt's own widgets need beyond the palette. Short on purpose: every rule costs at every polish."""
    t = tokens
    names = {name: colour.name() for name, colour in vars(c).items() if isinstance(colour, QColor)}
    return f"""
QToolTip {{ color: {names["text"]}; background: {names["raised"]}; border: 1px solid {names["line2"]};
  padding: {t.S4}px {t.S8}px; }}
QMenuBar {{ background: {names["surface"]}; padding: 0 {t.S8}px; }}
QMenuBar::item {{ padding: {t.S4}px {t.S8}px; background: transparent; border-radius: {t.R_SMALL}px; }}
QMenuBar::item:selected {{ background: {names["grey_soft"]}; }}
QMenu {{ background: {names["surface"]}; border: 1px solid {names["line2"]}; padding: {t.S4}px; }}
QMenu::item {{ padding: {t.S4 + 2}px {t.S24}px {t.S4 + 2}px {t.S24}px; border-radius: {t.R_SMALL}px; }}
QMenu::item:selected {{ background: {names["soft"]}; color: {names["text"]}; }}
QMenu::item:disabled {{ color: {names["off"]}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {names["line"]}; margin: {t.S4}px {t.S8}px; }}
QScrollBar {{ background: transparent; margin: 0; border: none; }}
QScrollBar:vertical {{ width: {t.SCROLL_BAR}px; }}
QScrollBar:horizontal {{ height: {t.SCROLL_BAR}px; }}
QScrollBar::handle {{ background: {names["line2"]}; border-radius: {t.R_BAR}px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {names["off"]}; }}
QScrollBar::handle:vertical {{ min-height: {t.S32}px; }}
QScrollBar::handle:horizontal {{ min-width: {t.S32}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea {{ border: none; }}
QComboBox QAbstractItemView {{ border: 1px solid {names["line2"]}; padding: {t.S4 - 1}px; outline: 0; }}
QLineEdit, QAbstractSpinBox, QPlainTextEdit {{ background: {names["surface"]}; color: {names["text"]};
  border: 1px solid {names["line2"]}; border-radius: {t.R_CONTROL}px; padding: 0 {t.S8}px;
  placeholder-text-color: {names["text2"]};
  selection-background-color: {names["accent"]}; selection-color: {names["on_accent"]}; }}
QLineEdit, QAbstractSpinBox {{ min-height: {t.H_CONTROL - 2}px; max-height: {t.H_CONTROL - 2}px; }}
QPlainTextEdit {{ padding: {t.S4}px; }}
QAbstractSpinBox QLineEdit {{ border: none; background: transparent; padding: 0; min-height: 0; }}
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
  width: 0; height: 0; border: none; }}
QDateEdit::drop-down {{ width: {t.S24}px; border: none; image: none; }}
QDateEdit::down-arrow {{ image: none; }}
QLineEdit:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled, QLineEdit:read-only {{
  background: {names["offbg"]}; color: {names["text2"]}; border-color: {names["line"]}; }}
QLineEdit[invalid="true"] {{ border-color: {names["red"]}; }}
QSplitter::handle {{ background: {names["line"]}; }}
"""


def painter_for(widget: QWidget) -> QPainter:
    """A painter on `widget` with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def reach(size: QSize, width: int, height: int) -> QSize:
    """`size`, made at least `width` x `height`."""
    return size.expandedTo(QSize(width, height))


def centred(size: QSize, area: QRect) -> QRect:
    """A rectangle of `size` in the middle of `area`, on whole pixels."""
    corner = QPoint(
        area.x() + (area.width() - size.width()) // 2,
        area.y() + (area.height() - size.height()) // 2,
    )
    return QRect(corner, size)
