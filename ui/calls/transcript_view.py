"""A transcript as a conversation.

Owns: turns as bubbles (the agent at the right, the person at the left), hits of the search in them. Leaves to others:
splitting the transcript (`app/calls/transcript.py`), the tabs around it (`ui/calls/detail_panel.py`).

It is a read-only text widget, so that selecting, copying and assistive technology work as in any text: the bubbles are
painted behind ordinary paragraphs. Text goes in through a cursor, which takes it as it is and knows no markup.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import texts, theme, tokens
from ui.calls.words import speaker

if TYPE_CHECKING:
    from app.calls.search import Search
    from app.calls.transcript import Turn

translate = QCoreApplication.translate

_BUBBLE_SHARE: Final = 0.78  # of the width, at most
_PAD_X: Final = tokens.S12
_PAD_Y: Final = tokens.S8 - 2
_LETTERS_LOWER: Final = 2
_LINE: Final = "\u2028"  # a line break within a paragraph
_MOST_MARKS: Final = 500


class _Paragraph(NamedTuple):
    """What is known of one paragraph: whose it is, whether it is a label, how wide its longest line would be."""

    is_agent: bool
    is_label: bool
    width: float


class TranscriptView(QTextEdit):
    """Turns of a call, read-only.

    Signals:
        hits_changed: another number of hits, or another current one.
    """

    hits_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calls.detail.transcript")
        self.setAccessibleName(translate("Calls", "Transcript"))
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Lines end before the scroll bar whether it is there or not: nothing is laid out twice when it comes.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFont(theme.font("body"))
        self.document().setDocumentMargin(0)
        self._paragraphs: list[_Paragraph] = []
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self._laid_out_for = 0
        theme.current().changed.connect(self._on_theme_changed)

    # --- content

    def show_turns(self, turns: list[Turn]) -> None:
        """Show these turns, from the beginning."""
        body, caption = theme.font("body"), theme.font("caption")
        body_metrics, caption_metrics = QFontMetricsF(body), QFontMetricsF(caption)
        words_format, label_format = QTextCharFormat(), QTextCharFormat()
        words_format.setFont(body)
        label_format.setFont(caption)
        label_format.setForeground(theme.colours().text2)
        self._paragraphs = []
        self._hits, self._current = [], -1
        self.setExtraSelections([])
        self.setUpdatesEnabled(False)
        # Laid out once, when all of it is there.
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        before: tuple[str, str] | None = None
        for turn in turns:
            agent = turn.side == "agent"
            who = (turn.side, turn.name.casefold())
            label = speaker(turn)
            if who != before and label:
                self._add(
                    cursor, label, label_format, _Paragraph(agent, True, caption_metrics.horizontalAdvance(label))
                )
            before = who
            lines = [texts.plain(line, cap=len(line) + 1) for line in turn.words.split("\n")]
            widest = max(body_metrics.horizontalAdvance(line) for line in lines)
            self._add(cursor, _LINE.join(lines), words_format, _Paragraph(agent, False, widest))
        cursor.endEditBlock()
        self._lay_out()
        self.setUpdatesEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self.hits_changed.emit()

    def clear_turns(self) -> None:
        """Show nothing."""
        if self._paragraphs:
            self.show_turns([])

    def _add(self, cursor: QTextCursor, text: str, form: QTextCharFormat, paragraph: _Paragraph) -> None:
        if self._paragraphs:
            cursor.insertBlock()
        cursor.insertText(text, form)
        self._paragraphs.append(paragraph)

    # --- hits

    @property
    def hit_count(self) -> int:
        """How many hits there are."""
        return len(self._hits)

    @property
    def current_hit(self) -> int:
        """Which hit is the current one, from 0; -1 for none."""
        return self._current

    def mark(self, search: Search | None) -> None:
        """Mark what is searched for; the first hit becomes the current one."""
        text = self.toPlainText()
        self._hits = _in_units(text, search.hits(text)) if search else []
        self._current = 0 if self._hits else -1
        self._show_hits()

    def next_hit(self, step: int = 1) -> None:
        """Make the next (or, with -1, the previous) hit the current one, around the end."""
        if self._hits:
            self._current = (self._current + step) % len(self._hits)
            self._show_hits()

    def _show_hits(self) -> None:
        c = theme.colours()
        selections = []
        for number, (start, length) in enumerate(self._hits[:_MOST_MARKS]):
            selection = QTextEdit.ExtraSelection()
            cursor = self.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            form = QTextCharFormat()
            is_current = number == self._current
            form.setBackground(c.hit_current if is_current else c.hit)
            form.setForeground(c.on_hit_current if is_current else c.on_hit)
            selection.format = form
            selections.append(selection)
        self.setExtraSelections(selections)
        if self._current >= 0:
            start, _ = self._hits[self._current]
            cursor = self.textCursor()
            cursor.setPosition(start)
            area = self.cursorRect(cursor)
            if not self.viewport().rect().contains(area):
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + area.center().y() - self.viewport().height() // 2)
        self.hits_changed.emit()

    # --- layout and painting

    def _lay_out(self) -> None:
        """Give every paragraph its margins for the present width."""
        width = self._text_width()
        self._laid_out_for = width
        self.setLineWrapColumnOrWidth(width)
        room = width - 2 * tokens.S16
        most = max(float(4 * tokens.S32), room * _BUBBLE_SHARE) - 2 * _PAD_X
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        before: _Paragraph | None = None
        for paragraph in self._paragraphs:
            form = QTextBlockFormat()
            text = min(paragraph.width + 1, room if paragraph.is_label else most)
            pad = 0 if paragraph.is_label else _PAD_X
            if paragraph.is_agent:
                form.setLeftMargin(tokens.S16 + max(0.0, room - text - pad))
                form.setRightMargin(tokens.S16 + pad)
            else:
                form.setLeftMargin(tokens.S16 + pad)
                form.setRightMargin(max(0.0, width - tokens.S16 - pad - text))
            # Of two margins that meet, Qt takes the larger one.
            if paragraph.is_label:
                form.setTopMargin(0 if before is None else _PAD_Y + tokens.S8)
                form.setBottomMargin(tokens.S4 + _PAD_Y)
                height = theme.line_height("caption")
            else:
                form.setTopMargin(_PAD_Y if before is None else 2 * _PAD_Y + tokens.S4)
                if before is not None and before.is_label:
                    form.setTopMargin(0)
                form.setBottomMargin(_PAD_Y + tokens.S8)
                height = theme.line_height("body")
            form.setLineHeight(height, int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            block = block.next()
            before = paragraph
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(tokens.S12)
        frame.setBottomMargin(tokens.S12)
        self.document().rootFrame().setFrameFormat(frame)
        cursor.endEditBlock()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bubbles follow the width."""
        super().resizeEvent(event)
        if self._text_width() != self._laid_out_for:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bubbles, then the text over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        c = theme.colours()
        scrolled = self.verticalScrollBar().value()
        bottom = scrolled + self.viewport().height()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        while block.isValid() and block.blockNumber() < len(self._paragraphs):
            area = self._bubble(block, self._paragraphs[block.blockNumber()])
            if area is not None:
                if area.top() > bottom:
                    break
                painter.setBrush(c.soft if self._paragraphs[block.blockNumber()].is_agent else c.grey_soft)
                painter.drawRoundedRect(area.translated(0, -scrolled), tokens.R_PANEL, tokens.R_PANEL)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _bubble(self, block: QTextBlock, paragraph: _Paragraph) -> QRectF | None:
        if paragraph.is_label:
            return None
        area = self.document().documentLayout().blockBoundingRect(block)
        form = block.blockFormat()
        left = form.leftMargin()
        right = self._text_width() - form.rightMargin()
        # Qt puts what a line is higher than its letters above them.
        top = area.top() - _PAD_Y + _LETTERS_LOWER
        return QRectF(left - _PAD_X, top, right - left + 2 * _PAD_X, area.height() + 2 * _PAD_Y)

    def _text_width(self) -> int:
        return max(4 * tokens.S32, self.width() - tokens.SCROLL_BAR)

    def _on_theme_changed(self) -> None:
        # Colours within the document do not follow the palette.
        block = self.document().begin()
        cursor = QTextCursor(self.document())
        form = QTextCharFormat()
        form.setForeground(theme.colours().text2)
        for paragraph in self._paragraphs:
            if paragraph.is_label:
                cursor.setPosition(block.position())
                cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(form)
            block = block.next()
        self._show_hits()


def _in_units(text: str, hits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hits counted as Qt counts: an emoji is two."""
    wide = [number for number, character in enumerate(text) if character > "\uffff"]
    if not wide:
        return list(hits)
    found = []
    for start, length in hits:
        first = start + bisect_left(wide, start)
        found.append((first, start + length + bisect_left(wide, start + length) - first))
    return found
