from datetime import datetime

import pytest

from tests.office import Office, found, good, status


@pytest.mark.parametrize("month", ["September - Oktober", "triwulan III", "", "entah"])
def test_what_is_not_one_month_is_asked_about(month):
    assessment = Office([good("Gari"), good(month=month)]).assess()
    (finding,) = found(assessment, "invalid-month")
    assert (finding.row, finding.values["text"]) == (3, month or "–")
    assert status(assessment) == "MISSING"


@pytest.mark.parametrize("month", ["Oktober", "10/2026", datetime(2026, 10, 1), 46296.0])
def test_one_month_however_written_is_silent(month):
    assessment = Office([good(month=month)]).assess()
    assert not found(assessment, "invalid-month")
    assert status(assessment) == "COMPLETE"
