from datetime import date, datetime

from tests.office import KEPEK, OCTOBER, Office, found, good, status

LATE = datetime(2026, 11, 21, 8)


def test_what_comes_after_the_lock_changes_nothing_and_is_shown():
    assessment = Office([good("Gari"), good(at=LATE)], now=datetime(2026, 11, 22)).assess()
    (finding,) = found(assessment, "month-locked")
    assert (finding.unit, finding.row, finding.values["locked_on"]) == (KEPEK["Kode"], 3, date(2026, 11, 20))
    assert status(assessment) == "MISSING"


def test_reopening_the_month_lets_it_count():
    assessment = Office([good("Gari"), good(at=LATE)], now=datetime(2026, 11, 22)).assess(reopen=[OCTOBER])
    assert not found(assessment, "month-locked")
    assert status(assessment) == "LATE"


def test_the_lock_days_last_minute_still_counts():
    assessment = Office([good(at=datetime(2026, 11, 20, 23, 59, 59))], now=datetime(2026, 11, 22)).assess()
    assert not found(assessment, "month-locked")
    assert status(assessment) == "LATE"
