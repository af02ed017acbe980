"""The console's pictures of itself, without any display: the few at 150 %. `.ci/run` has all of them taken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.pictures import faults
from tests.end_to_end.program import CHECKOUT
from ui.screenshots.scaled import scaled_environment


@pytest.mark.timeout(150)
def test_the_demo_writes_its_pictures(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DIALNEXA_API_KEY", "DIALNEXA_BASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "--demo", "--screenshots", str(tmp_path)],
        cwd=CHECKOUT,
        env={
            **environment,
            **scaled_environment(),
            "HOME": str(tmp_path / "home"),
            "XDG_RUNTIME_DIR": str(tmp_path),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert faults(tmp_path, at_least=3) == []
    names = {picture.stem for picture in tmp_path.glob("*.png")}
    for word in ("campaigns", "leads", "preferences", "light", "dark"):
        assert any(word in name for name in names), f"no picture of {word!r} among {sorted(names)}"
