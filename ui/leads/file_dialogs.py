"""Choosing files to open and to save to, without ever blocking.

Owns: how those dialogs are set up. Leaves to others: what is done with a file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate

_USABLE: Final = "*.csv *.tsv *.txt *.xlsx *.xls"


def choose_files(
    parent: QWidget,
    name: str,
    title: str,
    on_chosen: Callable[[list[Path]], object],
    *,
    folder: Path | None = None,
    several: bool = True,
) -> None:
    """Let the operator choose lead files. `name` identifies the dialog."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(name)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([translate("Leads", "Lead files") + f" ({_USABLE})", translate("Leads", "All files (*)")])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if folder is not None:
        dialog.setDirectory(str(folder))
    dialog.filesSelected.connect(lambda names: on_chosen([Path(name) for name in names]))
    dialog.open()


def choose_file_to_write(
    parent: QWidget,
    name: str,
    title: str,
    suggestion: str,
    on_chosen: Callable[[Path], object],
    *,
    suffix: str = "csv",
    folder: Path | None = None,
) -> None:
    """Let the operator choose where a file is saved. `name` identifies the dialog, `suffix` the kind of file."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.setDefaultSuffix(suffix)
    dialog.setDirectory(str(folder or Path.home()))
    dialog.selectFile(suggestion)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: on_chosen(Path(path)))
    dialog.open()


def choose_csv_to_write(
    parent: QWidget,
    name: str,
    title: str,
    suggestion: str,
    on_chosen: Callable[[Path], object],
    *,
    folder: Path | None = None,
) -> None:
    """The same for a CSV file."""
    choose_file_to_write(parent, name, title, suggestion, on_chosen, folder=folder)
