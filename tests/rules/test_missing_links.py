import pytest

from tests.office import Office, found, instagram, response, status


@pytest.mark.parametrize("cell", [None, "terlampir", "-"])
def test_a_positive_count_wants_links(cell):
    assessment = Office([response(instagram=(8, cell))]).assess()
    (finding,) = found(assessment, "missing-links")
    assert (finding.values["number"], finding.severity) == (8, "error")
    assert status(assessment) == "INCOMPLETE"


def test_one_link_is_enough_and_zero_wants_none():
    assert not found(Office([response(instagram=(8, instagram(1)))]).assess(), "missing-links")
    assert not found(Office([response(instagram=(0, None))]).assess(), "missing-links")
