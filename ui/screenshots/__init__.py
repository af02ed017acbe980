"""Pictures of the window in its main states, taken from the demo without a screen.

Owns: the order of the states and the run's exit code. One module for each part of the window knows how its states are
reached; `photographer.py` takes the pictures. Nothing else in the console imports this folder.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.demo import DemoServer
from app.errors import AppError
from ui.main_window import MainWindow
from ui.screenshots.calls import calls, no_calls, without_server
from ui.screenshots.campaigns import campaigns, cooling, forms, offline, read_only, stop_everything
from ui.screenshots.dialogs import command_palette, menu_dialogs
from ui.screenshots.hindi import hindi
from ui.screenshots.lead_checks import lead_checks
from ui.screenshots.leads import leads
from ui.screenshots.photographer import HEIGHT, WIDTH, Photographer
from ui.screenshots.profiles import profiles, welcome
from ui.screenshots.quota import quota
from ui.screenshots.reference import reference
from ui.screenshots.scaled import ScaledRun, is_scaled_run, scaled_states
from ui.screenshots.webhooks import webhooks

# In an order that needs the fewest changes; after `offline` there is no server, after `welcome` no profile.
STATES: Final[tuple[Callable[[Photographer], Awaitable[None]], ...]] = (
    campaigns,
    read_only,
    calls,
    no_calls,
    leads,
    lead_checks,
    quota,
    forms,
    menu_dialogs,
    reference,
    webhooks,
    command_palette,
    cooling,
    stop_everything,
    offline,
    without_server,
    profiles,
    welcome,
    hindi,
)
# They send requests somebody waits for; those before them may have used the window up.
WITH_REQUESTS: Final = (leads, lead_checks, forms, reference, webhooks, cooling)


async def take_screenshots(window: MainWindow, demo: DemoServer, folder: Path) -> int:
    """Write all pictures to `folder`; returns the exit code: 0, or 1 where one is missing or blank."""
    qInstallMessageHandler(_pass_on)
    window.resize(WIDTH, HEIGHT)
    window.show()
    photographer = Photographer(window, demo, folder)
    beside = None if is_scaled_run() else ScaledRun(folder)
    try:
        for state in STATES if beside is not None else (scaled_states,):
            if state in WITH_REQUESTS:
                await photographer.new_quota_window()
            await state(photographer)
        if beside is not None:
            await beside.wait(photographer)
    except AppError as error:
        sys.stderr.write(f"{error.user_message}\n")
        return 1
    finally:
        if beside is not None:
            beside.stop()
    for name in photographer.blank:
        sys.stderr.write(f"{name}.png is blank or could not be written.\n")
    sys.stdout.write(f"{count(folder)} pictures in {folder}\n")
    return 1 if photographer.blank else 0


def count(folder: Path) -> int:
    """How many pictures there are, those of the second console included."""
    return len(list(folder.glob("*.png")))


def _pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's messages, but for what a picture does not need: placing windows on a screen that is not there."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
