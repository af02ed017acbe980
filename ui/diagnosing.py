"""`--diagnose`: facts for a support request on standard output.

Owns: what Qt says of itself. Leaves to others: everything else (`app/diagnose.py`).
"""

from __future__ import annotations

import asyncio
import os
import sys

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from app.cli import Arguments
from app.diagnose import diagnose
from app.settings import data_folder


def print_diagnosis(arguments: Arguments) -> int:
    """Print it; 0."""
    qt = QApplication([sys.argv[0] or "dialnexa-console"])
    facts = {
        "Qt": qVersion(),
        "Qt platform": qt.platformName(),
        "Display": os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "none",
    }
    base_url = arguments.base_url or os.environ.get("DIALNEXA_BASE_URL")
    for line in asyncio.run(diagnose(data_folder(arguments.data_dir), base_url, facts)):
        sys.stdout.write(f"{line}\n")
    return 0
