"""`sheets-sync report`: one page that everybody may see, the same bytes for the same input, and nobody's personal data."""

import re
import time

import pytest

from sheets_sync.cli import main
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import COMPLETE, MISSING
from sheets_sync.emails.render import Renderer
from sheets_sync.language import Language
from sheets_sync.pages import public_report
from tests.emails.letters import SITUATIONS
from tests.office import GARI, KEPEK, KEPEK_SAPTOSARI, REGISTER, good
from tests.test_sync_command import Folder, digest


@pytest.fixture
def office(tmp_path):
    return Folder(tmp_path).write()


def report(office, *more, today="2026-11-09", lang="en"):
    return main(
        ["report", "--html", str(office.path / "laman"), "--config", str(office.config), "--today", today, "--lang", lang, *more], {}
    )


def page_of(office):
    return (office.path / "laman" / "index.html").read_text(encoding="utf-8")


def body(page):
    """What a visitor may read: without style and script."""
    return re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)


def made(situation, lang="en", zone="WIB"):
    language = Language(lang)
    return Renderer(language).page("report", public_report(SITUATIONS[situation](), language, zone=zone).view)


def test_the_page_says_how_every_unit_stands(office, capsys):
    assert report(office) == 0
    assert "index.html" in capsys.readouterr().out
    page = page_of(office)
    assert "Publication reports for October 2026" in page
    rows = re.findall(r'<tr role="row" data-kind="(\w+)" data-area="([\d.]*)" data-status="(\w+)">', page)
    assert len(rows) == len(REGISTER)
    assert rows[2] == ("KALURAHAN", "34.03.01", COMPLETE)
    assert rows[4] == ("KALURAHAN", "34.03.15", MISSING)


def test_only_the_page_is_written(office):
    before = {file: digest(file) for file in office.path.iterdir()}
    report(office)
    assert {file: digest(file) for file in office.path.iterdir() if file.is_file()} == before
    assert [file.name for file in (office.path / "laman").iterdir()] == ["index.html"]


def test_the_same_input_gives_the_same_bytes_whatever_the_hour(office, capsys):
    report(office)
    first = page_of(office)
    written = (office.path / "laman" / "index.html").stat().st_mtime_ns
    capsys.readouterr()
    assert report(office, today="2026-11-12T17:30") == 0
    assert "the same already" in capsys.readouterr().out
    assert page_of(office) == first
    assert (office.path / "laman" / "index.html").stat().st_mtime_ns == written


def test_no_personal_data(office):
    register = [
        {
            **unit,
            "Nama Operator": "Operator Rahasia",
            "Nama Kepala": "Kepala Rahasia",
            "Email Kepala": "rahasia@example.go.id",
            "Nomor SK": "99/RAHASIA",
        }
        for unit in (KEPEK, GARI, KEPEK_SAPTOSARI)
    ]
    responses = [
        good(Catatan="Telepon rahasia 081200000000", sender="pribadi.rahasia@example.com"),
        good("Kalurahan Rahasia", sender="rahasia2@example.com"),
    ]
    office.write(register=[*REGISTER[:2], *register], responses=responses)
    for lang in ("id", "en"):
        assert report(office, lang=lang) == 0
        text = body(page_of(office))
        assert "rahasia" not in text.lower()
        assert "@" not in text
        assert "0812" not in text


def test_a_folder_must_be_named(office, capsys):
    assert main(["report", "--config", str(office.config), "--lang", "en"], {}) == 2
    assert "report --html" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(office, capsys):
    (office.path / "laman").write_text("a file, not a folder")
    assert report(office) == 5
    assert "cannot be written" in capsys.readouterr().err


def test_a_month_of_its_own(office):
    assert report(office, "--month", "2026-09") == 0
    assert "September 2026" in page_of(office)


def test_before_the_due_moment_the_page_says_that_units_have_time(office):
    report(office, today="2026-11-05T23:59")
    assert "units still have time" in page_of(office)
    report(office, today="2026-11-06")
    assert "units still have time" not in page_of(office)
    assert "Figures may still change" in page_of(office)
    report(office, "--month", "2026-10", today="2026-11-24")
    assert "may still change" not in page_of(office)


@pytest.mark.parametrize("situation", sorted(SITUATIONS))
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_situation_makes_a_whole_page_that_needs_nothing_else(situation, lang):
    page = made(situation, lang)
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{lang}">' in page
    assert page.rstrip().endswith("</html>")
    assert re.findall(r'\b(?:src|href|action|srcset)="(?!#)', page) == []
    assert "url(" not in page
    assert "@import" not in page


def test_no_name_can_become_markup():
    page = made("hostile")
    assert len(re.findall("<script", page)) == 1
    assert "<h1>" in page
    assert len(re.findall("<h1", page)) == 1
    assert "</title></style>" not in page


def test_percentages_stand_beside_their_numbers_and_are_cut():
    language = Language("en")
    told = SITUATIONS["three_hundred"]()
    total = public_report(told, language, zone="WIB").total
    assert total.complete.ratio == "100/301"
    assert total.complete.percent == "33.2%"


def test_the_bar_covers_the_units_expected():
    [kalurahan] = [row for row in public_report(SITUATIONS["office"](), Language("en"), zone="WIB").kinds if row.label == "Kalurahan"]
    assert sum(part.length for part in kalurahan.bar) == 1000
    assert [part.start for part in kalurahan.bar][1:] == [part.start + part.length for part in kalurahan.bar][:-1]


def test_a_unit_shows_what_it_owes_and_gave():
    units = {(unit.name, unit.area_name): unit for unit in public_report(SITUATIONS["office"](), Language("en"), zone="WIB").units}
    kepek = units["Kepek", "Wonosari"]
    assert (kepek.status, kepek.met) == ("INCOMPLETE", "5/7")
    assert "Instagram\u00a09" in kepek.platforms
    assert "YouTube\u00a0–" in kepek.platforms
    assert units["Kepek", "Nglipar"].posts == "–"
    assert units["Badan Baru", ""].met == "–"


def test_the_trend_ends_with_the_month_under_the_light():
    report = public_report(SITUATIONS["office"](), Language("en"), zone="WIB")
    assert [month.label for month in report.months] == [
        Language("en").short_month(ReportingMonth(2026, 10) - back) for back in range(5, -1, -1)
    ]
    assert all(len(unit.steps) <= 6 for unit in report.units)


def test_three_hundred_units_take_a_moment():
    started = time.perf_counter()
    made("three_hundred")
    assert time.perf_counter() - started < 5
