"""The product's own icons, tinted from the palette.

Owns: reading `resources/icons/*.svg`, tinting, the cache of rendered pictures. Leaves to others: which icon means what.
The sources are on a 24 px grid with one stroke width and `currentColor`; they are drawn at the size and device pixel
ratio of the place where they are shown, so they are crisp at 100, 150 and 200 %.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui import theme, tokens

_FOLDER: Final = os.path.join(os.path.dirname(resources.__file__), "icons")
_FALLBACK: Final = "question"


def names() -> list[str]:
    """All icon names, sorted."""
    return sorted(entry[:-4] for entry in os.listdir(_FOLDER) if entry.endswith(".svg"))


@cache
def _source(name: str) -> bytes:
    try:
        with open(os.path.join(_FOLDER, f"{name}.svg"), "rb") as file:
            return file.read()
    except OSError:
        # A missing picture must not stop a paint event; the tests check that none is missing.
        return _source(_FALLBACK) if name != _FALLBACK else b"<svg xmlns='http://www.w3.org/2000/svg'/>"


@cache
def _rendered(name: str, side: int, rgb: str, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", rgb.encode())))
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, side: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `side` x `side` logical pixels."""
    return _rendered(name, side, colour.name(), ratio)


def paint(painter: QPainter, name: str, rect: QRect | QRectF, colour: QColor) -> None:
    """Draw the icon into the middle of `rect`, as large as fits, on whole device pixels."""
    side = int(min(rect.width(), rect.height()))
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    x = rect.x() + (rect.width() - side) / 2
    y = rect.y() + (rect.height() - side) / 2
    corner = QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio)
    painter.drawPixmap(corner, pixmap(name, side, colour, ratio))


def icon(name: str, token: str = "text2", side: int = tokens.ICON) -> QIcon:
    """A `QIcon` for places that Qt draws itself (menus). Make it anew when the theme changes."""
    c = theme.colours()
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(pixmap(name, side, c[token], ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, side, c.off, ratio), QIcon.Mode.Disabled)
    return made
