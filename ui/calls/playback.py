"""Playing the recording of the selected call, here or by the system.

Owns: what state the playing is in, and what each wish makes of it. Leaves to others: the link and the file
(`app/calls/recording.py`), the sound itself (`ui/calls/player.py`), the controls (`ui/calls/recording_bar.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.errors import AppError
from ui.calls import player
from ui.calls.player import NoPlayerError, Player
from ui.desk import Desk
from ui.texts import error_text

if TYPE_CHECKING:
    from app.calls.recording import Recordings
    from app.models import CallLog

translate = QCoreApplication.translate

State = Literal["idle", "fetching", "playing", "paused", "failed"]

MakePlayer = Callable[[player.Listener, QObject], Player]

RATES: Final = (0.75, 1.0, 1.25, 1.5, 2.0)
STEP_S: Final = 5
TASK: Final = "calls.recording"


def open_by_system(link: str) -> bool:
    """Hand a link to the system; whether somebody took it."""
    return QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))


class Playback(QObject):
    """The recording of one call at a time.

    Attributes:
        state: "idle" before the file is here, "fetching" while it comes, "failed" where it did not; "paused" is also
            what it is at the end.
        position_s: Where it is.
        duration_s: How long it is: by the call, and by the file once that is here.
        fetched: Bytes that have arrived and bytes in all, 0 where that is not known.
        problem: Why it failed.
        rate: How many times as fast as it was spoken; kept from call to call, as `muted` is.
        in_place: Whether it is played here. Without the media library, or where that proves useless, the system does.

    Signals:
        changed: any of these.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make_player: MakePlayer = player.make_player
        self._open_link: Callable[[str], bool] = open_by_system
        self._player: Player | None = None
        self._source: Recordings | None = None
        self._call: CallLog | None = None
        self._is_loaded = False
        self.state: State = "idle"
        self.position_s = 0.0
        self.duration_s = 0.0
        self.fetched = (0, 0)
        self.problem = ""
        self.rate = 1.0
        self.muted = False
        self.in_place = player.is_installed()

    def use(self, make_player: MakePlayer | None, open_link: Callable[[str], bool] = open_by_system) -> None:
        """Play with another player, or (None) not here at all. Pictures and tests are made where nothing is heard."""
        self.stop()
        self._player = None
        self._make_player = make_player or player.make_player
        self._open_link = open_link
        self.in_place = make_player is not None
        self.changed.emit()

    # --- whose recording

    def set_source(self, source: Recordings | None) -> None:
        """Recordings come from here from now on; None while no profile is open."""
        self.choose(None)
        self._source = source

    def choose(self, call: CallLog | None) -> None:
        """Another call is selected, or none: what plays stops. The same one again changes nothing."""
        is_same = call is not None and self._call is not None and call.id == self._call.id
        self._call = call
        if not is_same:
            self.stop()
            self.duration_s = (call.duration_s or 0.0) if call is not None else 0.0
            self.changed.emit()

    def stop(self) -> None:
        """Stop, and forget the file."""
        self._desk.tasks.cancel(TASK)
        if self._player is not None and self._is_loaded:
            self._is_loaded = False
            self._player.unload()
        self.position_s = 0.0
        self.problem = ""
        self._become("idle")

    def pause(self) -> None:
        """Be silent, but stay where it is: nobody looks."""
        if self.state == "fetching":
            self.stop()
        elif self.state == "playing" and self._player is not None:
            self._player.pause()
            self._become("paused")

    # --- wishes

    def toggle(self) -> None:
        """Play, or pause; while the file is coming, give up."""
        if self.state == "fetching":
            self.stop()
        elif self.state == "playing":
            self.pause()
        elif self.state == "paused" and self._player is not None:
            self._player.play()
            self._become("playing")
        elif self._call is not None and self._source is not None:
            if self.in_place:
                self._ready_player()
            if self.in_place:
                self._begin()
            else:
                self.open()

    def seek(self, seconds: float) -> None:
        """Go there, within what there is; not before the file is here."""
        if self._player is None or not self._is_loaded:
            return
        self.position_s = max(0.0, min(seconds, self.duration_s))
        self._player.seek(self.position_s)
        self.changed.emit()

    def skip(self, seconds: float) -> None:
        """Go so much further, or back."""
        self.seek(self.position_s + seconds)

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast."""
        self.rate = rate
        if self._player is not None:
            self._player.set_rate(rate)
        self.changed.emit()

    def set_muted(self, muted: bool) -> None:
        """Make no sound, or make it again."""
        self.muted = muted
        if self._player is not None:
            self._player.set_muted(muted)
        self.changed.emit()

    def open(self) -> None:
        """Have the system's player open the link."""
        if self._call is not None and self._source is not None:
            self.pause()
            self._desk.tasks.start(self._open(self._source, self._call), name=TASK)

    # --- told by the player

    def on_position(self, seconds: float) -> None:
        """See `ui.calls.player.Listener`."""
        if self._is_loaded and self.state in ("playing", "paused"):
            self.position_s = seconds
            self.changed.emit()

    def on_duration(self, seconds: float) -> None:
        """See `ui.calls.player.Listener`."""
        if self._is_loaded and seconds > 0:
            self.duration_s = seconds
            self.changed.emit()

    def on_ended(self) -> None:
        """See `ui.calls.player.Listener`. Playing again begins at the beginning."""
        if self.state == "playing" and self._player is not None:
            self._player.pause()
            self._player.seek(0)
            self.position_s = 0.0
            self._become("paused")

    def on_failed(self) -> None:
        """See `ui.calls.player.Listener`."""
        if self._is_loaded:
            self._fail(translate("Calls", "The file is of a kind that cannot be played here."))

    # --- doing

    def _ready_player(self) -> None:
        """Load the media library, once; where it is of no use, the system's player takes over for this run."""
        if self._player is not None:
            return
        try:
            self._player = self._make_player(self, self)
        except NoPlayerError as error:
            self.in_place = False
            self._desk.messages.info(
                translate("Calls", "{why} Recordings are opened with the system’s player.").format(why=error)
            )
            self.changed.emit()
            return
        self._player.set_rate(self.rate)
        self._player.set_muted(self.muted)

    def _begin(self) -> None:
        assert self._source is not None
        assert self._call is not None
        self.problem = ""
        self.fetched = (0, 0)
        if self._desk.tasks.start(self._fetch(self._source, self._call), name=TASK) is not None:
            self._become("fetching")

    async def _fetch(self, source: Recordings, call: CallLog) -> None:
        try:
            sound = await source.sound(call, self._on_progress)
        except AppError as error:
            self._fail(error_text(error))
            return
        if self._player is not None:
            self._is_loaded = True
            self._become("playing")
            self._player.load(sound)
            self._player.play()

    def _on_progress(self, done: int, total: int) -> None:
        if self.state == "fetching":
            self.fetched = (done, total)
            self.changed.emit()

    async def _open(self, source: Recordings, call: CallLog) -> None:
        link = await source.link(call)
        host = QUrl(link).host()
        if self._open_link(link):
            said = translate("Calls", "The recording at {host} was handed to the system’s player.")
            self._desk.messages.info(said.format(host=host))
        else:
            said = translate("Calls", "The system has nothing that opens the recording at {host}.")
            self._desk.messages.show("warning", said.format(host=host))

    def _fail(self, problem: str) -> None:
        if self._player is not None and self._is_loaded:
            self._is_loaded = False
            self._player.unload()
        self.position_s = 0.0
        self.problem = problem
        self._become("failed")

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit()
