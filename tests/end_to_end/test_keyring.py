"""Keys in a real Secret Service, as another process of the operator's session sees them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.end_to_end.desktop import Desktop

pytestmark = pytest.mark.desktop

PREAMBLE = """
import asyncio
from app.credentials import CredentialStore
from app.errors import CredentialError
from app.secrets import Secret
from app.settings import Profile
main = Profile("p1", "Main", "https://api.dialnexa.com/v1")
other = Profile("p1", "Main", "https://elsewhere.test/v1")
store = CredentialStore(time_limit_s={time_limit_s})
"""


def run(desktop: Desktop, *statements: str, time_limit_s: float = 20, **variables: str) -> list[str]:
    """What a process in the session prints."""
    body = "\n".join(f"    {statement}" for statement in statements)
    program = f"{PREAMBLE.format(time_limit_s=time_limit_s)}\nasync def work():\n{body}\nasyncio.run(work())\n"
    environment = desktop.env | variables
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_key_survives_the_process_and_is_bound_to_its_host(desktop: Desktop) -> None:
    assert run(
        desktop,
        "print(await store.backend_description())",
        "print(await store.save(main, Secret('key-1234:secret-5678')))",
    ) == ["keyring.backends.SecretService.Keyring (used)", "Stored(in_keyring=True, reason='')"]
    assert run(
        desktop,
        "print((await store.load(main)).reveal())",
        "print(await store.load(other))",
        "await store.delete(main)",
        "await store.delete(main)",
        "print(await store.load(main))",
    ) == ["key-1234:secret-5678", "None", "None"]


def test_without_a_session_bus_the_key_is_kept_for_the_session(desktop: Desktop) -> None:
    lines = run(
        desktop,
        "print((await store.save(main, Secret('key-1234:secret-5678'))).reason)",
        "print((await store.load(main)).reveal())",
        DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent",
    )
    assert lines == [
        "This machine offers no keyring. On Linux, start GNOME Keyring or KWallet in this session.",
        "key-1234:secret-5678",
    ]


def test_a_locked_keyring_is_waited_for_and_given_up_with_a_sentence(desktop: Desktop) -> None:
    with Desktop() as alone:  # the one of all tests stays unlocked
        lines = run(
            alone,
            "await store.save(main, Secret('key-1234:secret-5678'))",
            "import secretstorage",
            "bus = secretstorage.dbus_init()",
            "secretstorage.get_default_collection(bus).lock()",
            "bus.close()",
            "try:",
            "    await store.load(main)",
            "except CredentialError as error:",
            "    print(error)",
            "print((await store.save(main, Secret('key-9999:secret-5678'))).in_keyring)",
            "print((await store.load(main)).reveal())",
            time_limit_s=2,
        )
    assert lines[0] in (
        "The keyring did not answer within 2 seconds. Look for its password prompt, or restart it.",
        "The keyring stayed locked: its password was not given. Unlock it and try again.",
    )
    assert lines[1:] == ["False", "key-9999:secret-5678"]
