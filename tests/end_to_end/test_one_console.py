"""One console for one data folder, and what its window asks before it closes, on a real desktop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.program import CHECKOUT, Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import environment_of, wait_for_campaigns

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("--call-logs", "20", "--limit", "100000", "--no-dialler") as server:
        yield server


@pytest.fixture
def data(desktop: Desktop, request: pytest.FixtureRequest) -> Path:
    """A data folder whose name is short enough for a socket in it."""
    return desktop.folder / request.node.name[5:25]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "june leads.csv"
    path.write_text("phone_number,name\n" + "".join(f"+9198{i:08d},Name {i}\n" for i in range(20)))
    return path


def start_again(desktop: Desktop, data: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Another start with the same data folder, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "ui.main", "--data-dir", str(data), *arguments],
        cwd=CHECKOUT,
        env=desktop.env | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_start_hands_over_its_files_and_ends(
    desktop: Desktop, sandbox: Sandbox, data: Path, file: Path, tmp_path: Path
) -> None:
    file = file.rename(tmp_path / "जून leads.csv")
    with Console(desktop, data, environment=environment_of(sandbox)) as console:
        screen = console.screen()
        wait_for_campaigns(screen)
        desktop.xdotool("windowunmap", "--sync", console.window())  # minimised, as far as X goes
        started = time.monotonic()
        done = start_again(desktop, data, str(file))
        took = time.monotonic() - started
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") == 1
        assert "its window was brought to the front" in done.stdout
        assert took < 10
        eventually(lambda: screen.find("leads.rows").row_count == 20, "the rows of the file")
        # A bad file of a later start is told in the first window, like any other.
        assert list(data.glob("*.socket"))
        done = start_again(desktop, data, str(tmp_path / "missing.csv"), DIALNEXA_API_KEY="another:key")
        assert "were not handed over" in done.stdout
        eventually(
            lambda: any("missing.csv" in node.description for node in screen.find_all("message.bar")), "the sentence"
        )
        assert [pid for pid, command in desktop.processes().items() if str(data) in command] == [console.pid]
        console.process.send_signal(signal.SIGTERM)
        assert console.wait(10) == 0
        assert not list(data.glob("*.socket"))


def test_a_crash_leaves_nothing_in_the_way(desktop: Desktop, sandbox: Sandbox, data: Path) -> None:
    with Console(desktop, data, environment=environment_of(sandbox)) as console:
        wait_for_campaigns(console.screen())
        eventually(lambda: list(data.glob("*.socket")), "its ear")
        os.kill(console.pid, signal.SIGKILL)
        console.process.wait(10)
    assert list(data.glob("*.socket")), "left behind by the crash"
    with Console(desktop, data, environment=environment_of(sandbox)) as console:
        wait_for_campaigns(console.screen())
        assert start_again(desktop, data).returncode == 0
        console.process.send_signal(signal.SIGTERM)
        assert console.wait(10) == 0


def test_two_demos_do_not_meet(desktop: Desktop, tmp_path: Path) -> None:
    with Console(desktop, tmp_path, "--demo") as one, Console(desktop, tmp_path, "--demo") as two:
        for console in (one, two):
            wait_for_campaigns(console.screen())
        for console in (one, two):
            console.process.send_signal(signal.SIGTERM)
            assert console.wait(10) == 0
        assert list(tmp_path.iterdir()) == [], "a demo keeps nothing"


def begin_upload(console: Console, screen: Node, sandbox: Sandbox) -> None:
    """Have an upload under way that the server does not answer."""
    paused = next(c["name"] for c in sandbox.campaigns().values() if c["status"] == "paused")
    console.choose(screen.find("leads.campaign"), paused)
    send = screen.find("leads.send")
    eventually(lambda: send.is_on, lambda: f"Upload possible: {send.description!r}")
    after = sandbox.last_number()
    sandbox.control("faults", {"kind": "hang", "path": "*upload-file*", "times": 1})
    send.press()
    eventually(lambda: [seen for seen in sandbox.requests(after) if "upload-file" in seen["path"]], "the upload")


def test_closing_during_an_upload_asks_and_a_signal_does_not(
    desktop: Desktop, sandbox: Sandbox, file: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    environment = environment_of(sandbox)
    with Console(desktop, data, str(file), environment=environment) as console:
        screen = console.screen()
        eventually(lambda: screen.find("leads.rows", timeout_s=20).row_count == 20, "the rows of the file")
        begin_upload(console, screen, sandbox)
        window = console.window()
        desktop.ask_to_close(window)
        stay = screen.find("leave.dialog.no")
        assert stay.name == "Stay"
        eventually(lambda: "focused" in stay.states, "the careful answer in front")
        desktop.key("Escape")
        eventually(lambda: not screen.find_all("leave.dialog.no"), "the question gone")
        assert screen.find("leads.cancel").is_on, "the upload goes on"
        desktop.ask_to_close(window)
        screen.find("leave.dialog.yes").press()
        assert console.wait(10) == 0
        assert console.stderr == ""
    with Console(desktop, data, environment=environment) as console:
        screen = console.screen()
        eventually(
            lambda: any("no known outcome" in node.description for node in screen.find_all("message.bar")),
            lambda: f"the open question at the start:\n{screen.outline()}",
            timeout_s=20,
        )
        desktop.ask_to_close(console.window())
        assert console.wait(10) == 0

    # Consoles that meet none of before: for a while, no other one sends to the campaign of an open question.
    other, alone = tmp_path / "other", {"XDG_STATE_HOME": str(tmp_path / "state")}
    with Console(desktop, other, str(file), environment={**environment, **alone}) as console:
        screen = console.screen()
        eventually(lambda: screen.find("leads.rows", timeout_s=20).row_count == 20, "the rows of the file")
        begin_upload(console, screen, sandbox)
        console.process.send_signal(signal.SIGTERM)  # as the end of the session does
        assert console.wait(10) == 0
        assert console.stderr == ""
    sandbox.control("faults", method="DELETE")


def test_the_window_comes_back_where_it_was(desktop: Desktop, sandbox: Sandbox, tmp_path: Path) -> None:
    data = tmp_path / "data"

    def place(console: Console) -> dict[str, str]:
        geometry = desktop.xdotool("getwindowgeometry", "--shell", console.window())
        return {
            key: value
            for key, _, value in (line.partition("=") for line in geometry.splitlines())
            if key in "XYWIDTHHEIGHT"
        }

    with Console(desktop, data, environment=environment_of(sandbox)) as console:
        wait_for_campaigns(console.screen())
        window = console.window()
        desktop.xdotool("windowsize", "--sync", window, 1234, 765, "windowmove", "--sync", window, 321, 123)
        eventually(lambda: place(console).get("X") == "321", "moved")
        before = place(console)
        desktop.ask_to_close(window)
        assert console.wait(10) == 0
    with Console(desktop, data, environment=environment_of(sandbox)) as console:
        wait_for_campaigns(console.screen())
        assert place(console) == before
        desktop.ask_to_close(console.window())
        assert console.wait(10) == 0
