"""`sheets-sync form`, and what `run` and `doctor` do about the form, against the stand-in for Google."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sheets_sync.cli import main
from tests.google_server import GoogleServer
from tests.google_server.faults import Fault
from tests.google_server.form_doc import FormDoc
from tests.google_server.server import ACCOUNT
from tests.office import GARI, REGISTER, REGISTER_HEADERS, RESPONSE_HEADERS, good

FORM_ID = "1StandInFormForTests_0123456789abcdefghijklm"
PERSON = "diskominfo@example.go.id"


class FormOffice:
    """An office with a live spreadsheet and a form, and what its people do there."""

    def __init__(self, google: GoogleServer, folder: Path) -> None:
        self.google, self.folder, self.book = google, folder, google.book
        self.credentials = google.credentials(folder).name
        self.form = google.forms.add(FORM_ID, ACCOUNT)
        self.settle()
        self.fill("Daftar Unit", REGISTER_HEADERS, REGISTER)
        self.fill("Form Responses 1", RESPONSE_HEADERS, [good()])

    def settle(self, form: str = f'id = "{FORM_ID}"', more: str = "") -> None:
        (self.folder / "sheets-sync.toml").write_text(
            f'[office]\nname = "Diskominfo Contoh"\n[workbook]\nurl = "{self.book.id}"\ncredentials = "{self.credentials}"\n'
            f'api_root = "{self.google.url}"\n[form]\n{form}\n[mail]\nadmin = ["admin@example.go.id"]\n{more}',
            encoding="utf-8",
        )

    def fill(self, title: str, headers, rows) -> None:
        cells = [[row.get(header) if not hasattr(row.get(header), "year") else 46329.375 for header in headers] for row in rows]
        if title in self.book:
            self.book.sheets.remove(self.book[title])
        self.book.add(title, [list(headers), *cells])

    def command(self, *arguments: str, today: str = "2026-11-03") -> int:
        self.google.start_over()
        return main([*arguments, "--config", str(self.folder / "sheets-sync.toml"), "--today", today], {})

    @property
    def form_calls(self) -> list[str]:
        """Calls about the form itself, not about what was answered in it."""
        return [name for name in self.google.names if name.startswith("forms.") and "responses" not in name]

    def choices(self, title: str, form: FormDoc | None = None) -> list[str]:
        question = (form or self.form).item(title)["questionItem"]["question"]
        return [option["value"] for option in question["choiceQuestion"]["options"]]

    def mailed(self) -> list[str]:
        return [file.read_text(encoding="utf-8") for file in sorted((self.folder / "outbox").rglob("*.eml"))]


@pytest.fixture
def office(google: GoogleServer, tmp_path: Path) -> FormOffice:
    return FormOffice(google, tmp_path)


class TestForm:
    def test_an_empty_form_becomes_the_offices(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        assert office.command("form") == 0
        told = capsys.readouterr().out
        assert office.choices("Nama Unit")[0] == "Kapanewon Wonosari"
        assert "Kalurahan Kepek (Saptosari)" in office.choices("Nama Unit")
        assert f"https://docs.google.com/forms/d/e/1FAIpQL{FORM_ID}/viewform" in told
        assert "[form]" not in told  # the id is in the settings, more is not needed
        assert "Tautkan ke Spreadsheet" in told

    def test_a_second_time_nothing_is_sent(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.command("form")
        before = office.form.revision
        assert office.command("form") == 0
        assert office.form_calls == ["forms.get"]
        assert office.form.revision == before
        assert "tidak ada yang diubah" in capsys.readouterr().out

    def test_linked_and_written_down_there_is_nothing_left_to_do(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.form.linked_sheet = office.book.id
        office.settle(
            f'id = "https://docs.google.com/forms/d/{FORM_ID}/edit"\nurl = "https://docs.google.com/forms/d/e/1FAIpQL{FORM_ID}/viewform"'
        )
        office.command("form")
        told = capsys.readouterr().out
        assert "Tautkan ke Spreadsheet" not in told
        assert "[form]" not in told

    def test_an_address_of_another_form_is_to_be_replaced(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.settle(f'id = "{FORM_ID}"\nurl = "https://docs.google.com/forms/d/e/1FAIpQLOther/viewform"')
        office.command("form")
        told = capsys.readouterr().out
        assert f'\nurl = "https://docs.google.com/forms/d/e/1FAIpQL{FORM_ID}/viewform"' in told

    def test_a_dry_run_says_it_and_leaves_everything(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        assert office.command("form", "--dry-run") == 0
        assert "Jumlah Unggahan TikTok" in capsys.readouterr().out
        assert office.form.items == []
        assert office.form_calls == ["forms.get"]
        assert not (office.folder / "state").exists()

    def test_without_a_form_a_dry_run_shows_the_one_to_be(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.settle("")
        assert office.command("form", "--dry-run") == 0
        assert "Nama Unit" in capsys.readouterr().out
        assert office.form_calls == []

    def test_a_service_account_is_told_to_ask_a_person(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.settle("")
        assert office.command("form") == 5
        assert ACCOUNT in capsys.readouterr().err
        assert office.form_calls == []

    def test_a_persons_credentials_make_one_form_whatever_fails(self, office: FormOffice, google: GoogleServer):
        google.desk.refresh_tokens["token"] = PERSON
        content = {
            "type": "authorized_user",
            "client_id": "1",
            "client_secret": "s",
            "refresh_token": "token",
            "token_uri": google.url + "/token",
        }
        (office.folder / "person.json").write_text(json.dumps(content), encoding="utf-8")
        office.credentials = "person.json"
        office.book.access[PERSON] = "writer"
        office.settle("")
        google.start_over()
        google.faults.when(lambda _index, name: Fault("status", 403) if name == "forms.batchUpdate" else None)
        assert main(["form", "--config", str(office.folder / "sheets-sync.toml"), "--today", "2026-11-03"], {}) == 5
        assert office.command("form") == 0
        assert office.command("form") == 0
        [made] = [form for form in google.forms.forms.values() if form.id != FORM_ID]
        assert (made.published, made.accepting) == (True, True)
        assert office.choices("Bulan Laporan", made) == ["Oktober 2026", "November 2026"]

    def test_the_viewers_address_is_not_an_id(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.settle('id = "https://docs.google.com/forms/d/e/1FAIpQLSdaaaaaaaaaaaaaaaaaaaaaaaa/viewform"')
        assert office.command("form") == 3
        assert "alamat itu tidak memuat id" in capsys.readouterr().err

    def test_a_form_that_was_closed_stays_closed_and_says_so(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.command("form")
        office.form.accepting = False
        assert office.command("form") == 0
        assert "Formulir ditutup, dan tetap begitu" in capsys.readouterr().out
        assert not office.form.accepting


class TestRun:
    def test_as_long_as_nothing_changes_the_form_is_not_asked_for(self, office: FormOffice):
        office.command("form")
        office.command("run")
        assert office.form_calls == []

    def test_a_new_month_gets_into_the_form_by_itself(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.command("form")
        assert office.command("run", today="2026-11-21") == 0
        assert office.form_calls == ["forms.get", "forms.batchUpdate"]
        assert office.choices("Bulan Laporan") == ["November 2026"]
        assert "− Oktober 2026" in capsys.readouterr().out
        assert office.command("run", today="2026-11-21") == 0
        assert office.form_calls == []

    def test_a_new_unit_too(self, office: FormOffice):
        office.command("form")
        office.fill("Daftar Unit", REGISTER_HEADERS, [*REGISTER, {**GARI, "Kode": "34.03.01.2005", "Nama Unit": "Piyaman"}])
        assert office.command("run") == 0
        assert "Kalurahan Piyaman (Wonosari)" in office.choices("Nama Unit")

    def test_a_form_that_people_made_is_left_alone(self, office: FormOffice):
        office.form.add("Nama Unit")
        office.command("run")
        assert "forms.batchUpdate" not in office.form_calls
        assert office.form.titles() == ["Nama Unit"]

    def test_when_it_fails_the_mail_still_goes_and_the_administrators_are_told(
        self, office: FormOffice, capsys: pytest.CaptureFixture[str]
    ):
        office.command("form")
        office.form.access.clear()
        assert office.command("run", today="2026-11-21") == 5
        assert "Formulir belum dibagikan kepada" in capsys.readouterr().err
        assert any("admin@example.go.id" in mail and "Formulir" in mail for mail in office.mailed())
        assert "Rekap 2026-10" in office.book

    def test_a_dry_run_asks_for_nothing(self, office: FormOffice):
        office.command("form")
        office.command("run", "--dry-run", today="2026-11-21")
        assert office.form_calls == []


class TestDoctor:
    def told(self, office: FormOffice, capsys: pytest.CaptureFixture[str], today: str = "2026-11-03") -> dict[str, str]:
        """What it says of the form: message -> state."""
        capsys.readouterr()
        office.command("doctor", "--json", "--lang", "en", today=today)
        return {check["message"]: check["state"] for check in json.loads(capsys.readouterr().out) if check["group"] == "Form"}

    def test_all_is_well(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.command("form")
        office.form.linked_sheet = office.book.id
        told = self.told(office, capsys)
        assert set(told.values()) == {"ok"}
        assert len(told) == 6

    def test_each_thing_that_a_person_has_to_see_to(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.command("form")
        office.form.accepting, office.form.email_collection = False, "DO_NOT_COLLECT"
        told = self.told(office, capsys, today="2026-11-21")
        assert sorted(message for message, state in told.items() if state == "warning") == [
            "The form does not make sure of the address of whoever fills it in: anybody can report for a unit.",
            "The form is behind the register and the settings in 1 places.",
            "The form is not linked to the spreadsheet: its responses do not get there.",
            "The form was closed: it takes no responses.",
        ]
        office.form.published, office.form.linked_sheet = False, "1Elsewhere"
        assert {
            "The form is not published: nobody can fill it in.",
            "The form's responses go to another spreadsheet than the one in [workbook] url.",
        } <= set(self.told(office, capsys))

    def test_a_form_out_of_reach(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.form.access.clear()
        assert self.told(office, capsys) == {f"The form is not shared with {ACCOUNT}.": "warning"}

    def test_a_form_not_linked_yet_is_told_of_where_its_tab_is_missing(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.command("form")
        office.book.sheets.remove(office.book["Form Responses 1"])
        assert self.told(office, capsys)["The form is not linked to the spreadsheet: its responses do not get there."] == "warning"

    def test_a_form_made_by_hand(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        told = self.told(office, capsys)
        assert told["This form was made by hand: its lists of units and months are not kept current by the job."] == "warning"

    def test_an_office_without_a_form_hears_nothing_of_it(self, office: FormOffice, capsys: pytest.CaptureFixture[str]):
        office.settle("")
        assert self.told(office, capsys) == {}
