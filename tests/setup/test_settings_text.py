"""The settings file `init` writes: every setting stands in it, explained, and it loads to the same settings."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.language import Language
from sheets_sync.settings import DEFAULT_FILE, load_settings
from sheets_sync.setup.answers import Answers
from sheets_sync.setup.settings_text import comments, settings_text

LOCAL = Answers("id", "Dinas Kominfo", "Asia/Makassar", "laporan.xlsx", "", "monev@example.go.id", ("it@example.go.id",), "")
LIVE = Answers("en", "Kominfo", "Asia/Jakarta", "https://docs.google.com/spreadsheets/d/x/edit", "kunci.json", "", (), "")


def paths(table, prefix=""):
    for key, value in table.items():
        yield f"{prefix}{key}"
        if isinstance(value, dict):
            yield from paths(value, f"{prefix}{key}.")


@pytest.mark.parametrize("answers", [LOCAL, LIVE], ids=["local", "live"])
def test_every_setting_stands_in_the_file(answers):
    written = tomllib.loads(settings_text(answers, Language(answers.language)))
    assert list(paths(written)) == list(paths(tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("answers", [LOCAL, LIVE], ids=["local", "live"])
def test_it_differs_from_the_defaults_in_nothing_but_the_answers(answers, tmp_path):
    file, plain = tmp_path / "sheets-sync.toml", tmp_path / "plain.toml"
    file.write_text(settings_text(answers, Language(answers.language)), encoding="utf-8")
    where = f'url = "{answers.workbook}"\ncredentials = "kunci.json"' if answers.live else 'path = "laporan.xlsx"'
    plain.write_text(f"[workbook]\n{where}\n", encoding="utf-8")
    written, default = load_settings(file), load_settings(plain)
    assert written.office.model_dump() == {"name": answers.office, "language": answers.language, "timezone": answers.timezone}
    for section in set(type(written).model_fields) - {"office", "mail", "folder"}:
        assert getattr(written, section) == getattr(default, section), section
    sender = "Dinas Kominfo <monev@example.go.id>" if answers.sender else default.mail.sender
    assert written.mail == default.mail.model_copy(update={"sender": sender, "admin": answers.admin})


def test_comments_are_in_the_offices_language():
    indonesian = settings_text(LOCAL, Language("id"))
    assert "# nama kantor, tampil di kepala setiap laporan" in indonesian
    assert not [comment for comment in comments() if len(comment) > 30 and comment in indonesian]
    assert "# the sender of the reports" in settings_text(LIVE, Language("en"))


def test_every_comment_of_the_defaults_is_taken_over():
    """Also one that runs over several lines; the file's own heading is replaced by another."""
    words = re.findall(r"#\s*(.*)", DEFAULT_FILE.read_text(encoding="utf-8"))[1:]
    assert [word for word in words if not any(word in comment for comment in comments())] == []


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip()))
def test_any_name_survives(name):
    answers = Answers("id", name, "Asia/Jakarta", "laporan.xlsx", "", "monev@example.go.id", (), "")
    assert tomllib.loads(settings_text(answers, Language("id")))["office"]["name"] == name
