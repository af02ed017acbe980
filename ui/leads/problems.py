"""What is the matter with a file: problems in groups, each with its count.

Owns: the panel beside the rows. Leaves to others: finding problems (`app/leads/checking.py`), filtering the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, texts, theme, tokens
from ui.leads.repair_strip import RepairStrip
from ui.leads.words import rows_text, sentence_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon import Icon
from ui.widgets.label import Label
from ui.widgets.rows import Rule

if TYPE_CHECKING:
    from app.leads.records import CheckResult, ProblemGroup, Sentence

translate = QCoreApplication.translate
AnyIndex = QModelIndex | QPersistentModelIndex

GroupRole: Final = int(Qt.ItemDataRole.UserRole) + 1
HeadRole: Final = int(Qt.ItemDataRole.UserRole) + 2  # (severity, rows) where a severity begins, else None
_HEAD: Final = tokens.H_ROW
_ROW: Final = tokens.H_BANNER
_COUNT_WIDTH: Final = 44
_TONES: Final = {"blocker": ("red", "warning"), "warning": ("amber", "info"), "repaired": ("green", "check")}


class _Groups(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.groups: list[ProblemGroup] = []
        self._heads: list[tuple[str, int] | None] = []
        self.largest = 0  # of the counts: all of them get room for it

    def set_result(self, result: CheckResult | None) -> None:
        groups = list(result.groups) if result is not None else []
        counts = (
            {"blocker": result.set_aside, "warning": result.warnings, "repaired": result.repaired} if result else {}
        )
        self.largest = max((group.count for group in groups), default=0)
        heads: list[tuple[str, int] | None] = []
        before = ""
        for group in groups:
            severity = str(group.severity)
            heads.append((severity, counts[severity]) if severity != before else None)
            before = severity
        if [group.key for group in groups] == [group.key for group in self.groups]:
            self.groups, self._heads = groups, heads
            if groups:
                self.dataChanged.emit(self.index(0), self.index(len(groups) - 1))
            return
        self.beginResetModel()
        self.groups, self._heads = groups, heads
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self.groups)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.groups):
            return None
        group = self.groups[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{texts.number(group.count)} {sentence_text(group.title)}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return sentence_text(group.hint)
        if role == Qt.ItemDataRole.ToolTipRole:
            return texts.tooltip(f"{sentence_text(group.title)}: {sentence_text(group.hint)}")
        if role == GroupRole:
            return group
        if role == HeadRole:
            return self._heads[index.row()]
        return None


def _head_title(severity: str) -> str:
    return {
        "blocker": translate("Leads", "Set aside, will not be sent"),
        "warning": translate("Leads", "Will be sent, worth a look"),
        "repaired": translate("Leads", "Repaired"),
    }.get(severity, severity)


class _GroupDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        head = _HEAD if index.data(HeadRole) is not None else 0
        return QSize(tokens.PANEL_NARROW, head + _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        c = theme.colours()
        group: ProblemGroup = index.data(GroupRole)
        tone, icon = _TONES.get(str(group.severity), ("grey", "info"))
        area = QRect(option.rect)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.save()
        head = index.data(HeadRole)
        if head is not None:
            strip = QRect(area.x(), area.y(), area.width(), _HEAD)
            painter.fillRect(strip, c.raised)
            painter.fillRect(QRect(strip.x(), strip.bottom(), strip.width(), tokens.LINE), c.line)
            side = tokens.ICON
            left = strip.x() + tokens.S16
            icons.paint(painter, icon, QRect(left, strip.y() + (_HEAD - side) // 2, side, side), c[tone])
            painter.setFont(theme.font("caption", "semibold"))
            painter.setPen(c[tone])
            words = strip.adjusted(tokens.S16 + side + tokens.S8, 0, -tokens.S16, 0)
            painter.drawText(words, middle, _head_title(head[0]))
            painter.drawText(words, middle | int(Qt.AlignmentFlag.AlignRight), texts.number(head[1]))
            area.setTop(strip.bottom() + 1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.fillRect(area, c.soft if selected else c.raised)
        if selected:
            painter.fillRect(QRect(area.x(), area.y(), tokens.ROW_BAR, area.height() - tokens.LINE), c.accent_text)
        painter.fillRect(QRect(area.x(), area.bottom(), area.width(), tokens.LINE), c.line)
        painter.setFont(theme.font("body", "semibold"))
        model = index.model()
        largest = texts.number(model.largest if isinstance(model, _Groups) else group.count)
        room = max(_COUNT_WIDTH, painter.fontMetrics().horizontalAdvance(largest) + tokens.S16)
        count = QRect(area.x(), area.y(), room, _ROW - tokens.LINE)
        painter.setPen(c[tone])
        painter.drawText(count, middle | int(Qt.AlignmentFlag.AlignRight), texts.number(group.count))
        left = count.right() + tokens.S12
        mark = tokens.ICON
        width = area.right() - tokens.S16 - left - (mark + tokens.S8 if selected else 0)
        self._line(painter, QRect(left, area.y() + 5, width, 20), sentence_text(group.title), "body", "text")
        self._line(painter, QRect(left, area.y() + 25, width, 16), sentence_text(group.hint), "caption", "text2")
        if selected:
            box = QRect(area.right() - tokens.S16 - mark, area.y() + (_ROW - mark) // 2, mark, mark)
            icons.paint(painter, "filter", box, c.accent_text)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str, size: theme.Size, tone: str) -> None:
        painter.setFont(theme.font(size))
        painter.setPen(theme.colours()[tone])
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)


class _GroupList(QListView):
    """Click, Return or Space filters to a group, and again takes the filter back.

    Signals:
        toggled: A group was activated; its key.
        pointed: The pointer is on a group, or on none ("").
    """

    toggled = Signal(str)
    pointed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("leads.problems")
        self.setAccessibleName(translate("Leads", "Problems"))
        self.setItemDelegate(_GroupDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("own_ring", True)
        self._under = ""
        self._by_key = False

    def selectionCommand(self, index: AnyIndex, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Nothing is selected by pointing or moving: the selected group is the one that filters."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click toggles."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which group is under the pointer."""
        super().mouseMoveEvent(event)
        self._point(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """None is."""
        super().leaveEvent(event)
        self._point(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space toggle; arrows move."""
        self._by_key = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._toggle(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard makes the first group current."""
        super().focusInEvent(event)
        self._by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        model = self.model()
        if self._by_key and not self.currentIndex().isValid() and model is not None and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._by_key = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groups, and the focus ring around the current one."""
        super().paintEvent(event)
        if self._by_key and self.hasFocus():
            index = self.currentIndex()
            area = self.visualRect(index) if index.isValid() else self.viewport().rect()
            if index.isValid() and index.data(HeadRole) is not None:
                area.setTop(area.top() + _HEAD)
            theme.draw_ring(theme.painter_for(self.viewport()), area, tokens.R_SMALL)

    def _toggle(self, index: AnyIndex) -> None:
        group = index.data(GroupRole) if index.isValid() else None
        if group is not None:
            self.toggled.emit(group.key)

    def _point(self, index: AnyIndex) -> None:
        group = index.data(GroupRole) if index.isValid() else None
        key = group.key if group is not None else ""
        if key != self._under:
            self._under = key
            self.pointed.emit(key)


class _Note(QWidget):
    """A sentence about the file as a whole."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__()
        self._tone = tone
        icon = Icon("warning" if tone == "red" else "info", tone=tone)
        label = Label(text, size="caption", tone=tone if tone == "red" else "text", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S16 + tokens.ICON + tokens.S8, tokens.S8, tokens.S16, tokens.S8)
        layout.addWidget(label)
        icon.setParent(self)
        icon.move(QPoint(tokens.S16, tokens.S8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(self.rect(), c[f"{self._tone}_soft"] if self._tone == "red" else c.surface)
        painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)


class ProblemsPanel(QWidget):
    """See the module.

    Signals:
        group_toggled: A group was chosen to filter by, or once more to stop; its key.
        group_pointed: The pointer is on a group, or on none ("").
    """

    group_toggled = Signal(str)
    group_pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(tokens.PANEL_NARROW - tokens.S32)
        self.list = _GroupList()
        self._model = _Groups(self)
        self.list.setModel(self._model)
        self.list.toggled.connect(self.group_toggled)
        self.list.pointed.connect(self.group_pointed)
        title = Label(translate("Leads", "Problems"), size="title", weight="semibold")
        title.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        title.setFixedHeight(tokens.H_TOOLBAR - tokens.LINE)
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._notes.setSpacing(0)
        self._nothing = EmptyState("check", translate("Leads", "Nothing is the matter with these rows"), "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._title = QWidget()
        head = QVBoxLayout(self._title)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(title)
        head.addWidget(Rule())
        layout.addWidget(self._title)
        layout.addLayout(self._notes)
        self.repairs = RepairStrip()
        self.repairs.follow(self.list)
        found = QVBoxLayout()
        found.addWidget(self.list, 1)
        found.addWidget(self._nothing, 1)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(0)
        self._body.addLayout(found, 1)
        self._body.addWidget(self.repairs)
        layout.addLayout(self._body, 1)
        self.show_result(None, ())

    def show_result(self, result: CheckResult | None, notes: Sequence[Sentence]) -> None:
        """Show the groups of a check, what keeps the file from being sent, and how it was read.

        None: nothing can be checked before the phone column is chosen.
        """
        choose = translate("Leads", "Choose the column that holds the phone numbers, in the row above the table.")
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if result is None:
            self._notes.addWidget(_Note(choose, "red"))
        obstacles = result.obstacles if result is not None else ()
        for tone, sentences in (("red", obstacles), ("text2", notes)):
            for sentence in sentences:
                self._notes.addWidget(_Note(sentence_text(sentence), tone))
        self._model.set_result(result)
        some = bool(self._model.groups)
        self.list.setVisible(some or result is None)
        clean = result is not None and not some
        self._nothing.setVisible(clean)
        if clean and result is not None:
            self._nothing.set_state(
                "check",
                translate("Leads", "Nothing is the matter with these rows"),
                translate("Leads", "{rows} were checked.").format(rows=rows_text(result.rows)),
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the repairs beside the problems where the panel is below the rows: there is little height then."""
        super().resizeEvent(event)
        wide = self.width() > 2 * tokens.PANEL
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._body.setStretch(1, 1 if wide else 0)
        self._title.setVisible(not wide)  # what severities there are says it too

    def group(self, key: str) -> ProblemGroup | None:
        """The group of this key."""
        return next((group for group in self._model.groups if group.key == key), None)

    def mark(self, key: str) -> None:
        """Show which group the rows are filtered to; "" for none."""
        selection = self.list.selectionModel()
        selection.clearSelection()
        for row, group in enumerate(self._model.groups):
            if group.key == key:
                index = self._model.index(row)
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own."""
        theme.painter_for(self).fillRect(self.rect(), theme.colours().surface)
