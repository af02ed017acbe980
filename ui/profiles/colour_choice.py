"""The colour of a profile, to choose from.

Owns: a row of colours, each with a name, that the arrow keys walk through. Leaves to others: what is coloured with it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui import texts, theme, tokens

translate = QCoreApplication.translate

_SIDE: Final = 20


def colour_names() -> dict[str, str]:
    """Every profile colour and its name in the interface language."""
    return {
        "teal": translate("Colours", "Teal"),
        "blue": translate("Colours", "Blue"),
        "violet": translate("Colours", "Violet"),
        "amber": translate("Colours", "Amber"),
        "red": translate("Colours", "Red"),
        "grey": translate("Colours", "Grey"),
    }


class _Swatch(QRadioButton):
    """One colour; chosen, it wears a ring."""

    def __init__(self, token: str, name: str) -> None:
        super().__init__()
        self._colour = QColor(tokens.PROFILE_COLOURS[token])
        self.setObjectName(f"profiles.colour.{token}")
        self.setAccessibleName(name)
        self.setToolTip(texts.tooltip(name))
        self.setProperty("ring_radius", tokens.R_CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as small controls."""
        return QSize(tokens.H_SMALL + tokens.S4, tokens.H_SMALL + tokens.S4)

    def hitButton(self, pos: object) -> bool:
        """All of it can be clicked."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """A square; the chosen one in a frame of the text's colour."""
        painter = theme.painter_for(self)
        c = theme.colours()
        inset = (self.width() - _SIDE) // 2
        area = QRect(inset, inset, _SIDE, _SIDE)
        theme.draw_box(painter, area, tokens.R_SMALL, self._colour, None)
        if self.isChecked():
            painter.setPen(QPen(c.text, tokens.RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = self.rect().adjusted(1, 1, -2, -2)
            painter.drawRoundedRect(frame, tokens.R_CONTROL, tokens.R_CONTROL)


class ColourChoice(QWidget):
    """The row.

    Signals:
        chosen: The operator chose another colour (its token).
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._swatches: dict[str, _Swatch] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S4)
        for token, name in colour_names().items():
            swatch = self._swatches[token] = _Swatch(token, name)
            self._group.addButton(swatch)
            layout.addWidget(swatch)
            swatch.toggled.connect(lambda on, token=token: self._on_toggled(token, on))
        layout.addStretch(1)
        self._quiet = False

    def show_colour(self, token: str) -> None:
        """Show this one as chosen; no signal. An unknown one is shown as the first, as everywhere."""
        self._quiet = True
        self._swatches.get(token, self._swatches["teal"]).setChecked(True)
        self._quiet = False

    def _on_toggled(self, token: str, on: bool) -> None:
        if on and not self._quiet:
            self.chosen.emit(token)
