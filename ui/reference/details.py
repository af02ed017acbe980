"""All that the server says about one thing.

Owns: the panel beside the table. Leaves to others: reading the fields (`app/reference/describing.py`).
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from app.models import Agent, PhoneNumber, Record
from app.reference.describing import MOST_CHARACTERS, describe
from ui import texts, theme, tokens
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.rows import Rule, SectionTitle

translate = QCoreApplication.translate

_NUMBERED: Final = ("phone", "number")
_LEAST_DIGITS: Final = 7
MOST_VARIABLES: Final = 60


class DetailPanel(QWidget):
    """See the module.

    Signals:
        campaigns_wanted: The campaigns of an agent are to be shown (its id).
    """

    campaigns_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._record: Record | None = None
        self.setMinimumWidth(tokens.PANEL_NARROW - 2 * tokens.S32)
        self._title = Label(size="title", weight="semibold", elide="end")
        self._title.setObjectName("reference.detail.title")
        self._id = Label(size="caption", tone="text2", elide="middle")
        self._id.setObjectName("reference.detail.id")
        self.copy = self._button("copy_id", translate("Reference", "Copy id"), "copy")
        self.copy.clicked.connect(lambda: self._on_copy_id())
        self.copy_number = self._button("copy_number", translate("Reference", "Copy number"), "copy")
        self.copy_number.clicked.connect(lambda: self._on_copy_number())
        self.campaigns = self._button("campaigns", translate("Reference", "Campaigns of this agent"), "list")
        self.campaigns.clicked.connect(lambda: self._on_campaigns())
        self.text = QPlainTextEdit()
        self.text.setObjectName("reference.detail.text")
        self.text.setAccessibleName(translate("Reference", "Everything the server says"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setUndoRedoEnabled(False)
        self._expects = Label(tone="text2", wrap=True)
        self._expects.setObjectName("reference.detail.expects")
        self._said = Label(size="caption", tone="green", elide="end")
        self._none = EmptyState(
            "info",
            translate("Reference", "Nothing selected"),
            translate("Reference", "Select a row to read every field that the server sends."),
        )
        self._lay_out()
        self.show_record(None)

    def _button(self, key: str, title: str, icon: str) -> Button:
        button = Button(title, icon=icon, small=True)
        button.setObjectName(f"reference.detail.{key}")
        button.setAccessibleName(title)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        for button in (self.copy, self.copy_number, self.campaigns):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S12)
        head.setSpacing(tokens.S4)
        head.addWidget(self._title)
        head.addWidget(self._id)
        head.addSpacing(tokens.S4)
        head.addLayout(buttons)
        head.addWidget(self._expects)
        head.addWidget(self._said)
        body = QVBoxLayout()
        body.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S16)
        body.setSpacing(tokens.S4)
        body.addWidget(SectionTitle(translate("Reference", "Everything the server says")))
        body.addWidget(self.text, 1)
        record = QWidget()
        whole = QVBoxLayout(record)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(Rule())
        whole.addLayout(body, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(record)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.LINE, 0, 0, 0)
        layout.addWidget(self._stack)

    @property
    def record(self) -> Record | None:
        """What is shown."""
        return self._record

    def show_record(self, record: Record | None) -> None:
        """Show a record, as it is written now; None for none."""
        is_other = record is None or self._record is None or record != self._record
        self._record = record
        self._stack.setCurrentIndex(1 if record is not None else 0)
        if is_other:
            self._said.setText("")
            self._said.hide()
        if record is None:
            self.text.clear()
            return
        self._title.setText(_title(record))
        self._id.setText(texts.plain(record.id, tokens.CELL_CAP))
        self.copy_number.setVisible(isinstance(record, PhoneNumber) and bool(record.number))
        self.campaigns.setVisible(isinstance(record, Agent))
        expects = record.variables if isinstance(record, Agent) else ()
        self._expects.setVisible(bool(expects))
        self._expects.setText(
            translate("Reference", "Expects {variables}").format(
                variables=texts.plain(", ".join(expects[:MOST_VARIABLES]), tokens.CELL_CAP)
            )
        )
        text = texts.plain(describe(record.raw, _shown), MOST_CHARACTERS + tokens.CELL_CAP, lines=True)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._said.setText(said)
        self._said.show()
        announce(self, said)

    def _on_copy_id(self) -> None:
        if self._record is not None:
            self._copy(self._record.id, translate("Reference", "The id was copied."))

    def _on_copy_number(self) -> None:
        if isinstance(self._record, PhoneNumber):
            self._copy(self._record.number, translate("Reference", "The number was copied."))

    def _on_campaigns(self) -> None:
        if self._record is not None:
            self.campaigns_wanted.emit(self._record.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and a line at the left."""
        painter = theme.painter_for(self)
        painter.fillRect(self.rect(), theme.colours().surface)
        painter.fillRect(QRect(0, 0, tokens.LINE, self.height()), theme.colours().line)


def _title(record: Any) -> str:
    if isinstance(record, PhoneNumber):
        return texts.phone(record.number) if record.number else record.id
    title = getattr(record, "title", "") or getattr(record, "name", "") or record.id
    return texts.plain(str(title), tokens.CELL_CAP)


def _shown(name: str, text: str) -> str:
    """A phone number as it reads elsewhere (masked where that is wished), everything else as it came."""
    digits = sum(character.isdigit() for character in text)
    is_number = text.startswith("+") or any(word in name.casefold() for word in _NUMBERED)
    if is_number and _LEAST_DIGITS <= digits <= len(text) <= 24:
        return texts.phone(text)
    return text
