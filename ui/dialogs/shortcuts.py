"""The sheet of keyboard shortcuts.

Owns: laying out what the registry says, in as many columns as there is room for. Keys that belong to a kind of control
rather than to a command are listed after them.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, tokens
from ui.command_palette.field import draw_keys
from ui.commands import CommandRegistry, group_title, group_titles
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.rows import SectionTitle

translate = QCoreApplication.translate

COLUMN_WIDTH = 304


class KeyLine(NamedTuple):
    """One line: what happens, and the keys."""

    title: str
    keys: str


def key_lines(commands: CommandRegistry) -> list[tuple[str, list[KeyLine]]]:
    """Groups in their order, each with the commands that have keys; then what every table and list knows."""
    groups: dict[str, list[KeyLine]] = {key: [] for key in group_titles()}
    for command in commands:
        if not command.keys.isEmpty():
            keys = command.keys.toString(QKeySequence.SequenceFormat.NativeText)
            groups.setdefault(command.key.partition(".")[0], []).append(KeyLine(command.title.rstrip("…"), keys))
    found = [(group_title(key), lines) for key, lines in groups.items() if lines]
    return [
        *found,
        (
            translate("Shortcuts", "Tables and lists"),
            [
                KeyLine(translate("Shortcuts", "Choose a row"), "↑ ↓"),
                KeyLine(translate("Shortcuts", "Open the row"), _native("Return")),
                KeyLine(translate("Shortcuts", "First row, last row"), f"{_native('Home')}, {_native('End')}"),
                KeyLine(translate("Shortcuts", "What can be done with the row"), _native("Shift+F10")),
            ],
        ),
        (
            translate("Shortcuts", "Everywhere"),
            [
                KeyLine(
                    translate("Shortcuts", "Next control, control before"), f"{_native('Tab')}, {_native('Shift+Tab')}"
                ),
                KeyLine(translate("Shortcuts", "Empty a search, close a dialog"), _native("Esc")),
            ],
        ),
    ]


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class _Line(QWidget):
    """Title at the left, keys in boxes at the right. A label for assistive technology."""

    def __init__(self, line: KeyLine) -> None:
        super().__init__()
        self._line = line
        self.setFixedSize(QSize(COLUMN_WIDTH, tokens.H_SMALL + tokens.S4))
        self.setAccessibleName(f"{line.title}: {line.keys}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = theme.painter_for(self)
        right = self.width()
        for keys in reversed(self._line.keys.split(", ")):
            right = draw_keys(painter, keys, right, self.rect()) - tokens.S4
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colours().text)
        room = right - tokens.S8
        shown = painter.fontMetrics().elidedText(self._line.title, Qt.TextElideMode.ElideRight, room)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRect(0, 0, room, self.height()), flags, shown)


class ShortcutsDialog(QDialog):
    """The sheet. Use `open()`."""

    def __init__(self, commands: CommandRegistry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts.dialog")
        self.setWindowTitle(translate("Shortcuts", "Keyboard shortcuts"))
        groups = key_lines(commands)
        columns: list[QVBoxLayout] = []
        heights: list[int] = []
        room = QHBoxLayout()
        room.setSpacing(tokens.S32)
        for _ in range(2):
            column = QVBoxLayout()
            column.setSpacing(0)
            columns.append(column)
            heights.append(0)
            room.addLayout(column)
        for title, lines in groups:
            place = heights.index(min(heights))
            if heights[place]:
                columns[place].addSpacing(tokens.S16)
            columns[place].addWidget(SectionTitle(title))
            columns[place].addSpacing(tokens.S4)
            for line in lines:
                columns[place].addWidget(_Line(line))
            heights[place] += len(lines) + 2
        for column in columns:
            column.addStretch(1)
        close = Button(translate("Shortcuts", "Close"), kind="primary")
        close.setObjectName("shortcuts.close")
        close.setDefault(True)
        close.clicked.connect(lambda: self.accept())
        foot = QHBoxLayout()
        note = translate("Shortcuts", "Every action, also those without keys, is in the palette: {keys}").format(
            keys=_native("Ctrl+K")
        )
        foot.addWidget(Label(note, size="caption", tone="text2"))
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addWidget(Label(translate("Shortcuts", "Keyboard shortcuts"), size="title", weight="semibold"))
        layout.addLayout(room)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
