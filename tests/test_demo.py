"""The sample office: the same every time, growing by the day, and nobody's but ours."""

from __future__ import annotations

import re
import tomllib
import zipfile
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path

import pytest
from publicsuffixlist import PublicSuffixList
from python_calamine import CalamineWorkbook

from sheets_sync.demo import make_office
from sheets_sync.demo.office import DEADLINES, SEED, sample_register, sample_responses
from sheets_sync.demo.people import people_for
from sheets_sync.demo.posts import published
from sheets_sync.demo.typing_habits import in_words, typed_month
from sheets_sync.demo.workbook import REGISTER_HEADER, RESPONSES_HEADER, register_cells, response_cells
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.domain.tab import Cell, Sheet
from sheets_sync.intake.register import read_register

TODAY = date(2026, 11, 24)

POST_SHAPES = {
    "website": r"https://[a-z0-9-]+\.example\.(go|desa)\.id/\S+",
    "instagram": r"https://www\.instagram\.com/([a-z0-9.]+/)?(p|reel|tv)/D[A-Za-z0-9_-]{10}/",
    "facebook": r"https://www\.facebook\.com/(\S+/posts/pfbid\w{50,}|permalink\.php\?story_fbid=pfbid\w{50,}&id=\d+"
    r"|reel/\d+|\S+/videos/\d+/|photo/\?fbid=\d+&set=a\.\d+|watch/\?v=\d+)",
    "x": r"https://(x|twitter)\.com/[a-z0-9_]{4,15}/status/\d{19}",
    "tiktok": r"https://www\.tiktok\.com/@[a-z0-9._]{2,24}/(video|photo)/\d{19}",
    "youtube": r"https://www\.youtube\.com/(watch\?v=|shorts/|live/)[A-Za-z0-9_-]{11}",
    "threads": r"https://www\.threads\.(net|com)/@[a-z0-9._]{2,30}/post/D[A-Za-z0-9_-]{10}",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("office"), TODAY).folder


@pytest.fixture(scope="module")
def response_rows(office: Path) -> list[list[object]]:
    book = CalamineWorkbook.from_path(office / "laporan.xlsx")
    return book.get_sheet_by_name("Form Responses 1").to_python(skip_empty_area=False)


def test_the_same_day_gives_the_same_bytes(office: Path, tmp_path: Path) -> None:
    again = make_office(tmp_path, TODAY)
    assert again.created
    for name in ("sheets-sync.toml", "laporan.xlsx"):
        assert (tmp_path / name).read_bytes() == (office / name).read_bytes()


def test_files_that_exist_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "laporan.xlsx").write_bytes(b"mine")
    first = make_office(tmp_path, TODAY)
    second = make_office(tmp_path, TODAY)
    assert (first.created, second.created) == (True, False)
    assert (tmp_path / "laporan.xlsx").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["laporan.xlsx", "sheets-sync.toml"]


@pytest.fixture(scope="module")
def rows_at_month_end() -> list[list[Cell]]:
    return _rows_on(date(2026, 11, 30))


def _rows_on(day: date) -> list[list[Cell]]:
    return [response_cells(row) for row in sample_responses(sample_register(day), day)]


@pytest.mark.parametrize("day", [1, 6, 24])
def test_a_later_day_of_the_month_only_adds_rows(day: int, rows_at_month_end: list[list[Cell]]) -> None:
    earlier = _rows_on(date(2026, 11, day))
    assert rows_at_month_end[: len(earlier)] == earlier
    assert len(rows_at_month_end) > len(earlier)


def test_the_register_is_the_same_all_month() -> None:
    assert sample_register(date(2026, 11, 1)) == sample_register(date(2026, 11, 30))


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 31), date(2027, 6, 5)])
def test_any_day_has_half_a_year_behind_it_and_nothing_ahead(today: date) -> None:
    rows = sample_responses(sample_register(today), today)
    moments = [row.submitted_at for row in rows]
    assert moments == sorted(moments)
    assert moments[-1] < datetime.combine(today, time())
    assert 700 < len(rows) < 1500


def test_the_workbook_holds_cells_as_a_form_leaves_them(office: Path, response_rows: list[list[object]]) -> None:
    book = CalamineWorkbook.from_path(office / "laporan.xlsx")
    assert book.sheet_names == ["Form Responses 1", "Daftar Unit", "Petunjuk"]
    assert response_rows[0] == list(RESPONSES_HEADER)
    assert {type(row[0]) for row in response_rows[1:] if row[0] != ""} == {datetime}
    assert {type(row[3]) for row in response_rows[1:]} == {str, float, date}
    assert any(not any(cell != "" for cell in row) for row in response_rows[1:]), "a blank row"
    assert any([cell for cell in row if cell != ""] == [row[0]] for row in response_rows[1:] if row[0]), "only a timestamp"


def test_nothing_in_it_is_a_formula_or_a_link(office: Path, response_rows: list[list[object]]) -> None:
    assert any(str(row[2]).startswith("=HYPERLINK") for row in response_rows), "as text"
    with zipfile.ZipFile(office / "laporan.xlsx") as package:
        for name in package.namelist():
            assert not re.search(rb"<f[ >]|<hyperlink", package.read(name)), name


def test_the_register_can_be_read_without_a_problem() -> None:
    samples = sample_register(TODAY)
    register = read_register(Sheet("Daftar Unit", [REGISTER_HEADER, *(register_cells(sample) for sample in samples)]))
    assert register.problems == ()
    assert len(register.units) == 200
    for sample in samples:
        read = register.units[sample.unit.code]
        for field in ("name", "kind", "aliases", "operator_emails", "sk_date", "sk_until", "targets", "active_since", "accounts"):
            assert getattr(read, field) == getattr(sample.unit, field), (sample.unit.code, field)


def test_accounts_are_each_unit_s_own() -> None:
    for platform in PLATFORMS:
        handles = [
            account.handle for sample in sample_register(TODAY) for code, account in sample.accounts.items() if code == platform.code
        ]
        assert len(handles) == len(set(handles)), platform.code


def test_posts_look_like_their_platform_s_and_each_is_unique() -> None:
    months = [ReportingMonth(2026, 6) + offset for offset in range(6)]
    seen: set[str] = set()
    for sample in sample_register(TODAY):
        for platform in sample.accounts:
            urls = [post.url for month in months for post in published(sample, platform, month, SEED).posts]
            assert len(urls) == len(set(urls) - seen), (sample.unit.code, platform)
            assert all(re.fullmatch(POST_SHAPES[platform], url) for url in urls), (sample.unit.code, platform, urls[:3])
            seen.update(urls)


def test_nobody_real_is_addressed() -> None:
    samples = sample_register(TODAY)
    public_suffixes = PublicSuffixList()
    for sample in samples:
        unit = sample.unit
        assert all(address.endswith("@example.go.id") for address in (*unit.operator_emails, unit.head_email) if address)
        host = sample.accounts["website"].handle if "website" in sample.accounts else "example.go.id"
        assert public_suffixes.privatesuffix(host) in {"example.go.id", "example.desa.id"}
    assert all(re.search(r"@example\.(go\.id|com)$", person.email) for person in people_for(samples, seed=SEED, messiness=1))


def test_the_settings_say_what_the_sample_goes_by() -> None:
    settings = tomllib.loads(files("sheets_sync.demo").joinpath("settings.toml").read_text(encoding="utf-8"))
    policy = settings["policy"]
    assert settings["workbook"] == {"path": "laporan.xlsx", "output": "rekap.xlsx"}
    assert policy["platforms"] == [platform.code for platform in PLATFORMS]
    assert (policy["due_day"], policy["due_time"], policy["working_days"], policy["lock_day"]) == (
        DEADLINES.due_day,
        f"{DEADLINES.due_time:%H:%M}",
        DEADLINES.working_days,
        DEADLINES.lock_day,
    )


def test_typing_habits() -> None:
    assert [in_words(number) for number in (0, 7, 11, 12, 20, 35, 120)] == [
        "nol", "tujuh", "sebelas", "dua belas", "dua puluh", "tiga puluh lima", "120",
    ]  # fmt: skip
    assert typed_month("{old} {year}", ReportingMonth(2026, 11)) == "Nopember 2026"
    assert typed_month("serial", ReportingMonth(2026, 10)) == 46296
