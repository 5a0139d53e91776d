"""Programs that some tests run: skipped where they are missing, except in continuous integration, which installs them."""

from __future__ import annotations

import os

import pytest


def needed(present: object, what: str) -> None:
    """Go on if `present`; otherwise skip the test that asks, or fail it where CI is set, lest a check be lost unseen."""
    if present:
        return
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"{what}; continuous integration must have it (see .ci/run)")
    pytest.skip(what)
