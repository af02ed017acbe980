"""The palette: a field and the list of what fits, over the window.

Owns: showing, the keyboard, saying the current line. Leaves to others: what is listed (`entries.py`).

A part of the window rather than a window of its own: it cannot end up behind it or on another screen. It closes when
the focus goes elsewhere. The list refreshes while it is open, since waits end and campaigns come in.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, texts, theme, tokens
from ui.command_palette.entries import Entry, PaletteEntries
from ui.command_palette.field import draw_keys
from ui.desk import Desk
from ui.widgets.announce import announce
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

WIDTH: Final = 680
MAX_ROWS: Final = 12
ROW: Final = tokens.H_ROW + tokens.S4
SHADOW: Final = tokens.S12
EDGE: Final = tokens.S16
REFRESH_MS: Final = 100

AnyIndex = QModelIndex | QPersistentModelIndex
EntryRole: Final = int(Qt.ItemDataRole.UserRole) + 1


class EntryModel(QAbstractListModel):
    """The entries shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    @property
    def entries(self) -> list[Entry]:
        """Top to bottom."""
        return list(self._entries)

    def set_entries(self, entries: list[Entry]) -> None:
        """Show these; the same lines in the same order are only repainted, so the current one stays."""
        same = [entry.key for entry in entries] == [entry.key for entry in self._entries]
        if same:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """See `QAbstractItemModel.rowCount`."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Title, all of it for a screen reader, and the entry itself."""
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return texts.tooltip(entry.why_not)
        return entry if role == EntryRole else None


class _EntryDelegate(QStyledItemDelegate):
    """Title and group at the left, why it is off and the shortcut at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(WIDTH, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(EntryRole)
        if not isinstance(entry, Entry):
            return
        c = theme.colours()
        painter.save()
        row = QRect(option.rect)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            theme.draw_box(painter, row.adjusted(tokens.S4, 0, -tokens.S4, 0), tokens.R_SMALL, c.soft, None)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextSingleLine
        left, right = row.x() + tokens.S16, row.right() - tokens.S16
        keys = draw_keys(painter, entry.keys, right, row) if entry.keys else right
        if entry.keys:
            right = keys - tokens.S12
        side = tokens.ICON
        name, tone = _icon(entry)
        icons.paint(painter, name, QRect(left, row.y() + (row.height() - side) // 2, side, side), c[tone])
        left += side + tokens.S12

        def put(text: str, font: Any, tone: str, room: int, *, at_right: bool = False) -> int:
            painter.setFont(font)
            painter.setPen(c[tone])
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
            width = metrics.horizontalAdvance(shown) + 1
            x = right - width if at_right else left
            painter.drawText(QRect(x, row.y(), width, row.height()), flags, shown)
            return width

        total = right - left
        body, caption = theme.font("body", "medium"), theme.font("caption")
        tone = "text" if entry.is_on else "text2" if entry.choose is not None else "off"
        title = put(entry.title, body, tone, total if not entry.why_not else total * 3 // 5)
        left += title + tokens.S8
        group = put(entry.group, caption, "text2", min(total - title - tokens.S8, 4 * tokens.S32))
        left += group + tokens.S16
        if entry.why_not and right - left > tokens.S32:
            put(entry.why_not, caption, "text2", right - left, at_right=True)
        painter.restore()


def _icon(entry: Entry) -> tuple[str, str]:
    if entry.key.startswith("campaign:"):
        return "phone", "text2"
    if entry.is_on:
        return "chevron-right", "accent_text"
    return ("queue", "accent_text") if entry.choose is not None else ("ban", "off")


class CommandPalette(QFrame):
    """The overlay. `open` shows it, Escape or a choice closes it and gives the focus back."""

    def __init__(self, desk: Desk, entries: PaletteEntries, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._entries = entries
        self._before: QWidget | None = None
        self._anchor: QRect | None = None
        self.setObjectName("palette")
        self.setAccessibleName(translate("Palette", "Command palette"))
        self.search = SearchField(translate("Palette", "Search or run an action"))
        self.search.setObjectName("palette.search")
        self.search.setProperty("own_ring", True)  # all of the palette is what has the focus
        self.search.textChanged.connect(lambda _text: self._show_found(first=True))
        self.search.installEventFilter(self)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setObjectName("palette.actions")
        self.list.setAccessibleName(translate("Palette", "Actions"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Typing goes on while the arrows walk through the list.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.nothing = Label(translate("Palette", "No action and no campaign is called that"), tone="text2")
        self.foot = Label(translate("Palette", "↑ ↓ choose · Return runs · Esc closes"), tone="text2", size="caption")
        layout = QVBoxLayout(self)
        edge = SHADOW + tokens.LINE
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(tokens.S4)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.S8, tokens.S8, tokens.S8, tokens.S4)
        top.addWidget(self.search)
        layout.addLayout(top)
        layout.addWidget(self.list)
        lines = QVBoxLayout()
        lines.setContentsMargins(tokens.S16, tokens.S4, tokens.S16, tokens.S8)
        lines.setSpacing(tokens.S12)
        lines.addWidget(self.nothing)
        lines.addWidget(self.foot)
        layout.addLayout(lines)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(lambda: self._show_found(first=False))
        desk.cooldown.changed.connect(self._on_changed)
        desk.commands.changed.connect(self._on_changed)
        desk.context_changed.connect(self._on_changed)
        window.installEventFilter(self)
        self.hide()

    def open(self, anchor: QRect | None = None) -> None:
        """Show it, over the field in the header (`anchor`, in the window) where that is seen.

        Open already, it closes: the same key opens and closes it.
        """
        if self.isVisible():
            self.close_palette()
            return
        self._before = QApplication.focusWidget()
        self._anchor = anchor
        self.search.clear()
        self._show_found(first=True)
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide it; the focus goes back where it was."""
        before, self._before = self._before, None
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus and before is not None and before.isVisible() and before.window() is self.window():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ the list

    def _show_found(self, *, first: bool) -> None:
        kept = self.list.currentIndex().data(EntryRole)
        self.model.set_entries(self._entries.found(self.search.text()))
        keys = [entry.key for entry in self.model.entries]
        row = keys.index(kept.key) if not first and isinstance(kept, Entry) and kept.key in keys else 0
        if keys:
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))
        self.list.setVisible(bool(keys))
        self.nothing.setVisible(not keys)
        self._place()

    def _on_changed(self) -> None:
        if self.isVisible() and not self._refresh.isActive():
            self._refresh.start()

    def _on_current_changed(self, current: AnyIndex, _previous: AnyIndex) -> None:
        entry = current.data(EntryRole)
        spoken = entry.spoken if isinstance(entry, Entry) else ""
        # The focus stays in the field: what the arrows reached is told as its description, and said.
        self.search.set_hint(spoken)
        if self.isVisible():
            announce(self.search, spoken)

    def _choose(self, row: int) -> None:
        entry = self.model.index(row).data(EntryRole)
        if not isinstance(entry, Entry):
            return
        if entry.choose is None:
            announce(self.search, entry.why_not, urgent=True)
            return
        self.close_palette()
        entry.choose()

    # ------------------------------------------------------------------ place and look

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        rows = min(MAX_ROWS, self.model.rowCount())
        self.list.setFixedHeight(max(1, rows) * ROW)
        width = min(WIDTH + 2 * SHADOW, window.width() - 2 * EDGE)
        anchor = self._anchor
        centre = anchor.center().x() if anchor is not None else window.width() // 2
        top = anchor.y() - SHADOW - tokens.S8 if anchor is not None else tokens.H_MENU + tokens.S12
        x = max(EDGE - SHADOW, min(centre - width // 2, window.width() - width - EDGE + SHADOW))
        room = window.height() - top - EDGE
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = self.sizeHint().height()
        if height > room:
            self.list.setFixedHeight(max(ROW, self.list.height() - (height - room)))
            height = room
        self.setGeometry(x, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised box with a soft edge."""
        painter = theme.painter_for(self)
        c = theme.colours()
        shade = c.shadow.toRgb()
        for distance in range(SHADOW, 0, -2):
            shade.setAlphaF(0.025 if not c.is_dark else 0.07)
            box = self.rect().adjusted(SHADOW - distance, SHADOW - distance + 2, distance - SHADOW, distance - SHADOW)
            theme.draw_box(painter, box, tokens.R_PANEL + distance, shade, None)
        box = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        theme.draw_box(painter, box, tokens.R_PANEL, c.surface, c.line2)

    # ------------------------------------------------------------------ keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Return in the field; the window's size."""
        kind = event.type()
        if watched is self.search:
            if kind == QEvent.Type.KeyPress:
                assert isinstance(event, QKeyEvent)
                return self._on_key(event)
            if kind == QEvent.Type.FocusOut and self.isVisible():
                # Not at once: the focus may come right back (a menu, a change of window).
                QTimer.singleShot(0, self._close_if_left)
        elif kind == QEvent.Type.Resize and self.isVisible():
            self._anchor = None
            self._place()
        return super().eventFilter(watched, event)

    def _close_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and not self.isAncestorOf(focus) and focus is not self:
            self._before = None
            self.close_palette()

    def _on_key(self, event: QKeyEvent) -> bool:
        row, count = self.list.currentIndex().row(), self.model.rowCount()
        page = max(1, self.list.height() // ROW - 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(row)
        elif key in steps and count:
            step = steps[key]
            # One step beyond an end goes to the other one; a page stops there.
            to = (row + step) % count if abs(step) == 1 else max(0, min(count - 1, row + step))
            self.list.setCurrentIndex(self.model.index(to))
        elif key == Qt.Key.Key_Tab or key == Qt.Key.Key_Backtab:
            pass  # there is nothing else in here to go to
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is refreshed while it is out of sight."""
        super().hideEvent(event)
        self._refresh.stop()
