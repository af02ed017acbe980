"""Several consoles on one computer: one at a time sends to a campaign, and none takes another's leads for its own."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.leads.campaign_lock import FOLDER_NAME, REST_S, CampaignHold, CampaignLocks, ElsewhereError, HereError
from app.leads.evidence import settle_by_counter
from app.leads.ledger import Ledger, OpenQuestionError, pack_numbers
from app.leads.outcomes import Growth
from app.leads.records import UploadState
from tests.app.leads.making import StillClock, mobile
from tests.end_to_end.sandbox import CHECKOUT

SERVER = "https://api.example.test/v1"
CAMPAIGN = "cmp_secret_name"


class Consoles:
    """Two of them, and their time."""

    def __init__(self, folder: Path) -> None:
        self.clock = StillClock()
        self.state = folder / "state"
        self.one, self.two = (
            CampaignLocks(self.state, SERVER, folder / name / "ledger.db", self.clock) for name in ("one", "two")
        )

    def take(self, locks: CampaignLocks, campaign_id: str = CAMPAIGN) -> CampaignHold:
        return locks.take(campaign_id, "June")

    def send(self, locks: CampaignLocks, *, is_settled: bool | None) -> None:
        self.take(locks).release(self.clock.time(), is_settled=is_settled)


@pytest.fixture
def consoles(tmp_path: Path) -> Consoles:
    return Consoles(tmp_path)


def test_one_at_a_time(consoles: Consoles) -> None:
    hold = consoles.take(consoles.one)
    with pytest.raises(ElsewhereError, match=r"Another console on this computer is sending leads to June"):
        consoles.take(consoles.two)
    with pytest.raises(HereError):
        consoles.take(consoles.one)
    consoles.take(consoles.two, "another campaign").release(0, is_settled=True)
    hold.release(consoles.clock.time(), is_settled=True)
    consoles.send(consoles.two, is_settled=True)


def test_after_an_end_that_nobody_knows_the_other_one_waits(consoles: Consoles) -> None:
    consoles.send(consoles.one, is_settled=False)
    with pytest.raises(ElsewhereError):
        consoles.take(consoles.two)
    consoles.send(consoles.one, is_settled=False)  # its own questions are its own affair
    consoles.clock.now += REST_S - 1
    with pytest.raises(ElsewhereError):
        consoles.take(consoles.two)
    consoles.clock.now += 1
    consoles.send(consoles.two, is_settled=True)


def test_after_a_crash_the_other_one_waits_from_the_moment_it_sees_it(tmp_path: Path, consoles: Consoles) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from app.clock import SystemClock\n"
        "from app.leads.campaign_lock import CampaignLocks\n"
        f"CampaignLocks(Path(sys.argv[1]), {SERVER!r}, Path(sys.argv[2]), SystemClock()).take({CAMPAIGN!r}, 'June')\n"
        "os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, 'SIGKILL') else signal.SIGTERM)"
    )
    command = [sys.executable, "-c", script, str(consoles.state), str(tmp_path / "one" / "ledger.db")]
    assert subprocess.run(command, cwd=CHECKOUT, timeout=30).returncode != 0
    consoles.clock.now += 10 * REST_S
    for _ in range(2):
        with pytest.raises(ElsewhereError):
            consoles.take(consoles.two)
        consoles.clock.now += REST_S - 1
    consoles.clock.now += 2
    consoles.send(consoles.two, is_settled=True)


def test_who_sent_last_is_known(consoles: Consoles) -> None:
    assert consoles.one.is_undisturbed(CAMPAIGN)
    consoles.send(consoles.one, is_settled=True)
    consoles.send(consoles.two, is_settled=None)  # nothing was sent after all
    assert consoles.one.is_undisturbed(CAMPAIGN)
    consoles.send(consoles.two, is_settled=True)
    assert not consoles.one.is_undisturbed(CAMPAIGN)
    assert consoles.two.is_undisturbed(CAMPAIGN)


def test_the_files_are_private_and_tell_nothing(consoles: Consoles) -> None:
    consoles.send(consoles.one, is_settled=False)
    folder = consoles.state / FOLDER_NAME
    (file,) = folder.iterdir()
    told = file.name.encode() + file.read_bytes()
    assert CAMPAIGN.encode() not in told
    assert b"example" not in told
    assert b"ledger" not in told
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "note", [b"", b"\n", b"\xff\xfe", b"\nnobody open whenever", b"\n" + b"x" * 5000, b"\na b c d e"]
)
def test_a_spoilt_note_keeps_nobody_out_for_good(consoles: Consoles, note: bytes) -> None:
    consoles.send(consoles.one, is_settled=True)
    (file,) = (consoles.state / FOLDER_NAME).iterdir()
    file.write_bytes(note)
    with contextlib.suppress(ElsewhereError):
        consoles.take(consoles.two).release(0, is_settled=True)
    consoles.clock.now += REST_S
    consoles.send(consoles.two, is_settled=True)


def test_without_a_place_for_locks_uploads_go_on(tmp_path: Path, consoles: Consoles) -> None:
    consoles.state.write_text("a file where the folder should be")
    consoles.send(consoles.one, is_settled=True)
    assert consoles.one.is_undisturbed(CAMPAIGN)


@pytest.mark.anyio
async def test_a_counter_that_another_console_has_moved_proves_nothing(tmp_path: Path, consoles: Consoles) -> None:
    ledger = await Ledger.open(tmp_path / "one", consoles.clock)
    ledger.locks = consoles.one
    async with ledger.alone(CAMPAIGN, "June") as alone:
        upload_id = await ledger.begin(
            campaign_id=CAMPAIGN, campaign_name="", file_name="", file_sha256="", rows=1, set_aside=0,
            total_leads_before=0, numbers=pack_numbers([f"+91{mobile(1)}"]),
        )  # fmt: skip
        alone.is_settled = False
        with pytest.raises(OpenQuestionError, match="at this moment"):
            async with ledger.alone(CAMPAIGN, "June"):
                pass
    await ledger.unknown(upload_id, "lost")
    record = await ledger.upload(upload_id)
    consoles.clock.now += REST_S
    consoles.send(consoles.two, is_settled=True)
    outcome = await settle_by_counter(ledger, record, 1, Growth.ALL)
    assert outcome.state is UploadState.UNKNOWN
    assert (outcome.total_before, outcome.total_after) == (0, 1)
    assert "had 0 leads and has 1 now" in outcome.sentence.text
    assert os.listdir(consoles.state / FOLDER_NAME)
