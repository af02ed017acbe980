"""Transcripts that come by themselves, within what the operator allows a day."""

from __future__ import annotations

import asyncio

from tests.ui.calls.bench import Bench, until


def fetched(bench: Bench) -> int:
    return sum(one.path.endswith("/details") for one in bench.sandbox.control.requests())


async def test_transcripts_come_until_the_budget_is_spent_and_it_is_told() -> None:
    async with Bench() as bench:
        bench.engine.details.budget = 7
        await bench.loaded()
        await until(lambda: "today's 7 requests are spent" in bench.page.status_texts()[-1])
        assert fetched(bench) == 7
        missing = bench.engine.details.progress.missing
        assert missing > 0
        assert bench.page.status_texts()[-1].startswith(f"{missing} transcripts missing")
        bench.engine.details.budget = 8
        bench.engine.details.look()
        await until(lambda: fetched(bench) == 8)
        await until(lambda: "8 requests are spent" in bench.page.status_texts()[-1])


async def test_no_budget_fetches_and_tells_nothing() -> None:
    async with Bench() as bench:
        await bench.loaded()
        assert len(bench.page.status_texts()) == 2
        assert fetched(bench) == 0


async def test_what_is_looked_at_comes_first() -> None:
    async with Bench(call_logs=600) as bench:
        await bench.loaded()
        campaigns = [one.campaign_id for one in await bench.records() if one.status == "completed" and one.duration_s]
        wanted = min(campaigns, key=campaigns.count)  # by chance alone its calls would not be the first ones
        bench.page.filters.choose_campaign(wanted)
        await bench.settled()
        shown = {one.id for one in await bench.records()}
        bench.engine.details.budget = campaigns.count(wanted)
        bench.engine.details.look()
        await until(lambda: fetched(bench) == campaigns.count(wanted))
        paths = [one.path for one in bench.sandbox.control.requests() if one.path.endswith("/details")]
        assert {path.split("/")[-2] for path in paths} <= shown


async def test_what_is_opened_counts_as_one_of_the_day() -> None:
    async with Bench() as bench:
        await bench.loaded()
        assert bench.page.select_first_with_transcript()
        await until(lambda: fetched(bench) == 1)
        bench.engine.details.budget = 3
        bench.engine.details.look()
        await until(lambda: "today's 3 requests are spent" in bench.page.status_texts()[-1])
        assert fetched(bench) == 3


async def test_nothing_comes_by_itself_while_nobody_can_see_the_window() -> None:
    async with Bench() as bench:
        seen = [True]
        bench.desk.is_watched = lambda: seen[0]
        await bench.loaded()
        seen[0] = False
        bench.engine.details.budget = 2
        bench.engine.details.look()
        await asyncio.sleep(0.3)
        assert fetched(bench) == 0
        seen[0] = True
        await until(lambda: fetched(bench) == 2)
