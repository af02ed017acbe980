"""A mirror with many invented calls, made fast.

Owns: invented calls (English and Hindi, transcripts of about 500 characters, several campaigns, three months) and
writing them straight into the mirror's tables. Leaves to others: measuring (`calls.py`).
"""

from __future__ import annotations

import random
import time
from typing import Any

from app.calls import tallies, words
from app.calls.mirror_schema import KEYS_PER_MS
from app.store.database import Connection

FIRST_MS = 1_750_000_000_000
GAP_MS = 7_800  # a million of them are three months
RARE_WORD = "quokka"
MID_WORD = "refinance"
COMMON_WORD = "loan"
HINDI_WORD = "किस्त"
PHRASE = '"your loan amount"'
PREFIX = "ref"
TRANSCRIPT_CHARACTERS = 500

_ENGLISH = (
    "Agent: Good morning, I am calling about your loan amount and the due date.",
    "User: Yes, tell me, I am listening but please be quick.",
    "Agent: The monthly payment will be lower, shall I explain the offer?",
    "User: I am driving now, call me back in the evening.",
    "Agent: Certainly, what time suits you best on Thursday?",
    "User: After six, and send the papers by message.",
    "Agent: Thank you, a colleague will visit the branch with you.",
    "User: No, I am not interested, I have paid everything.",
)
_HINDI = (
    "Agent: नमस्ते, मैं आपके लोन की किस्त के बारे में बात कर रही हूँ।",
    "User: हाँ जी बोलिए, कितना बाकी है?",
    "Agent: आपकी अगली तारीख पाँच है, क्या आप भुगतान कर देंगे?",
    "User: अभी पैसे नहीं हैं, अगले हफ्ते कर दूँगा।",
    "Agent: ठीक है, मैं आपको एक संदेश भेज देती हूँ।",
    "User: धन्यवाद, शाम को फिर से कॉल कीजिए।",
)
_STATUSES = ("completed",) * 11 + ("did_not_pick",) * 4 + ("no_answer",) * 2 + ("busy", "failed", "cancelled")
_SENTIMENTS = ("positive", "neutral", "neutral", "negative")


def make(database: Connection, count: int, *, seed: int = 1) -> float:
    """Fill an empty mirror; seconds that the plain insert took, indices of the tables included, without the search."""
    dice = random.Random(seed)
    made = _numbers(database)
    took = 0.0
    for first in range(0, count, 10_000):
        rows = [_call(dice, place, made) for place in range(first, min(first + 10_000, count))]
        started = time.perf_counter()
        database.execute("begin immediate")
        database.executemany(f"insert into call values ({', '.join('?' * 17)})", [call for call, _ in rows])
        database.executemany("insert into text values (?, ?, ?, ?)", [text for _, text in rows if text is not None])
        database.execute("commit")
        took += time.perf_counter() - started
    database.execute("begin immediate")
    tallies.count_anew(database)
    keys = (FIRST_MS * KEYS_PER_MS + 1, (FIRST_MS + (count - 1) * GAP_MS) * KEYS_PER_MS + 1)
    database.execute("insert into span values (?, ?, ?)", (keys[1], keys[0], count))
    database.execute("insert or replace into meta values ('has_end', 1), ('zone', ?)", (tallies.zone(),))
    database.execute("commit")
    return took


def _numbers(database: Connection) -> dict[str, int]:
    texts = [
        *dict.fromkeys(_STATUSES), *dict.fromkeys(_SENTIMENTS), "user_disconnected", "user_did_not_pick_up", "",
        *(f"cmp_{number:04}" for number in range(12)), *(f"agt_{number:04}" for number in range(6)), "+918047182260",
    ]  # fmt: skip
    database.execute("begin immediate")
    found = {text: words.number_of(database, text) for text in texts}
    database.execute("commit")
    return found


def _call(dice: random.Random, place: int, made: dict[str, int]) -> tuple[tuple[Any, ...], tuple[Any, ...] | None]:
    at = FIRST_MS + place * GAP_MS
    key = at * KEYS_PER_MS + 1
    status = dice.choice(_STATUSES)
    is_connected = status == "completed"
    duration = dice.randrange(4_000, 400_000) if is_connected else 0
    campaign = min(dice.randrange(12), dice.randrange(12))
    call = (
        key, f"log_{place:08x}", f"call_{place:08x}", at, made[status],
        made[dice.choice(_SENTIMENTS)] if is_connected else 0,
        made["user_disconnected" if is_connected else "user_did_not_pick_up"], made[f"cmp_{campaign:04}"],
        made[f"agt_{campaign % 6:04}"], made["+918047182260"], f"+9198{dice.randrange(10**8):08}", duration, 0, 0,
        None, 1.0, None,
    )  # fmt: skip
    lines = _HINDI if dice.random() < 0.4 else _ENGLISH
    text = "\n".join(dice.choice(lines) for _ in range(12))
    if dice.random() < 0.02:
        text = f"User: I want to {MID_WORD} it.\n{text}"
    if place % 50_000 == 77:
        text = f"User: My {RARE_WORD} ate it.\n{text}"
    summary = "Customer asked for a call in the evening." if dice.random() < 0.5 else "No result."
    analysis = (
        f'{{"interested": {"true" if dice.random() < 0.3 else "false"}, "follow_up": "day {dice.randrange(30)}"}}'
    )
    return call, (key, summary, analysis, text[:TRANSCRIPT_CHARACTERS])
