"""The form of a webhook, for adding one and for changing one.

Owns: address, events, secret; what is wrong with what was typed; what the server says against it. Leaves to others: the
rules (`app/webhooks/subscriptions.py`), sending it (`actions.py`).

Made once for each of the two and kept: its button follows its command for good.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import AppError, InvalidRequestError
from app.webhooks.subscriptions import (
    EVENTS,
    Draft,
    changes_between,
    event_names,
    is_out_of_reach,
    is_unsure,
    new_secret,
    secret_problem,
    url_problem,
)
from ui import texts, tokens
from ui.campaigns.notice import Notice
from ui.command import Command
from ui.texts import error_text
from ui.webhooks.words import event_meaning, secret_words, url_words
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.label import Label
from ui.widgets.rows import FormField
from ui.widgets.search_field import TextField
from ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from app.models import Webhook
    from app.secrets import Secret

translate = QCoreApplication.translate

WIDTH: Final = 560
_LONGEST_NAME: Final = 100


class WebhookForm(QDialog):
    """See the module. Use `show_for()`.

    Args:
        key: Prefix of object names.
        send: The command of the button that sends.
        parent: The window.

    Signals:
        wanted: What was typed can be sent: the webhook to change (None for a new one), `Draft`, `Secret` or None,
            whether the secret was made here.
    """

    wanted = Signal(object, object, object, bool)

    def __init__(self, key: str, send: Command, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._send = send
        self._webhook: Webhook | None = None
        self._made: Secret | None = None
        self._shown_url = ""
        self._odd: tuple[str, ...] = ()  # events that no line can hold: they stay
        self.setObjectName(f"{key}.dialog")
        self.setModal(True)
        self.heading = Label(size="title", weight="semibold")
        self.url = TextField(placeholder="https://")
        self.url.setObjectName(f"{key}.url")
        self.url_field = FormField(translate("Webhooks", "Address"), self.url)
        self.boxes = {event: self._box(event) for event in EVENTS}
        self.others = TextField()
        self.others.setObjectName(f"{key}.others")
        self.others_field = FormField(
            translate("Webhooks", "Other events"),
            self.others,
            note=translate(
                "Webhooks",
                "Separate names with commas. In a delivery an event may have another name, such as call_ended.",
            ),
        )
        self.events_problem = Label(size="caption", tone="red", wrap=True)
        self.replace = CheckBox(
            translate("Webhooks", "Replace the signing secret"),
            quiet=translate(
                "Webhooks",
                "The old one ends with the next delivery. A workspace may have one secret for all of its webhooks.",
            ),
        )
        self.replace.setObjectName(f"{key}.replace")
        self.secret = TextField(max_length=500)
        self.secret.setObjectName(f"{key}.secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret_field = FormField(
            translate("Webhooks", "Signing secret"),
            self.secret,
            note=translate("Webhooks", "Left empty, one is made here and shown once."),
        )
        self.problem = Notice(WIDTH)
        self.problem.setObjectName(f"{key}.problem")
        self.cancel = Button(translate("Webhooks", "Cancel"))
        self.cancel.setObjectName(f"{key}.close")
        self.cancel.setAutoDefault(False)
        self.send_button = CoolingButton(send.title, kind="primary")
        self.send_button.setDefault(True)
        send.bind(self.send_button)
        self._lay_out()
        self._connect()

    def _box(self, event: str) -> CheckBox:
        box = CheckBox(event, quiet=event_meaning(event))
        box.setObjectName(f"{self._key}.event.{event}")
        box.setAccessibleName(f"{event}: {box.accessibleDescription()}")
        box.setAccessibleDescription("")
        box.toggled.connect(lambda _on: self._on_edited())
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S16)
        grid.setVerticalSpacing(tokens.S8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // 2, place % 2)
        events = QVBoxLayout()
        events.setSpacing(tokens.S8)
        events.addWidget(Label(translate("Webhooks", "Events"), weight="medium"))
        events.addLayout(grid)
        events.addWidget(self.events_problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.send_button)
        self.fields = QWidget()
        inner = QVBoxLayout(self.fields)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(tokens.S16)
        inner.addWidget(self.url_field)
        inner.addLayout(events)
        for widget in (self.others_field, self.replace, self.secret_field):
            inner.addWidget(widget)
        self.fields.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addWidget(self.heading)
        layout.addWidget(self.fields)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        order = (
            self.url, *self.boxes.values(), self.others, self.replace, self.secret, self.cancel, self.send_button,
        )  # fmt: skip
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self.cancel.clicked.connect(lambda: self.reject())
        self._send.triggered.connect(self._on_send)
        for field in (self.url, self.others, self.secret):
            field.textChanged.connect(lambda _text: self._on_edited())
        self.replace.toggled.connect(self._on_replace)
        self.finished.connect(lambda _result: self.start_over())

    # ------------------------------------------------------------------ showing

    def show_for(self, webhook: Webhook | None) -> None:
        """Open it for a new webhook, or for changing one as last read."""
        self._webhook = None
        title = translate("Webhooks", "Edit the webhook") if webhook else translate("Webhooks", "Add a webhook")
        self.heading.setText(title)
        self.setWindowTitle(title)
        events = webhook.events if webhook is not None else ()
        self.url.setText(texts.plain(webhook.url) if webhook is not None else "")
        self._shown_url = self.url.text()
        for event, box in self.boxes.items():
            box.setChecked(event in events)
        others = [event for event in events if event not in self.boxes]
        writable = [event for event in others if _can_be_typed(event)]
        self._odd = tuple(event for event in others if event not in writable)
        self.others.setText(", ".join(writable))
        self.replace.setChecked(False)
        self.replace.setVisible(webhook is not None)
        self.secret_field.setVisible(webhook is None)
        self._webhook = webhook
        self._made = None
        self.problem.clear()
        self._on_edited()
        self.url.setFocus(Qt.FocusReason.OtherFocusReason)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.open()

    def start_over(self) -> None:
        """Nothing typed is kept, the secret least of all."""
        self.secret.clear()
        self._made = None
        self._webhook = None

    def refuse(self, error: AppError) -> None:
        """Show why the server said no; what was typed stays."""
        if isinstance(error, InvalidRequestError) and error.lines:
            title = translate("Webhooks", "The server did not accept this:")
            self.problem.say(title, error.lines, tone="red", aloud=True)
            return
        unsure = translate("Webhooks", "It may have been done all the same: the list is being read again.")
        self.problem.say(error_text(error), [unsure] if is_unsure(error) else [], tone="red", aloud=True)

    def set_sending(self, on: bool) -> None:
        """Nothing can be typed while it is being sent."""
        self.fields.setEnabled(not on)

    # ------------------------------------------------------------------ reading

    @property
    def draft(self) -> Draft:
        """What was typed, the secret apart."""
        chosen = tuple(event for event, box in self.boxes.items() if box.isChecked())
        events = tuple(dict.fromkeys((*chosen, *event_names(self.others.text()), *self._odd)))
        webhook, url = self._webhook, self.url.text()
        # What was not touched stays as the server has it, even where a field cannot show it as it is.
        if webhook is not None and url == self._shown_url:
            return Draft(webhook.url, events)
        return Draft(url.strip(), events)

    def _on_replace(self, on: bool) -> None:
        self.secret_field.setVisible(on or self._webhook is None)
        self.secret.clear()
        self._on_edited()
        if on:
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        """Marks go away while somebody mends what they are about."""
        self.secret_field.set_error("")
        self.events_problem.setText("")
        self.events_problem.hide()
        note = ""
        if is_out_of_reach(self.url.text().strip()):
            note = translate("Webhooks", "The server reaches public addresses only, and this one is not public.")
        self.url_field.set_note(note or translate("Webhooks", "A public https address that answers within 5 seconds"))
        webhook = self._webhook
        same = webhook is not None and not self.replace.isChecked() and not changes_between(webhook, self.draft)
        self._send.set_possible(not same, translate("Webhooks", "Nothing is changed yet."))

    def _on_send(self) -> None:
        if not self.isVisible():
            return
        self.problem.clear()
        draft, typed = self.draft, self.secret.text()
        first: QWidget | None = None
        wrong_url = url_problem(draft.url)
        # An address that is there already is the server's affair, whatever it is like.
        if wrong_url is not None and (self._webhook is None or draft.url != self._webhook.url):
            self.url_field.set_error(url_words(wrong_url))
            first = self.url
        if not draft.events:
            self.events_problem.setText(translate("Webhooks", "Choose at least one event."))
            self.events_problem.show()
            first = first or next(iter(self.boxes.values()))
        signs = self._webhook is None or self.replace.isChecked()
        wrong_secret = secret_problem(typed) if signs and typed else None
        if wrong_secret is not None:
            self.secret_field.set_error(secret_words(wrong_secret))
            first = first or self.secret
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        secret = self._secret(typed) if signs else None
        self.wanted.emit(self._webhook, draft, secret, signs and not typed)

    def _secret(self, typed: str) -> Secret:
        """The typed one, or one that is made once: sent again after a failure, it is the same."""
        from app.secrets import Secret

        if typed:
            return Secret(typed)
        self._made = self._made or new_secret()
        return self._made


def _can_be_typed(event: str) -> bool:
    return event_names(event) == (event,) and texts.plain(event, _LONGEST_NAME) == event
