"""One real desktop session for tests: X server, session bus, unlocked Secret Service, accessibility bus.

Owns: starting those programs in throw-away folders, the environment for the programs under test, pointer, keyboard and
pictures, and ending every process again. Leaves to others: reading the window (`accessibility.py`), running the console
(`program.py`). Only the standard library at import time, so that a fresh machine can ask for the package list:
`python3 -m tests.end_to_end.desktop --packages`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

# Debian package -> what of it is looked for: a program, a path, or a shared library.
PACKAGES: Mapping[str, str] = {
    "appstream": "appstreamcli",
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "dbus-daemon": "dbus-daemon",
    "desktop-file-utils": "desktop-file-validate",
    "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "gnome-keyring": "gnome-keyring-daemon",
    "imagemagick": "import",
    "libdbus-1-3": "libdbus-1.so.3",
    "libegl1": "libEGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xinerama0": "libxcb-xinerama.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "xdotool": "xdotool",
    "xvfb": "Xvfb",
}
SCREEN = (1920, 1080)
START_LIMIT_S = 30.0


def missing_packages() -> list[str]:
    """Debian packages that a real desktop session needs and this machine lacks."""
    return [package for package, evidence in PACKAGES.items() if not _is_there(evidence)]


def must_not_skip() -> bool:
    """Whether missing pieces are a failure: on CI, or when asked for with `DIALNEXA_REQUIRE_DESKTOP=1`."""
    return os.environ.get("CI") == "true" or os.environ.get("DIALNEXA_REQUIRE_DESKTOP") == "1"


def eventually(look: Callable[[], T | None], what: str | Callable[[], str], *, timeout_s: float = 10.0) -> T:
    """Poll `look` until it gives something true, and give that back; else an `AssertionError` that names `what`."""
    deadline = time.monotonic() + timeout_s
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout_s:g} s: {what() if callable(what) else what}")
        time.sleep(0.01)
    return found


class Desktop:
    """A running session. Use as a context manager; `env` is the whole environment for programs in it."""

    def __init__(self) -> None:
        self._mark = f"DIALNEXA_TEST_DESKTOP={uuid.uuid4().hex}"
        self._stack = contextlib.ExitStack()
        self.folder = Path()
        self.env: dict[str, str] = {}
        self.accessibility_address = ""

    def __enter__(self) -> Desktop:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    # -- what tests use ----------------------------------------------------------------------------------------------

    def xdotool(self, *arguments: str | int) -> str:
        """Run xdotool in the session and give back its output."""
        command = ["xdotool", *map(str, arguments)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=20, check=False)
        if done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
        return done.stdout.strip()

    def click(self, x: int, y: int) -> None:
        """Press and let go of the left button at a point of the screen."""
        self.xdotool("mousemove", x, y, "click", 1)

    def key(self, *keys: str) -> None:
        """Press keys, each by its X name (`Return`, `ctrl+k`), in the focused window."""
        self.xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type `text` into the focused window."""
        self.xdotool("type", "--clearmodifiers", "--delay", 4, "--", text)

    def windows(self, pid: int) -> list[int]:
        """X ids of the visible top-level windows of a process."""
        command = ["xdotool", "search", "--all", "--onlyvisible", "--maxdepth", "1", "--pid", str(pid), "--name", ""]
        found = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=20, check=False)
        return [int(line) for line in found.stdout.split()]

    def focus(self, window: int) -> None:
        """Give a window the keyboard: there is no window manager to do it."""
        self.xdotool("windowraise", window, "windowfocus", "--sync", window)

    def ask_to_close(self, window: int) -> None:
        """Send `WM_DELETE_WINDOW`, as the close button of a window manager does (ICCCM 4.2.8.1)."""
        _send_delete_window(self.env["DISPLAY"], window)

    def screenshot(self, path: Path) -> Path:
        """Write a PNG of the whole screen."""
        subprocess.run(["import", "-silent", "-window", "root", str(path)], env=self.env, timeout=20, check=True)
        return path

    def processes(self) -> dict[int, str]:
        """Every live process that was started in this session, by anybody: pid -> command line."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            with contextlib.suppress(OSError):
                if self._mark.encode() in (entry / "environ").read_bytes().split(b"\0"):
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                    if command:  # a zombie has none
                        found[int(entry.name)] = command
        return found

    # -- start and end -----------------------------------------------------------------------------------------------

    def _start(self) -> None:
        self.folder = Path(self._stack.enter_context(_temporary_folder()))
        places = {
            "HOME": self.folder / "home",
            "XDG_RUNTIME_DIR": self.folder / "run",
            "XDG_CONFIG_HOME": self.folder / "home" / ".config",
            "XDG_DATA_HOME": self.folder / "home" / ".local" / "share",
            "XDG_CACHE_HOME": self.folder / "home" / ".cache",
            "XDG_STATE_HOME": self.folder / "home" / ".local" / "state",
            "TMPDIR": self.folder / "tmp",
        }
        for place in places.values():
            place.mkdir(parents=True, mode=0o700)
        name, value = self._mark.split("=")
        # Built from nothing: a variable of the caller's session (a keyring backend, a proxy, a theme) must not leak in.
        self.env = {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            name: value,
            **{variable: str(place) for variable, place in places.items()},
        }
        if "TZ" in os.environ:
            self.env["TZ"] = os.environ["TZ"]
        self._stack.callback(self._end_processes)

        display = self._run_until_announced(
            [
                "Xvfb",
                "-displayfd",
                "{fd}",
                "-screen",
                "0",
                f"{SCREEN[0]}x{SCREEN[1]}x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ]
        )
        self.env["DISPLAY"] = f":{display}"
        bus = f"unix:path={places['XDG_RUNTIME_DIR']}/bus"
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._run_until_announced(
            [
                "dbus-daemon",
                "--session",
                "--nofork",
                "--nopidfile",
                "--nosyslog",
                f"--address={bus}",
                "--print-address={fd}",
            ]
        )
        self._start_keyring()
        self.accessibility_address = self._ask_for_accessibility_bus()
        self.env["QT_QPA_PLATFORM"] = "xcb"
        self.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        # The harness asks about widgets that went meanwhile; Qt would put every such question on the program's stderr.
        self.env["QT_LOGGING_RULES"] = "qt.accessibility.atspi*=false"

    def _run_until_announced(self, command: list[str]) -> str:
        """Start a program that writes one line to a file descriptor when it is ready; give back that line."""
        reading, writing = os.pipe()
        try:
            process = self._spawn([part.replace("{fd}", str(writing)) for part in command], pass_fds=(writing,))
        finally:
            os.close(writing)
        with os.fdopen(reading, "rb") as pipe, selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            line = b"" if not selector.select(START_LIMIT_S) else pipe.readline()
        if not line.strip():
            raise AssertionError(f"{command[0]} did not start (exit code {process.poll()}): {self._log(command[0])}")
        return line.decode().strip()

    def _start_keyring(self) -> None:
        process = self._spawn(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], stdin=True)
        assert process.stdin is not None
        process.stdin.write(b"the password of a test keyring")
        process.stdin.close()  # creates and unlocks the collection "login"
        from jeepney import DBusAddress, MessageType, new_method_call  # not at the top: see the module's docstring
        from jeepney.io.blocking import open_dbus_connection

        service = DBusAddress("/org/freedesktop/secrets", "org.freedesktop.secrets", "org.freedesktop.Secret.Service")
        with contextlib.closing(open_dbus_connection(bus=self.env["DBUS_SESSION_BUS_ADDRESS"])) as bus:

            def unlocked() -> bool:
                owned = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
                # Asked first: a call to a name that nobody owns yet would start a second daemon.
                name = new_method_call(owned, "NameHasOwner", "s", ("org.freedesktop.secrets",))
                if not bus.send_and_get_reply(name, timeout=START_LIMIT_S).body[0]:
                    return False
                question = new_method_call(service, "ReadAlias", "s", ("default",))
                answer = bus.send_and_get_reply(question, timeout=START_LIMIT_S)
                return answer.header.message_type is MessageType.method_return and answer.body[0] != "/"

            eventually(unlocked, lambda: f"an unlocked Secret Service: {self._log('gnome-keyring-daemon')}")

    def _ask_for_accessibility_bus(self) -> str:
        from jeepney import DBusAddress, MessageType, new_method_call  # not at the top: see the module's docstring
        from jeepney.io.blocking import open_dbus_connection

        with contextlib.closing(open_dbus_connection(bus=self.env["DBUS_SESSION_BUS_ADDRESS"])) as bus:
            address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            answer = bus.send_and_get_reply(new_method_call(address, "GetAddress"), timeout=START_LIMIT_S)
        if answer.header.message_type is MessageType.error:
            raise AssertionError(f"no accessibility bus: {answer.body}")
        return str(answer.body[0])

    def _spawn(
        self, command: list[str], *, stdin: bool = False, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        log = self._stack.enter_context((self.folder / f"{command[0]}.log").open("wb"))
        if setpriv := shutil.which("setpriv"):
            # Ends with this process even when the tests are killed and nobody is left to clean up.
            command = [setpriv, "--pdeathsig", "KILL", *command]
        process = subprocess.Popen(
            command,
            env=self.env,
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=pass_fds,
            start_new_session=True,
        )
        self._stack.callback(_end, process)
        return process

    def _log(self, program: str) -> str:
        return (self.folder / f"{program}.log").read_text(errors="replace").strip()

    def _end_processes(self) -> None:
        """End what the buses started on demand (registry, portals): nobody here holds a handle to those."""
        deadline = time.monotonic() + 5
        while left := self.processes():
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if time.monotonic() > deadline:
                raise AssertionError(f"processes of the test desktop outlived SIGKILL: {left}")
            time.sleep(0.01)


def _is_there(evidence: str) -> bool:
    if evidence.startswith("/"):
        return Path(evidence).exists()
    if ".so." in evidence:
        try:
            ctypes.CDLL(evidence)
        except OSError:
            return False
        return True
    return shutil.which(evidence) is not None


@contextlib.contextmanager
def _temporary_folder() -> Any:
    # Short: the path of a Unix socket ends after 107 bytes.
    folder = tempfile.mkdtemp(prefix="dnx-", dir="/tmp")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait(timeout=3)
    if process.stdin is not None:
        process.stdin.close()


class _ClientMessage(ctypes.Structure):
    """`XClientMessageEvent` of Xlib.h, padded to the size of `XEvent`."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    ]


def _send_delete_window(display_name: str, window: int) -> None:
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(display_name.encode())
    assert display, f"no X display {display_name}"
    try:
        event = _ClientMessage(type=33, window=window, format=32)  # 33: ClientMessage
        event.message_type = x11.XInternAtom(display, b"WM_PROTOCOLS", False)
        event.data[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", False)
        assert x11.XSendEvent(display, window, False, 0, ctypes.byref(event)), "XSendEvent failed"
    finally:
        x11.XCloseDisplay(display)  # flushes


if __name__ == "__main__":
    if sys.argv[1:] == ["--packages"]:
        print(" ".join(PACKAGES))
    elif sys.argv[1:] == ["--missing"]:
        print(" ".join(missing_packages()))
    else:
        sys.exit("usage: python3 -m tests.end_to_end.desktop --packages | --missing")
