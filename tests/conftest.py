"""What holds for every test: no real screen and no real keyring unless a test starts one."""

from __future__ import annotations

import os

# Before anything imports Qt. A test that needs a real screen gives the programs it starts an environment of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test may reach the keyring of whoever runs it. A session made for tests may name another one.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
