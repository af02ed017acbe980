"""Transcripts, analyses, summaries and timelines of invented calls.

Owns: what a finished call says of itself, worked out from the call alone when it is asked for, the same every time.
Leaves to others: how the call ended (`outcomes.py`) and JSON (`spelling.py`).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.sandbox import people
from app.sandbox.phrases import MANNERS, SCRIPTS
from app.sandbox.records import CallLog

_SUMMARIES: Final = {
    "positive": "{name} agreed. {topic}, {language}.",
    "neutral": "{name} wants to think it over and asked for details. {topic}, {language}.",
    "negative": "{name} was not pleased and declined. {topic}, {language}.",
}
_TOPICS: Final = {
    "offer": "Loan offer",
    "emi": "EMI reminder",
    "kyc": "KYC renewal",
    "renewal": "Insurance renewal",
    "visit": "Visit confirmation",
    "survey": "Feedback",
}
_LANGUAGES: Final = {"en": "English", "hi": "Hindi", "hinglish": "Hinglish"}
_TAGS: Final = ("branch", "app", "call centre", "fees", "officer")
_HURRY_BELOW_S: Final = 20


def was_connected(call: CallLog) -> bool:
    """Whether somebody, or a mailbox, answered."""
    return call.status == "completed" and call.duration_s > 0


def language(call: CallLog) -> str:
    """What was spoken: the agent's language, with some drift into the mixture."""
    spoken = call.agent.language
    return "hinglish" if spoken == "hi" and call.index % 10 < 4 else spoken


def _fields(call: CallLog) -> dict[str, str]:
    lead = call.lead
    known = {str(key): str(value) for key, value in ((lead.variables if lead else call.metadata) or {}).items()}
    made_up = people.variables(call.index, call.created_ms)
    return {
        "name": _first_name(call),
        "amount": known.get("loan_amount") or made_up["loan_amount"],
        "due": known.get("due_date") or made_up["due_date"],
        "city": known.get("city") or made_up["city"],
    }


def _first_name(call: CallLog) -> str:
    lead = call.lead
    known = lead.name if lead is not None else str((call.metadata or {}).get("name", ""))
    return (known.split() or people.name(call.index).split())[0]


def transcript(call: CallLog) -> str:
    """Lines `Agent: ...` and `User: ...`; empty for a call that nobody answered."""
    if not was_connected(call):
        return ""
    dice = call.dice("talk")
    spoken = language(call)
    manners = MANNERS[spoken]
    script = SCRIPTS[call.agent.topic, spoken]
    fields = _fields(call)
    if call.end_reason == "voicemail_detected":
        return f"Agent: {manners.voicemail.format_map(fields)}"
    greeting, reply = dice.choice(manners.openings)
    lines = [("Agent", greeting), ("User", reply)]
    if call.duration_s < _HURRY_BELOW_S:
        lines += [("User", manners.hurried), ("Agent", manners.call_back)]
    else:
        lines.append(("Agent", script.purpose))
        wanted = min(len(script.questions), 1 + call.duration_s // 75)
        for question, answer in dice.sample(script.questions, wanted):
            lines += [("User", question), ("Agent", answer)]
        lines.append(("User", getattr(script, call.sentiment, script.neutral)))
        lines.append(("Agent", manners.apology if call.sentiment == "negative" else manners.thanks))
    return "\n".join(f"{speaker}: {text.format_map(fields)}" for speaker, text in lines)


def analysis(call: CallLog) -> dict[str, Any]:
    """The post-call fields that the agent is set up with; free keys and types, empty for an unanswered call."""
    if not was_connected(call) or call.end_reason == "voicemail_detected":
        return {}
    # Rows of lists carry this: plain arithmetic instead of seeded chance, which costs more than all the rest.
    mixed = call.index * 2_654_435_761 >> 7
    good = call.sentiment == "positive"
    day = (datetime.fromtimestamp(call.created_ms / 1000, UTC) + timedelta(days=1 + mixed % 12)).date().isoformat()
    match call.agent.topic:
        case "emi":
            return {
                "promise_to_pay": good,
                "pay_date": day if good else None,
                "wants_due_date_change": mixed % 4 == 0,
            }
        case "offer":
            return {
                "interested": good,
                "callback_requested": call.sentiment == "neutral",
                "amount_discussed": people.loan_amount(call.lead.index if call.lead else call.index),
            }
        case "kyc":
            return {"documents_ready": good, "appointment": f"{day}T10:30:00+05:30" if good else None}
        case "renewal":
            return {"will_renew": good, "competitor_mentioned": mixed % 5 == 0, "quote_requested": not good}
        case "visit":
            return {"confirmed": good, "new_date": day if call.sentiment == "neutral" else None}
        case _:
            lowest, width = {"positive": (8, 3), "negative": (1, 4)}.get(call.sentiment, (5, 3))
            first = mixed % len(_TAGS)
            return {"score": lowest + mixed % width, "tags": [_TAGS[first], _TAGS[first - 2]]}


def summary(call: CallLog) -> str:
    """One sentence in English; empty while the call is not over."""
    topic = _TOPICS[call.agent.topic]
    if was_connected(call):
        if call.end_reason == "voicemail_detected":
            return f"A mailbox answered. {topic}."
        return _SUMMARIES.get(call.sentiment, _SUMMARIES["neutral"]).format(
            name=_first_name(call), topic=topic, language=_LANGUAGES[language(call)]
        )
    if call.end_reason:
        return f"Not reached ({call.end_reason.replace('_', ' ')}). {topic}, attempt {call.attempt}."
    return ""


def timeline(call: CallLog) -> list[tuple[str, int]]:
    """`(event, instant in ms)`; what has not happened is left out."""
    events = [("call_started", call.created_ms)]
    answered = call.created_ms + call.ring_s * 1000
    if was_connected(call):
        events.append(("call_answered", answered))
    if call.end_reason:
        events.append(("call_ended", answered + call.duration_s * 1000))
    return events
