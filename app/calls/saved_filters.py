"""Filters that the operator has given a name.

Owns: keeping them in the profile's folder. Leaves to others: what a filter is (`wanted.py`), asking for names.
A file that cannot be read is as good as none: filters are quickly made again.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.calls.wanted import NEWEST_FIRST, CallFilter, CallOrder, SortBy
from app.errors import AppError
from app.store.files import private_folder, replace_file

FILE_NAME: Final = "call-filters.json"
MOST_FILTERS: Final = 200
MOST_NAME: Final = 60
_LONGEST_BYTES: Final = 1_000_000


class SavedFilter(NamedTuple):
    """A filter by its name."""

    name: str
    wanted: CallFilter
    order: CallOrder = NEWEST_FIRST


class SavedFilters:
    """The saved filters of one profile, in the operator's order. Blocks: small files, from a thread where it matters.

    Args:
        folder: The profile's own folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self.filters: list[SavedFilter] = []

    def load(self) -> None:
        """Read what is kept; never fails."""
        self.filters = []
        try:
            with self._path.open("rb") as file:
                entries = json.loads(file.read(_LONGEST_BYTES))
        except (OSError, ValueError, RecursionError):
            return
        for entry in entries[:MOST_FILTERS] if isinstance(entries, list) else ():
            found = _read(entry)
            if found is not None and all(found.name != other.name for other in self.filters):
                self.filters.append(found)

    def keep(self, name: str, wanted: CallFilter, order: CallOrder = NEWEST_FIRST) -> None:
        """Keep a filter, in the place of one of the same name.

        Raises:
            AppError: It cannot be written.
        """
        name = " ".join(name.split())[:MOST_NAME]
        new = SavedFilter(name, wanted, order)
        places = [place for place, one in enumerate(self.filters) if one.name == name]
        if places:
            self.filters[places[0]] = new
        else:
            self.filters = [*self.filters[: MOST_FILTERS - 1], new]
        self._save()

    def remove(self, name: str) -> None:
        """Remove a filter; harmless if there is none of this name.

        Raises:
            AppError: It cannot be written.
        """
        self.filters = [one for one in self.filters if one.name != name]
        self._save()

    def _save(self) -> None:
        entries = [
            {"name": one.name, "by": one.order.by, "descending": one.order.descending, **_plain(one.wanted)}
            for one in self.filters
        ]
        try:
            private_folder(self._path.parent)
            replace_file(self._path, json.dumps(entries, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        except OSError as error:
            raise AppError(
                "The filters could not be saved ({reason}).", reason=error.strerror or type(error).__name__
            ) from None


def _plain(wanted: CallFilter) -> dict[str, Any]:
    """What differs from a filter that lets everything through."""
    usual = CallFilter()._asdict()
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in wanted._asdict().items()
        if value != usual[name]
    }


def _read(entry: Any) -> SavedFilter | None:
    if not isinstance(entry, dict) or not isinstance(name := entry.get("name"), str) or not name:
        return None
    usual = CallFilter()._asdict()
    values: dict[str, Any] = {}
    for field, default in usual.items():
        value = entry.get(field)
        try:
            if value is None:
                continue
            if field in ("first_day", "last_day"):
                values[field] = date.fromisoformat(value)
            elif field in ("hours", "weekdays"):
                values[field] = tuple(int(one) for one in value)
            elif isinstance(default, tuple):
                values[field] = tuple(str(one) for one in value)
            elif field in ("duration_min_s", "duration_max_s"):
                values[field] = float(value)
            elif isinstance(default, bool):
                values[field] = value is True
            else:
                values[field] = str(value)
        except (TypeError, ValueError):
            return None
    by = entry.get("by")
    order = CallOrder(SortBy(by) if by in list(SortBy) else SortBy.TIME, entry.get("descending") is not False)
    return SavedFilter(name[:MOST_NAME], CallFilter(**values), order)
