"""What an operator does with the console, one function a step, by the names that the window gives its parts.

Owns: the way through the window. Leaves to others: what is expected afterwards (the tests).
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.end_to_end.accessibility import Node
from tests.end_to_end.desktop import eventually
from tests.end_to_end.drag import drag_files
from tests.end_to_end.program import Console
from tests.end_to_end.sandbox import Sandbox

TABS = ("Campaigns", "Leads", "Call logs", "Quota")
# Every control of the first window that sends a request when it is pressed, by tab.
SENDING = {
    "Campaigns": ("campaigns.pause", "campaigns.resume", "campaigns.refresh"),
    "Leads": ("leads.send",),
    "Call logs": ("calls.refresh",),
}


def enter_key(console: Console, sandbox: Sandbox, *, name: str = "Test workspace") -> Node:
    """From the welcome page: add a profile with the sandbox's key, and wait for its campaigns."""
    screen = console.screen()
    screen.find("welcome.add").press()
    fill_key_dialog(console, screen, name=name, key=sandbox.key, address=sandbox.url)
    wait_for_campaigns(screen)
    return screen


def fill_key_dialog(console: Console, screen: Node, *, name: str, key: str, address: str) -> None:
    """Fill in the dialog that asks for a key, and press its button."""
    screen.find("key.name").set_text(name)
    screen.find("key.key").set_text(key)
    screen.find("key.address").set_text(address)
    eventually(lambda: screen.find("key.save").is_on, "the button of the key dialog")
    screen.find("key.save").press()


def environment_of(sandbox: Sandbox) -> dict[str, str]:
    """What lets the console start on the sandbox without a dialog."""
    return {"DIALNEXA_API_KEY": sandbox.key, "DIALNEXA_BASE_URL": sandbox.url}


def open_tab(screen: Node, title: str) -> None:
    """Bring a tab to the front."""
    screen.find("tabs").choose(title)


def wait_for_campaigns(screen: Node) -> Node:
    """Wait until the campaigns are there; their table."""
    # The corner of a table goes by the table's name, and says that it is on the screen even where the table is not.
    table = screen.find("campaigns.table", role="table", timeout_s=20)
    eventually(lambda: table.row_count > 0, "campaigns", timeout_s=20)
    return table


def column(table: Node, title: str) -> int:
    """The number of the column with this title."""
    titles = table.column_titles()
    assert title in titles, f"no column {title!r} in {titles}"
    return titles.index(title)


def row_where(table: Node, title: str, text: str) -> int:
    """Wait for a row whose cell under `title` says `text`, capitals aside; its number."""
    place = column(table, title)

    def look() -> list[int]:
        return [number for number, row in enumerate(table.rows()) if row[place].casefold() == text.casefold()]

    return eventually(look, lambda: f"{title} {text!r} in {[row[place] for row in table.rows()]}")[0]


def select_row(console: Console, table: Node, row: int) -> list[str]:
    """Click on a row; its texts."""
    table.select_row(row)  # scrolls to it
    console.click(table.cell(row, 0))
    return table.rows(row, 1)[0]


def drop_on(console: Console, screen: Node, *files: Path) -> None:
    """Drag files from another program onto the middle of the window."""
    tabs = screen.find("tabs").extents
    x, y = tabs.x + 300, tabs.y + 300
    assert drag_files(console.desktop, files, to=(x, y)) != "IgnoreAction"


def digits(text: str) -> int:
    """The first number in a text, thousands separators left out."""
    found = re.search(r"\d[\d,.\u202f ]*", text)
    assert found is not None, f"no number in {text!r}"
    return int(re.sub(r"\D", "", found[0]))


def countdown(node: Node) -> int | None:
    """The seconds that an action still has to wait, as it tells a screen reader; None while it does not wait."""
    found = re.search(r"(\d+) (?:s\b|second)", f"{node.name}\n{node.description}")
    return int(found[1]) if found else None
