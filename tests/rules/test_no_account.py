from tests.office import GARI, KEPEK, Office, found, good, response, status


def test_a_unit_without_any_account_is_complete_by_any_response():
    register = [{**KEPEK, "Instagram": ""}, GARI]
    assessment = Office([response("Kepek", instagram=(None, "lihat catatan"))], register).assess()
    (finding,) = found(assessment, "no-account")
    assert (finding.unit, finding.severity, status(assessment)) == (KEPEK["Kode"], "warning", "COMPLETE")


def test_posts_on_an_unregistered_platform_are_noted():
    (finding,) = found(Office([good(tiktok=(4, None))]).assess(), "no-account")
    assert (finding.platform, finding.severity) == ("tiktok", "info")


def test_a_registered_account_is_silent():
    assert not found(Office([good()]).assess(), "no-account")
