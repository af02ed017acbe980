"""What desktops read of this product: menu entry, description, icons."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from app.cli import VERSION
from tests.end_to_end.desktop import must_not_skip
from ui.app_icon import APP_ID, FOLDER, SIDES, app_icon, drawn

CHECKOUT = Path(__file__).parents[1]
ENTRY = CHECKOUT / "resources" / "desktop" / f"{APP_ID}.desktop"
DESCRIPTION = ENTRY.with_suffix("").with_name(f"{APP_ID}.metainfo.xml")


def validated(program: str, *arguments: str) -> str:
    """What a validator says of a file it accepts."""
    if shutil.which(program) is None:
        if must_not_skip():
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_menu_entry_is_valid_without_a_hint() -> None:
    assert validated("desktop-file-validate", str(ENTRY)) == ""


def test_the_description_is_valid() -> None:
    said = validated("appstreamcli", "validate", "--no-net", "--pedantic", str(DESCRIPTION))
    assert not any(line.startswith(("W:", "E:", "P:")) for line in said.splitlines()), said


def test_entry_description_and_window_name_each_other() -> None:
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ENTRY, encoding="utf-8")
    main = entry["Desktop Entry"]
    assert main["Icon"] == APP_ID
    assert main["Exec"] == "dialnexa-console %F"
    root = ElementTree.parse(DESCRIPTION).getroot()
    assert root.findtext("id") == APP_ID
    assert root.findtext("launchable") == ENTRY.name
    assert root.findtext("provides/binary") == main["TryExec"]
    release = root.find("releases/release")
    assert release is not None
    assert release.get("version") == VERSION
    assert tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_the_wheel_puts_every_file_where_desktops_look() -> None:
    shared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
        "shared-data"
    ]
    assert [source for source in shared if not (CHECKOUT / source).is_file()] == []
    assert shared[f"resources/desktop/{ENTRY.name}"] == f"share/applications/{ENTRY.name}"
    for side in SIDES:
        place = f"share/icons/hicolor/{side}x{side}/apps/{APP_ID}.png"
        assert shared[f"resources/desktop/icons/{APP_ID}-{side}.png"] == place


@pytest.mark.parametrize("side", SIDES)
def test_each_picture_is_what_its_drawing_says(side: int, qapp: QGuiApplication) -> None:
    kept = QImage(str(FOLDER / f"{APP_ID}-{side}.png")).convertToFormat(QImage.Format.Format_ARGB32)
    fresh = drawn(side)
    assert (kept.width(), kept.height()) == (side, side)
    worst = max(
        abs(((kept.pixel(x, y) >> shift) & 255) - ((fresh.pixel(x, y) >> shift) & 255))
        for x in range(0, side, 3)
        for y in range(0, side, 3)
        for shift in (0, 8, 16, 24)
    )
    assert worst <= 24, "run python -m ui.app_icon"


def test_the_window_icon_has_all_sizes(qapp: QGuiApplication) -> None:
    assert sorted(size.width() for size in app_icon().availableSizes()) == list(SIDES)
