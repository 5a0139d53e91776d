"""The form at Google's, through a real socket: made, changed, and every way in which that may fail."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from sheets_sync.adapters.google_calls import Timing
from sheets_sync.adapters.google_form import READ_ONLY, READ_WRITE, GoogleForms
from sheets_sync.errors import SheetsSyncError, WorkbookAccessError
from sheets_sync.form_upkeep import Upkeep, bring_up_to_date
from sheets_sync.forms.difference import CHANGED
from tests.forms.offices import plan
from tests.google_server import EVERY_FAULT, Fault, GoogleServer
from tests.google_server.errors import api_not_enabled
from tests.google_server.form_doc import FormDoc
from tests.google_server.office import Waiting, spoken
from tests.google_server.server import ACCOUNT

FORM_ID = "1StandInFormForTests_0123456789abcdefghijklm"
PERSON = "diskominfo@example.go.id"


@pytest.fixture
def form(google: GoogleServer) -> FormDoc:
    """An empty form that a person has made and shared."""
    return google.forms.add(FORM_ID, ACCOUNT)


def host(google: GoogleServer, folder: Path, scopes: tuple[str, ...] = READ_WRITE, waiting: Waiting | None = None) -> GoogleForms:
    timing: Timing = (waiting or Waiting()).timing()
    return GoogleForms(google.credentials(folder), scopes=scopes, api_root=google.url, timeout_s=0.5, timing=timing)


def as_person(google: GoogleServer, folder: Path, scope: tuple[str, ...] = READ_WRITE) -> GoogleForms:
    """With the credentials of somebody who may make forms of their own."""
    google.desk.refresh_tokens["a refresh token"] = PERSON
    content = {
        "type": "authorized_user", "client_id": "1", "client_secret": "s", "refresh_token": "a refresh token", "token_uri": google.url + "/token",
    }  # fmt: skip
    file = folder / "person.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return GoogleForms(file, scopes=scope, api_root=google.url, timeout_s=0.5, timing=Waiting().timing())


def settled(forms: GoogleForms, *, first: bool = True, form_id: str = FORM_ID, now: datetime = datetime(2026, 11, 3, 9)) -> Upkeep:
    return bring_up_to_date(forms, forms.read(form_id), plan(now=now), first=first)


class TestMaking:
    def test_a_person_gets_a_new_form_filled_and_published(self, google: GoogleServer, tmp_path: Path):
        forms = as_person(google, tmp_path)
        what = bring_up_to_date(forms, forms.create("Laporan"), plan(), first=True)
        [doc] = google.forms.forms.values()
        assert (doc.title, doc.published, doc.accepting, doc.email_collection) == ("Laporan", True, True, "VERIFIED")
        assert what.published
        assert what.form.responder_uri.endswith("/viewform")
        assert google.names == ["forms.create", "forms.batchUpdate", "forms.setPublishSettings", "forms.get"]

    def test_a_service_account_is_not_even_asked_for(self, google: GoogleServer, tmp_path: Path):
        with pytest.raises(WorkbookAccessError) as caught:
            host(google, tmp_path).create("Laporan")
        assert ACCOUNT in spoken(caught.value)
        assert "https://forms.new" in spoken(caught.value)
        assert google.calls == []

    @pytest.mark.parametrize("fault", ["500 after the effect", "silence after the effect", "reset after", "truncated", "503"])
    def test_a_form_that_may_have_been_made_is_not_made_again(self, google: GoogleServer, tmp_path: Path, fault: str):
        google.faults.at(0, EVERY_FAULT[fault])
        with pytest.raises(WorkbookAccessError, match="not known whether"):
            as_person(google, tmp_path).create("Laporan")
        assert google.names == ["forms.create"]

    def test_an_empty_form_that_was_shared_is_filled(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        what = settled(host(google, tmp_path))
        assert form.titles()[:2] == ["Nama Unit", "Bulan Laporan"]
        assert not what.published  # it was
        assert google.names == ["forms.get", "forms.batchUpdate"]


class TestChanging:
    def test_a_second_time_only_looks(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        settled(host(google, tmp_path))
        google.start_over()
        assert settled(host(google, tmp_path), first=False).changes == ()
        assert google.names == ["forms.get"]

    def test_a_new_month_is_one_request(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        settled(host(google, tmp_path))
        google.start_over()
        [change] = settled(host(google, tmp_path), first=False, now=datetime(2026, 12, 1)).changes
        assert (change.kind, change.title) == (CHANGED, "Bulan Laporan")
        assert google.names == ["forms.get", "forms.batchUpdate"]
        assert len(google.calls[1].body["requests"]) == 1
        assert google.calls[1].body["writeControl"]["requiredRevisionId"]

    def test_somebody_who_edits_at_that_moment_loses_nothing(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        google.before[1] = lambda _book: form.add("Pertanyaan kami") and None
        settled(host(google, tmp_path))
        assert "Pertanyaan kami" in form.titles()
        assert "Catatan" in form.titles()
        assert google.names == ["forms.get", "forms.batchUpdate", "forms.get", "forms.batchUpdate"]

    def test_it_gives_up_on_a_form_that_changes_all_the_time(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        for call in range(1, 30, 2):
            google.before[call] = lambda _book: form.touch()
        with pytest.raises(WorkbookAccessError, match="all the time"):
            settled(host(google, tmp_path))
        assert form.items == []

    @pytest.mark.parametrize("fault", EVERY_FAULT)
    @pytest.mark.parametrize("call", [0, 1])
    def test_whatever_fails_once_is_got_over_without_doing_it_twice(
        self, google: GoogleServer, tmp_path: Path, form: FormDoc, fault: str, call: int
    ):
        google.faults.at(call, EVERY_FAULT[fault])
        settled(host(google, tmp_path))
        assert len(form.titles()) == len(plan().items)
        google.start_over()
        assert settled(host(google, tmp_path), first=False).changes == ()

    def test_publishing_that_may_have_happened_is_looked_at(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        form.published = form.accepting = False
        google.faults.at(2, EVERY_FAULT["reset after"])
        assert settled(host(google, tmp_path)).form.published
        assert google.names.count("forms.setPublishSettings") == 1

    def test_a_form_that_a_person_closed_stays_closed(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        settled(host(google, tmp_path))
        form.accepting = False
        what = settled(host(google, tmp_path), first=False, now=datetime(2026, 12, 1))
        assert not what.form.accepting
        assert not form.accepting

    def test_a_dry_run_needs_no_more_than_to_read(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        forms = host(google, tmp_path, READ_ONLY)
        what = bring_up_to_date(forms, forms.read(FORM_ID), plan(), first=True, dry_run=True)
        assert len(what.changes) > len(plan().items)
        assert form.items == []
        with pytest.raises(WorkbookAccessError, match="do not cover Google Forms"):
            settled(forms)


class TestObstacles:
    """Each is told apart, and says what to do."""

    def failing(self, forms: GoogleForms, form_id: str = FORM_ID) -> str:
        with pytest.raises(SheetsSyncError) as caught:
            settled(forms, form_id=form_id)
        return spoken(caught.value)

    def test_not_shared(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        form.access.clear()
        assert f"not shared with {ACCOUNT}" in self.failing(host(google, tmp_path))

    def test_shared_for_reading_only(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        form.access[ACCOUNT] = "reader"
        assert f"may be read but not changed by {ACCOUNT}" in self.failing(host(google, tmp_path))

    def test_no_such_form(self, google: GoogleServer, tmp_path: Path):
        assert "its id is wrong, or it was deleted" in self.failing(host(google, tmp_path), "1Nowhere_0123456789abcdef")

    def test_api_not_enabled(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        google.disabled = api_not_enabled(api="Forms")
        told = self.failing(host(google, tmp_path))
        assert "Forms API is not enabled" in told
        assert "https://console.developers.google.com/apis/api/forms.googleapis.com" in told

    def test_quota(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        google.faults.when(lambda _index, _name: Fault("status", 429))
        waiting = Waiting()
        assert "requests per minute" in self.failing(host(google, tmp_path, waiting=waiting))
        assert len(google.calls) == 6

    def test_down_for_long(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        google.faults.when(lambda _index, _name: EVERY_FAULT["503 as HTML"])
        assert "does not work at the moment" in self.failing(host(google, tmp_path))

    def test_a_login_without_the_access(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        form.access[PERSON] = "writer"
        forms = as_person(google, tmp_path, ("https://www.googleapis.com/auth/spreadsheets",))
        assert "do not cover Google Forms" in self.failing(forms)

    def test_what_google_refuses_for_itself_is_told(self, google: GoogleServer, tmp_path: Path, form: FormDoc):
        google.faults.at(1, Fault("status", 400))
        told = self.failing(host(google, tmp_path))
        assert "Google refused the request (400)" in told
        assert google.names == ["forms.get", "forms.batchUpdate", "forms.get"]
