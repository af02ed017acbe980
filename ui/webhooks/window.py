"""Tools > Webhooks: where the server sends events, and which.

Owns: the window: the list, what stands in its place, how old it is. It stays open beside the console and is kept,
hidden, once it was opened. Leaves to others: reading (`reader.py`), changing (`actions.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.command import Command
from ui.desk import Desk
from ui.messages import Messages
from ui.models.record_table import RecordTableModel
from ui.page import restore_table, table_state
from ui.reference.words import cost, read_ago
from ui.texts import error_text
from ui.webhooks.actions import WebhookActions
from ui.webhooks.reader import WebhookReader
from ui.webhooks.words import columns, counted
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Kind
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.rows import Rule
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.models import Webhook

translate = QCoreApplication.translate

WIDTH, HEIGHT = 1080, 520
LEAST_WIDTH, LEAST_HEIGHT = 920, 360
AGE_MS: Final = 20_000


class WebhooksWindow(QDialog):
    """See the module. Use `show()`.

    Args:
        desk: Of the main window.
        parent: The main window.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._was_reading = False
        self.setObjectName("webhooks.window")
        self.setWindowTitle(translate("Webhooks", "Webhooks"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.reader = WebhookReader(desk, self)
        self.messages = Messages(self)  # those of the main window may lie under this one
        self.acts = WebhookActions(desk, self.reader, self.messages, self)
        self.refresh = Command(
            "webhooks.refresh",
            translate("Webhooks", "Refresh"),
            cooldown=desk.cooldown,
            shortcut=QKeySequence.StandardKey.Refresh,
            parent=self,
        )
        self.addAction(self.refresh.action)
        self._build()
        self._lay_out()
        self.reader.changed.connect(self._on_changed)
        self.refresh.triggered.connect(self.reader.refresh)
        self.refresh.changed.connect(self._show_again)
        desk.context_changed.connect(self._on_context_changed)
        desk.cooldown.changed.connect(self._show_state)
        self._age_timer = QTimer(self)
        self._age_timer.setInterval(AGE_MS)
        self._age_timer.timeout.connect(self._show_state)
        self._show_state()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        acts = self.acts
        self._add = self._button(
            acts.add, icon="plus", kind="primary", name=translate("Webhooks", "Add a webhook"), sends=False
        )
        self._edit = self._button(acts.edit, icon="pencil", name=translate("Webhooks", "Edit the webhook"), sends=False)
        self._on = self._button(acts.turn_on, icon="play", name=translate("Webhooks", "Turn the webhook on"))
        self._off = self._button(acts.turn_off, icon="pause", name=translate("Webhooks", "Turn the webhook off"))
        self._remove = self._button(
            acts.remove, icon="trash", kind="danger", name=translate("Webhooks", "Remove the webhook")
        )
        self._again = self._button(self.refresh, icon="refresh", name=translate("Webhooks", "Refresh webhooks"))
        self._again.set_hint(cost(1))
        self._check = self._button(
            acts.check, icon="key", name=translate("Webhooks", "Check the signature of a delivery"), sends=False
        )
        self.freshness = Label(size="caption", tone="text2", elide="end")
        self.freshness.setObjectName("webhooks.freshness")
        self.note = Label(
            translate("Webhooks", "Retries and time limit of deliveries are set in the DialNexa dashboard."),
            size="caption",
            tone="text2",
            elide="end",
        )
        self.banner = Banner(tone="amber", icon="offline")
        self.banner.setObjectName("webhooks.banner")
        self.bar = MessageBar()
        self.bar.setObjectName("webhooks.messages")
        self.bar.closed.connect(self.messages.dismiss)
        self.messages.changed.connect(self._show_message)
        self.empty = EmptyState()
        self.empty.setObjectName("webhooks.empty")
        self.empty.action.setAutoDefault(False)
        self.empty.action_clicked.connect(self._on_empty_action)
        self.model: RecordTableModel[Webhook] = RecordTableModel(columns(), parent=self)
        self.table = TableView()
        self.table.setObjectName("webhooks.table")
        self.table.setAccessibleName(translate("Webhooks", "Webhooks"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._show_chosen())
        self.table.activated.connect(lambda _index: acts.edit.trigger())
        self.content = QStackedWidget()
        self.content.addWidget(self.empty)
        self.content.addWidget(self.table)

    def _button(
        self, command: Command, *, icon: str, name: str, kind: Kind = "plain", sends: bool = True
    ) -> CoolingButton | Button:
        button = (CoolingButton if sends else Button)(command.title, icon=icon, kind=kind)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        command.bind(button)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(tokens.S12, tokens.S8, tokens.S12, tokens.S8)
        bar.setSpacing(tokens.S8)
        for button in (self._add, self._edit, self._on, self._off, self._remove):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self._again)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.S16, tokens.S8, tokens.S12, tokens.S8)
        foot.setSpacing(tokens.S12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.freshness)
        words.addWidget(self.note)
        foot.addLayout(words, 1)
        foot.addWidget(self._check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(Rule())
        layout.addWidget(self.banner)
        layout.addWidget(self.content, 1)
        layout.addWidget(self.bar)
        layout.addWidget(Rule())
        layout.addLayout(foot)
        order = (self._add, self._edit, self._on, self._off, self._remove, self._again)
        for first, second in zip(order, (*order[1:], self.empty.action), strict=True):
            QWidget.setTabOrder(first, second)
        QWidget.setTabOrder(self.empty.action, self.table)
        QWidget.setTabOrder(self.table, self.bar)
        QWidget.setTabOrder(self.bar, self._check)

    # ------------------------------------------------------------------ following

    def _on_context_changed(self) -> None:
        """Another profile, or none: nothing of the one before stays."""
        self.acts.forget()
        self.messages.dismiss()
        self.reader.forget()
        if self.isVisible():
            self.reader.look()
        self._show_state()

    def _on_changed(self) -> None:
        was_reading = self._was_reading
        self.model.set_records(self.reader.known.webhooks or ())
        if self.model.rowCount() and not self.table.selected_records():
            self.table.select_row(0)
        self._show_state()
        if was_reading and not self.reader.known.reading and self.isVisible():
            announce(self, self.freshness.text() or self.empty.accessibleName())

    def _show_chosen(self) -> None:
        chosen = self.table.selected_records()
        self.acts.follow(chosen[0] if chosen else None, has_profile=self._desk.context is not None)

    # ------------------------------------------------------------------ showing

    def _show_state(self) -> None:
        """The table, or what stands in its place and why; how old it is."""
        known = self.reader.known
        self._was_reading = known.reading
        self.refresh.set_possible(self._desk.context is not None, translate("Webhooks", "No profile is open."))
        self.refresh.set_busy(known.reading)
        self._show_chosen()
        age_s = self.reader.age_s
        parts = [counted(len(known.webhooks or ())), read_ago(age_s)] if age_s is not None else []
        if known.reading and parts:
            parts.append(translate("Webhooks", "reading again…"))
        self.freshness.setText(texts.THIN.join(parts))
        problem = known.problem if age_s is not None else None
        self.banner.setVisible(problem is not None)
        if problem is not None:
            copy = translate("Webhooks", "The list shown was {age}.")
            self.banner.set_text(error_text(problem), copy.format(age=read_ago(age_s or 0.0)))
        if known.webhooks:
            self.content.setCurrentWidget(self.table)
            return
        self._explain()
        self.content.setCurrentWidget(self.empty)

    def _explain(self) -> None:
        """Why there is no table."""
        known = self.reader.known
        again = translate("Webhooks", "Try again")
        problem = error_text(known.problem) if known.problem is not None else ""
        if self._desk.context is None:
            self._say("key", translate("Webhooks", "No profile is open"), "")
        elif known.webhooks is not None:
            text = translate(
                "Webhooks", "A webhook has the server tell a program of yours when a call or a campaign has ended."
            )
            self._say("list", translate("Webhooks", "No webhooks yet"), text, translate("Webhooks", "Add a webhook…"))
        elif known.reading or known.problem is None:
            waiting = self._desk.cooldown.state
            text = ""
            if waiting is not None and known.reading:
                text = translate("Webhooks", "Requests have to wait for {left}. It goes on by itself.").format(
                    left=texts.seconds(waiting.seconds_left)
                )
            self._say("hourglass" if text else "refresh", translate("Webhooks", "Reading webhooks…"), text)
        elif known.is_refused:
            self._say("key", translate("Webhooks", "This key may not read webhooks"), problem, again)
        else:
            self._say("offline", translate("Webhooks", "Webhooks could not be read"), problem, again)
        self._show_again()

    def _show_message(self) -> None:
        message = self.messages.last
        if message is None:
            self.bar.clear()
        else:
            self.bar.show_message(message.kind, message.text, action=message.action_text, on_action=message.action)

    def _say(self, icon: str, title: str, text: str, action: str = "") -> None:
        empty = self.empty
        if (title, text, action) != (empty.accessibleName(), empty.accessibleDescription(), empty.action.text()):
            empty.set_state(icon, title, text, action)

    def _show_again(self) -> None:
        """The button of the empty state does what one of the buttons above does, and is off with it."""
        adds = self.reader.known.webhooks is not None
        command, button = (self.acts.add, self._add) if adds else (self.refresh, self._again)
        self.empty.action.setEnabled(command.available)
        self.empty.action.set_hint("" if command.available else button.accessibleDescription())

    def _on_empty_action(self) -> None:
        (self.acts.add if self.reader.known.webhooks is not None else self.refresh).trigger()

    # ------------------------------------------------------------------ look, remembered

    def save_state(self) -> dict[str, Any]:
        """What should be as it was at the next start (JSON-able)."""
        return {"geometry": bytes(self.saveGeometry().toBase64().data()).decode(), "table": table_state(self.table)}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; tolerates anything."""
        geometry = state.get("geometry")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        restore_table(self.table, state.get("table"))

    # ------------------------------------------------------------------ Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read them, unless they were read just now."""
        super().showEvent(event)
        self._age_timer.start()
        self.reader.look()
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is counted for nobody."""
        super().hideEvent(event)
        self._age_timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().surface)
