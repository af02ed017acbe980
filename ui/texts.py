"""How values read: numbers, times, durations, phone numbers, errors.

Owns: the words around a value and the grouping of digits. Leaves to others: where it is shown.
Everything returned is plain text. What came from a server or a file goes through `plain()` before it is shown.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import Qt

from ui import tokens

if TYPE_CHECKING:
    from datetime import datetime

    from app.errors import AppError

translate = QCoreApplication.translate

DASH: Final = "—"
ELLIPSIS: Final = "…"
THIN: Final = " · "

# Turning the direction of text around would let a file name or a lead's name pretend to be something else. The
# joiners U+200C and U+200D stay: Hindi needs them.
_UNWANTED: Final = {
    **dict.fromkeys((0x061C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""),
    **dict.fromkeys((*range(0x00, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " "),
}
_UNWANTED_BUT_LINES: Final = {code: to for code, to in _UNWANTED.items() if code != 0x0A}


def plain(text: str, cap: int = tokens.TEXT_CAP, *, lines: bool = False) -> str:
    """Untrusted text made fit to be shown: no control or direction characters, at most `cap` characters.

    `lines` keeps line breaks; without it they become spaces.
    """
    if len(text) > cap:
        text = text[: cap - 1] + ELLIPSIS
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_UNWANTED_BUT_LINES if lines else _UNWANTED)


def tooltip(text: str) -> str:
    """Text for a tool tip or a "what's this".

    Qt guesses whether a tool tip is HTML, so what looks like it is escaped and wrapped
    (https://doc.qt.io/qt-6/qt.html#mightBeRichText).
    """
    text = plain(text, lines=True)
    if Qt.mightBeRichText(text):
        import html  # here, because its tables of entities take a millisecond to load

        return "<qt>" + html.escape(text).replace("\n", "<br>") + "</qt>"
    return text


def number(value: float | None) -> str:
    """1842 as "1,842"; a dash for None."""
    if value is None:
        return DASH
    return f"{value:,.0f}"


def decimal(value: float | None, digits: int = 1) -> str:
    """18.4 as "18.4"; a dash for None."""
    if value is None:
        return DASH
    return f"{value:,.{digits}f}"


def ratio(done: int | None, total: int | None) -> str:
    """Done and total: "1,842 / 4,200"."""
    return f"{number(done)} / {number(total)}"


def percent(part: float, whole: float) -> str:
    """A share: "44 %"; 0 of 0 is a dash. Rounded, but never to 0 or 100 unless it is."""
    if whole <= 0:
        return DASH
    share = 100 * part / whole
    shown = round(share)
    if shown == 0 and share > 0:
        shown = 1
    elif shown == 100 and share < 100:
        shown = 99
    return f"{shown} %"


def size(count: int) -> str:
    """A file's size: "86 KB", "1.4 MB" (1 KB = 1,000 bytes)."""
    if count < 1_000:
        return translate("Texts", "{count} bytes").format(count=count)
    if count < 999_500:
        return f"{count / 1_000:.0f} KB"
    return f"{count / 1_000_000:.1f} MB"


def clock(at: datetime | None) -> str:
    """Time of day here: "12:08:41". `at` is aware."""
    return DASH if at is None else at.astimezone().strftime("%H:%M:%S")


def clock_at(unix: float) -> str:
    """Time of day here of a Unix time in seconds."""
    from datetime import datetime

    return clock(datetime.fromtimestamp(unix).astimezone())


def day(at: datetime | None, *, now: datetime | None = None) -> str:
    """Date here: "12 Jun", with the year when it is another one than now's."""
    if at is None:
        return DASH
    local = at.astimezone()
    month = QLocale().standaloneMonthName(local.month, QLocale.FormatType.ShortFormat)
    this_year = (now.astimezone() if now is not None else at.now().astimezone()).year
    return f"{local.day} {month}" if local.year == this_year else f"{local.day} {month} {local.year}"


def moment(at: datetime | None, *, now: datetime | None = None) -> str:
    """Date and time here: "12 Jun 09:30"."""
    if at is None:
        return DASH
    return f"{day(at, now=now)} {at.astimezone():%H:%M}"


def moment_in_full(at: datetime | None) -> str:
    """For a tool tip: "12 Jun 2026 09:30:00 IST (UTC+05:30)"."""
    if at is None:
        return ""
    local = at.astimezone()
    month = QLocale().standaloneMonthName(local.month, QLocale.FormatType.ShortFormat)
    offset = local.strftime("%z")
    zone = f"UTC{offset[:3]}:{offset[3:5]}"
    name = local.tzname() or ""
    named = f"{name} ({zone})" if name and not name.startswith(("+", "-", "UTC")) else zone
    return f"{local.day} {month} {local.year} {local:%H:%M:%S} {named}"


def duration(seconds: float | None) -> str:
    """Such as "6 s", "2 m 25 s", "2 h 08 m"; a dash for None."""
    if seconds is None or seconds != seconds:
        return DASH
    whole = max(0, round(min(seconds, 1e9)))
    if whole < 60:
        return translate("Texts", "{s} s").format(s=whole)
    if whole < 3_600:
        return translate("Texts", "{m} m {s} s").format(m=whole // 60, s=f"{whole % 60:02}")
    return translate("Texts", "{h} h {m} m").format(h=f"{whole // 3_600:,}", m=f"{whole % 3_600 // 60:02}")


def seconds(count: int) -> str:
    """For speech: "12 seconds"."""
    if count == 1:
        return translate("Texts", "1 second")
    return translate("Texts", "{count} seconds").format(count=number(count))


# Area codes with two digits in India; the rest of what begins with 6 to 9 is a mobile number, read as 5 + 5.
_INDIA_TWO: Final = ("11", "20", "22", "33", "40", "44")
_ONE_DIGIT_CODES: Final = frozenset("17")
_TWO_DIGIT_RANGES: Final = ((20, 20), (27, 27), (30, 34), (36, 36), (39, 41), (43, 49), (51, 58), (60, 66), (81, 82))
_TWO_DIGIT_CODES: Final = frozenset(
    str(code)
    for first, last in (*_TWO_DIGIT_RANGES, (84, 84), (86, 86), (90, 95), (98, 98))
    for code in range(first, last + 1)
)


_masked = False


def mask_phones(on: bool) -> None:
    """Hide most digits of every number that `phone` writes from now on; what is shown already needs a repaint."""
    global _masked
    if on != _masked:
        _masked = on
        phone.cache_clear()


def are_phones_masked() -> bool:
    """Whether numbers are shown masked."""
    return _masked


@lru_cache(maxsize=8_192)
def phone(text: str) -> str:
    """A number grouped for reading: "+91 98765 43210", or "+91 98••• ••210" where numbers are masked.

    What is not E.164 comes back as it is, but masked all the same where it has as many digits as a number.
    """
    written = _written(text)
    return _hidden(written) if _masked else written


_DIGIT: Final = "•"
_SHOWN_FIRST, _SHOWN_LAST, _LEAST_HIDDEN = 2, 3, 7


def _hidden(written: str) -> str:
    """Country code, two digits after it and the last three stay; fewer where there are too few to hide any."""
    if sum(character.isdigit() for character in written) < _LEAST_HIDDEN:
        return written
    code, space, rest = written.partition(" ") if written.startswith("+") else ("", "", written)
    if not rest:  # no number, though it begins like one
        code, rest = "", written
    places = [place for place, character in enumerate(rest) if character.isdigit()]
    first = _SHOWN_FIRST if len(places) >= 2 * (_SHOWN_FIRST + _SHOWN_LAST) - 1 else 0
    hidden = places[first:-_SHOWN_LAST]
    shown = list(rest)
    for place in hidden:
        shown[place] = _DIGIT
    return code + space + "".join(shown)


def _written(text: str) -> str:
    """A number grouped for reading.

    India, where nearly all numbers are, is grouped here; the rest by `phonenumbers` once that is loaded (see
    `use_phone_metadata`), before that in threes and fours. Copying takes the E.164 value, never this.
    """
    digits = text[1:]
    if not (text.startswith("+") and digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 15):
        return plain(text, tokens.CELL_CAP)
    if digits.startswith("91") and len(digits) == 12:
        national = digits[2:]
        two = (
            national.startswith(_INDIA_TWO)
            or (national.startswith("80") and national[2] in "2346")
            or (national.startswith("79") and national[2] in "1234567")
        )
        if two:
            return f"+91 {national[:2]} {national[2:6]} {national[6:]}"
        if national[0] in "6789":
            return f"+91 {national[:5]} {national[5:]}"
    if "phonenumbers" in sys.modules:
        import phonenumbers

        try:
            parsed = phonenumbers.parse(text)
            written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        except phonenumbers.NumberParseException:
            return _grouped(digits)
        return written.replace("-", " ")
    return _grouped(digits)


def use_phone_metadata() -> None:
    """Load `phonenumbers` for numbers outside India. Takes about 20 ms: call it when the window is idle."""
    import phonenumbers  # noqa: F401

    phone.cache_clear()


def _grouped(digits: str) -> str:
    code = 1 if digits[0] in _ONE_DIGIT_CODES else 2 if digits[:2] in _TWO_DIGIT_CODES else 3
    national = digits[code:]
    groups = []
    while len(national) > 4:
        groups.append(national[:3])
        national = national[3:]
    groups.append(national)
    return f"+{digits[:code]} " + " ".join(groups)


# Fields of a sentence that the engine itself fills with words; all others come from a server or a file.
OUR_WORDS: Final = frozenset({"what", "country"})


def _status_word(status: str) -> str:
    """A status as the server writes it ("in_progress") in the interface language, or as it came."""
    word = status.replace("_", " ").capitalize()
    translated = translate("Status", word)
    return translated if translated != word else status


def said(text: str) -> str:
    """Words that the engine says itself (never a server's) in the interface language.

    Those about lead files stand in a context of their own.
    """
    translated = translate("Errors", text)
    return translated if translated != text else translate("Leads", text)


def error_text(error: AppError) -> str:
    """The sentence of an expected error in the interface language, as plain text."""
    from app.errors import NO_REASON

    template = said(error.template)
    params = {}
    for name, value in error.params.items():
        if isinstance(value, str):
            if name == "status":
                value = _status_word(value)
            elif name in OUR_WORDS or value == NO_REASON:
                value = said(value)
            value = plain(value, tokens.CELL_CAP)
        params[name] = value
    try:
        return plain(template.format(**params), lines=True)
    except (KeyError, IndexError, ValueError, TypeError, AttributeError):
        # A translation with a wrong field must not hide the error itself.
        return plain(error.user_message, lines=True)
