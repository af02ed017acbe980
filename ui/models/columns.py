"""What a table shows in a column and in a cell.

Owns: the roles of table models, `Column`, the kinds of cells. Leaves to others: holding the records
(`ui/models/record_table.py` and the models of the screens), painting (`ui/widgets/cells.py`).

A delegate reads one role, `CellRole`, and the kind of value it finds there decides how it is painted:

| Value | Painted as |
|---|---|
| `str` | text in the column's tone, weight and elision |
| `TextCell` | text with its own tone, weight, icon, frame |
| `TwoTone` | "1,842 / 4,200" with the second part quieter |
| `ui.widgets.status.Look` | a pill |
| `ProgressCell` | a bar and its numbers |
| `Marked` | text with search hits |
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar

from PySide6.QtCore import Qt

from ui import texts, tokens
from ui.theme import Weight

T = TypeVar("T")

RecordRole: Final = int(Qt.ItemDataRole.UserRole) + 1  # the record itself
SortRole: Final = int(Qt.ItemDataRole.UserRole) + 2  # the value to sort by
CellRole: Final = int(Qt.ItemDataRole.UserRole) + 3  # what a delegate paints

Align = Literal["left", "right"]
Elide = Literal["end", "middle"]


class TextCell(NamedTuple):
    """Text with a look of its own. "" for tone means the column's."""

    text: str
    tone: str = ""
    weight: Weight | None = None
    icon: str = ""
    icon_tone: str = ""
    frame: Literal["", "red", "amber"] = ""  # a problem: tint and border
    struck: bool = False


class TwoTone(NamedTuple):
    """A strong part and a quieter one after it."""

    strong: str
    quiet: str


class ProgressCell(NamedTuple):
    """How far something is. `tone` names a fill ("accent_fill", "amber_fill", "grey_fill").

    `text` is shown in place of the numbers, without a bar ("no leads yet").
    """

    done: int = 0
    total: int = 0
    tone: str = "accent_fill"
    text: str = ""


class Marked(NamedTuple):
    """Text with hits: (start, length) in characters, ascending."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()


class Column(Generic[T]):
    """One column of a table. Adding a column is adding one of these.

    Args:
        key: Stable name, for remembering widths and hidden columns.
        title: Header text in the interface language.
        value: The record's native value.
        display: Its text; when not given: a grouped number, `str(value)`, a dash for None.
        sort_key: What to sort by when it is not the value; None sorts last in both directions.
        cell: What to paint (see the module); the display text when not given.
        tooltip: Its tool tip; when not given, the display text where it is cut.
        align: Numbers and dates are right-aligned, and their headers with them.
        elide: `middle` for numbers and ids, `end` for names.
        width: Preferred width in pixels; `least` is what it may shrink to.
        stretch: Takes what is left over.
        keep: Never hidden for want of room (names, phone numbers).
        hidden: Not shown until the operator chooses it.
    """

    __slots__ = (
        "align",
        "cell",
        "display",
        "elide",
        "hidden",
        "keep",
        "key",
        "least",
        "sort_key",
        "sortable",
        "stretch",
        "title",
        "tone",
        "tooltip",
        "value",
        "weight",
        "width",
    )

    def __init__(
        self,
        key: str,
        title: str,
        value: Callable[[T], Any],
        *,
        display: Callable[[T], str] | None = None,
        sort_key: Callable[[T], Any] | None = None,
        cell: Callable[[T], Any] | None = None,
        tooltip: Callable[[T], str] | None = None,
        align: Align = "left",
        elide: Elide = "end",
        tone: str = "text",
        weight: Weight = "regular",
        width: int = 120,
        least: int | None = None,
        stretch: bool = False,
        keep: bool = False,
        hidden: bool = False,
        sortable: bool = True,
    ) -> None:
        self.key = key
        self.title = title
        self.value = value
        self.display = display if display is not None else self._display
        self.sort_key = sort_key if sort_key is not None else value
        self.cell = cell if cell is not None else self.display
        self.tooltip = tooltip
        self.align = align
        self.elide = elide
        self.tone = tone
        self.weight: Weight = weight
        self.width = width
        self.least = least if least is not None else min(width, 2 * tokens.S32)
        self.stretch = stretch
        self.keep = keep
        self.hidden = hidden
        self.sortable = sortable

    def _display(self, record: T) -> str:
        value = self.value(record)
        if value is None:
            return texts.DASH
        if isinstance(value, int) and not isinstance(value, bool):
            return texts.number(value)
        return texts.plain(str(value), tokens.CELL_CAP)
