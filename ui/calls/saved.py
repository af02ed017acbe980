"""The filters that have a name, on the page.

Owns: using, saving and forgetting them. Leaves to others: keeping them (`app/calls/saved_filters.py`), the menu
(`filter_menu.py`), asking for a name (`name_dialog.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.calls.filter_bar import FilterBar
from ui.calls.filter_menu import FilterMenu
from ui.desk import Desk
from ui.widgets.search_field import SearchField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from pathlib import Path

    from app.calls.saved_filters import SavedFilters
    from app.calls.wanted import CallFilter, CallOrder

TASK: Final = "calls.save_filter"


class NamedFilters(QObject):
    """See the module. `asked` gives the filter and the order of what is shown."""

    def __init__(
        self,
        desk: Desk,
        filters: FilterBar,
        search: SearchField,
        table: TableView,
        asked: Callable[[], tuple[CallFilter, CallOrder]],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._filters = filters
        self._search = search
        self._table = table
        self._asked = asked
        self._page = page
        self._saved: SavedFilters | None = None
        self.menu = FilterMenu(filters, self.names, page)
        self.menu.saved_wanted.connect(self.use)
        self.menu.save_wanted.connect(self.ask_name)
        self.menu.forget_wanted.connect(self.forget)

    def follow(self, folder: Path | None) -> None:
        """Those of this profile; None: of none."""
        self._saved = None
        if folder is not None:
            from app.calls.saved_filters import SavedFilters

            self._saved = saved = SavedFilters(folder)
            self._do(saved.load)

    def names(self) -> list[str]:
        """In the operator's order."""
        return [one.name for one in self._saved.filters] if self._saved is not None else []

    def use(self, name: str) -> None:
        """Filter, search and sort as was saved under this name."""
        saved = next((one for one in self._saved.filters if one.name == name), None) if self._saved else None
        if saved is not None:
            self._filters.show_filter(saved.wanted)
            self._search.setText(saved.wanted.text)
            self._table.sort_by(saved.order.by, descending=saved.order.descending)

    def save(self, name: str) -> None:
        """Save what is filtered, searched for and sorted by now under this name."""
        if self._saved is not None:
            saved, (wanted, order) = self._saved, self._asked()
            self._do(lambda: saved.keep(name, wanted, order))

    def ask_name(self) -> None:
        """Ask what the present filter is to be called."""
        from ui.calls.name_dialog import NAME_CAP, NameDialog

        dialog = NameDialog(self._search.text().strip()[:NAME_CAP], self._page)
        dialog.named.connect(self.save)
        dialog.open()

    def forget(self, name: str) -> None:
        """Let go of one."""
        if self._saved is not None:
            saved = self._saved
            self._do(lambda: saved.remove(name))

    def _do(self, work: Callable[[], None]) -> None:
        self._desk.tasks.start(_in_thread(work), name=TASK)


async def _in_thread(work: Callable[[], None]) -> None:
    """A small file, off the window's thread."""
    from app.threads import run_in_daemon_thread

    await run_in_daemon_thread(work, name="calls-filters")
