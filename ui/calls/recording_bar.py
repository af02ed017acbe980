"""The controls of a recording.

Owns: how the state of the playing looks and reads, and the keys. Leaves to others: the playing
(`ui/calls/playback.py`).

Keys: Space plays and pauses (on *Mute* it mutes), Left and Right go five seconds back and on; on the slider also
Page up and Page down, Home and End.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QStyle, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.calls.playback import RATES, STEP_S, Playback
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.cooldown import Cooldown

translate = QCoreApplication.translate

_KNOB: Final = 12
_PAGE_S: Final = 30
_SPACE: Final = QKeySequence(Qt.Key.Key_Space).toString(QKeySequence.SequenceFormat.NativeText)
EXTRA: Final = "dialnexa-console[audio]"


def position(seconds: float) -> str:
    """As a clock of a player: "0:46", "1:02:09"."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


class RecordingBar(QWidget):
    """Play, where it is, how fast, how loud; or one button that has the system do it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cooldown: Cooldown | None = None
        self._offered: bool | None = None  # None: not known yet
        self._playback: Playback | None = None
        self._host = ""
        self._build()
        self.hide()

    def _build(self) -> None:
        self.play = _RoundButton(icon="play", kind="primary", small=True)
        self.play.setObjectName("calls.detail.play")
        self._at = Label("0:00", size="caption", align=Qt.AlignmentFlag.AlignRight)
        self.slider = SeekSlider()
        self.slider.setObjectName("calls.detail.position")
        self.slider.setAccessibleName(translate("Calls", "Position in the recording"))
        self._length = Label("0:00", tone="text2", size="caption")
        self.mute = Button(icon="speaker", kind="quiet", small=True)
        self.mute.setObjectName("calls.detail.mute")
        self.mute.setCheckable(True)
        self.mute.setAccessibleName(translate("Calls", "Mute"))
        self.speed = ComboButton(small=True)
        self.speed.setObjectName("calls.detail.speed")
        self.speed.setAccessibleName(translate("Calls", "Playback speed"))
        for rate in RATES:
            self.speed.addItem(f"{rate:g}×", rate)
        self._player = QWidget()
        row = QHBoxLayout(self._player)
        row.setContentsMargins(tokens.S8, 0, tokens.S8, 0)
        row.setSpacing(tokens.S8)
        row.addWidget(self.play)
        row.addWidget(self._at)
        row.addWidget(self.slider, 1)
        row.addWidget(self._length)
        row.addWidget(self.mute)
        row.addWidget(self.speed)
        self._player.setFixedHeight(tokens.H_ROW + tokens.S4)
        self.open = Button(translate("Calls", "Open recording"), icon="external", small=True)
        self.open.setObjectName("calls.detail.open_recording")
        self.open.setAccessibleName(translate("Calls", "Open recording"))
        self._note = Label(tone="text2", size="caption", wrap=True)
        self._note.setObjectName("calls.detail.recording_note")
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.open)
        foot.addWidget(self._note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S4)
        layout.addWidget(self._player)
        layout.addWidget(self._foot)
        for control in self.controls[:3]:
            control.installEventFilter(self)

    @property
    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in its order."""
        return [self.play, self.slider, self.mute, self.speed, self.open]

    @property
    def note(self) -> str:
        """The sentence under the controls, "" where there is none."""
        return self._note.text() if not self._foot.isHidden() else ""

    def control(self, playback: Playback, cooldown: Cooldown) -> None:
        """Show and steer this playing; a wait for requests is told."""
        self._playback = playback
        self._cooldown = cooldown
        self.play.clicked.connect(playback.toggle)
        self.open.clicked.connect(playback.open)
        self.mute.toggled.connect(playback.set_muted)
        self.speed.activated.connect(lambda _index: playback.set_rate(self.speed.currentData()))
        self.slider.seek_wanted.connect(playback.seek)
        playback.changed.connect(self._show)
        cooldown.changed.connect(self._show)
        self._show()

    def expect(self, expected: bool) -> None:
        """Another call is shown: whether it will have a recording, as far as its row tells."""
        self._offered = None
        self.setVisible(expected)
        self.setEnabled(False)
        self._show()

    def offer(self, link: str | None) -> None:
        """There is a recording at this link, or (None) there is none. The place it was expected in is kept."""
        self._offered = bool(link)
        self._host = QUrl(link).host() if link else ""
        self.setEnabled(bool(link))
        if link:
            self.show()
        self._show()

    # --- what is shown

    def _show(self) -> None:
        playback = self._playback
        if playback is None:
            return
        self._player.setVisible(playback.in_place)
        playing, fetching = playback.state == "playing", playback.state == "fetching"
        icon, name = (
            ("pause", translate("Calls", "Pause recording"))
            if playing
            else ("x", translate("Calls", "Stop fetching the recording"))
            if fetching
            else ("play", translate("Calls", "Play recording"))
        )
        self.play.set_icon(icon)
        if name != self.play.accessibleName():
            self.play.setAccessibleName(name)
            self.play.set_hint(f"{name} ({_SPACE})")
        is_here = playback.state in ("playing", "paused")
        at, length = position(playback.position_s), position(playback.duration_s)
        _set_text(self._at, at)
        _set_text(self._length, length)
        self.slider.setEnabled(is_here)
        if not self.slider.isSliderDown():
            self.slider.setRange(0, max(1, int(playback.duration_s)))
            self.slider.setValue(int(playback.position_s))
        said = translate("Calls", "{at} of {length}").format(at=at, length=length)
        if said != self.slider.accessibleDescription():
            self.slider.setAccessibleDescription(said)
        self.mute.set_icon("speaker-off" if playback.muted else "speaker")
        self.mute.setChecked(playback.muted)
        self.mute.setToolTip(texts.tooltip(translate("Calls", "Mute")))
        self.speed.setCurrentIndex(RATES.index(playback.rate) if playback.rate in RATES else RATES.index(1.0))
        self._show_foot(playback)

    def _show_foot(self, playback: Playback) -> None:
        """The sentence, and the system's player where it is the only one or the last resort."""
        note, tone = self._said(playback)
        _set_text(self._note, note)
        self._note.set_tone(tone)
        self._note.setToolTip(texts.tooltip(note))
        self.open.setVisible(not playback.in_place or playback.state == "failed")
        self._foot.setVisible(bool(note) or not self.open.isHidden())
        opens = translate("Calls", "Opens the recording at {host} with the system’s player.").format(host=self._host)
        if not playback.in_place:
            more = translate("Calls", "With the extra “audio” ({extra}) it is played here.").format(extra=EXTRA)
            opens = f"{opens} {more}"
        self.open.set_hint(opens)

    def _said(self, playback: Playback) -> tuple[str, str]:
        if playback.state == "failed":
            return playback.problem, "red"
        if playback.state == "fetching":
            wait = self._cooldown.state if self._cooldown is not None else None
            done, total = playback.fetched
            if not done and wait is not None:
                words = translate("Calls", "Waiting {seconds} s for a new link, then it plays by itself.")
                return words.format(seconds=wait.seconds_left), "amber"
            if total:
                words = translate("Calls", "Fetching the recording, {share}…")
                return words.format(share=texts.percent(done, total)), "text2"
            return translate("Calls", "Fetching the recording…"), "text2"
        if self._offered is False:
            return translate("Calls", "The server has no recording of this call."), "text2"
        if not playback.in_place:
            return translate("Calls", "Opens in the system’s player."), "text2"
        return "", "text2"

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The player's keys, before the buttons take the arrows for moving the focus."""
        playback = self._playback
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or playback is None:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            playback.skip(STEP_S if key == Qt.Key.Key_Right else -STEP_S)
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat() and watched is not self.mute:
            playback.toggle()
        elif key != Qt.Key.Key_Space or watched is self.mute:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box around the controls."""
        if not self._player.isHidden():
            c = theme.colours()
            theme.draw_box(theme.painter_for(self), self._player.geometry(), tokens.R_CONTROL, c.raised, c.line)


class SeekSlider(QSlider):
    """Where a recording is, in whole seconds. A click goes there.

    Signals:
        seek_wanted: Somebody wants it to be at this second.
    """

    seek_wanted = Signal(float)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(STEP_S)
        self.setPageStep(_PAGE_S)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.actionTriggered.connect(self._on_action)

    def sizeHint(self) -> QSize:
        """As high as small controls."""
        return QSize(3 * tokens.S32, tokens.H_SMALL)

    def minimumSizeHint(self) -> QSize:
        """Short, but still good for aiming."""
        return QSize(2 * tokens.S32, tokens.H_SMALL)

    def _on_action(self, _action: int) -> None:
        """By keyboard or wheel."""
        self.seek_wanted.emit(float(self.sliderPosition()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold at the place that was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._move_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Along with the mouse; the sound follows when it is let go."""
        if self.isSliderDown():
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.seek_wanted.emit(float(self.value()))

    def _move_to(self, x: float) -> None:
        room = max(1, self.width() - _KNOB)
        place = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), round(x - _KNOB / 2), room)
        self.setValue(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar, filled up to a knob."""
        painter = theme.painter_for(self)
        c = theme.colours()
        room = self.width() - _KNOB
        span = max(1, self.maximum() - self.minimum())
        x = _KNOB / 2 + room * (self.value() - self.minimum()) / span
        middle = self.height() / 2
        bar = QRectF(_KNOB / 2, middle - tokens.S4 / 2, room, tokens.S4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.track)
        painter.drawRoundedRect(bar, tokens.S4 / 2, tokens.S4 / 2)
        if not self.isEnabled():
            return
        painter.setBrush(c.accent_fill)
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), x - bar.x(), bar.height()), tokens.S4 / 2, tokens.S4 / 2)
        painter.drawEllipse(QPointF(x, middle), _KNOB / 2, _KNOB / 2)


class _RoundButton(Button):
    @property
    def radius(self) -> int:
        return tokens.H_SMALL // 2


def _set_text(label: Label, text: str) -> None:
    """Many times a second, mostly the same."""
    if label.text() != text:
        label.setText(text)
