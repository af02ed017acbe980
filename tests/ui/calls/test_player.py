"""The sound itself, by Qt's media library, where that is installed (the extra `audio`)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from app.sandbox.recordings import wav_part, wav_size
from tests.ui.calls.bench import Bench, until
from ui.calls import player

plays = pytest.mark.skipif(
    not player.is_loadable(),
    reason="needs the extra audio (PySide6-Addons: 420 MB) and the system's sound library (libpulse0)",
)

SECONDS = 20.0


class Ear:
    def __init__(self) -> None:
        self.position = 0.0
        self.duration = 0.0
        self.ends = 0
        self.failures = 0

    def on_position(self, seconds: float) -> None:
        self.position = seconds

    def on_duration(self, seconds: float) -> None:
        self.duration = seconds

    def on_ended(self) -> None:
        self.ends += 1

    def on_failed(self) -> None:
        self.failures += 1


def sound() -> bytes:
    return wav_part(SECONDS, 0, wav_size(SECONDS))


@plays
async def test_a_sound_plays_pauses_and_goes_where_it_is_told(qapp: QObject) -> None:
    ear = Ear()
    deck = player.QtPlayer(ear, qapp)
    deck.load(sound())
    deck.play()
    await until(lambda: ear.duration == SECONDS and ear.position > 0)
    deck.seek(12)
    await until(lambda: 12 <= ear.position < 14)
    deck.pause()
    deck.seek(3)
    await until(lambda: 3 <= ear.position < 4)
    deck.set_rate(2.0)
    deck.set_muted(True)
    deck.play()
    await until(lambda: ear.position > 4)
    deck.unload()
    assert ear.failures == 0
    deck.deleteLater()


@plays
async def test_the_end_is_told_and_it_can_be_played_again(qapp: QObject) -> None:
    ear = Ear()
    deck = player.QtPlayer(ear, qapp)
    deck.load(sound())
    deck.play()
    await until(lambda: ear.duration == SECONDS)
    deck.seek(SECONDS - 0.5)
    await until(lambda: ear.ends == 1)
    deck.pause()
    deck.seek(0)
    deck.play()
    await until(lambda: 0 < ear.position < SECONDS / 2)
    deck.unload()
    deck.deleteLater()


@plays
async def test_what_is_no_sound_is_told(qapp: QObject) -> None:
    ear = Ear()
    deck = player.QtPlayer(ear, qapp)
    deck.load(b"<html>not a sound</html>" * 100)
    deck.play()
    await until(lambda: ear.failures)
    deck.unload()
    deck.deleteLater()


@plays
async def test_the_sandbox_s_recording_plays_on_the_page() -> None:
    async with Bench() as bench:
        playback = bench.page.playback
        assert playback.in_place
        # Where no sound can be heard the page leaves it to the system; the rest works without one.
        playback.use(player.QtPlayer)
        await bench.loaded()
        bench.page.select_first_with_transcript()
        await until(lambda: bench.page.details.has_transcript)
        call = bench.page.selected()
        playback.toggle()
        await until(lambda: playback.state == "playing" and playback.position_s > 0)
        assert playback.duration_s == pytest.approx(call.duration_s)
        playback.skip(5)
        await until(lambda: playback.position_s > 5 or playback.state == "paused")
        bench.page.hide()
        assert playback.state == "paused"


def test_without_the_library_there_is_a_reason(monkeypatch: pytest.MonkeyPatch, qapp: QObject) -> None:
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", None)
    with pytest.raises(player.NoPlayerError, match="sound library of this computer cannot be loaded"):
        player.make_player(Ear(), qapp)
