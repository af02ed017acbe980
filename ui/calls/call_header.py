"""The head of the panel: whom a call went to, how it went, its campaign, its recording.

Owns: these parts and how they stand, beside each other or one under the other. Leaves to others: the words
(`ui/calls/words.py`), the recording's controls (`ui/calls/recording_bar.py`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.calls.recording_bar import RecordingBar
from ui.calls.words import ended_by
from ui.widgets import status
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.pill import Pill

if TYPE_CHECKING:
    from app.models import CallLog

translate = QCoreApplication.translate

_NAME_CAP: Final = 40


def day_and_time(at: datetime | None) -> str:
    """As one says it: "Today 12:08:41", "Yesterday 12:08:41", "12 Jun 12:08:41"."""
    if at is None:
        return ""
    local = at.astimezone()
    today = datetime.now().date()
    if local.date() == today:
        day = translate("Calls", "Today")
    elif local.date() == today - timedelta(days=1):
        day = translate("Calls", "Yesterday")
    else:
        day = texts.day(at)
    return f"{day} {local:%H:%M:%S}"


class CallHeader(QWidget):
    """See the module.

    Signals:
        campaign_wanted: The call's campaign should be shown (its id).
        more_wanted: What can be done with the call should be offered, at this point of the screen.
    """

    campaign_wanted = Signal(str)
    more_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call: CallLog | None = None
        self._number = Label(size="title", weight="semibold")
        self._number.setObjectName("calls.detail.number")
        self._pill = Pill()
        self.copy = Button(icon="copy", kind="quiet", small=True)
        self.copy.setObjectName("calls.detail.copy_number")
        self.copy.setAccessibleName(translate("Calls", "Copy number"))
        self.copy.setToolTip(texts.tooltip(translate("Calls", "Copy the number")))
        self.copy.clicked.connect(self._on_copy)
        self.campaign = _FlushLink(kind="link", small=True)
        self.campaign.setObjectName("calls.detail.campaign")
        self.campaign.clicked.connect(self._on_campaign)
        self.more = Button(icon="ellipsis", kind="quiet", small=True)
        self.more.setObjectName("calls.detail.more")
        self.more.setAccessibleName(translate("Calls", "More for this call"))
        self.more.setToolTip(texts.tooltip(translate("Calls", "More for this call")))
        self.more.clicked.connect(self._on_more)
        self._about = Label(tone="text2", size="caption", elide="end")
        self._about.setObjectName("calls.detail.about")
        self._agent = Label(tone="text2", size="caption", elide="end")
        self.recording = RecordingBar()
        line = QHBoxLayout()
        line.setSpacing(tokens.S8)
        line.addWidget(self._number)
        line.addWidget(self._pill)
        line.addWidget(self.copy)
        line.addStretch(1)
        line.addWidget(self.more)
        whose = QHBoxLayout()
        whose.setSpacing(tokens.S8)
        whose.addWidget(self.campaign)
        whose.addWidget(self._agent, 1)
        said = QVBoxLayout()
        said.setSpacing(tokens.S4)
        said.addLayout(line)
        said.addWidget(self._about)
        said.addLayout(whose)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S8)
        self._parts.setSpacing(tokens.S8)
        self._parts.addLayout(said, 1)
        self._parts.addWidget(self.recording)

    @property
    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in its order."""
        return [self.copy, self.more, self.campaign, *self.recording.controls]

    @property
    def call(self) -> CallLog | None:
        """Whose head it is."""
        return self._call

    def show_call(self, call: CallLog, agent: str, campaign: str) -> None:
        """Show what the row says."""
        is_same = self._call is not None and self._call.id == call.id
        self._call = call
        self._number.setText(texts.phone(call.to_number) if call.to_number else translate("Calls", "Number not told"))
        self.copy.setVisible(bool(call.to_number))
        self._pill.set_look(status.call(call.status))
        said = [day_and_time(call.created_at), ended_by(call.end_reason)]
        self._about.setText(texts.THIN.join(part for part in said if part and part != texts.DASH))
        self._about.setToolTip(texts.tooltip(texts.moment_in_full(call.created_at)))
        agent = "" if agent == texts.DASH else agent
        name = texts.plain(campaign, _NAME_CAP) if call.campaign_id else ""
        self._agent.setText(agent)
        self._agent.setVisible(bool(agent))
        self.campaign.setText(name.replace("&", "&&"))
        self.campaign.setAccessibleName(translate("Calls", "Show the campaign {name}").format(name=name))
        self.campaign.setToolTip(texts.tooltip(translate("Calls", "Show the campaign {name}").format(name=campaign)))
        self.campaign.setVisible(bool(name))
        self.campaign.updateGeometry()
        if not is_same:
            self.recording.expect(call.status == "completed" and bool(call.duration_s))

    def forget(self) -> None:
        """No call is shown any more."""
        self._call = None

    def set_wide(self, wide: bool) -> None:
        """Put the recording beside the rest, or under it."""
        across = QBoxLayout.Direction.LeftToRight
        self._parts.setDirection(across if wide else QBoxLayout.Direction.TopToBottom)
        self._parts.setStretch(1, 1 if wide else 0)
        self._parts.setAlignment(self.recording, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))

    def _on_copy(self) -> None:
        if self._call is not None:
            QGuiApplication.clipboard().setText(self._call.to_number)

    def _on_more(self) -> None:
        self.more_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_campaign(self) -> None:
        if self._call is not None and self._call.campaign_id:
            self.campaign_wanted.emit(self._call.campaign_id)


class _FlushLink(Button):
    """A link whose text begins where the lines around it do."""

    def _padding(self) -> int:
        return 0

    def _paint_content(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.text)
        left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect(), left | Qt.TextFlag.TextHideMnemonic, self.text())
