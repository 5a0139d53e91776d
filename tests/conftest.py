"""What every test may ask for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.google_server import GoogleServer
    from tests.mail_office import MailOffice
    from tests.mail_server.faulty import Behaviour

# The same examples every time, so that what a change is told depends on the change alone; and no example fails for being slow,
# which only says how busy the machine is. To look for new ones: pytest --hypothesis-profile=search -n0 tests/…
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", settings.get_profile("repeatable"), derandomize=False, max_examples=3000)
settings.load_profile("repeatable")

gc.set_threshold(1_000_000)  # as the program does where it is a process of its own


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


@pytest.fixture
def behaviour() -> Behaviour:
    """How the mail server of `mail_office` treats its clients."""
    from tests.mail_server.faulty import Behaviour

    return Behaviour()


@pytest.fixture
def mail_office(tmp_path: Path, behaviour: Behaviour) -> Iterator[MailOffice]:
    """An office without a workbook yet, and a mail server of its own."""
    from tests.mail_office import MailOffice
    from tests.mail_server.faulty import faulty_server

    with faulty_server(behaviour) as server:
        yield MailOffice(tmp_path, server)
