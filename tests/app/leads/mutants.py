"""The upload protocol with a fault put into its text, in memory.

Owns: loading it. Leaves to others: which faults (`test_protocol_mutants.py`).
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import app.leads
from tests.app.leads.simulated import Core

PACKAGE = Path(app.leads.__file__).parent
# Their records and sentences are compared with those of the tests, so there is one of each.
_SHARED = {"app.leads", "app.leads.records", "app.leads.sentences"}
_CORE = ("uploading", "parts", "series", "evidence", "outcomes", "ledger", "campaign_lock", "known_numbers")


class _Source(importlib.abc.Loader):
    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._text, self._path, "exec"), module.__dict__)


class _Finder(importlib.abc.MetaPathFinder):
    """Gives every module of the package anew, some with another text."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        head, _, module = name.rpartition(".")
        if head != "app.leads" or name in _SHARED:
            return None
        file = PACKAGE / f"{module}.py"
        text = self._texts.get(module) or file.read_text("utf-8")
        return importlib.util.spec_from_file_location(name, file, loader=_Source(file, text))


@contextmanager
def _fresh_modules(texts: dict[str, str]) -> Iterator[None]:
    saved = {
        name: module for name, module in sys.modules.items() if name.startswith("app.leads") and name not in _SHARED
    }
    finder = _Finder(texts)
    for name in saved:
        del sys.modules[name]
        delattr(app.leads, name.rpartition(".")[2])  # `from app.leads import ...` looks there first
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith("app.leads") and name not in _SHARED]:
            del sys.modules[name]
        sys.modules.update(saved)
        for name, module in saved.items():
            setattr(app.leads, name.rpartition(".")[2], module)


def core_with(changes: Sequence[tuple[str, str]]) -> Core:
    """The protocol with each (pattern, replacement) carried out at the one place where the pattern is found."""
    texts: dict[str, str] = {}
    for pattern, replacement in changes:
        found = []
        for module in _modules():
            text = texts.get(module) or (PACKAGE / f"{module}.py").read_text("utf-8")
            changed, count = re.subn(pattern, replacement, text)
            if count:
                found.append((module, changed, count))
        assert [count for _, _, count in found] == [1], f"{pattern!r} is found in {[found[:1] for found in found]}"
        texts[found[0][0]] = found[0][1]
    with _fresh_modules(texts):
        modules = {name: importlib.import_module(f"app.leads.{name}") for name in _CORE}
    return Core(
        modules["uploading"].upload,
        modules["parts"].upload_file,
        modules["parts"].go_on,
        modules["series"].Series,
        modules["evidence"].settle_unknown,
        modules["ledger"].Ledger,
        modules["campaign_lock"].CampaignLocks,
        modules["known_numbers"].read_earlier,
        modules["known_numbers"].LedgerError,
    )


def _modules() -> list[str]:
    """What the protocol is made of: the core, and what of the package it has taken out of its files."""
    return [name for name in (*_CORE, "ledger_rows") if (PACKAGE / f"{name}.py").exists()]
