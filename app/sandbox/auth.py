"""Keys: who may do what.

Owns: the bearer check, permissions, creation and revocation of keys (API pages "authentication" and "api-keys").
Leaves to others: the routes. No key is ever written anywhere: what is shown of one is its id.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.sandbox.errors import Refused
from app.sandbox.options import DEMO_KEY, PERMISSIONS, OptionError


@dataclass
class Key:
    """One key. `token` is the whole bearer value; without `permissions` it may do everything."""

    id: str
    token: str
    name: str
    created_ms: int
    last_used_ms: int | None = None
    permissions: frozenset[str] | None = None
    expired: bool = False

    def may(self, permission: str) -> bool:
        """Whether this key holds `permission`. Managing keys ("api_keys") needs a key without restrictions."""
        return self.permissions is None or permission in self.permissions


def key_id(token: str) -> str:
    """The part of a key that may be shown."""
    identifier, colon, _ = token.partition(":")
    return identifier if colon else f"...{token[-4:]}"


def read_key(text: str, created_ms: int) -> Key:
    """A key from its option form (see `Options.keys`).

    Raises:
        OptionError: An empty key or an unknown permission; the text does not repeat the key.
    """
    token, _, rights = text.strip().partition(" ")
    if not token:
        raise OptionError("a key must not be empty")
    names = frozenset(rights.strip().split("+")) if rights.strip() else None
    if names is not None and not names <= set(PERMISSIONS):
        raise OptionError(f"unknown permission, known are {', '.join(PERMISSIONS)}")
    return Key(key_id(token), token, "Sandbox key", created_ms, permissions=names)


class KeyRing:
    """All keys of the workspace."""

    def __init__(self, keys: list[str], now_ms: int) -> None:
        day = 86_400_000
        self._by_token = {key.token: key for key in (read_key(text, now_ms - 40 * day) for text in keys or [DEMO_KEY])}

    @property
    def tokens(self) -> list[str]:
        """The bearer values accepted at the start, first given first."""
        return list(self._by_token)

    def all(self) -> list[Key]:
        """Every key, newest last."""
        return list(self._by_token.values())

    def known(self, authorization: str) -> Key | None:
        """The key an `Authorization` header names, expired or not."""
        scheme, _, token = authorization.partition(" ")
        return self._by_token.get(token.strip()) if scheme.lower() == "bearer" else None

    def check(self, authorization: str) -> Key:
        """The valid key of a request.

        Raises:
            Refused: 401 for a key that is missing, malformed, unknown, revoked or expired.
        """
        if not authorization:
            raise Refused(401, "Missing API key")
        key = self.known(authorization)
        if key is None:
            raise Refused(401, "Invalid API key")
        if key.expired:
            raise Refused(401, "API key has expired")
        return key

    def add(self, key: Key) -> None:
        """Accept one more key."""
        self._by_token[key.token] = key

    def revoke(self, identifier: str) -> bool:
        """Stop accepting a key; False if there is none with this id."""
        for token, key in self._by_token.items():
            if key.id == identifier:
                del self._by_token[token]
                return True
        return False
