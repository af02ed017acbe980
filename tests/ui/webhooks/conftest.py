"""The webhooks over a real server, in the real window."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QDialog

from tests.ui.until import until
from tests.ui.window import Window
from ui.webhooks.window import WebhooksWindow

D = TypeVar("D", bound=QDialog)


def opened(bench: Window) -> WebhooksWindow:
    """The window, shown as the menu does it."""
    command = bench.desk.commands.get("tools.webhooks")
    assert command is not None
    command.trigger()
    assert bench.late.webhooks is not None
    return bench.late.webhooks


async def read(bench: Window) -> WebhooksWindow:
    """The same, with the list read."""
    window = opened(bench)
    await until(lambda: window.reader.known.webhooks is not None and window.refresh.available)
    return window


def asked(bench: Window, method: str = "") -> int:
    """How many requests about webhooks the server saw."""
    seen = bench.sandbox.control.requests()
    return sum("/user-webhooks" in one.path and method in ("", one.method) for one in seen)


async def dialog_of(window: WebhooksWindow, kind: type[D]) -> D:
    """The open dialog of a kind, once it is there."""

    def found() -> list[D]:
        return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]

    await until(lambda: bool(found()))
    return found()[0]
