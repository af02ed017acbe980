"""The rules for a webhook subscription (API pages "webhooks/create" and "webhooks/update").

Owns: which events are documented, what an address and a secret must be like, making a secret, what a change sends.
Leaves to others: sending it (`app/api/account_requests.py`), the words for a problem (`ui/webhooks/words.py`).

Nothing here receives events: the server delivers to public https addresses only, never to a desktop.
"""

from __future__ import annotations

import enum
import ipaddress
import re
import secrets
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from app.errors import AppError, NetworkError, OddAnswerError, Sent, ServerError
from app.models import Webhook
from app.secrets import Secret

EVENTS: Final = (
    "call.completed",
    "call.failed",
    "call.no_answer",
    "campaign.completed",
    "campaign.paused",
    "workflow.lead.completed",
)
"""The documented names of subscriptions. The field is a free list: others may be there, and are kept."""

LONGEST_URL: Final = 150
# Not a rule of the server. Anybody who receives one delivery can try short secrets against its signature.
LEAST_SECRET: Final = 8
_SECRET_BYTES: Final = 32
_SEPARATORS: Final = re.compile(r"[\s,;]+")


class UrlProblem(enum.Enum):
    """Why the server would not take an address."""

    MISSING = enum.auto()
    NOT_HTTPS = enum.auto()
    NO_HOST = enum.auto()
    TOO_LONG = enum.auto()


class SecretProblem(enum.Enum):
    """Why a secret is of no use."""

    TOO_SHORT = enum.auto()
    ODD_CHARACTERS = enum.auto()


class Draft(NamedTuple):
    """A subscription as the operator wants it."""

    url: str
    events: tuple[str, ...]


def url_problem(url: str) -> UrlProblem | None:
    """What is wrong with an address; None for nothing. Case of the scheme counts, as the server compares it."""
    if not url:
        return UrlProblem.MISSING
    if not url.startswith("https://"):
        return UrlProblem.NOT_HTTPS
    if not _host(url) or any(character.isspace() for character in url):
        return UrlProblem.NO_HOST
    return UrlProblem.TOO_LONG if len(url) > LONGEST_URL else None


def is_out_of_reach(url: str) -> bool:
    """Whether an address is one that the server cannot reach: this computer, or a private network."""
    host = _host(url)
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(host) and "." not in host


def secret_problem(text: str) -> SecretProblem | None:
    """What is wrong with a secret that the operator chose; None for nothing."""
    if not (text.isascii() and text.isprintable()) or " " in text:
        return SecretProblem.ODD_CHARACTERS
    return SecretProblem.TOO_SHORT if len(text) < LEAST_SECRET else None


def new_secret() -> Secret:
    """A secret that nobody can guess."""
    return Secret(secrets.token_urlsafe(_SECRET_BYTES))


def event_names(text: str) -> tuple[str, ...]:
    """The names in a text, apart by commas or blanks; each once."""
    return tuple(dict.fromkeys(name for name in _SEPARATORS.split(text) if name))


def changes_between(before: Webhook, after: Draft, secret: Secret | None = None) -> dict[str, Any]:
    """What has to be sent to get from one to the other; empty for nothing.

    Events are sent as a whole list: the server replaces what it has. Their order means nothing.
    """
    changes: dict[str, Any] = {}
    if after.url != before.url:
        changes["url"] = after.url
    if set(after.events) != set(before.events):
        changes["events"] = list(after.events)
    if secret is not None:
        changes["secret"] = secret.reveal()
    return changes


def is_unsure(error: AppError) -> bool:
    """Whether a change that failed like this may have been made all the same."""
    if isinstance(error, NetworkError):
        return error.sent is not Sent.NOTHING
    return isinstance(error, (ServerError, OddAnswerError))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").casefold()
    except ValueError:
        return ""
