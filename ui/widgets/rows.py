"""Small pieces that panels and forms are made of.

Owns: rules, section titles, key and value rows, big numbers, form fields. Leaves to others: arranging them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.widgets.icon import Icon
from ui.widgets.label import Elide, Label


class Rule(QWidget):
    """A hairline, lying or standing."""

    def __init__(self, *, standing: bool = False, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = "line2" if strong else "line"
        if standing:
            self.setFixedWidth(tokens.LINE)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(tokens.LINE)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One pixel."""
        theme.painter_for(self).fillRect(self.rect(), theme.colours()[self._token])


def separator() -> Rule:
    """A standing line between groups of a toolbar, 20 px high."""
    line = Rule(standing=True, strong=True)
    line.setFixedHeight(tokens.H_PILL)
    return line


class SectionTitle(QWidget):
    """A quiet heading; what qualifies it after a dot; a value at the right."""

    def __init__(self, title: str, *, note: str = "", value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, tone="text2", size="caption", weight="semibold")
        self._note = Label("", tone="text2", size="caption", elide="end")
        self._value = Label("", tone="text2", size="caption", align=Qt.AlignmentFlag.AlignRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self._note, 1)
        layout.addStretch(0)
        layout.addWidget(self._value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_note(note)
        self.set_value(value)

    def set_note(self, text: str) -> None:
        """What qualifies the heading ("local copy")."""
        self._note.setText(f"{texts.THIN}{texts.plain(text, tokens.CELL_CAP)}" if text else "")

    def set_value(self, text: str) -> None:
        """What stands at the right ("44 %")."""
        self._value.setText(texts.plain(text, tokens.CELL_CAP))


class KeyValues(QWidget):
    """Names and values in two columns."""

    def __init__(self, *, name_width: int = 96, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, tuple[Label, Label]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)

    def set(self, key: str, name: str, value: str, *, elide: Elide = "end", tooltip: str = "") -> None:
        """Add a row, or change the one with this key. Values are stripped, capped, selectable by copying the row."""
        if key not in self._rows:
            row = len(self._rows)
            label = Label(name, tone="text2")
            shown = Label("", elide=elide)
            label.setContentsMargins(0, 0, tokens.S8, 0)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(shown, row, 1)
            self._rows[key] = (label, shown)
        label, shown = self._rows[key]
        label.setText(name)
        shown.setText(texts.plain(value, tokens.CELL_CAP))
        shown.setToolTip(texts.tooltip(tooltip))
        shown.setAccessibleName(f"{name}: {shown.text()}")

    def clear(self) -> None:
        """Take all rows away."""
        for pair in self._rows.values():
            for label in pair:
                self._grid.removeWidget(label)
                label.deleteLater()
        self._rows.clear()

    def value(self, key: str) -> str:
        """The text of a row, "" when there is none."""
        return self._rows[key][1].text() if key in self._rows else ""


class BigNumber(QWidget):
    """A number with its name above."""

    def __init__(self, name: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Label(name, tone="text2", size="caption")
        self._value = Label(value, size="title", weight="semibold")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._name)
        layout.addWidget(self._value)
        self.set_value(value)

    def set_value(self, text: str) -> None:
        """Show another number."""
        self._value.setText(text)
        self._value.setAccessibleName(f"{self._name.text()}: {text}")


class TwoLines(QWidget):
    """An icon with two lines: "Connected" above the host."""

    def __init__(self, *, icon: str = "", tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon(icon, tone=tone, side=tokens.ICON + 2)
        self.first = Label(weight="medium", elide="end")
        self.second = Label(tone="text2", size="caption", elide="middle")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S8 + 2)
        layout.addWidget(self._icon)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.first)
        lines.addWidget(self.second)
        lines.addStretch(1)
        layout.addLayout(lines, 1)
        self._icon.setVisible(bool(icon))

    def set_lines(self, first: str, second: str = "", *, icon: str | None = None, tone: str | None = None) -> None:
        """Say something else. Both lines are capped and plain here."""
        self.first.setText(texts.plain(first, tokens.CELL_CAP))
        self.second.setText(texts.plain(second, tokens.CELL_CAP))
        self.second.setVisible(bool(second))
        if icon is not None:
            self._icon.set_icon(icon, tone)
            self._icon.setVisible(bool(icon))


class FormField(QWidget):
    """A control with its name above and, when something is wrong, the reason below.

    The name becomes the control's accessible name unless it has one.
    """

    def __init__(self, name: str, control: QWidget, *, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._note_text = note
        self._name = Label(name, weight="medium")
        self._name.setBuddy(control)
        self._note = Label(note, size="caption", tone="text2", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S4)
        layout.addWidget(self._name)
        layout.addWidget(control)
        layout.addWidget(self._note)
        self._note.setVisible(bool(note))
        if not control.accessibleName():
            control.setAccessibleName(name)
        if note and not control.accessibleDescription():
            control.setAccessibleDescription(note)

    def set_note(self, text: str) -> None:
        """Explain the field."""
        self._note_text = text
        self.set_error("")

    def set_error(self, text: str) -> None:
        """Say what is wrong; "" when nothing is."""
        shown = texts.plain(text, tokens.CELL_CAP) or self._note_text
        self._note.setText(shown)
        self._note.set_tone("red" if text else "text2")
        self._note.setVisible(bool(shown))
        mark = getattr(self.control, "set_invalid", None)
        if mark is not None:
            mark(text)
        if not text:
            self.control.setAccessibleDescription(self._note_text)


def row(*widgets: QWidget, gap: int = tokens.S8, stretch: bool = True) -> QWidget:
    """Widgets beside each other, without margins."""
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    if stretch:
        layout.addStretch(1)
    return box
