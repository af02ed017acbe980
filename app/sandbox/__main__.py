"""`dialnexa-sandbox`, also `python -m app.sandbox`: the sandbox alone.

Owns: the command line, the one line of JSON that says where it listens, the end by signal or by the end of stdin.
Leaves to others: the server (`server.py`).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.sandbox.faults import KINDS
from app.sandbox.hostile import KINDS as HOSTILE
from app.sandbox.options import DEMO_KEY, DUPLICATES, RESET_STYLES, SPELLINGS, STATUS_FORMS, OptionError, Options
from app.sandbox.server import Sandbox, base_url, serve

KEYS_VARIABLE = "DIALNEXA_SANDBOX_KEYS"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until told to stop; 0, or 2 with a sentence on stderr when an option makes no sense."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.chaos == "list":
        width = max(map(len, KINDS))
        print("\n".join(f"{name:{width}}  {text}" for name, text in KINDS.items()))
        return 0
    if given.dialect != "campaign":
        parser.error(f"the {given.dialect} dialect is not built yet; only campaign is")
    try:
        asyncio.run(_run(_options(given), exit_with_stdin=given.exit_with_stdin))
    except (OptionError, OSError) as problem:
        print(f"dialnexa-sandbox: {problem}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dialnexa-sandbox", description="A look-alike of the DialNexa API on this machine. It calls nobody."
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="a loopback address")
    add("--port", type=int, default=0, help="0 lets the system choose")
    add("--dialect", choices=("campaign", "batch", "both"), default="campaign")
    add("--limit", type=int, default=60, help="requests a key may send in one window")
    add("--window", type=float, default=60, metavar="SECONDS")
    add("--reset-style", choices=RESET_STYLES, default="unix", help="what X-RateLimit-Reset holds")
    add("--no-retry-after", action="store_true", help="429 without Retry-After")
    add("--bare-429", action="store_true", help="429 without X-RateLimit headers")
    add("--spelling", choices=SPELLINGS, default="sample", help="whose field names of the documentation")
    add("--lean", action="store_true", help="leave out what the documentation's example leaves out")
    add("--status-form", choices=STATUS_FORMS, default="both", help="how a campaign's status can be changed")
    add("--status-refusal", type=int, choices=(404, 405), default=404, help="answer of the status route when off")
    add("--duplicates", choices=DUPLICATES, default="accept", help="uploaded numbers the campaign already has")
    add("--name-leads", action="store_true", help="answers to uploads name the ids of their leads")
    add("--seed", type=int, default=7, help="of all invented data")
    add("--now", type=float, metavar="UNIX", help="when the data starts, for the same data every time")
    add("--call-logs", type=int, default=5000, metavar="N")
    add("--speed", type=float, default=1.0, help="how much faster than life the dialler works")
    add("--start-paused-dialler", "--no-dialler", action="store_true", dest="frozen", help="nobody is dialled yet")
    add("--latency", type=float, default=0, metavar="MS", help="added to every answer")
    add(
        "--key",
        action="append",
        default=[],
        metavar="KEY",
        help=f"accepted key; visible to others, see {KEYS_VARIABLE}",
    )
    add("--key-file", type=Path, metavar="FILE", help="accepted keys, one a line")
    add(
        "--hostile",
        nargs="?",
        const="mixed",
        default="",
        choices=HOSTILE,
        metavar="KIND",
        help=f"fill every field of every answer with one of {', '.join(HOSTILE)}",
    )
    add(
        "--chaos",
        metavar="PLAN",
        help="faults from the start: a file with a list of orders in JSON, or that list itself; "
        "'list' shows what can be ordered",
    )
    add("--exit-with-stdin", action="store_true", help="end when stdin does")
    parser.epilog = (
        f"Without keys, {DEMO_KEY} is accepted. Keys are also read from {KEYS_VARIABLE}, separated by commas. "
        "A key may be followed by a blank and permissions: 'id:secret calls:read+agents:read'."
    )
    return parser


def _options(given: argparse.Namespace) -> Options:
    keys = [*given.key, *(one for one in os.environ.get(KEYS_VARIABLE, "").split(",") if one.strip())]
    if given.key_file is not None:
        keys += [line for line in given.key_file.read_text("utf-8").splitlines() if line.strip()]
    options = Options(
        host=given.host,
        port=given.port,
        keys=keys,
        limit=given.limit,
        window_s=given.window,
        reset_style=given.reset_style,
        retry_after=not given.no_retry_after,
        bare_429=given.bare_429,
        spelling=given.spelling,
        lean=given.lean,
        status_form=given.status_form,
        status_refusal=given.status_refusal,
        duplicates=given.duplicates,
        name_leads=given.name_leads,
        latency_ms=given.latency,
        seed=given.seed,
        now=given.now,
        speed=given.speed,
        call_logs=given.call_logs,
        dialler_frozen=given.frozen,
        hostile=given.hostile,
        chaos=_orders(given.chaos) if given.chaos else [],
    )
    options.check()
    return options


def _orders(plan: str) -> list[dict[str, Any]]:
    """The orders of a plan: a JSON list or one order, inline or in the file that is named."""
    text = plan if plan.lstrip()[:1] in ("[", "{") else Path(plan).read_text("utf-8")
    try:
        orders = json.loads(text)
    except ValueError as problem:
        raise OptionError(f"chaos: no JSON ({problem})") from problem
    return orders if isinstance(orders, list) else [orders]


async def _run(options: Options, *, exit_with_stdin: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    if exit_with_stdin:
        _watch_stdin(lambda: loop.call_soon_threadsafe(stop.set))

    def ready(sandbox: Sandbox, port: int) -> None:
        where = {"port": port, "url": base_url(options.host, port), "keys": sandbox.workspace.keys.tokens}
        print(json.dumps({**where, "pid": os.getpid()}), flush=True)

    await serve(options, ready, stop)


def _watch_stdin(ended: Callable[[], object]) -> None:
    def watch() -> None:
        # Not sys.stdin: its lock would be held while the interpreter shuts down.
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                continue
        with contextlib.suppress(RuntimeError):
            ended()

    threading.Thread(target=watch, name="stdin", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
