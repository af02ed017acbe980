"""The harness itself, on a small stand-in program: what it reports must be what happened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.drag import drag_files
from tests.end_to_end.program import Program

pytestmark = pytest.mark.desktop


class StandIn(Program):
    def __init__(self, desktop: Desktop, *arguments: str) -> None:
        super().__init__(desktop, [sys.executable, "-m", "tests.end_to_end.stand_in", *arguments])

    def events(self, kind: str) -> list[dict[str, Any]]:
        said = [json.loads(line) for line in self.stdout.splitlines()]
        return [event for event in said if event["event"] == kind]


@pytest.fixture(scope="module")
def running(desktop: Desktop) -> Iterator[tuple[StandIn, Node]]:
    with StandIn(desktop) as program:
        yield program, program.screen()


def test_the_keyring_keeps_a_secret(desktop: Desktop) -> None:
    script = (
        "import keyring as k; print(type(k.get_keyring()).__module__); k.set_password('t', 'u', 'é 秘密');"
        "print(k.get_password('t', 'u')); k.delete_password('t', 'u'); print(k.get_password('t', 'u'))"
    )
    environment = {**desktop.env, "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=30)
    assert done.stdout.split("\n")[:3] == ["keyring.backends.SecretService", "é 秘密", "None"], done.stderr


def test_nothing_of_the_callers_session_leaks_in(desktop: Desktop) -> None:
    assert not {"PYTHON_KEYRING_BACKEND", "HTTP_PROXY", "DIALNEXA_API_KEY"} & set(desktop.env)
    assert desktop.env["HOME"] != os.environ.get("HOME")


def test_widgets_are_found_by_object_name_name_and_role(running: tuple[StandIn, Node]) -> None:
    _, screen = running
    pause = screen.find("campaigns.pause")
    assert (pause.name, pause.role, pause.description) == ("Pause", "push button", "Stops dialling")
    assert screen.find(name="Pause", role="push button") == pause
    assert screen.find("leads.campaign").role == "combo box"
    with pytest.raises(AssertionError, match="no such thing"):
        screen.find("no such thing", timeout_s=0.1)


def test_texts_and_values_are_read(running: tuple[StandIn, Node]) -> None:
    _, screen = running
    gauge = screen.find("quota.gauge")
    assert (gauge.value, gauge.maximum) == (42, 60)
    assert screen.find("calls.detail.transcript").text == "Agent: नमस्ते\nCustomer: hello"
    assert screen.find("later").text in ("idle", "done")


def test_a_table_of_thousands_of_rows_is_read_where_asked(running: tuple[StandIn, Node]) -> None:
    program, screen = running
    table = screen.find("campaigns.table")
    assert (table.row_count, table.column_count) == (3000, 3)
    assert table.column_titles() == ["Name", "Status", "Pending"]
    assert table.rows(2998) == [[f"cell {row}.{column}" for column in range(3)] for row in (2998, 2999)]
    table.select_row(5)
    eventually(lambda: [5] in [event["rows"] for event in program.events("selected")], "row 5 selected")


def test_a_pressed_button_goes_off_and_comes_back(running: tuple[StandIn, Node]) -> None:
    program, screen = running
    pause = screen.find("campaigns.pause")
    pause.press()
    eventually(lambda: not pause.is_on, "off")
    with pytest.raises(AssertionError, match="is off"):
        pause.press()
    eventually(lambda: pause.is_on, "on again")
    assert len(program.events("pressed")) == 1


def test_text_is_set_and_typed(running: tuple[StandIn, Node]) -> None:
    program, screen = running
    search = screen.find("campaigns.search")
    search.set_text("Diwali offer")
    assert search.text == "Diwali offer"
    program.type_into(search, "Mumbai: 2nd try")
    eventually(lambda: search.text == "Mumbai: 2nd try", lambda: f"typed text, not {search.text!r}")


def test_entries_and_tabs_are_chosen(running: tuple[StandIn, Node]) -> None:
    program, screen = running
    program.choose(screen.find("leads.campaign"), "Gamma")
    eventually(lambda: {"event": "campaign", "text": "Gamma"} in program.events("campaign"), "Gamma chosen")
    problems = screen.find("leads.problems")
    problems.choose("Duplicate: 2")
    eventually(lambda: {"event": "problem", "texts": ["Duplicate: 2"]} in program.events("problem"), "problem chosen")
    program.click(problems.find(name="Missing number: 3"))
    eventually(lambda: program.events("problem")[-1]["texts"] == ["Missing number: 3"], "problem clicked on")
    screen.find("tabs").choose("Two")
    eventually(lambda: program.events("tab") == [{"event": "tab", "index": 1}], "second tab")
    assert screen.find(name="second page").is_showing


def test_files_are_dropped_for_real(running: tuple[StandIn, Node], tmp_path: Path) -> None:
    program, screen = running
    files = [tmp_path / "leads नमूना.csv", tmp_path / "Größe & 100%.csv", tmp_path / "plain.csv"]
    for file in files:
        file.write_text("phone_number\n+919876543210\n")
    for _ in range(3):
        before = len(program.events("drop"))
        target = screen.find("calls.detail.transcript").extents.centre
        assert drag_files(program.desktop, files, to=(target[0], target[1] - 400)) == "CopyAction"
        eventually(lambda: len(program.events("drop")) == before + 1, "the drop")  # noqa: B023 - awaited at once
        assert program.events("drop")[-1]["files"] == [str(file) for file in files]


def test_the_whole_tree_is_written_down(running: tuple[StandIn, Node]) -> None:
    _, screen = running
    outline = screen.outline(some_of_many=True, many=50)
    assert "Stops dialling" in outline
    assert "cell 0.0" in outline
    assert "Customer: hello" in outline


def test_a_picture_of_the_screen_shows_the_window(running: tuple[StandIn, Node], tmp_path: Path) -> None:
    program, _ = running
    picture = program.desktop.screenshot(tmp_path / "screen.png")
    colours = subprocess.run(
        ["identify", "-format", "%w %h %k", str(picture)], capture_output=True, text=True, timeout=20, check=True
    )
    width, height, count = map(int, colours.stdout.split())
    assert (width, height) == (1920, 1080)
    assert count > 50


def test_a_window_is_closed_as_a_window_manager_does(desktop: Desktop) -> None:
    with StandIn(desktop) as program:
        program.screen().find("campaigns.pause")
        desktop.ask_to_close(program.window())
        assert program.wait(5) == 0
        assert program.events("close") == [{"event": "close"}]
        assert program.stderr == ""


def test_a_menu_entry_is_triggered_without_opening_the_menu(desktop: Desktop) -> None:
    with StandIn(desktop) as program:
        program.screen().find(name="Quit", role="menu item", hidden=True).press()
        assert program.wait(5) == 0
        assert program.events("close")


def test_a_failure_keeps_evidence(desktop: Desktop, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with StandIn(desktop, "--noisy") as program:
            started.append(program)
            program.screen().find("campaigns.pause")
            raise ZeroDivisionError

    started: list[StandIn] = []
    with pytest.raises(ZeroDivisionError):
        fail()
    said = capsys.readouterr().out
    folder = Path(said.split("evidence of the failure: ")[1].split(" (")[0])
    assert "something went wrong" in said
    assert "campaigns.pause" in (folder / "tree.txt").read_text()
    assert (folder / "screen.png").stat().st_size > 1000
    assert not started[0].is_running


def test_a_program_that_ends_at_once_is_told_from_a_slow_one(desktop: Desktop) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('no window')"]
    with Program(desktop, command) as program, pytest.raises(AssertionError, match="ended before it showed a window"):
        program.screen()
    assert program.process.returncode == 1


def test_no_process_is_left_behind() -> None:
    with Desktop() as session:
        with StandIn(session) as program:
            program.screen()
            assert program.pid in session.processes()
            assert len(session.processes()) >= 6  # X server, two buses, their starter, keyring, registry, stand-in
        last = session
    assert last.processes() == {}
    assert not last.folder.exists()
