"""The running program: the way from start to end.

Owns: the order of start and end, later starts with the same data folder, unexpected errors.
Leaves to others: the window (`ui/main_window.py`), the open profile (`ui/profiles/session.py`).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QLoggingCategory, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.cli import Arguments
from app.errors import AppError
from app.settings import Settings, data_folder
from ui import theme
from ui.main_window import MainWindow
from ui.profiles.session import ProfileSession, throw_away_folder
from ui.translation import use_language

if TYPE_CHECKING:
    import asyncio

    from ui.instance_server import InstanceServer
    from ui.profiles.administration import Administration
    from ui.unexpected import UnexpectedErrors

translate = QCoreApplication.translate

CLOSE_LIMIT_S = 1.0
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

    Attributes:
        has_lock: This process is the one console of its data folder, and hears later starts.
    """

    def __init__(self, qt: ConsoleQt, arguments: Arguments, on_first_paint: Callable[[], None] | None) -> None:
        self._qt = qt
        self._arguments = arguments
        self._on_first_paint = on_first_paint
        self._is_close_wanted = False
        self._close_event: asyncio.Event | None = None
        self.on_log_open: Callable[[], None] | None = None
        self._unexpected: UnexpectedErrors | None = None
        self.has_lock = False
        self._server: InstanceServer | None = None
        self._profiles: Administration | None = None
        throw_away = throw_away_folder() if arguments.demo else None
        self._folder = data_folder(throw_away.name if throw_away else arguments.data_dir)
        self.settings = Settings.load(self._folder)
        qt.setApplicationName("dialnexa-console")
        qt.setApplicationDisplayName("DialNexa Console")
        qt.setDesktopFileName("com.dialnexa.console")
        use_language(self.settings.language)
        self._theme = theme.Theme(self.settings.theme, parent=qt, high_contrast=self.settings.high_contrast)
        self._theme.apply()
        self.window = MainWindow(self.settings, self._on_unexpected)
        self.session = ProfileSession(self.window, self.settings, self._folder, arguments, throw_away)
        self.window.close_wanted.connect(lambda: self.session.leave_then(self.request_close, closing=True))
        self.window.painted.connect(self._on_painted)
        self.window.profile_remove_wanted.connect(lambda profile: self._administration().ask_to_remove(profile))
        self.window.profile_clear_wanted.connect(lambda profile: self._administration().ask_to_clear(profile))
        self.window.profile_changed.connect(self.session.take_changed)
        self.window.manage_wanted.connect(lambda: self._administration().show_dialog())
        qt.quit_wanted.connect(self.request_close)

    # ------------------------------------------------------------------ start and end

    def show_frame(self) -> None:
        """Show the window's frame and return once it is painted; nothing of the engine is loaded yet.

        Runs before the asyncio loop, on a Qt loop of its own that ends with the first paint.
        """
        sys.excepthook = self._excepthook
        self.session.choose_first()
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
            self._show_icon()
            self.window.show_page()
            if self._arguments.screenshots:
                code = await self._take_screenshots()
            elif not self._is_close_wanted:
                self._start_log()
                self._show_focus()
                self._follow_contrast()
                if self.settings.notice:
                    self.window.desk.messages.warning(self.settings.notice)
                self.session.start()
                self._listen()
                self.window.desk.tasks.start(self._clean_up())
                await self._close_event.wait()
        finally:
            await self._close()
        return code

    def _show_icon(self) -> None:
        from ui.app_icon import app_icon

        self._qt.setWindowIcon(app_icon())

    def _show_focus(self) -> None:
        from ui.widgets.focus_ring import FocusRing

        self._ring = FocusRing(self._qt)

    def _follow_contrast(self) -> None:
        from ui.system_contrast import SystemContrast, may_have_portal

        if may_have_portal():
            SystemContrast(self._theme)

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
        """Begin the orderly end, without a question: for signals, the session manager, and after the question."""
        self._is_close_wanted = True
        if self._close_event is not None:
            self._close_event.set()

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        self.window.save_state()
        self.window.hide()
        # A full disk must not keep the rest from being closed; what is lost is the window's last look.
        with contextlib.suppress(AppError):
            await self.settings.save_in_background()
        await self.window.desk.tasks.aclose(CLOSE_LIMIT_S)
        await self.session.aclose()
        self.window.deleteLater()

    # ------------------------------------------------------------------ profiles and later starts

    def _administration(self) -> Administration:
        if self._profiles is None:
            from ui.profiles.administration import Administration

            self._profiles = Administration(self.window, self.settings, self.session)
        return self._profiles

    def _listen(self) -> None:
        """Hear later starts with the same data folder; the lock is this process's."""
        if self.has_lock:
            from ui.instance_server import InstanceServer

            self._server = InstanceServer(self.window)
            self._server.called.connect(self._on_called)
            self._server.listen(self._folder)

    def _on_called(self, files: list[Path]) -> None:
        from ui.instance_server import bring_to_front

        bring_to_front(self.window)
        if files:
            self.session.offer_files(files)

    async def _clean_up(self) -> None:
        """Finish what a crash kept from being deleted."""
        from app.store.wiping import wipe_leftovers
        from app.threads import run_in_daemon_thread

        await run_in_daemon_thread(lambda: wipe_leftovers(self._folder / "profiles"), name="wipe-leftovers")

    async def _take_screenshots(self) -> int:
        from ui.screenshots import take_screenshots

        await self.session.open_demo()
        assert self.session.demo is not None
        return await take_screenshots(self.window, self.session.demo, Path(self._arguments.screenshots or "."))

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
