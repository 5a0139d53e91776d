from tests.office import Office, found, good, response, status

TIKTOK = "https://www.tiktok.com/@kepek/video/7301234567890123456"


def test_a_link_of_another_platform_is_named():
    assessment = Office([response(instagram=(1, TIKTOK))]).assess()
    (finding,) = found(assessment, "wrong-platform-link")
    assert finding.values["other"] == "TikTok"
    assert (finding.severity, status(assessment)) == ("error", "INCOMPLETE")


def test_its_own_platform_is_silent():
    assert not found(Office([good(tiktok=(1, TIKTOK))]).assess(), "wrong-platform-link")
