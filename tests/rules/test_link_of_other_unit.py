from tests.office import GARI, KEPEK, Office, found, good, instagram, status


def test_both_units_are_told_and_neither_is_judged():
    assessment = Office([good(), good("Gari")]).assess()
    first, second = found(assessment, "link-of-other-unit")
    assert {first.unit, second.unit} == {KEPEK["Kode"], GARI["Kode"]}
    assert "Gari" in next(each for each in (first, second) if each.unit == KEPEK["Kode"]).values["others"]
    assert status(assessment) == status(assessment, GARI["Kode"]) == "COMPLETE"


def test_each_its_own_is_silent():
    assert not found(Office([good(), good("Gari", instagram=(1, instagram(2)))]).assess(), "link-of-other-unit")
