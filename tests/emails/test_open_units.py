"""Reminders and overdue notes: to those who can still do something, one letter each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Draft
from sheets_sync.emails import overdue, reminder
from sheets_sync.language import Language
from tests.builders import assessment, complete, exempt, kalurahan, missing, report
from tests.emails.showcase import CONTEXT, KEPEK, office

ENGLISH = Language("en")
SHARED = ("siti@example.go.id",)
OPEN = kalurahan(2001, "Open", operator_name="Contoh", operator_emails=SHARED)
PART = kalurahan(2002, "Part", operator_name="", operator_emails=("Siti@Example.go.id", "budi@example.go.id"))
DONE, LATE, FREE = (kalurahan(2003 + number, name, operator_emails=SHARED) for number, name in enumerate(("Done", "Late", "Free")))


def told(now: datetime = datetime(2026, 11, 2, 8, 0)) -> Assessment:
    said = [missing(OPEN), report(PART, website=1, x=0), complete(DONE), complete(LATE, late=True), exempt(FREE)]
    return assessment([OPEN, PART, DONE, LATE, FREE], said, now=now)


def reminders(now: datetime = datetime(2026, 11, 2, 8, 0), wave: int | None = None) -> list[Draft]:
    return reminder.draft(told(now), ENGLISH, CONTEXT, wave=wave)


def test_one_reminder_a_person_however_many_units() -> None:
    siti, budi = reminders()
    assert (siti.to.email, siti.cc) == ("siti@example.go.id", ())
    assert [unit.name for unit in siti.view["units"]] == ["Kalurahan Open", "Kalurahan Part"]
    assert siti.view["headline"] == "2 units not yet complete"
    assert siti.view["salutation"] == "Dear Contoh,"
    assert [unit.name for unit in budi.view["units"]] == ["Kalurahan Part"]
    assert budi.view["salutation"] == "Dear publication officer,"


def test_says_what_is_missing_and_links_the_form_of_each_unit() -> None:
    siti, budi = reminders()
    assert [unit.open for unit in siti.view["units"]] == ["", "Instagram, Facebook, TikTok, YouTube, and Threads"]
    assert siti.view["button_link"] == ""
    assert siti.view["units"][0].link.endswith("unit=Kalurahan%20Open&bulan=2026-10")
    assert budi.view["button_link"].endswith("unit=Kalurahan%20Part&bulan=2026-10")
    assert budi.view["headline"] == "2 of 7 obligations met"


def test_whose_only_unit_is_open_reads_what_exactly_to_mend() -> None:
    kepek = KEPEK.operator_emails[0]
    (letter,) = [draft for draft in reminder.draft(office(), ENGLISH, CONTEXT) if draft.to.email == kepek]
    assert letter.view["paragraphs"][1] == "Still to be completed: TikTok and YouTube."
    assert [finding.title for finding in letter.view["findings"]] == ["Tautan belum ada", "Jumlah unggahan belum diisi"]


def test_whose_units_are_several_reads_of_each_in_the_table() -> None:
    siti, _ = reminders()
    assert siti.view["findings"] == ()
    assert not any("Still to be completed" in paragraph for paragraph in siti.view["paragraphs"])


@pytest.mark.parametrize(
    ("now", "left"),
    [(datetime(2026, 11, 2, 23, 59), "3 days left"), (datetime(2026, 11, 4), "1 day left"), (datetime(2026, 11, 5, 8), "Due today")],
)
def test_days_left(now: datetime, left: str) -> None:
    assert reminders(now)[0].view["verdict"] == left


def test_waves_of_one_month_are_told_apart() -> None:
    assert [draft.subject_of for draft in reminders()] == ["siti@example.go.id.-3", "budi@example.go.id.-3"]
    assert reminders(wave=-1)[0].subject_of == "siti@example.go.id.-1"


def test_nobody_is_reminded_of_what_is_done() -> None:
    done = assessment([DONE, LATE, FREE], [complete(DONE), complete(LATE, late=True), exempt(FREE)])
    assert reminder.draft(done, ENGLISH, CONTEXT) == []
    assert overdue.draft(done, ENGLISH, CONTEXT) == []


def test_overdue_goes_to_operators_and_heads() -> None:
    drafts = overdue.draft(told(datetime(2026, 11, 6, 8)), ENGLISH, CONTEXT)
    assert [draft.to.email for draft in drafts] == [*SHARED, OPEN.head_email, "budi@example.go.id", PART.head_email]
    assert {draft.view["verdict"] for draft in drafts} == {"1 day past the due day"}
    assert [draft.view["salutation"] for draft in drafts][1] == "Dear Lurah Open,"
    assert drafts[0].subject_of == "siti@example.go.id.+1"
    assert "Corrections count if we receive them by Friday, 20 November 2026 at 23:59 WIB." in drafts[0].view["paragraphs"]


def test_a_head_who_operates_gets_one_letter() -> None:
    village = replace(OPEN, head_email="SITI@example.go.id", head_title="Pj. Lurah")
    (draft,) = overdue.draft(assessment([village], now=datetime(2026, 11, 6, 8)), ENGLISH, CONTEXT)
    assert draft.view["salutation"] == "Dear Pj. Lurah Open,"


def test_unusable_addresses_are_left_out() -> None:
    village = replace(OPEN, operator_emails=("-", "belum ada@x", "a@b"), head_email="tidak ada")
    assert overdue.draft(assessment([village]), ENGLISH, CONTEXT) == []
