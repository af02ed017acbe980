"""Values read the same everywhere, and untrusted text stays plain."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtGui import Qt

from app.errors import ApiError, AuthError, NetworkError
from ui import texts


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, "—"), (0, "0 s"), (6, "6 s"), (59.6, "1 m 00 s"), (145, "2 m 25 s"), (7_680, "2 h 08 m"), (-3, "0 s")],
)
def test_durations(seconds: float | None, text: str) -> None:
    assert texts.duration(seconds) == text


def test_duration_of_nonsense_never_raises() -> None:
    assert texts.duration(float("nan")) == "—"
    assert texts.duration(float("inf")).endswith("m")


def test_numbers() -> None:
    assert texts.number(1842) == "1,842"
    assert texts.number(None) == "—"
    assert texts.ratio(1842, 4200) == "1,842 / 4,200"
    assert texts.size(86_000) == "86 KB"
    assert texts.size(10_060_000) == "10.1 MB"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(44, 100, "44 %"), (1, 10_000, "1 %"), (9_999, 10_000, "99 %"), (0, 5, "0 %"), (5, 5, "100 %"), (0, 0, "—")],
)
def test_a_percentage_is_all_or_nothing_only_when_it_is(part: float, whole: float, text: str) -> None:
    assert texts.percent(part, whole) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("+919876543210", "+91 98765 43210"),
        ("+918047182200", "+91 80 4718 2200"),
        ("+912269124480", "+91 22 6912 4480"),
        ("+914446317710", "+91 44 4631 7710"),
        ("+14155550100", "+1 415 555 0100"),
        ("+447700900123", "+44 770 090 0123"),
        ("9.87654E+09", "9.87654E+09"),
        ("", ""),
        ("+91", "+91"),
        ("+९१९८७६५४३२१०", "+९१९८७६५४३२१०"),
    ],
)
def test_phone_numbers_before_the_metadata_is_loaded(raw: str, text: str) -> None:
    code = f"from ui import texts; import sys; print(texts.phone({raw!r})); assert 'phonenumbers' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.rstrip("\n") == text


def test_indian_numbers_read_as_the_metadata_has_them() -> None:
    import phonenumbers

    from ui.texts import phone

    for national in ("9876543210", "8047182200", "2269124480", "1140849930", "7947182200", "3340849930", "7021195306"):
        number = phonenumbers.parse("+91" + national)
        wanted = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        assert phone("+91" + national) == wanted


def test_metadata_groups_the_rest_of_the_world() -> None:
    texts.use_phone_metadata()
    assert texts.phone("+447700900123") == "+44 7700 900123"
    assert texts.phone("+14155550100") == "+1 415 555 0100"


def test_moments_are_local_with_the_zone_in_full() -> None:
    at = datetime(2026, 6, 12, 4, 0, 5, tzinfo=UTC)
    local = at.astimezone()
    assert texts.moment(at, now=at) == f"{local.day} Jun {local:%H:%M}"
    assert texts.moment(at, now=at + timedelta(days=400)) == f"{local.day} Jun 2026 {local:%H:%M}"
    assert texts.clock(at) == f"{local:%H:%M:%S}"
    assert "UTC" in texts.moment_in_full(at)
    assert texts.moment(None) == "—"


def test_plain_strips_directions_and_controls_but_keeps_hindi() -> None:
    assert texts.plain("invoice\u202efdp.exe\u2066\x00\x1b[1m") == "invoicefdp.exe  [1m"
    joined = "क्\u200dष"
    assert texts.plain(joined) == joined
    assert texts.plain("a\nb") == "a b"
    assert texts.plain("a\nb\x07", lines=True) == "a\nb "
    assert texts.plain("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b>", "<img src='file:///etc/passwd'>", "a < b > c", "&lt;b&gt;", "<table>" * 20, "5 < 6", "plain"],
)
def test_tool_tips_show_what_was_written(qapp: Any, text: str) -> None:
    tip = texts.tooltip(text)
    if Qt.mightBeRichText(tip):
        from PySide6.QtGui import QTextDocument

        document = QTextDocument()
        document.setHtml(tip)
        assert document.toPlainText() == text
    else:
        assert tip == text


def test_errors_become_one_plain_sentence() -> None:
    assert texts.error_text(AuthError(status=401)).startswith("The API key was refused")
    error = ApiError(status=418, lines=("<b>no</b>\u202e", "x" * 9_999))
    shown = texts.error_text(error)
    assert "418" in shown
    assert "<b>no</b>" in shown
    assert "\u202e" not in shown
    assert len(shown) < 500


def test_a_broken_template_still_tells_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "translate", lambda context, text: "{nothing} {0}")
    assert texts.error_text(NetworkError()).startswith("The server could not be reached")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+919876543210", "+91 98••• ••210"),
        ("+912269124480", "+91 22 •••• •480"),
        ("+12025550123", "+1 20• ••• •123"),
        ("9876543210", "98•••••210"),
        ("12345", "12345"),
        ("—", "—"),
        ("+91-not-a-number-987654321", "+91-not-a-number-••••••321"),
    ],
)
def test_masked_numbers_keep_their_ends(number: str, shown: str) -> None:
    whole = texts.phone(number)
    texts.mask_phones(True)
    try:
        masked = texts.phone(number)
    finally:
        texts.mask_phones(False)
    assert texts.phone(number) == whole
    assert masked == shown
