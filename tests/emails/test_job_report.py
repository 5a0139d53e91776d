"""Administrators hear of trouble, and only of trouble."""

from __future__ import annotations

from datetime import datetime

from sheets_sync.emails import job_report
from sheets_sync.language import Language
from tests.builders import OCTOBER
from tests.emails.showcase import CONTEXT

AT = datetime(2026, 11, 8, 9, 0)


def test_lists_the_facts_to_each_administrator() -> None:
    (draft,) = job_report.draft(Language("en"), CONTEXT, month=OCTOBER, at=AT, facts=["One.", "Two."])
    assert (draft.kind, draft.month, draft.subject_of) == ("job_report", "2026-10", "2026-11-08T09-00.admin@example.go.id")
    assert draft.view["facts"] == ("One.", "Two.")
    assert draft.view["verdict"] == "2 matters need attention"
    assert draft.view["headline"] == "Run of Sunday, 8 November 2026 at 09:00 WIB"


def test_no_facts_no_letter() -> None:
    assert job_report.draft(Language("en"), CONTEXT, month=OCTOBER, at=AT, facts=[]) == []
