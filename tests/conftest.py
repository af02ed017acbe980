"""What holds for every test: no real screen and no real keyring unless a test starts one."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# The same examples at every run, so that a failure tells of the change that was made; `explore` looks at new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("explore" if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else "same")

# Before anything imports Qt. A test that needs a real screen gives the programs it starts an environment of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test may reach the keyring of whoever runs it. A session made for tests may name another one.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

# Consoles of one user meet in the user's own folder: those of tests must not meet those of whoever runs them.
_state = tempfile.TemporaryDirectory(prefix="dialnexa-state-")
os.environ["XDG_STATE_HOME"] = _state.name
