"""What is known of one call, beside or under the table.

Owns: the panel's parts and which of them show. Leaves to others: reading (`ui/calls/shown_call.py`), the parts
(`call_header.py`, `transcript_view.py`, `timeline.py`, `retries_view.py`, `facts.py`), words (`words.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.calls.call_header import CallHeader
from ui.calls.facts import FactList
from ui.calls.retries_view import RetriesView
from ui.calls.timeline import Timeline
from ui.calls.transcript_view import TranscriptView
from ui.calls.words import analysis_rows
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from app.calls.search import Search
    from app.models import CallLog

translate = QCoreApplication.translate

TRANSCRIPT_CAP: Final = 30_000
"""Characters shown of a transcript: half an hour of talking. Laying out more would hold the window up."""

TRANSCRIPT, TIMELINE, RETRIES = range(3)  # the tabs
_WIDE: Final = 2 * tokens.PANEL


class DetailPanel(QWidget):
    """Number, status, conversation, timeline, analysis of the selected call.

    Signals:
        retry_wanted: The details could not be read, and somebody wants them anyway.
        retries_opened: Somebody looks at the retries now.
    """

    retry_wanted = Signal()
    retries_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole_transcript = ""
        self._search: Search | None = None
        self._build()
        self.show_nothing()

    def _build(self) -> None:
        self.header = CallHeader()
        self.tabs = TabBar()
        self.tabs.setObjectName("calls.detail.tabs")
        self.tabs.setAccessibleName(translate("Calls", "Call details"))
        self.tabs.addTab(translate("Calls", "Transcript"))
        self.tabs.addTab(translate("Calls", "Timeline"))
        self.tabs.addTab(translate("Calls", "Retries"))
        self.tabs.currentChanged.connect(self._on_tab)
        self._hits = Label(tone="text2", size="caption")
        self._hits.setObjectName("calls.detail.hits")
        self.previous_hit = self._step_button("chevron-up", translate("Calls", "Previous hit"), -1)
        self.next_hit = self._step_button("chevron-down", translate("Calls", "Next hit"), 1)
        self._tab_row = _TabRow()
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(tokens.S8, 0, tokens.S12, tokens.LINE)
        row.setSpacing(tokens.S4)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for part in (self._hits, self.previous_hit, self.next_hit):
            row.addWidget(part)

        self.transcript = TranscriptView()
        self.transcript.hits_changed.connect(self._show_hits)
        self._cut = _CutNote()
        self._cut.copy.clicked.connect(self._on_copy_transcript)
        conversation = QWidget()
        column = QVBoxLayout(conversation)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transcript, 1)
        column.addWidget(self._cut)
        self.timeline = Timeline()
        self.state = EmptyState()
        self.state.setObjectName("calls.detail.state")
        self.state.action_clicked.connect(self.retry_wanted)
        self._body = QStackedWidget()
        self._conversation = conversation
        self.retries = RetriesView()
        for page in (conversation, self.timeline, self.retries, self.state):
            self._body.addWidget(page)
        self._has_details = False

        self.facts = FactList(translate("Calls", "Analysis"))
        self.facts.setObjectName("calls.detail.analysis")
        left = QWidget()
        main = QVBoxLayout(left)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(self._tab_row)
        main.addWidget(self._body, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(0)
        self._parts.addWidget(left, 1)
        self._parts.addWidget(self.facts)

        call = QWidget()
        whole = QVBoxLayout(call)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(self._parts, 1)
        self._none = EmptyState(
            "phone",
            translate("Calls", "No call selected"),
            translate("Calls", "Select a call to read its transcript, timeline and analysis."),
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(call)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    @property
    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in its order."""
        steps = [self.previous_hit, self.next_hit]
        bodies = [self.transcript, self._cut.copy, self.timeline, *self.retries.controls, self.state.action]
        return [*self.header.controls, self.tabs, *steps, *bodies, *self.facts.controls]

    def _step_button(self, icon: str, name: str, step: int) -> Button:
        button = Button(icon=icon, kind="quiet", small=True)
        button.setAccessibleName(name)
        button.setToolTip(texts.tooltip(name))
        button.clicked.connect(lambda: self.transcript.next_hit(step))
        return button

    # --- what is shown

    def show_nothing(self) -> None:
        """No call is selected."""
        self.header.forget()
        self.show_retry_count(None)
        self._whole_transcript = ""
        self.transcript.clear_turns()
        self._stack.setCurrentIndex(0)

    def show_call(self, call: CallLog, agent: str, campaign: str = "") -> None:
        """Show what the row says; the details come after it."""
        self.header.show_call(call, agent, campaign)
        self._stack.setCurrentIndex(1)

    def show_retry_count(self, count: int | None) -> None:
        """So many further tries there were; None while that is not known."""
        self.tabs.set_count(RETRIES, count)

    def show_waiting(self, title: str, text: str) -> None:
        """The details are on their way; say why they take long, where they do."""
        self._forget_details()
        self.state.set_state("hourglass" if text else "refresh", title, text)
        self._show_body()

    def show_problem(self, text: str) -> None:
        """The details could not be read."""
        self._forget_details()
        self.state.set_state(
            "warning", translate("Calls", "The details could not be read"), text, translate("Calls", "Try again")
        )
        self._show_body()

    def show_details(self, details: CallLog, search: Search | None, link: str | None = None) -> None:
        """Show transcript, timeline and analysis; `link` is where the recording is, if it is one that may be used."""
        from app.calls.transcript import turns

        self._has_details = True
        self._search = search
        self._whole_transcript = details.transcript or ""
        shown = self._whole_transcript[:TRANSCRIPT_CAP]
        self.transcript.show_turns(turns(shown))
        self._cut.show_counts(len(shown), len(self._whole_transcript))
        self.transcript.mark(search)
        self.timeline.show_events(details.timeline)
        facts = [(translate("Calls", "Summary"), details.summary)] if details.summary else []
        self.facts.show_facts(facts + analysis_rows(details.analysis))
        self.header.recording.offer(link)
        if not self._whole_transcript:
            self.state.set_state("no-answer", translate("Calls", "No transcript"), _why_no_transcript(details))
        self._show_body()

    def mark(self, search: Search | None) -> None:
        """The search is for something else now."""
        self._search = search
        self.transcript.mark(search)

    def _on_tab(self, _index: int) -> None:
        self._show_body()
        if self.is_on_retries:
            self.retries_opened.emit()

    @property
    def is_on_retries(self) -> bool:
        """Whether the retries are what is looked at."""
        return self.tabs.currentIndex() == RETRIES

    @property
    def has_transcript(self) -> bool:
        """Whether a transcript is shown."""
        return self._has_details and bool(self._whole_transcript)

    def set_retry_possible(self, possible: bool) -> None:
        """Whether reading again makes sense now: not during a wait."""
        self.state.action.setEnabled(possible)
        self.retries.state.action.setEnabled(possible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under the table the panel is wide and low: the analysis goes beside the conversation then."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(direction)
        self.facts.fill(wide)
        self.header.set_wide(wide)
        self._parts.setStretch(1, 1 if wide else 0)
        self._parts.setStretch(0, 2 if wide else 1)

    def sizeHint(self) -> QSize:
        """As wide as wide side panels are."""
        return QSize(tokens.PANEL_WIDE, tokens.PANEL_WIDE)

    def minimumSizeHint(self) -> QSize:
        """Number and status are never cut."""
        return QSize(tokens.PANEL_NARROW, 5 * tokens.S32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().surface)

    def _forget_details(self) -> None:
        self._has_details = False
        self._whole_transcript = ""
        self.transcript.clear_turns()
        self._cut.show_counts(0, 0)
        self.facts.show_facts(())

    def _show_body(self) -> None:
        on_timeline = self.tabs.currentIndex() == TIMELINE
        if self.is_on_retries:
            self._body.setCurrentWidget(self.retries)
        elif not self._has_details or not (on_timeline or self._whole_transcript):
            self._body.setCurrentWidget(self.state)
        else:
            self._body.setCurrentWidget(self.timeline if on_timeline else self._conversation)
        self._show_hits()

    def _show_hits(self) -> None:
        count = self.transcript.hit_count
        here = self._body.currentWidget() is self._conversation and bool(self._search)
        for part in (self._hits, self.previous_hit, self.next_hit):
            part.setVisible(here)
        if count:
            words = translate("Calls", "{number} of {count} hits")
            self._hits.setText(words.format(number=self.transcript.current_hit + 1, count=texts.number(count)))
        else:
            self._hits.setText(translate("Calls", "no hits here"))
        for button in (self.previous_hit, self.next_hit):
            button.setEnabled(count > 1)

    def _on_copy_transcript(self) -> None:
        QGuiApplication.clipboard().setText(self._whole_transcript)


class _TabRow(QWidget):
    """The tabs with a hairline under them."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(tokens.H_TABS + tokens.LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            c = theme.colours()
            painter.fillRect(0, 0, self.width(), tokens.LINE, c.line)
            painter.fillRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE, c.line)


class _CutNote(QWidget):
    """Says that a transcript is longer than what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label(tone="text2", size="caption", elide="end")
        self.copy = Button(translate("Calls", "Copy all of it"), kind="link", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S16, tokens.S4, tokens.S8, tokens.S4)
        row.addWidget(self._text, 1)
        row.addWidget(self.copy)
        self.hide()

    def show_counts(self, shown: int, whole: int) -> None:
        """Say how much is shown, if not all is."""
        words = translate("Calls", "The first {shown} of {whole} characters are shown.")
        self._text.setText(words.format(shown=texts.number(shown), whole=texts.number(whole)))
        self.setVisible(whole > shown)


def _why_no_transcript(details: CallLog) -> str:
    from app import statuses

    if details.status not in statuses.CALL_FINAL:
        return translate("Calls", "The call is not over yet. Its transcript comes with the next refresh after it.")
    if not details.duration_s:
        return translate("Calls", "Nobody talked in this call.")
    return translate("Calls", "The server has no transcript of this call.")
