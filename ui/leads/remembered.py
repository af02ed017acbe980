"""What was decided about a file, kept for the next one with the same header, and taken up again.

Owns: asking the record and writing it, off the window's thread. Leaves to others: the record (`app/leads/recipes.py`),
showing what was taken up (`opening.py`, `repair_strip.py`). Choices are taken up and can be changed; repairs are only
offered.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.leads.opened import OpenedFile

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.records import FileSummary


class Remembered:
    """See the module."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def follow(self, file: OpenedFile) -> bool:
        """Decide about a file as about the last one with this header; tells whether that changes anything.

        The repairs of that one are noted in the file, not done.
        """
        context = self._desk.context
        if context is None or not file.summary.has_header:
            return False
        from app.threads import run_in_daemon_thread

        recipes, header = context.recipes, file.summary.header
        recipe, file.repaired_before = await run_in_daemon_thread(
            lambda: (recipes.recall(header), recipes.recall_repairs(header)), name="recipes"
        )
        if recipe is None:
            return False
        followed = file.choices.follow(recipe)
        if recipe.country:
            followed |= file.country != recipe.country
            file.country, file.country_chosen = recipe.country, True
        return followed

    def keep_choices(self, file: OpenedFile) -> None:
        """Keep columns and country."""
        if file.summary.has_header:
            header, recipe = file.summary.header, file.choices.recipe(file.country if file.country_chosen else "")
            self._keep("leads.recipe", lambda context: context.recipes.remember(header, recipe))

    def keep_repairs(self, file: OpenedFile) -> None:
        """Keep what was done about its rows; what was done about earlier ones is not forgotten."""
        if file.summary.has_header:
            header, repairs = file.summary.header, file.repaired_before
            self._keep("leads.repairs_kept", lambda context: context.recipes.remember_repairs(header, repairs))

    async def encoding_of(self, summary: FileSummary) -> str:
        """The encoding that somebody chose for a file that begins like this one, "" where none fits."""
        context = self._desk.context
        if context is None or summary.encoding_sure:
            return ""
        from app.threads import run_in_daemon_thread

        recipes, mark = context.recipes, summary.encoding_mark
        codec = await run_in_daemon_thread(lambda: recipes.recall_encoding(mark), name="recipes")
        return codec if any(guess.codec == codec for guess in summary.guesses) else ""

    def keep_encoding(self, summary: FileSummary, codec: str) -> None:
        """Keep the encoding that somebody chose."""
        mark = summary.encoding_mark
        if mark:
            self._keep("leads.encoding", lambda context: context.recipes.remember_encoding(mark, codec))

    def _keep(self, name: str, write: Callable[[Context], None]) -> None:
        context = self._desk.context
        if context is not None:
            self._desk.tasks.start(_written(lambda: write(context)), name=name)


async def _written(write: Callable[[], None]) -> None:
    from app.threads import run_in_daemon_thread

    with contextlib.suppress(OSError):  # then the next file has to be decided about once more
        await run_in_daemon_thread(write, name="recipes")
