"""Gives out a signing secret that was made here, once.

Owns: showing it, hidden until it is asked for, and copying it. It goes with the dialog: nothing keeps it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.secrets import Secret
from ui import tokens
from ui.clipboard import copy_secret
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.search_field import TextField

translate = QCoreApplication.translate

WIDTH = 520


class SecretDialog(QDialog):
    """See the module. Use `open()`.

    Args:
        secret: What is given out.
        where: The webhook, as it is called in a sentence.
        parent: The window.
    """

    def __init__(self, secret: Secret, where: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._secret = secret
        self.setObjectName("webhooks.secret_dialog")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = translate("Webhooks", "Signing secret")
        self.setWindowTitle(title)
        text = translate(
            "Webhooks",
            "Deliveries to {where} are signed with this secret. Copy it to the program that receives them: it is "
            "shown this once, and the server gives it to nobody.",
        ).format(where=where)
        body = Label(text, tone="text2", wrap=True)
        body.setFixedWidth(WIDTH)
        self.field = TextField(secret.reveal())
        self.field.setObjectName("webhooks.secret")
        self.field.setAccessibleName(title)
        self.field.setReadOnly(True)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_it = Button(translate("Webhooks", "Show"), icon="eye")
        self.show_it.setObjectName("webhooks.secret.show")
        self.show_it.setAccessibleName(translate("Webhooks", "Show the secret"))
        self.show_it.setAutoDefault(False)
        self.show_it.clicked.connect(lambda: self._on_show())
        self.copy = Button(translate("Webhooks", "Copy"), icon="copy", kind="primary")
        self.copy.setObjectName("webhooks.secret.copy")
        self.copy.setAccessibleName(translate("Webhooks", "Copy the secret"))
        self.copy.setDefault(True)
        self.copy.clicked.connect(lambda: self._on_copy())
        self.said = Label(size="caption", tone="text2", wrap=True)
        self.said.setText(translate("Webhooks", "Lost it? Edit the webhook and replace the secret."))
        done = Button(translate("Webhooks", "Done"))
        done.setObjectName("webhooks.secret.done")
        done.setAutoDefault(False)
        done.clicked.connect(lambda: self.accept())
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        row.addWidget(self.field, 1)
        row.addWidget(self.show_it)
        row.addWidget(self.copy)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(title, size="title", weight="semibold"))
        layout.addWidget(body)
        layout.addLayout(row)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.activate()
        for first, second in ((self.field, self.show_it), (self.show_it, self.copy), (self.copy, done)):
            self.setTabOrder(first, second)
        self.copy.setFocus()
        self.finished.connect(lambda _result: self.field.clear())

    def _on_show(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.show_it.set_icon("eye-off" if hidden else "eye")
        self.show_it.setText(translate("Webhooks", "Hide") if hidden else translate("Webhooks", "Show"))
        name = translate("Webhooks", "Hide the secret") if hidden else translate("Webhooks", "Show the secret")
        self.show_it.setAccessibleName(name)

    def _on_copy(self) -> None:
        copy_secret(self._secret)
        self.said.setText(translate("Webhooks", "The secret was copied."))
        self.said.set_tone("green")
        announce(self, self.said.text())
