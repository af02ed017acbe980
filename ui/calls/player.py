"""Sound, played by Qt's media library where that is installed (the extra `audio`).

Owns: the only use of QtMultimedia, imported when something is first played. Leaves to others: what is played and when
(`ui/calls/playback.py`).
"""

from __future__ import annotations

import importlib.util
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QUrl

translate = QCoreApplication.translate


class NoPlayerError(Exception):
    """Nothing can be played here; the text says why, in the interface language."""


class Listener(Protocol):
    """Who is told how the playing goes."""

    def on_position(self, seconds: float) -> None:
        """It is here now."""
        ...

    def on_duration(self, seconds: float) -> None:
        """It is as long as this."""
        ...

    def on_ended(self) -> None:
        """The end was reached."""
        ...

    def on_failed(self) -> None:
        """This is not something that can be played."""
        ...


class Player(Protocol):
    """What plays one sound at a time."""

    def load(self, sound: bytes) -> None:
        """Take another sound; the one before stops."""
        ...

    def play(self) -> None:
        """Play, from where it is."""
        ...

    def pause(self) -> None:
        """Stay where it is."""
        ...

    def unload(self) -> None:
        """Stop, and let go of the sound."""
        ...

    def seek(self, seconds: float) -> None:
        """Go there."""
        ...

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast."""
        ...

    def set_muted(self, muted: bool) -> None:
        """Make no sound."""
        ...


def is_installed() -> bool:
    """Whether the media library is there; it is not loaded for that."""
    return importlib.util.find_spec("PySide6.QtMultimedia") is not None


def is_loadable() -> bool:
    """Whether the media library can be loaded; it is, for that."""
    try:
        importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return False
    return True


def make_player(listener: Listener, parent: QObject) -> Player:
    """A player, whose library is loaded now.

    Raises:
        NoPlayerError: The library cannot be loaded (a part of the system that it needs is missing), or no sound can be
            heard on this computer.
    """
    if not is_loadable():
        raise NoPlayerError(translate("Calls", "The sound library of this computer cannot be loaded."))
    from PySide6.QtMultimedia import QMediaDevices

    if QMediaDevices.defaultAudioOutput().isNull():
        raise NoPlayerError(translate("Calls", "This computer has no sound output."))
    return QtPlayer(listener, parent)


class QtPlayer(QObject):
    """`Player` by QtMultimedia. The sound is in memory: nothing of it is written to disk."""

    def __init__(self, listener: Listener, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

        self._listener = listener
        self._end = QMediaPlayer.MediaStatus.EndOfMedia
        self._sound = QByteArray()
        self._buffer: QBuffer | None = None
        self._output = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._output)
        self._player.positionChanged.connect(lambda at: listener.on_position(at / 1000))
        self._player.durationChanged.connect(lambda length: listener.on_duration(length / 1000))
        self._player.mediaStatusChanged.connect(self._on_status)
        self._player.errorOccurred.connect(lambda _error, _text: listener.on_failed())

    def _on_status(self, status: object) -> None:
        if status == self._end:
            self._listener.on_ended()

    def load(self, sound: bytes) -> None:
        """See `Player.load`."""
        self.unload()
        self._sound = QByteArray(sound)
        self._buffer = QBuffer(self._sound, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._player.setSourceDevice(self._buffer, QUrl("recording"))

    def play(self) -> None:
        """See `Player.play`."""
        self._player.play()

    def pause(self) -> None:
        """See `Player.pause`."""
        self._player.pause()

    def unload(self) -> None:
        """See `Player.unload`."""
        self._player.stop()
        self._player.setSource(QUrl())
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None
        self._sound = QByteArray()

    def seek(self, seconds: float) -> None:
        """See `Player.seek`."""
        self._player.setPosition(round(seconds * 1000))

    def set_rate(self, rate: float) -> None:
        """See `Player.set_rate`."""
        self._player.setPlaybackRate(rate)

    def set_muted(self, muted: bool) -> None:
        """See `Player.set_muted`."""
        self._output.setMuted(muted)
