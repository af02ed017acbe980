"""Starting parts of this product as processes of their own.

Owns: how a child finds this code, whatever way the console was installed, started or frozen into one folder.

A frozen program has no Python to call: it is called itself, with `--run-module` and one of the modules below.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

RUN_MODULE: Final = "--run-module"
"""First argument of the program when it is to be one of its own parts; no option for an operator."""
_PARTS: Final = {"app.sandbox": "app.sandbox.__main__", "app.leads.worker": "app.leads.worker"}
"""What may be run that way, and the module whose `main` it is."""

_CODE_FOLDER = Path(__file__).resolve().parent.parent


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs `module` of this code.

    `-P` keeps the current folder out of the path: a folder called `app` where the operator happens to stand must not
    be taken for ours.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, RUN_MODULE, module, *arguments]
    return [sys.executable, "-P", "-m", module, *arguments]


def console_command(*arguments: str) -> list[str]:
    """The command that starts this console once more."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return module_command("ui.main", *arguments)


def run_part(argv: Sequence[str]) -> int | None:
    """Be the part that `argv` (without the program's name) asks for; its exit code, None where it asks for none.

    Only the parts of this product can be asked for; anything else is refused with 2.
    """
    if argv[:1] != [RUN_MODULE]:
        return None
    name = argv[1] if len(argv) > 1 else ""
    if name not in _PARTS:
        sys.stderr.write(f"{RUN_MODULE} is not for {name or 'nothing'}\n")
        return 2
    # The part reads its options where a program does.
    sys.argv = [name, *argv[2:]]
    code: int | None = importlib.import_module(_PARTS[name]).main()
    return code or 0


def module_environment() -> dict[str, str]:
    """The environment for `module_command`: this process's own, with our code on the path and without API keys."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DIALNEXA_API_KEY", "SSLKEYLOGFILE")
    }
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(_CODE_FOLDER), *filter(None, [environment.get("PYTHONPATH")])],
    )
    return environment
