"""The fields of one person: number, name, the agent's variables.

Owns: the fields and what is in them. Leaves to others: what becomes of it (`add_view.py`, `find_view.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.leads.countries import Country
from ui.leads.words import braces
from ui.widgets.combo_button import ComboButton
from ui.widgets.label import Label
from ui.widgets.search_field import TextField

translate = QCoreApplication.translate

NAMES: Final = 4 * tokens.S32  # width of the column of names
LONGEST_VALUE: Final = 2_000
_NAME: Final = "name"  # a variable of this name is what stands in the name field


class LeadForm(QWidget):
    """See the module.

    Signals:
        changed: Something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._fields: dict[str, TextField] = {}
        self._values: Mapping[str, Any] = {}
        self._has_name_variable = False
        self.country = ComboButton(translate("Leads", "Numbers in"), least_width=6 * tokens.S32)
        self.country.setObjectName(f"{prefix}.country")
        self.country.setAccessibleName(translate("Leads", "Country of the number"))
        self.country.setMaximumWidth(7 * tokens.S32)
        self.country.activated.connect(lambda _place: self.changed.emit())
        self.number = self._field("number", translate("Leads", "Phone number"))
        self.name = self._field("name", translate("Leads", "Name"))
        number = QHBoxLayout()
        number.setSpacing(tokens.S8)
        number.addWidget(self.country)
        number.addWidget(self.number, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S16)
        grid.setVerticalSpacing(tokens.S8)
        grid.setColumnMinimumWidth(0, NAMES)
        grid.addWidget(self._label(translate("Leads", "Phone number"), self.number), 0, 0)
        grid.addLayout(number, 0, 1)
        grid.addWidget(self._label(translate("Leads", "Name"), self.name), 1, 0)
        grid.addWidget(self.name, 1, 1)
        self._heading = Label("", tone="text2", size="caption", weight="semibold", wrap=True)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, tokens.S4, 0, tokens.S4)
        self._rows.setHorizontalSpacing(tokens.S16)
        self._rows.setVerticalSpacing(tokens.S8)
        self._rows.setColumnMinimumWidth(0, NAMES)
        self._rows.setColumnStretch(1, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(grid)
        layout.addSpacing(tokens.S16)
        layout.addWidget(self._heading)
        layout.addWidget(self._scroll, 1)

    def _field(self, key: str, title: str) -> TextField:
        field = TextField(max_length=LONGEST_VALUE)
        field.setObjectName(f"{self._prefix}.{key}")
        field.setAccessibleName(title)
        field.textChanged.connect(lambda _text: self.changed.emit())
        return field

    @staticmethod
    def _label(text: str, buddy: QWidget) -> Label:
        label = Label(text, tone="text2", elide="end")
        label.setBuddy(buddy)
        return label

    def show_countries(self, countries: Sequence[Country], current: str) -> None:
        """Offer these countries for a number without a country code."""
        combo = self.country
        if combo.count() != len(countries) + 1:
            combo.clear()
            combo.addItem(translate("Leads", "no country: + is needed"), "")
            for country in countries:
                combo.addItem(country.text, country.iso)
        combo.setCurrentIndex(max(0, combo.findData(current)))

    def show_variables(self, expected: Sequence[str] | None, values: Mapping[str, Any]) -> None:
        """Offer a field for each variable that the agent says (None: that is not known) or that has a value."""
        self._values = values
        self._has_name_variable = _NAME in (expected or ()) or _NAME in values
        names = list(dict.fromkeys([*(expected or ()), *values]))
        names = [name for name in names if name != _NAME]
        kept = {name: field.text() for name, field in self._fields.items()} if not values else {}
        self._fields.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        before: QWidget = self.name
        for row, name in enumerate(names):
            field = self._field(f"variable.{row}", braces(name))
            field.setText(_shown(values[name]) if name in values else kept.get(name, ""))
            self._fields[name] = field
            self._rows.addWidget(self._label(braces(name), field), row, 0)
            self._rows.addWidget(field, row, 1)
            self.setTabOrder(before, field)
            before = field
        self._heading.setText(self._heading_text(expected, names))

    def _heading_text(self, expected: Sequence[str] | None, names: Sequence[str]) -> str:
        if names:
            return translate("Leads", "Variables that the agent can say")
        if expected is None:
            return translate("Leads", "It is not known which variables the agent says")
        if self._has_name_variable:
            return translate("Leads", "The agent says no variable but the name")
        return translate("Leads", "The agent says no variables")

    def fill(self, number: str, name: str) -> None:
        """Show this number (E.164) and name."""
        self.number.setText(texts.phone(number) if number else "")
        self.name.setText(name)

    def clear(self) -> None:
        """Empty every field."""
        for field in (self.number, self.name, *self._fields.values()):
            field.clear()
        self.number.set_invalid("")

    def set_read_only(self, read_only: bool) -> None:
        """Whether it can only be read."""
        self.country.setEnabled(not read_only)
        for field in (self.number, self.name, *self._fields.values()):
            field.setReadOnly(read_only)
            field.style().unpolish(field)
            field.style().polish(field)

    @property
    def country_iso(self) -> str:
        """ISO code, "" for none."""
        return str(self.country.currentData() or "")

    def variables(self) -> dict[str, Any]:
        """What is filled in. A value that was not touched keeps its type."""
        found: dict[str, Any] = {}
        for name, field in self._fields.items():
            text = field.text().strip()
            if name in self._values and text == _shown(self._values[name]).strip():
                found[name] = self._values[name]
            elif text:
                found[name] = text
        if self._has_name_variable and self.name.text().strip():
            found[_NAME] = self.name.text().strip()
        return found

    def missing(self) -> list[str]:
        """Variables with nothing in them."""
        return [name for name, field in self._fields.items() if not field.text().strip()]


def _shown(value: Any) -> str:
    return texts.plain(value if isinstance(value, str) else "" if value is None else str(value), LONGEST_VALUE)
