"""The proxy that the operator may set.

Owns: reading and checking its address, and which servers it is used for. Leaves to others: sending through it
(`app/api/transport.py`). The environment's proxies are never used: the key would go to whatever they name.
Light on purpose: the preferences check an address with it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from app.api.base_url import is_loopback
from app.errors import AppError

EXAMPLE = "http://proxy.example.com:3128"

_HOST = re.compile(r"(?!-)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")


def parse_proxy(text: str) -> str:
    """The address in one spelling, "http://host:port"; "" for an empty text, which means no proxy.

    Raises:
        AppError: With a sentence for the operator, where it is no address of a proxy that can be used.
    """
    text = text.strip()
    if not text:
        return ""
    if "://" not in text:
        text = "http://" + text
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise AppError("The address has characters that do not belong there. Example: {example}", example=EXAMPLE)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AppError("This is not the address of a proxy. Example: {example}", example=EXAMPLE) from None
    if parts.scheme.startswith("socks"):
        raise AppError("SOCKS proxies are not supported. Use an HTTP proxy, for example {example}", example=EXAMPLE)
    if parts.scheme not in ("http", "https"):
        raise AppError("The address of a proxy starts with http:// or https://. Example: {example}", example=EXAMPLE)
    if "@" in parts.netloc:
        # It would lie in the settings file for everyone to read.
        raise AppError("The address must not hold a user name or password (the part before @).")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise AppError("The address ends after the port. Example: {example}", example=EXAMPLE)
    if port is None:
        raise AppError("Add the port of the proxy, for example {example}", example=EXAMPLE)
    shown = f"[{host}]" if ":" in host else host
    if port == 0 or not _HOST.fullmatch(shown):
        raise AppError("This is not the address of a proxy. Example: {example}", example=EXAMPLE)
    return f"{parts.scheme}://{shown}:{port}"


def proxy_for(base_url: str, proxy: str) -> str | None:
    """The proxy for requests to `base_url`: none for this very machine, as the demo's server is.

    Raises:
        AppError: What is set is no usable address (the settings file was edited): better no request than a direct one.
    """
    if not proxy or is_loopback(urlsplit(base_url).hostname or ""):
        return None
    return parse_proxy(proxy)
