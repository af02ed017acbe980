"""Where API keys are kept: in the system's keyring, or for this session only.

Owns: everything that knows `keyring`. Leaves to others: what a key may look like (`app/secrets.py`), profiles
(`app/settings.py`), a key given in the environment, which is never stored.

- One entry per host and profile: a key is never given to a host that it was not stored for.
- Only keyrings of the operating system are trusted. Others "work" too: one of them writes plain text to a file, one
  forgets everything. A chain is trusted if every keyring in it is.
- What was written is read back.
- A call may block for as long as a person takes to type the keyring's password, or for ever: each runs in a daemon
  thread, with a time limit, and can be cancelled.
- Texts of keyring errors are never shown or logged; a sentence of our own is.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, Protocol, TypeVar

from app.errors import CredentialError
from app.secrets import Secret
from app.threads import run_in_daemon_thread

if TYPE_CHECKING:
    from app.settings import Profile

T = TypeVar("T")

TRUSTED: Final = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""Keyrings of operating systems and desktops, by class."""

_CHAIN: Final = "keyring.backends.chainer.ChainerBackend"
_ABSENT: Final = frozenset({"keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"})
_LONGEST_BYTES: Final = {"keyring.backends.Windows.WinVaultKeyring": 2_560}  # of UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE)
_LOCKED: Final = frozenset({"KeyringLocked", "LockedException", "PromptDismissedException"})

_NO_KEYRING = "This machine offers no keyring. On Linux, start GNOME Keyring or KWallet in this session."
_UNTRUSTED = "The keyring that is set up here ({name}) does not protect keys, so it is not used."
_STAYED_LOCKED = "The keyring stayed locked: its password was not given. Unlock it and try again."
_NO_SERVICE = "The keyring service does not answer in this session. Start GNOME Keyring or KWallet and try again."
_STUCK = "The keyring did not answer within {seconds:.0f} seconds. Look for its password prompt, or restart it."
_FAILED = "The keyring failed ({what})."
_FORGETS = "The keyring did not give back what was stored in it."
_TOO_LONG = "This key is too long for the keyring of Windows ({size} bytes, {most} at most). Check what was pasted."


class Stored(NamedTuple):
    """Where a key went. `reason` is a sentence saying why it is only kept for this session, else ""."""

    in_keyring: bool
    reason: str = ""


class _Keyring(Protocol):
    """What is used of `keyring.backend.KeyringBackend`."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class _Unusable(Exception):
    """There is no keyring to be trusted; the argument is a sentence."""


class CredentialStore:
    """The keys of all profiles."""

    _shared: ClassVar[CredentialStore | None] = None

    def __init__(self, *, time_limit_s: float = 120.0, trusted: frozenset[str] = TRUSTED) -> None:
        """Know nothing yet; `keyring` is imported at the first call, in its thread.

        Args:
            time_limit_s: How long a keyring may take; a person may be typing its password.
            trusted: Full class names of keyrings that may hold keys.
        """
        self._time_limit_s = time_limit_s
        self._trusted = trusted
        self._session: dict[tuple[str, str], Secret] = {}

    @classmethod
    def shared(cls) -> CredentialStore:
        """The one of this process: what is kept for the session has to be found again."""
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    async def load(self, profile: Profile) -> Secret | None:
        """The key of a profile, or None if there is none, or no keyring that could hold one (`unusable_reason`).

        Raises:
            CredentialError: There is a keyring, but it stayed locked, got stuck or failed.
        """
        entry = _entry(profile)
        if entry in self._session:
            return self._session[entry]
        try:
            text = await self._call(lambda keyrings: _read(keyrings, entry))
        except _Unusable:
            return None
        if text is None:
            return None
        try:
            return Secret.parse(text)
        except CredentialError:
            raise CredentialError("The stored key cannot be used. Enter it again.") from None

    async def save(self, profile: Profile, secret: Secret) -> Stored:
        """Keep a key; if the keyring cannot, for this session only.

        Raises:
            CredentialError: The key is too long for the keyring.
        """
        entry = _entry(profile)
        text = secret.reveal()
        # From now on, whatever becomes of the keyring: it may hang, and this call be cancelled.
        self._session[entry] = secret
        try:
            is_kept = await self._call(lambda keyrings: _write(keyrings, entry, text))
            reason = "" if is_kept else _FORGETS
        except _TooLongError:
            self._session.pop(entry, None)
            raise
        except (_Unusable, CredentialError) as error:
            is_kept, reason = False, str(error)
        if is_kept:
            self._session.pop(entry, None)
            return Stored(True)
        return Stored(False, reason)

    async def delete(self, profile: Profile) -> None:
        """Forget a key. Harmless if there is none.

        Raises:
            CredentialError: It may still be in the keyring.
        """
        entry = _entry(profile)
        self._session.pop(entry, None)
        try:
            is_gone = await self._call(lambda keyrings: _erase(keyrings, entry))
        except _Unusable:
            return
        if not is_gone:
            raise CredentialError("The keyring did not remove the key. Remove it with the system's password manager.")

    async def unusable_reason(self) -> str:
        """Why keys can be kept for this session only, as a sentence; "" if there is a keyring. Opens no prompt."""
        try:
            await self._call(lambda keyrings: None)
        except (_Unusable, CredentialError) as error:
            return str(error)
        return ""

    async def backend_description(self) -> str:
        """Which keyring there is and whether it is used, for diagnosis. Never fails."""
        try:
            async with asyncio.timeout(self._time_limit_s):
                names = await run_in_daemon_thread(lambda: [_name(keyring) for keyring in _found()], name="keyring")
        except TimeoutError:
            return "no answer"
        except Exception as error:
            return f"none ({type(error).__name__})"
        if not names:
            return "none"
        is_used = all(name in self._trusted for name in names)
        return f"{', '.join(names)} ({'used' if is_used else 'not used: keys are kept for the session only'})"

    async def _call(self, work: Callable[[Sequence[_Keyring]], T]) -> T:
        """Run `work` on the trusted keyrings, in a daemon thread.

        Raises:
            _Unusable: There are none.
            CredentialError: With a sentence for everything else.
        """
        trusted = self._trusted
        try:
            async with asyncio.timeout(self._time_limit_s):
                return await run_in_daemon_thread(lambda: work(_choose(trusted)), name="keyring")
        except (_Unusable, CredentialError):
            raise
        except TimeoutError:
            raise CredentialError(_STUCK, seconds=self._time_limit_s) from None
        except Exception as error:
            raise _explained(error) from None


class _TooLongError(CredentialError):
    """The key does not fit into the keyring."""


def _entry(profile: Profile) -> tuple[str, str]:
    """(service, user name) of a profile's entry. The service names scheme, host and port: the key's only address."""
    from urllib.parse import urlsplit

    parts = urlsplit(profile.base_url)
    return f"dialnexa-console {parts.scheme}://{parts.netloc}".lower(), profile.id


def _name(keyring: object) -> str:
    kind = type(keyring)
    return f"{kind.__module__}.{kind.__qualname__}"


def _found() -> list[_Keyring]:
    """The keyrings that are set up here, a chain taken apart."""
    import keyring

    found = keyring.get_keyring()
    if _name(found) == _CHAIN:
        return list(found.backends)  # type: ignore[attr-defined]
    return [found]


def _choose(trusted: frozenset[str]) -> list[_Keyring]:
    keyrings = _found()
    names = [_name(keyring) for keyring in keyrings]
    if not names or _ABSENT.issuperset(names):
        raise _Unusable(_NO_KEYRING)
    for name in names:
        if name not in trusted:
            raise _Unusable(_UNTRUSTED.format(name=name))
    return keyrings


def _read(keyrings: Sequence[_Keyring], entry: tuple[str, str]) -> str | None:
    for keyring in keyrings:
        text = keyring.get_password(*entry)
        if text is not None:
            return text
    return None


def _write(keyrings: Sequence[_Keyring], entry: tuple[str, str], text: str) -> bool:
    """Whether the first keyring holds `text` now. The others are rid of older keys: they must not come back."""
    keyring = keyrings[0]
    most = _LONGEST_BYTES.get(_name(keyring))
    size = len(text.encode("utf-16-le"))
    if most is not None and size > most:
        raise _TooLongError(_TOO_LONG, size=size, most=most)
    keyring.set_password(*entry, text)
    if keyring.get_password(*entry) != text:
        with contextlib.suppress(Exception):  # what it holds instead must not be taken for a key at the next start
            keyring.delete_password(*entry)
        return False
    _erase(keyrings[1:], entry)
    return True


def _erase(keyrings: Sequence[_Keyring], entry: tuple[str, str]) -> bool:
    """Whether no keyring holds the entry any more."""
    for keyring in keyrings:
        if keyring.get_password(*entry) is not None:
            keyring.delete_password(*entry)
    return _read(keyrings, entry) is None


def _explained(error: Exception) -> CredentialError:
    """A sentence for what a keyring raised. By name: the classes of every system cannot be imported on each."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & _LOCKED:
        return CredentialError(_STAYED_LOCKED)
    if "NoKeyringError" in names:
        return CredentialError(_NO_KEYRING)
    if names & {"InitError", "SecretServiceNotAvailableException", "DBusErrorResponse", "ConnectionError"}:
        return CredentialError(_NO_SERVICE)
    return CredentialError(_FAILED, what=type(error).__name__)
