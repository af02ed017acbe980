"""The client that most people would write: an upload is tried three times on any error.

The baseline of `kill_harness.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import httpx

TRIES = 3


def send(url: str, key: str, campaign_id: str, numbers: tuple[str, ...], limit_s: float, report: Path) -> None:
    """Upload the rows, and write to `report` whether that worked. A client that is killed writes nothing."""
    content = "phone_number,name\r\n" + "".join(f"{number},n{index}\r\n" for index, number in enumerate(numbers))
    files = {"file": ("june.csv", content.encode(), "text/csv")}
    address = f"{url}/campaigns-leads/upload-file/{campaign_id}"
    with httpx.Client(headers={"Authorization": f"Bearer {key}"}, timeout=limit_s, trust_env=False) as client:
        for _ in range(TRIES):
            try:
                client.post(address, files=files).raise_for_status()
            except httpx.HTTPError:
                continue
            report.write_text(json.dumps({"done": True}))
            return
    report.write_text(json.dumps({"done": False}))
