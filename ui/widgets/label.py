"""Text on the window, always plain.

Owns: `Label`, the only way text of any origin is shown. Leaves to others: what it says.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from ui import texts, theme, tokens
from ui.theme import Size, Weight

Elide = Literal["none", "end", "middle"]

_ELIDE = {
    "none": Qt.TextElideMode.ElideNone,
    "end": Qt.TextElideMode.ElideRight,
    "middle": Qt.TextElideMode.ElideMiddle,
}
_LEAST_ELIDED_WIDTH = tokens.S32


class Label(QLabel):
    """Plain text in one of the three sizes, with the line heights of the tokens.

    `tone` names a colour token. An eliding label may become narrower than its text and shows all of it as a tool tip.
    """

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "text",
        size: Size = "body",
        weight: Weight = "regular",
        elide: Elide = "none",
        wrap: bool = False,
        selectable: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone = tone
        self._size: Size = size
        self._elide = elide
        self.setFont(theme.font(size, weight))
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            quiet = tone != "text"
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.WindowText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Whatever it is: plain text without control and direction characters, of a bounded length."""
        super().setText(texts.plain(text, lines=True))

    @property
    def tone(self) -> str:
        """The colour token in use."""
        return self._tone

    def set_tone(self, tone: str) -> None:
        """Take another colour."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    @property
    def is_elided(self) -> bool:
        """Whether the text does not fit at the moment."""
        return (
            self._elide != "none" and self.fontMetrics().horizontalAdvance(self._line()) > self.contentsRect().width()
        )

    def sizeHint(self) -> QSize:
        """As wide as the text, as high as its lines."""
        margins = self.contentsMargins()
        # Widths are fractions; a pixel more keeps the last letter.
        width = self.fontMetrics().horizontalAdvance(self._line()) + 1 + margins.left() + margins.right()
        if self.wordWrap():
            # A label of a fixed width has as many lines as it takes at that width.
            width = max(self.minimumWidth(), min(width, 60 * self.fontMetrics().averageCharWidth()))
            width = min(width, self.maximumWidth())
            return QSize(width, self.heightForWidth(width))
        return QSize(width, theme.line_height(self._size))

    def minimumSizeHint(self) -> QSize:
        """Eliding and wrapping labels may become narrow."""
        hint = self.sizeHint()
        if self.wordWrap():
            return QSize(min(hint.width(), 12 * self.fontMetrics().averageCharWidth()), theme.line_height(self._size))
        if self._elide != "none":
            return QSize(min(hint.width(), _LEAST_ELIDED_WIDTH), hint.height())
        return hint

    def hasHeightForWidth(self) -> bool:
        """Only when wrapping."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """The number of lines at this width, times the line height."""
        if not self.wordWrap():
            return theme.line_height(self._size)
        width = min(width, self.maximumWidth())  # a layout asks for its own width, which may be wider
        lines = sum(max(1, layout.lineCount()) for layout in self._paragraphs(max(1, width)))
        return max(1, lines) * theme.line_height(self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text; Qt draws selectable text itself, since it draws the selection too."""
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        c = theme.colours()
        painter.setPen(c[self._tone] if self.isEnabled() else c.off)
        area = self.contentsRect()
        if self.wordWrap():
            self._paint_lines(painter, area)
        else:
            line = self._line()
            if self.is_elided:
                line = self.fontMetrics().elidedText(line, _ELIDE[self._elide], area.width())
            painter.drawText(self._start(area, line), line)

    def event(self, event: QEvent) -> bool:
        """Show the whole text as a tool tip where it is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            if self.is_elided:
                QToolTip.showText(event.globalPos(), texts.tooltip(self.text()), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _start(self, area: QRect, line: str) -> QPointF:
        """Where the text begins: on the base line of this font, whatever other font a script is drawn with.

        Qt would centre the higher of the two, and cut off the signs above Hindi letters in a line of 16 px.
        """
        metrics = self.fontMetrics()
        free = area.width() - metrics.horizontalAdvance(line)
        x = float(area.x())
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            x += free
        elif self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            x += free / 2
        return QPointF(x, area.y() + (area.height() - metrics.height()) / 2 + metrics.ascent())

    def _line(self) -> str:
        return self.text().replace("\n", " ")

    def _paragraphs(self, width: int) -> list[QTextLayout]:
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made = []
        for paragraph in self.text().split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
            layout.endLayout()
            made.append(layout)
        return made

    def _paint_lines(self, painter: QPainter, area: QRect) -> None:
        pitch = theme.line_height(self._size)
        layouts = self._paragraphs(max(1, area.width()))
        count = sum(max(1, layout.lineCount()) for layout in layouts)
        metrics = self.fontMetrics()
        base = (pitch - metrics.height()) / 2 + metrics.ascent()
        y = area.y() + max(0, (area.height() - count * pitch) // 2)
        for layout in layouts:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.draw(painter, QPointF(area.x(), y + base - line.ascent() - line.y()))
                y += pitch
            if not layout.lineCount():
                y += pitch


def plain_label(text: str = "", *, tone: str = "text", size: Size = "body") -> Label:
    """A label for server or file text of unknown length: stripped, eliding."""
    return Label(texts.plain(text), tone=tone, size=size, elide="end")
