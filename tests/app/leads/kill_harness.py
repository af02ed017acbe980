"""Kills the uploading process at every point, under every fault, and counts who is in the campaign afterwards.

`python -m tests.app.leads.kill_harness [--trials N] [--workers N] [--json FILE] [--check]`. Without `--trials`, every
point with every fault and random moments: more than 1,000 trials.

Owns: the trials, the operator's part in them, the verdicts, the table. Leaves to others: the process that is killed
(`killed_console.py`), the baseline (`naive_client.py`), the server and its faults (`app/sandbox`, as a process of its
own, over a real socket).

A trial: a campaign, one fault for its first upload, one upload in a process that is killed with SIGKILL at a point or
at a random moment. Then the operator starts the console again, has it look at what is open (some looks are killed too),
sends again what the record says is not there, and so on until nothing is left to do. Then the server is asked who is
there how often. Whoever is missing must be in a question that is still open; nobody may be there twice. The naive
client, where it was killed, is started again, as it has said nothing; once it says that it failed, that counts as told.

Processes are forked from one that has loaded everything, so that a thousand of them take minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from app.api import campaign_dialect
from app.clock import SystemClock
from app.leads.ledger import FILE_NAME, Ledger
from app.leads.records import UploadRecord, UploadState
from tests.app.leads import killed_console, naive_client
from tests.app.leads.killed_console import POINTS, POINTS_OF_A_LOOK, Job
from tests.end_to_end.sandbox import Sandbox

ROWS = 20
PART_ROWS = 8
ROUNDS = 8  # of starting the console again
LIMIT_S = 60.0  # for one process
UPLOAD_LIMIT_S = 1.2
LATE_S = 0.4
RANDOM_KILLS = 200
_LINE = (
    "cut_head_fin", "cut_head_rst", "cut_request_fin", "cut_request_rst", "stall_request", "lost_answer_fin",
    "lost_answer_rst", "black_hole", "cut_status_line", "cut_headers", "cut_body_fin", "cut_body_rst", "stall_body",
    "drip", "garbage", "http09", "huge_header", "cut_chunk", "two_lengths", "early_401_fin", "early_401_rst",
    "early_503",
)  # fmt: skip
# name: the order. Left out is "twice", a box on the way that sends the request once more: nothing that a client does
# can help there, and it is told (the counter differs from the answer).
FAULTS: dict[str, dict[str, Any] | None] = {
    "none": None,
    "nobody listens": None,
    "slow": {"kind": "delay", "late_s": LATE_S},
    "stored late, no answer": {"kind": "drop_after", "delay_s": LATE_S},
    **{kind: {"kind": kind} for kind in ("drop_early", "drop_before", "drop_after", "cut", "hang", "hang_after")},
    **{kind: {"kind": kind} for kind in ("unauthorized", "wrong_shape", "bad_json", "no_headers", "html")},
    "500": {"kind": "status", "status": 500},
    "503": {"kind": "status", "status": 503},
    "502, stored": {"kind": "status_after", "status": 502},
    "400, stored": {"kind": "status_after", "status": 400},
    "page, 413": {"kind": "html", "status": 413},
    "429": {"kind": "rate_limit", "retry_after_s": 0.1},
    **{kind: {"kind": kind} for kind in _LINE},
}


class Trial(NamedTuple):
    """`point` is where it is killed, "" for nowhere, or seconds after its start; `look_point` the same of the look.

    With `part_rows` the file is sent in several uploads; the fault meets the one after so many as `part` says.
    """

    number: int
    fault: str
    point: str | float
    look_point: str
    is_naive: bool
    part_rows: int = 1_000
    part: int = 0


class Verdict(NamedTuple):
    """What came of a trial. `twice` and `missing` count people; `asked`: there is still an open question about them."""

    trial: Trial
    was_killed: bool
    twice: int
    missing: int
    asked: bool
    rounds: int
    problem: str = ""


def all_trials(is_naive: bool) -> list[Trial]:
    """Every point with every fault, then random moments. The naive client has no points of its own but moments."""
    chance = random.Random(7)
    found: list[Trial] = []

    def add(fault: str, point: str | float) -> None:
        look_point = chance.choice(POINTS_OF_A_LOOK) if chance.random() < 0.4 else ""
        part_rows, part = (1_000, 0) if is_naive or chance.random() < 0.5 else (PART_ROWS, chance.randrange(3))
        found.append(Trial(len(found), fault, point, look_point, is_naive, part_rows, part))

    for fault in FAULTS:
        for point in ("", *POINTS):
            add(fault, chance.uniform(0.0, 0.1) if is_naive and point else point)
    for _ in range(RANDOM_KILLS):
        add(chance.choice(list(FAULTS)), chance.uniform(0.0, 0.25) if chance.random() < 0.7 else chance.uniform(0, 4))
    return found


def some_trials(count: int, is_naive: bool) -> list[Trial]:
    """So many of them, every fault and every point at least once where there are enough, and some random moments."""
    everything = all_trials(is_naive)
    if count >= len(everything):
        return everything
    grid, moments = everything[:-RANDOM_KILLS], everything[-RANDOM_KILLS:]
    width = len(POINTS) + 1
    # A diagonal walk goes through all faults and all points.
    steps = max(len(FAULTS), width)
    walk = [grid[step % len(FAULTS) * width + step % width] for step in range(steps)]
    chance = random.Random(11)
    others = [trial for trial in grid if trial not in set(walk)]
    rest = max(0, count - len(walk))
    moment_count = min(rest // 2, len(moments))
    return [*walk[:count], *chance.sample(moments, moment_count), *chance.sample(others, rest - moment_count)]


class Harness:
    """Runs trials against one sandbox."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self._sandbox = sandbox
        self._folder = folder
        seeded = sandbox.api("/campaigns?limit=1")["data"][0]
        self._body = {"agent_id": seeded["agent_id"], "from_phone_number": seeded["from_phone_number"]}

    def run(self, trial: Trial) -> Verdict:
        """One trial, from a new campaign to the verdict."""
        campaign_id = self._sandbox.api("/campaigns", {"name": f"Trial {trial.number}", **self._body})["id"]
        order = FAULTS[trial.fault]
        if order is not None:
            path = f"/campaigns-leads/upload-file/{campaign_id}"
            self._sandbox.control("faults", {**order, "path": path, "skip": trial.part})
        folder = self._folder / f"{'naive' if trial.is_naive else 'ours'}-{trial.number}"
        folder.mkdir()
        numbers = tuple(f"+9198{trial.number:06d}{index:02d}" for index in range(ROWS))
        job = Job(
            self._sandbox.url, self._sandbox.key, folder, campaign_id, numbers, part_rows=trial.part_rows
        )  # fmt: skip
        try:
            if trial.is_naive:
                was_killed, asked, rounds = self._naive(trial, job)
            else:
                was_killed, asked, rounds = self._ours(trial, job)
            problem = ""
        except Exception:
            was_killed, asked, rounds, problem = False, False, 0, traceback.format_exc()
        time.sleep(LATE_S if "late" in trial.fault else 0.0)
        leads = self._sandbox.control(f"state?campaign_id={campaign_id}")["leads"]
        there = Counter(lead["phone_number"] for lead in leads)
        twice = sum(count - 1 for count in there.values())
        missing = sum(number not in there for number in numbers)
        if not trial.is_naive and not problem:
            problem = self._is_untrue(job, there)
        return Verdict(trial, was_killed, twice, missing, asked, rounds, problem)

    def _ours(self, trial: Trial, job: Job) -> tuple[bool, bool, int]:
        first = job._replace(nobody_listens=trial.fault == "nobody listens")
        if isinstance(trial.point, str):
            was_killed = _in_a_process(lambda: killed_console.run(first._replace(point=trial.point)))
        else:
            was_killed = _in_a_process(lambda: killed_console.run(first), trial.point)
        look_point = trial.look_point
        for number in range(1, ROUNDS + 1):
            look = job._replace(is_look=True, point=look_point)
            _in_a_process(functools.partial(killed_console.run, look))
            was_look_killed, look_point = bool(look_point), ""
            if was_look_killed:
                continue
            records = _records(job)
            if any(record.state is UploadState.UNKNOWN for record in records):
                continue
            if sum(record.rows for record in records if record.state is UploadState.CONFIRMED) == ROWS:
                return was_killed, False, number
            _in_a_process(lambda: killed_console.run(job))
        return was_killed, True, ROUNDS

    def _naive(self, trial: Trial, job: Job) -> tuple[bool, bool, int]:
        report = job.folder / "report.json"
        url = "http://127.0.0.1:9/v1" if trial.fault == "nobody listens" else job.url

        def send(url: str) -> None:
            naive_client.send(url, job.key, job.campaign_id, job.numbers, UPLOAD_LIMIT_S, report)

        moment = trial.point if isinstance(trial.point, float) else None
        was_killed = _in_a_process(lambda: send(url), moment)
        if was_killed:
            _in_a_process(lambda: send(job.url))  # it has said nothing, so it is started again
        told = report.exists() and not json.loads(report.read_text())["done"]
        return was_killed, told, 1

    def _is_untrue(self, job: Job, there: Counter[str]) -> str:
        """What of the record is not so."""
        for record in _records(job):
            numbers = asyncio.run(Ledger(job.folder / "data" / FILE_NAME, SystemClock()).numbers(record.id))
            if record.state is UploadState.CONFIRMED and any(not there[number] for number in numbers):
                return "on record as there, and not there"
            if record.state is UploadState.INFLIGHT:
                return "on record as under way, and nothing is"
            if record.state is UploadState.UNKNOWN and record.total_before != PART_ROWS * record.part:
                return f"the question is asked with wrong numbers: {record.total_before}"
        return ""


def _records(job: Job) -> list[UploadRecord]:
    path = job.folder / "data" / FILE_NAME
    if not path.exists():
        return []
    return asyncio.run(Ledger(path, SystemClock()).uploads())


def _in_a_process(work: Callable[[], None], kill_after_s: float | None = None) -> bool:
    """Run `work` in a fork; whether it was killed."""
    pid = os.fork()
    if pid == 0:
        code = 0
        try:
            campaign_dialect.UPLOAD_TIMEOUT_S = UPLOAD_LIMIT_S / killed_console.PATIENCE
            work()
        except BaseException:
            traceback.print_exc()
            code = 1
        os._exit(code)
    deadline = time.monotonic() + LIMIT_S
    kill_at = None if kill_after_s is None else time.monotonic() + kill_after_s
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
        now = time.monotonic()
        if kill_at is not None and now >= kill_at:
            os.kill(pid, signal.SIGKILL)
            kill_at = None
        if now > deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise AssertionError(f"still running after {LIMIT_S:g} s")
        time.sleep(0.002)
    was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if not was_killed and os.waitstatus_to_exitcode(status) != 0:
        raise AssertionError("the process ended with an error, see above")
    return was_killed


@contextlib.contextmanager
def _harness() -> Iterator[Harness]:
    options = ("--no-dialler", "--limit", "1000000", "--call-logs", "0")
    with Sandbox(*options) as sandbox, tempfile.TemporaryDirectory(prefix="dialnexa-kills-") as folder:
        yield Harness(sandbox, Path(folder))


def run_all(trials: list[Trial], workers: int) -> list[Verdict]:
    """Run them, some at a time."""
    fork = multiprocessing.get_context("fork")  # the harness goes along
    with _harness() as harness, fork.Pool(workers, _take_along, (harness,)) as pool:
        return pool.map(_run_one, trials, chunksize=1)


_taken_along: list[Harness] = []


def _take_along(harness: Harness) -> None:
    _taken_along.append(harness)


def _run_one(trial: Trial) -> Verdict:
    return _taken_along[0].run(trial)


def summary(verdicts: list[Verdict]) -> dict[str, int]:
    """The figures of one client."""
    return {
        "trials": len(verdicts),
        "killed": sum(verdict.was_killed for verdict in verdicts),
        "trials_with_duplicates": sum(verdict.twice > 0 for verdict in verdicts),
        "people_twice": sum(verdict.twice for verdict in verdicts),
        "trials_with_silent_losses": sum(verdict.missing > 0 and not verdict.asked for verdict in verdicts),
        "people_lost_silently": sum(verdict.missing for verdict in verdicts if not verdict.asked),
        "left_open_or_reported_as_failed": sum(verdict.asked for verdict in verdicts),
        "problems": sum(bool(verdict.problem) for verdict in verdicts),
    }


def points_missed(verdicts: list[Verdict]) -> list[str]:
    """The points at which nothing was killed."""
    hit = {one.trial.point for one in verdicts if one.was_killed}
    return [point for point in POINTS if point not in hit]


def failures(verdicts: list[Verdict]) -> list[Verdict]:
    """Those of ours that must not be."""
    return [one for one in verdicts if one.twice or one.problem or (one.missing and not one.asked)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.app.leads.kill_harness", description=__doc__)
    parser.add_argument("--trials", type=int, default=1_000_000, help="how many; all of them without it")
    parser.add_argument("--naive-trials", type=int, default=None, help="of the baseline; as many without it")
    parser.add_argument("--workers", type=int, default=6)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument(
        "--check", action="store_true", help="end with 1 where somebody is there twice or lost silently"
    )
    given = parser.parse_args()
    began = time.monotonic()
    naive_count = given.trials if given.naive_trials is None else given.naive_trials
    ours = run_all(some_trials(given.trials, is_naive=False), given.workers)
    naive = run_all(some_trials(naive_count, is_naive=True), given.workers) if naive_count else []
    figures = {"ours": summary(ours), "naive": summary(naive)}
    print("| | ours | three tries on any error |\n|---|---|---|")
    for name, value in figures["ours"].items():
        print(f"| {name.replace('_', ' ')} | {value:,} | {figures['naive'][name]:,} |")
    for verdict in failures(ours)[:20]:
        print(f"FAILED: {verdict}")
    if missed := points_missed(ours):
        print(f"Never killed at: {', '.join(missed)}")
    print(f"{time.monotonic() - began:.0f} s")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1))
    return 1 if given.check and failures(ours) else 0


if __name__ == "__main__":
    sys.exit(main())
