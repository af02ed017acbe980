"""Profiles and their keys where not all is well: no keyring, another server, a server that goes away."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import enter_key, environment_of, open_tab, wait_for_campaigns

pytestmark = pytest.mark.desktop

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def close(console: Console) -> None:
    console.desktop.ask_to_close(console.window())
    assert console.wait(5) == 0
    assert console.complaints == ""


def test_without_a_keyring_the_key_is_kept_for_the_session_and_that_is_told(desktop: Desktop, tmp_path: Path) -> None:
    with Sandbox("--call-logs", "20", "--limit", "600") as sandbox:
        with Console(desktop, tmp_path, environment=NO_KEYRING) as console:
            screen = enter_key(console, sandbox)
            told = "The key is kept for this session only."
            eventually(lambda: screen.find("message.bar").description.startswith(told), told)
            close(console)
        with Console(desktop, tmp_path, environment=NO_KEYRING) as console:
            screen = console.screen()
            screen.find("profile.closed.enter").press()
            screen.find("key.dialog")
            assert screen.find("connection.state").description == "Not connected"
            screen.find("key.key").set_text(sandbox.key)
            screen.find("key.save").press()
            wait_for_campaigns(screen)
            close(console)


def test_a_key_is_not_sent_to_another_server_than_its_own(desktop: Desktop, tmp_path: Path) -> None:
    def address() -> str:
        (profile,) = json.loads((tmp_path / "settings.json").read_text())["profiles"]
        return str(profile["base_url"])

    with Sandbox("--call-logs", "20", "--limit", "600") as own, Sandbox("--call-logs", "20", "--limit", "600") as other:
        with Console(desktop, tmp_path) as console:
            enter_key(console, own)
            close(console)
        assert address() == own.url
        with Console(desktop, tmp_path, "--base-url", other.url) as console:
            screen = console.screen()
            screen.find("profile.closed.enter").press()
            screen.find("key.dialog")
            assert screen.find("key.address").text == other.url
            assert other.requests() == []
            screen.find("key.key").set_text(other.key)
            screen.find("key.save").press()
            wait_for_campaigns(screen)
            close(console)
        # That address was for one run.
        assert address() == own.url
        number = own.last_number()
        with Console(desktop, tmp_path) as console:
            wait_for_campaigns(console.screen())
            close(console)
        assert own.last_number() > number


def test_a_server_that_goes_away_leaves_what_was_read(desktop: Desktop, tmp_path: Path) -> None:
    sandbox = Sandbox("--call-logs", "20", "--limit", "600")
    with sandbox, Console(desktop, tmp_path, environment=environment_of(sandbox)) as console:
        screen = console.screen()
        table = wait_for_campaigns(screen)
        rows = table.row_count
        sandbox.kill()
        screen.find("campaigns.refresh").press()
        state = screen.find("connection.state")
        eventually(lambda: state.description == "Offline", lambda: state.description)
        assert "does not accept connections" in screen.find("message.bar", timeout_s=20).description
        assert table.row_count == rows
        # A page that has read nothing says so in its place, with the way on.
        open_tab(screen, "Call logs")
        eventually(lambda: screen.find_all(name="Call logs could not be read"), "the reason in place", timeout_s=20)
        assert screen.find_all(name="Try again", role="push button")
        close(console)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda ending: ending.name)
def test_a_signal_ends_it_in_order(ending: signal.Signals, desktop: Desktop, tmp_path: Path) -> None:
    with (
        Sandbox("--call-logs", "20", "--limit", "600") as sandbox,
        Console(desktop, tmp_path, environment=environment_of(sandbox)) as console,
    ):
        wait_for_campaigns(console.screen())
        os.kill(console.pid, ending)
        assert console.wait(5) == 0
        assert console.complaints == ""


def test_the_demo_goes_with_its_window(desktop: Desktop, tmp_path: Path) -> None:
    with Console(desktop, tmp_path, "--demo") as console:
        wait_for_campaigns(console.screen())
        assert any("app.sandbox" in command for command in desktop.processes().values())
        console.desktop.focus(console.window())
        console.desktop.key("ctrl+q")
        assert console.wait(5) == 0
        assert console.complaints == ""
        eventually(lambda: not any("app.sandbox" in c for c in desktop.processes().values()), "no server left")
        assert list(tmp_path.iterdir()) == []  # the demo has a folder of its own, and takes it along
        assert not list((desktop.folder / "tmp").glob("dialnexa-demo-*"))
