"""Blocking calls, run where they can hold up neither the window nor the end of the process.

Owns: one daemon thread per blocking call. Leaves to others: what is called.
An executor is no alternative: the interpreter joins its threads at exit, so one stuck call keeps the process alive.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def run_in_daemon_thread(function: Callable[[], T], *, name: str) -> T:
    """Run `function` in a daemon thread of its own and give back its result or its exception.

    Cancelling the await abandons the thread: its late result is dropped. Time limits belong to the caller
    (`asyncio.timeout`), who knows how long a person may take.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def finish(result: T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def report(result: T | None, error: BaseException | None) -> None:
        try:
            loop.call_soon_threadsafe(finish, result, error)
        except RuntimeError:
            return  # the loop has closed: nobody is waiting any more

    def work() -> None:
        try:
            result = function()
        except BaseException as error:
            report(None, error)
        else:
            report(result, None)

    threading.Thread(target=work, name=name, daemon=True).start()
    return await done
