from tests.office import GARI, KEPEK_SAPTOSARI, Office, found, good, status


def test_the_senders_address_chooses_among_the_units_a_name_allows():
    assessment = Office([good("Kepek", sender="kepek.saptosari@example.go.id")]).assess()
    (finding,) = found(assessment, "unit-from-submitter")
    assert finding.unit == KEPEK_SAPTOSARI["Kode"]
    assert "Saptosari" in finding.values["name"]
    assert status(assessment, KEPEK_SAPTOSARI["Kode"]) == "COMPLETE"


def test_it_never_overrides_a_clear_name():
    assessment = Office([good("Kalurahan Gari", sender="kepek@example.go.id")]).assess()
    assert not found(assessment, "unit-from-submitter")
    assert status(assessment, GARI["Kode"]) == "COMPLETE"
    assert status(assessment) == "MISSING"
