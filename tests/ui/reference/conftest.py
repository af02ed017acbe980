"""The browser over a real server, in the real window."""

from __future__ import annotations

from typing import Any

from app.reference.cache import Kind
from tests.ui.until import until
from tests.ui.window import Window
from ui.reference.window import ReferenceWindow

PATHS = {
    Kind.AGENTS: "/agents2",
    Kind.PHONE_NUMBERS: "/organization-phone-numbers",
    Kind.VOICES: "/voices",
    Kind.LANGUAGES: "/languages",
    Kind.LLMS: "/llms",
    Kind.TRANSCRIBERS: "/transcribers",
}


def opened(bench: Window) -> ReferenceWindow:
    """The browser, shown as the menu does it."""
    command = bench.desk.commands.get("tools.reference")
    assert command is not None
    command.trigger()
    assert bench.late.reference is not None
    return bench.late.reference


def asked(bench: Window, kind: Kind | None = None) -> int:
    """How many requests the server saw for a kind, or for all of them."""
    wanted = set(PATHS.values()) if kind is None else {PATHS[kind]}
    paths = [one.path.split("?")[0].removeprefix("/v1") for one in bench.sandbox.control.requests()]
    return sum(path in wanted for path in paths)


async def read(window: ReferenceWindow, kind: Kind) -> Any:
    """Look at a kind and wait for it."""
    window.kinds.choose(kind)
    await until(lambda: window.reader.state(kind).cached is not None and not window.reader.state(kind).reading)
    return window.reader.state(kind).cached
