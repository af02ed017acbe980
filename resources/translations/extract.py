"""Every text that the interface shows, and its translations: `python -m resources.translations.extract`.

Owns: which texts there are, the `.ts` files (Qt Linguist's format, https://doc.qt.io/qt-6/linguist-ts-file-format.html)
and the `.qm` files compiled from them. Leaves to others: the translating, which is done in the `.ts` files, and loading
them (`ui/translation.py`).

Qt's `lupdate` sees the calls of `translate` in `ui/`, but not the sentences of `app/`, which knows nothing of Qt: those
are looked up when they are shown. So both are read here from the syntax trees. Texts that are gone are dropped, new
ones are written as unfinished.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "resources" / "translations"
LANGUAGES: Final = ("hi",)

Text = tuple[str, str]  # context, English

_MARKERS: Final = frozenset({"translate", "QT_TRANSLATE_NOOP"})
# The look-alike server, what the vendor reads, the command line and what only a log or a diagnosis says stay English.
_ENGLISH_ONLY: Final = (
    "sandbox/", "quota/report.py", "calls/mirror_sql.py", "cli.py", "diagnose.py", "log.py", "processes.py",
    "licences.py",
)  # fmt: skip
_SENTENCE: Final = re.compile(r"[A-Z{].*\s.*(?:[.)]|\{(?:reason|example)\})", re.DOTALL)
# What an odd answer held, as it stands in the sentence about it.
_PHRASE: Final = re.compile(r"(?:an?|no|more|nested|unreadable) .+")
# Qt's own words in menus of its parts and for assistive technology: it comes without a Hindi translation.
_OF_QT: Final = {
    "QLineEdit": ("&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All"),
    "QWidgetTextControl": ("&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All"),
    "QAbstractSpinBox": ("&Select All", "&Step up", "Step &down"),
    "QTabBar": ("Scroll Left", "Scroll Right"),
    "QScrollBar": (
        *("Scroll here", "Top", "Bottom", "Page up", "Page down", "Scroll up", "Scroll down"),
        *("Left edge", "Right edge", "Page left", "Page right", "Scroll left", "Scroll right"),
    ),
}


def ts_path(language: str) -> Path:
    """Where the translation into a language is kept."""
    return FOLDER / f"dialnexa-console_{language}.ts"


def texts() -> list[Text]:
    """Every text that can be translated, by context and then in the order of the files; each once."""
    of_qt = ((context, text) for context, said in _OF_QT.items() for text in said)
    found = dict.fromkeys([*_marked(), *_of_the_engine(), *of_qt])
    return sorted(found, key=lambda text: text[0])


def translations(language: str) -> dict[Text, str]:
    """What the `.ts` file has: the finished translations."""
    path = ts_path(language)
    if not path.exists():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translated = message.find("translation")
            if translated is not None and translated.get("type") is None and translated.text:
                found[name, message.findtext("source") or ""] = translated.text
    return found


def write_ts(language: str, done: dict[Text, str]) -> None:
    """Write the `.ts` file with today's texts: translated where `done` says how, else unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for text in texts():
        name, source = text
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = source
        translated = ElementTree.SubElement(message, "translation")
        if text in done:
            translated.text = done[text]
        else:
            translated.set("type", "unfinished")
    ElementTree.indent(root, "  ")
    body = ElementTree.tostring(root, encoding="unicode")
    ts_path(language).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compile_qm(language: str, to: Path | None = None) -> None:
    """Compile the `.ts` file with Qt's own `lrelease`, by default to the `.qm` file beside it."""
    found = find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    program = Path(found.origin).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    target = to or ts_path(language).with_suffix(".qm")
    subprocess.run([program, "-silent", ts_path(language), "-qm", target], check=True)


def main() -> None:
    """Bring the `.ts` and `.qm` files of all languages up to date and say what is left to translate."""
    for language in LANGUAGES:
        write_ts(language, translations(language))
        compile_qm(language)
        left = len(texts()) - len(translations(language))
        sys.stdout.write(f"{language}: {len(texts())} texts, {left} of them to be translated\n")


def _marked() -> Iterator[Text]:
    """What `ui/` hands to `translate` or marks for it, as literals."""
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _MARKERS and len(node.args) >= 2:
                context = node.args[0]
                if isinstance(context, ast.Constant):
                    for text in _literals(node.args[1]):
                        yield str(context.value), text


def _of_the_engine() -> Iterator[Text]:
    """The sentences that `app/` says, in the contexts in which `ui/` looks them up."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        place = path.relative_to(ROOT / "app").as_posix()
        if place.startswith(_ENGLISH_ONLY):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if place == "leads/sentences.py":
            yield from (("Leads", text) for text in _strings(tree))
        elif place == "leads/phone_numbers.py":
            yield from (("Leads", name) for name in _country_names(tree))
        elif place in ("campaigns/lifecycle.py", "campaigns/editing.py"):
            errors = set(_strings_of_errors(tree))
            for text in _strings(tree):
                if _SENTENCE.fullmatch(text):
                    yield ("Errors" if text in errors else "Campaigns"), text
        else:
            said = _PHRASE if place.startswith("api/") else _SENTENCE
            for text in _strings(tree):
                if _SENTENCE.fullmatch(text) or said.fullmatch(text) or text == "no reason given":
                    yield "Errors", text


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _strings(tree: ast.AST) -> Iterator[str]:
    """String literals, but for docstrings, parts of f-strings and what is no text of its own."""
    out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            out.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            out.update(id(part) for part in node.values)
        elif isinstance(node, ast.Call) and _name(node.func) in ("debug", "info", "warning", "exception"):
            out.update(id(argument) for argument in node.args)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in out:
            text = node.value
            if " " in text or "{" in text:
                yield text


def _strings_of_errors(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func).endswith("Error"):
            yield from _strings(node)


def _country_names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and _name(node.target) == "_NAMES" and isinstance(node.value, ast.Dict):
            for value in node.value.values:
                yield from _literals(value)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


if __name__ == "__main__":
    main()
