"""The guides: what they tell a person to type works on the sample office, what they show exists, and both languages say the same."""

import re
import shlex
import shutil
import tomllib
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from sheets_sync.cli import main
from sheets_sync.demo.office import WORKBOOK_FILE, sample_register, sample_responses
from sheets_sync.demo.workbook import write_workbook
from sheets_sync.domain.platforms import POST, SHARE
from sheets_sync.intake.links import parse_link
from sheets_sync.rules import ALL_RULES
from sheets_sync.settings import load_settings
from tests.google_server import GoogleServer
from tests.google_server.__main__ import FORM_ID, fill
from tests.mail_office import MailOffice, nobody_waits
from tests.mail_server.faulty import faulty_server
from tests.office import good

DOCS = Path(__file__).parents[1] / "docs"
PAIRS = {
    "panduan-unit.md": "guide-unit.md",
    "panduan-diskominfo.md": "guide-diskominfo.md",
    "panduan-pimpinan.md": "guide-leadership.md",
    "operasional.md": "operations.md",
    "tanya-jawab.md": "faq.md",
}
GUIDES = [name for pair in PAIRS.items() for name in pair]
TODAY = "2026-11-24"
SOME_UNITS = ("34.03.01", "34.03.15", "OPD-D")
"""Two kapanewon that both have a kalurahan Kepek, and some OPD."""
AT_GOOGLE = ("sheets-sync form",)
"""What only works with the spreadsheet and the form at Google's: tried on the stand-in."""
WITH_TODAY = ("init", "form", "announce", "sync", "run", "send", "remind", "preview", "report", "doctor", "outbox retry", "forget")


def text(name):
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name, language):
    return re.findall(rf"```{language}\n(.*?)```", text(name), re.DOTALL)


def commands(name):
    """Every whole command line: in a block, or in a line of text between backticks."""
    typed = [line for block in blocks(name, "sh") for line in block.splitlines() if line.startswith("sheets-sync ")]
    return typed + re.findall(r"`(sheets-sync [^`]+)`", re.sub(r"```.*?```", "", text(name), flags=re.DOTALL))


ALL_COMMANDS = sorted({command for name in GUIDES for command in commands(name)})


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The sample office with a fifth of its units: what a command does does not depend on their number, how long it takes does."""
    folder = tmp_path_factory.mktemp("office")
    today = date.fromisoformat(TODAY)
    register = [sample for sample in sample_register(today) if sample.unit.code.startswith(SOME_UNITS)]
    write_workbook(folder / WORKBOOK_FILE, register, sample_responses(register, today))
    assert main(["demo", str(folder), "--today", TODAY], {}) == 0
    returned = EmailMessage()
    returned["From"], returned["To"], returned["Subject"] = "MAILER-DAEMON@example.go.id", "monev@example.go.id", "Undelivered"
    returned.set_content("Nothing that this office has sent.")
    shutil.copy(DOCS.parent / "sheets_sync" / "demo" / "units.csv", folder / "daftar-unit.csv")
    (folder / "kembali.mbox").write_bytes(b"From MAILER-DAEMON Tue Nov 24 08:00:00 2026\n" + returned.as_bytes() + b"\n\n")
    return folder


@pytest.fixture(scope="module")
def office_at_google(office, tmp_path_factory):
    folder = tmp_path_factory.mktemp("online")
    with GoogleServer(quota=10_000) as google:
        fill(google.book, office / "laporan.xlsx")
        form = google.forms.add(FORM_ID, google.account.email)
        (folder / "sheets-sync.toml").write_text(
            f'[workbook]\nurl = "{google.book.id}"\ncredentials = "{google.credentials(folder).as_posix()}"\napi_root = "{google.url}"\n'
            f'[form]\nid = "https://docs.google.com/forms/d/{form.id}/edit"\n',
            encoding="utf-8",
        )
        yield folder
        assert google.violations == []


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_what_a_guide_says_to_type_works(office, request, monkeypatch, capsys, command):
    monkeypatch.chdir(request.getfixturevalue("office_at_google") if command.startswith(AT_GOOGLE) else office)
    arguments = shlex.split(command)[1:]
    dated = any(command.removeprefix("sheets-sync ").startswith(each) for each in WITH_TODAY)
    assert main([*arguments, *(["--today", TODAY] if dated else [])], {}) == 0, capsys.readouterr().err


@pytest.mark.parametrize(("indonesian", "english"), PAIRS.items())
def test_both_languages_say_the_same(indonesian, english):
    assert commands(indonesian) == commands(english)
    assert [tomllib.loads(each) for each in blocks(indonesian, "toml")] == [tomllib.loads(each) for each in blocks(english, "toml")]
    for mark in (r"^#+ ", r"^\| ", r"^\d\. ", r"!\[", r"`[a-z-]+`"):
        assert len(re.findall(mark, text(indonesian), re.MULTILINE)) == len(re.findall(mark, text(english), re.MULTILINE)), mark
    assert f"({english})" in text(indonesian)
    assert f"({indonesian})" in text(english)


@pytest.mark.parametrize("name", GUIDES)
def test_links_and_pictures_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)]+)\)", text(name)):
        file, _, anchor = target.partition("#")
        if target.startswith("https://"):
            continue
        assert (DOCS / file).exists(), target
        if anchor:
            page = text(file)
            headings = {
                re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in re.findall(r"^#+ (.*)$", page, re.MULTILINE)
            }
            assert anchor in headings or f'id="{anchor}"' in page, target


@pytest.mark.parametrize("name", [name for name in GUIDES if blocks(name, "toml")])
def test_settings_shown_can_be_used(name, tmp_path):
    for block in blocks(name, "toml"):
        file = tmp_path / "sheets-sync.toml"
        file.write_text(block if "[workbook]" in block else f'{block}\n[workbook]\npath = "laporan.xlsx"\n', encoding="utf-8")
        assert load_settings(file)


@pytest.mark.parametrize("name", ["panduan-unit.md", "guide-unit.md"])
def test_example_links_are_read_as_the_guide_says(name):
    shown = text(name)
    good = re.findall(r"^\| \w+ \| `(https?://\S+)` \|$", shown, re.MULTILINE)
    others = set(re.findall(r"`(https?://[^`]+)`", shown)) - set(good)
    assert len(good) == 7
    assert len(others) == 2
    assert all(parse_link(link).kind in (POST, SHARE) for link in good)
    assert not any(parse_link(link).kind in (POST, SHARE) for link in others)


@pytest.mark.parametrize("name", ["panduan-diskominfo.md", "guide-diskominfo.md"])
def test_every_rule_has_its_place(name):
    assert sorted(re.findall(r"\[`([a-z-]+)`\]", text(name))) == sorted(rule.code for rule in ALL_RULES)


@pytest.fixture
def mailing_office(tmp_path):
    folder = tmp_path / "kantor"
    folder.mkdir()
    with faulty_server() as server:
        yield MailOffice(folder, server)


def run_at(folder, *arguments):
    return main([*arguments, "--config", str(folder / "sheets-sync.toml"), "--today", "2026-11-09"], {}, nobody_waits)


def test_an_office_moves_without_a_change_and_mails_nobody_twice(mailing_office, tmp_path, capsys):
    office = mailing_office.write(good())
    assert run_at(office.path, "run") == 0
    assert office.mailed()
    moved = office.path.rename(tmp_path / "kantor di komputer baru")
    capsys.readouterr()
    assert run_at(moved, "sync", "--dry-run") == 0
    assert "tidak ada yang berubah" in capsys.readouterr().out.lower()
    assert run_at(moved, "run") == 0
    assert office.mailed() == []


def test_a_backup_without_its_ledger_mails_nobody_twice(mailing_office, tmp_path):
    office = mailing_office.write(good())
    assert run_at(office.path, "run") == 0
    office.mailed()
    restored = shutil.copytree(office.path, tmp_path / "cadangan-kantor")
    shutil.rmtree(restored / "state")
    assert run_at(restored, "doctor") == 0
    assert run_at(restored, "run") == 0
    assert office.mailed() == []


@pytest.mark.parametrize("name", ["panduan-unit.md", "guide-unit.md", "panduan-pimpinan.md", "guide-leadership.md"])
def test_a_guide_for_people_with_little_time_fits_a_page(name):
    assert len(text(name).split()) < 700
