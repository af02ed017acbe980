"""The frame around the whole window while files are held over it.

Owns: what it says about the files. Leaves to others: what happens when they are let go.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme, tokens

translate = QCoreApplication.translate

USABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
_LEAST_WIDTH = 480


def why_unusable(paths: list[Path]) -> str:
    """Why these files cannot be lead files, as far as their names tell; "" where they can."""
    if not paths:
        return translate("DropFrame", "Only files on this computer can be dropped here.")
    for path in paths:
        if path.is_dir():
            return translate("DropFrame", "{name} is a folder. Drop the lead file inside it.").format(name=path.name)
        if path.suffix.lower() not in USABLE_SUFFIXES:
            return translate("DropFrame", "{name} is not a lead file. CSV, XLSX and XLS can be used.").format(
                name=path.name
            )
    return ""


class DropFrame(QWidget):
    """An overlay that lets every event through to the window below."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drop.frame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._why = ""
        self._text = ""
        self.hide()

    def show_for(self, paths: list[Path]) -> None:
        """Show the frame for these files, red with the reason where they are of no use."""
        self._why = why_unusable(paths)
        names = ", ".join(path.name for path in paths[:3])
        self._text = self._why or translate("DropFrame", "Let go to check {names}").format(names=names)
        self.setAccessibleName(self._text)
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        c = theme.colours()
        colour = c.red if self._why else c.accent_text
        ground = c.red_soft if self._why else c.soft
        with QPainter(self) as painter:
            inset = tokens.DROP_FRAME // 2
            painter.setPen(QPen(colour, tokens.DROP_FRAME))
            painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))
            painter.setFont(theme.font("body", "medium"))
            # As wide as its words, within the window: a reason that is cut would be of no use.
            words = painter.fontMetrics().horizontalAdvance(self._text) + 2 * tokens.S24
            width = min(max(_LEAST_WIDTH, words), self.width() - 2 * tokens.S32)
            label = QRect(0, 0, width, tokens.H_MESSAGE)
            label.moveCenter(self.rect().center())
            label.moveBottom(self.height() - tokens.S32 * 2)
            theme.draw_box(painter, label, tokens.R_PANEL, ground, colour)
            painter.setPen(colour)
            text = painter.fontMetrics().elidedText(
                self._text, Qt.TextElideMode.ElideMiddle, label.width() - tokens.S24
            )
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
