"""What may import what."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import app

ROOT = Path(app.__file__).parent.parent
ONLY_IN = {
    "httpx": ["app/api/transport.py"],
    "httpcore": ["app/api/connecting.py"],
    "keyring": ["app/credentials.py"],
    "qasync": ["ui/main.py"],
}


def imported_names(path: Path) -> set[str]:
    """The top-level packages that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def sources(package: str) -> list[Path]:
    found = sorted((ROOT / package).rglob("*.py"))
    assert found
    return found


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_to_one_file(library: str) -> None:
    users = [path for package in ("app", "ui") for path in sources(package) if library in imported_names(path)]
    allowed = [name for name in ONLY_IN[library] if (ROOT / name).exists()]
    assert [path.relative_to(ROOT).as_posix() for path in users] == allowed


def test_the_engine_knows_nothing_of_the_window() -> None:
    forbidden = {"PySide6", "shiboken6", "qasync", "ui"}
    assert {path: found for path in sources("app") if (found := imported_names(path) & forbidden)} == {}


def test_the_engine_shares_no_code_with_its_sandbox() -> None:
    for path in sources("app/sandbox"):
        text = path.read_text("utf-8")
        assert "app.api" not in [line.split()[1] for line in text.splitlines() if line.startswith(("from ", "import "))]
    for path in sources("app/api"):
        assert "app.sandbox" not in path.read_text("utf-8")


def loaded_after(statement: str) -> set[str]:
    """The modules of a fresh interpreter after `statement`."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stdout.split())


def test_importing_the_whole_engine_loads_no_window_toolkit() -> None:
    modules = [module.name for module in pkgutil.walk_packages(app.__path__, "app.")]
    names = [name for name in modules if not name.endswith("__main__")]
    assert "app.api.client" in names
    loaded = loaded_after("\n".join(f"import {name}" for name in names))
    assert not {name for name in loaded if name.partition(".")[0] in ("PySide6", "shiboken6", "qasync", "ui")}


def test_importing_the_client_does_not_load_the_http_library() -> None:
    loaded = loaded_after("import app.api.client, app.api.campaign_dialect, app.reference.cache")
    assert not loaded & {"httpx", "httpcore", "h11", "anyio", "truststore"}


def test_what_the_window_needs_first_is_light() -> None:
    loaded = loaded_after(
        "import app.errors, app.clock, app.statuses, app.secrets, app.log, app.api.request_log, app.api.base_url,"
        " app.api.connection, app.quota.snapshot, app.proxy, app.settings"
    )
    assert not loaded & {"msgspec", "httpx", "keyring", "sqlite3", "phonenumbers", "app.models"}
