"""Recordings that really play, for whoever has the link."""

from __future__ import annotations

import io
import wave
from typing import Any

import httpx
import pytest

from app.sandbox.recordings import RATE, wav_part, wav_size
from app.sandbox.server import SandboxServer
from tests.app.sandbox.conftest import Opener


def recorded(api: httpx.Client) -> dict[str, Any]:
    """A call that was recorded, with its details."""
    row = api.get("/call-logs?status=completed&duration_min=10&limit=1").json()["data"][0]
    details: dict[str, Any] = api.get(f"/call-logs/{row['id']}/details").json()
    return details


def plain() -> httpx.Client:
    """Somebody without a key."""
    return httpx.Client(timeout=10, trust_env=False, verify=False)


def test_a_recording_is_a_sound_file_as_long_as_the_call(sandbox: SandboxServer, api: httpx.Client) -> None:
    call = recorded(api)
    with plain() as somebody:
        answer = somebody.get(call["recording_url"])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 1)
        assert sound.getnframes() == call["duration_seconds"] * RATE
        frames = sound.readframes(RATE)
    assert len(set(frames)) > 20  # not silence


def test_the_same_call_sounds_the_same_and_costs_no_request_of_the_limit(
    sandbox: SandboxServer, api: httpx.Client
) -> None:
    call = recorded(api)
    left = api.get("/call-logs?limit=1").headers["x-ratelimit-remaining"]
    with plain() as somebody:
        first, second = (somebody.get(call["recording_url"]) for _ in range(2))
    assert first.content == second.content
    assert not any(name.startswith("x-ratelimit") for name in first.headers)
    assert int(api.get("/call-logs?limit=1").headers["x-ratelimit-remaining"]) == int(left) - 1
    seen = [one for one in sandbox.control.requests() if one.path.startswith("/recordings/")]
    assert [(one.key, one.status, one.remaining) for one in seen] == [("", 200, None)] * 2


@pytest.mark.parametrize(
    ("wanted", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=50-", slice(50, None)), ("bytes=40-999999999", slice(40, None))],
)
def test_a_part_can_be_asked_for(api: httpx.Client, wanted: str, part: slice) -> None:
    url = recorded(api)["recording_url"]
    with plain() as somebody:
        whole = somebody.get(url).content
        answer = somebody.get(url, headers={"Range": wanted})
        beyond = somebody.get(url, headers={"Range": f"bytes={len(whole)}-"})
    first, end, _ = part.indices(len(whole))
    assert answer.status_code == 206
    assert answer.content == whole[part]
    assert answer.headers["content-range"] == f"bytes {first}-{end - 1}/{len(whole)}"
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")


def test_parts_make_up_the_whole() -> None:
    size = wav_size(9.5)
    whole = wav_part(9.5, 0, size)
    assert len(whole) == size
    for step in (1_000, 7_777, 40_000):
        assert b"".join(wav_part(9.5, start, start + step) for start in range(0, size, step)) == whole


def test_who_was_not_reached_was_not_recorded(api: httpx.Client, sandbox: SandboxServer) -> None:
    busy = api.get("/call-logs?status=busy&limit=1").json()["data"][0]
    with plain() as somebody:
        origin = sandbox.url.removesuffix("/v1")
        for name in (busy["id"], "log_000000000000", "x"):
            assert somebody.get(f"{origin}/recordings/{name}.wav").status_code == 404


def test_a_link_can_be_made_to_fail(opened: Opener) -> None:
    sandbox, api = opened()
    url = recorded(api)["recording_url"]
    sandbox.control.order("status", path="/recordings/*", status=403)
    with plain() as somebody:
        assert [somebody.get(url).status_code for _ in range(2)] == [403, 200]
