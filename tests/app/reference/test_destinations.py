"""Where the workspace may call: asked for once a day, and nothing is assumed where the server does not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.api.client import Api
from app.models import NetworkGroup, PhoneNumber
from app.reference.destinations import MAX_AGE_S, Destinations, allowed_beginnings, is_checked
from app.sandbox import catalogues
from app.sandbox.server import SandboxServer
from tests.app.api.conftest import SkippingClock
from tests.app.leads.making import checked, counts, opened


@pytest.mark.anyio
async def test_the_groups_are_asked_for_once_a_day(
    api: Api,
    sandbox: SandboxServer,
    clock: SkippingClock,
    tmp_path: Path,
) -> None:
    there = Destinations(tmp_path, api, clock)
    groups = await there.groups()
    assert groups is not None
    assert [(g.calling_code, g.prefixes, g.from_code) for g in groups] == [
        (g.calling_code, g.prefixes, g.from_code or "") for g in catalogues.GROUPS
    ]
    asked = sandbox.control.request_count
    for again in (there, Destinations(tmp_path, api, clock)):
        assert await again.groups() == groups == again.known
    assert sandbox.control.request_count == asked
    clock.slept += MAX_AGE_S
    await there.groups()
    assert sandbox.control.request_count == asked + 1


@pytest.mark.anyio
@pytest.mark.parametrize("status", [403, 404])
async def test_a_server_that_does_not_tell_is_asked_once(
    api: Api,
    sandbox: SandboxServer,
    clock: SkippingClock,
    tmp_path: Path,
    status: int,
) -> None:
    sandbox.control.order("status", status=status, path="/phone-country-rules/*")
    there = Destinations(tmp_path, api, clock)
    assert await there.groups() is None
    asked = sandbox.control.request_count
    assert await there.groups() is None
    assert sandbox.control.request_count == asked


def group(code: str, *prefixes: str, from_code: str = "") -> NetworkGroup:
    return NetworkGroup(id=code, calling_code=code, prefixes=prefixes, from_code=from_code)


GROUPS = (group("91", "6", "98", from_code="91"), group("971"), group("1", from_code="1"))


@pytest.mark.parametrize(
    ("caller", "allowed"),
    [
        ("+911140001000", ("+916", "+9198", "+971")),
        ("+12125550100", ("+1", "+971")),
        ("+442012345678", ("+971",)),
        ("", ()),
        (None, ()),
    ],
)
def test_what_counts_depends_on_the_number_that_calls(caller: str | None, allowed: tuple[str, ...]) -> None:
    assert allowed_beginnings(GROUPS, caller) == allowed
    assert allowed_beginnings(None, caller) == ()


def test_a_trunk_of_ones_own_is_not_checked() -> None:
    assert is_checked(PhoneNumber(id="a", raw={"sip_trunk_enabled": False}))
    assert not is_checked(PhoneNumber(id="a", raw={"sip_trunk_enabled": True}))


def test_rows_elsewhere_are_warned_about_and_can_be_left_out(tmp_path: Path) -> None:
    file = opened(tmp_path, "phone,name\n9800000001,a\n+447400123456,b\n+971501234567,c\n7000000001,d\n,e\n")
    assert "not_enabled" not in counts(checked(file))
    result = checked(file, allowed=("+9198", "+971"))
    assert (counts(result)["not_enabled"], result.to_send, result.warnings) == (2, 4, 2)
    assert [row.number for row in file.rows("not_enabled", 0, 9)] == [2, 4]
    assert file.rows("not_enabled", 0, 1)[0].problems[0].sentence.text == "Outside the enabled network groups"
    offer = next(offer for offer in file.repairs() if offer.group == "not_enabled")
    assert offer.title.text == "Leave out numbers that may not be called: 2"
    assert file.repair(offer.key).to_send == 2
    file.undo()
    file.edit(1, 0, "+919800000007")
    assert [row.number for row in file.rows("not_enabled", 0, 9)] == [4]
