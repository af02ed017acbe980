"""Which addresses a key may be sent to.

Owns: reading and checking the base URL of a profile. Leaves to others: keeping to it (`app/api/transport.py`).
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from app.errors import AppError

DEFAULT_BASE_URL = "https://api.dialnexa.com/v1"

# Every documented route is below it; the routes without a version answer 404 since August 2026.
_DEFAULT_PATH = "/v1"
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")


def parse_base_url(text: str) -> str:
    """The base URL in one spelling: no slash at the end, lower-case host; without a path it ends in `/v1`.

    Raises:
        AppError: With a sentence for the operator, where the address is none or the key would not be safe there.
    """
    text = text.strip()
    if not text:
        raise AppError("Enter the address of the API, for example {example}.", example=DEFAULT_BASE_URL)
    if "://" not in text:
        text = "https://" + text
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise AppError("The address has characters that do not belong there. Type it by hand: it may be a look-alike.")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AppError("This is not a web address. Example: {example}", example=DEFAULT_BASE_URL) from None
    if "@" in parts.netloc:
        raise AppError("The address must not hold a user name or password (the part before @).")
    if parts.query or parts.fragment or text.endswith(("?", "#")):
        raise AppError("The address must end with the path: leave out everything from ? or # on.")
    if parts.scheme not in ("https", "http"):
        raise AppError("The address must start with https://.")
    is_ipv6 = _is_ipv6(host)
    if not (is_ipv6 or _HOST.fullmatch(host)) or port == 0:
        raise AppError("This is not a web address. Example: {example}", example=DEFAULT_BASE_URL)
    if parts.scheme == "http" and not is_loopback(host):
        raise AppError("The address must start with https://, or the key would cross the network unprotected.")
    path = parts.path.rstrip("/") or _DEFAULT_PATH
    if not _PATH.fullmatch(path) or any(set(part) == {"."} for part in path.split("/")):
        raise AppError("This is not a web address. Example: {example}", example=DEFAULT_BASE_URL)
    netloc = (f"[{host}]" if is_ipv6 else host) + (f":{port}" if port is not None else "")
    return f"{parts.scheme}://{netloc}{path}"


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine by its spelling; nothing is looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_ipv6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).version == 6 and "%" not in host
    except ValueError:
        return False
