"""The focus ring: one overlay that follows the keyboard focus.

Owns: where the ring is and when it shows. Leaves to others: widgets that draw a ring of their own (tables, tab bars)
say so with the property `own_ring`; a control's corner radius is its property `ring_radius`.

An overlay rather than a style: it looks the same around Qt's own widgets and ours, and may stick out of a layout
that leaves no room for it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui import theme, tokens

_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.EnabledChange,
    }
)


class _Overlay(QWidget):
    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.radius = float(tokens.R_CONTROL)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme.draw_ring(theme.painter_for(self), self.rect(), self.radius)


class FocusRing(QObject):
    """Draws a ring around whatever has the keyboard focus. One for the application.

    A control that was clicked shows no ring until a key is pressed; where text is typed the ring always shows.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._overlay: _Overlay | None = None
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def rect(self) -> QRect | None:
        """Where the ring is, in its window; None while it is not shown."""
        overlay = self._overlay
        if overlay is None or not isValid(overlay) or not overlay.isVisible():
            return None
        return QRect(overlay.mapTo(overlay.window(), QPoint(0, 0)), overlay.size())

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is None or not _may_have_ring(new):
            return
        self._target = new
        host = _host_of(new)
        walk: QWidget | None = new
        while walk is not None:
            walk.installEventFilter(self)
            self._watched.append(walk)
            if walk is host:
                break
            walk = walk.parentWidget()
        clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not clicked or _takes_text(new):
            self._show()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()

    def _show(self) -> None:
        target = self._target
        if target is None or not isValid(target):
            return
        host = _host_of(target)
        if self._overlay is None or not isValid(self._overlay):
            self._overlay = _Overlay(host)
        elif self._overlay.parentWidget() is not host:
            self._overlay.setParent(host)
        width = theme.ring_width()
        outset = tokens.RING_GAP + (width - tokens.RING if _takes_text(target) else width)
        area = QRect(target.mapTo(host, QPoint(0, 0)), target.size())
        radius = target.property("ring_radius")
        self._overlay.radius = float(tokens.R_CONTROL if radius is None else radius) + outset - width / 2
        # Around what fills its window from edge to edge it goes inside: outside nobody would see it.
        self._overlay.setGeometry(area.adjusted(-outset, -outset, outset, outset).intersected(host.rect()))
        self._overlay.setVisible(target.isVisible())
        self._overlay.raise_()
        self._overlay.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control when it or something around it moves; show the ring when a key is pressed."""
        kind = event.type()
        if kind in _MOVES:
            shown = self._overlay is not None and isValid(self._overlay) and not self._overlay.isHidden()
            if shown or (kind == QEvent.Type.Show and self._target is not None and _takes_text(self._target)):
                self._show()
        elif kind == QEvent.Type.KeyPress and watched is self._target:
            self._show()
        return False


def _takes_text(widget: QWidget) -> bool:
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractSpinBox)


def _may_have_ring(widget: QWidget) -> bool:
    if isinstance(widget, QMenu | QMenuBar) or widget.isWindow():
        return False
    if widget.window().windowType() == Qt.WindowType.Popup:
        return False
    return not widget.property("own_ring")


def _host_of(widget: QWidget) -> QWidget:
    """The widget the ring becomes a child of: the content of the scroll area around the control, or its window.

    As a child of the content it scrolls along and is cut where the content is.
    """
    host = widget
    parent = host.parentWidget()
    while parent is not None and not host.isWindow():
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent and host is not widget:
            return host
        host, parent = parent, above
    return host
