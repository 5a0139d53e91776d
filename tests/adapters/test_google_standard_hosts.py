"""The commands as they are, in a process of their own, against Google's own addresses: no setting leads them elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.adapters.test_google_command import RECAP, SYNC, Office
from tests.google_server.accounts import GOOGLE_AUDIENCE
from tests.google_server.front import SERVED, HttpsFront


class RealOffice(Office):
    """An office whose settings name nothing but its spreadsheet and its key."""

    def __init__(self, google, front, folder):
        super().__init__(google, folder)
        self.environment = {**os.environ, **front.environment(folder)}
        self.google.account.write_credentials(folder / "credentials.json", GOOGLE_AUDIENCE)
        self.config.write_text(f'[workbook]\nurl = "{self.book.id}"\ncredentials = "credentials.json"\n', encoding="utf-8")

    def run(self, command="sync", *more, today="2026-11-09"):
        self.google.start_over()
        arguments = [sys.executable, "-m", "sheets_sync", command, "--config", str(self.config), "--today", today, *more]
        return subprocess.run(arguments, env=self.environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def front(google):
    with HttpsFront(google) as front:
        yield front


@pytest.fixture
def office(google, front, tmp_path):
    return RealOffice(google, front, tmp_path)


def test_sync_doctor_and_a_second_sync(office, google, front):
    first = office.run()
    assert (first.returncode, google.names) == (0, SYNC), first.stderr
    assert RECAP in office.book
    told = office.run("doctor")
    assert "Traceback" not in told.stderr
    assert set(google.names) == set(SYNC[:2])
    second = office.run()
    assert (second.returncode, google.names) == (0, SYNC[:2]), second.stderr
    assert front.hosts == set(SERVED)


def test_an_authorized_users_login(office, google, front):
    google.desk.refresh_tokens["1//refresh"] = "sheets-sync@stand-in.iam.gserviceaccount.com"
    login = {"type": "authorized_user", "client_id": "1.apps.googleusercontent.com", "client_secret": "s", "refresh_token": "1//refresh"}
    (office.config.parent / "credentials.json").write_text(json.dumps(login), encoding="utf-8")
    outcome = office.run()
    assert (outcome.returncode, google.names) == (0, SYNC), outcome.stderr
    assert front.hosts == set(SERVED)
