"""The command line.

Owns: the arguments and their meaning. Leaves to others: acting on them (`ui/main.py`).
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Sequence
from typing import NamedTuple

from app.errors import AppError

VERSION = "0.1.0"
HELP_WIDTH = 100


class Arguments(NamedTuple):
    """What was asked for on the command line."""

    demo: bool = False
    profile: str | None = None
    base_url: str | None = None
    data_dir: str | None = None
    screenshots: str | None = None
    diagnose: bool = False
    files: tuple[str, ...] = ()


def parse(argv: Sequence[str]) -> Arguments:
    """Read the arguments; exits with 2 and a sentence where they make no sense (`argparse`)."""
    parser = argparse.ArgumentParser(
        prog="dialnexa-console",
        # Asked for the terminal's width, argparse loads shutil and three compressors: 4 ms of the start.
        formatter_class=functools.partial(argparse.HelpFormatter, width=HELP_WIDTH),
        description="Desktop admin console for outbound voice campaigns on DialNexa.",
        epilog="DIALNEXA_API_KEY and DIALNEXA_BASE_URL, where set, are used for this run only and never stored.",
    )
    parser.add_argument("--demo", action="store_true", help="open on the built-in sandbox; no real call is made")
    parser.add_argument("--profile", metavar="NAME", help="open the profile of this name")
    parser.add_argument("--base-url", metavar="URL", help="server address for this run (https, or http on loopback)")
    parser.add_argument("--data-dir", metavar="DIR", help="keep profiles and local data in this folder")
    parser.add_argument(
        "--screenshots", metavar="DIR", help="with --demo: write pictures of every tab and state, then exit"
    )
    parser.add_argument("--diagnose", action="store_true", help="print versions and folders, never a secret, and exit")
    parser.add_argument("--version", action="version", version=f"DialNexa Console {VERSION}")
    parser.add_argument("files", nargs="*", metavar="FILE", help="lead files to open")
    got = parser.parse_args(argv)
    if got.screenshots and not got.demo:
        parser.error("--screenshots works with --demo only: add --demo")
    if got.demo and (got.profile or got.base_url):
        parser.error("--demo brings its own profile and server: leave out --profile and --base-url")
    if got.base_url is not None:
        # Only here: the window is painted before anything of the client is loaded.
        from app.api.base_url import parse_base_url

        try:
            got.base_url = parse_base_url(got.base_url)
        except AppError as error:
            parser.error(f"--base-url: {error}")
    return Arguments(
        demo=got.demo,
        profile=got.profile,
        base_url=got.base_url,
        data_dir=got.data_dir,
        screenshots=got.screenshots,
        diagnose=got.diagnose,
        files=tuple(got.files),
    )
