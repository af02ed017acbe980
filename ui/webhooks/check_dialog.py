"""Checks whether a delivery that somebody copied was signed with a secret.

Owns: the form and its answer. Sends nothing and keeps nothing. Leaves to others: the signature
(`app/webhooks/signatures.py`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.secrets import Secret
from app.webhooks.signatures import is_signed_text, read_signature
from ui import tokens
from ui.campaigns.notice import Notice
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.rows import FormField
from ui.widgets.search_field import TextField

translate = QCoreApplication.translate

WIDTH: Final = 560
_BODY_HEIGHT: Final = 160
_LINE_END: Final = "\u2029"


class CheckDialog(QDialog):
    """See the module. Use `open()`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("webhooks.check_dialog")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = translate("Webhooks", "Check a delivery")
        self.setWindowTitle(title)
        self.body = QPlainTextEdit()
        self.body.setObjectName("webhooks.check.body")
        self.body.setTabChangesFocus(True)
        self.body.setFixedHeight(_BODY_HEIGHT)
        self.signature = TextField()
        self.signature.setObjectName("webhooks.check.signature")
        self.signature_field = FormField(
            translate("Webhooks", "Signature"),
            self.signature,
            note=translate("Webhooks", "The value of the header X-DialNexa-Signature"),
        )
        self.secret = TextField(max_length=500)
        self.secret.setObjectName("webhooks.check.secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.answer = Notice(WIDTH)
        self.answer.setObjectName("webhooks.check.answer")
        close = Button(translate("Webhooks", "Close"))
        close.setObjectName("webhooks.check.close")
        close.setAutoDefault(False)
        close.clicked.connect(lambda: self.reject())
        self.check = Button(translate("Webhooks", "Check"), kind="primary")
        self.check.setObjectName("webhooks.check.run")
        self.check.setDefault(True)
        self.check.clicked.connect(lambda: self._on_check())
        about = Label(
            translate(
                "Webhooks",
                "Paste what your server received. Nothing is sent or kept. A signature tells who sent a delivery, not "
                "when: one that is sent again looks the same.",
            ),
            tone="text2",
            wrap=True,
        )
        about.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addWidget(Label(title, size="title", weight="semibold"))
        layout.addWidget(about)
        layout.addWidget(FormField(translate("Webhooks", "Body, as it came"), self.body))
        layout.addWidget(self.signature_field)
        layout.addWidget(FormField(translate("Webhooks", "Signing secret"), self.secret))
        layout.addWidget(self.answer)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.check)
        layout.addLayout(buttons)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.activate()
        order = (self.body, self.signature, self.secret, close, self.check)
        for first, second in pairwise(order):
            self.setTabOrder(first, second)
        self.body.textChanged.connect(lambda: self._on_edited())
        for field in (self.signature, self.secret):
            field.textChanged.connect(lambda _text: self._on_edited())
        self.finished.connect(lambda _result: self.secret.clear())
        self._on_edited()
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self.answer.clear()
        self.signature_field.set_error("")
        complete = bool(self.signature.text().strip() and self.secret.text() and not self.body.document().isEmpty())
        self.check.setEnabled(complete)
        self.check.set_hint("" if complete else translate("Webhooks", "Fill in all three first."))

    def _on_check(self) -> None:
        signature = self.signature.text()
        if read_signature(signature) is None:
            self.signature_field.set_error(
                translate("Webhooks", "This is no signature: 64 digits and letters from a to f are expected.")
            )
            self.signature.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        # Not `toPlainText`, which turns no-break spaces into others.
        body = self.body.document().toRawText().replace(_LINE_END, "\n")
        if is_signed_text(body, signature, Secret(self.secret.text())):
            text = translate("Webhooks", "The signature fits: this body was signed with this secret.")
            self.answer.say(text, tone="teal", aloud=True)
        else:
            lines = [
                translate("Webhooks", "The body is not as it came (set out anew by a tool), or the secret is another.")
            ]
            title = translate("Webhooks", "The signature does not fit.")
            self.answer.say(title, lines, tone="red", aloud=True)
