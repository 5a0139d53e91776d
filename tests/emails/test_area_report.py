"""The report to the head of a kapanewon: its kalurahan, worst first, and nobody else's."""

from __future__ import annotations

from typing import Any

from sheets_sync.domain.assessment import Assessment
from sheets_sync.emails import area_report
from sheets_sync.language import Language
from tests.builders import SEPTEMBER, assessment, complete, exempt, kalurahan, kapanewon, missing, report
from tests.emails.showcase import CONTEXT

ENGLISH = Language("en")
SEAT, OTHER = kapanewon(head_name="Contoh"), kapanewon("34.03.02", "Nglipar")
A, B, C, D, E, F = (kalurahan(2001 + number, name) for number, name in enumerate("ABCDEF"))
FAR = kalurahan(2001, "Far", "34.03.02")


def october() -> Assessment:
    told = [
        complete(A), complete(B, late=True), report(C, website=3, x=0), report(D, website=1), missing(E), exempt(F),
        complete(A, SEPTEMBER), missing(B, SEPTEMBER), complete(C, SEPTEMBER), complete(FAR),
    ]  # fmt: skip
    return assessment([SEAT, OTHER, A, B, C, D, E, F, FAR], told)


def view(told: Assessment, code: str = SEAT.code) -> dict[str, Any]:
    (draft,) = [draft for draft in area_report.draft(told, ENGLISH, CONTEXT) if draft.subject_of == code]
    return dict(draft.view)


def test_goes_to_the_head_alone() -> None:
    first, second = area_report.draft(october(), ENGLISH, CONTEXT)
    assert (first.to.email, first.to.name, first.cc) == (SEAT.head_email, "Contoh", ())
    assert second.subject_of == OTHER.code


def test_counts_complete_and_on_time_of_those_expected() -> None:
    shown = view(october())
    assert shown["verdict"] == "2 of 5 kalurahan complete"
    assert shown["headline"] == "40.0% complete; 1 of 5 on time (20.0%)"
    assert shown["change"] == "As many as September 2026 (2 of 6, 33.3%)."


def test_rows_are_worst_first_and_say_what_is_open() -> None:
    rows = view(october())["villages"]
    assert [(row.name, row.status, row.met, row.posts) for row in rows] == [
        ("E", "Not Yet Reported", "0/7", "–"),
        ("D", "Incomplete", "1/7", "1"),
        ("C", "Incomplete", "2/7", "3"),
        ("B", "Late", "7/7", "28"),
        ("A", "Complete", "7/7", "28"),
        ("F", "Not Required", "–", "–"),
    ]
    assert rows[0].open == ""
    assert rows[2].open == "Instagram, Facebook, TikTok, YouTube, and Threads"


def test_thanks_those_who_caught_up() -> None:
    assert view(october())["thanks"].endswith(": B.")
    assert view(october(), OTHER.code)["thanks"].endswith(": Far.")


def test_a_full_house_is_thanked() -> None:
    shown = view(october(), OTHER.code)
    assert (shown["tone"], shown["verdict"]) == ("good", "1 of 1 kalurahan complete")
    assert shown["paragraphs"][0].startswith("Thank you.")


def test_says_nothing_of_other_areas() -> None:
    assert "Far" not in repr(view(october()))
    assert "Nglipar" not in repr(view(october()))


def test_no_letter_without_kalurahan_that_report_or_without_address() -> None:
    deaf = kapanewon(head_email="")
    assert area_report.draft(assessment([SEAT]), ENGLISH, CONTEXT) == []
    assert area_report.draft(assessment([SEAT, F], [exempt(F)]), ENGLISH, CONTEXT) == []
    assert area_report.draft(assessment([deaf, A], [complete(A)]), ENGLISH, CONTEXT) == []


def test_the_trend_is_of_these_kalurahan() -> None:
    assert [(row.month, row.value, row.word, row.width) for row in view(october())["trend"]] == [
        ("Sep 26", "2/6", "33.3%", 33),
        ("Oct 26", "2/5", "40.0%", 40),
    ]
