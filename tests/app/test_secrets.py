"""Keys: what is accepted, and that nothing shows them."""

from __future__ import annotations

import copy
import pickle
import traceback
from dataclasses import dataclass

import pytest

from app.errors import CredentialError
from app.secrets import KnownSecrets, Secret

KEY = "abcdefghijklmn:opqrstuvwxyz12"


@pytest.mark.parametrize("text", [KEY, f"  {KEY}\n", f"\r\n\t{KEY}\t"])
def test_what_is_around_a_key_is_dropped(text: str) -> None:
    assert Secret.parse(text).reveal() == KEY


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Enter"),
        (" \n ", "Enter"),
        ("abc def:ghi", "blanks"),
        ("abc:\ndef", "line breaks"),
        ("abc:déf", "characters"),
        ("abc:\u200bdef", "characters"),
        ("abc:\x00def", "characters"),
        ("abc:\x7fdef", "characters"),
    ],
)
def test_refused_keys_get_a_sentence_without_the_key(text: str, says: str) -> None:
    with pytest.raises(CredentialError) as caught:
        Secret.parse(text)
    assert says in caught.value.user_message
    assert "abc" not in "".join(traceback.format_exception(caught.value)).replace(text.strip(), "")
    assert "abc" not in caught.value.user_message


@pytest.mark.parametrize(
    ("text", "warns"), [(KEY, False), ("dnx_live_123", False), ("dnx_test_123", False), ("abcdef", True), (":x", True)]
)
def test_odd_keys_are_warned_of_and_used(text: str, warns: bool) -> None:
    secret = Secret.parse(text)
    assert bool(secret.warning) is warns
    assert text not in secret.warning


def test_no_way_of_showing_a_key_shows_it() -> None:
    secret = Secret(KEY)

    @dataclass
    class Holder:
        key: Secret

    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r:>60}", f"{secret:>60}", "%s %r" % (secret, secret)]  # noqa: UP031
    shown += [repr([secret]), repr({"key": secret}), repr(Holder(secret)), str(ValueError(secret))]
    assert not [text for text in shown if "opq" in text or "abc" in text]
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    assert copy.deepcopy(secret) is secret


def test_hint_is_the_end_of_a_key_that_is_long_enough() -> None:
    assert Secret(KEY).hint == "yz12"
    assert Secret("short").hint == ""


def test_equality_is_by_key() -> None:
    assert Secret(KEY) == Secret(KEY)
    assert Secret(KEY) != Secret(KEY + "x")
    assert Secret(KEY) != KEY
    assert len({Secret(KEY), Secret(KEY)}) == 1


def test_known_secrets_are_found_whole_and_in_part() -> None:
    known = KnownSecrets()
    known.add("key-id-0001:it's-secret")
    assert known.hide("Bearer key-id-0001:it's-secret!") == "Bearer [key]!"
    assert known.hide("only it's-secret") == "only [key]"
    assert known.hide(repr(b"key-id-0001:it's-secret")) == 'b"[key]"'
    assert known.hide("key-id-0001 alone is no secret") == "key-id-0001 alone is no secret"


def test_a_short_text_does_not_make_logs_unreadable() -> None:
    known = KnownSecrets()
    known.add("a:b")
    assert known.hide("a: b, a:b") == "a: b, a:b"
