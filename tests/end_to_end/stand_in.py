"""A small Qt program with one widget of each kind: what the harness itself is tested on.

Prints what happens to it, one JSON line each. Leaves to others: everything about the product.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

ROWS = 3000


def say(**what: object) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)


class Window(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Stand-in")
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        centre = QWidget()
        self.setCentralWidget(centre)
        column = QVBoxLayout(centre)

        search = QLineEdit("hello")
        search.textChanged.connect(lambda text: say(event="search", text=text))
        pause = QPushButton("Pause")
        pause.setAccessibleDescription("Stops dialling")
        self.presses = 0
        pause.clicked.connect(self._on_pause_clicked)
        later = QLabel("idle")
        campaign = QComboBox()
        campaign.addItems(["Alpha", "Beta", "Gamma"])
        campaign.currentTextChanged.connect(lambda text: say(event="campaign", text=text))
        tabs = QTabWidget()
        tabs.addTab(QLabel("first page"), "One")
        tabs.addTab(QLabel("second page"), "Two")
        tabs.currentChanged.connect(lambda index: say(event="tab", index=index))
        table = QTableView()
        model = QStandardItemModel(ROWS, 3)
        model.setHorizontalHeaderLabels(["Name", "Status", "Pending"])
        for row in range(ROWS):
            for place in range(3):
                model.setItem(row, place, QStandardItem(f"cell {row}.{place}"))
        table.setModel(model)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.selectionModel().selectionChanged.connect(
            lambda: say(event="selected", rows=[index.row() for index in table.selectionModel().selectedRows()])
        )
        problems = QListWidget()
        problems.addItems(["Missing number: 3", "Duplicate: 2"])
        problems.itemSelectionChanged.connect(
            lambda: say(event="problem", texts=[item.text() for item in problems.selectedItems()])
        )
        gauge = QProgressBar()
        gauge.setRange(0, 60)
        gauge.setValue(42)
        transcript = QPlainTextEdit("Agent: नमस्ते\nCustomer: hello")
        transcript.setReadOnly(True)
        widgets = {
            "campaigns.search": (search, "Search campaigns"),
            "campaigns.pause": (pause, "Pause"),
            "later": (later, ""),
            "leads.campaign": (campaign, ""),
            "tabs": (tabs, "Sections"),
            "campaigns.table": (table, "Campaigns"),
            "leads.problems": (problems, "Problems"),
            "quota.gauge": (gauge, "API quota"),
            "calls.detail.transcript": (transcript, "Transcript"),
        }
        for object_name, (widget, name) in widgets.items():
            widget.setObjectName(object_name)
            widget.setAccessibleName(name)
            column.addWidget(widget)
        quit_action = self.menuBar().addMenu("&File").addAction("&Quit")
        quit_action.triggered.connect(self.close)
        self.later, self.pause = later, pause

    def _on_pause_clicked(self) -> None:
        self.presses += 1
        say(event="pressed", count=self.presses)
        self.pause.setEnabled(False)
        self.pause.setText("Pause · 1 s")
        QTimer.singleShot(300, self._come_back)

    def _come_back(self) -> None:
        self.pause.setEnabled(True)
        self.pause.setText("Pause")
        self.later.setText("done")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        say(event="drag", formats=event.mimeData().formats())
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        say(event="drop", files=[url.toLocalFile() for url in event.mimeData().urls()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        say(event="close")
        event.accept()


def main() -> int:
    application = QApplication(sys.argv)
    application.setApplicationName("stand-in")
    window = Window()
    window.setGeometry(20, 20, 900, 900)
    window.show()
    if "--noisy" in sys.argv:
        print("something went wrong", file=sys.stderr, flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
