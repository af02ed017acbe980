"""A key that can be recognised goes through a whole run at debug level; then all that it could leak into is read.

Left out on purpose: the memory of the process, and the keyring, whose files are encrypted (they are searched too).
"""

from __future__ import annotations

import base64
import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import (
    TABS,
    drop_on,
    enter_key,
    fill_key_dialog,
    open_tab,
    row_where,
    select_row,
    wait_for_campaigns,
)

pytestmark = pytest.mark.desktop


def forms_of(secret: str) -> set[bytes]:
    """What to look for: the secret half as text of one and of two bytes a letter, and inside of base64."""
    forms = {secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be"), secret.encode().hex().encode()}
    for offset in range(3):
        # The letters that depend on the neighbours are cut off, whatever the text around it is.
        encoded = base64.b64encode(b"x" * offset + secret.encode())
        forms.add(encoded[4 if offset else 0 : len(encoded) - 4])
    return forms


def files_that_hold(secret: str, *folders: Path) -> list[Path]:
    """All files below `folders` in which a form of the secret stands, in the content or in the name."""
    forms = forms_of(secret)
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            content = b""
            with contextlib.suppress(OSError):  # sockets, and files that are gone by now
                content = path.read_bytes() if path.is_file() else b""
            if any(form in content or form in str(path).encode() for form in forms):
                found.append(path)
    return found


def command_lines_and_environments(desktop: Desktop) -> Iterator[tuple[str, bytes]]:
    """What any user of the machine (or the same user) can read of the processes of the session."""
    for pid, command in desktop.processes().items():
        for name in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                yield f"{name} of {command}", Path(f"/proc/{pid}/{name}").read_bytes()


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    secret = secrets.token_hex(16)
    contents = {
        "text": f"Authorization: Bearer id:{secret}".encode(),
        "wide": f"id:{secret}".encode("utf-16-le"),
        "basic": base64.b64encode(f"user:{secret}@".encode()),
        "basic2": base64.b64encode(f"us:{secret}@1".encode()),
        "basic3": base64.b64encode(f"u:{secret}".encode()),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "innocent").write_bytes(secret[:-1].encode())
    assert sorted(path.name for path in files_that_hold(secret, tmp_path)) == sorted(contents)


def test_a_key_stays_where_it_belongs(desktop: Desktop, tmp_path: Path) -> None:
    secret = secrets.token_hex(16)
    key = f"sentinel-id:{secret}"
    data, file = tmp_path / "data", tmp_path / "leads.csv"
    file.write_text("phone_number,name\n+919876543210,Asha\nnonsense,Bina\n")
    options = ("--key", key, "--call-logs", "120", "--limit", "600")
    with (
        Sandbox(*options) as sandbox,
        Console(desktop, data, environment={"DIALNEXA_LOG": "debug"}) as console,
    ):
        assert sandbox.key == key
        trees: list[str] = []

        def look(screen: Node) -> None:
            trees.append(screen.outline(some_of_many=True, many=200))

        # Wrong first, with the right secret in it: error paths are where a key slips out.
        screen = console.screen()
        screen.find("welcome.add").press()
        fill_key_dialog(console, screen, name="Sentinel", key=f"unknown-id:{secret}", address=sandbox.url)
        problem = screen.find("key.problem")
        eventually(lambda: problem.text, "a refusal")
        look(screen)
        screen.find("key.cancel").press()
        eventually(lambda: not screen.find_all("key.dialog", hidden=True), "the dialog gone")
        screen = enter_key(console, sandbox, name="Sentinel")
        table = wait_for_campaigns(screen)
        for tab in TABS:
            open_tab(screen, tab)
            look(screen)

        # Work: a change, an upload, a call.
        open_tab(screen, "Campaigns")
        row = row_where(table, "Status", "running")
        name = select_row(console, table, row)[0]
        pause = screen.find("campaigns.pause")
        eventually(lambda: pause.is_on, "Pause possible")
        pause.press()
        row_where(table, "Status", "paused")
        drop_on(console, screen, file)
        eventually(lambda: screen.find("leads.rows").row_count > 0, "rows of the file")
        console.choose(screen.find("leads.campaign"), name)
        send = screen.find("leads.send")
        eventually(lambda: send.is_on, "Upload possible")
        seen = list(command_lines_and_environments(desktop))
        send.press()
        result = screen.find("leads.result", timeout_s=20)
        eventually(lambda: "created" in result.text, "the result")
        look(screen)
        open_tab(screen, "Call logs")
        calls = screen.find("calls.table")
        eventually(lambda: calls.row_count > 0, "calls")
        select_row(console, calls, 0)
        look(screen)

        # Trouble: each kind of answer that makes a message.
        open_tab(screen, "Campaigns")
        refresh, message = screen.find("campaigns.refresh"), screen.find("message.bar", hidden=True)
        for fault in ({"kind": "unauthorized"}, {"kind": "html"}, {"kind": "drop_after"}, {"kind": "status"}):
            sandbox.control("faults", {**fault, "times": 8})
            eventually(lambda: refresh.is_on, "Refresh on")
            before = sandbox.last_number()
            refresh.press()
            eventually(
                lambda: any(seen["fault"] == fault["kind"] for seen in sandbox.requests(before)),  # noqa: B023
                lambda: f"a request that meets {fault}",  # noqa: B023
            )
            eventually(lambda: message.is_showing, lambda: f"a message about {fault}", timeout_s=20)  # noqa: B023
            look(screen)
            sandbox.control("faults", method="DELETE")

        seen += list(command_lines_and_environments(desktop))
        # While it runs, and what is left when it has ended.
        alive = files_that_hold(secret, data, desktop.folder)
        screen.find(name="Quit", role="menu item", hidden=True).press()
        assert console.wait(5) == 0
        left = files_that_hold(secret, data, desktop.folder)
        output = console.stdout + console.stderr

    assert [
        path for path in alive + left if not path.is_relative_to(desktop.folder / "home/.local/share/keyrings")
    ] == []
    assert [what for what, content in seen if any(form in content for form in forms_of(secret))] == []
    assert [tree for tree in trees if secret in tree] == []
    assert secret not in output
    assert len(seen) > 8
    assert len(trees) > 8
    # Every request has its line, so that the search above had something to search.
    log = (data / "console.log").read_text()
    lines = [line for line in log.splitlines() if " DEBUG app.api.exchange: " in line]
    assert len(lines) >= len(sandbox.seen) > 10
    for told in ("GET /campaigns?", "/status: 200", "POST /campaigns-leads/upload-file/", "GET /call-logs?"):
        assert any(told in line for line in lines), f"no {told} in:\n{log}"
