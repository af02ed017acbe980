from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from app.credentials import TRUSTED, CredentialStore, Stored
from app.errors import CredentialError
from app.secrets import Secret
from app.settings import Profile

PROFILE = Profile("p1", "Main", "https://api.dialnexa.com/v1")
KEY = "sentinel-key-0001:sentinel-secret-0001"


class Good(KeyringBackend):
    """Keeps what it is given."""

    priority = 0  # type: ignore[assignment]  # never chosen by itself

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[threading.Thread] = set()

    def get_password(self, service: str, username: str) -> str | None:
        self.threads.add(threading.current_thread())
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.threads.add(threading.current_thread())
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.entries:
            raise errors.PasswordDeleteError("no such entry")
        del self.entries[service, username]


class Failing(Good):
    """Raises what it is told to."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Lying(Good):
    """Says that all went well, and forgets."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password[:-1]


class Hanging(Good):
    """Never answers: a stopped daemon, or a prompt that nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.released.wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.released.wait()


class Stubborn(Good):
    """Does not delete."""

    def delete_password(self, service: str, username: str) -> None:
        pass


class PlaintextFile(Good):
    """Stands for the keyrings that write a plain-text file."""


TEST_TRUST = TRUSTED | {f"{__name__}.{kind.__name__}" for kind in (Good, Failing, Lying, Hanging, Stubborn)}


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def store(backend: KeyringBackend, **options: float) -> CredentialStore:
    keyring.set_keyring(backend)
    return CredentialStore(trusted=TEST_TRUST, **options)


def test_a_key_is_kept_and_found_and_forgotten() -> None:
    backend = Good()

    async def main() -> None:
        keys = store(backend)
        assert await keys.unusable_reason() == ""
        assert await keys.load(PROFILE) is None
        assert await keys.save(PROFILE, Secret(KEY)) == Stored(in_keyring=True, reason="")
        found = await store(backend).load(PROFILE)  # as after a new start
        assert found is not None
        assert found.reveal() == KEY
        await keys.delete(PROFILE)
        await keys.delete(PROFILE)
        assert await keys.load(PROFILE) is None
        assert backend.entries == {}

    asyncio.run(main())
    assert threading.main_thread() not in backend.threads
    assert all(thread.daemon for thread in backend.threads)


@pytest.mark.parametrize(
    "other",
    [
        PROFILE._replace(base_url="https://api.dialnexa.com.evil.test/v1"),
        PROFILE._replace(base_url="http://api.dialnexa.com/v1"),
        PROFILE._replace(base_url="https://api.dialnexa.com:8443/v1"),
        PROFILE._replace(id="p2"),
    ],
)
def test_a_key_belongs_to_one_host_and_one_profile(other: Profile) -> None:
    backend = Good()

    async def main() -> None:
        await store(backend).save(PROFILE, Secret(KEY))
        assert await store(backend).load(other) is None
        assert await store(backend).load(PROFILE._replace(base_url="https://API.dialnexa.com/v1/")) is not None

    asyncio.run(main())


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        (fail.Keyring(), "offers no keyring"),
        (null.Keyring(), "offers no keyring"),
        (PlaintextFile(), "does not protect keys"),
        (Failing(errors.KeyringLocked("dismissed")), "stayed locked"),
        (Failing(errors.InitError("no daemon")), "does not answer in this session"),
        (Failing(ConnectionRefusedError()), "does not answer in this session"),
        (Failing(errors.NoKeyringError()), "offers no keyring"),
        (Failing(ValueError(f"odd {KEY}")), r"failed \(ValueError\)"),
        (Lying(), "did not give back"),
    ],
)
def test_what_the_keyring_cannot_keep_is_kept_for_this_session(backend: KeyringBackend, words: str) -> None:
    async def main() -> None:
        keys = store(backend)
        stored = await keys.save(PROFILE, Secret(KEY))
        assert not stored.in_keyring
        assert stored.reason.endswith(".")
        assert KEY not in stored.reason
        with pytest.raises(AssertionError, match=words):
            raise AssertionError(stored.reason)
        found = await keys.load(PROFILE)
        assert found is not None
        assert found.reveal() == KEY
        if isinstance(backend, Lying):
            assert backend.entries == {}  # half a key is not found at the next start

    asyncio.run(main())


def test_plain_text_keyrings_get_no_key() -> None:
    backend = PlaintextFile()

    async def main() -> None:
        keys = store(backend)
        assert "PlaintextFile" in await keys.unusable_reason()
        await keys.save(PROFILE, Secret(KEY))
        assert await store(backend).load(PROFILE) is None

    asyncio.run(main())
    assert backend.entries == {}


def test_by_default_only_keyrings_of_operating_systems_are_trusted() -> None:
    keyring.set_keyring(Good())

    async def main() -> None:
        assert not (await CredentialStore().save(PROFILE, Secret(KEY))).in_keyring

    asyncio.run(main())


def test_a_chain_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, plain = Good(), Good(), PlaintextFile()
    chain = chainer.ChainerBackend()

    async def main() -> None:
        monkeypatch.setattr(chainer.ChainerBackend, "backends", [first, second])
        keys = store(chain)
        await keys.save(PROFILE, Secret(KEY))
        second.entries = dict.fromkeys(first.entries, "an older key")
        assert (await keys.save(PROFILE, Secret(KEY))).in_keyring
        assert second.entries == {}
        second.entries, first.entries = first.entries, {}
        found = await keys.load(PROFILE)
        assert found is not None
        assert found.reveal() == KEY
        await keys.delete(PROFILE)
        assert second.entries == {}

        monkeypatch.setattr(chainer.ChainerBackend, "backends", [first, plain])
        stored = await keys.save(PROFILE, Secret(KEY))
        assert not stored.in_keyring
        assert "PlaintextFile" in stored.reason
        assert first.entries == plain.entries == {}

        monkeypatch.setattr(chainer.ChainerBackend, "backends", [])
        assert "offers no keyring" in await store(chain).unusable_reason()

    asyncio.run(main())


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.KeyringLocked("x"), "stayed locked"),
        (errors.InitError("x"), "does not answer"),
        (OSError("x"), r"failed \(OSError\)"),
    ],
)
def test_a_keyring_that_fails_to_read_says_so(error: Exception, words: str) -> None:
    async def main() -> None:
        with pytest.raises(CredentialError, match=words):
            await store(Failing(error)).load(PROFILE)

    asyncio.run(main())


def test_a_keyring_that_hangs_is_given_up_and_holds_nothing_up() -> None:
    backend = Hanging()

    async def main() -> None:
        keys = store(backend, time_limit_s=0.1)
        with pytest.raises(CredentialError, match=r"did not answer within 0 seconds"):
            await keys.load(PROFILE)
        stored = await keys.save(PROFILE, Secret(KEY))
        assert not stored.in_keyring
        assert "did not answer" in stored.reason
        task = asyncio.ensure_future(store(backend).load(PROFILE._replace(id="p2")))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    started = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - started < 5
    backend.released.set()


def test_a_process_ends_although_its_keyring_hangs() -> None:
    program = (
        "import asyncio, keyring\n"
        "from app.credentials import CredentialStore\n"
        "from tests.app.test_credentials import Hanging, PROFILE, store\n"
        "async def main():\n"
        "    asyncio.ensure_future(store(Hanging()).load(PROFILE))\n"
        "    await asyncio.sleep(0.1)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_key_that_could_not_be_removed_is_not_called_removed() -> None:
    backend = Stubborn()

    async def main() -> None:
        keys = store(backend)
        await keys.save(PROFILE, Secret(KEY))
        with pytest.raises(CredentialError, match="did not remove"):
            await keys.delete(PROFILE)

    asyncio.run(main())


def test_a_stored_text_that_is_no_key_is_refused() -> None:
    backend = Good()

    async def main() -> None:
        await store(backend).save(PROFILE, Secret(KEY))
        backend.entries = dict.fromkeys(backend.entries, "two words")
        with pytest.raises(CredentialError, match="cannot be used"):
            await store(backend).load(PROFILE)

    asyncio.run(main())


def test_windows_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Good()
    monkeypatch.setattr("app.credentials._LONGEST_BYTES", {f"{__name__}.Good": 2_560})

    async def main() -> None:
        keys = store(backend)
        assert (await keys.save(PROFILE, Secret("k" * 1_280))).in_keyring
        with pytest.raises(CredentialError, match=r"too long .*2562 bytes, 2560 at most"):
            await keys.save(PROFILE, Secret("k" * 1_281))

    asyncio.run(main())


def test_the_keyring_is_described_for_diagnosis() -> None:
    async def main() -> None:
        assert await store(Good()).backend_description() == f"{__name__}.Good (used)"
        assert "PlaintextFile (not used" in await store(PlaintextFile()).backend_description()
        assert "fail.Keyring (not used" in await store(fail.Keyring()).backend_description()

    asyncio.run(main())


def test_nothing_of_a_key_is_printed_or_logged(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[CredentialError] = []

    async def main() -> None:
        for backend in (Good(), Lying(), PlaintextFile(), Failing(ValueError(KEY)), fail.Keyring()):
            keys = store(backend)
            await keys.save(PROFILE, Secret(KEY))
            try:
                await store(backend).load(PROFILE)
                await keys.delete(PROFILE)
            except CredentialError as error:
                seen.append(error)

    asyncio.run(main())
    assert len(seen) == 1  # the failing one
    shown = ["".join(traceback.format_exception(error)) for error in seen]
    printed = "".join([*capfd.readouterr(), caplog.text, *shown])
    assert "sentinel" not in printed


def test_the_module_does_not_import_keyring() -> None:
    program = "import sys, app.credentials; print('keyring' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout.strip() == "False"
