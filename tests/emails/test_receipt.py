"""Receipts go to senders the register knows, and tell them what was understood of their answers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Draft
from sheets_sync.domain.tables import RESPONSES
from sheets_sync.emails import receipt
from sheets_sync.language import Language
from tests.builders import OCTOBER, SEPTEMBER, assessment, complete, finding, kalurahan, kapanewon, report
from tests.emails.showcase import CONTEXT

ENGLISH = Language("en")
SEAT = kapanewon()
VILLAGE, OTHER = kalurahan(2001, "Kepek"), kalurahan(2002, "Other")


def response(
    row: int = 5, email: str = VILLAGE.operator_emails[0], unit: str = VILLAGE.code, month: int = OCTOBER.ordinal, **fields: Any
) -> dict[str, Any]:
    moment = pd.Timestamp(2026, 11, 3, 9, row)
    given = {
        "row": row,
        "submitted_at": moment,
        "email": email,
        "unit_text": "Kepek",
        "month_text": "Oktober",
        "unit": unit,
        "month": month,
    }
    return {**given, **fields}


def told() -> Assessment:
    findings = [{**finding("missing-count", VILLAGE), "values": {"platform": "X"}}, finding("no-sk", month=None, row=9)]
    return assessment([SEAT, VILLAGE, OTHER], [report(VILLAGE, website=2, instagram=0), complete(VILLAGE, SEPTEMBER)], findings)


def drafts(*responses: dict[str, Any]) -> list[Draft]:
    return receipt.draft(told(), ENGLISH, CONTEXT, responses=pd.DataFrame(list(responses), columns=list(RESPONSES)))


def test_tells_what_was_understood_and_what_is_missing() -> None:
    (draft,) = drafts(response())
    assert (draft.month, draft.to.email) == ("2026-10", VILLAGE.operator_emails[0])
    assert draft.view["verdict"] == "Received – Incomplete"
    assert draft.view["platforms"][0].posts == "2"
    assert [block.title for block in draft.view["findings"]] == ["Count missing"]
    assert draft.view["button_link"].endswith("bulan=2026-10")
    assert "Tuesday, 3 November 2026 at 09:05 WIB" in draft.view["paragraphs"][0]


def test_speaks_of_the_month_reported_on() -> None:
    (draft,) = drafts(response(month=SEPTEMBER.ordinal))
    assert (draft.month, draft.view["verdict"], draft.view["button_link"]) == ("2026-09", "Received – Complete", "")


@pytest.mark.parametrize("email", ["", "asing@example.com", OTHER.operator_emails[0], OTHER.head_email])
def test_strangers_and_other_units_are_told_nothing(email: str) -> None:
    assert drafts(response(email=email)) == []


@pytest.mark.parametrize("email", [VILLAGE.head_email, SEAT.operator_emails[0], VILLAGE.operator_emails[0].upper()])
def test_the_head_and_the_kapanewon_may_report_for_a_unit(email: str) -> None:
    assert len(drafts(response(email=email))) == 1


def test_several_responses_about_one_report_have_one_receipt() -> None:
    (draft,) = drafts(response(5), response(7))
    assert draft.subject_of == "34.03.01.2001.20261103T090700"


@pytest.mark.parametrize(("unit", "month"), [("", -1), ("", OCTOBER.ordinal), (VILLAGE.code, -1)])
def test_what_was_not_understood_is_said(unit: str, month: int) -> None:
    (draft,) = drafts(response(9, unit=unit, month=month, unit_text="Kepekk?", month_text="Oktember"))
    assert draft.view["verdict"] == "Received, not yet counted"
    assert draft.view["headline"] == "Unit: “Kepekk?”; month: “Oktember”"
    assert draft.view["platforms"] == ()
    assert [block.title for block in draft.view["findings"]] == ["No decree"]
    assert draft.month == "2026-10"


def test_a_response_without_a_moment_has_a_receipt_too() -> None:
    (draft,) = drafts(response(submitted_at=pd.NaT))
    assert draft.subject_of == "34.03.01.2001.row5"
    assert draft.view["paragraphs"][0].startswith("Thank you, your answers have reached us.")


def test_no_responses_no_receipts() -> None:
    assert drafts() == []
