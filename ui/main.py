"""The way in: arguments, one Qt application, one event loop.

Owns: qasync, which no other file knows, and the order of start and end. Leaves to others: what happens in between
(`ui/application.py`).

The loop ends when `Application.run` returns, and only then. Qt must never quit by itself when the last window closes:
the loop would stop under tasks that are still cleaning up.
"""

from __future__ import annotations

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
    sys.exit(run(sys.argv[1:]))


def run(argv: Sequence[str], *, on_first_paint: Callable[[], None] | None = None) -> int:
    """Run the console and give back its exit code.

    Args:
        argv: Arguments without the program's name.
        on_first_paint: Called once, after the main window was painted for the first time (for the start-up benchmark).
    """
    arguments = parse(argv)
    _harden_process()
    if arguments.screenshots or arguments.diagnose:
        os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    problem = display_problem(os.environ)
    if problem:
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
            from ui.diagnosing import print_diagnosis

            return print_diagnosis(arguments)
        return _run_qt(arguments, on_first_paint, has_lock=claim.lock is not None)
    except ImportError as error:
        if "PySide6" not in str(error) and "lib" not in str(error):
            raise
        print(NO_QT.format(error=error), file=sys.stderr)
        return DISPLAY_ERROR


def _run_qt(arguments: Arguments, on_first_paint: Callable[[], None] | None, *, has_lock: bool) -> int:
    from ui.application import Application, ConsoleQt

    qt = ConsoleQt([sys.argv[0] or "dialnexa-console"])
    qt.setQuitOnLastWindowClosed(False)
    application = Application(qt, arguments, on_first_paint)
    application.has_lock = has_lock
    # The frame is on the screen before asyncio and qasync are loaded: they take as long as all of the frame.
    application.show_frame()
    # After PySide6: qasync takes whatever Qt binding it finds loaded.
    import qasync

    with qasync.QEventLoop(qt) as loop:
        if sys.platform != "win32":
            # Python's own SIGINT handler would not run while Qt waits.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, application.request_close)
        code: int = loop.run_until_complete(application.run())
    return code


def _harden_process() -> None:
    """No core dumps (they would hold the key), and a quick hand-over of the interpreter to the window's thread."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    sys.setswitchinterval(0.001)


if __name__ == "__main__":
    main()
