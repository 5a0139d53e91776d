"""A response whose unit is not certain: those it may be from are asked, and not told that nothing has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Address, Draft, Message
from sheets_sync.emails import Context, area_report, executive_report, overdue, reminder, unit_report
from sheets_sync.emails.announcement import announcement
from sheets_sync.emails.render import Renderer
from sheets_sync.language import Language
from tests import office as o

INDONESIAN, ENGLISH = Language("id"), Language("en")
CONTEXT = Context(
    office="Diskominfo",
    form_url="https://forms.example.com/laporan",
    reply_to="monev@example.go.id",
    leadership=(Address("bupati@example.go.id"),),
)
VILLAGE = {**o.GARI, "Kode": "34.03.01.2001", "Nama Unit": "Wonosari", "Email Kepala": "lurah.wonosari@example.go.id"}
VILLAGE |= {"Email Operator": "kal.wonosari@example.go.id", "Instagram": "@kal_wonosari"}
AREA = {**o.WONOSARI, "Email Kepala": "panewu.wonosari@example.go.id"}
GARI = {**o.GARI, "Email Kepala": "lurah.gari@example.go.id"}
FAR_KEPEK = {**o.KEPEK_SAPTOSARI, "Email Kepala": "lurah.kepek.saptosari@example.go.id"}
REGISTER = (AREA, VILLAGE, GARI, {**o.SAPTOSARI, "Email Kepala": ""}, o.KEPEK, FAR_KEPEK)
STRANGER = "orang.lain@example.com"
UNCLEAR = {
    "Wonosari": ((AREA, "Kapanewon Wonosari"), (VILLAGE, "Kalurahan Wonosari")),
    "Kepek": ((o.KEPEK, "Kalurahan Kepek, Wonosari"), (FAR_KEPEK, "Kalurahan Kepek, Saptosari")),
}
ASKED = "nama unitnya belum jelas"
MARK = "ada respons yang namanya belum jelas"


def office(*names: str, **options: object) -> Assessment:
    responses = [o.good(name, sender=STRANGER, at=datetime(2026, 11, 3, 9, 12 + number)) for number, name in enumerate(names)]
    return replace(o.Office(responses, REGISTER), **options).assess()


def letters(drafts: list[Draft], language: Language = INDONESIAN) -> Iterator[tuple[str, Message]]:
    return ((draft.to.email, Renderer(language).message(draft)) for draft in drafts)


def letter_to(address: str, drafts: list[Draft], language: Language = INDONESIAN) -> Message:
    (letter,) = [letter for to, letter in letters(drafts, language) if to == address]
    return letter


@pytest.mark.parametrize("name", UNCLEAR)
@pytest.mark.parametrize("kind", [reminder, overdue])
def test_operators_of_both_candidates_are_asked(name, kind):
    told = office(name, now=datetime(2026, 11, 4, 8) if kind is reminder else o.NOW)
    for unit, _label in UNCLEAR[name]:
        letter = letter_to(unit["Email Operator"], kind.draft(told, INDONESIAN, CONTEXT))
        for text in (letter.text, letter.html):
            assert f"“{name}”, diterima Selasa, 3 November 2026 pukul 09.12 WIB" in text
            assert "Apabila benar, mohon isi formulir sekali lagi dengan memilih" in text
            assert "atau balas surel ini" in text
            assert "belum kami terima" not in text
            assert "belum lengkap" not in text
        assert "masih kami tunggu" not in f"{letter.subject} {letter.text}".lower()
        assert "Mohon diperiksa: laporan publikasi Oktober 2026" in letter.subject


@pytest.mark.parametrize("name", UNCLEAR)
def test_heads_of_both_candidates_are_asked(name):
    told = office(name)
    for unit, _label in UNCLEAR[name]:
        for kind in (overdue, unit_report):
            drafts = [each for each in kind.draft(told, INDONESIAN, CONTEXT) if kind is overdue or each.subject_of == unit["Kode"]]
            letter = letter_to(unit["Email Kepala"], drafts)
            assert ASKED in letter.text
            assert "laporan Oktober 2026 belum kami terima" not in letter.text
            assert "masih kami nantikan" in letter.text
    (report,) = [each for each in unit_report.draft(told, INDONESIAN, CONTEXT) if each.subject_of == UNCLEAR[name][0][0]["Kode"]]
    assert report.view["verdict"] == "Belum Lapor"


def test_in_english_it_reads_the_same():
    letter = letter_to(VILLAGE["Email Operator"], overdue.draft(office("Wonosari"), ENGLISH, CONTEXT), ENGLISH)
    assert "whose unit name is not clear: “Wonosari”, received on Tuesday, 3 November 2026 at 09:12 WIB" in letter.text
    assert "Only if it is not is the report for October 2026 still awaited." in letter.text
    assert letter.subject.endswith("Please check: publication report for October 2026")


def test_who_is_no_candidate_is_told_as_before():
    with_it, without = office("Kapanewon Saptosari", "Wonosari"), office("Kapanewon Saptosari")
    for kind in (reminder, overdue):
        before = dict(letters(kind.draft(without, INDONESIAN, CONTEXT)))
        for to, letter in letters(kind.draft(with_it, INDONESIAN, CONTEXT)):
            if "wonosari" not in to:
                assert (letter.subject, letter.text) == (before[to].subject, before[to].text)
    letter = letter_to(GARI["Email Operator"], overdue.draft(with_it, INDONESIAN, CONTEXT))
    assert "laporan Oktober 2026 belum kami terima" in letter.text


def test_a_candidate_that_has_reported_by_itself_is_told_nothing_of_it():
    told = office("Wonosari", "Kapanewon Wonosari")
    (report,) = [each for each in unit_report.draft(told, INDONESIAN, CONTEXT) if each.subject_of == AREA["Kode"]]
    assert ASKED not in Renderer(INDONESIAN).message(report).text
    partly = office("Wonosari", "Kapanewon Wonosari", register=(*REGISTER[1:], {**AREA, "TikTok": "@kap_wonosari"}))
    assert o.status(partly, AREA["Kode"]) == "INCOMPLETE"
    assert ASKED not in letter_to(AREA["Email Operator"], overdue.draft(partly, INDONESIAN, CONTEXT)).text
    assert ASKED in letter_to(VILLAGE["Email Operator"], overdue.draft(partly, INDONESIAN, CONTEXT)).text


def test_a_name_no_unit_bears_is_put_to_nobody():
    told = office("Kantor Antah Berantah")
    assert o.found(told, "unknown-unit")
    assert told.unclear_in(o.OCTOBER) == {}


def test_a_response_about_another_month_is_not_this_months():
    told = o.Office([o.good("Wonosari", month="September 2026", sender=STRANGER)], REGISTER).assess()
    assert set(told.unclear_in(o.OCTOBER - 1)) == {AREA["Kode"], VILLAGE["Kode"]}
    assert ASKED not in letter_to(VILLAGE["Email Operator"], overdue.draft(told, INDONESIAN, CONTEXT)).text


def test_several_responses_are_told_in_one_sentence_and_without_their_moment_where_it_is_not_known():
    responses = [o.good("Wonosari", sender=STRANGER), o.good("wonosari", sender=STRANGER, at="entah")]
    told = o.Office(responses, REGISTER).assess()
    letter = letter_to(VILLAGE["Email Operator"], overdue.draft(told, INDONESIAN, CONTEXT))
    assert "beberapa respons" in letter.text
    assert "pukul 09.00 WIB; dan “wonosari”. Bisa jadi salah satunya" in letter.text


def test_somebody_with_several_units_reads_it_beside_the_unit():
    shared = "bersama@example.go.id"
    register = [{**unit, "Email Operator": shared} for unit in (VILLAGE, GARI)]
    told = o.Office([o.good("Wonosari", sender=STRANGER)], [AREA, *register]).assess()
    letter = letter_to(shared, overdue.draft(told, INDONESIAN, CONTEXT))
    assert letter.text.startswith("Lewat 4 hari dari tenggat: 2 unit belum lengkap atau belum jelas")
    assert letter.subject.startswith("Kalurahan Wonosari dan Kalurahan Gari: ")
    wonosari, gari = letter.text.split("- Kalurahan Gari")
    assert "memilih" in wonosari
    assert "laporan Oktober 2026 belum kami terima" in gari
    assert "<small>Apabila benar" in letter.html


def test_somebody_of_whose_units_all_may_have_reported_is_not_told_that_they_are_awaited():
    shared = "bersama@example.go.id"
    register = [{**unit, "Email Operator": shared} for unit in (o.KEPEK, FAR_KEPEK)]
    told = o.Office([o.good("Kepek", sender=STRANGER)], register).assess()
    letter = letter_to(shared, overdue.draft(told, INDONESIAN, CONTEXT))
    assert "Bisa jadi respons itu adalah laporan unit Anda" in letter.text
    assert "masih kami tunggu" not in letter.subject.lower()


def test_nothing_but_the_name_and_the_moment_is_told():
    told = o.Office([o.response("Wonosari", sender=STRANGER, instagram=(7, o.instagram(4711)), Catatan="rahasia")], REGISTER).assess()
    drafts = [
        *reminder.draft(told, INDONESIAN, CONTEXT),
        *overdue.draft(told, INDONESIAN, CONTEXT),
        *unit_report.draft(told, INDONESIAN, CONTEXT),
    ]
    for _to, letter in letters(drafts):
        assert not any(secret in letter.text + letter.html for secret in (STRANGER, "orang", "4711", "rahasia"))


def test_lists_of_those_not_reported_mark_them():
    told = office("Wonosari", "Kepek")
    (area,) = [each for each in area_report.draft(told, INDONESIAN, CONTEXT) if each.subject_of == AREA["Kode"]]
    assert {row.name: row.note for row in area.view["villages"]} == {"Wonosari": f"({MARK})", "Kepek": f"({MARK})", "Gari": ""}
    assert MARK in Renderer(INDONESIAN).message(area).html
    (leader,) = executive_report.draft(told, INDONESIAN, CONTEXT)
    missing = " ".join(group.names for group in leader.view["missing"])
    assert f"Wonosari ({MARK})" in missing
    assert f"Kepek (Saptosari; {MARK})" in missing
    assert f"Gari ({MARK})" not in missing
    recap = announcement(told, INDONESIAN, CONTEXT)
    assert f"Ditunggu (2): Wonosari ({MARK}), Saptosari\n" in recap
    assert f"Kepek (Wonosari; {MARK})" in recap
