"""API keys, and the list of texts that must never be shown.

Owns: the shape of a key as an operator enters it, hiding it from `repr`, `str`, formatting and pickling, and knowing
every key of this run so that logs and error texts can be searched for it. Leaves to others: storing a key
(`app/credentials.py`) and searching the texts (`app/log.py`).
"""

from __future__ import annotations

import hmac
import re
from typing import NoReturn

from app.errors import CredentialError

_HIDDEN = "[key]"
# Shorter pieces occur in ordinary text; replacing them would only make a log unreadable.
_LEAST_HIDDEN_LENGTH = 6
_LEAST_HINTED_LENGTH = 12
_ID_AND_SECRET = re.compile(r"[^:]+:[^:]+")
_PREFIXES = ("dnx_live_", "dnx_test_")


class KnownSecrets:
    """Every secret text of this run. Only grows: a key that was replaced must stay hidden too."""

    def __init__(self) -> None:
        self._texts: tuple[str, ...] = ()

    def add(self, text: str) -> None:
        """Hide `text` from now on; both halves of an `id:secret` pair are hidden on their own as well."""
        pieces = {text, text.partition(":")[2]}
        pieces |= {repr(piece)[1:-1] for piece in pieces}  # as it stands in the repr of bytes or text
        new = {piece for piece in pieces if len(piece) >= _LEAST_HIDDEN_LENGTH}
        # Longest first, or the tail of a key would be left behind when only its half was replaced.
        self._texts = tuple(sorted(new.union(self._texts), key=len, reverse=True))

    def hide(self, text: str) -> str:
        """`text` with every known secret replaced."""
        for secret in self._texts:
            if secret in text:
                text = text.replace(secret, _HIDDEN)
        return text


known_secrets = KnownSecrets()


class Secret:
    """An API key. Only `reveal` gives it away."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        known_secrets.add(text)

    @classmethod
    def parse(cls, text: str) -> Secret:
        """Read a key as it was typed or pasted; blanks and line ends around it are dropped.

        Raises:
            CredentialError: It is empty, or holds blanks, line ends or other than printable ASCII inside. Such a key
                could not be sent in a header; the HTTP library would quote it in its error text.
        """
        text = text.strip()
        if not text:
            raise CredentialError("Enter an API key.")
        if any(character.isspace() for character in text):
            raise CredentialError("The key has blanks or line breaks inside. Copy it again, in one piece.")
        if not (text.isascii() and text.isprintable()):
            raise CredentialError(
                "The key has characters that no API key has. Copy it again from the DialNexa dashboard."
            )
        return cls(text)

    @property
    def warning(self) -> str:
        """Why this may not be a whole key, or "": a warning only, the documentation knows two forms."""
        if self._text.startswith(_PREFIXES) or _ID_AND_SECRET.fullmatch(self._text):
            return ""
        return "This does not look like a whole DialNexa key (key id, a colon, secret). It is used as it is."

    @property
    def hint(self) -> str:
        """The last four characters, as the dashboard shows them; "" for a key too short to show any."""
        return self._text[-4:] if len(self._text) >= _LEAST_HINTED_LENGTH else ""

    def reveal(self) -> str:
        """The key itself: for the Authorization header and the keyring, nowhere else."""
        return self._text

    def __repr__(self) -> str:
        return "Secret([key])"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(self._text)

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")
