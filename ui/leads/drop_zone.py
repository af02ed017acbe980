"""The dashed zone that says where lead files go.

Owns: its three faces: waiting for a file, reading one, a file that cannot be used. Leaves to others: drops themselves,
which are taken anywhere on the window (`ui/main_window.py`), and reading.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.command import Command
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label
from ui.widgets.progress_bar import ProgressBar

translate = QCoreApplication.translate

WIDTH, HEIGHT = 640, 272
_DASH: Final = (4.0, 3.0)  # in pen widths
_STEPS: Final = 1_000


class DropZone(QWidget):
    """640 x 272 px. A click beside its buttons, Return or Space open the file dialog.

    Signals:
        open_wanted: The operator wants to choose a file.
        stop_wanted: Reading is to be stopped.
    """

    open_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, paste: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leads.drop_zone")
        self.setAccessibleName(translate("Leads", "Drop lead files here"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_radius", tokens.R_PANEL)
        self.setMaximumSize(WIDTH, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tone = "accent_text"
        middle = Qt.AlignmentFlag.AlignHCenter
        self._icon = Icon("download", side=tokens.ICON_DROP, tone="accent_text")
        self._title = Label(size="title", weight="semibold", align=middle, wrap=True)
        self._text = Label(tone="text2", align=middle, wrap=True)
        self.bar = ProgressBar()
        self.bar.setObjectName("leads.reading")
        self.bar.setAccessibleName(translate("Leads", "Reading progress"))
        self.bar.setFixedWidth(WIDTH // 2)
        self.open = Button(translate("Leads", "Open file…"), icon="file-text")
        self.open.setObjectName("leads.open")
        self.open.setAccessibleName(translate("Leads", "Open lead file"))
        self.open.clicked.connect(self.open_wanted)
        self.paste = Button(paste.title, icon="clipboard")
        paste.bind(self.paste)
        self.stop = Button(translate("Leads", "Stop reading"), icon="x")
        self.stop.setObjectName("leads.stop")
        self.stop.clicked.connect(self.stop_wanted)
        self._hint = Label(
            translate("Leads", "CSV, XLSX or XLS · any usual encoding · the file on disk is not changed"),
            tone="text2", size="caption", align=middle,
        )  # fmt: skip
        self._ways: list[Button] = [self.open, self.paste]
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addStretch(1)
        buttons.addWidget(self.open)
        buttons.addWidget(self.paste)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S16, tokens.S24, tokens.S16)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(self._icon, 0, middle)
        layout.addSpacing(tokens.S16)
        layout.addWidget(self._title)
        layout.addSpacing(tokens.S4)
        layout.addWidget(self._text)
        layout.addWidget(self.bar, 0, middle)
        layout.addSpacing(tokens.S16 + tokens.S4)
        layout.addLayout(buttons)
        layout.addSpacing(tokens.S12)
        layout.addWidget(self._hint)
        layout.addStretch(1)
        self.show_waiting()

    def add_way(self, button: Button) -> None:
        """Put one more button beside those that open a file; it is there whenever they are."""
        self._buttons.insertWidget(self._buttons.indexOf(self.stop), button)
        QWidget.setTabOrder(self._ways[-1], button)
        self._ways.append(button)

    def show_waiting(self) -> None:
        """No file is here."""
        self._show(
            "download",
            "accent_text",
            translate("Leads", "Drop a lead file here"),
            translate("Leads", "Nothing is sent before you have seen the result."),
        )

    def show_problem(self, sentence: str) -> None:
        """The last file cannot be used; the sentence says why and what to do."""
        self._show("warning", "red", sentence, translate("Leads", "Nothing was sent."))

    def show_reading(self, name: str) -> None:
        """A file is being read."""
        shown = texts.plain(name, tokens.CELL_CAP)
        self._show("file-text", "accent_text", translate("Leads", "Reading {name}…").format(name=shown), "")
        self.show_share(0.0)
        for button in self._ways:
            button.hide()
        self.stop.show()
        self.bar.show()
        self.setFocusProxy(self.stop)

    def show_share(self, share: float) -> None:
        """How far reading is, 0 to 1."""
        self.bar.set_progress(round(share * _STEPS), _STEPS)

    def _show(self, icon: str, tone: str, title: str, text: str) -> None:
        self._tone = tone
        self._icon.set_icon(icon, tone)
        self._title.setText(title)
        self._title.set_tone("red" if tone == "red" else "text")
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleDescription(" ".join(part for part in (title, text) if part))
        for button in self._ways:
            button.show()
        self.stop.hide()
        self.bar.hide()
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the file dialog."""
        if event.button() == Qt.MouseButton.LeftButton and self.open.isVisible():
            self.open_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space do as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.open.isVisible():
            self.open_wanted.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed box on soft ground."""
        c = theme.colours()
        painter = theme.painter_for(self)
        pen = QPen(c[self._tone], tokens.RING, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern(list(_DASH))
        painter.setPen(pen)
        painter.setBrush(c.red_soft if self._tone == "red" else c.soft)
        box: QRect = self.rect().adjusted(1, 1, -2, -2)
        painter.drawRoundedRect(box, tokens.R_PANEL, tokens.R_PANEL)
