"""How the Leads tab says things.

Owns: turning the engine's sentences and counts into text in the interface language. Leaves to others: the sentences
themselves (`app/leads/sentences.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui import texts, tokens

if TYPE_CHECKING:
    from app.leads.audit import AuditEntry
    from app.leads.records import FileSummary, Sentence, UploadRecord

translate = QCoreApplication.translate


def sentence_text(sentence: Sentence) -> str:
    """A sentence of the lead engine, as plain text. What came from a file or a server is stripped and capped."""
    template = texts.said(sentence.template)
    params = {
        name: _shown(texts.said(value) if name in texts.OUR_WORDS and isinstance(value, str) else value)
        for name, value in sentence.params.items()
    }
    try:
        return texts.plain(template.format(**params), lines=True)
    except (KeyError, IndexError, ValueError, AttributeError):
        # A translation with a wrong field must not hide the sentence itself.
        return texts.plain(sentence.template.format(**params), lines=True)


def kept_reason(kept: str) -> str:
    """The reason in a record of an upload, as plain text; "" where there is none."""
    from app.leads.records import Sentence

    reason = Sentence.from_kept(kept)
    return sentence_text(reason) if isinstance(reason, Sentence) else texts.plain(texts.said(reason), lines=True)


def _shown(value: str | int | float) -> str:
    return texts.number(value) if isinstance(value, int) else texts.plain(str(value), tokens.CELL_CAP)


def rows_text(count: int) -> str:
    """Such as "1,204 rows"."""
    if count == 1:
        return translate("Leads", "1 row")
    return translate("Leads", "{count} rows").format(count=texts.number(count))


def save_text(count: int) -> str:
    """The button that saves rows: "Save the 31 rows…"."""
    if count == 1:
        return translate("Leads", "Save the row…")
    return translate("Leads", "Save the {count} rows…").format(count=texts.number(count))


def requests_text(count: int) -> str:
    """Such as "3 requests"."""
    if count == 1:
        return translate("Leads", "1 request")
    return translate("Leads", "{count} requests").format(count=texts.number(count))


def leads_text(count: int) -> str:
    """Such as "1,204 leads"."""
    if count == 1:
        return translate("Leads", "1 lead")
    return translate("Leads", "{count} leads").format(count=texts.number(count))


def not_named() -> str:
    """Why an upload that arrived cannot be undone."""
    return translate(
        "Leads",
        "This upload cannot be undone from here: the server's answer did not name its leads, and it keeps no list of "
        "them.",
    )


def braces(variable: str) -> str:
    """A variable as it stands in a prompt: "{{name}}"."""
    return "{{" + texts.plain(variable, tokens.CELL_CAP) + "}}"


def file_text(record: UploadRecord | AuditEntry) -> str:
    """The name of the file of an upload, with which part of it that is."""
    name = texts.plain(record.file_name, tokens.CELL_CAP)
    if record.parts == 1:
        return name
    part = translate("Leads", "part {part} of {parts}").format(
        part=texts.number(record.part + 1), parts=texts.number(record.parts)
    )
    return f"{name}{texts.THIN}{part}"


def file_facts(summary: FileSummary) -> str:
    """How a file was read: "june.csv · UTF-8 with BOM · comma"."""
    separators = {
        ",": translate("Leads", "comma"),
        ";": translate("Leads", "semicolon"),
        "\t": translate("Leads", "tab"),
        "|": translate("Leads", "vertical bar"),
    }
    facts = [texts.plain(summary.name, tokens.CELL_CAP)]
    if summary.encoding:
        encoding = summary.encoding
        if not summary.encoding_sure:
            encoding = translate("Leads", "perhaps {encoding}").format(encoding=encoding)
        facts.append(encoding)
    if summary.delimiter:
        facts.append(separators.get(summary.delimiter, summary.delimiter))
    elif summary.kind in ("xlsx", "xls"):
        facts.append(translate("Leads", "sheet {name}").format(name=texts.plain(summary.sheet, tokens.CELL_CAP)))
    return texts.THIN.join(facts)
