"""Fixtures of the end-to-end tests: one desktop session for all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.end_to_end.desktop import Desktop, missing_packages, must_not_skip


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    """A real desktop session; skips with the missing packages named, or fails where it must not skip."""
    missing = missing_packages() if sys.platform == "linux" else ["a Linux desktop"]
    if missing:
        reason = f"no real desktop session: apt-get install {' '.join(missing)}"
        if must_not_skip():
            pytest.fail(reason)
        pytest.skip(reason)
    with Desktop() as session:
        yield session
