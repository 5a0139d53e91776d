"""What an office answers, at a prompt or by flag, is read and refused in one place."""

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.setup.answers import QUESTIONS, collect

NOTHING = {question.key: None for question in QUESTIONS}
LINK = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg/edit"


def answered(ask=None, checks=None, defaults=None, **given):
    return collect(NOTHING | given, ask, checks or {}, defaults or {})


def test_defaults_where_nobody_answers():
    answers = answered(office="Diskominfo")
    assert (answers.language, answers.timezone, answers.workbook) == ("id", "Asia/Jakarta", "laporan.xlsx")
    assert (answers.credentials, answers.sender, answers.admin, answers.units) == ("", "", (), "")


def test_a_missing_answer_names_its_flag():
    with pytest.raises(UsageError, match="--office was not given"):
        answered()


def test_a_better_default_is_an_answer():
    assert answered(defaults={"office": "Diskominfo Kabupaten Gunungkidul"}).office == "Diskominfo Kabupaten Gunungkidul"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"timezone": "wita"}, "Asia/Makassar"),
        ({"timezone": " WIT "}, "Asia/Jayapura"),
        ({"language": "Bahasa Indonesia"}, "id"),
        ({"language": "English"}, "en"),
        ({"timezone": "Asia/Pontianak"}, "Asia/Pontianak"),
        ({"workbook": '"C:\\data\\laporan.xlsx"'}, "C:\\data\\laporan.xlsx"),
        ({"workbook": LINK}, LINK),
        ({"workbook": "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"}, LINK),
        ({"sender": "Diskominfo <monev@example.go.id>"}, "Diskominfo <monev@example.go.id>"),
        ({"admin": "a@example.go.id, b@example.go.id;c@example.go.id"}, ("a@example.go.id", "b@example.go.id", "c@example.go.id")),
        ({"units": " 'daftar opd.csv' "}, "daftar opd.csv"),
    ],
)
def test_answers_are_read_as_they_are_meant(given, read):
    [key] = given
    assert getattr(answered(office="Diskominfo", **given), key) == read


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"timezone": "Asia/Jogja"}, "WIB, WITA"),
        ({"language": "jv"}, "id or en"),
        ({"office": "  "}, "name is missing"),
        ({"office": LINK}, "a link, not the office's name"),
        ({"workbook": "laporan.xls"}, "must be an .xlsx"),
        ({"sender": "monev"}, "not an e-mail address"),
        ({"admin": "a@example.go.id; b@"}, "b@ is not an e-mail address"),
    ],
)
def test_an_answer_that_cannot_be_used_says_what_is_expected(given, says):
    with pytest.raises(UsageError, match=says):
        answered(**{"office": "Diskominfo"} | given)


def test_the_key_is_asked_for_only_where_there_is_a_spreadsheet():
    asked = []

    def ask(question, language):
        asked.append((question.key, language))
        return question.read({"workbook": LINK, "language": "en", "office": "Diskominfo"}.get(question.key, question.default or ""))

    assert answered(ask).credentials == "credentials.json"
    assert asked[0] == ("language", "id")
    assert {language for _, language in asked[1:]} == {"en"}
    assert "credentials" not in [key for key, _ in ask_locally()]


def ask_locally():
    asked = []

    def ask(question, language):
        asked.append((question.key, language))
        return question.read(question.default or "Diskominfo" if question.key == "office" else question.default)

    answered(ask)
    return asked


def test_what_else_must_hold_is_checked_while_a_person_can_still_correct_it():
    def refuse(text):
        raise UsageError("no such list: {text}", text=text)

    with pytest.raises(UsageError, match=r"no such list: daftar\.csv"):
        answered(office="Diskominfo", units="daftar.csv", checks={"units": refuse})
    assert answered(office="Diskominfo", units="", checks={"units": refuse}).units == ""
