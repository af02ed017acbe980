"""Nine states that a keyring can be in, as the operator meets them: the right sentence, a window that goes on, no key
on the disk, and an end that does not wait.

The daemon is gnome-keyring's own, in a session of its own, since it is locked and stopped here.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.settings import Profile, Settings
from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually, missing_packages
from tests.end_to_end.program import CHECKOUT, Program, measured
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import fill_key_dialog, wait_for_campaigns
from tests.end_to_end.test_secrets import files_that_hold

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(300)]

NAME = "Collections"
PASSWORD = "the password of a test keyring"
MOST_STALL_S = 0.050
MOST_END_S = 1.0
LOOKS, LOOK_S = 3, 0.4
PROMPTER = "gcr-prompter"
LOCK = (
    "import secretstorage as s; bus = s.dbus_init(); c = s.get_default_collection(bus); c.lock(); print(c.is_locked())"
)


@pytest.fixture(scope="module")
def alone(desktop: Desktop) -> Iterator[Desktop]:
    """A session of these tests' own; the shared one says whether there can be one."""
    assert missing_packages() == []
    with Desktop() as session:
        yield session


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("--call-logs", "20", "--limit", "100000", "--no-dialler") as server:
        yield server


@pytest.fixture
def data(tmp_path: Path, sandbox: Sandbox) -> Path:
    """A data folder that knows one profile."""
    settings = Settings(tmp_path / "data")
    settings.put_profile(Profile("p1", NAME, sandbox.url, key_hint=sandbox.key[-4:]))
    settings.last_profile = "p1"
    settings.save()
    return settings.folder


class Watched(Program):
    """The console under a stop watch."""

    def __init__(self, desktop: Desktop, data: Path, environment: Mapping[str, str] | None = None) -> None:
        self.gaps_file = data.with_name("gaps.json")
        command = [sys.executable, "-m", "tests.end_to_end.watched", str(self.gaps_file), "--data-dir", str(data)]
        # Found without the session bus too: some of these sessions have none.
        bus = {"AT_SPI_BUS_ADDRESS": desktop.accessibility_address}
        super().__init__(desktop, command, environment={**bus, **(environment or {})})

    def __enter__(self) -> Watched:
        self.spans: list[tuple[float, float]] = []
        super().__enter__()
        return self

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """The time in which the window must not stand still."""
        start = time.monotonic()
        yield
        self.spans.append((start, time.monotonic()))

    def end(self) -> float:
        """Close the window as a window manager does; how long the end took."""
        window = eventually(self._main_window, "the main window")
        with measured() as took:
            self.desktop.ask_to_close(window)
            assert self.wait(10) == 0
        # Qt says so when it is asked about a widget that went while the test walked through the window.
        said = [line for line in self.stderr.splitlines() if not line.startswith("qt.accessibility.atspi")]
        assert said == []
        assert took[0] < MOST_END_S, f"{took[0]:.2f} s to the end"
        return took[0]

    def _main_window(self) -> int | None:
        try:
            return self.window()
        except AssertionError:  # a dialog that went between two looks
            return None

    def stalls(self) -> list[float]:
        """The longest gap of each time that somebody was looking, in seconds; after the end."""
        gaps = json.loads(self.gaps_file.read_text())
        return [
            max((length for at, length in gaps if at < end and at + length > start), default=0.0)
            for start, end in self.spans
        ]


def python(desktop: Desktop, *statements: str) -> str:
    """What a process of the session prints."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(statements)],
        cwd=CHECKOUT,
        env=desktop.env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def keep_key(desktop: Desktop, sandbox: Sandbox, *, keep: bool = True) -> None:
    """Put the profile's key into the session's keyring, or take it out."""
    python(
        desktop,
        "import asyncio",
        "from app.credentials import CredentialStore",
        "from app.secrets import Secret",
        "from app.settings import Profile",
        f"profile = Profile('p1', 'x', {sandbox.url!r})",
        "store = CredentialStore()",
        f"asyncio.run(store.save(profile, Secret({sandbox.key!r})) if {keep} else store.delete(profile))",
    )


def lock(desktop: Desktop) -> None:
    assert python(desktop, LOCK) == "True"


def closed_page(screen: Node, *words: str) -> str:
    """Wait until the page in place of the tabs says these words; all of its text."""

    def look() -> str | None:
        said = " ".join(
            node.name for name in ("profile.closed.title", "profile.closed.text") for node in screen.find_all(name)
        )
        return said if all(word in said for word in words) else None

    return eventually(look, lambda: f"{words} on the window:\n{screen.outline()}", timeout_s=20)


def message(screen: Node, *words: str) -> str:
    """Wait for a message in the bar."""

    def look() -> str | None:
        said = " ".join(f"{node.name} {node.description}" for node in screen.find_all("message.bar"))
        return said if all(word in said for word in words) else None

    return eventually(look, lambda: f"{words} in the message bar:\n{screen.outline()}", timeout_s=20)


def try_again(console: Watched, screen: Node, *words: str) -> None:
    """Press Try again and wait for the answer, under the stop watch, some times."""
    for _ in range(LOOKS):
        retry = screen.find("profile.closed.retry")
        with console.looking():
            retry.press()
            time.sleep(LOOK_S)  # walking through the window would make the window's thread work
        closed_page(screen, *words)


def keep_looking(console: Watched) -> None:
    """Only look, under the stop watch, some times."""
    for _ in range(LOOKS):
        with console.looking():
            time.sleep(LOOK_S)


def is_usable(console: Watched, screen: Node) -> None:
    """The rest of the window works: its menus, the list of profiles, a dialog."""
    assert screen.find("profile.switcher").is_on
    screen.find(name="About DialNexa Console", role="menu item", hidden=True).press()
    screen.find("about.close").press()
    eventually(lambda: not screen.find_all("about.close"), "the dialog gone: it would keep the window from closing")
    assert screen.find("profile.closed.enter").is_on


def enter(screen: Node, sandbox: Sandbox) -> None:
    """Type the key in the dialog that the page offers."""
    screen.find("profile.closed.enter").press()
    fill_key_dialog(None, screen, name=NAME, key=sandbox.key, address=sandbox.url)  # type: ignore[arg-type]
    wait_for_campaigns(screen)


def check_disk(desktop: Desktop, data: Path, sandbox: Sandbox) -> None:
    assert files_that_hold(sandbox.key.split(":")[-1], data, desktop.folder) == []


def check_stall(console: Watched) -> None:
    """The window does not stand still. What other programs of a busy machine do to it is different each time."""
    stalls = console.stalls()
    assert len(stalls) == LOOKS
    said = ", ".join(f"{stall * 1000:.0f} ms" for stall in stalls)
    assert min(stalls) < MOST_STALL_S, f"the window stood still for {said}"
    print(f"longest gaps of the window's thread: {said}")


def test_unlocked_and_without_an_entry(alone: Desktop, sandbox: Sandbox, data: Path) -> None:
    keep_key(alone, sandbox, keep=False)
    with Watched(alone, data) as console:
        screen = console.screen()
        said = closed_page(screen, f"The key of {NAME} is not on this computer")
        assert "keyring" not in said, "the keyring is in order"
        is_usable(console, screen)
        try_again(console, screen, "not on this computer")
        enter(screen, sandbox)  # into the keyring
        console.end()
    check_stall(console)
    with Watched(alone, data) as console:  # and found there
        wait_for_campaigns(console.screen())
        console.end()
    check_disk(alone, data, sandbox)


def test_locked_and_the_password_is_given(alone: Desktop, sandbox: Sandbox, data: Path) -> None:
    keep_key(alone, sandbox)
    lock(alone)
    with Watched(alone, data) as console:
        screen = console.screen()
        closed_page(screen, "Waiting for the keyring", "asking for its password")
        prompt = prompt_of(alone)
        keep_looking(console)
        is_usable(console, screen)
        alone.focus(prompt)
        alone.type(PASSWORD)
        alone.key("Return")
        wait_for_campaigns(screen)
        console.end()
    check_stall(console)
    check_disk(alone, data, sandbox)


def prompt_of(desktop: Desktop) -> int:
    """The X window in which the keyring asks for its password."""

    def look() -> int | None:
        for pid, command in desktop.processes().items():
            if PROMPTER in command and (windows := desktop.windows(pid)):
                return windows[0]
        return None

    return eventually(look, lambda: f"a prompt; there are {desktop.processes()}", timeout_s=20)


def test_locked_and_the_prompt_is_dismissed(alone: Desktop, sandbox: Sandbox, data: Path) -> None:
    keep_key(alone, sandbox)
    lock(alone)
    with Watched(alone, data) as console:
        screen = console.screen()
        alone.focus(prompt_of(alone))
        alone.key("Escape")
        closed_page(screen, f"The key of {NAME} could not be read", "stayed locked", "Unlock it and try again")
        is_usable(console, screen)
        console.end()
    check_disk(alone, data, sandbox)


def test_locked_and_nowhere_to_ask(alone: Desktop, sandbox: Sandbox, data: Path) -> None:
    lock(alone)
    set_activation_display(alone, "")
    try:
        with Watched(alone, data) as console:
            screen = console.screen()
            closed_page(screen, f"The key of {NAME} could not be read", "stayed locked")
            try_again(console, screen, "stayed locked")
            is_usable(console, screen)
            console.end()
    finally:
        set_activation_display(alone, alone.env["DISPLAY"])
    check_stall(console)
    check_disk(alone, data, sandbox)


def set_activation_display(desktop: Desktop, display: str) -> None:
    """Which display programs get that the bus starts, such as the one that asks for the password."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    with contextlib.closing(open_dbus_connection(bus=desktop.env["DBUS_SESSION_BUS_ADDRESS"])) as connection:
        message = new_method_call(bus, "UpdateActivationEnvironment", "a{ss}", ({"DISPLAY": display},))
        connection.send_and_get_reply(message, timeout=10)
    for pid, command in desktop.processes().items():
        if PROMPTER in command:  # it would go on with the display it has
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def test_the_daemon_is_stuck(alone: Desktop, sandbox: Sandbox, data: Path) -> None:
    (daemon,) = [pid for pid, command in alone.processes().items() if "gnome-keyring-daemon" in command]
    os.kill(daemon, signal.SIGSTOP)
    try:
        with Watched(alone, data) as console:
            screen = console.screen()
            closed_page(screen, "Waiting for the keyring", "has not answered yet")
            keep_looking(console)
            is_usable(console, screen)
            console.end()  # while the call is under way
        check_stall(console)
        with Watched(alone, data) as console:
            screen = console.screen()
            closed_page(screen, "Waiting for the keyring")
            enter(screen, sandbox)  # works without it
            console.end()  # while it is being asked to keep the key
        check_disk(alone, data, sandbox)
    finally:
        os.kill(daemon, signal.SIGCONT)


BUS_WITHOUT_SERVICES = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""


@contextlib.contextmanager
def bare_bus(desktop: Desktop, *, with_daemon: bool) -> Iterator[str]:
    """A session bus that starts no service: there is no keyring on it, or one that has no place for keys yet."""
    path = desktop.folder / f"bare-bus-{with_daemon}"
    config = path.with_suffix(".conf")
    config.write_text(BUS_WITHOUT_SERVICES.format(path=path))
    environment = desktop.env | {
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}",
        "XDG_DATA_HOME": str(desktop.folder / "nothing-yet"),
        "XDG_RUNTIME_DIR": str(desktop.folder / "nothing-yet"),
    }
    (desktop.folder / "nothing-yet").mkdir(mode=0o700, exist_ok=True)
    commands = [["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"]]
    if with_daemon:
        commands.append(["gnome-keyring-daemon", "--foreground", "--components=secrets"])
    with contextlib.ExitStack() as stack:
        for command in commands:
            process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(process.wait, 5)
            stack.callback(process.kill)
            eventually(path.exists, "the bare bus")
        yield f"unix:path={path}"


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("no daemon", ("not on this computer", "offers no keyring", "start GNOME Keyring or KWallet")),
        ("no collection", ("could not be read", "does not answer in this session", "Start GNOME Keyring or KWallet")),
        ("no bus", ("not on this computer", "offers no keyring", "start GNOME Keyring or KWallet")),
        ("plain text", ("not on this computer", "does not protect keys, so it is not used")),
        ("null", ("not on this computer", "offers no keyring")),
    ],
)
def test_there_is_none_to_be_trusted(
    alone: Desktop, sandbox: Sandbox, data: Path, case: str, words: tuple[str, ...]
) -> None:
    environment = {
        "no bus": {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"},
        "plain text": {"PYTHON_KEYRING_BACKEND": "tests.end_to_end.plain_text_keyring.Keyring"},
        "null": {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
    }.get(case, {})
    with contextlib.ExitStack() as stack:
        if case in ("no daemon", "no collection"):
            bus = stack.enter_context(bare_bus(alone, with_daemon=case == "no collection"))
            environment = {"DBUS_SESSION_BUS_ADDRESS": bus}
        console = stack.enter_context(Watched(alone, data, environment))
        screen = console.screen()
        closed_page(screen, *words)
        is_usable(console, screen)
        try_again(console, screen, *words)
        enter(screen, sandbox)
        message(screen, "The key is kept for this session only.")
        console.end()
    check_stall(console)
    check_disk(alone, data, sandbox)
    assert not (alone.folder / "home" / "keyring-in-plain-text").exists()
