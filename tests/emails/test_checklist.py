"""What a world-class report mail satisfies beyond its form, over every kind and situation; see test_form_of_letters for the form.

First lines, order, numbers of rows, Indonesian writing, names as typed, and who is told about whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Message
from sheets_sync.domain.unit import KALURAHAN, Unit
from sheets_sync.emails import ALL_KINDS
from sheets_sync.emails.render import Renderer
from tests.builders import assessment, kalurahan, kapanewon, missing, opd, report
from tests.emails.languages import indonesian
from tests.emails.letters import HOSTILE, SITUATIONS, drafts, letters, three_hundred
from tests.emails.reading import Reading
from tests.emails.showcase import RULE_TEXTS, about

REPORTS = ("unit_report", "area_report", "executive_report")
OF_MONTHS = (*REPORTS, "reminder", "overdue")
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
DUE = re.compile(rf"Tenggat: (Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu), \d{{1,2}} ({MONTHS}) \d{{4}} pukul \d\d\.\d\d WIB")
X_OF_Y = re.compile(r"\d+ dari \d+|\d+ unit belum lengkap|belum ada akun", re.IGNORECASE)
CHANGE = re.compile(rf"({MONTHS}) \d{{4}}")
WORST_FIRST = ("Belum Lapor", "Belum Lengkap", "Terlambat", "Lengkap", "Tidak Wajib")
ENGLISH = re.compile(r"\b(January|February|March|May|June|July|August|October|December|Monday|Tuesday|Thursday|Friday|Sunday)\b")

situations = pytest.mark.parametrize("situation", SITUATIONS)


def written(situation: str, *kinds: str) -> list[Message]:
    return [letter for letter in letters(situation) if letter.kind in kinds]


def panel_of(letter: Message) -> str:
    """The words of the coloured panel at the top."""
    return Reading(letter.html[letter.html.index('class="panel') - 30 : letter.html.index("Yth.")]).words


@situations
def test_first_lines_say_how_many_of_how_many_and_until_when(situation: str) -> None:
    for letter in written(situation, *OF_MONTHS):
        for opening in (panel_of(letter), "\n".join(letter.text.splitlines()[:3])):
            assert X_OF_Y.search(opening), letter.key
            assert DUE.search(opening), letter.key


@situations
def test_first_lines_of_reports_say_what_changed(situation: str) -> None:
    for letter in written(situation, *REPORTS):
        change = letter.text.splitlines()[1]
        assert CHANGE.search(change), letter.key
        assert change in panel_of(letter)


@situations
def test_the_preheader_tells_numbers(situation: str) -> None:
    for letter in written(situation, *OF_MONTHS):
        preheader = re.search(r'mso-hide:all">(.*?)</div>', letter.html)
        assert preheader
        assert X_OF_Y.search(preheader[1]), letter.key


@situations
def test_kalurahan_are_listed_worst_first_each_once(situation: str) -> None:
    for letter in written(situation, "area_report"):
        rows = re.findall(
            r"^- (.+): (Belum Lapor|Belum Lengkap|Terlambat|Lengkap|Tidak Wajib); terpenuhi (\S+),", letter.text, re.MULTILINE
        )
        places = [WORST_FIRST.index(status) for _, status, _ in rows]
        assert places == sorted(places)
        assert len(rows) == letter.html.count('<th scope="row" align="left">')


def test_three_hundred_kalurahan_are_all_there() -> None:
    (letter,) = written("three_hundred", "area_report")
    names = [unit.name for unit in three_hundred().units.values() if unit.kind == KALURAHAN]
    rows = re.findall(r'<th scope="row" align="left">(Karangtengah Wetan \d+)', letter.html)
    assert (len(names), sorted(rows)) == (300, sorted(names))
    assert "100 dari 300 kalurahan lengkap" in letter.subject


def test_nobody_and_one_have_their_letters() -> None:
    assert {letter.kind for letter in letters("nobody")} == {"job_report"}
    (one,) = written("one_unit", "unit_report")
    assert "7 dari 7" in panel_of(one)
    (executive, *_) = written("one_unit", "executive_report")
    assert "1 dari 1 unit lengkap" in executive.subject


@situations
def test_dates_and_numbers_are_written_as_in_indonesian(situation: str) -> None:
    for letter in letters(situation):
        prose = re.sub(r"https?://\S+|\S+@\S+|[\d.]+\.example\.go\.id", "", letter.text)
        assert not ENGLISH.search(prose), letter.key
        assert not re.search(r"\d{4}-\d{2}-\d{2}|\d\.\d+%|\d,\d{3}\b|\b\d{5,}\b|\bAM\b|\bPM\b", prose), letter.key
        assert not re.search(r"\d\d:\d\d", prose), letter.key


def test_great_numbers_have_their_dots() -> None:
    (letter,) = [each for each in written("office", "unit_report") if "Kapanewon Nglipar" in each.subject]
    assert "unggahan 1.234," in letter.text


def test_names_that_wish_us_ill_are_read_as_they_were_typed() -> None:
    hostile = '<b>&"'
    (letter,) = [each for each in written("hostile", "unit_report") if f"Kalurahan {hostile}" in each.subject]
    page = Reading(letter.html)
    assert f"Kalurahan {hostile}" in page.words
    assert f"Kalurahan {hostile}" in page.title
    assert f"Kalurahan {hostile}" in letter.text
    (area,) = written("hostile", "area_report")
    shown = Reading(area.html).words
    assert all(" ".join(name.replace("\u202e", "").replace("\u2066", "").split()) in shown for name in HOSTILE)


# Nobody reads about units that are not theirs


def marked_office() -> Assessment:
    """Everything about a unit carries that unit's mark: q10q, q11q, …"""
    areas = [kapanewon("34.03.01", "q91q"), kapanewon("34.03.02", "q92q")]
    units = [
        *(marked(opd, f"OPD-{number}", number) for number in range(30, 36)),
        *(marked(kalurahan, 2000 + number, number, parent="34.03.01") for number in range(10, 16)),
        *(marked(kalurahan, 2000 + number, number, parent="34.03.02") for number in range(20, 26)),
    ]
    told = [(report(unit, website=number + 1), missing(unit))[number % 2] for number, unit in enumerate(units)]
    notes = [about(unit, "missing-links", "x", unit.name, count=3) for unit in units]
    return assessment([*areas, *units], told, notes, rule_texts=RULE_TEXTS)


def marked(make: Callable[..., Unit], code: object, number: int, **fields: str) -> Unit:
    mark = f"q{number}q"
    accounts = {"website": f"https://{mark}.example.go.id", "x": f"@{mark}"}
    return make(code, mark, head_name=mark, head_title=f"Kepala {mark}", operator_name=mark, accounts=accounts, **fields)


def test_nobody_reads_about_units_that_are_not_theirs() -> None:
    office = marked_office()
    seen_kinds = set()
    for draft in drafts(office, indonesian()):
        letter = Renderer(indonesian()).message(draft)
        seen_kinds.add(letter.kind)
        theirs = [unit for unit in office.units.values() if letter.to.email in (unit.head_email, *unit.operator_emails)]
        if letter.kind == "area_report":
            theirs += [unit for unit in office.units.values() if unit.parent == letter.subject_of]
        above = {office.units[unit.parent].name for unit in theirs if unit.parent}
        seen = set(re.findall(r"q\d\dq", f"{letter.subject} {letter.html} {letter.text}"))
        if letter.kind not in ("executive_report", "job_report"):
            assert {unit.name for unit in theirs} <= seen <= {unit.name for unit in theirs} | above, letter.key
    assert seen_kinds == {kind.code for kind in ALL_KINDS}
