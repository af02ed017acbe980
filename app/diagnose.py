"""Facts for a support request, and never a secret.

Owns: what is gathered. Leaves to others: Qt's own facts, which are passed in, and printing.
"""

from __future__ import annotations

import asyncio
import platform
import socket
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from app.cli import VERSION
from app.credentials import CredentialStore
from app.settings import DEFAULT_BASE_URL, Settings
from app.threads import run_in_daemon_thread

CONNECT_LIMIT_S = 5.0
KEYRING_LIMIT_S = 10.0
_PACKAGES = ("PySide6-Essentials", "qasync", "httpx", "keyring", "msgspec", "phonenumberslite", "python-calamine")


async def diagnose(data_folder: Path, base_url: str | None, qt: Mapping[str, str]) -> list[str]:
    """Lines of "name: value" about this installation.

    Args:
        data_folder: Where local data is kept.
        base_url: The server to try to reach; the last profile's, or the product's own, where None.
        qt: What Qt says of itself, by name.
    """
    # Reading some twenty files: not on the loop, which may be the window's.
    settings = await run_in_daemon_thread(lambda: Settings.load(data_folder), name="diagnose-settings")
    installed = await run_in_daemon_thread(_installed, name="diagnose-packages")
    if base_url is None:
        last = settings.profile(settings.last_profile)
        base_url = last.base_url if last is not None else DEFAULT_BASE_URL
    lines = [
        *installed,
        *(f"{name}: {value}" for name, value in qt.items()),
        f"Data folder: {data_folder}",
        f"Profiles: {len(settings.profiles)}",
        f"Proxy: {'set in the preferences' if settings.proxy else 'none'}",
        f"Keyring: {await _keyring()}",
        f"Server {urlsplit(base_url).netloc}: {await _reach(base_url)}",
    ]
    return lines


def _installed() -> list[str]:
    return [
        f"DialNexa Console: {VERSION}",
        f"Python: {platform.python_version()} ({sys.executable})",
        f"System: {platform.platform()}",
        *(f"{name}: {_version(name)}" for name in _PACKAGES),
    ]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


async def _keyring() -> str:
    try:
        async with asyncio.timeout(KEYRING_LIMIT_S):
            return await CredentialStore.shared().backend_description()
    except TimeoutError:
        return f"no answer within {KEYRING_LIMIT_S:.0f} s"


async def _reach(base_url: str) -> str:
    """Opens and closes a connection; sends nothing, least of all a key."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)

    def connect() -> None:
        socket.create_connection((host, port), timeout=CONNECT_LIMIT_S).close()

    try:
        async with asyncio.timeout(CONNECT_LIMIT_S * 2):
            await run_in_daemon_thread(connect, name="diagnose-connect")
    except (OSError, TimeoutError) as error:
        return f"not reachable ({type(error).__name__})"
    return "reachable"
