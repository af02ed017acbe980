"""Fixtures of the end-to-end tests: one desktop session for all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.end_to_end.desktop import Desktop, missing_packages, must_not_skip

# The server's ways that the console has to cope with alike.
VARIANTS = {
    "plain": (),
    "reset in seconds": ("--reset-style", "seconds"),
    "bare 429": ("--bare-429",),
    "no Retry-After": ("--no-retry-after",),
    "names of the samples": ("--spelling", "sample"),
    "names of the prose": ("--spelling", "prose"),
    "mixed names": ("--spelling", "mixed"),
}

# Elsewhere there is neither an X server nor D-Bus to drive a window with, and no library that speaks the latter.
collect_ignore = (
    []
    if sys.platform == "linux"
    else [
        f"test_{name}.py"
        for name in (
            "announcements",
            "call_mirror",
            "close",
            "double_click",
            "harness",
            "journey",
            "keyboard_calls",
            "keyboard_only",
            "keyring_window",
            "one_console",
            "profiles",
            "rate_limit",
            "secrets",
            "upload_survives",
        )
    ]
)


@pytest.fixture(params=VARIANTS.values(), ids=[name.replace(" ", "-") for name in VARIANTS])
def variant(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Options of the sandbox, one way of the server after the other."""
    options: tuple[str, ...] = request.param
    return options


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
