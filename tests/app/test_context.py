"""Building the engine of a profile: what may not be built, and what is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.context import Context, try_key
from app.errors import AppError, AuthError
from app.leads.campaign_lock import ElsewhereError
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import RUN_PROFILE, Profile

pytestmark = pytest.mark.anyio
KEY = Secret(DEMO_KEY)


@pytest.mark.parametrize("address", ["http://api.example.com/v1", "https://me:pw@api.example.com/v1", "", "ftp://x/v1"])
async def test_a_key_goes_to_no_address_that_is_not_safe(address: str, tmp_path: Path) -> None:
    """Whatever put it there: the command line, the environment, somebody who edited the settings."""
    with pytest.raises(AppError):
        await Context.open(Profile("p", "P", address), KEY, tmp_path)
    with pytest.raises(AppError):
        await try_key(Profile("p", "P", address), KEY)


async def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AppError, match="--data-dir"):
        await Context.open(Profile("p", "P", "https://api.example.com/v1"), KEY, tmp_path / "file")


async def test_the_folder_is_private_and_nothing_is_asked(tmp_path: Path) -> None:
    async with SandboxServer(call_logs=20) as sandbox:
        context = await Context.open(Profile("p", "P", sandbox.url), KEY, tmp_path)
        assert context.folder.stat().st_mode & 0o777 == 0o700
        await context.aclose()
        assert sandbox.control.requests() == []


async def test_a_key_is_tried_with_one_request() -> None:
    async with SandboxServer(call_logs=20) as sandbox:
        await try_key(Profile("p", "P", sandbox.url), KEY)
        with pytest.raises(AuthError):
            await try_key(Profile("p", "P", sandbox.url), Secret("wrong-key-0001:wrong-secret-0001"))
        assert [seen.status for seen in sandbox.control.requests()] == [200, 401]


async def test_keys_that_are_given_for_one_run_share_no_record(tmp_path: Path) -> None:
    async def folder(address: str, key: str) -> Path:
        context = await Context.open(Profile(RUN_PROFILE, "Key from the environment", address), Secret(key), tmp_path)
        await context.aclose()
        return context.folder

    one, other = "https://api.example.com/v1", "https://eu.example.com/v1"
    keys = ("key-0001:sentinel-secret-0001", "key-0002:sentinel-secret-0002")
    folders = [await folder(address, key) for address in (one, other) for key in keys]
    assert len(set(folders)) == 4
    assert await folder(f"{one}/", keys[0]) == folders[0], "the same account finds its record again"
    assert not any("sentinel" in str(path) for path in folders)


async def test_consoles_of_one_computer_keep_out_of_each_others_way_into_a_campaign(tmp_path: Path) -> None:
    profile = Profile("p", "P", "https://api.example.com/v1")
    one, two = [
        await Context.open(profile, KEY, tmp_path / name, shared_folder=tmp_path / "state") for name in ("one", "two")
    ]
    async with one.ledger.alone("c1", "June"):
        with pytest.raises(ElsewhereError):
            async with two.ledger.alone("c1", "June"):
                pass
    async with two.ledger.alone("c1", "June"):
        pass
    for context in (one, two):
        await context.aclose()
