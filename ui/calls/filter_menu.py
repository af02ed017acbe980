"""The menu of further filters: how a call ended, how long it lasted, what nobody heard yet, saved filters.

Owns: the entries. Leaves to others: the filters (`ui/calls/filter_bar.py`), saved ones (`app/calls/saved_filters.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui import texts, tokens
from ui.calls.filter_bar import NO_REST, FilterBar
from ui.calls.filter_chips import lasting
from ui.calls.words import ended_by
from ui.command import Command

translate = QCoreApplication.translate

DURATIONS: Final[tuple[tuple[float | None, float | None], ...]] = (
    (None, 9.999), (10, 29.999), (30, 59.999), (60, 119.999), (120, 299.999), (300, None),
)  # fmt: skip


class FilterMenu(QObject):
    """Builds the menu anew each time it opens.

    Signals:
        saved_wanted: A saved filter is to be used (its name).
        save_wanted: What is filtered now is to be saved.
        forget_wanted: A saved filter is to go (its name).
    """

    saved_wanted = Signal(str)
    save_wanted = Signal()
    forget_wanted = Signal(str)

    def __init__(self, filters: FilterBar, saved: Callable[[], list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._filters = filters
        self._saved = saved
        self.end_reasons: Iterable[str] = ()
        self.extra: list[Command] = []

    def open(self, at: QPoint) -> QMenu:
        """Open it at a point of the screen."""
        menu = QMenu(self._widget)
        menu.setObjectName("calls.filter.menu")
        menu.setAccessibleName(translate("Calls", "More filters"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_reasons(menu.addMenu(translate("Calls", "Ended by")))
        self._add_durations(menu.addMenu(translate("Calls", "Duration")))
        unheard = menu.addAction(translate("Calls", "Not heard yet"))
        unheard.setCheckable(True)
        unheard.setChecked(self._filters.rest.unheard)
        unheard.triggered.connect(lambda on: self._filters.set_rest(self._filters.rest._replace(unheard=bool(on))))
        menu.addSeparator()
        names = self._saved()
        for name in names:
            action = menu.addAction(_shown(name))
            action.triggered.connect(lambda _on=False, name=name: self.saved_wanted.emit(name))
        menu.addAction(translate("Calls", "Save this filter…")).triggered.connect(lambda: self.save_wanted.emit())
        if names:
            forget = menu.addMenu(translate("Calls", "Forget a saved filter"))
            for name in names:
                action = forget.addAction(_shown(name))
                action.triggered.connect(lambda _on=False, name=name: self.forget_wanted.emit(name))
        if self.extra:
            menu.addSeparator()
        for command in self.extra:
            menu.addAction(command.action)
        menu.popup(at)
        return menu

    def _add_reasons(self, menu: QMenu) -> None:
        chosen = self._filters.rest.end_reasons
        self._add_any(menu, "end_reasons", not chosen)
        for reason in self.end_reasons:
            words = ended_by(reason) or translate("Calls", "no reason given")
            action = menu.addAction(_shown(words))
            action.setCheckable(True)
            action.setChecked(reason in chosen)
            action.triggered.connect(lambda _on=False, reason=reason: self._turn_reason(reason))

    def _turn_reason(self, reason: str) -> None:
        rest = self._filters.rest
        chosen = tuple(one for one in rest.end_reasons if one != reason)
        if reason not in rest.end_reasons:
            chosen = (*chosen, reason)
        self._filters.set_rest(rest._replace(end_reasons=chosen))

    def _add_durations(self, menu: QMenu) -> None:
        self._add_any(menu, "duration", self._filters.rest.duration == NO_REST.duration)
        for bounds in DURATIONS:
            action = menu.addAction(lasting(*bounds))
            action.setCheckable(True)
            action.setChecked(self._filters.rest.duration == bounds)
            action.triggered.connect(
                lambda _on=False, bounds=bounds: self._filters.set_rest(self._filters.rest._replace(duration=bounds))
            )

    def _add_any(self, menu: QMenu, key: str, chosen: bool) -> None:
        action = menu.addAction(translate("Calls", "Any"))
        action.setCheckable(True)
        action.setChecked(chosen)
        neutral = getattr(NO_REST, key)
        action.triggered.connect(
            lambda _on=False: self._filters.set_rest(self._filters.rest._replace(**{key: neutral}))
        )
        menu.addSeparator()


def _shown(text: str) -> str:
    """Somebody's words in a menu: plain, and an ampersand is one."""
    return texts.plain(text, tokens.CELL_CAP).replace("&", "&&")
