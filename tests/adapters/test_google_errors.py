"""What a person can mend is told apart, with the remedy, and no secret is ever told."""

from __future__ import annotations

import json
import traceback

import pytest

from sheets_sync.adapters.workbooks._google_access import spreadsheet_id
from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.errors import SettingsError, SheetsSyncError, WorkbookAccessError
from tests.google_server import BOOK_ID, Fault
from tests.google_server.errors import api_not_enabled
from tests.google_server.office import Office, log, recap, spoken, unit_row
from tests.google_server.server import ACCOUNT


def failing(workbook, write=False):
    """The error of a read (or of a read and a write) that must fail."""
    with pytest.raises(SheetsSyncError) as caught:
        sync(workbook) if write else workbook.read()
    return caught.value


def sync(workbook):
    workbook.write([recap([unit_row(1)]), log(1)], workbook.read())


class TestLinks:
    @pytest.mark.parametrize(
        "link",
        [
            BOOK_ID,
            f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit#gid=0",
            f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit?usp=sharing",
            f"https://docs.google.com/spreadsheets/u/1/d/{BOOK_ID}/",
            f"  docs.google.com/spreadsheets/d/{BOOK_ID} ",
        ],
    )
    def test_every_form_of_a_link(self, link):
        assert spreadsheet_id(link) == BOOK_ID

    def test_a_published_link(self):
        with pytest.raises(SettingsError, match="Publish to web"):
            spreadsheet_id("https://docs.google.com/spreadsheets/d/e/2PACX-1vQx0123456789/pubhtml")

    @pytest.mark.parametrize("link", ["", "https://example.com/", "https://docs.google.com/forms/d/1abc/edit", "laporan.xlsx"])
    def test_no_link_at_all(self, link):
        with pytest.raises(SettingsError, match="not the link of a Google Spreadsheet"):
            spreadsheet_id(link)


class TestAccess:
    def test_not_shared_names_the_address(self, office):
        office.book.access.clear()
        error = failing(office.workbook())
        assert isinstance(error, WorkbookAccessError)
        assert f"not shared with {ACCOUNT}" in spoken(error)

    def test_shared_for_reading_only(self, office):
        office.book.access[ACCOUNT] = "reader"
        assert f"may be read but not changed by {ACCOUNT}" in spoken(failing(office.workbook(), write=True))

    def test_wrong_link(self, google, office):
        workbook = GoogleWorkbook("1" + BOOK_ID[1:][::-1], credentials=office.credentials, api_root=google.url)
        assert "No spreadsheet is found" in spoken(failing(workbook))

    def test_an_excel_file_in_drive(self, office):
        office.book.office_file = True
        assert "an Excel file" in spoken(failing(office.workbook()))

    def test_api_not_enabled_gives_the_link(self, google, office):
        google.disabled = api_not_enabled()
        assert "https://console.developers.google.com/apis/api/sheets" in spoken(failing(office.workbook()))

    def test_read_only_scope_cannot_write(self, office):
        assert "do not cover Google Sheets" in spoken(failing(office.workbook(read_only=True), write=True))

    def test_a_tab_protected_against_the_job(self, office):
        office.sync(recap([unit_row(1)]), log(1))
        area = {"protectedRangeId": 5, "range": {"sheetId": office.recap.id}, "editors": {"users": ["kepala@example.go.id"]}}
        office.recap.objects["protectedRanges"].append(area)
        workbook = office.workbook()
        contents = workbook.read()
        with pytest.raises(WorkbookAccessError, match=f"protected against {ACCOUNT}"):
            workbook.write([recap([unit_row(2)])], contents)

    def test_the_cell_limit(self, office):
        office.book.cell_limit = office.book.cells() + 10
        assert "limit of 10 million cells" in spoken(failing(office.workbook(), write=True))

    def test_the_quota(self, google, office):
        google.faults.when(lambda _index, _name: Fault("status", 429))
        assert "requests per minute is used up" in spoken(failing(office.workbook()))

    def test_a_refusal_nobody_foresaw(self, google, office, monkeypatch):
        google.faults.when(lambda index, _name: Fault("status", 400) if index >= 2 else None)
        assert "Google refused the request (400)" in spoken(failing(office.workbook(), write=True))

    def test_nobody_listens(self, office, tmp_path):
        workbook = GoogleWorkbook(
            BOOK_ID, credentials=office.credentials, api_root="http://127.0.0.1:9", timing=office.waiting.timing(), timeout_s=1
        )  # fmt: skip
        assert "127.0.0.1:9" in spoken(failing(workbook))


class TestCredentials:
    def test_clock_skew(self, google, office):
        google.wall_clock = lambda: 1_000_000_000.0
        assert "clock is wrong" in spoken(failing(office.workbook()))

    def test_a_revoked_key(self, google, office):
        google.account.revoked = True
        assert "has been revoked" in spoken(failing(office.workbook()))

    def test_a_deleted_account(self, google, office):
        google.account.deleted = True
        assert f"its account {ACCOUNT} deleted" in spoken(failing(office.workbook()))

    def test_a_login_that_has_ended(self, google, office, tmp_path):
        path = tmp_path / "user-credentials.json"
        path.write_text(
            json.dumps(
                {
                    "type": "authorized_user", "client_id": "id", "client_secret": "s3cr3t", "refresh_token": "1//gone",
                    "token_uri": google.url + "/token",
                }
            )
        )  # fmt: skip
        office.credentials = path
        assert "login in the credentials has expired" in spoken(failing(office.workbook()))

    def test_an_authorized_user(self, google, office, tmp_path):
        path = tmp_path / "user-credentials.json"
        google.desk.refresh_tokens["1//fresh"] = ACCOUNT
        content = {
            "type": "authorized_user", "client_id": "id", "client_secret": "s", "refresh_token": "1//fresh", "account": ACCOUNT,
            "token_uri": google.url + "/token",
        }  # fmt: skip
        path.write_text(json.dumps(content))
        office.credentials = path
        assert set(office.workbook().read().inputs) == {"Daftar Unit", "Form Responses 1"}

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("", "does not hold usable Google credentials"),
            ("{}", "does not hold usable Google credentials"),
            ('{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIE"}', "does not hold usable"),
            ('{"installed": {"client_id": "x"}}', "identifies an application"),
        ],
    )
    def test_files_that_are_no_credentials(self, office, tmp_path, content, words):
        office.credentials = tmp_path / "salah.json"
        office.credentials.write_text(content)
        error = failing(office.workbook())
        assert isinstance(error, SettingsError)
        assert words in spoken(error)
        assert "salah.json" in spoken(error)

    def test_a_file_that_is_not_there(self, office, tmp_path):
        office.credentials = tmp_path / "kosong" / "tidak-ada.json"
        assert f"no credentials file tidak-ada.json in {tmp_path / 'kosong'}" in spoken(failing(office.workbook()))

    @pytest.mark.parametrize("name", ["monev-1a2b3c4d5e6f.json", "kunci.json.json", "kunci.json.txt"])
    def test_the_key_by_another_name_is_named(self, office, tmp_path, name):
        (tmp_path / "salah").mkdir()
        office.credentials.rename(tmp_path / "salah" / name)
        (tmp_path / "salah" / "package.json").write_text("{}")
        office.credentials = tmp_path / "salah" / "kunci.json"
        assert f"its folder has {name}. If that is the service account's key, give it the name kunci.json" in spoken(
            failing(office.workbook())
        )

    def test_none_on_this_machine(self, google, monkeypatch, tmp_path):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "")
        monkeypatch.setenv("NO_GCE_CHECK", "true")
        monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
        monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
        workbook = GoogleWorkbook(BOOK_ID, api_root=google.url)
        assert "No Google credentials were found" in spoken(failing(workbook))


SPOILED = {
    "not shared": lambda google, office: office.book.access.clear(),
    "revoked": lambda google, office: setattr(google.account, "revoked", True),
    "skew": lambda google, office: setattr(google, "wall_clock", lambda: 1.0e9),
    "token endpoint down": lambda google, office: setattr(google, "token_fault", Fault("status", 403)),
    "server errors": lambda google, office: google.faults.when(lambda _index, _name: Fault("status", 500)),
    "html": lambda google, office: google.faults.when(lambda _index, _name: Fault("html")),
    "resets": lambda google, office: google.faults.when(lambda _index, _name: Fault("reset")),
    "refused writes": lambda google, office: google.faults.when(lambda index, _name: Fault("status", 400) if index >= 2 else None),
    "broken key": lambda google, office: office.credentials.write_text(office.credentials.read_text().replace("MII", "MIX", 1)),
    "cut key": lambda google, office: office.credentials.write_text(office.credentials.read_text()[:900]),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_no_failure_tells_a_secret(google, tmp_path, spoil, caplog, capsys):
    caplog.set_level("DEBUG")
    office = Office(google, tmp_path)
    key = json.loads(office.credentials.read_text())["private_key"]
    spoil(google, office)
    error = failing(office.workbook(), write=True)
    told = "".join(traceback.format_exception(error)) + spoken(error) + repr(error) + caplog.text + "".join(capsys.readouterr())
    secrets = [line for line in key.splitlines() if len(line) > 20] + list(google.desk._grants) + ["BEGIN PRIVATE KEY", "Bearer "]
    assert [secret for secret in secrets if secret in told] == []
