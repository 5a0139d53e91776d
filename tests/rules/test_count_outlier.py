from datetime import datetime

from tests.office import OCTOBER, Office, found, instagram, response, status


def months(*counts):
    rows = []
    for offset, count in enumerate(counts):
        month = OCTOBER - (len(counts) - 1 - offset)
        at = datetime((month + 1).year, (month + 1).month, 3)
        rows.append(response(month=f"{month.month}/{month.year}", at=at, instagram=(count, instagram(offset))))
    return rows


def test_a_count_far_from_the_units_own_months_is_asked_about():
    assessment = Office(months(12, 11, 13, 12, 12, 14, 120)).assess()
    (finding,) = found(assessment, "count-outlier")
    assert (str(finding.month), finding.values["number"], finding.values["usual"], finding.severity) == ("2026-10", 120, 12, "info")
    assert status(assessment) == "COMPLETE"


def test_too_short_a_history_small_numbers_and_a_zero_are_silent():
    assert not found(Office(months(12, 11, 13, 12, 12, 120)).assess(), "count-outlier")
    assert not found(Office(months(1, 1, 1, 1, 1, 1, 9)).assess(), "count-outlier")
    assert not found(Office(months(50, 50, 50, 50, 50, 50, 0)).assess(), "count-outlier")
