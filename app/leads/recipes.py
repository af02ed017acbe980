"""What was decided about files with the same header, to be proposed for the next one.

Owns: `recipes.json` of a profile: which column holds the numbers, what the others are used as, which country bare
numbers are of; `encodings.json`: in which encoding files with the same first line are; `repairs.json`: what was done
about many rows. Leaves to others: applying them, which the operator sees and can change. No row and no number is in
them, only column names and what somebody typed for empty cells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from app.leads.records import ColumnUse, RepairMemo
from app.store.files import replace_file

FILE_NAME: Final = "recipes.json"
ENCODINGS_FILE: Final = "encodings.json"
REPAIRS_FILE: Final = "repairs.json"
_MOST: Final = 200  # the ones used last are kept
_MOST_REPAIRS: Final = 20
_LARGEST_BYTES: Final = 4_000_000

T = TypeVar("T")


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions about files with one header.

    Attributes:
        phone_column: Index into the header.
        uses: One for every column.
        country: ISO code that bare numbers were read with, "" where none was chosen.
    """

    phone_column: int | None
    uses: tuple[ColumnUse, ...]
    country: str = ""


class Recipes:
    """The recipes of one profile. Blocks: call it in a thread. A file that cannot be read counts as none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._encodings = folder / ENCODINGS_FILE
        self._repairs = folder / REPAIRS_FILE

    def recall(self, header: Sequence[str]) -> Recipe | None:
        """What was decided for this header, None where nothing fits."""
        recipe = self._load().get(_key(header))
        if recipe is None or len(recipe.uses) != len(header):
            return None
        if recipe.phone_column is not None and not 0 <= recipe.phone_column < len(header):
            return None
        return recipe

    def remember(self, header: Sequence[str], recipe: Recipe) -> None:
        """Keep a recipe for this header in place of the one before.

        Raises:
            OSError: It cannot be written; nothing is lost but the convenience.
        """
        recipes, key = self._load(), _key(header)
        recipes.pop(key, None)
        recipes[key] = recipe  # at the end: used last
        kept = dict(list(recipes.items())[-_MOST:])
        replace_file(self._path, msgspec.json.encode(kept))

    def recall_repairs(self, header: Sequence[str]) -> tuple[RepairMemo, ...]:
        """What was done about the rows of files with this header, in the order in which it was done last."""
        return _load(self._repairs, dict[str, tuple[RepairMemo, ...]]).get(_key(header), ())

    def remember_repairs(self, header: Sequence[str], repairs: Sequence[RepairMemo]) -> None:
        """Keep these in place of those before.

        Raises:
            OSError: It cannot be written; nothing is lost but the convenience.
        """
        known, key = _load(self._repairs, dict[str, tuple[RepairMemo, ...]]), _key(header)
        known.pop(key, None)
        if repairs:
            known[key] = tuple(repairs[-_MOST_REPAIRS:])
        replace_file(self._repairs, msgspec.json.encode(dict(list(known.items())[-_MOST:])))

    def recall_encoding(self, mark: str) -> str:
        """The codec that somebody chose for files with this mark (`FileSummary.encoding_mark`), "" for none."""
        return _load(self._encodings, dict[str, str]).get(mark, "")

    def remember_encoding(self, mark: str, codec: str) -> None:
        """Keep the codec for files with this mark.

        Raises:
            OSError: It cannot be written; nothing is lost but the convenience.
        """
        encodings = _load(self._encodings, dict[str, str])
        encodings.pop(mark, None)
        encodings[mark] = codec
        replace_file(self._encodings, msgspec.json.encode(dict(list(encodings.items())[-_MOST:])))

    def _load(self) -> dict[str, Recipe]:
        return _load(self._path, dict[str, Recipe])


def _load(path: Path, kind: type[dict[str, T]]) -> dict[str, T]:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            return {}
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return {}


def _key(header: Sequence[str]) -> str:
    """The same for the same names in the same order, whatever their case and the blanks around them."""
    names = "\x1f".join(name.strip().casefold() for name in header)
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:32]
