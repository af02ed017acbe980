"""A signature fits one body and one secret, however it is written."""

from __future__ import annotations

import pytest

from app.secrets import Secret
from app.webhooks.signatures import is_signed, is_signed_text, read_signature, signature_of

BODY = b'{"event_type":"call_ended","payload":{"call":{"id":"call_1","status":"completed"}}}'
SECRET = Secret("a secret of the tests")
# printf '%s' "$BODY" | openssl dgst -sha256 -hmac 'a secret of the tests'
HEX = "0a9c05918f93e35fbffd0db74b1a951a97057260eeabfc0d01869574f2abe5b4"


def test_it_is_what_other_programs_make_of_it() -> None:
    assert signature_of(BODY, SECRET) == f"sha256={HEX}"


@pytest.mark.parametrize(
    "written",
    [
        f"sha256={HEX}",
        HEX,
        HEX.upper(),
        f"  SHA256={HEX}\n",
        f"X-DialNexa-Signature: sha256={HEX}",
        f"x-nexa-signature:{HEX}",
    ],
)
def test_every_spelling_is_taken(written: str) -> None:
    assert is_signed(BODY, written, SECRET)


@pytest.mark.parametrize(
    "written", ["", "sha256=", HEX[:-1], HEX + "0", f"sha1={HEX}", f"X-Other: {HEX}", "g" * 64, HEX[:-1] + "٣"]
)
def test_what_is_no_signature_fits_nothing(written: str) -> None:
    assert read_signature(written) is None
    assert not is_signed(BODY, written, SECRET)


def test_another_body_secret_or_signature_does_not_fit() -> None:
    other = "0" * 64 if HEX[0] != "0" else "1" * 64
    assert not is_signed(BODY + b" ", HEX, SECRET)
    assert not is_signed(BODY, HEX, Secret("another secret of the tests"))
    assert not is_signed(BODY, other, SECRET)


@pytest.mark.parametrize(("sent", "copied"), [
    (b'{"a":1}', '{"a":1}\n'),
    (b'{\n"a":1\n}', '{\r\n"a":1\r\n}'),
    (b'{\r\n"a":1\r\n}', '{\n"a":1\n}'),
    (b'{"a":1}\n', '{"a":1}\n'),
    ('{"a":"नमस्ते"}'.encode(), '{"a":"नमस्ते"}'),
])  # fmt: skip
def test_line_ends_may_change_while_copying_and_nothing_else(sent: bytes, copied: str) -> None:
    assert is_signed_text(copied, signature_of(sent, SECRET), SECRET)
    assert not is_signed_text(copied.replace("a", "b"), signature_of(sent, SECRET), SECRET)
