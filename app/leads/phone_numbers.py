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
from itertools import compress
from operator import itemgetter
from typing import Final, NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat

from app.leads import sentences
from app.leads.digit_patterns import Beginnings, UnsupportedPatternError
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
MatchAt = Callable[[str, int], object]

# Verdicts are remembered for numbers that are alike but for so many digits at their end; most need no more than the
# first memory. Fewer entries than numbers, and no number is looked at by itself.
_TAILS: Final = (7, 6, 5, 4)
_MOST_REMEMBERED: Final = 100_000  # in each memory; a file of random digits must not fill it
_UNSURE, _GOOD, _BARE, _WITH_CODE, _WITH_ZERO, _BAD = range(6)
_IS_UNSURE: Final = bytes(code == _UNSURE for code in range(256))
_IS_REWRITTEN: Final = bytes(code in (_WITH_CODE, _WITH_ZERO) for code in range(256))
_IS_ADDED: Final = bytes(code in (_BARE, _WITH_CODE, _WITH_ZERO) for code in range(256))


def _never(text: str) -> None:
    return None


class _Country(NamedTuple):
    """Numbers written as `+` and digits.

    Attributes:
        valid: Certainly good.
        unsure: The library has to look; what is neither is certainly bad.
        decides: Whether the verdict on all numbers is the same that begin like this and have so many more digits.
    """

    valid: Match
    unsure: Match
    decides: Callable[[str, int], bool]


def _undecided(start: str, more: int) -> bool:
    return False


_SLOW: Final = _Country(_never, lambda text: True, _undecided)


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
        # For each of `_TAILS`: all but the last digits of a number -> its verdict.
        self._memories: tuple[dict[str, int], ...] = tuple({"": _UNSURE} for _ in _TAILS)

    def read(self, cells: list[str]) -> Verdicts:
        """The verdicts on `cells`, in order."""
        digits = _without_punctuation(cells)
        codes = self._codes(digits)
        prefix = f"+{self.code}"
        found = [
            number if code == _GOOD else prefix + number if code == _BARE else None
            for number, code in zip(digits, codes, strict=True)
        ]
        for index in compress(range(len(codes)), codes.translate(_IS_REWRITTEN)):
            found[index] = self._as_international(digits[index], codes[index])
        added = codes.translate(_IS_ADDED)
        for index in compress(range(len(codes)), codes.translate(_IS_UNSURE)):
            found[index], added[index] = self._decide(digits[index], cells[index])
        return Verdicts(found, added)

    def _codes(self, digits: list[str], level: int = 0) -> bytearray:
        """For each number what is remembered about those like it."""
        tail, memory = _TAILS[level], self._memories[level]
        heads = list(map(itemgetter(slice(None, -tail)), digits))
        for head in set(heads).difference(memory):
            memory[head] = self._verdict_on_all(head, tail)
        codes = bytearray(map(memory.__getitem__, heads))
        if len(memory) > _MOST_REMEMBERED:
            memory.clear()
            memory[""] = _UNSURE
        if level + 1 < len(_TAILS):
            unsure = list(compress(range(len(codes)), codes.translate(_IS_UNSURE)))
            if unsure:
                deeper = self._codes([digits[index] for index in unsure], level + 1)
                for index, code in zip(unsure, deeper, strict=True):
                    codes[index] = code
        return codes

    def _verdict_on_all(self, head: str, tail: int) -> int:
        """The verdict on all numbers that begin with `head` and have `tail` more digits; unsure where they differ."""
        if "~" in head:
            return _UNSURE
        any_of_them = head + "0" * tail
        if head[0] == "+":
            if len(head) < 4:
                return _UNSURE  # it may be of several countries
            country = self._countries.get(head[:4]) or self._learn(head)
            return self._verdict(any_of_them) if country.decides(head, tail) else _UNSURE
        return self._verdict(any_of_them) if self._bare.decides(head, tail) else _UNSURE

    def _verdict(self, digits: str) -> int:
        """The verdict on one number without "~"; unsure where the library has to look."""
        if digits[0] == "+":
            country = self._countries.get(digits[:4]) or self._learn(digits)
            if country.valid(digits):
                return _GOOD
            return _UNSURE if country.unsure(digits) else _BAD
        own = self._bare
        if own.plain(digits):
            return _BARE
        if own.with_code(digits):
            return _WITH_CODE
        if own.with_zero(digits):
            return _WITH_ZERO
        return _UNSURE if own.unsure(digits) else _BAD

    def _decide(self, digits: str, cell: str) -> tuple[str | None, bool]:
        """(number or None, whether the default country was added) for one that nothing is remembered about."""
        if not digits:
            return None, False
        code = self._verdict(digits) if "~" not in digits else _UNSURE
        if code == _UNSURE:
            return self._read_slowly(cell)
        return self._as_international(digits, code), bool(_IS_ADDED[code])

    def _as_international(self, digits: str, code: int) -> str | None:
        if code == _BARE:
            return f"+{self.code}{digits}"
        if code == _WITH_CODE:
            return "+" + digits
        if code == _WITH_ZERO:
            return f"+{self.code}{digits[1:]}"
        return digits if code == _GOOD else None

    @property
    def remembered(self) -> int:
        """How many verdicts are in memory."""
        return sum(map(len, self._memories))

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


def region_of(number: str) -> str:
    """The main country of a number in E.164 by its country code, "" for none."""
    for length in (1, 2, 3):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(number[1 : 1 + length] or 0))
        if regions:
            return regions[0] if regions[0] != phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY else ""
    return ""


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
    if ("." in joined and ".0" in joined) or ("," in joined and ",0" in joined):
        cells = [restored(cell) if ".0" in cell or ",0" in cell else cell for cell in cells]
        joined = "\n".join(cells)
    plain = b"\n" + joined.encode("utf-8", "surrogatepass").translate(_TO_DIGITS, _IGNORED)
    plain = plain.replace(b"~+", b"~")
    if plain.count(b"+") != plain.count(b"\n+"):  # a plus sign only counts in front
        plain = plain.replace(b"\n+", b"\n\0").replace(b"+", b"~").replace(b"\0", b"+")
    found = plain.decode("ascii").split("\n")
    odd = plain.count(b"~")
    if odd > len(cells) // 50:
        found = ["~" if "~" in digits else digits for digits in found]
    elif odd:
        _mark_odd_lines(plain, found)
    del found[0]
    return found


def _mark_odd_lines(plain: bytes, found: list[str]) -> None:
    """The same for few: from one "~" to the next."""
    line = start = 0
    while (at := plain.find(b"~", start)) >= 0:
        line += plain.count(b"\n", start, at)
        found[line] = "~"
        start = plain.find(b"\n", at)
        if start < 0:
            return


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


class _Region(NamedTuple):
    general: phonenumbers.PhoneNumberDesc
    types: tuple[phonenumbers.PhoneNumberDesc, ...]


class _Plan(NamedTuple):
    """The numbering plan behind a country code, for national numbers that begin somewhere in a text.

    Attributes:
        guards: Patterns of beginnings for which only the library knows.
        valid: Certainly good.
        guarded: It begins with a guard.
        regions: What is good in each region: what all its numbers are like, and its types.
    """

    guards: tuple[str, ...]
    valid: MatchAt
    guarded: MatchAt
    regions: tuple[_Region, ...]


@cache
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
    guard = _any(guards) or _NOTHING
    return _Plan(
        guards=tuple(guards),
        valid=re.compile(f"(?!{guard})(?:{expressions or _NOTHING})").match,
        guarded=re.compile(guard).match,
        regions=tuple(_Region(found.general_desc, tuple(_types(found))) for found in plain if found.general_desc),
    )


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
    decides = _decider(plan.guards, plan.regions)
    offset = len(str(code)) + 1
    return _Country(
        valid=lambda number: plan.valid(number, offset),
        unsure=lambda number: plan.guarded(number, offset),
        decides=lambda start, more: decides(start[offset:], more),
    )


def _decider(guards: tuple[str, ...], regions: tuple[_Region, ...]) -> Callable[[str, int], bool]:
    """A measure for `decides`, for national numbers.

    The verdict is the same for all numbers that begin alike when it is certain for each region, and no guard reaches
    beyond the beginning.
    """
    descriptions = [each for region in regions for each in (region.general, *region.types)]
    try:
        beginnings = Beginnings([*guards, *(each.national_number_pattern or "" for each in descriptions)])
    except UnsupportedPatternError:
        return _undecided
    lengths = [each.possible_length for each in descriptions]

    @cache
    def is_certain(state: int, more: int, length: int) -> bool:
        if any(beginnings.may_begin(state, place) for place in range(len(guards))):
            return False
        # A pattern does not count for numbers of a length that its description excludes.
        fates = [
            False if allowed and length not in allowed else fate
            for fate, allowed in zip(beginnings.fates(state, more)[len(guards) :], lengths, strict=True)
        ]
        at = 0
        for region in regions:
            general, types = fates[at], fates[at + 1 : at + 1 + len(region.types)]
            at += 1 + len(region.types)
            if general is None or (general and True not in types and None in types):
                return False
        return True

    def decides(start: str, more: int) -> bool:
        return bool(start) and is_certain(beginnings.state(start), more, len(start) + more)

    return decides


class _Bare(NamedTuple):
    """Numbers without `+`, as dialled in one region: plain, with the country code, with a leading 0, and unsure."""

    plain: Match
    with_code: Match
    with_zero: Match
    unsure: Match
    decides: Callable[[str, int], bool]


def _bare(region: str | None) -> _Bare:
    metadata = PhoneMetadata.metadata_for_region(region, None) if region else None
    if metadata is None or metadata.general_desc is None:
        return _Bare(_never, _never, _never, lambda text: region is not None, _undecided)
    code = str(metadata.country_code or 0)
    plan = _plan(int(code))
    outside, inside = metadata.international_prefix or _NOTHING, metadata.national_prefix_for_parsing or _NOTHING
    leaves, trunk = re.compile(outside).match, re.compile(inside).match
    general = re.compile(rf"{_described(metadata.general_desc)}\Z").match

    def is_national(number: str, at: int = 0) -> bool:
        return bool(not trunk(number, at) and general(number, at) and plan.valid(number, at))

    def is_plain(number: str) -> bool:
        return not leaves(number) and is_national(number)

    def has_code(number: str) -> bool:
        if not number.startswith(code) or leaves(number) or general(number):
            return False
        return is_national(number, len(code))

    simple_zero = inside == "0" and not metadata.national_prefix_transform_rule

    def has_zero(number: str) -> bool:
        return bool(number[0] == "0" and not leaves(number) and general(number, 1) and plan.valid(number, 1))

    def is_unsure(number: str) -> bool:
        # A number of another region under the same code may be good although this region's plan does not have it.
        if number.startswith(code) or leaves(number) or trunk(number):
            return True
        return bool(plan.guarded(number, 0) or plan.valid(number, 0))

    guards = tuple(each for each in (outside, inside, *plan.guards) if each != _NOTHING)
    decides_one = _decider(guards, (*plan.regions, _Region(metadata.general_desc, ())))
    heads = (code, "0") if simple_zero else (code,)

    def decides(start: str, more: int) -> bool:
        if any(head.startswith(start) for head in heads):
            return False
        # As it stands, and without what `with_code` and `with_zero` take off.
        shorter = [start[len(head) :] for head in heads if start.startswith(head)]
        return all(decides_one(each, more) for each in (start, *shorter))

    return _Bare(is_plain, has_code, has_zero if simple_zero else _never, is_unsure, decides)
