"""The frame that the two campaign forms share.

Owns: title, fields, the two notices, the row of buttons, reading agents and numbers. Leaves to others: what the button
sends (`new_dialog.py`, `edit_dialog.py`).

Such a dialog is made once and kept: what was typed is still there after it was closed, and its buttons follow their
commands for good.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from ui import texts, tokens
from ui.campaigns.fields import WIDTH, CampaignFields
from ui.campaigns.notice import Notice
from ui.command import Command
from ui.desk import Desk
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.context import Context

translate = QCoreApplication.translate


class FormDialog(QDialog):
    """See the module. Use `open()`, never `exec()`.

    Args:
        key: Prefix of object names.
        desk: Tasks and context.
        send: The command of the button that sends; busy while it does.
        reload: The command that reads agents and numbers again.
        longest_name: Characters that a name may have.
        parent: The window.
    """

    def __init__(
        self, key: str, desk: Desk, send: Command, reload: Command, longest_name: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{key}.dialog")
        self.setModal(True)
        self._key = key
        self.desk = desk
        self.send = send
        self.heading = Label(size="title", weight="semibold", elide="end")
        self.heading.setFixedWidth(WIDTH)
        self.fields = CampaignFields(longest_name)
        self.advice = Notice(WIDTH)
        self.advice.setObjectName(f"{key}.advice")
        self.problem = Notice(WIDTH)
        self.problem.setObjectName(f"{key}.problem")
        self._reference_shown = True
        self._age = Label(size="caption", tone="text2")
        self._again = CoolingButton(translate("Campaigns", "Read again"), kind="link", small=True)
        self._again.setAutoDefault(False)
        reload.bind(self._again)
        self._again.setAccessibleName(translate("Campaigns", "Read agents and numbers again"))
        reload.triggered.connect(lambda: self._on_reload(reload))
        self.close_button = Button(translate("Campaigns", "Cancel"))
        self.close_button.setObjectName(f"{key}.close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(lambda: self.reject())
        self.send_button = CoolingButton(send.title, kind="primary")
        self.send_button.setDefault(True)
        send.bind(self.send_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addWidget(self.heading)
        layout.addWidget(self.fields)
        layout.addWidget(self.advice)
        layout.addWidget(self.problem)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(tokens.S8)
        self.buttons.addWidget(self._age)
        self.buttons.addWidget(self._again)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.close_button)
        self.buttons.addWidget(self.send_button)
        layout.addLayout(self.buttons)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def set_heading(self, text: str) -> None:
        """Say what the form is for."""
        self.heading.setText(texts.plain(text, tokens.CELL_CAP))
        self.setWindowTitle(self.heading.text())

    def set_reference_shown(self, shown: bool) -> None:
        """Show or hide the age of agents and numbers, and the way to read them again."""
        self._reference_shown = shown
        self._again.setVisible(shown)
        self.make_room()

    def make_room(self) -> None:
        """The age of agents and numbers gives way to what comes with a wait."""
        self._age.setVisible(self._reference_shown and not self.send.can_wait)

    def refuse(self, error: AppError) -> None:
        """Show why the server said no: its own lines, one below the other. What was typed stays."""
        from app.errors import ApiError, ConflictError, InvalidRequestError

        lines = error.lines if isinstance(error, ApiError) else ()
        if lines and isinstance(error, InvalidRequestError):
            self.problem.say(translate("Campaigns", "The server did not accept this:"), lines, tone="red", aloud=True)
        elif lines and isinstance(error, ConflictError):
            title = translate("Campaigns", "Not possible in the present state:")
            self.problem.say(title, lines, tone="red", aloud=True)
        else:
            self.problem.say(error_text(error), tone="red", aloud=True)
        if not self.isVisible():
            self.desk.messages.error(error)

    # ------------------------------------------------------------------ agents and numbers

    def read_reference(self, context: Context, *, refresh: bool = False, busy: Command | None = None) -> None:
        """Offer agents and numbers, from the copy kept here where there is one."""
        self._age.setText(translate("Campaigns", "Reading agents and numbers…"))
        self.desk.tasks.start(self._read(context, refresh), name=f"{self._key}.reference", busy=busy)

    def _on_reload(self, command: Command) -> None:
        context = self.desk.context
        if context is not None and self.isVisible():
            self.read_reference(context, refresh=True, busy=command)

    async def _read(self, context: Context, refresh: bool) -> None:
        try:
            agents, numbers = await asyncio.gather(
                context.reference.agents(refresh=refresh), context.reference.phone_numbers(refresh=refresh)
            )
        except AppError as error:
            self._age.setText(translate("Campaigns", "Agents and numbers could not be read."))
            self.problem.say(error_text(error), tone="red", aloud=True)
            return
        self.fields.offer(agents.items, numbers.items)
        age_s = max(agents.age_s, numbers.age_s)
        if age_s < 60:
            age = translate("Campaigns", "Agents and numbers just read.")
        else:
            age = translate("Campaigns", "Agents and numbers of {age} ago.").format(age=texts.duration(age_s))
        self._age.setText(age)
        self.on_reference()

    def on_reference(self) -> None:
        """Agents and numbers are there."""
