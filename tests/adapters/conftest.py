"""What the adapters' tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.google_server import GoogleServer
from tests.google_server.office import Office


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    """A stand-in for Google; a request that the real one would have refused as malformed fails the test."""
    with GoogleServer(quota=10_000) as server:
        yield server
    assert server.violations == []


@pytest.fixture
def office(google: GoogleServer, tmp_path: Path) -> Office:
    return Office(google, tmp_path)
