from datetime import date

import pytest

from tests.office import GARI, KEPEK, Office, found, good


def test_a_decree_about_to_end_is_told_ahead():
    (finding,) = found(Office([good("Gari")], [{**KEPEK, "SK Berlaku Sampai": "31/12/2026"}, GARI]).assess(), "sk-expiring")
    assert (finding.values["until"], finding.severity) == (date(2026, 12, 31), "info")


@pytest.mark.parametrize("until", ["08/11/2026", "01/06/2027", ""])
def test_one_that_has_ended_or_runs_on_is_silent(until):
    assert not found(Office([good("Gari")], [{**KEPEK, "SK Berlaku Sampai": until}, GARI]).assess(), "sk-expiring")


@pytest.mark.parametrize("typed", ["12/KPTS/2026", "SK 12/KPTS/2026", "SK No. 12/KPTS/2026", "Nomor: 12/KPTS/2026"])
def test_the_decree_is_not_called_one_twice(typed):
    register = [{**KEPEK, "SK Berlaku Sampai": "31/12/2026", "Nomor SK": typed}, GARI]
    (finding,) = found(Office([good("Gari")], register).assess(), "sk-expiring")
    assert finding.values["number"] == "12/KPTS/2026"
