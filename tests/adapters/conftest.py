"""What the adapters' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.google_server import GoogleServer
from tests.google_server.office import Office


@pytest.fixture
def office(google: GoogleServer, tmp_path: Path) -> Office:
    return Office(google, tmp_path)
