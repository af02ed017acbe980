"""The way of the Tab key through the window: top to bottom, whatever was built last.

Owns: putting the parts of a window in the order in which they stand. Leaves to others: the order inside each part.
Qt goes by the order of making, and pages, banners and the message bar are made when they are first needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_order(window: QWidget, parts: Sequence[QWidget]) -> None:
    """Let Tab go through `parts` one after the other; does nothing where it does already."""
    stops: list[tuple[int, QWidget]] = []
    for widget in _focus_chain(window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_inside_a_stop(widget):
            found = (at for at, part in enumerate(parts) if part is widget or part.isAncestorOf(widget))
            stops.append((next(found, len(parts)), widget))
    places = [place for place, _ in stops]
    if places == sorted(places):
        return
    stops.sort(key=lambda stop: stop[0])  # stable: inside a part nothing changes
    # Two that follow each other across the window's end are left alone by Qt: the last goes out of the way first.
    QWidget.setTabOrder(stops[0][1], stops[-1][1])
    for (_, before), (_, after) in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _focus_chain(window: QWidget) -> Iterator[QWidget]:
    widget: QWidget | None = window
    while widget is not None:
        widget = widget.nextInFocusChain()
        if widget is None:
            return
        # PySide takes what it has just returned for a child of what was asked, and would declare it dead together with
        # that. Its own parent once more, which Qt ignores, puts this right.
        widget.setParent(widget.parentWidget())
        if widget is window:
            return
        yield widget


def _is_inside_a_stop(widget: QWidget) -> bool:
    """Qt moves what is inside along with it."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if above.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return True
        above = above.parentWidget()
    return False
