"""The limit as clients see it: counting, headers, refusals, in every style."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener, client_of

NAMES = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")


def numbers(answer: httpx.Response) -> tuple[int, int, int]:
    limit, remaining, reset = (int(answer.headers[name]) for name in NAMES)
    return limit, remaining, reset


def test_every_answer_counts_and_says_so(opened: Opener) -> None:
    _, api = opened(limit=10)
    tag = api.get("/call-logs").headers["etag"]
    answers = [
        api.get("/call-logs", headers={"If-None-Match": tag}),
        api.get("/call-logs?limit=101"),
        api.get("/campaigns/none"),
        api.post("/campaigns", content=b"{"),
        api.get(str(api.base_url.copy_with(path="/campaigns"))),
    ]
    assert [answer.status_code for answer in answers] == [304, 400, 404, 400, 404]
    assert [numbers(answer)[:2] for answer in answers] == [(10, left) for left in (8, 7, 6, 5, 4)]


def test_the_reset_is_a_unix_time_and_the_window_is_fixed(opened: Opener) -> None:
    _, api = opened(limit=10, window_s=30)
    before = time.time()
    first, second = api.get("/agents2"), api.get("/agents2")
    assert numbers(first)[2] == numbers(second)[2]
    assert before + 30 <= numbers(first)[2] <= time.time() + 31


def test_the_reset_can_be_seconds_left(opened: Opener) -> None:
    _, api = opened(limit=10, window_s=30, reset_style="seconds")
    assert numbers(api.get("/agents2"))[2] in (29, 30)


def test_past_the_limit_the_documented_refusal(opened: Opener) -> None:
    _, api = opened(limit=2, window_s=30)
    statuses = [api.get("/agents2").status_code for _ in range(2)]
    refused = api.get("/agents2")
    assert statuses == [200, 200]
    assert refused.status_code == 429
    body = refused.json()
    assert body == {"statusCode": 429, "message": body["message"], "error": "Too Many Requests"}
    assert refused.headers["retry-after"] in ("29", "30")
    assert numbers(refused)[:2] == (2, 0)


@pytest.mark.parametrize(
    ("options", "present"),
    [
        ({"bare_429": True}, {"retry-after"}),
        ({"retry_after": False}, set(NAMES)),
        ({"bare_429": True, "retry_after": False}, set()),
    ],
)
def test_poorer_refusals(opened: Opener, options: dict[str, Any], present: set[str]) -> None:
    _, api = opened(limit=1, **options)
    assert set(NAMES) <= set(api.get("/agents2").headers)
    refused = api.get("/agents2")
    assert refused.status_code == 429
    assert set(refused.headers) & {*NAMES, "retry-after"} == present


def test_the_next_window_opens_after_the_wait_that_was_named(opened: Opener) -> None:
    sandbox, api = opened(limit=1, window_s=0.3)
    assert api.get("/agents2").status_code == 200
    refused = api.get("/agents2")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    started = time.monotonic()
    while (answer := api.get("/agents2")).status_code == 429:
        assert time.monotonic() - started < 2
    assert 0.1 < time.monotonic() - started < 1
    assert answer.status_code == 200
    assert sandbox.control.requests()[-1].remaining == 0


def test_keys_do_not_share_a_window(opened: Opener) -> None:
    sandbox, first = opened(limit=1, keys=["one:secret", "two:secret"])
    with client_of(sandbox, sandbox.keys[1]) as second:
        assert [first.get("/agents2").status_code for _ in range(2)] == [200, 429]
        assert second.get("/agents2").status_code == 200


def test_unknown_keys_are_counted_apart(opened: Opener) -> None:
    sandbox, api = opened(limit=2)
    with client_of(sandbox, "who:knows") as stranger:
        answers = [stranger.get("/agents2") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert numbers(answers[0])[:2] == (2, 1)
    assert api.get("/agents2").status_code == 200


def test_the_limit_can_be_changed_while_it_runs(sandbox: SandboxServer, api: httpx.Client) -> None:
    sandbox.control.set(limit=3, reset_style="seconds")
    sandbox.control.restart_window()
    sandbox.control.spend(2)
    assert numbers(api.get("/agents2"))[:2] == (3, 0)
    assert api.get("/agents2").status_code == 429
    sandbox.control.restart_window()
    assert api.get("/agents2").status_code == 200


def test_a_block_refuses_everybody_for_a_while(sandbox: SandboxServer, api: httpx.Client) -> None:
    sandbox.control.block(20)
    refused = api.get("/agents2")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "20")
    assert numbers(refused)[1] == 0
    sandbox.control.restart_window()
    assert api.get("/agents2").status_code == 200
