"""Lead files, parsed for real."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.sandbox.server import SandboxServer
from tests.app.sandbox import workbooks
from tests.app.sandbox.conftest import Opener, campaign_in, new_campaign

ROWS: list[list[str | float]] = [
    ["phone_number", "name", "loan_amount"],
    ["+919876500001", "आरव", 250000.0],
    ["9876500002", "Ishita, K", 12.5],
    ["", "Nobody", 1.0],
    [9876500003.0, "Rohan", 3.0],
]
CSV = """phone_number,name,loan_amount
+919876500001,आरव,250000
9876500002,"Ishita, K",12.5
,Nobody,1

9876500003,Rohan,3
"""


def send(api: httpx.Client, campaign: dict[str, Any], data: bytes | str, name: str = "leads.csv") -> httpx.Response:
    content = data.encode() if isinstance(data, str) else data
    return api.post(f"/campaigns-leads/upload-file/{campaign['id']}", files={"file": (name, content, "text/csv")})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leads.csv", CSV.encode()),
        ("LEADS.CSV", b"\xef\xbb\xbf" + CSV.encode()),
        ("leads.xlsx", workbooks.xlsx(ROWS)),
        ("leads.xls", workbooks.xls(ROWS)),
    ],
)
def test_a_file_is_stored(sandbox: SandboxServer, api: httpx.Client, name: str, data: bytes) -> None:
    campaign = campaign_in(api, "paused")
    answer = send(api, campaign, data, name)
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert set(body) == {"campaign_id", "leads_created", "leads_skipped", "message"}
    assert (body["campaign_id"], body["leads_created"], body["leads_skipped"]) == (campaign["id"], 3, 1)
    state = sandbox.control.state(campaign["id"])
    assert [(lead["phone_number"], lead["name"], lead["variables"]) for lead in state["leads"]] == [
        ("+919876500001", "आरव", {"name": "आरव", "loan_amount": "250000"}),
        ("+919876500002", "Ishita, K", {"name": "Ishita, K", "loan_amount": "12.5"}),
        ("+919876500003", "Rohan", {"name": "Rohan", "loan_amount": "3"}),
    ]
    after = api.get(f"/campaigns/{campaign['id']}").json()
    assert after["total_leads"] == campaign["total_leads"] + 3
    assert after["pending_calls"] == campaign["pending_calls"] + 3
    (upload,) = state["uploads"]
    assert (upload["file_name"], upload["size_bytes"], upload["created"], upload["skipped"]) == (name, len(data), 3, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leads.txt", CSV),
        ("leads", CSV),
        ("leads.csv", ""),
        ("leads.csv", "name,city\nA,Pune\n"),
        ("leads.csv", "Phone_Number\n9876500001\n"),
        ("leads.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("leads.csv", "phone_number\n9876500001\n".encode("utf-16")),
        ("leads.xlsx", CSV),
        ("leads.xls", b"\xd0\xcf\x11\xe0 broken"),
        ("leads.csv", "phone_number," + ",".join(f"v{place}" for place in range(16)) + "\n9876500001\n"),
    ],
)
def test_a_file_that_breaks_the_rules_is_400(
    sandbox: SandboxServer, api: httpx.Client, name: str, data: bytes | str
) -> None:
    campaign = new_campaign(api)
    answer = send(api, campaign, data, name)
    assert answer.status_code == 400
    assert set(answer.json()) == {"statusCode", "message", "error"}
    assert sandbox.control.state(campaign["id"])["leads"] == []


def test_fifteen_further_columns_are_fine(api: httpx.Client) -> None:
    header = ",".join(["phone_number", *(f"v{place}" for place in range(15))])
    assert send(api, new_campaign(api), f"{header}\n9876500001\n").status_code == 201


def test_failing_rows_are_grouped_and_nothing_is_stored(sandbox: SandboxServer, api: httpx.Client) -> None:
    campaign = new_campaign(api)
    numbers = ["+919876500001", "12", "+447400123456", "", "+912065550143", "98765x0001", "+971501234567"]
    answer = send(api, campaign, "\n".join(["name,phone_number", *(f"A,{number}" for number in numbers)]))
    assert answer.status_code == 400
    body = answer.json()
    assert body["errors"] == [
        {
            "failed_parsing_reason": "Invalid phone number",
            "count": 2,
            "rows": [{"position": 3, "phone_number": "12"}, {"position": 7, "phone_number": "98765x0001"}],
        },
        {
            "failed_parsing_reason": "Unsupported destination country",
            "count": 1,
            "rows": [{"position": 4, "phone_number": "+447400123456"}],
        },
        {
            "failed_parsing_reason": "Unsupported prefix",
            "count": 1,
            "rows": [{"position": 6, "phone_number": "+912065550143"}],
        },
    ]
    assert body["message"] == "4 rows failed validation, no lead was created"
    state = sandbox.control.state(campaign["id"])
    assert (state["leads"], state["uploads"], state["campaigns"][0]["total_leads"]) == ([], [], 0)


@pytest.mark.parametrize(
    ("caller", "number", "stored"),
    [
        ("+918047182260", "09876500001", "+919876500001"),
        ("+918047182260", "+91 98765-00001", "+919876500001"),
        ("+918047182260", "919876500001", "+919876500001"),
        ("+14155550142", "2025550143", "+12025550143"),
        ("+914071189950", "+447400123456", "+447400123456"),  # SIP routes skip the check of the destination
        ("+914071189950", "123", None),
        ("+14155550142", "9876500001", None),
    ],
)
def test_numbers_are_read_with_the_caller_numbers_country(
    sandbox: SandboxServer, api: httpx.Client, caller: str, number: str, stored: str | None
) -> None:
    campaign = new_campaign(api, from_phone_number=caller)
    answer = send(api, campaign, f"phone_number\n{number}\n")
    found = [lead["phone_number"] for lead in sandbox.control.state(campaign["id"])["leads"]]
    assert (answer.status_code, found) == ((201, [stored]) if stored else (400, []))


@pytest.mark.parametrize(
    ("policy", "status", "created", "skipped"), [("accept", 201, 3, 0), ("skip", 201, 1, 2), ("reject", 400, 0, 0)]
)
def test_duplicates(opened: Opener, policy: str, status: int, created: int, skipped: int) -> None:
    sandbox, api = opened(duplicates=policy)
    campaign = new_campaign(api)
    assert send(api, campaign, "phone_number\n9876500001\n").status_code == 201
    answer = send(api, campaign, "phone_number\n9876500001\n9876500002\n+919876500002\n")
    assert answer.status_code == status
    body = answer.json()
    assert (body.get("leads_created", 0), body.get("leads_skipped", 0)) == (created, skipped)
    assert sandbox.control.campaign(campaign["id"])["total_leads"] == 1 + created


@pytest.mark.parametrize("state", ["completed", "cancelled"])
def test_a_finished_campaign_is_409(api: httpx.Client, state: str) -> None:
    assert send(api, campaign_in(api, state), CSV).status_code == 409


def test_an_unknown_campaign_is_404(api: httpx.Client) -> None:
    assert send(api, {"id": "cmp_none"}, CSV).status_code == 404


def test_a_body_without_the_part_is_400(api: httpx.Client) -> None:
    path = f"/campaigns-leads/upload-file/{new_campaign(api)['id']}"
    assert api.post(path, files={"other": ("a.csv", b"phone_number\n")}).status_code == 400
    assert api.post(path, data={"file": "phone_number"}).status_code == 400
    assert api.post(path, json={}).status_code == 400


def test_ten_megabytes_and_no_more(sandbox: SandboxServer, api: httpx.Client) -> None:
    campaign = new_campaign(api)
    row = "9876500001," + "x" * 1000 + "\n"
    head = "phone_number,note\n"
    limit = 10 * 1024 * 1024
    fits = head + row * ((limit - len(head)) // len(row))
    answer = send(api, campaign, fits)
    assert (answer.status_code, answer.json()["leads_created"]) == (201, fits.count("\n") - 1)
    for size in (limit + 1, limit + 200_000, 3 * limit):
        large = send(api, campaign, fits.ljust(size, "x"))
        assert large.status_code == 413, size
        assert large.json()["error"] in ("Request Entity Too Large", "Content Too Large")
    assert len(sandbox.control.state(campaign["id"])["uploads"]) == 1
    assert api.get("/agents2").status_code == 200  # the connection survived
