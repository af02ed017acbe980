"""A console in which everything is done by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.listening import Listener
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox
from tests.end_to_end.steps import environment_of, wait_for_campaigns

OPTIONS = ("--limit", "100000", "--no-dialler")


@contextmanager
def at_work(desktop: Desktop, folder: Path, *options: str) -> Iterator[tuple[Keyboard, Sandbox, Console]]:
    """A console that shows its campaigns, and nobody touching a mouse."""
    with (
        Listener(desktop.accessibility_address) as listener,
        Sandbox(*OPTIONS, *(options or ("--call-logs", "5"))) as sandbox,
        Console(desktop, folder, environment=environment_of(sandbox)) as console,
    ):
        wait_for_campaigns(console.screen())
        yield Keyboard(console, listener), sandbox, console
        assert console.complaints == ""


def selected_row(table: Node, row: int) -> list[str]:
    """Wait until this row is selected; its texts."""
    eventually(lambda: "selected" in table.cell(row, 0).states, f"row {row} selected")
    return table.rows(row, 1)[0]
