from tests.office import GARI, KEPEK_SAPTOSARI, Office, found, good, status


def test_a_name_two_units_bear_is_asked_about_and_counted_for_neither():
    assessment = Office([good(GARI["Nama Unit"]), good("Kepek", sender="somebody@example.com")]).assess()
    (finding,) = found(assessment, "ambiguous-unit")
    assert finding.row == 3
    assert "Kepek, Wonosari" in finding.values["candidates"]
    assert "Kepek, Saptosari" in finding.values["candidates"]
    assert status(assessment) == status(assessment, KEPEK_SAPTOSARI["Kode"]) == "MISSING"


def test_a_place_beside_the_name_settles_it():
    assessment = Office([good("Kepek, Saptosari")]).assess()
    assert not found(assessment, "ambiguous-unit")
    assert status(assessment, KEPEK_SAPTOSARI["Kode"]) == "COMPLETE"
