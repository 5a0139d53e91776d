import re

import pytest
from linkify_it import LinkifyIt

from tests.office import Office, found, good, instagram, response, status


@pytest.mark.parametrize(
    "link", ["https://instagram.com.evil.id/p/DAb00000001/", "http://192.168.1.1/p/1", "https://drive.google.com/file/d/1/view"]
)
def test_a_link_that_is_none_leaves_the_obligation_unmet(link):
    assessment = Office([response(instagram=(1, link))]).assess()
    (finding,) = found(assessment, "invalid-link")
    assert finding.severity == "error"
    assert str(finding.values["url"]).replace("\u200b", "") == link
    assert status(assessment) == "INCOMPLETE"


def test_beside_a_good_one_it_is_a_warning():
    assessment = Office([response(instagram=(2, f"{instagram(1)} https://instagram.com.evil.id/p/DAb00000001/"))]).assess()
    assert [finding.severity for finding in found(assessment, "invalid-link")] == ["warning"]
    assert status(assessment) == "COMPLETE"


def test_a_good_link_is_silent():
    assert not found(Office([good()]).assess(), "invalid-link")


@pytest.mark.parametrize(
    "link", ["https://instagram.com.evil.id/p/DAb1", "http://192.168.1.1/p/1", "javascript://x.com/%0aalert(1)", "ftp://x.com/a"]
)
def test_nothing_makes_a_link_of_an_unsafe_address(link):
    (finding,) = found(Office([response(instagram=(1, link))]).assess(), "invalid-link")
    shown = str(finding.values["url"])
    assert not LinkifyIt(options={"fuzzy_link": True, "fuzzy_ip": True}).test(shown)
    assert not re.search(r"\b(?:[a-z]+://|www\.|[\w-]+\.[a-z]{2,})", shown)


def test_a_file_in_a_drive_may_be_opened():
    (finding,) = found(Office([response(instagram=(1, "https://drive.google.com/file/d/1/view"))]).assess(), "invalid-link")
    assert str(finding.values["url"]) == "https://drive.google.com/file/d/1/view"
