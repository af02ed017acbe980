"""A console that was used ends with exit code 0: nothing of Python's is left for Qt to free after the interpreter."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ui
from tests.ui.whole_runs import DONE

CHECKOUT = Path(ui.__file__).parents[1]
RUN_LIMIT_S = 90


def end_of(*arguments: str) -> tuple[int, str]:
    """The exit code of a whole run without a screen, and what it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.whole_runs", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},  # frees the clipboard last of all platforms
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
    )
    return done.returncode, done.stdout + done.stderr


def mime_data_made_in(source: str) -> list[int]:
    """The lines that make a `QMimeData` of Python's, or a class of them."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        makes = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
        names = [one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in makes]
        if "QMimeData" in names:
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize("run", ["walk", "webhooks"])
def test_a_run_ends_with_exit_code_0(run: str, tmp_path: Path) -> None:
    code, said = end_of(run, str(tmp_path))
    assert code == 0, said[-4000:]
    assert DONE in said


def test_no_file_makes_mime_data_of_pythons() -> None:
    files = sorted(Path(ui.__file__).parent.rglob("*.py"))
    assert len(files) > 50
    found = {file.name: lines for file in files if (lines := mime_data_made_in(file.read_text("utf-8")))}
    assert found == {}


def test_it_is_found_however_it_is_written() -> None:
    assert mime_data_made_in("data = QMimeData()\nother = QtCore.QMimeData()") == [1, 2]
    assert mime_data_made_in("class Rows(QMimeData):\n    pass") == [1]
    assert mime_data_made_in("def read(data: QMimeData) -> None: ...") == []
