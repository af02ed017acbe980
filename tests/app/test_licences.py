"""The parts and their licences are read from what is installed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import app
from app.licences import DIRECT, parts

ROOT = Path(app.__file__).parent.parent


def test_every_part_has_a_version_and_a_licence() -> None:
    found = {part.name.casefold().replace("_", "-"): part for part in parts()}
    assert {name.casefold() for name in DIRECT} <= set(found)
    assert "shiboken6" in found  # needed by a part, not by the console itself
    assert all(part.version and part.licence for part in found.values())
    assert "LGPL" in found["pyside6-essentials"].licence
    assert "Permission is hereby granted" in found["keyring"].text
    assert "pytest" not in found


def test_the_list_for_a_start_from_the_source_is_complete() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {line.partition(">")[0].partition("<")[0].strip().casefold() for line in project["dependencies"]}
    assert {name.casefold() for name in DIRECT} == named
