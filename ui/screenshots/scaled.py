"""Pictures at 150 %, taken by a second console: Qt reads the scale once, when it starts.

Owns: starting that console, its few states, its exit code. It runs beside the first one and shares nothing with it but
the folder of the pictures.
"""

from __future__ import annotations

import os
import subprocess
from importlib import resources
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.processes import console_command, module_environment
from ui.screenshots.photographer import Photographer

PERCENT: Final = 150
# What is left of a full HD screen at this scale.
WIDTH, HEIGHT = 1280, 720
LIMIT_S: Final = 60.0
_MARK: Final = "DIALNEXA_SCALED_PICTURES"


def is_scaled_run() -> bool:
    """Whether this process is the second console."""
    return os.environ.get(_MARK) == "1"


def scaled_environment() -> dict[str, str]:
    """What makes a console take these pictures and no others."""
    return {"QT_SCALE_FACTOR": str(PERCENT / 100), _MARK: "1"}


class ScaledRun:
    """The second console, while it takes its pictures."""

    def __init__(self, folder: Path) -> None:
        environment = {**module_environment(), **scaled_environment()}
        self._process = subprocess.Popen(
            console_command("--demo", "--screenshots", str(folder)),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    async def wait(self, at: Photographer) -> None:
        """Wait for its end; an `AppError` where it failed. It has said on stderr why."""
        await at.until(lambda: self._process.poll() is not None, f"pictures at {PERCENT} %", LIMIT_S)
        if self._process.returncode:
            raise AppError("The pictures at {percent} % failed.", percent=PERCENT)

    def stop(self) -> None:
        """End it, should it still run."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()


async def scaled_states(at: Photographer) -> None:
    """A table, a form and a checked file: text, icons, pills, the gauge and hairlines on fractions of pixels."""
    window = at.window
    window.resize(WIDTH, HEIGHT)
    campaigns = at.campaigns_page()
    window.show_tab("campaigns")
    await at.until(lambda: campaigns.model.rowCount() > 0 and campaigns.knows_agents, "campaigns")
    await at.take(f"campaigns-{PERCENT}-percent-light")
    assert window.late is not None
    window.late.open_preferences()
    dialog = await at.dialog()
    await at.take(f"preferences-{PERCENT}-percent-dark", dialog, dark=True)
    dialog.reject()
    leads = at.leads_page()
    window.show_tab("leads")
    with resources.as_file(resources.files("resources") / "samples" / "leads-messy.csv") as sample:
        window.desk.offer_files([sample])
        await at.until(lambda: leads.is_checked, "checked lead file")
    await at.take(f"leads-preflight-{PERCENT}-percent-light")
