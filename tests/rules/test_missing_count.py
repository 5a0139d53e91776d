import pytest

from tests.office import Office, found, instagram, response, status


def test_a_blank_count_is_not_zero():
    assessment = Office([response(instagram=(None, instagram(1)))]).assess()
    (finding,) = found(assessment, "missing-count")
    assert (finding.platform, finding.severity) == ("instagram", "error")
    assert status(assessment) == "INCOMPLETE"


@pytest.mark.parametrize("zero", [0, "0", "-", "nihil", "tidak ada", "Kosong"])
def test_an_explicit_zero_is_an_answer(zero):
    assessment = Office([response(instagram=(zero, None))]).assess()
    assert not found(assessment, "missing-count")
    assert status(assessment) == "COMPLETE"


def test_a_platform_the_unit_has_no_account_on_is_not_asked_for():
    findings = found(Office([response(Catatan="x")]).assess(), "missing-count")
    assert {finding.platform for finding in findings} == {"instagram"}
