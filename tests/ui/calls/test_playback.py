"""What each wish makes of the playing, with the sandbox's own recordings; the sound itself is left out."""

from __future__ import annotations

import io
import wave

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from app.models import CallLog
from tests.ui.calls.bench import Bench, until
from ui.calls.playback import Playback
from ui.calls.player import Listener, NoPlayerError


class Deck:
    """A player without a sound: notes what it is told, and tells what a test wants told."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.sound = b""
        self.did: list[str] = []
        self.rate = 1.0
        self.muted = False

    def load(self, sound: bytes) -> None:
        self.sound = sound
        self.did.append("load")
        with wave.open(io.BytesIO(sound)) as file:
            self.listener.on_duration(file.getnframes() / file.getframerate())

    def play(self) -> None:
        self.did.append("play")

    def pause(self) -> None:
        self.did.append("pause")

    def unload(self) -> None:
        self.sound = b""
        self.did.append("unload")

    def seek(self, seconds: float) -> None:
        self.did.append(f"seek {seconds:g}")

    def set_rate(self, rate: float) -> None:
        self.rate = rate

    def set_muted(self, muted: bool) -> None:
        self.muted = muted


class Listening(Bench):
    """The page with a deck; `deck` is there from the first play on."""

    deck: Deck | None = None
    installed = True
    why_not = ""
    takes_links = True

    async def __aenter__(self) -> Listening:
        await super().__aenter__()
        self.opened: list[str] = []

        def make(listener: Listener, _parent: QObject) -> Deck:
            if self.why_not:
                raise NoPlayerError(self.why_not)
            self.deck = Deck(listener)
            return self.deck

        def take(link: str) -> bool:
            self.opened.append(link)
            return self.takes_links

        self.playback.use(make if self.installed else None, take)
        return self

    @property
    def playback(self) -> Playback:
        return self.page.playback

    @property
    def bar(self):
        return self.page.details.header.recording

    async def at_talk(self, nth: int = 0) -> CallLog:
        """Select the nth call that was recorded, and wait for its details."""
        rows = [row for row in range(100) if (one := self.page.model.record_at(row)) and _is_recorded(one)]
        self.page.table.select_row(rows[nth])
        await until(lambda: self.page.details.has_transcript)
        record = self.page.selected()
        assert record is not None
        return record

    def asked(self, part: str) -> int:
        return sum(part in one.path for one in self.sandbox.control.requests())


class WithoutExtra(Listening):
    installed = False


def _is_recorded(call: CallLog) -> bool:
    return call.status == "completed" and (call.duration_s or 0) > 12


async def test_the_first_press_fetches_and_plays_and_the_next_ones_only_pause_and_go_on() -> None:
    async with Listening() as bench:
        await bench.loaded()
        call = await bench.at_talk()
        assert bench.deck is None
        assert bench.bar.play.accessibleName() == "Play recording"
        assert not bench.bar.slider.isEnabled()
        bench.bar.play.click()
        assert bench.playback.state == "fetching"
        assert bench.bar.play.accessibleName() == "Stop fetching the recording"
        await until(lambda: bench.playback.state == "playing")
        assert bench.deck.did == ["load", "play"]
        assert bench.playback.duration_s == call.duration_s
        assert bench.bar.play.accessibleName() == "Pause recording"
        bench.bar.play.click()
        bench.bar.play.click()
        assert bench.deck.did[2:] == ["pause", "play"]
        assert bench.asked("/recordings/") == 1


async def test_the_keys_of_the_player() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.window.activateWindow()
        bench.bar.play.setFocus()
        QTest.keyClick(bench.bar.play, Qt.Key.Key_Space)
        await until(lambda: bench.playback.state == "playing")
        bench.deck.listener.on_position(7.0)
        assert bench.bar.slider.accessibleDescription().startswith("0:07 of ")
        QTest.keyClick(bench.bar.play, Qt.Key.Key_Left)
        QTest.keyClick(bench.bar.play, Qt.Key.Key_Left)
        assert bench.deck.did[-2:] == ["seek 2", "seek 0"]
        QTest.keyClick(bench.bar.slider, Qt.Key.Key_Right)
        assert bench.deck.did[-1] == "seek 5"
        assert bench.bar.slider.value() == 5
        QTest.keyClick(bench.bar.slider, Qt.Key.Key_End)
        assert bench.playback.position_s == int(bench.playback.duration_s)
        QTest.keyClick(bench.bar.slider, Qt.Key.Key_Home)
        assert bench.deck.did[-1] == "seek 0"
        QTest.keyClick(bench.bar.slider, Qt.Key.Key_Space)
        assert bench.playback.state == "paused"
        QTest.keyClick(bench.bar.mute, Qt.Key.Key_Space)
        assert (bench.playback.state, bench.deck.muted) == ("paused", True)


async def test_a_click_on_the_slider_goes_there() -> None:
    async with Listening() as bench:
        await bench.loaded()
        call = await bench.at_talk()
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        QTest.mouseClick(bench.bar.slider, Qt.MouseButton.LeftButton, pos=bench.bar.slider.rect().center())
        assert bench.playback.position_s == pytest.approx(call.duration_s / 2, abs=2)
        assert bench.deck.did[-1].startswith("seek ")


async def test_speed_and_mute_stay_from_call_to_call() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.bar.speed.setCurrentIndex(bench.bar.speed.findData(1.5))
        bench.bar.speed.activated.emit(bench.bar.speed.currentIndex())
        bench.bar.mute.click()
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        assert (bench.deck.rate, bench.deck.muted) == (1.5, True)
        await bench.at_talk(1)
        assert (bench.playback.rate, bench.bar.speed.currentText(), bench.playback.muted) == (1.5, "1.5×", True)


async def test_another_call_or_another_tab_silences_it() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        bench.page.hide()
        assert bench.playback.state == "paused"
        assert bench.deck.did[-1] == "pause"
        bench.page.show()
        bench.playback.toggle()
        assert bench.playback.state == "playing"
        await bench.at_talk(1)
        assert (bench.playback.state, bench.deck.did[-1], bench.deck.sound) == ("idle", "unload", b"")
        assert bench.playback.position_s == 0


async def test_a_refresh_of_the_rows_does_not_stop_it() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        bench.page.refresh.trigger()
        await bench.settled()
        bench.page.shown.show()
        assert bench.playback.state == "playing"
        bench.desk.set_context(None)
        assert (bench.playback.state, bench.deck.sound) == ("idle", b"")


async def test_at_the_end_it_is_ready_to_be_played_again() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        bench.deck.listener.on_position(9.0)
        bench.deck.listener.on_ended()
        assert (bench.playback.state, bench.playback.position_s) == ("paused", 0)
        assert bench.deck.did[-2:] == ["pause", "seek 0"]
        bench.playback.toggle()
        assert bench.playback.state == "playing"
        assert bench.asked("/recordings/") == 1


async def test_fetching_can_be_given_up() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.sandbox.control.order("hang", path="/recordings/*")
        bench.bar.play.click()
        await until(lambda: bench.asked("/recordings/") == 1)
        assert bench.bar.note == "Fetching the recording…"
        bench.bar.play.click()
        assert (bench.playback.state, bench.bar.note) == ("idle", "")


async def test_a_link_that_expired_is_read_anew_and_the_recording_plays() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.sandbox.control.order("status", path="/recordings/*", status=403)
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        assert (bench.asked("/details"), bench.asked("/recordings/")) == (2, 2)
        assert {one.key for one in bench.sandbox.control.requests() if "/recordings/" in one.path} == {""}


async def test_a_recording_that_is_refused_says_so_and_can_be_tried_again() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.sandbox.control.order("status", path="/recordings/*", status=404, times=2)
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "failed")
        assert bench.bar.note.startswith("The link to this recording is not accepted (404), although it is new.")
        assert bench.bar.open.isVisible()
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        assert bench.bar.note == ""
        assert not bench.bar.open.isVisible()


async def test_what_the_player_cannot_read_says_so() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.playback.toggle()
        await until(lambda: bench.playback.state == "playing")
        bench.deck.listener.on_failed()
        assert bench.bar.note == "The file is of a kind that cannot be played here."
        bench.bar.open.click()
        await until(lambda: bench.opened)


async def test_without_the_extra_the_system_opens_the_link() -> None:
    async with WithoutExtra() as bench:
        await bench.loaded()
        call = await bench.at_talk()
        assert not bench.bar.play.isVisible()
        assert bench.bar.open.accessibleName() == "Open recording"
        assert "127.0.0.1" in bench.bar.open.accessibleDescription()
        assert "dialnexa-console[audio]" in bench.bar.open.accessibleDescription()
        assert bench.bar.note == "Opens in the system’s player."
        bench.bar.open.click()
        await until(lambda: bench.opened)
        assert bench.opened == [f"{bench.sandbox.url.removesuffix('/v1')}/recordings/{call.id}.wav"]
        assert bench.asked("/details") == 1
        assert bench.asked("/recordings/") == 0
        assert bench.desk.messages.last.text == "The recording at 127.0.0.1 was handed to the system’s player."


async def test_a_system_without_a_player_says_so() -> None:
    async with WithoutExtra() as bench:
        bench.takes_links = False
        await bench.loaded()
        await bench.at_talk()
        bench.bar.open.click()
        await until(lambda: bench.desk.messages.last)
        assert bench.desk.messages.last.text == "The system has nothing that opens the recording at 127.0.0.1."


async def test_a_computer_that_makes_no_sound_leaves_it_to_the_system() -> None:
    async with Listening() as bench:
        bench.why_not = "This computer has no sound output."
        await bench.loaded()
        await bench.at_talk()
        said = []
        bench.desk.messages.changed.connect(lambda: said.append(bench.desk.messages.last.text))
        bench.bar.play.click()
        await until(lambda: bench.opened)
        assert said[0].startswith("This computer has no sound output. Recordings are opened with the system’s player.")
        assert not bench.bar.play.isVisible()
        assert bench.bar.open.isVisible()


async def test_a_call_that_nobody_answered_has_no_player_and_a_missing_recording_is_told() -> None:
    async with Listening() as bench:
        await bench.loaded()
        model = bench.page.model
        unanswered = next(row for row in range(100) if not model.record_at(row).duration_s)
        bench.page.table.select_row(unanswered)
        await until(lambda: bench.page.details._has_details)
        assert bench.bar.isHidden()
        body = '{"id": "log_1", "status": "completed", "transcript": "Agent: hi", "recording_url": null}'
        bench.sandbox.control.order("wrong_shape", path="/call-logs/*/details", body=body)
        await bench.at_talk()
        assert bench.bar.note == "The server has no recording of this call."
        assert not bench.bar.play.isEnabled()


async def test_during_a_wait_an_old_link_says_when_it_goes_on() -> None:
    async with Listening() as bench:
        await bench.loaded()
        await bench.at_talk()
        bench.sandbox.control.order("status", path="/recordings/*", status=403)
        bench.sandbox.control.order("rate_limit", path="/call-logs/*/details", retry_after_s=1.5)
        bench.playback.toggle()
        await until(lambda: bench.bar.note.startswith("Waiting "))
        await until(lambda: bench.playback.state == "playing")
