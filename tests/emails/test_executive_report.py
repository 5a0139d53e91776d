"""The summary for the leadership: rates with their numbers, who is missing, who keeps missing, who caught up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Address
from sheets_sync.emails import executive_report
from sheets_sync.language import Language
from tests.builders import AFTER_DUE, OCTOBER, SEPTEMBER, assessment, complete, exempt, kalurahan, missing, regency, report
from tests.emails.showcase import CONTEXT

ENGLISH = Language("en")
UNITS = regency(areas=2, villages=3, offices=2)
OPD_1, OPD_2, SEAT_1, SEAT_2, A1, A2, A3, B1, B2, B3 = UNITS
AUGUST = OCTOBER - 2


def view(told: Assessment) -> dict[str, Any]:
    return dict(executive_report.draft(told, ENGLISH, CONTEXT)[0].view)


def october() -> Assessment:
    told = [
        complete(OPD_1), missing(OPD_2), complete(SEAT_1), complete(SEAT_2, late=True),
        complete(A1), report(A2, website=9), missing(A3), missing(B1), missing(B2), exempt(B3),
        complete(OPD_1, SEPTEMBER), complete(OPD_2, SEPTEMBER), complete(A1, SEPTEMBER, late=True), exempt(B2, SEPTEMBER),
        complete(A3, AUGUST), complete(OPD_2, AUGUST), report(B1, AUGUST, x=0),
    ]  # fmt: skip
    return assessment(UNITS, told)


def test_goes_to_each_of_the_leadership_once() -> None:
    leaders = (Address("bupati@example.go.id", "Bupati"), Address("BUPATI@example.go.id"), Address("sekda@example.go.id"))
    drafts = executive_report.draft(october(), ENGLISH, replace(CONTEXT, leadership=leaders))
    assert [(draft.subject_of, draft.cc) for draft in drafts] == [("bupati@example.go.id", ()), ("sekda@example.go.id", ())]
    assert drafts[1].view["salutation"] == "Dear leadership,"


def test_counts_the_regency() -> None:
    shown = view(october())
    assert shown["verdict"] == "4 of 9 units complete"
    assert shown["headline"] == "44.4% complete; 3 of 9 on time (33.3%)"
    assert shown["change"] == "1 more than September 2026 (3 of 9, 33.3%)."


def test_rates_by_kind_have_their_numbers_beside_them() -> None:
    shown = view(october())
    assert [(row.label, row.complete, row.complete_percent, row.on_time, row.on_time_percent) for row in shown["kinds"]] == [
        ("Regional offices", "1/2", "50.0%", "1/2", "50.0%"),
        ("Kapanewon", "2/2", "100.0%", "1/2", "50.0%"),
        ("Kalurahan", "1/5", "20.0%", "1/5", "20.0%"),
    ]
    assert (shown["total"].complete, shown["total"].on_time) == ("4/9", "3/9")


def test_areas_with_most_to_do_come_first() -> None:
    assert [(row.label, row.complete) for row in view(october())["areas"]] == [("Kapanewon 2", "0/2"), ("Kapanewon 1", "1/3")]


def test_trend_goes_back_a_year() -> None:
    told = [complete(unit, OCTOBER - back) for back in range(14) for unit in UNITS]
    trend = view(assessment(UNITS, told))["trend"]
    assert len(trend) == 12
    assert {(row.value, row.word, row.width) for row in trend} == {("10/10", "100.0%", 100)}


def test_who_is_missing_by_kind() -> None:
    groups = view(october())["missing"]
    assert [(group.title, group.number, group.names) for group in groups] == [
        ("Regional offices", "1", "Dinas 2"),
        ("Kalurahan", "3", "Desa 01-3, Desa 02-1, and Desa 02-2"),
    ]


def test_long_lists_end_in_a_count() -> None:
    units = [kalurahan(2000 + number, f"Desa {number}") for number in range(49)]
    (group,) = view(assessment(units))["missing"]
    assert group.number == "49"
    assert group.names.endswith("Desa 10, Desa 11 and 37 others")


def test_one_more_is_named_rather_than_counted() -> None:
    units = [kalurahan(2000 + number, f"Desa {number}") for number in range(13)]
    assert view(assessment(units))["missing"][0].names.endswith("Desa 11, and Desa 12")


def test_repeat_is_two_months_running_over_what_was_owed() -> None:
    groups = view(october())["repeated"]
    assert [(group.title, group.names) for group in groups] == [
        ("2 months in a row", "Kalurahan Desa 01-3, Kalurahan Desa 02-1, and Kalurahan Desa 02-2")
    ]


def test_a_month_that_is_not_yet_due_accuses_nobody_of_repeating() -> None:
    told = replace(october(), now=AFTER_DUE.replace(day=4))
    assert [(group.title, group.names) for group in view(told)["repeated"]] == []


def test_who_caught_up_is_thanked() -> None:
    assert [(group.title, group.names) for group in view(october())["improved"]] == [("Kapanewon", "Kapanewon 1 and Kapanewon 2")]


def test_platforms_over_all_units_that_owe_them() -> None:
    shown = view(october())
    website = shown["platforms"][0]
    assert (website.label, website.posts, website.met, website.met_percent) == ("Website", "25", "5/9", "55.5%")
    assert shown["total_posts"] == "121"


def test_no_letter_to_nobody_and_none_about_nothing() -> None:
    assert executive_report.draft(october(), ENGLISH, replace(CONTEXT, leadership=())) == []
    assert executive_report.draft(assessment([]), ENGLISH, CONTEXT) == []
    assert executive_report.draft(assessment([B3], [exempt(B3)]), ENGLISH, CONTEXT) == []
