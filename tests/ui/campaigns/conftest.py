"""The theme in force, so that sizes are the product's."""

from __future__ import annotations

import pytest

from ui import theme


@pytest.fixture(autouse=True)
def _themed(scheme: theme.Theme) -> None:
    scheme.apply()
