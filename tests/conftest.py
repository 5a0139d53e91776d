"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.google_server import GoogleServer

# The same examples every time, so that what a change is told depends on the change alone; and no example fails for being slow,
# which only says how busy the machine is. To look for new ones: pytest --hypothesis-profile=search -n0 tests/…
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", settings.get_profile("repeatable"), derandomize=False, max_examples=3000)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="take what came out as what must come out")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    """A stand-in for Google; a request that the real one would have refused as malformed fails the test."""
    from tests.google_server import GoogleServer  # most tests need none of it

    with GoogleServer(quota=10_000) as server:
        yield server
    assert server.violations == []
