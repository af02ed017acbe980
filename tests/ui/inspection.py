"""Looks through a window for text that is not plain: in every widget, model, tool tip and accessible text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtGui import QAction, Qt  # the Qt of QtGui knows mightBeRichText
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

MOST_CELLS = 4_000
LONGEST = 5_000
LONGEST_DOCUMENT = 40_000
# Control characters (line ends and tabs excepted), direction marks, lone surrogates.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
OWN_MARKUP = re.compile("</?qt>|<br>")

_TEXT_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.EditRole,
)
_RICH_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.StatusTipRole)


class Text(NamedTuple):
    """One text that a person or a screen reader gets. `may_be_rich`: Qt guesses whether it is HTML."""

    where: str
    text: str
    may_be_rich: bool = False
    cap: int = LONGEST


def texts_of(window: QWidget) -> Iterator[Text]:
    """Every text in `window`, hidden parts included."""
    for widget in (window, *window.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}"
        yield Text(f"{name} accessible name", widget.accessibleName())
        yield Text(f"{name} accessible description", widget.accessibleDescription())
        yield Text(f"{name} title", widget.windowTitle())
        for word, text in (("tip", widget.toolTip()), ("what", widget.whatsThis()), ("status", widget.statusTip())):
            yield Text(f"{name} {word}", text, may_be_rich=True)
        if isinstance(widget, QLabel):
            yield Text(name, widget.text(), may_be_rich=widget.textFormat() != Qt.TextFormat.PlainText)
        elif isinstance(widget, QAbstractButton):
            yield Text(name, widget.text())
        elif isinstance(widget, QLineEdit):
            yield Text(name, widget.text())
            yield Text(f"{name} placeholder", widget.placeholderText())
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            yield Text(name, widget.toPlainText(), cap=LONGEST_DOCUMENT)
        elif isinstance(widget, QComboBox) or (isinstance(widget, QAbstractItemView) and widget.model() is not None):
            yield from _cells(name, widget.model())
    for action in window.findChildren(QAction):
        yield Text(f"action {action.objectName()}", action.text())
        yield Text(f"action {action.objectName()} tip", action.toolTip(), may_be_rich=True)


def _cells(name: str, model: QAbstractItemModel) -> Iterator[Text]:
    left = MOST_CELLS
    for row in range(model.rowCount(QModelIndex())):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
            index = model.index(row, column, QModelIndex())
            for role in (*_TEXT_ROLES, *_RICH_ROLES):
                value = model.data(index, role)
                if isinstance(value, str):
                    yield Text(f"{name} cell {row},{column} {role.name}", value, may_be_rich=role in _RICH_ROLES)
            left -= 1
        if left < 0:
            return


def problems_of(window: QWidget) -> tuple[list[str], int]:
    """What is wrong with the texts in `window`, and how many there were."""
    found: list[str] = []
    count = 0
    for one in texts_of(window):
        if not one.text:
            continue
        count += 1
        shown = repr(one.text[:80])
        if UNWANTED.search(one.text):
            found.append(f"{one.where}: unwanted characters in {shown}")
        if len(one.text) > one.cap:
            found.append(f"{one.where}: {len(one.text):,} characters")
        if one.may_be_rich and Qt.mightBeRichText(one.text):
            inner = OWN_MARKUP.sub("", one.text)
            if "<" in inner or not one.text.startswith("<qt>") or html.unescape(inner) == inner:
                found.append(f"{one.where}: would be read as HTML: {shown}")
    for edit in window.findChildren(QTextEdit):
        if any(form.isImageFormat() or form.isTableFormat() for form in edit.document().allFormats()):
            found.append(f"{edit.objectName()}: holds pictures or tables")
    return found, count
