"""What holds for uploads whatever happens: nobody twice, nobody forgotten, and the truth on record.

Crashes at any point, every kind of mishap on the way, rows that are stored late, a disk that fills up, a second
console, other people who add leads, an operator who cancels, closes the window, checks and decides.
`HYPOTHESIS_PROFILE=long` runs 10,000 programs.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.leads.campaign_lock import CampaignLocks
from app.leads.evidence import settle_unknown
from app.leads.known_numbers import LedgerError, read_earlier
from app.leads.ledger import Ledger
from app.leads.parts import go_on, upload_file
from app.leads.series import Series
from app.leads.uploading import upload
from tests.app.leads.programs import Step, live
from tests.app.leads.simulated import KINDS, LATEST_S, Core, Mishap

EXAMPLES = 10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 300
REAL = Core(upload, upload_file, go_on, Series, settle_unknown, Ledger, CampaignLocks, read_earlier, LedgerError)
# Where files cost nothing, if there is such a place.
MEMORY = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None

# What is answered in time is stored before the answer.
_IN_TIME = ("accepted", "accepted, one is known", "accepted after a pause", "odd counts", "refused for its rows")


@st.composite
def mishaps(draw: st.DrawFn) -> Mishap:
    kind = draw(st.sampled_from(list(KINDS)))
    late_s = 0.0 if kind in _IN_TIME else draw(st.sampled_from([0.0, 0.0, 4.0, 9.0, LATEST_S]))
    return Mishap(kind, draw(st.sampled_from(KINDS[kind])), late_s, draw(st.sampled_from([0.0, 0.0, 3.0, 700.0])))


def rarely(strategy: st.SearchStrategy[int] | st.SearchStrategy[float]) -> st.SearchStrategy[int | float | None]:
    return st.one_of(st.none(), st.none(), st.none(), strategy)


seconds = st.sampled_from([0.0, 0.05, 0.15, 0.25, 0.35, 1.0, 3.1, 6.0, 12.0, 61.0])
steps = st.builds(
    Step,
    console=st.sampled_from([0, 0, 1]),
    first=st.integers(0, 6),
    count=st.integers(1, 5),
    part_rows=st.sampled_from([1_000, 1_000, 1, 2]),
    mishap=mishaps(),
    mishap_part=st.sampled_from([0, 0, 0, 1, 2]),
    blind=st.one_of(st.just(()), st.just(()), st.lists(st.booleans(), max_size=4).map(tuple)),
    killed_at=rarely(st.integers(0, 24)),
    killed_after=rarely(st.integers(0, 8)),
    cancel_s=rarely(seconds),
    close_s=rarely(seconds),
    full_at=rarely(st.integers(0, 4)),
    strangers=st.one_of(
        st.just(()), st.just(()), st.lists(st.tuples(seconds, st.integers(10, 20)), max_size=2).map(tuple)
    ),
    then=st.sampled_from(["leave", "check", "tell", "aside", "both", "go on"]),
    beside_s=rarely(seconds),
    pause_s=st.sampled_from([0.0, 0.0, 20.0, 70.0]),
)
programs = st.lists(steps, min_size=1, max_size=5)


LOST, LATE = Mishap("no answer", "none"), Mishap("no answer", "all", LATEST_S)
HANGS = Mishap("never an answer", "all", LATEST_S)
POINTS = range(6, 22)  # from the first write to the last look
# Each found a fault, in the protocol or in one of its mutants.
TELLING: list[list[Step]] = [
    [Step(mishap=LATE)],
    [Step(mishap=LATE._replace(turn_s=700.0))],
    [Step(mishap=Mishap("refused for its rows", "all"), blind=(False, True))],
    [Step(mishap=Mishap("no answer", "all"), close_s=0.35, then="both")],
    [Step(mishap=Mishap("no answer", "all"), close_s=0.35)],
    [Step(mishap=Mishap("no answer", "some"), then="aside"), Step()],
    [Step(mishap=HANGS._replace(late_s=0.0), close_s=1.0), Step()],
    [Step(mishap=HANGS._replace(late_s=0.0), cancel_s=1.0)],
    [Step(mishap=HANGS, beside_s=1.0), Step(first=6)],
    [Step(mishap=LOST, strangers=((3.0, 10),)), Step(first=6)],
    [Step(console=1, beside_s=0.0), Step(mishap=LOST)],
    *([Step(mishap=HANGS, count=1, cancel_s=0.05 * tick)] for tick in range(2, 6)),
    *([Step(full_at=point), Step(first=6)] for point in range(5)),
    *([Step(mishap=Mishap("no answer", "some"), full_at=point), Step()] for point in range(5)),
    *([Step(mishap=Mishap(kind, stores))] for kind, several in KINDS.items() for stores in several),
    *([Step(mishap=Mishap(kind, several[-1]), count=1)] for kind, several in KINDS.items()),
    *([Step(mishap=HANGS._replace(turn_s=700.0), killed_at=point), Step(first=8, then="check")] for point in POINTS),
    *([Step(mishap=Mishap("refused for its rows", "all"), killed_at=point), Step(first=8)] for point in POINTS),
    # In parts.
    *([Step(count=5, part_rows=2, mishap=LOST, mishap_part=part)] for part in range(3)),
    *([Step(count=5, part_rows=2, mishap=LATE, mishap_part=part), Step(first=6)] for part in range(3)),
    *([Step(count=3, part_rows=1, killed_at=point), Step(first=6, then="go on")] for point in range(6, 60, 2)),
    *([Step(count=3, part_rows=1, full_at=point), Step(first=6, then="go on")] for point in range(16)),
    [Step(count=5, part_rows=2, mishap=LOST, beside_s=3.0), Step(first=1)],
    [Step(count=5, part_rows=2, mishap=Mishap("no answer", "some"), mishap_part=1, then="aside"), Step(then="go on")],
    # Another console sends right after one was killed; one looks after another has sent.
    *([Step(console=1, mishap=HANGS, killed_at=point), Step(first=6), Step(mishap=LOST)] for point in POINTS),
    *(
        [
            Step(mishap=LOST, killed_at=point),
            Step(console=1, pause_s=70.0),
            Step(console=1),
            Step(first=8, count=1, then="check"),
        ]
        for point in POINTS
    ),
    *([Step(mishap=LOST, killed_at=point), Step(first=2, count=4, then="tell")] for point in POINTS),
]


@pytest.fixture(scope="module")
def folders() -> Iterator[Iterator[Path]]:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield (Path(folder) / str(number) for number in itertools.count())


@pytest.mark.parametrize("tells_total", [True, False])
def test_what_has_gone_wrong_once(folders: Iterator[Path], tells_total: bool) -> None:
    for program in TELLING:
        live(REAL, next(folders), program, tells_total=tells_total)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(program=programs, tells_total=st.sampled_from([True, True, True, False]))
def test_nobody_twice_nobody_forgotten_and_the_truth_on_record(
    folders: Iterator[Path], program: list[Step], tells_total: bool
) -> None:
    live(REAL, next(folders), program, tells_total=tells_total)
