import pytest

from tests.office import Office, found, good, instagram, response, status


@pytest.mark.parametrize(
    "link", ["https://instagram.com.evil.id/p/DAb00000001/", "http://192.168.1.1/p/1", "https://drive.google.com/file/d/1/view"]
)
def test_a_link_that_is_none_leaves_the_obligation_unmet(link):
    assessment = Office([response(instagram=(1, link))]).assess()
    (finding,) = found(assessment, "invalid-link")
    assert finding.severity == "error"
    assert link.split("://")[1][:12] in str(finding.values["url"])
    assert status(assessment) == "INCOMPLETE"


def test_beside_a_good_one_it_is_a_warning():
    assessment = Office([response(instagram=(2, f"{instagram(1)} https://instagram.com.evil.id/p/DAb00000001/"))]).assess()
    assert [finding.severity for finding in found(assessment, "invalid-link")] == ["warning"]
    assert status(assessment) == "COMPLETE"


def test_a_good_link_is_silent():
    assert not found(Office([good()]).assess(), "invalid-link")
