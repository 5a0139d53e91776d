from dataclasses import replace
from datetime import datetime

from tests.office import GARI, KEPEK, KEPEK_SAPTOSARI, Office, found, good, status, verdict


def test_a_name_two_units_bear_is_asked_about_and_counted_for_neither():
    assessment = Office([good(GARI["Nama Unit"]), good("Kepek", sender="somebody@example.com")]).assess()
    (finding,) = found(assessment, "ambiguous-unit")
    assert finding.row == 3
    assert "Kepek, Wonosari" in finding.values["candidates"]
    assert "Kepek, Saptosari" in finding.values["candidates"]
    assert status(assessment) == status(assessment, KEPEK_SAPTOSARI["Kode"]) == "MISSING"


def test_the_recap_counts_it_for_those_it_may_be_from_unless_they_reported_by_themselves():
    assessment = Office([good("Kepek", sender="somebody@example.com"), good("Kalurahan Kepek, Wonosari")]).assess()
    assert [verdict(assessment, unit["Kode"])["findings"] for unit in (KEPEK, KEPEK_SAPTOSARI, GARI)] == [0, 1, 0]
    later = replace(Office([good("Kepek", sender="somebody@example.com"), good("Gari")]), now=datetime(2026, 11, 24))
    first = later.assess()
    again = later.remembering(first).assess()
    assert verdict(first, KEPEK["Kode"])["findings"] == verdict(again, KEPEK["Kode"])["findings"] == 1


def test_a_place_beside_the_name_settles_it():
    assessment = Office([good("Kepek, Saptosari")]).assess()
    assert not found(assessment, "ambiguous-unit")
    assert status(assessment, KEPEK_SAPTOSARI["Kode"]) == "COMPLETE"
