"""The invented workspace: a lender's calling desk in India, a month of it.

Owns: agents, caller numbers, campaigns in every state, their leads and call logs. The same seed and `now` give the same
data, byte for byte; the number of call logs decides how large the campaigns are, so that counters and logs agree.
Leaves to others: what happens from now on (`dialler.py`), which continues from the queues left here.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections import deque
from datetime import datetime, timedelta, timezone
from typing import Final, NamedTuple

from app.sandbox import outcomes
from app.sandbox.records import Agent, CallerNumber, CallLog, Campaign, Lead, Webhook, opaque_id
from app.sandbox.state import Workspace

IST: Final = timezone(timedelta(hours=5, minutes=30))
MINUTE_MS: Final = 60_000
DAY_MS: Final = 86_400_000
# Calls by hour of the Indian day, 9 to 20: a late morning peak, a dip at lunch, a second peak.
_HOURS: Final = {9: 3, 10: 7, 11: 10, 12: 8, 13: 4, 14: 6, 15: 9, 16: 10, 17: 9, 18: 8, 19: 5, 20: 2}


class _Agent(NamedTuple):
    title: str
    version: int
    published: bool
    topic: str
    language: str
    number: str
    voice: str
    variables: str


class _Campaign(NamedTuple):
    """`share` of all call logs; `waiting` leads as a part of the leads done; `days` from first to last day, ago."""

    name: str
    status: str
    agent: str
    number: str
    share: float
    waiting: float
    concurrent: int
    days: tuple[float, float]
    retries: tuple[int, int] = (2, 120)
    starts_in_days: int | None = None


_NUMBERS: Final = (
    ("bengaluru", "+918047182260", "Bengaluru desk", "+91", "IN", "local", "airvoice", "active"),
    ("mumbai", "+912269124415", "Mumbai collections", "+91", "IN", "local", "airvoice", "active"),
    ("chennai", "+914446317742", "Chennai service", "+91", "IN", "local", "tataline", "active"),
    ("delhi", "+911140849936", "Delhi desk", "+91", "IN", "local", "tataline", "active"),
    ("hyderabad", "+914071189950", "Hyderabad trunk", "+91", "IN", "local", "sip", "active"),
    ("boston", "+14155550142", "Overseas desk", "+1", "US", "local", "transit", "active"),
    ("spare", "+918047182261", "Spare", "+91", "IN", "toll_free", "airvoice", "pending"),
)
_AGENTS: Final = (
    _Agent("Lending assistant", 7, True, "offer", "hinglish", "bengaluru", "voice_03mira", "name loan_amount city"),
    _Agent("Collections Hindi", 12, True, "emi", "hi", "mumbai", "voice_01asha", "name loan_amount due_date"),
    _Agent("Field desk", 3, True, "visit", "en", "chennai", "voice_04dev", "name city due_date"),
    _Agent("KYC desk", 4, True, "kyc", "hinglish", "mumbai", "voice_05tara", "name due_date"),
    _Agent("Renewals", 9, True, "renewal", "en", "chennai", "voice_06vivek", "name due_date city"),
    _Agent("Survey", 2, True, "survey", "hi", "delhi", "voice_02kabir", "name city"),
    _Agent("Welcome calls", 1, False, "offer", "en", "", "voice_07sanam", ""),
)
_CAMPAIGNS: Final = (
    _Campaign("Personal loan re-engagement", "running", "Lending assistant", "bengaluru", 0.080, 1.28, 25, (4.2, 0)),
    _Campaign("EMI reminders · {month}", "running", "Collections Hindi", "mumbai", 0.140, 0.20, 20, (5.1, 0)),
    _Campaign("Top-up offer · salaried", "running", "Lending assistant", "bengaluru", 0.018, 5.80, 10, (1.1, 0)),
    _Campaign("Branch visit confirmations", "running", "Field desk", "chennai", 0.040, 0.25, 5, (2.3, 0), (1, 60)),
    _Campaign("KYC renewal (Gujarat)", "paused", "KYC desk", "mumbai", 0.027, 2.90, 10, (6.2, 1.1)),
    _Campaign("Overdue 30+ · Hindi", "paused", "Collections Hindi", "delhi", 0.046, 0.81, 15, (8.4, 2.2), (3, 120)),
    _Campaign("Motor insurance renewal", "active", "Renewals", "chennai", 0.0, 0.0, 25, (1.4, 0), (2, 120), 1),
    _Campaign("Service contract renewal", "active", "Renewals", "chennai", 0.0, 0.0, 10, (2.6, 0), (2, 120), 4),
    _Campaign("Dealer onboarding pilot", "draft", "Field desk", "chennai", 0.0, 0.0, 5, (0.3, 0), (1, 60)),
    _Campaign("Festive offer · win-back", "completed", "Lending assistant", "bengaluru", 0.330, 0.0, 25, (26.0, 12.0)),
    _Campaign("Feedback calls · {last_month}", "completed", "Survey", "delhi", 0.140, 0.0, 10, (29.0, 20.0), (1, 240)),
    _Campaign("Credit card activation", "completed", "Lending assistant", "mumbai", 0.096, 0.0, 15, (28.2, 17.5)),
    _Campaign("Home loan transfer", "completed", "Lending assistant", "bengaluru", 0.063, 0.0, 10, (24.7, 16.3)),
    _Campaign("Internal line check", "completed", "Field desk", "chennai", 0.001, 0.0, 2, (22.5, 22.2), (0, 60)),
    _Campaign("Webinar follow-up", "cancelled", "Survey", "chennai", 0.019, 3.20, 5, (21.3, 18.8)),
)


def fill(workspace: Workspace) -> None:
    """Invent everything."""
    now = workspace.started_ms
    numbers = _fill_numbers(workspace, now)
    agents = _fill_agents(workspace, numbers, now)
    for place, plan in enumerate(_CAMPAIGNS):
        _fill_campaign(workspace, plan, place, agents[plan.agent], numbers[plan.number], now)
    _sort_calls(workspace)
    for place, events in enumerate((["campaign.completed"], ["call.completed", "call.failed"])):
        identifier = opaque_id("wh", place)
        url = f"https://hooks.sahyadri.example/dialnexa/{place + 1}"
        created = now - (20 - place) * DAY_MS
        workspace.webhooks[identifier] = Webhook(identifier, url, events, f"secret-{place}", True, created)


def _fill_numbers(workspace: Workspace, now: int) -> dict[str, CallerNumber]:
    by_key = {}
    for place, (key, number, label, code, region, kind, provider, status) in enumerate(_NUMBERS):
        identifier = opaque_id("phn", place)
        made = now - (200 - 9 * place) * DAY_MS
        one = CallerNumber(identifier, number, label, code, region, kind, provider, status, None, made)
        by_key[key] = workspace.numbers[identifier] = one
    return by_key


def _fill_agents(workspace: Workspace, numbers: dict[str, CallerNumber], now: int) -> dict[str, Agent]:
    defaults = {"name": "Customer", "loan_amount": "250000", "due_date": "the 5th", "city": "Pune"}
    by_title = {}
    for place, plan in enumerate(_AGENTS):
        number = numbers.get(plan.number)
        agent = Agent(
            id=opaque_id("agt", place),
            title=plan.title,
            version=plan.version,
            published=plan.published,
            topic=plan.topic,
            language=plan.language,
            number_id=number.id if number else None,
            voice_id=plan.voice,
            variables={name: defaults[name] for name in plan.variables.split()},
            folder_id="fld_lending" if plan.topic in ("offer", "emi") else "fld_service",
            created_ms=now - (120 - 7 * place) * DAY_MS,
            updated_ms=now - (35 - 3 * place) * DAY_MS,
        )
        if number is not None and number.agent_id is None:
            number.agent_id = agent.id
        by_title[plan.title] = workspace.agents[agent.id] = agent
    return by_title


def _fill_campaign(
    workspace: Workspace, plan: _Campaign, place: int, agent: Agent, number: CallerNumber, now: int
) -> None:
    today = datetime.fromtimestamp(now / 1000, IST)
    last_month = today.replace(day=1) - timedelta(days=1)
    scheduled = None
    if plan.starts_in_days is not None:
        start = (today + timedelta(days=plan.starts_in_days)).replace(hour=10, minute=0, second=0, microsecond=0)
        scheduled = int(start.timestamp() * 1000)
    created = _office_hours(now - int(plan.days[0] * DAY_MS), place)
    campaign = Campaign(
        id=opaque_id("cmp", place),
        name=plan.name.format(month=f"{today:%B}", last_month=f"{last_month:%B}"),
        agent=agent,
        from_number=number.number,
        status=plan.status,
        max_concurrent=plan.concurrent,
        max_retries=plan.retries[0],
        retry_interval_min=plan.retries[1],
        created_ms=created,
        scheduled_ms=scheduled,
    )
    workspace.campaigns[campaign.id] = campaign
    dice = random.Random(f"{workspace.options.seed}:{place}")
    count = round(workspace.options.call_logs * plan.share)
    if place == len(_CAMPAIGNS) - 1:  # the rounding ends here: the logs add up to what was asked for
        count = max(0, workspace.options.call_logs - len(workspace.calls))
    retries = _fill_calls(workspace, campaign, plan, count, dice, now)
    finished = plan.status in ("completed", "cancelled")
    if not finished:
        campaign.retries = [(max(0.0, (due - now) / 1000), lead.index, lead) for due, lead in sorted(retries, key=_due)]
    else:
        for _, lead in retries:
            lead.status = "failed"
            campaign.completed += 1
    waiting = round(campaign.completed * plan.waiting)
    if plan.status in ("running", "paused"):
        waiting = max(waiting, 60)
    if scheduled is not None:
        waiting = max(90, workspace.options.call_logs * (6 + plan.concurrent) // 300)
    leads = [workspace.invent_lead(campaign, created) for _ in range(waiting)]
    campaign.total = campaign.completed + len(campaign.retries) + waiting
    if plan.status == "cancelled":
        for lead in leads:
            lead.status = "removed"
    else:
        campaign.pending.extend(leads)


def _office_hours(moment: int, place: int) -> int:
    """An instant on the same Indian day, or the day before, when people create things; before `moment`."""
    day = datetime.fromtimestamp(moment / 1000, IST)
    made = day.replace(hour=9 + place * 5 % 8, minute=place * 23 % 60, second=place * 7 % 60, microsecond=0)
    if made > day:
        made -= timedelta(days=1)
    return int(made.timestamp() * 1000)


def _due(entry: tuple[int, Lead]) -> int:
    return entry[0]


def _fill_calls(
    workspace: Workspace, campaign: Campaign, plan: _Campaign, count: int, dice: random.Random, now: int
) -> list[tuple[int, Lead]]:
    """Invent `count` attempts in the order of time; give back who waits for a retry, as (due ms, lead)."""
    interval = int(campaign.retry_interval_min * MINUTE_MS)
    retries: deque[tuple[int, Lead]] = deque()
    recent = min(60, count // 4) if campaign.status == "running" else 0
    for moment in _moments(plan.days, count - recent, recent, dice, now):
        if retries and retries[0][0] <= moment:
            lead = retries.popleft()[1]
        else:
            lead = workspace.invent_lead(campaign, campaign.created_ms)
        attempt = len(lead.calls) + 1
        call = CallLog(
            agent=campaign.agent,
            from_number=campaign.from_number,
            created_ms=moment,
            campaign=campaign,
            lead=lead,
            attempt=attempt,
        )
        last = attempt > campaign.max_retries
        outcome = outcomes.draw(dice)
        outcomes.settle(call, outcome, last_attempt=last, dice=dice)
        lead.calls.append(call)
        workspace.calls.append(call)
        if outcome.status in outcomes.RETRIED and not last:
            lead.status = "in_progress"
            retries.append((moment + interval, lead))
        else:
            lead.status = "completed" if outcome.status == "completed" else "failed"
            campaign.completed += 1
    if campaign.status == "cancelled" and count > 10:
        for call in workspace.calls[-3:]:
            call.status, call.end_reason, call.sentiment = "cancelled", "", "unknown"
            call.duration_s = call.ring_s = 0
    return list(retries)


def _moments(days: tuple[float, float], count: int, recent: int, dice: random.Random, now: int) -> list[int]:
    """`count` instants in working hours between `days` ago, and `recent` ones in the last half hour; sorted."""
    # One slot an hour: Sundays are thin, and what lies outside the campaign's days does not exist.
    first, last = now - int(days[0] * DAY_MS), now - int(days[1] * DAY_MS) - 31 * MINUTE_MS
    hour_ms = 60 * MINUTE_MS
    starts: list[int] = []
    weights: list[float] = []
    midnight = datetime.fromtimestamp(first / 1000, IST).replace(hour=0, minute=0, second=0, microsecond=0)
    while (day_ms := int(midnight.timestamp() * 1000)) <= last:
        for hour, weight in _HOURS.items():
            start = day_ms + hour * hour_ms
            if first <= start and start + hour_ms <= last:
                starts.append(start)
                weights.append(weight * (0.2 if midnight.weekday() == 6 else 1.0))
        midnight += timedelta(days=1)
    if not starts:
        starts, weights = [last - hour_ms], [1.0]
    cumulative = list(itertools.accumulate(weights))
    whole = cumulative[-1]
    moments = [
        starts[min(bisect.bisect(cumulative, dice.random() * whole), len(starts) - 1)] + int(dice.random() * hour_ms)
        for _ in range(count)
    ]
    moments.sort()
    # The last half hour, so that a running campaign was running before anybody looked.
    moments.extend(sorted(now - int((0.2 + 29 * dice.random()) * MINUTE_MS) for _ in range(recent)))
    return moments


def _sort_calls(workspace: Workspace) -> None:
    workspace.calls.sort(key=lambda call: call.created_ms)
    for index, call in enumerate(workspace.calls):
        call.index = index
        assert call.campaign is not None
        call.campaign.calls.append(call)
