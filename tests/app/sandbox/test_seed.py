"""The invented data: the same every time, in agreement with itself, believable."""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import Any

import phonenumbers
import pytest

from app.sandbox import seed
from app.sandbox.options import Options
from app.sandbox.records import Campaign
from app.sandbox.spelling import Speller
from app.sandbox.state import Workspace

NOW = 1_790_000_000
IST = timezone(timedelta(hours=5, minutes=30))


def filled(**options: Any) -> Workspace:
    workspace = Workspace(Options(**{"now": NOW, **options}))
    seed.fill(workspace)
    return workspace


def written(workspace: Workspace) -> bytes:
    speller = Speller(workspace.options)
    rows = [repr(speller.campaign(one)).encode() for one in workspace.campaigns.values()]
    return b"\n".join([*rows, *(speller.call_row(call) for call in workspace.calls)])


def test_the_same_seed_gives_the_same_data() -> None:
    first = written(filled(call_logs=300))
    assert written(filled(call_logs=300)) == first
    assert written(filled(call_logs=300, seed=8)) != first
    assert written(filled(call_logs=300, now=NOW + 1)) != first


@pytest.mark.parametrize("count", [0, 1, 10, 600, 5000, 20_000])
def test_counters_agree_with_the_logs(count: int) -> None:
    workspace = filled(call_logs=count)
    assert len(workspace.calls) == count
    assert {one.status for one in workspace.campaigns.values()} == {
        *("draft", "active", "running", "paused", "completed", "cancelled")
    }
    leads: dict[str, list[Any]] = {one.id: [] for one in workspace.campaigns.values()}
    for lead in workspace.leads:
        leads[lead.campaign.id].append(lead)
    for campaign in workspace.campaigns.values():
        mine = leads[campaign.id]
        finished = [lead for lead in mine if lead.status in ("completed", "failed")]
        assert campaign.total == len(mine)
        assert campaign.completed == len(finished)
        assert sum(len(lead.calls) for lead in mine) == len(campaign.calls)
        waiting = len(campaign.pending) + len(campaign.retries)
        if campaign.status == "cancelled":
            assert waiting == 0
        else:
            assert campaign.total - campaign.completed == waiting
        if campaign.status in ("completed", "cancelled"):
            continue
        assert campaign.status == "draft" or waiting > 0
    assert [call.index for call in workspace.calls] == list(range(count))


def test_the_mix_is_believable() -> None:
    workspace = filled(call_logs=5000)
    shares = {status: number / 5000 for status, number in Counter(call.status for call in workspace.calls).items()}
    assert 0.5 < shares["completed"] < 0.62
    assert 0.15 < shares["did_not_pick"] < 0.25
    assert 0.03 < shares["busy"] < 0.15
    assert 0.03 < shares["failed"] < 0.15
    assert set(shares) == {*("completed", "did_not_pick", "busy", "no_answer", "failed", "retry_expired", "cancelled")}
    talks = [call.duration_s for call in workspace.calls if call.sentiment == "positive"]
    assert 60 < sum(talks) / len(talks) < 240
    assert max(call.duration_s for call in workspace.calls) <= 540


def test_calls_lie_in_the_last_month_and_in_working_hours() -> None:
    workspace = filled(call_logs=5000)
    now_ms = workspace.clock.now_ms()
    moments = [call.created_ms for call in workspace.calls]
    assert moments == sorted(moments)
    assert moments[-1] <= now_ms
    assert now_ms - moments[-1] < 5 * 60_000  # running campaigns were calling until a moment ago
    assert 20 * 86_400_000 < now_ms - moments[0] < 31 * 86_400_000
    earlier = [moment for moment in moments if moment < now_ms - 31 * 60_000]
    hours = Counter(datetime.fromtimestamp(moment / 1000, IST).hour for moment in earlier)
    assert set(hours) <= set(range(9, 21))
    assert hours[11] > hours[13] > hours[20]


def test_a_campaign_calls_after_it_was_created() -> None:
    def first_call(campaign: Campaign) -> int:
        return campaign.calls[0].created_ms

    campaigns = [one for one in filled(call_logs=5000).campaigns.values() if one.calls]
    assert [one.name for one in campaigns if first_call(one) < one.created_ms] == []


def test_numbers_are_valid_and_each_is_somebody_elses() -> None:
    workspace = filled(call_logs=5000)
    numbers = [lead.number for lead in workspace.leads]
    assert len(set(numbers)) == len(numbers) > 5000
    for number in [*numbers[::50], *(one.number for one in workspace.numbers.values() if one.status == "active")]:
        assert phonenumbers.is_valid_number(phonenumbers.parse(number)), number


def test_many_logs_do_not_take_long() -> None:
    started = time.process_time()
    assert len(filled(call_logs=100_000).calls) == 100_000
    assert time.process_time() - started < 4  # a fifth of that here; a quadratic slip would take minutes
