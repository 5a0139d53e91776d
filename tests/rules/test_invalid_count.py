import pytest

from tests.office import Office, found, good, instagram, response, status


@pytest.mark.parametrize("cell", ["5-10", "lebih dari 5", "2,5", -3, "3/4"])
def test_what_is_no_count_says_why(cell):
    assessment = Office([response(instagram=(cell, instagram(1)))]).assess()
    (finding,) = found(assessment, "invalid-count")
    assert (finding.platform, finding.row, finding.severity) == ("instagram", 2, "error")
    assert finding.values["text"] == str(cell)
    assert finding.values["why"]
    assert status(assessment) == "INCOMPLETE"


def test_on_a_platform_not_owed_it_is_a_warning():
    assessment = Office([good(tiktok=("banyak", None))]).assess()
    (finding,) = found(assessment, "invalid-count")
    assert finding.severity == "warning"
    assert status(assessment) == "COMPLETE"


@pytest.mark.parametrize("cell", [1, 1.0, "1", "satu", "1 postingan"])
def test_a_count_is_silent(cell):
    assert not found(Office([response(instagram=(cell, instagram(1)))]).assess(), "invalid-count")
