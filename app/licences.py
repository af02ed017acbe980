"""The parts this program is made of, and their licences.

Owns: reading them from what is installed. Slow (a file or two for each part): call it in a thread.
Source: the metadata of the installed distributions (https://packaging.python.org/specifications/core-metadata/).
"""

from __future__ import annotations

import contextlib
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import Final, NamedTuple

DISTRIBUTION: Final = "dialnexa-console"
# For a start from the source folder, where the console itself is not installed.
DIRECT: Final = (
    "httpx",
    "keyring",
    "msgspec",
    "phonenumberslite",
    "platformdirs",
    "PySide6-Essentials",
    "python-calamine",
    "python-multipart",
    "qasync",
    "starlette",
    "truststore",
    "uvicorn",
    "xlsxwriter",
)
LONGEST_TEXT: Final = 200_000

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|lgpl|gpl)[^/]*$", re.IGNORECASE)


class Part(NamedTuple):
    """One part. `licence` is its name, `text` the licence as it came with the part, "" where none did."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> list[Part]:
    """Python and every installed distribution that the console needs, directly or not; by name."""
    found = {part.name.casefold(): part for part in (_read(one) for one in _needed())}
    python = Part("Python", platform.python_version(), "PSF-2.0", _python_licence())
    return [python, *sorted(found.values(), key=lambda part: part.name.casefold())]


def _needed() -> Iterator[metadata.Distribution]:
    try:
        waiting = _requirements(metadata.distribution(DISTRIBUTION))
    except metadata.PackageNotFoundError:
        waiting = list(DIRECT)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in seen:
            continue
        seen.add(key)
        with contextlib.suppress(metadata.PackageNotFoundError):  # an extra, or for another platform
            distribution = metadata.distribution(name)
            waiting += _requirements(distribution)
            yield distribution


def _requirements(distribution: metadata.Distribution) -> list[str]:
    """Names only; one that is for another platform is simply not installed."""
    return [match[0] for line in distribution.requires or () if "extra ==" not in line and (match := _NAME.match(line))]


def _read(distribution: metadata.Distribution) -> Part:
    facts = distribution.metadata
    name = str(facts["Name"] or "")
    return Part(name, distribution.version, _licence(facts), _licence_text(distribution))


def _licence(facts: metadata.PackageMetadata) -> str:
    """The licence's name: the SPDX expression, else the classifier, else a short `License` field."""
    expression = facts.get("License-Expression")  # type: ignore[attr-defined]
    if expression:
        return str(expression)
    classifiers = [str(line) for line in facts.get_all("Classifier") or () if str(line).startswith("License ::")]
    names = [line.rpartition(" :: ")[2] for line in classifiers if not line.endswith("OSI Approved")]
    said = str(facts.get("License") or "").strip()  # type: ignore[attr-defined]
    if names:
        return " / ".join(names)
    return said if said and len(said) < 80 and "\n" not in said else "see its text"


def _licence_text(distribution: metadata.Distribution) -> str:
    texts = []
    for file in distribution.files or ():
        if not _LICENCE_FILE.search(file.as_posix()) or file.suffix in (".py", ".pyc", ".pyi"):
            continue
        with contextlib.suppress(OSError, UnicodeDecodeError):
            texts.append(file.read_text("utf-8").strip())
    return "\n\n".join(dict.fromkeys(texts))[:LONGEST_TEXT]


def _python_licence() -> str:
    return sys.copyright
