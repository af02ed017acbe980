from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.processes import module_command, module_environment, run_part

CHECKOUT = Path(__file__).parents[2]


def test_a_part_runs_from_anywhere_and_gets_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIALNEXA_API_KEY", "key-1:secret-2")
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert not {"DIALNEXA_API_KEY", "SSLKEYLOGFILE"} & set(module_environment())
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    done = subprocess.run(
        module_command("app.sandbox", "--help"), cwd=tmp_path, env=module_environment(), capture_output=True, text=True
    )
    assert "dialnexa-sandbox" in done.stdout, done.stderr


def test_a_frozen_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert module_command("app.leads.worker", "x") == [sys.executable, "--run-module", "app.leads.worker", "x"]


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.main", "--run-module", *arguments]
    return subprocess.run(
        command, cwd=CHECKOUT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_program_can_be_its_own_sandbox() -> None:
    done = start("app.sandbox", "--port", "0", "--exit-with-stdin")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["url"].startswith("http://127.0.0.1:")


@pytest.mark.anyio
async def test_the_program_can_be_its_own_reader_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.leads import session

    asked: list[str] = []

    def command(module: str) -> list[str]:
        asked.append(module)
        return [sys.executable, "-m", "ui.main", "--run-module", module]

    monkeypatch.setattr(session, "module_command", command)
    path = tmp_path / "june.csv"
    path.write_text("phone_number\n+919812345678\n")
    opened = await session.LeadSession.open(path)
    assert opened.summary.row_count == 1
    assert asked == ["app.leads.worker"]
    await opened.aclose()


@pytest.mark.parametrize("arguments", [[], ["os"], ["app.cli"], ["app.sandbox.server"], ["/tmp/x.py"]])
def test_nothing_else_can_be_run_that_way(arguments: list[str]) -> None:
    done = start(*arguments)
    assert done.returncode == 2
    assert "is not for" in done.stderr


def test_other_arguments_are_no_part() -> None:
    assert run_part(["--demo"]) is None
