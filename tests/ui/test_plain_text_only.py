"""No code of the window can have text read as HTML: what would is not used, and tool tips pass through one function."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ui

FOLDER = Path(ui.__file__).parent
LABEL_FILE = "widgets/label.py"
# Shows what models give for the role, which is escaped there: the tests with a hostile server look at every cell.
MODELS_OWN_TIPS = frozenset({"widgets/cells.py"})

# Names that read text as HTML, or may; and dialogs of Qt whose labels do.
BANNED = frozenset(
    {
        *("setHtml", "insertHtml", "appendHtml", "toHtml", "fromHtml", "setMarkdown", "insertMarkdown", "toMarkdown"),
        *("RichText", "AutoText", "MarkdownText", "QTextBrowser", "QTextDocumentFragment"),
        *("QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog", "QWizard", "setInformativeText"),
        *("QStaticText", "drawStaticText", "QWhatsThis", "QSplashScreen", "setOpenExternalLinks"),
    }
)
TIPS = frozenset({"setToolTip", "setWhatsThis", "setStatusTip"})


def problems_in(source: str, name: str) -> list[str]:
    """What a file does that it must not, with line numbers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        word = _name(node)
        if word in BANNED:
            found.append(f"{name}:{line}: {word}")
        if isinstance(node, ast.ImportFrom):
            found += [f"{name}:{line}: {alias.name}" for alias in node.names if alias.name in BANNED]
        if isinstance(node, ast.Call):
            called = _name(node.func)
            if called == "QLabel" and name != LABEL_FILE:
                found.append(f"{name}:{line}: QLabel() instead of Label()")
            if called in TIPS and not _is_tip(node.args[0]):
                found.append(f"{name}:{line}: {called}() without texts.tooltip()")
            is_shown = called == "showText" and _name(getattr(node.func, "value", None)) == "QToolTip"
            if is_shown and name not in MODELS_OWN_TIPS and not _is_tip(node.args[1]):
                found.append(f"{name}:{line}: QToolTip.showText() without texts.tooltip()")
        if isinstance(node, ast.ClassDef) and "QLabel" in map(_name, node.bases) and not _is_made_plain(node):
            found.append(f"{name}:{line}: a QLabel that is not set to plain text")
    return found


def _is_made_plain(made: ast.ClassDef) -> bool:
    return any(
        isinstance(node, ast.Call) and _name(node.func) == "setTextFormat" and _name(node.args[0]) == "PlainText"
        for node in ast.walk(made)
    )


def _name(node: ast.AST | None) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_tip(node: ast.expr) -> bool:
    """Whether it is a call of `texts.tooltip`, nothing at all, or a choice between such."""
    if isinstance(node, ast.IfExp):
        return _is_tip(node.body) and _is_tip(node.orelse)
    if isinstance(node, ast.Constant):
        return node.value == ""
    return isinstance(node, ast.Call) and _name(node.func) == "tooltip"


def test_the_window_reads_nothing_as_html() -> None:
    files = sorted(FOLDER.rglob("*.py"))
    assert len(files) > 50
    found = [one for path in files for one in problems_in(path.read_text("utf-8"), path.relative_to(FOLDER).as_posix())]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "view.setHtml(x)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "label.setTextFormat(Qt.AutoText)",
        "from PySide6.QtWidgets import QMessageBox",
        "QLabel(name)",
        "QtWidgets.QLabel(name)",
        "class Own(QLabel): pass",
        "button.setToolTip(name)",
        "button.setToolTip(f'{name}')",
        "button.setToolTip(texts.tooltip(a) if a else name)",
        "QToolTip.showText(at, name, self)",
    ],
)
def test_the_rule_finds(source: str) -> None:
    assert problems_in(source, "x.py")


@pytest.mark.parametrize(
    "source",
    [
        "Label(name)",
        "button.setToolTip(texts.tooltip(name))",
        "button.setToolTip('')",
        "QToolTip.showText(at, texts.tooltip(name), self)",
        "label.setTextFormat(Qt.TextFormat.PlainText)",
    ],
)
def test_the_rule_lets_pass(source: str) -> None:
    assert not problems_in(source, "x.py")
