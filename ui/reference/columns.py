"""The columns of each kind of reference data.

Owns: which fields stand in a column, and how they read. Leaves to others: all the other fields (`details.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.reference.cache import Kind
from app.reference.describing import agent_of_number, agent_parts
from ui import texts, tokens
from ui.models.columns import Column
from ui.widgets.status import Look

if TYPE_CHECKING:
    from app.models import Agent, Language, LanguageModel, PhoneNumber, Transcriber, Voice

translate = QCoreApplication.translate

Named = Callable[[Kind, str], str]
"""The name of something of another kind by its id, as far as it is known."""


def columns(kind: Kind, named: Named) -> list[Column[Any]]:
    """The columns of a kind, left to right."""
    match kind:
        case Kind.AGENTS:
            return agent_columns(named)
        case Kind.PHONE_NUMBERS:
            return number_columns(named)
        case Kind.VOICES:
            return voice_columns()
        case Kind.LANGUAGES:
            return language_columns()
        case Kind.LLMS:
            return model_columns()
        case Kind.TRANSCRIBERS:
            return transcriber_columns()


def agent_columns(named: Named) -> list[Column[Agent]]:
    """Agents."""

    def voice(agent: Agent) -> str:
        voice_id = agent_parts(agent.raw).voice
        name = named(Kind.VOICES, voice_id)
        return name if name != voice_id else ""  # an id says nothing in so little room

    return [
        _text("title", translate("Reference", "Title"), lambda r: r.title or r.id, main=True, width=144, least=120),
        Column(
            "version", translate("Reference", "Version"), lambda r: r.version, align="right", width=72, least=64,
            display=lambda r: texts.DASH if r.version is None else f"v{r.version}",
        ),
        Column(
            "published", translate("Reference", "State"), lambda r: _published(r).word, cell=_published,
            display=lambda r: _published(r).word, width=112, least=104,
        ),
        _text("language", translate("Reference", "Language"), lambda r: r.language, width=124, least=112),
        _text("voice", translate("Reference", "Voice"), voice, width=80, least=72),
        _number("caller", translate("Reference", "Caller number"), lambda r: r.caller_number or ""),
        _text(
            "variables", translate("Reference", "Expects"), lambda r: ", ".join(r.variables), width=180, least=96,
            stretch=True, tone="text2",
        ),
        _text("timezone", translate("Reference", "Time zone"), lambda r: r.timezone or "", width=112, hidden=True),
    ]  # fmt: skip


def number_columns(named: Named) -> list[Column[PhoneNumber]]:
    """Caller numbers."""

    def agent(number: PhoneNumber) -> str:
        return named(Kind.AGENTS, agent_of_number(number.raw))

    return [
        _number("number", translate("Reference", "Number"), lambda r: r.number, keep=True),
        _text("label", translate("Reference", "Label"), lambda r: r.label, width=144, least=88, stretch=True),
        Column(
            "status", translate("Reference", "State"), lambda r: r.status, cell=lambda r: _state(r.status),
            display=lambda r: _state(r.status).word, width=124, least=108, keep=True,
        ),
        _text("agent", translate("Reference", "Agent"), agent, width=168, least=96, stretch=True),
        _text("type", translate("Reference", "Type"), lambda r: _said(r.type), width=96, least=72),
        _text("provider", translate("Reference", "Provider"), lambda r: r.provider, width=96, least=72, tone="text2"),
    ]  # fmt: skip


def voice_columns() -> list[Column[Voice]]:
    """Voices."""
    return [
        _text("name", translate("Reference", "Name"), lambda r: r.name or r.id, main=True),
        _text("language", translate("Reference", "Language"), lambda r: r.language_code, width=104, least=88),
        _text("gender", translate("Reference", "Gender"), lambda r: _said(r.gender), width=112),
        _text("accent", translate("Reference", "Accent"), lambda r: _said(r.accent), width=112),
        _text("provider", translate("Reference", "Provider"), lambda r: r.provider, width=128, tone="text2"),
    ]


def language_columns() -> list[Column[Language]]:
    """Languages."""
    return [
        _text("name", translate("Reference", "Name"), lambda r: r.name or r.id, main=True),
        _text("code", translate("Reference", "Code"), lambda r: r.code, width=112),
        _yes_no("transcribed", translate("Reference", "Can be transcribed"), lambda r: r.can_be_transcribed),
    ]


def model_columns() -> list[Column[LanguageModel]]:
    """Language models."""
    return [
        _text("name", translate("Reference", "Name"), lambda r: r.name or r.id, main=True, least=120),
        _text("provider", translate("Reference", "Provider"), lambda r: r.provider, width=112),
        _yes_no("default", translate("Reference", "Default"), lambda r: r.is_default),
        _text(
            "description", translate("Reference", "Description"), lambda r: r.description, width=240, least=96,
            stretch=True, tone="text2",
        ),
    ]  # fmt: skip


def transcriber_columns() -> list[Column[Transcriber]]:
    """Transcribers."""
    return [
        _text("name", translate("Reference", "Name"), lambda r: r.name or r.id, main=True),
        _text("provider", translate("Reference", "Provider"), lambda r: r.provider, width=128),
        _yes_no("fallback", translate("Reference", "Can stand in"), lambda r: r.can_be_fallback),
    ]


def _text(
    key: str,
    title: str,
    value: Callable[[Any], str],
    *,
    main: bool = False,
    stretch: bool = False,
    tone: str = "text",
    width: int = 160,
    least: int | None = None,
    hidden: bool = False,
) -> Column[Any]:
    """A text of the server; `main` is what a record is known by."""
    return Column(
        key,
        title,
        lambda r: value(r) or None,
        display=lambda r: texts.plain(value(r), tokens.CELL_CAP) or texts.DASH,
        weight="medium" if main else "regular",
        stretch=main or stretch,
        keep=main,
        tone=tone,
        width=width,
        least=least,
        hidden=hidden,
    )


def _number(key: str, title: str, value: Callable[[Any], str], *, keep: bool = False) -> Column[Any]:
    return Column(
        key, title, lambda r: value(r) or None, display=lambda r: texts.phone(value(r)) if value(r) else texts.DASH,
        elide="middle", width=160 if keep else 152, least=152 if keep else 144, keep=keep,
        weight="medium" if keep else "regular",
    )  # fmt: skip


def _yes_no(key: str, title: str, value: Callable[[Any], bool | None]) -> Column[Any]:
    words = {
        True: translate("Reference", "yes"),
        False: translate("Reference", "no"),
        None: texts.DASH,
    }
    return Column(key, title, value, display=lambda r: words[value(r)], width=136)


def _published(agent: Agent) -> Look:
    if agent.is_published is None:
        return Look(translate("Reference", "not told"), "question", "grey")
    if agent.is_published:
        return Look(translate("Reference", "Published"), "check", "green")
    return Look(translate("Reference", "Draft"), "file", "grey")


def _state(status: str) -> Look:
    """The state of a caller number; only "active" is seen for certain, the rest is shown as it comes."""
    match status:
        case "active":
            return Look(translate("Reference", "Active"), "check", "green")
        case "pending":
            return Look(translate("Reference", "Pending"), "clock", "amber")
        case "unavailable":
            return Look(translate("Reference", "Unavailable"), "ban", "red")
        case "":
            return Look(translate("Reference", "not told"), "question", "grey")
    return Look(texts.plain(status, tokens.CELL_CAP), "question", "grey")


def _said(word: str) -> str:
    """A word of a catalogue ("toll_free", "indian") in the interface language, or as it came."""
    words = {
        "local": translate("Reference", "local"),
        "mobile": translate("Reference", "mobile"),
        "toll_free": translate("Reference", "toll-free"),
        "male": translate("Reference", "male"),
        "female": translate("Reference", "female"),
        "non-binary": translate("Reference", "non-binary"),
        "indian": translate("Reference", "Indian"),
        "british": translate("Reference", "British"),
        "american": translate("Reference", "American"),
        "canadian": translate("Reference", "Canadian"),
        "african": translate("Reference", "African"),
        "australian": translate("Reference", "Australian"),
        "swedish": translate("Reference", "Swedish"),
    }
    return words.get(word, word)
