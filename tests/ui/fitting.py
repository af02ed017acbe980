"""Looks through a window for text that is cut, controls that are squeezed or stick out, and needless scroll bars.

Owns: the rules. Leaves to others: bringing things onto the screen (`tests/ui/surfaces.py`).

The console's own words are never cut. Words of a server, a file or a person may be of any length: a place made for them
elides, and gives the whole text as a tool tip. Such places are the values of an eliding `Label`, a choice in a combo
box, the cells of a table and the titles of a file's columns.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QHeaderView,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QStyle,
    QStyleOptionFrame,
    QTabBar,
    QToolTip,
    QWidget,
)

from ui import tokens
from ui.widgets.banner import _Sentences
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.label import Label
from ui.widgets.table import TableHeader

ROUNDING = 1
LEAST_LITERAL = 8
FIELD_MARGIN = 2  # what a `QLineEdit` leaves at either end


class OwnWords:
    """The texts of the console in one language, `{fields}` filled in or not.

    A text that is little more than its fields ("{name}: {problem}") belongs to whoever fills them.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._plain: set[str] = set()
        patterns = []
        for text in texts:
            parts = [literal for literal, *_ in string.Formatter().parse(text)]
            if len(parts) == 1 and "{" not in text:
                self._plain.add(text)
            elif sum(map(len, parts)) >= LEAST_LITERAL:
                patterns.append(".{1,24}".join(re.escape(part) for part in parts))
        self._filled = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")

    def __contains__(self, text: str) -> bool:
        return text in self._plain or self._filled.fullmatch(text) is not None


def misfits(window: QWidget, own: OwnWords | None = None) -> list[str]:
    """What does not fit in `window` as it is on the screen.

    Args:
        window: A window, dialog or popup that is shown.
        own: Texts of the console itself: they may not be cut even where other texts may.
    """
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            found += [f"{_name(widget)}: {problem}" for problem in _problems(widget, own)]
    return found


def _problems(widget: QWidget, own: OwnWords | None) -> Iterator[str]:
    if isinstance(widget, Label):
        yield from _label(widget, own)
    elif isinstance(widget, Button):
        room = widget.width() - 2 * min(tokens.S4, widget._padding())
        if widget.content_width(widget.text()) > room + ROUNDING:
            yield f"“{widget.text()}” needs {widget.content_width(widget.text())} of {room} px"
    elif isinstance(widget, ComboButton):
        yield from _combo(widget, own)
    elif isinstance(widget, QLineEdit):
        yield from _field(widget)
    elif isinstance(widget, QTabBar):
        for place in range(widget.count()):
            if widget.isTabVisible(place) and not widget.rect().contains(widget.tabRect(place)):
                yield f"tab “{widget.tabText(place)}” is not all visible"
    elif isinstance(widget, QMenuBar):
        for action in widget.actions():
            if action.isVisible() and not widget.rect().contains(widget.actionGeometry(action)):
                yield f"menu “{action.text()}” is not visible"
    elif isinstance(widget, TableHeader):
        yield from _header(widget)
    # What lays out others has a least size for its least width only; fields of Qt want a frame that they do not have.
    own = type(widget).__module__.startswith("ui.") and widget.layout() is None
    if own and not isinstance(widget, QAbstractSpinBox | QHeaderView) and "minimumSizeHint" in dir_of(type(widget)):
        # A least size that was set outranks the hint, as it does in a layout.
        hint, given = widget.minimumSizeHint(), widget.minimumSize()
        least = QSize(given.width() or hint.width(), given.height() or hint.height())
        if widget.width() < least.width() - ROUNDING or widget.height() < least.height() - ROUNDING:
            yield f"{widget.width()}x{widget.height()} px where {least.width()}x{least.height()} is the least"
    if isinstance(widget, QAbstractScrollArea):
        yield from _scroll_bars(widget)
    if not widget.isWindow():
        yield from _sticks_out(widget)


def dir_of(kind: type) -> set[str]:
    """What the console's own classes among the ancestors of `kind` define."""
    return {name for base in kind.__mro__ if base.__module__.startswith("ui.") for name in vars(base)}


def _label(label: Label, own: OwnWords | None) -> Iterator[str]:
    text = label.text()
    if not text:
        return
    area = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + ROUNDING:
            yield f"“{text[:60]}” needs {needed} px of height and has {label.height()}"
        return
    width = QFontMetrics(label.font()).horizontalAdvance(text.replace("\n", " "))
    if width <= area.width() + ROUNDING:
        return
    if not label.is_elided:
        yield f"“{text[:60]}” needs {width} px and has {area.width()}"
    elif isinstance(label, _Sentences):
        return  # leaves whole sentences out
    elif own is not None and text in own:
        yield f"“{text[:60]}” is the console's own and elided: {width} px in {area.width()}"
    elif text not in _tip_of(label):
        yield f"“{text[:60]}” is elided, and no tool tip has all of it"


def _tip_of(widget: QWidget, at: QPoint | None = None) -> str:
    """The tool tip as somebody who waits with the pointer gets it, without its markup."""
    at = at or widget.rect().center()
    QToolTip.hideText()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    shown = QToolTip.text() or widget.toolTip()
    QToolTip.hideText()
    return html.unescape(shown.replace("<br>", "\n").removeprefix("<qt>").removesuffix("</qt>"))


def _combo(combo: ComboButton, own: OwnWords | None) -> Iterator[str]:
    value = combo._shown_value()
    missing = combo.value_overflow
    if missing <= ROUNDING:
        return
    if own is not None and value in own:
        yield f"the console's own choice “{value}” is {missing} px too long"
    elif value not in _tip_of(combo):
        yield f"the choice “{value[:60]}” is elided, and no tool tip has all of it"


def _field(field: QLineEdit) -> Iterator[str]:
    hint = field.placeholderText()
    if hint and not field.text():
        option = QStyleOptionFrame()
        field.initStyleOption(option)
        area = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
        margins = field.textMargins()
        room = area.width() - margins.left() - margins.right() - 2 * FIELD_MARGIN
        width = QFontMetrics(field.font()).horizontalAdvance(hint)
        if width > room + ROUNDING:
            yield f"“{hint}” needs {width} px and has {room}"


def _header(header: TableHeader) -> Iterator[str]:
    model = header.model()
    for section in range(model.columnCount()):
        needed, has = header.room_for_title(section), header.sectionSize(section)
        if header.isSectionHidden(section) or has >= needed:
            continue
        title = str(model.headerData(section, Qt.Orientation.Horizontal))
        at = QPoint(header.sectionViewportPosition(section) + has // 2, header.height() // 2)
        if title not in _tip_of(header.viewport(), at):
            yield f"column “{title}” needs {needed} px and has {has}"


def _scroll_bars(area: QAbstractScrollArea) -> Iterator[str]:
    """A bar where the content would fit without it, and content that is cut for want of a bar."""
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    if across.isVisible() and across.maximum() <= (down.width() if down.isVisible() else 0):
        yield f"a bar across for {across.maximum()} px"
    if down.isVisible() and down.maximum() <= (across.height() if across.isVisible() else 0):
        yield f"a bar down for {down.maximum()} px"
    if isinstance(area, QScrollArea) and area.widgetResizable() and area.widget() is not None:
        inner = area.widget().minimumSizeHint().width()
        if not across.isVisible() and inner > area.viewport().width() + ROUNDING:
            yield f"its content needs {inner} px across and has {area.viewport().width()}"


def _sticks_out(widget: QWidget) -> Iterator[str]:
    """Cut by what it lies in, and not by something that scrolls."""
    area = QRect(QPoint(0, 0), widget.size())
    walk = widget
    while not walk.isWindow():
        parent = walk.parentWidget()
        if parent is None:
            return
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return
        area = QRect(walk.mapToParent(area.topLeft()), area.size())
        if not parent.rect().contains(area):
            yield f"{area.getRect()} sticks out of {_name(parent)}, {parent.width()}x{parent.height()}"
            return
        walk = parent


def _name(widget: QWidget) -> str:
    kind = type(widget).__name__
    walk: QWidget | None = widget
    while walk is not None and not walk.objectName():
        walk = walk.parentWidget()
    inside = walk.objectName() if walk is not None else ""
    return f"{kind} {widget.objectName()}" if widget.objectName() else f"{kind} in {inside or 'a window'}"
