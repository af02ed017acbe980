"""The uploading process is killed, over a real socket: nobody twice, nobody lost without a question.

60 trials; `python -m tests.app.leads.kill_harness --check` does more than a thousand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.leads.kill_harness import FAULTS, POINTS, some_trials
from tests.end_to_end.sandbox import CHECKOUT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and SIGKILL")


def test_a_killed_upload_ends_once_or_in_a_question_and_a_naive_one_does_not(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.app.leads.kill_harness",
        "--trials",
        "60",
        "--naive-trials",
        "30",
        "--check",
    ]
    done = subprocess.run(
        [*command, "--json", str(tmp_path / "figures.json")], cwd=CHECKOUT, capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads((tmp_path / "figures.json").read_text())
    ours, naive = figures["ours"], figures["naive"]
    assert ours["trials"] == 60
    assert ours["killed"] > 30
    assert (ours["people_twice"], ours["people_lost_silently"], ours["problems"]) == (0, 0, 0)
    # The same harness finds what is wrong with a client that tries again.
    assert naive["trials_with_duplicates"] > 0


def test_every_point_and_every_fault_is_among_the_trials() -> None:
    trials = some_trials(60, is_naive=False)
    assert {trial.fault for trial in trials} == FAULTS.keys()
    assert {trial.point for trial in trials} >= set(POINTS)
