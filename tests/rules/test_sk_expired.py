from datetime import date

from tests.office import GARI, KEPEK, Office, found, good


def test_a_decree_that_has_ended_is_told():
    (finding,) = found(Office([good("Gari")], [{**KEPEK, "SK Berlaku Sampai": "08/11/2026"}, GARI]).assess(), "sk-expired")
    assert finding.values["until"] == date(2026, 11, 8)


def test_its_last_day_still_counts():
    assert not found(Office([good("Gari")], [{**KEPEK, "SK Berlaku Sampai": "09/11/2026"}, GARI]).assess(), "sk-expired")
