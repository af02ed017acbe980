"""How long what is left will last, with what that assumes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.quota.forecast import Forecast, Outcome
from ui import theme, tokens
from ui.quota.words import Words, forecast_words
from ui.widgets.icon import Icon
from ui.widgets.label import Label

translate = QCoreApplication.translate

_TONES: Final = {Outcome.PAUSED: "amber", Outcome.EMPTY: "red", Outcome.RUNS_OUT: "amber"}
_ICONS: Final = {Outcome.PAUSED: "hourglass", Outcome.EMPTY: "warning", Outcome.RUNS_OUT: "warning",
                 Outcome.UNKNOWN: "question"}  # fmt: skip

_LINES: Final = 5  # two for the sentence, three for what it assumes; in Hindi both are as long


class ForecastCard(QFrame):
    """A box of one height, whatever it says: nothing under it moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quota.forecast")
        self.setAccessibleName(translate("Quota", "Quota forecast"))
        self._words: Words | None = None
        self._icon = Icon("gauge", tone="accent_text", side=tokens.ICON_TITLE)
        self._head = Label(weight="semibold", elide="end")
        self._text = Label(wrap=True, size="caption")
        self._assumption = Label(wrap=True, size="caption", tone="text2")
        lines = theme.line_height("body") + _LINES * theme.line_height("caption")
        self.setFixedHeight(2 * tokens.S8 + lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S12, tokens.S8, tokens.S12, tokens.S8)
        row.setSpacing(tokens.S12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._text)
        column.addWidget(self._assumption)
        column.addStretch(1)
        row.addLayout(column, 1)

    @property
    def words(self) -> Words | None:
        """What it says."""
        return self._words

    def show_forecast(self, found: Forecast) -> None:
        """Say this."""
        words = forecast_words(found)
        if words == self._words:
            return
        self._words = words
        tone = _TONES.get(found.outcome, "")
        self._icon.set_icon(_ICONS.get(found.outcome, "gauge"), tone or "accent_text")
        self._head.setText(words.head)
        self._head.set_tone(tone or "text")
        self._text.setText(words.text)
        self._assumption.setText(words.assumption)
        self.setAccessibleDescription(words.spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box."""
        c = theme.colours()
        theme.draw_box(theme.painter_for(self), self.rect(), tokens.R_PANEL, c.raised, c.line)
