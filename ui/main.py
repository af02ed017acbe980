"""The way in: arguments, one Qt application, one event loop.

Owns: qasync, which no other file knows, and the order of start and end. Leaves to others: what happens in between
(`ui/application.py`).

The loop ends when `Application.run` returns, and only then. Qt must never quit by itself when the last window closes:
the loop would stop under tasks that are still cleaning up.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence

from app.cli import Arguments, parse
from app.instance import Claim, claim_folder
from app.processes import RUN_MODULE, run_part
from ui.display import display_problem

NO_QT = (
    "Qt cannot start here: {error}. On Debian or Ubuntu install its system libraries with "
    "'apt-get install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libdbus-1-3 libfontconfig1' and start again."
)
DISPLAY_ERROR = 2


def main() -> None:
    """Console script `dialnexa-console`."""
    if sys.argv[1:2] == [RUN_MODULE]:
        sys.exit(run_part(sys.argv[1:]))
    # Until the loop takes it over: Python's handler would raise in the middle of Qt's start, which aborts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run(sys.argv[1:]))


def run(argv: Sequence[str], *, on_first_paint: Callable[[], None] | None = None) -> int:
    """Run the console and give back its exit code.

    Args:
        argv: Arguments without the program's name.
        on_first_paint: Called once, after the main window was painted for the first time (for the start-up benchmark).
    """
    arguments = parse(argv)
    _harden_process()
    problem = display_problem(os.environ)
    if arguments.screenshots or (arguments.diagnose and problem):
        os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    elif problem:
        print(problem, file=sys.stderr)
        return DISPLAY_ERROR
    claim = Claim()
    if not (arguments.demo or arguments.diagnose):  # a demo has a folder of its own
        claim = claim_folder(arguments)
        if claim.sentence:
            print(claim.sentence, file=sys.stderr if claim.code else sys.stdout)
            return claim.code
    try:
        if arguments.diagnose:
            return _diagnose(arguments, problem)
        return _run_qt(arguments, on_first_paint, has_lock=claim.lock is not None)
    except ImportError as error:
        if "PySide6" not in str(error) and "lib" not in str(error):
            raise
        print(NO_QT.format(error=error), file=sys.stderr)
        return DISPLAY_ERROR


def _run_qt(arguments: Arguments, on_first_paint: Callable[[], None] | None, *, has_lock: bool) -> int:
    # Imports make thousands of objects that stay for ever; looking through them for garbage again and again would
    # take a twentieth of the start.
    gc.disable()
    from ui.application import Application, ConsoleQt
    from ui.qt_messages import QtMessages

    qt_messages = QtMessages()
    qt_messages.install()
    qt = ConsoleQt([sys.argv[0] or "dialnexa-console"])
    qt.setQuitOnLastWindowClosed(False)
    application = Application(qt, arguments, on_first_paint)
    application.has_lock = has_lock
    application.on_log_open = qt_messages.to_log
    if arguments.screenshots:
        qt_messages.to_stderr()
    # The frame is on the screen before asyncio and qasync are loaded: they take as long as all of the frame.
    application.show_frame()
    # After PySide6: qasync takes whatever Qt binding it finds loaded.
    import qasync

    from ui.garbage import GarbageCollector

    GarbageCollector(qt)
    gc.freeze()  # modules and the frame stay for the whole run
    with qasync.QEventLoop(qt) as loop:
        if sys.platform != "win32":
            # Python's own SIGINT handler would not run while Qt waits.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, application.request_close)
        code: int = loop.run_until_complete(application.run())
    return code


def _diagnose(arguments: Arguments, display_problem: str) -> int:
    """Print facts for a support request; works without a display too."""
    import asyncio

    from PySide6.QtGui import QGuiApplication

    from app.diagnose import diagnose
    from app.settings import data_folder
    from ui.qt_facts import qt_facts

    qt = QGuiApplication([sys.argv[0] or "dialnexa-console"])
    facts = {**qt_facts(qt), "Display": display_problem or "found"}
    base_url = arguments.base_url or os.environ.get("DIALNEXA_BASE_URL")
    for line in asyncio.run(diagnose(data_folder(arguments.data_dir), base_url, facts)):
        print(line)

    return 0


def _harden_process() -> None:
    """No core dumps (they would hold the key), and a quick hand-over of the interpreter to the window's thread."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    sys.setswitchinterval(0.001)


if __name__ == "__main__":
    main()
