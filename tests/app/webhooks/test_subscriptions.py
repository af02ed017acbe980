"""What the server would refuse is known beforehand; a change sends what changed and nothing else."""

from __future__ import annotations

import pytest

from app.log import known_secrets
from app.models import Webhook
from app.secrets import Secret
from app.webhooks.subscriptions import (
    LONGEST_URL,
    Draft,
    SecretProblem,
    UrlProblem,
    changes_between,
    event_names,
    is_out_of_reach,
    new_secret,
    secret_problem,
    url_problem,
)

HOOK = Webhook(id="wh_1", raw={}, url="https://a.example/x", events=("call.failed", "shop.order"), is_active=True)
LONG = "https://a.example/".ljust(LONGEST_URL, "x")


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://a.example/x", None),
        (LONG, None),
        (LONG + "x", UrlProblem.TOO_LONG),
        ("", UrlProblem.MISSING),
        ("http://a.example", UrlProblem.NOT_HTTPS),
        ("http://127.0.0.1:8000", UrlProblem.NOT_HTTPS),
        ("HTTPS://a.example", UrlProblem.NOT_HTTPS),
        ("a.example", UrlProblem.NOT_HTTPS),
        ("https://", UrlProblem.NO_HOST),
        ("https:///path", UrlProblem.NO_HOST),
        ("https://[", UrlProblem.NO_HOST),
        ("https://a.example/a b", UrlProblem.NO_HOST),
    ],
)
def test_addresses(url: str, problem: UrlProblem | None) -> None:
    assert url_problem(url) is problem


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "192.168.1.9", "[::1]", "printer.local", "intranet"])
def test_the_server_cannot_reach(host: str) -> None:
    assert is_out_of_reach(f"https://{host}:8443/x")


@pytest.mark.parametrize("host", ["hooks.example.com", "8.8.8.8", "[2606:4700::1111]"])
def test_the_server_can_reach(host: str) -> None:
    assert not is_out_of_reach(f"https://{host}/x")


def test_a_secret_that_is_made_is_long_different_and_hidden_in_logs() -> None:
    first, second = new_secret(), new_secret()
    assert first != second
    assert len(first.reveal()) >= 40
    assert secret_problem(first.reveal()) is None
    assert first.reveal() not in known_secrets.hide(f"PATCH {first.reveal()}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12345678", None),
        ("1234567", SecretProblem.TOO_SHORT),
        ("", SecretProblem.TOO_SHORT),
        ("two words", SecretProblem.ODD_CHARACTERS),
        ("Schlüssel", SecretProblem.ODD_CHARACTERS),
    ],
)
def test_secrets(text: str, problem: SecretProblem | None) -> None:
    assert secret_problem(text) is problem


def test_names_of_events_are_read_from_a_line() -> None:
    assert event_names(" call_ended,shop.order ; call_ended\tping,") == ("call_ended", "shop.order", "ping")
    assert event_names(" , ") == ()


def test_only_what_changed_is_sent() -> None:
    same = Draft(HOOK.url, ("shop.order", "call.failed"))
    assert changes_between(HOOK, same) == {}
    assert changes_between(HOOK, same._replace(url="https://b.example")) == {"url": "https://b.example"}
    fewer = Draft(HOOK.url, ("call.failed",))
    assert changes_between(HOOK, fewer) == {"events": ["call.failed"]}
    assert changes_between(HOOK, same, Secret("12345678")) == {"secret": "12345678"}
