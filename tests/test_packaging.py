"""What is shipped: the lock file says what the project file says, and every module travels in the wheel.

That the wheel can be built and runs from an empty environment is shown by `.ci/run`, since it takes the network.
"""

from __future__ import annotations

import re
import tomllib
from importlib import import_module, resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

CHECKOUT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
LOCK = tomllib.loads((CHECKOUT / "uv.lock").read_text())
SHIPPED = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement(text: str) -> tuple[str, frozenset[str]]:
    """Name and version bounds of a requirement that has neither extras nor a marker."""
    found = re.fullmatch(r"([A-Za-z0-9._-]+)(.*)", text.split(";")[0].replace(" ", ""))
    assert found is not None, text
    return normalized(found[1]), frozenset(found[2].split(",")) - {""}


def own_entry() -> dict[str, Any]:
    entry: dict[str, Any]
    (entry,) = [package for package in LOCK["package"] if package["name"] == PYPROJECT["project"]["name"]]
    return entry


def test_the_lock_is_of_this_project_file() -> None:
    project = PYPROJECT["project"]
    wanted = {requirement(text) for text in project["dependencies"]}
    for extra in project["optional-dependencies"].values():
        wanted |= {requirement(text) for text in extra}
    locked = {
        (entry["name"], frozenset(entry["specifier"].split(","))) for entry in own_entry()["metadata"]["requires-dist"]
    }
    assert locked == wanted
    assert LOCK["requires-python"].replace(" ", "") == project["requires-python"]
    assert own_entry()["version"] == project["version"]


def test_every_locked_file_has_a_hash() -> None:
    files = [
        file
        for package in LOCK["package"]
        for file in [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    ]
    assert len(files) > 100
    assert [file for file in files if not re.fullmatch(r"sha256:[0-9a-f]{64}", file.get("hash", ""))] == []
    assert {package["name"] for package in LOCK["package"] if not package.get("wheels")} <= {
        PYPROJECT["project"]["name"]
    }


def test_the_lock_names_one_public_index_and_nothing_local() -> None:
    sources = [package["source"] for package in LOCK["package"] if package is not own_entry()]
    others = [source for source in sources if source != {"editable": "."}]
    assert len({str(source) for source in others}) == 1, "one index for all"
    urls = re.findall(r'"([a-z]+://[^"]*)"', (CHECKOUT / "uv.lock").read_text())
    assert {urlsplit(url).scheme for url in urls} == {"https"}
    assert len({urlsplit(url).netloc for url in urls}) <= 2, "the index and its store of files"


@pytest.mark.parametrize("package", SHIPPED)
def test_every_folder_with_modules_is_a_package(package: str) -> None:
    folders = {file.parent for file in (CHECKOUT / package).rglob("*.py")}
    assert folders
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("command", sorted(PYPROJECT["project"]["scripts"]))
def test_each_command_has_its_function(command: str) -> None:
    module, function = PYPROJECT["project"]["scripts"][command].split(":")
    assert callable(getattr(import_module(module), function))


def test_resources_are_found_through_the_import_system() -> None:
    icons = resources.files("resources") / "icons"
    assert [entry.name for entry in icons.iterdir() if entry.name.endswith(".svg")]
