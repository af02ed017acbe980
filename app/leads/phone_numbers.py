"""Phone numbers to E.164, with the verdicts of `phonenumbers` at ten times its speed.

Owns: what counts as a possible number and why not. Leaves to others: rows and files.

The library's `parse` + `is_valid_number` manage some 50,000 numbers a second. Nearly all numbers of a lead file are
plain: digits with spaces, hyphens, dots and brackets, after a `+` or as dialled inside the default country. For those
the library's own metadata is turned into one regular expression a country, guarded so that it answers only where the
library's further rules (national prefixes, international prefixes, shared country codes) have nothing to say. All
else goes to the library. A fuzz test holds both to the same verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat

from app.leads import sentences
from app.leads.digit_patterns import UnsupportedPatternError, longest, tails_after
from app.leads.records import Sentence

# Characters that the library ignores between digits (its VALID_PUNCTUATION has more; those take the slow way).
_IGNORED: Final = b" -()."
_LIBRARY_LIMIT: Final = 250  # characters; longer input is refused unseen
_EXCEL_FLOAT: Final = re.compile(r"[+-]?(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_FLOAT_TAIL: Final = re.compile(r"(\+?\d{7,15})[.,]0+")
_TYPES: Final = (
    "mobile", "fixed_line", "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan",
    "voicemail",
)  # fmt: skip

_NAMES: Final = {
    "AE": "the Emirates", "AU": "Australia", "BD": "Bangladesh", "BH": "Bahrain", "BR": "Brazil", "CA": "Canada",
    "CN": "China", "DE": "Germany", "ES": "Spain", "FR": "France", "GB": "the United Kingdom", "HK": "Hong Kong",
    "ID": "Indonesia", "IE": "Ireland", "IN": "India", "IT": "Italy", "JP": "Japan", "KE": "Kenya", "KW": "Kuwait",
    "LK": "Sri Lanka", "MX": "Mexico", "MY": "Malaysia", "NG": "Nigeria", "NL": "the Netherlands", "NP": "Nepal",
    "NZ": "New Zealand", "OM": "Oman", "PH": "the Philippines", "PK": "Pakistan", "QA": "Qatar", "SA": "Saudi Arabia",
    "SG": "Singapore", "TH": "Thailand", "US": "the United States", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip

Match = Callable[[str], object]

# How many digits at the end of a number the two memories of verdicts leave out of account.
_TAIL: Final = 5
_SHORT_TAIL: Final = 4
_GOOD, _GOOD_WHEN_BARE, _BAD = 1, 2, 0


def _never(text: str) -> None:
    return None


class _Country(NamedTuple):
    """Numbers written as `+` and digits.

    Attributes:
        valid: Certainly good.
        unsure: The library has to look; what is neither is certainly bad.
        tail: How many of the last digits the verdict on a number does not depend on: `_TAIL`, `_SHORT_TAIL` or 0.
    """

    valid: Match
    unsure: Match
    tail: Callable[[str], int]


_SLOW: Final = _Country(_never, lambda text: True, lambda digits: 0)


class Verdicts(NamedTuple):
    """What `NumberReader.read` found, one entry a cell.

    Attributes:
        e164: The number, or None.
        bare: 1 where the default country's code was added.
    """

    e164: list[str | None]
    bare: bytearray


class NumberReader:
    """Reads cells as phone numbers, bare ones as of `default_country` (ISO 3166, "" for none).

    Equal to `phonenumbers.parse(cell, default_country or None)` and `is_valid_number`, but for spreadsheet damage: a
    tail of `.0` and an exponent that has kept all its digits are undone before, one that has not is never a number.
    """

    def __init__(self, default_country: str) -> None:
        self.region: str | None = default_country.upper() if default_country else None
        if self.region is not None and self.region not in phonenumbers.SUPPORTED_REGIONS:
            self.region = None
        self.code = phonenumbers.country_code_for_region(self.region) if self.region else 0
        self._countries: dict[str, _Country] = {}
        self._bare = _bare(self.region)
        # All but the last digits of a number -> its verdict, where that does not depend on the last digits.
        self._memory: dict[str, int] = {}
        self._longer_memory: dict[str, int] = {}

    def read(self, cells: list[str]) -> Verdicts:
        """The verdicts on `cells`, in order."""
        found: list[str | None] = []
        add = found.append
        bare = bytearray(len(cells))
        remembered = self._memory.get
        prefix = f"+{self.code}"
        for index, digits in enumerate(_without_punctuation(cells)):
            verdict = remembered(digits[:-_TAIL])
            if verdict is None or "~" in digits:
                number, added = self._decide(digits, cells[index])
                add(number)
                if added:
                    bare[index] = 1
            elif verdict == _GOOD:
                add(digits)
            elif verdict == _BAD:
                add(None)
            else:
                add(prefix + digits)
                bare[index] = 1
        return Verdicts(found, bare)

    def _decide(self, digits: str, cell: str) -> tuple[str | None, bool]:
        """(number or None, whether the default country was added) for one that is not remembered."""
        if not digits:
            return None, False
        if "~" in digits:
            return self._read_slowly(cell)
        verdict = self._longer_memory.get(digits[:-_SHORT_TAIL])
        if verdict == _GOOD:
            return digits, False
        if verdict == _BAD:
            return None, False
        own = self._bare
        if digits[0] == "+":
            country = self._countries.get(digits[:4]) or self._learn(digits)
            if country.valid(digits):
                self._remember(digits, country.tail(digits), _GOOD)
                return digits, False
            if country.unsure(digits):
                return self._read_slowly(cell)
            self._remember(digits, country.tail(digits), _BAD)
            return None, False
        if verdict == _GOOD_WHEN_BARE or own.plain(digits):
            if verdict is None:
                self._remember(digits, own.tail(digits), _GOOD_WHEN_BARE)
            return f"+{self.code}{digits}", True
        if own.with_code(digits):
            return "+" + digits, True
        if own.with_zero(digits):
            return f"+{self.code}{digits[1:]}", True
        return (None, False) if not own.unsure(digits) else self._read_slowly(cell)

    @property
    def remembered(self) -> int:
        """How many verdicts are in memory."""
        return len(self._memory) + len(self._longer_memory)

    def _remember(self, digits: str, tail: int, verdict: int) -> None:
        if tail == _TAIL:
            self._memory[digits[:-_TAIL]] = verdict
        elif tail:
            self._longer_memory[digits[:-_SHORT_TAIL]] = verdict

    def read_one(self, cell: str) -> str | None:
        """The number in `cell`, or None."""
        return self.read([cell]).e164[0]

    def _learn(self, digits: str) -> _Country:
        key = digits[:4]
        country = _country(key[1:])
        self._countries[key] = country
        return country

    def _read_slowly(self, cell: str) -> tuple[str | None, bool]:
        """(number or None, whether the default country was added), by the library itself."""
        if cell.isascii() and sum(map(cell.count, "0123456789")) < 2:
            return None, False  # the library wants two digits at least
        if is_damaged(cell):
            return None, False  # it might pass with the digits that are left
        cell = restored(cell)
        try:
            number = phonenumbers.parse(cell, self.region)
        except phonenumbers.NumberParseException:
            return None, False
        if not phonenumbers.is_valid_number(number):
            return None, False
        return phonenumbers.format_number(number, PhoneNumberFormat.E164), not re.match(r"\D*[+＋]", cell)

    def why_not(self, cell: str) -> Sentence:
        """Why `cell` holds no usable number, for one that `read` answered None to."""
        text = cell.strip()
        if is_damaged(text):
            return Sentence(sentences.ROW_DAMAGED)
        digits = sum(character.isdecimal() for character in text)
        if not digits:
            return Sentence(sentences.ROW_NO_DIGITS)
        parts = [part for part in re.split(r"[/,;&|\n]|\bor\b", text) if part.strip()]
        if len(parts) > 1 and sum(self.read_one(part) is not None for part in parts) > 1:
            return Sentence(sentences.ROW_SEVERAL)
        try:
            number = phonenumbers.parse(text, self.region)
        except phonenumbers.NumberParseException as error:
            if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
                if re.match(r"\D*[+＋]", text):
                    start = re.sub(r"\D", "", text)[:3]
                    return Sentence(sentences.ROW_UNKNOWN_COUNTRY, {"digits": start})
                return Sentence(sentences.ROW_NO_COUNTRY)
            if digits > 15:
                return Sentence(sentences.ROW_TOO_LONG, {"digits": digits})
            if digits < 7:
                return Sentence(sentences.ROW_TOO_SHORT, {"digits": digits})
            return Sentence(sentences.ROW_IMPOSSIBLE)
        region = phonenumbers.region_code_for_country_code(number.country_code or 0)
        country = country_name(region)
        national = phonenumbers.national_significant_number(number)
        metadata = PhoneMetadata.metadata_for_region(region, None)
        lengths = _usual_lengths(metadata) if metadata else []
        if lengths and len(national) not in lengths:
            needed = str(lengths[0]) if len(lengths) == 1 else f"{lengths[0]} to {lengths[-1]}"
            return Sentence(sentences.ROW_WRONG_LENGTH, {"digits": len(national), "country": country, "needed": needed})
        return Sentence(sentences.ROW_UNUSED_RANGE, {"country": country})


def is_damaged(cell: str) -> bool:
    """Whether a spreadsheet has turned this number into an exponent and thrown digits away."""
    match = _EXCEL_FLOAT.fullmatch(cell.strip().lstrip("'"))
    return match is not None and len(match[2] or "") < int(match[3])


def restored(cell: str) -> str:
    """`cell` with the spreadsheet damage undone that loses nothing: `9876543210.0`, `9.876543210E+09`."""
    text = cell.strip()
    if tail := _FLOAT_TAIL.fullmatch(text):
        return tail[1]
    if (match := _EXCEL_FLOAT.fullmatch(text)) and len(match[2] or "") == int(match[3]):
        return match[1] + (match[2] or "")
    return cell


def country_name(region: str) -> str:
    """English, as it stands in a sentence; the calling code for countries not listed."""
    return _NAMES.get(region) or f"+{phonenumbers.country_code_for_region(region) or '?'}"


def _usual_lengths(metadata: PhoneMetadata) -> list[int]:
    """The lengths of a country's mobile and fixed line numbers, ascending."""
    descriptions = (metadata.mobile, metadata.fixed_line)
    return sorted({length for each in descriptions if each for length in each.possible_length if length > 0})


# Everything but digits and plus signs becomes "~": that number takes the slow way.
_TO_DIGITS: Final = bytes(code if code in b"0123456789+\n" else ord("~") for code in range(256))


def _without_punctuation(cells: list[str]) -> list[str]:
    """Each cell as a sequence of digits, with or without one `+` in front; "~" stands for all that is not plain.

    A few passes over the joined bytes: many times faster than a pass over each cell.
    """
    if not cells:
        return []
    if max(map(len, cells)) > _LIBRARY_LIMIT:
        cells = [cell if len(cell) <= _LIBRARY_LIMIT else "~" for cell in cells]
    joined = "\n".join(cells)
    if joined.count("\n") != len(cells) - 1:
        cells = ["~" if "\n" in cell else cell for cell in cells]
        joined = "\n".join(cells)
    if ".0" in joined or ",0" in joined:
        cells = [restored(cell) if ".0" in cell or ",0" in cell else cell for cell in cells]
        joined = "\n".join(cells)
    plain = b"\n" + joined.encode("utf-8", "surrogatepass").translate(_TO_DIGITS, _IGNORED)
    if plain.count(b"+") != plain.count(b"\n+"):  # a plus sign only counts in front
        plain = plain.replace(b"\n+", b"\n\0").replace(b"+", b"~").replace(b"\0", b"+")
    return plain.decode("ascii").split("\n")[1:]


def _valid(metadata: PhoneMetadata) -> str:
    """An expression for the national numbers that `_number_type_helper` gives any type but UNKNOWN."""
    types = "|".join(_described(each) for each in _types(metadata))
    return f"(?={_described(metadata.general_desc)}\\Z)(?:{types or '(?!)'})\\Z"


def _types(metadata: PhoneMetadata) -> list[phonenumbers.PhoneNumberDesc]:
    found = (getattr(metadata, name) for name in _TYPES)
    return [each for each in found if each is not None and _described(each) != _NOTHING]


_NOTHING: Final = "(?!)"


def _described(description: phonenumbers.PhoneNumberDesc | None) -> str:
    """What `_is_number_matching_desc` accepts; `_NOTHING` for nothing."""
    if description is None or not description.national_number_pattern:
        return _NOTHING
    pattern = f"(?:{description.national_number_pattern})"
    if lengths := description.possible_length:
        allowed = "|".join(f"\\d{{{length}}}" for length in lengths if length > 0)
        if not allowed:
            return _NOTHING
        return f"(?=(?:{allowed})\\Z){pattern}"
    return pattern


class _Plan(NamedTuple):
    """The numbering plan behind a country code, for national numbers.

    Attributes:
        guards: Patterns of beginnings for which only the library knows.
        valid: An expression for what is certainly good.
        parts: The patterns that `valid` consists of.
    """

    guards: tuple[str, ...]
    valid: str
    parts: tuple[str, ...]


def _plan(code: int) -> _Plan:
    """The plan of a country code.

    A code that several regions share is tried region by region; one with leading digits claims all numbers that begin
    with them, so those are left to the library.
    """
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]
    metadata = [found for region in regions if (found := PhoneMetadata.metadata_for_region(region, None))]
    guards = [found.leading_digits for found in metadata if found.leading_digits and len(regions) > 1]
    if prefix := metadata[0].national_prefix_for_parsing:
        guards.append(prefix)
    plain = [found for found in metadata if not (found.leading_digits and len(regions) > 1)]
    expressions = "|".join(map(_valid, plain))
    guard = f"(?!{_any(guards)})" if guards else ""
    descriptions = [each for found in plain for each in (found.general_desc, *_types(found)) if each is not None]
    parts = tuple(each.national_number_pattern or "" for each in descriptions)
    return _Plan(tuple(guards), f"{guard}(?:{expressions or _NOTHING})", parts)


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _country(digits: str) -> _Country:
    """The patterns for numbers that begin with `+` and `digits` (three or fewer)."""
    for length in (1, 2, 3):
        code = int(digits[:length] or 0)
        if digits[:1] != "0" and len(digits) >= length and code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            break
    else:
        return _SLOW  # the library tries such a number once more without its plus
    if phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code][0] == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY:
        return _SLOW
    plan = _plan(code)
    unsure = re.compile(rf"\+{code}(?:{_any(plan.guards)})").match if plan.guards else _never
    tail = _tail(plan.guards, plan.parts, len(str(code)) + 1)
    return _Country(re.compile(rf"\+{code}{plan.valid}").match, unsure, tail)


def _tail(guards: tuple[str, ...], parts: tuple[str, ...], offset: int) -> Callable[[str], int]:
    """A measure for `_Country.tail`. `offset` characters stand before the national number.

    The verdict does not depend on the last digits when all patterns leave them free in numbers of this length that
    begin with this digit, and no guard reaches into them.
    """
    try:
        reaches = [(_literals(guard), longest(guard)) for guard in guards]
    except UnsupportedPatternError:
        return lambda digits: 0
    furthest = max((length for _, length in reaches), default=0)

    @cache
    def free(first: str, length: int) -> int:
        try:
            least = min((tails_after(part, first).get(length, _TAIL) for part in parts if part), default=0)
        except UnsupportedPatternError:
            return 0
        return _TAIL if least >= _TAIL else _SHORT_TAIL if least >= _SHORT_TAIL else 0

    def tail(digits: str) -> int:
        length = len(digits) - offset
        found = free(digits[offset], length) if length > _TAIL else 0
        if found and length - found < furthest:
            start = digits[offset:-found]
            if any(_is_open(literals, reach, start) for literals, reach in reaches):
                return 0
        return found

    return tail


def _literals(guard: str) -> tuple[str, ...]:
    """The alternatives of a guard that consists of digits only, else nothing."""
    found = tuple(guard.split("|"))
    return found if all(each.isdecimal() for each in found) else ()


def _is_open(literals: tuple[str, ...], reach: int, start: str) -> bool:
    """Whether it depends on what follows `start` if the number begins like this guard."""
    if literals:
        return any(len(each) > len(start) and each.startswith(start) for each in literals)
    return reach > len(start)


class _Bare(NamedTuple):
    """Numbers without `+`, as dialled in one region: plain, with the country code, with a leading 0, and unsure."""

    plain: Match
    with_code: Match
    with_zero: Match
    unsure: Match
    tail: Callable[[str], int]


def _bare(region: str | None) -> _Bare:
    metadata = PhoneMetadata.metadata_for_region(region, None) if region else None
    if metadata is None or metadata.general_desc is None:
        return _Bare(_never, _never, _never, lambda text: region is not None, lambda digits: 0)
    code = metadata.country_code or 0
    general = _described(metadata.general_desc)
    plan = _plan(code)
    outside = metadata.international_prefix or _NOTHING
    inside = metadata.national_prefix_for_parsing or _NOTHING
    start = f"(?!{outside})"
    national = f"(?!{inside})(?={general}\\Z){plan.valid}"
    plain = re.compile(f"{start}{national}").match
    with_code = re.compile(f"{start}(?!{general}\\Z){code}{national}").match
    simple_zero = inside == "0" and not metadata.national_prefix_transform_rule
    with_zero = re.compile(f"{start}0(?={general}\\Z){plan.valid}").match if simple_zero else _never
    guards = tuple(each for each in (outside, inside, *plan.guards) if each != _NOTHING)
    # A number of another region under the same code may be good although this region's plan does not have it.
    unsure = re.compile(_any([*guards, str(code), plan.valid])).match
    parts = (*plan.parts, metadata.general_desc.national_number_pattern or "")
    return _Bare(plain, with_code, with_zero, unsure, _tail(guards, parts, 0))
