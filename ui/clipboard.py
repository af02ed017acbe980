"""Puts secrets on the clipboard.

Owns: the mark by which clipboard histories leave them out. Leaves to others: other text, for which Qt's own
`QClipboard.setText` does.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

from app.secrets import Secret

SECRET_MARK = "x-kde-passwordManagerHint"  # KDE's, which password managers set


def copy_secret(secret: Secret) -> None:
    """Put a secret on the clipboard, marked so that histories which know the mark do not keep it."""
    data = _empty_mime_data()
    data.setText(secret.reveal())
    data.setData(SECRET_MARK, b"secret")
    QGuiApplication.clipboard().setMimeData(data)


def _empty_mime_data() -> QMimeData:
    """Such an object as Qt makes it.

    One made with `QMimeData()` asks Python's interpreter when it is deleted. What still lies on the clipboard is
    deleted after the end of the application, on some platforms after the end of the interpreter: the process crashed.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    return data
