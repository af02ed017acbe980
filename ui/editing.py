"""Copy, paste and select all for whatever has the keyboard focus.

Owns: which of them makes sense there, and doing it. Leaves to others: the keys (each widget has them itself).
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.command import Command

translate = QCoreApplication.translate

Verb = Literal["copy", "paste", "select_all"]
_KEYS = {"copy": Qt.Key.Key_C, "paste": Qt.Key.Key_V, "select_all": Qt.Key.Key_A}


class EditTarget(QObject):
    """Follows the focus for the entries of the Edit menu.

    Args:
        ignored: A widget whose parts do not count: the palette, which lists these commands itself. It is the owner.
    """

    def __init__(self, ignored: QWidget) -> None:
        super().__init__(ignored)  # with its owner goes the connection to the application
        self._ignored = ignored
        self._commands: dict[str, Command] = {}
        self._widget: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def attach(self, verb: str, command: Command) -> None:
        """Keep this command's state."""
        self._commands[verb] = command
        self.update()

    def update(self) -> None:
        """Look again what is possible: a selection may have come or gone."""
        for verb, command in self._commands.items():
            possible = self.can(verb)
            command.set_possible(possible, "" if possible else _why_not(verb))

    def can(self, verb: str) -> bool:
        """Whether the widget with the focus can do it now."""
        widget = self._target()
        if isinstance(widget, QLineEdit):
            secret = widget.echoMode() != QLineEdit.EchoMode.Normal
            return {
                "copy": widget.hasSelectedText() and not secret,
                "paste": not widget.isReadOnly() and bool(QGuiApplication.clipboard().text()),
                "select_all": bool(widget.text()),
            }[verb]
        if isinstance(widget, QPlainTextEdit | QTextEdit):
            return {
                "copy": widget.textCursor().hasSelection(),
                "paste": not widget.isReadOnly() and bool(QGuiApplication.clipboard().text()),
                "select_all": not widget.document().isEmpty(),
            }[verb]
        if isinstance(widget, QAbstractItemView):
            model, selection = widget.model(), widget.selectionModel()
            several = widget.selectionMode() not in (
                QAbstractItemView.SelectionMode.NoSelection,
                QAbstractItemView.SelectionMode.SingleSelection,
            )
            return {
                "copy": selection is not None and selection.hasSelection(),
                "paste": False,
                "select_all": several and model is not None and model.rowCount() > 0,
            }[verb]
        if isinstance(widget, QLabel):
            return verb == "copy" and widget.hasSelectedText()
        return False

    def do(self, verb: str) -> None:
        """Do it there. Widgets that have no such slot get the key they would have got."""
        widget = self._target()
        if widget is None or not self.can(verb):
            return
        name = {"select_all": "selectAll"}.get(verb, verb)
        slot = getattr(widget, name, None)
        if callable(slot):
            slot()
            return
        own = _own_shortcut(widget, verb)
        if own is not None:
            own.activated.emit()
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(
                widget,
                QKeyEvent(kind, _KEYS[verb], Qt.KeyboardModifier.ControlModifier),
            )

    def _target(self) -> QWidget | None:
        widget = self._widget
        if widget is None or not isValid(widget):
            return None
        if isinstance(widget, QAbstractSpinBox):
            return widget.findChild(QLineEdit) or widget
        return widget

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A menu or the palette takes the focus for a while; what is meant is what had it before.
        if new is not None and not self._ignored.isAncestorOf(new):
            self._widget = new
            self.update()


def _own_shortcut(widget: QWidget, verb: str) -> QShortcut | None:
    """A table that copies more than its current cell has a shortcut of its own for it."""
    keys = QKeySequence(Qt.KeyboardModifier.ControlModifier | _KEYS[verb])
    found = widget.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next((shortcut for shortcut in found if shortcut.key() == keys and shortcut.isEnabled()), None)


def _why_not(verb: str) -> str:
    if verb == "copy":
        return translate("Edit", "Nothing is selected that can be copied.")
    if verb == "paste":
        return translate("Edit", "Nothing can be pasted here.")
    return translate("Edit", "There is nothing to select here.")
