"""The program's own icon: the quota gauge, in the accent colour.

Owns: the icon of the windows, and drawing its PNG sizes from the two SVGs (the one for small sizes has fewer parts):
`python -m ui.app_icon`. Leaves to others: where desktops look for it (`resources/desktop`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import resources

APP_ID: Final = "com.dialnexa.console"
"""Name of desktop entry, AppStream component and icon."""
SIDES: Final = (16, 24, 32, 48, 64, 128, 256)
LARGEST_SMALL: Final = 32
FOLDER: Final = Path(os.path.dirname(resources.__file__)) / "desktop" / "icons"


def app_icon() -> QIcon:
    """The icon in all its sizes."""
    icon = QIcon()
    for side in SIDES:
        icon.addFile(str(FOLDER / f"{APP_ID}-{side}.png"))
    return icon


def drawn(side: int) -> QImage:
    """The icon of one size, from its SVG."""
    name = f"{APP_ID}-small.svg" if side <= LARGEST_SMALL else f"{APP_ID}.svg"
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(str(FOLDER / name)).render(painter)
    return image


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QGuiApplication(sys.argv)
    for size in SIDES:
        drawn(size).save(str(FOLDER / f"{APP_ID}-{size}.png"))
