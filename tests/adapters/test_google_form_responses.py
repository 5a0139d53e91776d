"""The form's responses through a real socket: times, pages, filters, and every failure as one kind of error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.adapters.google_form import READ_ONLY
from sheets_sync.adapters.google_form_responses import SCOPES, GoogleSubmissions
from sheets_sync.domain.submission import Submission
from sheets_sync.errors import SheetsSyncError, WorkbookAccessError
from tests.google_server import EVERY_FAULT, GoogleServer
from tests.google_server.errors import api_not_enabled
from tests.google_server.form_doc import FormDoc
from tests.google_server.form_responses import FormResponse
from tests.google_server.office import Waiting, spoken
from tests.google_server.server import ACCOUNT

FORM_ID = "1StandInFormForTests_0123456789abcdefghijklm"
JAKARTA = ZoneInfo("Asia/Jakarta")
SENT, EDITED = datetime(2026, 11, 5, 16, 59, 30, 250_000, UTC), datetime(2026, 11, 5, 17, 0, 1, tzinfo=UTC)
LONG_AGO = datetime(2026, 8, 1)


@pytest.fixture
def form(google: GoogleServer) -> FormDoc:
    return google.forms.add(FORM_ID, ACCOUNT)


def submissions(google: GoogleServer, folder: Path, zone: ZoneInfo = JAKARTA, timeout_s: float = 0.5) -> GoogleSubmissions:
    credentials = google.credentials(folder)
    return GoogleSubmissions(FORM_ID, zone, credentials=credentials, api_root=google.url, timeout_s=timeout_s, timing=Waiting().timing())


def test_moments_are_told_in_office_time_to_the_second(google: GoogleServer, form: FormDoc, tmp_path: Path) -> None:
    response = form.box.submit(SENT, {"3f2a": "Kalurahan Kepek (Wonosari)", "b": "Oktober 2026", "c": ""}, email="Kepek@example.go.id")
    form.box.edit(response, EDITED, {"c": "12"})
    told = Submission(
        datetime(2026, 11, 5, 23, 59, 30),
        datetime(2026, 11, 6, 0, 0, 1),
        "kepek@example.go.id",
        frozenset({"Kalurahan Kepek (Wonosari)", "Oktober 2026", "12"}),
    )
    assert submissions(google, tmp_path).since(LONG_AGO) == [told]
    [in_papua] = submissions(google, tmp_path, ZoneInfo("Asia/Jayapura")).since(LONG_AGO)
    assert in_papua.first == datetime(2026, 11, 6, 1, 59, 30)


def test_one_call_asks_for_no_more_than_is_needed(google: GoogleServer, form: FormDoc, tmp_path: Path) -> None:
    form.box.submit(SENT, {"b": "lama"})
    form.box.submit(SENT + timedelta(days=2), {"b": "baru"})
    recent = submissions(google, tmp_path).since(datetime(2026, 11, 7))
    assert [each.answers for each in recent] == [{"baru"}]
    [call] = google.calls
    assert call.name == "forms.responses.list"
    assert call.query["filter"] == ["timestamp >= 2026-11-06T17:00:00Z"]
    assert "responseId" not in str(call.query["fields"])


def test_nothing_sent_yet_is_an_answer_too(google: GoogleServer, form: FormDoc, tmp_path: Path) -> None:
    assert submissions(google, tmp_path).since(LONG_AGO) == []


def test_all_pages_are_read(google: GoogleServer, form: FormDoc, tmp_path: Path) -> None:
    form.box.page = 3
    for number in range(8):
        form.box.submit(SENT + timedelta(minutes=number), {"b": str(number)})
    read = submissions(google, tmp_path).since(LONG_AGO)
    assert [set(each.answers) for each in read] == [{str(number)} for number in range(8)]
    assert google.names == ["forms.responses.list"] * 3


def test_pages_without_an_end_are_not_followed_for_ever(google: GoogleServer, form: FormDoc, tmp_path: Path) -> None:
    form.box.page = 1
    for number in range(60):
        form.box.submit(SENT + timedelta(minutes=number), {})
    with pytest.raises(WorkbookAccessError):
        submissions(google, tmp_path).since(LONG_AGO)
    assert len(google.calls) == 50


@pytest.mark.parametrize("name", EVERY_FAULT)
def test_a_fault_that_passes_is_waited_for(google: GoogleServer, form: FormDoc, tmp_path: Path, name: str) -> None:
    form.box.submit(SENT, {"b": "x"})
    google.faults.at(0, EVERY_FAULT[name])
    assert len(submissions(google, tmp_path).since(LONG_AGO)) == 1


@pytest.mark.parametrize("name", EVERY_FAULT)
def test_one_that_does_not_ends_in_an_error_that_a_sync_goes_on_without(
    google: GoogleServer, form: FormDoc, tmp_path: Path, name: str
) -> None:
    google.faults.when(lambda _index, _name: EVERY_FAULT[name])
    silent = EVERY_FAULT[name].kind == "silence"  # then no call is answered that a busy machine could cut short
    reader = submissions(google, tmp_path, timeout_s=0.1 if silent else 0.5)
    with pytest.raises(SheetsSyncError):
        reader.since(LONG_AGO)


def test_a_form_that_is_not_shared_is_such_an_error(google: GoogleServer, tmp_path: Path) -> None:
    google.forms.add(FORM_ID)
    with pytest.raises(WorkbookAccessError) as caught:
        submissions(google, tmp_path).since(LONG_AGO)
    assert "form" in spoken(caught.value)


def test_so_is_an_api_that_is_not_enabled(google: GoogleServer, form: FormDoc, tmp_path: Path) -> None:
    google.disabled = api_not_enabled(api="Forms")
    with pytest.raises(WorkbookAccessError):
        submissions(google, tmp_path).since(LONG_AGO)


def test_reading_the_form_does_not_allow_reading_its_responses() -> None:
    assert not set(SCOPES) & set(READ_ONLY)


class Spoilt(FormResponse):
    """A response without one of its moments."""

    without = "createTime"

    def resource(self) -> dict[str, Any]:
        return {name: value for name, value in super().resource().items() if name != self.without}


@pytest.mark.parametrize("without", ["createTime", "lastSubmittedTime"])
def test_an_answer_without_its_times_is_not_guessed_at(google: GoogleServer, form: FormDoc, tmp_path: Path, without: str) -> None:
    spoilt = Spoilt("r", SENT, SENT, "", {})
    spoilt.without = without
    form.box.responses.append(spoilt)
    with pytest.raises(WorkbookAccessError, match="not understood"):
        submissions(google, tmp_path).since(LONG_AGO)


def test_nobody_but_editors_may_read_responses(google: GoogleServer, form: FormDoc, tmp_path: Path) -> None:
    form.access[ACCOUNT] = "reader"
    with pytest.raises(WorkbookAccessError):
        submissions(google, tmp_path).since(LONG_AGO)
