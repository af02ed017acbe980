"""Offscreen Qt for the tests of the window."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ui import theme


@pytest.fixture
def scheme(qapp: object) -> Iterator[theme.Theme]:
    """The light theme in force on the test's application; tests may switch it."""
    made = theme.current()
    made.set_mode("light")
    yield made
    made.set_mode("light")
