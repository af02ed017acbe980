"""Reference data: fetched once, kept, refreshed when asked."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.errors import AuthError, NetworkError
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from app.reference.cache import MAX_AGE_S, Kind, ReferenceCache
from app.sandbox import catalogues
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from tests.app.api.conftest import SkippingClock

pytestmark = pytest.mark.anyio


async def test_every_kind_is_fetched_once_and_survives_a_restart(
    api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path
) -> None:
    cache = ReferenceCache(tmp_path, api, clock)
    kinds = ("agents", "phone_numbers", "voices", "languages", "llms", "transcribers")
    fetched = {kind: await getattr(cache, kind)() for kind in kinds}
    asked = sandbox.control.request_count
    assert all(cached.items and cached.age_s == 0 for cached in fetched.values())
    clock.slept += 3600
    for again in (cache, ReferenceCache(tmp_path, api, clock)):
        for kind in kinds:
            cached = await getattr(again, kind)()
            assert cached.items == fetched[kind].items
            assert 3600 <= cached.age_s < MAX_AGE_S
    assert sandbox.control.request_count == asked
    assert {entry.priority for entry in api.request_log.entries} == {Priority.BACKGROUND}
    assert {entry.activity for entry in api.request_log.entries} == {Activity.REFERENCE}


async def test_files_are_private(api: Api, clock: SkippingClock, tmp_path: Path) -> None:
    await ReferenceCache(tmp_path, api, clock).agents()
    [path] = (tmp_path / "reference").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert b"secret" not in path.read_bytes()


async def test_refreshing_asks_at_once(api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path) -> None:
    cache = ReferenceCache(tmp_path, api, clock)
    await cache.agents()
    clock.slept += 100
    assert (await cache.agents(refresh=True)).age_s == 0
    assert [entry.priority for entry in api.request_log.entries] == [Priority.BACKGROUND, Priority.INTERACTIVE]


async def test_old_copies_are_fetched_anew(
    api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path
) -> None:
    cache = ReferenceCache(tmp_path, api, clock)
    await cache.agents()
    asked = sandbox.control.request_count
    clock.slept += MAX_AGE_S + 1
    assert (await cache.agents()).age_s == 0
    assert sandbox.control.request_count == asked + 1
    clock.slept -= 2 * MAX_AGE_S  # the clock was set back
    assert (await cache.agents()).age_s == 0
    assert sandbox.control.request_count == asked + 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"saved_at": 1}',
        b'{"saved_at": "x", "items": []}',
        b'{"saved_at": 9e9, "items": [1]}',
        b"\xff",
    ],
)
async def test_a_damaged_copy_is_no_copy(api: Api, clock: SkippingClock, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "agents.json").write_bytes(content)
    cached = await ReferenceCache(tmp_path, api, clock).agents()
    assert cached.items
    assert cached.age_s == 0


async def test_without_a_server_the_old_copy_has_to_do(
    api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path
) -> None:
    cache = ReferenceCache(tmp_path, api, clock)
    first = await cache.agents()
    clock.slept += MAX_AGE_S + 1
    sandbox.control.order("drop_early", times=0)
    old = await cache.agents()
    assert old.items == first.items
    assert old.age_s > MAX_AGE_S
    with pytest.raises(NetworkError):
        await cache.agents(refresh=True)
    with pytest.raises(NetworkError):
        await cache.voices()
    sandbox.control.clear_faults()
    sandbox.control.expire_key("reference-id")
    with pytest.raises(AuthError):
        await cache.agents()


async def test_a_full_disk_does_not_keep_the_data_away(api: Api, clock: SkippingClock, tmp_path: Path) -> None:
    (tmp_path / "reference").write_text("a file where the folder should be")
    assert (await ReferenceCache(tmp_path, api, clock).agents()).items


async def test_what_another_key_fetched_is_not_shown(
    api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path
) -> None:
    await ReferenceCache(tmp_path, api, clock).agents()
    other = Transport(sandbox.url, Secret("reference-id:of-another-workspace"))
    stranger = Api(other, QuotaGovernor(clock), CampaignDialect(), clock, profile_id="p")
    with pytest.raises(AuthError):
        await ReferenceCache(tmp_path, stranger, clock).agents()
    await stranger.aclose()


async def test_looking_at_the_copies_costs_nothing(
    api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path
) -> None:
    cache = ReferenceCache(tmp_path, api, clock)
    assert [await cache.kept(kind) for kind in Kind] == [None] * len(Kind)
    assert sandbox.control.request_count == 0
    fetched = [await cache.read(kind) for kind in Kind]
    asked = sandbox.control.request_count
    clock.slept += 3 * MAX_AGE_S
    for again in (cache, ReferenceCache(tmp_path, api, clock)):
        kept = [await again.kept(kind) for kind in Kind]
        assert [one.items for one in kept if one] == [one.items for one in fetched]
        assert all(one is not None and one.is_old and one.read_at > 0 for one in kept)
    assert sandbox.control.request_count == asked


async def test_an_old_copy_says_why_it_is_old(
    api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path
) -> None:
    cache = ReferenceCache(tmp_path, api, clock)
    assert (await cache.read(Kind.VOICES)).problem is None
    clock.slept += MAX_AGE_S + 1
    sandbox.control.order("drop_early", times=0)
    assert isinstance((await cache.read(Kind.VOICES)).problem, NetworkError)
    sandbox.control.clear_faults()
    assert (await cache.read(Kind.VOICES)).problem is None


async def test_what_a_reading_costs(
    api: Api, sandbox: SandboxServer, clock: SkippingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voices = [{**catalogues.VOICES[0], "id": f"voice_{number}"} for number in range(120)]
    monkeypatch.setattr(catalogues, "VOICES", [*catalogues.VOICES, *voices])
    cache = ReferenceCache(tmp_path, api, clock)
    costs = {}
    for kind in Kind:
        items = (await cache.read(kind)).items
        before = sandbox.control.request_count
        await cache.read(kind, refresh=True)
        costs[kind] = sandbox.control.request_count - before
        assert cache.requests_for(kind, len(items)) == costs[kind], kind
    assert costs[Kind.VOICES] == 3
    assert cache.requests_for(Kind.AGENTS, 0) == 1
    assert cache.requests_for(Kind.LANGUAGES, 5_000) == 1
