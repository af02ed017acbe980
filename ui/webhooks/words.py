"""How webhooks read: columns, events, what is wrong with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from app.webhooks.subscriptions import LEAST_SECRET, LONGEST_URL, SecretProblem, UrlProblem
from ui import texts, tokens
from ui.models.columns import Column
from ui.widgets.status import Look

if TYPE_CHECKING:
    from app.models import Webhook

translate = QCoreApplication.translate

_SHORT = 56


def columns() -> list[Column[Webhook]]:
    """The columns of the list, left to right."""
    return [
        Column(
            "url", translate("Webhooks", "Address"), lambda r: r.url or None, weight="medium", keep=True, stretch=True,
            display=lambda r: texts.plain(r.url, tokens.CELL_CAP) or texts.DASH, elide="middle", width=360, least=200,
        ),
        Column(
            "events", translate("Webhooks", "Events"), lambda r: ", ".join(r.events) or None, stretch=True, width=280,
            display=lambda r: texts.plain(", ".join(r.events), tokens.CELL_CAP) or texts.DASH, least=144,
        ),
        Column(
            "state", translate("Webhooks", "State"), lambda r: state_of(r).word, cell=state_of, width=112, least=104,
            display=lambda r: state_of(r).word, keep=True,
        ),
        Column(
            "created", translate("Webhooks", "Created"), lambda r: r.created_at, align="right", width=144, least=128,
            display=lambda r: texts.moment(r.created_at),
            tooltip=lambda r: texts.moment_in_full(r.created_at) if r.created_at else "",
        ),
    ]  # fmt: skip


def state_of(webhook: Webhook) -> Look:
    """On or off."""
    if webhook.is_active is None:
        return Look(translate("Webhooks", "not told"), "question", "grey")
    if webhook.is_active:
        return Look(translate("Webhooks", "On"), "check", "green")
    return Look(translate("Webhooks", "Off"), "pause", "grey")


def name_of(webhook: Webhook) -> str:
    """What a webhook is called in a sentence: its address without the scheme, in little room."""
    text = texts.plain(webhook.url.removeprefix("https://"), tokens.CELL_CAP) or webhook.id
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}{texts.ELLIPSIS}"


def host_of(webhook: Webhook) -> str:
    """Where it delivers to."""
    try:
        host = urlsplit(webhook.url).hostname or webhook.id
    except ValueError:
        host = webhook.id
    return texts.plain(host, _SHORT)


def event_meaning(event: str) -> str:
    """When an event comes; "" for one that is not documented.

    Only that of `campaign.completed` is documented, the others say what their names do.
    """
    return {
        "call.completed": translate("Webhooks", "a call has ended"),
        "call.failed": translate("Webhooks", "a call has failed"),
        "call.no_answer": translate("Webhooks", "nobody answered"),
        "campaign.completed": translate("Webhooks", "all leads of a campaign were called"),
        "campaign.paused": translate("Webhooks", "a campaign was paused"),
        "workflow.lead.completed": translate("Webhooks", "a lead has passed its workflow"),
    }.get(event, "")


def url_words(problem: UrlProblem) -> str:
    """What is wrong with an address."""
    return {
        UrlProblem.MISSING: translate("Webhooks", "Enter the address that events are sent to."),
        UrlProblem.NOT_HTTPS: translate("Webhooks", "The address has to start with https://"),
        UrlProblem.NO_HOST: translate("Webhooks", "This is not a whole address."),
        UrlProblem.TOO_LONG: translate("Webhooks", "The address may have at most {most} characters.").format(
            most=LONGEST_URL
        ),
    }[problem]


def secret_words(problem: SecretProblem) -> str:
    """What is wrong with a secret."""
    return {
        SecretProblem.TOO_SHORT: translate("Webhooks", "Use {least} characters or more.").format(least=LEAST_SECRET),
        SecretProblem.ODD_CHARACTERS: translate(
            "Webhooks", "Use letters, digits and signs of plain English, without blanks."
        ),
    }[problem]


def counted(count: int) -> str:
    """How many: "3 webhooks"."""
    if count == 1:
        return translate("Webhooks", "1 webhook")
    return translate("Webhooks", "{count} webhooks").format(count=texts.number(count))
