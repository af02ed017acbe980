"""The running program: which profile is open, and the way from start to end.

Owns: opening and closing profiles, the demo, unexpected errors, the orderly end.
Leaves to others: the window (`ui/main_window.py`), the engine (`app/context.py`).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QLoggingCategory, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.cli import Arguments
from app.errors import AppError
from app.settings import DEFAULT_BASE_URL, DEMO_PROFILE, RUN_PROFILE, Profile, Settings, data_folder
from ui import theme
from ui.main_window import MainWindow
from ui.texts import error_text
from ui.translation import use_language

if TYPE_CHECKING:
    import asyncio
    import tempfile

    from app.context import Context
    from app.demo import DemoServer
    from app.secrets import Secret
    from ui.unexpected import UnexpectedErrors

translate = QCoreApplication.translate

CLOSE_LIMIT_S = 1.0
KEYRING_PATIENCE_S = 1.5
FIRST_PAINT_LIMIT_MS = 2000
LOG_NAME = "console.log"
LOG_BYTES = 2_000_000


class ConsoleQt(QApplication):
    """The Qt application; turns the desktop's wish to quit into a signal.

    Qt's own answer to it would stop the event loop under tasks that are still cleaning up.

    Signals:
        quit_wanted: The session ends, or somebody chose Quit from the dock.
    """

    quit_wanted = Signal()

    def __init__(self, argv: list[str]) -> None:
        super().__init__(argv)
        # Hindi in a font without it is drawn with another one, as it should be; Qt would tell that on stderr.
        QLoggingCategory.setFilterRules("qt.text.font.db.info=false")

    def event(self, event: QEvent) -> bool:
        """See `QCoreApplication.event`."""
        if event.type() == QEvent.Type.Quit:
            self.quit_wanted.emit()
            return True
        return super().event(event)


class Application:
    """One run of the console.

    Args:
        qt: The Qt application.
        arguments: The command line.
        on_first_paint: See `ui.main.run`.
    """

    def __init__(self, qt: ConsoleQt, arguments: Arguments, on_first_paint: Callable[[], None] | None) -> None:
        self._qt = qt
        self._arguments = arguments
        self._on_first_paint = on_first_paint
        self._base_url_of_run = arguments.base_url or os.environ.get("DIALNEXA_BASE_URL") or None
        self._is_close_wanted = False
        self._is_closed = False
        self._close_event: asyncio.Event | None = None
        self.on_log_open: Callable[[], None] | None = None
        self._unexpected: UnexpectedErrors | None = None
        self._throw_away: tempfile.TemporaryDirectory[str] | None = None
        self._demo: DemoServer | None = None
        self._context: Context | None = None
        if arguments.demo:
            self._throw_away = _throw_away_folder()
        self._folder = data_folder(self._throw_away.name if self._throw_away else arguments.data_dir)
        self.settings = Settings.load(self._folder)
        qt.setApplicationName("dialnexa-console")
        qt.setApplicationDisplayName("DialNexa Console")
        use_language(self.settings.language)
        self._theme = theme.Theme(self.settings.theme, parent=qt)
        self._theme.apply()
        self.window = MainWindow(self.settings, self._on_unexpected)
        self.window.new_profile_address = self._base_url_of_run or DEFAULT_BASE_URL
        self.window.close_wanted.connect(self.request_close)
        self.window.painted.connect(self._on_painted)
        self.window.profile_wanted.connect(self._on_profile_wanted)
        self.window.demo_wanted.connect(self._on_demo_wanted)
        self.window.profile_entered.connect(self._on_profile_entered)
        self.window.profile_removed.connect(self._on_profile_removed)
        qt.quit_wanted.connect(self.request_close)

    # ------------------------------------------------------------------ start and end

    def show_frame(self) -> None:
        """Show the window's frame and return once it is painted; nothing of the engine is loaded yet.

        Runs before the asyncio loop, on a Qt loop of its own that ends with the first paint.
        """
        sys.excepthook = self._excepthook
        self._profile = self._first_profile()
        self.window.show_profiles(self.settings.profiles, self._profile)
        if self._profile is not None:
            self.window.show_opening(self._profile)
        else:
            self.window.show_welcome()
        if self._arguments.screenshots:
            return
        self.window.restore_and_show()
        first_paint = QEventLoop()
        self.window.painted.connect(first_paint.quit)
        # A window that starts minimised is not painted.
        QTimer.singleShot(FIRST_PAINT_LIMIT_MS, first_paint.quit)
        first_paint.exec()

    async def run(self) -> int:
        """Open what the arguments ask for, and return the exit code once everything is closed."""
        import asyncio

        self._close_event = asyncio.Event()
        self._unexpected_errors().install(asyncio.get_running_loop())
        code = 0
        try:
            self.window.show_page()
            if self._arguments.screenshots:
                code = await self._take_screenshots()
            elif not self._is_close_wanted:
                self._start_log()
                self._show_focus()
                if self.settings.notice:
                    self.window.desk.messages.warning(self.settings.notice)
                self._start_opening(self._profile)
                await self._close_event.wait()
        finally:
            await self._close()
        return code

    def _show_focus(self) -> None:
        from ui.widgets.focus_ring import FocusRing

        self._ring = FocusRing(self._qt)

    def _start_log(self) -> None:
        """Log to a file in the data folder, without keys and with numbers masked; DIALNEXA_LOG=debug logs more."""
        import logging
        from logging.handlers import RotatingFileHandler

        from app.log import set_up_logging
        from app.store.files import private_file, private_folder

        handler: logging.Handler
        try:
            path = private_file(private_folder(self._folder) / LOG_NAME)
            handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
        except OSError as error:
            handler = logging.NullHandler()
            self.window.desk.messages.warning(
                translate(
                    "Application", "There is no log in this run: {folder} cannot be used as data folder ({reason})."
                ).format(folder=self._folder, reason=error.strerror or error)
            )
        level = logging.DEBUG if os.environ.get("DIALNEXA_LOG", "").lower() == "debug" else logging.INFO
        set_up_logging(handler, level=level)
        logging.getLogger("dialnexa").debug("started")
        if self.on_log_open is not None:
            self.on_log_open()

    def request_close(self) -> None:
        """Begin the orderly end; may be called from a signal handler, the window, or the session manager."""
        self._is_close_wanted = True
        if self._close_event is not None:
            self._close_event.set()

    async def _close(self) -> None:
        self.window.save_state()
        self.window.hide()
        # A full disk must not keep the rest from being closed; what is lost is the window's last look.
        with contextlib.suppress(AppError):
            await self.settings.save_in_background()
        await self.window.desk.tasks.aclose(CLOSE_LIMIT_S)
        await self._close_context()
        await self._stop_demo()
        if self._throw_away is not None:
            with contextlib.suppress(OSError):
                self._throw_away.cleanup()
        self._is_closed = True
        self.window.deleteLater()

    # ------------------------------------------------------------------ profiles

    def _first_profile(self) -> Profile | None:
        """The profile that the arguments, the environment or the last run point to."""
        if self._arguments.demo:
            return Profile(id=DEMO_PROFILE, name=translate("Application", "Demo"), base_url="", colour="teal")
        base_url = self._base_url_of_run
        if os.environ.get("DIALNEXA_API_KEY"):
            name = translate("Application", "Key from the environment")
            return Profile(id=RUN_PROFILE, name=name, base_url=base_url or DEFAULT_BASE_URL, colour="amber")
        wanted = self._arguments.profile or self.settings.last_profile
        for profile in self.settings.profiles:
            if wanted in (profile.name, profile.id):
                return profile._replace(base_url=base_url or profile.base_url)
        if self._arguments.profile:
            self.window.desk.messages.warning(
                translate("Application", "There is no profile called {name}. Choose one or add it.").format(
                    name=self._arguments.profile
                )
            )
            return None
        for profile in self.settings.profiles:
            return profile._replace(base_url=base_url or profile.base_url)
        return None

    def _start_opening(self, profile: Profile | None) -> None:
        if self._arguments.demo:
            self._on_demo_wanted()
        elif profile is not None:
            self._start(profile, lambda: self._open_stored(profile))
        if self._arguments.files:
            self.window.desk.offer_files([Path(name) for name in self._arguments.files])

    def _on_profile_wanted(self, profile_id: str) -> None:
        profile = self.settings.profile(profile_id)
        if profile is not None:
            self._start(profile, lambda: self._open_stored(profile))

    def _on_demo_wanted(self) -> None:
        profile = Profile(id=DEMO_PROFILE, name=translate("Application", "Demo"), base_url="", colour="teal")
        self._start(profile, self._open_demo)

    def _on_profile_entered(self, profile: Profile, key: Secret) -> None:
        """A profile was added, or an existing one got a new key; both were tested already."""
        self._start(profile, lambda: self._store_and_open(profile, key))

    def _start(self, profile: Profile, opening: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin to open a profile; where that fails, the window says why and can try again."""

        async def open_or_tell() -> None:
            try:
                await opening()
            except AppError as error:
                await self._close_context()
                self.window.show_not_opened(profile, error_text(error), lambda: self._start(profile, opening))

        self.window.show_opening(profile)
        self.window.desk.tasks.start(open_or_tell(), name="open-profile")

    def _on_profile_removed(self, profile: Profile) -> None:
        self.window.desk.tasks.start(self._remove(profile), name="open-profile")

    async def _store_and_open(self, profile: Profile, key: Secret) -> None:
        from app.credentials import CredentialStore

        known = self.settings.profile(profile.id)
        if known is not None and self._is_of_run(profile.base_url):
            # The address given for this run is not for keeping; the key is: it is filed under that address.
            self.settings.put_profile(profile._replace(base_url=known.base_url, key_hint=known.key_hint))
        else:
            self.settings.put_profile(profile)
        await self.settings.save_in_background()
        stored = await CredentialStore.shared().save(profile, key)
        await self._open(profile, key)
        if not stored.in_keyring:
            self.window.desk.messages.warning(
                translate("Application", "The key is kept for this session only. {reason}").format(
                    reason=translate("Errors", stored.reason)
                )
            )

    def _is_of_run(self, base_url: str) -> bool:
        """Whether this is the address that the arguments or the environment gave for this run only."""
        from app.api.base_url import parse_base_url

        try:
            return self._base_url_of_run is not None and parse_base_url(self._base_url_of_run) == base_url
        except AppError:
            return False

    async def _remove(self, profile: Profile) -> None:
        from app.credentials import CredentialStore

        # Where the key cannot be deleted, the profile stays: the operator must not believe that it is gone.
        await CredentialStore.shared().delete(profile)
        self.settings.remove_profile(profile.id)
        await self.settings.save_in_background()
        await self._close_context()
        self.window.show_profiles(self.settings.profiles, None)
        self.window.show_welcome()

    async def _open_stored(self, profile: Profile) -> None:
        if profile.id == RUN_PROFILE:
            await self._import_engine()
            from app.secrets import Secret

            await self._open(profile, Secret.parse(os.environ["DIALNEXA_API_KEY"]))
            return
        import asyncio

        from app.credentials import CredentialStore

        await self._close_context()
        # A locked keyring asks for its password in a window of its own, and answers when that was given.
        waiting = asyncio.get_running_loop().call_later(KEYRING_PATIENCE_S, self.window.show_keyring_wait, profile)
        try:
            key = await CredentialStore.shared().load(profile)
        finally:
            waiting.cancel()
        if key is None:
            self.window.show_key_needed(profile)
            return
        await self._open(profile, key)

    async def _open_demo(self) -> None:
        from app.demo import start_demo_server

        if self._demo is None:
            self._demo = await start_demo_server()
        await self._import_engine()
        from app.secrets import Secret

        name = translate("Application", "Demo")
        profile = Profile(id=DEMO_PROFILE, name=name, base_url=self._demo.url, colour="teal")
        if self._throw_away is None:
            # Tried from the welcome page: the sandbox's data must not mix with real profiles.
            self._throw_away = _throw_away_folder()
        await self._open(profile, Secret.parse(self._demo.key), Path(self._throw_away.name))

    async def _open(self, profile: Profile, key: Secret, folder: Path | None = None) -> None:
        await self._import_engine()
        from app.context import Context

        await self._close_context()
        self._context = await Context.open(
            profile,
            key,
            folder or self._folder,
            proxy=self.settings.proxy,
            floor_share=self.settings.floor_share,
        )
        if profile.id not in (DEMO_PROFILE, RUN_PROFILE):
            self.settings.last_profile = profile.id
        self.window.show_profiles(self.settings.profiles, profile)
        self.window.open_context(self._context)

    async def _import_engine(self) -> None:
        """Load the HTTP client and the rest in a thread: 150 ms that the window must not feel."""
        import importlib

        from app.threads import run_in_daemon_thread

        await run_in_daemon_thread(lambda: importlib.import_module("app.context"), name="import-engine")

    async def _close_context(self) -> None:
        context, self._context = self._context, None
        if context is None:
            return
        self.window.open_context(None)
        import asyncio

        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_LIMIT_S):
                await context.aclose()

    async def _stop_demo(self) -> None:
        demo, self._demo = self._demo, None
        if demo is not None:
            from app.threads import run_in_daemon_thread

            await run_in_daemon_thread(demo.stop, name="demo-stop")

    async def _take_screenshots(self) -> int:
        from ui.screenshots import take_screenshots

        await self._open_demo()
        assert self._demo is not None
        return await take_screenshots(self.window, self._demo, Path(self._arguments.screenshots or "."))

    # ------------------------------------------------------------------ the unexpected

    def _on_painted(self) -> None:
        if self._on_first_paint is not None:
            self._on_first_paint()

    def _on_unexpected(self, error: BaseException) -> None:
        self._excepthook(type(error), error, error.__traceback__)

    def _excepthook(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        """Log it without secrets and say so in a window of its own."""
        self._unexpected_errors().take(kind, error, traceback)

    def _unexpected_errors(self) -> UnexpectedErrors:
        if self._unexpected is None:
            from ui.unexpected import UnexpectedErrors

            self._unexpected = UnexpectedErrors(self.window, self._folder)
        return self._unexpected


def _throw_away_folder() -> tempfile.TemporaryDirectory[str]:
    import tempfile

    return tempfile.TemporaryDirectory(prefix="dialnexa-demo-")
