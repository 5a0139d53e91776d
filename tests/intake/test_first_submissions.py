"""When a response was first sent: credited where nobody had looked before the edit, and never to a unit's disadvantage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.submission import Submission
from tests.office import GARI, KEPEK, Office, good, instagram, response, status, verdict

UNIT, SENDER = "Kalurahan Kepek, Wonosari", "kepek@example.go.id"
FIRST, EDITED = datetime(2026, 11, 4, 9), datetime(2026, 11, 8, 10, 30, 7)
"""Before and after the due moment, 5 November 23:59."""
NOW = datetime(2026, 11, 9, 8)
EDITED_ROW = good(UNIT, at=EDITED)


def sent(first: datetime = FIRST, last: datetime = EDITED, email: str = SENDER, *answers: str) -> Submission:
    return Submission(first, last, email, frozenset(answers or (UNIT, "Oktober 2026")))


def judged(*form: Submission, rows: tuple[dict, ...] = (EDITED_ROW,), looks: tuple[datetime, ...] = (), now: datetime = NOW) -> Assessment:
    return Office(rows, now=now, form=form, looks=looks).assess()


def test_an_edit_before_anybody_looked_is_on_time_with_the_form_and_late_without() -> None:
    assert status(Office([EDITED_ROW], now=NOW).assess()) == "LATE"
    assessment = judged(sent())
    assert status(assessment) == "COMPLETE"
    assert verdict(assessment)["complete_since"] == verdict(assessment)["received"] == FIRST


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ((), "COMPLETE"),
        ((FIRST - timedelta(seconds=1),), "COMPLETE"),
        ((FIRST,), "LATE"),
        ((datetime(2026, 11, 6, 6),), "LATE"),
        ((EDITED - timedelta(seconds=1),), "LATE"),
        ((EDITED,), "COMPLETE"),
        ((FIRST - timedelta(days=3), EDITED + timedelta(hours=1)), "COMPLETE"),
    ],
)
def test_what_was_seen_before_the_edit_was_judged_then(looks: tuple[datetime, ...], expected: str) -> None:
    assert status(judged(sent(), looks=looks)) == expected


def test_a_later_run_says_the_same_although_the_log_has_grown() -> None:
    office = Office([EDITED_ROW], now=NOW, form=[sent()])
    first = office.assess()
    later = replace(office.remembering(first), now=NOW + timedelta(days=1), looks=(NOW,))
    assert verdict(later.assess()).drop("findings").equals(verdict(first).drop("findings"))
    assert status(replace(later, form=None).assess()) == "COMPLETE"


def test_a_form_that_could_not_be_asked_once_makes_up_for_it_afterwards() -> None:
    office = Office([EDITED_ROW], now=NOW)
    missed = office.assess()
    assert status(missed) == "LATE"
    assert status(replace(office.remembering(missed), form=[sent()], looks=(NOW,)).assess()) == "COMPLETE"


@pytest.mark.parametrize(
    "form",
    [
        [sent(last=EDITED + timedelta(seconds=2))],
        [sent(email="lain@example.go.id")],
        [sent(FIRST, EDITED, "", "Kalurahan Gari")],
        [sent(), sent(FIRST - timedelta(days=1), EDITED + timedelta(seconds=1))],
        [sent(), sent(EDITED, EDITED)],
    ],
    ids=["another moment", "another sender", "another unit", "two edited at once", "one edited and one sent at once"],
)
def test_a_response_that_is_not_certain_keeps_the_sheets_moment(form: list[Submission]) -> None:
    assert status(judged(*form)) == "LATE"


@pytest.mark.parametrize(
    "form",
    [
        sent(last=EDITED + timedelta(seconds=1)),
        sent(last=EDITED - timedelta(seconds=1)),
        sent(FIRST, EDITED, SENDER, "Kepek, sebelum petugas merapikannya"),
        sent(FIRST, EDITED, "", " kalurahan KEPEK,\u00a0Wonosari"),
    ],
    ids=["rounded up", "rounded down", "unit corrected by a clerk", "no addresses asked"],
)
def test_small_differences_do_not_hide_which_response_it_is(form: Submission) -> None:
    assert status(judged(form)) == "COMPLETE"


def test_two_rows_that_one_submission_may_be_keep_their_moments() -> None:
    again = good(UNIT, at=EDITED + timedelta(seconds=1))
    assert status(judged(sent(), rows=(EDITED_ROW, again))) == "LATE"


def test_an_edit_stays_the_later_word_on_what_was_done() -> None:
    """A response sent first and edited last replaces one sent in between, as the sheet says."""
    between = good(UNIT, at=datetime(2026, 11, 7), instagram=(9, instagram(1)))
    edited = good(UNIT, at=EDITED, instagram=(2, "\n".join([instagram(1), instagram(2)])))
    assessment = judged(sent(), rows=(between, edited))
    assert verdict(assessment)["posts"] == 2
    assert status(assessment) == "COMPLETE"


def test_an_edit_that_made_it_incomplete_earns_nothing() -> None:
    assert status(judged(sent(), rows=(response(UNIT, at=EDITED, instagram=(2, "")),))) == "INCOMPLETE"


def test_sent_before_the_lock_and_edited_after_it_unseen_still_counts() -> None:
    after_lock = datetime(2026, 11, 24, 9)
    edited = good(UNIT, at=after_lock)
    now = after_lock + timedelta(hours=1)
    assert status(judged(sent(last=after_lock), rows=(edited,), now=now)) == "COMPLETE"
    assert status(judged(sent(last=after_lock), rows=(edited,), now=now, looks=(datetime(2026, 11, 21),))) == "MISSING"


def test_sent_before_its_month_began_is_judged_by_the_sheet() -> None:
    assert status(judged(sent(first=datetime(2026, 9, 30)))) == "COMPLETE"


_moments = st.datetimes(datetime(2026, 10, 28), datetime(2026, 11, 22)).map(lambda moment: moment.replace(microsecond=0))
_units = st.sampled_from([("Kalurahan Kepek, Wonosari", SENDER), ("Kalurahan Gari", "gari@example.go.id")])
_ORDER = {"MISSING": 0, "INCOMPLETE": 1, "LATE": 2, "COMPLETE": 3}


@settings(max_examples=50)
@given(st.lists(st.tuples(_units, _moments, _moments, st.booleans()), min_size=1, max_size=6), st.lists(_moments, max_size=3))
def test_the_form_never_makes_any_unit_later_than_the_sheet(told: list, looks: list[datetime]) -> None:
    rows = [good(unit, at=max(a, b), sender=email, instagram=(1, instagram(1) if full else "")) for (unit, email), a, b, full in told]
    form = [sent(min(a, b), max(a, b), email, unit) for (unit, email), a, b, _ in told]
    end = datetime(2026, 11, 30)
    alone, asked = Office(rows, now=end).assess(), judged(*form, rows=tuple(rows), looks=tuple(looks), now=end)
    for code in (KEPEK["Kode"], GARI["Kode"]):
        before, after = verdict(alone, code), verdict(asked, code)
        assert _ORDER[after["status"]] >= _ORDER[before["status"]]
        if before["status"] in ("LATE", "COMPLETE"):
            assert after["complete_since"] <= before["complete_since"]
            assert after["received"] <= before["received"]
