"""Links to recordings, which come from the server and are opened by the system.

Owns: which links are fit to be handed to the system. Leaves to others: opening them.
"""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import urlsplit

_LONGEST: Final = 4_000
_LOCAL_ENDINGS: Final = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


def public_link(url: str | None) -> str | None:
    """The link, if it is a plain https link to a host on the public internet; else None.

    What a server sends could name a program's own scheme, a file, or a machine in the operator's network.
    """
    if not url or len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or not host or parts.username is not None or parts.password is not None:
        return None
    if port not in (None, 443):
        return None
    try:
        return url if ipaddress.ip_address(host).is_global else None
    except ValueError:
        pass
    host = host.rstrip(".")
    # A name without a dot, or ending in digits, is a machine nearby or a number in disguise.
    last = host.rpartition(".")[2]
    if "." not in host or host.endswith(_LOCAL_ENDINGS) or not last.isalpha():
        return url if last.startswith("xn--") and "." in host else None
    return url
