"""How calls end.

Owns: the mix of outcomes, ring times and durations, for invented and for dialled calls alike.
Leaves to others: what happens next (`dialler.py`).
"""

from __future__ import annotations

import random
from typing import Final, NamedTuple

from app.sandbox.records import CallLog

RETRIED: Final = frozenset({"did_not_pick", "no_answer", "busy"})


class Outcome(NamedTuple):
    """The end of one attempt; `ring_s` and `duration_s` in whole seconds, the duration 0 when not connected."""

    status: str
    end_reason: str
    ring_s: int
    duration_s: int
    sentiment: str


def draw(dice: random.Random) -> Outcome:
    """One outcome. About 56 % connect, 33 % are not reached for now, the rest fail."""
    chance = dice.random()
    if chance < 0.56:
        spread = dice.random()
        ring = 4 + int(spread * 18)
        if chance < 0.03:
            return Outcome("completed", "voicemail_detected", 25 + int(spread * 8), 6 + int(spread * 9), "unknown")
        if chance < 0.09:
            return Outcome("completed", "user_disconnected", ring, 5 + int(spread * 14), "neutral")
        duration = min(540, int(dice.lognormvariate(4.75, 0.55)) + 20)
        mood = dice.random()
        sentiment = "positive" if mood < 0.38 else "neutral" if mood < 0.82 else "negative"
        reason = "user_disconnected" if dice.random() < 0.42 or sentiment == "negative" else "agent_disconnected"
        return Outcome("completed", reason, ring, duration, sentiment)
    if chance < 0.77:
        return Outcome("did_not_pick", "user_did_not_pick_up", 30 + int(dice.random() * 15), 0, "unknown")
    if chance < 0.81:
        return Outcome("no_answer", "user_unreachable", 12 + int(dice.random() * 20), 0, "unknown")
    if chance < 0.91:
        return Outcome("busy", "user_busy", 3 + int(dice.random() * 5), 0, "unknown")
    reason = dice.choice(("network_failure", "user_unreachable", "invalid_phone_number", "system_failure", "unknown"))
    return Outcome("failed", reason, 1 + int(dice.random() * 6), 0, "unknown")


def settle(call: CallLog, outcome: Outcome, *, last_attempt: bool, dice: random.Random) -> None:
    """Write an outcome into its call. A last fruitless attempt sometimes ends as `retry_expired`."""
    expired = last_attempt and call.attempt > 1 and outcome.status in RETRIED and dice.random() < 0.25
    call.status = "retry_expired" if expired else outcome.status
    call.end_reason = outcome.end_reason
    call.ring_s = outcome.ring_s
    call.duration_s = outcome.duration_s
    call.sentiment = outcome.sentiment
    call.rendered = None
