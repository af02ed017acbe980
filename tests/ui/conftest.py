"""Offscreen Qt for the tests of the window, and the loop that coroutines run on."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
from collections.abc import Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")  # never a developer's own

from ui import theme

TEST_LIMIT_S = 90.0  # the walks over all surfaces take half a minute on a busy machine


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """As in the program: cycles that hold Qt objects are only ever collected in Qt's thread."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture
def scheme(qapp: object) -> Iterator[theme.Theme]:
    """The light theme in force on the test's application; tests may switch it."""
    made = theme.current()
    made.set_mode("light")
    yield made
    made.set_mode("light")


@pytest.fixture
def qloop(qapp: Any) -> Iterator[asyncio.AbstractEventLoop]:
    """The Qt loop as the program uses it. `async def test_...` runs on it without asking for it.

    A test fails when it leaves a task running, or when something fails where nobody looks.
    """
    import qasync

    qapp.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    errors: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _loop, context: errors.append(context))
    try:
        yield loop
    finally:
        left = [task for task in asyncio.all_tasks(loop) if not task.done()]
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left, timeout=2))
        loop.run_until_complete(loop.shutdown_asyncgens())
        gc.collect()  # brings "exception was never retrieved" to light
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
        asyncio.set_event_loop(None)
        gc.collect()  # the loop and its timers, here rather than in another thread
    assert not left, f"tasks left running: {left}"
    assert not errors, f"failed where nobody looked: {errors}"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    loop = pyfuncitem.funcargs["qloop"]
    wanted = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    loop.run_until_complete(asyncio.wait_for(pyfuncitem.obj(**wanted), TEST_LIMIT_S))
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        is_here = "tests/ui/" in item.path.as_posix()
        if is_here and inspect.iscoroutinefunction(getattr(item, "obj", None)) and "qloop" not in item.fixturenames:
            item.fixturenames.append("qloop")
