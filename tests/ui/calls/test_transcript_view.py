"""The conversation: text in, bubbles and hits out."""

from __future__ import annotations

import time

import pytest
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication

from app.calls.search import Search
from app.calls.transcript import turns
from app.models import CallLog, TimelineEvent
from ui import theme
from ui.calls.detail_panel import TRANSCRIPT_CAP, DetailPanel
from ui.calls.transcript_view import TranscriptView

TALK = "Agent: नमस्ते Sunita जी, EMI की तारीख?\nUser: ठीक है 🙂 EMI दे दूँगी।"


@pytest.fixture
def view(qapp: object) -> TranscriptView:
    made = TranscriptView()
    made.resize(440, 400)
    made.show()
    return made


def picture(view: TranscriptView) -> QImage:
    QApplication.processEvents()
    return view.grab().toImage()


def columns_of(image: QImage, colour: QColor) -> list[int]:
    """X of pixels of a colour."""
    return [
        x
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
        if image.pixelColor(x, y).name() == colour.name()
    ]


def test_assistive_technology_reads_all_of_it(view: TranscriptView) -> None:
    view.show_turns(turns(TALK))
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Transcript"
    text = interface.textInterface()
    whole = text.text(0, text.characterCount()) if text is not None else view.toPlainText()
    assert "नमस्ते Sunita जी, EMI की तारीख?" in whole
    assert "ठीक है 🙂 EMI दे दूँगी।" in whole
    assert view.toPlainText().split("\n")[::2] == ["Agent", "Person called"]


def test_the_agent_is_at_the_right_and_the_person_at_the_left(view: TranscriptView) -> None:
    view.show_turns(turns("Agent: Hello there\nUser: Yes"))
    image = picture(view)
    agent = columns_of(image, theme.colours().soft)
    person = columns_of(image, theme.colours().grey_soft)
    assert min(agent) > image.width() / 2
    assert max(person) < image.width() / 2


def test_markup_is_text(view: TranscriptView) -> None:
    view.show_turns(turns("User: <b>bold</b> <img src='x'> &amp;"))
    assert "<b>bold</b> <img src='x'> &amp;" in view.toPlainText()


def test_every_hit_is_found_also_after_an_emoji(view: TranscriptView) -> None:
    view.show_turns(turns(TALK))
    view.mark(Search.of("emi"))
    marked = [selection.cursor.selectedText() for selection in view.extraSelections()]
    assert marked == ["EMI", "EMI"]
    assert view.current_hit == 0
    view.next_hit()
    view.next_hit()
    assert view.current_hit == 0
    view.next_hit(-1)
    assert view.current_hit == 1


def test_a_hit_far_below_is_brought_into_view(view: TranscriptView) -> None:
    view.show_turns(turns("Agent: words\nUser: more\n" * 60 + "Agent: the needle"))
    view.mark(Search.of("needle"))
    assert view.verticalScrollBar().value() > 0


def test_bubbles_follow_the_width(view: TranscriptView) -> None:
    view.show_turns(turns("Agent: " + "many words " * 30))
    before = view.document().size().height()
    view.resize(900, 400)
    assert view.document().size().height() < before


def test_two_megabytes_are_cut_and_copied_whole(qapp: object) -> None:
    panel = DetailPanel()
    panel.resize(456, 700)
    panel.show()
    transcript = "Agent: " + "word " * 400_000
    call = CallLog(id="1", status="completed", to_number="+919876543210", transcript=transcript)
    panel.show_call(call, "Agent")
    began = time.perf_counter()
    panel.show_details(call, None)
    assert time.perf_counter() - began < 1.0  # 15 ms here; without the cut it is many seconds
    assert len(panel.transcript.toPlainText()) < TRANSCRIPT_CAP + 1_000
    panel._cut.copy.click()
    assert QApplication.clipboard().text() == transcript


def test_the_panel_tells_why_there_is_no_transcript(qapp: object) -> None:
    panel = DetailPanel()
    for fields, words in (
        ({"status": "busy", "duration_s": 0.0}, "Nobody talked in this call."),
        ({"status": "sent"}, "The call is not over yet."),
        ({"status": "completed", "duration_s": 9.0}, "The server has no transcript of this call."),
    ):
        call = CallLog(id="1", **fields)
        panel.show_call(call, "")
        panel.show_details(call, None)
        assert panel.state.accessibleName() == "No transcript"
        assert panel.state.accessibleDescription().startswith(words)
        assert not panel.has_transcript


def test_the_timeline_counts_from_the_first_event(qapp: object) -> None:
    from datetime import UTC, datetime, timedelta

    from ui.widgets.label import Label

    start = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
    events = (TimelineEvent("call_started", start), TimelineEvent("call_ended", start + timedelta(seconds=145)))
    panel = DetailPanel()
    panel.timeline.show_events(events)
    said = [label.text() for label in panel.timeline.widget().findChildren(Label)]
    assert "Call started" in said
    assert "+ 2 m 25 s" in said
