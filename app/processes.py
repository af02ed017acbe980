"""Starting parts of this product as processes of their own.

Owns: how a child Python finds this code, whatever way the console was installed or started.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_CODE_FOLDER = Path(__file__).resolve().parent.parent


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs `module` of this code.

    `-P` keeps the current folder out of the path: a folder called `app` where the operator happens to stand must not
    be taken for ours.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def module_environment() -> dict[str, str]:
    """The environment for `module_command`: this process's own, with our code on the path and without API keys."""
    environment = {name: value for name, value in os.environ.items() if name != "DIALNEXA_API_KEY"}
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(_CODE_FOLDER), *filter(None, [environment.get("PYTHONPATH")])],
    )
    return environment
