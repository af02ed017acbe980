from __future__ import annotations

import io
import wave
from collections.abc import AsyncIterator

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.dialect import CallLogQuery
from app.api.transport import Transport
from app.calls.details import CallDetails
from app.calls.recording import FRESH_S, RecordingError, Recordings, public_link, usable_link
from app.clock import SystemClock
from app.errors import NetworkError
from app.models import CallLog
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Priority
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from tests.app.calls.hand_clock import HandClock


@pytest.mark.parametrize(
    "url",
    ["https://recordings.dialnexa.com/a/b.wav?x=1", "https://s3.amazonaws.com:443/x", "https://8.8.8.8/x"],
)
def test_links_to_public_hosts_may_be_opened(url: str) -> None:
    assert public_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "http://recordings.dialnexa.com/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user:secret@example.com/x",
        "https://user@example.com/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://10.0.0.8/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest",
        "https://printer.local/x",
        "https://intranet/x",
        "https://0x7f000001/x",
        "https://127.1/x",
        "https://2130706433/x",
        "https://example.com:8443/x",
        "https://example.com\\@evil.com/x",
        "https://exa mple.com/",
        "https://example.com/\x00",
        "https:///x",
        "https://example.com:99999/x",
        "https://" + "a" * 5_000 + ".com/",
    ],
)
def test_everything_else_may_not(url: str | None) -> None:
    assert public_link(url) is None


SERVER = "http://127.0.0.1:8123/v1"


@pytest.mark.parametrize(
    ("url", "server", "may"),
    [
        ("http://127.0.0.1:8123/recordings/a.wav", SERVER, True),
        ("http://127.0.0.1:8124/recordings/a.wav", SERVER, False),
        ("http://127.0.0.1/recordings/a.wav", SERVER, False),
        ("http://localhost:8123/recordings/a.wav", SERVER, False),
        ("http://user@127.0.0.1:8123/a.wav", SERVER, False),
        ("file://127.0.0.1:8123/a.wav", SERVER, False),
        ("http://127.0.0.1:8123/a b.wav", SERVER, False),
        ("https://recordings.dialnexa.com/a.wav", SERVER, True),
        # A server elsewhere has no business with this computer.
        ("http://127.0.0.1:8123/recordings/a.wav", "https://api.dialnexa.com/v1", False),
        ("https://api.dialnexa.com/recordings/a.wav", "https://api.dialnexa.com/v1", True),
        ("http://api.dialnexa.com/recordings/a.wav", "https://api.dialnexa.com/v1", False),
        (None, SERVER, False),
    ],
)
def test_only_a_server_on_this_computer_may_lead_to_it(url: str | None, server: str, may: bool) -> None:
    assert usable_link(url, server) == (url if may else None)


class Bench:
    """A call with a recording, on a real server; `clock` is moved by hand."""

    def __init__(self, api: Api, sandbox: SandboxServer, row: CallLog) -> None:
        self.clock = HandClock()
        self.sandbox = sandbox
        self.row = row
        self.details = CallDetails(api, clock=self.clock)
        self.recordings = Recordings(self.details, api, sandbox.url)

    def asked(self, part: str) -> int:
        """How many requests the server saw whose path has this in it."""
        return sum(part in one.path for one in self.sandbox.control.requests())


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    with SandboxServer(dialler_frozen=True, call_logs=200, limit=10_000) as sandbox:
        clock = SystemClock()
        transport = Transport(sandbox.url, Secret(sandbox.keys[0]))
        governor = QuotaGovernor(clock)
        api = Api(transport, governor, CampaignDialect(), clock, profile_id="p")
        page = await api.call_logs(CallLogQuery(status="completed"))
        row = next(one for one in page.items if one.duration_s)
        yield Bench(api, sandbox, row)
        await governor.aclose()
        await api.aclose()


@pytest.mark.anyio
async def test_the_sound_is_fetched_without_the_key(bench: Bench) -> None:
    told: list[tuple[int, int]] = []
    sound = await bench.recordings.sound(bench.row, lambda done, total: told.append((done, total)))
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getnframes() / file.getframerate() == bench.row.duration_s
    assert told[-1] == (len(sound), len(sound))
    [seen] = [one for one in bench.sandbox.control.requests() if one.path.startswith("/recordings/")]
    assert seen.key == ""


@pytest.mark.anyio
async def test_a_link_is_read_anew_when_it_is_old_and_only_then(bench: Bench) -> None:
    await bench.recordings.link(bench.row)
    bench.clock.advance(FRESH_S - 1)
    await bench.recordings.link(bench.row)
    assert bench.asked("/details") == 1
    bench.clock.advance(2)
    await bench.recordings.link(bench.row)
    await bench.recordings.link(bench.row)
    assert bench.asked("/details") == 2


@pytest.mark.anyio
@pytest.mark.parametrize("status", [403, 404, 410])
async def test_a_link_that_is_refused_is_read_anew_once(bench: Bench, status: int) -> None:
    await bench.details.read(bench.row, Priority.INTERACTIVE)
    bench.sandbox.control.order("status", path="/recordings/*", status=status)
    assert await bench.recordings.sound(bench.row)
    assert (bench.asked("/details"), bench.asked("/recordings/")) == (2, 2)


@pytest.mark.anyio
async def test_a_new_link_that_is_refused_ends_with_a_sentence(bench: Bench) -> None:
    await bench.details.read(bench.row, Priority.INTERACTIVE)
    bench.sandbox.control.order("status", path="/recordings/*", status=403, times=0)
    with pytest.raises(RecordingError, match=r"not accepted \(403\), although it is new"):
        await bench.recordings.sound(bench.row)
    assert (bench.asked("/details"), bench.asked("/recordings/")) == (2, 2)
    bench.clock.advance(FRESH_S + 1)
    with pytest.raises(RecordingError):
        await bench.recordings.sound(bench.row)  # old, so it is read anew; not once more after that
    assert (bench.asked("/details"), bench.asked("/recordings/")) == (3, 3)


@pytest.mark.anyio
async def test_other_answers_are_no_reason_for_a_new_link(bench: Bench) -> None:
    await bench.details.read(bench.row, Priority.INTERACTIVE)
    bench.sandbox.control.order("status", path="/recordings/*", status=503)
    with pytest.raises(RecordingError, match="503"):
        await bench.recordings.sound(bench.row)
    bench.sandbox.control.order("cut", path="/recordings/*")
    with pytest.raises(NetworkError, match=r"could not be fetched from 127\.0\.0\.1"):
        await bench.recordings.sound(bench.row)
    assert bench.asked("/details") == 1


@pytest.mark.anyio
async def test_a_call_without_a_recording_says_so(bench: Bench) -> None:
    bench.sandbox.control.order(
        "wrong_shape",
        path="/call-logs/*/details",
        times=0,
        body='{"id": "log_1", "status": "completed", "transcript": "Agent: hi", "recording_url": null}',
    )
    with pytest.raises(RecordingError, match="no recording"):
        await bench.recordings.sound(bench.row)
    assert bench.asked("/recordings/") == 0


@pytest.mark.anyio
@pytest.mark.parametrize("url", ["http://recordings.dialnexa.com/x.wav", "file:///etc/passwd", "https://10.0.0.8/x"])
async def test_a_link_that_is_not_fit_is_not_used(bench: Bench, url: str) -> None:
    bench.sandbox.control.order(
        "wrong_shape",
        path="/call-logs/*/details",
        body=f'{{"id": "log_1", "status": "completed", "transcript": "Agent: hi", "recording_url": "{url}"}}',
    )
    with pytest.raises(RecordingError, match="not one that is opened from here"):
        await bench.recordings.link(bench.row)
