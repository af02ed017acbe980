"""Sentences about campaigns that more than one part of the tab says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui import texts, tokens
from ui.campaigns.columns import shown_status
from ui.campaigns.result_dialog import ResultRow
from ui.texts import error_text
from ui.widgets import status
from ui.widgets.status import Look

if TYPE_CHECKING:
    from datetime import datetime

    from app.api.dialect import CampaignAction
    from app.campaigns.changing import Changed
    from app.campaigns.stopping import Stopped
    from app.models import Campaign

translate = QCoreApplication.translate


def name_of(campaign: Campaign) -> str:
    """The name fit to be shown; the id where there is none."""
    return texts.plain(campaign.name or campaign.id, tokens.CELL_CAP)


def word_of(campaign: Campaign) -> str:
    """The status as a word inside a sentence."""
    return status.campaign(shown_status(campaign)).word.lower()


def people(count: int) -> str:
    """The number of people: "1 person", "2,358 people"."""
    if count == 1:
        return translate("Campaigns", "1 person")
    return translate("Campaigns", "{count} people").format(count=texts.number(count))


def campaigns(count: int) -> str:
    """The number of campaigns: "1 campaign", "4 campaigns"."""
    if count == 1:
        return translate("Campaigns", "1 campaign")
    return translate("Campaigns", "{count} campaigns").format(count=texts.number(count))


def done(action: CampaignAction, campaign: Campaign, at: str) -> str:
    """What is said after an action that worked, by the server's word at this time of day."""
    template = {
        "pause": translate(
            "Campaigns", "{name} was paused at {time}. Read again from the server: {status}, {pending} still to call."
        ),
        "resume": translate(
            "Campaigns", "{name} was resumed at {time}. Read again from the server: {status}, {pending} still to call."
        ),
        "cancel": translate(
            "Campaigns",
            "{name} was cancelled at {time}. Read again from the server: {status}, {pending} were not called.",
        ),
    }[action]
    return template.format(
        name=name_of(campaign), time=at, status=word_of(campaign), pending=texts.number(campaign.pending_calls)
    )


def in_one_sentence(action: CampaignAction, worked: int, total: int) -> str:
    """The counts after an action on several."""
    template = {
        "pause": translate("Campaigns", "{count} of {total} campaigns were paused."),
        "resume": translate("Campaigns", "{count} of {total} campaigns were resumed."),
        "cancel": translate("Campaigns", "{count} of {total} campaigns were cancelled."),
    }[action]
    return template.format(count=texts.number(worked), total=texts.number(total))


def working(action: CampaignAction, tried: int, total: int) -> str:
    """While an action on several goes on."""
    template = {
        "pause": translate("Campaigns", "Pausing, {count} of {total}…"),
        "resume": translate("Campaigns", "Resuming, {count} of {total}…"),
        "cancel": translate("Campaigns", "Cancelling, {count} of {total}…"),
    }[action]
    return template.format(count=min(tried + 1, total), total=total)


def title_of(action: CampaignAction) -> str:
    """The heading over the results of an action on several."""
    return {
        "pause": translate("Campaigns", "Pause several campaigns"),
        "resume": translate("Campaigns", "Resume several campaigns"),
        "cancel": translate("Campaigns", "Cancel several campaigns"),
    }[action]


def wish(title: str, chosen: Sequence[Campaign]) -> str:
    """An action and what it is meant for: "Pause ‘EMI reminders’", "Pause: 3 campaigns"."""
    if len(chosen) == 1:
        return translate("Campaigns", "{action} ‘{name}’").format(action=title, name=name_of(chosen[0]))
    return translate("Campaigns", "{action}: {count} campaigns").format(action=title, count=len(chosen))


def cancel_question(chosen: Sequence[Campaign], read_at: str) -> tuple[str, str, str]:
    """Title, text and button of the question before cancelling; names the campaigns and how many wait in them."""
    waiting = [campaign.pending_calls for campaign in chosen]
    known = sum(count for count in waiting if count is not None)
    lines = []
    if len(chosen) == 1:
        title = translate("Campaigns", "Cancel {name}?").format(name=name_of(chosen[0]))
        button = translate("Campaigns", "Cancel campaign")
    else:
        title = translate("Campaigns", "Cancel {count} campaigns?").format(count=len(chosen))
        button = translate("Campaigns", "Cancel {count} campaigns").format(count=len(chosen))
        shown = [f"{name_of(campaign)}: {texts.number(campaign.pending_calls)}" for campaign in chosen[:_MOST_NAMES]]
        if len(chosen) > _MOST_NAMES:
            shown.append(translate("Campaigns", "and {count} more").format(count=len(chosen) - _MOST_NAMES))
        lines += [*shown, ""]
    if all(count is None for count in waiting):
        lines.append(translate("Campaigns", "The server does not tell how many people still wait."))
    elif known == 0:
        lines.append(translate("Campaigns", "Nobody is waiting to be called."))
    else:
        lines.append(
            translate("Campaigns", "{people} will not be called (as read at {time}).").format(
                people=people(known), time=read_at
            )
        )
    lines.append(
        translate(
            "Campaigns", "This cannot be taken back. Calls that have begun go on to their end. Pause keeps the rest."
        )
    )
    return title, "\n".join(lines), button


def change_row(change: Changed, action: CampaignAction) -> ResultRow:
    """One line of the results of an action on several."""
    campaign = change.campaign
    if change.has_worked is None:
        look, text = Look(translate("Campaigns", "Waiting"), "clock", "grey"), ""
    elif change.has_worked:
        look = status.campaign(shown_status(campaign))
        text = _still_to_call(campaign)
    elif change.problem is not None:
        look = Look(translate("Campaigns", "Not done"), "warning", "red")
        text = translate("Campaigns", "Last known: {status}").format(status=word_of(campaign))
    else:
        look = Look(translate("Campaigns", "Not done"), "warning", "red")
        text = translate("Campaigns", "Accepted, but it still says {status}.").format(status=word_of(campaign))
    return ResultRow(campaign.id, name_of(campaign), look, text)


def problems(results: Iterable[Changed | Stopped]) -> list[str]:
    """What went wrong, a sentence each with the campaign's name; the same sentence for several is said once."""
    by_sentence: dict[str, list[str]] = {}
    for result in results:
        if result.problem is not None:
            by_sentence.setdefault(error_text(result.problem), []).append(name_of(result.campaign))
    template = translate("Campaigns", "{name}: {problem}")
    return [template.format(name=", ".join(names), problem=sentence) for sentence, names in by_sentence.items()]


def stop_row(stopped: Stopped) -> ResultRow:
    """One line of the results of Stop everything."""
    from app.campaigns.stopping import Fate

    campaign = stopped.campaign
    match stopped.fate:
        case Fate.PAUSING:
            look, text = Look(translate("Campaigns", "Pausing…"), "hourglass", "teal"), ""
        case Fate.PAUSED:
            look = Look(translate("Campaigns", "Paused"), "pause", "amber")
            text = _still_to_call(campaign)
        case Fate.OVER:
            look = status.campaign(campaign.status)
            text = translate("Campaigns", "It places no calls any more.")
        case Fate.RUNNING:
            look = Look(translate("Campaigns", "Still running"), "warning", "red")
            text = translate("Campaigns", "It still says {status}.").format(status=word_of(campaign))
        case _:
            look = Look(translate("Campaigns", "Not confirmed"), "question", "red")
            text = translate("Campaigns", "Last known: {status}").format(status=word_of(campaign))
    return ResultRow(campaign.id, name_of(campaign), look, text)


def stop_summary(results: Sequence[Stopped]) -> str:
    """Where Stop everything stands, in one sentence."""
    from app.campaigns.stopping import Fate

    count = len(results)
    safe = sum(result.is_safe for result in results)
    if any(result.fate is Fate.PAUSING for result in results):
        return translate("Campaigns", "Pausing {count}, {safe} done. These requests leave before all others.").format(
            count=campaigns(count), safe=safe
        )
    if not count:
        return translate("Campaigns", "No campaign is running.")
    if safe == count:
        if count == 1:
            return translate(
                "Campaigns", "The one running campaign is paused. Calls that have begun go on to their end."
            )
        return translate(
            "Campaigns", "All {count} running campaigns are paused. Calls that have begun go on to their end."
        ).format(count=count)
    left = count - safe
    calling = (
        translate("Campaigns", "1 may still be calling.")
        if left == 1
        else translate("Campaigns", "{count} may still be calling.").format(count=left)
    )
    return (
        translate("Campaigns", "{safe} of {count} campaigns are paused.").format(safe=safe, count=count) + " " + calling
    )


def finish(at: datetime, now: datetime) -> str:
    """When it will be done, as a time of day here: "About 14:18 today"; both are aware."""
    local, here = at.astimezone(), now.astimezone()
    days = (local.date() - here.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return translate("Campaigns", "About {time} today").format(time=clock)
    if days == 1:
        return translate("Campaigns", "About {time} tomorrow").format(time=clock)
    return translate("Campaigns", "About {time} on {day}").format(time=clock, day=texts.day(at, now=now))


def _still_to_call(campaign: Campaign) -> str:
    return translate("Campaigns", "{status}, {pending} still to call").format(
        status=status.campaign(shown_status(campaign)).word, pending=texts.number(campaign.pending_calls)
    )


_MOST_NAMES = 8
