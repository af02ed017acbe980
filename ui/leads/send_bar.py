"""The bar at the foot of a checked file: what will happen, and the button that makes it happen.

Owns: the upload summary, its numbers and the choice to pause. Leaves to others: sending.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.command import Command
from ui.leads.words import leads_text, requests_text, rows_text, save_text, sentence_text
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.label import Label
from ui.widgets.rows import Rule
from ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from app.leads.records import CheckResult
    from app.quota.snapshot import QuotaSnapshot

translate = QCoreApplication.translate

HEIGHT: Final = tokens.H_BANNER + tokens.S16
# Pausing and resuming: a change and a look at what became of it, each.
REQUESTS_TO_PAUSE: Final = 4


class SendBar(QWidget):
    """64 px. `save` and `send` are bound to its buttons."""

    def __init__(self, save: Command, send: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._result: CheckResult | None = None
        self._snapshot: QuotaSnapshot | None = None
        self.summary = Label("", weight="semibold", elide="end")
        self.summary.setObjectName("leads.summary")
        self.details = Label("", size="caption", tone="text2", elide="end")
        self.details.setObjectName("leads.summary.details")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.summary)
        lines.addWidget(self.details)
        lines.addStretch(1)
        self._rule = Rule(standing=True)
        self._rule.setFixedHeight(tokens.S32 + tokens.S4)
        self.pause = CheckBox(
            translate("Leads", "Pause the campaign while uploading"),
            quiet=translate("Leads", "It is dialling now; {requests} more").format(
                requests=requests_text(REQUESTS_TO_PAUSE)
            ),
        )
        why = translate("Leads", "While a campaign dials, a number that is sent twice by mistake is called twice.")
        self.pause.setToolTip(texts.tooltip(why))
        self.pause.setObjectName("leads.pause")
        self.pause.setChecked(True)
        self.pause.toggled.connect(lambda _on: self._show())
        self._save = Button("", icon="save")
        save.bind(self._save)
        self.send = CoolingButton(translate("Leads", "Send"), icon="send", kind="primary")
        self.send.setAccessibleName(translate("Leads", "Upload leads"))
        send.bind(self.send)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S16, tokens.LINE, tokens.S16, 0)
        layout.setSpacing(tokens.S16)
        layout.addLayout(lines, 1)
        layout.addWidget(self._rule)
        layout.addWidget(self.pause)
        layout.addStretch(0)
        layout.addWidget(self._save)
        layout.addWidget(self.send)
        self.show_dialling(False)
        self.show_result(None)

    @property
    def requests(self) -> int:
        """Requests that the upload will cost, if all goes well."""
        from app.leads.parts import requests_for

        parts = self._result.parts if self._result is not None else 1
        return requests_for(parts) + (REQUESTS_TO_PAUSE if self.wants_pause else 0)

    @property
    def wants_pause(self) -> bool:
        """Whether the campaign is to be paused meanwhile."""
        return not self.pause.isHidden() and self.pause.isChecked()

    def show_dialling(self, dialling: bool) -> None:
        """Offer to pause, for a campaign that is calling people at this moment."""
        self.pause.setVisible(dialling)
        self._rule.setVisible(dialling)
        self._show()

    def show_result(self, result: CheckResult | None) -> None:
        """Say what will be sent; None: it is not known yet."""
        self._result = result
        self._show()

    def show_quota(self, snapshot: QuotaSnapshot) -> None:
        """Say what is left."""
        if snapshot != self._snapshot:
            self._snapshot = snapshot
            self._show()

    def _show(self) -> None:
        result = self._result
        self._save.setVisible(result is not None and result.set_aside > 0)
        self.details.set_tone("red" if result is not None and result.obstacles else "text2")
        if result is None:
            self.summary.setText(translate("Leads", "Not checked yet"))
            self.details.setText(translate("Leads", "Choose the column that holds the phone numbers."))
            self.send.set_base_text(translate("Leads", "Send leads"))
            return
        self.summary.setText(
            translate("Leads", "{to_send} to send, {set_aside} set aside, {requests}").format(
                to_send=rows_text(result.to_send),
                set_aside=texts.number(result.set_aside),
                requests=requests_text(self.requests),
            )
        )
        if result.obstacles:
            self.details.setText(sentence_text(result.obstacles[0]))
        else:
            # How large the upload is may be known a moment later than the verdict.
            steps = (self._steps(result),) if result.parts or not result.to_send else ()
            self.details.setText(texts.THIN.join((*steps, self._left())))
        self._save.setText(save_text(result.set_aside))
        self._save.updateGeometry()
        self.send.set_base_text(translate("Leads", "Send {leads}").format(leads=leads_text(result.to_send)))

    def _steps(self, result: CheckResult) -> str:
        size = texts.size(result.payload_bytes)
        if result.parts > 1:
            size = translate("Leads", "{size} in {parts} parts").format(size=size, parts=texts.number(result.parts))
        if self.wants_pause:
            return translate("Leads", "Pause, upload of {size}, look again, resume").format(size=size)
        return translate("Leads", "Look, upload of {size}, look again").format(size=size)

    def _left(self) -> str:
        snapshot = self._snapshot
        if snapshot is None or snapshot.remaining is None or snapshot.limit is None:
            return translate("Leads", "quota not known yet")
        return translate("Leads", "{left} of {limit} requests left").format(
            left=texts.number(snapshot.remaining), limit=texts.number(snapshot.limit)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above."""
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(self.rect(), c.surface)
        painter.fillRect(QRect(0, 0, self.width(), tokens.LINE), c.line2)
