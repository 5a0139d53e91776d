from tests.office import KEPEK, Office, found, response, status


def test_a_general_shortener_is_asked_to_be_replaced():
    assessment = Office([response(instagram=(1, "https://bit.ly/3xYzAbc"))]).assess()
    assert [finding.severity for finding in found(assessment, "shortened-link")] == ["error"]
    assert not found(assessment, "invalid-link")
    assert status(assessment) == "INCOMPLETE"


def test_the_platforms_own_share_links_count():
    register = [{**KEPEK, "Instagram": "", "TikTok": "@kepek"}]
    assessment = Office([response("Kepek", tiktok=(1, "https://vt.tiktok.com/ZSabc123/"))], register).assess()
    assert not found(assessment, "shortened-link")
    assert status(assessment) == "COMPLETE"
