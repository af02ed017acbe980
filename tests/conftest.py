"""What holds for every test: no real screen unless a test starts one."""

from __future__ import annotations

import os

# Before anything imports Qt. A test that needs a real screen gives the programs it starts an environment of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
