"""How a delivery is signed, and checking one (API page "authentication", section on webhooks).

Owns: the signature: an HMAC-SHA256 of the raw body with the subscription's secret as the key, written as hex, with
"sha256=" before it in most descriptions. Leaves to others: getting hold of a delivery.

Neither a time nor an id is signed, so a delivery that is sent a second time by somebody else looks like the first.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from typing import Final

from app.secrets import Secret

HEADERS: Final = ("X-DialNexa-Signature", "X-Nexa-Signature")
"""Where the documents put it; case does not count."""

_SIGNATURE: Final = re.compile(
    rf"\s*(?:(?:{'|'.join(HEADERS)})\s*:\s*)?(?:sha256=)?([0-9a-f]{{64}})\s*", re.IGNORECASE | re.ASCII
)


def signature_of(body: bytes, secret: Secret) -> str:
    """The value of the header for this body."""
    return "sha256=" + _digest(body, secret).hex()


def read_signature(text: str) -> bytes | None:
    """A header's value, or the whole header line, as bytes; None where it is no signature."""
    found = _SIGNATURE.fullmatch(text)
    return bytes.fromhex(found[1]) if found else None


def is_signed(body: bytes, signature: str, secret: Secret) -> bool:
    """Whether `signature` was made of exactly these bytes with this secret. Takes the same time for every answer."""
    given = read_signature(signature)
    return given is not None and hmac.compare_digest(given, _digest(body, secret))


def is_signed_text(body: str, signature: str, secret: Secret) -> bool:
    """The same for a body that was copied as text: on the way its line ends may have become others.

    As it is, without the line end that copying adds, and with the line ends of Windows.
    """
    return any(is_signed(one, signature, secret) for one in _spellings(body))


def _spellings(body: str) -> Iterator[bytes]:
    unix = body.replace("\r\n", "\n")
    for text in dict.fromkeys((body, unix, unix.rstrip("\n"))):
        yield text.encode("utf-8", "surrogatepass")
    if "\n" in unix:
        yield unix.replace("\n", "\r\n").encode("utf-8", "surrogatepass")


def _digest(body: bytes, secret: Secret) -> bytes:
    return hmac.new(secret.reveal().encode(), body, hashlib.sha256).digest()
