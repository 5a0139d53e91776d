"""The report to the head of a unit says how it stands, kindly, and says nothing of anybody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Address
from sheets_sync.emails import Context, not_mailed, unit_report
from sheets_sync.language import Language
from tests.builders import (
    OCTOBER,
    OFFICE,
    SEPTEMBER,
    Told,
    assessment,
    complete,
    exempt,
    finding,
    kalurahan,
    kapanewon,
    missing,
    opd,
    report,
)
from tests.emails.letters import letters
from tests.emails.showcase import CONTEXT, FAR_VILLAGES, KEPEK, VILLAGES

ENGLISH = Language("en")
VILLAGE = kalurahan()


def view(told: Assessment, code: str = VILLAGE.code, context: Context = CONTEXT) -> dict[str, Any]:
    found = [draft for draft in unit_report.draft(told, ENGLISH, context) if draft.subject_of == code]
    assert len(found) == 1
    return dict(found[0].view)


def of_village(*told: Told, findings: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return view(assessment([kapanewon(), VILLAGE], told, findings or []))


def test_goes_to_the_head_with_a_copy_to_the_operators() -> None:
    village = kalurahan(
        head_name="Contoh, S.E.", operator_emails=("op@example.go.id", "OP@example.go.id", "kepala.34030 12002@x", VILLAGE.head_email)
    )
    (draft,) = unit_report.draft(assessment([village]), ENGLISH, CONTEXT)
    assert draft.to == Address(village.head_email, "Contoh, S.E.")
    assert [address.email for address in draft.cc] == ["op@example.go.id"]
    assert (draft.kind, draft.month, draft.subject_of) == ("unit_report", "2026-10", village.code)


@pytest.mark.parametrize(
    ("told", "verdict", "headline", "tone"),
    [
        (complete(VILLAGE), "Complete", "7 of 7 obligations met", "good"),
        (complete(VILLAGE, late=True), "Late", "7 of 7 obligations met, complete since Thursday, 12 November 2026 at 09:15 WIB", "fair"),
        (report(VILLAGE, website=1, x=0), "Incomplete", "2 of 7 obligations met", "poor"),
        (missing(VILLAGE), "Not Yet Reported", "0 of 7 obligations met; the report for October 2026 has not reached us yet", "bad"),
    ],
)
def test_first_line_is_the_verdict(told: Told, verdict: str, headline: str, tone: str) -> None:
    shown = of_village(told)
    assert (shown["verdict"], shown["headline"], shown["tone"]) == (verdict, headline, tone)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (report(VILLAGE, SEPTEMBER, website=1), complete(VILLAGE), "Better than September 2026 (Incomplete, 1 of 7)."),
        (complete(VILLAGE, SEPTEMBER), missing(VILLAGE), "Below September 2026 (Complete, 7 of 7)."),
        (complete(VILLAGE, SEPTEMBER), complete(VILLAGE, posts=9), "The same as September 2026 (Complete, 7 of 7)."),
        (complete(VILLAGE, SEPTEMBER, late=True), complete(VILLAGE), "Better than September 2026 (Late, 7 of 7)."),
        (report(VILLAGE, SEPTEMBER, website=1), report(VILLAGE, website=1, x=2), "Better than September 2026 (Incomplete, 1 of 7)."),
        (exempt(VILLAGE, SEPTEMBER), complete(VILLAGE), "There is nothing to compare with for September 2026."),
    ],
)
def test_change_since_the_month_before(before: Told, now: Told, change: str) -> None:
    assert of_village(before, now)["change"] == change


def test_without_the_month_before_there_is_no_change_and_no_trend() -> None:
    shown = of_village(complete(VILLAGE))
    assert shown["change"] == "There is nothing to compare with for September 2026."
    assert shown["trend"] == ()


def test_deadline_names_weekday_date_and_zone() -> None:
    assert of_village(complete(VILLAGE))["deadline"] == "Due: Thursday, 5 November 2026 at 23:59 WIB"


def test_platforms_in_words() -> None:
    owed = {
        "website": "https://www.kepek.example.go.id/",
        "instagram": "@kepek | @kepek2",
        "x": "@kepek",
        "youtube": "@kepek",
        "tiktok": "@kepek",
    }
    village = replace(VILLAGE, accounts=owed)
    told = report(village, website=1234, instagram=5, x=0, youtube=None, facebook=2, links={"instagram": 0})
    unreadable = replace_answer(told, "tiktok", count_cell="banyak")
    rows = view(assessment([village], [unreadable]))["platforms"]
    assert [(row.label, row.account, row.posts, row.links, row.met_word) for row in rows] == [
        ("Website", "kepek.example.go.id", "1,234", "1,234", "Met"),
        ("Instagram", "@kepek, @kepek2", "5", "0", "Not yet met"),
        ("Facebook", "", "2", "2", "Not required"),
        ("X", "@kepek", "0", "0", "Met"),
        ("TikTok", "@kepek", "unreadable", "0", "Not yet met"),
        ("YouTube", "@kepek", "blank", "0", "Not yet met"),
    ]


@pytest.mark.parametrize(
    ("platform", "typed", "shown"),
    [
        ("facebook", "https://www.facebook.com/profile.php?id=61559909846673", "ID 61559909846673"),
        ("facebook", "facebook.com/kepek.wonosari/", "kepek.wonosari"),
        ("youtube", "https://youtube.com/@kepek", "@kepek"),
        ("instagram", "kepek.demo", "kepek.demo"),
        ("website", "https://kepek.example.go.id/berita", "kepek.example.go.id/berita"),
    ],
)
def test_accounts_are_shown_as_people_say_them(platform: str, typed: str, shown: str) -> None:
    village = replace(VILLAGE, accounts={platform: typed})
    (row,) = view(assessment([village], [missing(village)]))["platforms"]
    assert row.account == shown


def replace_answer(told: Told, platform: str, **fields: Any) -> Told:
    answers = [{**row, **fields} if row["platform"] == platform else row for row in told.answers]
    return Told(told.verdict, answers)


def test_who_did_not_report_still_sees_what_is_owed() -> None:
    rows = of_village(missing(VILLAGE))["platforms"]
    assert len(rows) == 7
    assert {(row.posts, row.links, row.met_word) for row in rows} == {("–", "–", "Not yet met")}


def test_trend_shows_six_months_with_bars_and_words() -> None:
    told = [complete(VILLAGE, OCTOBER - back, posts=back) for back in range(8)] + [missing(VILLAGE, OCTOBER - 2)]
    trend = of_village(*told)["trend"]
    assert [row.month for row in trend] == ["May 26", "Jun 26", "Jul 26", "Aug 26", "Sep 26", "Oct 26"]
    assert [row.width for row in trend] == [100, 80, 60, 0, 20, 0]
    assert [(row.value, row.word) for row in trend[3:]] == [("–", "Not Yet Reported"), ("7", "Complete"), ("0", "Complete")]


def test_complete_units_are_thanked_and_told_their_standing() -> None:
    villages = [kalurahan(2000 + number, f"Desa {number}") for number in range(5)]
    told = assessment(villages, [complete(villages[0]), complete(villages[1]), complete(villages[2], late=True)])
    first = view(told, villages[0].code)
    assert first["paragraphs"][0].startswith("Thank you. The publication report of Kalurahan Desa 0 for October 2026 reached us complete")
    assert first["standing"] == "Kalurahan Desa 0 is one of 2 of 5 kalurahan that were complete on time."
    assert first["button_note"] == ""


def test_others_are_not_ranked() -> None:
    villages = [kalurahan(2000 + number, f"Desa {number}") for number in range(5)]
    told = assessment(villages, [complete(villages[0]), complete(villages[1], late=True)])
    for village in villages[1:]:
        assert view(told, village.code)["standing"] == "1 of 5 kalurahan were complete on time."


@pytest.mark.parametrize("villages", [2, 5])
def test_no_comparison_with_too_few_or_with_nobody(villages: int) -> None:
    units = [kalurahan(2000 + number, f"Desa {number}") for number in range(villages)]
    told = [complete(units[0]), complete(units[1])] if villages == 2 else []
    assert view(assessment(units, told), units[0].code)["standing"] == ""


def test_findings_are_worst_first_each_with_its_remedy() -> None:
    findings = [
        finding("superseded", VILLAGE, platform="x", platform_label="X", old="2"),
        finding("no-sk", VILLAGE, month=None),
        finding("missing-count", VILLAGE),
    ]
    findings = [{**row, "values": {"platform": "X", **row["values"]}} for row in findings]
    shown = of_village(report(VILLAGE, website=1), findings=findings)["findings"]
    assert [block.severity for block in shown] == ["Needs fixing", "Please check", "Good to know"]
    assert shown[0].messages == ("X: the number of posts is blank.",)
    assert shown[0].remedy == "Fill in the number; 0 if there was none."


def test_findings_of_one_remedy_stand_together_and_long_lists_are_counted() -> None:
    findings = [{**finding("missing-count", VILLAGE), "values": {"platform": f"P{number}"}} for number in range(8)]
    (block,) = of_village(report(VILLAGE, website=1), findings=findings)["findings"]
    assert block.messages[0] == "P0: the number of posts is blank."
    assert (len(block.messages), block.more) == (5, "and 3 more")


def test_more_findings_than_a_person_reads_are_counted() -> None:
    findings = [{**finding("missing-links", VILLAGE), "values": {"platform": f"P{number}", "count": 1}} for number in range(14)]
    shown = of_village(report(VILLAGE, website=1), findings=findings)
    assert (len(shown["findings"]), shown["more_findings"]) == (10, "4 further notes are in the recap.")


def test_findings_of_other_months_and_units_stay_out() -> None:
    other = kalurahan(2009, "Other")
    findings = [finding("no-sk", other, month=None), finding("no-sk", VILLAGE, month=SEPTEMBER)]
    shown = view(assessment([VILLAGE, other], [complete(VILLAGE)], findings))
    assert shown["findings"] == ()


def test_what_is_missing_and_until_when_it_counts() -> None:
    shown = of_village(report(VILLAGE, website=1, instagram=2, facebook=3, x=4, youtube=0))
    assert "Still to be completed: TikTok and Threads." in shown["paragraphs"][1]
    assert shown["button_note"] == "Corrections count if we receive them by Friday, 20 November 2026 at 23:59 WIB."


def test_a_missing_report_is_awaited_and_nobody_blamed() -> None:
    paragraphs = " ".join(of_village(missing(VILLAGE))["paragraphs"])
    assert "We have not yet received" in paragraphs
    assert "If the report has been sent already, please tell us" in paragraphs


def test_the_button_opens_the_form_of_this_unit_and_month() -> None:
    shown = of_village(missing(VILLAGE))
    assert shown["button_link"] == f"https://forms.example.com/laporan?unit={quote('Kalurahan Kepek (Wonosari)')}&bulan=2026-10"
    assert shown["button_label"] == "Open the form for October 2026"


def test_a_complete_unit_without_notes_needs_no_button() -> None:
    assert of_village(complete(VILLAGE))["button_link"] == ""
    assert of_village(complete(VILLAGE), findings=[finding("no-sk", VILLAGE, month=None)])["button_link"] == ""
    doubtful = [{**finding("fewer-links-than-posts", VILLAGE), "values": {"platform": "X", "links": 1, "count": 2}}]
    assert of_village(complete(VILLAGE), findings=doubtful)["button_link"]


@pytest.mark.parametrize("url", ["", "http://forms.example.com/", "javascript:alert(1)"])
def test_no_button_without_a_form_that_can_be_trusted(url: str) -> None:
    shown = view(assessment([VILLAGE]), context=Context(office=OFFICE, form_url=url))
    assert (shown["button_link"], shown["button_label"]) == ("", "")


def test_units_that_need_not_report_or_cannot_be_reached_are_listed_instead() -> None:
    units = [kalurahan(2001, "A"), kalurahan(2002, "B", head_email=""), kalurahan(2003, "C", head_email="belum ada"), kalurahan(2004, "D")]
    told = assessment(units, [exempt(units[3])])
    assert [draft.subject_of for draft in unit_report.draft(told, ENGLISH, CONTEXT)] == [units[0].code]
    assert [(unit.name, reason) for unit, reason in not_mailed(told)] == [
        ("B", "the register has no usable address of its head"),
        ("C", "the register has no usable address of its head"),
        ("D", "does not have to report this month"),
    ]


def test_a_head_of_several_units_gets_a_letter_for_each() -> None:
    units = [opd("OPD-A", "Bagian A", head_email="satu@example.go.id"), opd("OPD-B", "Bagian B", head_email="satu@example.go.id")]
    drafts = unit_report.draft(assessment(units), ENGLISH, CONTEXT)
    assert [draft.subject_of for draft in drafts] == ["OPD-A", "OPD-B"]


def test_a_unit_without_accounts_is_not_divided_by_nothing() -> None:
    shown = view(assessment([replace(VILLAGE, accounts={})]))
    assert shown["headline"].startswith("No account is registered yet")
    assert (shown["platforms"], shown["total_met"]) == ((), "0/0")


def test_namesakes_are_told_apart_in_the_subject() -> None:
    subjects = [letter.subject for letter in letters("office") if letter.kind == "unit_report" and "Kepek" in letter.subject]
    assert [subject.split(":")[0] for subject in subjects] == ["Kalurahan Kepek (Wonosari)", "Kalurahan Kepek (Nglipar)"]


def test_no_head_sees_another_units_data() -> None:
    """Not its name, its accounts, its address or its numbers."""
    neighbours = [unit for unit in (*VILLAGES, *FAR_VILLAGES) if unit.code != KEPEK.code and unit.name not in ("Kepek", "Wonosari")]
    (letter,) = [letter for letter in letters("office") if letter.kind == "unit_report" and letter.subject_of == KEPEK.code]
    for neighbour in neighbours:
        for secret in (neighbour.name, neighbour.code, neighbour.accounts["x"], neighbour.head_email):
            assert secret not in letter.html + letter.text


def test_a_letter_does_not_change_while_the_data_does_not() -> None:
    told = assessment([VILLAGE], [report(VILLAGE, website=1)])
    later = replace(told, now=told.now.replace(day=28))
    assert view(told) == view(later)
